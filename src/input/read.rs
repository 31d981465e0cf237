//! Bytes of files, with a sentence for everything that can stand in the way.

use crate::complaint::{Complaint, Complaints, Place};
use crate::scenario::InputFile;
use crate::text;
use crate::text::Text;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Component, Path, PathBuf};

/// A file of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Where to open it.
    pub path: PathBuf,
    /// Its name relative to the scenario's folder, with `/` between folders.
    pub relative: String,
}

impl Location {
    /// The scenario file itself.
    pub fn root(path: &Path) -> Location {
        let name = path.file_name().unwrap_or(path.as_os_str());
        Location {
            path: path.to_path_buf(),
            relative: name.to_string_lossy().into_owned(),
        }
    }

    /// A file that this one refers to.
    pub fn beside(&self, reference: &str) -> Location {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let relative = Path::new(&self.relative).parent().unwrap_or(Path::new(""));
        Location {
            path: plain(&folder.join(reference)),
            relative: slashed(&collapsed(&relative.join(reference))),
        }
    }

    /// The name that people are shown.
    pub fn shown(&self) -> String {
        slashed(&collapsed(&self.path))
    }

    /// The name, relative to the folder of this file, of another one as people are shown it. A
    /// file that cannot be reached from here keeps its name.
    pub fn seen_from_here(&self, shown: &str) -> String {
        let here = collapsed(&self.path);
        let folder = here.parent().unwrap_or(Path::new(""));
        let file = Path::new(shown);
        if folder.is_absolute() != file.is_absolute() {
            return shown.to_owned();
        }
        let shared = folder
            .components()
            .zip(file.components())
            .take_while(|(one, other)| one == other);
        let shared = shared.count();
        let up = folder.components().skip(shared).map(|_| Component::ParentDir);
        let down = file.components().skip(shared);
        slashed(&up.chain(down).collect::<PathBuf>())
    }
}

/// The path without `folder/..` in between, for people; never for opening, because a
/// folder may be a link.
fn collapsed(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in plain(path).components() {
        let leaves = part == Component::ParentDir;
        let inside = matches!(out.components().next_back(), Some(Component::Normal(_)));
        if leaves && inside {
            out.pop();
        } else {
            out.push(part);
        }
    }
    out
}

/// The path without `.` in between; `.` where nothing else is left.
fn plain(path: &Path) -> PathBuf {
    let named: PathBuf = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    if named.as_os_str().is_empty() && !path.as_os_str().is_empty() {
        return PathBuf::from(".");
    }
    named
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Reads a file of at most so many bytes. The complaint stands at `place`, where the file
/// is referred to.
pub fn bytes(location: &Location, most: u64, place: &Place) -> Result<Vec<u8>, Complaints> {
    let complain = |message: Text| Complaints::from(about(location, place, message));
    let name = location.shown();
    let mut file = File::open(&location.path).map_err(|error| complain(cannot_open(&name, &error)))?;
    let folder = file.metadata().is_ok_and(|metadata| metadata.is_dir());
    if folder {
        return Err(about(location, place, is_a_folder(&name))
            .help(name_a_file())
            .into());
    }
    let mut bytes = Vec::new();
    file.by_ref()
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| complain(cannot_read(&name, &error)))?;
    if bytes.len() as u64 > most {
        let megabytes = most / 1_000_000;
        return Err(complain(text!(
            "Die Datei „{name}“ ist größer als {megabytes} MB.",
            "The file `{name}` is larger than {megabytes} MB."
        )));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(complain(text!(
            "Die Datei „{name}“ ist leer.",
            "The file `{name}` is empty."
        )));
    }
    Ok(bytes)
}

fn about(location: &Location, place: &Place, message: Text) -> Complaint {
    Complaint::new(place.clone(), message).value(location.shown())
}

fn cannot_open(name: &str, error: &std::io::Error) -> Text {
    match error.kind() {
        ErrorKind::NotFound => text!("Die Datei „{name}“ gibt es nicht.", "There is no file `{name}`."),
        ErrorKind::PermissionDenied => text!(
            "Die Datei „{name}“ darf nicht gelesen werden.",
            "Reading the file `{name}` is not permitted."
        ),
        _ => cannot_read(name, error),
    }
}

fn cannot_read(name: &str, error: &std::io::Error) -> Text {
    if error.kind() == ErrorKind::IsADirectory {
        return is_a_folder(name);
    }
    text!(
        "Die Datei „{name}“ lässt sich nicht lesen: {error}.",
        "The file `{name}` cannot be read: {error}."
    )
}

fn is_a_folder(name: &str) -> Text {
    text!(
        "„{name}“ ist ein Ordner, keine Datei.",
        "`{name}` is a folder, not a file."
    )
}

fn name_a_file() -> Text {
    text!(
        "Die Datei in dem Ordner nennen, zum Beispiel „scenario.toml“.",
        "Name the file in the folder, for example `scenario.toml`."
    )
}

/// The bytes as text, with or without a byte order mark.
pub fn utf8(bytes: &[u8], name: &str) -> Result<String, Complaints> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(body).map(str::to_owned).map_err(|error| {
        let line = 1 + body[..error.valid_up_to()]
            .iter()
            .filter(|b| **b == b'\n')
            .count();
        let place = Place {
            line: u32::try_from(line).ok(),
            ..Place::file(name)
        };
        Complaint::new(
            place,
            text!(
                "Die Datei ist kein Text in UTF-8.",
                "The file is not text in UTF-8."
            ),
        )
        .help(text!(
            "Im Editor als „UTF-8“ speichern.",
            "Save it as `UTF-8` in the editor."
        ))
        .into()
    })
}

/// The record of a file that was read.
pub fn input_file(location: &Location, bytes: &[u8]) -> InputFile {
    let digest = Sha256::digest(bytes);
    let sha256 = digest.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    });
    InputFile {
        path: location.relative.clone(),
        sha256,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_start_at_the_file_that_makes_them() {
        let scenario = Location::root(Path::new("scenarios/wave.toml"));
        let base = scenario.beside("../bases/town.toml");
        assert_eq!(base.relative, "../bases/town.toml");
        let map = base.beside("./maps/town.geojson");
        assert_eq!(map.relative, "../bases/maps/town.geojson");
        assert_eq!(map.path, Path::new("scenarios/../bases/maps/town.geojson"));
        assert_eq!(map.shown(), "bases/maps/town.geojson");
    }

    #[test]
    fn a_file_is_named_as_it_is_seen_from_the_scenario() {
        let absolute = Location::root(Path::new("/home/maria/plan/town.toml"));
        assert_eq!(absolute.seen_from_here("/home/maria/plan/town.toml"), "town.toml");
        assert_eq!(
            absolute.seen_from_here("/home/maria/bases/base.toml"),
            "../bases/base.toml"
        );
        let relative = Location::root(Path::new("./plan/town.toml"));
        assert_eq!(
            relative.seen_from_here("plan/tables/sites.csv"),
            "tables/sites.csv"
        );
        assert_eq!(relative.seen_from_here("/etc/base.toml"), "/etc/base.toml");
    }

    #[test]
    fn bytes_that_are_no_text_are_named_with_their_line() {
        let complaint = utf8(b"a = 1\nb = \"\xe4\"\n", "x.toml").unwrap_err();
        assert_eq!(complaint.0[0].place.to_string(), "x.toml:2");
    }

    #[test]
    fn a_hash_is_the_published_one() {
        let file = input_file(&Location::root(Path::new("abc")), b"abc");
        assert!(file.sha256.starts_with("ba7816bf8f01cfea414140de5dae2223"));
    }
}
