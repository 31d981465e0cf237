//! Where something stands in a text: line and column, as an editor counts them.

use crate::complaint::Place;
use std::ops::Range;

/// The places of a text.
pub(super) struct Lines<'a> {
    pub text: &'a str,
    name: &'a str,
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a str, name: &'a str) -> Lines<'a> {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines {
            text,
            name,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    pub fn place(&self, at: usize) -> Place {
        let at = at.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let before = self.text.get(self.starts[line - 1]..at).unwrap_or_default();
        Place {
            line: u32::try_from(line).ok(),
            column: u32::try_from(before.chars().count() + 1).ok(),
            // A value on the command line stands in no file.
            file: (!self.name.is_empty()).then(|| self.name.to_owned()),
            ..Place::default()
        }
    }

    /// Number of the line, from 0.
    pub fn number(&self, at: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    }

    pub fn line(&self, number: usize) -> &str {
        let start = self.starts.get(number).copied().unwrap_or(self.text.len());
        let rest = self.text.get(start..).unwrap_or_default();
        rest.lines().next().unwrap_or_default().trim()
    }

    pub fn is_heading(&self, at: usize) -> bool {
        self.line(self.number(at)).starts_with('[')
    }

    /// The line of the heading under which something stands.
    pub fn heading(&self, at: usize) -> Option<usize> {
        (0..=self.number(at))
            .rev()
            .find(|line| self.line(*line).starts_with('['))
    }

    /// What stands there, one line at most.
    pub fn quote(&self, span: &Range<usize>) -> String {
        let found = self.text.get(span.clone()).unwrap_or_default();
        found.lines().next().unwrap_or_default().trim().to_owned()
    }
}
