//! What stands in a results folder, and the manifest that names it.

use super::error::WriteError;
use super::writing::{MANIFEST, OutputFile, file};
use crate::findings::comparison::Comparison;
use crate::report::block::Page;
use crate::report::chart_data::CHART_PREFIX;
use crate::report::compose::compose;
use crate::report::provenance::{VERSION, scenario_hash, sha256_hex};
use crate::report::results::{Edition, Results};
use crate::report::{
    chart_data, comparison as compared, einfach, html, json, map_layers, parquet, public, tables, workbook,
};
use crate::scenario::InputFile;
use crate::text::Lang;
use serde_json::{Value, json};

/// All files of a results folder, the manifest last.
pub fn files(results: &Results) -> Result<Vec<OutputFile>, WriteError> {
    match results.edition {
        Edition::Internal => {
            let packed = parquet::replications(results.findings)
                .map_err(|error| WriteError::Packing(error.to_string()))?;
            files_with(results, vec![file("replications.parquet", packed)])
        }
        Edition::Public => public::with_public(results, |results| files_with(results, Vec::new())),
    }
}

fn files_with(results: &Results, more: Vec<OutputFile>) -> Result<Vec<OutputFile>, WriteError> {
    let (findings, dialect) = (results.findings, results.dialect);
    let book = workbook::of_run(results).map_err(|error| WriteError::Packing(error.to_string()))?;
    let page = compose(results);
    let mut files = vec![
        file("report.html", written_page(&page, results).into_bytes()),
        file("figures.json", json_bytes(&json::figures(findings))),
        file("figures.csv", tables::figures(findings, dialect)),
        file("daily.csv", tables::daily(findings, dialect)),
        file("districts.csv", tables::districts(findings, dialect)),
        file("sites.csv", tables::sites(findings, dialect)),
        file("years.csv", tables::years(findings, dialect)),
        file("report.xlsx", book),
    ];
    files.extend(more);
    files.extend(geojson(results));
    files.extend(chart_files(&page, CHART_PREFIX, results.lang, dialect));
    if !findings.services.is_empty() {
        files.push(file("services.csv", tables::services(findings, dialect)));
        files.push(file(
            "services_daily.csv",
            tables::services_daily(findings, dialect),
        ));
    }
    if !findings.steps.is_empty() {
        files.push(file("steps.csv", tables::steps(findings, dialect)));
    }
    if let Some(warning) = &findings.warning {
        files.push(file("warning.csv", tables::warning(warning, dialect)));
        files.push(file(
            "warning.json",
            json_bytes(&json::warning(findings, warning)),
        ));
    }
    if !findings.surges.is_empty() || !findings.shocks.is_empty() {
        files.push(file("shocks.csv", tables::shocks(findings, dialect)));
        files.push(file("shocks.json", json_bytes(&json::shocks(findings))));
    }
    let manifest = json_bytes(&manifest(results, &files));
    files.push(file(MANIFEST, manifest));
    Ok(files)
}

/// The page in the language of the report; the files beside it hold the same in each.
fn written_page(page: &Page, results: &Results) -> String {
    match results.lang {
        Lang::De | Lang::En => html::page(page, results.lang),
        Lang::DeEinfach => html::page(&einfach::compose(results), results.lang),
    }
}

fn geojson(results: &Results) -> Vec<OutputFile> {
    let districts = map_layers::districts(results).map(|map| file("districts.geojson", json_bytes(&map)));
    let sites = map_layers::sites(results).map(|map| file("sites.geojson", json_bytes(&map)));
    districts.into_iter().chain(sites).collect()
}

/// The files beside the page of a comparison, the manifest last.
pub fn comparison_files(
    comparison: &Comparison,
    page: &Page,
    dialect: tables::Dialect,
    lang: Lang,
) -> Result<Vec<OutputFile>, WriteError> {
    let book =
        workbook::of_comparison(comparison, lang).map_err(|error| WriteError::Packing(error.to_string()))?;
    let mut files = vec![
        file("comparison.xlsx", book),
        file(
            "comparison.json",
            json_bytes(&compared::json::comparison(comparison, lang)),
        ),
    ];
    files.extend(chart_files(page, "", lang, dialect));
    let manifest = json!({
        "schema": json::SCHEMA,
        "program": "quartier",
        "version": VERSION,
        "what": "comparison",
        "lang": lang.name(),
        "csv": dialect.name(),
        "outputs": files.iter().map(output).collect::<Vec<Value>>(),
    });
    files.push(file(MANIFEST, json_bytes(&manifest)));
    Ok(files)
}

/// The data of all charts of a page.
pub fn chart_files(page: &Page, prefix: &str, lang: Lang, dialect: tables::Dialect) -> Vec<OutputFile> {
    chart_data::figures(page)
        .into_iter()
        .map(|figure| {
            file(
                chart_data::name(prefix, figure),
                chart_data::csv(figure, lang, dialect),
            )
        })
        .collect()
}

/// JSON as it is written to a folder.
pub fn json_bytes(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

fn manifest(results: &Results, files: &[OutputFile]) -> Value {
    let findings = results.findings;
    let mut manifest = json!({
        "schema": json::SCHEMA,
        "program": "quartier",
        "version": VERSION,
        "scenario": findings.scenario,
        "question": results.question,
        "seed": findings.seed,
        "replications": findings.replications,
        "start": findings.calendar.start.to_string(),
        "end": findings.calendar.end().to_string(),
        "date": results.date.to_string(),
        "lang": results.lang.name(),
        "csv": results.dialect.name(),
        "edition": results.edition.name(),
        "scenario_sha256": scenario_hash(results.resolved),
        "inputs": results.inputs.iter().map(input).collect::<Vec<Value>>(),
        "outputs": files.iter().map(output).collect::<Vec<Value>>(),
        "resolved": results.resolved,
    });
    if let Some(variant) = &findings.variant {
        manifest["variant"] = variant.to_json();
    }
    manifest
}

pub(in crate::report) fn input(input: &InputFile) -> Value {
    json!({ "file": input.path, "sha256": input.sha256 })
}

pub(in crate::report) fn output(file: &OutputFile) -> Value {
    json!({ "file": file.name, "sha256": sha256_hex(&file.bytes) })
}
