//! The pages in a real browser: axe's rules for WCAG 2.2 AA, and what axe does not see.
//!
//! Needs `node`, Chromium and a folder with `playwright-core` and `axe-core`, which
//! `QUARTIER_BROWSER_TOOLS` names; `.ci/run` provides them. Where they are absent the test says
//! so and passes.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use assert_cmd::Command as Quartier;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A town in which everybody finds a place, or nobody does.
fn town(name: &str, places: u32) -> String {
    format!(
        r#"
schema = 1
name = "{name}"
question = "Reichen die Plätze?"
start = 2026-01-01
end = 2027-12-31
replications = 40

[districts.mitte]
name = "Mitte"
residents = 1000

[districts.nord]
name = "Nord"
residents = 800

[kinds.haus]
name = "Haus"
usable_share = 1.0
cost.per_place_month_eur = 400

[sites.eins]
name = "Haus Eins"
district = "mitte"
kind = "haus"
places = {places}

[sites.zwei]
name = "Haus Zwei"
district = "nord"
kind = "haus"
places = 1
public = false

[groups.alle]
household_sizes = {{ 1 = 0.6, 3 = 0.4 }}
arrivals.poisson = {{ per_day = 0.3 }}
stay.exponential = {{ mean_days = 200 }}

[policy]
placement_days = "daily"
rule.first-fit = {{}}
"#
    )
}

/// A map of squares and a scenario on it: so many districts, in every seventh a site.
fn write_town_of_squares(room: &Path, name: &str, districts: u32) {
    let squares: Vec<String> = (0..districts)
        .map(|index| {
            let (x, y) = (
                6.9 + 0.01 * f64::from(index % 20),
                51.0 + 0.008 * f64::from(index / 20),
            );
            let corners = [(0.0, 0.0), (0.01, 0.0), (0.01, 0.008), (0.0, 0.008), (0.0, 0.0)]
                .map(|(right, up)| format!("[{:.4},{:.4}]", x + right, y + up))
                .join(",");
            format!(
                r#"{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":[[{corners}]]}},"properties":{{"id":"d{index}","name":"Bezirk {} am langen Weg","residents":{}}}}}"#,
                index + 1,
                500 + index * 37 % 4000
            )
        })
        .collect();
    let map = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        squares.join(",")
    );
    let sites: String = (0..districts)
        .step_by(7)
        .map(|index| {
            format!(
                "[sites.s{index}]\nname = \"Haus {index}\"\ndistrict = \"d{index}\"\nkind = \"haus\"\nplaces = {}\n",
                10 + index % 30
            )
        })
        .collect();
    let scenario = format!(
        r#"
schema = 1
name = "Stadt mit {districts} Bezirken"
map = "{name}.geojson"
start = 2026-01-01
end = 2026-12-31
replications = 40

[kinds.haus]
name = "Haus"
usable_share = 0.9

{sites}
[groups.alle]
household_sizes = {{ 1 = 0.6, 3 = 0.4 }}
arrivals.poisson = {{ per_day = 1.0 }}
stay.exponential = {{ mean_days = 200 }}

[policy]
rule.first-fit = {{}}
"#
    );
    fs::write(room.join(format!("{name}.geojson")), map).expect("a temporary folder takes files");
    fs::write(room.join(format!("{name}.toml")), scenario).expect("a temporary folder takes files");
}

fn quartier(arguments: &[&str]) {
    Quartier::new(env!("CARGO_BIN_EXE_quartier"))
        .current_dir(ROOT)
        .args(arguments)
        .args(["--date", "2026-01-02"])
        .assert()
        .success();
}

fn compare(folders: &[PathBuf], page: &Path, more: &[&str]) {
    Quartier::new(env!("CARGO_BIN_EXE_quartier"))
        .arg("compare")
        .args(folders)
        .arg("--out")
        .arg(page)
        .args(more)
        .assert()
        .success();
}

/// Reports of calm, of desperate and of real towns, and comparisons of two and of six.
fn pages(room: &Path) -> Vec<PathBuf> {
    let path = |name: &str| room.join(name);
    let shown = |name: &str| path(name).display().to_string();
    fs::write(path("gut.toml"), town("Alles gut", 400)).expect("a temporary folder takes files");
    fs::write(path("schlecht.toml"), town("Nichts geht", 1)).expect("a temporary folder takes files");
    write_town_of_squares(room, "drei", 3);
    write_town_of_squares(room, "vierhundert", 400);
    let mut pages = Vec::new();
    let mut run = |scenario: &str, out: &str, more: &[&str]| {
        let out_dir = shown(out);
        // Fewer than 73 courses without any shortage cannot turn a light green.
        let replications = if out == "gut" { "80" } else { "40" };
        let arguments = [
            &["run", scenario, "--replications", replications, "--out", &out_dir],
            more,
        ]
        .concat();
        quartier(&arguments);
        pages.push(path(out).join("report.html"));
    };
    run(&shown("gut.toml"), "gut", &["--lang", "de"]);
    run(&shown("schlecht.toml"), "schlecht", &["--lang", "de"]);
    run(&shown("schlecht.toml"), "public", &["--lang", "en", "--public"]);
    run(&shown("schlecht.toml"), "einfach", &["--lang", "de-einfach"]);
    run(&shown("drei.toml"), "drei", &["--lang", "en"]);
    run(&shown("vierhundert.toml"), "vierhundert", &["--lang", "de"]);
    run(
        "scenarios/leichlingen.toml",
        "leichlingen",
        &["--lang", "de", "--tornado", "10"],
    );
    run("scenarios/leichlingen.toml", "leichlingen-en", &["--lang", "en"]);
    run("scenarios/leverkusen-2015.toml", "leverkusen", &["--lang", "en"]);
    let two = [path("gut"), path("schlecht")];
    let six = [
        "leichlingen",
        "leichlingen-en",
        "gut",
        "schlecht",
        "einfach",
        "leverkusen",
    ]
    .map(path);
    for (name, folders, more) in [
        ("two.html", &two[..], &["--lang", "de"][..]),
        ("two-einfach.html", &two[..], &["--lang", "de-einfach"][..]),
        ("six.html", &six[..], &["--lang", "de"][..]),
        ("six-en.html", &six[..], &["--lang", "en", "--public"][..]),
    ] {
        compare(folders, &path(name), more);
        pages.push(path(name));
    }
    pages.extend(progress(&path("umsetzung")));
    pages.push(stress(&path("belastung")));
    pages
}

/// The stress test, with a curve of two durations.
fn stress(out: &Path) -> PathBuf {
    let shown = out.display().to_string();
    let scenario = [
        "stress",
        "scenarios/leichlingen.toml",
        "--replications",
        "20",
        "--lang",
        "de",
    ];
    let question = ["--days", "14,91", "--step", "halle", "--out", &shown];
    quartier(&[scenario, question].concat());
    out.join("stress.html")
}

/// The implementation report and the information sheets of its sites.
fn progress(out: &Path) -> Vec<PathBuf> {
    let shown = out.display().to_string();
    quartier(&[
        "progress",
        "scenarios/leichlingen.toml",
        "--replications",
        "40",
        "--lang",
        "de",
        "--out",
        &shown,
    ]);
    let mut pages: Vec<PathBuf> = fs::read_dir(out)
        .expect("the report was written")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "html"))
        .collect();
    pages.sort();
    pages
}

#[test]
fn the_pages_work_for_everybody() {
    let Some(tools) = env::var_os("QUARTIER_BROWSER_TOOLS").filter(|tools| !tools.is_empty()) else {
        eprintln!("skipped: QUARTIER_BROWSER_TOOLS names no folder with playwright-core and axe-core");
        return;
    };
    let room = tempfile::tempdir().expect("there is room for temporary files");
    let checked = Command::new("node")
        .arg(Path::new(ROOT).join("tests/pages/check.mjs"))
        .args(pages(room.path()))
        .env("QUARTIER_BROWSER_TOOLS", tools)
        .output()
        .expect("node runs where the tools are");
    let found = String::from_utf8_lossy(&checked.stdout);
    let complained = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{found}\n{complained}");
}
