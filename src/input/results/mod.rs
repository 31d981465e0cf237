//! Reading a results folder of ours, for comparison. What is not ours, or was changed since it
//! was written, is complained about.

mod borders;
mod figures;
mod folder;
mod series;

use crate::calendar::{Calendar, Date};
use crate::complaint::Complaints;
use crate::findings::comparison::StoredRun;
use crate::scenario::{Judgement, Variant};
use folder::{broken, manifest};
use serde_json::Value;
use std::path::Path;

/// Reads a results folder.
pub fn read(folder: &Path) -> Result<StoredRun, Complaints> {
    let manifest = manifest(folder)?;
    let (figures, daily, columns) = (
        figures::read(folder, &manifest),
        series::daily(folder, &manifest),
        series::columns(folder, &manifest),
    );
    let mut complaints = Complaints::default();
    let figures = kept(figures, &mut complaints);
    let daily = kept(daily, &mut complaints);
    let columns = kept(columns, &mut complaints);
    let head = kept(head(folder, &manifest), &mut complaints);
    let run = head.zip(figures).zip(daily).zip(columns);
    let run = run.map(|(((head, file), daily), columns)| StoredRun {
        figures: file.figures,
        districts: file.districts,
        months: file.months,
        services: file.services,
        parts: file.parts,
        daily,
        columns,
        ..head
    });
    match run {
        Some(run) => complaints.unless_any(run),
        None => Err(complaints),
    }
}

fn kept<T>(read: Result<T, Complaints>, complaints: &mut Complaints) -> Option<T> {
    read.map_err(|found| complaints.0.extend(found.0)).ok()
}

fn head(folder: &Path, manifest: &Value) -> Result<StoredRun, Complaints> {
    let words = |key: &str| manifest[key].as_str().map(str::to_owned);
    let date = |key: &str| manifest[key].as_str().and_then(|text| text.parse::<Date>().ok());
    let read = || {
        Some(StoredRun {
            folder: folder.display().to_string(),
            version: words("version")?,
            scenario: words("scenario")?,
            question: words("question"),
            responsible: manifest["resolved"]["responsible"].as_str().map(str::to_owned),
            seed: manifest["seed"].as_u64()?,
            replications: u32::try_from(manifest["replications"].as_u64()?).ok()?,
            calendar: Calendar::between(date("start")?, date("end")?)?,
            date: date("date")?,
            inputs: inputs(manifest),
            resolved: manifest["resolved"].clone(),
            figures: Vec::new(),
            daily: Vec::new(),
            columns: Vec::new(),
            districts: Vec::new(),
            months: Vec::new(),
            judgement: judgement(&manifest["resolved"]["report"]),
            services: Vec::new(),
            parts: Vec::new(),
            variant: variant(&manifest["variant"]),
        })
    };
    read().ok_or_else(|| broken(&folder.join("manifest.json")))
}

fn inputs(manifest: &Value) -> Vec<(String, String)> {
    manifest["inputs"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|input| {
            Some((
                input["file"].as_str()?.to_owned(),
                input["sha256"].as_str()?.to_owned(),
            ))
        })
        .collect()
}

/// Which measures were switched on or off.
fn variant(value: &Value) -> Option<Variant> {
    let ids = |key: &str| -> Option<Vec<String>> {
        let ids = value.get(key)?.as_array()?.iter();
        Some(ids.filter_map(|id| id.as_str().map(str::to_owned)).collect())
    };
    ids("without")
        .map(Variant::Without)
        .or_else(|| ids("only").map(Variant::Only))
}

/// When the light turns, as the scenario says; what it does not say is as usual.
fn judgement(report: &Value) -> Judgement {
    let usual = Judgement::default();
    let set = |key: &str| report[key].as_f64();
    Judgement {
        green_up_to: set("green_up_to_probability").unwrap_or(usual.green_up_to),
        red_above: set("red_above_probability").unwrap_or(usual.red_above),
        tolerated: set("tolerated_nights_per_10000").map_or(usual.tolerated, |nights| nights / 10_000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Figure;
    use crate::report::{example, folder, tables::Dialect};
    use std::fs;

    fn written(dialect: Dialect) -> (tempfile::TempDir, std::path::PathBuf) {
        let room = tempfile::tempdir().unwrap();
        let dir = room.path().join("run");
        example::with_results(&example::short(3), |results| {
            folder::write_to(&dir, &crate::report::results::Results { dialect, ..*results }).unwrap();
        });
        (room, dir)
    }

    #[test]
    fn a_folder_is_read_as_it_was_written_in_either_dialect() {
        let findings = example::short(3);
        for dialect in [Dialect::Rfc, Dialect::DeExcel] {
            let (_room, dir) = written(dialect);
            let run = read(&dir).unwrap();
            assert_eq!(
                (run.seed, run.replications),
                (findings.seed, findings.replications)
            );
            assert_eq!(run.calendar, findings.calendar);
            assert_eq!(run.figures.len(), findings.figures.len());
            for (read, was) in run.figures.iter().zip(&findings.figures) {
                assert_eq!(read.id, was.id);
                assert_eq!(
                    read.figure,
                    Figure {
                        id: "",
                        ..was.clone()
                    }
                );
            }
            for (read, was) in run.daily.iter().zip(&findings.daily) {
                assert_eq!((&read.mean, &read.quantiles), (&was.mean, &was.quantiles));
            }
            for (read, was) in run.columns[1..].iter().zip(&findings.columns) {
                assert_eq!(read.values, was.values);
            }
        }
    }

    #[test]
    fn what_is_not_ours_is_named() {
        let room = tempfile::tempdir().unwrap();
        let complaints = read(room.path()).unwrap_err();
        assert!(complaints.0[0].message.de.contains("kein Ergebnisordner"));
        fs::write(room.path().join("manifest.json"), "{\"program\":\"other\"}").unwrap();
        assert!(read(room.path()).is_err());
    }

    #[test]
    fn every_changed_or_missing_file_is_complained_about_at_once() {
        let (_room, dir) = written(Dialect::Rfc);
        fs::write(dir.join("daily.csv"), "date,figure\n").unwrap();
        fs::write(dir.join("replications.parquet"), "PAR1").unwrap();
        fs::remove_file(dir.join("figures.json")).unwrap();
        let complaints = read(&dir).unwrap_err();
        assert_eq!(complaints.0.len(), 3);
    }
}
