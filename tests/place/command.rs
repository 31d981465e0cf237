//! `quartier place` from the outside: what it answers, writes and reads back.

use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// The shipped example in a folder of its own.
pub fn example() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    std::fs::copy(
        scenarios.join("warteliste.toml"),
        folder.path().join("warteliste.toml"),
    )
    .unwrap();
    std::fs::create_dir(folder.path().join("warteliste")).unwrap();
    for table in ["belegung.csv", "warteliste.csv"] {
        let from = scenarios.join("warteliste").join(table);
        std::fs::copy(from, folder.path().join("warteliste").join(table)).unwrap();
    }
    folder
}

pub fn quartier(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("quartier")
        .unwrap()
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

pub fn place(folder: &Path, args: &[&str]) -> (i32, String, String) {
    quartier(folder, &[&["place", "warteliste.toml"], args].concat())
}

pub fn json(folder: &Path, args: &[&str]) -> Value {
    let (code, out, err) = place(folder, &[args, &["--format", "json"]].concat());
    assert_eq!(code, 0, "{out}{err}");
    serde_json::from_str(&out).unwrap()
}

/// Household and site of each placement.
fn placements(answer: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let placements = answer["placements"].as_array().unwrap().iter();
    let mut all: Vec<_> = placements
        .map(|one| (text(&one["household"]), text(&one["site"])))
        .collect();
    all.sort();
    all
}

#[test]
fn the_example_is_answered_as_the_contract_says() {
    let folder = example();
    let answer = json(folder.path(), &[]);
    assert_eq!(answer["schema"], 1);
    assert_eq!(answer["proven_optimal"], true);
    assert_eq!(answer["objective"]["unmet"], 6.0);
    assert_eq!(answer["bound"], answer["objective"]);
    let placements = placements(&answer);
    assert_eq!(placements.len(), 5);
    // The only step-free unit that is free.
    assert!(placements.contains(&("W-03".into(), "haus-mitte".into())));
    let unmet = answer["unmet"].as_array().unwrap();
    assert_eq!(unmet.len(), 1);
    assert_eq!(unmet[0]["household"], "W-05");
    assert_eq!(unmet[0]["obstacle"], "no-unit-large-enough");
    for placement in answer["placements"].as_array().unwrap() {
        assert!(!placement["reason"].as_str().unwrap().is_empty());
        assert!(placement.get("second_best").is_some());
    }
}

#[test]
fn the_page_names_everybody_with_reason_second_best_and_room_for_the_officer() {
    let folder = example();
    let (code, page, _) = place(folder.path(), &["--lang", "de"]);
    assert_eq!(code, 0);
    for words in [
        "Vorschlag: Beispielstadt",
        "W-01",
        "Einzige freie stufenlose Wohneinheit",
        "Zweitbeste Unterkunft",
        "☐ angenommen",
        "Ohne Platz",
        "Bewiesen: Kein anderer Plan ist besser",
        "Was knapp ist",
        "es entscheidet die zuständige Person",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (_, page, _) = place(folder.path(), &["--lang", "en"]);
    assert!(page.contains("The only free step-free unit"), "{page}");
}

#[test]
fn a_list_that_was_decided_upon_is_read_back_in_both_dialects() {
    for dialect in ["rfc", "de-excel"] {
        let folder = example();
        let before = json(folder.path(), &["--out", "liste.csv", "--csv", dialect]);
        let list = folder.path().join("liste.csv");
        let text = std::fs::read_to_string(&list).unwrap();
        let mark = if dialect == "rfc" { ',' } else { ';' };
        // The officer gives W-06 another house, and keeps what is proposed for W-03.
        let decided: Vec<String> = text
            .lines()
            .map(|line| {
                // The four cells to be filled in are empty at the end of the row.
                let rest = |site: &str, reason: &str| {
                    let cells = [site, "SG 12", "", reason].join(&mark.to_string());
                    format!("{}{cells}", &line[..line.len() - 3])
                };
                match line {
                    line if line.starts_with("W-06") => rest("haus-am-see", "Bett im ruhigen Haus"),
                    line if line.starts_with("W-03") => rest("haus-mitte", ""),
                    line => line.to_owned(),
                }
            })
            .collect();
        std::fs::write(&list, decided.join("\n")).unwrap();
        let after = json(folder.path(), &["--decisions", "liste.csv"]);
        let placed = placements(&after);
        assert!(
            placed.contains(&("W-06".into(), "haus-am-see".into())),
            "{dialect}: {placed:?}"
        );
        assert!(
            placed.contains(&("W-03".into(), "haus-mitte".into())),
            "{dialect}: {placed:?}"
        );
        assert_ne!(placements(&before), placed);
        let overridden = after["placements"].as_array().unwrap().iter();
        let overridden: Vec<_> = overridden.filter(|one| one["household"] == "W-06").collect();
        assert_eq!(overridden[0]["decided"], true);
        assert_eq!(overridden[0]["override_reason"], "Bett im ruhigen Haus");
        assert_eq!(overridden[0]["decided_by"], "SG 12");
    }
}

#[test]
fn a_list_is_never_written_over() {
    let folder = example();
    std::fs::write(folder.path().join("liste.csv"), "entschieden").unwrap();
    let (code, _, err) = place(folder.path(), &["--out", "liste.csv"]);
    assert_eq!(code, 3, "{err}");
    assert_eq!(
        std::fs::read_to_string(folder.path().join("liste.csv")).unwrap(),
        "entschieden"
    );
}

#[test]
fn the_day_can_be_chosen_within_the_scenario() {
    let folder = example();
    let answer = json(folder.path(), &["--date", "2026-03-09"]);
    assert_eq!(answer["date"], "2026-03-09");
    for wrong in ["2025-01-01", "morgen"] {
        let (code, _, err) = place(folder.path(), &["--date", wrong]);
        assert_eq!(code, 2, "{err}");
    }
}

#[test]
fn source_and_predictors_of_scores_are_printed() {
    let folder = example();
    let mut table = String::from(
        "# source: Probelauf 2025\n# predictors: Alter, Haushaltsgröße\n\
                                  class,site,score\n",
    );
    for (site, score) in [
        ("haus-mitte", 1),
        ("wohnungen-nord", 2),
        ("haus-am-see", 3),
        ("pension-mitte", 0),
    ] {
        table += &format!("haushalte,{site},{score}\n");
    }
    std::fs::write(folder.path().join("scores.csv"), table).unwrap();
    let (code, page, err) = place(folder.path(), &["--scores", "scores.csv", "--lang", "de"]);
    assert_eq!(code, 0, "{err}");
    assert!(page.contains("Quelle: Probelauf 2025"), "{page}");
    assert!(page.contains("Beruht auf: Alter, Haushaltsgröße"), "{page}");
    let by_option = json(folder.path(), &["--scores", "scores.csv"]);
    assert!(by_option["objective"].get("score").is_some());
    let by_scenario = json(folder.path(), &["--set", "tables.scores=scores.csv"]);
    assert_eq!(by_option["placements"], by_scenario["placements"]);
    assert_eq!(by_scenario["scores"]["source"], "Probelauf 2025");
}

#[test]
fn a_scenario_without_a_waiting_list_says_what_to_write() {
    let folder = tempfile::tempdir().unwrap();
    let minimal = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/two-beds.toml");
    std::fs::copy(minimal, folder.path().join("two-beds.toml")).unwrap();
    let (code, _, err) = quartier(folder.path(), &["place", "two-beds.toml", "--lang", "de"]);
    assert_eq!(code, 3);
    assert!(err.contains("waiting = \"warteliste.csv\""), "{err}");
}

#[test]
fn a_decision_takes_the_unit_that_meets_the_need_and_says_where_none_does() {
    let folder = example();
    let decide = |site: &str| {
        let list =
            format!("household,decided_site,decided_by,override_reason\nW-03,{site},SG 12,Arzt nebenan\n");
        std::fs::write(folder.path().join("liste.csv"), list).unwrap();
        // A smaller unit without the step-free entrance is free as well.
        let units = "sites.haus-mitte.units=[{ count = 9, beds = 2 }, { count = 2, beds = 4 }, \
                     { count = 1, beds = 3, offers = [\"step-free\"] }]";
        let args = ["--decisions", "liste.csv", "--lang", "de", "--set", units];
        let (code, page, err) = place(folder.path(), &args);
        assert_eq!(code, 0, "{err}");
        page.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let set_aside = "Grund der Abweichung: Arzt nebenan. Achtung: Was der Haushalt braucht, \
                     bietet der Platz nicht („step-free“).";
    assert!(decide("wohnungen-nord").contains(set_aside));
    assert!(!decide("haus-mitte").contains("Achtung"));
}

#[test]
fn six_households_with_scores_are_proven_to_the_last_cent() {
    let folder = example();
    let mut table = "# source: Modell\n# predictors: Alter\nhousehold,site,score\n".to_owned();
    let sites = ["haus-mitte", "wohnungen-nord", "haus-am-see", "pension-mitte"];
    for household in 1..=6 {
        for (at, site) in sites.iter().enumerate() {
            let score = (household * 7 + (at + 1) * 3) % 9;
            table += &format!("W-0{household},{site},0.{score}\n");
        }
    }
    std::fs::write(folder.path().join("scores.csv"), table).unwrap();
    let answer = json(folder.path(), &["--scores", "scores.csv"]);
    assert_eq!(answer["proven_optimal"], true, "{:#}", answer["stages"]);
    for one in answer["placements"].as_array().unwrap() {
        assert_eq!(one["without_this_site"]["proven"], true, "{one:#}");
    }
}
