//! Laws that the mixing indices keep for every table.

use proptest::prelude::*;
use quartier::mixing::{
    Contrast, Counts, INDICES, correlation_ratio, dissimilarity, expected_dissimilarity, gini, interaction,
    isolation, local_shares, nested_theil_m, smoothed_dissimilarity, theil_h, theil_m, triangle, worst_share,
};

type Rows = Vec<Vec<f64>>;

/// Rows of whole people, 1 to 12 districts, some of them empty.
fn rows(groups: usize) -> impl Strategy<Value = Rows> {
    let row = prop_oneof![
        8 => prop::collection::vec(0_u32..300, groups),
        1 => Just(vec![0_u32; groups]),
    ];
    let row = row.prop_map(|row| row.into_iter().map(f64::from).collect::<Vec<f64>>());
    prop::collection::vec(row, 1..12)
}

fn counts(rows: &Rows) -> Counts {
    let groups = rows.first().map_or(0, Vec::len);
    let columns = (0..groups).map(|k| rows.iter().map(|row| row[k]).collect());
    Counts::new(columns.collect()).expect("a table")
}

/// Every index of every group and of all together.
fn all_indices(rows: &Rows) -> Vec<(&'static str, Option<f64>)> {
    let counts = counts(rows);
    let of_groups = (0..counts.groups().len()).flat_map(|group| {
        let contrast = counts.contrast(group).expect("a group");
        INDICES
            .iter()
            .map(move |index| (index.name, (index.of_group)(&contrast)))
    });
    let of_all = INDICES
        .iter()
        .filter_map(|index| Some((index.name, index.of_all?(&counts))));
    of_groups.chain(of_all).collect()
}

fn same(left: &Rows, right: &Rows) -> Result<(), TestCaseError> {
    for ((name, a), (_, b)) in all_indices(left).into_iter().zip(all_indices(right)) {
        match (a, b) {
            (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-11, "{name}: {a} and {b}"),
            (a, b) => prop_assert_eq!(a, b, "{}", name),
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_unit_of_counting_does_not_matter(table in rows(3), factor in 0.001..1000.0_f64) {
        let scaled = table.iter().map(|row| row.iter().map(|n| n * factor).collect()).collect();
        same(&table, &scaled)?;
    }

    #[test]
    fn the_order_of_districts_does_not_matter(
        (table, shuffled) in rows(3).prop_flat_map(|t| (Just(t.clone()), Just(t).prop_shuffle()))
    ) {
        same(&table, &shuffled)?;
    }

    #[test]
    fn splitting_a_district_in_proportion_changes_nothing(
        table in rows(3), which in any::<prop::sample::Index>(), part in 0.01..0.99_f64,
    ) {
        let mut split = table.clone();
        let row = split.remove(which.index(table.len()));
        split.push(row.iter().map(|n| n * part).collect());
        split.push(row.iter().map(|n| n - n * part).collect());
        same(&table, &split)?;
    }

    #[test]
    fn empty_districts_change_nothing(table in rows(3), places in prop::collection::vec(any::<prop::sample::Index>(), 1..20)) {
        let mut sparse = table.clone();
        for place in places {
            sparse.insert(place.index(sparse.len() + 1), vec![0.0; 3]);
        }
        same(&table, &sparse)?;
    }

    #[test]
    fn empty_districts_do_not_change_the_expectation(table in rows(2)) {
        let mut sparse = table.clone();
        sparse.insert(0, vec![0.0; 2]);
        let expected = |rows: &Rows| expected_dissimilarity(&counts(rows).contrast(0).expect("a group"));
        match (expected(&table), expected(&sparse)) {
            (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-12),
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    #[test]
    fn an_empty_group_changes_nothing_for_all_together(table in rows(3)) {
        let wider: Rows = table.iter().map(|row| row.iter().copied().chain([0.0]).collect()).collect();
        let (narrow, wide) = (counts(&table), counts(&wider));
        for of_all in INDICES.iter().filter_map(|index| index.of_all) {
            match (of_all(&narrow), of_all(&wide)) {
                (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-12),
                (a, b) => prop_assert_eq!(a, b),
            }
        }
    }

    #[test]
    fn a_transfer_towards_evenness_never_raises_an_index(
        table in rows(2), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>(), size in 0.0..=1.0_f64,
    ) {
        let before = table;
        let (mut from, mut to) = (a.index(before.len()), b.index(before.len()));
        let share = |i: usize| before[i][0] / (before[i][0] + before[i][1]).max(1.0);
        if share(from) < share(to) {
            std::mem::swap(&mut from, &mut to);
        }
        let total = |i: usize| before[i][0] + before[i][1];
        // Exchanging m members for m others at most until both shares are the same.
        let until_even = (before[from][0] * total(to) - before[to][0] * total(from)) / (total(from) + total(to)).max(1.0);
        let moved = size * until_even.max(0.0);
        let mut after = before.clone();
        after[from][0] = (after[from][0] - moved).max(0.0);
        after[to][0] += moved;
        after[from][1] += moved;
        after[to][1] = (after[to][1] - moved).max(0.0);
        let (before, after) = (counts(&before), counts(&after));
        let (before, after) = (before.contrast(0).expect("a group"), after.contrast(0).expect("a group"));
        for index in [dissimilarity, gini, theil_h, theil_m, correlation_ratio, isolation] {
            if let (Some(before), Some(after)) = (index(&before), index(&after)) {
                prop_assert!(after <= before + 1e-12, "{before} rose to {after}");
            }
        }
    }

    #[test]
    fn two_groups_keep_their_bounds_and_identities(table in rows(2)) {
        let counts = counts(&table);
        let contrast = counts.contrast(0).expect("a group");
        let (Some(d), Some(g), Some(v)) = (dissimilarity(&contrast), gini(&contrast), correlation_ratio(&contrast)) else {
            return Ok(());
        };
        let h = theil_h(&contrast).expect("two sides");
        let isolated = isolation(&contrast).expect("two sides");
        let mixed = interaction(&contrast).expect("two sides");
        let p = contrast.share();
        prop_assert!(g >= d - 1e-12, "G {g} < D {d}");
        for index in [d, g, v, h] {
            prop_assert!((-1e-12..=1.0 + 1e-12).contains(&index), "{index}");
        }
        prop_assert!((p - 1e-12..=1.0 + 1e-12).contains(&isolated), "{isolated} with P = {p}");
        prop_assert!((isolated - (p + (1.0 - p) * v)).abs() < 1e-12);
        prop_assert!((isolated + mixed - 1.0).abs() < 1e-12);
        prop_assert!(worst_share(&contrast).expect("people") >= p - 1e-12);
        let other = counts.contrast(1).expect("a group");
        prop_assert!((dissimilarity(&other).expect("two sides") - d).abs() < 1e-12);
        prop_assert!((gini(&other).expect("two sides") - g).abs() < 1e-12);
    }

    #[test]
    fn two_groups_are_their_own_multigroup_form(table in rows(2)) {
        let counts = counts(&table);
        let contrast = counts.contrast(0).expect("a group");
        for index in INDICES {
            if let (Some(of_all), Some(two)) = (index.of_all, (index.of_group)(&contrast)) {
                let many = of_all(&counts).expect("two sides");
                prop_assert!((two - many).abs() < 1e-12, "{}: {two} and {many}", index.name);
            }
        }
    }

    #[test]
    fn the_levels_of_m_sum_to_m(
        table in rows(3),
        districts in prop::collection::vec(0_usize..5, 12),
        boroughs in prop::collection::vec(0_usize..3, 5),
    ) {
        let counts = counts(&table);
        let Some(split) = nested_theil_m(&counts, &districts[..table.len()], &boroughs) else {
            prop_assert_eq!(counts.total(), 0.0);
            return Ok(());
        };
        let sum = split.between_boroughs + split.between_districts + split.between_sites;
        prop_assert!((sum - split.total).abs() < 1e-12, "{split:?}");
        prop_assert!(split.between_boroughs >= 0.0 && split.between_districts >= 0.0 && split.between_sites >= 0.0);
    }

    #[test]
    fn local_shares_sum_to_one(table in rows(4)) {
        if let Some(shares) = local_shares(&counts(&table)) {
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            prop_assert!(shares.iter().all(|share| *share >= 0.0));
        }
    }

    #[test]
    fn smoothing_never_makes_a_line_of_districts_more_separate_than_it_is_apart(table in rows(2), reach in 0.1..20.0_f64) {
        let counts = counts(&table);
        let contrast = counts.contrast(0).expect("a group");
        let weight = |i: usize, j: usize| triangle(i.abs_diff(j) as f64, reach);
        if let Some(smoothed) = smoothed_dissimilarity(&contrast, weight) {
            let p = contrast.share();
            let most = (1.0 - p).max(p) / (2.0 * p * (1.0 - p));
            prop_assert!((0.0..=most + 1e-9).contains(&smoothed), "{smoothed}");
        }
    }

    #[test]
    fn any_numbers_are_answered_or_refused_without_panic(
        x in prop::collection::vec(prop_oneof![any::<f64>(), 0.0..1e9_f64, Just(0.0), Just(f64::MIN_POSITIVE)], 0..6),
        t in prop::collection::vec(prop_oneof![any::<f64>(), 0.0..1e9_f64, Just(0.0), Just(f64::MAX)], 0..6),
    ) {
        if let Ok(contrast) = Contrast::new(&x, &t) {
            for index in INDICES {
                prop_assert!((index.of_group)(&contrast).is_none_or(f64::is_finite));
            }
        }
        if let Ok(counts) = Counts::new(vec![x, t]) {
            for of_all in INDICES.iter().filter_map(|index| index.of_all) {
                prop_assert!(of_all(&counts).is_none_or(f64::is_finite));
            }
        }
    }
}
