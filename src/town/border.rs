//! How many metres of border two districts share, within a tolerance.
//!
//! Along the border of one district, the stretch of a segment that lies within the tolerance
//! of a segment of the other is one interval, because the distance to a segment is convex;
//! it follows in closed form from the capsule around that segment. The union of these
//! intervals falls into connected runs.
//!
//! A run is longer than the shared border: at both ends the borders part, and the last
//! metres within the tolerance are only the way out. Two districts that touch at a corner
//! have nothing but such ends. So each end is measured and taken off. Where borders part
//! at an angle the distance grows linearly from the run's least distance to the tolerance:
//! the way out is twice the stretch between the run's end and the first place that is
//! nearer than half-way between the two. It is at most five times the tolerance (an angle
//! of 11.5°): borders that part more slowly than that are drawn badly, not apart.

use geo::Coord;

/// The longest way out, as a multiple of what the distance grows by.
const LONGEST_WAY_OUT: f64 = 5.0;
/// Intervals nearer than this hang together, in metres.
const JOINT_M: f64 = 1e-6;

/// A piece of border, in metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Segment {
    pub start: Coord,
    pub end: Coord,
}

/// A segment of one district's ring that comes near a segment of another district.
#[derive(Clone, Copy, Debug)]
pub(super) struct Contact {
    /// Which ring of the first district.
    pub ring: usize,
    /// Where on that ring the segment begins, in metres from the ring's beginning.
    pub offset_m: f64,
    /// The segment of the first district.
    pub own: Segment,
    /// The segment of the other.
    pub other: Segment,
}

/// A connected stretch of border near another district, in metres along the ring; what
/// passes the ring's beginning has an end beyond the ring's length.
struct Run {
    start: f64,
    end: f64,
    contacts: Vec<Contact>,
}

/// Metres of border that a district shares with another, from all their contacts.
pub(super) fn shared_border_m(contacts: &[Contact], ring_lengths_m: &[f64], tolerance_m: f64) -> f64 {
    let mut contacts = contacts.to_vec();
    contacts.sort_by_key(|contact| contact.ring);
    contacts
        .chunk_by(|a, b| a.ring == b.ring)
        .map(|on_ring| {
            let length = ring_lengths_m[on_ring[0].ring];
            let runs = runs(on_ring, length, tolerance_m);
            runs.iter()
                .map(|run| shared_in_run(run, length, tolerance_m))
                .sum::<f64>()
        })
        .sum()
}

/// Whether the two segments come within this distance at all, anywhere.
pub(super) fn come_within(own: Segment, other: Segment, distance_m: f64) -> bool {
    interval_within(own, other, distance_m).is_some()
}

/// The connected runs on one ring, in order; the first and last are joined across the
/// ring's beginning where they meet there.
fn runs(contacts: &[Contact], ring_length: f64, tolerance: f64) -> Vec<Run> {
    let mut pieces: Vec<(f64, f64, Contact)> = contacts
        .iter()
        .filter_map(|contact| {
            let (start, end) = on_ring(contact, tolerance)?;
            Some((start, end, *contact))
        })
        .collect();
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut runs: Vec<Run> = Vec::new();
    for (start, end, contact) in pieces {
        match runs.last_mut() {
            Some(run) if start <= run.end + JOINT_M => {
                run.end = run.end.max(end);
                run.contacts.push(contact);
            }
            _ => runs.push(Run {
                start,
                end,
                contacts: vec![contact],
            }),
        }
    }
    join_across_the_beginning(&mut runs, ring_length);
    runs
}

fn join_across_the_beginning(runs: &mut Vec<Run>, ring_length: f64) {
    let meets = |runs: &[Run]| {
        runs.len() > 1
            && runs.first().is_some_and(|run| run.start <= JOINT_M)
            && runs.last().is_some_and(|run| run.end >= ring_length - JOINT_M)
    };
    if !meets(runs) {
        return;
    }
    let first = runs.remove(0);
    if let Some(last) = runs.last_mut() {
        last.end = ring_length + first.end;
        last.contacts
            .extend(first.contacts.into_iter().map(|contact| Contact {
                offset_m: contact.offset_m + ring_length,
                ..contact
            }));
    }
}

/// The length of a run less its two ways out.
fn shared_in_run(run: &Run, ring_length: f64, tolerance: f64) -> f64 {
    let length = run.end - run.start;
    if length >= ring_length - JOINT_M {
        return length;
    }
    let least = run
        .contacts
        .iter()
        .map(|contact| least_distance(contact.own, contact.other))
        .fold(tolerance, f64::min);
    let halfway = (tolerance + least) / 2.0;
    let near: Vec<(f64, f64)> = run
        .contacts
        .iter()
        .filter_map(|contact| on_ring(contact, halfway))
        .collect();
    let near_start = near.iter().map(|piece| piece.0).fold(run.end, f64::min);
    let near_end = near.iter().map(|piece| piece.1).fold(run.start, f64::max);
    let longest = LONGEST_WAY_OUT * (tolerance - least);
    let way_in = (2.0 * (near_start - run.start)).min(longest);
    let way_out = (2.0 * (run.end - near_end)).min(longest);
    (length - way_in - way_out).max(0.0)
}

/// Where on its ring a contact lies within the distance.
fn on_ring(contact: &Contact, distance: f64) -> Option<(f64, f64)> {
    let (start, end) = interval_within(contact.own, contact.other, distance)?;
    Some((contact.offset_m + start, contact.offset_m + end))
}

/// The stretch of a segment within a distance of another: metres from its start.
fn interval_within(own: Segment, other: Segment, distance: f64) -> Option<(f64, f64)> {
    [
        within_circle(own, other.start, distance),
        within_circle(own, other.end, distance),
        within_band(own, other, distance),
    ]
    .into_iter()
    .flatten()
    .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// The part of a segment inside a circle.
fn within_circle(segment: Segment, centre: Coord, radius: f64) -> Option<(f64, f64)> {
    let length = length(segment);
    let to_centre = centre - segment.start;
    if length == 0.0 {
        return (dot(to_centre, to_centre) <= radius * radius).then_some((0.0, 0.0));
    }
    let direction = (segment.end - segment.start) / length;
    let along = dot(to_centre, direction);
    let aside = cross(to_centre, direction);
    let half_chord_squared = radius * radius - aside * aside;
    if half_chord_squared < 0.0 {
        return None;
    }
    let half_chord = half_chord_squared.sqrt();
    clip((along - half_chord, along + half_chord), (0.0, length))
}

/// The part of a segment that lies beside another, at most so far from its line.
fn within_band(segment: Segment, other: Segment, distance: f64) -> Option<(f64, f64)> {
    let (own_length, other_length) = (length(segment), length(other));
    if own_length == 0.0 || other_length == 0.0 {
        return None;
    }
    let direction = (segment.end - segment.start) / own_length;
    let axis = (other.end - other.start) / other_length;
    let from_axis = segment.start - other.start;
    let beside = where_between(dot(from_axis, axis), dot(direction, axis), (0.0, other_length))?;
    let near = where_between(
        cross(axis, from_axis),
        cross(axis, direction),
        (-distance, distance),
    )?;
    clip(clip(beside, near)?, (0.0, own_length))
}

/// The values of s for which `start + s * slope` lies between the limits.
fn where_between(start: f64, slope: f64, limits: (f64, f64)) -> Option<(f64, f64)> {
    // A slope below a nanometre per metre is none.
    if slope.abs() < 1e-9 {
        let inside = start >= limits.0 && start <= limits.1;
        return inside.then_some((f64::NEG_INFINITY, f64::INFINITY));
    }
    let (a, b) = ((limits.0 - start) / slope, (limits.1 - start) / slope);
    Some((a.min(b), a.max(b)))
}

fn clip(interval: (f64, f64), limits: (f64, f64)) -> Option<(f64, f64)> {
    let clipped = (interval.0.max(limits.0), interval.1.min(limits.1));
    (clipped.0 <= clipped.1).then_some(clipped)
}

/// The least distance between two segments, 0 where they cross.
fn least_distance(a: Segment, b: Segment) -> f64 {
    if cross_each_other(a, b) {
        return 0.0;
    }
    [
        distance_to(a.start, b),
        distance_to(a.end, b),
        distance_to(b.start, a),
        distance_to(b.end, a),
    ]
    .into_iter()
    .fold(f64::INFINITY, f64::min)
}

fn cross_each_other(a: Segment, b: Segment) -> bool {
    let side = |of: Segment, point: Coord| cross(of.end - of.start, point - of.start);
    side(a, b.start) * side(a, b.end) < 0.0 && side(b, a.start) * side(b, a.end) < 0.0
}

fn distance_to(point: Coord, segment: Segment) -> f64 {
    let along = segment.end - segment.start;
    let squared = dot(along, along);
    let share = if squared == 0.0 {
        0.0
    } else {
        (dot(point - segment.start, along) / squared).clamp(0.0, 1.0)
    };
    let apart = point - (segment.start + along * share);
    dot(apart, apart).sqrt()
}

fn length(segment: Segment) -> f64 {
    let along = segment.end - segment.start;
    dot(along, along).sqrt()
}

fn dot(a: Coord, b: Coord) -> f64 {
    a.x * b.x + a.y * b.y
}

fn cross(a: Coord, b: Coord) -> f64 {
    a.x * b.y - a.y * b.x
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Ring = Vec<(f64, f64)>;

    fn segments(ring: &Ring) -> Vec<Segment> {
        let closed = ring.iter().cycle().skip(1);
        let coord = |&(x, y): &(f64, f64)| Coord { x, y };
        ring.iter()
            .zip(closed)
            .map(|(a, b)| Segment {
                start: coord(a),
                end: coord(b),
            })
            .collect()
    }

    fn shared(own: &Ring, other: &Ring, tolerance: f64) -> f64 {
        let mut contacts = Vec::new();
        let mut offset_m = 0.0;
        for own in segments(own) {
            for other in segments(other) {
                contacts.push(Contact {
                    ring: 0,
                    offset_m,
                    own,
                    other,
                });
            }
            offset_m += length(own);
        }
        shared_border_m(&contacts, &[offset_m], tolerance)
    }

    fn square(x: f64, y: f64, side: f64) -> Ring {
        vec![(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
    }

    #[track_caller]
    fn assert_near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-6, "{found} instead of {expected}");
    }

    #[test]
    fn two_squares_side_by_side_share_one_side() {
        assert_near(
            shared(&square(0.0, 0.0, 10.0), &square(10.0, 0.0, 10.0), 1.0),
            10.0,
        );
        assert_near(
            shared(&square(10.0, 0.0, 10.0), &square(0.0, 0.0, 10.0), 1.0),
            10.0,
        );
    }

    #[test]
    fn half_a_side_is_half_a_side() {
        assert_near(
            shared(&square(0.0, 0.0, 10.0), &square(10.0, 5.0, 10.0), 1.0),
            5.0,
        );
    }

    #[test]
    fn squares_that_touch_at_a_corner_share_nothing() {
        assert_near(
            shared(&square(0.0, 0.0, 10.0), &square(10.0, 10.0, 10.0), 1.0),
            0.0,
        );
        assert_near(
            shared(&square(10.0, 10.0, 10.0), &square(0.0, 0.0, 10.0), 1.0),
            0.0,
        );
    }

    #[test]
    fn slanted_corners_share_nothing_either() {
        // The two sectors part at an angle of 30° on both sides.
        let west = vec![(0.0, 0.0), (-100.0, 100.0), (-100.0, -100.0)];
        let east = vec![(0.0, 0.0), (100.0, -173.2), (200.0, 0.0), (100.0, 173.2)];
        assert_near(shared(&west, &east, 1.0), 0.0);
    }

    #[test]
    fn a_gap_within_the_tolerance_is_a_border() {
        // Beside each other for 10 m, 0.8 m apart; the rounded ends count for a little.
        let found = shared(&square(0.0, 0.0, 10.0), &square(10.8, 0.0, 10.0), 1.0);
        assert!((9.0..=10.5).contains(&found), "{found}");
        assert_near(
            shared(&square(0.0, 0.0, 10.0), &square(11.1, 0.0, 10.0), 1.0),
            0.0,
        );
    }

    #[test]
    fn an_enclave_shares_its_whole_border() {
        assert_near(
            shared(&square(0.0, 0.0, 10.0), &square(0.0, 0.0, 10.0), 1.0),
            40.0,
        );
    }

    #[test]
    fn where_the_ring_begins_makes_no_difference() {
        let other = square(10.0, 2.0, 4.0);
        let mut own = square(0.0, 0.0, 10.0);
        own.insert(2, (10.0, 4.0));
        let lengths: Vec<f64> = (0..own.len())
            .map(|turn| {
                let mut turned = own.clone();
                turned.rotate_left(turn);
                shared(&turned, &other, 1.0)
            })
            .collect();
        for length in lengths {
            assert_near(length, 4.0);
        }
    }

    #[test]
    fn segments_without_length_do_no_harm() {
        let dot = Segment {
            start: Coord { x: 0.0, y: 0.0 },
            end: Coord { x: 0.0, y: 0.0 },
        };
        assert_eq!(interval_within(dot, dot, 1.0), Some((0.0, 0.0)));
        assert_near(least_distance(dot, dot), 0.0);
    }

    proptest! {
        /// Every point of the interval lies within the distance, every point well outside does not.
        #[test]
        fn the_interval_holds_exactly_the_near_points(
            p in prop::array::uniform8(-5.0..5.0_f64), distance in 0.1..3.0_f64, share in 0.0..1.0_f64,
        ) {
            let own = Segment { start: Coord { x: p[0], y: p[1] }, end: Coord { x: p[2], y: p[3] } };
            let other = Segment { start: Coord { x: p[4], y: p[5] }, end: Coord { x: p[6], y: p[7] } };
            let metres = share * length(own);
            let point = own.start + (own.end - own.start) * share;
            let inside = interval_within(own, other, distance)
                .is_some_and(|(start, end)| metres >= start && metres <= end);
            let apart = distance_to(point, other);
            prop_assume!((apart - distance).abs() > 1e-6);
            prop_assert_eq!(inside, apart < distance);
        }
    }
}
