//! From what the replications left behind to findings.

mod chance;
mod days;
mod housing;
mod summary;
mod years;

pub(super) use days::days;
pub(super) use summary::{Head, summed_up};

use super::figures::{Summary, View, kinds_of};
use super::information;
use super::services;
use super::shocks;
use super::{Column, Estimate, Figure, Findings, Unit};
use crate::calendar::{Calendar, Date};
use crate::monte_carlo::Ensemble;
use crate::scenario::Scenario;
use crate::simulation::Outcome;
use crate::text;

/// What the replications of a scenario say together.
pub fn gather(scenario: &Scenario, ensemble: &Ensemble) -> Findings {
    let columns = columns(scenario, ensemble);
    let mut figures: Vec<Figure> = kinds_of(scenario)
        .zip(&columns)
        .map(|(kind, column)| {
            let (name, definition) = (kind.words)();
            let head = Head {
                id: kind.id,
                unit: kind.unit,
                summary: kind.summary,
                name,
                definition,
            };
            summed_up(head, &column.values, &scenario.calendar)
        })
        .collect();
    chance::insert_random_dissimilarity(&mut figures, scenario, &ensemble.outcomes);
    if !scenario.concept.is_empty() {
        figures.push(openings_without_notice(scenario, &ensemble.outcomes));
    }
    Findings {
        scenario: scenario.name.clone(),
        seed: scenario.seed,
        replications: ensemble.outcomes.len() as u32,
        calendar: scenario.calendar.clone(),
        figures,
        daily: days::courses(scenario, ensemble),
        districts: housing::districts(scenario, &ensemble.outcomes),
        sites: housing::sites(scenario, &ensemble.outcomes),
        years: years::years(scenario, &ensemble.outcomes),
        columns: columns
            .into_iter()
            .map(|column| as_dates(column, &scenario.calendar))
            .collect(),
        shortage_by_month: years::months(scenario, &ensemble.outcomes),
        services: services::gather(scenario, ensemble),
        steps: super::ladder::steps(scenario, &ensemble.outcomes),
        surges: shocks::surges(scenario, &ensemble.outcomes),
        shocks: shocks::shocks(scenario, &ensemble.outcomes),
        judgement: scenario.judgement,
        variant: scenario.variant.clone(),
        warning: super::warning::gather(scenario, &ensemble.outcomes),
        stories: Vec::new(),
    }
}

/// The values of every figure in every replication; dates are days from the start.
pub fn columns(scenario: &Scenario, ensemble: &Ensemble) -> Vec<Column> {
    let residents: Vec<f64> = scenario
        .town
        .districts
        .iter()
        .map(|district| district.residents)
        .collect();
    kinds_of(scenario)
        .map(|kind| Column {
            id: kind.id,
            unit: kind.unit,
            values: ensemble
                .outcomes
                .iter()
                .map(|outcome| {
                    (kind.of)(&View {
                        outcome,
                        calendar: &scenario.calendar,
                        residents: &residents,
                        tolerated: scenario.judgement.tolerated,
                    })
                })
                .collect(),
        })
        .collect()
}

/// Days from the start become days since 1970.
fn as_dates(mut column: Column, calendar: &Calendar) -> Column {
    if column.unit == Unit::Date {
        let epoch = calendar.start.days_since(Date(jiff::civil::date(1970, 1, 1))) as f64;
        for value in column.values.iter_mut().flatten() {
            *value += epoch;
        }
    }
    column
}

/// Openings of which the neighbours did not hear in time.
fn openings_without_notice(scenario: &Scenario, outcomes: &[Outcome]) -> Figure {
    let values = information::breaches(scenario, outcomes);
    let head = Head {
        id: information::FIGURE,
        unit: Unit::Times,
        summary: Summary::Mean,
        name: text!(
            "Eröffnungen ohne rechtzeitige Information",
            "Openings without timely information"
        ),
        definition: text!(
            "Eröffnungen von Unterkünften nach dem ersten Tag, von denen die Nachbarschaft später erfährt, als die Regeln des Konzepts verlangen, oder gar nicht; Mittel der Rechnungen. Bei Notunterkünften gilt der Tag des Beschlusses als Tag der Information, wenn kein früherer eingetragen ist.",
            "Openings of sites after the first day of which the neighbours hear later than the rules of the concept ask for, or not at all; mean of the replications. For emergency sites the day of the decision counts as the day of information where no earlier one is entered."
        ),
    };
    let values: Vec<Option<f64>> = values.into_iter().map(Some).collect();
    summed_up(head, &values, &scenario.calendar)
}

/// Mean of something over the replications.
fn over(outcomes: &[Outcome], of: impl Fn(&Outcome) -> f64) -> Estimate {
    super::statistics::mean(&outcomes.iter().map(of).collect::<Vec<f64>>())
}
