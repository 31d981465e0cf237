//! The folder of a stress test: page, numbers, tables, manifest.

use super::{StressReport, compose, json};
use crate::findings::Estimate;
use crate::report::folder::{MANIFEST, OutputFile, file, input, json_bytes, output};
use crate::report::html;
use crate::report::json as schema;
use crate::report::provenance::{VERSION, scenario_hash};
use crate::report::tables::{Dialect, Sheet, harmless};
use crate::scenario::InputFile;
use crate::text::Lang;
use serde_json::{Value, json as value};

/// Name of the page.
pub const PAGE: &str = "stress.html";

/// All files, the manifest last.
pub fn files(report: &StressReport, inputs: &[InputFile], lang: Lang, dialect: Dialect) -> Vec<OutputFile> {
    let mut files = vec![
        file(PAGE, html::page(&compose(report), lang).into_bytes()),
        file("stress.json", json_bytes(&json::stress(report))),
        file("surge.csv", surge(report, dialect)),
        file("drill.csv", drill(report, dialect)),
    ];
    let manifest = manifest(report, inputs, lang, dialect, &files);
    files.push(file(MANIFEST, json_bytes(&manifest)));
    files
}

fn manifest(
    report: &StressReport,
    inputs: &[InputFile],
    lang: Lang,
    dialect: Dialect,
    files: &[OutputFile],
) -> Value {
    value!({
        "schema": schema::SCHEMA,
        "program": "quartier",
        "version": VERSION,
        "command": "stress",
        "scenario": report.scenario.name,
        "seed": report.scenario.seed,
        "replications": report.question.replications,
        "date": report.date.to_string(),
        "lang": lang.name(),
        "csv": dialect.name(),
        "scenario_sha256": scenario_hash(report.resolved),
        "inputs": inputs.iter().map(input).collect::<Vec<Value>>(),
        "outputs": files.iter().map(output).collect::<Vec<Value>>(),
        "resolved": report.resolved,
    })
}

fn surge(report: &StressReport, dialect: Dialect) -> Vec<u8> {
    let heads = [
        "variant",
        "of",
        "days",
        "persons",
        "low",
        "high",
        "households",
        "absorbed_in",
        "replications",
        "beyond",
        "emergency_person_nights",
    ];
    let mut sheet = Sheet::new(dialect, &heads);
    for (variant, absorbed) in report.variants.iter().zip(&report.answer.variants) {
        let (code, of) = json::code(report, &variant.change);
        for one in absorbed {
            let end = |pick: fn((u32, u32)) -> u32| one.interval.map(pick).map(|end| end.to_string());
            sheet.row(vec![
                code.to_owned(),
                harmless(of.as_deref().unwrap_or_default()),
                one.days.to_string(),
                one.persons.to_string(),
                end(|(low, _)| low).unwrap_or_default(),
                end(|(_, high)| high).unwrap_or_default(),
                one.households.to_string(),
                one.absorbed.to_string(),
                report.question.replications.to_string(),
                one.beyond.to_string(),
                dialect.number(one.emergency_nights.value),
            ]);
        }
    }
    sheet.finish()
}

fn drill(report: &StressReport, dialect: Dialect) -> Vec<u8> {
    let heads = ["cause", "of", "date", "figure", "value", "low", "high"];
    let mut sheet = Sheet::new(dialect, &heads);
    for drill in &report.answer.drill {
        let (code, of) = json::cause(report, &drill.cause);
        let figures: [(&str, Estimate); 5] = [
            ("affected_persons", drill.affected),
            ("unmet_person_nights", drill.unmet),
            ("emergency_person_nights", drill.emergency),
            ("below_standard_person_nights", drill.below_standard),
            ("cost_eur", drill.cost_eur),
        ];
        let before = [
            code.to_owned(),
            harmless(of.as_deref().unwrap_or_default()),
            dialect.date(drill.date),
        ];
        for (figure, Estimate { value, low, high }) in figures {
            let mut row = before.to_vec();
            row.push(figure.to_owned());
            row.extend([value, low, high].map(|number| dialect.number(number)));
            sheet.row(row);
        }
    }
    sheet.finish()
}
