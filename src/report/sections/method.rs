//! How the numbers came about: method, files read.

use crate::findings::figures::BALANCED_GAP;
use crate::report::block::{Align, Block, Cell, Section, Table};
use crate::report::catalogue::method as words;
use crate::report::results::Results;

/// Method and files.
pub fn section(results: &Results) -> Option<Section> {
    let mut blocks: Vec<Block> = words::paragraphs().into_iter().map(Block::Paragraph).collect();
    let mut figures = results.findings.figures.iter();
    let gap = figures.find(|figure| figure.id == BALANCED_GAP);
    let gap = gap.and_then(|figure| figure.value.number());
    blocks.extend(gap.map(|gap| Block::Paragraph(words::gap_of_the_policy(gap))));
    if !results.inputs.is_empty() {
        blocks.push(Block::Heading(words::inputs()));
        blocks.push(Block::Table(inputs(results)));
    }
    Some(Section {
        id: "method",
        title: words::title(),
        blocks,
    })
}

fn inputs(results: &Results) -> Table {
    let [file, hash] = words::input_columns();
    let mut table = Table::new(words::inputs(), vec![(file, Align::Words), (hash, Align::Words)]);
    for input in results.inputs {
        table.row(vec![
            Cell::Code(input.path.clone()),
            Cell::Code(input.sha256.clone()),
        ]);
    }
    table
}
