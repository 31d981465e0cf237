//! The sections of the page.

use super::sizes::{columns, gain, lettered, table};
use super::{StressReport, curve, words};
use crate::findings::{Estimate, Unit};
use crate::report::block::{Align, Block, Cell, Section, Table};
use crate::report::number;
use crate::stress::drill::Drill;
use crate::text;
use crate::text::Text;

/// All sections in the order of the page.
pub fn all(report: &StressReport) -> Vec<Section> {
    vec![
        surge(report),
        gains(report),
        forecast(report),
        drill(report),
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

fn drill(report: &StressReport) -> Section {
    let mut table = Table::new(
        text!("Ausfälle zu mehreren Zeiten", "Shocks at several times"),
        drill_heads(),
    );
    for one in &report.answer.drill {
        table.row(drill_row(report, one));
    }
    Section {
        id: "drill",
        title: text!("Notfallübung", "Emergency drill"),
        blocks: vec![Block::Paragraph(words::drill_lead()), Block::Table(table)],
    }
}

fn drill_heads() -> Vec<(Text, Align)> {
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

fn drill_row(report: &StressReport, drill: &Drill) -> Vec<Cell> {
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

fn method(report: &StressReport) -> Section {
    Section {
        id: "method",
        title: text!("Wie gerechnet wurde", "How it was calculated"),
        blocks: vec![Block::Terms(words::definitions(report))],
    }
}

/// The table of the drill for a terminal: what, when, and the numbers without intervals.
pub fn drill_lines(report: &StressReport) -> Vec<Text> {
    report
        .answer
        .drill
        .iter()
        .map(|one| drill_line(report, one))
        .collect()
}

fn drill_line(report: &StressReport, drill: &Drill) -> Text {
    let shown = |estimate: Estimate, unit| number::carried(estimate.value, estimate.low, estimate.high, unit);
    let (cause, date) = (words::cause(report, &drill.cause), number::date(drill.date));
    let affected = shown(drill.affected, Unit::Persons);
    let unmet = shown(drill.unmet, Unit::PersonNights);
    let emergency = shown(drill.emergency, Unit::PersonNights);
    let Estimate { value, low, high } = drill.cost_eur;
    let cost = number::money(value, low, high);
    let (a, b, c, d, e, f) = (
        &cause.de,
        &date.de,
        &affected.de,
        &unmet.de,
        &emergency.de,
        &cost.de,
    );
    let (g, h, i, j, k, l) = (
        &cause.en,
        &date.en,
        &affected.en,
        &unmet.en,
        &emergency.en,
        &cost.en,
    );
    text!(
        "{a}, {b}: {c} Personen betroffen; {d} Personennächte ohne Platz, {e} in Notunterkünften mehr; Mehrkosten {f}.",
        "{g}, {h}: {i} persons affected; {j} more person-nights without a place, {k} in emergency accommodation; additional cost {l}."
    )
}
