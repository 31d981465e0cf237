//! `quartier mixing` from the outside: what it answers and what it refuses.

use assert_cmd::Command;
use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;

/// A table in a folder of its own.
struct Table {
    _folder: TempDir,
    path: PathBuf,
}

fn table(bytes: impl AsRef<[u8]>) -> Table {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("table.csv");
    std::fs::write(&path, bytes).expect("a file");
    Table {
        _folder: folder,
        path,
    }
}

impl Table {
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let path = self.path.to_str().expect("a readable path");
        let all: Vec<&str> = ["mixing", path].into_iter().chain(args.iter().copied()).collect();
        quartier(&all)
    }

    fn json(&self, args: &[&str]) -> Value {
        let (code, out, err) = self.run(&[args, &["--format", "json"]].concat());
        assert_eq!(code, 0, "{out}{err}");
        serde_json::from_str(&out).expect("JSON")
    }

    /// All complaints, which the run must end with.
    fn complaints(&self, args: &[&str]) -> Vec<Value> {
        let (code, out, err) = self.run(&[args, &["--format", "json"]].concat());
        assert_eq!(code, 3, "{out}{err}");
        let answer: Value = serde_json::from_str(&out).expect("JSON");
        answer["complaints"].as_array().expect("complaints").clone()
    }
}

fn quartier(args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("quartier")
        .expect("the program")
        .args(args)
        .output()
        .expect("it runs");
    (
        output.status.code().expect("it ends by itself"),
        String::from_utf8(output.stdout).expect("UTF-8"),
        String::from_utf8(output.stderr).expect("UTF-8"),
    )
}

fn index<'a>(answer: &'a Value, name: &str, group: Option<&str>) -> &'a Value {
    let all = answer["indices"].as_array().expect("indices").iter();
    all.into_iter()
        .find(|index| index["name"] == name && index["group"].as_str() == group)
        .expect("an index of the contract")
}

fn value(answer: &Value, name: &str, group: Option<&str>) -> f64 {
    index(answer, name, group)["value"].as_f64().expect("a number")
}

const VIGNETTE: &str = "name,new,old\na,10,30\nb,20,20\nc,30,10\n";

#[test]
fn two_groups_give_the_published_numbers() {
    let answer = table(VIGNETTE).json(&["--unit", "name", "--group", "new", "--group", "old"]);
    assert_eq!(answer["schema"], 1);
    // ½(|10−30| + 0 + |30−10|)/60 and the expectation of the reference table.
    assert!((value(&answer, "dissimilarity", Some("new")) - 1.0 / 3.0).abs() < 1e-12);
    assert!((value(&answer, "dissimilarity", None) - 1.0 / 3.0).abs() < 1e-12);
    let chance = &index(&answer, "dissimilarity", Some("old"))["expected_if_random"];
    assert!((chance.as_f64().expect("a number") - 0.102_258_169_226_613_61).abs() < 1e-9);
    assert_eq!(value(&answer, "worst_share", Some("new")), 0.75);
    for name in [
        "gini",
        "theil_h",
        "theil_m",
        "correlation_ratio",
        "isolation",
        "interaction",
    ] {
        let found = index(&answer, name, Some("new"));
        assert!(found["value"].is_f64() && found["expected_if_random"].is_f64() && found["p_value"].is_f64());
    }
    for name in ["gini", "theil_h", "theil_m"] {
        assert!(index(&answer, name, None)["value"].is_f64());
    }
    let quotient = &answer["districts"][2]["location_quotients"]["new"];
    assert_eq!(quotient.as_f64(), Some(1.5));
}

#[test]
fn a_group_and_a_total_are_a_group_and_the_rest() {
    let of_two = table(VIGNETTE).json(&["--group", "new", "old"]);
    let with_total =
        table("name,new,all\na,10,40\nb,20,40\nc,30,40\n").json(&["--group", "new", "--total", "all"]);
    for name in ["dissimilarity", "gini", "theil_h", "isolation", "worst_share"] {
        assert_eq!(
            value(&of_two, name, Some("new")),
            value(&with_total, name, Some("new")),
            "{name}"
        );
    }
    assert_eq!(
        value(&of_two, "theil_m", None),
        value(&with_total, "theil_m", None)
    );
}

#[test]
fn several_groups_and_a_total_leave_a_rest() {
    let three = table("a,b,rest\n5,1,14\n2,9,9\n").json(&["--group", "a", "b", "rest"]);
    let total = table("a,b,all\n5,1,20\n2,9,20\n").json(&["--group", "a", "b", "--total", "all"]);
    for group in [Some("a"), Some("b"), None] {
        assert_eq!(value(&three, "gini", group), value(&total, "gini", group));
    }
}

#[test]
fn overlapping_groups_are_measured_each_by_itself() {
    let overlapping = table("kids,poor,all\n15,10,20\n5,8,20\n");
    let answer = overlapping.json(&["--group", "kids", "poor", "--total", "all"]);
    assert_eq!(value(&answer, "dissimilarity", Some("kids")), 0.5);
    assert!(value(&answer, "dissimilarity", Some("poor")) > 0.0);
    assert!(index(&answer, "dissimilarity", None)["value"].is_null());
}

#[test]
fn a_german_table_is_read_as_germans_write_it() {
    let plain = table(VIGNETTE).json(&["--unit", "name", "--group", "new", "old"]);
    let german = "Stadtteil;Geflüchtete;Übrige\r\nKüppersteg;10,0;30,0\r\nB;20,0;20,0\r\nC;30,0;10,0\r\n";
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(german);
    for bytes in [windows.into_owned(), format!("\u{feff}{german}").into_bytes()] {
        let answer = table(bytes).json(&[
            "--unit",
            "Stadtteil",
            "--group",
            "Geflüchtete",
            "--group",
            "Übrige",
        ]);
        for name in ["dissimilarity", "gini", "theil_m"] {
            assert_eq!(
                value(&answer, name, Some("Geflüchtete")),
                value(&plain, name, Some("new"))
            );
        }
        assert_eq!(answer["districts"][0]["unit"], "Küppersteg");
    }
}

#[test]
fn empty_districts_change_nothing_and_one_district_is_even() {
    let with_empty = table("a,b\n0,0\n10,30\n20,20\n0,0\n30,10\n").json(&["--group", "a", "b"]);
    let without = table("a,b\n10,30\n20,20\n30,10\n").json(&["--group", "a", "b"]);
    assert_eq!(with_empty["indices"], without["indices"]);
    let one = table("a,b\n10,30\n").json(&["--group", "a", "b"]);
    assert_eq!(value(&one, "dissimilarity", Some("a")), 0.0);
    assert_eq!(index(&one, "dissimilarity", Some("a"))["expected_if_random"], 0.0);
    assert_eq!(value(&one, "worst_share", Some("a")), 0.25);
}

#[test]
fn where_nobody_lives_nothing_has_an_answer() {
    let nobody = table("a,b\n0,0\n0,0\n").json(&["--group", "a", "b"]);
    assert!(
        nobody["indices"]
            .as_array()
            .expect("indices")
            .iter()
            .all(|index| index["value"].is_null())
    );
    let no_group = table("a,b\n0,3\n0,4\n").json(&["--group", "a", "b"]);
    assert!(index(&no_group, "dissimilarity", Some("a"))["value"].is_null());
}

#[test]
fn parts_of_people_have_indices_but_no_chance() {
    let answer = table("a,b\n0.5,2\n1.5,2\n").json(&["--group", "a", "b"]);
    let found = index(&answer, "dissimilarity", Some("a"));
    assert!(found["value"].is_f64() && found["expected_if_random"].is_null() && found["p_value"].is_null());
    assert!(found["verdict"].is_null());
}

#[test]
fn rows_of_one_district_are_added_up() {
    let sites = table("name,new,old\na,4,10\na,6,20\nb,20,20\nc,30,10\n");
    let answer = sites.json(&["--unit", "name", "--group", "new", "old"]);
    assert!((value(&answer, "dissimilarity", Some("new")) - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(answer["districts"].as_array().map(Vec::len), Some(3));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_does_not() {
    let town = table(VIGNETTE);
    let with = |seed| {
        town.run(&["--group", "new", "old", "--format", "json", "--seed", seed])
            .1
    };
    assert_eq!(with("7"), with("7"));
    assert_ne!(
        with("7").replace("\"seed\": 7", ""),
        with("8").replace("\"seed\": 8", "")
    );
}

#[test]
fn the_word_depends_on_chance() {
    // The same D of one third: six people prove nothing, six hundred do.
    let few = table("a,b\n1,3\n2,2\n3,1\n").json(&["--group", "a", "b"]);
    let many = table("a,b\n100,300\n200,200\n300,100\n").json(&["--group", "a", "b"]);
    assert_eq!(index(&few, "dissimilarity", Some("a"))["verdict"], "like_random");
    assert_eq!(index(&many, "dissimilarity", Some("a"))["verdict"], "clustered");
    let (_, german, _) =
        table("a,b\n100,300\n200,200\n300,100\n").run(&["--group", "a", "b", "--lang", "de"]);
    assert!(german.contains("geballt") && german.contains("0,333"), "{german}");
    let (_, english, _) = table("a,b\n1,3\n2,2\n3,1\n").run(&["--group", "a", "b", "--lang", "en"]);
    assert!(
        english.contains("like chance") && english.contains("0.333"),
        "{english}"
    );
}

#[test]
fn everything_wrong_with_the_numbers_is_said_at_once() {
    let wrong = table("name,a,b\nx,1,2\ny,-3,viele\nz,NaN,\n");
    let complaints = wrong.complaints(&["--group", "a", "b"]);
    let lines: Vec<(u64, u64)> = complaints
        .iter()
        .map(|c| {
            (
                c["line"].as_u64().expect("a line"),
                c["column"].as_u64().expect("a column"),
            )
        })
        .collect();
    for place in [(3, 3), (3, 6), (4, 3), (4, 7)] {
        assert!(lines.contains(&place), "{place:?} in {complaints:?}");
    }
    assert_eq!(complaints.len(), 4, "{complaints:?}");
}

#[test]
fn a_group_larger_than_everybody_is_named() {
    let wrong = table("a,all\n5,20\n30,20\n");
    let complaints = wrong.complaints(&["--group", "a", "--total", "all", "--lang", "de"]);
    assert_eq!(complaints.len(), 1);
    assert_eq!(complaints[0]["line"], 3);
    let message = complaints[0]["message"].as_str().expect("a message");
    assert!(message.contains("30") && message.contains("20"), "{message}");
}

#[test]
fn an_unknown_column_comes_with_the_one_that_was_meant() {
    let complaints = table(VIGNETTE).complaints(&["--group", "newe", "--group", "old", "--unit", "nam"]);
    assert_eq!(complaints.len(), 2, "{complaints:?}");
    assert!(
        complaints
            .iter()
            .any(|c| c["help"].as_str().is_some_and(|help| help.contains("new")))
    );
    assert!(
        complaints
            .iter()
            .any(|c| c["help"].as_str().is_some_and(|help| help.contains("name")))
    );
}

#[test]
fn the_same_column_twice_is_refused() {
    let complaints = table(VIGNETTE).complaints(&["--group", "new", "--group", "new"]);
    assert_eq!(complaints.len(), 1);
}

#[test]
fn a_row_of_sums_is_no_district() {
    let sums = table("name,a,b\nx,1,2\ny,3,4\nInsgesamt,4,6\n");
    let complaints = sums.complaints(&["--unit", "name", "--group", "a", "b"]);
    assert_eq!(complaints.len(), 1);
    // A district that merely has such a name stays.
    let named = table("name,a,b\nx,1,2\ny,3,4\nGesamtschulviertel,9,6\n");
    assert_eq!(named.run(&["--unit", "name", "--group", "a", "b"]).0, 0);
}

#[test]
fn files_that_are_no_tables_are_refused() {
    for bytes in ["", "\n\n", "a,b\n", "\u{feff}"] {
        assert!(
            !table(bytes).complaints(&["--group", "a", "b"]).is_empty(),
            "{bytes:?}"
        );
    }
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().to_str().expect("a readable path");
    for path in [folder, "/no/such/table.csv"] {
        let (code, _, err) = quartier(&["mixing", path, "--group", "a", "--group", "b"]);
        assert_eq!(code, 3);
        assert!(err.contains(path), "{err}");
    }
}

#[test]
fn one_group_alone_is_a_slip_of_usage() {
    let (code, out, err) = table(VIGNETTE).run(&["--group", "new"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("--total"), "{err}");
}

#[test]
fn the_table_may_stand_last() {
    let town = table(VIGNETTE);
    let path = town.path.to_str().expect("a readable path");
    let (code, out, _) = quartier(&[
        "mixing", "--group", "new", "--group", "old", path, "--format", "json",
    ]);
    assert_eq!(code, 0);
    assert!(out.contains("dissimilarity"));
}

#[test]
fn absurd_numbers_neither_panic_nor_hang() {
    let huge = table("a,b\n4e15,1\n1,4e15\n");
    let (code, _, _) = huge.run(&["--group", "a", "b"]);
    assert!(code == 0 || code == 3);
    let huge = table("a,b\n3000000000000000,1000000000000000\n1000000000000000,3000000000000000\n");
    assert_eq!(huge.run(&["--group", "a", "b"]).0, 0);
    let more = table("a,b\n9007199254740993,1\n1,9007199254740993\n");
    assert_eq!(more.run(&["--group", "a", "b"]).0, 3);
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let sly = table("a\u{1b}[31m,b\n1,2\n3,4\n");
    let (code, out, err) = sly.run(&["--group", "a\u{1b}[31m", "--group", "b"]);
    assert_eq!(code, 3, "{err}");
    assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'));
    let reversed = table("a\u{202e}x,b\n1,2\n3,4\n");
    let (code, out, err) = reversed.run(&["--group", "a\u{202e}x", "--group", "b"]);
    assert_eq!(code, 0, "{err}");
    assert!(!out.contains('\u{202e}'));
}
