//! Arrival processes: rates of the file become expected households on each day.

use super::context::Context;
use crate::arrivals::{Course, Level, Process, RateProcess, Shape};
use crate::calendar::{Calendar, Date, Day};
use crate::household::Sizes;
use crate::input::file::{
    ArrivalsFile, LevelFile, ListedFile, NegativeBinomialFile, PoissonFile, SeasonalFile, WaveFile,
};
use crate::text;
use jiff::ToSpan as _;

/// Days per month of a year with twelve months and 365 days.
const DAYS_PER_MONTH: f64 = 365.0 / 12.0;

/// All processes of a group.
pub fn resolve(cx: &mut Context, group: &str, file: &ArrivalsFile, sizes: &Sizes) -> Vec<Process> {
    let key = |name| ["groups", group, "arrivals", name];
    let mean = sizes.mean();
    let mut processes = Vec::new();
    if !file.listed.is_empty() {
        processes.push(listed(cx, &key("listed"), &file.listed));
    }
    if let Some(poisson) = &file.poisson {
        processes.push(steady(cx, &key("poisson"), poisson, mean));
    }
    if let Some(bursts) = &file.negative_binomial {
        processes.push(in_bursts(cx, &key("negative_binomial"), bursts, mean));
    }
    if let Some(file) = &file.seasonal {
        processes.push(seasonal(cx, &key("seasonal"), file, mean));
    }
    if let Some(file) = &file.wave {
        processes.push(wave(cx, &key("wave"), file, mean));
    }
    if let Some(file) = &file.replay {
        processes.push(super::replay::resolve(cx, &key("replay"), group, file, mean));
    }
    processes
}

fn listed(cx: &mut Context, path: &[&str], entries: &[ListedFile]) -> Process {
    let mut arrivals: Vec<(Day, u32)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        match Day::try_from(cx.calendar.day(entry.date)) {
            Ok(day) if day < cx.calendar.days => arrivals.push((day, entry.households)),
            _ => outside(cx, path, index),
        }
    }
    arrivals.sort_by_key(|(day, _)| *day);
    Process::Listed(arrivals)
}

fn outside(cx: &mut Context, path: &[&str], index: usize) {
    let number = (index + 1).to_string();
    let path = [path, &[number.as_str(), "date"]].concat();
    cx.notice(
        &path,
        text!(
            "Dieser Zugang liegt außerhalb des gespielten Zeitraums und kommt nicht vor.",
            "This arrival lies outside the days that are played and does not happen."
        ),
    );
}

fn steady(cx: &mut Context, path: &[&str], file: &PoissonFile, mean: f64) -> Process {
    let rate = rate(cx, path, file.per_day, file.persons_per_month, mean);
    process(Shape::Poisson, Course::Constant(rate), 1.0, &file.level)
}

fn in_bursts(cx: &mut Context, path: &[&str], file: &NegativeBinomialFile, mean: f64) -> Process {
    let rate = rate(cx, path, file.per_day, file.persons_per_month, mean);
    process(
        Shape::NegativeBinomial,
        Course::Constant(rate),
        file.dispersion,
        &file.level,
    )
}

fn seasonal(cx: &mut Context, path: &[&str], file: &SeasonalFile, mean: f64) -> Process {
    let rate = rate(cx, path, file.per_day, file.persons_per_month, mean);
    let heights = heights(cx, &[path, &["months"]].concat(), &file.months);
    let height = |day| heights[usize::from(cx.calendar.date(day).0.month().unsigned_abs()) - 1];
    let daily = (0..cx.calendar.days).map(|day| rate * height(day)).collect();
    process(Shape::Seasonal, Course::Daily(daily), 1.0, &file.level)
}

/// The heights of the twelve months, scaled to mean 1.
fn heights(cx: &mut Context, path: &[&str], months: &[f64]) -> [f64; 12] {
    let sum: f64 = months.iter().sum();
    if months.iter().any(|height| *height < 0.0) || sum <= 0.0 {
        not_all_zero(cx, path);
        return [1.0; 12];
    }
    std::array::from_fn(|month| months.get(month).copied().unwrap_or(0.0) * 12.0 / sum)
}

fn not_all_zero(cx: &mut Context, path: &[&str]) {
    cx.complain(
        path,
        text!(
            "Die Zahlen sind nicht negativ und nicht alle null.",
            "The numbers are not negative and not all zero."
        ),
    );
}

fn wave(cx: &mut Context, path: &[&str], file: &WaveFile, mean: f64) -> Process {
    let sum: f64 = file.profile.iter().sum();
    if file.profile.iter().any(|persons| *persons < 0.0) || sum <= 0.0 {
        not_all_zero(cx, &[path, &["profile"]].concat());
    }
    let factor = file.total_persons.map_or(1.0, |total| total / sum) / mean;
    let months: Vec<f64> = file.profile.iter().map(|persons| persons * factor).collect();
    let daily = spread_over_months(&cx.calendar, file.from, &months);
    process(Shape::Wave, Course::Daily(daily), file.dispersion, &file.level)
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

fn months_later(from: Date, months: usize) -> Date {
    let months = i32::try_from(months).unwrap_or(i32::MAX).min(100_000);
    Date(from.0.saturating_add(months.months()))
}

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

/// Households per day; exactly one of the two rates must be given.
fn rate(
    cx: &mut Context,
    path: &[&str],
    per_day: Option<f64>,
    persons_per_month: Option<f64>,
    mean: f64,
) -> f64 {
    match (per_day, persons_per_month) {
        (Some(households), None) => households,
        (None, Some(persons)) => persons / DAYS_PER_MONTH / mean,
        _ => {
            cx.complain(
                path,
                text!(
                    "Genau eine der beiden Angaben „per_day“ und „persons_per_month“ gehört hierher.",
                    "Exactly one of `per_day` and `persons_per_month` belongs here."
                ),
            );
            0.0
        }
    }
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
