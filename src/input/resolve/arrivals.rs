//! Arrival processes: rates of the file become expected households on each day.

use super::context::Context;
use super::course::{process, spread_over_months};
use crate::arrivals::{Course, Process, Shape};
use crate::calendar::Day;
use crate::household::Sizes;
use crate::input::file::{
    ArrivalsFile, ListedFile, NegativeBinomialFile, PoissonFile, SeasonalFile, WaveFile,
};
use crate::text;

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
