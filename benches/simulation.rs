//! How fast a replication is, in events (arrivals and departures) per second, and a whole run.
#![allow(missing_docs, clippy::unwrap_used)]

#[path = "../tests/common/mod.rs"]
mod common;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use quartier::monte_carlo::{self, Watch};
use quartier::policy::Rule;
use quartier::scenario::Scenario;
use quartier::simulation::{Model, Town};
use std::hint::black_box;
use std::num::NonZeroUsize;

/// One replication after the other on one thread; throughput in events.
fn replication(c: &mut Criterion, name: &str, scenario: &Scenario) {
    let model = Model::of(scenario);
    let mut town = Town::new(&model);
    let events: u64 = (0..20)
        .map(|replication| {
            let flow = town.play(&model, replication).outcome.flow;
            u64::from(flow.arrived.households + flow.departed.households)
        })
        .sum::<u64>()
        / 20;
    let mut group = c.benchmark_group("replication");
    group.throughput(Throughput::Elements(events));
    let mut number = 0;
    group.bench_function(name, |b| {
        b.iter(|| {
            number = (number + 1) % 20;
            black_box(town.play(&model, number))
        });
    });
    group.finish();
}

fn single(c: &mut Criterion) {
    replication(c, "ten sites", &common::ten_sites());
    replication(c, "realistic town", &common::realistic_town());
    replication(
        c,
        "realistic town with services",
        &common::realistic_town_with_services(),
    );
    replication(
        c,
        "realistic town with ladder",
        &common::with_ladder(common::realistic_town()),
    );
    replication(
        c,
        "realistic town with ladder and services",
        &common::with_ladder(common::realistic_town_with_services()),
    );
    let mut weekly = common::ten_households_a_week();
    replication(c, "ten households a week, fair share", &weekly);
    weekly.policy.rule = Rule::Balanced(common::balanced(&weekly));
    replication(c, "ten households a week, balanced", &weekly);
}

/// The town that ships, with its ladder and its services and without; nothing watches for bottlenecks.
fn shipped(c: &mut Criterion) {
    let path = std::path::Path::new("scenarios/leichlingen.toml");
    let loaded = quartier::input::load(path, &quartier::input::Changes::none()).unwrap();
    let mut scenario = loaded.scenario;
    scenario.warning = None;
    replication(c, "Leichlingen", &scenario);
    scenario.ladder.clear();
    scenario.services.clear();
    replication(c, "Leichlingen without ladder and services", &scenario);
}

/// 1,000 replications of five years with 30 sites, on one and on two threads.
fn whole_run(c: &mut Criterion) {
    let model = Model::of(&common::realistic_town());
    let mut group = c.benchmark_group("run");
    group.sample_size(10);
    for threads in [1, 2] {
        group.bench_function(format!("1000 replications, {threads} threads"), |b| {
            b.iter(|| monte_carlo::run(&model, 1000, NonZeroUsize::new(threads), &Watch::default()).unwrap());
        });
    }
    group.finish();
}

/// The worth of the measures of Leichlingen, alone and on top, with 20 replications each.
fn worth_of_measures(c: &mut Criterion) {
    let path = std::path::Path::new("scenarios/leichlingen.toml");
    let loaded = quartier::input::load(path, &quartier::input::Changes::none()).unwrap();
    let play = quartier::worth::Play {
        replications: 20,
        threads: None,
        watch: &Watch::default(),
    };
    let mut group = c.benchmark_group("worth");
    group.sample_size(10);
    group.bench_function("measures of Leichlingen, 20 replications", |b| {
        b.iter(|| quartier::worth::of(&loaded.scenario, play).unwrap());
    });
    group.finish();
}

criterion_group!(benches, single, shipped, whole_run, worth_of_measures);
criterion_main!(benches);
