//! How the numbers came about: method, words, definitions, files read.

use crate::report::block::{Align, Block, Cell, Section, Table};
use crate::report::catalogue::method as words;
use crate::report::{Results, number};
use crate::text::Text;

/// Method, glossary, definitions and files.
pub fn section(results: &Results) -> Option<Section> {
    let mut blocks: Vec<Block> = words::paragraphs().into_iter().map(Block::Paragraph).collect();
    blocks.push(Block::Heading(words::glossary_title()));
    blocks.push(Block::Terms(words::glossary()));
    if !results.findings.figures.is_empty() {
        blocks.push(Block::Heading(words::definitions()));
        blocks.push(Block::Terms(definitions(results)));
    }
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

fn definitions(results: &Results) -> Vec<(Text, Text)> {
    results
        .findings
        .figures
        .iter()
        .map(|figure| {
            let unit = number::unit_name(figure.unit);
            let name = Text {
                de: format!("{} ({})", figure.name.de, unit.de),
                en: format!("{} ({})", figure.name.en, unit.en),
            };
            (name, figure.definition.clone())
        })
        .collect()
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
