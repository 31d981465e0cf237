//! Files that nobody here made; skipped where they are absent.

use quartier::complaint::Complaints;
use quartier::input::table::{self, Gaps, Period, Table};
use std::path::{Path, PathBuf};

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is absent", folder.display());
    None
}

fn read(name: &str) -> Option<Table> {
    let path = folder()?.join(name);
    let read = table::read(&path, name);
    Some(read.unwrap_or_else(|complaints| panic!("{complaints:?}")))
}

fn counts(table: &Table, name: &str, gaps: Gaps) -> Vec<Option<u64>> {
    let mut complaints = Complaints::default();
    let counts = table.column(name).unwrap().counts(gaps, &mut complaints);
    assert!(complaints.is_empty(), "{complaints:?}");
    counts
}

fn numbers(table: &Table, name: &str) -> Vec<Option<f64>> {
    let mut complaints = Complaints::default();
    let numbers = table.column(name).unwrap().numbers(Gaps::Marked, &mut complaints);
    assert!(complaints.is_empty(), "{complaints:?}");
    numbers
}

fn row_where(table: &Table, name: &str, text: &str) -> usize {
    let column = table.column(name).unwrap();
    column.cells().find(|cell| cell.text() == text).unwrap().row()
}

#[test]
fn every_csv_file_is_read_and_no_row_is_lost() {
    let Some(folder) = folder() else { return };
    for part in ["arrivals", "population", "facts"] {
        for file in std::fs::read_dir(folder.join(part)).unwrap() {
            let path = file.unwrap().path();
            let table = table::read(&path, "t").unwrap_or_else(|c| panic!("{}: {c:?}", path.display()));
            let text = std::fs::read_to_string(&path).unwrap();
            assert_eq!(
                table.len() + 1,
                text.lines().filter(|l| !l.is_empty()).count(),
                "{}",
                path.display()
            );
            assert!(table.notices.is_empty());
        }
    }
}

#[test]
fn berlin_keeps_the_leading_zeros_of_its_areas() {
    let Some(table) = read("population/berlin_lor_population_2020-02_t1_planning-areas.csv") else {
        return;
    };
    let row = row_where(&table, "id", "01011101");
    assert_eq!(counts(&table, "inhabitants", Gaps::Refused)[row], Some(3419));
    assert_eq!(
        numbers(&table, "inhabitants_foreigners_percentage")[row],
        Some(40.567_417_373_501_02)
    );
}

#[test]
fn eurostat_writes_thousands_with_a_comma_and_gaps_with_a_colon() {
    let Some(table) = read("arrivals/eurostat_migr_asyappctzm_monthly.csv") else {
        return;
    };
    let values = counts(&table, "Value", Gaps::Marked);
    assert_eq!(values[0], Some(18_420));
    assert_eq!(values[4], Some(85));
    assert_eq!(values[5], None);
    let mut complaints = Complaints::default();
    let months = table
        .column("TIME")
        .unwrap()
        .periods(Gaps::Refused, &mut complaints);
    assert!(complaints.is_empty());
    assert_eq!(months[0], Some(Period::Month(jiff::civil::date(2008, 1, 1))));
}

#[test]
fn koeln_writes_whole_numbers_with_a_decimal_point() {
    let Some(table) = read("population/koeln_bevoelkerung_long.csv") else {
        return;
    };
    assert_eq!(counts(&table, "zahl", Gaps::Marked)[0], Some(1_023_101));
    assert_eq!(table.column("raum_id").unwrap().cell(0).unwrap().text(), "000");
}

#[test]
fn the_municipalities_of_germany_keep_their_keys() {
    let Some(table) = read("population/de_gemeinden_ewz_kfl_bkg_2016-12-31.csv") else {
        return;
    };
    let row = row_where(&table, "AGS", "05378016");
    assert_eq!(counts(&table, "EWZ", Gaps::Refused)[row], Some(27_937));
    assert_eq!(numbers(&table, "KFL")[row], Some(37.26));
    let seats = read("population/de_gemeinden_pk_bkg_2016-12-31.csv").unwrap();
    assert_eq!(numbers(&seats, "x_25832")[0], Some(528_137.954));
    assert_eq!(numbers(&seats, "y_25832")[0], Some(6_070_678.699));
}

#[test]
fn the_boats_come_by_day_under_a_header_with_a_hash() {
    let Some(table) = read("arrivals/uk_small_boats_daily.csv") else {
        return;
    };
    let mut complaints = Complaints::default();
    let days = table
        .column("date")
        .unwrap()
        .dates(Gaps::Refused, &mut complaints);
    assert!(complaints.is_empty());
    assert_eq!(days[30], Some(jiff::civil::date(2018, 1, 31)));
    assert_eq!(counts(&table, "migrants", Gaps::Refused)[30], Some(7));
}
