//! What can be wrong with one feature of a map.

use crate::text::Text;

/// What is wrong with a feature, in a sentence, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// What is wrong and what was done about it, a full sentence.
    pub what: Text,
}

impl Fault {
    pub(super) fn new(kind: FaultKind, what: Text) -> Self {
        Fault { kind, what }
    }
}

/// The kinds of faults of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// The entry is no feature at all.
    NotAFeature,
    /// It has no geometry, or an empty one.
    NoGeometry,
    /// It is a point or a line, or holds some.
    NotAnArea,
    /// A coordinate is missing, no number or infinite.
    BadCoordinate,
    /// A coordinate lies outside of the world, or of its projection.
    OutOfRange,
    /// It spans more than half the world or touches a pole.
    Antimeridian,
    /// Latitude stands before longitude.
    Swapped,
    /// A ring does not end where it begins.
    UnclosedRing,
    /// A ring has fewer than three different corners.
    TooFewPoints,
    /// A ring touches or crosses itself.
    SelfIntersection,
    /// Rings of one feature cross, overlap or lie where they may not.
    RingConflict,
    /// Nothing is left of its area.
    NoArea,
    /// It has no id.
    MissingId,
    /// Another feature before it has the same id.
    DuplicateId,
    /// Its overlap with another could not be measured.
    UnmeasuredOverlap,
}

impl FaultKind {
    /// The word for machines.
    pub fn code(self) -> &'static str {
        match self {
            FaultKind::NotAFeature => "not_a_feature",
            FaultKind::NoGeometry => "no_geometry",
            FaultKind::NotAnArea => "not_an_area",
            FaultKind::BadCoordinate => "bad_coordinate",
            FaultKind::OutOfRange => "out_of_range",
            FaultKind::Antimeridian => "antimeridian",
            FaultKind::Swapped => "swapped",
            FaultKind::UnclosedRing => "unclosed_ring",
            FaultKind::TooFewPoints => "too_few_points",
            FaultKind::SelfIntersection => "self_intersection",
            FaultKind::RingConflict => "ring_conflict",
            FaultKind::NoArea => "no_area",
            FaultKind::MissingId => "missing_id",
            FaultKind::DuplicateId => "duplicate_id",
            FaultKind::UnmeasuredOverlap => "unmeasured_overlap",
        }
    }
}

/// A position for people: `7.01234° E, 51.10000° N`.
pub(super) fn place(position: geo::Coord) -> Text {
    let degrees = |value: f64| format!("{:.5}", value.abs());
    let (x, y) = (degrees(position.x), degrees(position.y));
    let north = if position.y < 0.0 { "S" } else { "N" };
    let (east_de, east_en) = if position.x < 0.0 { ("W", "W") } else { ("O", "E") };
    let (x_de, y_de) = (x.replace('.', ","), y.replace('.', ","));
    crate::text!(
        "{x_de}° {east_de}, {y_de}° {north}",
        "{x}° {east_en}, {y}° {north}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_as_people_write_it() {
        let place = place(geo::Coord { x: -7.5, y: 51.25 });
        assert_eq!(place.de, "7,50000° W, 51,25000° N");
        assert_eq!(place.en, "7.50000° W, 51.25000° N");
    }
}
