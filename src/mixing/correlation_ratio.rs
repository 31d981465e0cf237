//! Correlation ratio V (eta²): how much more isolated the group is than in an even town.

use super::counts::{Contrast, finite};
use super::{Apart, Index};
use crate::text;

/// The item of the list.
pub const INDEX: Index = Index {
    name: "correlation_ratio",
    title: || text!("Korrelationsverhältnis V", "Correlation ratio V"),
    meaning: || {
        text!(
            "Isolation über das hinaus, was der Anteil in der Kommune erwarten lässt (0 gleichmäßig, 1 getrennt)",
            "isolation beyond what the share in the town implies (0 even, 1 apart)"
        )
    },
    apart: Apart::High,
    even_below: None,
    of_group: correlation_ratio,
    expected_of_group: Some(expected_correlation_ratio),
    of_all: None,
    expected_of_all: None,
};

/// V = (isolation − P)/(1 − P) = Σ t_i (p_i − P)² / (T P (1 − P)), from 0 to 1.
/// `None` where one side has nobody.
pub fn correlation_ratio(contrast: &Contrast<'_>) -> Option<f64> {
    let share = contrast.share();
    let squares: f64 = contrast
        .inhabited()
        .map(|(x, t)| (x - share * t) * (x - share * t) / t)
        .sum();
    let mixed = contrast.group_total() * contrast.rest_total() / contrast.total();
    finite(squares / mixed)
}

/// The exact mean of V under random placement: (inhabited districts − 1)/(T − 1), as T·V is
/// Pearson's chi-square with fixed margins. `None` where people are not counted in whole
/// numbers or one side has nobody.
pub fn expected_correlation_ratio(contrast: &Contrast<'_>) -> Option<f64> {
    if !contrast.is_whole() || contrast.group_total() == 0.0 || contrast.rest_total() == 0.0 {
        return None;
    }
    let inhabited = contrast.inhabited().count() as f64;
    finite((inhabited - 1.0) / (contrast.total() - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_of_four_against_one_of_four_is_a_quarter() {
        // isolation (3·3/4 + 1/4)/4 = 0.625, P = 0.5
        let contrast = Contrast::new(&[3.0, 1.0], &[4.0, 4.0]).expect("a table");
        assert_eq!(correlation_ratio(&contrast), Some(0.25));
        assert_eq!(expected_correlation_ratio(&contrast), Some(1.0 / 7.0));
    }
}
