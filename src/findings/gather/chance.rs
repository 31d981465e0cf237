//! What chance alone would give: the dissimilarity of people placed at random.

use crate::findings::quantity::{Figure, Quantity, Unit};
use crate::findings::statistics::{self, LEVEL};
use crate::findings::summary::set;
use crate::mixing::{Contrast, expected_dissimilarity};
use crate::scenario::Scenario;
use crate::simulation::Outcome;
use crate::text;
use std::collections::BTreeMap;

/// Behind D stands what chance would give: households of mean size placed at random among the
/// residents, exactly.
pub(super) fn insert_random_dissimilarity(
    figures: &mut Vec<Figure>,
    scenario: &Scenario,
    outcomes: &[Outcome],
) {
    let mut known = BTreeMap::new();
    let expected: Vec<f64> = outcomes
        .iter()
        .filter_map(|outcome| {
            let end = outcome.flow.housed_end;
            *known
                .entry((end.households, end.persons))
                .or_insert_with(|| random_dissimilarity(scenario, end.households, end.persons))
        })
        .collect();
    let Some(at) = figures.iter().position(|figure| figure.id == "dissimilarity_end") else {
        return;
    };
    let mut figure = Figure {
        id: "dissimilarity_end_if_random",
        name: text!("D bei zufälliger Verteilung", "D if placed at random"),
        definition: text!(
            "Erwartungswert von D, wenn gleich viele Haushalte zufällig nach der Einwohnerzahl verteilt würden: So viel Ungleichheit entsteht schon durch Zufall.",
            "Expectation of D if as many households were placed at random in proportion to the residents: chance alone gives that much unevenness."
        ),
        unit: Unit::Index,
        value: Quantity::None,
        low: Quantity::None,
        high: Quantity::None,
        level: LEVEL,
        spread: None,
        count: None,
    };
    if !expected.is_empty() {
        set(&mut figure, statistics::mean(&expected));
    }
    figures.insert(at + 1, figure);
}

fn random_dissimilarity(scenario: &Scenario, households: u32, persons: u32) -> Option<f64> {
    if households == 0 {
        return None;
    }
    let size = f64::from(persons) / f64::from(households);
    let residents: Vec<f64> = scenario
        .town
        .districts
        .iter()
        .map(|district| libm::round(district.residents / size))
        .collect();
    let all: f64 = residents.iter().sum();
    // Only the size of the group matters for the expectation, so it may stand anywhere.
    let mut group = vec![0.0; residents.len()];
    let mut rest = f64::from(households).min(all);
    for (here, residents) in group.iter_mut().zip(&residents) {
        *here = rest.min(*residents);
        rest -= *here;
    }
    expected_dissimilarity(&Contrast::new(&group, &residents).ok()?)
}
