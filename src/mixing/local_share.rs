//! What each district contributes to the town's Theil M.

use super::counts::{Counts, finite};
use super::theil::surprise;

/// Below this M is rounding, and no district causes anything.
const LEAST_M: f64 = 1e-14;

/// How unlike the town each district is: Σ_k p_ik ln(p_ik/P_k) in nats, at least 0.
/// `None` for empty districts.
pub fn local_theil_m(counts: &Counts) -> Vec<Option<f64>> {
    (contributions(counts).into_iter().zip(counts.district_totals()))
        .map(|(contribution, t)| finite(contribution / t))
        .collect()
}

/// The share of the town's M that each district causes; the shares sum to 1.
/// `None` where all districts mirror the town.
pub fn local_shares(counts: &Counts) -> Option<Vec<f64>> {
    let contributions = contributions(counts);
    let all: f64 = contributions.iter().sum();
    (all > LEAST_M * counts.total()).then(|| contributions.iter().map(|c| c / all).collect())
}

/// t_i times the local M, per district.
fn contributions(counts: &Counts) -> Vec<f64> {
    let mut contributions = vec![0.0; counts.districts()];
    for (column, of_group) in counts.groups().iter().zip(counts.group_totals()) {
        for (i, (n, t)) in column.iter().zip(counts.district_totals()).enumerate() {
            contributions[i] += surprise(*n, *t, *of_group, counts.total());
        }
    }
    // Each is at least 0 but for rounding.
    contributions.iter().map(|c| c.max(0.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_mirrored_districts_cause_half_each() {
        let counts = Counts::new(vec![vec![3.0, 1.0, 0.0], vec![1.0, 3.0, 0.0]]).expect("a table");
        assert_eq!(local_shares(&counts), Some(vec![0.5, 0.5, 0.0]));
        assert_eq!(local_theil_m(&counts)[2], None);
    }

    #[test]
    fn in_an_even_town_nobody_causes_anything() {
        let counts = Counts::new(vec![vec![1.0, 0.1], vec![3.0, 0.3]]).expect("a table");
        assert_eq!(local_shares(&counts), None);
    }
}
