//! A list of placements on which officers have decided: the list that `quartier place` writes,
//! with English or German headings.

use super::personal::refuse_personal_columns;
use super::{Located, Rows, Values, read_and_collect, texts, values};
use crate::complaint::Complaints;
use crate::input::table::{Gaps, Table, check_columns, refuse_doubles};
use jiff::civil::Date;
use std::path::Path;

/// A row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct DecisionRow {
    /// The household.
    pub household: Located<String>,
    /// The site that was proposed; `None`: none.
    pub proposed: Option<String>,
    /// What was decided; `None`: nothing yet.
    pub decided: Option<Located<String>>,
    /// By whom.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// Why it differs from the proposal.
    pub reason: Option<String>,
}

/// The columns of the list, each with its English and its German heading.
pub const COLUMNS: [(&str, &str); 11] = [
    ("household", "Haushalt"),
    ("persons", "Personen"),
    ("site", "Unterkunft"),
    ("district", "Stadtteil"),
    ("reason", "Begründung"),
    ("second_best", "Zweitbeste Unterkunft"),
    ("second_best_price", "Preis der zweitbesten"),
    ("decided_site", "Entschiedene Unterkunft"),
    ("decided_by", "Entschieden von"),
    ("decided_on", "Entschieden am"),
    ("override_reason", "Grund der Abweichung"),
];

/// Reads a list; one without rows decides nothing. Beside the rows that can be used stands
/// everything that is wrong.
pub fn read(path: &Path, shown_as: &str) -> (Rows<DecisionRow>, Complaints) {
    let (read, complaints) = read_and_collect(path, shown_as, rows);
    let (rows, notices) = read.unwrap_or_default();
    (Rows { rows, notices }, complaints)
}

/// The heading that a column has in this table.
fn heading(table: &Table, column: &'static str) -> &'static str {
    let german = COLUMNS
        .iter()
        .find(|(name, _)| *name == column)
        .map(|(_, german)| *german);
    german
        .filter(|german| table.column(german).is_some())
        .unwrap_or(column)
}

fn rows(table: &Table, complaints: &mut Complaints) -> Vec<DecisionRow> {
    refuse_personal_columns(table, complaints);
    let names = COLUMNS.map(|(name, _)| heading(table, name));
    let required = [heading(table, "household"), heading(table, "decided_site")];
    let optional: Vec<&str> = names
        .into_iter()
        .filter(|name| !required.contains(name))
        .collect();
    check_columns(table, &required, &optional, complaints);
    refuse_doubles(table, required[0], complaints);
    // Without the column of decisions nothing can be said about any of them.
    if table.column(required[1]).is_none() {
        return Vec::new();
    }
    let mut column = |name, gaps| plain(texts(table, heading(table, name), gaps, complaints));
    let ids = column("household", Gaps::Refused);
    let mut proposed = column("site", Gaps::Empty);
    let mut decided = column("decided_site", Gaps::Empty);
    let mut by = column("decided_by", Gaps::Empty);
    let mut reasons = column("override_reason", Gaps::Empty);
    let mut on = values(table, heading(table, "decided_on"), |column| {
        column.dates(Gaps::Empty, complaints)
    });
    let text = |cell: Option<Option<Located<String>>>| cell.flatten().map(|cell| cell.value);
    ids.map(|household| {
        // Every column steps with the row, whatever the row turns out to be.
        let row = (decided.next().flatten(), text(proposed.next()), text(by.next()));
        let (on, reason) = (on.next().flatten(), text(reasons.next()));
        let (decided, proposed, by) = row;
        Some(DecisionRow {
            household: household?,
            proposed,
            decided,
            by,
            on,
            reason,
        })
    })
    .collect::<Vec<_>>()
    .into_iter()
    .flatten()
    .collect()
}

/// Without the mark that keeps a spreadsheet from taking a text for a formula.
fn plain(cells: Values<Located<String>>) -> Values<Located<String>> {
    let unmarked = |mut cell: Located<String>| {
        if let Some(rest) = cell.value.strip_prefix('\'')
            && rest.starts_with(['=', '+', '-', '@'])
        {
            cell.value = rest.to_owned();
        }
        cell
    };
    cells
        .map(|cell| cell.map(unmarked))
        .collect::<Vec<_>>()
        .into_iter()
}
