//! Dissimilarity by chance when households stay together: fewer draws than people, so more of
//! it is chance.

use super::counts::Contrast;
use super::dissimilarity::dissimilarity;
use super::hypergeometric::unit;
use rand::Rng;
use rayon::prelude::*;

/// D of the people in these households against the residents, once per permutation: every
/// household picks a district by itself, with a probability proportional to the residents
/// (the people outside the group, per district). Permutation number n draws from `sequence(n)`.
///
/// `None` where there are no people on one side or a number of residents is none.
pub fn dissimilarities_of_random_households<R: Rng>(
    sizes: &[u32],
    residents: &[f64],
    permutations: u32,
    sequence: impl Fn(u32) -> R + Sync,
) -> Option<Vec<f64>> {
    let up_to = cumulated(residents)?;
    (0..permutations)
        .into_par_iter()
        .map(|number| {
            let group = place_at_random(sizes, &up_to, &mut sequence(number));
            let totals: Vec<f64> = group.iter().zip(residents).map(|(x, y)| x + y).collect();
            dissimilarity(&Contrast::new(&group, &totals).ok()?)
        })
        .collect()
}

/// Its mean. Where all households are of equal size, the exact expectation for as many single
/// people is nearly the same and costs nothing.
pub fn expected_dissimilarity_of_households<R: Rng>(
    sizes: &[u32],
    residents: &[f64],
    permutations: u32,
    sequence: impl Fn(u32) -> R + Sync,
) -> Option<f64> {
    let values = dissimilarities_of_random_households(sizes, residents, permutations, sequence)?;
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Residents of each district and all before it.
fn cumulated(residents: &[f64]) -> Option<Vec<f64>> {
    let are_counts = residents.iter().all(|y| y.is_finite() && *y >= 0.0);
    let up_to: Vec<f64> = residents
        .iter()
        .scan(0.0, |sum, y| {
            *sum += y;
            Some(*sum)
        })
        .collect();
    let total = up_to.last().copied().unwrap_or(0.0);
    (are_counts && total > 0.0 && total.is_finite()).then_some(up_to)
}

/// People per district.
fn place_at_random(sizes: &[u32], up_to: &[f64], rng: &mut impl Rng) -> Vec<f64> {
    let mut people = vec![0.0; up_to.len()];
    let total = up_to.last().copied().unwrap_or(0.0);
    let last_inhabited = up_to.partition_point(|sum| *sum < total);
    for size in sizes {
        let place = unit(rng) * total;
        let district = up_to.partition_point(|sum| *sum <= place).min(last_inhabited);
        people[district] += f64::from(*size);
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streams::permutation;

    fn expected(sizes: &[u32], residents: &[f64]) -> Option<f64> {
        expected_dissimilarity_of_households(sizes, residents, 2000, |n| permutation(2, n))
    }

    #[test]
    fn families_of_four_double_what_singles_give_by_chance() {
        let residents = [5000.0; 30];
        let singles = expected(&[1; 100], &residents).expect("people");
        let families = expected(&[4; 25], &residents).expect("people");
        assert!((singles - 0.217).abs() < 0.004, "{singles}");
        assert!((families - 0.43).abs() < 0.008, "{families}");
        let mixed = expected(&[1, 1, 2, 4, 7, 1, 3, 5, 1, 2].repeat(4), &residents).expect("people");
        assert!(singles < mixed && mixed < 0.5, "{mixed}");
    }

    #[test]
    fn nobody_moves_where_nobody_lives() {
        let mut rng = permutation(1, 1);
        let up_to = cumulated(&[0.0, 3.0, 0.0, 1.0, 0.0]).expect("residents");
        let people = place_at_random(&[2; 500], &up_to, &mut rng);
        assert_eq!((people[0], people[2], people[4]), (0.0, 0.0, 0.0));
        assert_eq!(people.iter().sum::<f64>(), 1000.0);
        assert!((people[1] - 750.0).abs() < 100.0, "{people:?}");
    }

    #[test]
    fn without_people_there_is_no_expectation() {
        assert_eq!(expected(&[], &[5.0, 5.0]), None);
        assert_eq!(expected(&[3], &[]), None);
        assert_eq!(expected(&[3], &[0.0]), None);
        assert_eq!(expected(&[3], &[f64::NAN, 1.0]), None);
        assert_eq!(
            expected_dissimilarity_of_households(&[3], &[1.0], 0, |n| permutation(1, n)),
            None
        );
    }
}
