//! What each measure is worth: alone against none, and on top of all others, on the same futures.
//!
//! Every measure that acts is switched on alone and switched off alone; the runs without any and
//! with all are shared, also by measures that only inform neighbours: the courses are the same with
//! them, only the openings are judged anew. All runs meet the same futures, so a measure that changes
//! nothing has a worth of exactly 0. Measures without an effect on the model get no number.

use crate::findings::paired::paired_difference;
use crate::findings::{self, Column, Estimate, information, statistics};
use crate::measure::Obstacle;
use crate::monte_carlo::{self, Ensemble, NotRun, Watch};
use crate::scenario::Scenario;
use crate::simulation::{Model, Outcome, ServiceOutcome};
use std::num::NonZeroUsize;

/// Replications that carry a worth, where nothing else is said.
pub const USUAL_REPLICATIONS: u32 = 500;

/// What the measures of a concept are worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// Replications that were played of every run.
    pub replications: u32,
    /// Means without any measure that acts.
    pub none: Means,
    /// Means with all of them.
    pub all: Means,
    /// The measures that act, most worth first.
    pub rows: Vec<Row>,
    /// Measures with an effect that cannot act, with the reason; in order of the file.
    pub unable: Vec<(usize, Obstacle)>,
    /// Measures without an effect on the model, in order of the file.
    pub without_effect: Vec<usize>,
}

/// Means over the replications.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Means {
    /// Person-nights without any place.
    pub unmet: Estimate,
    /// Person-nights of people who wait for a regular place, wherever they sleep.
    pub waiting: Estimate,
    /// Person-days of waiting for services.
    pub services: Estimate,
    /// Person-days beyond what the staff of services can look after.
    pub beyond_staff: Estimate,
    /// Largest number of persons in placement per 1,000 residents of a district.
    pub worst_district: Estimate,
    /// Openings of which the neighbours do not hear in time.
    pub openings: Estimate,
    /// Emergency openings that no meeting with the neighbours follows in time.
    pub unfollowed: Estimate,
    /// Cost in euros.
    pub cost: Estimate,
}

/// What one measure is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Position of the measure.
    pub measure: usize,
    /// Only this one against none.
    pub alone: Change,
    /// All against all without this one.
    pub on_top: Change,
}

/// What changes with a measure: with it minus without it, replication by replication. `None`
/// below two replications.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Change {
    /// Person-nights without any place.
    pub unmet: Option<Estimate>,
    /// Person-nights of people who wait for a regular place.
    pub waiting: Option<Estimate>,
    /// Person-days of waiting for services.
    pub services: Option<Estimate>,
    /// Person-days beyond what the staff of services can look after.
    pub beyond_staff: Option<Estimate>,
    /// Largest number of persons in placement per 1,000 residents of a district.
    pub worst_district: Option<Estimate>,
    /// Openings of which the neighbours do not hear in time.
    pub openings: Option<Estimate>,
    /// Emergency openings that no meeting with the neighbours follows in time.
    pub unfollowed: Option<Estimate>,
    /// Cost in euros.
    pub cost: Option<Estimate>,
    /// Euros per person-night without any place that it avoids; `None`: cannot be told apart from
    /// a measure that avoids none.
    pub eur_per_night: Option<Estimate>,
}

/// One value per replication of everything that is compared.
struct Values {
    unmet: Vec<Option<f64>>,
    waiting: Vec<Option<f64>>,
    services: Vec<Option<f64>>,
    beyond_staff: Vec<Option<f64>>,
    worst_district: Vec<Option<f64>>,
    openings: Vec<Option<f64>>,
    unfollowed: Vec<Option<f64>>,
    cost: Vec<Option<f64>>,
}

/// A run, by which measures beyond mere information act in it.
struct Run {
    on: Vec<bool>,
    outcomes: Vec<Outcome>,
}

/// How the runs are played.
#[derive(Clone, Copy, Debug)]
pub struct Play<'a> {
    /// Replications of each run.
    pub replications: u32,
    /// Threads (`None`: one per core).
    pub threads: Option<NonZeroUsize>,
    /// How it is stopped.
    pub watch: &'a Watch,
}

/// How many runs it takes to tell the worth of so many measures.
pub fn runs(measures: usize) -> usize {
    2 + 2 * others(measures)
}

/// Of one measure, alone is all and all without it is none.
fn others(measures: usize) -> usize {
    if measures < 2 { 0 } else { measures }
}

/// Plays the scenario with and without each measure.
///
/// Fails where somebody stops it.
pub fn of(scenario: &Scenario, play: Play) -> Result<Worth, NotRun> {
    let able = scenario.able_measures();
    let acting: Vec<usize> = (0..able.len()).filter(|&index| able[index]).collect();
    let mut runs = Vec::new();
    let none = values(scenario, &vec![false; able.len()], &mut runs, play)?;
    let all = values(scenario, &able, &mut runs, play)?;
    let mut rows = Vec::with_capacity(acting.len());
    for &measure in &acting {
        rows.push(row(scenario, (&able, measure), (&none, &all), &mut runs, play)?);
    }
    rows.sort_by(|a, b| gain(&b.on_top).total_cmp(&gain(&a.on_top)).then(rank(a, b)));
    let concept = &scenario.concept.measures;
    let with_effect = |index: usize| !concept[index].effects.is_empty();
    Ok(Worth {
        replications: play.replications,
        none: means(&none),
        all: means(&all),
        rows,
        unable: (0..concept.len())
            .filter(|&index| with_effect(index))
            .filter_map(|index| Some((index, scenario.obstacle(&concept[index])?)))
            .collect(),
        without_effect: (0..concept.len()).filter(|&index| !with_effect(index)).collect(),
    })
}

/// Person-nights without any place that a measure avoids.
fn gain(change: &Change) -> f64 {
    change.unmet.map_or(0.0, |unmet| -unmet.value)
}

/// Among those that avoid as many: fewer nights of waiting, then fewer days of waiting for
/// services, then the order of the file.
fn rank(a: &Row, b: &Row) -> std::cmp::Ordering {
    let value = |estimate: Option<Estimate>| estimate.map_or(0.0, |estimate| estimate.value);
    let waiting = |row: &Row| value(row.on_top.waiting);
    let services = |row: &Row| value(row.on_top.services);
    (waiting(a).total_cmp(&waiting(b)))
        .then(services(a).total_cmp(&services(b)))
        .then(a.measure.cmp(&b.measure))
}

fn row(
    scenario: &Scenario,
    (able, measure): (&[bool], usize),
    (none, all): (&Values, &Values),
    runs: &mut Vec<Run>,
    play: Play,
) -> Result<Row, NotRun> {
    let is_the_only_one = able.iter().filter(|able| **able).count() == 1;
    if is_the_only_one {
        let change = change(none, all);
        return Ok(Row {
            measure,
            alone: change,
            on_top: change,
        });
    }
    let mut on = vec![false; able.len()];
    on[measure] = true;
    let alone = values(scenario, &on, runs, play)?;
    let mut on = able.to_vec();
    on[measure] = false;
    let without = values(scenario, &on, runs, play)?;
    Ok(Row {
        measure,
        alone: change(none, &alone),
        on_top: change(&without, all),
    })
}

/// The outcomes of a scenario in which these measures act, played where no run goes the same way.
fn outcomes(
    scenario: &Scenario,
    on: &[bool],
    runs: &mut Vec<Run>,
    play: Play,
) -> Result<Vec<Outcome>, NotRun> {
    let measures = scenario.concept.measures.iter().zip(on);
    let on: Vec<bool> = measures
        .map(|(measure, on)| *on && !measure.only_informs())
        .collect();
    if let Some(run) = runs.iter().find(|run| run.on == on) {
        play.watch
            .finished
            .fetch_add(play.replications, std::sync::atomic::Ordering::Relaxed);
        return Ok(run.outcomes.clone());
    }
    let model = Model::of(scenario);
    let outcomes = monte_carlo::outcomes(&model, play.replications, play.threads, play.watch)?;
    // Only the first two come again: without any measure, and with all.
    if runs.len() < 2 {
        let outcomes = outcomes.clone();
        runs.push(Run { on, outcomes });
    }
    Ok(outcomes)
}

fn values(scenario: &Scenario, on: &[bool], runs: &mut Vec<Run>, play: Play) -> Result<Values, NotRun> {
    let mut scenario = scenario.with_measures(on);
    // Nobody reads here when the town would have been warned.
    scenario.warning = None;
    let outcomes = outcomes(&scenario, on, runs, play)?;
    let of_services = |of: fn(&ServiceOutcome) -> u64| {
        let sum = |outcome: &Outcome| outcome.services.iter().map(of).sum::<u64>();
        outcomes.iter().map(|outcome| Some(sum(outcome) as f64)).collect()
    };
    let services = of_services(|one| one.waiting_person_days);
    let beyond_staff = of_services(|one| one.beyond_person_days);
    let known = |values: Vec<f64>| values.into_iter().map(Some).collect();
    let openings = known(information::breaches(&scenario, &outcomes));
    let unfollowed = known(information::without_follow_up(&scenario, &outcomes));
    let ensemble = Ensemble {
        outcomes,
        courses: Vec::new(),
        services: Vec::new(),
    };
    let mut columns = findings::columns(&scenario, &ensemble);
    Ok(Values {
        unmet: take(&mut columns, "unmet_person_nights"),
        waiting: take(&mut columns, "waiting_person_nights"),
        services,
        beyond_staff,
        worst_district: take(&mut columns, "worst_district_share"),
        openings,
        unfollowed,
        cost: take(&mut columns, "cost_total_eur"),
    })
}

fn take(columns: &mut [Column], id: &str) -> Vec<Option<f64>> {
    let found = columns.iter_mut().find(|column| column.id == id);
    found
        .map(|column| std::mem::take(&mut column.values))
        .unwrap_or_default()
}

fn means(values: &Values) -> Means {
    let mean = |values: &[Option<f64>]| {
        let seen: Vec<f64> = values.iter().flatten().copied().collect();
        statistics::mean(&seen)
    };
    Means {
        unmet: mean(&values.unmet),
        waiting: mean(&values.waiting),
        services: mean(&values.services),
        beyond_staff: mean(&values.beyond_staff),
        worst_district: mean(&values.worst_district),
        openings: mean(&values.openings),
        unfollowed: mean(&values.unfollowed),
        cost: mean(&values.cost),
    }
}

fn change(without: &Values, with: &Values) -> Change {
    Change {
        unmet: paired_difference(&without.unmet, &with.unmet),
        waiting: paired_difference(&without.waiting, &with.waiting),
        services: paired_difference(&without.services, &with.services),
        beyond_staff: paired_difference(&without.beyond_staff, &with.beyond_staff),
        worst_district: paired_difference(&without.worst_district, &with.worst_district),
        openings: paired_difference(&without.openings, &with.openings),
        unfollowed: paired_difference(&without.unfollowed, &with.unfollowed),
        cost: paired_difference(&without.cost, &with.cost),
        eur_per_night: price(
            &differences(&without.cost, &with.cost),
            &differences(&with.unmet, &without.unmet),
        ),
    }
}

fn differences(from: &[Option<f64>], to: &[Option<f64>]) -> Vec<f64> {
    let pairs = from.iter().zip(to);
    pairs
        .filter_map(|(from, to)| from.zip(*to))
        .map(|(from, to)| to - from)
        .collect()
}

/// Euros more per night avoided, with its 95 % interval: the ratio of two means of pairs (Fieller
/// 1954, "Some problems in interval estimation", J. R. Stat. Soc. B 16). `None` where the interval
/// of the nights avoided reaches down to 0, or no night is avoided.
pub fn price(more_eur: &[f64], avoided: &[f64]) -> Option<Estimate> {
    let n = more_eur.len().min(avoided.len());
    if n < 2 {
        return None;
    }
    let mean = |values: &[f64]| values[..n].iter().sum::<f64>() / n as f64;
    let (eur, nights) = (mean(more_eur), mean(avoided));
    let covariance = |a: (&[f64], f64), b: (&[f64], f64)| {
        let products = a.0[..n].iter().zip(&b.0[..n]).map(|(x, y)| (x - a.1) * (y - b.1));
        products.sum::<f64>() / (n - 1) as f64 / n as f64
    };
    let (of_eur, of_nights) = ((more_eur, eur), (avoided, nights));
    let t = statistics::t_quantile((n - 1) as f64, 0.975);
    let a = nights * nights - t * t * covariance(of_nights, of_nights);
    if nights <= 0.0 || a <= 0.0 {
        return None;
    }
    let b = eur * nights - t * t * covariance(of_eur, of_nights);
    let c = eur * eur - t * t * covariance(of_eur, of_eur);
    let root = (b * b - a * c).max(0.0).sqrt();
    let value = eur / nights;
    Some(Estimate {
        value,
        low: ((b - root) / a).min(value),
        high: ((b + root) / a).max(value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Avoided nights 9, 10, 11; ten euros each, exactly: the ratio has no spread.
    #[test]
    fn a_fixed_price_per_night_has_no_width() {
        let price = price(&[90.0, 100.0, 110.0], &[9.0, 10.0, 11.0]).unwrap();
        assert!((price.value - 10.0).abs() < 1e-12);
        assert!((price.high - price.low).abs() < 1e-5, "{price:?}");
    }

    /// Nights 9, 10, 11 for 100 euros whatever happens: mean 10, s²/n = 1/3, t(2) = 4.3027.
    /// The limits are 100 / (10 ∓ 4.3027 · √(1/3)), as the cost has no spread.
    #[test]
    fn a_sum_that_is_fixed_is_divided_by_the_limits_of_the_nights() {
        let price = price(&[100.0; 3], &[9.0, 10.0, 11.0]).unwrap();
        let half = 4.302_652_73 / 3.0_f64.sqrt();
        assert!((price.low - 100.0 / (10.0 + half)).abs() < 1e-6, "{price:?}");
        assert!((price.high - 100.0 / (10.0 - half)).abs() < 1e-6, "{price:?}");
    }

    #[test]
    fn nothing_is_said_where_no_night_is_surely_avoided() {
        assert_eq!(price(&[100.0, 100.0], &[0.0, 0.0]), None);
        assert_eq!(price(&[100.0, 100.0, 100.0], &[-1.0, 0.0, 2.0]), None);
        assert_eq!(price(&[1.0, 1.0], &[-5.0, -5.0]), None);
        assert_eq!(price(&[1.0], &[1.0]), None);
    }
}
