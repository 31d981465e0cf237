//! Tables with a column per run.

use super::words as said;
use crate::findings::comparison::{Comparison, FigureRow, StoredRun};
use crate::report::block::{Align, Cell};
use crate::report::catalogue;
use crate::text::Text;

/// The heads of a table with a column per run.
pub fn heads(comparison: &Comparison, first: Text) -> Vec<(Text, Align)> {
    let all: Vec<usize> = (0..comparison.runs.len()).collect();
    heads_of(comparison, &all, first)
}

/// The heads of a table with a column for some of the runs.
pub fn heads_of(comparison: &Comparison, runs: &[usize], first: Text) -> Vec<(Text, Align)> {
    let head = |run: &usize| (said::head(*run, &comparison.runs[*run]), Align::Words);
    std::iter::once((first, Align::Words))
        .chain(runs.iter().map(head))
        .collect()
}

/// An id of a file as a name for links.
pub fn slug(id: &str) -> String {
    id.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(60)
        .collect()
}

/// A run's value of a figure with its interval and its difference to the base.
pub fn cell(row: &FigureRow, index: usize, run: &StoredRun) -> Cell {
    let Some(figure) = run.figure(&row.id) else {
        return Cell::Nothing;
    };
    let (value, interval) = said::value(figure);
    let mut details: Vec<Text> = interval.into_iter().collect();
    if let Some(difference) = &row.differences[index] {
        details.extend(said::difference(row, difference));
    }
    Cell::WithDetails(value.unwrap_or_else(catalogue::not_seen), details)
}
