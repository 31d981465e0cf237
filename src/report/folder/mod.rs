//! The results folder: its files, and how they reach the disk, complete or not at all.

mod contents;
mod error;
mod writing;

pub use contents::{chart_files, comparison_files, files, json_bytes};
pub(super) use contents::{input, output};
pub use error::WriteError;
pub use writing::{MANIFEST, OutputFile, file, write_file, write_files};

use super::results::Results;
use std::path::Path;

/// Writes the results folder, complete or not at all.
pub fn write_to(dir: &Path, results: &Results) -> Result<(), WriteError> {
    write_files(dir, &files(results)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::chart_data::CHART_PREFIX;
    use crate::report::example;
    use crate::report::provenance::sha256_hex;
    use serde_json::Value;
    use std::{fs, io};

    fn write(dir: &Path) -> Result<(), WriteError> {
        example::with_results(&example::short(3), |results| write_to(dir, results))
    }

    fn beside(dir: &Path) -> Vec<String> {
        writing::names_in(dir.parent().unwrap()).unwrap()
    }

    #[test]
    fn a_folder_is_complete_and_nothing_else_is_left() {
        let room = tempfile::tempdir().unwrap();
        let dir = room.path().join("deep/results");
        write(&dir).unwrap();
        let (charts, others): (Vec<String>, Vec<String>) = writing::names_in(&dir)
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
