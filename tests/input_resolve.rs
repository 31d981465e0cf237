//! From the file to the world: numbers worked out by hand.

mod folder;

use folder::Folder;
use proptest::prelude::*;
use quartier::arrivals::{Course, Process, RateProcess, Shape};
use quartier::household::{Composition, Sex, StartHousehold};
use quartier::input::Loaded;
use quartier::policy::{Queue, Rhythm, Rule};
use quartier::scenario::{Origin, Scenario};
use quartier::site::{LostPlaces, Opening, Stock};
use quartier::stay::Duration;
use quartier::units::Money;
use std::collections::BTreeMap;

/// The minimal scenario with some words replaced.
fn scenario(replacements: &[(&str, &str)]) -> Scenario {
    Folder::with_two_beds(replacements).loaded().scenario
}

fn rate(scenario: &Scenario) -> &RateProcess {
    match &scenario.groups[0].arrivals[..] {
        [Process::Rate(rate)] => rate,
        other => panic!("{other:?}"),
    }
}

const LISTED: &str =
    "arrivals.listed = [ { date = 2026-01-05, households = 2 }, { date = 2026-01-06, households = 1 } ]";
const SIZES: &str = "household_sizes = { 1 = 1.0 }";

#[test]
fn the_minimal_scenario_means_what_it_says() {
    let scenario = scenario(&[]);
    assert_eq!(
        (scenario.calendar.days, scenario.replications, scenario.seed),
        (31, 1, 1)
    );
    assert_eq!(scenario.town.residents(), 1000.0);
    let site = &scenario.sites[0];
    assert_eq!(
        site.stock,
        Stock::Beds {
            nominal: 2,
            usable: 2
        }
    );
    assert_eq!(site.opening, Opening::Fixed { from: 0, until: None });
    assert_eq!(site.closing_stop_days, 28);
    assert_eq!(
        scenario.groups[0].arrivals,
        [Process::Listed(vec![(4, 2), (5, 1)])]
    );
    assert_eq!(scenario.groups[0].stay, Duration::Fixed { days: 10.0 });
    let policy = &scenario.policy;
    assert_eq!((&policy.rule, policy.rhythm), (&Rule::FirstFit, Rhythm::Daily));
    assert_eq!((policy.patience_days, policy.queue), (Some(0), Queue::Overtaking));
    assert!(scenario.households.is_empty() && scenario.market.is_empty());
}

#[test]
fn persons_per_month_become_households_per_day() {
    // 73 persons a month are 2.4 a day; households of 1 and 3 in equal parts have 2 persons.
    let scenario = scenario(&[
        (
            LISTED,
            "arrivals.poisson = { persons_per_month = 73, level = { cv = 0.5 } }",
        ),
        (SIZES, "household_sizes = { 1 = 0.5, 3 = 0.5 }"),
    ]);
    let rate = rate(&scenario);
    assert_eq!(
        (rate.shape, rate.dispersion, rate.level.cv),
        (Shape::Poisson, 1.0, 0.5)
    );
    assert!(matches!(rate.course, Course::Constant(per_day) if (per_day - 1.2).abs() < 1e-12));
}

#[test]
fn seasons_are_scaled_to_the_mean() {
    let months = "months = [2, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]";
    let scenario = scenario(&[
        (
            LISTED,
            &format!("arrivals.seasonal = {{ per_day = 3, {months} }}"),
        ),
        ("end = 2026-01-31", "end = 2026-03-31"),
    ]);
    let Course::Daily(daily) = &rate(&scenario).course else {
        panic!("a course by day is expected")
    };
    assert_eq!((daily[30], daily[31], daily[59]), (6.0, 0.0, 3.0));
}

#[test]
fn a_wave_is_scaled_to_its_total() {
    let scenario = scenario(&[
        (
            LISTED,
            "arrivals.wave = { from = 2026-01-01, profile = [1, 3], total_persons = 124, dispersion = 2 }",
        ),
        ("end = 2026-01-31", "end = 2026-02-28"),
    ]);
    let Course::Daily(daily) = &rate(&scenario).course else {
        panic!("a course by day is expected")
    };
    // 31 persons over the 31 days of January, 93 over the 28 of February.
    assert!((daily[0] - 1.0).abs() < 1e-12 && (daily[31] - 93.0 / 28.0).abs() < 1e-12);
    assert_eq!(rate(&scenario).dispersion, 2.0);
}

fn with_series(series: &str, replay: &str) -> Folder {
    let replay = format!(
        "arrivals.replay = {{ table = \"reihe.csv\", date_column = \"monat\", persons_column = \"personen\", {replay} }}"
    );
    Folder::with_two_beds(&[(LISTED, &replay), ("end = 2026-01-31", "end = 2026-12-31")])
        .and("reihe.csv", series)
}

#[test]
fn a_monthly_series_is_played_from_its_month_on() {
    let series = "monat;personen\n2015-08;999\n2015-09;3100\n2015-10;2800\n";
    let folder = with_series(
        series,
        "history_from = 2015-09-01, from = 2026-01-01, scale = 0.01",
    );
    let scenario = folder.loaded().scenario;
    let Course::Daily(daily) = &rate(&scenario).course else {
        panic!("a course by day is expected")
    };
    assert!((daily[0] - 1.0).abs() < 1e-12 && (daily[31] - 1.0).abs() < 1e-12);
    assert_eq!(daily[59], 0.0);
    assert_eq!(rate(&scenario).shape, Shape::Replay);
}

#[test]
fn a_daily_series_is_played_day_by_day() {
    let series = "monat,personen\n2020-05-03,10\n2020-05-05,30\n";
    let folder = with_series(
        series,
        "history_from = 2020-05-02, from = 2026-01-01, scale = 0.5",
    );
    let scenario = folder.loaded().scenario;
    let Course::Daily(daily) = &rate(&scenario).course else {
        panic!("a course by day is expected")
    };
    assert_eq!(daily[..5], [0.0, 5.0, 0.0, 15.0, 0.0]);
}

#[test]
fn a_series_with_a_gap_or_a_late_beginning_is_refused() {
    let replay = "history_from = 2015-09-01, from = 2026-01-01, scale = 1";
    let gap = with_series("monat,personen\n2015-09,1\n2015-11,1\n", replay);
    let late = with_series("monat,personen\n2015-10,1\n2015-11,1\n", replay);
    let twice = with_series("monat,personen\n2015-09,1\n2015-09,1\n", replay);
    for (folder, words) in [
        (gap, "At least one month is missing"),
        (late, "does not begin on 2015-09-01"),
        (twice, "more than once"),
    ] {
        let said = folder.complaints("scenario.toml", quartier::text::Lang::En);
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn an_observed_exit_rate_is_the_sum_of_all_ways_out() {
    // Of 100 persons housed the market takes 2 a month, so 6 % in all leave 4 % of their own.
    let rate = (
        "stay.fixed = { days = 10 }",
        "stay.exit-rate = { per_month = 0.06 }\ntrack = \"free\"",
    );
    let people = ("places = 2", "places = 100\noccupied = 100");
    let market = "[tracks.free]\nmarket = true\n[market]\nflats = [{ min_persons = 1, max_persons = 2, per_month = 2 }]\n";
    let mean = |scenario: Scenario| match scenario.groups[0].stay {
        Duration::Exponential { mean } => mean,
        ref other => panic!("{other:?}"),
    };
    let open = scenario(&[rate, people, ("[policy]", &format!("{market}[policy]"))]);
    assert!((mean(open) - 30.4375 / 0.04).abs() < 1e-9);
    let closed = scenario(&[
        rate,
        people,
        (
            "[policy]",
            &format!("{}[policy]", market.replace("true", "false")),
        ),
    ]);
    assert!((mean(closed) - 30.4375 / 0.06).abs() < 1e-9);
    // However much the market takes, a tenth of the rate stays.
    let flooded = scenario(&[
        rate,
        people,
        (
            "[policy]",
            &format!("{}[policy]", market.replace("per_month = 2", "per_month = 90")),
        ),
    ]);
    assert!((mean(flooded) - 30.4375 / 0.006).abs() < 1e-6);
}

const THREE_DISTRICTS: &str = "[districts.nord]\nresidents = 3000\narea_km2 = 1\nsocial_index = 3\n\
                               [districts.sued]\nresidents = 1000\narea_km2 = 2\nsocial_index = 1\n[kinds.shared]";

fn fair_share(key: &str, mitte: &str) -> Scenario {
    scenario(&[
        ("rule.first-fit = {}", &format!("rule.fair-share = {key}")),
        ("[kinds.shared]", THREE_DISTRICTS),
        (
            "residents = 1000",
            &format!("residents = 1000\narea_km2 = 1\nsocial_index = 2\n{mitte}"),
        ),
    ])
}

fn targets(scenario: &Scenario) -> &[f64] {
    match &scenario.policy.rule {
        Rule::FairShare(targets) => targets,
        other => panic!("{other:?}"),
    }
}

#[test]
fn targets_of_a_key_are_weighted_shares() {
    // Residents 1 : 3 : 1, area 1 : 1 : 2, index times residents 2 : 9 : 1; weights 40 : 20 : 40.
    let scenario = fair_share("{ residents = 40, area = 20, social_index = 40 }", "");
    let expected = [
        0.4 * 0.2 + 0.2 * 0.25 + 0.4 * 2.0 / 12.0,
        0.4 * 0.6 + 0.2 * 0.25 + 0.4 * 9.0 / 12.0,
        0.4 * 0.2 + 0.2 * 0.5 + 0.4 / 12.0,
    ];
    for (target, expected) in targets(&scenario).iter().zip(expected) {
        assert!((target - expected).abs() < 1e-12);
    }
}

#[test]
fn what_the_council_decides_stays_and_the_rest_is_scaled() {
    let scenario = fair_share("{ residents = 1 }", "target_share = 0.5\n");
    // The other two share the rest by their residents, 3 : 1.
    for (target, expected) in targets(&scenario).iter().zip([0.5, 0.375, 0.125]) {
        assert!((target - expected).abs() < 1e-12);
    }
}

#[test]
fn costs_are_inherited_key_by_key() {
    let scenario = scenario(&[
        (
            "shared_beds = true",
            "shared_beds = true\ncost = { fixed_per_month_eur = 365, per_place_month_eur = 73, investment_per_place_eur = 1000 }",
        ),
        (
            "usable_share = 1.0",
            "usable_share = 1.0\ncost.per_place_month_eur = 36.5",
        ),
    ]);
    let rates = &scenario.sites[0].rates;
    assert_eq!(rates.fixed_per_day, Money::from_eur(12.0));
    assert_eq!(rates.per_place_day, Money::from_eur(1.2));
    assert_eq!(rates.investment, Money::from_eur(2000.0));
    assert_eq!(rates.per_person_day, Money::default());
}

#[test]
fn a_site_closes_with_its_lease_unless_it_ends_before() {
    let until =
        |dates: &str| match scenario(&[("places = 2", &format!("places = 2\n{dates}"))]).sites[0].opening {
            Opening::Fixed { from, until } => (from, until),
            ref other => panic!("{other:?}"),
        };
    assert_eq!(until("lease_end = 2026-01-20"), (0, Some(19)));
    assert_eq!(until("lease_end = 2026-01-20\nuntil = 2026-01-10"), (0, Some(9)));
    assert_eq!(until("from = 2025-12-31"), (-1, None));
}

#[test]
fn states_decide_how_a_site_opens() {
    let opening = |state: &str| {
        let kind = (
            "shared_beds = true",
            "shared_beds = true\nemergency = true\nlead_time_days = 3\ncancellation_probability = 0.2",
        );
        scenario(&[kind, ("places = 2", &format!("places = 2\nstate = {state}"))]).sites[0]
            .opening
            .clone()
    };
    assert_eq!(opening("\"option\""), Opening::Never);
    assert_eq!(
        opening("\"standby\""),
        Opening::OnNeed {
            from: 0,
            until: None,
            lead_time_days: 3
        }
    );
    assert_eq!(
        opening("\"planned\"\nfrom = 2026-01-11\ndelay.fixed.days = 5"),
        Opening::Planned {
            from: 10,
            until: None,
            delay: Some(Duration::Fixed { days: 5.0 }),
            cancellation_probability: 0.2
        }
    );
}

#[test]
fn what_is_out_of_use_is_counted_in_usable_beds_or_units() {
    let beds = scenario(&[
        (
            "places = 2",
            "places = 100\nout_of_use = [{ from = 2025-12-01, until = 2026-01-10, places = 10 }]",
        ),
        ("usable_share = 1.0", "usable_share = 0.85"),
    ]);
    // 85 usable of 100; of the 90 that are left 76 can be used.
    let lost = &beds.sites[0].out_of_use[0];
    assert_eq!(
        (lost.from, lost.until, &lost.places),
        (0, Some(9), &LostPlaces::Beds(9))
    );
    let units = scenario(&[
        ("shared_beds = true", ""),
        ("usable_share = 1.0", ""),
        (
            "places = 2",
            "units = [{ count = 2, beds = 3 }, { count = 4, beds = 3, offers = [\"step-free\"] }]\n\
                        out_of_use = [{ from = 2026-01-02, units = 3, beds = 3 }]",
        ),
    ]);
    let lost: Vec<&LostPlaces> = units.sites[0]
        .out_of_use
        .iter()
        .map(|lost| &lost.places)
        .collect();
    assert_eq!(
        lost,
        [
            &LostPlaces::Units { class: 0, count: 2 },
            &LostPlaces::Units { class: 1, count: 1 }
        ]
    );
}

#[test]
fn the_usual_usable_share_is_said_to_be_an_assumption() {
    let loaded = Folder::with_two_beds(&[("usable_share = 1.0", ""), ("places = 2", "places = 20")]).loaded();
    assert_eq!(loaded.scenario.sites[0].usable_places(), 17);
    let share = loaded
        .assumptions
        .iter()
        .find(|v| v.key == "kinds.shared.usable_share")
        .unwrap();
    assert_eq!(
        (&share.origin, &share.value, &share.source),
        (&Origin::Default, &serde_json::json!(0.85), &None)
    );
    assert_eq!(loaded.resolved["kinds"]["shared"]["usable_share"], 0.85);
}

fn with_register(register: &str, waiting: &str) -> Loaded {
    let tables = "replications = 1\ntables.register = \"r.csv\"\ntables.waiting = \"w.csv\"";
    let groups = "[tracks.asylum]\n[tracks.recognised]\n\
                  [groups.second]\ntrack = \"recognised\"\nhousehold_sizes = { 1 = 1 }\nstay.fixed.days = 1\n\
                  needs = { step-free = 0.5 }\n[policy]";
    Folder::with_two_beds(&[
        ("replications = 1", tables),
        ("places = 2", "places = 20"),
        ("[policy]", groups),
    ])
    .and("r.csv", register)
    .and("w.csv", waiting)
    .loaded()
}

#[test]
fn the_register_becomes_households_with_group_track_and_elapsed_stay() {
    let register = "household,site,persons,since,unit_beds,needs,track,sex\n\
                    A,one,1,2025-12-22,2,step-free,recognised,w\n\
                    B,one,3,,,,asylum,\n";
    let waiting = "household,persons,since,prefers\nC,2,2025-12-31,mitte\n";
    let loaded = with_register(register, waiting);
    let [b, a, c] = &loaded.scenario.households[..] else {
        panic!("three households are expected")
    };
    assert_eq!(
        (a.id.as_str(), a.size, a.sex, a.since),
        ("A", 1, Some(Sex::Female), Some(-10))
    );
    assert_eq!((a.group.index(), a.track, a.unit_beds), (1, None, Some(2)));
    assert_eq!(a.needs.map(|needs| needs.0), Some(1));
    assert_eq!(
        (b.group.index(), b.track.map(|t| t.index()), b.since),
        (0, Some(0), None)
    );
    assert_eq!(
        (c.site, c.since, c.prefers.map(|d| d.index())),
        (None, Some(-1), Some(0))
    );
    assert_eq!(c.needs, None, "the waiting list says nothing about needs");
}

#[test]
fn the_resolved_scenario_counts_people_and_names_none() {
    let register = "household,site,persons,since\nSECRET,one,3,2025-01-01\n";
    let loaded = with_register(register, "household,persons,since\nHIDDEN,2,2025-12-31\n");
    let text = loaded.resolved.to_string();
    assert!(!text.contains("SECRET") && !text.contains("HIDDEN"));
    assert_eq!(loaded.resolved["at_start"]["persons_housed"], 3);
    assert_eq!(loaded.resolved["at_start"]["households_waiting"], 1);
    assert_eq!(loaded.inputs.len(), 3);
}

#[test]
fn residents_may_stand_in_the_map() {
    let map = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"mitte","residents":5},"geometry":{"type":"Polygon","coordinates":[[[7,51],[7.01,51],[7.01,51.01],[7,51.01],[7,51]]]}},
        {"type":"Feature","properties":{"id":"nord","name":"Nord","residents":70},"geometry":{"type":"Polygon","coordinates":[[[7,51.01],[7.01,51.01],[7.01,51.02],[7,51.02],[7,51.01]]]}}]}"#;
    let folder = Folder::with_two_beds(&[
        ("replications = 1", "replications = 1\nmap = \"m.geojson\""),
        ("district = \"mitte\"", "lon = 7.005\nlat = 51.015"),
    ])
    .and("m.geojson", map);
    let loaded = folder.loaded();
    let town = &loaded.scenario.town;
    assert_eq!(
        (town.districts[0].residents, town.districts[1].residents),
        (1000.0, 70.0)
    );
    assert_eq!(town.districts[1].name, "Nord");
    assert!(
        town.districts[0]
            .area_km2
            .is_some_and(|area| (0.7..0.9).contains(&area))
    );
    assert_eq!(loaded.scenario.sites[0].district.index(), 1);
    assert!(loaded.map.is_some());
}

/// Persons, and households that found a unit of their own or a bed beside others of their sex.
fn check_units(households: &[StartHousehold], units: &[(u32, u32)]) {
    let mut families: BTreeMap<u32, u32> = BTreeMap::new();
    let mut singles: BTreeMap<(u32, bool), u32> = BTreeMap::new();
    for household in households {
        let beds = household.unit_beds.expect("units are known");
        assert!(u32::from(household.size) <= beds);
        match household.size {
            1 => {
                *singles
                    .entry((beds, household.sex == Some(Sex::Male)))
                    .or_default() += 1
            }
            _ => *families.entry(beds).or_default() += 1,
        }
    }
    let mut there: BTreeMap<u32, u32> = BTreeMap::new();
    for (count, beds) in units {
        *there.entry(*beds).or_default() += count;
    }
    for (beds, count) in there {
        let shared = |man| singles.get(&(beds, man)).copied().unwrap_or(0).div_ceil(beds);
        let taken = families.get(&beds).copied().unwrap_or(0) + shared(true) + shared(false);
        assert!(taken <= count, "{taken} of {count} units with {beds} beds");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn drawn_occupants_sum_to_the_number_given_and_find_their_units(
        units in prop::collection::vec((1_u32..6, 1_u32..7), 1..5),
        part in 0.0_f64..=1.0,
        singles in 0.0_f64..=1.0,
        accepts in prop::sample::select(vec!["", "accepts = [\"families\"]", "accepts = [\"single-men\", \"single-women\"]", "max_household_size = 3"]),
        seed in 0_u32..1000,
    ) {
        let places: u32 = units.iter().map(|(count, beds)| count * beds).sum();
        let occupied = (f64::from(places) * part) as u32;
        let list: Vec<String> = units.iter().map(|(count, beds)| format!("{{ count = {count}, beds = {beds} }}")).collect();
        let site = format!("units = [{}]\noccupied = {occupied}\n{accepts}", list.join(", "));
        let sizes = format!("household_sizes = {{ 1 = {singles}, 3 = {}, 5 = {} }}", (1.0 - singles) / 2.0, (1.0 - singles) / 2.0);
        let scenario = scenario(&[
            ("seed = 1", &format!("seed = {seed}")),
            ("shared_beds = true", ""),
            ("usable_share = 1.0", ""),
            ("places = 2", &site),
            (SIZES, &sizes),
        ]);
        let persons: u32 = scenario.households.iter().map(|h| u32::from(h.size)).sum();
        prop_assert_eq!(persons, occupied);
        check_units(&scenario.households, &units);
        if accepts.contains("single-men") {
            prop_assert!(scenario.households.iter().all(|household| household.size == 1));
        }
        if accepts.contains('3') {
            prop_assert!(scenario.households.iter().all(|household| household.size <= 3));
        }
    }

    #[test]
    fn drawn_occupants_come_from_their_groups_in_the_parts_given(persons in 1_u32..300, part in 0.0_f64..=1.0) {
        let rest = 1.0 - part;
        let other = "[groups.other]\nhousehold_sizes = { 2 = 0.5, 3 = 0.5 }\nstay.fixed.days = 1\n[policy]";
        let site = format!("places = 300\noccupied = {persons}\noccupied_by = {{ other = {part}, singles = {rest} }}");
        let scenario = scenario(&[("places = 2", &site), ("[policy]", other)]);
        let of = |group: usize| scenario.households.iter().filter(|h| h.group.index() == group).map(|h| f64::from(h.size)).sum::<f64>();
        prop_assert_eq!(of(0) + of(1), f64::from(persons));
        prop_assert!((of(1) - part * f64::from(persons)).abs() <= 1.0);
    }
}

#[test]
fn scenarios_that_differ_in_a_wave_begin_with_the_same_people() {
    let people = ("places = 2", "places = 50\noccupied = 40");
    let steady = "arrivals.poisson = { per_day = 0.1 }";
    let wave = "arrivals.wave = { from = 2026-01-10, profile = [50] }";
    let other = "[groups.other]\nhousehold_sizes = { 2 = 0.5, 3 = 0.5 }\nstay.fixed.days = 1\n";
    let calm = scenario(&[
        people,
        (LISTED, steady),
        ("[policy]", &format!("{other}[policy]")),
    ]);
    let surge = scenario(&[
        people,
        (LISTED, steady),
        ("[policy]", &format!("{other}{wave}\n[policy]")),
    ]);
    assert_eq!(calm.households, surge.households);
    assert!(calm.households.iter().all(|household| household.needs.is_some()));
}

#[test]
fn who_may_live_somewhere_is_inherited_from_the_kind() {
    let kind = (
        "shared_beds = true",
        "shared_beds = true\naccepts = [\"families\"]\nmax_household_size = 4",
    );
    let inherited = &scenario(&[kind]).sites[0];
    assert!(
        inherited.accepts.contains(Composition::Family)
            && !inherited.accepts.contains(Composition::SingleMan)
    );
    assert_eq!(inherited.max_household_size, Some(4));
    let own = &scenario(&[kind, ("places = 2", "places = 2\naccepts = [\"single-men\"]")]).sites[0];
    assert!(own.accepts.contains(Composition::SingleMan) && !own.accepts.contains(Composition::Family));
}
