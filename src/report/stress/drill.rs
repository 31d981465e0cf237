//! The emergency drill: a table on the page, sentences on a terminal.

use super::{StressReport, words};
use crate::findings::{Estimate, Unit};
use crate::report::block::{Align, Block, Cell, Section, Table};
use crate::report::number;
use crate::stress::drill::Drill;
use crate::text;
use crate::text::Text;

/// The section of the page.
pub(super) fn section(report: &StressReport) -> Section {
    let mut table = Table::new(
        text!("Ausfälle zu mehreren Zeiten", "Shocks at several times"),
        heads(),
    );
    for one in &report.answer.drill {
        table.row(row(report, one));
    }
    Section {
        id: "drill",
        title: text!("Notfallübung", "Emergency drill"),
        blocks: vec![Block::Paragraph(words::drill_lead()), Block::Table(table)],
    }
}

fn heads() -> Vec<(Text, Align)> {
    let head = |name| (name, Align::Numbers);
    vec![
        (text!("Ausfall", "Shock"), Align::Words),
        (text!("Tag", "Day"), Align::Words),
        head(text!("Betroffene Personen", "Persons affected")),
        head(text!("Schlimmste Woche", "Worst week")),
        head(text!(
            "Personennächte ohne Platz",
            "Person-nights without a place"
        )),
        head(text!(
            "Personennächte in Notunterkünften",
            "Person-nights in emergency accommodation"
        )),
        head(text!(
            "Personennächte unter dem Standard",
            "Person-nights below standard"
        )),
        head(text!("Mehrkosten", "Additional cost")),
    ]
}

fn row(report: &StressReport, drill: &Drill) -> Vec<Cell> {
    vec![
        Cell::Words(words::cause(report, &drill.cause)),
        Cell::Words(number::date(drill.date)),
        estimated(drill.affected, Unit::Persons),
        worst_week(drill),
        estimated(drill.unmet, Unit::PersonNights),
        estimated(drill.emergency, Unit::PersonNights),
        estimated(drill.below_standard, Unit::PersonNights),
        estimated(drill.cost_eur, Unit::Eur),
    ]
}

/// The worst week in words: persons on an average night, and since when.
fn worst_week(drill: &Drill) -> Cell {
    let Some((date, persons)) = drill.worst_week else {
        return Cell::Words(text!("keine", "none"));
    };
    let persons = number::decimal(persons, 1);
    let from = number::date(date);
    let (a, b, c, d) = (&persons.de, &persons.en, &from.de, &from.en);
    Cell::WithDetail(
        text!("{a} Personen je Nacht", "{b} persons a night"),
        text!("ab {c}", "from {d}"),
    )
}

fn estimated(estimate: Estimate, unit: Unit) -> Cell {
    let Estimate { value, low, high } = estimate;
    let shown = |value: f64| number::carried(value, low, high, unit);
    let words = match unit {
        Unit::Eur => number::money(value, low, high),
        _ => shown(value),
    };
    if low == high {
        return Cell::Words(words);
    }
    Cell::WithDetail(words, number::between(&shown(low), &shown(high)))
}

/// The drill for a terminal, a line for each shock and day: the numbers without intervals.
pub(super) fn lines(report: &StressReport) -> Vec<Text> {
    let drill = report.answer.drill.iter();
    drill.map(|one| line(report, one)).collect()
}

fn line(report: &StressReport, drill: &Drill) -> Text {
    let shown = |estimate: Estimate, unit| number::carried(estimate.value, estimate.low, estimate.high, unit);
    let (cause, date) = (words::cause(report, &drill.cause), number::date(drill.date));
    let Text { de, en } = line_head(&cause, &date, &shown(drill.affected, Unit::Persons));
    let unmet = shown(drill.unmet, Unit::PersonNights);
    let emergency = shown(drill.emergency, Unit::PersonNights);
    let below = shown(drill.below_standard, Unit::PersonNights);
    let (cost, worst) = (cost_change(drill.cost_eur), worst_of(drill));
    let (a, b, c, d, e) = (&unmet.de, &emergency.de, &below.de, &cost.de, &worst.de);
    let (f, g, h, i, j) = (&unmet.en, &emergency.en, &below.en, &cost.en, &worst.en);
    text!(
        "{de}; {e}; mehr Personennächte: {a} ohne Platz, {b} in Notunterkünften, {c} unter dem Standard; {d}.",
        "{en}; {j}; more person-nights: {f} without a place, {g} in emergency accommodation, {h} below standard; {i}."
    )
}

/// What the emergency costs more, or less: a closed house costs nothing.
fn cost_change(Estimate { value, low, high }: Estimate) -> Text {
    if value < 0.0 {
        let Text { de, en } = number::money(-value, -high, -low);
        return text!("Kosten {de} weniger", "cost {en} less");
    }
    let Text { de, en } = number::money(value, low, high);
    text!("Mehrkosten {de}", "additional cost {en}")
}

fn line_head(cause: &Text, date: &Text, affected: &Text) -> Text {
    let (a, b, c) = (&cause.de, &date.de, &affected.de);
    let (d, e, f) = (&cause.en, &date.en, &affected.en);
    text!(
        "{a}, {b}: {c} Personen betroffen",
        "{d}, {e}: {f} persons affected"
    )
}

/// The worst week as a part of a sentence.
fn worst_of(drill: &Drill) -> Text {
    let Some((date, persons)) = drill.worst_week else {
        return text!(
            "in keiner Woche mehr Menschen ohne regulären Platz",
            "in no week more people without a regular place"
        );
    };
    let (persons, from) = (number::decimal(persons, 1), number::date(date));
    let (a, b, c, d) = (&persons.de, &from.de, &persons.en, &from.en);
    text!(
        "schlimmste Woche ab {b} mit {a} Personen mehr je Nacht ohne regulären Platz",
        "worst week from {d} with {c} persons a night more without a regular place"
    )
}
