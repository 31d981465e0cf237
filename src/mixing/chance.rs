//! Random placement: everybody keeps the group, districts keep their size, and each way to
//! put the people into the places is equally likely.

use super::counts::Counts;
use super::hypergeometric::Hypergeometric;
use rand::Rng;

/// The same people in the same districts, placed at random. Fresh randomness for every table:
/// one draw is one draw.
///
/// District by district, group by group, a hypergeometric draw from those who have no place
/// yet; the largest group takes the places that are left. `None` where people are not counted
/// in whole numbers.
pub fn random_table(counts: &Counts, rng: &mut impl Rng) -> Option<Counts> {
    if !counts.are_whole() {
        return None;
    }
    let mut places: Vec<u64> = counts.district_totals().iter().map(|t| *t as u64).collect();
    let largest = largest_group(counts.group_totals());
    let mut groups = vec![Vec::new(); counts.groups().len()];
    for (group, total) in counts.group_totals().iter().enumerate() {
        if group != largest {
            groups[group] = place(*total as u64, &mut places, rng);
        }
    }
    groups[largest] = places.iter().map(|left| *left as f64).collect();
    Some(Counts::of_columns(groups))
}

/// The first of the largest groups.
fn largest_group(group_totals: &[f64]) -> usize {
    (0..group_totals.len()).fold(0, |largest, group| {
        if group_totals[group] > group_totals[largest] {
            group
        } else {
            largest
        }
    })
}

/// Places a group into free places and takes those away.
fn place(people: u64, places: &mut [u64], rng: &mut impl Rng) -> Vec<f64> {
    let mut people_left = people;
    let mut places_left: u64 = places.iter().sum();
    places
        .iter_mut()
        .map(|free| {
            let here = Hypergeometric::new(places_left, people_left, *free).draw(rng);
            places_left -= *free;
            people_left -= here;
            *free -= here;
            here as f64
        })
        .collect()
}

/// (r + 1)/(n + 1), r of n random values at least as high as the observed one. Never 0: the
/// observed placement is one of the possible ones.
pub fn p_value(observed: f64, random: &[f64]) -> f64 {
    let as_high = random.iter().filter(|value| reaches(**value, observed)).count();
    (as_high as f64 + 1.0) / (random.len() as f64 + 1.0)
}

/// Whether a value is at least the observed one; values equal but for rounding are equal.
pub(super) fn reaches(value: f64, observed: f64) -> bool {
    value >= observed - 1e-12 * observed.abs().max(1e-3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streams::permutation;
    use proptest::prelude::*;

    #[test]
    fn the_p_value_counts_the_observed_placement() {
        assert_eq!(p_value(0.5, &[0.1, 0.5, 0.7]), 0.75);
        assert_eq!(p_value(0.9, &[0.1, 0.5, 0.7]), 0.25);
        assert_eq!(p_value(0.9, &[]), 1.0);
    }

    #[test]
    fn every_table_with_these_margins_is_as_likely_as_its_ways() {
        // Two of four people into districts of one and three: the first holds one of the two in
        // half of all placements.
        let counts = Counts::new(vec![vec![1.0, 1.0], vec![0.0, 2.0]]).expect("a table");
        let hits: f64 = (0..4000)
            .map(|i| {
                random_table(&counts, &mut permutation(3, i))
                    .expect("whole people")
                    .groups()[0][0]
            })
            .sum();
        // Five standard deviations of 4000 fair coins.
        assert!((hits - 2000.0).abs() < 5.0 * 1000.0_f64.sqrt(), "{hits}");
    }

    #[test]
    fn half_people_are_not_placed() {
        let counts = Counts::new(vec![vec![0.5], vec![1.0]]).expect("a table");
        assert_eq!(random_table(&counts, &mut permutation(1, 0)), None);
    }

    proptest! {
        #[test]
        fn a_random_table_keeps_its_margins(
            rows in prop::collection::vec([0_u32..30, 0_u32..3, 0_u32..200], 1..30),
            seed in any::<u64>(),
        ) {
            let column = |k: usize| rows.iter().map(|row| f64::from(row[k])).collect::<Vec<_>>();
            let counts = Counts::new(vec![column(0), column(1), column(2)]).expect("a table");
            let random = random_table(&counts, &mut permutation(seed, 0)).expect("whole people");
            prop_assert_eq!(random.district_totals(), counts.district_totals());
            prop_assert_eq!(random.group_totals(), counts.group_totals());
        }
    }
}
