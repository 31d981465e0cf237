//! The course of the days: mean and quantiles of each day over the replications.

use crate::findings::town::DailySeries;
use crate::monte_carlo::Ensemble;
use crate::scenario::Scenario;
use crate::simulation::{Course, Quantity as Daily};
use crate::text;
use crate::text::Text;
use rayon::prelude::*;

/// A quantity whose course is shown.
struct Series {
    id: &'static str,
    words: fn() -> (Text, Text),
    of: fn(&Course, usize) -> u32,
}

const SERIES: &[Series] = &[
    Series {
        id: "needed",
        words: || {
            (
                text!("Bedarf", "Need"),
                text!(
                    "Personen, die untergebracht sind oder auf einen Platz warten.",
                    "Persons housed or waiting for a place."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Housed) + course.at(day, Daily::Waiting),
    },
    Series {
        id: "places",
        words: || {
            (
                text!("Nutzbare Plätze", "Usable places"),
                text!(
                    "Nutzbare Plätze in regulären Unterkünften, die es an dem Tag gibt.",
                    "Usable places in regular sites that are there on the day."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Places),
    },
    Series {
        id: "housed",
        words: || {
            (
                text!("Untergebracht", "Housed"),
                text!("Personen in regulären Unterkünften.", "Persons in regular sites."),
            )
        },
        of: |course, day| course.at(day, Daily::Housed),
    },
    Series {
        id: "waiting",
        words: || {
            (
                text!("Ohne regulären Platz", "Without a regular place"),
                text!(
                    "Personen, die auf einen regulären Platz warten, mit oder ohne Notplatz.",
                    "Persons waiting for a regular place, in emergency accommodation or not."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Waiting),
    },
    Series {
        id: "emergency",
        words: || {
            (
                text!("In Notunterkünften", "In emergency sites"),
                text!(
                    "Personen, die in Notunterkünften schlafen.",
                    "Persons who sleep in emergency sites."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Emergency),
    },
    Series {
        id: "unmet",
        words: || {
            (
                text!("Ganz ohne Platz", "Without any place"),
                text!(
                    "Personen ohne regulären Platz und ohne Notplatz.",
                    "Persons with neither a regular nor an emergency place."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Waiting) - course.at(day, Daily::Emergency),
    },
    Series {
        id: "free_usable_places",
        words: || {
            (
                text!("Freie nutzbare Plätze", "Free usable places"),
                text!(
                    "Betten in regulären Unterkünften, die noch jemandem gegeben werden könnten.",
                    "Beds in regular sites that could still be given to somebody."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Free),
    },
];

/// The course of each quantity of the town.
pub(super) fn courses(scenario: &Scenario, ensemble: &Ensemble) -> Vec<DailySeries> {
    let days = scenario.calendar.days as usize;
    SERIES
        .iter()
        .map(|series| daily(series, days, ensemble))
        .collect()
}

fn daily(series: &Series, count: usize, ensemble: &Ensemble) -> DailySeries {
    let (name, definition) = (series.words)();
    let days = days(count, |day, values| {
        values.extend(ensemble.courses.iter().map(|course| (series.of)(course, day)));
    });
    DailySeries {
        id: series.id,
        name,
        definition,
        mean: days.iter().map(|(mean, _)| *mean).collect(),
        quantiles: days.into_iter().map(|(_, quantiles)| quantiles).collect(),
    }
}

/// Mean and quantiles of each day, from the numbers of all replications.
pub(in crate::findings) fn days(
    count: usize,
    collect: impl Fn(usize, &mut Vec<u32>) + Sync,
) -> Vec<(f64, [f64; 5])> {
    (0..count)
        .into_par_iter()
        .map_init(Vec::new, |values: &mut Vec<u32>, day| {
            values.clear();
            collect(day, values);
            values.sort_unstable();
            let sum: u64 = values.iter().map(|value| u64::from(*value)).sum();
            let mean = sum as f64 / values.len().max(1) as f64;
            (mean, [0.05, 0.25, 0.5, 0.75, 0.95].map(|part| rank(values, part)))
        })
        .collect()
}

/// Quantile of sorted whole numbers, interpolated (type 7).
fn rank(sorted: &[u32], part: f64) -> f64 {
    let at = part * (sorted.len().max(1) - 1) as f64;
    let below = at as usize;
    let a = f64::from(sorted.get(below).copied().unwrap_or(0));
    let b = sorted.get(below + 1).map_or(a, |next| f64::from(*next));
    a + (b - a) * (at - below as f64)
}
