//! The indices on 10,000 districts × 5 groups. Limits: D 0.05 ms, Gini 0.5 ms, multigroup Gini 10 ms.

use criterion::{Criterion, criterion_group, criterion_main};
use quartier::mixing::{
    Counts, correlation_ratio, dissimilarity, expected_dissimilarity, gini, multigroup_dissimilarity,
    multigroup_gini, multigroup_theil_h, theil_h,
};
use std::hint::black_box;

const DISTRICTS: u64 = 10_000;
const GROUPS: u64 = 5;

/// A town whose districts differ in size and mixture, the same on every run.
fn town() -> Counts {
    let people = |group: u64, district: u64| {
        let word = (group * DISTRICTS + district + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((word ^ (word >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40) % (200 * (group + 1))
    };
    let column = |group| {
        (0..DISTRICTS)
            .map(|district| people(group, district) as f64)
            .collect()
    };
    Counts::new((0..GROUPS).map(column).collect()).expect("a table")
}

fn indices(criterion: &mut Criterion) {
    let counts = town();
    let contrast = counts.contrast(0).expect("a group");
    let every_group = |index: fn(&quartier::mixing::Contrast<'_>) -> Option<f64>| {
        (0..GROUPS as usize)
            .filter_map(|group| index(&black_box(&counts).contrast(group)?))
            .sum::<f64>()
    };
    criterion.bench_function("dissimilarity", |b| {
        b.iter(|| dissimilarity(black_box(&contrast)))
    });
    criterion.bench_function("dissimilarity of every group", |b| {
        b.iter(|| every_group(dissimilarity))
    });
    criterion.bench_function("gini", |b| b.iter(|| gini(black_box(&contrast))));
    criterion.bench_function("gini of every group", |b| b.iter(|| every_group(gini)));
    criterion.bench_function("theil h", |b| b.iter(|| theil_h(black_box(&contrast))));
    criterion.bench_function("correlation ratio", |b| {
        b.iter(|| correlation_ratio(black_box(&contrast)))
    });
    criterion.bench_function("expected dissimilarity", |b| {
        b.iter(|| expected_dissimilarity(black_box(&contrast)))
    });
    criterion.bench_function("multigroup dissimilarity", |b| {
        b.iter(|| multigroup_dissimilarity(black_box(&counts)))
    });
    criterion.bench_function("multigroup gini", |b| {
        b.iter(|| multigroup_gini(black_box(&counts)))
    });
    criterion.bench_function("multigroup theil h", |b| {
        b.iter(|| multigroup_theil_h(black_box(&counts)))
    });
}

criterion_group!(benches, indices);
criterion_main!(benches);
