//! From what the replications left behind to findings.

use super::figures::{Summary, View, kinds_of};
use super::information;
use super::preferences;
use super::services;
use super::shocks;
use super::statistics::{self, LEVEL};
use super::{
    Column, DailySeries, DistrictFindings, Estimate, Figure, Findings, MonthRisk, Quantity, SiteFindings,
    Unit, YearFindings,
};
use crate::calendar::{Calendar, Date};
use crate::mixing::{Contrast, expected_dissimilarity};
use crate::monte_carlo::Ensemble;
use crate::scenario::Scenario;
use crate::simulation::{Course, Outcome, Quantity as Daily};
use crate::site::{Opening, Site};
use crate::text;
use crate::text::Text;
use rayon::prelude::*;
use std::collections::BTreeMap;

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
    insert_random_dissimilarity(&mut figures, scenario, &ensemble.outcomes);
    if !scenario.concept.is_empty() {
        figures.push(openings_without_notice(scenario, &ensemble.outcomes));
        figures.extend(openings_without_follow_up(scenario, &ensemble.outcomes));
    }
    figures.extend(preferences::figures(scenario, &ensemble.outcomes));
    Findings {
        scenario: scenario.name.clone(),
        seed: scenario.seed,
        replications: ensemble.outcomes.len() as u32,
        calendar: scenario.calendar.clone(),
        figures,
        daily: SERIES
            .iter()
            .map(|series| daily(series, scenario, ensemble))
            .collect(),
        districts: districts(scenario, &ensemble.outcomes),
        sites: sites(scenario, &ensemble.outcomes),
        years: years(scenario, &ensemble.outcomes),
        columns: columns
            .into_iter()
            .map(|column| as_dates(column, &scenario.calendar))
            .collect(),
        shortage_by_month: months(scenario, &ensemble.outcomes),
        services: services::gather(scenario, ensemble),
        steps: super::ladder::steps(scenario, &ensemble.outcomes),
        surges: shocks::surges(scenario, &ensemble.outcomes),
        shocks: shocks::shocks(scenario, &ensemble.outcomes),
        judgement: scenario.judgement,
        variant: scenario.variant.clone(),
        warning: super::warning::gather(scenario, &ensemble.outcomes),
        preferences: preferences::gather(scenario, &ensemble.outcomes),
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

/// What a figure is, before it has a value.
pub(super) struct Head {
    pub id: &'static str,
    pub unit: Unit,
    pub summary: Summary,
    pub name: Text,
    pub definition: Text,
}

/// A figure from its values in the replications.
pub(super) fn summed_up(head: Head, values: &[Option<f64>], calendar: &Calendar) -> Figure {
    let seen: Vec<f64> = values.iter().flatten().copied().collect();
    let mut figure = Figure {
        id: head.id,
        name: head.name,
        definition: head.definition,
        unit: head.unit,
        value: Quantity::None,
        low: Quantity::None,
        high: Quantity::None,
        level: LEVEL,
        spread: None,
        count: None,
    };
    match head.summary {
        Summary::Mean | Summary::Probability if seen.is_empty() => {}
        Summary::Mean => {
            set(&mut figure, statistics::mean(&seen));
            figure.spread = spread(seen);
        }
        Summary::Probability => {
            let count = seen.iter().filter(|value| **value > 0.5).count() as u32;
            figure.count = Some(count);
            set(&mut figure, statistics::probability(count, values.len() as u32));
        }
        Summary::MedianDate => median(&mut figure, values, |day| {
            Quantity::Date(calendar.date(day as u32))
        }),
        Summary::MedianNumber => median(&mut figure, values, Quantity::Number),
    }
    figure
}

fn set(figure: &mut Figure, estimate: Estimate) {
    figure.value = Quantity::Number(estimate.value);
    figure.low = Quantity::Number(estimate.low);
    figure.high = Quantity::Number(estimate.high);
}

/// The middle 90 % of the replications.
fn spread(mut values: Vec<f64>) -> Option<(Quantity, Quantity)> {
    (values.len() >= statistics::FEWEST_FOR_TAILS).then(|| {
        values.sort_by(f64::total_cmp);
        let at = |part| Quantity::Number(statistics::interpolated(&values, part));
        (at(0.05), at(0.95))
    })
}

/// The median over all replications; those without an event count as never.
fn median(figure: &mut Figure, values: &[Option<f64>], shown: impl Fn(f64) -> Quantity) {
    let mut days: Vec<f64> = values.iter().map(|day| day.unwrap_or(f64::INFINITY)).collect();
    days.sort_by(f64::total_cmp);
    let as_date = |day: f64| {
        if day.is_finite() {
            shown(day)
        } else {
            Quantity::None
        }
    };
    // A day that was seen, not one between two: the lower of the two middle ones.
    let at = |part: f64| {
        days.get((part * (days.len() as f64 - 1.0)) as usize)
            .copied()
            .unwrap_or(f64::INFINITY)
    };
    figure.value = as_date(at(0.5));
    if days.len() == 1 {
        (figure.low, figure.high) = (figure.value, figure.value);
    }
    if let Some(estimate) = statistics::quantile(&days, 0.5) {
        figure.low = as_date(estimate.low);
        figure.high = as_date(estimate.high);
    }
    if days.len() >= statistics::FEWEST_FOR_TAILS {
        figure.spread = Some((as_date(at(0.05)), as_date(at(0.95))));
    }
}

/// Behind D stands what chance would give: households of mean size placed at random among the
/// residents, exactly.
fn insert_random_dissimilarity(figures: &mut Vec<Figure>, scenario: &Scenario, outcomes: &[Outcome]) {
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

/// A quantity whose course is shown.
struct Series {
    id: &'static str,
    words: fn() -> (Text, Text),
    of: fn(&Course, usize) -> u32,
}

const SERIES: &[Series] = &[
    Series {
        id: "needed",
        words: || {
            (
                text!("Bedarf", "Need"),
                text!(
                    "Personen, die untergebracht sind oder auf einen Platz warten.",
                    "Persons housed or waiting for a place."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Housed) + course.at(day, Daily::Waiting),
    },
    Series {
        id: "places",
        words: || {
            (
                text!("Nutzbare Plätze", "Usable places"),
                text!(
                    "Nutzbare Plätze in regulären Unterkünften, die es an dem Tag gibt.",
                    "Usable places in regular sites that are there on the day."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Places),
    },
    Series {
        id: "housed",
        words: || {
            (
                text!("Untergebracht", "Housed"),
                text!("Personen in regulären Unterkünften.", "Persons in regular sites."),
            )
        },
        of: |course, day| course.at(day, Daily::Housed),
    },
    Series {
        id: "waiting",
        words: || {
            (
                text!("Ohne regulären Platz", "Without a regular place"),
                text!(
                    "Personen, die auf einen regulären Platz warten, mit oder ohne Notplatz.",
                    "Persons waiting for a regular place, in emergency accommodation or not."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Waiting),
    },
    Series {
        id: "emergency",
        words: || {
            (
                text!("In Notunterkünften", "In emergency sites"),
                text!(
                    "Personen, die in Notunterkünften schlafen.",
                    "Persons who sleep in emergency sites."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Emergency),
    },
    Series {
        id: "unmet",
        words: || {
            (
                text!("Ganz ohne Platz", "Without any place"),
                text!(
                    "Personen ohne regulären Platz und ohne Notplatz.",
                    "Persons with neither a regular nor an emergency place."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Waiting) - course.at(day, Daily::Emergency),
    },
    Series {
        id: "free_usable_places",
        words: || {
            (
                text!("Freie nutzbare Plätze", "Free usable places"),
                text!(
                    "Betten in regulären Unterkünften, die noch jemandem gegeben werden könnten.",
                    "Beds in regular sites that could still be given to somebody."
                ),
            )
        },
        of: |course, day| course.at(day, Daily::Free),
    },
];

fn daily(series: &Series, scenario: &Scenario, ensemble: &Ensemble) -> DailySeries {
    let (name, definition) = (series.words)();
    let days = days(scenario.calendar.days as usize, |day, values| {
        values.extend(ensemble.courses.iter().map(|course| (series.of)(course, day)));
    });
    DailySeries {
        id: series.id,
        name,
        definition,
        mean: days.iter().map(|(mean, _)| *mean).collect(),
        quantiles: days.into_iter().map(|(_, quantiles)| quantiles).collect(),
    }
}

/// Mean and quantiles of each day, from the numbers of all replications.
pub(super) fn days(count: usize, collect: impl Fn(usize, &mut Vec<u32>) + Sync) -> Vec<(f64, [f64; 5])> {
    (0..count)
        .into_par_iter()
        .map_init(Vec::new, |values: &mut Vec<u32>, day| {
            values.clear();
            collect(day, values);
            values.sort_unstable();
            let sum: u64 = values.iter().map(|value| u64::from(*value)).sum();
            let mean = sum as f64 / values.len().max(1) as f64;
            (mean, [0.05, 0.25, 0.5, 0.75, 0.95].map(|part| rank(values, part)))
        })
        .collect()
}

/// Quantile of sorted whole numbers, interpolated (type 7).
fn rank(sorted: &[u32], part: f64) -> f64 {
    let at = part * (sorted.len().max(1) - 1) as f64;
    let below = at as usize;
    let a = f64::from(sorted.get(below).copied().unwrap_or(0));
    let b = sorted.get(below + 1).map_or(a, |next| f64::from(*next));
    a + (b - a) * (at - below as f64)
}

/// Mean of something over the replications.
fn over(outcomes: &[Outcome], of: impl Fn(&Outcome) -> f64) -> Estimate {
    statistics::mean(&outcomes.iter().map(of).collect::<Vec<f64>>())
}

fn scaled(estimate: Estimate, factor: f64) -> Estimate {
    Estimate {
        value: estimate.value * factor,
        low: estimate.low * factor,
        high: estimate.high * factor,
    }
}

fn districts(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<DistrictFindings> {
    let nights = f64::from(scenario.calendar.days);
    scenario
        .town
        .districts
        .iter()
        .enumerate()
        .map(|(index, district)| {
            let per_thousand = if district.residents > 0.0 {
                1000.0 / district.residents
            } else {
                0.0
            };
            let housed = over(outcomes, |outcome| outcome.district_nights[index] as f64 / nights);
            let housed_end = over(outcomes, |outcome| f64::from(outcome.district_end[index]));
            let places = |when: usize| {
                over(outcomes, |outcome| {
                    f64::from(outcome.district_places[index][when])
                })
                .value
            };
            DistrictFindings {
                id: district.id.clone(),
                name: district.name.clone(),
                residents: district.residents,
                housed,
                housed_end,
                per_thousand: scaled(housed, per_thousand),
                per_thousand_end: scaled(housed_end, per_thousand),
                places: (places(0), places(1)),
                target_share: scenario
                    .policy
                    .rule
                    .targets()
                    .and_then(|targets| targets.get(index).copied()),
            }
        })
        .collect()
}

fn sites(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<SiteFindings> {
    scenario
        .sites
        .iter()
        .enumerate()
        .map(|(index, site)| {
            let per_open_night = |outcome: &Outcome| {
                outcome.site_nights[index] as f64 / f64::from(outcome.site_open_days[index].max(1))
            };
            let occupied = over(outcomes, per_open_night);
            SiteFindings {
                id: site.id.clone(),
                name: site.name.clone(),
                district: scenario.town.districts[site.district.index()].id.clone(),
                kind: scenario.kinds[site.kind.index()].name.clone(),
                nominal_places: site.nominal_places(),
                usable_places: site.usable_places(),
                occupied,
                occupancy: scaled(occupied, 1.0 / f64::from(site.nominal_places().max(1))),
                peak: over(outcomes, |outcome| f64::from(outcome.site_peak[index])),
                cost_eur: over(outcomes, |outcome| outcome.accounts.by_site[index].eur()),
                dates: dates(site, &scenario.calendar),
            }
        })
        .collect()
}

/// First and last night as the scenario says.
fn dates(site: &Site, calendar: &Calendar) -> (Option<Date>, Option<Date>) {
    let date = |day: i64| calendar.start.plus_days(day);
    match &site.opening {
        Opening::Fixed { from, until }
        | Opening::Planned { from, until, .. }
        | Opening::OnNeed { from, until, .. } => ((*from > 0).then(|| date(*from)), until.map(date)),
        Opening::Never => (None, None),
    }
}

/// Whether a measure acts.
fn acts(scenario: &Scenario) -> bool {
    scenario.concept.measures.iter().any(|measure| measure.acts)
}

fn years(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<YearFindings> {
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
                        (entry.name.clone(), cost)
                    })
                    .chain((!scenario.ladder.is_empty()).then(|| {
                        let name = text!("Stufen des Notfallplans", "steps of the ladder");
                        (name.de, over(outcomes, |outcome| ladder(outcome).eur()))
                    }))
                    .chain(acts(scenario).then(|| {
                        let name = text!("Maßnahmen", "measures");
                        (name.de, over(outcomes, |outcome| measures(outcome).eur()))
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

fn months(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<MonthRisk> {
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
