//! Calm and surge by turns: a Markov chain of regimes, each with a rate of its own.
//!
//! The chain moves once a day, so a regime lasts a whole number of days, geometric with the
//! stated mean; the next one is any of the others, equally likely. In the long run each regime
//! therefore has a part of the days in proportion to its mean length.

use crate::calendar::Day;
use crate::streams::{Draw, Stream};

/// The regimes of a process.
#[derive(Clone, Debug, PartialEq)]
pub struct Regimes {
    /// The regimes, in order of the file; at least two.
    pub states: Vec<Regime>,
    /// The one that holds on the first day; `None`: drawn from the long run.
    pub first: Option<usize>,
}

/// A regime.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regime {
    /// Expected households per day.
    pub per_day: f64,
    /// Mean length in days, at least 1.
    pub mean_days: f64,
}

impl Regimes {
    /// The regime on the first day.
    pub fn begin(&self, stream: &Stream, entity: u32) -> usize {
        self.first.unwrap_or_else(|| {
            let u = stream.block(Draw::Regime, entity, 0, 0).second();
            let mut rest = u * self.states.iter().map(|state| state.mean_days).sum::<f64>();
            let holds = |state: &Regime| {
                rest -= state.mean_days;
                rest < 0.0
            };
            self.states.iter().position(holds).unwrap_or(0)
        })
    }

    /// The regime on a day after one on which `before` held.
    #[inline]
    pub fn next(&self, before: usize, stream: &Stream, entity: u32, day: Day) -> usize {
        let block = stream.block(Draw::Regime, entity, day, 0);
        if block.first() * self.states[before].mean_days >= 1.0 {
            return before;
        }
        let others = self.states.len() - 1;
        let step = ((block.second() * others as f64) as usize).min(others.saturating_sub(1));
        (before + 1 + step) % self.states.len()
    }

    /// Expected households per day in the long run.
    pub fn mean_per_day(&self) -> f64 {
        let days: f64 = self.states.iter().map(|state| state.mean_days).sum();
        let households = |state: &Regime| state.per_day * state.mean_days;
        self.states.iter().map(households).sum::<f64>() / days
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arrivals::DayCount;

    fn calm_and_surge() -> Regimes {
        let regime = |per_day, mean_days| Regime { per_day, mean_days };
        Regimes {
            states: vec![regime(7.0, 365.0), regime(25.0, 45.0)],
            first: None,
        }
    }

    #[test]
    fn a_years_total_has_the_moments_of_the_chain() {
        // Exact for the daily chain: mean 8.97560976 a day, variance of 365 days 818 473.7467.
        let (regimes, years) = (calm_and_surge(), 6_000);
        assert!((regimes.mean_per_day() - 8.975_609_756_097_562).abs() < 1e-12);
        let totals: Vec<f64> = (0..years)
            .map(|replication| {
                let stream = Stream::new(11, replication);
                let mut state = regimes.begin(&stream, 5);
                let mut total = 0;
                for day in 0..365 {
                    if day > 0 {
                        state = regimes.next(state, &stream, 5, day);
                    }
                    total += DayCount::new(regimes.states[state].per_day, 1.0)
                        .draw(|part| stream.block(Draw::ArrivalCount, 5, day, part).first());
                }
                f64::from(total)
            })
            .collect();
        let n = f64::from(years);
        let mean = totals.iter().sum::<f64>() / n;
        let variance = totals.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
        let expected = 365.0 * 8.975_609_756_097_562;
        assert!((mean - expected).abs() < 4.0 * (818_473.75 / n).sqrt(), "{mean}");
        assert!(
            (variance / 818_473.746_730_550_7 - 1.0).abs() < 0.08,
            "{variance}"
        );
    }

    #[test]
    fn the_first_regime_can_be_chosen_and_one_of_a_day_never_lasts() {
        let mut regimes = calm_and_surge();
        regimes.first = Some(1);
        regimes.states[1].mean_days = 1.0;
        for replication in 0..200 {
            let stream = Stream::new(1, replication);
            assert_eq!(regimes.begin(&stream, 3), 1);
            assert_eq!(regimes.next(1, &stream, 3, 1), 0);
        }
    }

    #[test]
    fn with_three_regimes_each_of_the_others_may_follow() {
        let regime = Regime {
            per_day: 1.0,
            mean_days: 1.0,
        };
        let regimes = Regimes {
            states: vec![regime; 3],
            first: Some(0),
        };
        let to_last = (0..3000)
            .filter(|&r| regimes.next(0, &Stream::new(2, r), 1, 4) == 2)
            .count();
        assert!((1350..1650).contains(&to_last), "{to_last}");
    }
}
