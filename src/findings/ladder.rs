//! What the steps of the ladder did: how likely each is, when it comes, whether in time, at
//! what cost.

use super::quantity::{Estimate, Unit};
use super::statistics;
use crate::calendar::{Calendar, Date};
use crate::ladder::{Action, Breach, Step, StepState, Trigger};
use crate::scenario::Scenario;
use crate::simulation::{Outcome, StepOutcome};

/// A step of the ladder over all replications.
#[derive(Clone, Debug, PartialEq)]
pub struct StepFindings {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// What calls it, with names resolved.
    pub trigger: TriggerSeen,
    /// What it does.
    pub action: ActionSeen,
    /// Mean lead time in days.
    pub lead_days: f64,
    /// Days before an opening on which neighbours should know, where the step says so.
    pub notice_days: Option<u32>,
    /// What it breaks besides, as the scenario says.
    pub breaks: Vec<Breach>,
    /// In how many replications it was decided.
    pub reached: u32,
    /// Probability that it is decided.
    pub probability: Estimate,
    /// Median day of the first decision among the replications in which there is one, and its
    /// interval where they are enough for one.
    pub first_date: Option<(Date, Option<(Date, Date)>)>,
    /// How often it is decided, mean of all replications.
    pub times: Estimate,
    /// Days in effect, mean of the replications in which it is decided.
    pub days_active: Estimate,
    /// Person-nights in it, mean of the replications in which it is decided.
    pub person_nights: Estimate,
    /// Persons not taken because of it, mean of the replications in which it is decided.
    pub not_taken: Estimate,
    /// Cost in euros, its sites included, mean of the replications in which it is decided.
    pub cost_eur: Estimate,
    /// In how many replications somebody had no place between decision and effect.
    pub too_late: u32,
    /// Median of the days from the first decision to the first night without a place after it,
    /// among the replications that have one.
    pub days_to_unmet: Option<f64>,
}

impl StepFindings {
    /// Whether the step mostly helps too late: its lead time is longer than the median time from
    /// its decision to the first night in which somebody has no place.
    pub fn is_mostly_too_late(&self) -> bool {
        self.days_to_unmet.is_some_and(|days| self.lead_days > days)
    }

    /// Its values in machine formats: name, unit, estimate.
    pub fn values(&self) -> [(&'static str, Unit, Estimate); 7] {
        let exact = |value: f64| Estimate {
            value,
            low: value,
            high: value,
        };
        [
            ("probability", Unit::Probability, self.probability),
            ("lead_time", Unit::Days, exact(self.lead_days)),
            ("times", Unit::Times, self.times),
            ("days_active", Unit::Days, self.days_active),
            ("person_nights", Unit::PersonNights, self.person_nights),
            ("not_taken", Unit::Persons, self.not_taken),
            ("cost", Unit::Eur, self.cost_eur),
        ]
    }
}

/// A trigger for people to read.
#[derive(Clone, Debug, PartialEq)]
pub enum TriggerSeen {
    /// Fewer free places than this are expected in so many weeks.
    FreePlaces(f64, u32),
    /// This part of the places is taken.
    Occupied(f64),
    /// So many persons without a place in so many nights.
    Unmet(u32, u32),
    /// From a date on.
    Date(Date),
    /// The step with this name is in a state.
    Step(String, StepState),
}

/// An action for people to read.
#[derive(Clone, Debug, PartialEq)]
pub enum ActionSeen {
    /// Opens so many usable places, for so many days at most.
    Activate(u32, Option<u32>),
    /// So many more beds.
    Densify(u32),
    /// Up to so many beds in hotels.
    Hotel(u32),
    /// Sites do not close.
    StopClosures,
    /// This part of the arrivals is paused for so many days.
    Pause(f64, u32),
}

/// All steps.
pub fn steps(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<StepFindings> {
    scenario
        .ladder
        .iter()
        .enumerate()
        .map(|(index, step)| {
            let of_step: Vec<StepOutcome> = outcomes.iter().map(|outcome| outcome.steps[index]).collect();
            one(scenario, step, &of_step)
        })
        .collect()
}

fn one(scenario: &Scenario, step: &Step, outcomes: &[StepOutcome]) -> StepFindings {
    let reached: Vec<&StepOutcome> = outcomes.iter().filter(|of| of.first_day.is_some()).collect();
    let mean = |of: fn(&StepOutcome) -> f64| {
        let values: Vec<f64> = reached.iter().map(|step| of(step)).collect();
        if values.is_empty() {
            Estimate::default()
        } else {
            statistics::mean(&values)
        }
    };
    let times: Vec<f64> = outcomes.iter().map(|of| f64::from(of.times)).collect();
    StepFindings {
        id: step.id.clone(),
        name: step.name.clone(),
        trigger: trigger(scenario, &step.trigger),
        action: action(scenario, &step.action),
        lead_days: step.lead_time.mean(),
        notice_days: step.breaks.iter().find_map(|breach| match breach {
            Breach::Notice { days } => Some(*days),
            _ => None,
        }),
        breaks: step.breaks.clone(),
        reached: reached.len() as u32,
        probability: statistics::probability(reached.len() as u32, outcomes.len() as u32),
        first_date: first_date(&reached, &scenario.calendar),
        times: statistics::mean(&times),
        days_active: mean(|of| f64::from(of.days_active)),
        person_nights: mean(|of| of.person_nights as f64),
        not_taken: mean(|of| f64::from(of.not_taken)),
        cost_eur: mean(|of| of.cost.eur()),
        too_late: reached.iter().filter(|of| of.is_too_late()).count() as u32,
        days_to_unmet: days_to_unmet(&reached),
    }
}

fn sorted(mut days: Vec<f64>) -> Vec<f64> {
    days.sort_by(f64::total_cmp);
    days
}

/// The lower of the two middle ones: a day that was seen.
fn middle(sorted: &[f64]) -> Option<f64> {
    sorted.get(sorted.len().saturating_sub(1) / 2).copied()
}

fn first_date(reached: &[&StepOutcome], calendar: &Calendar) -> Option<(Date, Option<(Date, Date)>)> {
    let first = reached.iter().filter_map(|of| of.first_day.map(f64::from));
    let days = sorted(first.collect());
    let date = |day: f64| calendar.date(day as u32);
    let ends = statistics::quantile(&days, 0.5).map(|found| (date(found.low), date(found.high)));
    middle(&days).map(|day| (date(day), ends))
}

fn days_to_unmet(reached: &[&StepOutcome]) -> Option<f64> {
    let days = reached.iter().filter_map(|of| {
        let (first, unmet) = of.first_day.zip(of.first_unmet)?;
        Some(f64::from(unmet - first))
    });
    middle(&sorted(days.collect()))
}

fn trigger(scenario: &Scenario, trigger: &Trigger) -> TriggerSeen {
    match trigger {
        Trigger::FreePlaces { below, weeks } => TriggerSeen::FreePlaces(*below, *weeks),
        Trigger::Occupied { at_least } => TriggerSeen::Occupied(*at_least),
        Trigger::Unmet { persons, nights } => TriggerSeen::Unmet(*persons, *nights),
        Trigger::Date { from } => TriggerSeen::Date(scenario.calendar.start.plus_days(*from)),
        Trigger::Step { step, state } => TriggerSeen::Step(scenario.ladder[*step].name.clone(), *state),
    }
}

fn action(scenario: &Scenario, action: &Action) -> ActionSeen {
    let places = |sites: &[crate::ids::SiteId]| -> u32 {
        sites
            .iter()
            .map(|site| scenario.sites[site.index()].usable_places())
            .sum()
    };
    match action {
        Action::Activate { sites, at_most_days } => ActionSeen::Activate(places(sites), *at_most_days),
        Action::Densify { rooms } => ActionSeen::Densify(rooms.iter().map(|room| more(scenario, room)).sum()),
        Action::Hotel { blocks } => ActionSeen::Hotel(places(blocks)),
        Action::StopClosures { .. } => ActionSeen::StopClosures,
        Action::Pause { share, days, .. } => ActionSeen::Pause(*share, *days),
    }
}

fn more(scenario: &Scenario, room: &crate::ladder::Denser) -> u32 {
    use crate::ladder::Denser;
    use crate::site::Stock;
    match room {
        Denser::Beds { more, .. } => *more,
        Denser::Units { site, class, more } => match &scenario.sites[site.index()].stock {
            Stock::Units(classes) => classes[*class].count * more,
            Stock::Beds { .. } => 0,
        },
    }
}
