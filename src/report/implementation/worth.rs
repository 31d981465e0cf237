//! What the simulation says each measure is worth, ranked, as table and picture.

use super::{Progress, words};
use crate::findings::{Estimate, Unit};
use crate::report::block::{
    Align, Block, Cell, Drawing, Figure, Ink, Section, Sided, SidedBar, SidedRow, Table, stranger,
};
use crate::report::catalogue::compare::unchanged;
use crate::report::json::number as json_number;
use crate::report::tables::{Dialect, Sheet, harmless};
use crate::report::{comparison, number, workbook};
use crate::text;
use crate::text::{Lang, Text};
use crate::worth::{Change, Means, Row, Worth};
use serde_json::{Value, json};

/// What is compared, most important first.
const QUANTITIES: [Quantity; 8] = [
    Quantity {
        id: "unmet_person_nights",
        unit: Unit::PersonNights,
        name: || text!("Nächte ganz ohne Platz", "Nights without any place"),
        of: |change| change.unmet,
        mean: |means| means.unmet,
    },
    Quantity {
        id: "waiting_person_nights",
        unit: Unit::PersonNights,
        name: || text!("Nächte ohne regulären Platz", "Nights without a regular place"),
        of: |change| change.waiting,
        mean: |means| means.waiting,
    },
    Quantity {
        id: "service_waiting_person_days",
        unit: Unit::PersonDays,
        name: || {
            text!(
                "Warten auf Angebote (Personentage)",
                "Waiting for services (person-days)"
            )
        },
        of: |change| change.services,
        mean: |means| means.services,
    },
    Quantity {
        id: "beyond_staff_person_days",
        unit: Unit::PersonDays,
        name: || {
            text!(
                "Menschen über dem Betreuungsschlüssel (Personentage)",
                "People beyond what staff can look after (person-days)"
            )
        },
        of: |change| change.beyond_staff,
        mean: |means| means.beyond_staff,
    },
    Quantity {
        id: "worst_district_share",
        unit: Unit::PerThousandResidents,
        name: || {
            text!(
                "Höchste Belastung eines Stadtteils (je 1.000 Einwohner)",
                "Highest load of a district (per 1,000 residents)"
            )
        },
        of: |change| change.worst_district,
        mean: |means| means.worst_district,
    },
    Quantity {
        id: "openings_without_notice",
        unit: Unit::Times,
        name: || {
            text!(
                "Eröffnungen ohne rechtzeitige Information",
                "Openings without timely information"
            )
        },
        of: |change| change.openings,
        mean: |means| means.openings,
    },
    Quantity {
        id: "openings_without_follow_up",
        unit: Unit::Times,
        name: || {
            text!(
                "Eröffnungen im Notfall ohne Versammlung danach",
                "Emergency openings without a meeting after them"
            )
        },
        of: |change| change.unfollowed,
        mean: |means| means.unfollowed,
    },
    Quantity {
        id: "cost_total_eur",
        unit: Unit::Eur,
        name: || text!("Kosten", "Cost"),
        of: |change| change.cost,
        mean: |means| means.cost,
    },
];

struct Quantity {
    id: &'static str,
    unit: Unit,
    name: fn() -> Text,
    of: fn(&Change) -> Option<Estimate>,
    mean: fn(&Means) -> Estimate,
}

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
            .map(|quantity| ((quantity.name)(), Align::Words)),
    );
    columns.push((
        text!(
            "Euro je vermiedene Nacht ohne Platz",
            "Euros per night without a place avoided"
        ),
        Align::Words,
    ));
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
        Some(estimate) => comparison::words::signed(&estimate, quantity.unit),
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
    let shown = |value: f64| {
        let Text { de, en } = number::carried(value.abs(), low, high, Unit::Eur);
        if value < 0.0 {
            text!("−{de}", "−{en}")
        } else {
            Text { de, en }
        }
    };
    let amount = number::with_unit(&shown(value), Unit::Eur);
    let interval = number::between(&shown(low), &shown(high));
    let (a, b, c, d) = (&amount.de, &interval.de, &amount.en, &interval.en);
    if high < 0.0 {
        return text!("spart Geld: {a} ({b})", "saves money: {c} ({d})");
    }
    text!("{a} ({b})", "{c} ({d})")
}

/// The picture: a chart for each quantity that any measure changes.
fn picture(progress: &Progress, worth: &Worth) -> Option<Figure> {
    let charts: Vec<(Text, Sided)> = changed(worth)
        .into_iter()
        .map(|quantity| ((quantity.name)(), chart(progress, worth, quantity)))
        .collect();
    (!charts.is_empty()).then(|| Figure {
        id: "worth",
        title: text!("Was jede Maßnahme ändert", "What each measure changes"),
        description: description(progress, worth),
        reading: text!(
            "Die Mitte ist die Stadt ohne die Maßnahme. Ein Balken nach links heißt: mit der Maßnahme weniger, nach rechts: mehr. Der Strich auf dem Balken ist das 95-%-Intervall. Maßnahmen, die an einer Kennzahl gar nichts ändern, fehlen in ihrem Bild.",
            "The middle is the town without the measure. A bar to the left means less with the measure, to the right more. The line on the bar is the 95% interval. Measures that change nothing of a figure are not in its picture."
        ),
        legend: vec![
            (Ink::Raised, text!("zusätzlich zu allen anderen", "on top of all others")),
            (Ink::Lowered, text!("allein", "alone")),
        ],
        drawing: Drawing::Sided(charts),
        data: data(progress, worth),
    })
}

fn chart(progress: &Progress, worth: &Worth, quantity: &Quantity) -> Sided {
    let bar = |change: &Change, ink| {
        let difference = (quantity.of)(change)?;
        let words = if is_nothing(&difference) {
            unchanged()
        } else {
            comparison::words::signed_shortly(&difference, quantity.unit)
        };
        Some(SidedBar {
            difference,
            words,
            ink,
        })
    };
    Sided {
        less: text!("weniger", "less"),
        more: text!("mehr", "more"),
        rows: worth
            .rows
            .iter()
            .filter(|row| changes(row, quantity))
            .map(|row| SidedRow {
                name: name(progress, row.measure),
                bars: [(&row.on_top, Ink::Raised), (&row.alone, Ink::Lowered)]
                    .into_iter()
                    .filter_map(|(change, ink)| bar(change, ink))
                    .collect(),
            })
            .collect(),
    }
}

fn description(progress: &Progress, worth: &Worth) -> Text {
    let Some(first) = worth.rows.first() else {
        return nothing_acts();
    };
    let name = name(progress, first.measure);
    let unmet = said(&first.on_top, &QUANTITIES[0]);
    let waiting = said(&first.on_top, &QUANTITIES[1]);
    let (a, b, c) = (&name.de, &unmet.de, &waiting.de);
    let (d, e, f) = (&name.en, &unmet.en, &waiting.en);
    text!(
        "An erster Stelle steht „{a}“: Nächte ganz ohne Platz {b}, Nächte ohne regulären Platz {c}, zusätzlich zu allen anderen.",
        "First comes “{d}”: nights without any place {e}, nights without a regular place {f}, on top of all others."
    )
}

/// The numbers behind the picture.
fn data(progress: &Progress, worth: &Worth) -> Table {
    let mut columns = vec![words::column("Maßnahme", "Measure"), words::column("Wie", "How")];
    let quantities = changed(worth);
    columns.extend(
        quantities
            .iter()
            .map(|quantity| ((quantity.name)(), Align::Words)),
    );
    let mut table = Table::new(
        text!("Was jede Maßnahme ändert", "What each measure changes"),
        columns,
    );
    for row in &worth.rows {
        for (way, change) in ways(row) {
            let mut cells = vec![Cell::Words(name(progress, row.measure)), Cell::Words(way)];
            cells.extend(
                quantities
                    .iter()
                    .map(|quantity| Cell::Words(said(change, quantity))),
            );
            table.row(cells);
        }
    }
    table
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

/// The worth of the measures as a sheet of a workbook: a row per measure, way and quantity.
pub fn sheet(progress: &Progress, worth: &Worth, lang: Lang) -> workbook::Sheet {
    let words = |de: &str, en: &str, width| workbook::Column::words(text!("{de}", "{en}"), width);
    let number = |de: &str, en: &str| {
        let unit = text!("Einheit der Zeile", "unit of the row");
        workbook::Column::numbers(text!("{de}", "{en}"), unit)
    };
    let mut rows = Vec::new();
    for row in &worth.rows {
        for (way, change) in ways(row) {
            for quantity in &QUANTITIES {
                let Some(found) = (quantity.of)(change) else {
                    continue;
                };
                let value = |value: f64| workbook::Value::in_unit(value, quantity.unit);
                rows.push(vec![
                    workbook::Value::text(&name(progress, row.measure), lang),
                    workbook::Value::text(&way, lang),
                    workbook::Value::text(&(quantity.name)(), lang),
                    value(found.value),
                    value(found.low),
                    value(found.high),
                ]);
            }
        }
    }
    workbook::Sheet {
        name: text!("Was jede Maßnahme ändert", "What each measure changes"),
        columns: vec![
            words("Maßnahme", "Measure", 44.0),
            words("Wie", "How", 26.0),
            words("Kennzahl", "Figure", 44.0),
            number("Änderung", "Change"),
            number("Intervall von", "Interval from"),
            number("Intervall bis", "Interval to"),
        ],
        rows,
    }
}

/// The worth of the measures for machines.
pub fn json(progress: &Progress, worth: &Worth) -> Value {
    let measures = &progress.concept().measures;
    let estimate = |one: Option<Estimate>| match one {
        Some(one) => json!({
            "value": json_number(one.value),
            "low": json_number(one.low),
            "high": json_number(one.high),
        }),
        None => Value::Null,
    };
    let change = |change: &Change| {
        let mut all = serde_json::Map::new();
        for quantity in &QUANTITIES {
            all.insert(quantity.id.to_owned(), estimate((quantity.of)(change)));
        }
        all.insert(
            "eur_per_unmet_night_avoided".to_owned(),
            estimate(change.eur_per_night),
        );
        Value::Object(all)
    };
    let means = |means: &Means| {
        let all = QUANTITIES.iter();
        let all = all.map(|quantity| (quantity.id.to_owned(), estimate(Some((quantity.mean)(means)))));
        Value::Object(all.collect())
    };
    json!({
        "replications": worth.replications,
        "without_any": means(&worth.none),
        "with_all": means(&worth.all),
        "measures": worth.rows.iter().enumerate().map(|(rank, row)| json!({
            "rank": rank + 1,
            "id": measures[row.measure].id,
            "alone": change(&row.alone),
            "on_top": change(&row.on_top),
        })).collect::<Vec<Value>>(),
        "not_acting": worth.unable.iter().map(|(measure, obstacle)| json!({
            "id": measures[*measure].id,
            "reason": obstacle.words().en,
        })).collect::<Vec<Value>>(),
        "without_effect": worth.without_effect.iter()
            .map(|measure| measures[*measure].id.as_str()).collect::<Vec<&str>>(),
    })
}

/// All differences as a table: a row per measure, way and figure.
pub fn table(progress: &Progress, worth: &Worth, dialect: Dialect) -> Vec<u8> {
    let columns = [
        "rank",
        "measure",
        "how",
        "figure",
        "unit",
        "difference",
        "low",
        "high",
    ];
    let mut sheet = Sheet::new(dialect, &columns);
    for (rank, row) in worth.rows.iter().enumerate() {
        let id = &progress.concept().measures[row.measure].id;
        for (how, change) in [("on_top", &row.on_top), ("alone", &row.alone)] {
            let mut write = |figure: &str, unit: &str, estimate: Option<Estimate>| {
                let number = |end: fn(&Estimate) -> f64| {
                    estimate
                        .as_ref()
                        .map(|one| dialect.number(end(one)))
                        .unwrap_or_default()
                };
                sheet.row(vec![
                    (rank + 1).to_string(),
                    harmless(id),
                    how.to_owned(),
                    figure.to_owned(),
                    unit.to_owned(),
                    number(|one| one.value),
                    number(|one| one.low),
                    number(|one| one.high),
                ]);
            };
            for quantity in &QUANTITIES {
                write(quantity.id, quantity.unit.code(), (quantity.of)(change));
            }
            write("eur_per_unmet_night_avoided", "EUR", change.eur_per_night);
        }
    }
    sheet.finish()
}

/// A line for each measure that acts, most worth first: what it changes on top of all others.
pub fn lines(progress: &Progress, worth: &Worth) -> Vec<Text> {
    let line = |(rank, row): (usize, &Row)| {
        let (name, rank) = (name(progress, row.measure), rank + 1);
        let changed =
            |quantity: &&Quantity| (quantity.of)(&row.on_top).is_some_and(|estimate| !is_nothing(&estimate));
        let said: Vec<Text> = QUANTITIES
            .iter()
            .filter(changed)
            .map(|quantity| {
                let (what, by) = ((quantity.name)(), said(&row.on_top, quantity));
                let (a, b, c, d) = (&what.de, &by.de, &what.en, &by.en);
                text!("{a} {b}", "{c} {d}")
            })
            .collect();
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
