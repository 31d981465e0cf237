//! The council's questions and all figures, answered by every run.

use super::columns::{cell, heads, slug};
use super::course::need;
use super::words as said;
use crate::findings::comparison::{Comparison, FigureRow};
use crate::findings::parts::Sort;
use crate::report::block::{Answer, Block, Cell, Link, Section, Table};
use crate::report::catalogue::{compare as words, questions as question_words};
use crate::report::questions::{QUESTIONS, Question, Run};
use crate::report::{catalogue, verdict};
use crate::text::Text;

pub(super) fn overview(comparison: &Comparison) -> Option<Section> {
    let mut blocks: Vec<Block> = said::caveats_by_run(comparison)
        .into_iter()
        .map(Block::Banner)
        .collect();
    blocks.push(Block::Paragraph(words::overview_lead()));
    blocks.push(Block::Table(questions(comparison)));
    Some(Section {
        id: "overview",
        title: words::overview(),
        blocks,
    })
}

/// The council's questions, answered by every run.
fn questions(comparison: &Comparison) -> Table {
    let mut table = Table::new(
        question_words::caption(),
        heads(comparison, question_words::question()),
    );
    for question in QUESTIONS {
        let mut cells = vec![Cell::Words((question.words)())];
        cells.extend(
            (0..comparison.runs.len())
                .map(|index| Cell::Answer(Box::new(answer(question, comparison, index)))),
        );
        table.row_named(format!("question-{}", question.id), cells);
    }
    let limits = comparison
        .runs
        .first()
        .map(|run| run.judgement)
        .unwrap_or_default();
    table.note(question_words::rule_of_the_light(&verdict::rule(limits)))
}

/// A run's answer with its difference to the base; links lead where this page has something.
fn answer(question: &Question, comparison: &Comparison, index: usize) -> Answer {
    let run = Run {
        limits: comparison.runs[0].judgement,
        ..Run::stored(&comparison.runs[index])
    };
    let mut answer = (question.answer)(&run);
    let row = question
        .figure
        .and_then(|id| comparison.rows.iter().find(|row| row.id == id));
    if let Some((row, difference)) = row.and_then(|row| Some((row, row.differences[index].as_ref()?))) {
        answer.details.extend(said::against_base(row, difference));
    }
    answer.behind = answer.behind.filter(|link| leads_somewhere(link, comparison));
    if let Some(verdict) = &mut answer.verdict {
        verdict.behind = verdict
            .behind
            .take()
            .filter(|link| leads_somewhere(link, comparison));
    }
    answer
}

fn leads_somewhere(link: &Link, comparison: &Comparison) -> bool {
    match link.to.as_str() {
        "course" => comparison.runs.iter().any(|run| need(run).is_some()),
        "services" => comparison.parts.iter().any(|part| part.sort == Sort::Service),
        "districts" => comparison.runs.iter().any(|run| !run.districts.is_empty()),
        to => to.starts_with("month-"),
    }
}

pub(super) fn figures(comparison: &Comparison) -> Option<Section> {
    let runs = &comparison.runs;
    let mut table = Table::new(words::overview_caption(), heads(comparison, catalogue::figure()));
    let (same, others): (Vec<&FigureRow>, Vec<&FigureRow>) = comparison
        .rows
        .iter()
        .partition(|row| is_the_same(comparison, row));
    for row in others {
        let mut cells = vec![Cell::WithDetail(row.name.clone(), row.definition.clone())];
        cells.extend(runs.iter().enumerate().map(|(index, run)| cell(row, index, run)));
        table.row_named(format!("figure-{}", slug(&row.id)), cells);
    }
    let same: Vec<Text> = same
        .iter()
        .filter_map(|row| {
            let (value, _) = said::value(runs.first()?.figure(&row.id)?);
            Some(words::figure_of_one(&row.name, &value?))
        })
        .collect();
    if !same.is_empty() {
        table.note = Some(words::same_everywhere(&same));
    }
    (!table.rows.is_empty()).then(|| Section {
        id: "figures",
        title: crate::report::catalogue::summary::overview(),
        blocks: vec![Block::Table(table)],
    })
}

/// Whether a figure is exactly the same in every replication of every run.
fn is_the_same(comparison: &Comparison, row: &FigureRow) -> bool {
    let mut others = row.differences.iter().skip(1);
    comparison.runs.len() > 1
        && others.all(|difference| difference.is_some_and(|of| of.sides.equal == of.sides.all()))
}
