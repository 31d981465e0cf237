//! Reading a results folder of ours, for comparison. What is not ours, or was changed since it
//! was written, is complained about.

use crate::calendar::{Calendar, Date};
use crate::complaint::{Complaint, Complaints, Place};
use crate::findings::comparison::{
    StoredColumn, StoredDistrict, StoredFigure, StoredPart, StoredRun, StoredSeries,
};
use crate::findings::parts::{Sort, path};
use crate::findings::services::ServiceRisk;
use crate::findings::{Estimate, Figure, MonthRisk, Quantity, Unit};
use crate::scenario::{Judgement, Variant};
use crate::text;
use crate::text::Text;
use geo::{LineString, MultiPolygon, Polygon};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::path::Path;

/// Reads a results folder.
pub fn read(folder: &Path) -> Result<StoredRun, Complaints> {
    let manifest = manifest(folder)?;
    let (figures, daily, columns) = (
        figures(folder, &manifest).and_then(|file| with_borders(file, folder, &manifest)),
        daily(folder, &manifest),
        columns(folder, &manifest),
    );
    let mut complaints = Complaints::default();
    let figures = kept(figures, &mut complaints);
    let daily = kept(daily, &mut complaints);
    let columns = kept(columns, &mut complaints);
    let head = kept(head(folder, &manifest), &mut complaints);
    let run = head.zip(figures).zip(daily).zip(columns);
    let run = run.map(|(((head, file), daily), columns)| StoredRun {
        figures: file.figures,
        districts: file.districts,
        months: file.months,
        services: file.services,
        parts: file.parts,
        daily,
        columns,
        ..head
    });
    match run {
        Some(run) => complaints.unless_any(run),
        None => Err(complaints),
    }
}

fn kept<T>(read: Result<T, Complaints>, complaints: &mut Complaints) -> Option<T> {
    read.map_err(|found| complaints.0.extend(found.0)).ok()
}

fn about(path: &Path, message: Text) -> Complaint {
    Complaint::new(Place::file(path.display().to_string()), message)
}

fn broken(path: &Path) -> Complaints {
    about(
        path,
        text!(
            "Die Datei ist unvollständig oder wurde verändert.",
            "The file is incomplete or was changed."
        ),
    )
    .help(text!(
        "Das Szenario noch einmal rechnen (quartier run).",
        "Run the scenario again (quartier run)."
    ))
    .into()
}

fn no_results(folder: &Path) -> Complaints {
    about(
        folder,
        text!(
            "Hier liegt kein Ergebnisordner von quartier: Die Datei manifest.json fehlt oder ist nicht von quartier.",
            "This is no results folder of quartier: the file manifest.json is missing or not by quartier."
        ),
    )
    .help(text!(
        "Einen Ordner nennen, den „quartier run … --out ORDNER“ geschrieben hat.",
        "Name a folder that `quartier run … --out DIR` has written."
    ))
    .into()
}

fn manifest(folder: &Path) -> Result<Value, Complaints> {
    let bytes = fs::read(folder.join("manifest.json")).map_err(|_| no_results(folder))?;
    let manifest: Value = serde_json::from_slice(&bytes).map_err(|_| no_results(folder))?;
    if manifest["program"] != "quartier" {
        return Err(no_results(folder));
    }
    if manifest["schema"] != 1 {
        return Err(about(
            &folder.join("manifest.json"),
            text!(
                "Der Ordner stammt von einer neueren Fassung des Programms.",
                "The folder is by a newer version of the program."
            ),
        )
        .value(manifest["schema"].to_string())
        .into());
    }
    Ok(manifest)
}

/// The bytes of a file that the manifest names, if they are still those that were written.
fn unchanged(folder: &Path, name: &str, manifest: &Value) -> Result<Vec<u8>, Complaints> {
    let path = folder.join(name);
    let bytes = fs::read(&path).map_err(|error| {
        about(
            &path,
            text!(
                "Die Datei lässt sich nicht lesen: {error}.",
                "The file cannot be read: {error}."
            ),
        )
    })?;
    let expected = manifest["outputs"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|output| output["file"] == name)
        .and_then(|output| output["sha256"].as_str());
    let hash: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    if expected == Some(hash.as_str()) {
        Ok(bytes)
    } else {
        Err(broken(&path))
    }
}

fn head(folder: &Path, manifest: &Value) -> Result<StoredRun, Complaints> {
    let words = |key: &str| manifest[key].as_str().map(str::to_owned);
    let date = |key: &str| manifest[key].as_str().and_then(|text| text.parse::<Date>().ok());
    let read = || {
        Some(StoredRun {
            folder: folder.display().to_string(),
            version: words("version")?,
            scenario: words("scenario")?,
            question: words("question"),
            responsible: manifest["resolved"]["responsible"].as_str().map(str::to_owned),
            seed: manifest["seed"].as_u64()?,
            replications: u32::try_from(manifest["replications"].as_u64()?).ok()?,
            calendar: Calendar::between(date("start")?, date("end")?)?,
            date: date("date")?,
            inputs: inputs(manifest),
            resolved: manifest["resolved"].clone(),
            figures: Vec::new(),
            daily: Vec::new(),
            columns: Vec::new(),
            districts: Vec::new(),
            months: Vec::new(),
            judgement: judgement(&manifest["resolved"]["report"]),
            services: Vec::new(),
            parts: Vec::new(),
            variant: variant(&manifest["variant"]),
        })
    };
    read().ok_or_else(|| broken(&folder.join("manifest.json")))
}

fn inputs(manifest: &Value) -> Vec<(String, String)> {
    manifest["inputs"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|input| {
            Some((
                input["file"].as_str()?.to_owned(),
                input["sha256"].as_str()?.to_owned(),
            ))
        })
        .collect()
}

/// What stands in `figures.json`.
struct FiguresFile {
    figures: Vec<StoredFigure>,
    districts: Vec<StoredDistrict>,
    months: Vec<MonthRisk>,
    services: Vec<ServiceRisk>,
    parts: Vec<StoredPart>,
}

fn figures(folder: &Path, manifest: &Value) -> Result<FiguresFile, Complaints> {
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
    read().ok_or_else(|| broken(&folder.join("figures.json")))
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

/// Which measures were switched on or off.
fn variant(value: &Value) -> Option<Variant> {
    let ids = |key: &str| -> Option<Vec<String>> {
        let ids = value.get(key)?.as_array()?.iter();
        Some(ids.filter_map(|id| id.as_str().map(str::to_owned)).collect())
    };
    ids("without")
        .map(Variant::Without)
        .or_else(|| ids("only").map(Variant::Only))
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

/// The borders of the districts, where the folder holds them.
fn with_borders(mut file: FiguresFile, folder: &Path, manifest: &Value) -> Result<FiguresFile, Complaints> {
    const NAME: &str = "districts.geojson";
    let written = manifest["outputs"].as_array().into_iter().flatten();
    if !written.into_iter().any(|output| output["file"] == NAME) {
        return Ok(file);
    }
    let bytes = unchanged(folder, NAME, manifest)?;
    let map: Value = serde_json::from_slice(&bytes).map_err(|_| broken(&folder.join(NAME)))?;
    for feature in map["features"].as_array().into_iter().flatten() {
        let named = file
            .districts
            .iter_mut()
            .find(|district| feature["id"] == district.id.as_str());
        if let Some(district) = named {
            district.border = border(&feature["geometry"]).ok_or_else(|| broken(&folder.join(NAME)))?;
        }
    }
    Ok(file)
}

/// A border as the folder holds it: always a MultiPolygon or a Polygon.
fn border(geometry: &Value) -> Option<MultiPolygon> {
    let coordinates = geometry["coordinates"].as_array()?;
    match geometry["type"].as_str()? {
        "Polygon" => polygon(coordinates).map(|one| MultiPolygon::new(vec![one])),
        "MultiPolygon" => coordinates
            .iter()
            .map(|rings| polygon(rings.as_array()?))
            .collect::<Option<Vec<Polygon>>>()
            .map(MultiPolygon::new),
        _ => None,
    }
}

fn polygon(rings: &[Value]) -> Option<Polygon> {
    let mut rings = rings.iter().map(ring).collect::<Option<Vec<LineString>>>()?;
    let outer = (!rings.is_empty()).then(|| rings.remove(0))?;
    Some(Polygon::new(outer, rings))
}

fn ring(positions: &Value) -> Option<LineString> {
    let position = |place: &Value| Some((place[0].as_f64()?, place[1].as_f64()?));
    positions.as_array()?.iter().map(position).collect()
}

fn month(value: &Value) -> Option<MonthRisk> {
    Some(MonthRisk {
        month: format!("{}-01", value["month"].as_str()?).parse().ok()?,
        count: u32::try_from(value["count"].as_u64()?).ok()?,
        probability: estimate(value, "probability")?,
    })
}

/// When the light turns, as the scenario says; what it does not say is as usual.
fn judgement(report: &Value) -> Judgement {
    let usual = Judgement::default();
    let set = |key: &str| report[key].as_f64();
    Judgement {
        green_up_to: set("green_up_to_probability").unwrap_or(usual.green_up_to),
        red_above: set("red_above_probability").unwrap_or(usual.red_above),
        tolerated: set("tolerated_nights_per_10000").map_or(usual.tolerated, |nights| nights / 10_000.0),
    }
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

fn daily(folder: &Path, manifest: &Value) -> Result<Vec<StoredSeries>, Complaints> {
    let bytes = unchanged(folder, "daily.csv", manifest)?;
    series(&bytes).ok_or_else(|| broken(&folder.join("daily.csv")))
}

/// The series of `daily.csv` in either dialect; days stand in order, each series in one piece.
fn series(bytes: &[u8]) -> Option<Vec<StoredSeries>> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let (delimiter, point) = if bytes.starts_with(b"date;") {
        (b';', ',')
    } else {
        (b',', '.')
    };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(bytes);
    let mut all: Vec<StoredSeries> = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).ok()? {
        let id = record.get(1)?;
        if all.last().is_none_or(|series| series.id != id) {
            all.push(StoredSeries {
                id: id.to_owned(),
                mean: Vec::new(),
                quantiles: Vec::new(),
            });
        }
        let series = all.last_mut()?;
        let number = |column: usize| number(record.get(column)?, point);
        series.mean.push(number(2)?);
        series
            .quantiles
            .push([number(3)?, number(4)?, number(5)?, number(6)?, number(7)?]);
    }
    Some(all)
}

/// A number with this decimal sign; what was none when it was written is nothing.
fn number(cell: &str, point: char) -> Option<f64> {
    if cell.is_empty() {
        return Some(0.0);
    }
    cell.replace(point, ".").parse().ok()
}

fn columns(folder: &Path, manifest: &Value) -> Result<Vec<StoredColumn>, Complaints> {
    if manifest["edition"] == "public" {
        return Ok(Vec::new());
    }
    // Checked first: what we wrote ourselves cannot hurt the reader.
    unchanged(folder, "replications.parquet", manifest)?;
    let path = folder.join("replications.parquet");
    read_columns(&path).ok_or_else(|| broken(&path))
}

fn read_columns(path: &Path) -> Option<Vec<StoredColumn>> {
    let reader = SerializedFileReader::new(fs::File::open(path).ok()?).ok()?;
    let mut columns: Vec<StoredColumn> = Vec::new();
    for row in reader.get_row_iter(None).ok()? {
        let row = row.ok()?;
        for (index, (name, field)) in row.get_column_iter().enumerate() {
            if index >= columns.len() {
                columns.push(StoredColumn {
                    id: name.clone(),
                    values: Vec::new(),
                });
            }
            columns[index].values.push(value(field));
        }
    }
    Some(columns)
}

fn value(field: &Field) -> Option<f64> {
    match field {
        Field::Double(value) => Some(*value),
        Field::Long(value) => Some(*value as f64),
        Field::Date(days) => Some(f64::from(*days)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{example, folder, tables::Dialect};

    fn written(dialect: Dialect) -> (tempfile::TempDir, std::path::PathBuf) {
        let room = tempfile::tempdir().unwrap();
        let dir = room.path().join("run");
        example::with_results(&example::short(3), |results| {
            folder::write_to(&dir, &crate::report::results::Results { dialect, ..*results }).unwrap();
        });
        (room, dir)
    }

    #[test]
    fn a_folder_is_read_as_it_was_written_in_either_dialect() {
        let findings = example::short(3);
        for dialect in [Dialect::Rfc, Dialect::DeExcel] {
            let (_room, dir) = written(dialect);
            let run = read(&dir).unwrap();
            assert_eq!(
                (run.seed, run.replications),
                (findings.seed, findings.replications)
            );
            assert_eq!(run.calendar, findings.calendar);
            assert_eq!(run.figures.len(), findings.figures.len());
            for (read, was) in run.figures.iter().zip(&findings.figures) {
                assert_eq!(read.id, was.id);
                assert_eq!(
                    read.figure,
                    Figure {
                        id: "",
                        ..was.clone()
                    }
                );
            }
            for (read, was) in run.daily.iter().zip(&findings.daily) {
                assert_eq!((&read.mean, &read.quantiles), (&was.mean, &was.quantiles));
            }
            for (read, was) in run.columns[1..].iter().zip(&findings.columns) {
                assert_eq!(read.values, was.values);
            }
        }
    }

    #[test]
    fn what_is_not_ours_is_named() {
        let room = tempfile::tempdir().unwrap();
        let complaints = read(room.path()).unwrap_err();
        assert!(complaints.0[0].message.de.contains("kein Ergebnisordner"));
        fs::write(room.path().join("manifest.json"), "{\"program\":\"other\"}").unwrap();
        assert!(read(room.path()).is_err());
    }

    #[test]
    fn every_changed_or_missing_file_is_complained_about_at_once() {
        let (_room, dir) = written(Dialect::Rfc);
        fs::write(dir.join("daily.csv"), "date,figure\n").unwrap();
        fs::write(dir.join("replications.parquet"), "PAR1").unwrap();
        fs::remove_file(dir.join("figures.json")).unwrap();
        let complaints = read(&dir).unwrap_err();
        assert_eq!(complaints.0.len(), 3);
    }

    #[test]
    fn broken_tables_are_not_guessed_at() {
        assert_eq!(
            series(b"date,figure,mean,p05,p25,p50,p75,p95\n2026-01-01,a,1,2,3,4,5\n"),
            None
        );
        assert_eq!(
            series(b"date,figure,mean,p05,p25,p50,p75,p95\n2026-01-01,a,x,2,3,4,5,6\n"),
            None
        );
        assert_eq!(series(b"").map(|all| all.len()), Some(0));
    }
}
