//! The map of a scenario: read where the scenario names it, its residents put into the tree.
//!
//! What a map is and how it is read is left to [`super::map`]; which district of the map
//! is which of the scenario, to `resolve`.

use super::map::{self, MapOptions};
use super::read;
use super::reading::{Reading, note_input};
use super::tree::{Content, Node};
use crate::complaint::{Complaint, Place};
use crate::scenario::Origin;
use crate::text;
use crate::town::map::{Map, MapDistrict};
use geo::MultiPolygon;
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// Largest map, in bytes.
const LARGEST: u64 = 200_000_000;

/// The map that a scenario names, if it does and it can be read.
pub fn read(tree: &Node, reading: &mut Reading) -> Option<Map> {
    let node = tree.child("map")?;
    let location = reading.location_near(node).beside(node.text()?);
    let options = options(tree, reading)?;
    let file = location.shown();
    let inspection = read::bytes(&location, LARGEST, &node.place()).and_then(|bytes| {
        note_input(reading, read::input_file(&location, &bytes));
        map::inspect_bytes(&file, &bytes, &options)
    });
    match inspection {
        Ok(inspection) if inspection.map.districts.is_empty() => {
            reading.complaints.0.extend(inspection.complaints(&file));
            reading.complaints.push(no_district(node));
            None
        }
        Ok(mut inspection) => {
            // Whether the guess was right shows when ids are joined.
            inspection.guesses.clear();
            reading.notices.extend(inspection.complaints(&file));
            Some(inspection.map)
        }
        Err(complaints) => {
            reading.complaints.0.extend(complaints.0);
            None
        }
    }
}

/// The areas under water that shocks name.
pub fn floods(tree: &Node, reading: &mut Reading) -> BTreeMap<String, MultiPolygon> {
    let shocks = tree.child("shocks").and_then(Node::table);
    let areas = shocks.into_iter().flatten().filter_map(|(shock, node)| {
        let node = node.at_path(["event", "flood", "area"])?;
        Some((shock.clone(), area(node, reading)?))
    });
    areas.collect()
}

/// All that a GeoJSON file covers.
fn area(node: &Node, reading: &mut Reading) -> Option<MultiPolygon> {
    let location = reading.location_near(node).beside(node.text()?);
    let file = location.shown();
    let inspection = read::bytes(&location, LARGEST, &node.place()).and_then(|bytes| {
        note_input(reading, read::input_file(&location, &bytes));
        map::inspect_bytes(&file, &bytes, &MapOptions::default())
    });
    match inspection {
        Ok(mut inspection) => {
            // What the areas are called does not matter.
            inspection.guesses.clear();
            let found = inspection.complaints(&file);
            let areas = inspection.map.districts;
            if areas.is_empty() {
                reading.complaints.0.extend(found);
                reading.complaints.push(no_area(node));
                return None;
            }
            reading.notices.extend(found);
            Some(areas.into_iter().flat_map(|area| area.geometry).collect())
        }
        Err(complaints) => {
            reading.complaints.0.extend(complaints.0);
            None
        }
    }
}

fn no_area(node: &Node) -> Complaint {
    let message = text!(
        "Die Datei enthält keine brauchbare Fläche.",
        "The file holds no usable area."
    );
    let help = text!(
        "Die überflutete Fläche als Polygon zeichnen (etwa in QGIS oder auf geojson.io) und als GeoJSON speichern.",
        "Draw the area under water as a polygon (in QGIS or at geojson.io) and save it as GeoJSON."
    );
    Complaint::new(node.place(), message)
        .key("area")
        .value(node.written())
        .help(help)
}

fn options(tree: &Node, reading: &mut Reading) -> Option<MapOptions> {
    let text = |key| tree.child(key).and_then(Node::text).map(str::to_owned);
    let crs = match tree.child("map_crs").and_then(|node| Some((node, node.text()?))) {
        None => None,
        Some((node, name)) => match name.parse() {
            Ok(crs) => Some(crs),
            Err(refusal) => {
                let complaint = Complaint::new(node.place(), refusal);
                reading.complaints.push(complaint.key("map_crs").value(name));
                return None;
            }
        },
    };
    Some(MapOptions {
        id_property: text("map_id"),
        name_property: text("map_name"),
        crs,
        ..MapOptions::default()
    })
}

fn no_district(node: &Node) -> Complaint {
    Complaint::new(
        node.place(),
        text!(
            "Die Karte enthält keinen brauchbaren Stadtteil.",
            "The map holds no usable district."
        ),
    )
    .key("map")
    .value(node.written())
}

/// Puts residents that stand in the map below those of the scenario: what the scenario
/// says itself stays, districts that only the map has are added.
pub fn fill_in(tree: &mut Node, map: &Map, file: &str) {
    let Some(root) = tree.table_mut() else { return };
    let districts = root
        .entry("districts".to_owned())
        .or_insert_with(|| Node::at(Content::Table(IndexMap::new()), Place::file(file)));
    let Some(entries) = districts.table_mut() else {
        return;
    };
    for district in &map.districts {
        if let Some(residents) = residents(district) {
            let empty = || Node::at(Content::Table(IndexMap::new()), Place::file(file));
            let entry = entries.entry(district.id.clone()).or_insert_with(empty);
            if let Some(keys) = entry.table_mut() {
                let value = || Node::at(Content::Float(residents), Place::file(file));
                keys.entry("residents".to_owned()).or_insert_with(value);
            }
        }
    }
}

fn residents(district: &MapDistrict) -> Option<f64> {
    let value = district.properties.get("residents")?;
    value.as_f64().filter(|residents| *residents >= 0.0)
}

/// The file in which a map stands, as the scenario shows it.
pub fn file_of(tree: &Node, reading: &Reading) -> Option<String> {
    let node = tree.child("map")?;
    Some(reading.location_near(node).beside(node.text()?).shown())
}

impl Reading {
    /// The file in which a value stands; the scenario itself where it was typed.
    pub fn location_near(&self, node: &Node) -> read::Location {
        let file = match &node.origin {
            Origin::File(place) => place.file.as_deref(),
            Origin::Default | Origin::CommandLine => None,
        };
        let found = self
            .locations
            .iter()
            .find(|location| Some(location.shown().as_str()) == file);
        let root = || read::Location::root(std::path::Path::new(""));
        found.or(self.locations.first()).cloned().unwrap_or_else(root)
    }
}
