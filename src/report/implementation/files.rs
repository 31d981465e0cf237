//! The folder of an implementation report: page, tables, information sheets, manifest.

use super::{Progress, agenda, compose, json, sheet, simple, summary, workbook, worth};
use crate::measure::standing;
use crate::report::folder::{MANIFEST, OutputFile, WriteError, file, input, json_bytes, output};
use crate::report::html;
use crate::report::json as schema;
use crate::report::provenance::{VERSION, scenario_hash};
use crate::report::tables::{Dialect, Sheet, harmless};
use crate::scenario::InputFile;
use crate::text::Lang;
use serde_json::{Value, json as value};

/// Name of the page.
pub const PAGE: &str = "progress.html";

/// All files, the manifest last.
///
/// Fails where the workbook cannot be packed.
pub fn files(
    progress: &Progress,
    inputs: &[InputFile],
    lang: Lang,
    dialect: Dialect,
) -> Result<Vec<OutputFile>, WriteError> {
    let book =
        workbook::of_progress(progress, lang).map_err(|error| WriteError::Packing(error.to_string()))?;
    let page = match lang {
        Lang::DeEinfach => simple::compose(progress),
        Lang::De | Lang::En => compose(progress),
    };
    let mut files = vec![
        file(PAGE, html::page(&page, lang).into_bytes()),
        file("progress.json", json_bytes(&json::progress(progress, lang))),
        file("measures.csv", measures(progress, dialect)),
        file("indicators.csv", indicators(progress, dialect)),
        file("calendar.csv", calendar(progress, dialect, lang)),
        file("progress.xlsx", book),
    ];
    if let Some(found) = progress.worth {
        files.push(file("worth.csv", worth::table(progress, found, dialect)));
    }
    for (index, opened) in sheet::upcoming(progress).iter().enumerate() {
        let id = &progress.scenario.sites[opened.site.index()].id;
        let name = format!("info-{}-{}", index + 1, slug(id));
        let page = sheet::page(progress, opened);
        let simple = sheet::simple::page(progress, opened);
        files.push(file(
            format!("{name}-de.html"),
            html::page(&page, Lang::De).into_bytes(),
        ));
        files.push(file(
            format!("{name}-en.html"),
            html::page(&page, Lang::En).into_bytes(),
        ));
        files.push(file(
            format!("{name}-einfach.html"),
            html::page(&simple, Lang::De).into_bytes(),
        ));
    }
    let manifest = json_bytes(&manifest(progress, inputs, lang, dialect, &files));
    files.push(file(MANIFEST, manifest));
    Ok(files)
}

/// An id as part of a file name: letters, digits and hyphens, whatever it holds.
fn slug(id: &str) -> String {
    let plain = |letter: char| {
        if letter.is_ascii_alphanumeric() {
            letter
        } else {
            '-'
        }
    };
    id.chars().map(plain).take(60).collect()
}

fn manifest(
    progress: &Progress,
    inputs: &[InputFile],
    lang: Lang,
    dialect: Dialect,
    files: &[OutputFile],
) -> Value {
    value!({
        "schema": schema::SCHEMA,
        "program": "quartier",
        "version": VERSION,
        "command": "progress",
        "edition": progress.edition().name(),
        "scenario": progress.scenario.name,
        "seed": progress.findings.seed,
        "replications": progress.findings.replications,
        "date": progress.date.to_string(),
        "since": progress.since.map(|date| date.to_string()),
        "lang": lang.tag(),
        "csv": dialect.name(),
        "scenario_sha256": scenario_hash(progress.resolved),
        "inputs": inputs.iter().map(input).collect::<Vec<Value>>(),
        "outputs": files.iter().map(output).collect::<Vec<Value>>(),
        "resolved": progress.resolved,
    })
}

fn measures(progress: &Progress, dialect: Dialect) -> Vec<u8> {
    let concept = progress.concept();
    let mut sheet = Sheet::new(
        dialect,
        &[
            "id",
            "field",
            "measure",
            "goal",
            "owner",
            "partners",
            "target_group",
            "start",
            "end",
            "cost_once_eur",
            "cost_per_year_eur",
            "funding",
            "indicator",
            "target",
            "status",
            "feasibility",
            "late",
            "risk",
            "next_step",
            "next_date",
            "covers",
            "source",
        ],
    );
    let words = |words: &Option<String>| words.as_deref().map(harmless).unwrap_or_default();
    let date = |date: Option<crate::calendar::Date>| date.map(|date| dialect.date(date)).unwrap_or_default();
    let number = |value: Option<f64>| value.map(|value| dialect.number(value)).unwrap_or_default();
    for measure in &concept.measures {
        let covers: Vec<&str> = measure
            .covers
            .iter()
            .map(|index| concept.demands[*index].id.as_str())
            .collect();
        sheet.row(vec![
            harmless(&measure.id),
            harmless(&concept.fields[measure.field].id),
            harmless(&measure.name),
            words(&measure.goal),
            words(&measure.owner),
            words(&measure.partners),
            words(&measure.target_group),
            date(measure.start),
            date(measure.end),
            number(measure.cost_once_eur),
            number(measure.cost_per_year_eur),
            words(&measure.funding),
            measure
                .indicator
                .map(|index| harmless(&concept.indicators[index].id))
                .unwrap_or_default(),
            number(measure.target),
            measure.status.code().to_owned(),
            measure.feasibility.code().to_owned(),
            summary::is_late(measure, progress).to_string(),
            words(&measure.risk),
            words(&measure.next_step),
            date(measure.next_date),
            harmless(&covers.join(" ")),
            words(&measure.source),
        ]);
    }
    sheet.finish()
}

fn indicators(progress: &Progress, dialect: Dialect) -> Vec<u8> {
    let concept = progress.concept();
    let mut sheet = Sheet::new(
        dialect,
        &[
            "indicator",
            "unit",
            "date",
            "what",
            "value",
            "measure",
            "share_reached",
        ],
    );
    for indicator in &concept.indicators {
        let (id, unit) = (harmless(&indicator.id), harmless(&indicator.unit));
        let mut row = |date: Option<crate::calendar::Date>,
                       what: &str,
                       value: f64,
                       measure: &str,
                       share: Option<f64>| {
            sheet.row(vec![
                id.clone(),
                unit.clone(),
                date.map(|date| dialect.date(date)).unwrap_or_default(),
                what.to_owned(),
                dialect.number(value),
                harmless(measure),
                share.map(|share| dialect.number(share)).unwrap_or_default(),
            ]);
        };
        if let Some(value) = indicator.baseline {
            row(indicator.baseline_date, "baseline", value, "", None);
        }
        for (date, value) in &indicator.actual {
            row(Some(*date), "actual", *value, "", None);
        }
        let with_it = concept.measures.iter().filter(|measure| {
            measure
                .indicator
                .is_some_and(|index| concept.indicators[index].id == indicator.id)
        });
        for measure in with_it {
            if let Some(target) = measure.target {
                let share = standing::share_reached(measure, indicator, progress.date);
                row(standing::due(measure), "target", target, &measure.id, share);
            }
        }
    }
    sheet.finish()
}

fn calendar(progress: &Progress, dialect: Dialect, lang: Lang) -> Vec<u8> {
    let mut sheet = Sheet::new(dialect, &["date", "sort", "what", "who"]);
    for entry in agenda::entries(progress) {
        let who = entry.who.as_ref().map(|who| harmless(who.in_lang(lang)));
        sheet.row(vec![
            dialect.date(entry.date),
            entry.sort.code().to_owned(),
            harmless(entry.what.in_lang(lang)),
            who.unwrap_or_default(),
        ]);
    }
    sheet.finish()
}
