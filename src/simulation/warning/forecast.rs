//! The forecast of a look: the weeks to come, one after the other.

use super::super::Town;
use super::super::model::Model;
use super::foreseen::WeeksAhead;
use super::trend::Expected;
use crate::calendar::Day;
use crate::simulation::model::{WarningPlan, Watched};
use crate::stay::normal_distribution;
use crate::warning::Level;

/// What was expected at a look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Day of the look.
    pub day: Day,
    /// Which bottleneck, by its place in [`super::bottlenecks`].
    pub bottleneck: usize,
    /// What is left today: places, units, or persons who may still wait too long.
    pub left: f64,
    /// What is expected within the horizon.
    pub expected: Lookahead,
}

/// The worst of the weeks that are looked ahead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lookahead {
    /// Least that is expected to be left, of the weeks' means.
    pub lowest: f64,
    /// Highest probability of a bottleneck in a week.
    pub probability: f64,
}

impl Town {
    /// The worst of the weeks, and in which of them a bottleneck is to be expected.
    pub(super) fn weeks_ahead(
        &self,
        model: &Model,
        plan: &WarningPlan,
        index: usize,
        left: f64,
    ) -> (Lookahead, WeeksAhead) {
        let mut worst = Lookahead {
            lowest: f64::INFINITY,
            probability: 0.0,
        };
        let mut bad = WeeksAhead::default();
        let pace = self.watch.watched[index].trend.pace();
        let watched = &plan.watched[index];
        let services = match watched {
            Watched::Service(service) => {
                self.services
                    .outlook(model, *service, self.day, plan.rule.horizon_weeks)
            }
            _ => None,
        };
        for week in 1..=plan.rule.horizon_weeks {
            let expected = match (watched, &services) {
                (Watched::Places, _) => Expected {
                    mean: self.expected_free_places(model, week * 7),
                    variance: pace.variance(week),
                },
                (Watched::Units(units), _) => self.expected_units(model, units, pace, left, week),
                (Watched::Service(_), Some(weeks)) => weeks[week as usize - 1],
                (Watched::Service(_), None) => Expected {
                    mean: left - pace.per_week * f64::from(week),
                    variance: pace.variance(week),
                },
            };
            worst.lowest = worst.lowest.min(expected.mean);
            if self.trace.is_some() {
                worst.probability = worst.probability.max(expected.below_zero());
            }
            if is_bad(plan.rule.level, watched, expected) {
                bad.add(week);
            }
        }
        (worst, bad)
    }
}

/// Whether what is expected in a week is a reason to be warned.
fn is_bad(level: Level, watched: &Watched, expected: Expected) -> bool {
    match (level, watched) {
        (Level::Likely { probability }, _) => expected.below_zero() >= probability,
        (Level::Expected { free_places, .. }, Watched::Places) => expected.mean < free_places,
        (Level::Expected { free_units, .. }, Watched::Units(_)) => expected.mean < free_units,
        (Level::Expected { .. }, Watched::Service(_)) => expected.mean < 0.0,
    }
}

impl Expected {
    /// Probability that it is below zero, as a normal number.
    fn below_zero(self) -> f64 {
        if self.variance > 0.0 {
            normal_distribution(-self.mean / self.variance.sqrt())
        } else {
            f64::from(u8::from(self.mean < 0.0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_a_normal_number_is_below_its_mean() {
        let expected = |mean, variance| Expected { mean, variance }.below_zero();
        assert_eq!(expected(0.0, 4.0), 0.5);
        assert_eq!((expected(-0.1, 0.0), expected(0.0, 0.0)), (1.0, 0.0));
        assert!((expected(2.0, 4.0) - 0.158_655).abs() < 1e-6);
    }
}
