//! `quartier place --front` from the outside, on a town that can be reckoned by hand.
#![allow(missing_docs, clippy::unwrap_used)]

use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;

const TOWN: &str = r#"schema = 1
name = "Two districts"
start = 2026-01-01
end = 2026-01-31
seed = 1
replications = 1

[tables]
waiting = "waiting.csv"

[districts.near]
residents = 1000

[districts.far]
residents = 1000

[kinds.shared]
shared_beds = true

[sites.cheap]
district = "near"
kind = "shared"
places = 10
usable_share = 1.0
cost.per_person_month_eur = 100

[sites.dear]
district = "far"
kind = "shared"
places = 10
usable_share = 1.0
cost.per_person_month_eur = 300

[groups.singles]
household_sizes = { 1 = 1.0 }
stay.fixed = { days = 10 }

[policy]
rule.balanced = {}
"#;

const WAITING: &str =
    "household,persons,since\nA,1,2025-12-20\nB,1,2025-12-21\nC,1,2025-12-22\nD,1,2025-12-23\n";

fn place(folder: &Path, args: &[&str]) -> (i32, String) {
    place_in(TOWN, folder, args)
}

fn place_in(town: &str, folder: &Path, args: &[&str]) -> (i32, String) {
    std::fs::write(folder.join("town.toml"), town).unwrap();
    std::fs::write(folder.join("waiting.csv"), WAITING).unwrap();
    let output = Command::cargo_bin("quartier")
        .unwrap()
        .current_dir(folder)
        .args(["place", "town.toml", "--front", "--lang", "de"])
        .args(args)
        .output()
        .unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap()
    );
    (output.status.code().unwrap(), said)
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

#[test]
fn the_front_of_four_people_and_two_districts_says_what_each_step_costs() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = place(folder.path(), &["--format", "json"]);
    assert_eq!(code, 0, "{said}");
    let document: Value = serde_json::from_str(&said).unwrap();
    let front = document["front"].as_array().unwrap();
    // 4 + 0, 3 + 1, 2 + 2 people: 400, 600, 800 € a month; the worst district has 200, 150, 100 %
    // of its share. Rates are rounded to thousandths of a euro a day.
    assert_eq!(front.len(), 3);
    for (point, (cost, load)) in front.iter().zip([(400.0, 2.0), (600.0, 1.5), (800.0, 1.0)]) {
        assert!(
            (number(&point["cost_eur_per_month"]) - cost).abs() < 0.1,
            "{point}"
        );
        assert!((number(&point["worst_load"]) - load).abs() < 1e-6, "{point}");
        assert_eq!(point["unmet_persons"], 0);
        assert_eq!(point["proven"], true);
        assert_eq!(point["placements"].as_array().unwrap().len(), 4);
    }
    assert!(front[0]["price"].is_null());
    let step = &front[1]["price"];
    assert!((number(&step["cost_eur_per_month"]) - 200.0).abs() < 0.1);
    assert!((number(&step["eur_per_percentage_point"]) - 4.0).abs() < 0.01);
    assert!((number(&step["eur_per_person"]) - 200.0).abs() < 0.1);
    assert_eq!(step["waiting_days"], 0);
}

#[test]
fn the_front_is_printed_and_written_as_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = place(folder.path(), &["--front-out", "front.csv"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Der Preis der Mischung"), "{said}");
    assert!(said.contains("Von 1 zu 2:"), "{said}");
    let table = std::fs::read_to_string(folder.path().join("front.csv")).unwrap();
    assert!(table.starts_with("point,cost_eur_per_month,"), "{table}");
    assert_eq!(table.lines().count(), 4);
    let (code, said) = place(folder.path(), &["--front-out", "front.csv"]);
    assert_eq!(code, 3, "a file that is there stays: {said}");
}

/// Two cheap districts and a dear one: 2 + 2 + 0 people, then 2 + 1 + 1. The other cheap district
/// stays at 150 % of its share.
#[test]
fn where_the_highest_load_stays_it_has_no_price() {
    let third = "[districts.also-near]\nresidents = 1000\n\n[sites.also-cheap]\ndistrict = \"also-near\"\n\
                 kind = \"shared\"\nplaces = 10\nusable_share = 1.0\ncost.per_person_month_eur = 100\n\n[groups.singles]";
    let town = TOWN.replace("[groups.singles]", third);
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = place_in(&town, folder.path(), &["--format", "json"]);
    assert_eq!(code, 0, "{said}");
    let document: Value = serde_json::from_str(&said).unwrap();
    let front = document["front"].as_array().unwrap();
    assert_eq!(front.len(), 2, "{said}");
    for point in front {
        assert!((number(&point["worst_load"]) - 1.5).abs() < 1e-4, "{point}");
    }
    let step = &front[1]["price"];
    assert!((number(&step["cost_eur_per_month"]) - 200.0).abs() < 0.1);
    // Mean load: 3 × (4 + 4) / 16 = 150 %, then 3 × (4 + 1 + 1) / 16 = 112.5 %.
    assert!((number(&step["mean_load"]) + 0.375).abs() < 1e-4, "{step}");
    assert_eq!(number(&step["load"]), 0.0);
    assert_eq!(step["persons_in_worst_district"], 0);
    assert!(step["eur_per_percentage_point"].is_null() && step["eur_per_person"].is_null());
    let (_, said) = place_in(&town, folder.path(), &[]);
    assert!(
        said.contains("höchste Belastung unverändert, mittlere 37,5"),
        "{said}"
    );
    assert!(!said.contains("je Person"), "{said}");
}
