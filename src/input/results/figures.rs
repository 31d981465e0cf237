//! `figures.json`: figures, districts, months, services and parts.

use super::borders;
use super::folder::{broken, unchanged};
use crate::complaint::Complaints;
use crate::findings::comparison::{StoredDistrict, StoredFigure, StoredPart};
use crate::findings::parts::{Sort, path};
use crate::findings::services::ServiceRisk;
use crate::findings::{Estimate, Figure, MonthRisk, Quantity, Unit};
use crate::text::Text;
use geo::MultiPolygon;
use serde_json::Value;
use std::path::Path;

/// What stands in `figures.json`.
pub(super) struct FiguresFile {
    pub figures: Vec<StoredFigure>,
    pub districts: Vec<StoredDistrict>,
    pub months: Vec<MonthRisk>,
    pub services: Vec<ServiceRisk>,
    pub parts: Vec<StoredPart>,
}

/// Reads it, with the borders of the districts where the folder holds them.
pub(super) fn read(folder: &Path, manifest: &Value) -> Result<FiguresFile, Complaints> {
    let bytes = unchanged(folder, "figures.json", manifest)?;
    let read = || -> Option<FiguresFile> {
        let file: Value = serde_json::from_slice(&bytes).ok()?;
        let list = |key: &str| file[key].as_array().into_iter().flatten();
        Some(FiguresFile {
            figures: file["figures"]
                .as_array()?
                .iter()
                .map(figure)
                .collect::<Option<_>>()?,
            districts: list("districts").map(district).collect::<Option<_>>()?,
            months: list("months").map(month).collect::<Option<_>>()?,
            services: list("services").map(service).collect::<Option<_>>()?,
            parts: list("services")
                .map(|value| part(value, Some(Sort::Service)))
                .chain(list("parts").map(|value| part(value, None)))
                .collect::<Option<_>>()?,
        })
    };
    let mut file = read().ok_or_else(|| broken(&folder.join("figures.json")))?;
    borders::add_to(&mut file.districts, folder, manifest)?;
    Ok(file)
}

fn estimate(value: &Value, key: &str) -> Option<Estimate> {
    Some(Estimate {
        value: value[key].as_f64()?,
        low: value["low"].as_f64()?,
        high: value["high"].as_f64()?,
    })
}

fn service(value: &Value) -> Option<ServiceRisk> {
    let mut figures = value["figures"].as_array()?.iter();
    let risk = figures.find(|figure| figure["id"] == "probability_of_bottleneck");
    Some(ServiceRisk {
        name: value["name"].as_str()?.to_owned(),
        probability: risk
            .filter(|_| value["known"] == true)
            .and_then(|risk| estimate(risk, "value")),
    })
}

/// A part with its figures; services stand in a list of their own.
fn part(value: &Value, sort: Option<Sort>) -> Option<StoredPart> {
    let sort = match sort {
        Some(sort) => sort,
        None => Sort::from_code(value["sort"].as_str()?)?,
    };
    let id = value["id"].as_str()?.to_owned();
    let en = value["name"].as_str()?.to_owned();
    let de = value["name_de"].as_str().unwrap_or(&en).to_owned();
    let stored = |value: &Value| {
        let found = figure(value)?;
        Some(StoredFigure {
            id: path(sort, &id, &found.id),
            ..found
        })
    };
    Some(StoredPart {
        sort,
        name: Text { de, en },
        figures: value["figures"]
            .as_array()?
            .iter()
            .map(stored)
            .collect::<Option<_>>()?,
        id,
    })
}

fn district(value: &Value) -> Option<StoredDistrict> {
    Some(StoredDistrict {
        id: value["id"].as_str()?.to_owned(),
        name: value["name"].as_str()?.to_owned(),
        residents: value["residents"].as_f64()?,
        per_thousand: estimate(value, "per_thousand")?,
        border: MultiPolygon::new(Vec::new()),
    })
}

fn month(value: &Value) -> Option<MonthRisk> {
    Some(MonthRisk {
        month: format!("{}-01", value["month"].as_str()?).parse().ok()?,
        count: u32::try_from(value["count"].as_u64()?).ok()?,
        probability: estimate(value, "probability")?,
    })
}

fn figure(value: &Value) -> Option<StoredFigure> {
    let words = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let id = value["id"].as_str()?.to_owned();
    let unit = Unit::from_code(value["unit"].as_str()?)?;
    let text = |key: &str, fallback: &str| Text {
        de: Some(words(&format!("{key}_de")))
            .filter(|words| !words.is_empty())
            .unwrap_or_else(|| fallback.to_owned()),
        en: Some(words(key))
            .filter(|words| !words.is_empty())
            .unwrap_or_else(|| fallback.to_owned()),
    };
    let (p05, p95) = (quantity(&value["p05"]), quantity(&value["p95"]));
    Some(StoredFigure {
        figure: Figure {
            id: "",
            name: text("name", &id),
            definition: text("definition", ""),
            unit,
            value: quantity(&value["value"]),
            low: quantity(&value["low"]),
            high: quantity(&value["high"]),
            level: value["level"].as_f64().unwrap_or(0.95),
            spread: (p05 != Quantity::None && p95 != Quantity::None).then_some((p05, p95)),
            count: value["count"]
                .as_u64()
                .and_then(|count| u32::try_from(count).ok()),
        },
        id,
    })
}

fn quantity(value: &Value) -> Quantity {
    match value {
        Value::Number(number) => number.as_f64().map_or(Quantity::None, Quantity::Number),
        Value::String(text) => text.parse().map_or(Quantity::None, Quantity::Date),
        _ => Quantity::None,
    }
}
