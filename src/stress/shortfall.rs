//! What is missing in a replication, and the scenario cut down to what decides it.

use crate::calendar::Day;
use crate::policy::{Rhythm, Rule};
use crate::scenario::Scenario;
use crate::simulation::Outcome;

/// Person-nights without any place, and one for each person who lost patience or was turned away.
pub fn shortfall(outcome: &Outcome) -> u64 {
    outcome.unmet_nights + u64::from(outcome.flow.lost.persons) + u64::from(outcome.not_taken.persons)
}

/// Person-nights that may stay without a place: a part of those needed, rounded down.
pub fn tolerance(outcome: &Outcome, part: f64) -> u64 {
    let needed = outcome.housed_nights + outcome.waiting_nights;
    libm::floor(part * needed as f64 + 1e-9) as u64
}

/// The scenario for so many days, with daily placement and without what decides nothing here: the
/// early warning, and services unless the policy weighs the way to their places.
pub fn shortened(scenario: &Scenario, days: Day) -> Scenario {
    let mut short = scenario.clone();
    short.calendar.days = days.clamp(1, scenario.calendar.days);
    short.policy.rhythm = Rhythm::Daily;
    short.warning = None;
    let weighs_services = matches!(&short.policy.rule, Rule::Balanced(balance) if balance.seats.is_some());
    if !weighs_services {
        short.services.clear();
    }
    short
}
