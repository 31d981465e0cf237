//! Tables as planners write them: CSV in any dialect, XLSX and ODS.
//!
//! Reading is done in two steps. [`read`] finds encoding, separator, header and rows and
//! keeps every cell as it was written; what a cell means is decided per [`Column`], because
//! only the whole column tells whether `1,5` is one and a half. Which columns a table must
//! have is left to [`crate::input::tables`].

mod assemble;
mod bytes;
mod column;
mod csv;
mod dates;
mod decimals;
mod header;
mod numbers;
mod pile;
mod rows;
mod sheet;
mod source;
mod truths;

pub use column::{Cell, Column, Gaps};
pub(in crate::input) use column::{Flaw, chosen};
pub use dates::Period;
pub use decimals::DecimalSign;
pub use header::{check_columns, expect_column};
pub use pile::Pile;
pub(in crate::input) use rows::refuse_doubles;
pub use rows::{Entry, GenericRow, generic_rows};

use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use jiff::civil::Date;
use source::{RowAt, Source};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// A table with a header row, every cell as it was written and findable in its file.
#[derive(Clone, Debug)]
pub struct Table {
    /// What is worth knowing but no error: a guessed encoding, a row of units left out.
    pub notices: Vec<Complaint>,
    /// Lines `# key: value` beside the data, in file order.
    pub comments: Vec<Comment>,
    shown_as: String,
    source: Source,
    header_at: RowAt,
    headers: Vec<Header>,
    rows: Vec<Row>,
}

/// What one cell holds. CSV cells are text; spreadsheets know more.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Content {
    /// Nothing, or blanks only.
    #[default]
    Empty,
    /// Text without blanks around it, NFC.
    Text(String),
    /// A number that the spreadsheet stores as a number.
    Number(f64),
    /// A day that the spreadsheet stores as a date.
    Date(Date),
    /// A truth value of the spreadsheet.
    Truth(bool),
    /// An error value such as `#REF!`; reading has complained about it already.
    Error(String),
}

/// A line `# key: value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// The word before the colon, in lower case.
    pub key: String,
    /// What follows the colon; may be empty.
    pub value: String,
    /// Where it stands.
    pub place: Place,
}

#[derive(Clone, Debug)]
struct Header {
    name: String,
    column: usize,
}

#[derive(Clone, Debug)]
struct Row {
    at: RowAt,
    cells: Vec<Content>,
}

/// Reads a table, or says everything that is wrong with its form.
///
/// `shown_as` is how complaints name the file. A sheet other than the first is named
/// after a `#`: `stock.xlsx#Sites`.
pub fn read(path: &Path, shown_as: &str) -> Result<Table, Complaints> {
    let mut complaints = Complaints::default();
    match read_collecting(path, shown_as, &mut complaints) {
        Some(table) => complaints.unless_any(table),
        None => Err(complaints),
    }
}

/// Like [`read`], but hands over what could be read although something is wrong, so that
/// the cells can be judged in the same pass. `None` comes with a complaint, always.
pub fn read_collecting(path: &Path, shown_as: &str, complaints: &mut Complaints) -> Option<Table> {
    let (file, sheet) = file_and_sheet(path);
    let shown_as = match &sheet {
        Some(sheet) => shown_as.strip_suffix(&format!("#{sheet}")).unwrap_or(shown_as),
        None => shown_as,
    };
    match kind_of(&file) {
        FileKind::Csv => {
            let bytes = bytes::of_file(&file, shown_as, complaints)?;
            from_csv_bytes(bytes, shown_as, complaints)
        }
        FileKind::Xlsx => {
            let bytes = bytes::of_file(&file, shown_as, complaints)?;
            let grid = sheet::of_xlsx(bytes, sheet.as_deref(), shown_as, complaints)?;
            assemble::table(grid, shown_as, complaints)
        }
        FileKind::Ods => {
            let bytes = bytes::of_file(&file, shown_as, complaints)?;
            let grid = sheet::of_ods(bytes, sheet.as_deref(), shown_as, complaints)?;
            assemble::table(grid, shown_as, complaints)
        }
        FileKind::Other(extension) => {
            complaints.push(unknown_kind(shown_as, &extension));
            None
        }
    }
}

/// Reads a CSV table that is already in memory.
pub fn from_csv_bytes(bytes: Vec<u8>, shown_as: &str, complaints: &mut Complaints) -> Option<Table> {
    let decoded = bytes::decode(bytes, shown_as, complaints)?;
    let grid = csv::grid(decoded, shown_as, complaints)?;
    assemble::table(grid, shown_as, complaints)
}

/// The file itself and the sheet named behind `#`, if one is.
pub fn file_and_sheet(path: &Path) -> (PathBuf, Option<String>) {
    let whole = || (path.to_path_buf(), None);
    if path.exists() {
        return whole();
    }
    let Some(written) = path.to_str() else {
        return whole();
    };
    let lower = written.to_ascii_lowercase();
    [".xlsx#", ".xlsm#", ".ods#"]
        .iter()
        .find_map(|mark| lower.find(mark).map(|at| at + mark.len()))
        .map_or_else(whole, |end| {
            let (file, sheet) = written.split_at(end);
            (PathBuf::from(file.trim_end_matches('#')), Some(sheet.to_owned()))
        })
}

enum FileKind {
    Csv,
    Xlsx,
    Ods,
    Other(String),
}

/// A path without extension (a pipe, `/dev/stdin`) is read as CSV.
fn kind_of(path: &Path) -> FileKind {
    let extension = path
        .extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    match extension.as_str() {
        "" | "csv" | "txt" | "tsv" => FileKind::Csv,
        "xlsx" | "xlsm" => FileKind::Xlsx,
        "ods" => FileKind::Ods,
        _ => FileKind::Other(extension),
    }
}

fn unknown_kind(shown_as: &str, extension: &str) -> Complaint {
    Complaint::new(
        Place::file(shown_as),
        text!(
            "Eine Datei mit der Endung „.{extension}“ lässt sich nicht als Tabelle lesen.",
            "A file ending in `.{extension}` cannot be read as a table."
        ),
    )
    .help(text!(
        "Die Tabelle als .xlsx, .ods oder .csv speichern.",
        "Save the table as .xlsx, .ods or .csv."
    ))
}

impl Table {
    /// How complaints name the file.
    pub fn shown_as(&self) -> &str {
        &self.shown_as
    }

    /// The column names, in file order; each exists once.
    pub fn headers(&self) -> impl Iterator<Item = &str> + Clone {
        self.headers.iter().map(|header| header.name.as_str())
    }

    /// Number of data rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is a header but no data.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The column of exactly this name.
    pub fn column(&self, name: &str) -> Option<Column<'_>> {
        let index = self.headers.iter().position(|header| header.name == name)?;
        Some(Column { table: self, index })
    }

    /// All columns, in file order.
    pub fn columns(&self) -> impl Iterator<Item = Column<'_>> {
        (0..self.headers.len()).map(|index| Column { table: self, index })
    }

    /// The value of the first comment line with this key (in lower case).
    pub fn comment(&self, key: &str) -> Option<&Comment> {
        self.comments.iter().find(|comment| comment.key == key)
    }

    /// The table as a whole.
    pub fn place(&self) -> Place {
        Place::file(&self.shown_as)
    }

    /// The header row.
    pub fn header_place(&self) -> Place {
        self.source.row_place(&self.shown_as, self.header_at)
    }

    /// A data row, counted from 0.
    pub fn row_place(&self, row: usize) -> Place {
        self.rows.get(row).map_or_else(
            || self.place(),
            |row| self.source.row_place(&self.shown_as, row.at),
        )
    }
}

impl Content {
    /// The content of a cell that was written as text.
    fn of_text(written: &str) -> Content {
        let trimmed = written.trim_matches(is_blank);
        if trimmed.is_empty() {
            Content::Empty
        } else if is_error_value(trimmed) {
            Content::Error(trimmed.to_owned())
        } else {
            Content::Text(nfc(trimmed).into_owned())
        }
    }

    /// Whether the cell holds nothing.
    pub fn is_empty(&self) -> bool {
        *self == Content::Empty
    }

    /// The content as text: numbers with a decimal point, dates in ISO form.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Content::Empty => Cow::Borrowed(""),
            Content::Text(text) | Content::Error(text) => Cow::Borrowed(text),
            Content::Number(number) => Cow::Owned(number.to_string()),
            Content::Date(date) => Cow::Owned(date.to_string()),
            Content::Truth(truth) => Cow::Owned(truth.to_string()),
        }
    }
}

/// Blanks that nobody means, also those that nobody sees.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

fn nfc(text: &str) -> Cow<'_, str> {
    use unicode_normalization::{UnicodeNormalization as _, is_nfc};
    if is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// What spreadsheets write into a cell that they could not compute, German and English.
fn is_error_value(text: &str) -> bool {
    const ERRORS: [&str; 13] = [
        "#REF!",
        "#BEZUG!",
        "#VALUE!",
        "#WERT!",
        "#DIV/0!",
        "#NAME?",
        "#NUM!",
        "#ZAHL!",
        "#NULL!",
        "#N/A",
        "#NV",
        "#SPILL!",
        "#ÜBERLAUF!",
    ];
    text.starts_with('#') && ERRORS.contains(&text)
}
