//! How the town would have been warned of bottlenecks: how long before, how often in vain, and
//! whether that is early enough for what could be done.

pub use super::remedies::{Means, RemedyFindings};

use super::quantity::{Estimate, Quantity};
use super::remedies;
use super::statistics;
use crate::calendar::{Calendar, Day};
use crate::scenario::Scenario;
use crate::simulation::{self, Outcome, WarningOutcome};
use crate::warning::{Bottleneck, Level};

/// Warnings over all replications.
#[derive(Clone, Debug, PartialEq)]
pub struct WarningFindings {
    /// Weeks that are looked ahead.
    pub horizon_weeks: u32,
    /// From which level on the town is warned.
    pub level: Level,
    /// Bottlenecks that are watched.
    pub bottlenecks: Vec<BottleneckFindings>,
}

/// A bottleneck and its warnings.
#[derive(Clone, Debug, PartialEq)]
pub struct BottleneckFindings {
    /// Stable id: `places`, `households-3`, `need-…`, `service-…`.
    pub id: String,
    /// What becomes scarce.
    pub what: Scarce,
    /// Replications in which it is there from the start; they count below only if it comes again.
    pub from_the_start: u32,
    /// Replications in which it begins during the run.
    pub count: u32,
    /// Probability that it begins during the run.
    pub probability: Estimate,
    /// Median of its first days, where it begins.
    pub begins: Quantity,
    /// Of the replications in which it begins: those in which the town was warned before.
    pub warned: u32,
    /// The same as a part of one.
    pub warned_share: Estimate,
    /// Median of the first warnings, where there is one.
    pub first_warning: Quantity,
    /// Days before the first bottleneck since which the forecasts showed it: the median of the
    /// replications in which it begins; not shown counts as 0 days.
    pub lead_days: Option<Estimate>,
    /// Bottlenecks without a warning before, per replication.
    pub missed: Estimate,
    /// Warnings, per replication.
    pub alarms: Estimate,
    /// Warnings that were withdrawn, or after which nothing came within twice the horizon, per
    /// replication.
    pub false_alarms: Estimate,
    /// What could be done, quickest first.
    pub remedies: Vec<RemedyFindings>,
}

/// What becomes scarce, with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scarce {
    /// Regular places of the whole town.
    Places,
    /// Units for households of so many persons and more.
    Households(u8),
    /// Units that meet a need.
    Need(String),
    /// A service.
    Service(String),
}

impl BottleneckFindings {
    /// Its values in machine formats: name, unit, estimate.
    pub fn values(&self) -> [(&'static str, &'static str, Option<Estimate>); 6] {
        let begun = |estimate: Estimate| (self.count > 0).then_some(estimate);
        [
            ("probability", "probability", Some(self.probability)),
            ("warned_share", "share", begun(self.warned_share)),
            ("lead", "days", self.lead_days),
            ("missed", "times", Some(self.missed)),
            ("alarms", "times", Some(self.alarms)),
            ("false_alarms", "times", Some(self.false_alarms)),
        ]
    }
}

/// Warnings, where the scenario asks for them.
pub fn gather(scenario: &Scenario, outcomes: &[Outcome]) -> Option<WarningFindings> {
    let rule = scenario.warning.as_ref()?;
    let watched = simulation::bottlenecks(scenario);
    let of = |(index, bottleneck): (usize, &Bottleneck)| {
        let all: Vec<WarningOutcome> = outcomes.iter().map(|outcome| outcome.warnings[index]).collect();
        one(scenario, *bottleneck, &all)
    };
    Some(WarningFindings {
        horizon_weeks: rule.horizon_weeks,
        level: rule.level,
        bottlenecks: watched.iter().enumerate().map(of).collect(),
    })
}

/// What is watched, by name.
pub fn watched(scenario: &Scenario) -> Vec<Scarce> {
    let all = simulation::bottlenecks(scenario).into_iter();
    all.map(|bottleneck| scarce(scenario, bottleneck)).collect()
}

fn one(scenario: &Scenario, bottleneck: Bottleneck, all: &[WarningOutcome]) -> BottleneckFindings {
    let begun: Vec<&WarningOutcome> = all.iter().filter(|of| of.first_bite.is_some()).collect();
    let count = begun.len() as u32;
    let warned = begun.iter().filter(|of| of.first_lead.is_some()).count() as u32;
    let mean = |of: fn(&WarningOutcome) -> u32| {
        statistics::mean(&all.iter().map(|one| f64::from(of(one))).collect::<Vec<f64>>())
    };
    let leads = leads(&begun);
    BottleneckFindings {
        id: id(scenario, bottleneck),
        what: scarce(scenario, bottleneck),
        from_the_start: all.iter().filter(|of| of.was_there).count() as u32,
        count,
        probability: statistics::probability(count, all.len() as u32),
        begins: median_day(begun.iter().filter_map(|of| of.first_bite), &scenario.calendar),
        warned,
        warned_share: statistics::part(warned, count),
        first_warning: median_day(all.iter().filter_map(|of| of.first_warning), &scenario.calendar),
        lead_days: median(&leads),
        missed: mean(|of| of.bites - of.warned),
        alarms: mean(|of| of.alarms),
        false_alarms: mean(|of| of.false_alarms),
        remedies: remedies::all(scenario, bottleneck, &begun),
    }
}

/// Days from the warning to the first bottleneck, rising; none is 0.
fn leads(begun: &[&WarningOutcome]) -> Vec<f64> {
    let lead = |of: &&WarningOutcome| f64::from(of.first_lead.unwrap_or(0));
    let mut leads: Vec<f64> = begun.iter().map(lead).collect();
    leads.sort_by(f64::total_cmp);
    leads
}

/// The lower of the two middle ones, with an interval where there are enough.
fn median(sorted: &[f64]) -> Option<Estimate> {
    let value = *sorted.get(sorted.len().checked_sub(1)? / 2)?;
    let ends = statistics::quantile(sorted, 0.5);
    let (low, high) = match ends {
        Some(ends) => (ends.low, ends.high),
        None => (sorted[0], sorted[sorted.len() - 1]),
    };
    Some(Estimate { value, low, high })
}

fn median_day(days: impl Iterator<Item = Day>, calendar: &Calendar) -> Quantity {
    let mut days: Vec<Day> = days.collect();
    days.sort_unstable();
    match days.len() {
        0 => Quantity::None,
        count => Quantity::Date(calendar.date(days[(count - 1) / 2])),
    }
}

fn id(scenario: &Scenario, bottleneck: Bottleneck) -> String {
    match bottleneck {
        Bottleneck::Places => "places".to_owned(),
        Bottleneck::Households { persons } => format!("households-{persons}"),
        Bottleneck::Need { need } => format!("need-{}", scenario.needs[need]),
        Bottleneck::Service { service } => format!("service-{}", scenario.services[service].id),
    }
}

fn scarce(scenario: &Scenario, bottleneck: Bottleneck) -> Scarce {
    match bottleneck {
        Bottleneck::Places => Scarce::Places,
        Bottleneck::Households { persons } => Scarce::Households(persons),
        Bottleneck::Need { need } => Scarce::Need(scenario.needs[need].clone()),
        Bottleneck::Service { service } => Scarce::Service(scenario.services[service].name.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(lead: Option<u32>) -> WarningOutcome {
        WarningOutcome {
            first_bite: Some(100),
            first_lead: lead,
            ..WarningOutcome::default()
        }
    }

    #[test]
    fn no_warning_is_a_lead_of_zero_days() {
        let all = [outcome(Some(63)), outcome(None), outcome(Some(7))];
        let begun: Vec<&WarningOutcome> = all.iter().collect();
        let median = median(&leads(&begun)).unwrap();
        assert_eq!((median.value, median.low, median.high), (7.0, 0.0, 63.0));
    }

    #[test]
    fn a_bottleneck_that_never_comes_has_no_lead() {
        assert_eq!(median(&[]), None);
        assert_eq!(statistics::part(0, 0), Estimate::default());
    }
}
