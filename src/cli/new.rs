//! `quartier new`: a project to begin with, one's own figures instead of the invented ones.

use super::{Context, Failure, Format, output};
use crate::report::folder::WriteError;
use crate::text;
use clap::Args;
use serde_json::json;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where the project goes.
#[derive(Args, Debug)]
pub struct NewArgs {
    /// Folder for the project; it must be empty or not there yet.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

/// A file of the project.
struct Template {
    name: &'static str,
    contents: &'static str,
}

/// All files of the project, the scenario first.
const TEMPLATES: [Template; 7] = [
    Template {
        name: "scenario.toml",
        contents: include_str!("project/scenario.toml"),
    },
    Template {
        name: "variante-welle.toml",
        contents: include_str!("project/variante-welle.toml"),
    },
    Template {
        name: "stadtteile.csv",
        contents: include_str!("project/stadtteile.csv"),
    },
    Template {
        name: "unterkuenfte.csv",
        contents: include_str!("project/unterkuenfte.csv"),
    },
    Template {
        name: "wohneinheiten.csv",
        contents: include_str!("project/wohneinheiten.csv"),
    },
    Template {
        name: "belegung.csv",
        contents: include_str!("project/belegung.csv"),
    },
    Template {
        name: "warteliste.csv",
        contents: include_str!("project/warteliste.csv"),
    },
];

/// Writes the project, complete or not at all, and says what to do next.
pub fn execute(args: &NewArgs, context: Context) -> Result<(), Failure> {
    refuse_occupied(&args.dir)?;
    write_whole(&args.dir).map_err(|error| {
        let path = args.dir.clone();
        Failure::Other(WriteError::Io { path, error }.text())
    })?;
    let dir = args.dir.display().to_string();
    if context.format == Format::Json {
        let files: Vec<&str> = TEMPLATES.iter().map(|template| template.name).collect();
        return output::print_json(&json!({ "schema": 1, "dir": dir, "files": files }));
    }
    let first = args.dir.join(TEMPLATES[0].name).display().to_string();
    let words = text!(
        "Das Projekt liegt in „{dir}“. Alle Zahlen darin sind erfunden; so geht es weiter:\n  quartier check {first}\n  quartier run {first}\n",
        "The project is in `{dir}`. All figures in it are invented; go on with:\n  quartier check {first}\n  quartier run {first}\n"
    );
    output::print(words.in_lang(context.lang))
}

/// Whatever lies there already is left alone.
fn refuse_occupied(dir: &Path) -> Result<(), Failure> {
    let empty = match fs::read_dir(dir) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    };
    if empty {
        return Ok(());
    }
    let name = dir.display().to_string();
    Err(Failure::Other(text!(
        "„{name}“ ist schon da und nicht leer; es bleibt unverändert. Einen anderen Ordner angeben.",
        "`{name}` exists and is not empty; it is left alone. Name another folder."
    )))
}

/// Writes all files beside the folder and puts them in place together.
fn write_whole(dir: &Path) -> io::Result<()> {
    let unfinished = unfinished_name(dir);
    if let Some(parent) = dir.parent() {
        fs::create_dir_all(parent)?;
    }
    let written = write_all(&unfinished).and_then(|()| put_in_place(&unfinished, dir));
    if written.is_err() {
        // What cannot be removed either is named by the error that led here.
        let _ = fs::remove_dir_all(&unfinished);
    }
    written
}

fn unfinished_name(dir: &Path) -> PathBuf {
    let name = dir.file_name().unwrap_or(dir.as_os_str()).to_string_lossy();
    dir.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn write_all(unfinished: &Path) -> io::Result<()> {
    fs::create_dir(unfinished)?;
    TEMPLATES
        .iter()
        .try_for_each(|template| fs::write(unfinished.join(template.name), template.contents))
}

/// An empty folder of that name gives way.
fn put_in_place(unfinished: &Path, dir: &Path) -> io::Result<()> {
    if dir.exists() {
        fs::remove_dir(dir)?;
    }
    fs::rename(unfinished, dir)
}
