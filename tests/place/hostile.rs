//! Tables with mistakes: every one is named, all at once, with its cell.

use crate::command::{example, place};
use serde_json::Value;
use std::path::Path;

/// All complaints, which the run must end with.
fn complaints(folder: &Path, args: &[&str]) -> Vec<Value> {
    let (code, out, err) = place(folder, &[args, &["--format", "json", "--lang", "en"]].concat());
    assert_eq!(code, 3, "{out}{err}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    answer["complaints"].as_array().unwrap().clone()
}

/// What the complaints say, with their lines.
fn said(complaints: &[Value]) -> Vec<(u64, String)> {
    let one = |complaint: &Value| {
        let message = complaint["message"].as_str().unwrap().to_owned();
        (complaint["line"].as_u64().unwrap_or(0), message)
    };
    complaints.iter().map(one).collect()
}

fn has(said: &[(u64, String)], line: u64, words: &str) {
    let found = said
        .iter()
        .any(|(at, message)| *at == line && message.contains(words));
    assert!(found, "line {line}: {words}: {said:#?}");
}

const DECISIONS: &str = "household,site,decided_site,decided_by,decided_on,override_reason";

fn decide(rows: &[&str]) -> Vec<(u64, String)> {
    let folder = example();
    let list = format!("{DECISIONS}\n{}\n", rows.join("\n"));
    std::fs::write(folder.path().join("liste.csv"), list).unwrap();
    said(&complaints(folder.path(), &["--decisions", "liste.csv"]))
}

#[test]
fn names_that_do_not_exist_and_overrides_without_reason_are_named_at_once() {
    let said = decide(&[
        "W-99,,haus-mitte,SG 12,,weil",
        "W-01,haus-mitte,haus-mite,SG 12,,weil",
        "W-02,haus-mitte,pension-mitte,SG 12,,",
        "W-03,haus-mitte,,SG 12,,",
    ]);
    has(&said, 2, "There is no `W-99`");
    has(&said, 3, "There is no `haus-mite`");
    has(&said, 4, "gives no reason");
    has(&said, 5, "but no site");
    assert_eq!(said.len(), 4, "{said:#?}");
}

#[test]
fn a_date_that_is_none_hides_no_other_mistake() {
    let said = decide(&[
        "W-01,haus-mitte,haus-mitte,SG 12,morgen,",
        "W-02,haus-mitte,pension-mitte,SG 12,2026-03-02,",
        "W-99,,haus-mitte,SG 12,,weil",
    ]);
    has(&said, 2, "morgen");
    has(&said, 3, "gives no reason");
    has(&said, 4, "There is no `W-99`");
    assert_eq!(said.len(), 3, "{said:#?}");
}

#[test]
fn decisions_that_a_site_cannot_take_are_named_with_their_cells() {
    let said = decide(&[
        "W-01,,pension-mitte,SG 12,,weil",
        "W-04,,haus-am-see,SG 12,,weil",
        "W-05,,haus-am-see,SG 12,,weil",
        "B-01,,haus-mitte,SG 12,,weil",
        "B-02,,pension-mitte,SG 12,,weil",
    ]);
    // The guest house has two beds left for a family of four; who lives somewhere already as
    // decided is no mistake.
    has(&said, 2, "`pension-mitte`");
    has(&said, 4, "`haus-am-see`");
    has(&said, 6, "lives in a site already");
    assert_eq!(said.len(), 3, "{said:#?}");
}

#[test]
fn more_decided_than_there_are_beds_is_refused() {
    let said = decide(&[
        "W-02,,pension-mitte,SG 12,,weil",
        "W-06,,pension-mitte,SG 12,,weil",
        "W-03,,pension-mitte,SG 12,,weil",
    ]);
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(
        said[0]
            .1
            .contains("4 persons are decided for `pension-mitte`, 2 more"),
        "{said:#?}"
    );
}

#[test]
fn a_score_table_with_mistakes_hears_of_all_of_them() {
    let folder = example();
    let table = "# predictors: Alter, Staatsangehörigkeit\nhousehold,site,score\n\
                 W-01,haus-mitte,NaN\nW-01,wohnungen-nord,viel\nW-02,haus-mitte,1\nW-02,haus-mitte,2\n";
    std::fs::write(folder.path().join("scores.csv"), table).unwrap();
    let said = said(&complaints(folder.path(), &["--scores", "scores.csv"]));
    has(&said, 0, "`# source: …` is missing");
    has(&said, 1, "nationality");
    has(&said, 6, "have a score already");
    assert!(said.iter().any(|(line, _)| *line == 3), "NaN: {said:#?}");
    assert!(said.iter().any(|(line, _)| *line == 4), "viel: {said:#?}");
}

#[test]
fn a_score_that_is_no_number_hides_no_name_that_does_not_exist() {
    let folder = example();
    let table =
        "# source: Test\n# predictors: Alter\nhousehold,site,score\nW-01,haus-mitte,NaN\nW-99,haus-mite,1\n";
    std::fs::write(folder.path().join("scores.csv"), table).unwrap();
    let said = said(&complaints(folder.path(), &["--scores", "scores.csv"]));
    has(&said, 4, "is not a number");
    has(&said, 5, "There is no `W-99`");
    has(&said, 5, "There is no `haus-mite`");
    // Nor a row that is missing; the cell that is no number is not missing.
    has(
        &said,
        0,
        "`W-01` has no score for: wohnungen-nord, haus-am-see, pension-mitte",
    );
    assert_eq!(said.len(), 3 + 6, "{said:#?}");
}

#[test]
fn scores_of_nobody_for_nowhere_and_missing_ones_are_named_at_once() {
    let folder = example();
    let table = "# source: x\n# predictors: Alter\nhousehold,site,score\n\
                 W-01,haus-mitte,1\nW-1,haus-mitte,1\nW-02,haus-nord,1\n";
    std::fs::write(folder.path().join("scores.csv"), table).unwrap();
    let said = said(&complaints(folder.path(), &["--scores", "scores.csv"]));
    has(&said, 5, "There is no `W-1`");
    has(&said, 6, "There is no `haus-nord`");
    has(
        &said,
        0,
        "`W-01` has no score for: wohnungen-nord, haus-am-see, pension-mitte",
    );
    has(&said, 0, "`W-06` has no score for");
}

#[test]
fn scores_and_decisions_are_complained_about_together() {
    let folder = example();
    std::fs::write(folder.path().join("scores.csv"), "household,site,score\n").unwrap();
    std::fs::write(
        folder.path().join("liste.csv"),
        format!("{DECISIONS}\nW-99,,x,,,\n"),
    )
    .unwrap();
    let complaints = complaints(
        folder.path(),
        &["--scores", "scores.csv", "--decisions", "liste.csv"],
    );
    let files: Vec<&str> = complaints.iter().filter_map(|c| c["file"].as_str()).collect();
    assert!(
        files.contains(&"scores.csv") && files.contains(&"liste.csv"),
        "{files:?}"
    );
}

#[test]
fn negative_places_and_needs_that_nothing_meets_are_told() {
    let folder = example();
    for (change, key) in [
        ("sites.pension-mitte.places=-3", "sites.pension-mitte.places"),
        (
            "sites.haus-mitte.age_limits=[{ places = -1 }]",
            "sites.haus-mitte.age_limits.1.places",
        ),
        (
            "sites.haus-mitte.age_limits=[{ from_age = 6, to_age = 5, places = 1 }]",
            "sites.haus-mitte.age_limits.1.to_age",
        ),
    ] {
        let complaints = complaints(folder.path(), &["--set", change]);
        assert_eq!(complaints[0]["key"], key, "{complaints:?}");
    }
    let list = "household,persons,since,needs\nW-01,2,2026-02-09,brandschutz-klasse-9\n";
    std::fs::write(folder.path().join("warteliste/warteliste.csv"), list).unwrap();
    let (code, out, err) = place(folder.path(), &["--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let answer: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["unmet"][0]["obstacle"], "need-not-offered");
    assert!(
        answer["unmet"][0]["reason"]
            .as_str()
            .unwrap()
            .contains("brandschutz-klasse-9")
    );
}

#[test]
fn a_scenario_with_a_mistake_hides_no_name_no_need_and_no_crowd_in_the_lists() {
    let folder = example();
    let path = |name: &str| folder.path().join(name);
    let list = std::fs::read_to_string(path("warteliste/warteliste.csv")).unwrap();
    std::fs::write(
        path("warteliste/warteliste.csv"),
        list.replacen("step-free", "steep-free", 1),
    )
    .unwrap();
    let scores =
        "# source: x\n# predictors: Alter\nhousehold,site,score\nW-01,haus-mite,1\nW-02,haus-mitte,NaN\n";
    std::fs::write(path("scores.csv"), scores).unwrap();
    let decided =
        "W-98,,haus-mitte,SG 12,,weil\nW-04,,haus-am-see,SG 12,,weil\nW-05,,haus-am-see,SG 12,,weil\n";
    std::fs::write(path("liste.csv"), format!("{DECISIONS}\n{decided}")).unwrap();
    let args = ["--scores", "scores.csv", "--decisions", "liste.csv"];
    let wrong = ["--set", "sites.pension-mitte.places=-3"];
    let complaints = complaints(folder.path(), &[&args[..], &wrong[..]].concat());
    let keys: Vec<&str> = complaints.iter().filter_map(|c| c["key"].as_str()).collect();
    assert!(keys.contains(&"sites.pension-mitte.places"), "{keys:?}");
    let said = said(&complaints);
    has(&said, 4, "`W-03` needs `steep-free`, which no site offers");
    has(&said, 4, "There is no `haus-mite`");
    has(&said, 5, "is not a number");
    has(
        &said,
        0,
        "`W-02` has no score for: wohnungen-nord, haus-am-see, pension-mitte",
    );
    has(&said, 2, "There is no `W-98`");
    has(
        &said,
        4,
        "9 persons are decided for `haus-am-see`, but there are only 8",
    );
}

#[test]
fn an_empty_waiting_list_is_good_news() {
    let folder = example();
    std::fs::write(
        folder.path().join("warteliste/warteliste.csv"),
        "household,persons,since\n",
    )
    .unwrap();
    let (code, page, err) = place(folder.path(), &["--lang", "de"]);
    assert_eq!(code, 0, "{err}");
    assert!(page.contains("0 Haushalte"), "{page}");
}

#[test]
fn words_that_steer_a_terminal_or_a_spreadsheet_are_harmless() {
    let folder = example();
    let path = folder.path().join("warteliste.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text.replace("name = \"Haus Mitte\"", "name = \"=cmd|' /C calc'!A0\\u001b[2J\"");
    std::fs::write(&path, text).unwrap();
    let (code, page, err) = place(folder.path(), &["--out", "liste.csv"]);
    assert_eq!(code, 0, "{err}");
    assert!(!page.contains('\u{1b}'));
    let list = std::fs::read_to_string(folder.path().join("liste.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(list.as_bytes());
    for row in rows.records() {
        for cell in row.unwrap().iter() {
            assert!(!cell.starts_with(['=', '+', '@']), "{cell}");
        }
    }
}

#[test]
fn scenario_scores_decisions_and_targets_are_complained_about_in_one_answer() {
    let folder = example();
    let path = |name: &str| folder.path().join(name);
    let scores = "# source: x\n# predictors: Alter, Moschee\nhousehold,site,score\nW-01,haus-mitte,NaN\n";
    std::fs::write(path("scores.csv"), scores).unwrap();
    std::fs::write(
        path("liste.csv"),
        format!("{DECISIONS}\nW-02,haus-mitte,pension-mitte,SG 12,,\n"),
    )
    .unwrap();
    std::fs::write(path("da.csv"), "x\n").unwrap();
    let args = ["--scores", "scores.csv", "--decisions", "liste.csv"];
    let targets = ["--out", "da.csv", "--set", "sites.pension-mitte.places=-3"];
    let complaints = complaints(folder.path(), &[args, targets].concat());
    let files: Vec<&str> = complaints.iter().filter_map(|c| c["file"].as_str()).collect();
    let about = |file: &str| files.iter().filter(|f| **f == file).count();
    assert_eq!(
        (about("da.csv"), about("scores.csv"), about("liste.csv")),
        (1, 2 + 6, 1),
        "{complaints:#?}"
    );
    let keys: Vec<&str> = complaints.iter().filter_map(|c| c["key"].as_str()).collect();
    assert!(keys.contains(&"sites.pension-mitte.places"), "{keys:?}");
    // With a good scenario also what only shows in it: missing rows, unknown names, full sites.
    let args = ["--scores", "good.csv", "--decisions", "full.csv"];
    let scores = "# source: x\n# predictors: Alter\nhousehold,site,score\nW-01,haus-mitte,1\n";
    std::fs::write(path("good.csv"), scores).unwrap();
    let full = "W-01,,pension-mitte,SG 12,,weil\nW-99,,haus-mitte,SG 12,,weil\n";
    std::fs::write(path("full.csv"), format!("{DECISIONS}\n{full}")).unwrap();
    let said = said(&self::complaints(folder.path(), &args));
    has(&said, 0, "`W-02` has no score for");
    has(&said, 2, "`pension-mitte`");
    has(&said, 3, "There is no `W-99`");
}

#[test]
fn list_and_front_are_not_written_over_each_other() {
    let folder = example();
    let out = ["--front", "--out", "x.csv", "--front-out", "./x.csv"];
    let said = said(&complaints(folder.path(), &out));
    has(&said, 0, "cannot be written to the same file");
    assert!(!folder.path().join("x.csv").exists());
}

#[test]
fn whoever_agrees_that_there_is_no_place_gives_no_reason() {
    let folder = example();
    for (proposed, decided) in [("", "keine"), ("-", "keine"), ("–", "-")] {
        let list = format!("{DECISIONS}\nW-05,{proposed},{decided},SG 12,,\n");
        std::fs::write(folder.path().join("liste.csv"), list).unwrap();
        let (code, _, err) = place(folder.path(), &["--decisions", "liste.csv"]);
        assert_eq!(code, 0, "{proposed} {decided}: {err}");
    }
}

#[test]
fn more_people_than_beds_in_a_unit_of_the_register_are_named() {
    let folder = example();
    let register = "household,site,persons,since,unit_beds\n\
                    B-01,haus-mitte,3,2025-02-01,2\nB-02,haus-mitte,2,2025-02-01,2\n";
    std::fs::write(folder.path().join("warteliste/belegung.csv"), register).unwrap();
    let said = said(&complaints(folder.path(), &[]));
    has(&said, 2, "`B-01` has 3 persons, but its unit has only 2 beds");
    assert_eq!(said.len(), 1, "{said:#?}");
}
