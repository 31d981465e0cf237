//! `quartier compare` from outside: folders in, words, JSON or a page out.

use assert_cmd::Command;
use quartier::calendar::{Calendar, Date};
use quartier::findings::{Column, DailySeries, Figure, Findings, Quantity, Unit};
use quartier::report::folder;
use quartier::report::results::{Edition, Results};
use quartier::report::tables::Dialect;
use quartier::text::{Lang, Text};
use serde_json::{Value, json};
use std::path::Path;

fn date(text: &str) -> Date {
    text.parse().expect("dates of these tests are dates")
}

fn figure(id: &'static str, unit: Unit, value: f64) -> Figure {
    Figure {
        id,
        name: Text::same(id),
        definition: Text::same("counted for a test"),
        unit,
        value: Quantity::Number(value),
        low: Quantity::Number(value * 0.9),
        high: Quantity::Number(value * 1.1),
        level: 0.95,
        spread: None,
        count: None,
    }
}

/// A run of ten replications in which these many person-nights are unmet.
fn findings(scenario: &str, seed: u64, unmet: [f64; 10]) -> Findings {
    let mean = unmet.iter().sum::<f64>() / 10.0;
    Findings {
        scenario: scenario.into(),
        seed,
        replications: 10,
        calendar: Calendar::between(date("2026-01-01"), date("2026-01-03")).expect("three days"),
        figures: vec![figure("unmet_person_nights", Unit::PersonNights, mean)],
        daily: vec![DailySeries {
            id: "needed",
            name: Text::same("needed"),
            definition: Text::same("counted for a test"),
            mean: vec![1.0; 3],
            quantiles: vec![[0.0, 1.0, 1.0, 1.0, 2.0]; 3],
        }],
        districts: vec![],
        sites: vec![],
        years: vec![],
        columns: vec![Column {
            id: "unmet_person_nights",
            unit: Unit::PersonNights,
            values: unmet.map(Some).to_vec(),
        }],
        shortage_by_month: vec![],
        steps: vec![],
        services: vec![],
        surges: vec![],
        shocks: vec![],
        judgement: quartier::scenario::Judgement::default(),
        variant: None,
        warning: None,
        preferences: None,
        stories: vec![],
        parts: vec![],
    }
}

fn write(dir: &Path, findings: &Findings, resolved: Value) {
    let results = Results {
        findings,
        assumptions: &[],
        inputs: &[],
        resolved: &resolved,
        map: None,
        points: &[],
        question: None,
        description: None,
        responsible: None,
        sensitivity: None,
        front: None,
        notes: &[],
        lang: Lang::De,
        date: date("2026-01-02"),
        dialect: Dialect::Rfc,
        edition: Edition::Internal,
    };
    folder::write_to(dir, &results).expect("a temporary folder takes files");
}

fn compare(folders: &[&Path], more: &[&str]) -> assert_cmd::assert::Assert {
    Command::new(env!("CARGO_BIN_EXE_quartier"))
        .arg("compare")
        .args(folders)
        .args(["--lang", "de"])
        .args(more)
        .assert()
}

fn stdout(assert: &assert_cmd::assert::Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("words are UTF-8")
}

#[test]
fn two_runs_on_the_same_futures_are_compared_course_by_course() {
    let room = tempfile::tempdir().unwrap();
    let (a, b) = (room.path().join("a"), room.path().join("b"));
    let base = [3.0, 5.0, 4.0, 6.0, 2.0, 3.0, 5.0, 4.0, 6.0, 2.0];
    write(&a, &findings("A", 1, base), json!({"places": 10}));
    write(
        &b,
        &findings("B", 1, base.map(|unmet| unmet - 2.0)),
        json!({"places": 12}),
    );

    let said = stdout(&compare(&[&a, &b], &[]).success());
    assert!(said.contains("2 weniger"), "{said}");
    assert!(said.contains("besser in allen 10"), "{said}");
    assert!(said.contains("places"), "{said}");

    let json: Value =
        serde_json::from_str(&stdout(&compare(&[&a, &b], &["--format", "json"]).success())).unwrap();
    assert_eq!(json["like_for_like"], true);
    let difference = &json["figures"][0]["runs"][1]["difference"];
    assert_eq!(
        (&difference["value"], &difference["better"]),
        (&json!(-2), &json!(10))
    );
    assert_eq!(
        json["assumptions"],
        json!([{"key": "places", "values": [10, 12]}])
    );
}

#[test]
fn another_seed_is_said_and_nothing_is_paired() {
    let room = tempfile::tempdir().unwrap();
    let (a, b) = (room.path().join("a"), room.path().join("b"));
    write(&a, &findings("A", 1, [1.0; 10]), json!({}));
    write(&b, &findings("B", 2, [2.0; 10]), json!({}));
    let said = stdout(&compare(&[&a, &b], &[]).success());
    assert!(said.contains("anderen Startwert"), "{said}");
    assert!(!said.contains("mehr ("), "{said}");
}

#[test]
fn the_page_is_written_and_stands_alone() {
    let room = tempfile::tempdir().unwrap();
    let (a, b) = (room.path().join("a"), room.path().join("b"));
    write(&a, &findings("A", 1, [1.0; 10]), json!({}));
    write(&b, &findings("<script>", 1, [1.0; 10]), json!({}));
    let page = room.path().join("compare.html");
    compare(&[&a, &b], &["--out", page.to_str().unwrap()]).success();
    let html = std::fs::read_to_string(&page).unwrap();
    assert!(html.contains("default-src 'none'") && !html.contains("<script"));
    assert!(html.contains("genau gleich"));
    let names: Vec<_> = std::fs::read_dir(room.path()).unwrap().collect();
    assert_eq!(names.len(), 4, "two runs, the page, and its numbers beside it");
    assert!(room.path().join("compare-data/comparison.xlsx").exists());
}

#[test]
fn foreign_folders_are_complaints_all_at_once() {
    let room = tempfile::tempdir().unwrap();
    let (a, b) = (room.path().join("nothing"), room.path().to_owned());
    let assert = compare(&[&a, &b], &["--format", "json"]).code(3);
    let json: Value = serde_json::from_str(&stdout(&assert)).unwrap();
    assert_eq!(json["complaints"].as_array().unwrap().len(), 2);
}

#[test]
fn one_folder_is_a_usage_error() {
    compare(&[Path::new("x")], &[]).code(2);
}

/// A town with a measure that brings a site, a service, a ladder and costs.
const MEASURED: &str = r#"
schema = 1
name = "Grundfall"
start = 2026-01-01
end = 2026-12-31
replications = 20

[districts.mitte]
residents = 1000

[kinds.haus]
name = "Wohnhaus"
cost.per_place_month_eur = 300

[kinds.halle]
name = "Halle"
emergency = true

[sites.alt]
name = "Altes Haus"
district = "mitte"
kind = "haus"
places = 20

[sites.neu]
name = "Neues Haus"
district = "mitte"
kind = "haus"
places = 20
state = "planned"
from = 2026-03-01
lead_time_days = 90

[groups.alle]
household_sizes = { 1 = 1.0 }
arrivals.poisson = { per_day = 0.2 }
stay.exponential = { mean_days = 300 }

[services.kurs]
preset = "language-course"
name = "Sprachkurs"
places.town = { count = 25 }

[policy]
rule.first-fit = {}
placement_days = "daily"

[warning]
horizon_weeks = 8

[ladder.dichter]
name = "Pause"
trigger.unmet = { persons = 1, nights = 1 }
lead_time.fixed = { days = 2 }
action.pause-assignments = { groups = ["alle"], share = 0.5, weeks = 4 }

[concept]
field_preset = "leverkusen"

[measures.anbau]
field = "wohnen"
measure = "Neues Haus der Mitte"
owner = "Bauamt"
start = 2026-01-01
status = "geplant"
feasibility = "Rat"
effects = [{ opens = { site = "neu" } }]
"#;

fn quartier(room: &Path, args: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_quartier"))
        .current_dir(room)
        .args(args)
        .args(["--lang", "de"])
        .assert()
        .success();
    String::from_utf8_lossy(&done.get_output().stdout).into_owned()
}

/// Two folders: with and without the measure.
fn measured(room: &Path) {
    std::fs::write(room.join("town.toml"), MEASURED).expect("a temporary folder takes files");
    quartier(
        room,
        &["run", "town.toml", "--out", "mit", "--date", "2026-01-02"],
    );
    let without = ["run", "town.toml", "--without", "anbau", "--out", "ohne"];
    quartier(room, &[&without[..], &["--date", "2026-01-02"]].concat());
}

#[test]
fn a_measure_that_is_switched_off_is_named_and_its_site_is_gone() {
    let room = tempfile::tempdir().expect("there is room for temporary files");
    measured(room.path());
    let said = quartier(room.path(), &["compare", "mit", "ohne", "--out", "c.html"]);
    let page = std::fs::read_to_string(room.path().join("c.html")).expect("the page was written");
    for told in [&said, &page] {
        assert!(told.contains("Neues Haus der Mitte") && !told.contains("in keiner Annahme"));
    }
    let json: Value = quartier(room.path(), &["compare", "mit", "ohne", "--format", "json"])
        .parse()
        .expect("it is JSON");
    let switched = &json["assumptions"][0];
    assert_eq!(switched["key"], "variant");
    assert_eq!(switched["values"], json!([null, { "without": ["anbau"] }]));
    for file in ["sites.csv", "warning.csv"] {
        let file = |folder: &str| std::fs::read_to_string(room.path().join(folder).join(file));
        assert!(file("mit").expect("it was written").contains("Neues Haus"));
        assert!(!file("ohne").expect("it was written").contains("Neues Haus"));
    }
}

#[test]
fn services_emergency_and_years_stand_side_by_side_with_differences() {
    let room = tempfile::tempdir().expect("there is room for temporary files");
    measured(room.path());
    quartier(room.path(), &["compare", "mit", "ohne", "--out", "c.html"]);
    let page = std::fs::read_to_string(room.path().join("c.html")).expect("the page was written");
    for told in [
        "id=\"services\"",
        "id=\"emergency\"",
        "id=\"cost\"",
        "Sprachkurs",
        "Wahrscheinlichkeit eines Engpasses",
        "2026 nach Unterkunftsart",
    ] {
        assert!(page.contains(told), "{told}");
    }
    let json: Value = quartier(room.path(), &["compare", "mit", "ohne", "--format", "json"])
        .parse()
        .expect("it is JSON");
    let figure = |path: &str| {
        let parts = json["parts"].as_array().expect("there are parts").iter();
        let mut figures = parts.flat_map(|part| part["figures"].as_array().expect("they have figures"));
        figures
            .find(|figure| figure["id"] == path)
            .unwrap_or_else(|| panic!("{path} is not there"))
            .clone()
    };
    // What a year costs of one kind and in all is the same here, and so is the difference.
    let (kind, operation) = (figure("year/2026/kind-haus"), figure("year/2026/operation"));
    let difference = &kind["runs"][1]["difference"];
    assert_eq!(difference["value"], operation["runs"][1]["difference"]["value"]);
    assert!(difference["value"].as_f64().expect("a number") < 0.0);
    // The difference of the means is the mean of the differences.
    let mean = |run: usize| kind["runs"][run]["value"].as_f64().expect("a number");
    let by_hand = mean(1) - mean(0);
    assert!((difference["value"].as_f64().expect("a number") - by_hand).abs() < 1e-6);
    assert_eq!(
        figure("step/dichter/reached")["runs"][1]["difference"]["replications"],
        20
    );
    assert!(figure("service/kurs/in_time_share")["runs"][1]["difference"].is_object());
}

/// A run of ten replications with these unmet person-nights, each of which saves 10 € of 1,000.
fn cheaper_by_the_unmet(scenario: &str, unmet: [f64; 10]) -> Findings {
    let mut findings = findings(scenario, 1, unmet);
    let cost = unmet.map(|nights| 1_000.0 - 10.0 * nights);
    let mean = cost.iter().sum::<f64>() / 10.0;
    findings.figures.push(figure("cost_total_eur", Unit::Eur, mean));
    findings.columns.push(Column {
        id: "cost_total_eur",
        unit: Unit::Eur,
        values: cost.map(Some).to_vec(),
    });
    findings
}

#[test]
fn a_scenario_that_is_cheaper_because_people_go_without_a_place_is_not_praised_for_it() {
    let room = tempfile::tempdir().unwrap();
    let dir = |name: &str| room.path().join(name);
    let nights = [3.0, 5.0, 4.0, 6.0, 2.0, 3.0, 5.0, 4.0, 6.0, 2.0];
    write(&dir("a"), &cheaper_by_the_unmet("A", nights), json!({}));
    write(
        &dir("b"),
        &cheaper_by_the_unmet("B", nights.map(|n| n + 5.0)),
        json!({}),
    );
    write(
        &dir("c"),
        &cheaper_by_the_unmet("C", nights.map(|n| n - 1.0)),
        json!({}),
    );
    let caveat = "Dort bleiben aber mehr Nächte ganz ohne Platz";
    let page = |other: &str| {
        let out = room.path().join(format!("{other}.html"));
        compare(&[&dir("a"), &dir(other)], &["--out", out.to_str().unwrap()]).success();
        std::fs::read_to_string(out).unwrap()
    };
    assert!(page("b").contains(caveat));
    assert!(!page("c").contains(caveat));
}
