//! The districts of a town as areas: ids, names, size, centre, neighbours.
//!
//! Everything is in degrees (WGS 84, longitude before latitude) and in the order of the file.

use super::neighbours;
use crate::text::Text;
use geo::{
    BoundingRect as _, Centroid as _, Contains as _, Coord, GeodesicArea as _, Intersects as _, LineString,
    MultiPolygon, Orient as _, Point, Polygon, orient::Direction,
};
use serde_json::{Map as Properties, Value};

/// A map of districts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Map {
    /// The districts in the order of the file; no two have the same id.
    pub districts: Vec<MapDistrict>,
    /// What the map says about itself, to be printed with it.
    pub note: Option<Text>,
    /// Whether any of the districts is schematic, drawn from points instead of surveyed.
    pub draft: bool,
}

/// A district on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapDistrict {
    /// Its id, text with leading zeros, unique on the map.
    pub id: String,
    /// What people call it; the id where the map has no names.
    pub name: String,
    /// The properties of its feature as they stand in the file.
    pub properties: Properties<String, Value>,
    /// Its area in degrees, outer rings anticlockwise.
    pub geometry: MultiPolygon,
    /// Its size on the ellipsoid in km².
    pub area_km2: f64,
    /// A point on its surface: longitude, latitude.
    pub centre: [f64; 2],
    /// Its neighbours, as positions in [`Map::districts`], ascending.
    pub neighbours: Vec<usize>,
}

impl Map {
    /// The position of the district with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.districts.iter().position(|district| district.id == id)
    }

    /// The position of the first district in the file that holds this place (longitude,
    /// latitude); a place on a border belongs to the first district that has it.
    pub fn district_at(&self, lon: f64, lat: f64) -> Option<usize> {
        let place = Point::new(lon, lat);
        self.districts
            .iter()
            .position(|district| district.geometry.intersects(&place))
    }

    /// The sum of the districts' areas in km²; overlaps count twice.
    pub fn area_km2(&self) -> f64 {
        self.districts.iter().map(|district| district.area_km2).sum()
    }

    /// How many pairs of districts are neighbours.
    pub fn neighbour_pairs(&self) -> usize {
        self.districts
            .iter()
            .map(|district| district.neighbours.len())
            .sum::<usize>()
            / 2
    }

    /// Finds every district's neighbours, with a tolerance in metres. Returned are the pairs
    /// of positions whose overlap could not be measured.
    pub fn find_neighbours(&mut self, tolerance_m: f64) -> Vec<(usize, usize)> {
        let areas: Vec<&MultiPolygon> = self.districts.iter().map(|district| &district.geometry).collect();
        let found = neighbours::neighbourhood(&areas, tolerance_m);
        for (district, neighbours) in self.districts.iter_mut().zip(found.neighbours) {
            district.neighbours = neighbours;
        }
        found.unmeasured
    }
}

impl MapDistrict {
    /// A district with its size and centre worked out, as yet without neighbours.
    pub fn new(id: String, name: String, properties: Properties<String, Value>, area: &MultiPolygon) -> Self {
        let geometry = area.orient(Direction::Default);
        MapDistrict {
            id,
            name,
            properties,
            area_km2: area_km2(&geometry),
            centre: centre(&geometry),
            geometry,
            neighbours: Vec::new(),
        }
    }
}

/// The size of an area on the ellipsoid in km² (Karney 2013), whichever way its rings run.
///
/// Rounded to square millimetres, below what differs between machines.
pub fn area_km2(area: &MultiPolygon) -> f64 {
    let ring = |ring: &LineString| Polygon::new(ring.clone(), vec![]).geodesic_area_signed().abs();
    let square_metres: f64 = area
        .iter()
        .map(|polygon| ring(polygon.exterior()) - polygon.interiors().iter().map(ring).sum::<f64>())
        .sum();
    (square_metres * 1e6).round() / 1e12
}

/// A point on the surface: the centroid where it lies on it, else the middle of the widest
/// stretch half-way up.
fn centre(area: &MultiPolygon) -> [f64; 2] {
    area.centroid()
        .filter(|point| area.contains(point))
        .or_else(|| middle_of_widest_stretch(area))
        .or_else(|| {
            area.iter()
                .find_map(|p| p.exterior().0.first())
                .map(|c| Point(*c))
        })
        .map_or([0.0, 0.0], |point| [point.x(), point.y()])
}

fn middle_of_widest_stretch(area: &MultiPolygon) -> Option<Point> {
    area.iter()
        .filter_map(widest_stretch)
        .max_by(|a, b| {
            (a.1 - a.0)
                .total_cmp(&(b.1 - b.0))
                .then(std::cmp::Ordering::Greater)
        })
        .map(|(west, east, y)| Point::new((west + east) / 2.0, y))
}

/// West end, east end and latitude of the widest stretch of a polygon half-way up, between
/// two of its vertices' latitudes so that no vertex is met.
fn widest_stretch(polygon: &Polygon) -> Option<(f64, f64, f64)> {
    let bounds = polygon.bounding_rect()?;
    let y = latitude_between_vertices(polygon, bounds.center().y)?;
    let mut crossings: Vec<f64> = std::iter::once(polygon.exterior())
        .chain(polygon.interiors())
        .flat_map(LineString::lines)
        .filter(|line| (line.start.y > y) != (line.end.y > y))
        .map(|line| line.start.x + (y - line.start.y) / line.dy() * line.dx())
        .collect();
    crossings.sort_by(f64::total_cmp);
    crossings
        .chunks_exact(2)
        .map(|pair| (pair[0], pair[1], y))
        .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}

fn latitude_between_vertices(polygon: &Polygon, wanted: f64) -> Option<f64> {
    let latitudes = || {
        polygon
            .exterior()
            .0
            .iter()
            .chain(polygon.interiors().iter().flat_map(|r| &r.0))
    };
    let above = latitudes()
        .map(|c: &Coord| c.y)
        .filter(|y| *y > wanted)
        .min_by(f64::total_cmp)?;
    let below = latitudes()
        .map(|c: &Coord| c.y)
        .filter(|y| *y <= wanted)
        .max_by(f64::total_cmp)?;
    Some((above + below) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::polygon;

    fn district(id: &str, area: Polygon) -> MapDistrict {
        MapDistrict::new(id.into(), id.into(), Properties::new(), &area.into())
    }

    fn degree_square() -> Polygon {
        polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0)]
    }

    #[test]
    fn a_square_degree_at_the_equator_has_its_known_size_either_way_round() {
        // WGS 84: 12 308.778 km².
        let square = degree_square();
        let mut clockwise = square.exterior().clone();
        clockwise.0.reverse();
        for ring in [square.exterior().clone(), clockwise] {
            let found = district("a", Polygon::new(ring, vec![]));
            assert!((found.area_km2 - 12_308.778).abs() < 0.001, "{}", found.area_km2);
        }
    }

    #[test]
    fn a_hole_is_taken_off_whichever_way_it_runs() {
        let hole = polygon![(x: 0.25, y: 0.25), (x: 0.75, y: 0.25), (x: 0.75, y: 0.75), (x: 0.25, y: 0.75)];
        let holed = Polygon::new(degree_square().exterior().clone(), vec![hole.exterior().clone()]);
        let expected = area_km2(&degree_square().into()) - area_km2(&hole.into());
        assert!((area_km2(&holed.into()) - expected).abs() < 1e-6);
    }

    #[test]
    fn the_centre_of_a_ring_lies_on_the_ring() {
        let hole = polygon![(x: 0.1, y: 0.1), (x: 0.9, y: 0.1), (x: 0.9, y: 0.9), (x: 0.1, y: 0.9)];
        let ring = Polygon::new(degree_square().exterior().clone(), vec![hole.exterior().clone()]);
        let found = district("ring", ring);
        assert!(
            found.geometry.contains(&Point::from(found.centre)),
            "{:?}",
            found.centre
        );
    }

    #[test]
    fn a_place_on_a_border_belongs_to_the_first_district() {
        let east = polygon![(x: 1.0, y: 0.0), (x: 2.0, y: 0.0), (x: 2.0, y: 1.0), (x: 1.0, y: 1.0)];
        let map = Map {
            districts: vec![district("west", degree_square()), district("east", east)],
            ..Map::default()
        };
        assert_eq!(map.district_at(1.0, 0.5), Some(0));
        assert_eq!(map.district_at(1.5, 0.5), Some(1));
        assert_eq!(map.district_at(5.0, 5.0), None);
        assert_eq!(map.position("east"), Some(1));
    }
}
