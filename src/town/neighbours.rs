//! Which districts border on each other.
//!
//! Two districts are neighbours when, within a tolerance, they share more than 1 m of border
//! or overlap by more than 1 m². Shared vertices decide nothing: in the official map of
//! North Rhine-Westphalia 15 % of the neighbouring pairs have no edge in common.
//!
//! All lengths are measured in metres around the very segment in question ([`Plane`]), so
//! the size of the map does not matter.

use super::border::{self, Contact, Segment};
use super::plane::Plane;
use geo::{
    Area as _, BooleanOps as _, BoundingRect as _, Contains as _, Coord, Intersects as _, Line, MultiPolygon,
    Point, Rect,
};
use rstar::{AABB, RTree, RTreeObject};
use std::collections::{BTreeMap, BTreeSet};

/// Districts with less common border than this are no neighbours, in metres.
const LEAST_BORDER_M: f64 = 1.0;
/// Districts that overlap by less than this are no neighbours on that account, in m².
const LEAST_OVERLAP_M2: f64 = 1.0;
/// A smaller tolerance would only measure the rounding of the coordinates, in metres.
pub const LEAST_TOLERANCE_M: f64 = 0.001;
/// A larger tolerance would make neighbours of districts that have a third between them, in metres.
pub const GREATEST_TOLERANCE_M: f64 = 1000.0;

/// Who borders on whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// For every district its neighbours, both as positions in the list, ascending.
    pub neighbours: Vec<Vec<usize>>,
    /// Pairs whose overlap could not be measured, so that only their borders were compared.
    pub unmeasured: Vec<(usize, usize)>,
}

/// Finds the neighbours of every district.
///
/// The areas are valid and in degrees; the tolerance in metres is brought between
/// [`LEAST_TOLERANCE_M`] and [`GREATEST_TOLERANCE_M`].
pub fn neighbourhood(areas: &[&MultiPolygon], tolerance_m: f64) -> Neighbourhood {
    let tolerance_m = tolerance_m.clamp(LEAST_TOLERANCE_M, GREATEST_TOLERANCE_M);
    let outlines: Vec<Outline> = areas
        .iter()
        .enumerate()
        .map(|(district, area)| outline(district, area))
        .collect();
    let index = RTree::bulk_load(outlines.iter().flat_map(|o| o.pieces.iter().copied()).collect());
    let mut near = BTreeSet::new();
    let mut pairs = BTreeSet::new();
    for (district, outline) in outlines.iter().enumerate() {
        for (other, contacts) in contacts(outline, district, &index, tolerance_m) {
            let pair = (district.min(other), district.max(other));
            near.insert(pair);
            if border::shared_border_m(&contacts, &outline.ring_lengths_m, tolerance_m) > LEAST_BORDER_M {
                pairs.insert(pair);
            }
        }
    }
    let unmeasured = add_overlapping(areas, &near, &mut pairs);
    Neighbourhood {
        neighbours: by_district(areas.len(), &pairs),
        unmeasured,
    }
}

/// The border of one district.
struct Outline {
    pieces: Vec<Piece>,
    ring_lengths_m: Vec<f64>,
}

/// One segment of a border, in degrees.
#[derive(Clone, Copy)]
struct Piece {
    district: usize,
    ring: usize,
    offset_m: f64,
    line: Line,
}

impl RTreeObject for Piece {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.line.start.into(), self.line.end.into())
    }
}

fn outline(district: usize, area: &MultiPolygon) -> Outline {
    let rings = area
        .iter()
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let mut outline = Outline {
        pieces: Vec::new(),
        ring_lengths_m: Vec::new(),
    };
    for (ring, path) in rings.enumerate() {
        let mut offset_m = 0.0;
        for line in path.lines() {
            outline.pieces.push(Piece {
                district,
                ring,
                offset_m,
                line,
            });
            let Segment { start, end } = flat(&plane_of(line), line);
            offset_m += libm::hypot(end.x - start.x, end.y - start.y);
        }
        outline.ring_lengths_m.push(offset_m);
    }
    outline
}

fn plane_of(line: Line) -> Plane {
    Plane::at((line.start + line.end) / 2.0)
}

fn flat(plane: &Plane, line: Line) -> Segment {
    Segment {
        start: plane.to_metres(line.start),
        end: plane.to_metres(line.end),
    }
}

/// Where one district comes within the tolerance of others, by the other's position.
fn contacts(
    outline: &Outline,
    district: usize,
    index: &RTree<Piece>,
    tolerance_m: f64,
) -> BTreeMap<usize, Vec<Contact>> {
    let mut found: BTreeMap<usize, Vec<Contact>> = BTreeMap::new();
    for piece in &outline.pieces {
        let plane = plane_of(piece.line);
        let own = flat(&plane, piece.line);
        let around = widened(piece.envelope(), plane.metres_per_degree(), tolerance_m);
        for near in index.locate_in_envelope_intersecting(around) {
            let other = flat(&plane, near.line);
            if near.district != district && border::come_within(own, other, tolerance_m) {
                found.entry(near.district).or_default().push(Contact {
                    ring: piece.ring,
                    offset_m: piece.offset_m,
                    own,
                    other,
                });
            }
        }
    }
    found
}

/// The box with a margin; a hundredth more than needed, for the bend of the world.
fn widened(envelope: AABB<[f64; 2]>, metres_per_degree: Coord, margin_m: f64) -> AABB<[f64; 2]> {
    let margin = [
        1.01 * margin_m / metres_per_degree.x,
        1.01 * margin_m / metres_per_degree.y,
    ];
    let ([left, low], [right, high]) = (envelope.lower(), envelope.upper());
    AABB::from_corners(
        [left - margin[0], low - margin[1]],
        [right + margin[0], high + margin[1]],
    )
}

/// Adds the pairs that overlap and says which could not be measured. Overlapping districts
/// whose borders do not come near each other lie one inside the other.
fn add_overlapping(
    areas: &[&MultiPolygon],
    near: &BTreeSet<(usize, usize)>,
    pairs: &mut BTreeSet<(usize, usize)>,
) -> Vec<(usize, usize)> {
    let boxes: Vec<Option<Rect>> = areas.iter().map(|area| area.bounding_rect()).collect();
    let mut unmeasured = Vec::new();
    for pair in pairs_with_common_box(&boxes) {
        let (a, b) = (areas[pair.0], areas[pair.1]);
        if pairs.contains(&pair) || !(near.contains(&pair) || one_holds_the_other(a, b)) {
            continue;
        }
        match overlap_m2(a, b) {
            Some(overlap) if overlap > LEAST_OVERLAP_M2 => {
                pairs.insert(pair);
            }
            Some(_) => {}
            None => unmeasured.push(pair),
        }
    }
    unmeasured
}

/// All pairs whose bounding boxes meet, found by a sweep from west to east.
fn pairs_with_common_box(boxes: &[Option<Rect>]) -> BTreeSet<(usize, usize)> {
    let mut from_west: Vec<(usize, Rect)> = boxes
        .iter()
        .enumerate()
        .filter_map(|(i, r)| Some((i, (*r)?)))
        .collect();
    from_west.sort_by(|a, b| a.1.min().x.total_cmp(&b.1.min().x));
    let mut pairs = BTreeSet::new();
    for (position, (a, a_box)) in from_west.iter().enumerate() {
        let further_east = from_west[position + 1..].iter();
        for (b, b_box) in further_east.take_while(|(_, b_box)| b_box.min().x <= a_box.max().x) {
            if a_box.intersects(b_box) {
                pairs.insert((*a.min(b), *a.max(b)));
            }
        }
    }
    pairs
}

fn one_holds_the_other(a: &MultiPolygon, b: &MultiPolygon) -> bool {
    let holds = |outer: &MultiPolygon, inner: &MultiPolygon| {
        inner
            .iter()
            .filter_map(|polygon| polygon.exterior().0.first())
            .any(|corner| outer.contains(&Point(*corner)))
    };
    holds(a, b) || holds(b, a)
}

/// The area that both cover, in m²; none where the overlay fails.
fn overlap_m2(a: &MultiPolygon, b: &MultiPolygon) -> Option<f64> {
    let plane = Plane::at(a.bounding_rect()?.center());
    let (a, b) = (plane.area_to_metres(a), plane.area_to_metres(b));
    // The overlay of strangers' polygons is the one place here that is not ours to vouch for.
    std::panic::catch_unwind(|| a.intersection(&b).unsigned_area())
        .ok()
        .filter(|area| area.is_finite())
}

fn by_district(districts: usize, pairs: &BTreeSet<(usize, usize)>) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); districts];
    for &(a, b) in pairs {
        neighbours[a].push(b);
        neighbours[b].push(a);
    }
    for list in &mut neighbours {
        list.sort_unstable();
    }
    neighbours
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{LineString, Polygon};

    /// A square near Leichlingen; position and side in metres.
    fn square(x: f64, y: f64, side: f64) -> MultiPolygon {
        let plane = Plane::at(Coord { x: 7.0, y: 51.0 });
        let corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)];
        let ring: Vec<Coord> = corners
            .iter()
            .map(|&(x, y)| plane.to_degrees(Coord { x, y }))
            .collect();
        Polygon::new(LineString(ring), vec![]).into()
    }

    fn found(areas: &[MultiPolygon], tolerance_m: f64) -> Vec<Vec<usize>> {
        neighbourhood(&areas.iter().collect::<Vec<_>>(), tolerance_m).neighbours
    }

    #[test]
    fn on_a_chessboard_only_sides_make_neighbours() {
        let board: Vec<MultiPolygon> = [(0.0, 0.0), (100.0, 0.0), (0.0, 100.0), (100.0, 100.0)]
            .map(|(x, y)| square(x, y, 100.0))
            .into();
        let expected = vec![vec![1, 2], vec![0, 3], vec![0, 3], vec![1, 2]];
        assert_eq!(found(&board, 1.0), expected);
        assert_eq!(found(&board, 30.0), expected);
        assert_eq!(found(&board, 0.0), expected);
    }

    #[test]
    fn a_gap_is_bridged_only_by_the_tolerance() {
        let areas = [square(0.0, 0.0, 100.0), square(105.0, 0.0, 100.0)];
        assert_eq!(found(&areas, 1.0), vec![Vec::<usize>::new(), vec![]]);
        assert_eq!(found(&areas, 6.0), vec![vec![1], vec![0]]);
    }

    #[test]
    fn overlapping_makes_neighbours_without_a_common_border() {
        let crossing = [square(0.0, 0.0, 100.0), square(50.0, 50.0, 100.0)];
        assert_eq!(found(&crossing, 1.0), vec![vec![1], vec![0]]);
        let one_inside = [square(0.0, 0.0, 100.0), square(40.0, 40.0, 20.0)];
        assert_eq!(found(&one_inside, 1.0), vec![vec![1], vec![0]]);
        let inside_first = [square(40.0, 40.0, 20.0), square(0.0, 0.0, 100.0)];
        assert_eq!(found(&inside_first, 1.0), vec![vec![1], vec![0]]);
    }

    #[test]
    fn a_corner_that_overlaps_by_less_than_a_square_metre_is_none() {
        let areas = [square(0.0, 0.0, 100.0), square(99.5, 99.5, 100.0)];
        assert_eq!(found(&areas, 1.0), vec![Vec::<usize>::new(), vec![]]);
    }

    #[test]
    fn a_district_in_the_hole_of_another_borders_on_it() {
        let plane = Plane::at(Coord { x: 7.0, y: 51.0 });
        let inner = square(40.0, 40.0, 20.0);
        let outer = square(0.0, 0.0, 100.0);
        let ring = Polygon::new(outer.0[0].exterior().clone(), vec![inner.0[0].exterior().clone()]);
        let holed: MultiPolygon = ring.into();
        assert!((plane.area_to_metres(&holed).unsigned_area() - 9600.0).abs() < 1e-3);
        assert_eq!(found(&[holed, inner], 1.0), vec![vec![1], vec![0]]);
    }

    #[test]
    fn no_district_has_no_neighbours() {
        assert_eq!(neighbourhood(&[], 1.0), Neighbourhood::default());
    }
}
