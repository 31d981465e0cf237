//! A concept that a town keeps in one workbook, and the workbook that the report gives back.
#![allow(clippy::unwrap_used, reason = "a report that cannot be written should fail")]

mod folder;

use assert_cmd::Command;
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use folder::{Folder, TWO_BEDS};
use quartier::text::Lang;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::Value;

const HEAD: &str = r#"
[concept.fields.housing]
name = "Housing"
[concept.demands.heard]
name = "To be heard"
[concept.demands.early]
name = "To be told early"
"#;

const TABLES: &str = r#"
[tables]
measures = "konzept.xlsx#Maßnahmen"
indicators = "konzept.xlsx#Indikatoren"
actuals = "konzept.xlsx#Ist"
participation = "konzept.xlsx#Beteiligung"
"#;

/// What no table can hold stands in the scenario beside it, under the same id.
const EFFECTS: &str = "[measures.anbau]\neffects = [{ places-at-site = { site = \"one\", places = 3 } }]\n";

const WRITTEN: &str = r#"
[measures.anbau]
field = "housing"
measure = "Anbau"
status = "geplant"
start = 2026-01-10
end = 2026-01-31
cost_once_eur = 12000.5
covers = ["heard", "early"]
indicator = "rate"
target = 60
target_unit = "%"
effects = [{ places-at-site = { site = "one", places = 3 } }]

[measures.treffen]
field = "housing"
measure = "Treffen"
status = "laufend"
start = 2026-01-02

[indicators.rate]
name = "Anteil"
unit = "%"
baseline = 20
baseline_date = 2026-01-01
actual = [{ date = 2026-01-15, value = 35.5, unit = "%" }]

[participation.abend]
name = "Informationsabend"
date = 2026-01-05
who = ["nachbarschaft", "rat"]
part = "informiert"
site = "one"
"#;

/// A cell as a planner types it.
enum Cell {
    Text(&'static str),
    Number(f64),
    Date(u16, u8, u8),
    Nothing,
}

use Cell::{Date, Nothing, Number, Text};

fn fill(sheet: &mut Worksheet, heads: &[&str], rows: &[Vec<Cell>]) {
    for (column, head) in (0..).zip(heads) {
        sheet.write_string(0, column, *head).unwrap();
    }
    let day = Format::new().set_num_format("dd.mm.yyyy");
    for (at, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Text(words) => sheet.write_string(at, column, *words).map(|_| ()),
                Number(number) => sheet.write_number(at, column, *number).map(|_| ()),
                Date(year, month, date) => {
                    let date = ExcelDateTime::from_ymd(*year, *month, *date).unwrap();
                    sheet
                        .write_datetime_with_format(at, column, date, &day)
                        .map(|_| ())
                }
                Nothing => Ok(()),
            }
            .unwrap();
        }
    }
}

/// Measures, indicators, values and occasions, each on a sheet of its own.
fn workbook(measures: &[Vec<Cell>], values: &[Vec<Cell>]) -> Vec<u8> {
    let mut book = Workbook::new();
    let heads = [
        "id",
        "field",
        "measure",
        "status",
        "start",
        "end",
        "cost_once_eur",
        "covers",
        "indicator",
        "target",
        "target_unit",
    ];
    fill(
        book.add_worksheet().set_name("Maßnahmen").unwrap(),
        &heads,
        measures,
    );
    fill(
        book.add_worksheet().set_name("Indikatoren").unwrap(),
        &["id", "name", "unit", "baseline", "baseline_date"],
        &[vec![
            Text("rate"),
            Text("Anteil"),
            Text("%"),
            Number(20.0),
            Date(2026, 1, 1),
        ]],
    );
    fill(
        book.add_worksheet().set_name("Ist").unwrap(),
        &["indicator", "date", "value", "unit"],
        values,
    );
    fill(
        book.add_worksheet().set_name("Beteiligung").unwrap(),
        &["id", "name", "date", "who", "part", "site"],
        &[vec![
            Text("abend"),
            Text("Informationsabend"),
            Date(2026, 1, 5),
            Text("nachbarschaft rat"),
            Text("informiert"),
            Text("one"),
        ]],
    );
    book.save_to_buffer().unwrap()
}

fn good() -> Vec<u8> {
    workbook(
        &[
            vec![
                Text("anbau"),
                Text("housing"),
                Text("Anbau"),
                Text("geplant"),
                Date(2026, 1, 10),
                Date(2026, 1, 31),
                Number(12_000.5),
                Text("heard | early"),
                Text("rate"),
                Number(60.0),
                Text("%"),
            ],
            vec![
                Text("treffen"),
                Text("housing"),
                Text("Treffen"),
                Text("laufend"),
                Date(2026, 1, 2),
            ],
        ],
        &[vec![Text("rate"), Date(2026, 1, 15), Number(35.5), Text("%")]],
    )
}

fn progress(folder: &Folder, arguments: &[&str]) -> Value {
    let output = Command::cargo_bin("quartier")
        .unwrap()
        .args(["progress", "scenario.toml", "--format", "json", "--out", "out"])
        .args(["--date", "2026-01-20", "--worth", "2", "--lang", "de"])
        .args(arguments)
        .current_dir(folder.path(""))
        .assert()
        .success();
    serde_json::from_slice(&output.get_output().stdout).unwrap()
}

#[test]
fn a_concept_in_one_workbook_says_the_same_as_in_the_scenario() {
    let in_tables = format!("{TWO_BEDS}\n{TABLES}\n{HEAD}\n{EFFECTS}");
    let in_tables = Folder::new()
        .and("scenario.toml", in_tables)
        .and("konzept.xlsx", good());
    let written = Folder::new().and("scenario.toml", format!("{TWO_BEDS}\n{HEAD}\n{WRITTEN}"));
    let (tables, toml) = (progress(&in_tables, &[]), progress(&written, &[]));
    assert_eq!(tables["fields"], toml["fields"]);
    assert_eq!(tables["worth"], toml["worth"]);
    assert_eq!(tables, toml);
    assert_eq!(tables["fields"][0]["measures"][0]["end"], "2026-01-31");
}

#[test]
fn everything_wrong_in_the_workbook_is_named_by_sheet_and_cell() {
    let measures = [
        vec![
            Text("anbau"),
            Text("hosing"),
            Text("Anbau"),
            Text("laufnd"),
            Date(2026, 2, 1),
            Date(2026, 1, 1),
            Text("viel"),
            Text("herd"),
            Text("rate"),
            Number(140.0),
            Text("Plätze"),
        ],
        vec![
            Text("anbau"),
            Text("housing"),
            Text("Noch einmal"),
            Text("laufend"),
        ],
        vec![
            Text("treffen"),
            Text("housing"),
            Text("Treffen"),
            Text("laufend"),
            Nothing,
            Nothing,
            Nothing,
            Nothing,
            Text("rtae"),
        ],
    ];
    let values = [
        vec![Text("rte"), Date(2026, 1, 15), Number(5.0)],
        vec![Text("rate"), Date(2026, 1, 15), Number(140.0), Text("Plätze")],
    ];
    let effects = EFFECTS.replace("\"one\"", "\"two\"");
    let folder = Folder::new()
        .and(
            "scenario.toml",
            format!("{TWO_BEDS}\n{TABLES}\n{HEAD}\n{effects}"),
        )
        .and("konzept.xlsx", workbook(&measures, &values));
    let said = folder.complaints("scenario.toml", Lang::De);
    for words in [
        "konzept.xlsx Maßnahmen!A3: id: „anbau“",
        "konzept.xlsx Maßnahmen!B2: ",
        "„hosing“",
        "konzept.xlsx Maßnahmen!D2: ",
        "„laufnd“",
        "konzept.xlsx Maßnahmen!F2: ",
        "konzept.xlsx Maßnahmen!G2: ",
        "konzept.xlsx Maßnahmen!H2: ",
        "konzept.xlsx Maßnahmen!J2: ",
        "140",
        "konzept.xlsx Maßnahmen!K2: ",
        "konzept.xlsx Maßnahmen!I4: ",
        "konzept.xlsx Ist!A2: ",
        "konzept.xlsx Ist!C3: ",
        "konzept.xlsx Ist!D3: ",
        "„two“",
    ] {
        assert!(said.contains(words), "{words} is missing in:\n{said}");
    }
}

/// Whether a cell holds these words.
fn holds(cell: &Data, words: &str) -> bool {
    matches!(cell, Data::String(held) if held == words)
}

/// The value of the cell under a heading in the row that begins with some words.
fn cell(book: &mut Xlsx<std::io::BufReader<std::fs::File>>, sheet: &str, row: &str, head: &str) -> Data {
    let range = book.worksheet_range(sheet).unwrap();
    let heads = range.rows().next().unwrap();
    let column = heads.iter().position(|cell| holds(cell, head)).unwrap();
    let found = range.rows().find(|cells| holds(&cells[0], row)).unwrap();
    found[column].clone()
}

fn report(folder: &Folder, arguments: &[&str]) -> Xlsx<std::io::BufReader<std::fs::File>> {
    progress(folder, arguments);
    open_workbook(folder.path("out/progress.xlsx")).unwrap()
}

fn day(year: i32, month: u32, date: u32) -> f64 {
    let excel = jiff::civil::date(1899, 12, 30);
    let day = jiff::civil::date(year as i16, month as i8, date as i8);
    f64::from((day - excel).get_days())
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        Data::DateTime(date) => date.as_f64(),
        other => panic!("{other:?} is no number"),
    }
}

#[test]
fn the_workbook_of_the_report_holds_real_dates_and_amounts() {
    let folder = Folder::new().and("scenario.toml", format!("{TWO_BEDS}\n{HEAD}\n{WRITTEN}"));
    let mut book = report(&folder, &[]);
    let names = book.sheet_names();
    for name in ["Maßnahmen", "Indikatoren"] {
        assert!(names.iter().any(|one| one == name), "{names:?}");
    }
    let mut of = |head: &str| cell(&mut book, "Maßnahmen", "anbau", head);
    assert_eq!(number(&of("Beginn")), day(2026, 1, 10));
    assert_eq!(number(&of("Ende")), day(2026, 1, 31));
    assert_eq!(number(&of("Kosten einmalig")), 12_000.5);
    assert_eq!(of("Stand").to_string(), "geplant");
    assert_eq!(of("Handlungsfeld").to_string(), "Housing");
    let values: Vec<f64> = book
        .worksheet_range("Indikatoren")
        .unwrap()
        .rows()
        .filter(|row| holds(&row[0], "Anteil"))
        .map(|row| number(&row[4]))
        .collect();
    // Baseline, counted, target.
    assert_eq!(values, [20.0, 35.5, 60.0]);
}

/// A row for every change, with its unit; a price only where nights are surely avoided.
#[test]
fn the_workbook_of_the_report_tells_changes_with_their_units() {
    let folder = Folder::new().and("scenario.toml", format!("{TWO_BEDS}\n{HEAD}\n{WRITTEN}"));
    let mut book = report(&folder, &[]);
    let sheet = book.worksheet_range("Was jede Maßnahme ändert").unwrap();
    let heads: Vec<String> = sheet.rows().next().unwrap().iter().map(Data::to_string).collect();
    assert_eq!(heads[..4], ["Maßnahme", "Wie", "Kennzahl", "Einheit"]);
    let of = |figure: &str| {
        let row = sheet.rows().find(|row| holds(&row[2], figure));
        row.map(|row| (row[3].to_string(), number(&row[4])))
    };
    // 12,000.50 euros once; nobody was lost to begin with, so no night has a price.
    assert_eq!(of("Kosten"), Some(("Euro".to_owned(), 12_000.5)));
    assert_eq!(of("Euro je vermiedene Nacht ohne Platz"), None);
}

/// An indicator of persons that is ever under five is withheld, and a site without a public name
/// is named nowhere; what is no count of people stays.
#[test]
fn the_public_workbook_withholds_small_counts_and_hidden_names() {
    let town = TWO_BEDS.replace(
        "[sites.one]",
        "[sites.one]\nname = \"Gartenweg 3\"\npublic = false",
    );
    let persons = "[indicators.people]\nname = \"Beratene\"\nunit = \"Personen\"\nbaseline = 2\n\
        actual = [{ date = 2026-01-12, value = 3 }]\n";
    let written = WRITTEN.replace(
        "measure = \"Treffen\"",
        "measure = \"Treffen\"\nindicator = \"people\"\ntarget = 4",
    );
    let folder = Folder::new().and("scenario.toml", format!("{town}\n{HEAD}\n{written}\n{persons}"));
    let cells = |arguments: &[&str]| {
        let mut book = report(&folder, arguments);
        let sheets = book.worksheets();
        let rows = sheets
            .into_iter()
            .flat_map(|(_, range)| range.rows().map(<[Data]>::to_vec).collect::<Vec<_>>());
        rows.collect::<Vec<Vec<Data>>>()
    };
    let of = |rows: &[Vec<Data>], name: &str| {
        let found = rows.iter().filter(|row| holds(&row[0], name));
        found
            .filter_map(|row| row.get(4))
            .filter(|cell| **cell != Data::Empty)
            .count()
    };
    let says =
        |rows: &[Vec<Data>], words: &str| rows.iter().flatten().any(|cell| cell.to_string().contains(words));
    let internal = cells(&[]);
    assert_eq!((of(&internal, "Beratene"), of(&internal, "Anteil")), (3, 3));
    let public = cells(&["--public"]);
    assert_eq!((of(&public, "Beratene"), of(&public, "Anteil")), (0, 3));
    assert!(!says(&public, "Gartenweg"));
}
