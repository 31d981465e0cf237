//! Scenario files in a folder of their own, for tests of the input.
#![allow(dead_code, reason = "every test file uses its own part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set its stage should fail")]

use quartier::complaint::Complaints;
use quartier::input::{Changes, Loaded, load};
use quartier::text::Lang;
use std::path::PathBuf;
use tempfile::TempDir;

/// The minimal scenario of the design, which every test may change.
pub const TWO_BEDS: &str = include_str!("../scenarios/two-beds.toml");

/// A folder with files.
pub struct Folder(TempDir);

impl Folder {
    /// An empty one.
    pub fn new() -> Folder {
        Folder(TempDir::new().expect("a temporary folder"))
    }

    /// One with the minimal scenario in `scenario.toml`, with some words replaced.
    pub fn with_two_beds(replacements: &[(&str, &str)]) -> Folder {
        let scenario = replacements.iter().fold(TWO_BEDS.to_owned(), |text, (old, new)| {
            assert!(text.contains(old), "{old}");
            text.replacen(old, new, 1)
        });
        Folder::new().and("scenario.toml", &scenario)
    }

    /// With one more file.
    pub fn and(self, name: &str, contents: impl AsRef<[u8]>) -> Folder {
        let path = self.path(name);
        let folder = path.parent().expect("a file lies in a folder");
        std::fs::create_dir_all(folder).expect("the folder can be made");
        std::fs::write(path, contents).expect("the file can be written");
        self
    }

    /// Where a file lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Reads a scenario of the folder.
    pub fn load(&self, name: &str) -> Result<Loaded, Complaints> {
        load(&self.path(name), &Changes::none())
    }

    /// Reads `scenario.toml`, in which nothing is wrong.
    pub fn loaded(&self) -> Loaded {
        self.loaded_as("scenario.toml")
    }

    /// Reads a scenario in which nothing is wrong.
    pub fn loaded_as(&self, name: &str) -> Loaded {
        self.load(name)
            .unwrap_or_else(|complaints| panic!("{}", complaints.to_text(Lang::En)))
    }

    /// What is said about a scenario in which something is wrong, without the folder's name.
    pub fn complaints(&self, name: &str, lang: Lang) -> String {
        match self.load(name) {
            Ok(_) => panic!("nothing is wrong with {name}"),
            Err(complaints) => self.without_folder(&complaints.to_text(lang)),
        }
    }

    /// A text without the folder's name.
    pub fn without_folder(&self, text: &str) -> String {
        let folder = format!("{}/", self.0.path().display());
        text.replace(&folder, "")
    }
}
