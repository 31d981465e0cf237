//! Calendar years and months: the accounts, and how likely a shortage is.

use super::over::over;
use crate::findings::statistics;
use crate::findings::town::{MonthRisk, YearFindings};
use crate::scenario::Scenario;
use crate::simulation::Outcome;
use crate::text;
use crate::text::Text;

pub(super) fn years(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<YearFindings> {
    let starts = scenario.calendar.years();
    let kinds = scenario.kinds.len();
    starts
        .iter()
        .enumerate()
        .map(|(index, &(first, year))| {
            let end = starts
                .get(index + 1)
                .map_or(scenario.calendar.days, |(next, _)| *next);
            let ladder = |outcome: &Outcome| outcome.accounts.ladder[index];
            let measures = |outcome: &Outcome| outcome.accounts.measures[index];
            let operation = |outcome: &Outcome| {
                outcome.accounts.operation[index * kinds..(index + 1) * kinds]
                    .iter()
                    .copied()
                    .sum::<crate::units::Money>()
                    + ladder(outcome)
                    + measures(outcome)
            };
            let accounts = |outcome: &Outcome| {
                (
                    outcome.accounts.investment[index],
                    outcome.accounts.revenue[index],
                )
            };
            YearFindings {
                year,
                days: end - first,
                operation_by_kind: scenario
                    .kinds
                    .iter()
                    .enumerate()
                    .map(|(kind, entry)| {
                        let cost = over(outcomes, |outcome| {
                            outcome.accounts.operation[index * kinds + kind].eur()
                        });
                        (Text::same(&entry.name), cost)
                    })
                    .chain((!scenario.ladder.is_empty()).then(|| {
                        let name = text!("Stufen des Notfallplans", "Steps of the ladder");
                        (name, over(outcomes, |outcome| ladder(outcome).eur()))
                    }))
                    .chain(acts(scenario).then(|| {
                        let name = text!("Maßnahmen", "Measures");
                        (name, over(outcomes, |outcome| measures(outcome).eur()))
                    }))
                    .collect(),
                operation: over(outcomes, |outcome| operation(outcome).eur()),
                investment: over(outcomes, |outcome| accounts(outcome).0.eur()),
                revenue: over(outcomes, |outcome| accounts(outcome).1.eur()),
                net: over(outcomes, |outcome| {
                    let (investment, revenue) = accounts(outcome);
                    (operation(outcome) + investment - revenue).eur()
                }),
                unmet_person_nights: over(outcomes, |outcome| outcome.unmet_by_year[index] as f64),
            }
        })
        .collect()
}

/// Whether a measure acts.
fn acts(scenario: &Scenario) -> bool {
    scenario.concept.measures.iter().any(|measure| measure.acts)
}

pub(super) fn months(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<MonthRisk> {
    scenario
        .calendar
        .months()
        .iter()
        .enumerate()
        .map(|(index, &day)| {
            let count = outcomes
                .iter()
                .filter(|outcome| outcome.is_short_in_month[index])
                .count() as u32;
            MonthRisk {
                month: scenario.calendar.date(day),
                count,
                probability: statistics::probability(count, outcomes.len() as u32),
            }
        })
        .collect()
}
