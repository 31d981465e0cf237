//! Parts of a run that can be laid beside those of another one: services, steps of the ladder,
//! surges, shocks, years. Their values are known in every replication, so that differences rest
//! on the same futures.
//!
//! Unlike in the tables of one run, a value counts in all replications, also in those in which
//! nothing happens: only so is a difference that of the whole.

use super::figures::Summary;
use super::quantity::{Figure, Unit};
use super::services;
use super::summary::{Head, since_1970, summed_up};
use crate::calendar::Calendar;
use crate::monte_carlo::Ensemble;
use crate::scenario::Scenario;
use crate::simulation::Outcome;
use crate::text;
use crate::text::Text;
use crate::units::Money;

/// A part of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub sort: Sort,
    /// Its id among those of its sort.
    pub id: String,
    /// Its name for people.
    pub name: Text,
    /// Its values.
    pub values: Vec<PartValue>,
}

/// A value of a part.
#[derive(Clone, Debug, PartialEq)]
pub struct PartValue {
    /// Its id within the part.
    pub id: String,
    /// What the replications say together.
    pub figure: Figure,
    /// The value in every replication; dates are days since 1970-01-01.
    pub values: Vec<Option<f64>>,
}

/// Sorts of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A service.
    Service,
    /// A step of the ladder.
    Step,
    /// A surge.
    Surge,
    /// A shock.
    Shock,
    /// A calendar year.
    Year,
}

impl Sort {
    /// Every sort, in the order in which they are told.
    pub const ALL: [Sort; 5] = [Sort::Service, Sort::Surge, Sort::Shock, Sort::Step, Sort::Year];

    /// Its name in machine formats.
    pub fn code(self) -> &'static str {
        match self {
            Sort::Service => "service",
            Sort::Step => "step",
            Sort::Surge => "surge",
            Sort::Shock => "shock",
            Sort::Year => "year",
        }
    }

    /// The sort with this name in machine formats.
    pub fn from_code(code: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// The name of a value among all values of a run: `service/kurs/in_time_share`.
pub fn path(sort: Sort, part: &str, value: &str) -> String {
    format!("{}/{part}/{value}", sort.code())
}

/// All parts of a run.
pub fn gather(scenario: &Scenario, ensemble: &Ensemble) -> Vec<Part> {
    let reader = Reader {
        outcomes: &ensemble.outcomes,
        calendar: &scenario.calendar,
    };
    let mut all = services_of(scenario, ensemble);
    all.extend(surges(scenario, reader));
    all.extend(shocks(scenario, reader));
    all.extend(steps(scenario, reader));
    all.extend(years(scenario, reader));
    all
}

fn services_of(scenario: &Scenario, ensemble: &Ensemble) -> Vec<Part> {
    let part = |(index, service): (usize, &crate::service::Service)| Part {
        sort: Sort::Service,
        id: service.id.clone(),
        name: Text::same(&service.name),
        values: services::valued(scenario, ensemble, index)
            .into_iter()
            .map(|(figure, values)| stored(figure.id.to_owned(), figure, values, &scenario.calendar))
            .collect(),
    };
    scenario.services.iter().enumerate().map(part).collect()
}

fn stored(id: String, figure: Figure, values: Vec<Option<f64>>, calendar: &Calendar) -> PartValue {
    PartValue {
        id,
        values: since_1970(values, figure.unit, calendar),
        figure,
    }
}

/// Values of one part over the outcomes.
#[derive(Clone, Copy)]
struct Reader<'a> {
    outcomes: &'a [Outcome],
    calendar: &'a Calendar,
}

impl Reader<'_> {
    fn value(
        &self,
        (id, unit, summary): (&'static str, Unit, Summary),
        (name, definition): (Text, Text),
        of: impl Fn(&Outcome) -> Option<f64>,
    ) -> PartValue {
        let values: Vec<Option<f64>> = self.outcomes.iter().map(of).collect();
        let head = Head {
            id,
            unit,
            summary,
            name,
            definition,
        };
        let figure = summed_up(head, &values, self.calendar);
        stored(id.to_owned(), figure, values, self.calendar)
    }

    fn mean(
        &self,
        id: &'static str,
        unit: Unit,
        words: (Text, Text),
        of: impl Fn(&Outcome) -> f64,
    ) -> PartValue {
        self.value((id, unit, Summary::Mean), words, |outcome| Some(of(outcome)))
    }

    fn probability(&self, id: &'static str, words: (Text, Text), of: impl Fn(&Outcome) -> bool) -> PartValue {
        self.value((id, Unit::Probability, Summary::Probability), words, |outcome| {
            Some(f64::from(u8::from(of(outcome))))
        })
    }
}

fn surges(scenario: &Scenario, reader: Reader) -> Vec<Part> {
    let days = i64::from(scenario.calendar.days);
    let part = |(index, surge): (usize, &crate::surge::Surge)| Part {
        sort: Sort::Surge,
        id: surge.id.clone(),
        name: Text::same(&surge.name),
        values: vec![
            reader.probability(
                "comes",
                (
                    text!("Kommt", "Comes"),
                    text!(
                        "Anteil der Rechnungen, in denen der Zustrom kommt.",
                        "Part of the replications in which the surge comes."
                    ),
                ),
                |outcome| outcome.surges[index].began.is_some_and(|day| day < days),
            ),
            reader.mean(
                "came",
                Unit::Persons,
                (
                    text!("Menschen, die dadurch kommen", "People who come with it"),
                    text!(
                        "Personen, die mit dem Zustrom in die Kommune kommen; Mittel aller Rechnungen.",
                        "Persons who come to town with the surge; mean of all replications."
                    ),
                ),
                |outcome| f64::from(outcome.surges[index].came.persons),
            ),
        ],
    };
    scenario.surges.iter().enumerate().map(part).collect()
}

fn shocks(scenario: &Scenario, reader: Reader) -> Vec<Part> {
    let part = |(index, shock): (usize, &crate::shock::Shock)| {
        Part {
        sort: Sort::Shock,
        id: shock.id.clone(),
        name: Text::same(&shock.name),
        values: vec![
            reader.probability(
                "strikes",
                (
                    text!("Tritt ein", "Strikes"),
                    text!(
                        "Anteil der Rechnungen, in denen der Ausfall eintritt.",
                        "Part of the replications in which the shock strikes."
                    ),
                ),
                |outcome| outcome.shocks[index].struck.is_some(),
            ),
            reader.mean(
                "affected",
                Unit::Persons,
                (
                    text!(
                        "Menschen, die ihre Bleibe verlieren",
                        "People who lose where they live"
                    ),
                    text!(
                        "Personen, die ihren Platz in einer Unterkunft oder ihre Wohnung verlieren; Mittel aller Rechnungen.",
                        "Persons who lose their place in a site or their home; mean of all replications."
                    ),
                ),
                |outcome| f64::from(outcome.shocks[index].affected_persons()),
            ),
            reader.mean(
                "waiting_nights",
                Unit::PersonNights,
                (
                    text!(
                        "Personennächte, in denen sie warten",
                        "Person-nights in which they wait"
                    ),
                    text!(
                        "Personennächte, in denen diese Menschen keinen regulären Platz haben; Mittel aller Rechnungen.",
                        "Person-nights in which these people have no regular place; mean of all replications."
                    ),
                ),
                |outcome| outcome.shocks[index].waiting_nights as f64,
            ),
        ],
    }
    };
    scenario.shocks.iter().enumerate().map(part).collect()
}

fn steps(scenario: &Scenario, reader: Reader) -> Vec<Part> {
    let part = |(index, step): (usize, &crate::ladder::Step)| {
        Part {
        sort: Sort::Step,
        id: step.id.clone(),
        name: Text::same(&step.name),
        values: vec![
            reader.probability(
                "reached",
                (
                    text!("Wird gebraucht", "Is needed"),
                    text!(
                        "Anteil der Rechnungen, in denen die Stufe mindestens einmal beschlossen wird.",
                        "Part of the replications in which the step is decided at least once."
                    ),
                ),
                |outcome| outcome.steps[index].first_day.is_some(),
            ),
            reader.value(
                ("first_day", Unit::Date, Summary::MedianDate),
                (
                    text!("Erster Tag", "First day"),
                    text!(
                        "Median des ersten Beschlusses über alle Rechnungen; nichts, wenn er in weniger als der Hälfte fällt.",
                        "Median of the first decision over all replications; nothing where it comes in less than half of them."
                    ),
                ),
                |outcome| outcome.steps[index].first_day.map(f64::from),
            ),
            reader.probability(
                "too_late",
                (
                    text!("Kommt zu spät", "Comes too late"),
                    text!(
                        "Anteil der Rechnungen, in denen zwischen Beschluss und Wirkung jemand keinen Platz hat.",
                        "Part of the replications in which somebody has no place between decision and effect."
                    ),
                ),
                |outcome| outcome.steps[index].is_too_late(),
            ),
            reader.mean(
                "days_active",
                Unit::Days,
                (
                    text!("Tage in Kraft", "Days in effect"),
                    text!(
                        "Tage, an denen die Stufe wirkt; Mittel aller Rechnungen.",
                        "Days on which the step is in effect; mean of all replications."
                    ),
                ),
                |outcome| f64::from(outcome.steps[index].days_active),
            ),
            reader.mean(
                "cost",
                Unit::Eur,
                (
                    text!("Kosten der Stufe", "Cost of the step"),
                    text!(
                        "Kosten mit den Unterkünften der Stufe; Mittel aller Rechnungen.",
                        "Cost with the sites of the step; mean of all replications."
                    ),
                ),
                |outcome| outcome.steps[index].cost.eur(),
            ),
        ],
    }
    };
    scenario.ladder.iter().enumerate().map(part).collect()
}

/// The ids of a year's values begin so where they belong to a kind.
pub const OF_A_KIND: &str = "kind-";

fn years(scenario: &Scenario, reader: Reader) -> Vec<Part> {
    let starts = scenario.calendar.years();
    let part = |(index, &(first, year)): (usize, &(u32, i16))| {
        let next = starts.get(index + 1);
        let end = next.map_or(scenario.calendar.days, |(next, _)| *next);
        Part {
            sort: Sort::Year,
            id: year.to_string(),
            name: named_year(year, end - first),
            values: year_values(scenario, reader, index),
        }
    };
    starts.iter().enumerate().map(part).collect()
}

/// Part of a year is told with its days.
fn named_year(year: i16, days: u32) -> Text {
    if days < 365 {
        text!("{year} ({days} Tage)", "{year} ({days} days)")
    } else {
        Text::same(year.to_string())
    }
}

fn year_values(scenario: &Scenario, reader: Reader, year: usize) -> Vec<PartValue> {
    let kinds = scenario.kinds.len();
    let beside = |outcome: &Outcome| outcome.accounts.ladder[year] + outcome.accounts.measures[year];
    let operation = |outcome: &Outcome| {
        let of_kinds: Money = outcome.accounts.operation[year * kinds..(year + 1) * kinds]
            .iter()
            .copied()
            .sum();
        of_kinds + beside(outcome)
    };
    let euros = |id: &'static str, name: Text, of: &dyn Fn(&Outcome) -> Money| {
        let definition = text!(
            "Euro im Jahr; Mittel aller Rechnungen.",
            "Euros in the year; mean of all replications."
        );
        reader.mean(id, Unit::Eur, (name, definition), |outcome| of(outcome).eur())
    };
    let mut values: Vec<PartValue> = scenario
        .kinds
        .iter()
        .enumerate()
        .map(|(kind, entry)| {
            let of = |outcome: &Outcome| outcome.accounts.operation[year * kinds + kind];
            let value = euros("kind", Text::same(&entry.name), &of);
            PartValue {
                id: format!("{OF_A_KIND}{}", entry.id),
                ..value
            }
        })
        .collect();
    values.push(euros(
        "ladder",
        text!("Stufen des Notfallplans", "Steps of the ladder"),
        &|outcome| outcome.accounts.ladder[year],
    ));
    values.push(euros("measures", text!("Maßnahmen", "Measures"), &|outcome| {
        outcome.accounts.measures[year]
    }));
    values.push(euros("operation", text!("Betrieb", "Operation"), &operation));
    values.push(euros(
        "investment",
        text!("Investitionen", "Investment"),
        &|outcome| outcome.accounts.investment[year],
    ));
    values.push(euros(
        "revenue",
        text!("Erstattungen und Gebühren", "Reimbursement and fees"),
        &|outcome| outcome.accounts.revenue[year],
    ));
    values.push(euros(
        "net",
        text!("Bleibt bei der Kommune", "Left to the town"),
        &|outcome| operation(outcome) + outcome.accounts.investment[year] - outcome.accounts.revenue[year],
    ));
    values
}
