//! Workbooks: typed cells, places as in Excel.

use super::only;
use jiff::civil::date;
use quartier::complaint::Complaints;
use quartier::input::table::{self, Content, Gaps, Table};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};
use std::path::PathBuf;

struct Book {
    _dir: tempfile::TempDir,
    path: PathBuf,
}

fn book(fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>) -> Book {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("stock.xlsx");
    let mut workbook = Workbook::new();
    fill(&mut workbook).unwrap();
    workbook.save(&path).unwrap();
    Book { _dir: dir, path }
}

fn sheet(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Book {
    book(|workbook| fill(workbook.add_worksheet().set_name("Sites")?))
}

fn row(sheet: &mut Worksheet, at: u32, cells: &[&str]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        sheet.write_string(at, column, *cell)?;
    }
    Ok(())
}

fn read(book: &Book) -> Table {
    table::read(&book.path, "stock.xlsx").unwrap()
}

#[test]
fn numbers_dates_and_truths_arrive_as_they_are_stored() {
    let book = sheet(|sheet| {
        row(sheet, 1, &["id", "places", "from", "standby", "share"])?;
        row(sheet, 2, &["007", "", "", "", "1,5"])?;
        sheet.write_number(2, 1, 1.234)?;
        let day = Format::new().set_num_format("dd.mm.yyyy");
        sheet.write_datetime_with_format(2, 2, ExcelDateTime::from_ymd(2026, 3, 1)?, &day)?;
        sheet.write_boolean(2, 3, true)?;
        Ok(())
    });
    let table = read(&book);
    let mut complaints = Complaints::default();
    let first = |name: &str| table.column(name).unwrap().cell(0).unwrap().content().clone();
    assert_eq!(first("id"), Content::Text("007".to_owned()));
    assert_eq!(first("places"), Content::Number(1.234));
    assert_eq!(first("from"), Content::Date(date(2026, 3, 1)));
    assert_eq!(first("standby"), Content::Truth(true));
    assert_eq!(
        table
            .column("share")
            .unwrap()
            .numbers(Gaps::Refused, &mut complaints),
        [Some(1.5)]
    );
    assert_eq!(
        table
            .column("from")
            .unwrap()
            .dates(Gaps::Refused, &mut complaints),
        [Some(date(2026, 3, 1))]
    );
    assert!(complaints.is_empty());
}

#[test]
fn complaints_name_the_cell_as_excel_does() {
    let book = sheet(|sheet| {
        row(sheet, 0, &["id", "places"])?;
        row(sheet, 1, &["a", "viele"])?;
        row(sheet, 16, &["b", "12 Betten"])
    });
    let mut complaints = Complaints::default();
    read(&book)
        .column("places")
        .unwrap()
        .numbers(Gaps::Refused, &mut complaints);
    let cells: Vec<_> = complaints
        .0
        .iter()
        .filter_map(|c| c.place.cell.as_deref())
        .collect();
    assert_eq!(cells, ["Sites!B2", "Sites!B17"]);
    assert_eq!(complaints.0[0].place.to_string(), "stock.xlsx Sites!B2");
}

#[test]
fn another_sheet_is_named_behind_the_file() {
    let book = book(|workbook| {
        row(workbook.add_worksheet().set_name("Sites")?, 0, &["id"])?;
        let kinds = workbook.add_worksheet().set_name("Stand 2025")?;
        row(kinds, 0, &["kind", "cost"])?;
        row(kinds, 1, &["hotel", "teuer"])
    });
    let first = read(&book);
    assert_eq!(first.headers().collect::<Vec<_>>(), ["id"]);
    assert_eq!(first.notices.len(), 1);

    let named = |sheet: &str| {
        let path = PathBuf::from(format!("{}#{sheet}", book.path.display()));
        table::read(&path, &format!("stock.xlsx#{sheet}"))
    };
    let second = named("Stand 2025").unwrap();
    let cost = second.column("cost").unwrap().cell(0).unwrap();
    assert_eq!(cost.place().to_string(), "stock.xlsx 'Stand 2025'!B2");
    assert!(second.notices.is_empty());
    let complaint = only(named("Stand 2024").unwrap_err());
    assert!(complaint.help.unwrap().de.contains("„Stand 2025“"));
}

#[test]
fn error_values_are_complaints_at_their_cells() {
    let errors = sheet(|sheet| {
        row(sheet, 0, &["id", "places"])?;
        row(sheet, 1, &["a"])?;
        sheet.write_formula(1, 1, Formula::new("=1/0").set_result("#DIV/0!"))?;
        Ok(())
    });
    let complaint = only(table::read(&errors.path, "e.xlsx").unwrap_err());
    assert_eq!(complaint.place.cell.as_deref(), Some("Sites!B2"));
    assert_eq!(complaint.value.as_deref(), Some("#DIV/0!"));
}

#[test]
fn a_row_of_units_below_the_header_is_no_data() {
    let book = sheet(|sheet| {
        row(sheet, 0, &["id", "places", "fixed_cost_per_month_eur"])?;
        row(sheet, 1, &["", "[Plätze]", "[EUR/Monat]"])?;
        row(sheet, 2, &["a"])?;
        sheet.write_number(2, 1, 20)?;
        Ok(())
    });
    let table = read(&book);
    assert_eq!((table.len(), table.notices.len()), (1, 1));
    assert_eq!(table.notices[0].place.cell.as_deref(), Some("Sites!2"));
}

#[test]
fn a_date_where_a_number_belongs_and_the_reverse_are_explained() {
    let book = sheet(|sheet| {
        row(sheet, 0, &["share", "since"])?;
        let day = Format::new().set_num_format("d. mmm");
        sheet.write_datetime_with_format(1, 0, ExcelDateTime::from_ymd(2025, 5, 1)?, &day)?;
        sheet.write_number(1, 1, 45292)?;
        Ok(())
    });
    let table = read(&book);
    let mut complaints = Complaints::default();
    table
        .column("share")
        .unwrap()
        .numbers(Gaps::Refused, &mut complaints);
    table
        .column("since")
        .unwrap()
        .dates(Gaps::Refused, &mut complaints);
    assert!(complaints.0[0].message.de.contains("steht ein Datum"));
    assert!(complaints.0[1].help.as_ref().unwrap().de.contains("2024-01-01"));
}

#[test]
fn a_format_that_reaches_the_last_cell_of_the_sheet_costs_nothing() {
    let book = sheet(|sheet| {
        row(sheet, 0, &["id", "places"])?;
        row(sheet, 1, &["a", "3"])?;
        sheet.write_blank(1_048_575, 16_383, &Format::new().set_bold())?;
        Ok(())
    });
    assert_eq!(read(&book).len(), 1);
}

#[test]
fn a_stray_value_far_away_is_a_complaint_and_no_memory() {
    let book = sheet(|sheet| {
        row(sheet, 0, &["id", "places"])?;
        row(sheet, 1, &["a", "3"])?;
        sheet.write_string(1_048_575, 16_383, "x")?;
        Ok(())
    });
    let complaint = only(table::read(&book.path, "s.xlsx").unwrap_err());
    assert_eq!(complaint.place.cell.as_deref(), Some("Sites!C1048576"));
}

#[test]
fn merged_cells_below_the_header_are_mentioned() {
    let book = sheet(|sheet| {
        row(sheet, 0, &["site", "beds"])?;
        sheet.merge_range(1, 0, 2, 0, "Nord", &Format::new())?;
        sheet.write_number(1, 1, 2)?;
        sheet.write_number(2, 1, 3)?;
        Ok(())
    });
    let table = read(&book);
    assert_eq!(table.notices[0].place.cell.as_deref(), Some("Sites!A2"));
}

#[test]
fn comments_of_a_score_table_may_stand_in_cells() {
    let book = sheet(|sheet| {
        row(sheet, 0, &["# source: Fachstelle"])?;
        row(sheet, 1, &["class", "site"])?;
        row(sheet, 2, &["singles", "north"])
    });
    let table = read(&book);
    assert_eq!(table.comment("source").unwrap().value, "Fachstelle");
    assert_eq!(table.headers().collect::<Vec<_>>(), ["class", "site"]);
}

/// A file beside this one: what no writer at hand produces.
fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/tables")
        .join(name)
}

#[test]
fn a_formula_that_no_spreadsheet_has_computed_is_no_empty_cell() {
    let complaint = only(table::read(&fixture("uncomputed.xlsx"), "u.xlsx").unwrap_err());
    assert_eq!(complaint.place.cell.as_deref(), Some("Sites!B2"));
    assert!(complaint.message.de.contains("nie berechnet"));
}

#[test]
fn an_ods_sheet_is_read_like_one_of_excel() {
    let table = table::read(&fixture("minimal.ods"), "l.ods").unwrap();
    let first = |name: &str| table.column(name).unwrap().cell(0).unwrap();
    assert_eq!(first("id").content(), &Content::Text("007".to_owned()));
    assert_eq!(first("places").content(), &Content::Number(1.234));
    assert_eq!(first("from").content(), &Content::Date(date(2026, 3, 1)));
    assert_eq!(first("standby").content(), &Content::Truth(true));
    assert_eq!(first("places").place().cell.as_deref(), Some("Sites!B3"));
}
