//! The workbook of the implementation report: overview, measures, indicators, dates, worth.

use super::{Progress, agenda, compose, owner, worth};
use crate::measure::{Indicator, Measure, standing};
use crate::report::block::stranger;
use crate::report::workbook::{Column, Sheet, Value, bytes, overview};
use crate::text;
use crate::text::{Lang, Text};
use rust_xlsxwriter::XlsxError;

/// The workbook; sheets without rows are left out.
pub fn of_progress(progress: &Progress, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let page = compose(progress);
    let mut sheets = vec![
        overview(&page, lang),
        measures(progress, lang),
        indicators(progress, lang),
        dates(progress, lang),
    ];
    sheets.extend(progress.worth.map(|found| worth::sheet(progress, found, lang)));
    sheets.retain(|sheet| !sheet.rows.is_empty());
    bytes(&sheets, page.title.in_lang(lang), progress.date, lang)
}

fn column(de: &str, en: &str, width: f64) -> Column {
    Column::words(text!("{de}", "{en}"), width)
}

fn words(words: Option<&str>) -> Value {
    words.map_or(Value::Nothing, |words| Value::Words(words.to_owned()))
}

fn measures(progress: &Progress, lang: Lang) -> Sheet {
    let concept = progress.concept();
    let euros = || text!("Euro", "euros");
    let row = |measure: &Measure| {
        let day = |date: Option<_>| date.map_or(Value::Nothing, Value::Day);
        let eur = |eur: Option<f64>| eur.map_or(Value::Nothing, Value::Euros);
        let is_late = !standing::late(concept, measure, progress.date).is_empty();
        let late = if is_late {
            text!("ja", "yes")
        } else {
            text!("nein", "no")
        };
        vec![
            Value::Words(measure.id.clone()),
            Value::text(&concept.fields[measure.field].name, lang),
            Value::text(&stranger(&measure.name), lang),
            words(measure.goal.as_deref()),
            Value::text(&owner(measure), lang),
            words(measure.partners.as_deref()),
            Value::text(&measure.status.name(), lang),
            Value::text(&late, lang),
            Value::text(&measure.feasibility.name(), lang),
            day(measure.start),
            day(measure.end),
            eur(measure.cost_once_eur),
            eur(measure.cost_per_year_eur),
            words(measure.funding.as_deref()),
            words(measure.risk.as_deref()),
            words(measure.next_step.as_deref()),
            day(measure.next_date),
            Value::text(&super::words::source(measure.source.as_deref()), lang),
        ]
    };
    Sheet {
        name: text!("Maßnahmen", "Measures"),
        columns: vec![
            column("Kennung", "Id", 16.0),
            column("Handlungsfeld", "Action field", 24.0),
            column("Maßnahme", "Measure", 44.0),
            column("Ziel", "Goal", 36.0),
            column("Zuständig", "Owner", 20.0),
            column("Beteiligt", "Partners", 24.0),
            column("Stand", "Standing", 14.0),
            column("im Verzug", "behind", 10.0),
            column("Machbarkeit", "Feasibility", 22.0),
            column("Beginn", "Start", 12.0),
            column("Ende", "End", 12.0),
            Column::numbers(text!("Kosten einmalig", "Cost once"), euros()),
            Column::numbers(text!("Kosten im Jahr", "Cost a year"), euros()),
            column("Finanzierung", "Funding", 24.0),
            column("Risiko", "Risk", 36.0),
            column("Nächster Schritt", "Next step", 36.0),
            column("bis", "by", 12.0),
            column("Quelle", "Source", 36.0),
        ],
        rows: concept.measures.iter().map(row).collect(),
    }
}

/// Baselines, values up to the day of the report, and targets, by indicator.
fn indicators(progress: &Progress, lang: Lang) -> Sheet {
    let concept = progress.concept();
    let mut rows = Vec::new();
    for (at, indicator) in concept.indicators.iter().enumerate() {
        let row = |what: Text, date: Option<_>, value: f64| {
            vec![
                Value::Words(indicator.name.clone()),
                Value::Words(indicator.unit.clone()),
                Value::text(&what, lang),
                date.map_or(Value::Nothing, Value::Day),
                Value::Number(value),
            ]
        };
        rows.extend(
            baseline(indicator).map(|(date, value)| row(text!("Ausgangswert", "baseline"), date, value)),
        );
        let counted = indicator.actual.iter().filter(|(date, _)| *date <= progress.date);
        rows.extend(counted.map(|(date, value)| row(text!("gezählt", "counted"), Some(*date), *value)));
        let with_it = concept
            .measures
            .iter()
            .filter(|measure| measure.indicator == Some(at));
        for measure in with_it {
            let name = stranger(&measure.name);
            let (de, en) = (name.de, name.en);
            rows.extend(measure.target.map(|target| {
                row(
                    text!("Ziel: {de}", "target: {en}"),
                    standing::due(measure),
                    target,
                )
            }));
        }
    }
    Sheet {
        name: text!("Indikatoren", "Indicators"),
        columns: vec![
            column("Indikator", "Indicator", 44.0),
            column("Einheit", "Unit", 16.0),
            column("Was", "What", 40.0),
            column("Datum", "Date", 12.0),
            Column::numbers(
                text!("Wert", "Value"),
                text!("Einheit der Zeile", "unit of the row"),
            ),
        ],
        rows,
    }
}

fn baseline(indicator: &Indicator) -> Option<(Option<crate::calendar::Date>, f64)> {
    indicator.baseline.map(|value| (indicator.baseline_date, value))
}

fn dates(progress: &Progress, lang: Lang) -> Sheet {
    let entries = agenda::entries(progress);
    let row = |entry: &agenda::Entry| {
        vec![
            Value::Day(entry.date),
            Value::text(&entry.sort.name(), lang),
            Value::text(&entry.what, lang),
            entry
                .who
                .as_ref()
                .map_or(Value::Nothing, |who| Value::text(who, lang)),
        ]
    };
    Sheet {
        name: text!("Nächste zwölf Monate", "Next twelve months"),
        columns: vec![
            column("Datum", "Date", 12.0),
            column("Art", "Sort", 16.0),
            column("Was", "What", 80.0),
            column("Wer", "Who", 36.0),
        ],
        rows: entries.iter().map(row).collect(),
    }
}
