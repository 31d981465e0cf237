//! Measures, participation and the implementation report, from files to folder.
#![allow(clippy::unwrap_used, reason = "a report that cannot be written should fail")]

mod folder;

use assert_cmd::Command;
use folder::{Folder, TWO_BEDS};
use quartier::text::Lang;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The minimal scenario with a concept of one field and one demand.
const CONCEPT: &str = r#"
[concept]
last_report = 2026-01-05
[concept.fields.housing]
name = "Housing"
figures = ["peak_housed"]
[concept.demands.heard]
name = "To be heard"
"#;

fn with(rest: &str) -> String {
    format!("{TWO_BEDS}\n{CONCEPT}\n{rest}")
}

fn progress(folder: &Folder, arguments: &[&str]) -> Value {
    let output = Command::cargo_bin("quartier")
        .unwrap()
        .args(["progress", "scenario.toml", "--format", "json", "--out", "out"])
        .args(arguments)
        .current_dir(folder.path(""))
        .assert()
        .success();
    serde_json::from_slice(&output.get_output().stdout).unwrap()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn everything_wrong_with_measures_is_named_at_once() {
    let measures = r#"
[concept.sites.nowhere]
why_here = "x"

[measures.a]
field = "hosing"
measure = "A"
status = "laufnd"
start = 2026-02-01
end = 2026-01-01
indicator = "flts"
effects = [{ places-at-site = { site = "two", places = 3 } }]

[measures.b]
field = "housing"
measure = "B"
status = "laufend"
start = 2026-01-10
indicator = "rate"
target = 140
target_unit = "flats"
covers = ["herd"]

[indicators.rate]
name = "Rate"
unit = "%"
actual = [{ date = 2026-01-02, value = 5 }, { date = 2026-01-20, value = 5, unit = "flats" }]

[participation.p]
name = "P"
date = 2026-01-03
who = ["nachbarn"]
part = "informiert"
measure = "c"
"#;
    let again = "[measures.a]\nfield = \"housing\"\nmeasure = \"A again\"\nstatus = \"laufend\"\n";
    let folder = Folder::new().and("scenario.toml", with(&format!("{measures}{again}")));
    let said = folder.complaints("scenario.toml", Lang::En);
    for words in [
        "`a` stands twice; first in line",
        "There is no `hosing`",
        "There is no `laufnd` here",
        "`housing`",
        "The end (2026-01-01) comes before the start (2026-02-01)",
        "There is no `flts`",
        "There is no `two`",
        "A part of 140% is not possible",
        "The unit `flats` is not that of the indicator (`%`)",
        "There is no `herd`",
        "comes before the start of the first measure with this indicator (2026-01-10)",
        "There is no `nachbarn` here",
        "There is no `c`",
        "There is no `nowhere`",
    ] {
        assert!(said.contains(words), "{words} is missing in:\n{said}");
    }
}

#[test]
fn cells_of_the_tables_are_named_and_ids_may_stand_once() {
    let scenario = with(
        "[tables]\nmeasures = \"m.csv\"\nactuals = \"a.csv\"\n[indicators.rate]\nname = \"Rate\"\nunit = \"%\"\n",
    );
    let folder = Folder::new().and("scenario.toml", scenario).and(
        "m.csv",
        "id;field;measure;status;start;indicator;target\na;housing;A;geplant;01.02.2026;rate;50\na;housing;A;laufend;01.02.2026;rate;140\nb;housing;B;fertig;01.02.2026;;\n",
    );
    let folder = folder.and(
        "a.csv",
        "indicator,date,value\nrte,2026-03-01,7\nrate,2026-03-01,200\n",
    );
    let said = folder.complaints("scenario.toml", Lang::De);
    for words in [
        "„a“ kommt in der Spalte „id“ schon vor",
        "„fertig“ gibt es hier nicht",
        "Einen Indikator „rte“ gibt es nicht",
        "Ein Anteil von 200\u{a0}% ist nicht möglich",
        "a.csv:3",
        "m.csv:4",
    ] {
        assert!(said.contains(words), "{words} is missing in:\n{said}");
    }
}

#[test]
fn words_of_both_languages_mean_the_same() {
    let report = |status: &str, feasibility: &str| {
        let measure = format!(
            "[measures.a]\nfield = \"housing\"\nmeasure = \"A\"\nstatus = \"{status}\"\nfeasibility = \"{feasibility}\"\n"
        );
        let folder = Folder::new().and("scenario.toml", with(&measure));
        progress(&folder, &["--date", "2026-01-20"])["fields"][0]["measures"][0].clone()
    };
    assert_eq!(report("verzögert", "Rat"), report("delayed", "council"));
}

/// One measure late by its end, one demand without an answer, 12 of 24 on the way from 0.
#[test]
fn the_report_counts_what_can_be_counted_by_hand() {
    let measures = r#"
[measures.flats]
field = "housing"
measure = "Flats"
status = "laufend"
status_since = 2026-01-10
status_before = "geplant"
start = 2026-01-01
end = 2026-01-15
indicator = "rented"
target = 24
[measures.talks]
field = "housing"
measure = "Talks"
status = "zurückgestellt"
covers = ["heard"]
[indicators.rented]
name = "Rented"
unit = "flats"
baseline = 0
actual = [{ date = 2026-01-14, value = 12 }, { date = 2026-01-28, value = 20 }]
"#;
    let folder = Folder::new().and("scenario.toml", with(measures));
    let report = progress(&folder, &["--date", "2026-01-20"]);
    let summary = &report["summary"];
    assert_eq!(summary["measures"], 2);
    assert_eq!(summary["late"], 1);
    assert_eq!(summary["demands_without_answer"], 1);
    let flats = &report["fields"][0]["measures"][0];
    assert_eq!(flats["indicator"]["value"], 12);
    assert_eq!(flats["indicator"]["share_reached"], 0.5);
    assert_eq!(report["since"], "2026-01-05");
    let changes: Vec<&str> = report["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| change["what"].as_str().unwrap())
        .collect();
    assert_eq!(changes, ["Flats", "Rented"]);
}

#[test]
fn what_people_write_is_never_markup() {
    let measures = r#"
[measures."<b>"]
field = "housing"
measure = "<script>alert(1)</script>"
owner = "=HYPERLINK(1)"
status = "laufend"
[sites.later]
name = "<img src=x>"
district = "mitte"
kind = "shared"
places = 4
from = 2026-01-25
[concept.sites.later]
why_here = "<i>why</i>"
alternatives = ["<u>other</u>"]
"#;
    let folder = Folder::new().and("scenario.toml", with(measures));
    progress(&folder, &["--date", "2026-01-20", "--lang", "de"]);
    let out = folder.path("out");
    for entry in fs::read_dir(&out).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let page = read(&path);
            for markup in ["<script", "<img", "<i>", "<u>", "<b>"] {
                assert!(!page.contains(markup), "{markup} in {}", path.display());
            }
        }
    }
    assert!(read(&out.join("measures.csv")).contains("'=HYPERLINK(1)"));
}

/// A sentence of the simple sheet is a list item; names and dates of the town stand in terms.
#[test]
fn sentences_of_the_simple_sheet_are_short() {
    let site = "[sites.later]\ndistrict = \"mitte\"\nkind = \"shared\"\nplaces = 4\nfrom = 2026-01-25\nstate = \"planned\"\n";
    let folder = Folder::new().and("scenario.toml", with(site));
    progress(&folder, &["--date", "2026-01-20"]);
    let page = read(&folder.path("out/info-1-later-einfach.html"));
    let main = page.split("<main").nth(1).unwrap();
    let sentences: Vec<&str> = main
        .split("<li>")
        .skip(1)
        .map(|item| item.split("</li>").next().unwrap())
        .collect();
    assert!(sentences.len() > 8);
    for sentence in sentences {
        assert!(sentence.split_whitespace().count() <= 12, "{sentence}");
        assert!(!sentence.contains(", "), "one statement only: {sentence}");
    }
}

#[test]
fn the_same_report_has_the_same_bytes_on_any_number_of_threads() {
    let once = |threads: &str| {
        let folder = Folder::new().and("scenario.toml", with(""));
        progress(&folder, &["--date", "2026-01-20", "--threads", threads]);
        read(&folder.path("out/manifest.json"))
    };
    assert_eq!(once("1"), once("3"));
}

#[test]
fn a_last_report_after_this_one_is_refused() {
    let folder = Folder::new().and("scenario.toml", with(""));
    Command::cargo_bin("quartier")
        .unwrap()
        .args([
            "progress",
            "scenario.toml",
            "--date",
            "2026-01-20",
            "--since",
            "2026-01-20",
        ])
        .current_dir(folder.path(""))
        .assert()
        .code(2);
}

/// A value for a day after the report is not counted, and that is said; the service of the field is
/// judged; the workbook is there; the step ended with the occasion of its day.
#[test]
fn the_field_says_what_services_do_and_which_values_lie_ahead() {
    let measures = r#"
[services.care]
name = "Care"
staff = { positions = 1, persons_per_position = 2, crisis_above_persons_per_position = 9 }
[measures.staff]
field = "housing"
measure = "Staff"
status = "laufend"
indicator = "talks"
target = 9
next_step = "Meet"
next_date = 2026-01-12
effects = [{ staff = { service = "care", full_time = 1 } }]
start = 2026-01-20
[indicators.talks]
name = "Talks"
unit = "talks"
actual = [{ date = 2026-01-21, value = 12 }]
[participation.meet]
name = "Meeting"
date = 2026-01-12
who = ["nachbarschaft"]
part = "angehört"
measure = "staff"
"#;
    let folder = Folder::new().and("scenario.toml", with(measures));
    let report = progress(&folder, &["--date", "2026-01-20", "--lang", "en"]);
    assert_eq!(report["summary"]["late"], 0);
    let page = read(&folder.path("out/progress.html"));
    for words in [
        "Are the services of this field enough?",
        "Entered, but after the date of this report and therefore not counted: Talks",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let book = fs::read(folder.path("out/progress.xlsx")).unwrap();
    assert!(book.starts_with(b"PK"));
}

#[test]
fn the_report_in_einfache_sprache_is_short() {
    let measure = "[measures.a]\nfield = \"housing\"\nmeasure = \"A\"\nstatus = \"laufend\"\nsimple = \"Wir helfen.\"\n";
    let folder = Folder::new().and("scenario.toml", with(measure));
    progress(&folder, &["--date", "2026-01-20", "--lang", "de-einfach"]);
    let page = read(&folder.path("out/progress.html"));
    for words in [
        "Bericht in Einfacher Sprache",
        "Im Plan steht 1 Maßnahme.",
        "1 läuft.",
        "Wir helfen.",
        "Für 1 Forderung gibt es keine Maßnahme.",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

/// The council decides about a measure on the day that the measure names as its next step.
#[test]
fn an_occasion_that_is_a_next_step_stands_once_in_the_calendar() {
    let rest = r#"
[measures.a]
field = "housing"
measure = "A"
owner = "Town"
status = "geplant"
start = 2026-02-10
feasibility = "Rat"
next_step = "Vote"
next_date = 2026-02-01

[measures.b]
field = "housing"
measure = "B"
status = "geplant"
start = 2026-03-10
feasibility = "Rat"
next_step = "Letters"
next_date = 2026-02-01

[participation.council]
name = "Vote"
date = 2026-02-01
who = ["rat"]
part = "entscheidet"
measure = "a"
"#;
    let folder = Folder::new().and("scenario.toml", with(rest));
    let report = progress(&folder, &["--date", "2026-01-15", "--lang", "en"]);
    let calendar = report["calendar"].as_array().unwrap();
    let lines: Vec<String> = calendar
        .iter()
        .map(|entry| format!("{} {} {}", entry["date"], entry["sort"], entry["what"]).replace('"', ""))
        .filter(|line| !line.contains("first night"))
        .collect();
    assert_eq!(
        lines,
        [
            "2026-02-01 decision Vote – A",
            "2026-02-01 measure B: Letters",
            "2026-02-10 measure A: start",
            "2026-03-10 decision B: the council must decide before it begins",
            "2026-03-10 measure B: start",
        ]
    );
}

#[test]
fn effects_beside_a_table_leave_the_order_of_the_sheet() {
    let rest = r#"
[tables]
measures = "measures.csv"

[measures.z]
field = "housing"
measure = "Only here"
status = "laufend"

[measures.second]
effects = [{ private-hosts = { places = 1 } }]
"#;
    let table = "id,field,measure,status,start\nfirst,housing,First,laufend,2026-01-10\nsecond,housing,Second,laufend,2026-01-10\nthird,housing,Third,laufend,2026-01-10\n";
    let folder = Folder::new()
        .and("scenario.toml", with(rest))
        .and("measures.csv", table);
    let report = progress(&folder, &["--date", "2026-01-15", "--lang", "en"]);
    let ids: Vec<&str> = report["fields"][0]["measures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|measure| measure["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["first", "second", "third", "z"]);
}
