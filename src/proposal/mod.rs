//! A proposal for today: who of those waiting goes where, why, and what would have been second best.
//!
//! The register says who lives where, the waiting list who needs a place; both stand in the
//! scenario. A proposal is a batch for `placement`, solved as well as it can be, with the facts
//! that explain it. The words for it are found in `cli`; the decision is made by an officer, and
//! what is decided is respected here the next time.

mod ages;
mod decided;
mod draft;
mod explain;
mod front;
mod measures;
mod obstacle;
mod orders;
mod scarcity;
mod shortage;
mod singles;
mod today;

pub use decided::{Misfit, Settled, Trouble};
pub use draft::{Draft, Ways, draft};
pub use explain::{Alternative, Choice, Effect, Reason, explain};
pub use front::{Front, FrontPlan, Step, draw_front, sketch_front};
pub use measures::{EUR_PER_MONTH, Measures, measures};
pub use obstacle::{Obstacle, obstacle};
pub use orders::{Decision, Orders, ScoreTable};
pub use scarcity::{ScarcePlace, scarce_places};
pub use shortage::{Shortage, shortages};
pub use today::{Cause, Needy, Today, today};

use crate::placement::solver::Budget;
use crate::placement::{Effort, Solved, solve};
use crate::scenario::Scenario;

/// A proposal with everything that explains it.
#[derive(Debug)]
pub struct Proposal {
    /// The problem.
    pub draft: Draft,
    /// The plan and what is proven about it.
    pub solved: Solved,
    /// By needy household: why it goes there; `None`: without a place.
    pub reasons: Vec<Option<Reason>>,
    /// By needy household: why it has no place; `None`: it has one.
    pub obstacles: Vec<Option<Obstacle>>,
    /// Places of which one more would help, the most helpful first.
    pub scarce: Vec<ScarcePlace>,
    /// Groups of households for which there are too few places.
    pub shortages: Vec<Shortage>,
    /// What the plan means for the town.
    pub measures: Measures,
}

/// How much is done to find and to explain a proposal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Diligence {
    /// For the search.
    pub effort: Effort,
    /// For the solver.
    pub budget: Budget,
    /// Up to how many households the second best and the prices are found by planning anew for
    /// everybody, with proof; beyond, by a quick search from the plan.
    pub replanned: usize,
}

impl Diligence {
    /// The usual.
    pub const USUAL: Diligence = Diligence {
        effort: Effort::THOROUGH,
        budget: Budget::PROPOSAL,
        replanned: 16,
    };
}

/// The proposal for a scenario's first day, or the day that the orders name.
pub fn propose(scenario: &Scenario, orders: &Orders, diligence: Diligence) -> Proposal {
    let draft = draft(scenario, orders);
    let solved = solve(&draft.batch, diligence.effort, diligence.budget);
    let left_out = |row: usize| match solved.plan.0[row] {
        Some(_) => None,
        None => Some(obstacle(&draft, row)),
    };
    Proposal {
        reasons: explain(&draft, &solved, diligence),
        obstacles: (0..solved.plan.0.len()).map(left_out).collect(),
        scarce: scarce_places(&draft, &solved, diligence),
        shortages: shortages(&draft, &solved.plan),
        measures: measures(scenario, &draft, &solved.plan),
        draft,
        solved,
    }
}
