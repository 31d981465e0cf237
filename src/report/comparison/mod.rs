//! The comparison of runs as a page, for a terminal and for machines.

mod assumptions;
mod columns;
mod cost;
mod course;
mod differences;
mod districts;
pub mod json;
mod method;
mod overview;
mod parts;
mod risk;
mod summary;
pub mod terminal;
pub mod words;

use super::block::{Page, Section, stranger};
use super::catalogue::compare as catalogue_words;
use super::provenance::VERSION;
use super::{catalogue, number};
use crate::findings::comparison::{Comparison, StoredRun};
use crate::text::Text;

/// The sections in the order of the page.
const SECTIONS: &[fn(&Comparison) -> Option<Section>] = &[
    summary::section,
    overview::overview,
    course::fans,
    differences::differences,
    risk::risk,
    districts::section,
    parts::services,
    parts::emergency,
    cost::section,
    overview::figures,
    assumptions::section,
    method::section,
    assumptions::compared,
];

/// The comparison as a page of blocks.
pub fn compose(comparison: &Comparison) -> Page {
    Page {
        title: title(&comparison.runs),
        kicker: catalogue_words::kicker(),
        lead: None,
        facts: facts(&comparison.runs),
        small: Vec::new(),
        sections: SECTIONS
            .iter()
            .filter_map(|section| section(comparison))
            .collect(),
        foot: catalogue::foot(VERSION),
        chart_files: None,
    }
}

/// The question, where all runs answer the same.
fn title(runs: &[StoredRun]) -> Text {
    match runs.first().and_then(|run| run.question.as_deref()) {
        Some(question) if runs.iter().all(|run| run.question.as_deref() == Some(question)) => {
            stranger(question)
        }
        _ => catalogue_words::title(runs.len()),
    }
}

fn facts(runs: &[StoredRun]) -> Vec<(Text, Text)> {
    let newest = runs.iter().map(|run| run.date).max();
    let mut facts: Vec<(Text, Text)> = runs
        .iter()
        .enumerate()
        .map(|(index, run)| (words::name(index), stranger(&run.scenario)))
        .collect();
    if let Some(date) = newest {
        facts.push((catalogue::as_of(), number::date(date)));
    }
    facts
}
