//! Arrival processes: rates of the file become expected households on each day.

use super::context::Context;
use super::course::{process, spread_over_months};
use crate::arrivals::{Course, Excitement, Process, Regime, Regimes, Shape};
use crate::calendar::Day;
use crate::household::Sizes;
use crate::input::file::{
    ArrivalsFile, ExcitedFile, ListedFile, NegativeBinomialFile, PoissonFile, RegimesFile, SeasonalFile,
    WaveFile,
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
    if let Some(file) = &file.regimes {
        processes.push(regimes(cx, &key("regimes"), file, mean));
    }
    if let Some(file) = &file.bootstrap {
        processes.push(super::blocks::resolve(cx, &key("bootstrap"), group, file, mean));
    }
    if let Some(file) = &file.hawkes {
        processes.push(excited(cx, &key("hawkes"), file, mean));
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

fn regimes(cx: &mut Context, path: &[&str], file: &RegimesFile, mean: f64) -> Process {
    let key = |name| [path, &[name]].concat();
    if file.states.len() < 2 {
        let message = text!(
            "Ein Wechsel braucht mindestens zwei Zustände.",
            "Taking turns needs at least two regimes."
        );
        let help = text!(
            "Einen zweiten Zustand angeben oder gleichmäßige Zugänge („poisson“) nehmen.",
            "Add a second regime, or take steady arrivals (`poisson`)."
        );
        cx.complain_with(&key("states"), message, help);
    }
    let mut states = Vec::new();
    for (name, state) in &file.states {
        let path = [path, &["states", name]].concat();
        states.push(Regime {
            per_day: rate(cx, &path, state.per_day, state.persons_per_month, mean),
            mean_days: state.mean_days,
        });
    }
    let first = file.starts_in.as_ref().and_then(|name| {
        let found = file.states.get_index_of(name);
        if found.is_none() {
            cx.unknown_name(&key("starts_in"), name, file.states.keys().map(String::as_str));
        }
        found
    });
    let course = Course::Regimes(Regimes { states, first });
    process(Shape::Regimes, course, file.dispersion, &file.level)
}

fn excited(cx: &mut Context, path: &[&str], file: &ExcitedFile, mean: f64) -> Process {
    let rate = rate(cx, path, file.per_day, file.persons_per_month, mean);
    let excitement = Excitement::with_mean(rate, file.branching, file.decay_days);
    process(Shape::Excited, Course::Excited(excitement), 1.0, &file.level)
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
