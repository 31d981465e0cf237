//! Services and the emergency in all runs, with differences on the same futures.
//!
//! What only some runs have stands in a table of its own with their columns alone: so it is said
//! once that the others do not have it.

use super::columns::{cell, heads_of, slug};
use super::words as said;
use crate::findings::comparison::{Comparison, FigureRow, PartRows};
use crate::findings::parts::Sort;
use crate::report::block::{Block, Cell, Section, Table, stranger};
use crate::report::catalogue::{compare as words, emergency, services as service_words};
use crate::text::Text;

/// The services: how likely a bottleneck is, how long people wait, who is served in time.
pub fn services(comparison: &Comparison) -> Option<Section> {
    const SHOWN: &[&str] = &[
        "probability_of_bottleneck",
        "waiting_median_days",
        "in_time_share",
        "persons_peak",
    ];
    let mut blocks = tables(
        comparison,
        words::services_caption,
        words::service,
        |part, row| part.sort == Sort::Service && SHOWN.contains(&last(row)),
    );
    if blocks.is_empty() {
        return None;
    }
    blocks.insert(0, Block::Paragraph(service_words::lead()));
    Some(Section {
        id: "services",
        title: service_words::title(),
        blocks,
    })
}

/// Surges, shocks and the steps of the ladder.
pub fn emergency(comparison: &Comparison) -> Option<Section> {
    let of = |sorts: &'static [Sort], caption: fn() -> Text, first: fn() -> Text| {
        tables(comparison, caption, first, move |part, _| {
            sorts.contains(&part.sort)
        })
    };
    let mut blocks = of(&[Sort::Surge, Sort::Shock], words::events_caption, words::event);
    blocks.extend(of(&[Sort::Step], words::steps_caption, words::step));
    if blocks.is_empty() {
        return None;
    }
    blocks.insert(0, Block::Paragraph(words::emergency_lead()));
    Some(Section {
        id: "emergency",
        title: emergency::title(),
        blocks,
    })
}

/// The last part of a path.
pub fn last(row: &FigureRow) -> &str {
    row.id.rsplit('/').next().unwrap_or(&row.id)
}

/// A table for each set of runs that have the same parts, in order of first appearance.
fn tables(
    comparison: &Comparison,
    caption: fn() -> Text,
    first: fn() -> Text,
    is_shown: impl Fn(&PartRows, &FigureRow) -> bool,
) -> Vec<Block> {
    let mut all: Vec<(Vec<usize>, Table)> = Vec::new();
    for part in &comparison.parts {
        let rows: Vec<&FigureRow> = part.rows.iter().filter(|row| is_shown(part, row)).collect();
        let runs = having(comparison, &rows);
        if runs.is_empty() {
            continue;
        }
        if all.iter().all(|(of, _)| *of != runs) {
            let caption = only_in(comparison, &runs, caption());
            let table = Table::new(caption, heads_of(comparison, &runs, first()));
            all.push((runs.clone(), table));
        }
        let table = all.iter_mut().find(|(of, _)| *of == runs);
        if let Some((_, table)) = table {
            fill(table, comparison, &runs, part, &rows);
        }
    }
    all.into_iter().map(|(_, table)| Block::Table(table)).collect()
}

fn fill(table: &mut Table, comparison: &Comparison, runs: &[usize], part: &PartRows, rows: &[&FigureRow]) {
    let name = stranger_text(&part.name);
    if let [only] = runs {
        // There is nothing to compare: the part needs no row for each of its figures.
        let told = rows.iter().filter_map(|row| told(comparison, *only, row));
        table.row(vec![
            Cell::Words(name),
            Cell::WithDetails(Text::same(""), told.collect()),
        ]);
        return;
    }
    for row in rows {
        let anchor = format!("part-{}", slug(&row.id));
        table.row_named(anchor, cells(comparison, runs, &name, row));
    }
}

/// A figure of one run in a line.
fn told(comparison: &Comparison, run: usize, row: &FigureRow) -> Option<Text> {
    let (value, interval) = said::value(comparison.runs[run].figure(&row.id)?);
    let mut told = vec![value?];
    told.extend(interval);
    Some(words::figure_of_one(&row.name, &said::joined(&told)))
}

/// The runs that have any of these figures.
pub fn having(comparison: &Comparison, rows: &[&FigureRow]) -> Vec<usize> {
    let has = |run: &usize| {
        rows.iter()
            .any(|row| comparison.runs[*run].figure(&row.id).is_some())
    };
    (0..comparison.runs.len()).filter(has).collect()
}

/// A caption that says which runs have it, where not all do.
pub fn only_in(comparison: &Comparison, runs: &[usize], caption: Text) -> Text {
    if runs.len() == comparison.runs.len() {
        return caption;
    }
    words::only_in(&caption, &said::letters(runs))
}

/// The cells of a row: the part with what is counted, then the runs.
pub fn cells(comparison: &Comparison, runs: &[usize], name: &Text, row: &FigureRow) -> Vec<Cell> {
    let mut cells = vec![Cell::WithDetail(name.clone(), row.name.clone())];
    cells.extend(runs.iter().map(|run| cell(row, *run, &comparison.runs[*run])));
    cells
}

/// A stranger's words in both languages, shortened.
pub fn stranger_text(words: &Text) -> Text {
    Text {
        de: stranger(&words.de).de,
        en: stranger(&words.en).en,
    }
}
