//! The worth of the measures for machines: workbook, JSON, CSV.

use super::quantities::{QUANTITIES, price_name};
use super::{name, ways};
use crate::findings::{Estimate, Unit};
use crate::report::implementation::Progress;
use crate::report::json::number as json_number;
use crate::report::number as report_number;
use crate::report::tables::{Dialect, Sheet, harmless};
use crate::report::workbook;
use crate::text;
use crate::text::{Lang, Text};
use crate::worth::{Change, Means, Worth};
use serde_json::{Value, json};

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
            let mut write = |figure: Text, unit: Unit, found: Option<Estimate>| {
                let Some(found) = found else { return };
                let value = |value: f64| workbook::Value::in_unit(value, unit);
                rows.push(vec![
                    workbook::Value::text(&name(progress, row.measure), lang),
                    workbook::Value::text(&way, lang),
                    workbook::Value::text(&figure, lang),
                    workbook::Value::text(&report_number::unit_name(unit), lang),
                    value(found.value),
                    value(found.low),
                    value(found.high),
                ]);
            };
            for quantity in &QUANTITIES {
                write((quantity.name)(), quantity.unit, (quantity.of)(change));
            }
            write(price_name(), Unit::Eur, change.eur_per_night);
        }
    }
    workbook::Sheet {
        name: text!("Was jede Maßnahme ändert", "What each measure changes"),
        columns: vec![
            words("Maßnahme", "Measure", 44.0),
            words("Wie", "How", 26.0),
            words("Kennzahl", "Figure", 44.0),
            words("Einheit", "Unit", 24.0),
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
