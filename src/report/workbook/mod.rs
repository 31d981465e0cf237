//! Workbooks for Excel. What stands in the sheets is decided in `run` and `comparison`; `sheet`
//! makes bytes of them.

mod comparison;
mod run;
mod sheet;

pub use comparison::of_comparison;
pub use run::{of_run, overview};
pub use sheet::{Column, Sheet, Value, bytes};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;
    use crate::text::{Lang, Text};
    use calamine::{Data, DataType as _, Reader as _, Xlsx};
    use std::io::Cursor;

    fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(bytes)).unwrap()
    }

    fn run(findings: &crate::findings::Findings) -> Vec<u8> {
        example::with_results(findings, |results| of_run(results).unwrap())
    }

    #[test]
    fn the_same_run_gives_the_same_bytes() {
        assert_eq!(run(&example::short(6)), run(&example::short(6)));
    }

    #[test]
    fn every_sheet_has_a_head_row_and_a_row_of_units() {
        let mut book = opened(run(&example::short(6)));
        let names = book.sheet_names();
        assert_eq!(
            names,
            [
                "Übersicht",
                "Kennzahlen",
                "Stadtteile",
                "Unterkünfte",
                "Jahre",
                "Tage",
                "Annahmen"
            ]
        );
        for name in names {
            let sheet = book.worksheet_range(&name).unwrap();
            assert!(sheet.height() > 2, "{name} has no rows");
            let heads = sheet.rows().next().unwrap();
            assert!(heads.iter().all(|head| !head.is_empty()), "{name}");
        }
        let days = book.worksheet_range("Tage").unwrap();
        assert_eq!(days.get((1, 1)), Some(&Data::String("Personen".into())));
        assert!(days.get((2, 0)).unwrap().is_datetime());
        assert!(days.get((2, 1)).unwrap().is_float());
    }

    #[test]
    fn a_formula_in_a_name_stays_text() {
        let mut findings = example::calm(3);
        example::poison(&mut findings);
        let mut book = opened(run(&findings));
        for name in book.sheet_names() {
            let formulas = book.worksheet_formula(&name).unwrap();
            assert!(formulas.rows().flatten().all(String::is_empty), "{name}");
        }
        let sites = book.worksheet_range("Unterkünfte").unwrap();
        let words = |cell: &Data| cell.to_string();
        assert!(sites.rows().flatten().any(|cell| words(cell).starts_with("=cmd")));
        assert!(
            !sites
                .rows()
                .flatten()
                .any(|cell| words(cell).contains('\u{202e}'))
        );
    }

    #[test]
    fn a_day_before_the_calendar_of_excel_is_words() {
        let sheet = Sheet {
            name: Text::same("x"),
            columns: vec![Column::words(Text::same("x"), 10.0)],
            rows: vec![
                vec![Value::Day("1700-01-01".parse().unwrap())],
                vec![Value::Number(f64::NAN)],
                vec![Value::Words("long ".repeat(10_000))],
            ],
        };
        let made = bytes(&[sheet], "x", "2026-01-01".parse().unwrap(), Lang::En).unwrap();
        let range = opened(made).worksheet_range("x").unwrap();
        assert_eq!(range.get((2, 0)), Some(&Data::String("1700-01-01".into())));
        assert_eq!(range.get((3, 0)), Some(&Data::Empty));
    }

    #[test]
    fn a_comparison_has_a_column_per_run_and_its_differences() {
        let compared = crate::findings::comparison::compare(example::stored(3));
        let mut book = opened(of_comparison(&compared, Lang::De).unwrap());
        let overview = book.worksheet_range("Überblick").unwrap();
        let heads: Vec<String> = overview
            .rows()
            .next()
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(heads.iter().any(|head| head.starts_with("A, wie bisher")));
        assert!(heads.iter().any(|head| head.starts_with("C − A")));
        assert!(overview.height() > 4);
    }
}
