//! The stress test: the largest surge that the town absorbs with a given certainty, how wrong the
//! forecast may be, and the emergency drill.
//!
//! A replication **absorbs** a surge when, from the first day to some weeks after the last
//! arrival, the shortfall is no larger than in the same future without the surge, up to what the
//! scenario tolerates. The **shortfall** is counted in person-nights without any place, plus one
//! for each person who lost patience or was turned away by a pause of arrivals; nights in the
//! emergency accommodation of the ladder are no shortfall, but counted beside it. Places are
//! assigned daily, whatever the rhythm of the policy: in an emergency nobody waits for Monday.
//!
//! Everything is played on the futures of the scenario (same seed, same replications), so
//! variants, durations and sizes differ by nothing but what they change. Where only the number of
//! persons at the start is known, each replication draws them anew: how many rooms of which size
//! are free decides what the town absorbs, and an interval from one draw would not hold for
//! another. What is said of it is left to `report`.

pub mod absorb;
pub mod bracket;
pub mod crowd;
pub mod drill;
pub mod multiplier;
pub mod shortfall;
pub mod variant;

use crate::calendar::Day;
use crate::findings::Estimate;
use crate::household::Starts;
use crate::monte_carlo::{NotRun, Watch};
use crate::scenario::Scenario;
use absorb::Absorbed;
use crowd::{Crowd, Mix};
use drill::Drill;
use multiplier::Multiplier;
use rayon::prelude::*;
use std::num::NonZeroUsize;
use variant::Variant;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// Part of the replications that must absorb a surge, in (0, 1).
    pub certainty: f64,
    /// Who comes.
    pub mix: Mix,
    /// First day of the surge.
    pub start: Day,
    /// Days over which each surge is spread.
    pub durations: Vec<Day>,
    /// Days after the last arrival that count.
    pub aftermath: Day,
    /// Part of the person-nights needed that may stay without a place.
    pub tolerated: f64,
    /// Replications.
    pub replications: u32,
    /// Who is there at the start, by replication.
    pub starts: Starts,
}

/// What the test found out.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// By variant, in the order asked: by duration.
    pub variants: Vec<Vec<Absorbed>>,
    /// How wrong the forecast may be.
    pub multiplier: Multiplier,
    /// The emergency drill.
    pub drill: Vec<Drill>,
}

/// An end of an interval that is not known stays away.
pub type Ends = Option<(u32, u32)>;

/// What was found, by variant and duration.
type Cells = Vec<((usize, Day), Absorbed)>;

/// Plays it all. The result does not depend on the threads.
///
/// Fails where somebody stops it.
pub fn examine(
    scenario: &Scenario,
    question: &Question,
    variants: &[Variant],
    threads: Option<NonZeroUsize>,
    watch: &Watch,
) -> Result<Answer, NotRun> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.map_or(0, NonZeroUsize::get))
        .build()
        .map_err(|_| NotRun::NoThreads)?;
    pool.install(|| play(scenario, question, variants, watch))
}

/// The number of tasks into which the test falls, for those who wait for it.
pub fn tasks(scenario: &Scenario, question: &Question, variants: &[Variant]) -> usize {
    variants.len() * question.durations.len() + 1 + drill::cases(scenario).len()
}

fn play(
    scenario: &Scenario,
    question: &Question,
    variants: &[Variant],
    watch: &Watch,
) -> Result<Answer, NotRun> {
    let crowd = Crowd::of(scenario, &question.mix);
    // The longest first: the last task to end should be a short one.
    let mut cells: Vec<(usize, Day)> = (0..variants.len())
        .flat_map(|variant| question.durations.iter().map(move |days| (variant, *days)))
        .collect();
    cells.sort_by_key(|(_, days)| std::cmp::Reverse(*days));
    let (multiplier, (absorbed, drill)) = rayon::join(
        || multiplier::of(scenario, question, watch),
        || {
            let absorbed: Result<Cells, NotRun> = cells
                .into_par_iter()
                .map(|(variant, days)| {
                    let found = absorb::largest(&variants[variant], &crowd, question, days, watch)?;
                    Ok(((variant, days), found))
                })
                .collect();
            (absorbed, drill::all(scenario, question, watch))
        },
    );
    let absorbed = absorbed?;
    let cell = |variant: usize, days: Day| {
        let found = absorbed.iter().find(|(at, _)| *at == (variant, days));
        found.map(|(_, absorbed)| *absorbed)
    };
    let row = |variant| {
        question
            .durations
            .iter()
            .filter_map(|days| cell(variant, *days))
            .collect()
    };
    Ok(Answer {
        variants: (0..variants.len()).map(row).collect(),
        multiplier: multiplier?,
        drill: drill?,
    })
}

/// A mean over replications as an estimate; without values nothing.
fn mean(values: &[f64]) -> Estimate {
    crate::findings::statistics::mean(values)
}

/// Whether somebody asked to stop.
fn unless_stopped(watch: &Watch) -> Result<(), NotRun> {
    match watch.stop.load(std::sync::atomic::Ordering::Relaxed) {
        true => Err(NotRun::Stopped),
        false => Ok(()),
    }
}

/// Notes that a task is finished.
fn finished(watch: &Watch) {
    watch.finished.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
}
