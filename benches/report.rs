//! How fast pages are: the report of a town with 400 districts, the comparison of six runs.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/common/mod.rs"]
mod common;

use criterion::{Criterion, criterion_group, criterion_main};
use geo::{LineString, MultiPolygon, Polygon};
use quartier::findings::{self, Findings, comparison};
use quartier::input::results;
use quartier::monte_carlo::{self, Watch};
use quartier::report::compose::compose;
use quartier::report::results::{Edition, MapSketch, Results, Shape};
use quartier::report::tables::Dialect;
use quartier::report::{folder, html};
use quartier::simulation::Model;
use quartier::text::Lang;
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::Path;

/// Five years of a town with so many districts, some of them with a site.
fn played(districts: usize) -> Findings {
    let mut scenario = common::realistic_town();
    scenario.town.districts = (0..districts)
        .map(|i| common::district(&format!("d{i}"), 1500.0))
        .collect();
    let ensemble = monte_carlo::run(&Model::of(&scenario), 20, None, &Watch::default()).unwrap();
    findings::gather(&scenario, &ensemble)
}

/// Circles of sixty corners side by side.
fn map(districts: usize) -> MapSketch {
    let shape = |i: usize| {
        let (x, y) = (7.0 + (i % 20) as f64 * 0.01, 51.0 + (i / 20) as f64 * 0.01);
        let ring: LineString = (0..=60)
            .map(|corner| {
                let angle = f64::from(corner) * std::f64::consts::TAU / 60.0;
                (x + 0.005 * libm::cos(angle), y + 0.005 * libm::sin(angle))
            })
            .collect();
        Shape {
            id: format!("d{i}"),
            name: format!("Bezirk {i}"),
            polygon: MultiPolygon(vec![Polygon::new(ring, vec![])]),
        }
    };
    MapSketch {
        shapes: (0..districts).map(shape).collect(),
        note: None,
    }
}

fn with_results<T>(findings: &Findings, map: &MapSketch, use_them: impl FnOnce(&Results) -> T) -> T {
    let resolved: Value = json!({ "name": findings.scenario });
    use_them(&Results {
        findings,
        assumptions: &[],
        inputs: &[],
        resolved: &resolved,
        map: Some(map),
        question: None,
        description: None,
        responsible: None,
        sensitivity: None,
        front: None,
        notes: &[],
        lang: Lang::De,
        date: "2026-01-02".parse().unwrap(),
        dialect: Dialect::Rfc,
        edition: Edition::Internal,
        points: &[],
    })
}

fn report(c: &mut Criterion) {
    let (findings, map) = (played(400), map(400));
    c.bench_function("report of 400 districts", |b| {
        b.iter(|| {
            with_results(&findings, &map, |results| {
                black_box(html::page(&compose(results), Lang::De))
            })
        });
    });
}

fn compared(folders: &[&Path]) -> String {
    let runs = folders.iter().map(|dir| results::read(dir).unwrap()).collect();
    html::page(
        &quartier::report::comparison::compose(&comparison::compare(runs)),
        Lang::De,
    )
}

/// Reading the folders is part of it.
fn comparison_of_six(c: &mut Criterion) {
    let (findings, map) = (played(400), map(400));
    let room = tempfile::tempdir().unwrap();
    let dir = room.path().join("run");
    with_results(&findings, &map, |results| {
        folder::write_to(&dir, results).unwrap()
    });
    c.bench_function("comparison of 6 runs of 400 districts", |b| {
        b.iter(|| black_box(compared(&[&dir; 6].map(std::path::PathBuf::as_path))));
    });
}

criterion_group!(benches, report, comparison_of_six);
criterion_main!(benches);
