//! Which demand is answered by which measure, and what nobody covers.

use super::summary::is_covered;
use super::{Progress, words};
use crate::report::block::{Block, Cell, Light, Section, Table, Verdict, stranger};
use crate::text;
use crate::text::Text;

/// The section; left out where nothing is demanded.
pub fn section(progress: &Progress) -> Option<Section> {
    let concept = progress.concept();
    let mut table = Table::new(
        text!("Forderungen und Maßnahmen", "Demands and measures"),
        vec![
            words::column("Forderung", "Demand"),
            words::column("Stand", "Standing"),
            words::column("Maßnahmen", "Measures"),
        ],
    );
    for (index, demand) in concept.demands.iter().enumerate() {
        let answers: Vec<Text> = concept
            .answers_to(index)
            .map(|measure| {
                let (name, status) = (stranger(&measure.name), measure.status.name());
                let (de, en, status_de, status_en) = (name.de, name.en, status.de, status.en);
                text!("{de} ({status_de})", "{en} ({status_en})")
            })
            .collect();
        table.row(vec![
            Cell::WithDetail(demand.name.clone(), words::source(demand.source.as_deref())),
            Cell::Verdict(verdict(is_covered(progress, index), answers.len())),
            if answers.is_empty() {
                Cell::Nothing
            } else {
                Cell::Words(words::joined(&answers, "; "))
            },
        ]);
    }
    (!table.rows.is_empty()).then(|| Section {
        id: "demands",
        title: text!("Forderungen", "Demands"),
        blocks: vec![Block::Table(table)],
    })
}

/// Word and colour; amber: there is an answer on paper only.
fn verdict(covered: bool, answers: usize) -> Verdict {
    let (light, word, sentence) = match (covered, answers) {
        (true, _) => (
            Light::Green,
            text!("beantwortet", "answered"),
            text!(
                "Mindestens eine Maßnahme ist geplant oder läuft.",
                "At least one measure is planned or under way."
            ),
        ),
        (false, 0) => (
            Light::Red,
            text!("offen", "open"),
            text!("Keine Maßnahme antwortet darauf.", "No measure answers it."),
        ),
        (false, _) => (
            Light::Amber,
            text!("ruht", "at rest"),
            text!(
                "Alle Maßnahmen dazu sind zurückgestellt oder entfallen.",
                "All measures for it are postponed or dropped."
            ),
        ),
    };
    Verdict {
        light,
        word,
        sentence,
        rule: text!(
            "Beantwortet ist eine Forderung, wenn eine Maßnahme sie nennt, die weder zurückgestellt noch entfallen ist.",
            "A demand is answered where a measure names it that is neither postponed nor dropped."
        ),
        behind: None,
    }
}
