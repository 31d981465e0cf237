//! Small towns whose figures are worked out by hand: two shared beds in a town of 1,000, January
//! 2026 (31 nights), two single people on the 5th and one on the 6th, stays of ten nights.

mod folder;

use folder::Folder;
use quartier::findings::{self, Findings, Quantity};
use quartier::monte_carlo::{self, Watch};
use quartier::simulation::Model;

/// Plays the minimal town with some words replaced.
fn played(replacements: &[(&str, &str)]) -> Findings {
    let scenario = Folder::with_two_beds(replacements).loaded().scenario;
    let model = Model::of(&scenario);
    let ensemble = monte_carlo::run(&model, scenario.replications, None, &Watch::default())
        .expect("nobody stops this run");
    findings::gather(&scenario, &ensemble)
}

fn number(findings: &Findings, id: &str) -> f64 {
    let figure = findings.figures.iter().find(|figure| figure.id == id);
    match figure.map(|figure| figure.value) {
        Some(Quantity::Number(number)) => number,
        other => panic!("{id}: {other:?}"),
    }
}

/// Replacements of the minimal scenario.
const WAITS: (&str, &str) = (
    "patience_days = 0           # 0 = lost at once; leave out to wait",
    "",
);
const ARRIVALS: &str =
    "arrivals.listed = [ { date = 2026-01-05, households = 2 }, { date = 2026-01-06, households = 1 } ]";

fn assert_figures(findings: &Findings, expected: &[(&str, f64)]) {
    for (id, value) in expected {
        let found = number(findings, id);
        assert!((found - value).abs() < 1e-9, "{id}: {found} instead of {value}");
    }
}

#[test]
fn who_has_no_patience_is_lost_and_the_others_stay_ten_nights() {
    assert_figures(
        &played(&[]),
        &[
            ("unmet_person_nights", 0.0),
            ("lost_households_share", 1.0 / 3.0),
            ("probability_of_shortage", 1.0),
            ("peak_housed", 2.0),
            ("mean_housed", 20.0 / 31.0),
        ],
    );
}

#[test]
fn with_patience_the_third_waits_for_nine_nights() {
    // The beds are taken in the nights of the 5th to the 14th; the third has one from the 15th.
    assert_figures(
        &played(&[WAITS]),
        &[
            ("unmet_person_nights", 9.0),
            ("waiting_person_nights", 9.0),
            ("lost_households_share", 0.0),
            ("mean_housed", 30.0 / 31.0),
        ],
    );
}

#[test]
fn on_mondays_only_the_free_bed_waits_until_monday() {
    // The 5th is a Monday. The beds become free on Thursday the 15th, the next Monday is the 19th:
    // nights of the 6th to the 18th.
    let findings = played(&[WAITS, ("\"daily\"", "\"weekly\"")]);
    assert_figures(
        &findings,
        &[("unmet_person_nights", 13.0), ("mean_housed", 30.0 / 31.0)],
    );
}

#[test]
fn short_stays_free_a_bed_while_a_long_one_goes_on() {
    // Long: nights 5 to 14. Short: 6 to 8, and the second, who comes on the 7th, 9 to 11.
    let arrivals = "arrivals.listed = [ { date = 2026-01-05, households = 1 } ]";
    let short = "[groups.short]\nhousehold_sizes = { 1 = 1.0 }\n\
        arrivals.listed = [ { date = 2026-01-06, households = 1 }, { date = 2026-01-07, households = 1 } ]\n\
        stay.fixed = { days = 3 }\n\n[policy]";
    let findings = played(&[WAITS, (ARRIVALS, arrivals), ("[policy]", short)]);
    assert_figures(
        &findings,
        &[("unmet_person_nights", 2.0), ("mean_housed", 16.0 / 31.0)],
    );
}

#[test]
fn a_hall_in_use_takes_who_waits() {
    let hall = "[kinds.hall]\nemergency = true\nshared_beds = true\n[sites.hall]\ndistrict = \"mitte\"\n\
        kind = \"hall\"\nplaces = 1\nusable_share = 1.0\n[groups.singles]";
    assert_figures(
        &played(&[WAITS, ("[groups.singles]", hall)]),
        &[
            ("unmet_person_nights", 0.0),
            ("emergency_person_nights", 9.0),
            ("waiting_person_nights", 9.0),
            ("probability_of_shortage", 0.0),
        ],
    );
}

#[test]
fn a_hall_on_standby_opens_its_lead_time_after_the_first_night_without() {
    // Nobody's bed in the nights of the 6th and 7th, the hall from the 8th to the 14th.
    let hall = "[kinds.hall]\nemergency = true\nshared_beds = true\n[sites.hall]\ndistrict = \"mitte\"\n\
        kind = \"hall\"\nplaces = 1\nusable_share = 1.0\nstate = \"standby\"\nlead_time_days = 2\n[groups.singles]";
    assert_figures(
        &played(&[WAITS, ("[groups.singles]", hall)]),
        &[
            ("unmet_person_nights", 2.0),
            ("emergency_person_nights", 7.0),
            ("waiting_person_nights", 9.0),
        ],
    );
}

#[test]
fn who_must_leave_a_closing_site_moves_first_and_stays_no_longer() {
    // Two live in `one`, which has its last night on the 9th, and must move; the third has one bed
    // of `two`. One gets the other bed, one waits from the 10th to the 14th, when the stay ends.
    let two = "until = 2026-01-09\n[sites.two]\ndistrict = \"mitte\"\nkind = \"shared\"\nplaces = 2\n\
        usable_share = 1.0\n\n[groups.singles]";
    let policy = (
        "placement_days = \"daily\"",
        "placement_days = \"daily\"\nclosing_stop_days = 0",
    );
    assert_figures(
        &played(&[WAITS, ("[groups.singles]", two), policy]),
        &[
            ("unmet_person_nights", 5.0),
            ("forced_moves", 2.0),
            ("mean_housed", 25.0 / 31.0),
        ],
    );
}

#[test]
fn relatives_come_when_they_are_due_and_stay_as_long() {
    // One from the 5th to the 14th, a relative from the 10th to the 19th.
    let arrivals = "arrivals.listed = [ { date = 2026-01-05, households = 1 } ]\n\
        relatives = { probability = 1.0, after.fixed = { days = 5 }, household_sizes = { 1 = 1.0 } }";
    assert_figures(
        &played(&[WAITS, (ARRIVALS, arrivals)]),
        &[
            ("arrived_persons", 2.0),
            ("unmet_person_nights", 0.0),
            ("mean_housed", 20.0 / 31.0),
        ],
    );
}

#[test]
fn a_family_blocks_the_beds_it_leaves_empty() {
    // Three live ten nights in a flat with four beds; the flat with two stays free.
    let stock = (
        "places = 2\nusable_share = 1.0",
        "units = [ { count = 1, beds = 2 }, { count = 1, beds = 4 } ]",
    );
    let family = ("{ 1 = 1.0 }", "{ 3 = 1.0 }");
    let arrivals = (
        ARRIVALS,
        "arrivals.listed = [ { date = 2026-01-05, households = 1 } ]",
    );
    let kind = ("shared_beds = true          # beds, no units", "");
    assert_figures(
        &played(&[WAITS, kind, stock, family, arrivals]),
        &[
            ("blocked_bed_nights", 10.0),
            ("mean_housed", 30.0 / 31.0),
            ("free_usable_places_min", 2.0),
        ],
    );
}

#[test]
fn arrivals_have_no_say_in_who_lives_there_at_the_start() {
    // Without `occupied_by` all belong to the first group, whatever comes later.
    let group = |households: u32| {
        format!(
            "[groups.later]\nhousehold_sizes = {{ 1 = 1.0 }}\n\
             arrivals.listed = [ {{ date = 2026-01-05, households = {households} }} ]\n\
             stay.fixed = {{ days = 3 }}\n\n[policy]"
        )
    };
    let households = |later: u32| {
        let group = group(later);
        let occupied = ("places = 2", "places = 2\noccupied = 2");
        let folder = Folder::with_two_beds(&[occupied, ("[policy]", &group)]);
        folder.loaded().scenario.households
    };
    assert_eq!(households(0), households(500));
    assert!(
        households(500)
            .iter()
            .all(|household| household.group.index() == 0)
    );
}
