//! Reading maps: GeoJSON (RFC 7946) as real towns publish it.
//!
//! Real files are dirty. What can be used is used, and everything that was found and done
//! is said with the feature's number (from 0, as in the file) and id. The stations are
//! rooms of their own: `json` bytes to features, `crs` metres to degrees, `geometry`
//! rings, `validity` valid areas, `identity` ids and names; `draft` and `points`
//! read what a town without a map has.

mod crs;
pub mod draft;
mod fault;
mod geometry;
mod identity;
mod json;
mod points;
mod validity;

pub use crs::Crs;
pub use fault::{Fault, FaultKind};

use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use crate::text::Text;
use crate::town::map::{Map, MapDistrict};
use geo::{BoundingRect as _, Coord, MultiPolygon};
use geometry::{Ring, Rings};
use identity::Source;
use serde_json::{Map as Object, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How a map is to be read.
#[derive(Clone, Debug, PartialEq)]
pub struct MapOptions {
    /// The property that is the id; else it is guessed.
    pub id_property: Option<String>,
    /// The property that is the name; else it is guessed.
    pub name_property: Option<String>,
    /// The coordinate reference system; else the file's own word, else degrees.
    pub crs: Option<Crs>,
    /// How far apart the borders of neighbours may lie, in metres.
    pub tolerance_m: f64,
}

impl Default for MapOptions {
    fn default() -> Self {
        MapOptions {
            id_property: None,
            name_property: None,
            crs: None,
            tolerance_m: 1.0,
        }
    }
}

/// A map and everything that was found while reading it.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspection {
    /// The districts that can be used, as they are or mended.
    pub map: Map,
    /// How many features the file holds.
    pub features: usize,
    /// How many of them can be used as they are.
    pub valid: usize,
    /// What is wrong with the others, in the order of the file.
    pub problems: Vec<Problem>,
    /// What is worth knowing about the whole file.
    pub notices: Vec<Text>,
    /// Which properties were taken as id and name because nobody said which.
    pub guesses: Vec<Text>,
    /// The coordinate reference system of the file.
    pub crs: Crs,
    /// Which property the ids come from; none where it is the feature's member or nothing.
    pub id_property: Option<String>,
    /// Which property the names come from.
    pub name_property: Option<String>,
}

/// Something wrong with one feature.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The feature's number, from 0.
    pub feature: usize,
    /// Its id as the file has it, if it has one.
    pub id: Option<String>,
    /// What is wrong.
    pub fault: Fault,
}

/// Reads a map. Along with it come the complaints that do not stop: notices about the file and
/// problems of single features.
///
/// Fails where the file cannot be read, is no GeoJSON, is in an unknown coordinate system, lacks
/// a property asked for, or holds no usable district.
pub fn read(path: &Path, options: &MapOptions) -> Result<(Map, Vec<Complaint>), Complaints> {
    let inspection = inspect(path, options)?;
    let complaints = inspection.complaints(&path.display().to_string());
    if inspection.map.districts.is_empty() {
        return Err(Complaints(complaints));
    }
    Ok((inspection.map, complaints))
}

/// Reads a map and reports on it, even where no district can be used.
pub fn inspect(path: &Path, options: &MapOptions) -> Result<Inspection, Complaints> {
    let file = path.display().to_string();
    let bytes = bytes_of(path)?;
    inspect_bytes(&file, &bytes, options)
}

/// The same for the bytes of a file with this name.
pub fn inspect_bytes(file: &str, bytes: &[u8], options: &MapOptions) -> Result<Inspection, Complaints> {
    let collection = json::collection(file, bytes)?;
    let mut notices = collection.notices;
    let rough: Vec<(Vec<Rings>, Vec<Fault>)> = collection.features.iter().map(geometry::polygons).collect();
    let positions: Vec<Coord> = rough
        .iter()
        .flat_map(|(rings, _)| rings.iter().flatten().flatten().copied())
        .collect();
    let (crs, crs_notices) = crs::recognise(file, options.crs, &collection.members, &positions)?;
    notices.extend(crs_notices);
    let identities = identity::identities(
        file,
        &collection.features,
        options.id_property.as_deref(),
        options.name_property.as_deref(),
    )
    .map_err(Complaints)?;
    let areas = areas(rough, crs);
    let (ids, id_faults) = unique_ids(&identities.ids);
    let mut faults: Vec<Vec<Fault>> = areas.iter().map(|(_, faults)| faults.clone()).collect();
    for (of_feature, fault) in faults.iter_mut().zip(id_faults) {
        of_feature.extend(fault);
    }
    let mut map = Map {
        note: note(&collection.members),
        draft: collection.features.iter().any(is_draft),
        districts: Vec::new(),
    };
    let mut feature_of = Vec::new();
    let found = collection
        .features
        .iter()
        .zip(ids)
        .zip(identities.names)
        .zip(&areas)
        .enumerate();
    for (feature, (((value, id), name), (area, _))) in found {
        if let Some(area) = area {
            let name = name.unwrap_or_else(|| id.clone());
            map.districts
                .push(MapDistrict::new(id, name, properties(value), area));
            feature_of.push(feature);
        }
    }
    for (a, b) in map.find_neighbours(options.tolerance_m) {
        let (other, feature) = (map.districts[a].id.clone(), feature_of[b]);
        faults[feature].push(unmeasured_overlap(&other));
    }
    Ok(Inspection {
        features: faults.len(),
        valid: faults.iter().filter(|faults| faults.is_empty()).count(),
        problems: problems(faults, &identities.ids),
        map,
        notices,
        guesses: identities.notices,
        crs,
        id_property: property_name(identities.id_source),
        name_property: property_name(identities.name_source),
    })
}

impl Inspection {
    /// Everything that was found, as complaints about a file of this name.
    pub fn complaints(&self, file: &str) -> Vec<Complaint> {
        let notices = self
            .notices
            .iter()
            .chain(&self.guesses)
            .map(|n| Complaint::new(Place::file(file), n.clone()));
        let problems = self.problems.iter().map(|problem| problem.complaint(file));
        notices.chain(problems).collect()
    }
}

impl Problem {
    /// The problem as a complaint about a file of this name.
    pub fn complaint(&self, file: &str) -> Complaint {
        let place = Place {
            cell: Some(format!("feature {}", self.feature)),
            ..Place::file(file)
        };
        let complaint = Complaint::new(place, self.fault.what.clone());
        match &self.id {
            Some(id) => complaint.value(id.clone()),
            None => complaint,
        }
    }
}

/// The bytes of a file, or why there are none.
fn bytes_of(path: &Path) -> Result<Vec<u8>, Complaints> {
    let complain =
        |message: Text| Complaints::from(Complaint::new(Place::file(path.display().to_string()), message));
    if path.is_dir() {
        return Err(complain(text!(
            "Das ist ein Ordner, keine Datei.",
            "This is a directory, no file."
        )));
    }
    std::fs::read(path).map_err(|error| {
        complain(if error.kind() == std::io::ErrorKind::NotFound {
            text!("Die Datei gibt es nicht.", "There is no such file.")
        } else {
            text!(
                "Die Datei lässt sich nicht lesen: {error}.",
                "The file cannot be read: {error}."
            )
        })
    })
}

fn property_name(source: Option<Source>) -> Option<String> {
    match source? {
        Source::Member => None,
        Source::Property(name) => Some(name),
    }
}

fn properties(feature: &Value) -> Object<String, Value> {
    let properties = feature.get("properties").and_then(Value::as_object);
    properties.cloned().unwrap_or_default()
}

fn is_draft(feature: &Value) -> bool {
    feature.pointer("/properties/draft") == Some(&Value::Bool(true))
}

/// What the map says about itself: the members `note` and `note_en`.
fn note(members: &Object<String, Value>) -> Option<Text> {
    let words = |key: &str| members.get(key).and_then(Value::as_str);
    let de = words("note")?.to_owned();
    let en = words("note_en").map_or_else(|| de.clone(), str::to_owned);
    Some(Text { de, en })
}

/// The valid area of every feature in degrees, where it has one, with all faults so far.
fn areas(rough: Vec<(Vec<Rings>, Vec<Fault>)>, crs: Crs) -> Vec<(Option<MultiPolygon>, Vec<Fault>)> {
    let to_degrees = crs::ToDegrees::from(crs);
    rough
        .into_iter()
        .map(|(polygons, mut faults)| {
            let polygons = in_degrees(polygons, &to_degrees);
            if let Some(fault) = out_of_range(&polygons) {
                faults.push(fault);
                return (None, faults);
            }
            faults.extend(swapped(&polygons, crs));
            let (area, more) = validity::area(&polygons);
            faults.extend(more);
            match area.as_ref().and_then(around_the_world) {
                Some(fault) => {
                    faults.push(fault);
                    (None, faults)
                }
                None => (area, faults),
            }
        })
        .collect()
}

fn in_degrees(polygons: Vec<Rings>, to_degrees: &crs::ToDegrees) -> Vec<Rings> {
    let ring = |ring: Ring| ring.into_iter().map(|p| to_degrees.position(p)).collect();
    polygons
        .into_iter()
        .map(|rings| rings.into_iter().map(ring).collect())
        .collect()
}

fn out_of_range(polygons: &[Rings]) -> Option<Fault> {
    // Not a number is out of range as well.
    let outside = |p: &&Coord| !(p.x.abs() <= 180.0 && p.y.abs() <= 90.0);
    let Coord { x, y } = polygons.iter().flatten().flatten().find(outside)?;
    Some(Fault::new(
        FaultKind::OutOfRange,
        text!(
            "Die Koordinate [{x}, {y}] liegt außerhalb der Welt (Länge ±180°, Breite ±90°); das Gebiet bleibt weg.",
            "The coordinate [{x}, {y}] lies outside of the world (longitude ±180°, latitude ±90°); the district is left out."
        ),
    ))
}

/// Germany's longitudes are 5° to 16° and its latitudes 45° to 56°, with a margin.
fn swapped(polygons: &[Rings], crs: Crs) -> Option<Fault> {
    let mut positions = polygons.iter().flatten().flatten().peekable();
    positions.peek()?;
    let germany_on_its_side =
        crs == Crs::Degrees && positions.all(|p| (45.0..=56.0).contains(&p.x) && (5.0..=16.0).contains(&p.y));
    germany_on_its_side.then(|| {
        Fault::new(
            FaultKind::Swapped,
            text!(
                "Länge und Breite sind vermutlich vertauscht: GeoJSON schreibt zuerst die Länge, in Deutschland etwa [7, 51].",
                "Longitude and latitude are probably swapped: GeoJSON writes the longitude first, in Germany about [7, 51]."
            ),
        )
    })
}

fn around_the_world(area: &MultiPolygon) -> Option<Fault> {
    let bounds = area.bounding_rect()?;
    let at_a_pole = bounds.min().y <= -90.0 || bounds.max().y >= 90.0;
    (bounds.width() > 180.0 || at_a_pole).then(|| {
        Fault::new(
            FaultKind::Antimeridian,
            text!(
                "Das Gebiet reicht über die halbe Welt, über den 180. Längengrad oder an einen Pol; es bleibt weg.",
                "The district spans half the world, crosses the 180th meridian or touches a pole; it is left out."
            ),
        )
    })
}

/// An id for every feature, no two alike, and what was wrong with the file's own.
fn unique_ids(written: &[Option<String>]) -> (Vec<String>, Vec<Option<Fault>>) {
    let mut first_with: BTreeMap<&str, usize> = BTreeMap::new();
    for (feature, id) in written.iter().enumerate() {
        if let Some(id) = id {
            first_with.entry(id).or_insert(feature);
        }
    }
    let mut taken: BTreeSet<String> = first_with.keys().map(|id| (*id).to_owned()).collect();
    let mut free = |wanted: String| {
        let numbered = (2..).map(|n| format!("{wanted}-{n}"));
        let id = std::iter::once(wanted.clone())
            .chain(numbered)
            .find(|id| !taken.contains(id));
        let id = id.unwrap_or(wanted);
        taken.insert(id.clone());
        id
    };
    written
        .iter()
        .enumerate()
        .map(|(feature, id)| match id {
            Some(id) if first_with.get(id.as_str()) == Some(&feature) => (id.clone(), None),
            Some(id) => {
                let stand_in = free(id.clone());
                let fault = duplicate_id(id, first_with.get(id.as_str()).copied().unwrap_or(0), &stand_in);
                (stand_in, Some(fault))
            }
            None => {
                let stand_in = free(format!("feature-{feature}"));
                let fault = missing_id(&stand_in);
                (stand_in, Some(fault))
            }
        })
        .unzip()
}

fn duplicate_id(id: &str, first: usize, stand_in: &str) -> Fault {
    Fault::new(
        FaultKind::DuplicateId,
        text!(
            "Die Kennung „{id}“ hat schon Gebiet {first}; hier heißt es „{stand_in}“.",
            "Feature {first} already has the id `{id}`; here it is called `{stand_in}`."
        ),
    )
}

fn missing_id(stand_in: &str) -> Fault {
    Fault::new(
        FaultKind::MissingId,
        text!(
            "Die Kennung fehlt; hier heißt das Gebiet „{stand_in}“.",
            "Its id is missing; here the district is called `{stand_in}`."
        ),
    )
}

fn unmeasured_overlap(other: &str) -> Fault {
    Fault::new(
        FaultKind::UnmeasuredOverlap,
        text!(
            "Die Überlappung mit „{other}“ ließ sich nicht messen; für die Nachbarschaft zählt nur die Grenze.",
            "The overlap with `{other}` could not be measured; only the border counts for the neighbourhood."
        ),
    )
}

/// All faults in the order of the file, with the ids that the file has.
fn problems(faults: Vec<Vec<Fault>>, ids: &[Option<String>]) -> Vec<Problem> {
    faults
        .into_iter()
        .enumerate()
        .flat_map(|(feature, faults)| {
            faults.into_iter().map(move |fault| Problem {
                feature,
                id: ids[feature].clone(),
                fault,
            })
        })
        .collect()
}
