//! Sheets with a head row, units in the second row, real dates and numbers, as bytes: the same
//! for the same content. Words of strangers stay words: nothing in a workbook is a formula.

use crate::calendar::Date;
use crate::findings::{Quantity, Unit};
use crate::report::json::written;
use crate::text::is_hidden;
use crate::text::{Lang, Text};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// Longest text of a cell, in characters; Excel takes 32,767.
const LONGEST_TEXT: usize = 2_000;

/// Longest name of a sheet, in characters.
const LONGEST_NAME: usize = 31;

/// Most rows of a sheet below its two head rows; Excel takes 1,048,576 in all.
const MOST_ROWS: usize = 1_048_000;

/// A sheet: columns with units, and rows.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: Text,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has a cell per column.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a sheet.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it holds.
    pub head: Text,
    /// Its unit, in the second row.
    pub unit: Text,
    /// Its width in characters.
    pub width: f64,
}

/// A cell of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing can be said here.
    Nothing,
    /// Words.
    Words(String),
    /// A whole number, as it counts or names something.
    Whole(u64),
    /// A number with decimals.
    Number(f64),
    /// A part of one, shown in per cent.
    Part(f64),
    /// Euros.
    Euros(f64),
    /// A day.
    Day(Date),
}

impl Value {
    /// A value in a unit.
    pub fn of(quantity: Quantity, unit: Unit) -> Value {
        match quantity {
            Quantity::None => Value::Nothing,
            Quantity::Date(date) => Value::Day(date),
            Quantity::Number(number) => Value::in_unit(number, unit),
        }
    }

    /// A number in a unit.
    pub fn in_unit(number: f64, unit: Unit) -> Value {
        match unit {
            Unit::Share | Unit::Probability => Value::Part(number),
            Unit::Eur => Value::Euros(number),
            _ => Value::Number(number),
        }
    }

    /// Words in one language.
    pub fn text(text: &Text, lang: Lang) -> Value {
        Value::Words(text.in_lang(lang).to_owned())
    }

    /// A value of a scenario: a number stays one, and so does a day.
    pub fn of_json(value: &serde_json::Value) -> Value {
        const LENGTH_OF_A_DAY: usize = 10;
        let day = value.as_str().filter(|words| words.len() == LENGTH_OF_A_DAY);
        match (value.as_f64(), day.and_then(|words| words.parse().ok())) {
            (Some(number), _) => Value::Number(number),
            (None, Some(day)) => Value::Day(day),
            (None, None) => Value::Words(written(value)),
        }
    }
}

impl Column {
    /// A column of words.
    pub fn words(head: Text, width: f64) -> Column {
        Column {
            head,
            unit: Text::same(""),
            width,
        }
    }

    /// A column of numbers with their unit.
    pub fn numbers(head: Text, unit: Text) -> Column {
        Column {
            head,
            unit,
            width: 14.0,
        }
    }
}

/// The sheets as a workbook that was made on that day.
pub fn bytes(sheets: &[Sheet], title: &str, date: Date, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(cut(&harmless(title), 250))
            .set_author("quartier")
            .set_creation_datetime(&day(date)?),
    );
    let formats = Formats::new(lang);
    for sheet in sheets {
        write_sheet(workbook.add_worksheet(), sheet, &formats, lang)?;
    }
    workbook.save_to_buffer()
}

/// Formats of cells. Excel writes them with the marks of its own language; days follow ours.
struct Formats {
    head: Format,
    unit: Format,
    words: Format,
    whole: Format,
    count: Format,
    number: Format,
    part: Format,
    euros: Format,
    day: Format,
}

impl Formats {
    fn new(lang: Lang) -> Formats {
        let numbers = |code: &str| Format::new().set_num_format(code).set_align(FormatAlign::Top);
        let top = || Format::new().set_align(FormatAlign::Top);
        Formats {
            head: top().set_bold().set_text_wrap(),
            unit: top().set_italic().set_text_wrap(),
            words: top().set_text_wrap(),
            whole: numbers("0"),
            count: numbers("#,##0"),
            number: numbers("#,##0.0##"),
            part: numbers("0.0\\ %"),
            euros: numbers("#,##0\\ \"€\""),
            day: numbers(match lang {
                Lang::En => "yyyy-mm-dd",
                _ => "dd.mm.yyyy",
            }),
        }
    }
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet, formats: &Formats, lang: Lang) -> Result<(), XlsxError> {
    page.set_name(sheet_name(sheet.name.in_lang(lang)))?;
    page.set_freeze_panes(2, 1)?;
    page.set_landscape().set_paper_size(9);
    page.set_repeat_rows(0, 1)?.set_print_fit_to_pages(1, 0);
    for (at, column) in (0..).zip(&sheet.columns) {
        page.set_column_width(at, column.width)?;
        page.write_string_with_format(0, at, shown(column.head.in_lang(lang)), &formats.head)?;
        page.write_string_with_format(1, at, shown(column.unit.in_lang(lang)), &formats.unit)?;
    }
    for (row, cells) in (2..).zip(sheet.rows.iter().take(MOST_ROWS)) {
        for (at, value) in (0..).zip(cells) {
            write_value(page, (row, at), value, formats)?;
        }
    }
    Ok(())
}

fn write_value(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let mut number = |number: f64, format| {
        if number.is_finite() {
            page.write_number_with_format(row, column, number, format)?;
        }
        Ok(())
    };
    match value {
        Value::Nothing => Ok(()),
        // Numbers beyond 2^53 lose digits in Excel; words keep them.
        Value::Whole(whole) if *whole > (1 << 53) => page
            .write_string_with_format(row, column, whole.to_string(), &formats.words)
            .map(drop),
        Value::Whole(whole) => number(*whole as f64, &formats.whole),
        Value::Number(value) if libm::floor(*value) == *value => number(*value, &formats.count),
        Value::Number(value) => number(*value, &formats.number),
        Value::Part(value) => number(*value, &formats.part),
        Value::Euros(value) => number(*value, &formats.euros),
        Value::Words(words) => page
            .write_string_with_format(row, column, shown(words), &formats.words)
            .map(drop),
        Value::Day(date) => match day(*date) {
            Ok(day) => page
                .write_datetime_with_format(row, column, &day, &formats.day)
                .map(drop),
            // Excel's calendar begins in 1900.
            Err(_) => page
                .write_string_with_format(row, column, date.to_string(), &formats.words)
                .map(drop),
        },
    }
}

fn day(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = (date.0.year(), date.0.month(), date.0.day());
    let year = u16::try_from(year).unwrap_or(0);
    ExcelDateTime::from_ymd(year, month.unsigned_abs(), day.unsigned_abs())
}

/// Words for a cell: shortened, without controls and marks of direction.
fn shown(words: &str) -> String {
    cut(&harmless(words), LONGEST_TEXT)
}

fn harmless(words: &str) -> String {
    words.chars().filter(|c| *c == '\n' || !is_hidden(*c)).collect()
}

fn cut(words: &str, longest: usize) -> String {
    let mut out: String = words.chars().take(longest).collect();
    if out.len() < words.len() {
        out.push('…');
    }
    out
}

/// A name that Excel takes for a sheet.
fn sheet_name(name: &str) -> String {
    let name: String = name
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !is_hidden(*c))
        .take(LONGEST_NAME)
        .collect();
    if name.trim().is_empty() {
        "-".to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_what_excel_takes() {
        assert_eq!(sheet_name("a/b[c]:d*e?'"), "abcde");
        assert_eq!(sheet_name(&"ü".repeat(40)).chars().count(), 31);
        assert_eq!(sheet_name("://"), "-");
    }
}
