//! Who was informed, heard or decided, and which openings break the rules of information.

use super::{Progress, words};
use crate::findings::Unit;
use crate::findings::information::SiteNotice;
use crate::measure::participation::{self, Opened};
use crate::measure::{Meeting, MeetingState, Rules};
use crate::report::block::{Block, Cell, Light, Section, Table, Verdict, stranger};
use crate::report::number;
use crate::text;
use crate::text::Text;

/// The section; left out where nobody meets and nothing opens.
pub fn section(progress: &Progress) -> Option<Section> {
    let scenario = progress.scenario;
    let openings = participation::dated_openings(&scenario.sites, scenario.calendar.start);
    let meetings = &progress.concept().meetings;
    if openings.is_empty() && meetings.is_empty() && progress.notice.sites.is_empty() {
        return None;
    }
    let mut blocks = vec![Block::Paragraph(rules(&progress.concept().rules))];
    if !openings.is_empty() {
        blocks.push(Block::Table(opening_table(progress, &openings)));
    }
    if !progress.notice.sites.is_empty() {
        blocks.push(Block::Paragraph(in_the_simulation(progress)));
        blocks.push(Block::Table(simulated(progress)));
    }
    if !meetings.is_empty() {
        blocks.push(Block::Table(meeting_table(progress, meetings)));
    }
    Some(Section {
        id: "participation",
        title: text!("Information und Beteiligung", "Information and participation"),
        blocks,
    })
}

fn rules(rules: &Rules) -> Text {
    let planned = words::days_words(u64::from(rules.planned_days_before));
    let emergency = words::days_words(u64::from(rules.emergency_days_before));
    let after = words::within_days(u64::from(rules.emergency_follow_up_days));
    let source = words::source(rules.source.as_deref());
    let (a, b, c, s) = (planned.de, emergency.de, after.de, source.de);
    let (d, e, f, t) = (planned.en, emergency.en, after.en, source.en);
    text!(
        "Die Regel: Vor einer geplanten Unterkunft weiß die Nachbarschaft spätestens {a} vor der ersten Nacht Bescheid, vor einer Notunterkunft spätestens {b} vorher, mit einer Versammlung binnen {c} danach. Quelle: {s}.",
        "The rule: neighbours of a planned site know at least {d} before the first night, of an emergency site at least {e} before, with a meeting within {f} after it. Source: {t}."
    )
}

fn opening_table(progress: &Progress, openings: &[Opened]) -> Table {
    let mut table = Table::new(
        text!("Eröffnungen mit festem Datum", "Openings with a fixed date"),
        vec![
            words::column("Unterkunft", "Site"),
            words::column("erste Nacht", "first night"),
            words::column("Nachbarschaft informiert", "Neighbours informed"),
            words::column("Regel", "Rule"),
        ],
    );
    let sites = &progress.scenario.sites;
    for opened in openings {
        let informed = participation::informed_on(progress.concept(), sites, opened.site);
        table.row(vec![
            Cell::name(&sites[opened.site.index()].name),
            Cell::Words(number::date(opened.date)),
            Cell::words_or_nothing(informed.map(number::date)),
            Cell::Verdict(verdict(progress, opened)),
        ]);
    }
    table
}

fn verdict(progress: &Progress, opened: &Opened) -> Verdict {
    let breaches = participation::breaches(progress.concept(), &progress.scenario.sites, opened);
    let rule = Text::same("");
    if breaches.is_empty() {
        let informed = participation::informed_on(progress.concept(), &progress.scenario.sites, opened.site);
        let is_ahead = informed.is_some_and(|day| day > progress.date);
        return Verdict {
            light: if is_ahead { Light::Amber } else { Light::Green },
            word: if is_ahead {
                text!("eingehalten, wenn der Termin bleibt", "kept if the date stays")
            } else {
                text!("eingehalten", "kept")
            },
            sentence: Text::same(""),
            rule,
            behind: None,
        };
    }
    let reasons: Vec<Text> = breaches.into_iter().map(words::breach).collect();
    let is_ahead = opened.date > progress.date;
    Verdict {
        light: if is_ahead { Light::Amber } else { Light::Red },
        word: if is_ahead {
            text!("noch nicht eingehalten", "not kept yet")
        } else {
            text!("nicht eingehalten", "not kept")
        },
        sentence: words::joined(&reasons, " "),
        rule,
        behind: None,
    }
}

fn in_the_simulation(progress: &Progress) -> Text {
    let seen = number::frequency(progress.notice.count, progress.notice.replications);
    let (de, en) = (&seen.de, &seen.en);
    let first = text!(
        "In der Simulation öffnet {de} mindestens eine Unterkunft, ohne dass die Nachbarschaft rechtzeitig davon erfährt. Bei Notunterkünften gilt der Tag des Beschlusses als frühester Tag der Information, wenn kein früherer eingetragen ist.",
        "In the simulation, {en}, at least one site opens without the neighbours hearing of it in time. For emergency sites the day of the decision counts as the earliest day of information, where no earlier one is entered."
    );
    let after = number::frequency(
        progress.notice.count_without_follow_up,
        progress.notice.replications,
    );
    let (de, en) = (&after.de, &after.en);
    let mut sentences = vec![
        first,
        text!(
            "Nach einer Eröffnung im Notfall fehlt {de} mindestens einmal die Versammlung, die die Regel verlangt.",
            "After an emergency opening, {en}, the meeting that the rule asks for is missing at least once."
        ),
    ];
    sentences.extend(
        steps_that(progress, |notice| notice.breaches.value).map(|Text { de, en }| {
            text!(
                "Zu spät informiert wird bei diesen Stufen des Notfallplans: {de}.",
                "These steps of the ladder inform too late: {en}."
            )
        }),
    );
    sentences.extend(
        steps_that(progress, |notice| notice.without_follow_up.value).map(|Text { de, en }| {
            text!(
                "Ohne Versammlung danach bleiben: {de}.",
                "Without a meeting after them remain: {en}."
            )
        }),
    );
    words::joined(&sentences, " ")
}

fn simulated(progress: &Progress) -> Table {
    let mut table = Table::new(
        text!("Eröffnungen in der Simulation", "Openings in the simulation"),
        vec![
            words::column("Unterkunft", "Site"),
            words::column("öffnet", "opens"),
            words::column("Anlass", "Cause"),
            words::numbers("Eröffnungen je Rechnung", "openings per course"),
            words::numbers(
                "davon ohne rechtzeitige Information",
                "of these without timely information",
            ),
            words::numbers(
                "davon ohne Versammlung danach",
                "of these without a meeting after",
            ),
        ],
    );
    for notice in &progress.notice.sites {
        table.row(simulated_row(progress, notice));
    }
    table
}

fn simulated_row(progress: &Progress, notice: &SiteNotice) -> Vec<Cell> {
    let shown = |estimate: crate::findings::Estimate| {
        let end = |value| number::carried(value, estimate.low, estimate.high, Unit::Moves);
        let between = number::between(&end(estimate.low), &end(estimate.high));
        if estimate.low == estimate.high {
            Cell::Words(end(estimate.value))
        } else {
            Cell::WithDetail(end(estimate.value), between)
        }
    };
    vec![
        Cell::name(&progress.scenario.sites[notice.site.index()].name),
        Cell::Words(number::frequency(notice.opened, progress.notice.replications)),
        Cell::Words(cause(progress, notice)),
        shown(notice.openings),
        shown(notice.breaches),
        shown(notice.without_follow_up),
    ]
}

/// What opens a site: a step of the ladder, need without one, or its plan.
fn cause(progress: &Progress, notice: &SiteNotice) -> Text {
    match &notice.step {
        Some(step) => {
            let Text { de, en } = stranger(step);
            text!("Notfallplan: {de}", "ladder: {en}")
        }
        None if progress.scenario.sites[notice.site.index()].emergency => {
            text!("Not ohne Notfallplan", "need, without a ladder")
        }
        None => text!("Planung", "plan"),
    }
}

/// Steps of the ladder that open sites against a rule, for people; `None`: no step does.
fn steps_that(progress: &Progress, breaks: fn(&SiteNotice) -> f64) -> Option<Text> {
    let of = |notice: &&SiteNotice| breaks(notice) > 0.0;
    let steps = progress.notice.sites.iter().filter(of);
    let mut names: Vec<Text> = steps
        .filter_map(|notice| notice.step.as_deref().map(stranger))
        .collect();
    names.dedup();
    (!names.is_empty()).then(|| words::joined(&names, ", "))
}

fn meeting_table(progress: &Progress, meetings: &[Meeting]) -> Table {
    let mut table = Table::new(
        text!(
            "Wer informiert, gehört oder gefragt wurde oder wird",
            "Who was or will be informed, heard or asked"
        ),
        vec![
            words::column("Termin", "Occasion"),
            words::column("Datum", "Date"),
            words::column("Wer", "Who"),
            words::column("Worüber", "About what"),
        ],
    );
    let mut ordered: Vec<&Meeting> = meetings.iter().collect();
    ordered.sort_by_key(|meeting| meeting.date);
    for meeting in ordered {
        table.row(vec![
            Cell::WithDetails(
                stranger(&meeting.name),
                vec![meeting.part.name(), words::source(meeting.source.as_deref())],
            ),
            Cell::WithDetail(number::date(meeting.date), standing(progress, meeting)),
            Cell::Words(words::who(meeting)),
            Cell::words_or_nothing(subject(progress, meeting)),
        ]);
    }
    table
}

fn standing(progress: &Progress, meeting: &Meeting) -> Text {
    match meeting.state {
        MeetingState::Cancelled => text!("abgesagt", "cancelled"),
        MeetingState::Fixed if meeting.date > progress.date => text!("geplant", "planned"),
        MeetingState::Fixed => text!("gewesen", "past"),
    }
}

/// The site or measure that an occasion is about.
pub fn subject(progress: &Progress, meeting: &Meeting) -> Option<Text> {
    let site = meeting
        .site
        .map(|site| progress.scenario.sites[site.index()].name.as_str());
    let measure = meeting
        .measure
        .map(|measure| progress.concept().measures[measure].name.as_str());
    site.or(measure).map(stranger)
}
