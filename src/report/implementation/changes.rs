//! What changed since the last report, as the dates say.

use super::{Progress, words};
use crate::measure::{MeetingState, Status, participation};
use crate::report::block::{Block, Cell, Section, Table, stranger};
use crate::report::number;
use crate::text;
use crate::text::Text;

/// A change between the last report and this one.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// When.
    pub date: crate::calendar::Date,
    /// Of what.
    pub what: Text,
    /// What changed.
    pub change: Text,
}

/// The section; left out where no earlier report is known.
pub fn section(progress: &Progress) -> Option<Section> {
    let since = progress.since?;
    let changes = entries(progress);
    let Text { de, en } = number::date(since);
    let block = if changes.is_empty() {
        Block::Paragraph(text!(
            "Seit dem {de} ist keine Veränderung eingetragen.",
            "No change since {en} is entered."
        ))
    } else {
        let mut table = Table::new(
            text!("Veränderungen seit dem {de}", "Changes since {en}"),
            vec![
                words::column("Was", "What"),
                words::column("Veränderung", "Change"),
                words::column("Datum", "Date"),
            ],
        );
        for change in changes {
            table.row(vec![
                Cell::Words(change.what),
                Cell::Words(change.change),
                Cell::Words(number::date(change.date)),
            ]);
        }
        Block::Table(table)
    };
    Some(Section {
        id: "changes",
        title: text!("Seit dem letzten Bericht", "Since the last report"),
        blocks: vec![block],
    })
}

/// All changes, in order of date.
pub fn entries(progress: &Progress) -> Vec<Change> {
    let mut all = of_measures(progress);
    all.extend(of_indicators(progress));
    all.extend(of_meetings(progress));
    all.extend(of_sites(progress));
    all.sort_by_key(|change| change.date);
    all
}

fn of_measures(progress: &Progress) -> Vec<Change> {
    let changed = progress
        .concept()
        .measures
        .iter()
        .filter_map(|measure| Some((measure, measure.status_since?)));
    changed
        .filter(|(_, since)| progress.is_new(*since))
        .map(|(measure, date)| Change {
            date,
            what: stranger(&measure.name),
            change: status_words(measure.status, measure.status_before),
        })
        .collect()
}

fn status_words(now: Status, before: Option<Status>) -> Text {
    let Text { de, en } = now.name();
    match before.filter(|before| *before != now) {
        Some(before) => {
            let Text {
                de: from_de,
                en: from_en,
            } = before.name();
            text!("{de} (vorher {from_de})", "{en} (before: {from_en})")
        }
        None => text!("{de}", "{en}"),
    }
}

fn of_indicators(progress: &Progress) -> Vec<Change> {
    let mut all = Vec::new();
    for indicator in &progress.concept().indicators {
        let Some((date, value)) = indicator.known_on(progress.date) else {
            continue;
        };
        if !progress.is_new(date) {
            continue;
        }
        let before = progress.since.and_then(|since| indicator.known_on(since));
        let before = before.map(|(_, value)| value).or(indicator.baseline);
        let now = words::value(value, indicator);
        let (de, en) = (&now.de, &now.en);
        let change = match before.map(|value| words::value(value, indicator)) {
            Some(before) => {
                let (from_de, from_en) = (&before.de, &before.en);
                text!("{de} (vorher {from_de})", "{en} (before: {from_en})")
            }
            None => now,
        };
        all.push(Change {
            date,
            what: stranger(&indicator.name),
            change,
        });
    }
    all
}

fn of_meetings(progress: &Progress) -> Vec<Change> {
    let held = progress
        .concept()
        .meetings
        .iter()
        .filter(|meeting| progress.is_new(meeting.date) && meeting.state == MeetingState::Fixed);
    held.map(|meeting| Change {
        date: meeting.date,
        what: stranger(&meeting.name),
        change: words::joined(&[meeting.part.name(), words::who(meeting)], ": "),
    })
    .collect()
}

fn of_sites(progress: &Progress) -> Vec<Change> {
    let openings = participation::dated_openings(&progress.scenario.sites, progress.scenario.calendar.start);
    let new = openings.iter().filter(|opened| progress.is_new(opened.date));
    new.map(|opened| Change {
        date: opened.date,
        what: stranger(&progress.scenario.sites[opened.site.index()].name),
        change: text!("erste Nacht laut Szenario", "first night, as the scenario says"),
    })
    .collect()
}
