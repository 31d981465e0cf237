//! The commands about scenario files, as they are typed.

mod folder;

use assert_cmd::Command;
use folder::Folder;
use serde_json::Value;
use std::path::Path;

fn quartier(arguments: &[&str], folder: &Path) -> Command {
    let mut command = Command::cargo_bin("quartier").expect("the program is built");
    command
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env("LANG", "de_DE.UTF-8")
        .args(arguments);
    command
}

/// What a command prints; it must end with this code.
fn printed(arguments: &[&str], folder: &Folder, code: i32) -> (String, String) {
    let output = quartier(arguments, &folder.path(""))
        .assert()
        .code(code)
        .get_output()
        .clone();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (text(output.stdout), text(output.stderr))
}

fn json(arguments: &[&str], folder: &Folder, code: i32) -> Value {
    let (out, err) = printed(&[arguments, &["--format", "json"]].concat(), folder, code);
    assert_eq!(err, "", "machines read stdout only");
    serde_json::from_str(&out).expect("one JSON document")
}

fn variants() -> Folder {
    Folder::with_two_beds(&[])
        .and("same.toml", "extends = \"scenario.toml\"\nplaces = 2\n".replace("places = 2\n", "sites.one.places = 2\n"))
        .and(
            "more.toml",
            "extends = \"scenario.toml\"\nsites.one.places = { value = 5, source = \"Inspection\" }\npolicy.closing_stop_days = 7\n",
        )
}

#[test]
fn check_sums_up_what_is_right() {
    let (out, err) = printed(&["check", "scenario.toml"], &variants(), 0);
    assert_eq!(err, "");
    assert_eq!(
        out,
        "scenario.toml: in Ordnung\n  Two beds\n  Zeitraum: 01.01.2026 bis 31.01.2026 (31 Tage), 1 Rechnung\n  \
         Stadtteile: 1 mit 1.000 Einwohnern\n  Unterkünfte: 1 mit 2 Plätzen (davon nutzbar: 2)\n  Gruppen: 1\n  \
         Haushalte zu Beginn: 0 mit 0 Personen\n"
    );
    let answer = json(&["check", "scenario.toml", "more.toml"], &variants(), 0);
    assert_eq!(
        (&answer["ok"], &answer["schema"]),
        (&Value::from(true), &Value::from(1))
    );
    assert_eq!(answer["scenarios"][1]["places"], 5);
}

#[test]
fn check_names_the_errors_of_all_files() {
    let folder = variants()
        .and("a.toml", "extends = \"scenario.toml\"\nsead = 1\n")
        .and("b.toml", "");
    let (out, err) = printed(&["check", "a.toml", "scenario.toml", "b.toml"], &folder, 3);
    assert_eq!(out, "");
    assert!(
        err.contains("a.toml:2:1") && err.contains("„seed“") && err.contains("„b.toml“ ist leer"),
        "{err}"
    );
    let answer = json(&["check", "a.toml", "b.toml", "--lang", "en"], &folder, 3);
    assert_eq!(answer["complaints"].as_array().map(Vec::len), Some(2));
    assert_eq!(answer["complaints"][0]["key"], "sead");
}

#[test]
fn explain_tells_the_whole_past_of_a_value() {
    let arguments = [
        "explain",
        "more.toml",
        "sites.one.places",
        "--set",
        "sites.one.places=9",
    ];
    let (out, _) = printed(&arguments, &variants(), 0);
    assert_eq!(
        out,
        "sites.one.places = 9\n    gesetzt: Befehlszeile\n    überschreibt: 5 (more.toml:2:30)\n    \
         überschreibt: 2 (scenario.toml:17:10)\n    Quelle: Annahme\n    \
         Bedeutung: Plätze auf dem Papier, wo die Wohneinheiten nicht bekannt sind.\n"
    );
    let answer = json(&["explain", "more.toml", "sites.one.places"], &variants(), 0);
    let value = &answer["values"][0];
    assert_eq!(
        (&value["value"], &value["source"]),
        (&Value::from(5), &Value::from("Inspection"))
    );
    assert_eq!(value["origin"]["line"], 2);
    assert_eq!(value["overridden"][0]["value"], 2);
}

#[test]
fn explain_knows_tables_defaults_and_what_is_left_out() {
    let folder = variants();
    let (table, _) = printed(&["explain", "scenario.toml", "sites.one"], &folder, 0);
    // What the file says of the site, and whether a public edition may name it.
    assert_eq!(table.lines().count(), 5, "{table}");
    let (default, _) = printed(
        &[
            "explain",
            "scenario.toml",
            "policy.closing_stop_days",
            "--lang",
            "en",
        ],
        &folder,
        0,
    );
    assert!(
        default.starts_with("policy.closing_stop_days = 28 (days)\n    set: the program's default\n"),
        "{default}"
    );
    let (unset, _) = printed(&["explain", "scenario.toml", "sites.one.lease_end"], &folder, 0);
    assert!(
        unset.starts_with("sites.one.lease_end ist nicht gesetzt"),
        "{unset}"
    );
    let (all, _) = printed(&["explain", "scenario.toml"], &folder, 0);
    assert!(all.lines().count() > 15);
}

#[test]
fn explain_suggests_a_key_for_one_that_does_not_exist() {
    let (out, err) = printed(&["explain", "scenario.toml", "sites.one.place"], &variants(), 3);
    assert_eq!(out, "");
    assert!(
        err.contains("Gemeint ist vielleicht „sites.one.places“."),
        "{err}"
    );
    let (_, err) = printed(
        &["explain", "scenario.toml", "sites.two.lease_end"],
        &variants(),
        3,
    );
    assert!(err.contains("sites.two.lease_end"), "{err}");
}

#[test]
fn diff_shows_differences_only_and_with_their_sources() {
    let folder = variants();
    let (same, _) = printed(&["diff", "scenario.toml", "same.toml"], &folder, 0);
    assert_eq!(same, "Die Szenarien sind gleich.\n");
    let (out, _) = printed(&["diff", "scenario.toml", "more.toml"], &folder, 0);
    assert_eq!(
        out,
        "sites.one.places: 2 (Annahme) → 5 (Inspection)\npolicy.closing_stop_days: 28 (Annahme) → 7 (Annahme)\n"
    );
    let answer = json(&["diff", "scenario.toml", "more.toml"], &folder, 0);
    assert_eq!(answer["same"], false);
    assert_eq!(answer["differences"][0]["after"], 5);
}

#[test]
fn diff_notices_a_register_that_changed() {
    let scenario = |folder: Folder, dir: &str, persons: &str| {
        let text = folder::TWO_BEDS.replace(
            "replications = 1",
            "replications = 1\ntables.register = \"r.csv\"",
        );
        folder.and(&format!("{dir}/scenario.toml"), text).and(
            &format!("{dir}/r.csv"),
            format!("household,site,persons,since\n{persons},one,1,2025-01-01\n"),
        )
    };
    let folder = scenario(scenario(Folder::new(), "old", "A"), "new", "B");
    let (out, _) = printed(&["diff", "old/scenario.toml", "new/scenario.toml"], &folder, 0);
    assert_eq!(out, "Die Datei r.csv hat einen anderen Inhalt.\n");
}

#[test]
fn schema_is_a_json_schema() {
    let (out, _) = printed(&["schema"], &Folder::new(), 0);
    let schema: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(schema["title"], "Quartier scenario");
    assert!(schema["properties"]["sites"].is_object());
}

#[test]
fn a_new_project_checks_and_runs_as_it_is() {
    let folder = Folder::new();
    printed(&["new", "stadt"], &folder, 0);
    let (out, err) = printed(
        &["check", "stadt/scenario.toml", "stadt/variante-welle.toml"],
        &folder,
        0,
    );
    assert_eq!(err, "");
    assert_eq!(out.matches("in Ordnung").count(), 2);
    printed(
        &[
            "run",
            "stadt/scenario.toml",
            "--replications",
            "5",
            "--out",
            "results",
            "--date",
            "2026-01-01",
        ],
        &folder,
        0,
    );
    assert!(folder.path("results/report.html").is_file());
}

#[test]
fn a_new_project_leaves_alone_what_is_there() {
    let folder = Folder::new().and("stadt/notes.txt", "mine");
    let (_, err) = printed(&["new", "stadt"], &folder, 1);
    assert!(err.contains("nicht leer"), "{err}");
    let files: Vec<_> = std::fs::read_dir(folder.path("stadt"))
        .expect("a folder")
        .collect();
    assert_eq!(files.len(), 1);
    let folder = Folder::new().and("file", "mine");
    printed(&["new", "file"], &folder, 1);
    let left: Vec<_> = std::fs::read_dir(folder.path("")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing unfinished remains");
    let empty = Folder::new();
    std::fs::create_dir(empty.path("leer")).expect("a folder");
    printed(&["new", "leer"], &empty, 0);
    assert!(empty.path("leer/scenario.toml").is_file());
}
