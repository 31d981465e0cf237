//! Reading: files become a scenario in which every name exists, or complaints.

pub mod assumptions;
pub mod attachments;
pub mod changes;
pub mod conform;
pub mod decisions;
pub mod docs;
pub mod extends;
pub mod file;
pub mod geography;
pub mod listing;
pub mod map;
pub mod merge;
pub mod misfits;
mod presets;
pub mod read;
pub mod reading;
pub mod resolve;
pub mod resolved;
pub mod results;
pub mod rows;
pub mod say;
pub mod scores;
pub mod shape;
pub mod sources;
pub mod syntax;
pub mod table;
pub mod tables;
pub mod tree;

pub use changes::Changes;

use crate::complaint::{Complaint, Complaints, Place};
use crate::household::Starts;
use crate::proposal::ScoreTable;
use crate::scenario::{Assumption, InputFile, Scenario};
use crate::text;
use crate::text::Text;
use crate::town::map::Map;
use attachments::Attachments;
use file::ScenarioFile;
use read::Location;
use reading::Reading;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use tree::Node;

/// A scenario that was read, with everything known about where it comes from.
#[derive(Debug)]
pub struct Loaded {
    /// The world as data.
    pub scenario: Scenario,
    /// The map, where there is one.
    pub map: Option<Map>,
    /// Every value with origin and source.
    pub assumptions: Vec<Assumption>,
    /// Every file that was read.
    pub inputs: Vec<InputFile>,
    /// The scenario as one file would hold it, defaults included, tables inlined; of
    /// households only their number.
    pub resolved: Value,
    /// A planner's scores, where the scenario names a table of them.
    pub scores: Option<ScoreTable>,
    /// What is worth knowing but not wrong.
    pub notices: Vec<Complaint>,
}

/// What is wrong with a scenario, and the scenario as far as it is understood where at least all
/// its names are known.
#[derive(Debug)]
pub struct Wrong {
    /// What is wrong.
    pub complaints: Complaints,
    /// Good for looking up names, and for nothing else.
    pub names: Option<Box<Scenario>>,
}

impl From<Complaints> for Wrong {
    fn from(complaints: Complaints) -> Wrong {
        Wrong {
            complaints,
            names: None,
        }
    }
}

/// Reads a scenario, or says everything that is wrong with it; what comes with it can then still be
/// held against its names.
pub fn load_or_name(path: &Path, changes: &Changes) -> Result<Loaded, Wrong> {
    match load_unsorted(path, changes, 0) {
        Ok((loaded, _)) => Ok(loaded),
        Err(wrong) => Err(Wrong {
            complaints: in_order(wrong.complaints),
            ..wrong
        }),
    }
}

/// Reads a scenario, or says everything that is wrong with it.
pub fn load(path: &Path, changes: &Changes) -> Result<Loaded, Complaints> {
    load_or_name(path, changes).map_err(|wrong| wrong.complaints)
}

/// The same with so many draws of the households at the start, where some are drawn because only
/// their number of persons is known; the first is that of the scenario.
pub fn load_with_starts(path: &Path, changes: &Changes, draws: u32) -> Result<(Loaded, Starts), Complaints> {
    load_unsorted(path, changes, draws).map_err(|wrong| in_order(wrong.complaints))
}

/// In the order in which people read, each complaint once.
fn in_order(mut complaints: Complaints) -> Complaints {
    complaints.0.sort_by(|one, other| one.place.cmp(&other.place));
    complaints.0.dedup();
    Complaints(once_for_many(complaints.0))
}

/// How often the same may be missing in a file before the rest is summed up.
const SAME_TOLD: usize = 5;

/// What is missing in many entries of a file alike, is told for some of them and counted for
/// the rest. Complaints that quote a value are all kept.
fn once_for_many(all: Vec<Complaint>) -> Vec<Complaint> {
    type Sort = (Option<String>, Option<String>, String);
    let sort = |complaint: &Complaint| -> Option<Sort> {
        let key = complaint
            .key
            .as_deref()
            .map(|key| tree::segments(key).pop().unwrap_or_default());
        let missing = complaint.value.is_none() && key.is_some();
        missing.then(|| (complaint.place.file.clone(), key, complaint.message.en.clone()))
    };
    let mut counts: BTreeMap<Sort, usize> = BTreeMap::new();
    for sort in all.iter().filter_map(sort) {
        *counts.entry(sort).or_default() += 1;
    }
    let mut told: BTreeMap<Sort, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for complaint in all {
        let Some(sort) = sort(&complaint) else {
            out.push(complaint);
            continue;
        };
        let rest = counts[&sort].saturating_sub(SAME_TOLD);
        let before = told.entry(sort).or_default();
        *before += 1;
        match *before {
            _ if rest < 2 => out.push(complaint),
            number if number <= SAME_TOLD => out.push(complaint),
            number if number == SAME_TOLD + 1 => out.push(and_more(complaint, rest)),
            _ => {}
        }
    }
    out
}

fn and_more(complaint: Complaint, rest: usize) -> Complaint {
    let Text { de, en } = &complaint.message;
    let message = text!(
        "{de} Dasselbe gilt ab hier für {rest} Stellen dieser Datei.",
        "{en} From here on the same holds for {rest} places of this file."
    );
    Complaint { message, ..complaint }
}

fn load_unsorted(path: &Path, changes: &Changes, draws: u32) -> Result<(Loaded, Starts), Wrong> {
    let shape = shape::scenario();
    let mut reading = Reading::default();
    let tree = extends::read(&Location::root(path), shape, &mut reading);
    let Some(mut tree) = tree else {
        return Err(reading.complaints.into());
    };
    changes.apply(&mut tree, shape, &mut reading.complaints);
    rows::drop_unknown(&mut tree, &mut reading);
    presets::fill_in(&mut tree);
    let map = geography::read(&tree, &mut reading);
    if let (Some(map), Some(file)) = (&map, geography::file_of(&tree, &reading)) {
        geography::fill_in(&mut tree, map, &file);
    }
    let attachments = attachments::read(&tree, &mut reading);
    if reading.incomplete {
        // Most of what else could be said would only follow from what is missing.
        return Err(reading.complaints.into());
    }
    resolve_tree(&tree, map, &attachments, reading, draws)
}

fn resolve_tree(
    tree: &Node,
    map: Option<Map>,
    attachments: &Attachments,
    mut reading: Reading,
    draws: u32,
) -> Result<(Loaded, Starts), Wrong> {
    let (value, findings) = conform::conform(tree, shape::scenario(), std::mem::take(&mut reading.faulty));
    reading.complaints.0.extend(findings.complaints.0);
    let file: ScenarioFile = match serde_json::from_value(value.clone()) {
        Ok(file) => file,
        Err(error) => {
            if reading.complaints.is_empty() {
                reading.complaints.push(not_understood(tree, &error));
            }
            return Err(reading.complaints.into());
        }
    };
    let (resolved, complaints) = resolve::resolve(&file, tree, map.as_ref(), attachments, &findings.faulty);
    reading.complaints.0.extend(complaints.0);
    reading.notices.extend(resolved.notices);
    let scenario = resolved.scenario;
    // Names that do not exist may follow from what else is wrong.
    let names_are_known = names_are_whole(&file, &scenario, attachments, &findings.faulty);
    let scores = match &attachments.scores {
        Some(table) if names_are_known => scores::resolve(table, &scenario, &mut reading.complaints),
        _ => None,
    };
    let mut complaints = std::mem::take(&mut reading.complaints);
    if !complaints.is_empty() {
        complaints.0.extend(resolved.impossible);
        return Err(Wrong {
            complaints,
            names: names_are_known.then(|| Box::new(scenario)),
        });
    }
    reading.notices.extend(resolved.impossible);
    let starts = resolve::starts(&file, tree, map.as_ref(), attachments, draws);
    let loaded = Loaded {
        scores,
        assumptions: assumptions::list(tree, shape::scenario(), &file),
        resolved: resolved::value(&file, tree, &reading, &scenario.households),
        scenario,
        map,
        inputs: reading.inputs,
        notices: reading.notices,
    };
    Ok((loaded, starts.into()))
}

/// Whether all sites, groups and households that the files name stand in the scenario, so that a
/// name which does not is a mistake of whoever wrote it.
fn names_are_whole(
    file: &ScenarioFile,
    scenario: &Scenario,
    attachments: &Attachments,
    faulty: &[String],
) -> bool {
    let homeless = scenario
        .households
        .iter()
        .filter(|household| household.site.is_none());
    let tables_are_read = !faulty.iter().any(|key| key.starts_with("tables"));
    tables_are_read
        && scenario.sites.len() >= file.sites.len()
        && scenario.groups.len() >= file.groups.len()
        && homeless.count() == attachments.waiting.len()
}

/// The shape was right and still the structs refuse: the two disagree about something.
fn not_understood(tree: &Node, error: &serde_json::Error) -> Complaint {
    let place = Place::clone(&tree.key_place);
    Complaint::new(
        place,
        text!(
            "Das Szenario lässt sich nicht verstehen: {error}.",
            "The scenario cannot be understood: {error}."
        ),
    )
}
