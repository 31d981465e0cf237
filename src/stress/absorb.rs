//! The largest surge that a variant absorbs over a duration.

use super::bracket::{Brackets, Search, allowed_failures};
use super::crowd::{Crowd, MOST};
use super::shortfall::{shortened, shortfall, tolerance};
use super::variant::Variant;
use super::{Question, finished, mean, unless_stopped};
use crate::calendar::Day;
use crate::findings::Estimate;
use crate::findings::statistics::quantile_ranks;
use crate::household::Starts;
use crate::monte_carlo::{NotRun, Watch};
use crate::scenario::Scenario;
use crate::simulation::{Model, Outcome, Town};

/// Where the search begins, in households.
const GUESS: u32 = 48;

/// The largest surge absorbed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Absorbed {
    /// Days over which it is spread.
    pub days: Day,
    /// Households.
    pub households: u32,
    /// Persons expected in them, rounded down.
    pub persons: u32,
    /// Persons at the ends of the 95 % interval between two order statistics of what single
    /// replications absorb; `None`: too few replications.
    pub interval: Option<(u32, u32)>,
    /// Replications that absorb it when played; fewer do so with one household more.
    pub absorbed: u32,
    /// Larger surges than the largest tried are absorbed as well.
    pub beyond: bool,
    /// Replications with a shortfall that is not tolerated even without the surge.
    pub short_before: u32,
    /// Person-nights in emergency accommodation more than without the surge.
    pub emergency_nights: Estimate,
}

/// A replication without the surge.
#[derive(Clone, Copy, Debug)]
struct Before {
    shortfall: u64,
    tolerance: u64,
    emergency_nights: u64,
}

/// A variant over one duration, ready to be played with surges of any size.
struct Trial<'a> {
    scenario: Scenario,
    starts: Starts,
    crowd: &'a Crowd,
    start: Day,
    days: Day,
    /// The size played last, and its model.
    model: (u32, Model),
    town: Town,
}

impl Trial<'_> {
    fn play(&mut self, households: u32, replication: u32) -> Outcome {
        if self.model.0 != households {
            self.model = (households, self.with_surge(households));
        }
        self.town.play(&self.model.1, replication).outcome
    }

    fn with_surge(&self, households: u32) -> Model {
        let mut scenario = self.scenario.clone();
        scenario.surges.extend(
            self.crowd
                .surges(&self.scenario, households, self.start, self.days),
        );
        Model::of(&scenario).with_starts(self.starts.clone())
    }
}

/// Finds it by bisection, one household exact.
pub fn largest(
    variant: &Variant,
    crowd: &Crowd,
    question: &Question,
    days: Day,
    watch: &Watch,
) -> Result<Absorbed, NotRun> {
    let end = question
        .start
        .saturating_add(days)
        .saturating_add(question.aftermath);
    let scenario = shortened(&variant.scenario, end);
    let model = Model::of(&scenario).with_starts(variant.starts.clone());
    let mut trial = Trial {
        town: Town::new(&model),
        model: (0, model),
        scenario,
        starts: variant.starts.clone(),
        crowd,
        start: question.start,
        days,
    };
    let before = before(&mut trial, question, watch)?;
    let mut brackets = Brackets::new(question.replications);
    let mut emergency = vec![0.0; before.len()];
    let mut play = |households: u32, replication: u32| {
        unless_stopped(watch)?;
        let outcome = trial.play(households, replication);
        let before = before[replication as usize];
        emergency[replication as usize] = outcome.emergency_nights as f64 - before.emergency_nights as f64;
        Ok(shortfall(&outcome) <= before.shortfall + before.tolerance)
    };
    let search = Search {
        allowed: allowed_failures(question.replications, question.certainty),
        guess: GUESS,
        most: MOST,
    };
    let ends = interval(&mut brackets, search, question, &mut play)?;
    let found = brackets.largest_confirmed(search, &mut play)?;
    if found.size == 0 {
        emergency.fill(0.0);
    }
    finished(watch);
    Ok(Absorbed {
        days,
        households: found.size,
        persons: crowd.persons(found.size),
        interval: ends.map(|(low, high)| {
            let (low, high) = (low.min(found.size), high.max(found.size));
            (crowd.persons(low), crowd.persons(high))
        }),
        absorbed: found.absorbed,
        beyond: found.size == MOST,
        short_before: before
            .iter()
            .filter(|before| before.shortfall > before.tolerance)
            .count() as u32,
        emergency_nights: mean(&emergency),
    })
}

/// The futures without the surge.
fn before(trial: &mut Trial, question: &Question, watch: &Watch) -> Result<Vec<Before>, NotRun> {
    (0..question.replications)
        .map(|replication| {
            unless_stopped(watch)?;
            let outcome = trial.play(0, replication);
            Ok(Before {
                shortfall: shortfall(&outcome),
                tolerance: tolerance(&outcome, question.tolerated),
                emergency_nights: outcome.emergency_nights,
            })
        })
        .collect()
}

/// The sizes between which the size found lies with 95 % certainty: what single replications
/// absorb has the size as a quantile, and two order statistics hold it.
pub(super) fn interval(
    brackets: &mut Brackets,
    search: Search,
    question: &Question,
    play: &mut impl FnMut(u32, u32) -> Result<bool, NotRun>,
) -> Result<Option<(u32, u32)>, NotRun> {
    let ranks = quantile_ranks(question.replications as usize, 1.0 - question.certainty);
    let Some((low, high)) = ranks else {
        return Ok(None);
    };
    let upper = brackets.largest(
        Search {
            allowed: high as u32,
            ..search
        },
        play,
    )?;
    let lower = brackets.largest(
        Search {
            allowed: low as u32,
            guess: upper.max(1),
            ..search
        },
        play,
    )?;
    Ok(Some((lower, upper)))
}
