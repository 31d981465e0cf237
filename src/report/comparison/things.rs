//! Assumptions in order, where a thing that some runs lack altogether (a site, a group, a shock) is
//! one entry, not one for each of its values.

use crate::findings::comparison::{AssumptionRow, Comparison};
use std::collections::{BTreeMap, BTreeSet};

/// An entry of the table of assumptions.
pub enum Entry<'a> {
    /// A value in which runs differ.
    Value(&'a AssumptionRow),
    /// A thing that some runs lack.
    Thing(Thing<'a>),
}

/// A thing that some runs lack.
pub struct Thing<'a> {
    /// The table and the id: `groups.evakuiert`.
    pub key: &'a str,
    /// Its values that are the same wherever it is.
    pub rows: Vec<&'a AssumptionRow>,
}

impl Thing<'_> {
    /// Whether a run has it.
    pub fn is_in(&self, run: usize) -> bool {
        self.rows.iter().any(|row| row.values[run].is_some())
    }
}

/// The entries, in order of first appearance.
pub fn entries(comparison: &Comparison) -> Vec<Entry<'_>> {
    let things = lacked(comparison);
    let mut told = BTreeSet::new();
    let mut entries = Vec::new();
    for row in &comparison.assumptions {
        match thing_of(&row.key).filter(|key| things.contains_key(key)) {
            Some(key) if is_one_value(row) => {
                if told.insert(key) {
                    let rows = things[key].iter().copied();
                    let rows = rows.filter(|row| is_one_value(row)).collect();
                    entries.push(Entry::Thing(Thing { key, rows }));
                }
            }
            _ => entries.push(Entry::Value(row)),
        }
    }
    entries
}

/// Things of which at least one run has no value at all, with all their values.
fn lacked(comparison: &Comparison) -> BTreeMap<&str, Vec<&AssumptionRow>> {
    let mut things: BTreeMap<&str, Vec<&AssumptionRow>> = BTreeMap::new();
    for row in &comparison.assumptions {
        if let Some(key) = thing_of(&row.key) {
            things.entry(key).or_default().push(row);
        }
    }
    let lacks = |rows: &[&AssumptionRow], run: usize| rows.iter().all(|row| row.values[run].is_none());
    things.retain(|_, rows| rows.len() > 1 && (0..comparison.runs.len()).any(|run| lacks(rows, run)));
    things
}

/// The table and the id at the beginning of a key that goes on.
fn thing_of(key: &str) -> Option<&str> {
    key.match_indices('.').nth(1).map(|(end, _)| &key[..end])
}

/// Whether all runs that have a value have the same.
fn is_one_value(row: &AssumptionRow) -> bool {
    let mut values = row.values.iter().flatten();
    let first = values.next();
    values.all(|value| Some(value) == first)
}
