//! The best plan that can be found, and what is proven about it, stage by stage.
//!
//! Where every household counts one the answer is exact. Else: a thorough search, bounds
//! from water-filling and prices, and the general solver where the programme is small enough.
//! Whatever anybody offers is checked and valued in whole numbers before it is believed.

use super::batch::Batch;
use super::counted::counted;
use super::exchange::{self, Effort};
use super::formulation::Formulation;
use super::plan::Plan;
use super::solver::{self, Budget, NoAnswer};
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
    let plan = exchange::search(batch, None, effort);
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
    let mut bounds: Vec<Option<i64>> = Vec::new();
    let mut chances = 2 * batch.stages.len();
    while bounds.len() < batch.stages.len() {
        let found = settle(batch, bounds.len(), &plan, effort, budget);
        match found.plan {
            Some(better) if chances > 0 => {
                chances -= 1;
                method = Method::Solver;
                let at = bounds.len();
                bounds.truncate(first_difference(batch, &plan, &better));
                plan = better;
                // The stage is looked at again, from the better plan; unless that is too much.
                if found.is_last_word && bounds.len() >= at {
                    bounds.truncate(at);
                    let value = plan.value(batch, batch.stages[at]);
                    bounds.push(found.bound.map(|bound| bound.min(value)));
                }
            }
            _ => bounds.push(found.bound),
        }
    }
    let plan = plan.handed_out_in_order(batch);
    let values = plan.values(batch);
    let stages = batch.stages.iter().zip(values).zip(bounds);
    Solved {
        stages: stages
            .map(|((&stage, value), bound)| StageResult { stage, value, bound })
            .collect(),
        plan,
        method,
    }
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

/// A bound for one stage when all earlier ones are held at the plan's values, or a better plan.
fn settle(batch: &Batch, at: usize, plan: &Plan, effort: Effort, budget: Budget) -> Offer {
    let stage = batch.stages[at];
    let held: Vec<(Stage, i64)> = batch.stages[..at]
        .iter()
        .map(|&stage| (stage, plan.value(batch, stage)))
        .collect();
    let value = plan.value(batch, stage);
    let once = Effort {
        restarts: effort.restarts.min(1),
        ..effort
    };
    if let Some(offer) = by_paths(batch, at, plan, once) {
        return offer;
    }
    let bound = simple_bound(batch, stage, &held, plan);
    if bound == Some(value) {
        return Offer::bound(bound);
    }
    let mut form = Formulation::of(batch);
    if form.programme.cells() > budget.cells || is_near_enough(bound, value, &form, budget) {
        return Offer::bound(bound);
    }
    for &(stage, value) in &held {
        form.earlier_stage_is_held(stage, value);
    }
    if held
        .iter()
        .any(|(stage, _)| matches!(stage, Stage::Mixing | Stage::Trade))
    {
        lay_chords(&mut form, plan);
    }
    let offer = ask(&mut form, stage, plan, bound, budget);
    let better = offer
        .plan
        .map(|better| exchange::search(batch, Some(&better), once))
        .filter(|better| better.values(batch) < plan.values(batch));
    Offer {
        plan: better,
        bound: bound.max(offer.bound).map(|bound| bound.min(value)),
        is_last_word: form.programme.cells() > LARGE,
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
        is_last_word: false,
    })
}

fn is_at_least_none(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Leaving | Stage::Overdue | Stage::Unmet | Stage::Needs | Stage::Limits | Stage::Moves
    )
}

/// What can be said without the solver.
fn simple_bound(batch: &Batch, stage: Stage, held: &[(Stage, i64)], plan: &Plan) -> Option<i64> {
    let value = plan.value(batch, stage);
    let at_least_none = is_at_least_none(stage);
    if at_least_none && value == 0 {
        return Some(0);
    }
    let unmet = held.iter().find(|(stage, _)| *stage == Stage::Unmet);
    let by_water = unmet.and_then(|(_, left_out)| {
        let left_out = u64::try_from(*left_out).ok()?;
        water::bound(batch, stage, left_out)
    });
    let by_prices = prices::bound(batch, stage, held, plan).map(|prices| {
        let slack = 1e-9 * (1.0 + prices.bound.abs());
        libm::ceil((prices.bound - slack).clamp(-9e18, 9e18)) as i64
    });
    let without_room = || {
        let room: u64 = water::room(batch).into_iter().map(u64::from).sum();
        i64::try_from(batch.persons().saturating_sub(room)).unwrap_or(i64::MAX)
    };
    let at_least = match stage {
        Stage::Unmet => Some(without_room()),
        _ => at_least_none.then_some(0),
    };
    by_water
        .max(by_prices)
        .max(at_least)
        .map(|bound| bound.min(value))
}

/// What the solver offers for a stage.
#[derive(Debug, Default)]
struct Offer {
    /// A plan that is better than the one it started from.
    plan: Option<Plan>,
    bound: Option<i64>,
    /// Whether the stage is not to be asked for again.
    is_last_word: bool,
}

impl Offer {
    fn bound(bound: Option<i64>) -> Offer {
        Offer {
            bound,
            ..Offer::default()
        }
    }
}

/// Rows times columns from which a stage is asked for only once, and may stay within the
/// budget's gap of the best.
const LARGE: u64 = 2_000_000;

/// How often chords are added before the solver's bound is taken as it is.
const ROUNDS: usize = 8;

/// Asks the solver for the best value of a stage.
fn ask(form: &mut Formulation, stage: Stage, start: &Plan, bound: Option<i64>, budget: Budget) -> Offer {
    if stage == Stage::Overload {
        return ask_for_level(form, start, bound, budget);
    }
    let batch = form.batch();
    let mut offer = Offer::default();
    let mut best = start.clone();
    form.minimise(stage);
    lay_chords(form, &best);
    let mut proven = f64::NEG_INFINITY;
    if let Some((plan, least)) = rounded(form, budget) {
        proven = least;
        if plan.values(batch) < best.values(batch) {
            best = plan;
            offer.plan = Some(best.clone());
        }
        let reached = best.value(batch, stage);
        if proven.is_finite() {
            offer.bound = Some(form.bound_in_stage(stage, proven, reached));
        }
        if is_near_enough(offer.bound.max(bound), reached, form, budget) {
            return offer;
        }
    }
    for _ in 0..ROUNDS {
        let values = form.values(&best);
        let Ok(answer) = solver::solve(&form.programme, Some(&values), budget) else {
            break;
        };
        proven = proven.max(answer.bound.unwrap_or(f64::NEG_INFINITY));
        let plan = form
            .plan(&answer.values)
            .filter(|plan| plan.violations(batch).is_empty());
        let Some(plan) = plan else { break };
        let new_chords = add_chords(form, &plan);
        if plan.values(batch) < best.values(batch) {
            best = plan;
            offer.plan = Some(best.clone());
        }
        let reached = best.value(batch, stage);
        if proven.is_finite() {
            offer.bound = Some(form.bound_in_stage(stage, proven, reached));
        }
        if offer.bound == Some(reached) || !new_chords {
            break;
        }
    }
    offer
}

/// Whether nothing is left to be gained: proven, or in a large programme within the gap allowed.
fn is_near_enough(bound: Option<i64>, reached: i64, form: &Formulation, budget: Budget) -> bool {
    let Some(bound) = bound else { return false };
    let allowed = if form.programme.cells() > LARGE {
        budget.gap * reached.abs() as f64
    } else {
        0.0
    };
    (reached - bound) as f64 <= allowed
}

/// The relaxed programme leaves few households divided between places; the others stay where
/// it puts them, and the few are placed where they fit. With its value, which no plan is below.
fn rounded(form: &Formulation, budget: Budget) -> Option<(Plan, f64)> {
    let mut relaxed = form.programme.clone();
    for column in &mut relaxed.columns {
        column.whole = false;
    }
    let answer = solver::solve(&relaxed, None, budget).ok()?;
    let plan = form.rounded_down(&answer.values);
    let once = Effort {
        restarts: 1,
        ..Effort::THOROUGH
    };
    let plan = exchange::search(form.batch(), Some(&plan), once);
    Some((plan, answer.bound.unwrap_or(f64::NEG_INFINITY)))
}

/// The lowest worst load by halving: at each level the districts are closed above it, and the
/// solver says whether the earlier stages can still be held. This goes far better than making
/// the worst load itself as small as possible.
fn ask_for_level(form: &mut Formulation, start: &Plan, bound: Option<i64>, budget: Budget) -> Offer {
    let batch = form.batch();
    let mut best = start.clone();
    let mut offer = Offer::default();
    let mut levels = form.levels();
    levels.retain(|&level| bound.is_none_or(|bound| level >= bound));
    let (mut fails, mut reaches) = (
        0,
        levels.partition_point(|&l| l < best.value(batch, Stage::Overload)),
    );
    while fails < reaches {
        let middle = (fails + reaches) / 2;
        let closed = form.closed_above(levels[middle]);
        match solver::solve(&closed, None, budget) {
            Err(NoAnswer::Impossible) => fails = middle + 1,
            Err(NoAnswer::NotFound) => return offer,
            Ok(answer) => {
                let plan = form.plan(&answer.values);
                let Some(plan) = plan.filter(|plan| plan.violations(batch).is_empty()) else {
                    return offer;
                };
                if plan.values(batch) >= best.values(batch) {
                    return offer;
                }
                let level = plan.value(batch, Stage::Overload);
                reaches = levels.partition_point(|&other| other < level);
                best = plan;
                offer.plan = Some(best.clone());
            }
        }
    }
    offer.bound = Some(best.value(batch, Stage::Overload));
    offer
}

/// Chords around where the districts end in a plan, closer together near it.
fn lay_chords(form: &mut Formulation, plan: &Plan) {
    for (district, persons) in plan.district_persons(form.batch()).into_iter().enumerate() {
        for distance in [0, 1, 2, 4, 8, 16, 32, 64, 128] {
            form.unevenness_lies_above_its_chord(district, persons - 1 - distance);
            form.unevenness_lies_above_its_chord(district, persons + distance);
        }
    }
}

fn add_chords(form: &mut Formulation, plan: &Plan) -> bool {
    let mut added = false;
    for (district, persons) in plan.district_persons(form.batch()).into_iter().enumerate() {
        added |= form.unevenness_lies_above_its_chord(district, persons - 1);
        added |= form.unevenness_lies_above_its_chord(district, persons);
    }
    added
}
