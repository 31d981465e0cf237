//! The shipped scenarios: they load, they are presented, and their sums are those of their sources.

use assert_cmd::Command;
use std::fs;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Names of the scenario files, sorted.
fn scenarios() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("scenarios"))
        .expect("the folder of the scenarios is there")
        .map(|entry| entry.expect("the folder can be read").file_name())
        .filter_map(|name| name.into_string().ok())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    names
}

fn scenario(name: &str) -> toml::Table {
    toml::from_str(&text(&format!("scenarios/{name}"))).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The plain value of an entry, which may be written as `{ value = …, source = … }`.
fn number(entry: &toml::Value) -> Option<i64> {
    entry.as_integer().or_else(|| entry.get("value")?.as_integer())
}

/// The sum of a key over all entries of a table of the scenario.
fn sum(scenario: &toml::Table, table: &str, key: &str) -> i64 {
    scenario[table]
        .as_table()
        .into_iter()
        .flat_map(toml::Table::values)
        .filter_map(|entry| number(entry.get(key)?))
        .sum()
}

/// The sum of a column of a table beside the scenarios.
fn column_sum(path: &str, column: &str) -> i64 {
    let mut reader = csv::Reader::from_path(root().join(path)).expect("the table is there");
    let headers = reader.headers().expect("the table has a header").clone();
    let at = headers
        .iter()
        .position(|name| name == column)
        .expect("the column is there");
    reader
        .records()
        .map(|record| {
            record.expect("the table is well-formed")[at]
                .parse::<i64>()
                .expect("the column holds whole numbers")
        })
        .sum()
}

#[test]
fn every_scenario_loads_without_complaint() {
    for name in scenarios() {
        Command::cargo_bin("quartier")
            .unwrap()
            .args(["check", &format!("scenarios/{name}"), "--format", "json"])
            .current_dir(root())
            .assert()
            .success();
    }
}

#[test]
fn every_scenario_stands_in_the_readme() {
    let readme = text("README.md");
    for name in scenarios() {
        assert!(
            readme.contains(&format!("`{name}`")),
            "{name} is missing in README.md"
        );
    }
}

#[test]
fn every_variant_asks_its_own_question() {
    let mut questions: Vec<String> = scenarios()
        .iter()
        .filter_map(|name| scenario(name).get("question")?.as_str().map(str::to_owned))
        .collect();
    let all = questions.len();
    questions.sort();
    questions.dedup();
    assert_eq!(questions.len(), all);
    assert_eq!(
        all,
        scenarios().len() - 1,
        "only the minimal scenario asks nothing"
    );
}

#[test]
fn the_minimal_scenario_is_the_one_in_the_guide() {
    let guide = text("docs/model.md");
    assert!(guide.contains(&format!("```toml\n{}```", text("scenarios/two-beds.toml"))));
}

#[test]
fn leichlingen_begins_with_the_people_and_residents_of_its_sources() {
    let town = scenario("leichlingen.toml");
    let housed = sum(&town, "sites", "occupied") + column_sum("scenarios/leichlingen/sites.csv", "occupied");
    assert_eq!(housed, 628);
    assert_eq!(sum(&town, "districts", "residents"), 28_078);
}

#[test]
fn leverkusen_begins_with_the_places_known_in_december_2014() {
    let town = scenario("leverkusen-2015.toml");
    let before_the_hotel = ["bezirk-2-wohnheim", "bezirk-1-haus", "bezirk-2-haus"]
        .iter()
        .filter_map(|site| number(&town["sites"][*site]["places"]))
        .sum::<i64>();
    assert_eq!(before_the_hotel, 479);
    assert_eq!(sum(&town, "sites", "occupied"), 425);
    assert_eq!(sum(&town, "districts", "residents"), 169_234);
}
