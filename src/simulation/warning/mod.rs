//! Once a week, in the evening after places were assigned and services have let people in: is
//! there a bottleneck, and would the town be warned of one?
//!
//! A bottleneck of places: more persons wait than places are free, or somebody was lost since
//! the last look. Of a type of unit: the same with households that need it and free units of it.
//! Of a service: as the service itself counts it. It is over when four looks in a row show none.
//!
//! The forecast uses only what the town knows on that day: see `outlook` for places, `beds` for
//! units and `services::outlook` for services.

mod beds;
mod plan;
mod trend;

pub use plan::bottlenecks;
pub(super) use plan::{WarningPlan, Watched};

use super::Town;
use super::model::Model;
use super::trace::Event;
use crate::calendar::Day;
use crate::stay::normal_distribution;
use crate::warning::Level;
pub(super) use trend::Expected;
use trend::Trend;

/// Looks in a row without a bottleneck after which it is over.
const QUIET_LOOKS: u32 = 4;

/// What a replication says of the warnings of one bottleneck. A bottleneck that is there at the
/// first look counts neither as warned nor as missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WarningOutcome {
    /// Whether it was there from the start.
    pub was_there: bool,
    /// Day of the first warning.
    pub first_warning: Option<Day>,
    /// Day on which the first bottleneck was there.
    pub first_bite: Option<Day>,
    /// Days from the warning to the first bottleneck; `None`: there was no warning before it.
    pub first_lead: Option<u32>,
    /// Bottlenecks that began.
    pub bites: u32,
    /// Those of them of which the town was warned.
    pub warned: u32,
    /// Warnings.
    pub alarms: u32,
    /// Warnings after which nothing came within twice the horizon.
    pub false_alarms: u32,
}

/// What was expected at a look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Day of the look.
    pub day: Day,
    /// Which bottleneck, by its place in [`bottlenecks`].
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

/// The watch of a replication.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch {
    watched: Vec<Standing>,
    looks: u32,
    last_lost: u32,
    /// What was expected at each look; kept together with the log only.
    pub forecasts: Vec<Forecast>,
}

/// Where one bottleneck stands.
#[derive(Clone, Debug, Default)]
struct Standing {
    trend: Trend,
    /// Since when the town is warned.
    alarm: Option<Day>,
    is_there: bool,
    quiet: u32,
    /// Households of the type lost since the last look.
    lost: u32,
    outcome: WarningOutcome,
}

/// What a look sees.
struct Seen {
    is_there: bool,
    left: f64,
    need: f64,
}

impl Town {
    pub(super) fn begin_warning(&mut self, model: &Model) {
        let Some(plan) = &model.warning else { return };
        let watch = &mut self.watch;
        watch.watched.resize_with(plan.watched.len(), Standing::default);
        for standing in &mut watch.watched {
            standing.trend.clear();
            (standing.alarm, standing.is_there, standing.quiet, standing.lost) = (None, false, 0, 0);
            standing.outcome = WarningOutcome::default();
        }
        (watch.looks, watch.last_lost) = (0, 0);
        watch.forecasts.clear();
    }

    /// The weekly look.
    pub(super) fn the_town_looks_ahead(&mut self, model: &Model) {
        let Some(plan) = &model.warning else { return };
        if !model.days[self.day as usize].look {
            return;
        }
        self.services_are_noted(model);
        for (index, watched) in plan.watched.iter().enumerate() {
            let seen = self.seen(model, index, watched);
            self.watch.watched[index].trend.note(seen.need);
            self.judge(model, plan, index, &seen);
        }
        self.watch.last_lost = self.outcome.flow.lost.households;
        self.watch.looks += 1;
    }

    fn seen(&mut self, model: &Model, index: usize, watched: &Watched) -> Seen {
        match watched {
            Watched::Places => {
                let totals = self.occupancy.totals();
                let left = f64::from(totals.free) - f64::from(self.waiting.persons);
                Seen {
                    is_there: left < 0.0 || self.outcome.flow.lost.households > self.watch.last_lost,
                    left,
                    need: f64::from(totals.places) - left,
                }
            }
            Watched::Units(units) => {
                let now = self.units_now(model, units);
                let lost = std::mem::take(&mut self.watch.watched[index].lost);
                let left = f64::from(now.free) - f64::from(now.waiting);
                let announced = units.announced_between(0, self.day);
                Seen {
                    is_there: left < 0.0 || lost > 0,
                    left,
                    need: f64::from(now.units) - left - announced,
                }
            }
            Watched::Service(service) => {
                let now = self.services.balance(model, *service);
                Seen {
                    is_there: now.left < 0.0,
                    left: now.left,
                    need: now.need,
                }
            }
        }
    }

    fn judge(&mut self, model: &Model, plan: &WarningPlan, index: usize, seen: &Seen) {
        let day = self.day;
        let is_first = self.watch.looks == 0;
        let standing = &mut self.watch.watched[index];
        if standing.is_there {
            standing.goes_on(seen.is_there);
            if !standing.is_there {
                self.log_bottleneck(Event::BottleneckEnds, index);
            }
        } else if seen.is_there {
            standing.begins(day, is_first);
            self.log_bottleneck(Event::BottleneckBegins, index);
        } else {
            standing.forget_a_false_alarm(day, plan.rule.horizon_weeks);
            self.look_ahead(model, plan, index, seen);
        }
    }

    fn look_ahead(&mut self, model: &Model, plan: &WarningPlan, index: usize, seen: &Seen) {
        let is_logged = self.trace.is_some();
        let standing = &self.watch.watched[index];
        if standing.alarm.is_some() && !is_logged {
            return;
        }
        let expected = self.lowest(model, plan, index, seen.left);
        if is_logged {
            self.watch.forecasts.push(Forecast {
                day: self.day,
                bottleneck: index,
                left: seen.left,
                expected,
            });
        }
        if self.watch.watched[index].alarm.is_none() && is_warned(plan, index, expected) {
            self.watch.watched[index].warns(self.day);
            self.log_bottleneck(Event::Warned, index);
        }
    }

    /// The weeks of the horizon, one after the other.
    fn lowest(&self, model: &Model, plan: &WarningPlan, index: usize, left: f64) -> Lookahead {
        let mut all = Lookahead {
            lowest: f64::INFINITY,
            probability: 0.0,
        };
        let pace = self.watch.watched[index].trend.pace();
        let services = match plan.watched[index] {
            Watched::Service(service) => {
                self.services
                    .outlook(model, service, self.day, plan.rule.horizon_weeks)
            }
            _ => None,
        };
        for week in 1..=plan.rule.horizon_weeks {
            let expected = match (&plan.watched[index], &services) {
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
            all.lowest = all.lowest.min(expected.mean);
            if self.trace.is_some() || matches!(plan.rule.level, Level::Likely { .. }) {
                all.probability = all.probability.max(expected.below_zero());
            }
        }
        all
    }

    fn log_bottleneck(&mut self, event: Event, index: usize) {
        self.log(event, None, 0, None);
        if let Some(entry) = self.trace.as_mut().and_then(|trace| trace.last_mut()) {
            entry.bottleneck = Some(index);
        }
    }

    /// What the replication says of the warnings.
    pub(super) fn end_warning(&mut self, model: &Model) -> Vec<WarningOutcome> {
        match &model.warning {
            None => Vec::new(),
            Some(_) => self
                .watch
                .watched
                .iter()
                .map(|standing| standing.outcome)
                .collect(),
        }
    }

    /// What was expected at each look of a replication that was played with its log, except
    /// while the bottleneck is there.
    pub fn forecasts(&self) -> &[Forecast] {
        &self.watch.forecasts
    }
}

fn is_warned(plan: &WarningPlan, index: usize, expected: Lookahead) -> bool {
    match (plan.rule.level, &plan.watched[index]) {
        (Level::Likely { probability }, _) => expected.probability >= probability,
        (Level::Expected { free_places, .. }, Watched::Places) => expected.lowest < free_places,
        (Level::Expected { free_units, .. }, Watched::Units(_)) => expected.lowest < free_units,
        (Level::Expected { .. }, Watched::Service(_)) => expected.lowest < 0.0,
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

impl Standing {
    fn warns(&mut self, day: Day) {
        self.alarm = Some(day);
        self.outcome.alarms += 1;
        self.outcome.first_warning.get_or_insert(day);
    }

    fn begins(&mut self, day: Day, is_first: bool) {
        (self.is_there, self.quiet) = (true, 0);
        if is_first {
            self.outcome.was_there = true;
            return;
        }
        let lead = self.alarm.take().map(|since| day - since);
        self.outcome.bites += 1;
        self.outcome.warned += u32::from(lead.is_some());
        if self.outcome.first_bite.is_none() {
            (self.outcome.first_bite, self.outcome.first_lead) = (Some(day), lead);
        }
    }

    fn goes_on(&mut self, is_there: bool) {
        self.quiet = if is_there { 0 } else { self.quiet + 1 };
        self.is_there = self.quiet < QUIET_LOOKS;
    }

    /// Nothing came within twice the horizon.
    fn forget_a_false_alarm(&mut self, day: Day, horizon_weeks: u32) {
        let is_over = |since: Day| day - since > horizon_weeks.saturating_mul(14);
        if self.alarm.is_some_and(is_over) {
            self.alarm = None;
            self.outcome.false_alarms += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_without_a_bottleneck_in_twice_the_horizon_was_false() {
        let mut standing = Standing::default();
        standing.warns(7);
        standing.forget_a_false_alarm(7 + 28, 2);
        assert_eq!((standing.alarm, standing.outcome.false_alarms), (Some(7), 0));
        standing.forget_a_false_alarm(7 + 35, 2);
        assert_eq!((standing.alarm, standing.outcome.false_alarms), (None, 1));
    }

    #[test]
    fn a_bottleneck_is_over_after_four_quiet_looks_and_the_next_one_counts_anew() {
        let mut standing = Standing::default();
        standing.warns(7);
        standing.begins(21, false);
        (0..3).for_each(|_| standing.goes_on(false));
        standing.goes_on(true);
        (0..3).for_each(|_| standing.goes_on(false));
        assert!(standing.is_there);
        standing.goes_on(false);
        assert!(!standing.is_there);
        standing.begins(100, false);
        let outcome = standing.outcome;
        assert_eq!(
            (outcome.first_lead, outcome.bites, outcome.warned),
            (Some(14), 2, 1)
        );
    }

    #[test]
    fn half_of_a_normal_number_is_below_its_mean() {
        let expected = |mean, variance| Expected { mean, variance }.below_zero();
        assert_eq!(expected(0.0, 4.0), 0.5);
        assert_eq!((expected(-0.1, 0.0), expected(0.0, 0.0)), (1.0, 0.0));
        assert!((expected(2.0, 4.0) - 0.158_655).abs() < 1e-6);
    }
}
