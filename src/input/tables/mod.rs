//! The tables of fixed form that a scenario refers to, as plain rows with places.
//!
//! Whether a site or a district of that name exists is left to whoever resolves the
//! scenario; the places to complain about are kept for that.

pub mod decisions;
mod descent;
pub mod districts;
mod household;
pub(in crate::input) mod list;
mod personal;
pub mod register;
pub mod scores;
pub mod waiting;

pub use household::{HouseholdRow, Sex};

use super::table::{Column, Gaps, Table};
use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use std::path::Path;

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub place: Place,
}

/// The rows of a table and what is worth knowing about how it was read.
#[derive(Clone, Debug)]
pub struct Rows<T> {
    /// One per data row, in file order.
    pub rows: Vec<T>,
    /// No errors, but worth a line on the screen.
    pub notices: Vec<Complaint>,
}

/// Reads a table and judges its form and its cells in one pass, so that everything that is
/// wrong is told at once.
fn read_and_judge<T>(
    path: &Path,
    shown_as: &str,
    judge: impl FnOnce(&Table, &mut Complaints) -> T,
) -> Result<(T, Vec<Complaint>), Complaints> {
    match read_and_collect(path, shown_as, judge) {
        (Some(judged), complaints) => complaints.unless_any(judged),
        (None, complaints) => Err(complaints),
    }
}

/// The same with what can be used beside what is wrong; nothing where there is no table.
fn read_and_collect<T>(
    path: &Path,
    shown_as: &str,
    judge: impl FnOnce(&Table, &mut Complaints) -> T,
) -> (Option<(T, Vec<Complaint>)>, Complaints) {
    let mut complaints = Complaints::default();
    let table = super::table::read_collecting(path, shown_as, &mut complaints);
    let judged = table.map(|table| (judge(&table, &mut complaints), table.notices));
    (judged, complaints)
}

/// One value per row of a table.
type Values<T> = std::vec::IntoIter<Option<T>>;

/// Every row of a text column; nothing where the column is missing.
fn texts(table: &Table, name: &str, gaps: Gaps, complaints: &mut Complaints) -> Values<Located<String>> {
    values(table, name, |column| {
        let texts = column.texts(gaps, complaints);
        let located = |(text, cell): (Option<std::borrow::Cow<'_, str>>, super::table::Cell<'_>)| {
            text.map(|text| Located {
                value: text.into_owned(),
                place: cell.place(),
            })
        };
        texts.into_iter().zip(column.cells()).map(located).collect()
    })
}

/// What is read from a column, row by row; nothing where the column is missing.
fn values<'t, T>(table: &'t Table, name: &str, read: impl FnOnce(Column<'t>) -> Vec<Option<T>>) -> Values<T> {
    let read = table.column(name).map(read);
    read.unwrap_or_else(|| std::iter::repeat_with(|| None).take(table.len()).collect())
        .into_iter()
}

/// Complains about a table that has a header and no data.
fn require_rows(table: &Table, complaints: &mut Complaints) {
    if table.is_empty() {
        complaints.push(Complaint::new(
            table.header_place(),
            text!(
                "Unter der Kopfzeile steht keine einzige Datenzeile.",
                "There is not a single row of data below the header."
            ),
        ));
    }
}
