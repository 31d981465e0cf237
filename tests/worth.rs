//! Measures act on the model, can be switched, and are worth what can be worked out by hand.
#![allow(clippy::unwrap_used, reason = "a test that cannot play should fail")]

mod folder;

use assert_cmd::Command;
use folder::{Folder, TWO_BEDS};
use quartier::input::{self, Changes};
use quartier::monte_carlo::{self, Watch};
use quartier::scenario::Scenario;
use quartier::simulation::{Model, Outcome};
use quartier::text::Lang;
use quartier::worth::{self, Play, Worth};
use serde_json::Value;

/// Two beds; three single people come on 5 and 6 January for ten days; whoever finds no bed waits.
/// So without measures the third, of 6 January, waits for nine nights.
fn scenario(rest: &str) -> Scenario {
    let base = TWO_BEDS
        .replace("patience_days = 0", "")
        .replace("replications = 1", "replications = 4");
    let concept = "[concept.fields.f]\nname = \"F\"\n";
    let folder = Folder::new().and("scenario.toml", format!("{base}\n{concept}\n{rest}"));
    let loaded = input::load(&folder.path("scenario.toml"), &Changes::none());
    loaded
        .unwrap_or_else(|complaints| panic!("{}", complaints.to_text(Lang::En)))
        .scenario
}

fn measure(id: &str, more: &str) -> String {
    format!("[measures.{id}]\nfield = \"f\"\nmeasure = \"{id}\"\nstatus = \"geplant\"\n{more}\n")
}

fn outcome(scenario: &Scenario) -> Outcome {
    let outcomes = monte_carlo::outcomes(&Model::of(scenario), 1, None, &Watch::default());
    outcomes.unwrap().remove(0)
}

fn worth_of(scenario: &Scenario) -> Worth {
    let play = Play {
        replications: 4,
        threads: None,
        watch: &Watch::default(),
    };
    worth::of(scenario, play).unwrap()
}

const ONE_MORE: &str =
    "effects = [{ places-of-kind = { kind = \"shared\", district = \"mitte\", places = 2 } }]";

#[test]
fn without_measures_the_third_waits_nine_nights() {
    assert_eq!(outcome(&scenario("")).unmet_nights, 9);
}

/// Places of a kind from 10 January: usable 2 × 0.85 → 1. The third waits 6 to 9 January.
#[test]
fn places_of_a_kind_open_on_the_first_day_of_the_effects() {
    let played = outcome(&scenario(&measure(
        "m",
        &format!("start = 2026-01-10\n{ONE_MORE}"),
    )));
    assert_eq!(played.unmet_nights, 4);
}

#[test]
fn places_beside_a_site_come_late_when_the_measure_is_late() {
    let beside = "effects = [{ places-at-site = { site = \"one\", places = 1 } }]";
    let late = "delay.fixed = { days = 3 }";
    let on_time = measure("m", &format!("start = 2026-01-07\n{beside}"));
    assert_eq!(outcome(&scenario(&on_time)).unmet_nights, 1);
    let delayed = measure("m", &format!("start = 2026-01-07\n{beside}\n{late}"));
    assert_eq!(outcome(&scenario(&delayed)).unmet_nights, 4);
}

/// One place with a ramp of six days comes six days after 4 January: the third waits four nights.
#[test]
fn the_places_of_a_wing_come_with_its_ramp() {
    let ramp = "ramp_up_days = 6\neffects = [{ places-at-site = { site = \"one\", places = 1 } }]";
    let played = outcome(&scenario(&measure("m", &format!("start = 2026-01-04\n{ramp}"))));
    assert_eq!(played.unmet_nights, 4);
}

#[test]
fn a_measure_that_surely_fails_changes_nothing_but_its_cost() {
    let fails = format!("start = 2026-01-01\nfailure_probability = 1\ncost_once_eur = 500\n{ONE_MORE}");
    let (with, without) = (outcome(&scenario(&measure("m", &fails))), outcome(&scenario("")));
    assert_eq!(with.unmet_nights, without.unmet_nights);
    assert_eq!(with.flow, without.flow);
    assert_eq!(with.accounts.cost().eur(), without.accounts.cost().eur() + 500.0);
}

#[test]
fn what_began_before_the_first_day_or_was_dropped_does_not_act() {
    for more in [
        "start = 2025-12-31",
        "start = 2026-01-01\nstatus_since = 2026-01-01",
    ] {
        let text = measure("m", &format!("{more}\n{ONE_MORE}"));
        let text = if more.contains("since") {
            text.replace("geplant", "entfallen")
        } else {
            text
        };
        let scenario = scenario(&text);
        assert_eq!(outcome(&scenario).unmet_nights, 9);
        let worth = worth_of(&scenario);
        assert!(worth.rows.is_empty() && worth.unable.len() == 1, "{worth:?}");
    }
}

/// A planned site with one place from 8 January belongs to the measure.
const PLANNED: &str = "[sites.two]\ndistrict = \"mitte\"\nkind = \"shared\"\nplaces = 1\nusable_share = 1.0\nstate = \"planned\"\nfrom = 2026-01-08\n";

#[test]
fn a_site_that_belongs_to_a_measure_is_not_there_without_it() {
    let opens = measure("m", "effects = [{ opens = { site = \"two\" } }]");
    let with = scenario(&format!("{PLANNED}\n{opens}"));
    assert_eq!(outcome(&with).unmet_nights, 2);
    assert_eq!(outcome(&scenario(PLANNED)), outcome(&with));
    assert_eq!(outcome(&with.with_measures(&[false])).unmet_nights, 9);
    assert_eq!(
        outcome(&with.with_measures(&[false]).with_measures(&[true])).unmet_nights,
        2
    );
}

/// One of ten places on paper instead of none can be used, on some days.
#[test]
fn density_changes_the_usable_part_of_the_places_and_back() {
    let text = "[sites.big]\ndistrict = \"mitte\"\nkind = \"shared\"\nplaces = 10\nusable_share = 0.0\n";
    let dense = "effects = [{ density = { site = \"big\", usable_share = 0.1 } }]";
    let open = measure("m", &format!("start = 2026-01-06\n{dense}"));
    assert_eq!(outcome(&scenario(&format!("{text}{open}"))).unmet_nights, 0);
    let until = measure(
        "m",
        &format!("start = 2026-01-06\neffects_until = 2026-01-08\n{dense}"),
    );
    // From 9 January the third has to leave again and waits until the 15th.
    let back = outcome(&scenario(&format!("{text}{until}")));
    assert_eq!((back.unmet_nights, back.flow.forced.persons), (6, 1));
}

/// One place with a host for five days: the first of 5 January is there, so both beds are free for
/// the other two; on 10 January the first needs a bed, and there is none until the 15th.
#[test]
fn private_hosts_take_in_as_many_as_they_have_room_for() {
    let hosts = "effects = [{ private-hosts = { places = 1, days = 5 } }]";
    let played = outcome(&scenario(&measure("m", &format!("start = 2026-01-01\n{hosts}"))));
    assert_eq!((played.hosted.persons, played.from_hosts.persons), (1, 1));
    assert_eq!(played.unmet_nights, 5);
}

/// Two places at 100 euros a month more: 2 × 100 × 12 / 365 a day, on ten days from 22 January.
#[test]
fn dearer_operation_is_paid_from_its_day_on() {
    let dearer = "effects = [{ cost = { site = \"one\", per_place_month_eur = 100 } }]";
    let played = outcome(&scenario(&measure("m", &format!("start = 2026-01-22\n{dearer}"))));
    let expected = 10.0 * 2.0 * 100.0 * 12.0 / 365.0;
    assert!(
        (played.accounts.cost().eur() - expected).abs() < 1e-3,
        "{}",
        played.accounts.cost().eur()
    );
}

#[test]
fn two_measures_that_help_the_same_person_are_worth_less_on_top() {
    let both = [
        measure(
            "a",
            &format!("start = 2026-01-05\ncost_once_eur = 90\n{ONE_MORE}"),
        ),
        measure("b", &format!("start = 2026-01-05\n{ONE_MORE}")),
        measure("c", "start = 2026-01-01"),
    ];
    let worth = worth_of(&scenario(&both.concat()));
    assert_eq!(worth.none.unmet.value, 9.0);
    assert_eq!(worth.all.unmet.value, 0.0);
    assert_eq!(worth.without_effect, [2]);
    for row in &worth.rows {
        assert_eq!(row.alone.unmet.unwrap().value, -9.0);
        assert_eq!(row.on_top.unmet.unwrap().value, 0.0);
        assert_eq!(row.on_top.eur_per_night, None);
    }
    // 90 euros for nine nights, in every replication.
    let price = worth.rows[0].alone.eur_per_night.unwrap();
    assert!((price.value - 10.0).abs() < 1e-9, "{price:?}");
}

fn run(folder: &Folder, arguments: &[&str]) -> assert_cmd::assert::Assert {
    Command::cargo_bin("quartier")
        .unwrap()
        .args(["run", "scenario.toml", "--lang", "en", "--out", "out"])
        .args(arguments)
        .current_dir(folder.path(""))
        .assert()
}

#[test]
fn a_run_names_the_measures_that_were_switched() {
    let concept = "[concept.fields.f]\nname = \"F\"\n";
    let text = format!(
        "{TWO_BEDS}\n{concept}\n{}",
        measure("beds", &format!("start = 2026-01-05\n{ONE_MORE}"))
    );
    let folder = Folder::new().and("scenario.toml", text);
    let output = run(&folder, &["--without", "beds", "--format", "json"]).success();
    let figures: Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    assert_eq!(figures["variant"]["without"][0], "beds");
    let manifest = std::fs::read_to_string(folder.path("out/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["variant"], figures["variant"]);
    let page = std::fs::read_to_string(folder.path("out/report.html")).unwrap();
    assert!(page.contains("without measure beds"));
    let wrong = run(&folder, &["--only", "bed", "--only", "x"]).code(2);
    let said = String::from_utf8(wrong.get_output().stderr.clone()).unwrap();
    assert!(
        said.contains("There is no measure `bed`") && said.contains("`beds`"),
        "{said}"
    );
    assert!(said.contains("There is no measure `x`"), "{said}");
}

#[test]
fn several_measures_are_switched_in_one_word_each_once() {
    let concept = "[concept.fields.f]\nname = \"F\"\n";
    let acting = format!("start = 2026-01-05\n{ONE_MORE}");
    let measures = ["beds", "more", "third"].map(|id| measure(id, &acting)).concat();
    let folder = Folder::new().and("scenario.toml", format!("{TWO_BEDS}\n{concept}\n{measures}"));
    let variant = |arguments: &[&str]| -> Value {
        let output = run(&folder, &[arguments, &["--format", "json"]].concat()).success();
        let figures: Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
        figures["variant"].clone()
    };
    let both = serde_json::json!({ "without": ["more", "beds"] });
    assert_eq!(variant(&["--without", "more,beds"]), both);
    assert_eq!(variant(&["--without", "more", "--without", "beds,more"]), both);
    assert_eq!(
        variant(&["--only", "third,third"]),
        serde_json::json!({ "only": ["third"] })
    );
}

#[test]
fn everything_wrong_with_effects_is_named_at_once() {
    let services = "[services.course]\npreset = \"language-course\"\nplaces.town = { count = 20 }\n[services.care]\npreset = \"social-work\"\nstaff.positions = 2\n";
    let effects = [
        "{ seats = { service = \"corse\", seats = 5 } }",
        "{ seats = { service = \"care\", seats = 5 } }",
        "{ staff = { service = \"course\", full_time = 1 } }",
        "{ seats = { service = \"course\", district = \"mitte\", seats = 5 } }",
        "{ opens = { site = \"one\" } }",
        "{ places-of-kind = { kind = \"shard\", district = \"mite\", places = 3 } }",
    ];
    let text = format!(
        "{TWO_BEDS}\n[concept.fields.f]\nname = \"F\"\n{services}\n{}",
        measure(
            "m",
            &format!(
                "start = 2026-01-05\neffects_until = 2026-01-01\neffects = [{}]",
                effects.join(", ")
            )
        )
    );
    let folder = Folder::new().and("scenario.toml", text);
    let said = folder.complaints("scenario.toml", Lang::En);
    for words in [
        "There is no `corse`",
        "`course`",
        "`care` has staff, not places",
        "`course` has places, not staff",
        "The places of `course` are for the whole town",
        "`one` has no day after the start",
        "There is no `shard`",
        "There is no `mite`",
        "The effects end on 2026-01-01 before they begin on 2026-01-05",
    ] {
        assert!(said.contains(words), "{words} is missing in:\n{said}");
    }
}

/// A hall for need opens once and no meeting follows; a measure that brings one ten days after is
/// worth exactly that opening. Three weeks after would be too late.
#[test]
fn a_meeting_after_an_emergency_opening_is_worth_something_in_time_only() {
    let hall = "[kinds.hall]\nemergency = true\nshared_beds = true\n[sites.hall]\ndistrict = \"mitte\"\nkind = \"hall\"\nplaces = 5\nusable_share = 1.0\nstate = \"standby\"\nlead_time_days = 1\n";
    for (days, worth_of_it) in [(10, -1.0), (21, 0.0)] {
        let effect = format!("start = 2026-01-01\neffects = [{{ follow-up = {{ days = {days} }} }}]");
        let worth = worth_of(&scenario(&format!("{hall}{}", measure("m", &effect))));
        assert_eq!(worth.none.unfollowed.value, 1.0);
        assert_eq!(worth.rows[0].alone.unfollowed.unwrap().value, worth_of_it);
    }
}

/// One position for two people, three are there on nine or ten days. A second position looks
/// after all of them.
#[test]
fn more_staff_looks_after_more_people() {
    let care = "[services.care]\nname = \"Care\"\nstaff = { positions = 1, persons_per_position = 2, crisis_above_persons_per_position = 9 }\n";
    let more = measure(
        "m",
        "start = 2026-01-01\neffects = [{ staff = { service = \"care\", full_time = 1 } }]",
    );
    let worth = worth_of(&scenario(&format!("{care}{more}")));
    let beyond = worth.none.beyond_staff.value;
    assert_eq!(beyond, 9.0);
    assert_eq!(worth.all.beyond_staff.value, 0.0);
    assert_eq!(worth.rows[0].alone.beyond_staff.unwrap().value, -beyond);
}
