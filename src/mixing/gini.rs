//! Gini G: like dissimilarity, but every pair of districts is compared, so it also sees shifts
//! between two districts on the same side of the mean.

use super::counts::{Contrast, Counts, finite};
use super::dissimilarity::pairs_apart;
use super::{Apart, Index};
use crate::text;

/// The item of the list.
pub const INDEX: Index = Index {
    name: "gini",
    title: || text!("Gini G", "Gini G"),
    meaning: || {
        text!(
            "Ungleichheit der Anteile über alle Paare von Bezirken (0 gleichmäßig, 1 getrennt), nie kleiner als D",
            "inequality of shares over all pairs of districts (0 even, 1 apart), never below D"
        )
    },
    apart: Apart::High,
    even_below: Some(0.05),
    of_group: gini,
    expected_of_group: None,
    of_all: Some(multigroup_gini),
    expected_of_all: None,
};

/// G = Σ_{i<j} |x_i y_j − x_j y_i| / (XY), from 0 to 1, in O(n). `None` where one side has nobody.
pub fn gini(contrast: &Contrast<'_>) -> Option<f64> {
    let (x, y) = (contrast.group_total(), contrast.rest_total());
    finite(pair_differences(contrast) / (x * y))
}

/// Multigroup G = Σ_k Σ_ij t_i t_j |p_ik − p_jk| / (2 T² Σ_k P_k (1 − P_k)).
/// `None` where there is only one group.
pub fn multigroup_gini(counts: &Counts) -> Option<f64> {
    let differences: f64 = (0..counts.groups().len())
        .filter_map(|group| counts.contrast(group))
        .map(|contrast| pair_differences(&contrast))
        .sum();
    finite(differences / pairs_apart(counts))
}

/// Σ_{i<j} t_i t_j |p_i − p_j| (= |x_i y_j − x_j y_i|). In ascending order of p it is
/// Σ_j (x_j − P t_j) (people before j − people after j); taking off P t_j changes nothing
/// and keeps the digits where all shares are nearly the same.
fn pair_differences(contrast: &Contrast<'_>) -> f64 {
    let (share, all) = (contrast.share(), contrast.total());
    let mut before = 0.0;
    let mut sum = 0.0;
    for (x, t) in ascending_by_share(contrast) {
        before += t;
        sum += (x - share * t) * (2.0 * before - t - all);
    }
    sum.max(0.0)
}

/// (x, t) of every district in ascending order of x/t.
fn ascending_by_share(contrast: &Contrast<'_>) -> Vec<(f64, f64)> {
    let (group, totals) = (contrast.group(), contrast.totals());
    // An empty district gets share 0 and, having nobody, changes nothing wherever it stands.
    let shares: Vec<f64> = (group.iter().zip(totals))
        .map(|(x, t)| x / t.max(f64::MIN_POSITIVE))
        .collect();
    ascending(&shares)
        .into_iter()
        .map(|i| (group[i as usize], totals[i as usize]))
        .collect()
}

const DIGIT_BITS: u32 = 11;
const DIGITS: usize = 1 << DIGIT_BITS;
/// Fewer districts are sorted by comparison: the counters alone would be many times the list.
const FEW: usize = 256;

/// Positions in ascending order of their value. Values are finite.
///
/// Radix sort on 22 bits of the place between the smallest and the largest value, two passes,
/// then the rare runs that agree in those bits are put into exact order.
fn ascending(values: &[f64]) -> Vec<u32> {
    if values.len() < FEW || u32::try_from(values.len()).is_err() {
        let mut order: Vec<u32> = (0..values.len() as u32).collect();
        sort_exactly(&mut order, values);
        return order;
    }
    let mut keyed = keys(values);
    let mut scratch = vec![0; keyed.len()];
    pass(&keyed, &mut scratch, 32);
    pass(&scratch, &mut keyed, 32 + DIGIT_BITS);
    let mut order: Vec<u32> = keyed.iter().map(|key| *key as u32).collect();
    let mut start = 0;
    for run in keyed.chunk_by(|a, b| a >> 32 == b >> 32) {
        let end = start + run.len();
        if run.len() > 1 {
            sort_exactly(&mut order[start..end], values);
        }
        start = end;
    }
    order
}

fn sort_exactly(order: &mut [u32], values: &[f64]) {
    order.sort_unstable_by(|a, b| values[*a as usize].total_cmp(&values[*b as usize]));
}

/// The place of each value on a scale of 2²² steps, above its position.
fn keys(values: &[f64]) -> Vec<u64> {
    let (least, most) = values.iter().fold((f64::INFINITY, 0.0_f64), |(least, most), v| {
        (least.min(*v), most.max(*v))
    });
    let steps = f64::from((1_u32 << (2 * DIGIT_BITS)) - 1);
    let scale = finite(steps / (most - least)).unwrap_or(0.0);
    values
        .iter()
        .zip(0_u64..)
        .map(|(value, position)| u64::from(((value - least) * scale) as u32) << 32 | position)
        .collect()
}

/// One stable pass by the digit that begins at a bit.
fn pass(from: &[u64], to: &mut [u64], bit: u32) {
    let digit = |key: u64| (key >> bit) as usize & (DIGITS - 1);
    let mut next = [0_u32; DIGITS];
    for key in from {
        next[digit(*key)] += 1;
    }
    let mut begin = 0;
    for slot in &mut next {
        begin += std::mem::replace(slot, begin);
    }
    for key in from {
        let slot = &mut next[digit(*key)];
        to[*slot as usize] = *key;
        *slot += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn g(x: &[f64], t: &[f64]) -> Option<f64> {
        gini(&Contrast::new(x, t).expect("a table"))
    }

    fn by_definition(x: &[f64], t: &[f64]) -> f64 {
        let (all_x, all_t): (f64, f64) = (x.iter().sum(), t.iter().sum());
        let mut sum = 0.0;
        for i in 0..x.len() {
            for j in 0..i {
                sum += (x[i] * (t[j] - x[j]) - x[j] * (t[i] - x[i])).abs();
            }
        }
        sum / (all_x * (all_t - all_x))
    }

    #[test]
    fn two_districts_by_hand() {
        // |3·3 − 1·1| / (4·4)
        assert_eq!(g(&[3.0, 1.0], &[4.0, 4.0]), Some(0.5));
        assert_eq!(g(&[4.0, 0.0], &[4.0, 4.0]), Some(1.0));
        assert_eq!(g(&[1.0, 0.0, 2.0], &[4.0, 0.0, 8.0]), Some(0.0));
        assert_eq!(g(&[1.0], &[4.0]), Some(0.0));
        assert_eq!(g(&[], &[]), None);
        assert_eq!(g(&[4.0], &[4.0]), None);
    }

    #[test]
    fn shares_that_differ_only_in_their_last_digits_are_in_order() {
        let values: Vec<f64> = (0..1000)
            .map(|i| {
                if i == 0 {
                    1.0
                } else {
                    1e-12 * f64::from((i * 7919) % 1000)
                }
            })
            .collect();
        let order = ascending(&values);
        assert!(
            order
                .windows(2)
                .all(|pair| values[pair[0] as usize] <= values[pair[1] as usize])
        );
    }

    proptest! {
        #[test]
        fn sorting_gives_the_definition(pairs in prop::collection::vec((0_u32..50, 0_u32..2000), 2..400)) {
            let x: Vec<f64> = pairs.iter().map(|(x, _)| f64::from(*x)).collect();
            let t: Vec<f64> = pairs.iter().map(|(x, y)| f64::from(x + y)).collect();
            if let Some(fast) = g(&x, &t) {
                prop_assert!((fast - by_definition(&x, &t)).abs() < 1e-12);
            }
        }

        #[test]
        fn any_values_come_in_order(values in prop::collection::vec(0.0..1.0_f64, 0..1000)) {
            let order = ascending(&values);
            prop_assert!(order.windows(2).all(|pair| values[pair[0] as usize] <= values[pair[1] as usize]));
            let mut positions = order;
            positions.sort_unstable();
            prop_assert!(positions.iter().zip(0..).all(|(position, i)| *position == i));
        }
    }
}
