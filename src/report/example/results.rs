//! What stands around the findings in a results folder: map, assumptions, words.

use super::figures::date;
use super::run::{calm, short};
use crate::complaint::Place;
use crate::findings::Findings;
use crate::findings::comparison::StoredRun;
use crate::report::folder;
use crate::report::provenance::sha256_hex;
use crate::report::results::{Edition, MapSketch, Results, Shape, SitePoint};
use crate::report::tables::Dialect;
use crate::scenario::{Assumption, InputFile, Origin};
use crate::text::{Lang, Text};
use geo::{LineString, MultiPolygon, Polygon};
use serde_json::{Value, json};

fn sketch(findings: &Findings) -> MapSketch {
    let count = findings.districts.len().max(1);
    let side = libm::ceil((count as f64).sqrt()) as usize;
    let shapes = findings
        .districts
        .iter()
        .enumerate()
        .map(|(index, district)| Shape {
            id: district.id.clone(),
            name: district.name.clone(),
            polygon: cell(index % side, index / side, 0.12 / side as f64),
        })
        .chain(std::iter::once(Shape {
            id: "forest".to_owned(),
            name: "Wald".to_owned(),
            polygon: cell(side, 0, 0.12 / side as f64),
        }))
        .collect();
    MapSketch {
        shapes,
        note: Some(Text {
            de: "Schematische Karte: Die Grenzen sind gezeichnet, nicht vermessen.".into(),
            en: "Schematic map: the borders are drawn, not surveyed.".into(),
        }),
    }
}

/// A wobbly square, the same wobble on both sides of a border.
fn cell(column: usize, row: usize, size: f64) -> MultiPolygon {
    let corner = |c: usize, r: usize| {
        let wobble = |seed: usize| ((seed * 7919 % 101) as f64 / 101.0 - 0.5) * 0.45 * size;
        (
            7.0 + c as f64 * size * 1.5 + wobble(c * 31 + r * 17),
            51.13 - r as f64 * size + wobble(c * 13 + r * 71),
        )
    };
    let ring: LineString = vec![
        corner(column, row),
        corner(column + 1, row),
        corner(column + 1, row + 1),
        corner(column, row + 1),
        corner(column, row),
    ]
    .into();
    MultiPolygon(vec![Polygon::new(ring, vec![])])
}

fn assumptions() -> Vec<Assumption> {
    let file = |line| {
        Origin::File(Place {
            file: Some("scenarios/leichlingen.toml".into()),
            line: Some(line),
            ..Place::default()
        })
    };
    let set = |key: &str, value: Value, source: Option<&str>, line| Assumption {
        key: key.to_owned(),
        value,
        source: source.map(str::to_owned),
        origin: file(line),
        overridden: vec![],
    };
    let mut overridden = set("groups.asylum.arrivals.steady.per_month", json!(14.5), None, 61);
    overridden.overridden = vec![(file(12), json!(9.5)), (Origin::Default, json!(0))];
    vec![
        set(
            "districts.witzhelden.residents",
            json!(6412),
            Some("Einwohnerstatistik der Stadt, 31.12.2024"),
            21,
        ),
        set("districts.mitte.residents", json!(11_250), None, 24),
        set(
            "sites.hotel.places",
            json!(60),
            Some("Vorlage 0123/2024, Anlage 2"),
            44,
        ),
        overridden,
        Assumption {
            key: "policy.placement_days".into(),
            value: json!("weekly"),
            source: None,
            origin: Origin::Default,
            overridden: vec![],
        },
    ]
}

/// Calls a function with results around these findings.
pub fn with_results<T>(findings: &Findings, use_them: impl FnOnce(&Results) -> T) -> T {
    let map = sketch(findings);
    let assumptions = assumptions();
    let inputs = vec![InputFile {
        path: "leichlingen.toml".to_owned(),
        sha256: sha256_hex(b"leichlingen"),
    }];
    let resolved = json!({ "name": findings.scenario, "seed": findings.seed });
    let notes = vec!["Die Zahl der Plätze im Hotel ist mit der Verwaltung abgestimmt.".to_owned()];
    let points: Vec<SitePoint> = (findings.sites.iter().enumerate())
        .map(|(index, site)| SitePoint {
            site: site.id.clone(),
            position: [7.0 + index as f64 / 100.0, 51.1],
            exact: index % 2 == 0,
        })
        .collect();
    use_them(&Results {
        findings,
        assumptions: &assumptions,
        inputs: &inputs,
        resolved: &resolved,
        map: Some(&map),
        points: &points,
        question: Some("Reichen die Plätze bis 2030, auch wenn die Landeseinrichtung schließt?"),
        description: Some("Grundannahmen der Verwaltung; die Landeseinrichtung schließt im Herbst 2027."),
        responsible: Some("Amt für Soziales"),
        sensitivity: None,
        front: None,
        notes: &notes,
        lang: Lang::De,
        date: date("2026-03-02"),
        dialect: Dialect::Rfc,
        edition: Edition::Internal,
    })
}

/// Runs as they are read from their folders: as before, one with fewer people, one with another seed.
pub fn stored(count: usize) -> Vec<StoredRun> {
    let room = tempfile::tempdir().unwrap();
    (0..count)
        .map(|index| {
            let dir = room.path().join(format!("run-{index}"));
            let mut findings = if index == 1 { calm(3) } else { short(6) };
            if index > 0 {
                findings.scenario = format!("Variante {index}");
            }
            if index == 2 {
                findings.seed = 7;
            }
            with_results(&findings, |results| folder::write_to(&dir, results).unwrap());
            crate::input::results::read(&dir).unwrap()
        })
        .collect()
}
