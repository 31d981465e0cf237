//! Distance-smoothed dissimilarity: D of the surroundings instead of the districts, so that
//! clusters across borders count and a checkerboard does not.
//!
//! Reardon and O'Sullivan (2004), "Measures of spatial segregation". The smoothed counts are
//! never rounded. Who is how far from whom is the caller's business.

use super::counts::{Contrast, finite};

/// Σ t_i |p̃_i − P| / (2 T P (1 − P)), p̃_i the group's share in the surroundings of i:
/// Σ_j w_ij x_j / Σ_j w_ij t_j with w = `weight(i, j)` at least 0.
///
/// 0 where all weights are equal, D where each district is weighed alone. `None` where one side
/// has nobody, or where a district with people has surroundings without.
pub fn smoothed_dissimilarity(contrast: &Contrast<'_>, weight: impl Fn(usize, usize) -> f64) -> Option<f64> {
    let share = contrast.share();
    let deviations: f64 = (0..contrast.totals().len())
        .filter(|i| contrast.totals()[*i] > 0.0)
        .map(|i| contrast.totals()[i] * (share_around(contrast, |j| weight(i, j)) - share).abs())
        .sum();
    let mixed = contrast.group_total() * (contrast.rest_total() / contrast.total());
    finite(deviations / (2.0 * mixed))
}

/// Falls in a straight line from 1 at distance 0 to 0 at `reach`, in the unit of the distance.
pub fn triangle(distance: f64, reach: f64) -> f64 {
    if distance <= 0.0 {
        return 1.0;
    }
    (1.0 - distance / reach).max(0.0)
}

fn share_around(contrast: &Contrast<'_>, weight: impl Fn(usize) -> f64) -> f64 {
    let (mut group, mut all) = (0.0, 0.0);
    for (j, (x, t)) in contrast.group().iter().zip(contrast.totals()).enumerate() {
        let w = weight(j);
        group += w * x;
        all += w * t;
    }
    group / all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mixing::dissimilarity::dissimilarity;

    #[test]
    fn alone_it_is_dissimilarity_and_everywhere_it_is_nothing() {
        let contrast = Contrast::new(&[3.0, 0.0, 1.0], &[4.0, 0.0, 4.0]).expect("a table");
        let alone = smoothed_dissimilarity(&contrast, |i, j| triangle(if i == j { 0.0 } else { 1.0 }, 0.5));
        assert_eq!(alone, dissimilarity(&contrast));
        assert_eq!(smoothed_dissimilarity(&contrast, |_, _| 1.0), Some(0.0));
    }

    #[test]
    fn a_triangle_with_no_reach_weighs_only_itself() {
        assert_eq!((triangle(0.0, 0.0), triangle(1.0, 0.0)), (1.0, 0.0));
        assert_eq!((triangle(1.0, 2.0), triangle(5.0, 2.0)), (0.5, 0.0));
    }

    #[test]
    fn surroundings_without_people_have_no_share() {
        let contrast = Contrast::new(&[3.0, 1.0], &[4.0, 4.0]).expect("a table");
        assert_eq!(smoothed_dissimilarity(&contrast, |_, _| 0.0), None);
    }
}
