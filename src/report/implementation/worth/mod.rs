//! What the simulation says each measure is worth, ranked, as table and picture.

mod machine;
mod picture;
mod quantities;

pub use machine::{json, sheet, table};

use super::{Progress, words};
use crate::findings::{Estimate, Unit};
use crate::report::block::{Align, Block, Cell, Section, Table, stranger};
use crate::report::catalogue::compare::unchanged;
use crate::report::{difference, number};
use crate::text;
use crate::text::Text;
use crate::worth::{Change, Means, Row, Worth};
use picture::picture;
use quantities::{QUANTITIES, Quantity, price_name};

/// The section; left out where it was not asked for, or nobody wrote a measure down.
pub fn section(progress: &Progress) -> Option<Section> {
    let worth = progress.worth?;
    if progress.concept().measures.is_empty() {
        return None;
    }
    let mut blocks = Vec::new();
    if worth.rows.is_empty() {
        blocks.push(Block::Paragraph(nothing_acts()));
    } else {
        blocks.push(Block::Paragraph(lead(worth)));
        blocks.push(Block::Table(ranked(progress, worth)));
        blocks.extend(picture(progress, worth).map(|figure| Block::Figure(Box::new(figure))));
        blocks.push(Block::Table(without_and_with(worth)));
    }
    if !worth.unable.is_empty() {
        blocks.push(Block::Heading(text!(
            "Maßnahmen, die hier nicht wirken",
            "Measures that do not act here"
        )));
        blocks.push(Block::List(unable(progress, worth)));
    }
    if !worth.without_effect.is_empty() {
        blocks.push(Block::Heading(text!(
            "Maßnahmen ohne Wirkung im Modell",
            "Measures without an effect on the model"
        )));
        blocks.push(Block::Paragraph(text!(
            "Für sie nennt die Simulation keine Zahl. Das heißt nicht, dass sie nichts bringen: Die Simulation rechnet mit Plätzen, Wohnungen, Angeboten und Kosten, nicht mit Vertrauen oder Miteinander.",
            "The simulation gives no number for them. That does not mean that they bring nothing: the simulation reckons with places, flats, services and cost, not with trust or living together."
        )));
        blocks.push(Block::List(names(progress, &worth.without_effect)));
    }
    Some(Section {
        id: "worth",
        title: text!("Was bringt welche Maßnahme?", "What does each measure bring?"),
        blocks,
    })
}

fn nothing_acts() -> Text {
    text!(
        "Keine Maßnahme wirkt im Zeitraum der Rechnung auf das Modell; deshalb steht hier keine Zahl.",
        "No measure acts on the model in the period played; so there is no number here."
    )
}

fn lead(worth: &Worth) -> Text {
    let Text { de, en } = number::whole(u64::from(worth.replications));
    text!(
        "Jede Maßnahme wurde zweimal geprüft: allein, also gegen eine Stadt ohne jede Maßnahme, und zusätzlich zu allen anderen. Mit und ohne sie kommen dieselben Menschen an denselben Tagen; der Unterschied kommt also nur von der Maßnahme. Gerechnet wurde mit je {de} Rechnungen, in Klammern steht das 95-%-Intervall.",
        "Each measure was tried twice: alone, that is against a town without any measure, and on top of all others. Both times the same people arrive on the same day with and without it, so the difference comes from the measure only. Each run has {en} replications; the 95% interval stands in brackets."
    )
}

fn name(progress: &Progress, measure: usize) -> Text {
    stranger(&progress.concept().measures[measure].name)
}

fn names(progress: &Progress, measures: &[usize]) -> Vec<Text> {
    measures.iter().map(|&measure| name(progress, measure)).collect()
}

fn unable(progress: &Progress, worth: &Worth) -> Vec<Text> {
    let sentence = |(measure, obstacle): &(usize, crate::measure::Obstacle)| {
        let (name, why) = (name(progress, *measure), obstacle.words());
        let (a, b, c, d) = (&name.de, &why.de, &name.en, &why.en);
        text!("{a}: {b}.", "{c}: {d}.")
    };
    worth.unable.iter().map(sentence).collect()
}

/// One row per measure, alone and on top; most worth first.
fn ranked(progress: &Progress, worth: &Worth) -> Table {
    let quantities = changed(worth);
    let mut columns = vec![words::column("Maßnahme", "Measure")];
    columns.extend(
        quantities
            .iter()
            .map(|quantity| (divisible(&(quantity.name)()), Align::Words)),
    );
    columns.push((price_name(), Align::Words));
    let mut table = Table::new(
        text!(
            "Was sich mit der Maßnahme ändert, die wirksamste zuerst",
            "What changes with the measure, the most effective first"
        ),
        columns,
    );
    for row in &worth.rows {
        for (way, change) in ways(row) {
            let mut cells = vec![Cell::WithDetail(name(progress, row.measure), way)];
            cells.extend(
                quantities
                    .iter()
                    .map(|quantity| Cell::Words(said(change, quantity))),
            );
            cells.push(Cell::Words(price(change)));
            table.row(cells);
        }
    }
    let order = text!(
        "Die Reihenfolge folgt dem, was eine Maßnahme zusätzlich zu allen anderen an Nächten ganz ohne Platz vermeidet, dann an Nächten ohne regulären Platz, dann an Warten auf Angebote. „Nicht bestimmbar“ steht, wo nicht gesichert ist, dass sie eine Nacht ohne Platz vermeidet.",
        "The order follows the nights without any place that a measure avoids on top of all others, then the nights without a regular place, then the waiting for services. “Not determinable” stands where it is not certain that it avoids a night without a place."
    );
    table.note(words::joined(
        &[order].into_iter().chain(untouched(worth)).collect::<Vec<Text>>(),
        " ",
    ))
}

/// A head that may break inside its long words; nine columns are narrow on paper, and not every
/// browser knows where German words break.
fn divisible(name: &Text) -> Text {
    let de = name
        .de
        .replace("Betreuungsschlüssel", "Betreuungs\u{ad}schlüssel")
        .replace("Personentage", "Personen\u{ad}tage");
    Text {
        de,
        en: name.en.clone(),
    }
}

/// The quantities that any measure changes.
fn changed(worth: &Worth) -> Vec<&'static Quantity> {
    let changed = |quantity: &&Quantity| worth.rows.iter().any(|row| changes(row, quantity));
    QUANTITIES.iter().filter(changed).collect()
}

/// Names the quantities that no measure changes; they have no column.
fn untouched(worth: &Worth) -> Option<Text> {
    let changed = changed(worth);
    let others = QUANTITIES
        .iter()
        .filter(|other| !changed.iter().any(|one| one.id == other.id));
    let names: Vec<Text> = others.map(|other| (other.name)()).collect();
    (!names.is_empty()).then(|| {
        let Text { de, en } = words::joined(&names, "; ");
        text!(
            "Daran ändert keine Maßnahme etwas: {de}.",
            "No measure changes any of: {en}."
        )
    })
}

fn ways(row: &Row) -> [(Text, &Change); 2] {
    [
        (
            text!("zusätzlich zu allen anderen", "on top of all others"),
            &row.on_top,
        ),
        (text!("allein", "alone"), &row.alone),
    ]
}

fn said(change: &Change, quantity: &Quantity) -> Text {
    match (quantity.of)(change) {
        Some(estimate) if is_nothing(&estimate) => unchanged(),
        Some(estimate) => difference::signed(&estimate, quantity.unit),
        None => unknown(),
    }
}

/// Whether a measure changes a quantity at all.
fn changes(row: &Row, quantity: &Quantity) -> bool {
    let both = [&row.alone, &row.on_top].into_iter();
    both.filter_map(quantity.of)
        .any(|estimate| !is_nothing(&estimate))
}

fn is_nothing(estimate: &Estimate) -> bool {
    estimate.value == 0.0 && estimate.low == 0.0 && estimate.high == 0.0
}

fn unknown() -> Text {
    text!("nicht bestimmbar", "not determinable")
}

/// Euros per night avoided; a measure that saves money as well says so.
fn price(change: &Change) -> Text {
    let Some(Estimate { value, low, high }) = change.eur_per_night else {
        return unknown();
    };
    let shown = |value: f64| number::carried(value, low, high, Unit::Eur);
    let amount = number::with_unit(&shown(value), Unit::Eur);
    let interval = number::between(&shown(low), &shown(high));
    let (a, b, c, d) = (&amount.de, &interval.de, &amount.en, &interval.en);
    if high < 0.0 {
        return text!("spart Geld: {a} ({b})", "saves money: {c} ({d})");
    }
    text!("{a} ({b})", "{c} ({d})")
}

/// The town without any measure and with all.
fn without_and_with(worth: &Worth) -> Table {
    let mut table = Table::new(
        text!(
            "Ohne jede Maßnahme und mit allen",
            "Without any measure and with all"
        ),
        vec![
            words::column("Kennzahl", "Figure"),
            words::column("ohne jede Maßnahme", "without any measure"),
            words::column("mit allen", "with all"),
        ],
    );
    for quantity in &QUANTITIES {
        let value = |means: &Means| {
            let Estimate { value, low, high } = (quantity.mean)(means);
            let shown = |value| number::carried(value, low, high, quantity.unit);
            let amount = number::with_unit(&shown(value), quantity.unit);
            let interval = number::between(&shown(low), &shown(high));
            Cell::WithDetail(amount, crate::report::catalogue::money::in_brackets(&interval))
        };
        table.row(vec![
            Cell::Words((quantity.name)()),
            value(&worth.none),
            value(&worth.all),
        ]);
    }
    table
}

/// A line for each measure that acts, most worth first: what it changes on top of all others.
pub fn lines(progress: &Progress, worth: &Worth) -> Vec<Text> {
    let line = |(rank, row): (usize, &Row)| {
        let (name, rank) = (name(progress, row.measure), rank + 1);
        let changed =
            |quantity: &&Quantity| (quantity.of)(&row.on_top).is_some_and(|estimate| !is_nothing(&estimate));
        let mut said: Vec<Text> = QUANTITIES
            .iter()
            .filter(changed)
            .map(|quantity| {
                let (what, by) = ((quantity.name)(), said(&row.on_top, quantity));
                let (a, b, c, d) = (&what.de, &by.de, &what.en, &by.en);
                text!("{a} {b}", "{c} {d}")
            })
            .collect();
        if row.on_top.eur_per_night.is_some() {
            let Text { de, en } = price(&row.on_top);
            said.push(text!(
                "je vermiedene Nacht ohne Platz {de}",
                "per night without a place avoided {en}"
            ));
        }
        let said = if said.is_empty() {
            unchanged()
        } else {
            words::joined(&said, "; ")
        };
        let (a, b, c, d) = (&name.de, &said.de, &name.en, &said.en);
        text!("{rank}. {a}: {b}", "{rank}. {c}: {d}")
    };
    worth.rows.iter().enumerate().map(line).collect()
}
