//! The picture of the worth of the measures: a chart for each quantity that any of them changes.

use super::quantities::{QUANTITIES, Quantity};
use super::{changed, changes, is_nothing, name, nothing_acts, said, ways};
use crate::report::block::{Align, Cell, Drawing, Figure, Ink, Sided, SidedBar, SidedRow, Table};
use crate::report::catalogue::compare::unchanged;
use crate::report::difference as differences;
use crate::report::implementation::{Progress, words};
use crate::text;
use crate::text::Text;
use crate::worth::{Change, Worth};

/// The picture: a chart for each quantity that any measure changes.
pub(super) fn picture(progress: &Progress, worth: &Worth) -> Option<Figure> {
    let charts: Vec<(Text, Sided)> = changed(worth)
        .into_iter()
        .map(|quantity| ((quantity.name)(), chart(progress, worth, quantity)))
        .collect();
    (!charts.is_empty()).then(|| Figure {
        id: "worth",
        title: text!("Was jede Maßnahme ändert", "What each measure changes"),
        description: description(progress, worth),
        reading: text!(
            "Die Mitte ist die Stadt ohne die Maßnahme. Ein Balken nach links heißt: mit der Maßnahme weniger, nach rechts: mehr. Der Strich auf dem Balken ist das 95-%-Intervall. Maßnahmen, die an einer Kennzahl gar nichts ändern, fehlen in ihrem Bild.",
            "The middle is the town without the measure. A bar to the left means less with the measure, to the right more. The line on the bar is the 95% interval. Measures that change nothing of a figure are not in its picture."
        ),
        legend: vec![
            (Ink::Raised, text!("zusätzlich zu allen anderen", "on top of all others")),
            (Ink::Lowered, text!("allein", "alone")),
        ],
        drawing: Drawing::Sided(charts),
        data: data(progress, worth),
    })
}

fn chart(progress: &Progress, worth: &Worth, quantity: &Quantity) -> Sided {
    let bar = |change: &Change, ink| {
        let difference = (quantity.of)(change)?;
        let words = if is_nothing(&difference) {
            unchanged()
        } else {
            differences::signed_shortly(&difference, quantity.unit)
        };
        Some(SidedBar {
            difference,
            words,
            ink,
        })
    };
    Sided {
        less: text!("weniger", "less"),
        more: text!("mehr", "more"),
        rows: worth
            .rows
            .iter()
            .filter(|row| changes(row, quantity))
            .map(|row| SidedRow {
                name: name(progress, row.measure),
                bars: [(&row.on_top, Ink::Raised), (&row.alone, Ink::Lowered)]
                    .into_iter()
                    .filter_map(|(change, ink)| bar(change, ink))
                    .collect(),
            })
            .collect(),
    }
}

fn description(progress: &Progress, worth: &Worth) -> Text {
    let Some(first) = worth.rows.first() else {
        return nothing_acts();
    };
    let name = name(progress, first.measure);
    let unmet = said(&first.on_top, &QUANTITIES[0]);
    let waiting = said(&first.on_top, &QUANTITIES[1]);
    let (a, b, c) = (&name.de, &unmet.de, &waiting.de);
    let (d, e, f) = (&name.en, &unmet.en, &waiting.en);
    text!(
        "An erster Stelle steht „{a}“: Nächte ganz ohne Platz {b}, Nächte ohne regulären Platz {c}, zusätzlich zu allen anderen.",
        "First comes “{d}”: nights without any place {e}, nights without a regular place {f}, on top of all others."
    )
}

/// The numbers behind the picture.
fn data(progress: &Progress, worth: &Worth) -> Table {
    let mut columns = vec![words::column("Maßnahme", "Measure"), words::column("Wie", "How")];
    let quantities = changed(worth);
    columns.extend(
        quantities
            .iter()
            .map(|quantity| ((quantity.name)(), Align::Words)),
    );
    let mut table = Table::new(
        text!("Was jede Maßnahme ändert", "What each measure changes"),
        columns,
    );
    for row in &worth.rows {
        for (way, change) in ways(row) {
            let mut cells = vec![Cell::Words(name(progress, row.measure)), Cell::Words(way)];
            cells.extend(
                quantities
                    .iter()
                    .map(|quantity| Cell::Words(said(change, quantity))),
            );
            table.row(cells);
        }
    }
    table
}
