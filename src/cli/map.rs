//! `quartier map`: inspect a map, or draw draft districts from named points and an outline.

use super::{Context, Failure, Format, map_draft, output};
use crate::complaint::printable;
use crate::input::map::{self, Crs, Inspection, MapOptions};
use crate::text;
use crate::text::{Lang, Text};
use crate::town::map::{Map, MapDistrict};
use crate::town::neighbours::GREATEST_TOLERANCE_M;
use clap::Args;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Problems shown to people; machines get all of them.
const PROBLEMS_SHOWN: usize = 20;
/// Widest name in the table, in characters.
const NAME_WIDTH: usize = 32;

/// Which map, and how to read it.
#[derive(Args, Debug)]
pub struct MapArgs {
    /// The map to inspect (GeoJSON).
    #[arg(required_unless_present = "points", conflicts_with_all = ["points", "outline", "out"])]
    file: Option<PathBuf>,
    /// The property that is the id (default: guessed).
    #[arg(long, value_name = "PROPERTY")]
    id: Option<String>,
    /// The property that is the name (default: guessed).
    #[arg(long, value_name = "PROPERTY")]
    name: Option<String>,
    /// The coordinate reference system, where the file does not say it: EPSG:25832, EPSG:25833 or EPSG:4326.
    #[arg(long, value_name = "EPSG:…", value_parser = crs)]
    crs: Option<Crs>,
    /// How far apart the borders of neighbours may lie, in metres.
    #[arg(long, value_name = "METRES", default_value = "1", value_parser = tolerance)]
    tolerance: f64,
    /// Draw draft districts around the points of this table: CSV with id, name, lon, lat and more.
    #[arg(long, value_name = "CSV", requires = "outline")]
    points: Option<PathBuf>,
    /// The outline of the town for the draft (GeoJSON).
    #[arg(long, value_name = "GEOJSON", requires = "points")]
    outline: Option<PathBuf>,
    /// Where to write the draft (default: standard output).
    #[arg(long, value_name = "GEOJSON", requires = "points")]
    out: Option<PathBuf>,
}

fn crs(name: &str) -> Result<Crs, String> {
    name.parse().map_err(|refusal: Text| refusal.en)
}

fn tolerance(metres: &str) -> Result<f64, String> {
    metres
        .parse()
        .ok()
        .filter(|metres| (0.0..=GREATEST_TOLERANCE_M).contains(metres))
        .ok_or_else(|| format!("a number of metres from 0 to {GREATEST_TOLERANCE_M} is needed"))
}

/// Inspects the map, or draws it.
pub fn execute(args: &MapArgs, context: Context) -> Result<(), Failure> {
    match (&args.file, &args.points, &args.outline) {
        (Some(file), ..) => inspect(file, args, context),
        (None, Some(points), Some(outline)) => match &args.out {
            None => output::print(&map_draft::drawn(points, outline)?),
            Some(out) => {
                map_draft::write(points, outline, out)?;
                inspect(out, args, context)
            }
        },
        // The parser asks for a file or for points with an outline.
        _ => Ok(()),
    }
}

fn inspect(file: &Path, args: &MapArgs, context: Context) -> Result<(), Failure> {
    let options = MapOptions {
        id_property: args.id.clone(),
        name_property: args.name.clone(),
        crs: args.crs,
        tolerance_m: args.tolerance,
    };
    let inspection = map::inspect(file, &options)?;
    match context.format {
        Format::Json => output::print_json(&as_json(&inspection, context.lang)),
        Format::Text => output::print(&as_text(&file.display().to_string(), &inspection, context.lang)),
    }
}

fn as_json(inspection: &Inspection, lang: Lang) -> Value {
    let map = &inspection.map;
    let problems = inspection.problems.iter().map(|problem| {
        json!({
            "feature": problem.feature,
            "id": problem.id,
            "kind": problem.fault.kind.code(),
            "what": problem.fault.what.in_lang(lang),
        })
    });
    json!({
        "schema": 1,
        "features": inspection.features,
        "valid": inspection.valid,
        "problems": problems.collect::<Vec<_>>(),
        "notices": inspection.notices.iter().chain(&inspection.guesses).map(|n| n.in_lang(lang)).collect::<Vec<_>>(),
        "crs": inspection.crs.code(),
        "id_property": inspection.id_property,
        "name_property": inspection.name_property,
        "draft": map.draft,
        "note": map.note.as_ref().map(|note| note.in_lang(lang)),
        "area_km2": rounded(map.area_km2(), 1e6),
        "districts": map.districts.iter().map(|d| district_json(map, d)).collect::<Vec<_>>(),
        "neighbour_pairs": map.neighbour_pairs(),
    })
}

fn district_json(map: &Map, district: &MapDistrict) -> Value {
    json!({
        "id": district.id,
        "name": district.name,
        "area_km2": rounded(district.area_km2, 1e6),
        "centre": district.centre.map(|degrees| rounded(degrees, 1e7)),
        "neighbours": neighbour_ids(map, district),
    })
}

fn neighbour_ids<'a>(map: &'a Map, district: &'a MapDistrict) -> Vec<&'a str> {
    let ids = district
        .neighbours
        .iter()
        .map(|other| map.districts[*other].id.as_str());
    ids.collect()
}

fn rounded(value: f64, steps: f64) -> f64 {
    (value * steps).round() / steps
}

fn as_text(file: &str, inspection: &Inspection, lang: Lang) -> String {
    let mut lines = vec![summary(file, inspection).in_lang(lang).to_owned()];
    lines.extend(
        inspection
            .map
            .note
            .iter()
            .map(|note| note.in_lang(lang).to_owned()),
    );
    lines.extend(
        inspection
            .notices
            .iter()
            .chain(&inspection.guesses)
            .map(|n| n.in_lang(lang).to_owned()),
    );
    lines.push(String::new());
    lines.extend(problem_lines(inspection, lang));
    lines.extend(table(&inspection.map, lang));
    let mut text = printable(&lines.join("\n"));
    text.push('\n');
    text
}

fn summary(file: &str, inspection: &Inspection) -> Text {
    let (features, pairs) = (inspection.features, inspection.map.neighbour_pairs());
    let (area, valid) = (inspection.map.area_km2(), inspection.valid);
    let (area_de, area_en) = (number(area, Lang::De), number(area, Lang::En));
    let districts = counted(
        features,
        text!("Gebiet", "district"),
        text!("Gebiete", "districts"),
    );
    let neighbours = counted(
        pairs,
        text!("Nachbarschaft", "pair of neighbours"),
        text!("Nachbarschaften", "pairs of neighbours"),
    );
    Text {
        de: format!(
            "{file}: {}, davon {valid} ohne Mangel; {area_de} km², {}.",
            districts.de, neighbours.de
        ),
        en: format!(
            "{file}: {}, {valid} without fault; {area_en} km², {}.",
            districts.en, neighbours.en
        ),
    }
}

/// A number of things.
fn counted(number: usize, one: Text, many: Text) -> Text {
    let Text { de, en } = if number == 1 { one } else { many };
    text!("{number} {de}", "{number} {en}")
}

/// A number with two decimals.
fn number(value: f64, lang: Lang) -> String {
    let plain = format!("{value:.2}");
    match lang {
        Lang::De | Lang::DeEinfach => plain.replace('.', ","),
        Lang::En => plain,
    }
}

fn problem_lines(inspection: &Inspection, lang: Lang) -> Vec<String> {
    let line = |feature: usize, id: &Option<String>, what: &Text| {
        let id = id.as_deref().unwrap_or("–");
        let line = text!(
            "Gebiet {feature} (Kennung {id}): ",
            "Feature {feature} (id {id}): "
        );
        line.in_lang(lang).to_owned() + what.in_lang(lang)
    };
    let mut lines: Vec<String> = inspection
        .problems
        .iter()
        .take(PROBLEMS_SHOWN)
        .map(|problem| line(problem.feature, &problem.id, &problem.fault.what))
        .collect();
    let more = inspection.problems.len().saturating_sub(PROBLEMS_SHOWN);
    if more > 0 {
        let rest = text!(
            "… weitere Mängel: {more} (alle mit --format json).",
            "… more faults: {more} (all of them with --format json)."
        );
        lines.push(rest.in_lang(lang).to_owned());
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// One line for each district, under a header.
fn table(map: &Map, lang: Lang) -> Vec<String> {
    let header = match lang {
        Lang::De | Lang::DeEinfach => ["Kennung", "Name", "km²", "Länge", "Breite", "Nachbarn"],
        Lang::En => ["id", "name", "km²", "longitude", "latitude", "neighbours"],
    };
    let rows: Vec<[String; 6]> = std::iter::once(header.map(str::to_owned))
        .chain(
            map.districts
                .iter()
                .map(|district| table_row(map, district, lang)),
        )
        .collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    rows.iter().map(|row| table_line(row, &widths)).collect()
}

fn table_row(map: &Map, district: &MapDistrict, lang: Lang) -> [String; 6] {
    let [lon, lat] = district.centre.map(|degrees| {
        let plain = format!("{degrees:.5}");
        if lang != Lang::En {
            plain.replace('.', ",")
        } else {
            plain
        }
    });
    let name = district.name.chars().take(NAME_WIDTH).collect();
    let neighbours = neighbour_ids(map, district).join(" ");
    [
        district.id.clone(),
        name,
        number(district.area_km2, lang),
        lon,
        lat,
        neighbours,
    ]
}

/// Text to the left, numbers to the right, the last column as long as it is.
fn table_line(row: &[String; 6], widths: &[usize]) -> String {
    let cells = row
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, width))| match column {
            0 | 1 => format!("{cell:<width$}"),
            5 => cell.clone(),
            _ => format!("{cell:>width$}"),
        });
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}
