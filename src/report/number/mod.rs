//! Numbers, dates and frequencies as people write them, in both languages.
//!
//! What the numbers mean is left to the catalogue.

mod carried;
mod dates;
mod digits;
mod figure;
mod frequency;
mod units;

pub use carried::{between, carried, estimate, estimate_interval, money};
pub use dates::{date, month};
pub use digits::{counted, decimal, trimmed, whole};
pub use figure::{interval, spread, this_day_only, value};
pub use frequency::{frequency, probability};
pub use units::{percent, unit_name, with_unit};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Date;
    use crate::findings::Unit;
    use crate::findings::statistics;
    use crate::report::example;
    use crate::text::Text;

    #[test]
    fn thousands_are_grouped_and_decimals_follow_the_language() {
        let number = decimal(12345.64, 1);
        assert_eq!((number.de.as_str(), number.en.as_str()), ("12.345,6", "12,345.6"));
        assert_eq!(decimal(-1234.0, 0).de, "−1.234");
        assert_eq!(decimal(-0.04, 1).de, "0,0");
        assert_eq!(decimal(999.0, 0).de, "999");
        assert_eq!(decimal(f64::NAN, 1).de, "–");
    }

    #[test]
    fn no_more_digits_are_shown_than_the_interval_carries() {
        assert_eq!(
            carried(12345.0, 11545.0, 13145.0, Unit::PersonNights).de,
            "12.300"
        );
        assert_eq!(
            carried(12345.0, 12344.0, 12346.0, Unit::PersonNights).de,
            "12.345"
        );
        assert_eq!(carried(12345.0, 2345.0, 22345.0, Unit::PersonNights).de, "10.000");
        assert_eq!(carried(0.123, 0.113, 0.133, Unit::Index).de, "0,12");
        assert_eq!(carried(0.7312, 0.70, 0.76, Unit::Probability).de, "73");
        assert_eq!(carried(42.0, 42.0, 42.0, Unit::Persons).de, "42");
    }

    #[test]
    fn one_of_anything_is_named_in_the_singular() {
        assert_eq!(with_unit(&Text::same("1"), Unit::Places).de, "1\u{a0}Platz");
        assert_eq!(with_unit(&Text::same("2"), Unit::Places).en, "2\u{a0}places");
    }

    #[test]
    fn money_is_shown_in_millions_where_it_is_that_much() {
        assert_eq!(
            money(12_345_678.0, 12_000_000.0, 12_700_000.0).de,
            "12,3\u{a0}Mio.\u{a0}€"
        );
        assert_eq!(money(12_345.0, 12_300.0, 12_390.0).de, "12.350\u{a0}€");
    }

    #[test]
    fn frequencies_are_of_ten_in_the_middle_and_of_a_thousand_at_the_ends() {
        assert_eq!(frequency(702, 1000).de, "in 7 von 10\u{a0}Rechnungen");
        assert_eq!(frequency(50, 1000).de, "in 1 von 10\u{a0}Rechnungen");
        assert_eq!(frequency(949, 1000).de, "in 9 von 10\u{a0}Rechnungen");
        assert_eq!(frequency(3, 1000).de, "in 3 von 1.000\u{a0}Rechnungen");
        assert_eq!(frequency(3, 200).de, "in 3 von 200\u{a0}Rechnungen");
        assert_eq!(frequency(32, 10_000).de, "in 3 von 1.000\u{a0}Rechnungen");
        assert_eq!(
            frequency(1, 10_000).de,
            "in weniger als 1 von 1.000\u{a0}Rechnungen"
        );
        assert_eq!(frequency(9_999, 10_000).de, "in 999 von 1.000\u{a0}Rechnungen");
        assert_eq!(frequency(1000, 1000).de, "in allen 1.000\u{a0}Rechnungen");
    }

    #[test]
    fn what_was_never_seen_is_bounded_and_never_zero_of_ten() {
        assert_eq!(
            frequency(0, 1000).de,
            "in keiner von 1.000\u{a0}Rechnungen, höchstens 3 von\u{a0}1.000"
        );
        assert!(frequency(0, 10).de.contains("zu wenige"));
    }

    #[test]
    fn a_probability_is_told_with_its_interval_in_the_same_measure() {
        let told = |count: u32, of: u32| {
            let known = statistics::probability(count, of);
            probability(&example::risk(count, of, known.low, known.high), of).de
        };
        assert_eq!(
            told(140, 200),
            "in 7 von 10\u{a0}Rechnungen (95-%-Intervall 63\u{a0}% bis 76\u{a0}%)"
        );
        assert_eq!(
            told(198, 200),
            "in 198 von 200\u{a0}Rechnungen (95-%-Intervall 964 bis 999 von\u{a0}1.000)"
        );
        // 0.05 to the power of 1/60 is 0.9513.
        assert_eq!(
            told(60, 60),
            "in allen 60\u{a0}Rechnungen (95-%-Intervall: mindestens 951 von\u{a0}1.000)"
        );
        assert_eq!(
            told(0, 60),
            "in keiner von 60\u{a0}Rechnungen, höchstens 49 von\u{a0}1.000"
        );
        assert_eq!(told(1, 1), "in der einzigen Rechnung");
    }

    #[test]
    fn a_probability_that_was_never_seen_is_not_printed_as_zero() {
        let never = example::risk(0, 1000, 0.0, 0.0037);
        assert_eq!(value(&never).map(|text| text.de), Some("unter 0,4".to_owned()));
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        let day: Date = "2025-02-04".parse().unwrap();
        assert_eq!(date(day).de, "04.02.2025");
        assert_eq!(date(day).en, "4 February 2025");
        assert_eq!(month(day).de, "Februar 2025");
    }
}
