//! Cells as days and months.

use super::column::Flaw;
use super::{Column, Content, Gaps};
use crate::complaint::Complaints;
use crate::text;
use jiff::civil::Date;

/// Years that a plan can speak of; anything else is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// A stretch of the calendar that a cell can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// A day.
    Day(Date),
    /// A month, as its first day.
    Month(Date),
}

impl Period {
    /// The first day of it.
    pub fn first_day(self) -> Date {
        match self {
            Period::Day(day) | Period::Month(day) => day,
        }
    }
}

impl Column<'_> {
    /// Every cell as a day; a month stands for its first day.
    pub fn dates(&self, gaps: Gaps, complaints: &mut Complaints) -> Vec<Option<Date>> {
        self.each(gaps, complaints, |content| {
            period_in(content).map(Period::first_day)
        })
    }

    /// Every cell as a day or a month, as it was written.
    pub fn periods(&self, gaps: Gaps, complaints: &mut Complaints) -> Vec<Option<Period>> {
        self.each(gaps, complaints, period_in)
    }
}

/// The day or month in a cell.
pub(super) fn period_in(content: &Content) -> Result<Period, Flaw> {
    match content {
        Content::Date(day) if YEARS.contains(&day.year()) => Ok(Period::Day(*day)),
        Content::Number(number) => Err(a_number(*number)),
        _ => period_in_text(&content.text()),
    }
}

fn period_in_text(text: &str) -> Result<Period, Flaw> {
    let date = without_time(text);
    if is_digits(date) {
        return Err(a_bare_number(text));
    }
    let parts: Vec<&str> = date.split(['-', '.', '/']).collect();
    if !parts.iter().all(|part| part.len() <= 4 && is_digits(part)) {
        return match eurostat_month(date) {
            Some((year, month)) => month_of(text, year, month),
            None => Err(not_a_date(text)),
        };
    }
    match (separator(date), parts.as_slice()) {
        (Some('-'), [y, m, d]) if y.len() == 4 => day_of(text, y, m, d),
        (Some('-'), [y, m]) if y.len() == 4 => month_of(text, y, m),
        (Some('.'), [d, m, y]) if y.len() == 4 => day_of(text, y, m, d),
        (Some('.'), [m, y]) if y.len() == 4 => month_of(text, y, m),
        (Some('.'), [_, _, y]) if y.len() == 2 => Err(two_digit_year(text)),
        (Some('/'), [a, b, y]) => Err(slashes(text, a, b, y)),
        _ => Err(not_a_date(text)),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The one sign between the parts; none where there are several kinds or no parts.
fn separator(date: &str) -> Option<char> {
    let sign = date.chars().find(|c| !c.is_ascii_digit())?;
    date.chars()
        .all(|c| c.is_ascii_digit() || c == sign)
        .then_some(sign)
}

/// A time of day behind the date is left out: the night is what counts.
fn without_time(text: &str) -> &str {
    match text.split_once(['T', ' ']) {
        Some((date, time)) if is_time(time) => date,
        _ => text,
    }
}

fn is_time(time: &str) -> bool {
    time.contains(':')
        && time
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'))
}

/// `2008M01`
fn eurostat_month(text: &str) -> Option<(&str, &str)> {
    let (year, month) = text.split_once('M')?;
    (year.len() == 4 && is_digits(year) && month.len() == 2 && is_digits(month)).then_some((year, month))
}

fn day_of(text: &str, year: &str, month: &str, day: &str) -> Result<Period, Flaw> {
    civil(year, month, day)
        .map(Period::Day)
        .ok_or_else(|| no_such_day(text))
}

fn month_of(text: &str, year: &str, month: &str) -> Result<Period, Flaw> {
    civil(year, month, "1")
        .map(Period::Month)
        .ok_or_else(|| no_such_day(text))
}

fn civil(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| YEARS.contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

fn not_a_date(text: &str) -> Flaw {
    Flaw {
        kind: "not a date",
        message: text!("„{text}“ ist kein Datum.", "`{text}` is not a date."),
        help: text!(
            "Als 31.12.2025 oder 2025-12-31 schreiben, einen Monat als 2025-12.",
            "Write 2025-12-31 or 31.12.2025, and a month as 2025-12."
        ),
    }
}

fn no_such_day(text: &str) -> Flaw {
    Flaw {
        kind: "no such day",
        message: text!(
            "Den Tag „{text}“ gibt es im Kalender nicht, oder das Jahr ist keines, das gemeint sein kann.",
            "There is no day `{text}` in the calendar, or its year cannot be meant."
        ),
        help: text!("Tag, Monat und Jahr prüfen.", "Check day, month and year."),
    }
}

fn two_digit_year(text: &str) -> Flaw {
    Flaw {
        kind: "two-digit year",
        message: text!(
            "„{text}“ hat ein zweistelliges Jahr.",
            "`{text}` has a year of two digits."
        ),
        help: text!(
            "Das Jahr mit vier Stellen schreiben, etwa 31.12.2025.",
            "Write the year with four digits, 2025-12-31 say."
        ),
    }
}

fn slashes(text: &str, first: &str, second: &str, year: &str) -> Flaw {
    let readings: Vec<String> = [(second, first), (first, second)]
        .iter()
        .filter_map(|(month, day)| civil(year, month, day))
        .map(|day| day.to_string())
        .collect();
    match readings.as_slice() {
        [one, other] if one != other => Flaw {
            kind: "ambiguous date",
            message: text!(
                "„{text}“ kann {one} oder {other} bedeuten.",
                "`{text}` can mean {one} or {other}."
            ),
            help: text!("Als {one} oder als {other} schreiben.", "Write {one} or {other}."),
        },
        [one, ..] => Flaw {
            help: text!("Als {one} schreiben.", "Write {one}."),
            ..not_a_date(text)
        },
        [] => not_a_date(text),
    }
}

fn a_bare_number(text: &str) -> Flaw {
    text.parse().map_or_else(|_| not_a_date(text), a_number)
}

/// Spreadsheets count days from 1899-12-30; a bare number may be such a day.
fn a_number(number: f64) -> Flaw {
    let flaw = not_a_date(&number.to_string());
    match day_number(number) {
        None => flaw,
        Some(day) => Flaw {
            help: text!(
                "Als Tag der Tabellenkalkulation wäre es {day}: die Zelle als Datum formatieren oder das Datum ausschreiben.",
                "As a day of a spreadsheet it would be {day}: format the cell as a date, or write the date out."
            ),
            ..flaw
        },
    }
}

/// Days from 1954 to 2091; smaller numbers are no dates of a plan.
fn day_number(number: f64) -> Option<Date> {
    if !(20_000.0..70_000.0).contains(&number) {
        return None;
    }
    let epoch = Date::new(1899, 12, 30).ok()?;
    epoch
        .checked_add(jiff::Span::new().try_days(number as i64).ok()?)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Period, Flaw> {
        period_in(&Content::Text(text.to_owned()))
    }

    fn day(year: i16, month: i8, day: i8) -> Period {
        Period::Day(Date::new(year, month, day).unwrap())
    }

    #[test]
    fn days_are_read_as_germans_and_machines_write_them() {
        for text in [
            "2024-02-29",
            "29.02.2024",
            "29.2.2024",
            "2024-02-29T13:00:00",
            "29.02.2024 00:00",
        ] {
            assert_eq!(read(text).unwrap(), day(2024, 2, 29), "{text}");
        }
    }

    #[test]
    fn months_are_read_as_their_first_day() {
        let may = Period::Month(Date::new(2024, 5, 1).unwrap());
        for text in ["2024-05", "05.2024", "2024M05"] {
            assert_eq!(read(text).unwrap(), may, "{text}");
        }
    }

    #[test]
    fn every_wrong_date_is_refused_for_its_own_reason() {
        let kind = |text: &str| read(text).unwrap_err().kind;
        assert_eq!(kind("1.2.24"), "two-digit year");
        assert_eq!(kind("03/04/2025"), "ambiguous date");
        assert_eq!(kind("31.02.2024"), "no such day");
        assert_eq!(kind("2023-02-29"), "no such day");
        assert_eq!(kind("0024-01-01"), "no such day");
        for text in [
            "2024",
            "Januar",
            "",
            "2024-01-01Z",
            "2024.01-01",
            "1-2-3",
            "..",
            "2024-01-01 abends",
        ] {
            assert_eq!(kind(text), "not a date", "{text}");
        }
    }

    #[test]
    fn slashes_name_both_readings_or_the_only_one() {
        let flaw = read("03/04/2025").unwrap_err();
        assert!(flaw.message.en.contains("2025-04-03") && flaw.message.en.contains("2025-03-04"));
        assert!(read("25/12/2025").unwrap_err().help.en.contains("2025-12-25"));
    }

    #[test]
    fn a_bare_day_number_is_refused_with_the_day_it_would_be() {
        let flaw = read("45292").unwrap_err();
        assert!(flaw.help.de.contains("2024-01-01"), "{}", flaw.help.de);
        assert!(!read("2024").unwrap_err().help.de.contains("wäre es"));
    }
}
