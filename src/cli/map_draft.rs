//! Draft districts as a file: drawn by the library, written whole or not at all.

use super::Failure;
use crate::complaint::{Complaint, Complaints, Place};
use crate::input::map::draft;
use crate::text;
use crate::town::draft::to_geojson;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The draft map as GeoJSON.
pub(super) fn drawn(points: &Path, outline: &Path) -> Result<String, Complaints> {
    Ok(to_geojson(&draft::districts(points, outline)?))
}

/// Draws the draft and writes it, also over an older draft, but over no other file.
pub(super) fn write(points: &Path, outline: &Path, out: &Path) -> Result<(), Failure> {
    let map = drawn(points, outline)?;
    refuse_foreign(out)?;
    replace(out, map.as_bytes()).map_err(|error| {
        let out = out.display();
        Failure::Other(text!(
            "{out} lässt sich nicht schreiben: {error}.",
            "{out} cannot be written: {error}."
        ))
    })
}

fn refuse_foreign(out: &Path) -> Result<(), Complaints> {
    let foreign = match std::fs::read(out) {
        Ok(bytes) => !draft::is_draft(&bytes),
        Err(_) => out.exists(),
    };
    if !foreign {
        return Ok(());
    }
    let message = text!(
        "Hier liegt schon etwas, das keine Entwurfskarte ist; es bleibt unberührt.",
        "Something is already here that is no draft map; it is left alone."
    );
    let help = text!(
        "Einen anderen Namen für --out wählen.",
        "Choose another name for --out."
    );
    Err(Complaint::new(Place::file(out.display().to_string()), message)
        .help(help)
        .into())
}

/// Puts a file in place at once: written beside it, then renamed.
fn replace(out: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = temporary_name(out);
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&beside, out));
    if written.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    written
}

fn temporary_name(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.tmp", std::process::id()));
    out.with_file_name(name)
}
