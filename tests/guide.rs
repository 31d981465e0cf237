//! What the Handbuch and the guide show: every command runs, one after the other, in a folder of
//! its own, and every piece of a scenario is TOML.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};

const GUIDES: [&str; 2] = ["docs/handbuch.md", "docs/guide.md"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(guide: &str) -> String {
    fs::read_to_string(root().join(guide)).expect("the guide is there")
}

/// The contents of all blocks of this kind.
fn blocks(text: &str, kind: &str) -> Vec<String> {
    let mut fence: Option<&str> = None;
    let mut all: Vec<String> = Vec::new();
    for line in text.lines() {
        match (fence, line.strip_prefix("```")) {
            (None, Some(opened)) => {
                fence = Some(opened);
                all.extend((opened == kind).then(String::new));
            }
            (Some(_), Some(_)) => fence = None,
            (Some(inside), None) if inside == kind => {
                if let Some(block) = all.last_mut() {
                    block.push_str(line);
                    block.push('\n');
                }
            }
            _ => {}
        }
    }
    all
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a temporary folder can be written");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// The arguments for the program, quick enough for a test; `None`: a line for cargo alone.
fn arguments(command: &str) -> Option<Vec<String>> {
    let mut words = command.split_whitespace().map(str::to_owned);
    match words.next().as_deref() {
        Some("quartier") => {}
        Some("cargo") => return None,
        _ => panic!("a line that is neither `cargo` nor `quartier`: {command}"),
    }
    let mut rest: Vec<String> = words.collect();
    if rest.first().is_some_and(|word| word == "run" || word == "stress") {
        rest.extend(["--replications", "20"].map(str::to_owned));
    }
    Some(rest)
}

#[test]
fn every_command_of_the_guides_runs() {
    for guide in GUIDES {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for part in ["scenarios", "maps"] {
            copy(&root().join(part), &folder.path().join(part));
        }
        let commands = blocks(&read(guide), "sh").concat();
        let commands: Vec<Vec<String>> = commands
            .lines()
            .filter(|line| !line.trim().is_empty())
            .filter_map(arguments)
            .collect();
        assert!(commands.len() > 8, "{guide} shows commands");
        for arguments in commands {
            Command::cargo_bin("quartier")
                .expect("the program was built")
                .args(arguments)
                .current_dir(folder.path())
                .assert()
                .success();
        }
    }
}

#[test]
fn no_command_of_the_guides_hides_from_the_test() {
    for guide in GUIDES {
        for block in blocks(&read(guide), "") {
            assert!(!block.contains("quartier "), "{guide}: {block}");
        }
    }
}

#[test]
fn every_piece_of_a_scenario_in_the_guides_is_toml() {
    for guide in GUIDES {
        for block in blocks(&read(guide), "toml") {
            let read: Result<toml::Table, _> = block.parse();
            assert!(read.is_ok(), "{guide}: {block}");
        }
    }
}

#[test]
fn the_files_that_the_guides_link_are_there() {
    for guide in GUIDES {
        for part in read(guide).split("](").skip(1) {
            let link = part.split(')').next().unwrap_or_default();
            let file = link.split('#').next().unwrap_or_default();
            if !link.contains("://") && !file.is_empty() {
                assert!(root().join("docs").join(file).exists(), "{guide} links {link}");
            }
        }
    }
}
