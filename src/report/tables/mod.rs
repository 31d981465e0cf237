//! The CSV files of a results folder, in two dialects.

mod emergency;
mod run;
mod services;
mod sheet;

pub use emergency::{shocks, steps, warning};
pub use run::{daily, districts, figures, sites, years};
pub use services::{services, services_daily};
pub(super) use sheet::Sheet;
pub use sheet::{Dialect, harmless, plain_table};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_first_dialect_has_points_commas_and_iso_dates() {
        let table = text(daily(&example::calm(3), Dialect::Rfc));
        let mut lines = table.split('\n');
        assert_eq!(lines.next(), Some("date,figure,mean,p05,p25,p50,p75,p95"));
        assert!(lines.next().unwrap().starts_with("2026-01-01,needed,"));
        assert!(table.ends_with('\n') && !table.contains('\r'));
    }

    #[test]
    fn the_second_dialect_opens_in_a_german_spreadsheet() {
        let table = text(daily(&example::calm(3), Dialect::DeExcel));
        assert!(table.starts_with("\u{feff}date;figure;mean;p05"));
        assert!(
            table
                .split("\r\n")
                .nth(1)
                .unwrap()
                .starts_with("01.01.2026;needed;")
        );
        assert!(Dialect::DeExcel.number(1234.5) == "1234,5");
    }

    #[test]
    fn a_formula_in_a_name_stays_text() {
        assert_eq!(harmless("=cmd()"), "'=cmd()");
        assert_eq!(harmless("+1"), "'+1");
        assert_eq!(harmless("Haus = Heim"), "Haus = Heim");
        let mut findings = example::calm(3);
        example::poison(&mut findings);
        let table = text(sites(&findings, Dialect::Rfc));
        assert!(!table.contains(",=cmd") && table.contains("'=cmd"));
    }

    #[test]
    fn what_is_no_number_is_an_empty_cell() {
        assert_eq!(Dialect::Rfc.number(f64::NAN), "");
        assert_eq!(Dialect::Rfc.number(0.1 + 0.2), "0.30000000000000004");
    }
}
