//! What differs between the runs before anything is played: assumptions, and the folders read.

use super::words as said;
use crate::findings::comparison::{AssumptionRow, Comparison, SWITCHED, StoredRun};
use crate::report::block::{Align, Block, Cell, Section, Table, stranger};
use crate::report::catalogue::{self, compare as words, method};
use crate::report::{json, keys, number};
use crate::text::Text;
use serde_json::Value;

/// Most assumptions that the page lists; all stand in the JSON.
const MOST_ROWS: usize = 200;

/// The assumptions that differ, measures switched on or off first.
pub fn section(comparison: &Comparison) -> Option<Section> {
    let rows = &comparison.assumptions;
    let block = if rows.is_empty() {
        Block::Paragraph(words::no_assumption_differs())
    } else {
        Block::Table(assumption_table(comparison))
    };
    Some(Section {
        id: "assumptions",
        title: words::assumptions(),
        blocks: vec![block],
    })
}

fn assumption_table(comparison: &Comparison) -> Table {
    let mut columns = vec![(words::assumption(), Align::Words)];
    columns.extend((0..comparison.runs.len()).map(|run| (said::name(run), Align::Words)));
    let mut table = Table::new(words::assumptions_caption(), columns);
    for row in comparison.assumptions.iter().take(MOST_ROWS) {
        let resolved = comparison.runs.iter().zip(&row.values);
        let mut resolved = resolved
            .filter(|(_, value)| value.is_some())
            .map(|(run, _)| &run.resolved);
        if row.key == SWITCHED {
            table.row(switched(comparison, row));
            continue;
        }
        let meaning = keys::meaning(&row.key, resolved.next_back().unwrap_or(&Value::Null));
        let mut cells = vec![Cell::WithDetail(meaning, stranger(&row.key))];
        cells.extend(row.values.iter().map(|value| {
            value
                .as_ref()
                .map_or(Cell::Nothing, |value| Cell::Words(keys::value(&row.key, value)))
        }));
        table.row(cells);
    }
    if comparison.assumptions.len() > MOST_ROWS {
        let left_out = comparison.assumptions.len() - MOST_ROWS;
        table = table.note(method::rows_left_out(left_out, "--format json"));
    }
    table
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

/// The folders that were read.
pub fn compared(comparison: &Comparison) -> Option<Section> {
    let [scenario, folder, period, replications, seed, version] = words::compared_columns();
    let mut table = Table::new(
        words::compared_caption(),
        vec![
            (scenario, Align::Words),
            (folder, Align::Words),
            (period, Align::Words),
            (replications, Align::Numbers),
            (seed, Align::Numbers),
            (version, Align::Words),
        ],
    );
    for (index, run) in comparison.runs.iter().enumerate() {
        table.row(vec![
            Cell::Words(said::head(index, run)),
            Cell::Code(stranger(&run.folder).de),
            Cell::Words(catalogue::from_to(run.calendar.start, run.calendar.end())),
            Cell::Words(number::whole(u64::from(run.replications))),
            Cell::Words(Text::same(run.seed.to_string())),
            Cell::name(&run.version),
        ]);
    }
    Some(Section {
        id: "compared",
        title: words::compared(),
        blocks: vec![Block::Table(table)],
    })
}
