//! The first page: how many measures stand how, what is late, what nobody covers, what breaks
//! the rules of information.

use super::{Progress, agenda, words};
use crate::measure::{Measure, Status, participation, standing};
use crate::report::block::{Block, Cell, Section, Sentence, Table};
use crate::report::number;
use crate::report::sections::summary::judgement;
use crate::text;
use crate::text::Text;

/// What the report says in short.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Measures.
    pub measures: usize,
    /// By status, in the order of [`Status::ALL`].
    pub by_status: [usize; 7],
    /// Behind their dates, steps or targets.
    pub late: usize,
    /// Open, and somebody else must act first.
    pub waiting: usize,
    /// Demands.
    pub demands: usize,
    /// Demands that no open or completed measure answers.
    pub uncovered: usize,
    /// Openings with a known date.
    pub openings: usize,
    /// Openings with a known date that break a rule of information.
    pub breaches: usize,
    /// Dates of the next twelve months.
    pub due: usize,
}

/// Counts what the report says in short.
pub fn counts(progress: &Progress) -> Counts {
    let concept = progress.concept();
    let openings = participation::dated_openings(&progress.scenario.sites, progress.scenario.calendar.start);
    let broken = openings
        .iter()
        .filter(|opened| !participation::breaches(concept, &progress.scenario.sites, opened).is_empty());
    Counts {
        measures: concept.measures.len(),
        by_status: Status::ALL.map(|status| with_status(&concept.measures, status)),
        late: concept
            .measures
            .iter()
            .filter(|measure| is_late(measure, progress))
            .count(),
        waiting: concept
            .measures
            .iter()
            .filter(|measure| standing::waits_for(measure).is_some())
            .count(),
        demands: concept.demands.len(),
        uncovered: (0..concept.demands.len())
            .filter(|demand| !is_covered(progress, *demand))
            .count(),
        openings: openings.len(),
        breaches: broken.count(),
        due: agenda::entries(progress).len(),
    }
}

fn with_status(measures: &[Measure], status: Status) -> usize {
    measures.iter().filter(|measure| measure.status == status).count()
}

/// Whether a measure is behind on the day of the report.
pub fn is_late(measure: &Measure, progress: &Progress) -> bool {
    !standing::late(progress.concept(), measure, progress.date).is_empty()
}

/// Whether a measure that was not given up or put off answers a demand.
pub fn is_covered(progress: &Progress, demand: usize) -> bool {
    progress
        .concept()
        .answers_to(demand)
        .any(|measure| !matches!(measure.status, Status::Dropped | Status::Postponed))
}

/// The section.
pub fn section(progress: &Progress) -> Section {
    let mut blocks: Vec<Block> = no_measures(progress).map(Block::Banner).into_iter().collect();
    blocks.push(Block::Sentences(sentences(progress)));
    if !progress.concept().fields.is_empty() && !progress.concept().measures.is_empty() {
        blocks.push(Block::Table(by_field(progress)));
    }
    blocks.extend(judgement(progress.findings).map(Block::Verdict));
    Section {
        id: "summary",
        title: text!("Das Wichtigste", "In short"),
        blocks,
    }
}

/// Where there is nothing to report on.
pub fn no_measures(progress: &Progress) -> Option<Text> {
    progress.concept().measures.is_empty().then(|| {
        text!(
            "Dieses Szenario enthält keine Maßnahmen. Sie stehen in [measures.…] oder in einer Tabelle („tables.measures“).",
            "This scenario holds no measures. They stand in [measures.…] or in a table (`tables.measures`)."
        )
    })
}

/// The sentences of the summary, also for the terminal.
pub fn sentences(progress: &Progress) -> Vec<Sentence> {
    let counts = counts(progress);
    let mut all = Vec::new();
    if counts.measures > 0 {
        all.push(sentence(standing_words(&counts), None));
        all.push(late_sentence(&counts));
    }
    if counts.waiting > 0 {
        let n = counted_measures(counts.waiting);
        let (de, en) = (&n.de, &n.en);
        all.push(sentence(
            text!(
                "Auf Rat, Land oder Gesetz wartet die Stadt bei {de}.",
                "The town waits for the council, the state or the law with {en}."
            ),
            None,
        ));
    }
    if counts.demands > 0 {
        all.push(sentence(demand_words(&counts), Some("demands")));
    }
    if counts.openings > 0 {
        all.push(sentence(opening_words(&counts), Some("participation")));
    }
    let due = number::counted(counts.due as u64, ("Termin", "Termine"), ("date", "dates"));
    let (de, en) = (&due.de, &due.en);
    all.push(sentence(
        text!(
            "In den nächsten zwölf Monaten: {de}.",
            "In the next twelve months: {en}."
        ),
        Some("agenda"),
    ));
    all
}

fn sentence(text: Text, more: Option<&'static str>) -> Sentence {
    Sentence {
        text,
        key: None,
        more,
    }
}

fn counted_measures(count: usize) -> Text {
    number::counted(count as u64, ("Maßnahme", "Maßnahmen"), ("measure", "measures"))
}

fn standing_words(counts: &Counts) -> Text {
    let parts: Vec<Text> = Status::ALL
        .iter()
        .zip(counts.by_status)
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| {
            let Text { de, en } = status.name();
            text!("{count} {de}", "{count} {en}")
        })
        .collect();
    let (all, list) = (counted_measures(counts.measures), words::joined(&parts, ", "));
    let (de, en, list_de, list_en) = (all.de, all.en, list.de, list.en);
    text!("{de}: {list_de}.", "{en}: {list_en}.")
}

fn late_sentence(counts: &Counts) -> Sentence {
    if counts.late == 0 {
        return sentence(
            text!("Keine Maßnahme ist im Verzug.", "No measure is behind."),
            None,
        );
    }
    let n = counted_measures(counts.late);
    let (de, en) = (&n.de, &n.en);
    let is = if counts.late == 1 { "ist" } else { "sind" };
    let are = if counts.late == 1 { "is" } else { "are" };
    Sentence {
        text: text!("Im Verzug {is} {de}.", "{en} {are} behind."),
        key: Some(n),
        more: Some("late"),
    }
}

fn demand_words(counts: &Counts) -> Text {
    let Counts {
        demands, uncovered, ..
    } = counts;
    match uncovered {
        0 => text!(
            "Auf jede der {demands} Forderungen antwortet mindestens eine Maßnahme.",
            "Each of the {demands} demands is answered by at least one measure."
        ),
        _ => text!(
            "Von {demands} Forderungen ohne Antwort: {uncovered}.",
            "Of {demands} demands without an answer: {uncovered}."
        ),
    }
}

fn opening_words(counts: &Counts) -> Text {
    let Counts {
        openings, breaches, ..
    } = counts;
    text!(
        "Von {openings} Eröffnungen mit festem Datum ohne rechtzeitige Information der Nachbarschaft: {breaches}.",
        "Of {openings} openings with a fixed date without timely information of the neighbours: {breaches}."
    )
}

fn by_field(progress: &Progress) -> Table {
    let concept = progress.concept();
    let mut table = Table::new(
        text!("Maßnahmen nach Handlungsfeld", "Measures by action field"),
        vec![
            words::column("Handlungsfeld", "Action field"),
            words::numbers("Maßnahmen", "Measures"),
            words::numbers("begonnen oder laufend", "begun or under way"),
            words::numbers("abgeschlossen", "completed"),
            words::numbers("im Verzug", "behind"),
        ],
    );
    let number = |count: usize| Cell::Words(number::whole(count as u64));
    for (index, field) in concept.fields.iter().enumerate() {
        let measures: Vec<&Measure> = concept.measures_of(index).collect();
        let count =
            |test: &dyn Fn(&Measure) -> bool| number(measures.iter().filter(|measure| test(measure)).count());
        table.row(vec![
            Cell::Words(field.name.clone()),
            number(measures.len()),
            count(&|measure| matches!(measure.status, Status::Begun | Status::Running | Status::Delayed)),
            count(&|measure| measure.status == Status::Completed),
            count(&|measure| is_late(measure, progress)),
        ]);
    }
    table
}
