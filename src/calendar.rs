//! Civil days: the dates of files and the day numbers of the simulation.

use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A civil date, written `2026-01-31` in every file and machine format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub civil::Date);

/// A day of a simulation: 0 is the first.
pub type Day = u32;

impl Date {
    /// The date that many days later (or earlier), kept within the years −9999 to 9999.
    pub fn plus_days(self, days: i64) -> Date {
        Date(
            self.0
                .saturating_add(jiff::Span::new().days(days.clamp(-4_000_000, 4_000_000))),
        )
    }

    /// Days from another date to this one; negative when this one is earlier.
    pub fn days_since(self, other: Date) -> i64 {
        i64::from((self.0 - other.0).get_days())
    }

    /// As German readers write it: `31.01.2026`.
    pub fn german(self) -> String {
        format!("{:02}.{:02}.{:04}", self.0.day(), self.0.month(), self.0.year())
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.0.year()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Date {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        civil::Date::from_str(text).map(Date)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "description": "A date such as 2026-01-31." })
    }
}

/// The days that a simulation plays, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The first day.
    pub start: Date,
    /// How many days are played, at least one.
    pub days: Day,
}

impl Calendar {
    /// From the first to the last day; `None` when the last comes before the first
    /// or more than 200 years later.
    pub fn between(start: Date, end: Date) -> Option<Calendar> {
        let days = Day::try_from(end.days_since(start) + 1).ok()?;
        (1..=73_050).contains(&days).then_some(Calendar { start, days })
    }

    /// The date of a day.
    pub fn date(&self, day: Day) -> Date {
        self.start.plus_days(i64::from(day))
    }

    /// The day of a date, negative before the start.
    pub fn day(&self, date: Date) -> i64 {
        date.days_since(self.start)
    }

    /// The last day's date.
    pub fn end(&self) -> Date {
        self.date(self.days - 1)
    }

    /// Whether the day is a Monday, the day on which weekly placement happens.
    pub fn is_monday(&self, day: Day) -> bool {
        self.date(day).0.weekday() == civil::Weekday::Monday
    }

    /// The first day of each calendar year played, with the year, in order.
    pub fn years(&self) -> Vec<(Day, i16)> {
        let (first, last) = (self.start.year(), self.end().year());
        (first..=last)
            .map(|year| {
                let begin = civil::Date::new(year, 1, 1).map_or(0, |date| self.day(Date(date)));
                (Day::try_from(begin).unwrap_or(0), year)
            })
            .collect()
    }

    /// The first day of each calendar month played, in order; the first entry is day 0.
    pub fn months(&self) -> Vec<Day> {
        let mut starts = vec![0];
        let mut month = self.start.0.first_of_month();
        while let Ok(next) = month.checked_add(jiff::Span::new().months(1)) {
            let Ok(day) = Day::try_from(self.day(Date(next))) else {
                break;
            };
            if day >= self.days {
                break;
            }
            starts.push(day);
            month = next;
        }
        starts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn both_ends_are_played() {
        let calendar = Calendar::between(date("2026-01-01"), date("2026-01-31")).unwrap();
        assert_eq!(calendar.days, 31);
        assert_eq!(calendar.end(), date("2026-01-31"));
    }

    #[test]
    fn reversed_dates_make_no_calendar() {
        assert_eq!(Calendar::between(date("2026-01-02"), date("2026-01-01")), None);
    }

    #[test]
    fn years_and_months_begin_where_the_calendar_says() {
        let calendar = Calendar::between(date("2025-12-30"), date("2026-02-02")).unwrap();
        assert_eq!(calendar.years(), [(0, 2025), (2, 2026)]);
        assert_eq!(calendar.months(), [0, 2, 33]);
    }

    #[test]
    fn german_dates_have_two_digits() {
        assert_eq!(date("2025-02-04").german(), "04.02.2025");
    }
}
