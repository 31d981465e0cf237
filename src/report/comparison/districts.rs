//! The districts of all scenarios: maps with the same classes, and a table.

use super::columns::heads;
use super::words as said;
use crate::findings::Unit;
use crate::findings::comparison::{Comparison, StoredDistrict, StoredRun};
use crate::report::block::{Block, Cell, Drawing, Figure, MapArea, MapDrawing, Section, Table, stranger};
use crate::report::catalogue::{compare as words, places};
use crate::report::number;
use crate::report::sections::districts::{CLASSES, class, classes, legend, with_interval};

/// Maps and table; only the table where no folder holds the borders.
pub fn section(comparison: &Comparison) -> Option<Section> {
    let ids = ids(comparison);
    if ids.is_empty() {
        return None;
    }
    let data = table(comparison, &ids);
    let drawn: Vec<(usize, &StoredRun)> = comparison
        .runs
        .iter()
        .enumerate()
        .filter(|(_, run)| run.districts.iter().any(has_border))
        .collect();
    let block = if drawn.is_empty() {
        Block::Table(data)
    } else {
        Block::Figure(Box::new(figure(comparison, &drawn, &ids, data)))
    };
    Some(Section {
        id: "districts",
        title: places::districts(),
        blocks: vec![block],
    })
}

/// The districts of all runs in order of first appearance.
fn ids(comparison: &Comparison) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for district in comparison.runs.iter().flat_map(|run| &run.districts) {
        if known.insert(district.id.as_str()) {
            ids.push(&district.id);
        }
    }
    ids
}

fn has_border(district: &StoredDistrict) -> bool {
    !district.border.0.is_empty()
}

fn figure(comparison: &Comparison, drawn: &[(usize, &StoredRun)], ids: &[&str], data: Table) -> Figure {
    let all = comparison.runs.iter().flat_map(|run| &run.districts);
    let classes = classes(all.map(|district| district.per_thousand.value));
    let maps = drawn
        .iter()
        .map(|(index, run)| (said::head(*index, run), map(run, ids, &classes)))
        .collect();
    Figure {
        id: "maps",
        title: places::map_title(),
        description: words::maps_description(),
        reading: places::map_reading(),
        legend: legend(&classes),
        drawing: Drawing::Maps(maps),
        data,
    }
}

fn map(run: &StoredRun, ids: &[&str], classes: &[f64; CLASSES + 1]) -> MapDrawing {
    let area = |district: &StoredDistrict| {
        let known = Some(district).filter(|district| district.residents > 0.0);
        let value = known.map(|district| number::estimate(district.per_thousand, Unit::PerThousandResidents));
        let number = ids.iter().position(|id| *id == district.id).unwrap_or_default() + 1;
        MapArea {
            border: district.border.clone(),
            label: number.to_string(),
            class: known.and_then(|district| class(district.per_thousand.value, classes)),
            title: places::map_area(&stranger(&district.name).de, value.as_ref()),
        }
    };
    MapDrawing {
        areas: run.districts.iter().filter(|d| has_border(d)).map(area).collect(),
        note: None,
    }
}

fn table(comparison: &Comparison, ids: &[&str]) -> Table {
    let [name, ..] = places::district_columns();
    let mut table = Table::new(places::map_title(), heads(comparison, name));
    for (index, id) in ids.iter().enumerate() {
        let found: Vec<Option<&StoredDistrict>> = comparison
            .runs
            .iter()
            .map(|run| run.districts.iter().find(|district| district.id == *id))
            .collect();
        let name = found
            .iter()
            .flatten()
            .next()
            .map(|district| district.name.as_str());
        let mut cells = vec![Cell::name(&format!(
            "{}\u{a0} {}",
            index + 1,
            name.unwrap_or_default()
        ))];
        cells.extend(found.iter().map(|district| match district {
            Some(district) if district.residents > 0.0 => {
                with_interval(district.per_thousand, Unit::PerThousandResidents)
            }
            _ => Cell::Nothing,
        }));
        table.row(cells);
    }
    table
}
