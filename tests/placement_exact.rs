//! Placements against brute force: every small batch has its best plan found.
#![allow(missing_docs)]

#[path = "common/batches.rs"]
mod batches;

use batches::{Numbers, Recipe, brute_force};
use quartier::placement::solver::Budget;
use quartier::placement::{
    Batch, District, Effort, Room, Seeking, Shares, Stage, Vacancy, counted, solve, transport::Workspace,
};

#[test]
fn where_every_household_counts_one_no_plan_is_better_stage_by_stage() {
    let mut numbers = Numbers(1);
    let (mut wide, mut narrow) = (Workspace::default(), Workspace::default());
    for case in 0..8000 {
        let recipe = Recipe {
            households: numbers.between(1, 4),
            vacancies: numbers.between(1, 4),
            districts: numbers.between(1, 3),
            largest: 3,
        };
        let batch = batches::counted(&mut numbers, &recipe);
        let counted = counted(&batch).expect("every household counts one");
        let plan = counted
            .solve(&mut wide, &mut narrow)
            .expect("small numbers can be packed");
        assert_eq!(plan.violations(&batch), [], "case {case}: {batch:?}");
        assert_eq!(plan.values(&batch), brute_force(&batch), "case {case}: {batch:?}");
    }
}

#[test]
fn longer_chains_of_pushing_on_are_found_too() {
    let mut numbers = Numbers(2);
    let (mut wide, mut narrow) = (Workspace::default(), Workspace::default());
    for case in 0..300 {
        let recipe = Recipe {
            households: 6,
            vacancies: 4,
            districts: numbers.between(1, 4),
            largest: 1,
        };
        let batch = batches::counted(&mut numbers, &recipe);
        let counted = counted(&batch).expect("every household counts one");
        let plan = counted
            .solve(&mut wide, &mut narrow)
            .expect("small numbers can be packed");
        assert_eq!(plan.violations(&batch), [], "case {case}: {batch:?}");
        assert_eq!(plan.values(&batch), brute_force(&batch), "case {case}: {batch:?}");
    }
}

/// Solves random batches and compares with brute force: nothing called proven is beaten, and nearly
/// all are proven.
fn assert_proofs_hold(seed: u64, cases: u32, fewest: u64, batch_of: fn(&mut Numbers, &Recipe) -> Batch) {
    let mut numbers = Numbers(seed);
    let (mut proven, mut best) = (0, 0);
    for case in 0..cases {
        let recipe = Recipe {
            households: numbers.between(1, 5),
            vacancies: numbers.between(fewest, 4),
            districts: numbers.between(1, 3),
            largest: 5,
        };
        let batch = batch_of(&mut numbers, &recipe);
        let solved = solve(&batch, Effort::THOROUGH, Budget::PROPOSAL);
        assert_eq!(solved.plan.violations(&batch), [], "case {case}: {batch:?}");
        let values = solved.plan.values(&batch);
        let ideal = brute_force(&batch);
        assert!(ideal <= values, "case {case}");
        for (result, ideal) in solved.stages.iter().zip(&ideal) {
            // A bound speaks of plans that are as good in all earlier stages.
            assert!(
                result.bound.is_none_or(|bound| bound <= *ideal),
                "case {case}: {result:?} but {ideal} is possible: {batch:?}"
            );
            if result.value != *ideal {
                break;
            }
        }
        assert!(!solved.is_proven() || values == ideal, "case {case}");
        proven += u32::from(solved.is_proven());
        best += u32::from(values == ideal);
    }
    assert!(proven * 100 >= cases * 99, "only {proven} of {cases} are proven");
    assert!(best * 100 >= cases * 99, "only {best} of {cases} are the best");
}

#[test]
fn with_different_sizes_what_is_said_to_be_proven_is_the_best() {
    assert_proofs_hold(3, 2500, 1, batches::mixed);
}

#[test]
fn families_in_several_units_and_single_people_alone_are_placed_as_well_as_can_be() {
    assert_proofs_hold(4, 1000, 2, batches::with_several);
}

/// Households of different sizes, each of which takes one unit: only sums count.
fn one_unit_each(numbers: &mut Numbers) -> Batch {
    let sizes: Vec<u32> = (0..4).map(|_| numbers.between(1, 4) as u32).collect();
    let beds = [2, 4, 4];
    let pairs = || (0..4).flat_map(|household| (0..3).map(move |vacancy| (household, vacancy)));
    let entries = |numbers: &mut Numbers| (0..12).map(|_| numbers.below(9) as i64).collect();
    Batch {
        households: sizes
            .iter()
            .map(|&persons| Seeking {
                persons,
                shares: Shares::Nothing,
                has_needs: numbers.chance(30),
                leaves: false,
                overdue: 0,
                home: None,
            })
            .collect(),
        vacancies: (0..3)
            .map(|vacancy| Vacancy {
                site: vacancy,
                district: 0,
                room: Room::Units {
                    count: numbers.below(3) as u32,
                    beds: beds[vacancy],
                },
            })
            .collect(),
        districts: vec![District {
            persons: 5,
            inverse: 1_000_000,
            most: None,
            least: 0,
        }],
        stages: vec![Stage::Unmet, Stage::Needs, Stage::Cost],
        suits: pairs()
            .map(|(household, vacancy)| sizes[household] <= beds[vacancy])
            .collect(),
        costs: entries(numbers),
        ..Batch::default()
    }
}

#[test]
fn households_of_any_size_that_take_one_unit_each_are_placed_as_brute_force_places_them() {
    let mut numbers = Numbers(31);
    for _ in 0..500 {
        let batch = one_unit_each(&mut numbers);
        let solved = solve(&batch, Effort::QUICK, Budget::PROPOSAL);
        assert!(solved.is_proven());
        assert_eq!(solved.plan.violations(&batch), []);
        assert_eq!(solved.plan.values(&batch), brute_force(&batch));
    }
}
