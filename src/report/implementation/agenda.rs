//! What is due in the next twelve months: decisions, information, occasions, steps, targets.

use super::participation::subject;
use super::{Progress, owner, words};
use crate::calendar::Date;
use crate::ids::SiteId;
use crate::measure::{
    Effect, Feasibility, Measure, Meeting, MeetingState, Part, Status, participation, standing,
};
use crate::report::block::{Block, Cell, Section, Table, stranger};
use crate::report::number;
use crate::site::{Opening, Site};
use crate::text;
use crate::text::Text;

/// What is due on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub date: Date,
    /// What sort of date, in machine formats.
    pub sort: Sort,
    /// What is to be done.
    pub what: Text,
    /// Who does it, where known.
    pub who: Option<Text>,
}

/// Sorts of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// Somebody decides, or must by then.
    Decision,
    /// People are told, or must know by then.
    Information,
    /// People are heard.
    Meeting,
    /// A measure begins or ends, or its next step or target is due.
    Measure,
    /// A site opens or closes.
    Site,
}

impl Sort {
    /// In machine formats.
    pub fn code(self) -> &'static str {
        match self {
            Sort::Decision => "decision",
            Sort::Information => "information",
            Sort::Meeting => "meeting",
            Sort::Measure => "measure",
            Sort::Site => "site",
        }
    }

    /// For people.
    pub fn name(self) -> Text {
        match self {
            Sort::Decision => text!("Beschluss", "decision"),
            Sort::Information => text!("Information", "information"),
            Sort::Meeting => text!("Beteiligung", "participation"),
            Sort::Measure => text!("Maßnahme", "measure"),
            Sort::Site => text!("Unterkunft", "site"),
        }
    }
}

/// The section.
pub fn section(progress: &Progress) -> Section {
    let entries = entries(progress);
    let block = if entries.is_empty() {
        Block::Paragraph(text!(
            "In den nächsten zwölf Monaten ist nichts fällig, soweit Daten eingetragen sind.",
            "Nothing is due in the next twelve months, as far as dates are entered."
        ))
    } else {
        Block::Table(table(entries))
    };
    Section {
        id: "agenda",
        title: text!("Die nächsten zwölf Monate", "The next twelve months"),
        blocks: vec![block],
    }
}

fn table(entries: Vec<Entry>) -> Table {
    let mut table = Table::new(
        text!("Beschlüsse, Termine, Schritte", "Decisions, occasions, steps"),
        vec![
            words::column("Datum", "Date"),
            words::column("Art", "Sort"),
            words::column("Was", "What"),
            words::column("Wer", "Who"),
        ],
    );
    for entry in entries {
        table.row(vec![
            Cell::Words(number::date(entry.date)),
            Cell::Words(entry.sort.name()),
            Cell::Words(entry.what),
            Cell::words_or_nothing(entry.who),
        ]);
    }
    table
}

/// What is due from the day of the report on, for twelve months, in order of date.
pub fn entries(progress: &Progress) -> Vec<Entry> {
    let mut all = of_sites(progress);
    all.extend(of_meetings(progress));
    let concept = progress.concept();
    for (position, measure) in concept.measures.iter().enumerate() {
        let own: Vec<&Meeting> = fixed(&concept.meetings)
            .filter(|meeting| is_about(meeting, position, measure))
            .collect();
        all.extend(of_measure(measure, &own));
    }
    let end = Date(progress.date.0.saturating_add(jiff::Span::new().months(12)));
    all.retain(|entry| entry.date >= progress.date && entry.date <= end);
    all.sort_by_key(|entry| (entry.date, entry.sort));
    all
}

fn of_sites(progress: &Progress) -> Vec<Entry> {
    let scenario = progress.scenario;
    let start = scenario.calendar.start;
    let mut all = Vec::new();
    for opened in participation::dated_openings(&scenario.sites, start) {
        let site = &scenario.sites[opened.site.index()];
        all.extend(before_opening(progress, site, &opened));
    }
    for site in &scenario.sites {
        all.extend(ends(site, start));
    }
    all
}

/// Decision, information and first night of a site.
fn before_opening(progress: &Progress, site: &Site, opened: &participation::Opened) -> Vec<Entry> {
    let name = stranger(&site.name);
    let (de, en) = (&name.de, &name.en);
    let mut all = vec![Entry {
        date: opened.date,
        sort: Sort::Site,
        what: text!("{de}: erste Nacht", "{en}: first night"),
        who: None,
    }];
    if let (Opening::Planned { .. }, Some(lead)) = (&site.opening, site.lead_time_days) {
        all.push(Entry {
            date: opened.date.plus_days(-i64::from(lead)),
            sort: Sort::Decision,
            what: text!(
                "{de}: spätester Beschluss, damit die Unterkunft rechtzeitig fertig wird",
                "{en}: last day to decide if the site is to be ready in time"
            ),
            who: Some(text!("Rat", "council")),
        });
    }
    let informed = participation::informed_on(progress.concept(), &progress.scenario.sites, opened.site);
    if informed.is_none() {
        let days = progress.concept().rules.days_before(opened.manner);
        all.push(Entry {
            date: opened.date.plus_days(-i64::from(days)),
            sort: Sort::Information,
            what: text!(
                "{de}: Nachbarschaft spätestens informieren",
                "{en}: last day to inform the neighbours"
            ),
            who: None,
        });
    }
    all
}

/// The last night of a site, and the day by which notice must be given or the lease extended.
fn ends(site: &Site, start: Date) -> Vec<Entry> {
    let until = match site.opening {
        Opening::Fixed { until, .. } | Opening::Planned { until, .. } => until,
        Opening::OnNeed { .. } | Opening::Never => None,
    };
    let Some(until) = until.map(|day| start.plus_days(day)) else {
        return Vec::new();
    };
    let name = stranger(&site.name);
    let (de, en) = (&name.de, &name.en);
    let mut all = vec![Entry {
        date: until,
        sort: Sort::Site,
        what: text!("{de}: letzte Nacht", "{en}: last night"),
        who: None,
    }];
    if let Some(notice) = site.notice_days {
        all.push(Entry {
            date: until.plus_days(-i64::from(notice)),
            sort: Sort::Decision,
            what: text!(
                "{de}: kündigen oder verlängern",
                "{en}: give notice or extend the lease"
            ),
            who: None,
        });
    }
    all
}

fn fixed(meetings: &[Meeting]) -> impl Iterator<Item = &Meeting> {
    meetings
        .iter()
        .filter(|meeting| meeting.state == MeetingState::Fixed)
}

/// Whether an occasion is about a measure, or about a site that stands for it.
fn is_about(meeting: &Meeting, position: usize, measure: &Measure) -> bool {
    let opens = |site: SiteId| {
        measure
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Opens { site: opened, .. } if *opened == site))
    };
    match meeting.measure {
        Some(named) => named == position,
        None => meeting.site.is_some_and(opens),
    }
}

/// What a measure calls the occasion, where it is a next step of it and has a name of its own.
fn called(progress: &Progress, meeting: &Meeting) -> Option<Text> {
    let measures = progress.concept().measures.iter().enumerate();
    measures
        .filter(|(position, measure)| {
            is_listed(measure)
                && measure.next_date == Some(meeting.date)
                && is_about(meeting, *position, measure)
        })
        .filter_map(|(_, measure)| measure.next_step.as_deref())
        .find(|step| *step != meeting.name)
        .map(stranger)
}

/// Whether the calendar holds the dates of a measure.
fn is_listed(measure: &Measure) -> bool {
    measure.status.is_open() && measure.status != Status::Postponed
}

fn of_meetings(progress: &Progress) -> Vec<Entry> {
    fixed(&progress.concept().meetings)
        .map(|meeting| {
            let name = stranger(&meeting.name);
            let about = subject(progress, meeting);
            let parts: Vec<Text> = std::iter::once(name)
                .chain(about)
                .chain(called(progress, meeting))
                .collect();
            Entry {
                date: meeting.date,
                sort: sort_of(meeting.part),
                what: words::joined(&parts, " – "),
                who: Some(words::who(meeting)),
            }
        })
        .collect()
}

fn sort_of(part: Part) -> Sort {
    match part {
        Part::Decided => Sort::Decision,
        Part::Informed => Sort::Information,
        Part::Heard => Sort::Meeting,
    }
}

/// What is due about a measure, apart from the occasions about it: a next step on the day of one of
/// them is that occasion, and where the council's decision has a date, it needs no reminder.
fn of_measure(measure: &Measure, meetings: &[&Meeting]) -> Vec<Entry> {
    if !is_listed(measure) {
        return Vec::new();
    }
    let name = stranger(&measure.name);
    let (de, en) = (&name.de, &name.en);
    let entry = |date: Option<Date>, sort: Sort, what: Text| {
        date.map(|date| Entry {
            date,
            sort,
            what,
            who: measure.owner.as_ref().map(|_| owner(measure)),
        })
    };
    let said = measure.next_step.as_deref().map(stranger);
    let (step_de, step_en) = said.map_or_else(
        || ("nächster Schritt".to_owned(), "next step".to_owned()),
        |step| (step.de, step.en),
    );
    let start = measure.start;
    let decides = |meeting: &&&Meeting| {
        meeting.part == Part::Decided && start.is_some_and(|start| meeting.date <= start)
    };
    let undecided = meetings.iter().find(decides).is_none();
    let permission = start.filter(|_| {
        undecided && measure.status == Status::Planned && measure.feasibility == Feasibility::Council
    });
    let step = measure
        .next_date
        .filter(|date| meetings.iter().all(|meeting| meeting.date != *date));
    [
        entry(
            permission,
            Sort::Decision,
            text!(
                "{de}: vor dem Beginn muss der Rat beschließen",
                "{en}: the council must decide before it begins"
            ),
        ),
        entry(measure.start, Sort::Measure, text!("{de}: Beginn", "{en}: start")),
        entry(step, Sort::Measure, text!("{de}: {step_de}", "{en}: {step_en}")),
        entry(
            measure.end,
            Sort::Measure,
            text!("{de}: Abschluss", "{en}: completion"),
        ),
        entry(
            standing::due(measure).filter(|due| measure.target.is_some() && Some(*due) != measure.end),
            Sort::Measure,
            text!("{de}: Ziel soll erreicht sein", "{en}: target due"),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
