//! Files on the disk: written beside their place under a temporary name, renamed when complete.
//!
//! An older folder of ours is set aside first and removed after; whatever else lies in the way
//! is left alone and named.

use super::error::WriteError;
use serde_json::Value;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Name of the file that says that a folder is ours.
pub const MANIFEST: &str = "manifest.json";

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

/// A file with this name.
pub fn file(name: impl Into<String>, bytes: Vec<u8>) -> OutputFile {
    OutputFile {
        name: name.into(),
        bytes,
    }
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

pub(super) fn names_in(dir: &Path) -> Result<Vec<String>, WriteError> {
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
