//! How sure the comparison is, what its words mean, how it was computed, and from which folders.

use super::words as said;
use crate::findings::comparison::Comparison;
use crate::findings::parts::Sort;
use crate::report::block::{Align, Block, Cell, Section, Table, stranger};
use crate::report::catalogue::glossary::Subject;
use crate::report::catalogue::{self, compare as words, glossary, method, uncertainty};
use crate::report::number;
use crate::report::provenance::scenario_hash;
use crate::text::Text;

/// Sources of uncertainty.
pub fn uncertainty(_: &Comparison) -> Option<Section> {
    Some(Section {
        id: "uncertainty",
        title: uncertainty::title(),
        blocks: vec![Block::List(vec![
            words::paired(),
            uncertainty::futures(),
            uncertainty::model(),
        ])],
    })
}

/// What the words mean.
pub fn glossary(comparison: &Comparison) -> Option<Section> {
    let has = |sorts: &[Sort]| comparison.parts.iter().any(|part| sorts.contains(&part.sort));
    let mut subjects = vec![Subject::Always, Subject::Comparison];
    if has(&[Sort::Service]) {
        subjects.push(Subject::Services);
    }
    if has(&[Sort::Surge, Sort::Shock, Sort::Step]) {
        subjects.push(Subject::Emergency);
    }
    Some(Section {
        id: "glossary",
        title: glossary::title(),
        blocks: vec![Block::Terms(glossary::terms(&subjects))],
    })
}

/// How it was computed, and the folders that were read.
pub fn section(comparison: &Comparison) -> Option<Section> {
    let mut blocks: Vec<Block> = method::paragraphs().into_iter().map(Block::Paragraph).collect();
    blocks.push(Block::Table(compared(comparison)));
    Some(Section {
        id: "method",
        title: method::title(),
        blocks,
    })
}

fn compared(comparison: &Comparison) -> Table {
    let [scenario, folder, period, replications, seed, hash, version] = words::compared_columns();
    let mut table = Table::new(
        words::compared_caption(),
        vec![
            (scenario, Align::Words),
            (folder, Align::Words),
            (period, Align::Words),
            (replications, Align::Numbers),
            (seed, Align::Numbers),
            (hash, Align::Words),
            (version, Align::Words),
        ],
    );
    for (index, run) in comparison.runs.iter().enumerate() {
        table.row(vec![
            Cell::Words(said::head(index, run)),
            Cell::Code(stranger(&run.folder).de),
            Cell::Words(catalogue::from_to(run.calendar.start, run.calendar.end())),
            Cell::Words(number::whole(u64::from(run.replications))),
            Cell::Words(Text::same(run.seed.to_string())),
            Cell::Code(scenario_hash(&run.resolved)),
            Cell::name(&run.version),
        ]);
    }
    table
}
