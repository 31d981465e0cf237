//! What surges and shocks did: how often they came, whom they affected, how long it took.
//!
//! Everything but the probability is taken over the replications in which it happened.

use super::quantity::{Estimate, Quantity};
use super::statistics::{self, FEWEST_FOR_TAILS};
use crate::calendar::Calendar;
use crate::scenario::Scenario;
use crate::simulation::{Outcome, ShockOutcome, SurgeOutcome};

/// What a shock did.
#[derive(Clone, Debug, PartialEq)]
pub struct ShockFindings {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Replications in which it struck.
    pub count: u32,
    /// Probability that it strikes.
    pub probability: Estimate,
    /// Median of the days on which it struck; nothing where it never did.
    pub day: Quantity,
    /// Sites that lost places, mean.
    pub sites: Estimate,
    /// Usable places lost, mean.
    pub places: Estimate,
    /// Persons who had to leave their place in a site, mean.
    pub displaced: Estimate,
    /// Residents who lost their home and came to the waiting list, mean, in persons.
    pub evacuated: Estimate,
    /// Most of these persons who waited in a night, mean.
    pub waiting_peak: Estimate,
    /// Person-nights in which they waited, mean.
    pub waiting_nights: Estimate,
    /// Nights until all of them had a place or were gone, mean over the replications in which that
    /// came to pass; `None` where it never did.
    pub nights_until_rehoused: Option<Estimate>,
    /// The same at most in 95 of 100 replications, where their number carries it.
    pub nights_until_rehoused_p95: Option<f64>,
    /// Replications in which somebody still waits at the end.
    pub still_waiting: u32,
}

/// What a surge brought.
#[derive(Clone, Debug, PartialEq)]
pub struct SurgeFindings {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Replications in which it came.
    pub count: u32,
    /// Probability that it comes.
    pub probability: Estimate,
    /// Median of its first days.
    pub begins: Quantity,
    /// Persons who came to town, mean.
    pub came: Estimate,
    /// Those of them who found a private host at first, mean, in persons.
    pub hosted: Estimate,
}

/// All shocks, in order of the file.
pub fn shocks(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<ShockFindings> {
    let of = |(index, shock): (usize, &crate::shock::Shock)| {
        let all = outcomes.iter().map(|outcome| outcome.shocks[index]);
        let struck: Vec<ShockOutcome> = all.filter(|shock| shock.struck.is_some()).collect();
        let days = struck.iter().filter_map(|shock| shock.struck).map(i64::from);
        let mean = |value: fn(&ShockOutcome) -> f64| over(&struck, value);
        let nights = nights(&struck);
        ShockFindings {
            id: shock.id.clone(),
            name: shock.name.clone(),
            count: struck.len() as u32,
            probability: statistics::probability(struck.len() as u32, outcomes.len() as u32),
            day: median_day(days.collect(), &scenario.calendar),
            sites: mean(|shock| f64::from(shock.sites)),
            places: mean(|shock| f64::from(shock.places)),
            displaced: mean(|shock| f64::from(shock.displaced.persons)),
            evacuated: mean(|shock| f64::from(shock.evacuated.persons)),
            waiting_peak: mean(|shock| f64::from(shock.waiting_peak)),
            waiting_nights: mean(|shock| shock.waiting_nights as f64),
            still_waiting: struck.len() as u32 - nights.len() as u32,
            nights_until_rehoused: (!nights.is_empty()).then(|| statistics::mean(&nights)),
            nights_until_rehoused_p95: p95(&nights, struck.len()),
        }
    };
    scenario.shocks.iter().enumerate().map(of).collect()
}

/// Nights until all were rehoused, rising, where they were.
fn nights(struck: &[ShockOutcome]) -> Vec<f64> {
    let nights = struck.iter().filter_map(ShockOutcome::nights_until_rehoused);
    let mut nights: Vec<f64> = nights.map(f64::from).collect();
    nights.sort_by(f64::total_cmp);
    nights
}

/// Whoever still waits at the end counts as later than everybody else.
fn p95(nights: &[f64], struck: usize) -> Option<f64> {
    let rank = libm::ceil(0.95 * struck as f64) as usize;
    let value = nights.get(rank.saturating_sub(1)).copied();
    value.filter(|_| struck >= FEWEST_FOR_TAILS)
}

/// All surges, in order of the file.
pub fn surges(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<SurgeFindings> {
    let days = i64::from(scenario.calendar.days);
    let of = |(index, surge): (usize, &crate::surge::Surge)| {
        let all = outcomes.iter().map(|outcome| outcome.surges[index]);
        let came: Vec<SurgeOutcome> = all
            .filter(|surge| surge.began.is_some_and(|day| day < days))
            .collect();
        let began = came.iter().filter_map(|surge| surge.began);
        let mean = |value: fn(&SurgeOutcome) -> f64| over(&came, value);
        SurgeFindings {
            id: surge.id.clone(),
            name: surge.name.clone(),
            count: came.len() as u32,
            probability: statistics::probability(came.len() as u32, outcomes.len() as u32),
            begins: median_day(began.collect(), &scenario.calendar),
            came: mean(|surge| f64::from(surge.came.persons)),
            hosted: mean(|surge| f64::from(surge.hosted.persons)),
        }
    };
    scenario.surges.iter().enumerate().map(of).collect()
}

fn over<T>(all: &[T], value: fn(&T) -> f64) -> Estimate {
    if all.is_empty() {
        return Estimate::default();
    }
    statistics::mean(&all.iter().map(value).collect::<Vec<f64>>())
}

/// The median day, one that was seen: the lower of the two middle ones.
fn median_day(mut days: Vec<i64>, calendar: &Calendar) -> Quantity {
    days.sort_unstable();
    match days.len() {
        0 => Quantity::None,
        count => Quantity::Date(calendar.start.plus_days(days[(count - 1) / 2])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::Count;

    fn shock(last_waiting_night: Option<u32>, still: u32) -> ShockOutcome {
        ShockOutcome {
            struck: Some(10),
            last_waiting_night,
            waiting_end: Count {
                households: still,
                persons: still,
            },
            ..ShockOutcome::default()
        }
    }

    #[test]
    fn nights_count_from_the_shock_and_only_where_all_were_rehoused() {
        let struck = [shock(Some(14), 0), shock(None, 0), shock(Some(30), 2)];
        assert_eq!(nights(&struck), [0.0, 5.0]);
    }

    #[test]
    fn who_still_waits_counts_as_later_than_all_others() {
        let nights: Vec<f64> = (0..96).map(f64::from).collect();
        assert_eq!(p95(&nights, 100), (100 >= FEWEST_FOR_TAILS).then_some(94.0));
        assert_eq!(p95(&nights[..90], 100), None);
        assert_eq!(p95(&[], 0), None);
    }
}
