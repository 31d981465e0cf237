//! Once a week, in the evening after places were assigned and services have let people in: is
//! there a bottleneck, and would the town be warned of one?
//!
//! A bottleneck of places: more persons wait than places are free, or somebody was lost since
//! the last look. Of a type of unit: the same with households that need it and free units of it.
//! Of a service: as the service itself counts it. It is over when four looks in a row show none.
//!
//! The forecast uses only what the town knows on that day: see `outlook` for places, `beds` for
//! units and `services::outlook` for services. How long before a bottleneck the town was warned
//! is counted from the forecasts that showed this very bottleneck (`foreseen`), not from a warning
//! of another one that happened to stand.

mod beds;
mod forecast;
mod foreseen;
mod standing;
mod trend;

pub use forecast::{Forecast, Lookahead};
pub use standing::WarningOutcome;
pub(super) use trend::Expected;

use super::Town;
use super::model::{Model, WarningPlan, Watched};
use super::trace::Event;
use crate::calendar::Day;
use standing::{Beginning, LOOK_DAYS, Standing, Turn};

/// The watch of a replication.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch {
    watched: Vec<Standing>,
    looks: u32,
    last_lost: u32,
    /// What was expected at each look; kept together with the log only.
    pub forecasts: Vec<Forecast>,
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
        watch.watched.iter_mut().for_each(Standing::clear);
        (watch.looks, watch.last_lost) = (0, 0);
        watch.forecasts.clear();
    }

    /// The weekly look.
    pub(super) fn the_town_looks_ahead(&mut self, model: &Model) {
        let Some(plan) = &model.warning else { return };
        if !model.days[self.day as usize].look {
            return;
        }
        if !model.services.is_empty() {
            self.services_catch_up_before(model, self.day + 1);
            self.services.note_the_week();
        }
        self.those_who_wait_are_counted(plan);
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
                let standing = &mut self.watch.watched[index];
                let (waiting, lost) = (standing.waiting, std::mem::take(&mut standing.lost));
                let left = f64::from(now.free) - f64::from(waiting);
                let announced = units.announced_between(0, self.day);
                Seen {
                    is_there: left < 0.0 || lost > 0,
                    left,
                    need: f64::from(now.units) - left - announced,
                }
            }
            Watched::Service(service) => {
                let now = self.services.balance(model, *service, self.day);
                Seen {
                    is_there: now.left < 0.0,
                    left: now.left,
                    need: now.need,
                }
            }
        }
    }

    fn judge(&mut self, model: &Model, plan: &WarningPlan, index: usize, seen: &Seen) {
        if self.watch.watched[index].is_there {
            self.watch.watched[index].goes_on(seen.is_there);
            if !self.watch.watched[index].is_there {
                self.log_bottleneck(Event::BottleneckEnds, index);
            }
        } else if seen.is_there {
            let (day, beginning) = (self.day, self.beginning());
            self.watch.watched[index].begins(day, beginning);
            self.log_bottleneck(Event::BottleneckBegins, index);
        } else {
            self.look_ahead(model, plan, index, seen);
        }
    }

    /// How a bottleneck begins that is there today for the first time.
    fn beginning(&self) -> Beginning {
        let is_new = |day: Day| day.saturating_add(LOOK_DAYS) > self.day;
        if self.watch.looks == 0 {
            Beginning::FromTheStart
        } else if self.days_of_shocks().any(is_new) {
            Beginning::AfterAShock
        } else {
            Beginning::InTime
        }
    }

    fn look_ahead(&mut self, model: &Model, plan: &WarningPlan, index: usize, seen: &Seen) {
        let (expected, weeks) = self.weeks_ahead(model, plan, index, seen.left);
        if self.trace.is_some() {
            self.watch.forecasts.push(Forecast {
                day: self.day,
                bottleneck: index,
                left: seen.left,
                expected,
            });
        }
        let day = self.day;
        match self.watch.watched[index].looks_ahead(day, weeks, plan.rule.horizon_weeks) {
            Turn::AsBefore => {}
            Turn::Warned => self.log_bottleneck(Event::Warned, index),
            Turn::Withdrawn => self.log_bottleneck(Event::WarningWithdrawn, index),
        }
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
