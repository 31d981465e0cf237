//! A table as bytes, in two dialects.

use crate::calendar::Date;
use crate::findings::{Estimate, Quantity};

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Comma, decimal point, UTF-8 without mark, LF, ISO dates.
    #[default]
    Rfc,
    /// Semicolon, decimal comma, UTF-8 with mark, CRLF, `dd.mm.yyyy`.
    DeExcel,
}

impl Dialect {
    /// Its name on the command line and in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Dialect::Rfc => "rfc",
            Dialect::DeExcel => "de-excel",
        }
    }

    /// A number; nothing for what is none.
    pub(in crate::report) fn number(self, value: f64) -> String {
        if !value.is_finite() {
            return String::new();
        }
        let plain = format!("{}", if value == 0.0 { 0.0 } else { value });
        match self {
            Dialect::Rfc => plain,
            Dialect::DeExcel => plain.replace('.', ","),
        }
    }

    /// A date in this dialect.
    pub fn date(self, date: Date) -> String {
        match self {
            Dialect::Rfc => date.to_string(),
            Dialect::DeExcel => date.german(),
        }
    }

    pub(super) fn quantity(self, quantity: Quantity) -> String {
        match quantity {
            Quantity::Number(value) => self.number(value),
            Quantity::Date(date) => self.date(date),
            Quantity::None => String::new(),
        }
    }
}

/// A table being written.
pub(in crate::report) struct Sheet {
    dialect: Dialect,
    writer: csv::Writer<Vec<u8>>,
}

impl Sheet {
    /// A table with its head row.
    pub(in crate::report) fn new(dialect: Dialect, columns: &[&str]) -> Sheet {
        let (delimiter, terminator) = match dialect {
            Dialect::Rfc => (b',', csv::Terminator::Any(b'\n')),
            Dialect::DeExcel => (b';', csv::Terminator::CRLF),
        };
        let start = match dialect {
            Dialect::Rfc => Vec::new(),
            Dialect::DeExcel => vec![0xef, 0xbb, 0xbf],
        };
        let writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(terminator)
            .from_writer(start);
        let mut sheet = Sheet { dialect, writer };
        sheet.row(columns.iter().map(|column| (*column).to_owned()).collect());
        sheet
    }

    /// Adds a row with a cell per column.
    pub(in crate::report) fn row(&mut self, cells: Vec<String>) {
        self.writer
            .write_record(cells)
            .expect("rows have as many cells as the head, and memory takes them");
    }

    pub(super) fn estimate(&mut self, mut before: Vec<String>, estimate: Estimate) {
        before.extend([estimate.value, estimate.low, estimate.high].map(|value| self.dialect.number(value)));
        self.row(before);
    }

    /// The bytes of the file.
    pub(in crate::report) fn finish(self) -> Vec<u8> {
        self.writer.into_inner().expect("memory takes what is left")
    }
}

/// A table of finished cells.
pub fn plain_table(dialect: Dialect, headings: &[&str], rows: Vec<Vec<String>>) -> Vec<u8> {
    let mut sheet = Sheet::new(dialect, headings);
    for row in rows {
        sheet.row(row);
    }
    sheet.finish()
}

/// A stranger's text: a spreadsheet must not take it for a formula.
pub fn harmless(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
