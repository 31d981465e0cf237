//! Why a results folder could not be written.

use crate::text;
use crate::text::Text;
use std::io;
use std::path::PathBuf;

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
