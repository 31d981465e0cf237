//! What the stations of reading leave behind for each other.

use super::listing::Listing;
use super::read::Location;
use crate::complaint::{Complaint, Complaints, Place};
use crate::scenario::InputFile;

/// What was read on the way.
#[derive(Debug, Default)]
pub struct Reading {
    /// Files, each once, in the order in which they were first read.
    pub inputs: Vec<InputFile>,
    /// Scenario files, the scenario itself first.
    pub locations: Vec<Location>,
    /// What is wrong.
    pub complaints: Complaints,
    /// What is worth knowing.
    pub notices: Vec<Complaint>,
    /// Keys whose values could not be read from a cell.
    pub faulty: Vec<String>,
    /// Entries that a table of their parts names, with the place where it does.
    pub referred: Vec<(&'static Listing, String, Place)>,
    /// Whether a scenario file could not be read, so that much of the rest is missing.
    pub incomplete: bool,
    /// How many scenario files were read, repeated ones counted each time.
    pub(super) files: usize,
}

/// Records a file that was read, once.
pub fn note_input(reading: &mut Reading, input: InputFile) {
    if !reading.inputs.contains(&input) {
        reading.inputs.push(input);
    }
}
