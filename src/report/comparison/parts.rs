//! Services and the emergency in all runs, with differences on the same futures.

use super::columns::{cell, heads, slug};
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
    let table = table(
        comparison,
        words::services_caption(),
        words::service(),
        |part, row| part.sort == Sort::Service && SHOWN.contains(&last(row)),
    );
    (!table.rows.is_empty()).then(|| Section {
        id: "services",
        title: service_words::title(),
        blocks: vec![Block::Paragraph(service_words::lead()), Block::Table(table)],
    })
}

/// Surges, shocks and the steps of the ladder.
pub fn emergency(comparison: &Comparison) -> Option<Section> {
    let of = |sorts: &'static [Sort], caption: Text, first: Text| {
        table(comparison, caption, first, move |part, _| {
            sorts.contains(&part.sort)
        })
    };
    let tables = [
        of(
            &[Sort::Surge, Sort::Shock],
            words::events_caption(),
            words::event(),
        ),
        of(&[Sort::Step], words::steps_caption(), words::step()),
    ];
    let mut blocks: Vec<Block> = tables
        .into_iter()
        .filter(|table| !table.rows.is_empty())
        .map(Block::Table)
        .collect();
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

fn table(
    comparison: &Comparison,
    caption: Text,
    first: Text,
    is_shown: impl Fn(&PartRows, &FigureRow) -> bool,
) -> Table {
    let mut table = Table::new(caption, heads(comparison, first));
    for part in &comparison.parts {
        for row in part.rows.iter().filter(|row| is_shown(part, row)) {
            table.row_named(
                format!("part-{}", slug(&row.id)),
                cells(comparison, &stranger_text(&part.name), row),
            );
        }
    }
    table
}

/// The cells of a row: the part with what is counted, then every run.
pub fn cells(comparison: &Comparison, name: &Text, row: &FigureRow) -> Vec<Cell> {
    let mut cells = vec![Cell::WithDetail(name.clone(), row.name.clone())];
    cells.extend(comparison.runs.iter().enumerate().map(|(index, run)| {
        if run.figure(&row.id).is_some() {
            cell(row, index, run)
        } else {
            Cell::Words(words::not_there())
        }
    }));
    cells
}

/// A stranger's words in both languages, shortened.
pub fn stranger_text(words: &Text) -> Text {
    Text {
        de: stranger(&words.de).de,
        en: stranger(&words.en).en,
    }
}
