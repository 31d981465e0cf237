//! The differences to the base on the same futures, drawn around zero.

use super::words as said;
use crate::findings::comparison::{Comparison, FigureRow};
use crate::report::block::{
    Align, Block, Cell, Drawing, Figure, Ink, Section, Sided, SidedBar, SidedRow, Table,
};
use crate::report::catalogue::compare as words;
use crate::report::difference;
use crate::text::Text;

/// Figures whose differences are drawn.
const DRAWN: [&str; 5] = [
    "unmet_person_nights",
    "emergency_person_nights",
    "peak_needed",
    "forced_moves",
    "cost_total_eur",
];

/// The differences to the base on the same futures, centred at zero.
pub(super) fn differences(comparison: &Comparison) -> Option<Section> {
    let drawn: Vec<(Text, Sided)> = DRAWN
        .iter()
        .filter_map(|id| {
            let row = comparison.rows.iter().find(|row| row.id == *id)?;
            let chart = against(comparison, row)?;
            Some((row.name.clone(), chart))
        })
        .collect();
    let said: Vec<Text> = drawn
        .iter()
        .flat_map(|(name, chart)| {
            chart
                .rows
                .iter()
                .flat_map(|row| &row.bars)
                .map(|bar| words::named(name, &bar.words))
        })
        .collect();
    (!drawn.is_empty()).then(|| Section {
        id: "differences",
        title: words::differences(),
        blocks: vec![Block::Figure(Box::new(Figure {
            id: "against",
            title: words::differences_chart(),
            description: words::differences_description(),
            reading: words::differences_reading(),
            legend: vec![(Ink::Against, words::differences_ink())],
            data: differences_table(said),
            drawing: Drawing::Sided(drawn),
        }))],
    })
}

fn against(comparison: &Comparison, row: &FigureRow) -> Option<Sided> {
    let rows: Vec<SidedRow> = comparison
        .runs
        .iter()
        .enumerate()
        .filter_map(|(index, run)| {
            let mean = row.differences[index]?.mean?;
            let words = difference::signed(&mean, row.unit);
            Some(SidedRow {
                name: said::head(index, run),
                bars: vec![SidedBar {
                    difference: mean,
                    words: words::of_letter(said::letter(index), &words),
                    ink: Ink::Against,
                }],
            })
        })
        .collect();
    let moves = rows
        .iter()
        .flat_map(|row| &row.bars)
        .any(|bar| bar.difference.value != 0.0);
    moves.then(|| Sided {
        less: words::less_than_before(),
        more: words::more_than_before(),
        rows,
    })
}

fn differences_table(said: Vec<Text>) -> Table {
    let mut table = Table::new(
        words::differences_chart(),
        vec![(words::differences(), Align::Words)],
    );
    for row in said {
        table.row(vec![Cell::Words(row)]);
    }
    table
}
