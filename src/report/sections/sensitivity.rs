//! Which assumptions matter most: each changed alone, on the same futures.

use crate::findings::Unit;
use crate::report::block::{
    Align, Block, Cell, Drawing, Figure, Ink, Section, Sided, SidedBar, SidedRow, Table,
};
use crate::report::catalogue::sensitivity as words;
use crate::report::results::Results;
use crate::report::{difference, keys};
use crate::sensitivity::{Measure, Sensitivity, Side, Swing};
use crate::text::Text;

/// The assumptions that matter most; left out where that was not computed.
pub fn section(results: &Results) -> Option<Section> {
    let all = results.sensitivity?;
    let shown: Vec<&Measure> = all.measures.iter().filter(|m| !m.swings.is_empty()).collect();
    let mut blocks = vec![Block::Paragraph(words::lead(all.tried, all.replications))];
    if all.left_out > 0 {
        blocks.push(Block::Paragraph(words::left_out(all.left_out)));
    }
    blocks.extend(
        all.measures
            .iter()
            .filter(|measure| measure.swings.is_empty())
            .map(|measure| Block::Paragraph(words::nothing_moves(&name(results, measure)))),
    );
    if !shown.is_empty() {
        blocks.push(Block::Figure(Box::new(tornado(results, all, &shown))));
    }
    Some(Section {
        id: "sensitivity",
        title: words::title(),
        blocks,
    })
}

fn name(results: &Results, measure: &Measure) -> Text {
    results
        .findings
        .figure(measure.figure)
        .map_or_else(|| Text::same(measure.figure), |figure| figure.name.clone())
}

fn tornado(results: &Results, all: &Sensitivity, shown: &[&Measure]) -> Figure {
    let charts = shown
        .iter()
        .map(|measure| (name(results, measure), chart(results, measure)))
        .collect();
    let most: Vec<(Text, Text)> = shown
        .iter()
        .filter_map(|measure| {
            let first = measure.swings.first()?;
            Some((
                name(results, measure),
                keys::meaning(&first.key, results.resolved),
            ))
        })
        .collect();
    Figure {
        id: "tornado",
        title: words::chart_title(),
        description: words::description(&most),
        reading: words::reading(all.replications),
        legend: vec![(Ink::Lowered, words::lowered()), (Ink::Raised, words::raised())],
        drawing: Drawing::Sided(charts),
        data: table(results, shown),
    }
}

fn chart(results: &Results, measure: &Measure) -> Sided {
    Sided {
        less: words::less(),
        more: words::more(),
        rows: measure
            .swings
            .iter()
            .map(|swing| SidedRow {
                name: keys::meaning(&swing.key, results.resolved),
                bars: [(&swing.down, Ink::Lowered), (&swing.up, Ink::Raised)]
                    .into_iter()
                    .filter_map(|(side, ink)| bar(swing, side.as_ref()?, measure.unit, ink))
                    .collect(),
            })
            .collect(),
    }
}

fn bar(swing: &Swing, side: &Side, unit: Unit, ink: Ink) -> Option<SidedBar> {
    let value = keys::value(&swing.key, &side.value);
    let difference = difference::signed_shortly(&side.difference, unit);
    Some(SidedBar {
        difference: side.difference,
        words: words::at(&value, &difference),
        ink,
    })
}

/// All numbers: a row per figure and assumption.
fn table(results: &Results, shown: &[&Measure]) -> Table {
    let [what, value, lowered, raised] = words::columns();
    let mut table = Table::new(
        words::chart_title(),
        vec![
            (what, Align::Words),
            (value, Align::Words),
            (lowered, Align::Words),
            (raised, Align::Words),
        ],
    );
    for measure in shown {
        for swing in &measure.swings {
            let side = |side: &Option<Side>| {
                side.as_ref().map_or(Cell::Nothing, |side| {
                    Cell::WithDetail(
                        keys::value(&swing.key, &side.value),
                        difference::signed(&side.difference, measure.unit),
                    )
                })
            };
            table.row(vec![
                Cell::WithDetail(
                    keys::meaning(&swing.key, results.resolved),
                    name(results, measure),
                ),
                Cell::Words(keys::value(&swing.key, &swing.value)),
                side(&swing.down),
                side(&swing.up),
            ]);
        }
    }
    table
}
