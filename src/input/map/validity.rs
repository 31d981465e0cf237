//! Whether rings make a valid area (no ring touches or crosses itself or another along a
//! line, holes lie inside, parts apart), and a valid area where they do not.

use super::fault::{Fault, FaultKind, place};
use super::geometry::{Ring, Rings};
use crate::text;
use crate::text::Text;
use geo::{
    Area as _, BooleanOps as _, BoundingRect as _, Contains as _, Coord, LineString, MultiPolygon, Polygon,
    Rect,
    algorithm::bool_ops::{FillRule, OpType, unary_union},
    coordinate_position::{CoordPos, CoordinatePosition as _},
    line_intersection::{LineIntersection, line_intersection},
};
use rstar::{AABB, RTree, RTreeObject};

/// Places of one fault beyond which nobody counts.
const MOST_PLACES: usize = 100;

/// The area within the rings of a feature, in degrees, and what was wrong with it.
pub(super) fn area(polygons: &[Rings]) -> (Option<MultiPolygon>, Vec<Fault>) {
    let drawn: MultiPolygon = polygons.iter().filter_map(polygon).collect();
    let mut faults = crossings(polygons);
    faults.extend(misplaced(&drawn));
    let area = if faults.is_empty() {
        Some(drawn)
    } else {
        repaired(&drawn)
    };
    let area = area.filter(|area| area.unsigned_area() > 0.0);
    if area.is_none() && !polygons.is_empty() {
        faults.push(Fault::new(
            FaultKind::NoArea,
            text!(
                "Es bleibt keine Fläche; das Gebiet bleibt weg.",
                "No area is left; the district is left out."
            ),
        ));
    }
    (area, faults)
}

fn polygon(rings: &Rings) -> Option<Polygon> {
    let mut rings = rings.iter().map(|ring: &Ring| LineString(ring.clone()));
    Some(Polygon::new(rings.next()?, rings.collect()))
}

/// What the outer rings wind around, less what their holes wind around, all parts together.
fn repaired(drawn: &MultiPolygon) -> Option<MultiPolygon> {
    // The overlay of strangers' polygons is not ours to vouch for.
    std::panic::catch_unwind(|| {
        let parts: Vec<MultiPolygon> = drawn
            .iter()
            .map(|part| filled(std::slice::from_ref(part.exterior())).difference(&filled(part.interiors())))
            .collect();
        unary_union(&parts)
    })
    .ok()
}

/// Everything that the rings wind around.
fn filled(rings: &[LineString]) -> MultiPolygon {
    let nothing = MultiPolygon::new(vec![]);
    let rings: MultiPolygon = rings
        .iter()
        .map(|ring| Polygon::new(ring.clone(), vec![]))
        .collect();
    rings.boolean_op_with_fill_rule(&nothing, OpType::Union, FillRule::NonZero)
}

/// One side of a ring.
#[derive(Clone, Copy)]
struct Edge {
    /// The ring, counted through all parts.
    ring: usize,
    /// The edge's number in its ring, and how many the ring has.
    number: usize,
    of: usize,
    line: geo::Line,
}

impl RTreeObject for Edge {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.line.start.into(), self.line.end.into())
    }
}

fn edges(polygons: &[Rings]) -> Vec<Edge> {
    let rings = polygons.iter().flatten().enumerate();
    rings
        .flat_map(|(ring, corners)| {
            let of = corners.len().saturating_sub(1);
            corners.windows(2).enumerate().map(move |(number, ends)| Edge {
                ring,
                number,
                of,
                line: geo::Line::new(ends[0], ends[1]),
            })
        })
        .collect()
}

/// Where rings touch or cross themselves or each other, one fault for each kind.
fn crossings(polygons: &[Rings]) -> Vec<Fault> {
    let edges = edges(polygons);
    let index = RTree::bulk_load(edges.clone());
    let mut with_itself = Vec::new();
    let mut with_another = Vec::new();
    for edge in &edges {
        for other in index.locate_in_envelope_intersecting(edge.envelope()) {
            if (other.ring, other.number) <= (edge.ring, edge.number) {
                continue;
            }
            let places = if edge.ring == other.ring {
                &mut with_itself
            } else {
                &mut with_another
            };
            if places.len() < MOST_PLACES {
                places.extend(conflict(edge, other));
            }
        }
    }
    [
        self_intersection(&mut with_itself),
        ring_crossing(&mut with_another),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Where two edges meet in a way that they must not.
fn conflict(a: &Edge, b: &Edge) -> Option<Coord> {
    let at_a_joint = a.ring == b.ring && (a.number + 1 == b.number || b.number + 1 == a.number + a.of);
    match line_intersection(a.line, b.line)? {
        LineIntersection::Collinear { intersection } => {
            let apart = intersection.start != intersection.end;
            (apart || (a.ring == b.ring && !at_a_joint)).then_some(intersection.start)
        }
        LineIntersection::SinglePoint {
            intersection,
            is_proper,
        } => {
            let allowed = if a.ring == b.ring { at_a_joint } else { !is_proper };
            (!allowed).then_some(intersection)
        }
    }
}

/// The westernmost place and how many more there are, for a message.
fn places(found: &mut Vec<Coord>) -> Option<Text> {
    found.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    found.dedup();
    let Text { de, en } = place(*found.first()?);
    let (more, all_found) = (found.len() - 1, found.len() < MOST_PLACES);
    Some(match more {
        0 => text!("bei {de}", "at {en}"),
        1 => text!(
            "bei {de} und an einer weiteren Stelle",
            "at {en} and one more place"
        ),
        _ if all_found => text!(
            "bei {de} und an {more} weiteren Stellen",
            "at {en} and {more} more places"
        ),
        _ => text!(
            "bei {de} und an vielen weiteren Stellen",
            "at {en} and many more places"
        ),
    })
}

fn self_intersection(found: &mut Vec<Coord>) -> Option<Fault> {
    let Text { de, en } = places(found)?;
    Some(Fault::new(
        FaultKind::SelfIntersection,
        text!(
            "Die Grenze berührt oder schneidet sich selbst {de}; die Fläche wurde bereinigt.",
            "The border touches or crosses itself {en}; the area was repaired."
        ),
    ))
}

fn ring_crossing(found: &mut Vec<Coord>) -> Option<Fault> {
    let Text { de, en } = places(found)?;
    Some(Fault::new(
        FaultKind::RingConflict,
        text!(
            "Ringe des Gebiets schneiden oder überlagern sich {de}; die Fläche wurde bereinigt.",
            "Rings of the district cross or coincide {en}; the area was repaired."
        ),
    ))
}

/// Holes outside their ring or in each other, parts inside each other.
fn misplaced(drawn: &MultiPolygon) -> Option<Fault> {
    let outside = drawn.iter().any(|part| {
        let outer = Polygon::new(part.exterior().clone(), vec![]);
        part.interiors()
            .iter()
            .any(|hole| side(&outer, hole) == Some(CoordPos::Outside))
    });
    let nested_holes = drawn.iter().any(|part| {
        let holes: Vec<Polygon> = part
            .interiors()
            .iter()
            .map(|hole| Polygon::new(hole.clone(), vec![]))
            .collect();
        any_inside_another(&holes)
    });
    let kind = FaultKind::RingConflict;
    if outside || nested_holes {
        return Some(Fault::new(
            kind,
            text!(
                "Ein Loch liegt außerhalb des Gebiets oder in einem anderen Loch; die Fläche wurde bereinigt.",
                "A hole lies outside of the district or in another hole; the area was repaired."
            ),
        ));
    }
    any_inside_another(&drawn.0).then(|| {
        Fault::new(
            kind,
            text!(
                "Teile des Gebiets liegen übereinander; die Fläche wurde bereinigt.",
                "Parts of the district lie on top of each other; the area was repaired."
            ),
        )
    })
}

fn any_inside_another(parts: &[Polygon]) -> bool {
    let boxes: Vec<Option<Rect>> = parts.iter().map(|part| part.bounding_rect()).collect();
    let inside = |inner: usize, outer: usize| {
        inner != outer
            && matches!((boxes[inner], boxes[outer]), (Some(i), Some(o)) if o.contains(&i) || o == i)
            && side(&parts[outer], parts[inner].exterior()) == Some(CoordPos::Inside)
    };
    (0..parts.len()).any(|inner| (0..parts.len()).any(|outer| inside(inner, outer)))
}

/// On which side of a polygon's border a ring lies that does not cross it: where its first
/// corner lies that is not on the border.
fn side(polygon: &Polygon, ring: &LineString) -> Option<CoordPos> {
    ring.0
        .iter()
        .map(|corner| polygon.coordinate_position(corner))
        .find(|position| *position != CoordPos::OnBoundary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Ring {
        corners
            .iter()
            .chain(corners.first())
            .map(|&(x, y)| Coord { x, y })
            .collect()
    }

    fn square(x: f64, y: f64, side: f64) -> Ring {
        ring(&[(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
    }

    fn kinds_and_size(polygons: &[Rings]) -> (Vec<FaultKind>, f64) {
        let (area, faults) = area(polygons);
        let size = area.map_or(0.0, |area| area.unsigned_area());
        (
            faults.iter().map(|f| f.kind).collect(),
            (size * 1e6).round() / 1e6,
        )
    }

    #[test]
    fn valid_areas_stay_as_they_are() {
        let holed = vec![
            square(0.0, 0.0, 4.0),
            square(1.0, 1.0, 1.0),
            square(2.0, 2.0, 1.0),
        ];
        let apart = vec![square(10.0, 0.0, 1.0)];
        let corner_to_corner = vec![square(11.0, 1.0, 1.0)];
        let island_in_hole = vec![square(1.25, 1.25, 0.5)];
        let all = [holed, apart, corner_to_corner, island_in_hole];
        assert_eq!(kinds_and_size(&all), (vec![], 16.0 - 2.0 + 2.0 + 0.25));
    }

    #[test]
    fn a_bow_tie_is_named_with_its_place_and_becomes_two_triangles() {
        let tie = vec![ring(&[(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)])];
        assert_eq!(
            kinds_and_size(std::slice::from_ref(&tie)),
            (vec![FaultKind::SelfIntersection], 2.0)
        );
        let what = &area(&[tie]).1[0].what;
        assert!(what.de.contains("1,00000° O, 1,00000° N"), "{what:?}");
    }

    #[test]
    fn a_spike_and_a_pinch_are_self_intersections() {
        let spike = vec![ring(&[
            (0.0, 0.0),
            (4.0, 0.0),
            (4.0, 4.0),
            (2.0, 4.0),
            (2.0, 6.0),
            (2.0, 4.0),
            (0.0, 4.0),
        ])];
        assert_eq!(
            kinds_and_size(&[spike]),
            (vec![FaultKind::SelfIntersection], 16.0)
        );
        let pinch = vec![ring(&[
            (0.0, 0.0),
            (2.0, 0.0),
            (1.0, 1.0),
            (2.0, 2.0),
            (0.0, 2.0),
            (1.0, 1.0),
        ])];
        assert_eq!(kinds_and_size(&[pinch]), (vec![FaultKind::SelfIntersection], 2.0));
    }

    #[test]
    fn conflicting_rings_are_repaired_by_what_they_mean() {
        let conflict = vec![FaultKind::RingConflict];
        let hole_outside = vec![square(0.0, 0.0, 2.0), square(5.0, 5.0, 1.0)];
        assert_eq!(kinds_and_size(&[hole_outside]), (conflict.clone(), 4.0));
        let hole_across = vec![square(0.0, 0.0, 2.0), square(1.0, 0.5, 2.0)];
        assert_eq!(kinds_and_size(&[hole_across]), (conflict.clone(), 2.5));
        let hole_in_hole = vec![
            square(0.0, 0.0, 4.0),
            square(1.0, 1.0, 2.0),
            square(1.5, 1.5, 1.0),
        ];
        assert_eq!(kinds_and_size(&[hole_in_hole]), (conflict.clone(), 12.0));
        let overlapping = [vec![square(0.0, 0.0, 2.0)], vec![square(1.0, 0.5, 2.0)]];
        assert_eq!(kinds_and_size(&overlapping), (conflict.clone(), 6.5));
        let nested = [vec![square(0.0, 0.0, 3.0)], vec![square(1.0, 1.0, 1.0)]];
        assert_eq!(kinds_and_size(&nested), (conflict.clone(), 9.0));
        let side_by_side = [vec![square(0.0, 0.0, 1.0)], vec![square(1.0, 0.0, 1.0)]];
        assert_eq!(kinds_and_size(&side_by_side), (conflict, 2.0));
    }

    #[test]
    fn a_line_there_and_back_has_no_area() {
        let flat = vec![ring(&[(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)])];
        let (kinds, size) = kinds_and_size(&[flat]);
        assert_eq!((kinds.last(), size), (Some(&FaultKind::NoArea), 0.0));
    }
}
