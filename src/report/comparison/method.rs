//! How sure the comparison is, and what its words mean.

use crate::findings::comparison::Comparison;
use crate::report::block::{Block, Section};
use crate::report::catalogue::{compare as words, method, uncertainty};

/// Sources of uncertainty and the glossary.
pub fn section(_: &Comparison) -> Option<Section> {
    Some(Section {
        id: "method",
        title: uncertainty::title(),
        blocks: vec![
            Block::List(vec![
                words::paired(),
                uncertainty::futures(),
                uncertainty::model(),
            ]),
            Block::Heading(method::glossary_title()),
            Block::Terms(method::glossary()),
        ],
    })
}
