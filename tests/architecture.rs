//! The house stands as `lib.rs` says: a module uses only modules above it, and only the
//! edges read, write, print or ask the clock.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read the sources should fail"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// From the top: what may be used by everything below.
const ORDER: &[&str] = &[
    "text",
    "complaint",
    "ids",
    "units",
    "calendar",
    "streams",
    "stay",
    "mixing",
    "placement",
    "town",
    "arrivals",
    "household",
    "site",
    "surge",
    "shock",
    "policy",
    "preference",
    "measure",
    "ladder",
    "service",
    "warning",
    "scenario",
    "occupancy",
    "allocation",
    "proposal",
    "simulation",
    "monte_carlo",
    "findings",
    "stress",
    "worth",
    "input",
    "sensitivity",
    "report",
    "cli",
];

/// All source files with the module that they belong to.
fn sources() -> Vec<(String, PathBuf, String)> {
    let mut files = Vec::new();
    collect(Path::new("src"), &mut files);
    files
        .into_iter()
        .filter(|file| !file.ends_with("lib.rs") && !file.ends_with("main.rs"))
        .map(|file| {
            let first = file.strip_prefix("src").unwrap().components().next().unwrap();
            let module = first
                .as_os_str()
                .to_str()
                .unwrap()
                .trim_end_matches(".rs")
                .to_owned();
            let text = fs::read_to_string(&file).unwrap();
            (module, file, text)
        })
        .collect()
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The code of a file without comments and without its tests.
fn code(text: &str) -> String {
    let tests = ["#[cfg(test)]\nmod tests", "#[cfg(test)]\npub(crate) mod tests"];
    let end = tests.iter().filter_map(|start| text.find(start)).min();
    text[..end.unwrap_or(text.len())]
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

fn rank(module: &str) -> usize {
    ORDER
        .iter()
        .position(|name| *name == module)
        .unwrap_or_else(|| panic!("{module} has no place in the order"))
}

#[test]
fn a_module_uses_only_modules_above_it() {
    for (module, file, text) in sources() {
        let code = code(&text);
        for after in code.split("crate::").skip(1) {
            let used: String = after
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if ORDER.contains(&used.as_str()) {
                assert!(
                    rank(&used) <= rank(&module),
                    "{}: {module} uses {used}, which stands below it",
                    file.display()
                );
            }
        }
    }
}

/// Files of these modules alone may contain the words.
fn only(allowed: &[&str], words: &[&str]) {
    for (module, file, text) in sources() {
        if allowed.contains(&module.as_str()) || file.starts_with("src/report/example") {
            continue;
        }
        for word in words {
            assert!(
                !code(&text).contains(word),
                "{}: `{word}` belongs to {allowed:?}",
                file.display()
            );
        }
    }
}

#[test]
fn only_the_left_edge_reads() {
    // `report` looks at what lies where it is to write.
    only(
        &["input", "report", "cli"],
        &["std::fs", "fs::read", "File::open"],
    );
}

#[test]
fn only_the_command_line_prints_and_asks() {
    only(
        &["cli"],
        &[
            "stdout()",
            "stderr()",
            "println!",
            "eprintln!",
            "SystemTime",
            "Instant::now",
            "env::var",
        ],
    );
}

#[test]
fn nothing_is_left_to_do() {
    only(&[], &["todo!(", "unimplemented!(", ".unwrap()", "dbg!("]);
}

/// The rooms of the report, from the top: what may be used by everything below.
const REPORT: &[&str] = &[
    "provenance",
    "escape",
    "block",
    "number",
    "json",
    "tables",
    "trace",
    "results",
    "catalogue",
    "difference",
    "keys",
    "verdict",
    "parquet",
    "map_layers",
    "chart_data",
    "chart",
    "map_svg",
    "sided_svg",
    "html",
    "questions",
    "public",
    "sections",
    "compose",
    "terminal",
    "comparison",
    "einfach",
    "workbook",
    "folder",
    "stress",
    "implementation",
    "example",
];

/// The first names after a path, also those in braces.
fn first_names(after: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let text = text.trim_start();
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(list) = after.strip_prefix('{') else {
        return vec![name(after)];
    };
    let mut names = vec![name(list)];
    let mut depth = 0;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&list[at + 1..])),
            _ => {}
        }
    }
    names
}

#[test]
fn a_room_of_the_report_uses_only_rooms_above_it() {
    let rank = |room: &str| REPORT.iter().position(|name| *name == room);
    let mut looked_at = 0;
    for (module, file, text) in sources() {
        let within = file
            .strip_prefix("src/report")
            .ok()
            .filter(|_| module == "report");
        // The linter is a test.
        let passed_over = [Path::new("mod.rs"), Path::new("einfach/linter.rs")];
        let Some(within) = within.filter(|within| !passed_over.contains(within)) else {
            continue;
        };
        let room = within.components().next().unwrap().as_os_str().to_str().unwrap();
        let room = room.trim_end_matches(".rs");
        let own = rank(room).unwrap_or_else(|| panic!("{room} has no place in the order of the report"));
        let code = code(&text);
        // `super` leads to the report from a file that lies in it, and from the face of a folder.
        let is_face = within.components().count() == 1 || within == Path::new(room).join("mod.rs");
        let roads: &[&str] = if is_face {
            &["crate::report::", " super::"]
        } else {
            &["crate::report::"]
        };
        for after in roads.iter().flat_map(|road| code.split(road).skip(1)) {
            for used in first_names(after)
                .iter()
                .filter_map(|name| rank(name).map(|at| (name, at)))
            {
                let (name, at) = used;
                looked_at += 1;
                assert!(
                    at <= own,
                    "{}: {room} uses {name}, which stands below it",
                    file.display()
                );
            }
        }
    }
    assert!(looked_at > 100);
}

#[test]
fn every_file_says_what_it_is() {
    for (_, file, text) in sources() {
        assert!(
            text.starts_with("//!"),
            "{} does not open with what it is",
            file.display()
        );
    }
}

#[test]
fn every_file_is_a_room_of_the_house() {
    for (_, file, _) in sources() {
        let (folder, name) = (
            file.parent().unwrap(),
            file.file_stem().unwrap().to_str().unwrap(),
        );
        if name == "mod" {
            continue;
        }
        // Whoever stands in `a/b.rs` is let in by `a/mod.rs`, `a.rs`, `lib.rs` or `main.rs`.
        let doors = [
            folder.join("mod.rs"),
            folder.with_extension("rs"),
            folder.join("lib.rs"),
            folder.join("main.rs"),
        ];
        let lets_in = |door: &PathBuf| {
            let text = fs::read_to_string(door).unwrap_or_default();
            text.lines()
                .any(|line| line.trim().ends_with(&format!("mod {name};")))
        };
        assert!(doors.iter().any(lets_in), "{} is no module", file.display());
    }
}
