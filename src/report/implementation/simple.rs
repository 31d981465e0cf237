//! The implementation report in Einfache Sprache: short German sentences from the same counts.
//!
//! Words of the town stand apart from ours, as terms, so that ours are short whatever it writes.

use super::summary::{Counts, counts};
use super::{Progress, agenda};
use crate::measure::{Measure, Status};
use crate::report::block::{Block, Page, Section, stranger};
use crate::report::number;
use crate::text::Text;

/// Most dates that are told.
const MOST_DATES: usize = 6;

/// The page.
pub fn compose(progress: &Progress) -> Page {
    let counts = counts(progress);
    let mut sections = vec![section(
        "summary",
        "Wie weit ist die Stadt?",
        vec![lines(standing(&counts))],
    )];
    let told = told(progress);
    if !told.is_empty() {
        let mut blocks = vec![Block::Terms(told)];
        blocks.extend(untold(progress).map(|sentence| lines(vec![sentence])));
        sections.push(section("measures", "Was tut die Stadt?", blocks));
    }
    if counts.demands > 0 {
        sections.push(section(
            "demands",
            "Was fordern die Menschen?",
            vec![lines(demands(&counts))],
        ));
    }
    let dates = dates(progress);
    if !dates.is_empty() {
        sections.push(section(
            "agenda",
            "Was kommt als Nächstes?",
            vec![Block::Terms(dates)],
        ));
    }
    if progress.public.is_some() {
        sections.push(section("public", "Was fehlt hier?", vec![lines(own(&PUBLIC))]));
    }
    sections.push(section("words", "Schwere Wörter", vec![Block::Terms(words())]));
    sections.push(section(
        "checked",
        "Ist der Text geprüft?",
        vec![lines(own(&CHECKED))],
    ));
    Page {
        chart_files: None,
        title: plain("Was aus dem Plan geworden ist"),
        kicker: plain("Bericht in Einfacher Sprache"),
        lead: None,
        facts: vec![
            (plain("Stadt"), stranger(&progress.scenario.name)),
            (plain("Stand"), number::date(progress.date)),
        ],
        small: Vec::new(),
        sections,
        foot: plain("Die Stadt kann ihren Plan noch ändern."),
    }
}

const CHECKED: [&str; 3] = [
    "Das ist ein Entwurf.",
    "Noch niemand hat den Text geprüft.",
    "Es gibt auch einen langen Bericht.",
];

const PUBLIC: [&str; 3] = [
    "Dieser Text ist für alle.",
    "Manche Häuser haben hier keinen Namen.",
    "Das schützt die Menschen dort.",
];

fn plain(words: &str) -> Text {
    Text::same(words)
}

fn own(sentences: &[&str]) -> Vec<String> {
    sentences.iter().map(|line| (*line).to_owned()).collect()
}

fn lines(sentences: Vec<String>) -> Block {
    Block::List(sentences.into_iter().map(Text::same).collect())
}

fn section(id: &'static str, title: &str, blocks: Vec<Block>) -> Section {
    Section {
        id,
        title: plain(title),
        blocks,
    }
}

/// One thing or several.
fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {several}")
    }
}

/// How many measures there are, and how they stand.
fn standing(counts: &Counts) -> Vec<String> {
    let mut said = vec![format!(
        "Im Plan {}.",
        match counts.measures {
            1 => "steht 1 Maßnahme".to_owned(),
            many => format!("stehen {many} Maßnahmen"),
        }
    )];
    let by_status = Status::ALL.into_iter().zip(counts.by_status);
    for (status, count) in by_status.filter(|(_, count)| *count > 0) {
        let words = match status {
            Status::Planned => counted(count, "ist geplant", "sind geplant"),
            Status::Begun => counted(count, "hat gerade begonnen", "haben gerade begonnen"),
            Status::Running => counted(count, "läuft", "laufen"),
            Status::Completed => counted(count, "ist fertig", "sind fertig"),
            Status::Delayed => counted(count, "dauert länger als geplant", "dauern länger als geplant"),
            Status::Postponed => counted(count, "kommt später", "kommen später"),
            Status::Dropped => counted(count, "macht die Stadt nicht mehr", "macht die Stadt nicht mehr"),
        };
        said.push(format!("{words}."));
    }
    if counts.late > 0 {
        said.push(format!(
            "{}.",
            counted(counts.late, "ist zu spät", "sind zu spät")
        ));
    }
    said
}

fn demands(counts: &Counts) -> Vec<String> {
    let mut said = vec![format!(
        "Die Menschen haben {}.",
        counted(counts.demands, "Forderung", "Forderungen")
    )];
    said.push(match counts.uncovered {
        0 => "Für jede Forderung gibt es eine Maßnahme.".to_owned(),
        1 => "Für 1 Forderung gibt es keine Maßnahme.".to_owned(),
        many => format!("Für {many} Forderungen gibt es keine Maßnahme."),
    });
    said
}

/// By action field what the town wrote about its open measures in simple words.
fn told(progress: &Progress) -> Vec<(Text, Text)> {
    let concept = progress.concept();
    let fields = concept.fields.iter().enumerate();
    fields
        .filter_map(|(index, field)| {
            let simple: Vec<&str> = open(progress)
                .filter(|measure| measure.field == index)
                .filter_map(|measure| measure.simple.as_deref())
                .collect();
            (!simple.is_empty()).then(|| (plain(&field.name.de), stranger(&simple.join(" "))))
        })
        .collect()
}

fn open<'a>(progress: &Progress<'a>) -> impl Iterator<Item = &'a Measure> {
    let measures = progress.concept().measures.iter();
    measures.filter(|measure| measure.status.is_open())
}

/// How many open measures have no simple words.
fn untold(progress: &Progress) -> Option<String> {
    let count = open(progress).filter(|measure| measure.simple.is_none()).count();
    (count > 0).then(|| {
        let words = counted(count, "weiteren Maßnahme", "weiteren Maßnahmen");
        format!("Zu {words} gibt es keinen einfachen Text.")
    })
}

fn dates(progress: &Progress) -> Vec<(Text, Text)> {
    let entries = agenda::entries(progress).into_iter().take(MOST_DATES);
    entries
        .map(|entry| (plain(&entry.date.german()), plain(&entry.what.de)))
        .collect()
}

fn words() -> Vec<(Text, Text)> {
    vec![
        (plain("Maßnahme"), plain("Das will die Stadt tun.")),
        (plain("Forderung"), plain("Das wollen Menschen von der Stadt.")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::einfach::linter::faults;

    fn with(measures: usize, one: usize, demands: usize) -> Counts {
        Counts {
            measures,
            by_status: [one; 7],
            late: one,
            waiting: one,
            demands,
            uncovered: one,
            openings: 0,
            breaches: 0,
            due: 0,
        }
    }

    #[test]
    fn every_sentence_is_einfach() {
        let counts = [with(1, 1, 1), with(14, 2, 5), with(0, 0, 3)];
        let mut all: Vec<String> = counts.iter().flat_map(standing).collect();
        all.extend(counts.iter().flat_map(demands));
        all.extend(own(&CHECKED));
        all.extend(own(&PUBLIC));
        all.extend(words().into_iter().map(|(_, meaning)| meaning.de));
        for sentence in all {
            assert_eq!(faults(&sentence), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn one_is_said_as_one() {
        let said = standing(&with(1, 1, 0)).join(" ");
        assert!(
            said.starts_with("Im Plan steht 1 Maßnahme. 1 ist geplant."),
            "{said}"
        );
    }
}
