//! Tables that stay tables: the register, the waiting list, historical series.
//!
//! They are read here, so that resolving needs no files. Whether their names exist is
//! decided there.

use super::geography;
use super::reading::Reading;
use super::rows::{note_table, open};
use super::table::{Gaps, Period, expect_column};
use super::tables::Rows;
use super::tables::register::{self, RegisterRow};
use super::tables::waiting::{self, WaitingRow};
use super::tree::Node;
use crate::complaint::{Complaints, Place};
use geo::MultiPolygon;
use std::collections::BTreeMap;
use std::path::Path;

/// The tables of a scenario.
#[derive(Debug, Default)]
pub struct Attachments {
    /// Who lives where today.
    pub register: Vec<RegisterRow>,
    /// Who waits today.
    pub waiting: Vec<WaitingRow>,
    /// Historical series that are played again, by group.
    pub series: BTreeMap<String, Series>,
    /// Historical series that are cut into blocks, by group.
    pub histories: BTreeMap<String, Series>,
    /// Areas under water, by shock.
    pub floods: BTreeMap<String, MultiPolygon>,
}

/// A historical series, as it stands in its table.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Each row: when, how many persons, and where it stands.
    pub rows: Vec<(Period, f64, Place)>,
}

/// Reads the tables that a scenario names.
pub fn read(tree: &Node, reading: &mut Reading) -> Attachments {
    Attachments {
        register: rows_of(tree, "register", register::read, reading),
        waiting: rows_of(tree, "waiting", waiting::read, reading),
        series: all_series(tree, "replay", reading),
        histories: all_series(tree, "bootstrap", reading),
        floods: geography::floods(tree, reading),
    }
}

type Read<T> = fn(&Path, &str) -> Result<Rows<T>, Complaints>;

fn rows_of<T>(tree: &Node, name: &str, read: Read<T>, reading: &mut Reading) -> Vec<T> {
    let Some((node, reference)) = named(tree, &["tables", name]) else {
        return Vec::new();
    };
    let location = reading.location_near(node).beside(reference);
    let rows = note_table(&location, &node.place(), reading)
        .ok_or_else(Complaints::default)
        .and_then(|()| read(&location.path, &location.shown()));
    match rows {
        Ok(rows) => {
            reading.notices.extend(rows.notices);
            rows.rows
        }
        Err(complaints) => {
            reading.complaints.0.extend(complaints.0);
            reading.faulty.push(format!("tables.{name}"));
            Vec::new()
        }
    }
}

fn named<'a>(tree: &'a Node, path: &[&str]) -> Option<(&'a Node, &'a str)> {
    let node = tree.at_path(path.iter().copied())?;
    Some((node, node.text()?))
}

fn all_series(tree: &Node, process: &str, reading: &mut Reading) -> BTreeMap<String, Series> {
    let groups = tree.child("groups").and_then(Node::table);
    let replays = groups.into_iter().flatten().filter_map(|(group, node)| {
        let replay = node.at_path(["arrivals", process])?;
        Some((group.clone(), series(replay, reading)?))
    });
    replays.collect()
}

fn series(replay: &Node, reading: &mut Reading) -> Option<Series> {
    let (reference, _) = named(replay, &["table"])?;
    let location = reading.location_near(reference);
    let table = open(reference, &location, reading)?;
    let (_, dates) = named(replay, &["date_column"])?;
    let (_, persons) = named(replay, &["persons_column"])?;
    let dates = expect_column(&table, dates, &mut reading.complaints);
    let persons = expect_column(&table, persons, &mut reading.complaints)?;
    let periods = dates?.periods(Gaps::Refused, &mut reading.complaints);
    let numbers = persons.numbers(Gaps::Refused, &mut reading.complaints);
    let places = persons.cells().map(|cell| cell.place());
    let rows = periods.into_iter().zip(numbers).zip(places);
    // A series with holes would only bring complaints that follow from them.
    let rows: Option<Vec<_>> = rows
        .map(|((period, number), place)| Some((period?, number?, place)))
        .collect();
    rows.map(|rows| Series { rows })
}
