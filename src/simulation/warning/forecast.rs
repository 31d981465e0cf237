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
    /// Which bottleneck, by its place in the list of bottlenecks of the model.
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
    /// The worst of the weeks, and in which of them a bottleneck is to be expected. The worst is
    /// worked out for the log only.
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
        let watched = &plan.watched[index];
        if self.trace.is_none() && self.is_calm_at_a_glance(model, plan, index, left) {
            return (worst, bad);
        }
        for (week, expected) in (1..).zip(self.expected_by_week(model, plan, index, left)) {
            if self.trace.is_some() {
                worst.lowest = worst.lowest.min(expected.mean);
                worst.probability = worst.probability.max(expected.below_zero());
            }
            if is_bad(plan.rule.level, watched, expected) {
                bad.add(week);
            }
        }
        (worst, bad)
    }

    /// Whether the first and the last week show that no week between them can be bad: what is left
    /// falls or rises evenly, unless people are announced or places go; places that come only help.
    fn is_calm_at_a_glance(&self, model: &Model, plan: &WarningPlan, index: usize, left: f64) -> bool {
        let (weeks, day) = (plan.rule.horizon_weeks, self.day);
        let until = day.saturating_add(weeks * 7);
        let least = |at: [f64; 2]| at[0].min(at[1]);
        match (plan.rule.level, &plan.watched[index]) {
            (Level::Expected { free_places, .. }, Watched::Places) => {
                self.announced_within(model, weeks * 7) <= 0.0
                    && self.never_fewer(until, |event| self.known_change(model, event))
                    && least([7, weeks * 7].map(|days| self.free_places_by_trend(days))) >= free_places
            }
            (Level::Expected { free_units, .. }, Watched::Units(units)) => {
                let per_week = self.watch.watched[index].trend.per_week();
                units.announced_between(day, until) <= 0.0
                    && self.never_fewer(until, |event| self.known_units(model, units, event))
                    && least([1, weeks].map(|week| left - per_week * f64::from(week))) >= free_units
            }
            (Level::Expected { .. }, Watched::Service(_)) | (Level::Likely { .. }, _) => false,
        }
    }

    /// What is expected at the end of each week that is looked ahead. Without a log, the variance is
    /// worked out only where it decides.
    fn expected_by_week(&self, model: &Model, plan: &WarningPlan, index: usize, left: f64) -> Vec<Expected> {
        let trend = &self.watch.watched[index].trend;
        let pace = match plan.rule.level {
            Level::Expected { .. } if self.trace.is_none() => trend.pace_alone(),
            _ => trend.pace(),
        };
        let weeks = plan.rule.horizon_weeks;
        let as_the_trend = |week: u32| Expected {
            mean: left - pace.per_week * f64::from(week),
            variance: pace.variance(week),
        };
        match &plan.watched[index] {
            Watched::Places => {
                let free = self.expected_free_places_by_week(model, weeks);
                let expected = |(week, mean): (u32, f64)| Expected {
                    mean,
                    variance: pace.variance(week),
                };
                (1..).zip(free).map(expected).collect()
            }
            Watched::Units(units) => self.expected_units(model, units, pace, left, weeks),
            Watched::Service(service) => {
                let outlook = self.services.outlook(model, *service, self.day, weeks);
                outlook.unwrap_or_else(|| (1..=weeks).map(as_the_trend).collect())
            }
        }
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
