//! A scenario file with everything that it extends, as one tree.
//!
//! Files are read, their sources attached, and put on top of each other. What the keys
//! mean is left to others.

use super::merge::{Conflict, on_top, side_by_side};
use super::read::{self, Location};
use super::reading::{Reading, note_input};
use super::shape::Shape;
use super::tree::{Content, Node};
use super::{rows, sources, syntax};
use crate::complaint::{Complaint, Place};
use crate::text;
use std::path::PathBuf;

/// Largest scenario file, in bytes.
const LARGEST: u64 = 16_000_000;
/// How many files a scenario may consist of; no scenario comes near.
const MOST_FILES: usize = 100;

/// A file on the way from the scenario to its bases.
struct Step {
    canonical: PathBuf,
    shown: String,
}

/// Reads a scenario file and all its bases. Nothing comes back where a file could not be
/// read as TOML; then there are complaints.
pub fn read(location: &Location, shape: &Shape, reading: &mut Reading) -> Option<Node> {
    let nowhere = Place::file(location.shown());
    file(location, &nowhere, shape, &[], &mut Vec::new(), reading)
}

/// Reads one file and its bases. `replaced` are the tables that a file above names itself.
fn file(
    location: &Location,
    referred: &Place,
    shape: &Shape,
    replaced: &[String],
    chain: &mut Vec<Step>,
    reading: &mut Reading,
) -> Option<Node> {
    let mut own = toml(location, referred, reading)?;
    sources::attach(&mut own, shape, &mut reading.complaints);
    let listed = listed_sources(&own);
    let bases = bases_of(&own);
    let tables = named_tables(&own);
    rows::expand(&mut own, location, replaced, shape, reading);
    chain.push(Step {
        canonical: canonical(location),
        shown: location.shown(),
    });
    let below = [replaced, &tables].concat();
    let mut conflicts = Vec::new();
    let base = bases
        .iter()
        .filter_map(|(reference, place)| base(location, reference, place, shape, &below, chain, reading))
        .reduce(|one, other| side_by_side(one, other, shape, &mut Vec::new(), &mut conflicts));
    chain.pop();
    let open = conflicts.into_iter().filter(|conflict| !decided(&own, conflict));
    reading
        .complaints
        .0
        .extend(open.map(|conflict| conflict.complaint));
    let mut merged = match base {
        Some(base) => on_top(base, own, shape),
        None => own,
    };
    sources::apply_listed(&mut merged, &listed, &mut reading.complaints);
    Some(merged)
}

/// One base, unless it leads back to where we come from.
fn base(
    location: &Location,
    reference: &str,
    place: &Place,
    shape: &Shape,
    replaced: &[String],
    chain: &mut Vec<Step>,
    reading: &mut Reading,
) -> Option<Node> {
    let location = location.beside(reference);
    let here = canonical(&location);
    if let Some(first) = chain.iter().position(|step| step.canonical == here) {
        reading.complaints.push(circle(&chain[first..], &location, place));
        reading.incomplete = true;
        return None;
    }
    let mut node = file(&location, place, shape, replaced, chain, reading)?;
    if let Some(entries) = node.table_mut() {
        entries.shift_remove("extends");
    }
    Some(node)
}

fn toml(location: &Location, referred: &Place, reading: &mut Reading) -> Option<Node> {
    reading.files += 1;
    reading.locations.push(location.clone());
    if reading.files > MOST_FILES {
        if reading.files == MOST_FILES + 1 {
            reading.complaints.push(too_many_files(referred));
        }
        reading.incomplete = true;
        return None;
    }
    let parsed = read::bytes(location, LARGEST, referred).and_then(|bytes| {
        note_input(reading, read::input_file(location, &bytes));
        let text = read::utf8(&bytes, &location.shown())?;
        syntax::parse_with_repetitions(&text, &location.shown())
    });
    parsed
        .map(|(node, twice)| {
            reading.complaints.0.extend(twice.0);
            node
        })
        .map_err(|complaints| {
            reading.incomplete = true;
            reading.complaints.0.extend(complaints.0);
        })
        .ok()
}

fn canonical(location: &Location) -> PathBuf {
    location
        .path
        .canonicalize()
        .unwrap_or_else(|_| location.path.clone())
}

/// The bases a file names, with the places where it does.
fn bases_of(root: &Node) -> Vec<(String, Place)> {
    let named = |node: &Node| node.text().map(|text| (text.to_owned(), node.place()));
    match root.child("extends") {
        Some(node) => match &node.content {
            Content::List(items) => items.iter().filter_map(named).collect(),
            _ => named(node).into_iter().collect(),
        },
        None => Vec::new(),
    }
}

fn named_tables(root: &Node) -> Vec<String> {
    let tables = root.child("tables").and_then(Node::table);
    tables
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect()
}

fn listed_sources(root: &Node) -> Vec<(String, Node)> {
    let listed = root.child("sources").and_then(Node::table);
    let entries = listed.into_iter().flatten();
    entries.map(|(key, node)| (key.clone(), node.clone())).collect()
}

/// Whether the file itself sets what its bases disagree about.
fn decided(own: &Node, conflict: &Conflict) -> bool {
    own.at_path(conflict.path.iter().map(String::as_str)).is_some()
}

fn circle(chain: &[Step], back: &Location, place: &Place) -> Complaint {
    let names: Vec<String> = chain.iter().map(|step| step.shown.clone()).collect();
    let way = [names, vec![back.shown()]].concat().join(" → ");
    Complaint::new(
        place.clone(),
        text!(
            "Die Szenarien bauen im Kreis aufeinander auf: {way}.",
            "The scenarios extend each other in a circle: {way}."
        ),
    )
    .key("extends")
    .help(text!(
        "In einer der Dateien „extends“ streichen.",
        "Drop `extends` in one of the files."
    ))
}

fn too_many_files(place: &Place) -> Complaint {
    Complaint::new(
        place.clone(),
        text!(
            "Das Szenario besteht aus mehr als {MOST_FILES} Dateien.",
            "The scenario consists of more than {MOST_FILES} files."
        ),
    )
    .key("extends")
}
