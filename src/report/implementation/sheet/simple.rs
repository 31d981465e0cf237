//! The information sheet in Einfache Sprache.
//!
//! Our sentences have at most twelve words. Words of the town stand apart from them, so that this
//! holds whatever the town writes.

use super::{Facts, alternatives, contact, facts, section, shares, until};
use crate::measure::participation::Opened;
use crate::measure::{Meeting, Who};
use crate::report::block::{Block, Page, stranger};
use crate::report::implementation::Progress;
use crate::site::Opening;
use crate::text::Text;

/// The sheet in simple German.
pub fn page(progress: &Progress, opened: &Opened) -> Page {
    let facts = facts(progress, opened);
    let sections = vec![
        section("what", plain("Was ist geplant?"), simple_what(&facts)),
        section("why", plain("Warum hier?"), simple_why(progress, &facts)),
        section("when", plain("Wann beginnt es?"), simple_when(progress, &facts)),
        section("next", plain("Wie geht es weiter?"), simple_next(&facts)),
        section(
            "ask",
            plain("Haben Sie Fragen?"),
            simple_contact(progress, &facts),
        ),
    ];
    Page {
        chart_files: None,
        title: plain("Eine neue Unterkunft in Ihrer Nähe"),
        kicker: plain("Entwurf in Einfacher Sprache, noch nicht geprüft"),
        lead: None,
        facts: vec![(plain("Stand"), plain(&progress.date.german()))],
        small: Vec::new(),
        sections,
        foot: plain("Die Zahlen sind gerechnet. Es kann anders kommen."),
    }
}

/// German only; the sheet exists in no other language.
fn plain(words: &str) -> Text {
    Text::same(words)
}

fn lines(sentences: &[String]) -> Block {
    Block::List(sentences.iter().map(|line| plain(line)).collect())
}

/// A sentence before a list or before dates.
fn lead(words: &str) -> Block {
    Block::Paragraph(plain(words))
}

fn own(sentences: &[&str]) -> Vec<String> {
    sentences.iter().map(|line| (*line).to_owned()).collect()
}

fn simple_what(facts: &Facts) -> Vec<Block> {
    let most = facts.site.nominal_places();
    let room = match most {
        1 => "Dort ist Platz für 1 Person.".to_owned(),
        _ => format!("Dort ist Platz für {most} Menschen."),
    };
    let mut sentences = own(&[
        "Die Stadt plant eine neue Unterkunft.",
        "Dort wohnen geflüchtete Menschen.",
    ]);
    sentences.push(room);
    vec![
        lines(&sentences),
        Block::Terms(vec![
            (plain("Ort"), stranger(&facts.site.name)),
            (plain("Stadtteil"), stranger(facts.district)),
            (plain("Art"), stranger(facts.kind)),
        ]),
    ]
}

fn simple_why(progress: &Progress, facts: &Facts) -> Vec<Block> {
    let mut sentences = own(&[
        "Die Stadt braucht Plätze zum Wohnen.",
        "Die Menschen sollen in allen Stadtteilen wohnen.",
    ]);
    let district = progress.findings.districts.get(facts.site.district.index());
    let share = district.and_then(|one| Some((one, shares(&progress.findings.districts, one)?)));
    if let Some((one, shares)) = share {
        let part = one.target_share.unwrap_or(shares.residents);
        sentences.push(
            if shares.housed < part {
                "Ihr Stadtteil nimmt weniger Menschen auf als seinen Anteil."
            } else {
                "Ihr Stadtteil nimmt schon viele Menschen auf."
            }
            .to_owned(),
        );
    }
    let mut blocks = vec![lines(&sentences)];
    if let Some(why) = facts.words.and_then(|words| words.why_here.as_deref()) {
        blocks.push(Block::Terms(vec![(plain("Das sagt die Stadt"), stranger(why))]));
    }
    let alternatives = alternatives(progress, facts);
    if !alternatives.is_empty() {
        blocks.push(lead("Die Stadt hat auch anderes geprüft:"));
        blocks.push(Block::List(alternatives));
    }
    blocks
}

fn simple_when(progress: &Progress, facts: &Facts) -> Vec<Block> {
    let mut sentences = vec![format!("Es beginnt am {}.", facts.opened.date.german())];
    sentences.push(match until(progress, facts.site) {
        Some(last) => format!("Es endet am {}.", last.german()),
        None => "Das Ende steht noch nicht fest.".to_owned(),
    });
    if matches!(facts.site.opening, Opening::Planned { .. }) {
        sentences.extend(own(&[
            "Der Plan kann sich noch ändern.",
            "Dann bekommen Sie eine neue Nachricht.",
        ]));
    }
    vec![lines(&sentences)]
}

fn simple_next(facts: &Facts) -> Vec<Block> {
    let (open, others): (Vec<&Meeting>, Vec<&Meeting>) = facts
        .meetings
        .iter()
        .partition(|meeting| meeting.who.contains(&Who::Residents));
    let mut blocks = Vec::new();
    if facts.meetings.is_empty() {
        blocks.push(lead("Es gibt noch keinen neuen Termin."));
    }
    let planned = match open.is_empty() {
        true => "Diese Termine sind geplant:",
        false => "Diese Termine sind auch geplant:",
    };
    for (words, meetings) in [
        ("Sie können zu diesen Terminen kommen:", &open),
        (planned, &others),
        ("Diese Termine waren schon:", &facts.past),
    ] {
        if !meetings.is_empty() {
            blocks.extend([lead(words), dates(meetings)]);
        }
    }
    blocks
}

fn dates(meetings: &[&Meeting]) -> Block {
    let terms = meetings
        .iter()
        .map(|meeting| (plain(&meeting.date.german()), stranger(&meeting.name)));
    Block::Terms(terms.collect())
}

fn simple_contact(progress: &Progress, facts: &Facts) -> Vec<Block> {
    let mut blocks = vec![lines(&own(&["Dann fragen Sie uns.", "Wir antworten Ihnen."]))];
    blocks.extend(contact(progress, facts));
    blocks
}
