//! The two dialects of CSV that can be asked for.

use crate::report::tables::Dialect;
use clap::ValueEnum;

/// Dialects of CSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CsvDialect {
    /// Comma, point, UTF-8, ISO dates.
    Rfc,
    /// Semicolon, comma, UTF-8 with BOM, German dates: opens in a German Excel.
    DeExcel,
}

impl From<CsvDialect> for Dialect {
    fn from(dialect: CsvDialect) -> Self {
        match dialect {
            CsvDialect::Rfc => Dialect::Rfc,
            CsvDialect::DeExcel => Dialect::DeExcel,
        }
    }
}
