//! How large a surge each variant absorbs, in letters and cells that chart and tables share.

use super::{StressReport, words};
use crate::report::block::{Align, Cell, Table};
use crate::stress::absorb::Absorbed;
use crate::text;
use crate::text::Text;

/// A letter for each variant, by which chart and table name it.
pub fn letter(at: usize) -> String {
    let letter = char::from(b'A' + (at % 26) as u8);
    match at / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

/// A variant with its letter.
pub fn lettered(report: &StressReport, at: usize) -> Text {
    let name = words::variant(report, &report.variants[at].change);
    let letter = letter(at);
    let (de, en) = (&name.de, &name.en);
    text!("{letter}: {de}", "{letter}: {en}")
}

/// Variants by durations: persons and interval.
pub fn table(report: &StressReport) -> Table {
    let mut table = Table::new(
        text!(
            "Größter aufgenommener Zustrom in Personen, mit 95-%-Intervall",
            "Largest surge absorbed in persons, with its 95% interval"
        ),
        columns(report),
    );
    for (at, absorbed) in report.answer.variants.iter().enumerate() {
        let mut cells = vec![Cell::Words(lettered(report, at))];
        cells.extend(absorbed.iter().map(size));
        table.row(cells);
    }
    table
}

fn size(absorbed: &Absorbed) -> Cell {
    match words::interval(absorbed) {
        Some(interval) => Cell::WithDetail(words::persons(absorbed), interval),
        None => Cell::Words(words::persons(absorbed)),
    }
}

/// The heads: the variant, then each duration.
pub fn columns(report: &StressReport) -> Vec<(Text, Align)> {
    let first = (text!("Variante", "Variant"), Align::Words);
    let durations = report.question.durations.iter();
    std::iter::once(first)
        .chain(durations.map(|days| (words::duration(*days), Align::Numbers)))
        .collect()
}

/// Persons more than as planned, by duration.
pub fn gain(report: &StressReport, at: usize) -> Vec<i64> {
    let pairs = report.answer.variants[at].iter().zip(report.as_planned());
    pairs
        .map(|(one, planned)| i64::from(one.persons) - i64::from(planned.persons))
        .collect()
}
