//! Words of the stress test.

mod forecast;
mod method;
mod names;
mod sizes;

pub use forecast::forecast;
pub use method::{definitions, drill_lead};
pub use names::{cause, variant};
pub use sizes::{absorbed, gain, in_emergency, interval, missed, persons, short_before};

use super::StressReport;
use crate::calendar::Day;
use crate::report::block::stranger;
use crate::report::number;
use crate::text;
use crate::text::Text;

/// Title of the page.
pub fn title(scenario: &Text) -> Text {
    let (de, en) = (&scenario.de, &scenario.en);
    text!("Belastungsprobe: {de}", "Stress test: {en}")
}

/// What kind of page it is.
pub fn kicker() -> Text {
    text!(
        "Wie viele Menschen zusätzlich, wie falsch darf die Prognose sein, was im Notfall geschieht",
        "How many more people, how wrong the forecast may be, what happens in an emergency"
    )
}

/// When the surge begins.
pub fn start() -> Text {
    text!("Beginn des Zustroms", "Start of the surge")
}

/// How sure it must be.
pub fn certainty() -> Text {
    text!("Sicherheit", "Certainty")
}

/// Who comes.
pub fn who_comes() -> Text {
    text!("Wer kommt", "Who comes")
}

/// The groups of the surge with their parts of the households.
pub fn mix(report: &StressReport) -> Text {
    let part = |(group, part): &(crate::ids::GroupId, f64)| {
        let name = stranger(&report.scenario.groups[group.index()].name);
        let Text { de, en } =
            number::with_unit(&number::decimal(part * 100.0, 0), crate::findings::Unit::Share);
        let (name_de, name_en) = (&name.de, &name.en);
        text!("{name_de} {de}", "{name_en} {en}")
    };
    let parts: Vec<Text> = report.question.mix.0.iter().map(part).collect();
    let joined = |pick: fn(&Text) -> &str| parts.iter().map(pick).collect::<Vec<&str>>().join(", ");
    let (de, en) = (joined(|text| &text.de), joined(|text| &text.en));
    text!("{de} (Anteile der Haushalte)", "{en} (parts of the households)")
}

/// A duration as the head of a column: `3 Monate`.
pub fn duration(days: Day) -> Text {
    match months(days) {
        Some(1) => text!("1 Monat", "1 month"),
        Some(months) => text!("{months} Monate", "{months} months"),
        None if days > 7 && days.is_multiple_of(7) => {
            let weeks = days / 7;
            text!("{weeks} Wochen", "{weeks} weeks")
        }
        None => number::counted(u64::from(days), ("Tag", "Tage"), ("day", "days")),
    }
}

/// A duration after „in“: `in 3 Monaten`.
pub fn within(days: Day) -> Text {
    match months(days) {
        Some(1) => text!("in einem Monat", "in one month"),
        Some(months) => text!("in {months} Monaten", "in {months} months"),
        None if days > 7 && days.is_multiple_of(7) => {
            let weeks = days / 7;
            text!("in {weeks} Wochen", "in {weeks} weeks")
        }
        None => {
            let Text { de, en } = number::counted(u64::from(days), ("Tag", "Tagen"), ("day", "days"));
            text!("in {de}", "in {en}")
        }
    }
}

fn months(days: Day) -> Option<u32> {
    let known = [(30, 1), (31, 1), (61, 2), (91, 3), (182, 6), (183, 6), (365, 12)];
    known
        .into_iter()
        .find(|(length, _)| *length == days)
        .map(|(_, months)| months)
}

/// Durations for which the scenario is too short.
pub fn left_out(days: &[Day]) -> Text {
    let joined = |pick: fn(&Text) -> &str| {
        let names: Vec<Text> = days.iter().map(|days| duration(*days)).collect();
        names.iter().map(pick).collect::<Vec<&str>>().join(", ")
    };
    let (de, en) = (joined(|text| &text.de), joined(|text| &text.en));
    text!(
        "Für diese Zeiträume ist das Szenario zu kurz: {de}.",
        "The scenario is too short for these durations: {en}."
    )
}

/// Where the page was written.
pub fn written_to(place: &str) -> Text {
    text!("Belastungsprobe: {place}", "Stress test: {place}")
}
