//! How fast a weekly batch is placed: one stage of costs, and all stages.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/common/batches.rs"]
mod batches;

use batches::{Numbers, Town};
use criterion::{Criterion, criterion_group, criterion_main};
use quartier::placement::solver::Budget;
use quartier::placement::transport::{self, Transport, Workspace};
use quartier::placement::{
    Batch, Counted, District, Effort, Room, Seeking, Shares, Stage, Vacancy, counted, inverse_of_share,
    search, solve,
};
use std::hint::black_box;

/// Households × sites × districts with individual costs; every household counts `persons(n)`.
fn week(
    numbers: &mut Numbers,
    households: usize,
    sites: usize,
    districts: usize,
    persons: impl Fn(&mut Numbers) -> u32,
) -> Batch {
    Batch {
        households: (0..households)
            .map(|_| Seeking {
                persons: persons(numbers),
                shares: Shares::Nothing,
                has_needs: numbers.chance(10),
                home: None,
                leaves: false,
                overdue: 0,
            })
            .collect(),
        vacancies: (0..sites)
            .map(|site| Vacancy {
                site,
                district: site % districts,
                room: Room::Units {
                    count: numbers.below(3) as u32,
                    beds: 8,
                },
            })
            .collect(),
        districts: (0..districts)
            .map(|_| District {
                persons: numbers.between(20, 200) as u32,
                inverse: inverse_of_share(1.0 / districts as f64),
                most: None,
                least: 0,
            })
            .collect(),
        stages: Stage::DEFAULT.to_vec(),
        suits: (0..households * sites).map(|_| numbers.chance(80)).collect(),
        distances: (0..households * sites)
            .map(|_| numbers.below(10_000) as i64)
            .collect(),
        costs: (0..households * sites)
            .map(|_| numbers.below(20_000) as i64)
            .collect(),
        ..Batch::default()
    }
}

fn one_stage_of_costs(c: &mut Criterion, households: usize, sites: usize, districts: usize) {
    let mut numbers = Numbers(7);
    let problems: Vec<Transport<i64>> = (0..50)
        .map(|_| {
            let batch = week(&mut numbers, households, sites, districts, |_| 1);
            Transport {
                slots: batch
                    .vacancies
                    .iter()
                    .map(|vacancy| match vacancy.room {
                        Room::Units { count, .. } => count,
                        _ => 0,
                    })
                    .collect(),
                district: batch.vacancies.iter().map(|vacancy| vacancy.district).collect(),
                districts,
                costs: batch
                    .costs
                    .iter()
                    .zip(&batch.suits)
                    .map(|(&cost, &suits)| if suits { cost } else { i64::MAX / 4 })
                    .collect(),
                unplaced: vec![1_000_000; households],
            }
        })
        .collect();
    let slopes: Vec<i64> = (0..districts)
        .map(|_| numbers.between(100, 3_000) as i64)
        .collect();
    let marginal = |district: usize, households: u32| slopes[district] * i64::from(households);
    let mut work = Workspace::default();
    let mut at = 0;
    c.bench_function(&format!("costs {households} × {sites} × {districts}"), |b| {
        b.iter(|| {
            at = (at + 1) % problems.len();
            transport::solve(&problems[at], &marginal, &mut work);
            black_box(work.places().count())
        });
    });
}

fn all_stages(c: &mut Criterion, households: usize, sites: usize, districts: usize) {
    let mut numbers = Numbers(8);
    let batches: Vec<Batch> = (0..50)
        .map(|_| week(&mut numbers, households, sites, districts, |_| 1))
        .collect();
    let counted: Vec<Counted> = batches.iter().map(|batch| counted(batch).unwrap()).collect();
    let (mut wide, mut narrow) = (Workspace::default(), Workspace::default());
    let mut at = 0;
    c.bench_function(
        &format!("all stages {households} × {sites} × {districts}"),
        |b| {
            b.iter(|| {
                at = (at + 1) % counted.len();
                black_box(counted[at].solve(&mut wide, &mut narrow))
            });
        },
    );
}

fn sizes(c: &mut Criterion, households: usize, sites: usize, districts: usize) {
    let mut numbers = Numbers(9);
    let batches: Vec<Batch> = (0..50)
        .map(|_| {
            week(&mut numbers, households, sites, districts, |n| {
                n.between(1, 7) as u32
            })
        })
        .collect();
    let mut at = 0;
    c.bench_function(
        &format!("moves and swaps {households} × {sites} × {districts}"),
        |b| {
            b.iter(|| {
                at = (at + 1) % batches.len();
                black_box(search(&batches[at], None, Effort::QUICK))
            });
        },
    );
}

/// 500 households of one to six persons × 20 sites with units of four sizes; within one size of
/// unit all that counts is who gets which.
fn town(numbers: &mut Numbers, stages: &[Stage]) -> Batch {
    const BEDS: [u32; 4] = [1, 2, 4, 6];
    let (households, sites) = (500, 20);
    let persons: Vec<u32> = (0..households)
        .map(|_| numbers.one_of(&[1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6]))
        .collect();
    let scores: Vec<i64> = (0..households * sites)
        .map(|_| -(numbers.below(1000) as i64))
        .collect();
    let vacancies: Vec<Vacancy> = (0..sites)
        .flat_map(|site| BEDS.map(|beds| (site, beds)))
        .map(|(site, beds)| Vacancy {
            site,
            district: site % 8,
            room: Room::Units { count: 8, beds },
        })
        .collect();
    let pairs =
        || (0..households).flat_map(|household| vacancies.iter().map(move |place| (household, place)));
    let fits = |(household, place): (usize, &Vacancy)| match place.room {
        Room::Units { beds, .. } => persons[household] <= beds,
        _ => false,
    };
    Batch {
        households: persons
            .iter()
            .map(|&persons| Seeking {
                persons,
                shares: Shares::Nothing,
                has_needs: false,
                leaves: false,
                overdue: 0,
                home: None,
            })
            .collect(),
        districts: (1..=8)
            .map(|district| District {
                persons: 100,
                inverse: inverse_of_share(f64::from(district) / 36.0),
                most: None,
                least: 0,
            })
            .collect(),
        stages: stages.to_vec(),
        suits: pairs().map(fits).collect(),
        scores: pairs()
            .map(|(household, place)| scores[household * sites + place.site])
            .collect(),
        costs: pairs()
            .map(|(household, place)| i64::from(persons[household]) * (200 + 37 * (place.site as i64 % 7)))
            .collect(),
        vacancies: vacancies.clone(),
        ..Batch::default()
    }
}

fn whole_town(c: &mut Criterion) {
    let mut group = c.benchmark_group("whole town");
    group.sample_size(10);
    for (name, stages) in [
        ("500x20 by score", vec![Stage::Unmet, Stage::Score]),
        ("500x20 evenly", Stage::DEFAULT.to_vec()),
    ] {
        let batch = town(&mut Numbers(10), &stages);
        group.bench_function(name, |b| {
            b.iter(|| black_box(solve(&batch, Effort::THOROUGH, Budget::PROPOSAL)));
        });
    }
    let usual = Town {
        households: 500,
        sites: 20,
        districts: 10,
        alone: 100,
        units: [7, 8, 4, 5, 2],
        wishes: 0,
        has_scores: false,
    };
    let towns = [
        ("500x20 families in several units, single people alone", usual),
        (
            "500x20 the same, with wishes and shared units",
            Town {
                alone: 30,
                wishes: 60,
                ..usual
            },
        ),
    ];
    for (name, town) in towns {
        let mut batch = batches::town(&mut Numbers(1), &town);
        batch.stages.retain(|stage| match stage {
            Stage::Score => false,
            Stage::Distance => town.wishes > 0,
            _ => true,
        });
        group.bench_function(name, |b| {
            b.iter(|| black_box(solve(&batch, Effort::THOROUGH, Budget::PROPOSAL)));
        });
    }
    group.finish();
}

fn placement(c: &mut Criterion) {
    for (households, sites, districts) in [(10, 30, 10), (30, 100, 20)] {
        one_stage_of_costs(c, households, sites, districts);
        all_stages(c, households, sites, districts);
        sizes(c, households, sites, districts);
    }
    whole_town(c);
}

criterion_group!(benches, placement);
criterion_main!(benches);
