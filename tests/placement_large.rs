//! Large batches: the gap that is stated stays small.
#![allow(missing_docs)]

#[path = "common/batches.rs"]
mod batches;

use batches::Numbers;
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
