//! What a plan means for the town: who has no place, the worst district, D, cost, ways.

use super::draft::{Draft, Ways};
use crate::mixing::{Contrast, dissimilarity};
use crate::placement::{Plan, Stage};
use crate::scenario::Scenario;

/// What a plan means for the town.
#[derive(Clone, Debug, PartialEq)]
pub struct Measures {
    /// Households and persons without a place.
    pub unmet: (u32, u32),
    /// Persons in placement in each district.
    pub district_persons: Vec<i64>,
    /// The district with the highest load, and its load: its part of all placements by its target
    /// part (1: exactly its target).
    pub worst: Option<(usize, f64)>,
    /// The load that a placed person meets on average (1: every district has its target).
    pub mean_load: f64,
    /// Dissimilarity of people in placement and residents; `None` where it has no meaning.
    pub dissimilarity: Option<f64>,
    /// Cost of the places given, in euros per month.
    pub cost_eur_per_month: f64,
    /// Kilometres to the preferred districts, all households together, where they are known.
    pub kilometres: Option<f64>,
    /// Households outside the district where they want to live.
    pub outside_wish: u32,
    /// Sum of the scores, where there is a table.
    pub score: Option<f64>,
}

/// Thousandths of a euro per day to euros per month.
pub const EUR_PER_MONTH: f64 = 365.0 / 12.0 / 1000.0;

/// Measures a plan.
pub fn measures(scenario: &Scenario, draft: &Draft, plan: &Plan) -> Measures {
    let batch = &draft.batch;
    let left_out = || (0..plan.0.len()).filter(|&row| plan.0[row].is_none());
    let persons = plan.district_persons(batch);
    let all: i64 = persons.iter().sum();
    let load = |district: usize| -> f64 {
        persons[district] as f64 * batch.districts[district].inverse as f64 / 1e6 / (all.max(1) as f64)
    };
    let loads = (0..persons.len()).map(|district| (district, load(district)));
    let worst = loads.fold(None, |worst: Option<(usize, f64)>, next| match worst {
        Some(worst) if worst.1 >= next.1 => Some(worst),
        _ => Some(next),
    });
    let outside = |&(row, vacancy): &(usize, usize)| {
        let wish = draft.household(scenario, row).prefers;
        wish.is_some_and(|wish| wish.index() != batch.vacancies[vacancy].district)
    };
    Measures {
        unmet: (
            left_out().count() as u32,
            left_out().map(|row| batch.households[row].persons).sum(),
        ),
        worst: worst.filter(|_| all > 0),
        mean_load: (0..persons.len())
            .map(|district| persons[district] as f64 / (all.max(1) as f64) * load(district))
            .sum(),
        dissimilarity: unevenness(scenario, &persons),
        cost_eur_per_month: plan.value(batch, Stage::Cost) as f64 * EUR_PER_MONTH,
        kilometres: (draft.ways == Ways::Metres).then(|| plan.value(batch, Stage::Distance) as f64 / 1000.0),
        outside_wish: plan.placed().filter(outside).count() as u32,
        score: (!batch.scores.is_empty())
            .then(|| -(plan.value(batch, Stage::Score) as f64) * draft.score_step()),
        district_persons: persons,
    }
}

fn unevenness(scenario: &Scenario, persons: &[i64]) -> Option<f64> {
    let group: Vec<f64> = persons.iter().map(|&persons| persons as f64).collect();
    let districts = scenario.town.districts.iter();
    let totals: Vec<f64> = districts
        .zip(&group)
        .map(|(district, placed)| district.residents + placed)
        .collect();
    dissimilarity(&Contrast::new(&group, &totals).ok()?)
}
