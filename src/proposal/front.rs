//! The front of a proposal: the same people and places, from the cheapest plan to the most even.
//!
//! At every point as many have a place as at any other; what differs is where. So evenness is
//! paid in euros, ways or scores, never in days without a place.

use super::draft::Draft;
use super::measures::{Measures, measures};
use crate::placement::solver::Budget;
use crate::placement::{Batch, Effort, Plan, Stage, front};
use crate::scenario::Scenario;

/// How much is done for each point; less than for the proposal itself, as there are many.
const EFFORT: Effort = Effort {
    changes: 2_000_000,
    restarts: 12,
};

const BUDGET: Budget = Budget {
    work: 40_000_000,
    ..Budget::PROPOSAL
};

/// For a report, in which the front is one section of many.
const SKETCH_EFFORT: Effort = Effort {
    changes: 200_000,
    restarts: 2,
};

const SKETCH_BUDGET: Budget = Budget {
    work: 4_000_000,
    nodes: 500,
    cells: 100_000,
    ..Budget::PROPOSAL
};

/// A plan of the front.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontPlan {
    /// Who goes where.
    pub plan: Plan,
    /// What it means for the town.
    pub measures: Measures,
    /// Moves of households already housed.
    pub moves: u32,
    /// How far it may be from the best of its kind, as a part; 0: proven; `None`: unknown.
    pub gap: Option<f64>,
}

/// The front, and in what its price is counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Front {
    /// Cost, ways or scores.
    pub price: Stage,
    /// From the cheapest to the most even plan; one, if the cheapest is the most even.
    pub plans: Vec<FrontPlan>,
}

/// What the step from one plan of the front to the next more even one costs and brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// More euros per month.
    pub euros_per_month: f64,
    /// More kilometres to the preferred districts, where they are known.
    pub kilometres: Option<f64>,
    /// More days without a place, of all persons together on each day: nought, as unmet people
    /// come before everything at each point.
    pub waiting_days: i64,
    /// By how much the highest load falls (0.01: a percentage point of the district's share);
    /// nought where it stays.
    pub load: f64,
    /// By how much the mean load falls.
    pub mean_load: f64,
    /// How many persons fewer live in the district that was the worst, where the highest load
    /// falls; else nought.
    pub persons: i64,
}

/// The front of a drawn up batch; `None` where nothing has a price or nobody needs a place.
pub fn draw_front(scenario: &Scenario, draft: &Draft) -> Option<Front> {
    drawn(scenario, draft, EFFORT, BUDGET)
}

/// The same with less effort: the points may lie somewhat farther from the best.
pub fn sketch_front(scenario: &Scenario, draft: &Draft) -> Option<Front> {
    drawn(scenario, draft, SKETCH_EFFORT, SKETCH_BUDGET)
}

fn drawn(scenario: &Scenario, draft: &Draft, effort: Effort, budget: Budget) -> Option<Front> {
    let batch = &draft.batch;
    let price = [Stage::Cost, Stage::Distance, Stage::Score]
        .into_iter()
        .find(|&stage| has_a_price(batch, stage))?;
    let points = front(batch, price, effort, budget).into_iter();
    let plans = points.map(|point| FrontPlan {
        measures: measures(scenario, draft, &point.plan),
        moves: u32::try_from(point.plan.value(batch, Stage::Moves)).unwrap_or(u32::MAX),
        plan: point.plan,
        gap: point.gap,
    });
    let plans = plans.fold(Vec::new(), |mut kept: Vec<FrontPlan>, plan| {
        if kept
            .last()
            .is_none_or(|last| !look_alike(&last.measures, &plan.measures))
        {
            kept.push(plan);
        }
        kept
    });
    Some(Front { price, plans })
}

/// Whether two plans show the same numbers: whole euros, tenths of a kilometre and of a
/// percentage point, thousandths of D.
fn look_alike(one: &Measures, other: &Measures) -> bool {
    let near = |one: f64, other: f64, step: f64| (one - other).abs() < step / 2.0;
    let both = |one: Option<f64>, other: Option<f64>, step: f64| match (one, other) {
        (Some(one), Some(other)) => near(one, other, step),
        (one, other) => one.is_none() && other.is_none(),
    };
    let worst = |of: &Measures| of.worst.map(|(_, load)| load);
    near(one.cost_eur_per_month, other.cost_eur_per_month, 1.0)
        && both(worst(one), worst(other), 1e-3)
        && both(one.kilometres, other.kilometres, 0.1)
        && both(one.dissimilarity, other.dissimilarity, 1e-3)
        && both(one.score, other.score, 1e-3)
}

/// Whether places differ in a stage that is weighed.
fn has_a_price(batch: &Batch, stage: Stage) -> bool {
    let table = batch.table(stage);
    batch.stages.contains(&stage) && table.iter().any(|entry| *entry != table[0])
}

impl Front {
    /// The steps, from each plan to the next.
    pub fn steps(&self) -> Vec<Step> {
        let pairs = self.plans.windows(2);
        pairs
            .map(|pair| step(&pair[0].measures, &pair[1].measures))
            .collect()
    }
}

/// Loads nearer than this are the same.
const SAME_LOAD: f64 = 1e-9;

fn step(from: &Measures, to: &Measures) -> Step {
    let load = |of: &Measures| of.worst.map_or(0.0, |(_, load)| load);
    let fallen = load(from) - load(to);
    let falls = fallen > SAME_LOAD;
    // Where another district stays as loaded, fewer persons in one of the two bring nothing.
    let persons = from.worst.filter(|_| falls).map_or(0, |(district, _)| {
        from.district_persons[district] - to.district_persons[district]
    });
    Step {
        euros_per_month: to.cost_eur_per_month - from.cost_eur_per_month,
        kilometres: from.kilometres.zip(to.kilometres).map(|(from, to)| to - from),
        waiting_days: i64::from(to.unmet.1) - i64::from(from.unmet.1),
        load: if falls { fallen } else { 0.0 },
        mean_load: from.mean_load - to.mean_load,
        persons,
    }
}

impl Step {
    /// Euros per month for each percentage point by which the highest load falls.
    pub fn euros_per_point(&self) -> Option<f64> {
        (self.load > SAME_LOAD).then(|| self.euros_per_month / (100.0 * self.load))
    }

    /// Euros per month for each person fewer in the district that was the worst.
    pub fn euros_per_person(&self) -> Option<f64> {
        (self.persons > 0).then(|| self.euros_per_month / self.persons as f64)
    }
}
