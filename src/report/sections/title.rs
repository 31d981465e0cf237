//! The head of the page: the question, the scenario, the date, who answers for it.

use crate::report::block::{Page, Section, stranger};
use crate::report::chart_data::CHART_PREFIX;
use crate::report::provenance::{VERSION, scenario_hash};
use crate::report::results::{Edition, Results};
use crate::report::{catalogue, number, public};
use crate::text::Text;

/// The page with its head.
pub fn page(results: &Results, sections: Vec<Section>) -> Page {
    let findings = results.findings;
    Page {
        title: stranger(results.question.unwrap_or(&findings.scenario)),
        kicker: catalogue::kicker(),
        lead: results.description.map(stranger),
        facts: facts(results),
        small: vec![
            (catalogue::seed(), Text::same(findings.seed.to_string())),
            (
                catalogue::scenario_hash(),
                Text::same(scenario_hash(results.resolved)),
            ),
        ],
        sections,
        foot: catalogue::foot(VERSION),
        chart_files: Some(CHART_PREFIX.to_owned()),
    }
}

fn facts(results: &Results) -> Vec<(Text, Text)> {
    let findings = results.findings;
    let calendar = &findings.calendar;
    let mut facts = vec![
        (catalogue::scenario(), stranger(&findings.scenario)),
        (
            catalogue::period(),
            catalogue::from_to(calendar.start, calendar.end()),
        ),
        (
            catalogue::replications(),
            number::whole(u64::from(findings.replications)),
        ),
        (catalogue::as_of(), number::date(results.date)),
    ];
    if results.edition == Edition::Public {
        facts.push(public::fact());
    }
    if let Some(office) = results.responsible {
        facts.push((catalogue::responsible(), stranger(office)));
    }
    facts
}
