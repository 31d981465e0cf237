//! Many replications, in parallel, in an order that no thread can change.

use crate::simulation::{Course, History, Model, Outcome, ServiceCourse, Town};
use rayon::prelude::*;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Courses of days are kept for so many replications at most: quantiles of a day need no more,
/// and memory stays bounded however many are played.
pub const COURSES_KEPT: u32 = 4000;

/// What all replications left behind, in order of their number.
#[derive(Clone, Debug)]
pub struct Ensemble {
    /// One outcome per replication.
    pub outcomes: Vec<Outcome>,
    /// The courses of the first [`COURSES_KEPT`] replications.
    pub courses: Vec<Course>,
    /// The courses of the services in the same replications; empty where there are none.
    pub services: Vec<ServiceCourse>,
}

/// How a run is watched and stopped from outside.
#[derive(Debug, Default)]
pub struct Watch {
    /// Replications finished.
    pub finished: AtomicU32,
    /// Set by whoever wants the run to end early.
    pub stop: AtomicBool,
}

/// Why there is no ensemble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRun {
    /// Somebody asked to stop.
    Stopped,
    /// The system refused to start the threads.
    NoThreads,
}

/// Plays the replications 0, 1, … on so many threads (`None`: as many as there are cores).
/// The result does not depend on the threads.
pub fn run(
    model: &Model,
    replications: u32,
    threads: Option<NonZeroUsize>,
    watch: &Watch,
) -> Result<Ensemble, NotRun> {
    let histories = played(model, replications, threads, |town, replication| {
        play_watched(town, model, replication, watch)
    })?;
    let (outcomes, kept): (Vec<_>, Vec<_>) = histories.into_iter().unzip();
    let (courses, services): (Vec<_>, Vec<_>) = kept.into_iter().flatten().unzip();
    Ok(Ensemble {
        outcomes,
        courses,
        services: services.into_iter().flatten().collect(),
    })
}

/// Plays the replications 0, 1, … and keeps nothing but the outcomes: for many runs whose sums are
/// compared.
pub fn outcomes(
    model: &Model,
    replications: u32,
    threads: Option<NonZeroUsize>,
    watch: &Watch,
) -> Result<Vec<Outcome>, NotRun> {
    played(model, replications, threads, |town, replication| {
        play_watched(town, model, replication, watch).map(|(outcome, _)| outcome)
    })
}

/// What is kept of every replication, in order of their number.
fn played<T: Send>(
    model: &Model,
    replications: u32,
    threads: Option<NonZeroUsize>,
    play: impl Fn(&mut Town, u32) -> Option<T> + Sync,
) -> Result<Vec<T>, NotRun> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.map_or(0, NonZeroUsize::get))
        .build()
        .map_err(|_| NotRun::NoThreads)?;
    let kept: Option<Vec<T>> = pool.install(|| {
        (0..replications)
            .into_par_iter()
            .map_init(|| Town::new(model), |town, replication| play(town, replication))
            .collect()
    });
    kept.ok_or(NotRun::Stopped)
}

/// The courses of a replication, where they are kept.
type Kept = Option<(Course, Option<ServiceCourse>)>;

fn play_watched(town: &mut Town, model: &Model, replication: u32, watch: &Watch) -> Option<(Outcome, Kept)> {
    if watch.stop.load(Ordering::Relaxed) {
        return None;
    }
    let History {
        outcome,
        course,
        services,
    } = town.play(model, replication);
    watch.finished.fetch_add(1, Ordering::Relaxed);
    Some((
        outcome,
        (replication < COURSES_KEPT).then_some((course, services)),
    ))
}
