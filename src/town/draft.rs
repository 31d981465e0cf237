//! Draft districts: what lies nearest to the points of a district, inside an outline.
//!
//! Where no district boundaries are published, named points and a hand-drawn outline give
//! a schematic map: the Voronoi cells of the points, those of one district merged, clipped
//! to the outline. Points and outline are in degrees; distances are metres around the
//! outline's middle.

use super::plane::Plane;
use crate::text;
use crate::text::Text;
use geo::{
    Area as _, BooleanOps as _, BoundingRect as _, Coord, LineString, MultiPolygon, Orient as _, Polygon,
    Rect, algorithm::bool_ops::unary_union, orient::Direction,
};
use geojson::Feature;
use serde_json::{Map as Properties, Value, json};
use std::collections::BTreeSet;

/// Coordinates are written in millionths of a degree, about 0.1 m.
const PER_DEGREE: f64 = 1e6;

/// A point that stands for a district.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DraftPoint {
    /// Which district, as a position in the list of districts.
    pub district: usize,
    /// Longitude and latitude.
    pub at: Coord,
}

/// A drawn district.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftDistrict {
    /// Its properties, `id` and `name` first.
    pub properties: Properties<String, Value>,
    /// Its area in degrees, on the grid of millionths.
    pub geometry: MultiPolygon,
}

/// What a draft map says about itself.
pub fn note() -> Text {
    text!(
        "Schematische Karte: Stadtteile aus Punkten gezeichnet, keine amtlichen Grenzen",
        "Schematic map: districts drawn from points, no official boundaries"
    )
}

/// The area of every district: all places inside the outline that are nearer to one of its
/// points than to any point of another district. Neighbouring areas share exact edges.
///
/// The points are finite and no two districts have the same point; a district without a
/// point, or squeezed to nothing by its neighbours, has an empty area.
pub fn cells(outline: &MultiPolygon, points: &[DraftPoint], districts: usize) -> Vec<MultiPolygon> {
    let Some(bounds) = outline.bounding_rect() else {
        return vec![MultiPolygon::new(vec![]); districts];
    };
    let plane = Plane::at(bounds.center());
    let flat_outline = plane.area_to_metres(outline);
    let flat_points: Vec<DraftPoint> = points
        .iter()
        .map(|point| DraftPoint {
            at: plane.to_metres(point.at),
            ..*point
        })
        .collect();
    let flat_cells = (0..districts).map(|district| {
        let nearest: Vec<Polygon> = flat_points
            .iter()
            .filter(|point| point.district == district)
            .map(|point| nearest_to(*point, &flat_points, &flat_outline))
            .collect();
        unary_union(&nearest).intersection(&flat_outline)
    });
    on_common_grid(flat_cells.map(|cell| to_degrees(&plane, &cell)))
}

/// The convex region that is nearer to this point than to any point of another district, in a
/// box that holds the outline: cut along one bisector after the other.
fn nearest_to(point: DraftPoint, points: &[DraftPoint], outline: &MultiPolygon) -> Polygon {
    let others = points.iter().filter(|other| other.district != point.district);
    let corners = others.fold(box_around(outline, point.at), |corners, other| {
        cut_along_bisector(&corners, point.at, other.at)
    });
    Polygon::new(LineString(corners), vec![])
}

/// The corners of a box with a margin around the outline and the point.
fn box_around(outline: &MultiPolygon, point: Coord) -> Vec<Coord> {
    let bounds = outline.bounding_rect().unwrap_or_else(|| Rect::new(point, point));
    let margin = 1.0 + bounds.width().max(bounds.height());
    let (west, south) = (bounds.min().x - margin, bounds.min().y - margin);
    let (east, north) = (bounds.max().x + margin, bounds.max().y + margin);
    [(west, south), (east, south), (east, north), (west, north)]
        .map(Coord::from)
        .to_vec()
}

/// What is left of a convex polygon on the near side of the bisector between two points.
fn cut_along_bisector(corners: &[Coord], near: Coord, far: Coord) -> Vec<Coord> {
    let (towards, middle) = (far - near, (near + far) / 2.0);
    let beyond = |corner: Coord| (corner - middle).x * towards.x + (corner - middle).y * towards.y;
    let next = corners.iter().cycle().skip(1);
    let mut left = Vec::new();
    for (&from, &to) in corners.iter().zip(next) {
        let (a, b) = (beyond(from), beyond(to));
        if a <= 0.0 {
            left.push(from);
        }
        if (a < 0.0 && b > 0.0) || (a > 0.0 && b < 0.0) {
            left.push(from + (to - from) * (a / (a - b)));
        }
    }
    left
}

fn to_degrees(plane: &Plane, area: &MultiPolygon) -> MultiPolygon {
    let ring = |ring: &LineString| LineString(ring.0.iter().map(|c| plane.to_degrees(*c)).collect());
    area.iter()
        .map(|polygon| {
            Polygon::new(
                ring(polygon.exterior()),
                polygon.interiors().iter().map(ring).collect(),
            )
        })
        .collect()
}

/// Rounds all areas to the grid. A corner that lands one step beside a corner already there
/// is the same corner, computed from the other side.
fn on_common_grid(areas: impl Iterator<Item = MultiPolygon>) -> Vec<MultiPolygon> {
    let mut corners = BTreeSet::new();
    areas
        .map(|area| {
            area.iter()
                .filter_map(|polygon| polygon_on_grid(polygon, &mut corners))
                .collect::<MultiPolygon>()
                .orient(Direction::Default)
        })
        .collect()
}

/// The corners that exist already, in steps of the grid.
type Grid = BTreeSet<(i64, i64)>;

fn polygon_on_grid(polygon: &Polygon, corners: &mut Grid) -> Option<Polygon> {
    let exterior = ring_on_grid(polygon.exterior(), corners)?;
    let interiors = polygon.interiors().iter();
    let interiors = interiors.filter_map(|ring| ring_on_grid(ring, corners)).collect();
    Some(Polygon::new(exterior, interiors))
}

/// The ring from its south-westernmost corner on, or nothing where it has lost its area.
fn ring_on_grid(ring: &LineString, corners: &mut Grid) -> Option<LineString> {
    let mut steps: Vec<(i64, i64)> = ring.0.iter().map(|c| corner_on_grid(*c, corners)).collect();
    steps.pop();
    steps.dedup();
    if steps.len() > 1 && steps.first() == steps.last() {
        steps.pop();
    }
    let first = (0..steps.len()).min_by_key(|i| steps[*i])?;
    steps.rotate_left(first);
    steps.push(steps[0]);
    let degrees = |(x, y): (i64, i64)| Coord {
        x: x as f64 / PER_DEGREE,
        y: y as f64 / PER_DEGREE,
    };
    let ring = LineString(steps.into_iter().map(degrees).collect());
    let keeps_area = Polygon::new(ring.clone(), vec![]).unsigned_area() > 0.0;
    keeps_area.then_some(ring)
}

fn corner_on_grid(corner: Coord, corners: &mut Grid) -> (i64, i64) {
    let step = |degrees: f64| (degrees * PER_DEGREE).round() as i64;
    let here = (step(corner.x), step(corner.y));
    let around = [
        (0, 0),
        (-1, 0),
        (1, 0),
        (0, -1),
        (0, 1),
        (-1, -1),
        (-1, 1),
        (1, -1),
        (1, 1),
    ];
    let known = around
        .iter()
        .map(|(dx, dy)| (here.0 + dx, here.1 + dy))
        .find(|near| corners.contains(near));
    known.unwrap_or_else(|| {
        corners.insert(here);
        here
    })
}

/// The draft as GeoJSON (RFC 7946): one feature a line, outer rings anticlockwise, WGS 84;
/// the note of the map in both languages, every feature marked as a draft.
pub fn to_geojson(districts: &[DraftDistrict]) -> String {
    let note = note();
    let features: Vec<String> = districts.iter().map(|d| feature(d).to_string()).collect();
    format!(
        "{{\"type\":\"FeatureCollection\",\"note\":{},\"note_en\":{},\"features\":[\n{}\n]}}\n",
        json!(note.de),
        json!(note.en),
        features.join(",\n")
    )
}

fn feature(district: &DraftDistrict) -> Feature {
    let mut properties = district.properties.clone();
    properties.insert("draft".into(), Value::Bool(true));
    Feature {
        geometry: Some(geometry(&district.geometry)),
        properties: Some(properties),
        ..Feature::default()
    }
}

/// One piece is a Polygon, several are a MultiPolygon.
fn geometry(area: &MultiPolygon) -> geojson::Geometry {
    match area.0.as_slice() {
        [polygon] => geojson::Geometry::from(polygon),
        _ => geojson::Geometry::from(area),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains as _, Point, polygon};
    use proptest::prelude::*;

    fn town() -> MultiPolygon {
        polygon![(x: 7.0, y: 51.0), (x: 7.1, y: 51.0), (x: 7.1, y: 51.1), (x: 7.0, y: 51.1)].into()
    }

    fn point(district: usize, x: f64, y: f64) -> DraftPoint {
        DraftPoint {
            district,
            at: Coord { x, y },
        }
    }

    #[test]
    fn two_points_halve_the_town_on_the_bisector() {
        let halves = cells(&town(), &[point(0, 7.02, 51.05), point(1, 7.08, 51.05)], 2);
        let ring = |west: f64, east: f64| -> MultiPolygon {
            polygon![(x: west, y: 51.0), (x: east, y: 51.0), (x: east, y: 51.1), (x: west, y: 51.1), (x: west, y: 51.0)]
                .into()
        };
        assert_eq!(halves, vec![ring(7.0, 7.05), ring(7.05, 7.1)]);
    }

    #[test]
    fn points_of_one_district_are_merged_into_one_area() {
        let points = [
            point(0, 7.02, 51.02),
            point(1, 7.08, 51.05),
            point(0, 7.02, 51.08),
        ];
        let areas = cells(&town(), &points, 2);
        assert_eq!(areas[0].0.len(), 1);
        assert!(areas[0].contains(&Point::new(7.02, 51.02)) && areas[0].contains(&Point::new(7.02, 51.08)));
    }

    #[test]
    fn a_single_point_gets_the_whole_town() {
        let areas = cells(&town(), &[point(0, 7.02, 51.02)], 1);
        assert_eq!(areas, vec![town().orient(Direction::Default)]);
    }

    #[test]
    fn holes_and_islands_of_the_outline_stay() {
        let hole =
            polygon![(x: 7.04, y: 51.04), (x: 7.06, y: 51.04), (x: 7.06, y: 51.06), (x: 7.04, y: 51.06)];
        let island = polygon![(x: 7.2, y: 51.0), (x: 7.22, y: 51.0), (x: 7.22, y: 51.02), (x: 7.2, y: 51.02)];
        let holed = Polygon::new(town().0[0].exterior().clone(), vec![hole.exterior().clone()]);
        let areas = cells(
            &MultiPolygon::new(vec![holed, island]),
            &[point(0, 7.02, 51.02)],
            1,
        );
        assert_eq!(areas[0].0.len(), 2);
        assert_eq!(areas[0].iter().map(|p| p.interiors().len()).sum::<usize>(), 1);
    }

    #[test]
    fn no_outline_gives_empty_areas() {
        assert!(
            cells(&MultiPolygon::new(vec![]), &[point(0, 7.0, 51.0)], 1)[0]
                .0
                .is_empty()
        );
    }

    proptest! {
        /// Areas cover the town without overlap, hold their points, and share their corners.
        #[test]
        fn the_areas_divide_the_town(
            places in prop::collection::vec((0..4_usize, 7.001..7.099_f64, 51.001..51.099_f64), 1..12),
        ) {
            let points: Vec<DraftPoint> = places.iter().map(|&(d, x, y)| point(d, x, y)).collect();
            let areas = cells(&town(), &points, 4);
            let whole = town().unsigned_area();
            let sum: f64 = areas.iter().map(|area| area.unsigned_area()).sum();
            prop_assert!((sum / whole - 1.0).abs() < 1e-4, "{} of {}", sum, whole);
            for point in &points {
                let mut nearest = points.iter().filter(|p| p.district != point.district);
                let clear = nearest.all(|p| (p.at.x - point.at.x).abs() + (p.at.y - point.at.y).abs() > 1e-5);
                prop_assert!(!clear || areas[point.district].contains(&Point(point.at)));
            }
        }
    }
}
