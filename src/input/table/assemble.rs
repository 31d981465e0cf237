//! From rows of cells to a table: the header, the row of units, rows of the right length.

use super::header::{in_use, usable_name};
use super::pile::Pile;
use super::source::{RowAt, Source};
use super::{Comment, Content, Header, Row, Table};
use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use std::collections::BTreeMap;

/// What CSV and spreadsheets have in common: rows that are not empty, with their places.
#[derive(Debug)]
pub struct Grid {
    /// What the rows were read from.
    pub source: Source,
    /// Rows, the header first.
    pub rows: Vec<GridRow>,
    /// Lines `# key: value`.
    pub comments: Vec<Comment>,
    /// What had to be guessed so far.
    pub notices: Vec<Complaint>,
}

/// One row as it was written.
#[derive(Debug)]
pub struct GridRow {
    /// Where it begins.
    pub at: RowAt,
    /// Its cells, without gaps.
    pub cells: Vec<Content>,
}

/// The table, unless there is no header to speak of.
pub fn table(mut grid: Grid, shown_as: &str, complaints: &mut Complaints) -> Option<Table> {
    if grid.rows.is_empty() {
        complaints.push(nothing_in_it(shown_as));
        return None;
    }
    let header = grid.rows.remove(0);
    if is_title(&header, &grid.rows) {
        complaints.push(a_title(grid.source.row_place(shown_as, header.at)));
        return None;
    }
    let mut notices = grid.notices;
    if let Some(units) = grid
        .rows
        .first()
        .filter(|row| is_units_row(row))
        .map(|row| row.at)
    {
        grid.rows.remove(0);
        notices.push(units_left_out(grid.source.row_place(shown_as, units)));
    }
    let mut table = Table {
        notices,
        comments: grid.comments,
        shown_as: shown_as.to_owned(),
        source: grid.source,
        header_at: header.at,
        headers: Vec::new(),
        rows: Vec::new(),
    };
    let width = used_width(&header.cells);
    name_columns(&mut table, &header, &grid.rows, width, complaints);
    take_rows(&mut table, grid.rows, width, complaints);
    complain_about_errors(&table, complaints);
    Some(table)
}

fn nothing_in_it(shown_as: &str) -> Complaint {
    Complaint::new(
        Place::file(shown_as),
        text!("Die Tabelle ist leer.", "The table is empty."),
    )
    .help(text!(
        "In die erste Zeile gehören die Spaltennamen.",
        "The first row has to hold the column names."
    ))
}

/// One filled cell above rows that have several.
fn is_title(header: &GridRow, rows: &[GridRow]) -> bool {
    filled(header) == 1 && rows.first().is_some_and(|row| filled(row) > 1)
}

fn filled(row: &GridRow) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

fn a_title(place: Place) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Über der Tabelle steht eine Überschrift; erwartet werden hier die Spaltennamen.",
            "There is a title above the table; the column names are expected here."
        ),
    )
    .help(text!(
        "Die Überschrift löschen, so dass die Spaltennamen in der ersten Zeile stehen.",
        "Remove the title, so that the column names stand in the first row."
    ))
}

/// Words that stand alone in a row of units.
const UNITS: [&str; 44] = [
    "%",
    "‰",
    "€",
    "eur",
    "t€",
    "teur",
    "tsd. eur",
    "mio. eur",
    "eur/monat",
    "€/monat",
    "m²",
    "m2",
    "qm",
    "km²",
    "km2",
    "ha",
    "m",
    "km",
    "personen",
    "person",
    "persons",
    "people",
    "plätze",
    "places",
    "betten",
    "beds",
    "haushalte",
    "households",
    "wohneinheiten",
    "units",
    "anzahl",
    "count",
    "tage",
    "tag",
    "days",
    "wochen",
    "weeks",
    "monate",
    "months",
    "jahre",
    "years",
    "datum",
    "date",
    "ja/nein",
];

/// A row of nothing but units: two of them at least, or one in brackets.
fn is_units_row(row: &GridRow) -> bool {
    let mut words = 0;
    let mut brackets = 0;
    for cell in &row.cells {
        match cell {
            Content::Empty => {}
            Content::Text(text) if is_bracketed(text) => brackets += 1,
            Content::Text(text) if UNITS.contains(&text.to_lowercase().as_str()) => words += 1,
            Content::Text(text) if matches!(text.as_str(), "-" | "–" | "—") => {}
            _ => return false,
        }
    }
    brackets > 0 || words > 1
}

fn is_bracketed(text: &str) -> bool {
    let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    inner.is_some_and(|inner| inner.chars().count() <= 20 && !inner.contains(['[', ']']))
}

fn units_left_out(place: Place) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Diese Zeile nennt nur Einheiten und wurde nicht als Datenzeile gelesen.",
            "This row only names units and was not read as data."
        ),
    )
}

/// Columns up to the last one with a name.
fn used_width(header: &[Content]) -> usize {
    header
        .iter()
        .rposition(|cell| !cell.is_empty())
        .map_or(0, |last| last + 1)
}

fn name_columns(
    table: &mut Table,
    header: &GridRow,
    rows: &[GridRow],
    width: usize,
    complaints: &mut Complaints,
) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (column, cell) in header.cells.iter().take(width).enumerate() {
        let name = usable_name(&cell.text());
        let place = table.source.cell_place(&table.shown_as, header.at, column);
        if name.is_empty() {
            complain_about_nameless(table, rows, column, place, complaints);
        } else if let Some(first) = seen.get(&name) {
            let first = table.source.cell_place(&table.shown_as, header.at, *first);
            complaints.push(twice(place, &first, &name));
        } else {
            seen.insert(name.clone(), column);
            table.headers.push(Header { name, column });
        }
    }
}

fn complain_about_nameless(
    table: &Table,
    rows: &[GridRow],
    column: usize,
    place: Place,
    complaints: &mut Complaints,
) {
    let first = rows
        .iter()
        .find(|row| row.cells.get(column).is_some_and(|cell| !cell.is_empty()));
    let Some(first) = first else {
        return;
    };
    let found = first.cells[column].text().into_owned();
    let below = table.source.cell_place(&table.shown_as, first.at, column);
    complaints.push(
        Complaint::new(
            place,
            text!(
                "Diese Spalte hat keinen Namen, aber Daten (zuerst in {below}).",
                "This column has no name, but data (first in {below})."
            ),
        )
        .value(found)
        .help(text!(
            "Einen Spaltennamen eintragen (mit „x_“ am Anfang wird die Spalte übergangen) oder die Daten löschen.",
            "Name the column (a name beginning with `x_` makes it ignored), or delete the data."
        )),
    );
}

fn twice(place: Place, first: &Place, name: &str) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Der Spaltenname „{name}“ kommt doppelt vor (zuerst in {first}).",
            "The column name `{name}` occurs twice (first in {first})."
        ),
    )
    .value(name)
    .help(text!(
        "Eine der beiden Spalten umbenennen oder löschen.",
        "Rename or remove one of the two columns."
    ))
}

/// Rows of the right length; the others are complained about and left out.
fn take_rows(table: &mut Table, rows: Vec<GridRow>, width: usize, complaints: &mut Complaints) {
    let mut pile = Pile::new(complaints);
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        let used = used_width(&row.cells);
        if used > width {
            let place = || table.source.cell_place(&table.shown_as, row.at, width);
            pile.push("too long", place, |place| {
                too_long(place, width, used).value(row.cells[width].text())
            });
        } else if row.cells.len() < width && matches!(table.source, Source::Text { .. }) {
            let place = || table.source.row_place(&table.shown_as, row.at);
            pile.push("too short", place, |place| {
                too_short(place, width, row.cells.len())
            });
        } else {
            kept.push(Row {
                at: row.at,
                cells: picked(row.cells, &table.headers, width),
            });
        }
    }
    pile.close();
    table.rows = kept;
}

/// The cells under the named columns.
fn picked(mut cells: Vec<Content>, headers: &[Header], width: usize) -> Vec<Content> {
    cells.resize(width, Content::Empty);
    if headers.len() == width {
        return cells;
    }
    headers
        .iter()
        .map(|header| std::mem::take(&mut cells[header.column]))
        .collect()
}

fn too_long(place: Place, width: usize, used: usize) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Diese Zeile hat {used} Zellen, die Kopfzeile nur {width}.",
            "This row has {used} cells, but the header has {width}."
        ),
    )
    .help(text!(
        "Enthält eine Zelle das Trennzeichen (etwa als Dezimalkomma), gehört sie in Anführungszeichen; sonst fehlt ein Spaltenname.",
        "A cell that contains the separator (a decimal comma, say) needs quotation marks; otherwise a column name is missing."
    ))
}

fn too_short(place: Place, width: usize, found: usize) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Diese Zeile hat nur {found} von {width} Zellen.",
            "This row has only {found} of {width} cells."
        ),
    )
    .help(text!(
        "Die fehlenden Zellen ergänzen; leere bleiben leer, brauchen aber ihr Trennzeichen.",
        "Add the missing cells; empty ones may stay empty, but need their separator."
    ))
}

fn complain_about_errors(table: &Table, complaints: &mut Complaints) {
    let mut pile = Pile::new(complaints);
    for column in table.columns().filter(|column| in_use(column.name())) {
        for cell in column.cells() {
            if let Content::Error(error) = cell.content() {
                pile.push(
                    "error value",
                    || cell.place(),
                    |place| an_error_value(place, error),
                );
            }
        }
    }
    pile.close();
}

fn an_error_value(place: Place, error: &str) -> Complaint {
    Complaint::new(
        place,
        text!(
            "In dieser Zelle steht ein Fehlerwert der Tabellenkalkulation.",
            "This cell holds an error value of the spreadsheet."
        ),
    )
    .value(error)
    .help(text!(
        "Die Formel in Ordnung bringen oder den Wert eintragen.",
        "Repair the formula, or enter the value."
    ))
}
