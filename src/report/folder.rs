//! The results folder: written beside its place under a temporary name, renamed when complete.
//!
//! An older folder of ours is set aside first and removed after; whatever else lies in the way
//! is left alone and named.

use super::block::Page;
use super::sections::title::scenario_hash;
use super::{
    CHART_PREFIX, Edition, Results, VERSION, chart_data, compose, einfach, html, json, map_layers, parquet,
    public, sha256_hex, tables, workbook,
};
use crate::findings::comparison::Comparison;
use crate::scenario::InputFile;
use crate::text;
use crate::text::{Lang, Text};
use serde_json::{Value, json};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Name of the file that says that a folder is ours.
pub const MANIFEST: &str = "manifest.json";

/// Why a results folder could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// Something else lies there; it was left alone.
    NotOurs {
        /// What lies there.
        path: PathBuf,
        /// A file in it that is not ours, if it is a folder of ours with additions.
        stranger: Option<String>,
    },
    /// The system refused.
    Io {
        /// What was to be written, read or moved.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// The values of the replications could not be packed.
    Packing(String),
}

impl WriteError {
    /// For people, with the remedy.
    pub fn text(&self) -> Text {
        match self {
            WriteError::NotOurs { path, stranger } => {
                not_ours(&path.display().to_string(), stranger.as_deref())
            }
            WriteError::Io { path, error } => io_text(&path.display().to_string(), error),
            WriteError::Packing(why) => text!(
                "Die Ergebnisse lassen sich nicht packen: {why}",
                "The results cannot be packed: {why}"
            ),
        }
    }
}

fn not_ours(path: &str, stranger: Option<&str>) -> Text {
    match stranger {
        None => text!(
            "„{path}“ ist schon da und kein Ergebnisordner von quartier; es bleibt unverändert. Einen anderen Ordner angeben oder diesen vorher leeren.",
            "`{path}` exists and is no results folder of quartier; it is left alone. Name another folder, or empty this one first."
        ),
        Some(stranger) => text!(
            "In „{path}“ liegt „{stranger}“, das nicht von quartier stammt; der Ordner bleibt unverändert. Die Datei vorher verschieben oder einen anderen Ordner angeben.",
            "`{path}` holds `{stranger}`, which is not by quartier; the folder is left alone. Move the file first, or name another folder."
        ),
    }
}

fn io_text(path: &str, error: &io::Error) -> Text {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => text!(
            "Für „{path}“ ist auf dem Datenträger kein Platz mehr; es wurde nichts geschrieben. Platz schaffen oder einen anderen Ordner angeben.",
            "There is no room left on the disk for `{path}`; nothing was written. Make room, or name another folder."
        ),
        io::ErrorKind::PermissionDenied => text!(
            "„{path}“ darf nicht geschrieben werden. Die Rechte prüfen oder einen anderen Ordner angeben.",
            "`{path}` must not be written. Check the permissions, or name another folder."
        ),
        _ => text!(
            "„{path}“ lässt sich nicht schreiben: {error}.",
            "`{path}` cannot be written: {error}."
        ),
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError + '_ {
    move |error| WriteError::Io {
        path: path.to_owned(),
        error,
    }
}

/// A file of a results folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Its name in the folder.
    pub name: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

/// Writes the results folder, complete or not at all.
pub fn write_to(dir: &Path, results: &Results) -> Result<(), WriteError> {
    write_files(dir, &files(results)?)
}

/// All files of a results folder, the manifest last.
pub fn files(results: &Results) -> Result<Vec<OutputFile>, WriteError> {
    match results.edition {
        Edition::Internal => {
            let packed = parquet::replications(results.findings)
                .map_err(|error| WriteError::Packing(error.to_string()))?;
            files_with(results, vec![file("replications.parquet", packed)])
        }
        Edition::Public => public::with_public(results, |results| files_with(results, Vec::new())),
    }
}

fn files_with(results: &Results, more: Vec<OutputFile>) -> Result<Vec<OutputFile>, WriteError> {
    let (findings, dialect) = (results.findings, results.dialect);
    let book = workbook::of_run(results).map_err(|error| WriteError::Packing(error.to_string()))?;
    let page = compose(results);
    let mut files = vec![
        file("report.html", written_page(&page, results).into_bytes()),
        file("figures.json", json_bytes(&json::figures(findings))),
        file("figures.csv", tables::figures(findings, dialect)),
        file("daily.csv", tables::daily(findings, dialect)),
        file("districts.csv", tables::districts(findings, dialect)),
        file("sites.csv", tables::sites(findings, dialect)),
        file("years.csv", tables::years(findings, dialect)),
        file("report.xlsx", book),
    ];
    files.extend(more);
    files.extend(geojson(results));
    files.extend(chart_files(&page, CHART_PREFIX, results.lang, dialect));
    if !findings.services.is_empty() {
        files.push(file("services.csv", tables::services(findings, dialect)));
        files.push(file(
            "services_daily.csv",
            tables::services_daily(findings, dialect),
        ));
    }
    if !findings.steps.is_empty() {
        files.push(file("steps.csv", tables::steps(findings, dialect)));
    }
    if let Some(warning) = &findings.warning {
        files.push(file("warning.csv", tables::warning(warning, dialect)));
        files.push(file(
            "warning.json",
            json_bytes(&json::warning(findings, warning)),
        ));
    }
    if !findings.surges.is_empty() || !findings.shocks.is_empty() {
        files.push(file("shocks.csv", tables::shocks(findings, dialect)));
        files.push(file("shocks.json", json_bytes(&json::shocks(findings))));
    }
    let manifest = json_bytes(&manifest(results, &files));
    files.push(file(MANIFEST, manifest));
    Ok(files)
}

/// The page in the language of the report; the files beside it hold the same in each.
fn written_page(page: &Page, results: &Results) -> String {
    match results.lang {
        Lang::De | Lang::En => html::page(page, results.lang),
        Lang::DeEinfach => html::page(&einfach::compose(results), results.lang),
    }
}

fn geojson(results: &Results) -> Vec<OutputFile> {
    let districts = map_layers::districts(results).map(|map| file("districts.geojson", json_bytes(&map)));
    let sites = map_layers::sites(results).map(|map| file("sites.geojson", json_bytes(&map)));
    districts.into_iter().chain(sites).collect()
}

/// The files beside the page of a comparison, the manifest last.
pub fn comparison_files(
    comparison: &Comparison,
    page: &Page,
    dialect: tables::Dialect,
    lang: Lang,
) -> Result<Vec<OutputFile>, WriteError> {
    let book =
        workbook::of_comparison(comparison, lang).map_err(|error| WriteError::Packing(error.to_string()))?;
    let mut files = vec![
        file("comparison.xlsx", book),
        file(
            "comparison.json",
            json_bytes(&super::comparison::json::comparison(comparison, lang)),
        ),
    ];
    files.extend(chart_files(page, "", lang, dialect));
    let manifest = json!({
        "schema": json::SCHEMA,
        "program": "quartier",
        "version": VERSION,
        "what": "comparison",
        "lang": lang.name(),
        "csv": dialect.name(),
        "outputs": files.iter().map(output).collect::<Vec<Value>>(),
    });
    files.push(file(MANIFEST, json_bytes(&manifest)));
    Ok(files)
}

/// The data of all charts of a page.
pub fn chart_files(page: &Page, prefix: &str, lang: Lang, dialect: tables::Dialect) -> Vec<OutputFile> {
    chart_data::figures(page)
        .into_iter()
        .map(|figure| {
            file(
                chart_data::name(prefix, figure),
                chart_data::csv(figure, lang, dialect),
            )
        })
        .collect()
}

/// A file with this name.
pub fn file(name: impl Into<String>, bytes: Vec<u8>) -> OutputFile {
    OutputFile {
        name: name.into(),
        bytes,
    }
}

/// JSON as it is written to a folder.
pub fn json_bytes(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

fn manifest(results: &Results, files: &[OutputFile]) -> Value {
    let findings = results.findings;
    let mut manifest = json!({
        "schema": json::SCHEMA,
        "program": "quartier",
        "version": VERSION,
        "scenario": findings.scenario,
        "question": results.question,
        "seed": findings.seed,
        "replications": findings.replications,
        "start": findings.calendar.start.to_string(),
        "end": findings.calendar.end().to_string(),
        "date": results.date.to_string(),
        "lang": results.lang.name(),
        "csv": results.dialect.name(),
        "edition": results.edition.name(),
        "scenario_sha256": scenario_hash(results.resolved),
        "inputs": results.inputs.iter().map(input).collect::<Vec<Value>>(),
        "outputs": files.iter().map(output).collect::<Vec<Value>>(),
        "resolved": results.resolved,
    });
    if let Some(variant) = &findings.variant {
        manifest["variant"] = variant.to_json();
    }
    manifest
}

pub(super) fn input(input: &InputFile) -> Value {
    json!({ "file": input.path, "sha256": input.sha256 })
}

pub(super) fn output(file: &OutputFile) -> Value {
    json!({ "file": file.name, "sha256": sha256_hex(&file.bytes) })
}

/// What lies where the folder is to be.
enum Ground {
    Free,
    EmptyFolder,
    OlderResults,
}

fn look(dir: &Path) -> Result<Ground, WriteError> {
    let foreign = |stranger| {
        Err(WriteError::NotOurs {
            path: dir.to_owned(),
            stranger,
        })
    };
    match fs::symlink_metadata(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Ground::Free),
        Err(error) => return Err(at(dir)(error)),
        Ok(found) if !found.is_dir() => return foreign(None),
        Ok(_) => {}
    }
    let names = names_in(dir)?;
    if names.is_empty() {
        return Ok(Ground::EmptyFolder);
    }
    let Some(ours) = files_of_ours(dir) else {
        return foreign(None);
    };
    match names
        .into_iter()
        .find(|name| name != MANIFEST && !ours.contains(name))
    {
        Some(stranger) => foreign(Some(stranger)),
        None => Ok(Ground::OlderResults),
    }
}

fn names_in(dir: &Path) -> Result<Vec<String>, WriteError> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
                .collect()
        })
        .map_err(at(dir))?;
    names.sort();
    Ok(names)
}

/// The files that our manifest in this folder names; `None` where there is no such manifest.
fn files_of_ours(dir: &Path) -> Option<Vec<String>> {
    let manifest: Value = serde_json::from_slice(&fs::read(dir.join(MANIFEST)).ok()?).ok()?;
    (manifest.get("program")? == "quartier").then_some(())?;
    let outputs = manifest.get("outputs")?.as_array()?;
    Some(
        outputs
            .iter()
            .filter_map(|output| output.get("file")?.as_str().map(str::to_owned))
            .collect(),
    )
}

/// Writes files as a results folder, complete or not at all.
pub fn write_files(dir: &Path, files: &[OutputFile]) -> Result<(), WriteError> {
    look(dir)?;
    let name = dir.file_name().map_or_else(
        || "results".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    );
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(parent).map_err(at(parent))?;
    let process = std::process::id();
    let unfinished = parent.join(format!(".{name}.unfinished-{process}"));
    let older = parent.join(format!(".{name}.older-{process}"));
    let written = fill(&unfinished, files).and_then(|()| move_into_place(&unfinished, dir, &older));
    if written.is_err() {
        // The reason why it failed matters more than what is left behind.
        let _ = fs::remove_dir_all(&unfinished);
    }
    written
}

fn fill(dir: &Path, files: &[OutputFile]) -> Result<(), WriteError> {
    fs::create_dir(dir).map_err(at(dir))?;
    for file in files {
        let path = dir.join(&file.name);
        write_whole(&path, &file.bytes).map_err(at(&path))?;
    }
    Ok(())
}

/// Writes one file in place of an older one, complete or not at all.
pub fn write_file(file: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    if file.is_dir() {
        return Err(WriteError::NotOurs {
            path: file.to_owned(),
            stranger: None,
        });
    }
    let name = file
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let unfinished = file.with_file_name(format!(".{name}.unfinished-{}", std::process::id()));
    let written = write_whole(&unfinished, bytes).and_then(|()| fs::rename(&unfinished, file));
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written.map_err(at(file))
}

/// Also what a full disk tells only when data reach it.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = fs::File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn move_into_place(finished: &Path, dir: &Path, older: &Path) -> Result<(), WriteError> {
    match look(dir)? {
        Ground::Free => fs::rename(finished, dir).map_err(at(dir)),
        Ground::EmptyFolder => fs::remove_dir(dir)
            .and_then(|()| fs::rename(finished, dir))
            .map_err(at(dir)),
        Ground::OlderResults => {
            fs::rename(dir, older).map_err(at(dir))?;
            if let Err(error) = fs::rename(finished, dir) {
                let _ = fs::rename(older, dir);
                return Err(at(dir)(error));
            }
            fs::remove_dir_all(older).map_err(at(older))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    fn write(dir: &Path) -> Result<(), WriteError> {
        example::with_results(&example::short(3), |results| write_to(dir, results))
    }

    fn beside(dir: &Path) -> Vec<String> {
        names_in(dir.parent().unwrap()).unwrap()
    }

    #[test]
    fn a_folder_is_complete_and_nothing_else_is_left() {
        let room = tempfile::tempdir().unwrap();
        let dir = room.path().join("deep/results");
        write(&dir).unwrap();
        let (charts, others): (Vec<String>, Vec<String>) = names_in(&dir)
            .unwrap()
            .into_iter()
            .partition(|name| name.starts_with(CHART_PREFIX));
        assert!(charts.contains(&"chart-fan.csv".to_owned()));
        assert_eq!(
            others,
            [
                "daily.csv",
                "districts.csv",
                "districts.geojson",
                "figures.csv",
                "figures.json",
                "manifest.json",
                "replications.parquet",
                "report.html",
                "report.xlsx",
                "sites.csv",
                "sites.geojson",
                "years.csv"
            ]
        );
        assert_eq!(beside(&dir), ["results"]);
    }

    #[test]
    fn an_older_folder_of_ours_is_replaced() {
        let room = tempfile::tempdir().unwrap();
        let dir = room.path().join("results");
        write(&dir).unwrap();
        fs::write(dir.join("report.html"), "old").unwrap();
        write(&dir).unwrap();
        assert!(fs::read_to_string(dir.join("report.html")).unwrap().len() > 1000);
        assert_eq!(beside(&dir), ["results"]);
    }

    #[test]
    fn an_empty_folder_is_used() {
        let room = tempfile::tempdir().unwrap();
        write(room.path()).unwrap();
        assert!(room.path().join(MANIFEST).exists());
    }

    #[test]
    fn a_foreign_folder_is_refused_and_left_alone() {
        let room = tempfile::tempdir().unwrap();
        let dir = room.path().join("mine");
        fs::create_dir(&dir).unwrap();
        fs::write(dir.join("diary.txt"), "dear").unwrap();
        let refused = write(&dir).unwrap_err();
        assert!(refused.text().de.contains("kein Ergebnisordner"));
        assert_eq!(fs::read_to_string(dir.join("diary.txt")).unwrap(), "dear");
        assert_eq!(beside(&dir), ["mine"]);
    }

    #[test]
    fn a_strangers_file_in_a_folder_of_ours_is_not_lost() {
        let room = tempfile::tempdir().unwrap();
        let dir = room.path().join("results");
        write(&dir).unwrap();
        fs::write(dir.join("notes.docx"), "work").unwrap();
        let refused = write(&dir).unwrap_err();
        assert!(refused.text().en.contains("notes.docx"));
        assert!(dir.join("notes.docx").exists());
    }

    #[test]
    fn a_file_in_the_way_is_refused() {
        let room = tempfile::tempdir().unwrap();
        let file = room.path().join("results");
        fs::write(&file, "x").unwrap();
        assert!(matches!(write(&file), Err(WriteError::NotOurs { .. })));
        assert_eq!(fs::read_to_string(&file).unwrap(), "x");
    }

    #[test]
    fn where_nothing_can_be_written_a_sentence_says_so() {
        let refused = write(Path::new("/proc/quartier/results")).unwrap_err();
        assert!(matches!(refused, WriteError::Io { .. }));
        assert!(refused.text().de.starts_with("„/proc"));
    }

    #[test]
    fn a_full_disk_is_said_in_a_sentence() {
        let full = WriteError::Io {
            path: "out/x".into(),
            error: io::Error::from(io::ErrorKind::StorageFull),
        };
        assert!(full.text().de.contains("kein Platz mehr"));
        assert!(full.text().en.contains("no room left"));
    }

    #[test]
    fn the_manifest_names_the_hash_of_every_other_file() {
        let files = example::with_results(&example::calm(3), |results| files(results).unwrap());
        let manifest: Value = serde_json::from_slice(&files.last().unwrap().bytes).unwrap();
        let outputs = manifest["outputs"].as_array().unwrap();
        assert_eq!(outputs.len(), files.len() - 1);
        for (output, file) in outputs.iter().zip(&files) {
            assert_eq!(output["file"], file.name.as_ref());
            assert_eq!(output["sha256"], sha256_hex(&file.bytes).as_str());
        }
    }

    #[test]
    fn the_same_results_give_the_same_bytes() {
        let once = || example::with_results(&example::short(6), |results| files(results).unwrap());
        assert_eq!(once(), once());
    }

    #[test]
    fn figures_have_the_keys_that_outside_checks_rely_on() {
        let files = example::with_results(&example::calm(3), |results| files(results).unwrap());
        let json: Value =
            serde_json::from_slice(&files.iter().find(|f| f.name == "figures.json").unwrap().bytes).unwrap();
        let dates: Vec<&Value> = json["figures"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|figure| figure["id"] == "first_shortage_date")
            .collect();
        assert_eq!(dates[0]["value"], Value::Null);
        for key in ["id", "unit", "value", "low", "high", "level", "definition"] {
            assert!(dates[0].get(key).is_some(), "{key}");
        }
    }
}
