//! `quartier compare` from outside: folders in, words, JSON or a page out.

use assert_cmd::Command;
use quartier::calendar::{Calendar, Date};
use quartier::findings::{Column, DailySeries, Figure, Findings, Quantity, Unit};
use quartier::report::tables::Dialect;
use quartier::report::{Results, folder};
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
        edition: quartier::report::Edition::Internal,
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
