//! What the words of the page mean.

use crate::report::block::{Block, Section};
use crate::report::catalogue::glossary::{self as words, Subject};
use crate::report::results::Results;

/// The glossary, with the words of what the page speaks of.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    let mut subjects = vec![Subject::Always];
    if !findings.services.is_empty() {
        subjects.push(Subject::Services);
    }
    if !(findings.surges.is_empty() && findings.shocks.is_empty() && findings.steps.is_empty()) {
        subjects.push(Subject::Emergency);
    }
    if findings.warning.is_some() {
        subjects.push(Subject::Warning);
    }
    Some(Section {
        id: "glossary",
        title: words::title(),
        blocks: vec![Block::Terms(words::terms(&subjects))],
    })
}
