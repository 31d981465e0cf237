//! What the README promises: every command in it works on the files that lie here.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("README.md is there")
}

/// The lines of all `sh` blocks.
fn commands(readme: &str) -> Vec<&str> {
    let mut inside = false;
    let mut commands = Vec::new();
    for line in readme.lines() {
        match line {
            "```sh" => inside = true,
            "```" => inside = false,
            _ if inside && !line.trim().is_empty() => commands.push(line),
            _ => {}
        }
    }
    commands
}

/// The arguments for the program; `None`: a line for cargo alone.
fn arguments(command: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = command.split_whitespace().collect();
    match words.as_slice() {
        ["cargo", "run", "--release", "--", rest @ ..] | ["quartier", rest @ ..] => Some(rest.to_vec()),
        ["cargo", ..] => None,
        _ => panic!("the README shows a line that is neither `cargo` nor `quartier`: {command}"),
    }
}

/// The same command, quick enough for a test.
fn quick(mut arguments: Vec<&str>) -> Vec<&str> {
    let plays = matches!(arguments.first(), Some(&"run" | &"progress" | &"stress"));
    if plays && !arguments.contains(&"--replication") {
        arguments.extend(["--replications", "20"]);
    }
    arguments
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

#[test]
fn every_command_of_the_readme_runs() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    for part in ["scenarios", "maps"] {
        copy(&root().join(part), &folder.path().join(part));
    }
    let readme = readme();
    let runnable: Vec<Vec<&str>> = commands(&readme).into_iter().filter_map(arguments).collect();
    assert!(runnable.len() > 8, "the README shows commands");
    for arguments in runnable {
        Command::cargo_bin("quartier")
            .unwrap()
            .args(quick(arguments))
            .current_dir(folder.path())
            .assert()
            .success();
    }
}

#[test]
fn every_command_of_the_program_stands_in_the_readme() {
    let output = Command::cargo_bin("quartier")
        .unwrap()
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(output.stdout).expect("help is text");
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names: Vec<&str> = listed
        .take_while(|line| !line.trim().is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(names.contains(&"map"), "the help lists the commands: {help}");
    let readme = readme();
    let shown: Vec<&str> = commands(&readme)
        .into_iter()
        .filter_map(arguments)
        .filter_map(|words| words.first().copied())
        .collect();
    for name in names {
        assert!(shown.contains(&name), "`{name}` is missing in the README");
    }
}

#[test]
fn the_files_that_the_readme_links_are_there() {
    for part in readme().split("](").skip(1) {
        let link = part.split(')').next().unwrap_or_default();
        if !link.contains("://") {
            assert!(root().join(link).exists(), "the README links {link}");
        }
    }
}
