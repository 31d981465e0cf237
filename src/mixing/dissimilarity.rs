//! Dissimilarity D: the share of a group (or of the rest) that would have to move for an even spread.

use super::counts::{Contrast, Counts, finite};
use super::hypergeometric::Hypergeometric;
use super::{Apart, Index};
use crate::text;

/// The item of the list.
pub const INDEX: Index = Index {
    name: "dissimilarity",
    title: || text!("Dissimilarität D", "Dissimilarity D"),
    meaning: || {
        text!(
            "Anteil der Gruppe, der umziehen müsste, damit überall derselbe Anteil wohnt (0 gleichmäßig, 1 getrennt)",
            "share of the group that would have to move so that its share is the same everywhere (0 even, 1 apart)"
        )
    },
    apart: Apart::High,
    even_below: Some(0.05),
    of_group: dissimilarity,
    expected_of_group: Some(expected_dissimilarity),
    of_all: Some(multigroup_dissimilarity),
    expected_of_all: Some(expected_multigroup_dissimilarity),
};

/// D = ½ Σ |x_i/X − y_i/Y|, from 0 (even) to 1 (apart). `None` where one side has nobody.
pub fn dissimilarity(contrast: &Contrast<'_>) -> Option<f64> {
    let (x, y) = (contrast.group_total(), contrast.rest_total());
    finite(absolute_deviations(contrast) / (2.0 * x * y))
}

/// Multigroup D = Σ_ik t_i |p_ik − P_k| / (2 T Σ_k P_k (1 − P_k)). `None` where there is only one group.
pub fn multigroup_dissimilarity(counts: &Counts) -> Option<f64> {
    let deviations: f64 = contrasts(counts).map(|c| absolute_deviations(&c)).sum();
    finite(deviations / (2.0 * pairs_apart(counts)))
}

/// The exact mean of D over all ways to place the group's people at random into the districts
/// (each way equally likely, district sizes kept), in O(districts):
/// E\[D\] = T/(2XY) Σ_i MAD_i, MAD_i the mean absolute deviation of a hypergeometric count.
///
/// `None` where people are not counted in whole numbers or one side has nobody.
pub fn expected_dissimilarity(contrast: &Contrast<'_>) -> Option<f64> {
    let (x, y) = (contrast.group_total(), contrast.rest_total());
    let deviations = expected_absolute_deviations(contrast)?;
    finite(deviations / (2.0 * x * y))
}

/// The exact mean of multigroup D when everybody is placed at random; `None` as for two groups.
pub fn expected_multigroup_dissimilarity(counts: &Counts) -> Option<f64> {
    let deviations: Vec<f64> = contrasts(counts)
        .map(|contrast| expected_absolute_deviations(&contrast))
        .collect::<Option<_>>()?;
    finite(deviations.iter().sum::<f64>() / (2.0 * pairs_apart(counts)))
}

fn contrasts(counts: &Counts) -> impl Iterator<Item = Contrast<'_>> {
    (0..counts.groups().len()).filter_map(|group| counts.contrast(group))
}

/// T² Σ_k P_k (1 − P_k): ordered pairs of people of different groups.
pub(super) fn pairs_apart(counts: &Counts) -> f64 {
    contrasts(counts).map(|c| c.group_total() * c.rest_total()).sum()
}

const LANES: usize = 8;

/// Σ |x_i T − t_i X|, in lanes so that the vector unit can follow; exact for whole people.
fn absolute_deviations(contrast: &Contrast<'_>) -> f64 {
    let (all, of_group) = (contrast.total(), contrast.group_total());
    let mut lanes = [0.0; LANES];
    let groups = contrast.group().chunks_exact(LANES);
    let totals = contrast.totals().chunks_exact(LANES);
    let rest: f64 = (groups.remainder().iter().zip(totals.remainder()))
        .map(|(x, t)| (x * all - t * of_group).abs())
        .sum();
    for (x, t) in groups.zip(totals) {
        for lane in 0..LANES {
            lanes[lane] += (x[lane] * all - t[lane] * of_group).abs();
        }
    }
    lanes.iter().sum::<f64>() + rest
}

/// The mean of [`absolute_deviations`] under random placement.
fn expected_absolute_deviations(contrast: &Contrast<'_>) -> Option<f64> {
    if !contrast.is_whole() {
        return None;
    }
    let (population, marked) = (contrast.total() as u64, contrast.group_total() as u64);
    let mean_deviations: f64 = contrast
        .inhabited()
        .map(|(_, t)| Hypergeometric::new(population, marked, t as u64).mean_absolute_deviation())
        .sum();
    Some(mean_deviations * contrast.total())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(x: &[f64], t: &[f64]) -> Option<f64> {
        dissimilarity(&Contrast::new(x, t).expect("a table"))
    }

    fn expected(x: f64, t: &[f64]) -> f64 {
        let mut group = vec![0.0; t.len()];
        let mut left = x;
        for (x, t) in group.iter_mut().zip(t) {
            *x = left.min(*t);
            left -= *x;
        }
        expected_dissimilarity(&Contrast::new(&group, t).expect("a table")).expect("two sides")
    }

    /// Walks every way to choose `x` of `t.iter().sum()` people.
    fn mean_over_all_placements(x: u32, t: &[u32]) -> f64 {
        let homes: Vec<usize> = (0..t.len())
            .flat_map(|i| std::iter::repeat_n(i, t[i] as usize))
            .collect();
        let totals: Vec<f64> = t.iter().map(|t| f64::from(*t)).collect();
        let (mut sum, mut ways) = (0.0, 0.0);
        for chosen in 0_u32..1 << homes.len() {
            if chosen.count_ones() == x {
                let mut group = vec![0.0; t.len()];
                for (person, home) in homes.iter().enumerate() {
                    group[*home] += f64::from(chosen >> person & 1);
                }
                sum += d(&group, &totals).expect("two sides");
                ways += 1.0;
            }
        }
        sum / ways
    }

    #[test]
    fn three_of_four_in_one_half_makes_one_half() {
        // |3/4 − 1/4| and |1/4 − 3/4|, halved.
        assert_eq!(d(&[3.0, 1.0], &[4.0, 4.0]), Some(0.5));
        assert_eq!(d(&[0.0, 4.0], &[4.0, 4.0]), Some(1.0));
        assert_eq!(d(&[2.0, 2.0], &[4.0, 4.0]), Some(0.0));
        assert_eq!(d(&[3.0], &[4.0]), Some(0.0));
    }

    #[test]
    fn a_town_with_one_side_has_no_dissimilarity() {
        assert_eq!(d(&[0.0, 0.0], &[4.0, 4.0]), None);
        assert_eq!(d(&[4.0, 4.0], &[4.0, 4.0]), None);
        assert_eq!(d(&[], &[]), None);
    }

    #[test]
    fn the_expectation_is_the_mean_over_every_placement() {
        for t in [&[4, 4, 4][..], &[1, 2, 9], &[5, 0, 7, 1], &[12], &[1, 1, 1, 1]] {
            let totals: Vec<f64> = t.iter().map(|t| f64::from(*t)).collect();
            for x in 1..t.iter().sum() {
                let by_hand = mean_over_all_placements(x, t);
                assert!(
                    (expected(f64::from(x), &totals) - by_hand).abs() < 1e-12,
                    "{x} in {t:?}"
                );
            }
        }
    }

    #[test]
    fn few_people_in_thirty_districts_look_apart_by_chance() {
        for (people, mean) in [(50.0, 0.310), (100.0, 0.217), (300.0, 0.123), (1000.0, 0.069)] {
            assert!((expected(people, &[1500.0; 30]) - mean).abs() < 0.001, "{people}");
        }
        // A hundred people in families of four are twenty-five draws.
        assert!((expected(25.0, &[1500.0; 30]) - 0.43).abs() < 0.002);
    }

    #[test]
    fn the_expectation_stays_exact_for_a_country() {
        // For large numbers the count is normal: MAD = sqrt(2 variance / π).
        let (x, t, n) = (2.0e6, 8.0e6, 10.0);
        let total: f64 = t * n;
        let variance = t * (x / total) * (1.0 - x / total) * (total - t) / (total - 1.0);
        let normal = total / (2.0 * x * (total - x)) * n * (2.0 * variance / std::f64::consts::PI).sqrt();
        assert!((expected(x, &[t; 10]) / normal - 1.0).abs() < 1e-5);
    }

    #[test]
    fn half_people_cannot_be_placed_at_random() {
        let contrast = Contrast::new(&[0.5, 1.0], &[2.0, 2.0]).expect("a table");
        assert_eq!(expected_dissimilarity(&contrast), None);
    }

    #[test]
    fn for_two_groups_the_multigroup_form_is_the_same() {
        let counts =
            Counts::new(vec![vec![40.0, 20.0, 5.0, 1.0], vec![20.0, 40.0, 60.0, 80.0]]).expect("a table");
        let two = dissimilarity(&counts.contrast(0).expect("a group")).expect("two sides");
        let many = multigroup_dissimilarity(&counts).expect("two groups");
        assert!((two - many).abs() < 1e-15);
        let two = expected_dissimilarity(&counts.contrast(1).expect("a group")).expect("two sides");
        let many = expected_multigroup_dissimilarity(&counts).expect("two groups");
        assert!((two - many).abs() < 1e-15);
    }
}
