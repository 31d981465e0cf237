//! The ladder, every day by hand: two shared beds in January 2026, two single people on the 5th
//! and one on the 6th, stays of ten nights; and laws that hold for any ladder.
#![allow(clippy::unwrap_used, reason = "a ladder that cannot be played should fail")]

mod common;
mod folder;

use common::{beds, empty_town, group, site};
use folder::Folder;
use quartier::findings::ladder::StepFindings;
use quartier::findings::{self, Findings, Quantity};
use quartier::ids::SiteId;
use quartier::ladder::{Action, Step, StepCost, Trigger, Withdrawal};
use quartier::monte_carlo::{self, Watch};
use quartier::scenario::Scenario;
use quartier::simulation::{Event, Model, Town};
use quartier::site::{Opening, Stock, UnitClass};
use quartier::stay::Duration;

const WAITS: (&str, &str) = (
    "patience_days = 0           # 0 = lost at once; leave out to wait",
    "closing_stop_days = 0",
);

/// Plays the minimal town with some words replaced and some lines added.
fn played(replacements: &[(&str, &str)], more: &str) -> Findings {
    let group = format!("{more}\n[groups.singles]\nsingle_men_share = 1.0");
    let all = [replacements, &[WAITS, ("[groups.singles]", group.as_str())]].concat();
    let scenario = Folder::with_two_beds(&all).loaded().scenario;
    findings_of(&scenario)
}

fn findings_of(scenario: &Scenario) -> Findings {
    let model = Model::of(scenario);
    let ensemble = monte_carlo::run(&model, scenario.replications, None, &Watch::default()).unwrap();
    findings::gather(scenario, &ensemble)
}

fn number(findings: &Findings, id: &str) -> f64 {
    let figure = findings.figures.iter().find(|figure| figure.id == id);
    match figure.map(|figure| figure.value) {
        Some(Quantity::Number(number)) => number,
        other => panic!("{id}: {other:?}"),
    }
}

fn assert_figures(findings: &Findings, expected: &[(&str, f64)]) {
    for (id, value) in expected {
        let found = number(findings, id);
        assert!((found - value).abs() < 1e-9, "{id}: {found} instead of {value}");
    }
}

/// First day, days in effect, person-nights and cost.
fn course(step: &StepFindings) -> (String, f64, f64, f64) {
    (
        step.first_date.unwrap().0.to_string(),
        step.days_active.value,
        step.person_nights.value,
        step.cost_eur.value,
    )
}

const HALL: &str = "[kinds.hall]\nemergency = true\nshared_beds = true\ncost.per_person_month_eur = 365\n\
    [sites.hall]\ndistrict = \"mitte\"\nkind = \"hall\"\nplaces = 1\nusable_share = 1.0\nstate = \"standby\"\n\
    lead_time_days = 1\n";

#[test]
fn a_hall_opens_after_its_lead_time_and_closes_after_its_quiet_days() {
    // Night of the 6th without a place; decided on the 7th, open from the 9th; the third has a
    // bed from the 15th; the 15th still saw a sleeper, so quiet from the 16th to the 22nd.
    let ladder = "[ladder.hall]\ntrigger.unmet = {}\naction.activate = { kind = \"hall\" }\n\
        lead_time.fixed = { days = 2 }\ncost = { once_eur = 100, per_day_eur = 10 }\n";
    let findings = played(&[], &format!("{HALL}{ladder}"));
    assert_figures(
        &findings,
        &[
            ("unmet_person_nights", 3.0),
            ("emergency_person_nights", 6.0),
            ("cost_total_eur", 100.0 + 13.0 * 10.0 + 6.0 * 12.0),
        ],
    );
    let step = &findings.steps[0];
    assert_eq!(course(step), ("2026-01-07".into(), 13.0, 6.0, 302.0));
    assert_eq!((step.reached, step.too_late, step.times.value), (1, 1, 1.0));
    assert_eq!(step.days_to_unmet, Some(0.0));
    assert!(step.is_mostly_too_late());
}

#[test]
fn a_hall_for_three_days_is_closed_after_three_nights_and_rests() {
    // Open in the nights of the 9th to the 11th; those of the 12th to the 14th have nothing.
    let ladder = "[ladder.hall]\ntrigger.unmet = {}\n\
        action.activate = { site = \"hall\", at_most_days = 3 }\nlead_time.fixed = { days = 2 }\n";
    let findings = played(&[], &format!("{HALL}{ladder}"));
    assert_figures(
        &findings,
        &[("unmet_person_nights", 6.0), ("emergency_person_nights", 3.0)],
    );
    assert_eq!(findings.steps[0].times.value, 1.0);
}

#[test]
fn a_step_with_foresight_comes_in_time() {
    // On the 1st two beds are free and three arrivals of the next week are announced: one is
    // missing. Decided on the 1st, open from the 5th. The third lives there from the 6th to the
    // 15th. On the 15th two beds of the first site are free, one more than the step's: quiet from
    // the 15th to the 21st, so 16 nights in effect.
    let ladder = "[sites.two]\ndistrict = \"mitte\"\nkind = \"shared\"\nplaces = 1\nusable_share = 1.0\n\
        state = \"option\"\n[ladder.house]\ntrigger.free-places = { below = 0, weeks = 1 }\n\
        action.activate = { site = \"two\" }\nlead_time.fixed = { days = 4 }\n\
        cost = { once_eur = 100, per_day_eur = 10, per_place_day_eur = 1 }\n";
    let findings = played(&[], ladder);
    assert_figures(
        &findings,
        &[("unmet_person_nights", 0.0), ("mean_housed", 30.0 / 31.0)],
    );
    let step = &findings.steps[0];
    assert_eq!(course(step), ("2026-01-01".into(), 16.0, 10.0, 276.0));
    assert_eq!((step.too_late, step.days_to_unmet), (0, None));
}

#[test]
fn hotel_rooms_are_rented_block_by_block() {
    // One bed in the first site. Without a place: one on the 5th, two on the 6th; the block decided
    // on the 6th is there on the 7th; one is still without, so another one is decided on the 8th
    // and there on the 9th: 1 + 2 + 1 + 1 nights.
    let ladder = "[ladder.hotel]\ntrigger.unmet = {}\nlead_time.fixed = { days = 1 }\n\
        action.hotel = { kind = \"shared\", district = \"mitte\", rooms_per_block = 1, beds_per_room = 1, \
        max_blocks = 2, minimum_days = 20, price_per_room_night_eur = 50 }\n";
    let findings = played(&[("places = 2", "places = 1")], ladder);
    assert_figures(&findings, &[("unmet_person_nights", 5.0)]);
    // The contract of 20 days from the 7th on, the second block from the 9th on: given back on
    // the 27th, 20 and 18 nights of 50 euros.
    let step = &findings.steps[0];
    assert_eq!(course(step), ("2026-01-06".into(), 20.0, 20.0, 38.0 * 50.0));
    assert_eq!(findings.sites.len(), 3);
}

#[test]
fn more_beds_in_a_room_count_as_nights_below_standard() {
    // 14 m² for two hold three with 4.5 m² each. The night of the 6th is without a place; from the
    // 7th to the 14th three live in the room. On the 15th two leave.
    let room = "units = [ { count = 1, beds = 2, area_m2 = 14 } ]";
    let ladder = "[ladder.denser]\ntrigger.unmet = {}\nlead_time.fixed = { days = 0 }\n\
        action.densify = { kind = \"shared\", m2_per_person = 4.5 }\ncost.per_place_day_eur = 1\n";
    let stock = ("places = 2\nusable_share = 1.0", room);
    let kind = ("shared_beds = true          # beds, no units", "");
    let findings = played(&[stock, kind], ladder);
    assert_figures(
        &findings,
        &[
            ("unmet_person_nights", 1.0),
            ("below_standard_person_nights", 24.0),
            ("mean_housed", 30.0 / 31.0),
        ],
    );
    // Quiet from the 15th, when two beds are free, to the 21st.
    assert_eq!(
        course(&findings.steps[0]),
        ("2026-01-07".into(), 14.0, 24.0, 14.0)
    );
}

#[test]
fn shared_beds_are_moved_closer_too() {
    // Two places of 7 m² make three of 4.5 m².
    let ladder = "[ladder.denser]\ntrigger.unmet = {}\nlead_time.fixed = { days = 0 }\n\
        action.densify = { site = \"one\", m2_per_person = 4.5, standard_m2 = 7 }\n";
    assert_figures(
        &played(&[], ladder),
        &[
            ("unmet_person_nights", 1.0),
            ("below_standard_person_nights", 24.0),
        ],
    );
}

#[test]
fn a_pause_counts_who_is_not_taken() {
    // Decided on the 5th after the arrivals of that day; the one of the 6th is not taken.
    let ladder = "[ladder.pause]\ntrigger.date = { from = 2026-01-05 }\nlead_time.fixed = { days = 0 }\n\
        action.pause-assignments = { groups = [\"singles\"], weeks = 1 }\n";
    let findings = played(&[], ladder);
    assert_figures(
        &findings,
        &[
            ("not_taken_persons", 1.0),
            ("arrived_persons", 2.0),
            ("unmet_person_nights", 0.0),
        ],
    );
    assert_eq!(findings.steps[0].not_taken.value, 1.0);
}

#[test]
fn a_site_about_to_close_stays_open() {
    // The last night would be the 9th. Two stay to the 14th, the third has a bed from the 15th to
    // the 24th: 5 × 2 + 10 nights after the end.
    let ladder = "[ladder.stay]\ntrigger.date = { from = 2026-01-08 }\nlead_time.fixed = { days = 0 }\n\
        action.stop-closures = {}\n";
    let until = ("places = 2", "until = 2026-01-09\nplaces = 2");
    let findings = played(&[until], ladder);
    assert_figures(&findings, &[("forced_moves", 0.0), ("unmet_person_nights", 9.0)]);
    assert_eq!(findings.steps[0].person_nights.value, 20.0);
}

#[test]
fn a_closing_that_was_put_off_is_made_up_for() {
    // Kept from the 10th until the step ends: nothing calls it from the 12th on, and the others
    // would find no bed, so it stays until they have left.
    let ladder = "[ladder.stay]\ntrigger.date = { from = 2026-01-08 }\nlead_time.fixed = { days = 0 }\n\
        action.stop-closures = { sites = [\"one\"] }\nwithdrawal = { not_before = 2026-01-12, quiet_days = 1 }\n\
        [sites.two]\ndistrict = \"mitte\"\nkind = \"shared\"\nplaces = 3\nusable_share = 1.0\nfrom = 2026-01-10\n";
    let until = ("places = 2", "until = 2026-01-09\nplaces = 2");
    let findings = played(&[until], ladder);
    // The third has a place from the 10th; on the 12th the other two still fit beside it: the
    // step ends, and `one` closes on the 13th.
    assert_figures(&findings, &[("forced_moves", 2.0), ("unmet_person_nights", 4.0)]);
}

#[test]
fn a_step_after_an_exhausted_one_waits_for_it() {
    // Two without a bed: the hall for one opens on the 8th; full in that night, so the second step
    // comes on the 9th.
    let arrivals = ("households = 1 }", "households = 2 }");
    let ladder = "[sites.two]\ndistrict = \"mitte\"\nkind = \"shared\"\nplaces = 5\nusable_share = 1.0\n\
        state = \"option\"\n[ladder.hall]\ntrigger.unmet = {}\naction.activate = { site = \"hall\" }\n\
        [ladder.house]\ntrigger.step = { state = \"exhausted\" }\naction.activate = { site = \"two\" }\n\
        lead_time.fixed = { days = 0 }\n";
    let findings = played(&[arrivals], &format!("{HALL}{ladder}"));
    // Without a place: two on the 6th, two on the 7th, one on the 8th.
    assert_figures(
        &findings,
        &[("unmet_person_nights", 5.0), ("emergency_person_nights", 1.0)],
    );
    assert_eq!(course(&findings.steps[1]).0, "2026-01-09");
}

/// Everything that is wrong with a ladder, in English.
fn complaints(more: &str) -> String {
    let group = format!("{more}\n[groups.singles]");
    let folder = Folder::with_two_beds(&[("[groups.singles]", group.as_str())]);
    folder
        .load("scenario.toml")
        .unwrap_err()
        .to_text(quartier::text::Lang::En)
}

#[test]
fn everything_wrong_with_a_ladder_is_named_at_once() {
    let text = complaints(
        "[ladder.a]\ntrigger.step = { step = \"b\", state = \"active\" }\naction.activate = { site = \"one\" }\n\
         lead_time.fixed = { days = 1 }\n\
         [ladder.b]\ntrigger.step = { step = \"a\", state = \"active\" }\naction.activate = { kind = \"hal\" }\n\
         lead_time.fixed = { days = 1 }\n\
         [ladder.c]\ntrigger.free-places = { below = 10 }\naction.activate = { site = \"ones\" }\n\
         lead_time.fixed = { days = 1 }\nwithdrawal.free_places_at_least = 5\n\
         [ladder.d]\ntrigger.occupied = { at_least = 0.9 }\nwithdrawal.occupied_at_most = 0.95\n\
         action.densify = { kind = \"shared\", m2_per_person = 30 }\n\
         [ladder.e]\ntrigger.step = { step = \"e\", state = \"exhausted\" }\nlead_time.fixed = { days = 1 }\n\
         action.pause-assignments = { groups = [\"nobody\"], weeks = 1 }\n\
         [ladder.f]\ntrigger.unmet = {}\nlead_time.fixed = { days = 1 }\n\
         action.hotel = { kind = \"shared\", district = \"mite\", rooms_per_block = 1, beds_per_room = 1, minimum_days = 0, price_per_room_night_eur = 1 }\n",
    );
    for part in [
        "`one` is open already",
        "There is no `hal`",
        "There is no `ones`",
        "taken below 10 free places and withdrawn from 5 on",
        "taken from a share of 0.9 on and withdrawn up to 0.95",
        "no room for another bed",
        "The step needs a lead time",
        "wait for each other and are never reached: a → b → a",
        "wait for each other and are never reached: e → e",
        "There is no `nobody`",
        "There is no `mite`",
        "minimum_days",
    ] {
        assert!(text.contains(part), "{part} is missing in:\n{text}");
    }
}

#[test]
fn a_step_that_comes_too_late_is_said_before_the_run() {
    let ladder = "[sites.two]\ndistrict = \"mitte\"\nkind = \"shared\"\nplaces = 5\nstate = \"option\"\n\
        [ladder.box]\npreset = \"container\"\ntrigger.free-places = { below = 0 }\n\
        action.activate = { site = \"two\" }\n[groups.singles]";
    let loaded = Folder::with_two_beds(&[("[groups.singles]", ladder)]).loaded();
    let said = loaded
        .notices
        .iter()
        .any(|notice| notice.message.en.contains("mostly comes too late"));
    assert!(said, "{:?}", loaded.notices);
    let lead = loaded
        .assumptions
        .iter()
        .find(|value| value.key == "ladder.box.lead_time.empirical.days")
        .unwrap();
    assert!(lead.source.as_ref().unwrap().contains("KStA 785329"));
}

fn step(trigger: Trigger, action: Action, quiet_days: u32, lead: f64) -> Step {
    Step {
        id: "step".into(),
        name: "step".into(),
        trigger,
        action,
        lead_time: Duration::Fixed { days: lead },
        cost: StepCost::default(),
        withdrawal: Withdrawal {
            quiet_days,
            minimum_days: 0,
            free_places_at_least: None,
            occupied_at_most: None,
            not_before: None,
        },
        breaks: Vec::new(),
    }
}

/// A town that is nearly full all the time, with one step.
fn nearly_full(trigger: Trigger, quiet_days: u32) -> Scenario {
    let mut scenario = empty_town(1500);
    let rooms = |count: u32, beds: u32| {
        Stock::Units(vec![UnitClass {
            count,
            beds,
            area_m2: None,
            offers: Default::default(),
            reserved: false,
        }])
    };
    scenario.sites = vec![site("s", 0, rooms(24, 3)), site("extra", 0, rooms(8, 2))];
    scenario.sites[1].opening = Opening::Never;
    let stay = Duration::Exponential { mean: 100.0 };
    let mut arrivals = group("g", 0.36, &[(1, 0.6), (2, 0.2), (3, 0.1), (5, 0.1)], stay);
    arrivals.single_men_share = 0.7;
    scenario.groups = vec![arrivals];
    let action = Action::Activate {
        sites: vec![SiteId(1)],
        at_most_days: None,
    };
    scenario.ladder = vec![step(trigger, action, quiet_days, 5.0)];
    scenario
}

#[test]
fn no_step_flaps() {
    for quiet in [1, 7, 30] {
        for trigger in [
            Trigger::FreePlaces { below: 4.0, weeks: 3 },
            Trigger::Occupied { at_least: 0.97 },
            Trigger::Unmet {
                persons: 1,
                nights: 1,
            },
        ] {
            let scenario = nearly_full(trigger.clone(), quiet);
            let model = Model::of(&scenario);
            let mut town = Town::new(&model);
            let mut taken_in_all = 0;
            for replication in 0..10 {
                let (_, trace) = town.play_with_trace(&model, replication);
                let taken: Vec<u32> = trace
                    .iter()
                    .filter(|entry| entry.event == Event::StepTaken)
                    .map(|entry| entry.day)
                    .collect();
                taken_in_all += taken.len();
                for pair in taken.windows(2) {
                    assert!(
                        pair[1] - pair[0] >= 2 * quiet + 5,
                        "{trigger:?}, {quiet}: {taken:?}"
                    );
                }
            }
            assert!(taken_in_all > 10, "{trigger:?}, {quiet}: {taken_in_all}");
        }
    }
}

#[test]
fn more_beds_come_and_go_without_anybody_being_lost() {
    // The audits of every replication run in this profile; here is enough to and fro for them.
    let mut scenario = nearly_full(Trigger::Occupied { at_least: 0.95 }, 3);
    let class = |site| quartier::ladder::Denser::Units {
        site: SiteId(site),
        class: 0,
        more: 2,
    };
    scenario.ladder[0].action = Action::Densify {
        rooms: vec![class(0)],
    };
    let findings = findings_of(&scenario);
    assert!(findings.steps[0].times.value > 2.0);
    assert!(number(&findings, "below_standard_person_nights") > 0.0);
}

#[test]
fn a_ladder_that_is_never_reached_changes_nothing() {
    let with = nearly_full(
        Trigger::Unmet {
            persons: 100_000,
            nights: 1,
        },
        7,
    );
    let mut without = with.clone();
    without.ladder.clear();
    let (with, without) = (findings_of(&with), findings_of(&without));
    for (one, other) in without.figures.iter().zip(&with.figures) {
        assert_eq!(one, other);
    }
    assert_eq!(with.steps[0].reached, 0);
    assert_eq!(with.steps[0].first_date, None);
}

/// |z| above this has probability 10⁻⁴.
const CRITICAL: f64 = 3.890_59;

fn assert_z(values: &[f64], expected: f64, what: &str) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    let z = (mean - expected) / (variance / n).sqrt();
    assert!(
        z.abs() < CRITICAL,
        "{what}: mean {mean}, expected {expected}, z = {z}"
    );
}

/// Mean stay in days: long against a day.
const STAY: f64 = 1000.0;

fn exponential() -> Duration {
    Duration::Exponential { mean: STAY }
}

#[test]
fn overflow_to_a_step_has_the_moments_of_wilkinson() {
    // 100 Erlang on 100 beds, the rest goes to the site of a step: mean 7.570045, variance
    // 38.595910. Households that are there at the start fill the beds in equilibrium's mean.
    let mut scenario = empty_town(7000);
    scenario.town.districts.push(common::district("d1", 1000.0));
    scenario.sites = vec![site("s", 0, beds(100)), site("over", 1, beds(10_000))];
    scenario.sites[1].opening = Opening::Never;
    scenario.groups = vec![group("g", 100.0 / STAY, &[(1, 1.0)], exponential())];
    let action = Action::Activate {
        sites: vec![SiteId(1)],
        at_most_days: None,
    };
    scenario.ladder = vec![step(Trigger::Date { from: 0 }, action, 1, 0.0)];
    let model = Model::of(&scenario);
    let over: Vec<f64> = monte_carlo::run(&model, 4000, None, &Watch::default())
        .unwrap()
        .outcomes
        .iter()
        .map(|outcome| f64::from(outcome.district_end[1]))
        .collect();
    assert_z(&over, 7.570_045, "mean overflow");
    let squares: Vec<f64> = over.iter().map(|x| (x - 7.570_045) * (x - 7.570_045)).collect();
    assert_z(&squares, 38.595_910, "variance of the overflow");
}

#[test]
fn a_step_at_the_first_overload_is_reached_when_theory_says() {
    // 95 Erlang on 100 beds from empty: 3.770909 mean stays until somebody finds no bed.
    let mut scenario = empty_town(40_000);
    scenario.sites = vec![site("s", 0, beds(100)), site("never", 0, beds(1))];
    scenario.sites[1].opening = Opening::Never;
    scenario.groups = vec![group("g", 95.0 / STAY, &[(1, 1.0)], exponential())];
    scenario.policy.patience_days = None;
    let action = Action::Activate {
        sites: vec![SiteId(1)],
        at_most_days: None,
    };
    let unmet = Trigger::Unmet {
        persons: 1,
        nights: 1,
    };
    scenario.ladder = vec![step(unmet, action, 1, 0.0)];
    let model = Model::of(&scenario);
    let first: Vec<f64> = monte_carlo::run(&model, 600, None, &Watch::default())
        .unwrap()
        .outcomes
        .iter()
        // Decided on the morning after the night.
        .map(|outcome| (f64::from(outcome.steps[0].first_day.unwrap()) - 0.5) / STAY)
        .collect();
    assert_z(&first, 3.770_909, "time to overload in mean stays");
}
