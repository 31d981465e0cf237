//! The comparison for machines.

use super::words as said;
use crate::findings::comparison::{
    Better, Comparison, Difference, FigureRow, StoredRun, better, same_futures,
};
use crate::report::json::{SCHEMA, number, quantity};
use crate::text::Lang;
use serde_json::{Value, json};

/// The comparison; only the sentences of the caveats depend on the language.
pub fn comparison(comparison: &Comparison, lang: Lang) -> Value {
    json!({
        "schema": SCHEMA,
        "like_for_like": comparison.caveats.is_empty(),
        "caveats": said::caveats(comparison)
            .iter()
            .map(|caveat| caveat.in_lang(lang).to_owned())
            .collect::<Vec<String>>(),
        "runs": comparison
            .runs
            .iter()
            .enumerate()
            .map(|(index, run)| stored(run, same_futures(&comparison.caveats, index)))
            .collect::<Vec<Value>>(),
        "figures": comparison.rows.iter().map(|row| figure(row, comparison)).collect::<Vec<Value>>(),
        "parts": comparison
            .parts
            .iter()
            .map(|part| {
                json!({
                    "sort": part.sort.code(),
                    "id": part.id,
                    "name": part.name.en,
                    "name_de": part.name.de,
                    "figures": part.rows.iter().map(|row| figure(row, comparison)).collect::<Vec<Value>>(),
                })
            })
            .collect::<Vec<Value>>(),
        "assumptions": comparison
            .assumptions
            .iter()
            .map(|row| json!({ "key": row.key, "values": row.values }))
            .collect::<Vec<Value>>(),
    })
}

fn stored(run: &StoredRun, same_futures: impl Into<Value>) -> Value {
    json!({
        "folder": run.folder,
        "scenario": run.scenario,
        "seed": run.seed,
        "replications": run.replications,
        "start": run.calendar.start.to_string(),
        "end": run.calendar.end().to_string(),
        "version": run.version,
        "same_futures": same_futures.into(),
    })
}

fn figure(row: &FigureRow, comparison: &Comparison) -> Value {
    let runs: Vec<Value> = comparison
        .runs
        .iter()
        .zip(&row.differences)
        .map(|(run, difference)| {
            let figure = run.figure(&row.id);
            let end = |pick: fn(&crate::findings::Figure) -> crate::findings::Quantity| {
                figure.map_or(Value::Null, |figure| quantity(pick(figure)))
            };
            json!({
                "value": end(|figure| figure.value),
                "low": end(|figure| figure.low),
                "high": end(|figure| figure.high),
                "difference": difference.as_ref().map(|difference| paired(&row.id, difference)),
            })
        })
        .collect();
    json!({ "id": row.id, "unit": row.unit.code(), "runs": runs })
}

fn paired(id: &str, difference: &Difference) -> Value {
    let sides = difference.sides;
    let (good, bad) = match better(id) {
        Better::Smaller => (Some(sides.smaller), Some(sides.larger)),
        Better::Larger => (Some(sides.larger), Some(sides.smaller)),
        Better::Neither => (None, None),
    };
    let mean = |pick: fn(&crate::findings::Estimate) -> f64| {
        difference
            .mean
            .as_ref()
            .map_or(Value::Null, |mean| number(pick(mean)))
    };
    json!({
        "value": mean(|mean| mean.value),
        "low": mean(|mean| mean.low),
        "high": mean(|mean| mean.high),
        "level": 0.95,
        "replications": sides.all(),
        "smaller": sides.smaller,
        "larger": sides.larger,
        "equal": sides.equal,
        "better": good,
        "worse": bad,
    })
}
