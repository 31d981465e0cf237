//! The sections of the page.

use super::sizes::{columns, gain, lettered, table};
use super::{StressReport, curve, drill, words};
use crate::report::block::{Block, Cell, Section, Table};
use crate::text;
use crate::text::Text;

/// All sections in the order of the page.
pub fn all(report: &StressReport) -> Vec<Section> {
    vec![
        surge(report),
        gains(report),
        forecast(report),
        drill::section(report),
        method(report),
    ]
}

fn surge(report: &StressReport) -> Section {
    let mut blocks: Vec<Block> = sentences(report).into_iter().map(Block::Paragraph).collect();
    // A single duration is no curve.
    blocks.push(match report.question.durations.len() {
        0 | 1 => Block::Table(table(report)),
        _ => Block::Figure(Box::new(curve::figure(report))),
    });
    Section {
        id: "surge",
        title: text!("Wie viele Menschen zusätzlich?", "How many more people?"),
        blocks,
    }
}

/// What is said first: the size for the usual duration, for the shortest and the longest.
pub fn sentences(report: &StressReport) -> Vec<Text> {
    let planned = report.as_planned();
    let certainty = report.question.certainty;
    let mut told = vec![report.usual_duration(), 0, planned.len().saturating_sub(1)];
    let mut seen = Vec::new();
    told.retain(|at| {
        let is_new = !seen.contains(at);
        seen.push(*at);
        is_new
    });
    let mut sentences = Vec::new();
    for (number, absorbed) in told.into_iter().filter_map(|at| planned.get(at)).enumerate() {
        sentences.push(words::absorbed(absorbed, certainty));
        if number == 0 {
            sentences.extend(words::in_emergency(absorbed.emergency_nights));
            sentences.extend(words::short_before(absorbed, report.question.replications));
        }
    }
    if !report.left_out.is_empty() {
        sentences.push(words::left_out(report.left_out));
    }
    sentences
}

fn gains(report: &StressReport) -> Section {
    let mut table = Table::new(
        text!(
            "Personen mehr oder weniger als wie geplant",
            "Persons more or less than as planned"
        ),
        columns(report),
    )
    .note(text!(
        "Dieselben Rechnungen in allen Varianten. Unterschiede, die kleiner sind als die Intervalle der Größen selbst, können Zufall sein.",
        "The same courses in all variants. Differences smaller than the intervals of the sizes themselves may be chance."
    ));
    for at in 1..report.answer.variants.len() {
        let mut cells = vec![Cell::Words(lettered(report, at))];
        let more = gain(report, at);
        cells.extend(more.into_iter().map(|more| Cell::Words(words::gain(more))));
        table.row(cells);
    }
    let nothing = text!(
        "Es wurde keine andere Variante gerechnet.",
        "No other variant was played."
    );
    Section {
        id: "gains",
        title: text!(
            "Was jede Stufe und jede Unterkunft bringt",
            "What each step and each site buys"
        ),
        blocks: if table.rows.is_empty() {
            vec![Block::Paragraph(nothing)]
        } else {
            vec![Block::Table(table)]
        },
    }
}

fn forecast(report: &StressReport) -> Section {
    Section {
        id: "forecast",
        title: text!(
            "Wie falsch darf die Prognose sein?",
            "How wrong may the forecast be?"
        ),
        blocks: vec![
            Block::Verdict(words::forecast(report)),
            Block::Paragraph(text!(
                "Der Faktor gilt für alle Zugänge des Szenarios zugleich; wer zu Beginn da ist, bleibt.",
                "The factor applies to all arrivals of the scenario at once; whoever is there at the start stays."
            )),
        ],
    }
}

fn method(report: &StressReport) -> Section {
    Section {
        id: "method",
        title: text!("Wie gerechnet wurde", "How it was calculated"),
        blocks: vec![Block::Terms(words::definitions(report))],
    }
}
