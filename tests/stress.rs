//! The stress test on towns whose answers are worked out by hand, and its laws.
#![allow(clippy::unwrap_used, reason = "a test that cannot set its stage should fail")]

mod folder;

use assert_cmd::Command;
use folder::Folder;
use proptest::prelude::*;
use quartier::arrivals::Course;
use quartier::household::{StartHousehold, Starts};
use quartier::ids::{GroupId, KindId, SiteId};
use quartier::input::{self, Changes, Loaded};
use quartier::monte_carlo::Watch;
use quartier::scenario::Scenario;
use quartier::stress::absorb::largest;
use quartier::stress::crowd::{Crowd, Mix};
use quartier::stress::drill::{self, Cause};
use quartier::stress::variant::{self, Change};
use quartier::stress::{Answer, Question, examine};
use serde_json::Value;
use std::num::NonZeroUsize;

/// Ten shared beds from New Year on, singles, who stay for ever.
const TOWN: &str = r#"
schema = 1
name = "Ten beds"
start = 2026-01-01
end = 2026-06-30
seed = 1
replications = 1

[districts.mitte]
residents = 1000

[kinds.shared]
shared_beds = true

[sites.one]
district = "mitte"
kind = "shared"
places = 10
usable_share = 1.0

[groups.singles]
household_sizes = { 1 = 1.0 }
arrivals.listed = [ { date = 2026-01-05, households = 3 } ]
stay.fixed = { days = 1000 }

[policy]
rule.first-fit = {}
placement_days = "daily"
"#;

fn town(changes: &[(&str, &str)], more: &str) -> Folder {
    let text = changes.iter().fold(TOWN.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    });
    Folder::new().and("scenario.toml", format!("{text}\n{more}"))
}

fn asked(scenario: &Scenario, durations: &[u32]) -> Question {
    Question {
        certainty: 0.95,
        mix: Mix::of_group(GroupId(0)),
        start: 0,
        durations: durations.to_vec(),
        aftermath: 14,
        tolerated: 0.0,
        replications: scenario.replications,
        starts: Starts::default(),
    }
}

fn answer(loaded: &Loaded, question: &Question, changes: Vec<Change>) -> Answer {
    let variants = variant::all(&loaded.scenario, question, changes);
    let threads = NonZeroUsize::new(1);
    examine(&loaded.scenario, question, &variants, threads, &Watch::default()).unwrap()
}

/// Persons absorbed by each variant over two weeks.
fn sizes(folder: &Folder, changes: Vec<Change>) -> Vec<u32> {
    let loaded = folder.loaded();
    let answer = answer(&loaded, &asked(&loaded.scenario, &[14]), changes);
    answer.variants.iter().map(|row| row[0].persons).collect()
}

#[test]
fn beds_that_stay_free_are_what_is_absorbed() {
    // Three of the ten beds are taken by those on the list.
    assert_eq!(sizes(&town(&[], ""), vec![Change::AsPlanned]), [7]);
}

#[test]
fn families_are_absorbed_whole() {
    // Three couples of the list leave four beds: two couples.
    let couples = town(&[("{ 1 = 1.0 }", "{ 2 = 1.0 }")], "");
    assert_eq!(sizes(&couples, vec![Change::AsPlanned]), [4]);
}

#[test]
fn people_who_lose_patience_are_not_absorbed() {
    let impatient = town(&[("placement_days", "patience_days = 0\nplacement_days")], "");
    assert_eq!(sizes(&impatient, vec![Change::AsPlanned]), [7]);
}

#[test]
fn placement_is_daily_in_the_test_though_the_policy_is_weekly() {
    let weekly = town(&[("placement_days = \"daily\"", "")], "");
    assert_eq!(sizes(&weekly, vec![Change::AsPlanned]), [7]);
}

#[test]
fn a_larger_town_absorbs_as_many_more_as_it_has_beds() {
    let option = "[sites.two]\ndistrict = \"mitte\"\nkind = \"shared\"\nplaces = 4\nusable_share = 1.0\nstate = \"option\"";
    let changes = vec![
        Change::AsPlanned,
        Change::WithSite(SiteId(1)),
        Change::WithoutSite(SiteId(0)),
    ];
    assert_eq!(sizes(&town(&[], option), changes), [7, 11, 0]);
}

const HALL: &str = r#"
[kinds.hall]
emergency = true
lead_time_days = 1
[sites.hall]
district = "mitte"
kind = "hall"
state = "standby"
places = 5
usable_share = 1.0
[ladder.hall]
name = "Hall"
trigger.unmet = { persons = 1, nights = 1 }
action.activate = { site = "hall" }
"#;

#[test]
fn a_step_that_waits_for_the_first_night_without_a_bed_buys_nothing_and_decided_at_once_all_of_it() {
    let changes = vec![Change::AsPlanned, Change::NoSteps, Change::AtOnce];
    assert_eq!(sizes(&town(&[], HALL), changes), [7, 7, 12]);
}

#[test]
fn nights_in_the_hall_are_counted_beside_the_size() {
    let loaded = town(&[], HALL).loaded();
    let mut question = asked(&loaded.scenario, &[1]);
    question.mix = Mix::of_group(GroupId(0));
    let answer = answer(&loaded, &question, vec![Change::AtOnce]);
    // On the first day the hall is ordered, so only the ten beds count. On the 5th of January
    // three more come: they have the hall from then to the 15th.
    let found = answer.variants[0][0];
    assert_eq!((found.persons, found.absorbed), (10, 1));
    assert_eq!(found.emergency_nights.value, 3.0 * 11.0);
}

#[test]
fn who_leaves_makes_room_as_an_independent_count_says() {
    // Stays of seven nights and no list: the k-th comes on day ⌊14·frac(0.618…·k)⌋.
    let folder = town(
        &[
            ("stay.fixed = { days = 1000 }", "stay.fixed = { days = 7 }"),
            ("arrivals.listed = [ { date = 2026-01-05, households = 3 } ]", ""),
        ],
        "",
    );
    let fits = |households: usize| {
        let mut nights = [0u32; 40];
        for number in 0..households {
            let part = (number as f64 * 0.618_033_988_749_894_9).fract();
            let day = (part * 14.0) as usize;
            nights[day..day + 7].iter_mut().for_each(|night| *night += 1);
        }
        nights.iter().all(|night| *night <= 10)
    };
    let largest = (1..100).take_while(|households| fits(*households)).count();
    assert!(largest > 10);
    assert_eq!(sizes(&folder, vec![Change::AsPlanned]), [largest as u32]);
}

#[test]
fn the_forecast_may_be_wrong_by_the_beds_that_are_left() {
    // round(3 · factor) ≤ 10 up to 3.49.
    let loaded = town(&[], "").loaded();
    let multiplier = answer(&loaded, &asked(&loaded.scenario, &[14]), vec![Change::AsPlanned]).multiplier;
    assert_eq!(multiplier.factor, Some(3.49));
    assert_eq!((multiplier.absorbed, multiplier.as_forecast), (1, 1));
    let full = town(&[("places = 10", "places = 2")], "").loaded();
    let multiplier = answer(&full, &asked(&full.scenario, &[14]), vec![Change::AsPlanned]).multiplier;
    // round(3 · 0.83) = 2.
    assert_eq!((multiplier.factor, multiplier.as_forecast), (Some(0.83), 0));
}

#[test]
fn the_drill_counts_who_was_displaced_and_the_nights_without_a_place() {
    let fire = "[shocks.fire]\ndate = 2026-02-01\nevent.fire = { site = \"one\", days = 3 }";
    let loaded = town(&[], fire).loaded();
    let drill = answer(&loaded, &asked(&loaded.scenario, &[14]), vec![Change::AsPlanned]).drill;
    let days: Vec<String> = drill.iter().map(|one| one.date.to_string()).collect();
    assert_eq!(days, ["2026-01-01", "2026-04-01"]);
    // Nobody is there on New Year; three are in April.
    assert_eq!((drill[0].affected.value, drill[0].worst_week), (0.0, None));
    let april = &drill[1];
    assert_eq!((april.affected.value, april.unmet.value), (3.0, 9.0));
    let (from, persons) = april.worst_week.unwrap();
    assert_eq!(from.to_string(), "2026-03-28");
    assert!((persons - 9.0 / 7.0).abs() < 1e-12);
}

#[test]
fn a_town_without_shocks_drills_a_fire_in_its_largest_site() {
    let loaded = town(&[], "").loaded();
    let drill = answer(&loaded, &asked(&loaded.scenario, &[14]), vec![Change::AsPlanned]).drill;
    assert_eq!(drill[1].affected.value, 3.0);
    assert_eq!(drill[1].unmet.value, 3.0 * 90.0);
}

/// The town with random arrivals of singles and pairs who stay for weeks.
fn random() -> Folder {
    let random = "arrivals.poisson = { per_day = 0.1, level = { cv = 0.4, drift_per_year = 0.3 } }";
    town(
        &[
            ("replications = 1", "replications = 120"),
            ("places = 10", "places = 30"),
            ("{ 1 = 1.0 }", "{ 1 = 0.7, 2 = 0.3 }"),
            (
                "arrivals.listed = [ { date = 2026-01-05, households = 3 } ]",
                random,
            ),
            (
                "stay.fixed = { days = 1000 }",
                "stay.exponential = { mean_days = 60 }",
            ),
        ],
        HALL,
    )
}

#[test]
fn threads_change_nothing() {
    let loaded = random().loaded();
    let question = asked(&loaded.scenario, &[14, 61]);
    let variants = variant::all(&loaded.scenario, &question, variant::usual(&loaded.scenario));
    let on = |threads| {
        let threads = NonZeroUsize::new(threads);
        examine(&loaded.scenario, &question, &variants, threads, &Watch::default()).unwrap()
    };
    assert_eq!(on(1), on(2));
}

#[test]
fn less_certainty_and_more_places_never_absorb_fewer() {
    let loaded = random().loaded();
    let at = |certainty| {
        let question = Question {
            certainty,
            ..asked(&loaded.scenario, &[14, 61])
        };
        answer(&loaded, &question, vec![Change::NoSteps])
    };
    let found = [0.99, 0.9, 0.5].map(at);
    for pair in found.windows(2) {
        for (one, other) in pair[0].variants[0].iter().zip(&pair[1].variants[0]) {
            assert!(one.persons <= other.persons);
        }
        assert!(pair[0].multiplier.factor <= pair[1].multiplier.factor);
    }
    let mut larger = loaded;
    let question = asked(&larger.scenario, &[14, 61]);
    let before = answer(&larger, &question, vec![Change::NoSteps]);
    larger.scenario.sites[0].stock = quartier::site::Stock::Beds {
        nominal: 36,
        usable: 36,
    };
    let after = answer(&larger, &question, vec![Change::NoSteps]);
    for (one, other) in before.variants[0].iter().zip(&after.variants[0]) {
        assert!(one.persons < other.persons);
    }
}

#[test]
fn the_size_found_is_absorbed_and_lies_in_its_interval() {
    let loaded = random().loaded();
    let answer = answer(
        &loaded,
        &asked(&loaded.scenario, &[14, 61]),
        vec![Change::AsPlanned, Change::NoSteps],
    );
    for found in answer.variants.iter().flatten() {
        let (low, high) = found.interval.unwrap();
        assert!(found.absorbed >= 114, "{found:?}");
        assert!(
            low <= found.persons && found.persons <= high && low < high,
            "{found:?}"
        );
    }
}

/// Forty flats of three beds, of whose sixty residents nobody knows the households: how many flats
/// are empty differs from draw to draw, and little else does.
fn unknown_residents() -> Folder {
    let units = "units = [{ count = 40, beds = 3 }]\noccupied = 60";
    town(
        &[
            ("shared_beds = true", ""),
            ("places = 10", units),
            ("{ 1 = 1.0 }", "{ 1 = 0.5, 3 = 0.5 }"),
            ("arrivals.listed = [ { date = 2026-01-05, households = 3 } ]", ""),
        ],
        "",
    )
}

/// What is absorbed over two weeks with a seed, and the ends of its interval.
fn absorbed(folder: &Folder, seed: u64, replications: u32, starts: u32) -> (u32, (u32, u32)) {
    let changes = Changes::none()
        .with("seed", seed)
        .with("replications", replications);
    let (loaded, starts) = input::load_with_starts(&folder.path("scenario.toml"), &changes, starts).unwrap();
    let mut question = asked(&loaded.scenario, &[14]);
    question.starts = starts;
    let variant = variant::of(&loaded.scenario, Change::AsPlanned, &question);
    let crowd = Crowd::of(&loaded.scenario, &question.mix);
    let found = largest(&variant, &crowd, &question, 14, &Watch::default()).unwrap();
    (found.persons, found.interval.unwrap())
}

#[test]
fn the_interval_covers_what_other_seeds_find() {
    let folder = unknown_residents();
    let (true_size, _) = absorbed(&folder, 1, 1000, 1000);
    let holds = |seed: &u64| {
        let (size, (low, high)) = absorbed(&folder, *seed, 100, 100);
        assert!(low <= size && size <= high);
        low <= true_size && true_size <= high
    };
    // 19 of 20 on average, fewer than 16 once in 400 times.
    let covered = (100..120).filter(holds).count();
    assert!(covered >= 16, "{covered} of 20 hold {true_size}");
}

#[test]
fn each_replication_draws_residents_anew_and_the_first_draw_is_that_of_the_scenario() {
    let folder = unknown_residents();
    let path = folder.path("scenario.toml");
    let (loaded, starts) = input::load_with_starts(&path, &Changes::none(), 3).unwrap();
    assert_eq!(starts[0], loaded.scenario.households);
    assert_ne!(starts[0], starts[1]);
    assert_ne!(starts[1], starts[2]);
    let persons =
        |start: &[StartHousehold]| -> u32 { start.iter().map(|household| u32::from(household.size)).sum() };
    assert!(starts.iter().all(|start| persons(start) == 60));
    // Nothing is drawn where nobody lives yet.
    let (_, none) =
        input::load_with_starts(&town(&[], "").path("scenario.toml"), &Changes::none(), 3).unwrap();
    assert!(none.is_empty());
}

#[test]
fn too_few_replications_for_an_interval_say_how_many_are_needed() {
    use quartier::findings::statistics::fewest_for_quantile;
    // (1 − 0.05)^n ≤ 0.025 from n = 72 on; at 90 % certainty from 36 on.
    assert_eq!([0.05, 0.1].map(fewest_for_quantile), [72, 36]);
    let folder = random();
    let words = stress(&folder, &["--replications", "71"]).success();
    let words = String::from_utf8(words.get_output().stdout.clone()).unwrap();
    assert!(words.contains("an interval takes 72 courses"), "{words}");
    let words = stress(&folder, &["--replications", "72"]).success();
    let words = String::from_utf8(words.get_output().stdout.clone()).unwrap();
    assert!(words.contains("95% interval"), "{words}");
}

#[test]
fn flats_at_many_addresses_do_not_burn_all_at_once() {
    let kinds = "[kinds.flats]\nscattered = true\n\
        [sites.flats]\ndistrict = \"mitte\"\nkind = \"flats\"\nunits = [{ count = 20, beds = 3 }]\n\
        [sites.two]\ndistrict = \"mitte\"\nkind = \"shared\"\nplaces = 12\nusable_share = 1.0\nuntil = 2026-03-01\nnotice_days = 90";
    let loaded = town(&[], kinds).loaded();
    let cases = drill::cases(&loaded.scenario);
    let told: Vec<(Cause, String)> = cases
        .into_iter()
        .map(|case| (case.cause, case.date.to_string()))
        .collect();
    // The house with twelve places is gone in April; then the one with ten is the largest, and a
    // kind with a single house has no lack of staff.
    let kind = KindId(0);
    assert_eq!(
        told,
        [
            (Cause::Fire(SiteId(2)), "2026-01-01".to_owned()),
            (Cause::Fire(SiteId(0)), "2026-04-01".to_owned()),
            (Cause::LeaseLost(SiteId(2)), "2026-01-01".to_owned()),
            (Cause::StaffIll(kind), "2026-01-01".to_owned()),
        ]
    );
}

#[test]
fn the_mix_is_that_of_the_arrivals() {
    let second = "[groups.pairs]\nhousehold_sizes = { 2 = 1.0 }\narrivals.listed = [ { date = 2026-02-01, households = 1 } ]\nstay.fixed = { days = 10 }";
    let scenario = town(&[], second).loaded().scenario;
    let mix = Mix::of_arrivals(&scenario).unwrap();
    assert_eq!(mix.0, [(GroupId(0), 0.75), (GroupId(1), 0.25)]);
    // Of four households one is a pair.
    assert_eq!(Crowd::of(&scenario, &mix).persons(400), 500);
}

proptest! {
    #[test]
    fn a_larger_surge_holds_the_households_of_a_smaller_one(small in 0u32..300, more in 1u32..50, days in 1u32..400) {
        let scenario = town(&[], "").loaded().scenario;
        let crowd = Crowd::of(&scenario, &Mix::of_group(GroupId(0)));
        let counts = |households| match &crowd.surges(&scenario, households, 0, days)[0].arrivals.course {
            Course::Daily(counts) => counts.clone(),
            _ => Vec::new(),
        };
        let (smaller, larger) = (counts(small), counts(small + more));
        prop_assert!(smaller.iter().zip(&larger).all(|(one, other)| one <= other));
        prop_assert_eq!(larger.iter().sum::<f64>(), f64::from(small + more));
    }
}

fn stress(folder: &Folder, arguments: &[&str]) -> assert_cmd::assert::Assert {
    Command::cargo_bin("quartier")
        .unwrap()
        .args(["stress", "scenario.toml", "--lang", "en", "--days", "14"])
        .args(arguments)
        .current_dir(folder.path(""))
        .assert()
}

fn said(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).unwrap()
}

#[test]
fn the_command_prints_the_sizes_and_writes_page_and_tables() {
    let folder = town(&[("\"Ten beds\"", "\"<b>Ten & beds\"")], HALL);
    let out = ["--out", "out", "--date", "2026-01-02"];
    let done = stress(&folder, &[&out[..], &["--format", "json"]].concat()).success();
    let json: Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["variants"][0]["absorbed"][0]["persons"], 7);
    assert_eq!(json["break_even"]["factor"], 3.49);
    let page = std::fs::read_to_string(folder.path("out/stress.html")).unwrap();
    assert!(page.contains("<svg") && page.contains("&lt;b&gt;Ten &amp; beds") && !page.contains("<b>Ten"));
    let table = std::fs::read_to_string(folder.path("out/surge.csv")).unwrap();
    assert!(
        table.lines().nth(1).unwrap().starts_with("as-planned,,14,7,"),
        "{table}"
    );
    let before = std::fs::read(folder.path("out/drill.csv")).unwrap();
    stress(&folder, &[&out[..], &["--threads", "1"]].concat()).success();
    assert_eq!(before, std::fs::read(folder.path("out/drill.csv")).unwrap());
    let words = stress(&folder, &[]).success();
    let words = String::from_utf8(words.get_output().stdout.clone()).unwrap();
    assert!(
        words.contains("The town absorbs 7 more people in 2 weeks"),
        "{words}"
    );
}

#[test]
fn a_threshold_that_is_not_met_is_exit_code_4() {
    let folder = town(&[], "");
    stress(&folder, &["--require", "7", "--require-days", "14"]).success();
    let missed = stress(&folder, &["--require", "8", "--require-days", "14"]).code(4);
    assert!(said(&missed).contains("it absorbs 7"), "{}", said(&missed));
}

#[test]
fn what_makes_no_sense_is_said_at_once_with_its_remedy() {
    let folder = town(&[], HALL);
    let wrong = ["--certainty", "1.5", "--group", "single", "--start", "2030-01-01"];
    let words = said(&stress(&folder, &wrong).code(3));
    for part in [
        "--certainty must lie between 0 and 1",
        "Did you mean `singles`?",
        "2026-01-01 to 2026-06-30",
    ] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let words = said(&stress(&folder, &["--step", "hal", "--site", "on", "--site", "hall"]).code(3));
    for part in ["Did you mean `hall`?", "Did you mean `one`?", "--step hall"] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let words = said(&stress(&folder, &["--tolerated", "1.5", "--certainty", "1"]).code(3));
    for part in ["--tolerated 0.001", "--certainty 0.95"] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let words = said(&stress(&folder, &["--require", "1", "--require-days", "400"]).code(3));
    assert!(words.contains("--set end=2027-02-04"), "{words}");
    let words = said(&stress(&folder, &["--with", "seed=7"]).code(3));
    assert!(words.contains("--set"), "{words}");
}

#[test]
fn a_town_where_nobody_arrives_needs_a_group() {
    let arrivals = "arrivals.listed = [ { date = 2026-01-05, households = 3 } ]";
    let folder = town(&[(arrivals, "")], "");
    let words = said(&stress(&folder, &[]).code(3));
    assert!(words.contains("--group"), "{words}");
    stress(&folder, &["--group", "singles"]).success();
}

#[test]
fn a_measure_is_tried_as_a_changed_value() {
    let folder = town(&[], "");
    let done = stress(&folder, &["--with", "sites.one.places=12", "--format", "json"]).success();
    let json: Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    assert_eq!(json["variants"][1]["of"], "sites.one.places=12");
    assert_eq!(json["variants"][1]["absorbed"][0]["persons"], 9);
}

const MEASURE: &str = r#"
[concept.fields.housing]
name = "Housing"
[measures.beds]
field = "housing"
measure = "Two more beds"
status = "geplant"
start = 2026-01-03
effects = [{ places-at-site = { site = "one", places = 2 } }]
"#;

#[test]
fn a_measure_of_the_concept_is_switched() {
    let folder = town(&[], MEASURE);
    let done = stress(&folder, &["--measure", "beds", "--format", "json"]).success();
    let json: Value = serde_json::from_slice(&done.get_output().stdout).unwrap();
    let sizes: Vec<i64> = [0, 1]
        .map(|at| json["variants"][at]["absorbed"][0]["persons"].as_i64().unwrap())
        .to_vec();
    match json["variants"][1]["change"].as_str() {
        Some("without-measure") => assert_eq!(sizes, [9, 7]),
        Some("with-measure") => assert_eq!(sizes, [7, 9]),
        other => panic!("{other:?}"),
    }
    let words = said(&stress(&folder, &["--measure", "bed"]).code(3));
    assert!(words.contains("Did you mean `beds`?"), "{words}");
}
