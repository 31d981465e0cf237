//! What the general solver is asked about one stage, and what becomes of its answers.
//!
//! The relaxed programme, in which households may be divided, gives a bound; its places rounded
//! to whole households, and handed out along cheapest paths, give a plan. Where a gap is left the
//! programme in whole numbers is asked. Whatever is offered is checked in whole numbers.

mod parts;

use super::batch::Batch;
use super::exchange::{self, Effort};
use super::formulation::Formulation;
use super::plan::Plan;
use super::programme::Programme;
use super::solver::{self, Budget, NoAnswer};
use super::stage::Stage;
use super::water;

/// A stage to be made as small as possible while earlier ones are held.
pub(super) struct Question<'a> {
    /// The batch up to this stage.
    pub batch: &'a Batch,
    /// The stage.
    pub stage: Stage,
    /// The earlier ones with their values.
    pub held: &'a [(Stage, i64)],
    /// What was proven when the stage was asked for before.
    pub known: Option<i64>,
    /// For one pass of moves and swaps from a plan on.
    pub effort: Effort,
    /// For the solver.
    pub budget: Budget,
}

/// What is offered for a stage.
#[derive(Debug, Default)]
pub(super) struct Offer {
    /// A plan that is better than the one it started from.
    pub plan: Option<Plan>,
    /// No plan that holds the earlier stages is below.
    pub bound: Option<i64>,
    /// Whether the stage is not to be asked for again.
    pub is_last_word: bool,
    /// Whether the programme was small enough to be asked.
    pub was_asked: bool,
}

impl Offer {
    /// A bound alone.
    pub fn bound(bound: Option<i64>) -> Offer {
        Offer {
            bound,
            ..Offer::default()
        }
    }
}

/// Households times vacancies from which a stage is bounded by the solver only once, and may stay within
/// the budget's gap of the best.
const LARGE: usize = 10_000;

/// How often chords are added before the solver's bound is taken as it is.
const ROUNDS: usize = 8;

impl Question<'_> {
    /// Asks from a plan on, when so much is known to be needed already.
    pub fn ask(&self, start: &Plan, bound: Option<i64>) -> Offer {
        let mut form = Formulation::of(self.batch);
        if form.programme.cells() > self.budget.cells {
            return Offer::default();
        }
        for &(stage, value) in self.held {
            form.earlier_stage_is_held(stage, value);
        }
        form.persons_stay_between(&water::persons_between(self.batch, self.held, start));
        let offer = match self.stage {
            Stage::Overload => self.ask_for_level(&form, start, bound),
            _ => self.ask_for_value(&mut form, start, bound),
        };
        Offer {
            is_last_word: self.is_large(),
            was_asked: true,
            ..offer
        }
    }

    fn is_large(&self) -> bool {
        self.batch.suits.len() > LARGE
    }

    /// Asks for the best value of a stage.
    fn ask_for_value(&self, form: &mut Formulation, start: &Plan, bound: Option<i64>) -> Offer {
        let mut best = Best::of(self, start);
        form.minimise(self.stage);
        lay_chords(form, start);
        let mut proven = f64::NEG_INFINITY;
        // In a large batch one bound has to do, also where earlier stages are held more tightly now.
        let relaxed = match self.known {
            Some(_) if self.is_large() => None,
            _ => solver::solve(&relaxed(&form.programme), None, self.budget).ok(),
        };
        if let Some(answer) = relaxed {
            proven = answer.bound.unwrap_or(proven);
            best.prove(form, proven);
            if !(self.is_large() && self.rounding_is_in_vain()) {
                best.offer(self.improved(form.rounded_down(&answer.values)));
            }
        }
        if self.is_large() {
            if best.is_better_in_an_earlier_stage() {
                return best.into_offer();
            }
            self.ask_in_parts(form, &mut best, bound);
            best.prove(form, proven);
            if form.programme.cells() > solver::CELLS_IN_WHOLE_NUMBERS {
                return best.into_offer();
            }
        }
        for _ in 0..ROUNDS {
            if self.is_near_enough(best.bound.max(bound), best.value()) {
                break;
            }
            let values = form.values(&best.plan);
            let Ok(answer) = solver::solve(&form.programme, Some(&values), self.budget) else {
                break;
            };
            proven = proven.max(answer.bound.unwrap_or(f64::NEG_INFINITY));
            let plan = form.plan(&answer.values).filter(|plan| self.may_be_used(plan));
            let Some(plan) = plan else { break };
            let new_chords = add_chords(form, &plan);
            best.offer(Some(plan));
            best.prove(form, proven);
            if !new_chords {
                break;
            }
        }
        best.into_offer()
    }

    /// Whether districts have to stay as even as they are, to which rounded places hardly ever keep,
    /// and parts of a large batch can be searched instead.
    fn rounding_is_in_vain(&self) -> bool {
        let are_districts_held = self.held.iter().any(|(stage, _)| *stage == Stage::Mixing);
        are_districts_held && !self.batch.table(self.stage).is_empty()
    }

    /// Whether nothing is left to be gained: proven, or in a large batch within the gap allowed.
    fn is_near_enough(&self, bound: Option<i64>, reached: i64) -> bool {
        let allowed = if self.is_large() { self.budget.gap } else { 0.0 };
        bound.is_some_and(|bound| (reached - bound) as f64 <= allowed * reached.abs() as f64)
    }

    fn may_be_used(&self, plan: &Plan) -> bool {
        plan.violations(self.batch).is_empty()
    }

    /// One pass of moves and swaps from a plan on; whoever has no place is placed where it helps.
    fn improved(&self, plan: Plan) -> Option<Plan> {
        Some(exchange::search(self.batch, Some(&plan), self.effort))
    }

    /// The lowest worst load by halving: at each level the districts are closed above it, and the
    /// solver says whether the earlier stages can still be held; first with households that may
    /// be divided, which gives a bound, then with whole ones.
    fn ask_for_level(&self, form: &Formulation, start: &Plan, bound: Option<i64>) -> Offer {
        let mut best = Best::of(self, start);
        let mut levels = form.levels();
        levels.retain(|&level| bound.is_none_or(|bound| level >= bound));
        let below = levels.partition_point(|&level| level < best.value());
        let mut fails = self.lowest_when_divided(form, &levels[..below]);
        if fails < below
            && let Ok(answer) = solver::solve(&relaxed(&form.closed_above(levels[fails])), None, self.budget)
        {
            best.offer(self.improved(form.rounded_down(&answer.values)));
        }
        let mut reaches = levels.partition_point(|&level| level < best.value());
        let mut proven = fails;
        // The bound itself is the best guess.
        let mut next = fails;
        let (mut chances, budget) = match self.is_large() {
            true => (2, self.budget.part(4)),
            false => (u32::MAX, self.budget),
        };
        while fails < reaches && chances > 0 {
            let closed = form.closed_above(levels[next]);
            if self.is_large() && best.offer(self.plan_of_settled_shares(form, closed.clone())) {
                reaches = levels.partition_point(|&level| level < best.value()).min(next);
                next = (fails + reaches) / 2;
                continue;
            }
            let answer = solver::solve(&closed, None, budget);
            let is_proof = matches!(answer, Err(NoAnswer::Impossible));
            let plan = answer.ok().and_then(|answer| form.plan(&answer.values));
            if best.offer(plan) {
                reaches = levels.partition_point(|&level| level < best.value()).min(next);
            } else {
                if is_proof && proven == fails {
                    proven = next + 1;
                }
                chances -= u32::from(!is_proof);
                fails = next + 1;
            }
            next = (fails + reaches) / 2;
        }
        let at_least = levels.get(proven).copied().unwrap_or(i64::MAX);
        best.bound = Some(at_least.min(best.value()));
        best.into_offer()
    }

    /// A plan of a programme after the shared units have been settled.
    fn plan_of_settled_shares(&self, form: &Formulation, programme: Programme) -> Option<Plan> {
        let settled = with_shares_settled(programme, &form.shared_units(), self.budget)?;
        let answer = solver::solve(&settled, None, self.budget.part(4)).ok()?;
        form.plan(&answer.values)
    }

    /// The first of these levels, rising, at which the earlier stages can be held if households
    /// may be divided.
    fn lowest_when_divided(&self, form: &Formulation, levels: &[i64]) -> usize {
        let (mut fails, mut reaches) = (0, levels.len());
        while fails < reaches {
            let middle = (fails + reaches) / 2;
            match solver::solve(&relaxed(&form.closed_above(levels[middle])), None, self.budget) {
                Err(NoAnswer::Impossible) => fails = middle + 1,
                _ => reaches = middle,
            }
        }
        fails
    }
}

/// The best plan so far.
struct Best<'a> {
    question: &'a Question<'a>,
    plan: Plan,
    is_new: bool,
    bound: Option<i64>,
}

impl<'a> Best<'a> {
    fn of(question: &'a Question<'a>, start: &Plan) -> Best<'a> {
        Best {
            question,
            plan: start.clone(),
            is_new: false,
            bound: None,
        }
    }

    fn value(&self) -> i64 {
        self.plan.value(self.question.batch, self.question.stage)
    }

    /// Takes a plan if it may be used and is better; says whether.
    fn offer(&mut self, plan: Option<Plan>) -> bool {
        let batch = self.question.batch;
        let better = plan
            .filter(|plan| self.question.may_be_used(plan) && plan.values(batch) < self.plan.values(batch));
        let Some(better) = better else { return false };
        (self.plan, self.is_new) = (better, true);
        true
    }

    /// Whether the earlier stages have to be asked for again.
    fn is_better_in_an_earlier_stage(&self) -> bool {
        let batch = self.question.batch;
        let held = self.question.held.iter();
        let mut asked_again = held.filter(|(stage, _)| batch.table(*stage).is_empty());
        asked_again.any(|&(stage, value)| self.plan.value(batch, stage) != value)
    }

    /// Takes a solver's bound.
    fn prove(&mut self, form: &Formulation, proven: f64) {
        if proven.is_finite() {
            self.bound = Some(form.bound_in_stage(self.question.stage, proven, self.value()));
        }
    }

    fn into_offer(self) -> Offer {
        Offer {
            plan: self.is_new.then_some(self.plan),
            ..Offer::bound(self.bound)
        }
    }
}

/// The programme without whole numbers.
fn relaxed(programme: &Programme) -> Programme {
    let mut relaxed = programme.clone();
    for column in &mut relaxed.columns {
        column.whole = false;
    }
    relaxed
}

/// Most times that shared units are settled a part at a time.
const STEPS: usize = 12;

/// Settles how many units single people share, a part at a time, by the relaxed programme: first
/// those that are whole there, then the nearest to whole. With these settled the rest is far easier.
/// `None` where that leads nowhere.
fn with_shares_settled(mut programme: Programme, shared: &[usize], budget: Budget) -> Option<Programme> {
    let mut open: Vec<usize> = shared.to_vec();
    for step in 0..STEPS {
        if open.is_empty() {
            return Some(programme);
        }
        let answer = solver::solve(&relaxed(&programme), None, budget).ok()?;
        let part = |column: &usize| {
            let value = answer.values[*column];
            (value - libm::round(value)).abs()
        };
        open.sort_by(|one, other| part(one).total_cmp(&part(other)).then(one.cmp(other)));
        let whole = open.partition_point(|column| part(column) < 1e-6);
        let rest = open.len() - whole;
        let settled = match step + 1 < STEPS {
            true => whole + rest.div_ceil(3),
            false => open.len(),
        };
        for column in open.drain(..settled) {
            let value = libm::round(answer.values[column]);
            let bounds = &mut programme.columns[column];
            (bounds.low, bounds.high) = (value, value);
        }
    }
    Some(programme)
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
