//! From what the replications left behind to findings.

mod chance;
mod housing;
mod over;
mod years;

use super::days;
use super::figures::{Summary, View, kinds_of};
use super::information;
use super::preferences;
use super::quantity::{Figure, Unit};
use super::services;
use super::shocks;
use super::summary::{Head, since_1970, summed_up};
use super::town::Column;
use super::whole::Findings;
use crate::calendar::Calendar;
use crate::monte_carlo::Ensemble;
use crate::placement::Stage;
use crate::policy::Rule;
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
        figures.extend(openings_without_follow_up(scenario, &ensemble.outcomes));
    }
    figures.extend(preferences::figures(scenario, &ensemble.outcomes));
    figures.extend(gap_of_the_balanced_rule(scenario, &ensemble.outcomes));
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
        preferences: preferences::gather(scenario, &ensemble.outcomes),
        stories: Vec::new(),
        parts: super::parts::gather(scenario, ensemble),
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
    column.values = since_1970(column.values, column.unit, calendar);
    column
}

/// How near the balanced rule comes to a bound; nothing with another rule.
fn gap_of_the_balanced_rule(scenario: &Scenario, outcomes: &[Outcome]) -> Option<Figure> {
    let Rule::Balanced(balance) = &scenario.policy.rule else {
        return None;
    };
    if !balance.stages.contains(&Stage::Overload) {
        return None;
    }
    let values: Vec<Option<f64>> = outcomes.iter().map(|outcome| outcome.gaps.mean()).collect();
    let head = Head {
        id: super::figures::BALANCED_GAP,
        unit: Unit::Share,
        summary: Summary::Mean,
        name: text!(
            "Abstand der ausgewogenen Belegung zur Schranke",
            "Gap of the balanced policy to its bound"
        ),
        definition: text!(
            "Um welchen Teil die höchste Belastung eines Stadtteils nach einer Belegung höchstens über dem liegt, was mit ebenso vielen, beliebig aufgeteilten Personen erreichbar wäre; Mittel der Belegungen und der Rechnungen.",
            "By what part the highest load of a district after a placement lies at most above what as many persons, divided at will, could reach; mean of the placements and of the replications."
        ),
    };
    Some(summed_up(head, &values, &scenario.calendar))
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

/// Emergency openings that no meeting with the neighbours follows in time; `None` where nothing
/// can open in an emergency.
fn openings_without_follow_up(scenario: &Scenario, outcomes: &[Outcome]) -> Option<Figure> {
    if !scenario.sites.iter().any(|site| site.emergency) && scenario.ladder.is_empty() {
        return None;
    }
    let head = Head {
        id: information::FOLLOW_UP_FIGURE,
        unit: Unit::Times,
        summary: Summary::Mean,
        name: text!(
            "Eröffnungen im Notfall ohne Versammlung danach",
            "Emergency openings without a meeting after them"
        ),
        definition: text!(
            "Eröffnungen im Notfall nach dem ersten Tag, nach denen sich die Stadt nicht so bald mit der Nachbarschaft trifft, wie die Regeln des Konzepts verlangen; Mittel der Rechnungen. Es zählen eingetragene Termine und Maßnahmen, die solche Treffen bringen.",
            "Emergency openings after the first day that no meeting of the town with the neighbours follows as soon as the rules of the concept ask for; mean of the replications. Dates that are entered count, and measures that bring such meetings."
        ),
    };
    let values = information::without_follow_up(scenario, outcomes);
    let values: Vec<Option<f64>> = values.into_iter().map(Some).collect();
    Some(summed_up(head, &values, &scenario.calendar))
}
