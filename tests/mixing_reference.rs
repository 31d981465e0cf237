//! The mixing indices against published tables whose values several libraries agree on.

use quartier::mixing::{Contrast, Counts, INDICES};
use quartier::mixing::{
    expected_dissimilarity, local_shares, local_theil_m, location_quotients, nested_theil_m,
    smoothed_dissimilarity, theil_h, theil_m, triangle,
};
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("reference/segregation_cases.json")).expect("valid JSON")
}

fn cases() -> Vec<Value> {
    reference()["cases"].as_array().expect("cases").clone()
}

fn case(id: &str) -> Value {
    cases()
        .into_iter()
        .find(|case| case["id"] == id)
        .expect("a case of this id")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn counts(case: &Value) -> Counts {
    let rows = case["counts"].as_array().expect("rows");
    let groups = case["groups"].as_array().expect("groups").len();
    let columns = (0..groups).map(|k| rows.iter().map(|row| number(&row[k])).collect());
    Counts::new(columns.collect()).expect("a table")
}

fn focal<'a>(case: &Value, counts: &'a Counts) -> Contrast<'a> {
    let group = case["focal_group"].as_u64().expect("a group") as usize;
    counts.contrast(group).expect("a group of the table")
}

/// Our answer to an index of the reference; `None` for those we do not have.
fn answer(name: &str, case: &Value, counts: &Counts) -> Option<Option<f64>> {
    let of_group = |ours: &str| {
        INDICES
            .iter()
            .find(|i| i.name == ours)
            .map(|i| (i.of_group)(&focal(case, counts)))
    };
    let of_all = |ours: &str| {
        let index = INDICES.iter().find(|i| i.name == ours);
        index.and_then(|i| i.of_all).map(|f| f(counts))
    };
    match name {
        "D" => of_group("dissimilarity"),
        "G" => of_group("gini"),
        "H" => of_group("theil_h"),
        "V_eta2" => of_group("correlation_ratio"),
        "isolation" | "interaction" => of_group(name),
        "multi_D" => of_all("dissimilarity"),
        "multi_G" => of_all("gini"),
        "multi_H" => of_all("theil_h"),
        "M" => of_all("theil_m"),
        "expected_D_random_fixed_margins" => Some(expected_dissimilarity(&focal(case, counts))),
        _ => None,
    }
}

#[test]
fn every_case_gives_the_published_value() {
    let mut checked = 0;
    for case in cases() {
        let counts = counts(&case);
        for expected in case["expected"].as_array().expect("values") {
            let name = expected["index"].as_str().expect("a name");
            let Some(found) = answer(name, &case, &counts) else {
                continue;
            };
            let found = found.expect("every case has people on both sides");
            let (value, tolerance) = (number(&expected["value"]), number(&expected["tol"]));
            assert!(
                (found - value).abs() <= tolerance,
                "{} {name}: {found}, not {value}",
                case["id"]
            );
            checked += 1;
        }
    }
    // Eleven indices in each of the cases.
    assert_eq!(checked, 11 * cases().len());
}

#[test]
fn the_reference_has_theil_m_and_h_of_a_group_too() {
    let case = case("r_mutual_2x4");
    let counts = counts(&case);
    let contrast = focal(&case, &counts);
    let total = &reference()["decomposition"]["within_between"]["r"]["total"];
    assert!((theil_m(&contrast).expect("people") - number(&total[0])).abs() < 1e-12);
    assert!((theil_h(&contrast).expect("people") - number(&total[1])).abs() < 1e-12);
}

#[test]
fn location_quotients_and_local_m_are_the_published_ones() {
    for case in cases() {
        let counts = counts(&case);
        let local = &case["local"];
        for group in 0..counts.groups().len() {
            let found = location_quotients(&counts.contrast(group).expect("a group"));
            for (i, quotient) in found.iter().enumerate() {
                let expected = local["location_quotient"][i][group].as_f64();
                let agree = match (quotient, expected) {
                    (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
                    (found, expected) => found.is_none() && expected.is_none(),
                };
                assert!(
                    agree,
                    "{} row {i} group {group}: {quotient:?}, not {expected:?}",
                    case["id"]
                );
            }
        }
        for (i, found) in local_theil_m(&counts).iter().enumerate() {
            let expected = local["mutual_local_unit_ls"][format!("u{:03}", i + 1)].as_f64();
            let gap = found.unwrap_or(0.0) - expected.unwrap_or(0.0);
            assert!(
                gap.abs() < 1e-9,
                "{} row {i}: {found:?}, not {expected:?}",
                case["id"]
            );
        }
    }
}

#[test]
fn the_split_between_and_within_is_the_published_one() {
    // Rows are the two people groups' four "units" of the R table, in two supergroups.
    let counts = counts(&case("r_mutual_2x4"));
    let split = nested_theil_m(&counts, &[0, 1, 2, 3], &[0, 0, 1, 1]).expect("levels that fit");
    let published = &reference()["decomposition"]["within_between"]["r"];
    assert!((split.total - number(&published["total"][0])).abs() < 1e-12);
    assert!((split.between_boroughs - number(&published["between"][0])).abs() < 1e-12);
    assert!((split.between_districts - number(&published["within"][0])).abs() < 1e-12);
    assert_eq!(split.between_sites, 0.0);
}

#[test]
fn smoothed_over_a_grid_halves_are_clusters_and_a_checkerboard_is_not() {
    let distance = |i: usize, j: usize| {
        let step = |a: usize, b: usize| a.abs_diff(b) as f64;
        let (rows, columns) = (step(i / 4, j / 4), step(i % 4, j % 4));
        (rows * rows + columns * columns).sqrt()
    };
    for id in ["grid4_checkerboard", "grid4_halves"] {
        let case = case(id);
        let counts = counts(&case);
        let found = smoothed_dissimilarity(&focal(&case, &counts), |i, j| triangle(distance(i, j), 1.6));
        let expected = case["expected"].as_array().expect("values").iter();
        let published = expected
            .clone()
            .find(|e| e["index"] == "RO_spatial_D_tri1.6")
            .expect("a value");
        assert!(
            (found.expect("people") - number(&published["value"])).abs() < 1e-9,
            "{id}"
        );
    }
}

#[test]
fn two_halves_are_caused_by_all_districts_alike() {
    let shares = local_shares(&counts(&case("grid4_halves"))).expect("a town that is not even");
    assert!(shares.iter().all(|share| (share - 1.0 / 16.0).abs() < 1e-12));
}
