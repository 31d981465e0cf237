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
    /// By how much the highest load falls (0.01: a percentage point of the district's share).
    pub load: f64,
    /// How many persons fewer live in the district that was the worst.
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
    Some(Front {
        price,
        plans: plans.collect(),
    })
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

fn step(from: &Measures, to: &Measures) -> Step {
    let worst = from.worst.map(|(district, _)| district);
    let load = |of: &Measures| of.worst.map_or(0.0, |(_, load)| load);
    Step {
        euros_per_month: to.cost_eur_per_month - from.cost_eur_per_month,
        kilometres: from.kilometres.zip(to.kilometres).map(|(from, to)| to - from),
        waiting_days: i64::from(to.unmet.1) - i64::from(from.unmet.1),
        load: load(from) - load(to),
        persons: worst.map_or(0, |district| {
            from.district_persons[district] - to.district_persons[district]
        }),
    }
}

impl Step {
    /// Euros per month for each percentage point by which the highest load falls.
    pub fn euros_per_point(&self) -> Option<f64> {
        (self.load > 1e-9).then(|| self.euros_per_month / (100.0 * self.load))
    }

    /// Euros per month for each person fewer in the district that was the worst.
    pub fn euros_per_person(&self) -> Option<f64> {
        (self.persons > 0).then(|| self.euros_per_month / self.persons as f64)
    }
}
