//! The public edition as a whole: nothing in its folder names what the scenario hides.

use assert_cmd::Command;
use std::fs;
use std::path::Path;

const SCENARIO: &str = r#"
schema = 1
name = "Öffentlich"
notes = ["Haus Sonnenschein schließt 2027."]
start = 2026-01-01
end = 2026-06-30
replications = 20

[tables]
register = "belegung-geheim.csv"
waiting = "warteliste-geheim.csv"

[districts.mitte]
residents = 1000

[kinds.haus]
name = "Wohnhaus"

[sites.schutz]
name = "Haus Sonnenschein"
district = "mitte"
kind = "haus"
places = 20
lon = 7.012345
lat = 51.1
public = false

[sites.gross]
name = "Großes Haus"
district = "mitte"
kind = "haus"
places = 60

[groups.alle]
household_sizes = { 1 = 1.0 }
arrivals.poisson = { per_day = 0.05 }
stay.exponential = { mean_days = 300 }

[services.kurs]
preset = "language-course"
name = "Kurs im Haus Sonnenschein"
places.town = { count = 25 }

[policy]
rule.first-fit = {}

[ladder.dichter]
name = "Haus Sonnenschein verdichten"
trigger.unmet = { persons = 1, nights = 1 }
lead_time.fixed = { days = 2 }
action.pause-assignments = { groups = ["alle"], share = 0.5, weeks = 4 }
breaks = [ { other = { what = "Im Haus Sonnenschein fehlt Ruhe" } } ]
"#;

fn run(room: &Path, out: &str, more: &[&str]) {
    Command::new(env!("CARGO_BIN_EXE_quartier"))
        .current_dir(room)
        .args(["run", "town.toml", "--date", "2026-01-02", "--out", out])
        .args(more)
        .assert()
        .success();
}

fn town(room: &Path) {
    let register =
        "household,site,persons,since\ngeheim-1,schutz,3,2025-06-01\ngeheim-2,gross,1,2025-07-01\n";
    let waiting = "household,persons,since\ngeheim-3,2,2025-12-20\n";
    for (name, text) in [
        ("town.toml", SCENARIO),
        ("belegung-geheim.csv", register),
        ("warteliste-geheim.csv", waiting),
    ] {
        fs::write(room.join(name), text).expect("a temporary folder takes files");
    }
}

/// All text files of a folder with their names.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let bytes = fs::read(&path).expect("a file can be read");
            (
                name.unwrap_or_default(),
                String::from_utf8_lossy(&bytes).into_owned(),
            )
        })
        .collect();
    files.sort();
    files
}

#[test]
fn the_public_folder_names_neither_hidden_sites_nor_lists_of_people() {
    let room = tempfile::tempdir().expect("there is room for temporary files");
    town(room.path());
    run(room.path(), "out", &["--public", "--lang", "de"]);
    let files = texts(&room.path().join("out"));
    assert!(files.iter().all(|(name, _)| name != "replications.parquet"));
    for (name, text) in &files {
        for banned in ["Sonnenschein", "schutz", "geheim", "7.012345"] {
            assert!(!text.contains(banned), "{banned} in {name}");
        }
    }
    let text = |wanted: &str| {
        &files
            .iter()
            .find(|(name, _)| name == wanted)
            .expect("it is there")
            .1
    };
    assert!(text("report.html").contains("öffentliche Fassung"));
    assert!(text("report.html").contains("Wohnhaus 1 schließt 2027."));
    let manifest: serde_json::Value = text("manifest.json").parse().expect("it is JSON");
    assert_eq!(manifest["edition"], "public");
    assert_eq!(
        manifest["resolved"]["at_start"]["persons_housed"],
        "nicht öffentlich"
    );
    assert_eq!(
        manifest["resolved"]["at_start"]["persons_waiting"],
        "nicht öffentlich"
    );
}

/// A town whose hidden site also stands in surges, shocks, warnings, and a base elsewhere.
const EMERGENCY: &str = r#"
extends = "town.toml"
schema = 1
name = "Notfall im Haus Sonnenschein"

[sites.schutz-anbau]
name = "Anbau Haus Sonnenschein"
district = "mitte"
kind = "haus"
places = 10
state = "planned"
from = 2026-05-01
lead_time_days = 60
public = false

[surges.welle]
name = "Zustrom ins Haus Sonnenschein"
group = "alle"
from = 2026-03-01
arrivals.even = { persons = 90, days = 5 }

[shocks.brand]
name = "Brand im Haus Sonnenschein"
event.fire = { site = "schutz", days = 60 }
date = 2026-04-01

[warning]
horizon_weeks = 8
"#;

#[test]
fn a_public_folder_made_from_an_absolute_path_names_no_folder_of_the_machine() {
    let room = tempfile::tempdir().expect("there is room for temporary files");
    town(room.path());
    let scenario = room.path().join("town.toml");
    let printed = Command::new(env!("CARGO_BIN_EXE_quartier"))
        .current_dir("/")
        .args(["run", "--public", "--lang", "de", "--date", "2026-01-02"])
        .arg(&scenario)
        .arg("--out")
        .arg(room.path().join("out"))
        .args(["--set", "sites.gross.places=50"])
        .assert()
        .success();
    let machine = room.path().to_string_lossy().into_owned();
    for (name, text) in texts(&room.path().join("out")) {
        assert!(!text.contains(&machine), "{machine} in {name}");
    }
    assert!(cells(&room.path().join("out/report.xlsx")).all(|cell| !cell.contains(&machine)));
    let report = fs::read_to_string(room.path().join("out/report.html")).expect("it was written");
    assert!(
        report.contains("town.toml:"),
        "places are named from the scenario on"
    );
    let said = String::from_utf8_lossy(&printed.get_output().stdout).into_owned();
    assert!(
        !said.contains("Sonnenschein") && said.contains("Wohnhaus 1"),
        "{said}"
    );
}

#[test]
fn neither_folder_nor_terminal_of_an_emergency_names_a_hidden_site() {
    let room = tempfile::tempdir().expect("there is room for temporary files");
    town(room.path());
    fs::write(room.path().join("notfall.toml"), EMERGENCY).expect("a temporary folder takes files");
    let run = |format: &str| {
        let printed = Command::new(env!("CARGO_BIN_EXE_quartier"))
            .current_dir(room.path())
            .args(["run", "notfall.toml", "--public", "--lang", "de", "--out", "out"])
            .args(["--format", format])
            .assert()
            .success();
        String::from_utf8_lossy(&printed.get_output().stdout).into_owned()
    };
    let said = [run("text"), run("json")];
    let files = texts(&room.path().join("out"));
    assert!(files.iter().any(|(name, _)| name == "warning.json"));
    assert!(files.iter().any(|(name, _)| name == "shocks.csv"));
    let all = files.iter().map(|(_, text)| text.as_str());
    for text in all.chain(said.iter().map(String::as_str)) {
        assert!(!text.contains("Sonnenschein"), "{text}");
    }
    assert!(cells(&room.path().join("out/report.xlsx")).all(|cell| !cell.contains("Sonnenschein")));
}

/// All cells of a workbook as text.
fn cells(book: &Path) -> impl Iterator<Item = String> {
    use calamine::{Reader as _, Xlsx, open_workbook};
    let mut book: Xlsx<_> = open_workbook(book).expect("it opens");
    let sheets = book.worksheets();
    sheets.into_iter().flat_map(|(_, sheet)| {
        let all: Vec<String> = sheet.rows().flatten().map(ToString::to_string).collect();
        all
    })
}

#[test]
fn a_workbook_of_the_public_edition_holds_no_hidden_name() {
    use calamine::{Reader as _, Xlsx, open_workbook};
    let room = tempfile::tempdir().expect("there is room for temporary files");
    town(room.path());
    run(room.path(), "out", &["--public", "--lang", "de"]);
    let mut book: Xlsx<_> = open_workbook(room.path().join("out/report.xlsx")).expect("it opens");
    for (name, sheet) in book.worksheets() {
        for cell in sheet.rows().flatten() {
            let cell = cell.to_string();
            assert!(
                !cell.contains("Sonnenschein") && !cell.contains("schutz"),
                "{name}: {cell}"
            );
        }
    }
}

#[test]
fn a_public_comparison_hides_what_the_internal_folders_hold() {
    let room = tempfile::tempdir().expect("there is room for temporary files");
    town(room.path());
    run(room.path(), "one", &["--lang", "de"]);
    run(
        room.path(),
        "two",
        &["--lang", "de", "--set", "sites.schutz.places=30"],
    );
    let compare = |out: &str, more: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_quartier"))
            .current_dir(room.path())
            .args(["compare", "one", "two", "--lang", "de", "--out", out])
            .args(more)
            .assert()
            .success();
        fs::read_to_string(room.path().join(out)).expect("the page was written")
    };
    assert!(compare("internal.html", &[]).contains("sites.schutz.places"));
    let public = compare("public.html", &["--public"]);
    assert!(!public.contains("schutz") && public.contains("sites.withheld-1.places"));
    assert!(public.contains("öffentliche Fassung"));
    assert!(room.path().join("public-data/comparison.xlsx").exists());
}

#[test]
fn an_internal_run_keeps_everything() {
    let room = tempfile::tempdir().expect("there is room for temporary files");
    town(room.path());
    run(room.path(), "out", &["--lang", "de"]);
    let files = texts(&room.path().join("out"));
    assert!(files.iter().any(|(name, _)| name == "replications.parquet"));
    let report = files
        .iter()
        .find(|(name, _)| name == "report.html")
        .expect("it is there");
    assert!(report.1.contains("Haus Sonnenschein") && !report.1.contains("öffentliche Fassung"));
}

/// A concept that speaks of the hidden site and counts few people.
const CONCEPT: &str = r#"
extends = "town.toml"
schema = 1
name = "Konzept für Haus Sonnenschein"

[sites.schutz-anbau]
name = "Anbau Haus Sonnenschein"
district = "mitte"
kind = "haus"
places = 10
public = false
state = "planned"
from = 2026-05-01
informed = 2026-02-01

[sites.gross-anbau]
name = "Anbau am großen Haus"
district = "mitte"
kind = "haus"
places = 10
state = "planned"
from = 2026-06-01

[concept]
contact = "Büro im Haus Sonnenschein"
[concept.fields.wohnen]
name = "Wohnen rund um Haus Sonnenschein"
[concept.demands.ruhe]
name = "Ruhe am Haus Sonnenschein"
[concept.sites.gross-anbau]
why_here = "Haus Sonnenschein liegt nebenan."
alternatives = ["Haus Sonnenschein aufstocken"]

[measures.umzug]
measure = "Umzug aus Haus Sonnenschein"
status = "planned"
field = "wohnen"
indicator = "umzuege"
target = 77
target_date = 2026-12-31
risk = "Haus Sonnenschein ist voll"
covers = ["ruhe"]

[indicators.umzuege]
name = "Umzüge aus Haus Sonnenschein"
unit = "Haushalte"
baseline = 91
baseline_date = 2025-06-01
actual = [{ date = 2025-09-01, value = 97 }, { date = 2025-12-01, value = 3 }]

[participation.abend]
name = "Abend im Haus Sonnenschein"
date = 2026-02-01
who = ["residents"]
part = "informed"
site = "schutz-anbau"
"#;

/// Writes an implementation report and gives what the terminal shows and all text files.
fn progress(room: &Path, lang: &str, more: &[&str]) -> (String, Vec<(String, String)>) {
    fs::write(room.join("concept.toml"), CONCEPT).expect("a temporary folder takes files");
    let shown = Command::new(env!("CARGO_BIN_EXE_quartier"))
        .current_dir(room)
        .args([
            "progress",
            "concept.toml",
            "--date",
            "2026-01-02",
            "--since",
            "2025-11-01",
        ])
        .args(["--worth", "2", "--lang", lang, "--out", lang])
        .args(more)
        .assert()
        .success();
    let shown = String::from_utf8_lossy(&shown.get_output().stdout).into_owned();
    (shown, texts(&room.join(lang)))
}

#[test]
fn a_public_implementation_report_names_neither_hidden_sites_nor_few_people() {
    let room = tempfile::tempdir().expect("there is room for temporary files");
    town(room.path());
    for lang in ["de", "en", "de-einfach"] {
        let (shown, mut files) = progress(room.path(), lang, &["--public"]);
        let (machine, _) = progress(room.path(), lang, &["--public", "--format", "json"]);
        let sheets = files.iter().filter(|(name, _)| name.starts_with("info-")).count();
        assert_eq!(sheets, 3, "only the public site has a sheet, in three languages");
        files.extend([("terminal".to_owned(), shown), ("json".to_owned(), machine)]);
        for (name, text) in &files {
            for banned in [
                "Sonnenschein",
                "schutz\"",
                "-schutz",
                "geheim",
                "7.012345",
                "97.0",
            ] {
                assert!(!text.contains(banned), "{banned} in {name} ({lang})");
            }
            for banned in ["3 Haushalte", "97 Haushalte", "91 Haushalte", ",91,", ",97,"] {
                let text = text.replace('\u{a0}', " ");
                assert!(!text.contains(banned), "{banned} in {name} ({lang})");
            }
        }
        let text = |wanted: &str| {
            &files
                .iter()
                .find(|(name, _)| name == wanted)
                .expect("it is there")
                .1
        };
        let manifest: serde_json::Value = text("manifest.json").parse().expect("it is JSON");
        assert_eq!(manifest["edition"], "public");
        let indicator = &manifest["resolved"]["indicators"]["umzuege"];
        assert_eq!(indicator["actual"], indicator["baseline"]);
        let said = ["öffentliche Fassung", "public edition", "Was fehlt hier?"];
        assert!(said.iter().any(|words| text("progress.html").contains(words)));
    }
}

#[test]
fn an_internal_implementation_report_keeps_everything() {
    let room = tempfile::tempdir().expect("there is room for temporary files");
    town(room.path());
    let (shown, files) = progress(room.path(), "de", &[]);
    assert!(shown.contains("Haus Sonnenschein"));
    let sheets = files.iter().filter(|(name, _)| name.starts_with("info-")).count();
    assert_eq!(sheets, 6);
    let page = files
        .iter()
        .find(|(name, _)| name == "progress.html")
        .expect("it is there");
    assert!(page.1.replace('\u{a0}', " ").contains("3 Haushalte"));
}

#[test]
fn a_public_run_withholds_small_values_of_indicators() {
    let room = tempfile::tempdir().expect("there is room for temporary files");
    town(room.path());
    fs::write(room.path().join("town.toml"), format!("{SCENARIO}\n[indicators.umzuege]\nname = \"Umzüge\"\nunit = \"Haushalte\"\nactual = [{{ date = 2025-12-01, value = 3 }}]\n"))
        .expect("a temporary folder takes files");
    run(room.path(), "out", &["--public", "--lang", "de"]);
    let manifest = fs::read_to_string(room.path().join("out/manifest.json")).expect("it is there");
    let manifest: serde_json::Value = manifest.parse().expect("it is JSON");
    let actual = &manifest["resolved"]["indicators"]["umzuege"]["actual"];
    assert_eq!(actual, "nicht öffentlich");
}
