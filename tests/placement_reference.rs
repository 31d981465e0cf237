//! Placements against published optima and against the solver.
#![allow(missing_docs, clippy::print_stderr)]

#[path = "common/batches.rs"]
mod batches;

use batches::{Numbers, Recipe};
use quartier::placement::solver::{self, Budget};
use quartier::placement::transport::Workspace;
use quartier::placement::{
    Batch, District, Effort, Limit, Plan, Programme, Room, Seeking, Sense, Shares, Stage, Vacancy, certify,
    counted, inverse_of_share, solve, water,
};
use serde_json::Value;
use std::path::Path;

/// Nothing is tried but what the solver offers.
const SOLVER_ONLY: Effort = Effort {
    changes: 0,
    restarts: 0,
};

fn cases() -> Vec<Value> {
    let text = include_str!("reference/mixing_opt_cases.json");
    serde_json::from_str(text).expect("the reference is JSON")
}

fn case(id: &str) -> Value {
    cases()
        .into_iter()
        .find(|case| case["id"] == id)
        .expect("the case exists")
}

fn numbers(case: &Value, key: &str) -> Vec<f64> {
    let list = case[key].as_array().expect("a list");
    list.iter()
        .map(|number| number.as_f64().expect("a number"))
        .collect()
}

fn dissimilarity(placed: &[f64], residents: &[f64]) -> f64 {
    let (all, town): (f64, f64) = (placed.iter().sum(), residents.iter().sum());
    0.5 * placed
        .iter()
        .zip(residents)
        .map(|(x, y)| (x / all - y / town).abs())
        .sum::<f64>()
}

#[test]
fn water_filling_of_divisible_people_reaches_the_least_dissimilarity_and_the_least_worst_share() {
    for id in ["opt_tiny3", "opt_zero_stock", "opt_city12"] {
        let case = case(id);
        let [now, residents, room] =
            ["existing_newcomers", "residents", "capacity"].map(|key| numbers(&case, key));
        let amount = case["new_arrivals"].as_f64().expect("a number");
        let takes = water::fill_divisible(&now, &residents, &room, amount);
        let after: Vec<f64> = now.iter().zip(&takes).map(|(now, more)| now + more).collect();
        assert!((takes.iter().sum::<f64>() - amount).abs() < 1e-6, "{id}");
        let least = case["D_min_lp"].as_f64().expect("a number");
        assert!((dissimilarity(&after, &residents) - least).abs() < 1e-8, "{id}");
        // What nobody can change is no part of the minimax share.
        let worst = (0..after.len())
            .filter(|&d| takes[d] > 0.0)
            .map(|d| after[d] / (after[d] + residents[d]))
            .fold(0.0, f64::max);
        let minimax = case["minimax_share"].as_f64().expect("a number");
        assert!(worst <= minimax + 1e-8, "{id}: {worst} {minimax}");
    }
}

#[test]
fn eight_whole_households_reach_the_least_worst_share_of_all_their_assignments() {
    let case = case("opt_households8");
    let [sizes, now, residents, room] =
        ["household_sizes", "existing_newcomers", "residents", "capacity"].map(|key| numbers(&case, key));
    let town: f64 = residents.iter().sum();
    let batch = Batch {
        households: sizes.iter().map(|&size| family(size as u32)).collect(),
        vacancies: room
            .iter()
            .enumerate()
            .map(|(site, &count)| Vacancy {
                site,
                district: site,
                room: Room::Beds { count: count as u32 },
            })
            .collect(),
        districts: now
            .iter()
            .zip(&residents)
            .map(|(&persons, &residents)| district(persons as u32, residents / town))
            .collect(),
        stages: vec![Stage::Unmet, Stage::Overload],
        suits: vec![true; sizes.len() * room.len()],
        ..Batch::default()
    };
    let solved = solve(&batch, Effort::THOROUGH, Budget::PROPOSAL);
    assert!(solved.is_proven(), "{:?}", solved.stages);
    let worst = solved
        .plan
        .district_persons(&batch)
        .iter()
        .zip(&residents)
        .map(|(&persons, residents)| persons as f64 / (persons as f64 + residents))
        .fold(0.0, f64::max);
    let least = case["minimax_share_households"].as_f64().expect("a number");
    assert!((worst - least).abs() < 1e-9, "{worst} {least}");
}

fn family(persons: u32) -> Seeking {
    Seeking {
        persons,
        shares: Shares::Nothing,
        has_needs: false,
        home: None,
        leaves: false,
        overdue: 0,
    }
}

fn district(persons: u32, share: f64) -> District {
    District {
        persons,
        inverse: inverse_of_share(share),
        most: None,
        least: 0,
    }
}

/// minimise cost subject to D ≤ ε over divisible people: the points of the published front.
#[test]
fn the_solver_finds_the_published_front_of_cost_against_dissimilarity() {
    let (city, front) = (case("opt_city12"), case("opt_city12_pareto"));
    let [now, residents, room] =
        ["existing_newcomers", "residents", "capacity"].map(|key| numbers(&city, key));
    let costs = numbers(&front, "cost_per_place");
    let amount = city["new_arrivals"].as_f64().expect("a number");
    let (all, town) = (now.iter().sum::<f64>() + amount, residents.iter().sum::<f64>());
    for point in front["front"].as_array().expect("a list") {
        let epsilon = point["epsilon_D"].as_f64().expect("a number");
        let mut programme = Programme::default();
        let mut deviation = Vec::new();
        let mut takes = Vec::new();
        for d in 0..now.len() {
            let take = programme.column(format!("take[{d}]"), 0.0, room[d], false);
            let apart = programme.column(format!("apart[{d}]"), 0.0, 1.0, false);
            // ± (x/X − y/Y) ≤ apart
            for sign in [1.0, -1.0] {
                programme.row(
                    "shares lie apart",
                    format!("{d}"),
                    vec![(take, sign / all), (apart, -1.0)],
                    Sense::AtMost,
                    sign * (residents[d] / town - now[d] / all),
                );
            }
            deviation.push((apart, 0.5));
            takes.push((take, 1.0));
            programme.objective.push((take, costs[d]));
        }
        programme.row("everyone is placed", "all".into(), takes, Sense::Equal, amount);
        programme.row(
            "dissimilarity is held",
            "all".into(),
            deviation,
            Sense::AtMost,
            epsilon + 1e-10,
        );
        let answer = solver::solve(&programme, None, Budget::PROPOSAL).expect("the point is on the front");
        let cost: f64 = programme
            .objective
            .iter()
            .map(|&(c, f)| f * answer.values[c])
            .sum();
        let least = point["min_cost"].as_f64().expect("a number");
        assert!(
            (cost - least).abs() < 1e-3,
            "D ≤ {epsilon}: {cost} instead of {least}"
        );
    }
}

/// OR-Library, generalised assignment, gap1: five agents, fifteen jobs.
#[test]
fn the_generalised_assignments_of_the_or_library_reach_their_known_optima() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/placement/gap1.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let mut words = text
        .split_whitespace()
        .map(|word| word.parse::<u32>().expect("a number"));
    let mut next = || words.next().expect("another number");
    let instances = next();
    let optima = [336, 327, 339, 341, 326];
    assert_eq!(instances as usize, optima.len());
    for optimum in optima {
        let (agents, jobs) = (next() as usize, next() as usize);
        let mut table =
            || -> Vec<Vec<u32>> { (0..agents).map(|_| (0..jobs).map(|_| next()).collect()).collect() };
        let (profits, weights) = (table(), table());
        let capacities: Vec<u32> = (0..agents).map(|_| next()).collect();
        let batch = generalised_assignment(&profits, &weights, &capacities);
        let solved = solve(&batch, Effort::THOROUGH, Budget::PROPOSAL);
        assert_eq!(solved.plan.violations(&batch), []);
        let score = solved.stage(Stage::Score).expect("the stage is there");
        assert_eq!(-score.value, optimum, "{:?}", solved.stages);
        assert!(solved.is_proven(), "{:?}", solved.stages);
    }
}

fn generalised_assignment(profits: &[Vec<u32>], weights: &[Vec<u32>], capacities: &[u32]) -> Batch {
    let (agents, jobs) = (profits.len(), profits[0].len());
    Batch {
        households: vec![family(1); jobs],
        vacancies: (0..agents)
            .map(|site| Vacancy {
                site,
                district: 0,
                room: Room::Beds { count: jobs as u32 },
            })
            .collect(),
        districts: vec![district(0, 1.0)],
        limits: (0..agents)
            .map(|site| Limit {
                site,
                takes: weights[site].clone(),
                most: capacities[site],
            })
            .collect(),
        stages: vec![Stage::Unmet, Stage::Score],
        suits: vec![true; agents * jobs],
        scores: (0..jobs)
            .flat_map(|job| (0..agents).map(move |agent| (job, agent)))
            .map(|(job, agent)| -i64::from(profits[agent][job]))
            .collect(),
        ..Batch::default()
    }
}

#[test]
fn water_filling_of_whole_people_has_the_solvers_least_worst_share() {
    let mut numbers = Numbers(11);
    for case in 0..150 {
        let (sites, districts) = (numbers.between(1, 6) as usize, numbers.between(1, 4) as usize);
        let people = numbers.between(1, 12) as usize;
        let batch = Batch {
            households: vec![family(1); people],
            vacancies: (0..sites)
                .map(|site| Vacancy {
                    site,
                    district: site % districts,
                    room: Room::Beds {
                        count: numbers.between(2, 6) as u32,
                    },
                })
                .collect(),
            districts: (0..districts)
                .map(|_| district(numbers.below(20) as u32, numbers.between(1, 9) as f64 / 20.0))
                .collect(),
            stages: vec![Stage::Unmet, Stage::Overload],
            suits: vec![true; people * sites],
            ..Batch::default()
        };
        let filled = water::fill(&batch.districts, &water::room(&batch), people as u64);
        let placed: i64 =
            filled.iter().sum::<i64>() - batch.districts.iter().map(|d| i64::from(d.persons)).sum::<i64>();
        let worst = filled
            .iter()
            .zip(&batch.districts)
            .map(|(&persons, district)| persons * district.inverse)
            .max();
        let solved = certify(&batch, Plan::empty(&batch), SOLVER_ONLY, Budget::PROPOSAL);
        let values: Vec<i64> = solved.stages.iter().map(|result| result.value).collect();
        assert!(solved.is_proven(), "case {case}");
        assert_eq!(
            values,
            [people as i64 - placed, worst.unwrap_or(0)],
            "case {case}: {batch:?}"
        );
    }
}

#[test]
fn a_thousand_weekly_batches_have_the_solvers_values_where_every_household_counts_one() {
    let mut numbers = Numbers(12);
    let (mut wide, mut narrow) = (Workspace::default(), Workspace::default());
    let mut proven = 0;
    for case in 0..1000 {
        let recipe = Recipe {
            households: numbers.between(4, 7),
            vacancies: numbers.between(3, 7),
            districts: numbers.between(2, 4),
            largest: 2,
        };
        let mut batch = batches::counted(&mut numbers, &recipe);
        batch.stages = Stage::DEFAULT.to_vec();
        let plan = counted(&batch)
            .and_then(|counted| counted.solve(&mut wide, &mut narrow))
            .expect("every household counts one");
        assert_eq!(plan.violations(&batch), []);
        let solved = certify(&batch, Plan::empty(&batch), SOLVER_ONLY, Budget::PROPOSAL);
        let values = solved.plan.values(&batch);
        if solved.is_proven() {
            proven += 1;
            assert_eq!(plan.values(&batch), values, "case {case}: {batch:?}");
        } else {
            // The solver ran out of its budget: its plan must not be better.
            assert!(plan.values(&batch) <= values, "case {case}: {batch:?}");
        }
    }
    assert!(proven >= 990, "the solver proved {proven} of 1000");
}

#[test]
fn where_sizes_differ_the_quick_search_stays_above_the_bounds_and_near_the_best() {
    let mut numbers = Numbers(13);
    let mut equal = 0;
    for case in 0..200 {
        let recipe = Recipe {
            households: numbers.between(4, 8),
            vacancies: numbers.between(3, 8),
            districts: numbers.between(2, 4),
            largest: 6,
        };
        let mut batch = batches::mixed(&mut numbers, &recipe);
        batch.stages = Stage::DEFAULT.to_vec();
        let quick = quartier::placement::search(&batch, None, Effort::QUICK);
        assert_eq!(quick.violations(&batch), []);
        let solved = solve(&batch, Effort::THOROUGH, Budget::PROPOSAL);
        let values = quick.values(&batch);
        assert!(solved.plan.values(&batch) <= values, "case {case}");
        for (result, value) in solved.stages.iter().zip(&values) {
            assert!(
                result.bound.is_none_or(|bound| bound <= result.value),
                "case {case}"
            );
            if *value != result.value {
                break;
            }
        }
        equal += u32::from(solved.plan.value(&batch, Stage::Unmet) == quick.value(&batch, Stage::Unmet));
    }
    assert!(
        equal >= 190,
        "the quick search leaves nobody out needlessly in only {equal} of 200"
    );
}
