//! Reads a CSV table in any dialect, cell by cell with its place; what the columns mean is
//! left to `town`.

use crate::complaint::{Complaint, Complaints, Place, names_help};
use crate::text;
use std::path::Path;

/// A table with a header row.
pub struct Table {
    /// What is worth knowing but no error.
    pub notices: Vec<Complaint>,
    shown_as: String,
    headers: Vec<String>,
    rows: Vec<Row>,
}

struct Row {
    line: u32,
    cells: Vec<String>,
}

/// One column of a table.
pub struct Column<'t> {
    table: &'t Table,
    index: usize,
}

/// Reads a table, or says everything that is wrong with its form.
pub fn read(path: &Path, shown_as: &str) -> Result<Table, Complaints> {
    if path.is_dir() {
        let message = text!(
            "Das ist ein Ordner, keine Tabelle.",
            "This is a directory, not a table."
        );
        return Err(Complaint::new(Place::file(shown_as), message).into());
    }
    let bytes = std::fs::read(path).map_err(|error| {
        let message = text!(
            "Die Datei lässt sich nicht lesen: {error}.",
            "The file cannot be read: {error}."
        );
        Complaints::from(Complaint::new(Place::file(shown_as), message))
    })?;
    let mut notices = Vec::new();
    let text = decoded(&bytes, shown_as, &mut notices);
    of_text(&text, shown_as, notices)
}

fn decoded(bytes: &[u8], shown_as: &str, notices: &mut Vec<Complaint>) -> String {
    let (text, _, broken) = encoding_rs::UTF_8.decode(bytes);
    if !broken {
        return text.into_owned();
    }
    notices.push(Complaint::new(
        Place::file(shown_as),
        text!(
            "Kein UTF-8; als Windows-1252 gelesen.",
            "Not UTF-8; read as Windows-1252."
        ),
    ));
    encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
}

fn of_text(text: &str, shown_as: &str, notices: Vec<Complaint>) -> Result<Table, Complaints> {
    let mut complaints = Complaints::default();
    let mut rows: Vec<Row> = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes())
        .records()
        .filter_map(Result::ok)
        .filter(|record| record.iter().any(|cell| !cell.is_empty()))
        .map(|record| Row {
            line: record.position().map_or(0, |position| position.line() as u32),
            cells: record.iter().map(str::to_owned).collect(),
        })
        .collect();
    if rows.is_empty() {
        let message = text!("Die Tabelle ist leer.", "The table is empty.");
        return Err(Complaint::new(Place::file(shown_as), message).into());
    }
    let headers = rows.remove(0).cells;
    for row in &mut rows {
        if row.cells.iter().skip(headers.len()).any(|cell| !cell.is_empty()) {
            complaints.push(too_many_cells(shown_as, row, headers.len()));
        }
        row.cells.resize(headers.len(), String::new());
    }
    complaints.unless_any(Table {
        notices,
        shown_as: shown_as.to_owned(),
        headers,
        rows,
    })
}

/// The most frequent of the usual separators in the header.
fn separator(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
    // The last of equals wins.
    *b",\t;".iter().max_by_key(|sign| count(sign)).unwrap_or(&b',')
}

fn too_many_cells(shown_as: &str, row: &Row, expected: usize) -> Complaint {
    let found = row.cells.len();
    let place = Place {
        line: Some(row.line),
        ..Place::file(shown_as)
    };
    Complaint::new(
        place,
        text!(
            "Die Zeile hat {found} Zellen, die Kopfzeile {expected}.",
            "The row has {found} cells, the header {expected}."
        ),
    )
}

/// The column of this name, or a complaint that names the nearest one.
pub fn expect_column<'t>(table: &'t Table, name: &str, complaints: &mut Complaints) -> Option<Column<'t>> {
    let index = table.headers.iter().position(|header| header == name);
    if index.is_none() {
        let place = Place {
            line: Some(1),
            ..Place::file(&table.shown_as)
        };
        complaints.push(
            Complaint::new(
                place,
                text!("Die Spalte „{name}“ fehlt.", "The column `{name}` is missing."),
            )
            .key(name)
            .help(names_help(name, table.headers.iter().map(String::as_str))),
        );
    }
    index.map(|index| Column { table, index })
}

impl Table {
    /// Number of data rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
}

impl Column<'_> {
    /// Every cell as written; empty ones are complained about.
    pub fn texts(&self, complaints: &mut Complaints) -> Vec<Option<String>> {
        self.each(complaints, |cell| Ok(cell.to_owned()))
    }

    /// Every cell as a number, read with the decimal sign of the whole column.
    pub fn numbers(&self, complaints: &mut Complaints) -> Vec<Option<f64>> {
        let cells: Vec<&str> = self
            .table
            .rows
            .iter()
            .map(|row| row.cells[self.index].as_str())
            .collect();
        let sign = decimal_sign(&cells);
        self.each(complaints, |cell| number(cell, sign))
    }

    /// Where the cell of a data row stands.
    pub fn place(&self, row: usize) -> Place {
        let before: usize = self.table.rows[row].cells[..self.index]
            .iter()
            .map(|cell| cell.chars().count() + 1)
            .sum();
        Place {
            line: Some(self.table.rows[row].line),
            column: u32::try_from(before + 1).ok(),
            ..Place::file(&self.table.shown_as)
        }
    }

    fn each<T>(
        &self,
        complaints: &mut Complaints,
        read: impl Fn(&str) -> Result<T, text::Text>,
    ) -> Vec<Option<T>> {
        let name = &self.table.headers[self.index];
        let mut values = Vec::new();
        for (row, cells) in self.table.rows.iter().enumerate() {
            let cell = &cells.cells[self.index];
            let read = if cell.is_empty() {
                Err(text!("Hier fehlt ein Wert.", "A value is missing here."))
            } else {
                read(cell)
            };
            if let Err(message) = &read {
                complaints.push(
                    Complaint::new(self.place(row), message.clone())
                        .key(name)
                        .value(cell),
                );
            }
            values.push(read.ok());
        }
        values
    }
}

/// What the whole column tells about its decimal sign; `None` where nothing decides.
fn decimal_sign(cells: &[&str]) -> Option<char> {
    let decides = |sign: char, other: char| {
        cells
            .iter()
            .any(|cell| number_with(cell, sign).is_some() && number_with(cell, other).is_none())
    };
    match (decides('.', ','), decides(',', '.')) {
        (true, false) => Some('.'),
        (false, true) => Some(','),
        _ => None,
    }
}

fn number(cell: &str, sign: Option<char>) -> Result<f64, text::Text> {
    let readings = match sign {
        Some(sign) => [number_with(cell, sign), None],
        None => [number_with(cell, '.'), number_with(cell, ',')],
    };
    match readings {
        [Some(a), Some(b)] if a != b => Err(text!(
            "„{cell}“ kann eine Tausender- oder eine Kommazahl sein; bitte ohne Tausenderzeichen schreiben.",
            "`{cell}` can be thousands or a decimal number; write it without a mark between thousands."
        )),
        [Some(number), _] | [None, Some(number)] => Ok(number),
        [None, None] => Err(text!("„{cell}“ ist keine Zahl.", "`{cell}` is not a number.")),
    }
}

/// The number with this decimal sign, the other one between groups of three digits.
fn number_with(cell: &str, sign: char) -> Option<f64> {
    let other = if sign == '.' { ',' } else { '.' };
    let (whole, part) = cell
        .split_once(sign)
        .map_or((cell, None), |(whole, part)| (whole, Some(part)));
    let mut groups = whole.split([other, '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.iter().all(|group| group.len() == 3)
        && (rest.is_empty() || first.trim_start_matches('-').len() <= 3);
    let digits = first.to_owned() + &rest.concat();
    let usual = digits
        .trim_start_matches('-')
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    let number = digits + "." + part.unwrap_or("0");
    (grouped && usual).then(|| number.parse().ok()).flatten()
}
