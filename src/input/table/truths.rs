//! Cells as yes or no.

use super::column::Flaw;
use super::{Column, Content, Gaps};
use crate::complaint::Complaints;
use crate::text;

impl Column<'_> {
    /// Every cell as yes or no: ja/nein, yes/no, wahr/falsch, true/false, 1/0, `x` for yes.
    pub fn truths(&self, gaps: Gaps, complaints: &mut Complaints) -> Vec<Option<bool>> {
        self.each(gaps, complaints, truth_in)
    }
}

/// Yes or no in a cell.
pub(super) fn truth_in(content: &Content) -> Result<bool, Flaw> {
    if let Content::Truth(truth) = content {
        return Ok(*truth);
    }
    let written = content.text();
    match written.to_lowercase().as_str() {
        "ja" | "yes" | "wahr" | "true" | "1" | "x" => Ok(true),
        "nein" | "no" | "falsch" | "false" | "0" => Ok(false),
        _ => Err(Flaw {
            kind: "neither yes nor no",
            message: text!(
                "„{written}“ ist weder ja noch nein.",
                "`{written}` is neither yes nor no."
            ),
            help: text!("„ja“ oder „nein“ schreiben.", "Write `yes` or `no`."),
        }),
    }
}
