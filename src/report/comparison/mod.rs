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
mod things;
pub mod words;

use super::block::{Page, Section, stranger};
use super::catalogue::compare as catalogue_words;
use super::provenance::{VERSION, scenario_hash};
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
    method::uncertainty,
    method::glossary,
    method::section,
];

/// The comparison as a page of blocks.
pub fn compose(comparison: &Comparison) -> Page {
    let runs = &comparison.runs;
    Page {
        title: title(runs),
        kicker: catalogue_words::kicker(runs.len()),
        lead: None,
        facts: facts(runs),
        small: small(runs),
        sections: SECTIONS
            .iter()
            .filter_map(|section| section(comparison))
            .collect(),
        foot: catalogue::foot(VERSION),
        chart_files: None,
    }
}

/// The question: that of the runs where all answer the same, else what a comparison answers.
fn title(runs: &[StoredRun]) -> Text {
    match runs.first().and_then(|run| run.question.as_deref()) {
        Some(question) if runs.iter().all(|run| run.question.as_deref() == Some(question)) => {
            stranger(question)
        }
        _ => catalogue_words::title(),
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
    let offices = of_each(runs, |run| run.responsible.clone());
    facts.extend(offices.map(|offices| (catalogue::responsible(), offices)));
    facts
}

/// Seeds and hashes.
fn small(runs: &[StoredRun]) -> Vec<(Text, Text)> {
    let seeds = of_each(runs, |run| Some(run.seed.to_string()));
    let hashes = of_each(runs, |run| Some(scenario_hash(&run.resolved)));
    let seeds = seeds.map(|seeds| (catalogue::seed(), seeds));
    let hashes = hashes.map(|hashes| (catalogue_words::hashes(), hashes));
    seeds.into_iter().chain(hashes).collect()
}

/// What the runs say of themselves: once where all say the same, else behind their letters.
fn of_each(runs: &[StoredRun], said: fn(&StoredRun) -> Option<String>) -> Option<Text> {
    let all: Vec<Option<String>> = runs.iter().map(said).collect();
    let first = all.first()?.as_deref();
    if all.iter().all(|one| one.as_deref() == first) {
        return first.map(stranger);
    }
    let named = all.iter().enumerate().filter_map(|(run, one)| {
        let one = stranger(one.as_deref()?).de;
        Some(format!("{}\u{a0}{one}", words::letter(run)))
    });
    Some(Text::same(named.collect::<Vec<String>>().join("; ")))
}
