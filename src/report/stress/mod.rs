//! The stress test as a page („Belastungsprobe“), for a terminal, as tables and for machines.
//!
//! Sections know the answer, not formats.

mod curve;
mod drill;
pub mod files;
pub mod json;
mod sections;
mod sizes;
pub mod terminal;
pub mod words;

use super::block::{Page, stranger};
use super::provenance::{VERSION, scenario_hash};
use super::{catalogue, number};
use crate::calendar::{Date, Day};
use crate::scenario::Scenario;
use crate::stress::absorb::Absorbed;
use crate::stress::variant::Variant;
use crate::stress::{Answer, Question};
use crate::text::Text;
use serde_json::Value;

/// All that the report is made from.
#[derive(Clone, Copy, Debug)]
pub struct StressReport<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What was asked.
    pub question: &'a Question,
    /// The variants, the scenario as planned first.
    pub variants: &'a [Variant],
    /// What was found out.
    pub answer: &'a Answer,
    /// Durations for which the scenario is too short.
    pub left_out: &'a [Day],
    /// The scenario with everything resolved.
    pub resolved: &'a Value,
    /// Date of the report.
    pub date: Date,
    /// A threshold that was asked for.
    pub requirement: Option<Requirement>,
}

/// So many persons must be absorbed over so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// Persons.
    pub persons: u32,
    /// Days.
    pub days: Day,
}

impl StressReport<'_> {
    /// What the scenario as planned absorbs, by duration.
    pub fn as_planned(&self) -> &[Absorbed] {
        self.answer.variants.first().map_or(&[], Vec::as_slice)
    }

    /// The duration in the middle of those asked, for which single numbers are told: three
    /// months where they are among them.
    pub fn usual_duration(&self) -> usize {
        let durations = &self.question.durations;
        let three_months = durations.iter().position(|days| *days == 91);
        three_months.unwrap_or(durations.len() / 2)
    }

    /// What is said where the threshold was not met.
    pub fn missed(&self) -> Option<Text> {
        let requirement = self.requirement?;
        let absorbed = self
            .as_planned()
            .iter()
            .find(|one| one.days == requirement.days)?;
        (absorbed.persons < requirement.persons).then(|| words::missed(requirement, absorbed))
    }
}

/// The report as a page of blocks.
pub fn compose(report: &StressReport) -> Page {
    Page {
        chart_files: None,
        title: words::title(&stranger(&report.scenario.name)),
        kicker: words::kicker(),
        lead: None,
        facts: facts(report),
        small: vec![
            (
                catalogue::replications(),
                number::whole(u64::from(report.question.replications)),
            ),
            (catalogue::seed(), Text::same(report.scenario.seed.to_string())),
            (
                catalogue::scenario_hash(),
                Text::same(scenario_hash(report.resolved)),
            ),
        ],
        sections: sections::all(report),
        foot: catalogue::foot(VERSION),
    }
}

fn facts(report: &StressReport) -> Vec<(Text, Text)> {
    let start = report.scenario.calendar.date(report.question.start);
    let mut facts = vec![
        (catalogue::as_of(), number::date(report.date)),
        (words::start(), number::date(start)),
        (words::certainty(), number::percent(report.question.certainty)),
        (words::who_comes(), words::mix(report)),
    ];
    if let Some(office) = &report.scenario.responsible {
        facts.push((catalogue::responsible(), stranger(office)));
    }
    facts
}
