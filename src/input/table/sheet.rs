//! A sheet of a workbook to rows, cells typed as the spreadsheet stored them.

use super::assemble::{Grid, GridRow};
use super::csv::{MAX_CELLS, too_many_cells};
use super::source::{RowAt, Source};
use super::{Comment, Content, is_blank};
use crate::complaint::{Complaint, Complaints, Place, names_help};
use crate::text;
use calamine::{
    Data, DataRef, DataType as _, Dimensions, ExcelDateTime, Ods, Reader, Sheet, SheetType, SheetVisible,
    Xlsx,
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Filled cells by row and column, both from 0.
type Cells = BTreeMap<u32, BTreeMap<u32, Content>>;

/// What was found on the sheet beside its values.
#[derive(Default)]
struct Found {
    name: String,
    cells: Cells,
    notices: Vec<Complaint>,
}

/// The rows of one sheet of an XLSX workbook; the first visible sheet unless one is named.
pub fn of_xlsx(
    bytes: Vec<u8>,
    sheet: Option<&str>,
    shown_as: &str,
    complaints: &mut Complaints,
) -> Option<Grid> {
    let found = guarded(shown_as, || xlsx(bytes, sheet, shown_as));
    grid(found, shown_as, complaints)
}

/// The rows of one sheet of an ODS workbook.
pub fn of_ods(
    bytes: Vec<u8>,
    sheet: Option<&str>,
    shown_as: &str,
    complaints: &mut Complaints,
) -> Option<Grid> {
    let found = guarded(shown_as, || ods(bytes, sheet, shown_as));
    grid(found, shown_as, complaints)
}

/// The workbook parser is not ours; should it give up on a hostile file, that is a
/// complaint like any other.
fn guarded(shown_as: &str, read: impl FnOnce() -> Result<Found, Complaints>) -> Result<Found, Complaints> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(unreadable(shown_as, "internal structure").into()))
}

fn grid(found: Result<Found, Complaints>, shown_as: &str, complaints: &mut Complaints) -> Option<Grid> {
    let found = match found {
        Ok(found) => found,
        Err(mut wrong) => {
            complaints.0.append(&mut wrong.0);
            return None;
        }
    };
    if dense_size(&found.cells) > MAX_CELLS {
        complaints.push(too_many_cells(shown_as));
        return None;
    }
    let source = Source::Sheet { name: found.name };
    let mut comments = Vec::new();
    let mut rows = Vec::new();
    for (row, cells) in found.cells {
        let at = RowAt {
            line: row.saturating_add(1),
            offset: 0,
        };
        match comment(&cells, || source.row_place(shown_as, at)) {
            Some(comment) => comments.push(comment),
            None => rows.push(GridRow {
                at,
                cells: dense(cells),
            }),
        }
    }
    Some(Grid {
        source,
        rows,
        comments,
        notices: found.notices,
    })
}

fn dense_size(cells: &Cells) -> usize {
    let width = |row: &BTreeMap<u32, Content>| row.keys().next_back().map_or(0, |last| *last as usize + 1);
    cells.values().map(width).sum()
}

fn dense(cells: BTreeMap<u32, Content>) -> Vec<Content> {
    let width = cells.keys().next_back().map_or(0, |last| *last as usize + 1);
    let mut row = vec![Content::Empty; width];
    for (column, content) in cells {
        row[column as usize] = content;
    }
    row
}

/// A row with a single cell `# key: value`.
fn comment(cells: &BTreeMap<u32, Content>, place: impl FnOnce() -> Place) -> Option<Comment> {
    let (Some((_, Content::Text(text))), 1) = (cells.first_key_value(), cells.len()) else {
        return None;
    };
    let (key, value) = text.strip_prefix('#')?.split_once(':')?;
    Some(Comment {
        key: key.trim_matches(is_blank).to_lowercase(),
        value: value.trim_matches(is_blank).to_owned(),
        place: place(),
    })
}

fn xlsx(bytes: Vec<u8>, sheet: Option<&str>, shown_as: &str) -> Result<Found, Complaints> {
    let wrong = |error: calamine::XlsxError| match error {
        calamine::XlsxError::Password => locked(shown_as),
        error => unreadable(shown_as, &error.to_string()),
    };
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(wrong)?;
    let (name, notices) = choose_sheet(workbook.sheets_metadata(), sheet, shown_as)?;
    let mut found = Found {
        cells: xlsx_cells(&mut workbook, &name, shown_as)?,
        name,
        notices,
    };
    let merged = workbook.merge_cells_by_sheet_name(&found.name).map_err(wrong)?;
    let notice = merged_notice(&found, &merged, shown_as);
    found.notices.extend(notice);
    Ok(found)
}

fn xlsx_cells(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str, shown_as: &str) -> Result<Cells, Complaints> {
    let wrong = |error: calamine::XlsxError| unreadable(shown_as, &error.to_string());
    let mut reader = workbook.worksheet_cells_reader(name).map_err(wrong)?;
    let mut cells = Cells::new();
    let mut count = 0;
    let mut never_computed = None;
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(wrong)? {
        let (row, column) = cell.pos;
        let content = of_data_ref(&cell.value);
        if content.is_empty() {
            if cell.formula.is_some() && matches!(cell.value, DataRef::Empty) {
                never_computed.get_or_insert((row, column));
            }
            continue;
        }
        count += 1;
        if count > MAX_CELLS {
            return Err(too_many_cells(shown_as).into());
        }
        cells.entry(row).or_default().insert(column, content);
    }
    match never_computed {
        Some(at) => Err(formula_without_value(shown_as, name, at).into()),
        None => Ok(cells),
    }
}

fn ods(bytes: Vec<u8>, sheet: Option<&str>, shown_as: &str) -> Result<Found, Complaints> {
    let wrong = |error: calamine::OdsError| match error {
        calamine::OdsError::Password => locked(shown_as),
        calamine::OdsError::CellLimitExceeded { .. } => too_many_cells(shown_as),
        error => unreadable(shown_as, &error.to_string()),
    };
    let mut workbook = Ods::new(Cursor::new(bytes)).map_err(wrong)?;
    let (name, notices) = choose_sheet(workbook.sheets_metadata(), sheet, shown_as)?;
    let range = workbook.worksheet_range(&name).map_err(wrong)?;
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut cells = Cells::new();
    for (row, column, data) in range.used_cells() {
        let content = of_data(data);
        if let (false, Ok(row), Ok(column)) = (content.is_empty(), u32::try_from(row), u32::try_from(column))
        {
            cells.entry(top + row).or_default().insert(left + column, content);
        }
    }
    Ok(Found { name, cells, notices })
}

fn choose_sheet(
    sheets: &[Sheet],
    asked: Option<&str>,
    shown_as: &str,
) -> Result<(String, Vec<Complaint>), Complaints> {
    let tables: Vec<&Sheet> = sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .collect();
    let visible: Vec<&str> = tables
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.as_str())
        .collect();
    match asked {
        Some(asked) if tables.iter().any(|sheet| sheet.name == asked) => Ok((asked.to_owned(), Vec::new())),
        Some(asked) => Err(no_such_sheet(shown_as, asked, &visible).into()),
        None => match visible.as_slice() {
            [] => Err(unreadable(shown_as, "no visible sheet").into()),
            [only] => Ok(((*only).to_owned(), Vec::new())),
            [first, ..] => Ok((
                (*first).to_owned(),
                vec![first_of_several(shown_as, first, visible.len())],
            )),
        },
    }
}

fn of_data_ref(data: &DataRef<'_>) -> Content {
    match data {
        DataRef::Empty => Content::Empty,
        DataRef::Int(number) => Content::Number(*number as f64),
        DataRef::Float(number) => Content::Number(*number),
        DataRef::String(text) => Content::of_text(text),
        DataRef::SharedString(text) => Content::of_text(text),
        DataRef::Bool(truth) => Content::Truth(*truth),
        DataRef::DateTime(date) => of_date_time(date),
        DataRef::DateTimeIso(text) => of_iso(text),
        DataRef::DurationIso(text) => Content::Text(text.clone()),
        DataRef::Error(error) => Content::Error(error.to_string()),
    }
}

fn of_data(data: &Data) -> Content {
    match data {
        Data::String(text) => Content::of_text(text),
        Data::DateTimeIso(text) => of_iso(text),
        Data::DurationIso(text) => Content::Text(text.clone()),
        Data::DateTime(date) => of_date_time(date),
        Data::Error(error) => Content::Error(error.to_string()),
        Data::Bool(truth) => Content::Truth(*truth),
        number => number.as_f64().map_or(Content::Empty, Content::Number),
    }
}

/// A day; times of day and durations are no dates and stay text.
fn of_date_time(date: &ExcelDateTime) -> Content {
    let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
    let civil = || {
        Date::new(
            i16::try_from(year).ok()?,
            i8::try_from(month).ok()?,
            i8::try_from(day).ok()?,
        )
        .ok()
    };
    if date.is_datetime() && date.as_f64() >= 1.0 {
        civil().map_or_else(|| Content::Text(format!("{day}.{month}.{year}")), Content::Date)
    } else {
        let hours = f64::from(hour) + 24.0 * date.as_f64().floor().max(0.0);
        Content::Text(format!("{hours}:{minute:02}"))
    }
}

fn of_iso(text: &str) -> Content {
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.map_or_else(|| Content::of_text(text), Content::Date)
}

/// A merged cell gives its value to its first cell only; the others are read as empty.
fn merged_notice(found: &Found, areas: &[Dimensions], shown_as: &str) -> Option<Complaint> {
    let (top, _) = found.cells.first_key_value()?;
    let start = areas.iter().find(|area| area.end.0 > *top)?.start;
    let source = Source::Sheet {
        name: found.name.clone(),
    };
    let at = RowAt {
        line: start.0.saturating_add(1),
        offset: 0,
    };
    Some(
        Complaint::new(
            source.cell_place(shown_as, at, start.1 as usize),
            text!(
                "Hier sind Zellen verbunden; der Wert zählt nur für die erste, die anderen gelten als leer.",
                "Cells are merged here; the value counts for the first one only, the others are empty."
            ),
        )
        .help(text!(
            "Die Verbindung aufheben und den Wert in jede Zeile schreiben.",
            "Unmerge them and write the value into every row."
        )),
    )
}

fn unreadable(shown_as: &str, error: &str) -> Complaint {
    Complaint::new(
        Place::file(shown_as),
        text!(
            "Die Arbeitsmappe lässt sich nicht lesen ({error}).",
            "The workbook cannot be read ({error})."
        ),
    )
    .help(text!(
        "Die Datei in der Tabellenkalkulation öffnen und neu speichern.",
        "Open the file in a spreadsheet program and save it again."
    ))
}

fn locked(shown_as: &str) -> Complaint {
    Complaint::new(
        Place::file(shown_as),
        text!(
            "Die Arbeitsmappe ist mit einem Kennwort geschützt.",
            "The workbook is protected by a password."
        ),
    )
    .help(text!("Ohne Kennwort speichern.", "Save it without a password."))
}

fn no_such_sheet(shown_as: &str, asked: &str, sheets: &[&str]) -> Complaint {
    Complaint::new(
        Place::file(shown_as),
        text!(
            "Ein Blatt „{asked}“ gibt es in der Arbeitsmappe nicht.",
            "The workbook has no sheet `{asked}`."
        ),
    )
    .value(asked)
    .help(names_help(asked, sheets.iter().copied()))
}

fn first_of_several(shown_as: &str, first: &str, count: usize) -> Complaint {
    Complaint::new(
        Place::file(shown_as),
        text!(
            "Die Arbeitsmappe hat {count} Blätter; gelesen wurde das erste, „{first}“.",
            "The workbook has {count} sheets; the first one, `{first}`, was read."
        ),
    )
    .help(text!(
        "Ein anderes Blatt hinter dem Dateinamen nennen: „{shown_as}#Blattname“.",
        "Name another sheet behind the file name: `{shown_as}#Sheet name`."
    ))
}

fn formula_without_value(shown_as: &str, sheet: &str, (row, column): (u32, u32)) -> Complaint {
    let source = Source::Sheet {
        name: sheet.to_owned(),
    };
    let at = RowAt {
        line: row.saturating_add(1),
        offset: 0,
    };
    Complaint::new(
        source.cell_place(shown_as, at, column as usize),
        text!(
            "Hier steht eine Formel, die noch nie berechnet wurde.",
            "This cell holds a formula that has never been computed."
        ),
    )
    .help(text!(
        "Die Datei in der Tabellenkalkulation öffnen und neu speichern.",
        "Open the file in a spreadsheet program and save it again."
    ))
}
