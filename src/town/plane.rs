//! Metres around one place: a plane that keeps the straight lines of a map straight.
//!
//! GeoJSON's borders are straight in longitude and latitude. Scaling both axes to metres
//! at one place keeps them so, is exact at that place and undone without loss; 10 km away
//! to the north or south a length is about 0.2 % off.

use geo::{AffineOps as _, AffineTransform, Coord, MultiPolygon};

/// Semi-major axis of the WGS 84 ellipsoid in metres.
const EQUATOR_RADIUS_M: f64 = 6_378_137.0;
/// Square of the first eccentricity of the WGS 84 ellipsoid.
const ECCENTRICITY_SQUARED: f64 = 0.006_694_379_990_141_3;

/// A flat piece of the world, in metres from its origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// Longitude and latitude of the origin in degrees.
    origin: Coord,
    /// Metres in a degree of longitude and in a degree of latitude, both above zero.
    metres_per_degree: Coord,
}

impl Plane {
    /// The plane around this place (longitude, latitude in degrees), from the two radii of
    /// curvature of the ellipsoid.
    pub fn at(origin: Coord) -> Self {
        let latitude = origin.y.to_radians();
        let sine = libm::sin(latitude);
        let flattened = 1.0 - ECCENTRICITY_SQUARED * sine * sine;
        let across = EQUATOR_RADIUS_M / flattened.sqrt();
        let along = across * (1.0 - ECCENTRICITY_SQUARED) / flattened;
        // At a pole a degree of longitude has no length; a millimetre keeps the way back finite.
        let x = (across * libm::cos(latitude)).to_radians().max(1e-3);
        let y = along.to_radians();
        Plane {
            origin,
            metres_per_degree: Coord { x, y },
        }
    }

    /// Metres in a degree of longitude (`x`) and of latitude (`y`) here.
    pub fn metres_per_degree(&self) -> Coord {
        self.metres_per_degree
    }

    /// A position in degrees, in metres from the origin.
    pub fn to_metres(&self, position: Coord) -> Coord {
        Coord {
            x: (position.x - self.origin.x) * self.metres_per_degree.x,
            y: (position.y - self.origin.y) * self.metres_per_degree.y,
        }
    }

    /// A position in metres from the origin, in degrees.
    pub fn to_degrees(&self, position: Coord) -> Coord {
        Coord {
            x: position.x / self.metres_per_degree.x + self.origin.x,
            y: position.y / self.metres_per_degree.y + self.origin.y,
        }
    }

    /// An area in degrees, in metres from the origin.
    pub fn area_to_metres(&self, area: &MultiPolygon) -> MultiPolygon {
        let Coord { x, y } = self.metres_per_degree;
        area.affine_transform(&AffineTransform::new(
            x,
            0.0,
            -self.origin.x * x,
            0.0,
            y,
            -self.origin.y * y,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_at_the_equator_has_the_known_length() {
        let at_equator = Plane::at(Coord { x: 0.0, y: 0.0 }).metres_per_degree();
        assert!((at_equator.x - 111_319.490_8).abs() < 1e-3, "{at_equator:?}");
        assert!((at_equator.y - 110_574.275_6).abs() < 1e-3, "{at_equator:?}");
    }

    #[test]
    fn there_and_back_is_the_same_place() {
        let plane = Plane::at(Coord { x: 7.0, y: 51.0 });
        let place = Coord { x: 7.123, y: 51.056 };
        let back = plane.to_degrees(plane.to_metres(place));
        assert!((back.x - place.x).abs() < 1e-12 && (back.y - place.y).abs() < 1e-12);
    }

    #[test]
    fn the_pole_stays_finite() {
        let plane = Plane::at(Coord { x: 0.0, y: 90.0 });
        assert!(plane.to_degrees(Coord { x: 1.0, y: 1.0 }).x.is_finite());
    }
}
