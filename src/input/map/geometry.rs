//! The geometry of a feature as it stands in the file: rings of finite positions, closed.
//!
//! Lenient where the meaning is clear (open rings, altitudes, parts that are no areas), and
//! every leniency is said. Whether the rings make a valid area is left to [`super::validity`].

use super::fault::{Fault, FaultKind};
use crate::text;
use geo::Coord;
use serde_json::Value;

/// A closed ring of at least three different positions, in the coordinates of the file.
pub(super) type Ring = Vec<Coord>;
/// An outer ring and its holes.
pub(super) type Rings = Vec<Ring>;

/// Reads a feature's geometry; without polygons the feature cannot be used, and a fault says why.
pub(super) fn polygons(feature: &Value) -> (Vec<Rings>, Vec<Fault>) {
    let mut faults = Vec::new();
    if feature.get("type").and_then(Value::as_str) != Some("Feature") {
        faults.push(Fault::new(
            FaultKind::NotAFeature,
            text!(
                "Der Eintrag ist kein Objekt vom Typ „Feature“.",
                "The entry is no object of type `Feature`."
            ),
        ));
        return (Vec::new(), faults);
    }
    let mut found = Vec::new();
    collect(feature.get("geometry"), &mut found, &mut faults);
    if faults.iter().any(|fault| fault.kind == FaultKind::BadCoordinate) {
        found.clear();
    }
    (found, faults)
}

fn collect(geometry: Option<&Value>, found: &mut Vec<Rings>, faults: &mut Vec<Fault>) {
    let Some(geometry) = geometry.filter(|geometry| !geometry.is_null()) else {
        faults.push(no_geometry());
        return;
    };
    let coordinates = geometry.get("coordinates").and_then(Value::as_array);
    match geometry.get("type").and_then(Value::as_str).unwrap_or_default() {
        "Polygon" => match coordinates.filter(|rings| !rings.is_empty()) {
            Some(rings) => found.extend(rings_of(rings, faults)),
            None => faults.push(empty_geometry()),
        },
        "MultiPolygon" => match coordinates.filter(|parts| !parts.is_empty()) {
            Some(parts) => found.extend(parts.iter().filter_map(|part| part_of(part, faults))),
            None => faults.push(empty_geometry()),
        },
        "GeometryCollection" => match geometry.get("geometries").and_then(Value::as_array) {
            Some(parts) if !parts.is_empty() => {
                parts.iter().for_each(|part| collect(Some(part), found, faults));
            }
            _ => faults.push(empty_geometry()),
        },
        other => faults.push(not_an_area(other)),
    }
}

fn no_geometry() -> Fault {
    Fault::new(
        FaultKind::NoGeometry,
        text!(
            "Die Geometrie fehlt; das Gebiet bleibt weg.",
            "It has no geometry; the district is left out."
        ),
    )
}

fn empty_geometry() -> Fault {
    Fault::new(
        FaultKind::NoGeometry,
        text!(
            "Die Geometrie ist leer; das Gebiet bleibt weg.",
            "Its geometry is empty; the district is left out."
        ),
    )
}

fn not_an_area(kind: &str) -> Fault {
    let what = match kind {
        "Point" | "MultiPoint" => text!(
            "Ein Punkt ist kein Gebiet; erwartet wird ein Polygon.",
            "A point is no district; a polygon is expected."
        ),
        "LineString" | "MultiLineString" => text!(
            "Eine Linie ist kein Gebiet; erwartet wird ein Polygon.",
            "A line is no district; a polygon is expected."
        ),
        _ => {
            let kind: String = kind.chars().take(40).collect();
            text!(
                "Der Geometrietyp „{kind}“ ist unbekannt; erwartet wird ein Polygon.",
                "The geometry type `{kind}` is unknown; a polygon is expected."
            )
        }
    };
    Fault::new(FaultKind::NotAnArea, what)
}

fn part_of(part: &Value, faults: &mut Vec<Fault>) -> Option<Rings> {
    match part.as_array().filter(|rings| !rings.is_empty()) {
        Some(rings) => rings_of(rings, faults),
        None => {
            faults.push(empty_geometry());
            None
        }
    }
}

/// The rings of one polygon; nothing where the outer one is lost.
fn rings_of(rings: &[Value], faults: &mut Vec<Fault>) -> Option<Rings> {
    let mut kept = Rings::new();
    for (number, ring) in rings.iter().enumerate() {
        match ring_of(number, ring, faults) {
            Some(ring) => kept.push(ring),
            None if number == 0 => return None,
            None => {}
        }
    }
    Some(kept)
}

fn ring_of(number: usize, ring: &Value, faults: &mut Vec<Fault>) -> Option<Ring> {
    let values = ring.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut positions = Ring::with_capacity(values.len());
    for (i, value) in values.iter().enumerate() {
        match position(value) {
            Some(position) => positions.push(position),
            None => {
                faults.push(bad_coordinate(number, i, value));
                return None;
            }
        }
    }
    positions.dedup();
    if different_corners(&positions) < 3 {
        faults.push(too_few_points(number));
        return None;
    }
    if positions.first() != positions.last() {
        faults.push(unclosed(number));
        positions.push(positions[0]);
    }
    Some(positions)
}

/// Longitude and latitude (or easting and northing); a height and more are passed over.
fn position(value: &Value) -> Option<Coord> {
    let number = |i: usize| value.get(i).and_then(Value::as_f64).filter(|n| n.is_finite());
    Some(Coord {
        x: number(0)?,
        y: number(1)?,
    })
}

/// How many different corners the ring has, counted no further than three.
fn different_corners(positions: &[Coord]) -> usize {
    let mut different: Vec<Coord> = Vec::new();
    for position in positions {
        if different.len() < 3 && !different.contains(position) {
            different.push(*position);
        }
    }
    different.len()
}

fn bad_coordinate(ring: usize, position: usize, value: &Value) -> Fault {
    let found: String = value.to_string().chars().take(40).collect();
    Fault::new(
        FaultKind::BadCoordinate,
        text!(
            "Die Koordinate {position} im Ring {ring} ist kein Paar endlicher Zahlen: {found}; das Gebiet bleibt weg.",
            "Coordinate {position} of ring {ring} is no pair of finite numbers: {found}; the district is left out."
        ),
    )
}

fn too_few_points(ring: usize) -> Fault {
    Fault::new(
        FaultKind::TooFewPoints,
        text!(
            "Der Ring {ring} hat weniger als drei verschiedene Ecken; er bleibt weg.",
            "Ring {ring} has fewer than three different corners; it is left out."
        ),
    )
}

fn unclosed(ring: usize) -> Fault {
    Fault::new(
        FaultKind::UnclosedRing,
        text!(
            "Der Ring {ring} endet nicht dort, wo er beginnt; er wurde geschlossen.",
            "Ring {ring} does not end where it begins; it was closed."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(geometry: Value) -> (usize, Vec<FaultKind>) {
        let (found, faults) = polygons(&json!({ "type": "Feature", "geometry": geometry }));
        (found.len(), faults.iter().map(|fault| fault.kind).collect())
    }

    #[test]
    fn what_is_no_area_is_named() {
        use FaultKind as K;
        let missing_type = json!({ "geometry": {} });
        assert_eq!(polygons(&missing_type).1[0].kind, K::NotAFeature);
        assert_eq!(polygons(&json!(3)).1[0].kind, K::NotAFeature);
        assert_eq!(read(Value::Null), (0, vec![K::NoGeometry]));
        assert_eq!(
            read(json!({ "type": "Polygon", "coordinates": [] })),
            (0, vec![K::NoGeometry])
        );
        assert_eq!(read(json!({ "type": "Polygon" })), (0, vec![K::NoGeometry]));
        assert_eq!(
            read(json!({ "type": "MultiPolygon", "coordinates": [[]] })),
            (0, vec![K::NoGeometry])
        );
        assert_eq!(
            read(json!({ "type": "Point", "coordinates": [7, 51] })),
            (0, vec![K::NotAnArea])
        );
        assert_eq!(
            read(json!({ "type": "LineString", "coordinates": [] })),
            (0, vec![K::NotAnArea])
        );
        assert_eq!(
            read(json!({ "type": "Polygon", "coordinates": [[]] })),
            (0, vec![K::TooFewPoints])
        );
        assert_eq!(
            read(json!({ "type": "Polygon", "coordinates": [3] })),
            (0, vec![K::TooFewPoints])
        );
    }

    #[test]
    fn an_open_ring_is_closed_and_a_height_passed_over() {
        let open = json!({ "type": "Polygon", "coordinates": [[[0, 0, 9], [1, 0, 9], [1, 1, 9]]] });
        let (found, faults) = polygons(&json!({ "type": "Feature", "geometry": open }));
        assert_eq!(found[0][0].len(), 4);
        assert_eq!(found[0][0].first(), found[0][0].last());
        assert_eq!(faults[0].kind, FaultKind::UnclosedRing);
    }

    #[test]
    fn a_coordinate_that_is_no_number_loses_the_district() {
        for bad in [
            json!([null, 1]),
            json!([1]),
            json!(["7", "51"]),
            json!({}),
            json!(null),
        ] {
            let ring = json!([[0, 0], [1, 0], [1, 1], bad, [0, 0]]);
            let parts = json!([[ring], [[[0, 0], [1, 0], [1, 1], [0, 0]]]]);
            let read = read(json!({ "type": "MultiPolygon", "coordinates": parts }));
            assert_eq!(read, (0, vec![FaultKind::BadCoordinate]));
        }
    }

    #[test]
    fn a_collection_gives_its_areas_and_names_the_rest() {
        let square = json!({ "type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]] });
        let point = json!({ "type": "Point", "coordinates": [0, 0] });
        let both = json!({ "type": "GeometryCollection", "geometries": [square, point] });
        assert_eq!(read(both), (1, vec![FaultKind::NotAnArea]));
    }
}
