//! The front between price and evenness: by hand, and against every plan there is.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "common/batches.rs"]
mod batches;

use batches::{Numbers, Recipe};
use quartier::placement::solver::Budget;
use quartier::placement::{
    Batch, District, Effort, FrontPoint, Plan, Room, Seeking, Shares, Stage, Vacancy, front,
    inverse_of_share, supported, thinned,
};

const EFFORT: Effort = Effort {
    changes: 50_000,
    restarts: 6,
};

fn found(batch: &Batch) -> Vec<FrontPoint> {
    front(batch, Stage::Cost, EFFORT, Budget::PROPOSAL)
}

/// Two districts with equal targets; single people at 1 € a day in the first, 3 € in the second.
fn cheap_and_dear(people: usize) -> Batch {
    Batch {
        households: vec![
            Seeking {
                persons: 1,
                shares: Shares::Nothing,
                has_needs: false,
                home: None,
                leaves: false,
                overdue: 0,
            };
            people
        ],
        vacancies: (0..2)
            .map(|site| Vacancy {
                site,
                district: site,
                room: Room::Beds { count: 100 },
            })
            .collect(),
        districts: vec![
            District {
                persons: 0,
                inverse: inverse_of_share(0.5),
                most: None,
                least: 0,
            };
            2
        ],
        stages: Stage::DEFAULT.to_vec(),
        suits: vec![true; 2 * people],
        costs: [1000, 3000].repeat(people),
        ..Batch::default()
    }
}

#[test]
fn four_people_in_two_districts_can_be_spread_in_three_ways() {
    // 4 + 0, 3 + 1, 2 + 2: cost 4, 6, 8 €; unevenness 2 × (16, 10, 8); worst load 2 × (4, 3, 2).
    let points = found(&cheap_and_dear(4));
    let values: Vec<_> = points.iter().map(|p| (p.price, p.worst, p.mixing)).collect();
    assert_eq!(
        values,
        [
            (4_000, 8_000_000, 32_000_000),
            (6_000, 6_000_000, 20_000_000),
            (8_000, 4_000_000, 16_000_000)
        ]
    );
    assert!(points.iter().all(|point| point.gap == Some(0.0)));
}

#[test]
fn a_long_front_is_shown_by_seven_points_with_both_ends() {
    let batch = cheap_and_dear(40);
    assert_eq!(supported(&batch, Stage::Cost, EFFORT, Budget::PROPOSAL).len(), 21);
    let points = found(&batch);
    assert_eq!(points.len(), 7);
    assert_eq!((points[0].price, points[6].price), (40_000, 80_000));
    assert_eq!(thinned(points.clone(), 7), points);
}

#[test]
fn where_the_cheapest_plan_is_the_most_even_there_is_one_point() {
    let mut batch = cheap_and_dear(4);
    batch.costs = [1000, 1000].repeat(4);
    let points = found(&batch);
    assert_eq!(points.len(), 1);
    assert_eq!(points[0].worst, 4_000_000);
    assert_eq!(found(&Batch::default()).len(), 1);
}

/// Every plan that may be carried out.
fn all_plans(batch: &Batch) -> Vec<Plan> {
    let mut plans = vec![Vec::new()];
    for _ in 0..batch.households.len() {
        plans = plans
            .into_iter()
            .flat_map(|plan: Vec<Option<usize>>| {
                let places = std::iter::once(None).chain((0..batch.vacancies.len()).map(Some));
                places.map(move |place| {
                    let mut plan = plan.clone();
                    plan.push(place);
                    plan
                })
            })
            .collect();
    }
    let mut plans: Vec<Plan> = plans.into_iter().map(Plan).collect();
    plans.retain(|plan| plan.violations(batch).is_empty());
    plans
}

const HELD: [Stage; 3] = [Stage::Unmet, Stage::Needs, Stage::Limits];

fn values(batch: &Batch, plan: &Plan, stages: &[Stage]) -> Vec<i64> {
    stages.iter().map(|&stage| plan.value(batch, stage)).collect()
}

/// Plans that are best in the stages held, as (price, unevenness).
fn possible(batch: &Batch) -> Vec<(i64, i64)> {
    let plans = all_plans(batch);
    let best = plans.iter().map(|plan| values(batch, plan, &HELD)).min().unwrap();
    plans
        .iter()
        .filter(|plan| values(batch, plan, &HELD) == best)
        .map(|plan| (plan.value(batch, Stage::Cost), plan.value(batch, Stage::Mixing)))
        .collect()
}

/// Twice the area to the left of two points; positive: a turn towards evenness.
fn turn(a: (i64, i64), b: (i64, i64), c: (i64, i64)) -> i128 {
    let [a, b, c] = [a, b, c].map(|(x, y)| (i128::from(x), i128::from(y)));
    (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)
}

/// The corners of the convex front, the cheapest first.
fn corners(mut points: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    points.sort_unstable();
    let mut hull: Vec<(i64, i64)> = Vec::new();
    for point in points {
        if hull.last().is_some_and(|last| last.1 <= point.1) {
            continue;
        }
        while hull.len() > 1 && turn(hull[hull.len() - 2], hull[hull.len() - 1], point) <= 0 {
            hull.pop();
        }
        hull.push(point);
    }
    hull
}

fn small(numbers: &mut Numbers, one_size: bool) -> Batch {
    let recipe = Recipe {
        households: numbers.between(2, 5),
        vacancies: numbers.between(2, 4),
        districts: numbers.between(2, 3),
        largest: 3,
    };
    let mut batch = if one_size {
        batches::counted(numbers, &recipe)
    } else {
        batches::mixed(numbers, &recipe)
    };
    batch.stages = [
        &HELD[..],
        &[Stage::Overload, Stage::Mixing, Stage::Cost, Stage::Distance],
    ]
    .concat();
    for vacancy in &mut batch.vacancies {
        match &mut vacancy.room {
            Room::Units { count, .. } | Room::Beds { count } => *count += numbers.between(1, 2) as u32,
            Room::Several { .. } => {}
        }
    }
    batch.costs = (0..batch.suits.len()).map(|_| numbers.below(12) as i64).collect();
    batch
}

#[test]
fn every_corner_of_the_convex_front_is_found_where_households_count_one() {
    let mut numbers = Numbers(41);
    let mut long = 0;
    for case in 0..300 {
        let batch = small(&mut numbers, true);
        let expected = corners(possible(&batch));
        let points = supported(&batch, Stage::Cost, EFFORT, Budget::PROPOSAL);
        let reached: Vec<_> = points.iter().map(|point| (point.price, point.mixing)).collect();
        for corner in &expected {
            assert!(reached.contains(corner), "case {case}: {corner:?} in {reached:?}");
        }
        assert_eq!(corners(reached), expected, "case {case}");
        assert!(points.iter().all(|point| point.gap == Some(0.0)));
        long += u32::from(expected.len() > 2);
    }
    assert!(long > 15, "only {long} fronts have a point between their ends");
}

#[test]
fn the_ends_are_the_best_of_their_order_and_no_point_is_worse_than_another_in_everything() {
    let mut numbers = Numbers(42);
    for case in 0..150 {
        let batch = small(&mut numbers, true);
        let plans = all_plans(&batch);
        let best = |order: &[Stage]| {
            let stages = [&HELD[..], order].concat();
            plans
                .iter()
                .map(|plan| values(&batch, plan, &stages))
                .min()
                .unwrap()
        };
        let points = found(&batch);
        let cheap = best(&[Stage::Cost, Stage::Mixing]);
        let even = best(&[Stage::Overload, Stage::Mixing, Stage::Cost]);
        assert_eq!(points[0].price, cheap[3], "case {case}");
        let last = points.last().unwrap();
        let reached = values(&batch, &last.plan, &[Stage::Overload, Stage::Mixing, Stage::Cost]);
        assert_eq!(reached, even[3..], "case {case}");
        for (at, one) in points.iter().enumerate() {
            for other in &points[at + 1..] {
                let is_evener = (other.worst, other.mixing) < (one.worst, one.mixing);
                assert!(
                    one.price < other.price && is_evener,
                    "case {case}: {one:?} {other:?}"
                );
            }
        }
    }
}

#[test]
fn with_households_of_different_size_what_is_called_proven_is_a_corner_or_on_a_line() {
    let mut numbers = Numbers(43);
    let (mut proven, mut all) = (0, 0);
    for case in 0..40 {
        let batch = small(&mut numbers, false);
        let possible = possible(&batch);
        let hull = corners(possible.clone());
        let points = supported(&batch, Stage::Cost, EFFORT, Budget::PROPOSAL);
        for point in &points {
            assert_eq!(point.plan.violations(&batch), []);
            let here = (point.price, point.mixing);
            assert!(possible.contains(&here), "case {case}: the stages held are held");
            let below = hull.windows(2).any(|line| turn(line[0], line[1], here) < 0);
            assert!(!below, "case {case}: nothing lies below the front");
            all += 1;
            proven += u32::from(point.gap == Some(0.0));
        }
        if points.iter().all(|point| point.gap == Some(0.0)) {
            let reached = points.iter().map(|point| (point.price, point.mixing));
            assert_eq!(corners(reached.collect()), hull, "case {case}");
        }
    }
    assert!(proven * 10 >= all * 8, "{proven} of {all} are proven");
}
