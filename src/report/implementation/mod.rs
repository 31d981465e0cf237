//! The implementation report (Umsetzungsbericht): how far the measures are, what is late, what
//! the simulation says about each field, who was heard, what is due next.
//!
//! Sections know the concept and the findings, not formats. The information sheets for the
//! neighbours stand in [`sheet`].

pub mod agenda;
pub mod changes;
pub mod demands;
pub mod fields;
pub mod files;
pub mod json;
pub mod late;
pub mod participation;
pub mod public;
pub mod sheet;
pub mod simple;
pub mod summary;
pub mod terminal;
pub mod words;
mod workbook;
pub mod worth;

use super::block::{Block, Page, Section, Table, stranger};
use super::provenance::{VERSION, scenario_hash};
use super::public as edition;
use super::results::Edition;
use super::{catalogue, number};
use crate::calendar::Date;
use crate::findings::Findings;
use crate::findings::information::Notice;
use crate::ids::SiteId;
use crate::measure::{Concept, Measure};
use crate::scenario::Scenario;
use crate::text;
use crate::text::Text;
use crate::worth::Worth;
use serde_json::Value;

/// All that the report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// The scenario with its concept.
    pub scenario: &'a Scenario,
    /// What the simulation found out.
    pub findings: &'a Findings,
    /// Openings against the rules of information.
    pub notice: &'a Notice,
    /// What the measures are worth, where that was asked for.
    pub worth: Option<&'a Worth>,
    /// The scenario with everything resolved.
    pub resolved: &'a Value,
    /// Date of the report; what lies behind it is past.
    pub date: Date,
    /// Date of the report before, from which changes are counted.
    pub since: Option<Date>,
    /// What only the public edition knows; `None`: the internal edition.
    pub public: Option<PublicEdition<'a>>,
}

/// What the public edition of the report leaves out beyond its words and figures.
#[derive(Clone, Copy, Debug)]
pub struct PublicEdition<'a> {
    /// Sites whose place is not public: there is no information sheet about them.
    pub without_sheet: &'a [SiteId],
}

impl<'a> Progress<'a> {
    /// The concept.
    pub fn concept(&self) -> &'a Concept {
        &self.scenario.concept
    }

    /// For whom the report is.
    pub fn edition(&self) -> Edition {
        self.public.map_or(Edition::Internal, |_| Edition::Public)
    }

    /// Whether a day lies after the last report and not after this one.
    pub fn is_new(&self, date: Date) -> bool {
        self.since.is_some_and(|since| date > since) && date <= self.date
    }
}

/// The report as a page of blocks.
pub fn compose(progress: &Progress) -> Page {
    let town = stranger(&progress.scenario.name);
    let (de, en) = (&town.de, &town.en);
    Page {
        chart_files: None,
        title: text!("Umsetzungsbericht: {de}", "Implementation report: {en}"),
        kicker: text!(
            "Bericht zur Umsetzung des Konzepts",
            "Report on the implementation of the concept"
        ),
        lead: None,
        facts: facts(progress),
        small: vec![
            (
                catalogue::replications(),
                number::whole(u64::from(progress.findings.replications)),
            ),
            (catalogue::seed(), Text::same(progress.findings.seed.to_string())),
            (
                catalogue::scenario_hash(),
                Text::same(scenario_hash(progress.resolved)),
            ),
        ],
        sections: sections(progress),
        foot: catalogue::foot(VERSION),
    }
}

fn facts(progress: &Progress) -> Vec<(Text, Text)> {
    let mut facts = vec![(catalogue::as_of(), number::date(progress.date))];
    if let Some(since) = progress.since {
        facts.push((text!("Letzter Bericht", "Last report"), number::date(since)));
    }
    if let Some(office) = &progress.scenario.responsible {
        facts.push((catalogue::responsible(), stranger(office)));
    }
    if progress.public.is_some() {
        facts.push(edition::fact());
    }
    facts
}

/// The sections in the order of the page.
fn sections(progress: &Progress) -> Vec<Section> {
    let mut all = vec![summary::section(progress)];
    all.extend(changes::section(progress));
    all.extend(late::section(progress));
    all.extend(worth::section(progress));
    all.extend(fields::sections(progress));
    all.extend(demands::section(progress));
    all.extend(participation::section(progress));
    all.push(agenda::section(progress));
    all.push(basis(progress));
    if progress.public.is_some() {
        all.push(edition::section_of_progress());
    }
    all
}

/// What the report rests on.
fn basis(progress: &Progress) -> Section {
    let concept = progress.concept();
    let mut blocks = Vec::new();
    if !concept.notes.is_empty() {
        blocks.push(Block::List(
            concept.notes.iter().map(|note| stranger(note)).collect(),
        ));
    }
    blocks.push(Block::Paragraph(words::scope(progress.worth)));
    if !concept.measures.is_empty() {
        let mut table = Table::new(
            text!("Woher die Angaben kommen", "Where the entries come from"),
            vec![
                words::column("Maßnahme", "Measure"),
                words::column("Quelle", "Source"),
            ],
        );
        for measure in &concept.measures {
            table.row(vec![
                super::block::Cell::name(&measure.name),
                super::block::Cell::Words(words::source(measure.source.as_deref())),
            ]);
        }
        blocks.push(Block::Table(table));
    }
    Section {
        id: "basis",
        title: text!("Worauf der Bericht beruht", "What the report rests on"),
        blocks,
    }
}

/// The office that answers for a measure, for tables.
fn owner(measure: &Measure) -> Text {
    measure
        .owner
        .as_deref()
        .map_or_else(|| text!("niemand benannt", "nobody named"), stranger)
}
