//! A folder of ours: its manifest, and its files as they were written.

use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use crate::text::Text;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::Path;

fn about(path: &Path, message: Text) -> Complaint {
    Complaint::new(Place::file(path.display().to_string()), message)
}

/// What is said of a file that is not as we wrote it.
pub(super) fn broken(path: &Path) -> Complaints {
    about(
        path,
        text!(
            "Die Datei ist unvollständig oder wurde verändert.",
            "The file is incomplete or was changed."
        ),
    )
    .help(text!(
        "Das Szenario noch einmal rechnen (quartier run).",
        "Run the scenario again (quartier run)."
    ))
    .into()
}

fn no_results(folder: &Path) -> Complaints {
    about(
        folder,
        text!(
            "Hier liegt kein Ergebnisordner von quartier: Die Datei manifest.json fehlt oder ist nicht von quartier.",
            "This is no results folder of quartier: the file manifest.json is missing or not by quartier."
        ),
    )
    .help(text!(
        "Einen Ordner nennen, den „quartier run … --out ORDNER“ geschrieben hat.",
        "Name a folder that `quartier run … --out DIR` has written."
    ))
    .into()
}

/// The manifest, if the folder is ours.
pub(super) fn manifest(folder: &Path) -> Result<Value, Complaints> {
    let bytes = fs::read(folder.join("manifest.json")).map_err(|_| no_results(folder))?;
    let manifest: Value = serde_json::from_slice(&bytes).map_err(|_| no_results(folder))?;
    if manifest["program"] != "quartier" {
        return Err(no_results(folder));
    }
    if manifest["schema"] != 1 {
        return Err(about(
            &folder.join("manifest.json"),
            text!(
                "Der Ordner stammt von einer neueren Fassung des Programms.",
                "The folder is by a newer version of the program."
            ),
        )
        .value(manifest["schema"].to_string())
        .into());
    }
    Ok(manifest)
}

/// The bytes of a file that the manifest names, if they are still those that were written.
pub(super) fn unchanged(folder: &Path, name: &str, manifest: &Value) -> Result<Vec<u8>, Complaints> {
    let path = folder.join(name);
    let bytes = fs::read(&path).map_err(|error| {
        about(
            &path,
            text!(
                "Die Datei lässt sich nicht lesen: {error}.",
                "The file cannot be read: {error}."
            ),
        )
    })?;
    let expected = manifest["outputs"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|output| output["file"] == name)
        .and_then(|output| output["sha256"].as_str());
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    if expected == Some(hash.as_str()) {
        Ok(bytes)
    } else {
        Err(broken(&path))
    }
}
