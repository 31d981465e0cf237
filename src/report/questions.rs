//! The council's questions and their answers, the same for one run and for several side by side.

use super::block::{Answer, Light, Link, Verdict, stranger};
use super::catalogue::{self, questions as words};
use super::results::Results;
use super::{number, verdict};
use crate::findings::comparison::StoredRun;
use crate::findings::services::{ServiceFindings, ServiceRisk};
use crate::findings::{Estimate, Figure, MonthRisk, Quantity, Unit};
use crate::scenario::Judgement;
use crate::text::Text;
use serde_json::Value;

/// A run that answers: just played, or read from its folder.
#[derive(Clone, Debug)]
pub struct Run<'a> {
    /// Its figures by id.
    pub figures: Vec<(&'a str, &'a Figure)>,
    /// Replications that were played.
    pub replications: u32,
    /// When the light turns.
    pub limits: Judgement,
    /// Risk of shortage by month.
    pub months: &'a [MonthRisk],
    /// The district that houses most people per 1,000 residents.
    pub worst: Option<Worst<'a>>,
    /// How likely a bottleneck of each service is.
    pub services: Vec<ServiceRisk>,
    /// The scenario with everything resolved.
    pub resolved: &'a Value,
}

/// The district that houses most people per 1,000 residents.
#[derive(Clone, Copy, Debug)]
pub struct Worst<'a> {
    /// Its position in the file.
    pub position: usize,
    /// Its name.
    pub name: &'a str,
    /// Persons housed per 1,000 residents.
    pub per_thousand: Estimate,
}

impl<'a> Run<'a> {
    /// A run just played.
    pub fn of(results: &Results<'a>) -> Run<'a> {
        let findings = results.findings;
        let districts = findings.districts.iter();
        Run {
            figures: findings
                .figures
                .iter()
                .map(|figure| (figure.id, figure))
                .collect(),
            replications: findings.replications,
            limits: findings.judgement,
            months: &findings.shortage_by_month,
            worst: worst(districts.map(|d| (d.name.as_str(), d.residents, d.per_thousand))),
            services: findings.services.iter().map(ServiceFindings::risk).collect(),
            resolved: results.resolved,
        }
    }

    /// A run read from its folder.
    pub fn stored(run: &'a StoredRun) -> Run<'a> {
        let districts = run.districts.iter();
        Run {
            figures: run
                .figures
                .iter()
                .map(|stored| (stored.id.as_str(), &stored.figure))
                .collect(),
            replications: run.replications,
            limits: run.judgement,
            months: &run.months,
            worst: worst(districts.map(|d| (d.name.as_str(), d.residents, d.per_thousand))),
            services: run.services.clone(),
            resolved: &run.resolved,
        }
    }

    /// A figure by its id.
    pub fn figure(&self, id: &str) -> Option<&'a Figure> {
        let found = self.figures.iter().find(|(name, _)| *name == id);
        found.map(|(_, figure)| *figure)
    }
}

/// The district with most persons housed per 1,000 residents; ties by order of the file.
pub fn worst<'a>(districts: impl Iterator<Item = (&'a str, f64, Estimate)>) -> Option<Worst<'a>> {
    let mut worst: Option<Worst<'a>> = None;
    for (position, (name, residents, per_thousand)) in districts.enumerate() {
        let more = worst.is_none_or(|so_far| per_thousand.value > so_far.per_thousand.value);
        if residents > 0.0 && more {
            worst = Some(Worst {
                position,
                name,
                per_thousand,
            });
        }
    }
    worst.filter(|worst| worst.per_thousand.value > 0.0)
}

/// A question of the council.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// Stable id.
    pub id: &'static str,
    /// The question.
    pub words: fn() -> Text,
    /// The figure whose difference to the base belongs to it.
    pub figure: Option<&'static str>,
    /// The answer of a run.
    pub answer: fn(&Run<'_>) -> Answer,
}

/// All questions, in the order in which they are asked.
pub const QUESTIONS: &[Question] = &[
    Question {
        id: "room",
        words: words::is_there_room,
        figure: Some("probability_of_shortage"),
        answer: |run| Answer {
            verdict: room(run),
            ..Answer::default()
        },
    },
    Question {
        id: "when",
        words: words::when_not,
        figure: Some("first_shortage_date"),
        answer: when,
    },
    Question {
        id: "nights",
        words: words::how_much_is_missing,
        figure: Some("unmet_person_nights"),
        answer: |run| plain(run, "unmet_person_nights", "course"),
    },
    Question {
        id: "cost",
        words: words::what_does_it_cost,
        figure: Some("cost_total_eur"),
        answer: cost,
    },
    Question {
        id: "moves",
        words: words::how_many_must_move,
        figure: Some("forced_moves"),
        answer: moves,
    },
    Question {
        id: "districts",
        words: words::which_districts,
        figure: Some("worst_district_share"),
        answer: districts,
    },
    Question {
        id: "services",
        words: words::which_services,
        figure: None,
        answer: services,
    },
];

/// The judgement on the risk of shortage.
pub fn room(run: &Run) -> Option<Verdict> {
    Some(verdict::room(verdict::Risk {
        any: run.figure("probability_of_shortage")?,
        lasting: run.figure("probability_of_lasting_shortage"),
        replications: run.replications,
        limits: run.limits,
        worst_month: verdict::worst_month(run.months),
    }))
}

/// The interval of a figure in words, where it has one.
pub fn interval(figure: &Figure) -> Option<Text> {
    let exact = figure.low == figure.high && figure.low.number().is_some();
    number::interval(figure)
        .filter(|_| !exact)
        .map(|ends| words::interval(&ends))
}

fn plain(run: &Run, id: &str, section: &str) -> Answer {
    let Some(figure) = run.figure(id) else {
        return nothing();
    };
    Answer {
        value: number::value(figure).map(|value| number::with_unit(&value, figure.unit)),
        details: interval(figure).into_iter().collect(),
        behind: (figure.value.number().unwrap_or(0.0) > 0.0).then(|| Link {
            words: words::course_behind(),
            to: section.to_owned(),
        }),
        ..Answer::default()
    }
}

fn nothing() -> Answer {
    Answer {
        value: Some(catalogue::nothing()),
        ..Answer::default()
    }
}

fn when(run: &Run) -> Answer {
    let Some(figure) = run.figure("first_shortage_date") else {
        return nothing();
    };
    let (Some(day), Quantity::Date(date)) = (number::value(figure), figure.value) else {
        let risk = run.figure("probability_of_shortage");
        let never = risk.is_some_and(|risk| risk.times_seen(run.replications) == 0);
        return Answer {
            value: Some(if never {
                words::in_none()
            } else {
                words::not_in_half()
            }),
            ..Answer::default()
        };
    };
    let month = run
        .months
        .iter()
        .rev()
        .find(|month| month.month <= date)
        .map(|month| Link {
            words: words::risk_in(&number::month(month.month)),
            to: verdict::month_anchor(month),
        });
    Answer {
        value: Some(words::by_day(&day)),
        details: interval(figure).into_iter().collect(),
        behind: month,
        ..Answer::default()
    }
}

/// A figure in euros as it is printed in sentences and answers: the amount and its interval.
pub fn money(figure: &Figure) -> Option<(Text, Option<Text>)> {
    let (value, low, high) = (
        figure.value.number()?,
        figure.low.number()?,
        figure.high.number()?,
    );
    let ends = number::between(&number::money(low, low, high), &number::money(high, low, high));
    Some((number::money(value, low, high), (low < high).then_some(ends)))
}

fn cost(run: &Run) -> Answer {
    let Some((value, ends)) = run.figure("cost_total_eur").and_then(money) else {
        return nothing();
    };
    let mut details: Vec<Text> = ends.iter().map(words::interval).collect();
    if let Some((revenue, ends)) = run.figure("revenue_total_eur").and_then(money) {
        details.push(words::paid_back(&revenue, ends.as_ref()));
    }
    Answer {
        value: Some(value),
        details,
        behind: Some(Link {
            words: words::cost_behind(),
            to: "cost".to_owned(),
        }),
        ..Answer::default()
    }
}

fn moves(run: &Run) -> Answer {
    let mut answer = plain(run, "forced_moves", "sites");
    if let Some(behind) = &mut answer.behind {
        behind.words = words::sites_behind();
    }
    if let Some(relocations) = run.figure("relocations")
        && relocations.value.number().unwrap_or(0.0) > 0.0
        && let Some(value) = number::value(relocations)
    {
        answer
            .details
            .push(words::and_relocations(&number::with_unit(&value, Unit::Moves)));
    }
    answer
}

fn districts(run: &Run) -> Answer {
    let Some(worst) = &run.worst else {
        return plain(run, "worst_district_share", "districts");
    };
    let Estimate { value, low, high } = worst.per_thousand;
    let shown = |number: f64| number::carried(number, low, high, Unit::PerThousandResidents);
    let mut details = vec![number::with_unit(&shown(value), Unit::PerThousandResidents)];
    if low < high {
        details.push(words::interval(&number::between(&shown(low), &shown(high))));
    }
    Answer {
        value: Some(stranger(worst.name)),
        details,
        behind: Some(Link {
            words: words::district_behind(),
            to: format!("district-{}", worst.position + 1),
        }),
        ..Answer::default()
    }
}

fn services(run: &Run) -> Answer {
    if run.services.is_empty() {
        return Answer {
            value: Some(words::no_services()),
            ..Answer::default()
        };
    }
    let with = |light: Light| {
        let mut names = run
            .services
            .iter()
            .filter(|risk| verdict::service_light(risk, run.limits) == light);
        names
            .by_ref()
            .map(|risk| stranger(&risk.name).de)
            .collect::<Vec<_>>()
    };
    let (short, tight) = (with(Light::Red), with(Light::Amber));
    Answer {
        value: Some(if short.is_empty() {
            words::no_service_is_short()
        } else {
            Text::same(short.join("; "))
        }),
        details: if tight.is_empty() {
            Vec::new()
        } else {
            vec![words::may_be_short(&tight.join("; "))]
        },
        behind: Some(Link {
            words: words::services_behind(),
            to: "services".to_owned(),
        }),
        ..Answer::default()
    }
}
