//! What is no table: refused with a sentence, whatever the bytes.

use super::{csv_with_complaints, only};
use proptest::prelude::*;
use quartier::complaint::Complaints;
use quartier::input::table::{self, Gaps, generic_rows};
use quartier::text::Lang;
use std::path::Path;

#[test]
fn what_cannot_be_a_table_is_refused_with_its_reason() {
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let reason = |path: &Path| only(table::read(path, "t").unwrap_err()).message.de;
    std::fs::create_dir(dir.path().join("folder.csv")).unwrap();
    assert!(reason(&dir.path().join("folder.csv")).contains("Ordner"));
    assert!(reason(&dir.path().join("none.csv")).contains("gibt es nicht"));
    assert!(reason(&put("empty.csv", b"")).contains("leer"));
    assert!(reason(&put("blank.csv", b"\n \n;;\n")).contains("leer"));
    assert!(reason(&put("mark.csv", b"\xef\xbb\xbf")).contains("leer"));
    assert!(reason(&put("book.csv", b"PK\x03\x04")).contains("Arbeitsmappe"));
    assert!(reason(&put("junk.csv", b"a,b\n\x00\x01\x02\n")).contains("kein Text"));
    assert!(reason(&put("old.xls", b"x")).contains("„.xls“"));
    assert!(reason(&put("junk.xlsx", b"PK\x03\x04 and nothing")).contains("lässt sich nicht lesen"));
    assert!(reason(&put("text.ods", b"a,b\n1,2\n")).contains("lässt sich nicht lesen"));
}

#[test]
fn a_file_without_end_is_refused_before_memory_ends() {
    if Path::new("/dev/zero").exists() {
        let complaint = only(table::read(Path::new("/dev/zero"), "t").unwrap_err());
        assert!(complaint.message.de.contains("größer als 200 MB"));
    }
}

#[test]
fn a_header_alone_is_a_table_without_rows() {
    let (table, complaints) = csv_with_complaints(b"a,b\n");
    assert!(complaints.is_empty() && table.unwrap().is_empty());
}

/// Everything one can ask of a table.
fn ask_everything(bytes: &[u8]) -> Complaints {
    let (table, mut complaints) = csv_with_complaints(bytes);
    if let Some(table) = table {
        for column in table.columns() {
            column.numbers(Gaps::Marked, &mut complaints);
            column.counts(Gaps::Refused, &mut complaints);
            column.periods(Gaps::Empty, &mut complaints);
            column.truths(Gaps::Empty, &mut complaints);
            column.texts(Gaps::Refused, &mut complaints);
        }
        generic_rows(&table, "id", &mut complaints);
    } else {
        assert!(!complaints.is_empty(), "no table and no reason");
    }
    complaints
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        ask_everything(&bytes).to_text(Lang::De);
    }

    #[test]
    fn nothing_that_looks_like_a_table_makes_the_reader_panic(
        text in r#"(#[a-z]{0,3}:?|[a-z"';,\t\r\n #ä€.:/%MT0-9eE+-]|[0-9]{1,3}[.,][0-9]{3}|"[a-z;\n]*"|\n){0,80}"#
    ) {
        ask_everything(text.as_bytes()).to_text(Lang::En);
    }

    #[test]
    fn every_place_lies_inside_the_file(
        text in r#"id;value\n([a-z]{1,3};"?[0-9.,]{1,6}"?\n|"[a-z]\n";x\n|\n){1,20}"#
    ) {
        let lines = text.split('\n').count();
        for complaint in ask_everything(text.as_bytes()).0 {
            prop_assert!(complaint.place.line.is_none_or(|line| line as usize <= lines));
        }
    }

    #[test]
    fn a_written_number_is_read_back(
        numbers in prop::collection::vec(-1e9..1e9f64, 1..30),
        comma in any::<bool>()
    ) {
        let write = |number: &f64| if comma { number.to_string().replace('.', ",") } else { number.to_string() };
        // Two numbers that only one convention reads, so that three decimals are no riddle.
        let mut text = String::from("id;v\n");
        for number in [0.5].iter().chain(&numbers) {
            text.push_str(&format!("a;{}\n", write(number)));
        }
        let (table, mut complaints) = csv_with_complaints(text.as_bytes());
        let read = table.unwrap().column("v").unwrap().numbers(Gaps::Refused, &mut complaints);
        prop_assert!(complaints.is_empty());
        prop_assert_eq!(&read[1..], numbers.iter().map(|n| Some(*n)).collect::<Vec<_>>());
    }

    #[test]
    fn damaged_workbooks_are_refused_or_read(at in 0usize..6000, byte in any::<u8>()) {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write_string(0, 0, "id").unwrap();
        sheet.write_number(1, 0, 5).unwrap();
        let mut bytes = workbook.save_to_buffer().unwrap();
        let length = bytes.len();
        bytes[at % length] = byte;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("b.xlsx");
        std::fs::write(&path, bytes).unwrap();
        if let Err(complaints) = table::read(&path, "b.xlsx") {
            prop_assert!(!complaints.is_empty());
        }
    }
}
