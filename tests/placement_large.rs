//! Large batches: the gap that is stated stays small.
#![allow(missing_docs)]

#[path = "common/batches.rs"]
mod batches;

use batches::{Numbers, Town, town};
use quartier::placement::solver::Budget;
use quartier::placement::{
    Batch, District, Effort, Room, Seeking, Shares, Stage, Vacancy, inverse_of_share, solve,
};

/// 500 households × 20 sites, capacity in people, a score table.
fn scored(numbers: &mut Numbers, households: usize, sites: usize, room: Room) -> Batch {
    let sizes = [1, 1, 1, 2, 2, 3, 4, 4, 5, 6, 7, 8];
    Batch {
        households: (0..households)
            .map(|_| Seeking {
                persons: numbers.one_of(&sizes),
                shares: Shares::Nothing,
                has_needs: false,
                home: None,
                leaves: false,
                overdue: 0,
            })
            .collect(),
        vacancies: (0..sites)
            .map(|site| Vacancy {
                site,
                district: site % 8,
                room: room.clone(),
            })
            .collect(),
        districts: (0..8)
            .map(|d| District {
                persons: 100,
                inverse: inverse_of_share(f64::from(d + 1) / 36.0),
                most: None,
                least: 0,
            })
            .collect(),
        stages: vec![Stage::Unmet, Stage::Score],
        suits: vec![true; households * sites],
        scores: (0..households * sites)
            .map(|_| -(numbers.below(1000) as i64))
            .collect(),
        costs: (0..households * sites)
            .map(|_| numbers.below(1000) as i64)
            .collect(),
        ..Batch::default()
    }
}

#[test]
fn five_hundred_households_by_score_are_within_a_hundredth_of_the_best() {
    let mut numbers = Numbers(21);
    let batch = scored(&mut numbers, 500, 20, Room::Beds { count: 90 });
    let solved = solve(&batch, Effort::THOROUGH, Budget::PROPOSAL);
    assert_eq!(solved.plan.violations(&batch), []);
    for result in &solved.stages {
        assert!(result.gap().is_some_and(|gap| gap <= 0.01), "{result:?}");
    }
}

#[test]
fn five_hundred_households_evenly_are_within_a_hundredth_of_the_best() {
    let mut numbers = Numbers(22);
    let mut batch = scored(&mut numbers, 500, 20, Room::Units { count: 30, beds: 8 });
    batch.stages = Stage::DEFAULT.to_vec();
    batch.scores.clear();
    let solved = solve(&batch, Effort::THOROUGH, Budget::PROPOSAL);
    assert_eq!(solved.plan.violations(&batch), []);
    for result in &solved.stages[..5] {
        assert!(result.gap().is_some_and(|gap| gap <= 0.01), "{result:?}");
    }
}

/// 500 households × 20 sites with families who may take several units.
const TOWN: Town = Town {
    households: 500,
    sites: 20,
    districts: 10,
    alone: 100,
    units: [9, 10, 5, 6, 2],
    wishes: 0,
    has_scores: false,
};

/// Solves a town and checks the gap of its stages up to the unevenness, and then of the others.
#[track_caller]
fn assert_gaps(seed: u64, town_like: Town, most: f64, others: f64) -> Vec<i64> {
    let mut batch = town(&mut Numbers(seed), &town_like);
    batch.stages.retain(|stage| match stage {
        Stage::Distance => town_like.wishes > 0,
        Stage::Score => town_like.has_scores,
        _ => true,
    });
    let solved = solve(&batch, Effort::THOROUGH, Budget::PROPOSAL);
    assert_eq!(solved.plan.violations(&batch), []);
    for (at, result) in solved.stages.iter().enumerate() {
        let most = if at < 4 { most } else { others };
        assert!(result.gap().is_some_and(|gap| gap <= most), "{:?}", solved.stages);
    }
    solved.stages.iter().map(|result| result.value).collect()
}

#[test]
fn single_people_of_unknown_sex_and_families_leave_out_as_few_as_can_be() {
    let scarce = Town {
        units: [6, 6, 4, 4, 2],
        ..TOWN
    };
    let values = assert_gaps(1, scarce, 0.01, 0.01);
    assert_eq!(values[0], 73, "persons left out; the bound says the same");
    let tight = Town {
        units: [7, 8, 4, 5, 2],
        ..TOWN
    };
    let values = assert_gaps(1, tight, 0.01, 0.01);
    assert_eq!(values[0], 0);
}

#[test]
fn by_score_and_then_by_cost_all_stages_are_within_a_hundredth_of_the_best() {
    let scored = Town {
        has_scores: true,
        ..TOWN
    };
    assert_gaps(1, scored, 0.01, 0.01);
}

#[test]
fn with_wishes_and_shared_units_no_more_than_a_few_wishes_are_left_unmet_beyond_the_bound() {
    let like = Town {
        alone: 30,
        wishes: 60,
        ..TOWN
    };
    let mut batch = town(&mut Numbers(1), &like);
    batch.stages.retain(|stage| *stage != Stage::Score);
    let solved = solve(&batch, Effort::THOROUGH, Budget::PROPOSAL);
    assert_eq!(solved.plan.violations(&batch), []);
    for result in &solved.stages {
        let few = result.value - result.bound.unwrap_or(i64::MIN) <= 3;
        let small = result.gap().is_some_and(|gap| gap <= 0.01);
        assert!(few || small, "{result:?}");
    }
}
