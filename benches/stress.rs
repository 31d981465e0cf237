//! How fast the stress test of Leichlingen is: six durations, the usual variants.
#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{Criterion, criterion_group, criterion_main};
use quartier::input::{self, Changes};
use quartier::monte_carlo::Watch;
use quartier::stress::crowd::Mix;
use quartier::stress::{Question, examine, variant};
use std::num::NonZeroUsize;
use std::path::Path;

fn leichlingen(c: &mut Criterion) {
    let replications = 500;
    let path = Path::new("scenarios/leichlingen.toml");
    let (loaded, starts) = input::load_with_starts(path, &Changes::none(), replications).unwrap();
    let scenario = loaded.scenario;
    let question = Question {
        certainty: 0.95,
        mix: Mix::of_arrivals(&scenario).unwrap(),
        start: 0,
        durations: vec![14, 30, 61, 91, 182, 365],
        aftermath: 56,
        tolerated: scenario.judgement.tolerated,
        replications,
        starts,
    };
    let variants = variant::all(&scenario, &question, variant::usual(&scenario));
    let mut group = c.benchmark_group("stress");
    group.sample_size(10);
    group.bench_function("Leichlingen, 500 replications, 2 threads", |b| {
        let threads = NonZeroUsize::new(2);
        b.iter(|| examine(&scenario, &question, &variants, threads, &Watch::default()).unwrap());
    });
    group.finish();
}

criterion_group!(benches, leichlingen);
criterion_main!(benches);
