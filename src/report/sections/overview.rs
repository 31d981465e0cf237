//! The figures of the whole town, each with interval, spread and definition.

use crate::findings::{Figure, Unit};
use crate::report::block::{Align, Block, Cell, Section, Table};
use crate::report::catalogue::{self, summary as words};
use crate::report::number;
use crate::report::results::Results;
use crate::text::Text;

/// The overview.
pub fn section(results: &Results) -> Option<Section> {
    let figures = &results.findings.figures;
    (!figures.is_empty()).then(|| Section {
        id: "figures",
        title: words::overview(),
        blocks: vec![
            Block::Paragraph(words::overview_lead()),
            Block::Table(table(words::overview_caption(), "figure", figures)),
        ],
    })
}

/// Figures with value, interval and spread; rows are named by this word and the figure's id.
pub fn table(caption: Text, named: &str, figures: &[Figure]) -> Table {
    let mut table = Table::new(
        caption,
        vec![
            (catalogue::figure(), Align::Words),
            (catalogue::estimate(), Align::Numbers),
            (catalogue::interval(), Align::Numbers),
            (catalogue::spread(), Align::Numbers),
        ],
    );
    for figure in figures {
        table.row_named(
            format!("{named}-{}", figure.id),
            vec![
                Cell::WithDetail(figure.name.clone(), figure.definition.clone()),
                Cell::Words(value_with_unit(figure).unwrap_or_else(catalogue::not_seen)),
                Cell::words_or_nothing(number::interval(figure)),
                Cell::words_or_nothing(number::spread(figure)),
            ],
        );
    }
    without_empty_end(table)
}

/// The table without its last column where no row has anything there.
fn without_empty_end(mut table: Table) -> Table {
    let is_empty = |row: &crate::report::block::Row| matches!(row.cells.last(), Some(Cell::Nothing));
    if !table.rows.is_empty() && table.rows.iter().all(is_empty) {
        table.columns.pop();
        for row in &mut table.rows {
            row.cells.pop();
        }
    }
    table
}

/// A figure's value with its unit.
pub(super) fn value_with_unit(figure: &Figure) -> Option<Text> {
    let value = number::value(figure)?;
    Some(match figure.unit {
        Unit::PerThousandResidents => value,
        unit => number::with_unit(&value, unit),
    })
}
