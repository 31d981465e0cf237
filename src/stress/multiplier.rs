//! How wrong the forecast may be: the factor on all arrivals at which the certainty that
//! everybody has a place falls below the level.
//!
//! With the same draws a larger factor brings the same households and some more: counts are drawn
//! by inversion, so they only grow with the rate. Listed arrivals are multiplied and rounded.
//! Whoever is there at the start stays as many.

use super::absorb::interval;
use super::bracket::{Brackets, Search, allowed_failures};
use super::shortfall::{shortened, shortfall, tolerance};
use super::{Ends, Question, finished, unless_stopped};
use crate::monte_carlo::{NotRun, Watch};
use crate::scenario::Scenario;
use crate::simulation::{Model, Outcome, Town};

/// Steps of the factor: hundredths.
const STEP: f64 = 0.01;

/// The largest factor that is tried is 10.
const MOST: u32 = 1_001;

/// The factor at which the certainty falls below the level.
#[derive(Clone, Debug, PartialEq)]
pub struct Multiplier {
    /// The largest factor with enough certainty; `None`: not even without any arrivals.
    pub factor: Option<f64>,
    /// The ends of its 95 % interval, 0 at least; `None`: too few replications.
    pub interval: Option<(f64, f64)>,
    /// Replications in which everybody has a place at that factor.
    pub absorbed: u32,
    /// Replications in which everybody has a place with the arrivals of the scenario.
    pub as_forecast: u32,
    /// By month of the scenario: replications in which somebody lacks a place in it, with the
    /// arrivals of the scenario.
    pub short_by_month: Vec<u32>,
    /// Larger factors than the largest tried are absorbed as well.
    pub beyond: bool,
}

/// Finds it over all days of the scenario.
pub fn of(scenario: &Scenario, question: &Question, watch: &Watch) -> Result<Multiplier, NotRun> {
    let scenario = shortened(scenario, scenario.calendar.days);
    let of = |scenario: &Scenario| Model::of(scenario).with_starts(question.starts.clone());
    let model = of(&scenario);
    let mut town = Town::new(&model);
    let mut as_forecast = 0;
    let mut short_by_month = vec![0; scenario.calendar.months().len()];
    let is_enough = |outcome: &Outcome| shortfall(outcome) <= tolerance(outcome, question.tolerated);
    for replication in 0..question.replications {
        unless_stopped(watch)?;
        let outcome = town.play(&model, replication).outcome;
        as_forecast += u32::from(is_enough(&outcome));
        for (count, is_short) in short_by_month.iter_mut().zip(&outcome.is_short_in_month) {
            *count += u32::from(*is_short);
        }
    }
    // Step 0 stands for nothing at all, step 1 for nobody who arrives.
    let mut last = (0, model);
    let mut play = |step: u32, replication: u32| {
        unless_stopped(watch)?;
        if last.0 != step {
            last = (step, of(&times(&scenario, factor(step))));
        }
        Ok(is_enough(&town.play(&last.1, replication).outcome))
    };
    let mut brackets = Brackets::new(question.replications);
    let search = Search {
        allowed: allowed_failures(question.replications, question.certainty),
        guess: step(1.0),
        most: MOST,
    };
    let ends: Ends = interval(&mut brackets, search, question, &mut play)?;
    let found = brackets.largest_confirmed(search, &mut play)?;
    finished(watch);
    Ok(Multiplier {
        factor: (found.size > 0).then(|| factor(found.size)),
        interval: ends
            .filter(|_| found.size > 0)
            .map(|(low, high)| (factor(low.min(found.size).max(1)), factor(high.max(found.size)))),
        absorbed: if found.size > 0 { found.absorbed } else { 0 },
        as_forecast,
        short_by_month,
        beyond: found.size == MOST,
    })
}

fn factor(step: u32) -> f64 {
    libm::round(f64::from(step.saturating_sub(1)) * STEP * 100.0) / 100.0
}

fn step(factor: f64) -> u32 {
    libm::round(factor / STEP) as u32 + 1
}

/// The scenario with so many times the arrivals, surges included.
fn times(scenario: &Scenario, factor: f64) -> Scenario {
    let mut changed = scenario.clone();
    for group in &mut changed.groups {
        group.arrivals = group
            .arrivals
            .iter()
            .map(|process| process.times(factor))
            .collect();
    }
    for surge in &mut changed.surges {
        surge.times *= factor;
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_hundredths() {
        assert_eq!((factor(1), factor(101), factor(MOST)), (0.0, 1.0, 10.0));
        assert_eq!((step(1.0), step(0.0), factor(step(0.37))), (101, 1, 0.37));
    }
}
