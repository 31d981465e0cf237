//! What differs between the runs before anything is played.

use super::things::{Entry, Thing, entries};
use super::words as said;
use crate::findings::comparison::{AssumptionRow, Comparison, SWITCHED, StoredRun};
use crate::report::block::{Align, Block, Cell, Section, Table, stranger};
use crate::report::catalogue::{compare as words, method};
use crate::report::{json, keys};
use crate::text::Text;
use serde_json::Value;

/// Most assumptions that the page lists; all stand in the JSON.
const MOST_ROWS: usize = 200;

/// The assumptions that differ, measures switched on or off first.
pub fn section(comparison: &Comparison) -> Option<Section> {
    let entries = entries(comparison);
    let mut blocks = Vec::new();
    if entries.is_empty() {
        blocks.push(Block::Paragraph(words::no_assumption_differs()));
    } else {
        blocks.push(Block::Table(assumption_table(comparison, &entries)));
        blocks.extend(things(comparison, &entries));
    }
    Some(Section {
        id: "assumptions",
        title: words::assumptions(),
        blocks,
    })
}

fn assumption_table(comparison: &Comparison, entries: &[Entry]) -> Table {
    let mut columns = vec![(words::assumption(), Align::Words)];
    columns.extend((0..comparison.runs.len()).map(|run| (said::name(run), Align::Words)));
    let mut table = Table::new(words::assumptions_caption(), columns);
    for entry in entries.iter().take(MOST_ROWS) {
        table.row(match entry {
            Entry::Value(row) if row.key == SWITCHED => switched(comparison, row),
            Entry::Value(row) => value(comparison, row),
            Entry::Thing(thing) => whole(comparison, thing),
        });
    }
    shortened(table, entries.len())
}

/// A table of at most so many rows says what it leaves out.
fn shortened(table: Table, all: usize) -> Table {
    match all.saturating_sub(MOST_ROWS) {
        0 => table,
        left_out => table.note(method::rows_left_out(left_out, "--format json")),
    }
}

fn value(comparison: &Comparison, row: &AssumptionRow) -> Vec<Cell> {
    let mut cells = vec![meaning(comparison, row)];
    cells.extend(row.values.iter().map(|value| {
        let told = value.as_ref().map(|value| keys::value(&row.key, value));
        Cell::words_or_nothing(told)
    }));
    cells
}

fn meaning(comparison: &Comparison, row: &AssumptionRow) -> Cell {
    let meaning = keys::meaning(&row.key, resolved(comparison, row));
    Cell::WithDetail(meaning, stranger(&row.key))
}

/// The scenario of the last run that has the value.
fn resolved<'a>(comparison: &'a Comparison, row: &AssumptionRow) -> &'a Value {
    let mut runs = comparison.runs.iter().zip(&row.values);
    let having = runs.rfind(|(_, value)| value.is_some());
    having.map_or(&Value::Null, |(run, _)| &run.resolved)
}

/// A thing that some runs lack, with the number of its values.
fn whole(comparison: &Comparison, thing: &Thing) -> Vec<Cell> {
    let resolved = thing
        .rows
        .first()
        .map_or(&Value::Null, |row| resolved(comparison, row));
    let name = keys::name(thing.key, resolved);
    let mut cells = vec![Cell::WithDetail(name, stranger(thing.key))];
    cells.extend((0..comparison.runs.len()).map(|run| {
        if thing.is_in(run) {
            Cell::Words(words::values(thing.rows.len()))
        } else {
            Cell::Nothing
        }
    }));
    cells
}

/// The values of what some runs lack, folded away.
fn things(comparison: &Comparison, entries: &[Entry]) -> Option<Block> {
    let things = entries.iter().filter_map(|entry| match entry {
        Entry::Thing(thing) => Some(thing),
        Entry::Value(_) => None,
    });
    let rows: Vec<&AssumptionRow> = things.flat_map(|thing| thing.rows.iter().copied()).collect();
    let columns = words::values_columns().map(|name| (name, Align::Words));
    let mut table = Table::new(words::values_caption(), columns.to_vec());
    for row in rows.iter().take(MOST_ROWS) {
        let runs: Vec<usize> = (0..row.values.len())
            .filter(|run| row.values[*run].is_some())
            .collect();
        let value = row.values.iter().flatten().next();
        table.row(vec![
            meaning(comparison, row),
            Cell::words_or_nothing(value.map(|value| keys::value(&row.key, value))),
            Cell::Words(said::letters(&runs)),
        ]);
    }
    (!rows.is_empty()).then(|| {
        let table = shortened(table, rows.len());
        Block::Details(words::values_caption(), vec![Block::Table(table)])
    })
}

/// Which measures act in each run.
fn switched(comparison: &Comparison, row: &AssumptionRow) -> Vec<Cell> {
    let mut cells = vec![Cell::Words(words::switched())];
    let runs = comparison.runs.iter().zip(&row.values);
    cells.extend(runs.map(|(run, _)| match &run.variant {
        None => Cell::Words(words::all_measures()),
        Some(variant) => {
            let named = variant.ids().iter().map(|id| measure_name(run, id));
            Cell::WithDetails(words::variant(variant), named.collect())
        }
    }));
    cells
}

/// Which measures act in a run, in one line.
pub fn switched_in(run: &StoredRun) -> Text {
    let Some(variant) = &run.variant else {
        return words::all_measures();
    };
    let named = variant.ids().iter().map(|id| measure_name(run, id).de);
    let named = Text::same(named.collect::<Vec<String>>().join("; "));
    said::joined(&[words::variant(variant), named])
}

/// The name of a measure, as the scenario tells it.
fn measure_name(run: &StoredRun, id: &str) -> Text {
    let name = run.resolved["measures"][id]["measure"].as_str();
    stranger(name.unwrap_or(id))
}

/// A value as it would be written, shortened.
pub fn shown(value: &Value) -> String {
    stranger(&json::written(value)).de
}
