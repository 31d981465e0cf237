//! Lengths of time as the file names them become distributions.

use super::context::Context;
use crate::input::file::DurationFile;
use crate::stay::Duration;
use crate::text;

/// Days in a month, on average over four years.
const MONTH: f64 = 30.4375;

/// Part of an observed exit rate that stays the households' own way out, however much the
/// market takes.
const OWN_PART: f64 = 0.1;

/// A length of time that is no stay: an exit rate makes no sense there.
pub fn resolve(cx: &mut Context, path: &[&str], duration: &DurationFile) -> Duration {
    if let DurationFile::ExitRate { .. } = duration {
        cx.complain(
            path,
            text!(
                "Eine Auszugsrate beschreibt nur die Verweildauer einer Gruppe („stay“).",
                "An exit rate describes only the stay of a group (`stay`)."
            ),
        );
    }
    stay(cx, path, duration, 0.0)
}

/// The stay of a group. `market_per_month` is the part of the people housed whom the
/// housing market takes in a month.
///
/// An observed exit rate is the sum of all ways out. The own ways out are exponential with
/// the hazard rate − market per month, at least a tenth of the rate.
pub fn stay(cx: &mut Context, path: &[&str], duration: &DurationFile, market_per_month: f64) -> Duration {
    match duration {
        DurationFile::Fixed { days } => Duration::Fixed { days: *days },
        DurationFile::Exponential { mean_days } => Duration::Exponential { mean: *mean_days },
        DurationFile::Weibull { shape, mean_days } => Duration::weibull_with_mean(*shape, *mean_days),
        DurationFile::Lognormal { mean_days, cv } => Duration::lognormal_with_mean(*mean_days, *cv),
        DurationFile::Empirical { days, weights } => empirical(cx, path, days, weights),
        DurationFile::ExitRate { per_month } => {
            let own = (per_month - market_per_month).max(OWN_PART * per_month);
            Duration::Exponential { mean: MONTH / own }
        }
    }
}

fn empirical(cx: &mut Context, path: &[&str], days: &[f64], weights: &[f64]) -> Duration {
    let key = |name| [path, &["empirical", name]].concat();
    if days.iter().any(|d| !(0.0..=100_000.0).contains(d)) {
        let message = text!(
            "Beobachtete Dauern liegen zwischen 0 und 100 000 Tagen.",
            "Observed durations lie between 0 and 100,000 days."
        );
        cx.complain(&key("days"), message);
    }
    if days.windows(2).any(|pair| pair[0] >= pair[1]) {
        let message = text!(
            "Beobachtete Dauern stehen in steigender Reihenfolge, jede einmal.",
            "Observed durations stand in rising order, each once."
        );
        cx.complain(&key("days"), message);
    }
    if weights.is_empty() {
        return Duration::empirical(&days.iter().map(|d| (*d, 1.0)).collect::<Vec<_>>());
    }
    let (have, need) = (weights.len(), days.len());
    if have != need {
        let message = text!(
            "Zu {need} Dauern gehören {need} Gewichte; es sind {have}.",
            "{need} durations need {need} weights; there are {have}."
        );
        cx.complain(&key("weights"), message);
    }
    if weights.iter().any(|w| *w < 0.0) || weights.iter().sum::<f64>() <= 0.0 {
        let message = text!(
            "Gewichte sind nicht negativ und nicht alle null.",
            "Weights are not negative and not all zero."
        );
        cx.complain(&key("weights"), message);
    }
    let observed: Vec<(f64, f64)> = days.iter().copied().zip(weights.iter().copied()).collect();
    Duration::empirical(&observed)
}
