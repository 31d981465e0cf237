//! What is late, and why.

use super::{Progress, owner, words};
use crate::measure::standing;
use crate::report::block::{Block, Cell, Section, Table, stranger};
use crate::text;
use crate::text::Text;

/// The section; left out where nothing is late.
pub fn section(progress: &Progress) -> Option<Section> {
    let concept = progress.concept();
    let mut table = Table::new(
        text!("Maßnahmen im Verzug", "Measures behind"),
        vec![
            words::column("Maßnahme", "Measure"),
            words::column("Worin", "In what"),
            words::column("Woran es liegt", "Why"),
            words::column("Zuständig", "Owner"),
        ],
    );
    for measure in &concept.measures {
        let behind = standing::late(concept, measure, progress.date);
        if behind.is_empty() {
            continue;
        }
        let reasons: Vec<Text> = behind
            .into_iter()
            .map(|late| words::late(late, measure, &concept.indicators))
            .collect();
        table.row(vec![
            Cell::name(&measure.name),
            Cell::Words(words::joined(&reasons, "; ")),
            Cell::Words(why(measure)),
            Cell::Words(owner(measure)),
        ]);
    }
    (!table.rows.is_empty()).then(|| Section {
        id: "late",
        title: text!("Was im Verzug ist", "What is behind"),
        blocks: vec![Block::Table(table)],
    })
}

fn why(measure: &crate::measure::Measure) -> Text {
    let permission = standing::waits_for(measure).map(crate::measure::Feasibility::name);
    let risk = measure.risk.as_deref().map(stranger);
    let reasons: Vec<Text> = permission.into_iter().chain(risk).collect();
    if reasons.is_empty() {
        return text!("kein Grund eingetragen", "no reason entered");
    }
    words::joined(&reasons, "; ")
}
