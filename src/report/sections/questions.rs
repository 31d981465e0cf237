//! The council's questions, each with its answer.

use crate::report::block::{Align, Block, Cell, Section, Table};
use crate::report::catalogue::questions as words;
use crate::report::questions::{QUESTIONS, Run};
use crate::report::results::Results;
use crate::report::verdict;

/// The questions with their answers; left out where nothing was counted.
pub fn section(results: &Results) -> Option<Section> {
    let run = Run::of(results);
    (!run.figures.is_empty()).then(|| Section {
        id: "questions",
        title: words::title(),
        blocks: vec![Block::Table(table(&run))],
    })
}

fn table(run: &Run) -> Table {
    let mut table = Table::new(
        words::caption(),
        vec![(words::question(), Align::Words), (words::answer(), Align::Words)],
    );
    for question in QUESTIONS {
        table.row_named(
            format!("question-{}", question.id),
            vec![
                Cell::Words((question.words)()),
                Cell::Answer(Box::new((question.answer)(run))),
            ],
        );
    }
    table.note(words::rule_of_the_light(&verdict::rule(run.limits)))
}
