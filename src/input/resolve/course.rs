//! The course of an arrival process: monthly numbers become days.

use crate::arrivals::{Course, Level, Process, RateProcess, Shape};
use crate::calendar::{Calendar, Date};
use crate::input::file::LevelFile;
use jiff::ToSpan as _;

/// A process from its parts.
pub fn process(shape: Shape, course: Course, dispersion: f64, level: &LevelFile) -> Process {
    Process::Rate(RateProcess {
        shape,
        course,
        dispersion,
        level: Level {
            cv: level.cv,
            drift_per_year: level.drift_per_year,
        },
    })
}

/// Monthly numbers from a day on, each spread evenly over the days of its month; month *k*
/// begins *k* civil months after the first day.
pub fn spread_over_months(calendar: &Calendar, from: Date, months: &[f64]) -> Vec<f64> {
    let mut daily = vec![0.0; calendar.days as usize];
    for (index, number) in months.iter().enumerate() {
        let (begin, end) = (months_later(from, index), months_later(from, index + 1));
        let length = end.days_since(begin).max(1);
        for offset in 0..length {
            let day = calendar.day(begin) + offset;
            if let Some(slot) = usize::try_from(day).ok().and_then(|day| daily.get_mut(day)) {
                *slot += number / length as f64;
            }
        }
    }
    daily
}

pub(super) fn months_later(from: Date, months: usize) -> Date {
    let months = i32::try_from(months).unwrap_or(i32::MAX).min(100_000);
    Date(from.0.saturating_add(months.months()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_wave_spreads_each_month_over_its_days() {
        let calendar = Calendar::between(date("2026-01-01"), date("2026-12-31")).unwrap();
        let daily = spread_over_months(&calendar, date("2026-01-31"), &[28.0, 31.0]);
        // 31 January to 27 February, then 28 February to 30 March.
        assert_eq!((daily[29], daily[30], daily[57], daily[58]), (0.0, 1.0, 1.0, 1.0));
        assert_eq!((daily[88], daily[89]), (1.0, 0.0));
        assert_eq!(daily.iter().sum::<f64>(), 59.0);
    }

    #[test]
    fn what_a_wave_brought_before_the_start_is_gone() {
        let calendar = Calendar::between(date("2026-01-16"), date("2026-01-20")).unwrap();
        let daily = spread_over_months(&calendar, date("2026-01-01"), &[31.0]);
        assert_eq!(daily, [1.0; 5]);
    }
}
