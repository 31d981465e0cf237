//! The information sheets for the neighbours of a planned site, in their three languages.
#![allow(clippy::unwrap_used, reason = "a sheet that cannot be written should fail")]

mod folder;

use assert_cmd::Command;
use folder::{Folder, TWO_BEDS};
use std::fs;

const PLANNED: &str = r#"
[sites.garden]
name = "Gartenhaus"
district = "mitte"
kind = "shared"
places = 4
state = "planned"
from = 2026-01-25

[participation.walk]
name = "Rundgang"
date = 2026-01-02
who = ["nachbarschaft"]
part = "angehört"
site = "garden"
[participation.evening]
name = "Abend im Saal"
date = 2026-01-20
who = ["nachbarschaft"]
part = "informiert"
site = "garden"
[participation.council]
name = "Sitzung"
date = 2026-01-21
who = ["rat"]
part = "entscheidet"
site = "garden"
"#;

/// The sheet of the planned site in a language.
fn sheet(planned: &str, language: &str) -> String {
    let folder = Folder::new().and("scenario.toml", format!("{TWO_BEDS}\n{planned}"));
    Command::cargo_bin("quartier")
        .unwrap()
        .args([
            "progress",
            "scenario.toml",
            "--out",
            "out",
            "--date",
            "2026-01-10",
        ])
        .current_dir(folder.path(""))
        .assert()
        .success();
    fs::read_to_string(folder.path(&format!("out/info-1-garden-{language}.html"))).unwrap()
}

fn in_order(page: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        let at = page[from..].find(word);
        assert!(at.is_some(), "{word} does not follow in:\n{page}");
        from += at.unwrap() + word.len();
    }
}

#[test]
fn the_simple_sheet_tells_to_what_one_can_come_what_else_is_planned_and_what_has_been() {
    let page = sheet(PLANNED, "einfach");
    in_order(
        &page,
        &[
            "Sie können zu diesen Terminen kommen:",
            "20.01.2026",
            "Abend im Saal",
            "Diese Termine sind auch geplant:",
            "21.01.2026",
            "Sitzung",
            "Diese Termine waren schon:",
            "02.01.2026",
            "Rundgang",
        ],
    );
}

#[test]
fn the_simple_sheet_says_where_there_is_no_new_date() {
    let past = &PLANNED[..PLANNED.find("[participation.evening]").unwrap()];
    let page = sheet(past, "einfach");
    in_order(
        &page,
        &[
            "Es gibt noch keinen neuen Termin.",
            "Diese Termine waren schon:",
            "Rundgang",
        ],
    );
    assert!(!page.contains("Sie können zu"));
}

#[test]
fn the_other_sheets_tell_the_same_dates() {
    in_order(
        &sheet(PLANNED, "de"),
        &["Abend im Saal", "Sitzung", "Was schon war", "Rundgang"],
    );
    in_order(
        &sheet(PLANNED, "en"),
        &["Abend im Saal", "Sitzung", "What has been", "Rundgang"],
    );
}
