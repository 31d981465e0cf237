//! The best plan that can be found, and what is proven about it, stage by stage.
//!
//! Where every household counts one the answer is exact. Else: a thorough search, bounds
//! from water-filling and prices, and the general solver where the programme is small enough.
//! Whatever anybody offers is checked and valued in whole numbers before it is believed.

use super::asking::{Offer, Question};
use super::batch::Batch;
use super::counted::counted;
use super::exchange::{self, Effort};
use super::plan::Plan;
use super::solver::Budget;
use super::stage::Stage;
use super::transport::Workspace;
use super::{prices, water};

/// A plan with what is proven about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The plan.
    pub plan: Plan,
    /// Stage by stage, most important first.
    pub stages: Vec<StageResult>,
    /// Who proved it.
    pub method: Method,
}

/// A stage of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageResult {
    /// Which.
    pub stage: Stage,
    /// Its value, in whole numbers as the stage counts.
    pub value: i64,
    /// No plan that is as good as this one in all earlier stages has a smaller value.
    pub bound: Option<i64>,
}

/// How a plan came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Cheapest paths: exact.
    Paths,
    /// Moves and swaps, with bounds.
    Exchange,
    /// The general solver, started from moves and swaps.
    Solver,
}

impl StageResult {
    /// Whether no plan can be better.
    pub fn is_proven(&self) -> bool {
        self.bound.is_some_and(|bound| bound >= self.value)
    }

    /// How far above the bound the value is at most, as a part of the value; `None`: unknown.
    pub fn gap(&self) -> Option<f64> {
        let bound = self.bound?;
        if bound >= self.value {
            return Some(0.0);
        }
        Some((self.value - bound) as f64 / (self.value.abs().max(1)) as f64)
    }
}

impl Solved {
    /// Whether no plan is better in the first stage in which they differ.
    pub fn is_proven(&self) -> bool {
        self.stages.iter().all(StageResult::is_proven)
    }

    /// The stages from the first on that are proven without a break.
    pub fn proven_from_the_first(&self) -> usize {
        self.stages.iter().take_while(|stage| stage.is_proven()).count()
    }

    /// The result of a stage.
    pub fn stage(&self, stage: Stage) -> Option<&StageResult> {
        self.stages.iter().find(|result| result.stage == stage)
    }
}

/// The best plan within an effort and a budget.
pub fn solve(batch: &Batch, effort: Effort, budget: Budget) -> Solved {
    if batch.households.is_empty() {
        return proven(batch, Plan::empty(batch));
    }
    if let Some(counted) = counted(batch)
        && let Some(plan) = counted.solve(&mut Workspace::default(), &mut Workspace::default())
        && plan.violations(batch).is_empty()
    {
        return proven(batch, plan.handed_out_in_order(batch));
    }
    let plan = exchange::search(batch, None, effort.for_first_plan(batch));
    certify(batch, plan, effort, budget)
}

fn proven(batch: &Batch, plan: Plan) -> Solved {
    let values = plan.values(batch);
    let stages = batch
        .stages
        .iter()
        .zip(values)
        .map(|(&stage, value)| StageResult {
            stage,
            value,
            bound: Some(value),
        });
    Solved {
        stages: stages.collect(),
        plan,
        method: Method::Paths,
    }
}

/// Goes through the stages from a plan on: bounds each, and asks the solver where a gap is left.
/// When that leads to a plan that is better in an earlier stage, it goes on from there.
pub fn certify(batch: &Batch, mut plan: Plan, effort: Effort, budget: Budget) -> Solved {
    let mut method = Method::Exchange;
    let mut known = vec![Known::default(); batch.stages.len()];
    let mut chances = 2 * batch.stages.len();
    let mut at = 0;
    while at < batch.stages.len() {
        let held = plan.values(batch)[..at].to_vec();
        let found = settle(batch, &held, &plan, known[at].bound_for(&held), effort, budget);
        known[at].learn(held, found.bound);
        match found.plan {
            Some(better) if chances > 0 => {
                chances -= 1;
                method = Method::Solver;
                let differs = first_difference(batch, &plan, &better);
                plan = better;
                // The first stage that got better is looked at again, from the better plan; unless
                // that is too much.
                let is_earlier = differs < at && batch.table(batch.stages[differs]).is_empty();
                at = match found.is_last_word && !is_earlier {
                    true => at + 1,
                    false => differs.min(at),
                };
            }
            _ => at += 1,
        }
    }
    let plan = plan.handed_out_in_order(batch);
    let stages = results(batch, &known, &plan.values(batch));
    Solved { stages, plan, method }
}

/// What was proven about a stage when it was last asked for.
#[derive(Clone, Debug, Default)]
struct Known {
    /// Values at which the earlier stages were held.
    held: Vec<i64>,
    bound: Option<i64>,
}

impl Known {
    /// The bound stays true where no earlier stage is held more loosely.
    fn bound_for(&self, held: &[i64]) -> Option<i64> {
        let as_tight = self.held.iter().zip(held).all(|(then, now)| now <= then);
        self.bound.filter(|_| as_tight)
    }

    fn learn(&mut self, held: Vec<i64>, bound: Option<i64>) {
        *self = Known { held, bound };
    }
}

/// The stages at their last values. What was proven when an earlier stage was held more tightly
/// than it is now is not claimed.
fn results(batch: &Batch, known: &[Known], values: &[i64]) -> Vec<StageResult> {
    let stages = batch.stages.iter().zip(known).enumerate();
    let result = |(at, (&stage, known)): (usize, (&Stage, &Known))| StageResult {
        stage,
        value: values[at],
        bound: known.bound_for(&values[..at]).map(|bound| bound.min(values[at])),
    };
    stages.map(result).collect()
}

/// The first stage in which two plans differ.
fn first_difference(batch: &Batch, one: &Plan, other: &Plan) -> usize {
    let differs = |stage: &Stage| one.value(batch, *stage) != other.value(batch, *stage);
    batch
        .stages
        .iter()
        .position(differs)
        .unwrap_or(batch.stages.len())
}

/// A bound for one stage when all earlier ones are held at the plan's values, which are given, or a
/// better plan.
fn settle(
    batch: &Batch,
    values: &[i64],
    plan: &Plan,
    known: Option<i64>,
    effort: Effort,
    budget: Budget,
) -> Offer {
    let at = values.len();
    let stage = batch.stages[at];
    let held: Vec<(Stage, i64)> = batch.stages.iter().copied().zip(values.iter().copied()).collect();
    let value = plan.value(batch, stage);
    let once = effort.for_one_pass(batch);
    if let Some(offer) = by_paths(batch, at, plan, once) {
        return offer;
    }
    // What only later stages count makes households different that are alike so far.
    let so_far = batch.up_to(&batch.stages[..=at]);
    let question = Question {
        batch: &so_far,
        stage,
        held: &held,
        known,
        effort: once,
        budget,
    };
    let bound = simple_bound(&so_far, stage, &held, plan).max(known);
    // Where a bound was rounded up, a better plan may have come since.
    let bound = bound.map(|bound| bound.min(value));
    if bound == Some(value) {
        return Offer::bound(bound);
    }
    let offer = question.ask(plan, bound);
    let bound = match offer.was_asked {
        true => bound.max(offer.bound),
        false => bound.max(by_prices(&so_far, stage, &held, plan)),
    };
    let better = offer
        .plan
        .map(|better| exchange::search(batch, Some(&better), once))
        .filter(|better| better.values(batch) < plan.values(batch));
    Offer {
        plan: better,
        bound: bound.map(|bound| bound.min(value)),
        ..offer
    }
}

/// As long as all stages are sums and every household takes one slot, cheapest paths say exactly
/// how good they can be, whatever comes after them; `None` where that is not so.
fn by_paths(batch: &Batch, at: usize, plan: &Plan, once: Effort) -> Option<Offer> {
    let first = &batch.stages[..=at];
    if !first.iter().all(|stage| stage.is_linear()) {
        return None;
    }
    let value = plan.value(batch, batch.stages[at]);
    if value == 0 && is_at_least_none(batch.stages[at]) {
        return Some(Offer::bound(Some(0)));
    }
    let sums = Batch {
        stages: first.to_vec(),
        ..batch.clone()
    };
    let best = counted(&sums)?.solve(&mut Workspace::default(), &mut Workspace::default())?;
    if !best.violations(batch).is_empty() {
        return None;
    }
    let better =
        (best.values(&sums) < plan.values(&sums)).then(|| exchange::search(batch, Some(&best), once));
    Some(Offer {
        plan: better.filter(|better| better.values(batch) < plan.values(batch)),
        bound: Some(best.value(batch, batch.stages[at]).min(value)),
        ..Offer::default()
    })
}

fn is_at_least_none(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Leaving | Stage::Overdue | Stage::Unmet | Stage::Needs | Stage::Limits | Stage::Moves
    )
}

/// What can be said at once.
fn simple_bound(batch: &Batch, stage: Stage, held: &[(Stage, i64)], plan: &Plan) -> Option<i64> {
    let value = plan.value(batch, stage);
    let at_least_none = is_at_least_none(stage);
    if at_least_none && value == 0 {
        return Some(0);
    }
    let held_at = |wanted: Stage| {
        let found = held.iter().find(|(stage, _)| *stage == wanted);
        found.map(|(_, value)| *value)
    };
    let by_water = held_at(Stage::Unmet).and_then(|left_out| {
        let left_out = u64::try_from(left_out).ok()?;
        water::bound(batch, stage, left_out, held_at(Stage::Overload))
    });
    let without_room = || {
        let room: u64 = water::room(batch).into_iter().map(u64::from).sum();
        i64::try_from(batch.persons().saturating_sub(room)).unwrap_or(i64::MAX)
    };
    let at_least = match stage {
        Stage::Unmet => Some(without_room()),
        _ => at_least_none.then_some(0),
    };
    by_water.max(at_least).map(|bound| bound.min(value))
}

/// What prices of everything scarce prove, where the programme is too large to be asked.
fn by_prices(batch: &Batch, stage: Stage, held: &[(Stage, i64)], plan: &Plan) -> Option<i64> {
    prices::bound(batch, stage, held, plan).map(|prices| {
        let slack = 1e-9 * (1.0 + prices.bound.abs());
        libm::ceil((prices.bound - slack).clamp(-9e18, 9e18)) as i64
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_is_known_as_long_as_no_earlier_stage_is_held_more_loosely() {
        let mut known = Known::default();
        assert_eq!(known.bound_for(&[0, 7]), None);
        known.learn(vec![0, 7], Some(40));
        assert_eq!(known.bound_for(&[0, 7]), Some(40));
        assert_eq!(known.bound_for(&[0, 6]), Some(40));
        assert_eq!(known.bound_for(&[0, 8]), None);
    }
}
