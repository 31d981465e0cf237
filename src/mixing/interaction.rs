//! Interaction xPy: the share of others that a member of the group meets in the district.

use super::counts::{Contrast, finite};
use super::isolation::expected_isolation;
use super::{Apart, Index};
use crate::text;

/// The item of the list.
pub const INDEX: Index = Index {
    name: "interaction",
    title: || text!("Interaktion", "Interaction"),
    meaning: || {
        text!(
            "Anteil der übrigen Bevölkerung, den ein Mitglied im Mittel in seinem Bezirk antrifft (höchstens der Anteil in der Kommune)",
            "share of everybody else that a member meets on average in the district (at most the share in the town)"
        )
    },
    apart: Apart::Low,
    even_below: None,
    of_group: interaction,
    expected_of_group: Some(expected_interaction),
    of_all: None,
    expected_of_all: None,
};

/// Σ (x_i/X)(y_i/t_i), from 0 to 1 − P; isolation and interaction sum to 1.
/// `None` where the group has nobody.
pub fn interaction(contrast: &Contrast<'_>) -> Option<f64> {
    let sum: f64 = contrast.inhabited().map(|(x, t)| x * ((t - x) / t)).sum();
    finite(sum / contrast.group_total())
}

/// The exact mean under random placement; `None` as for isolation.
pub fn expected_interaction(contrast: &Contrast<'_>) -> Option<f64> {
    Some(1.0 - expected_isolation(contrast)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_among_itself_meets_nobody() {
        let contrast = Contrast::new(&[5.0, 0.0], &[5.0, 9.0]).expect("a table");
        assert_eq!(interaction(&contrast), Some(0.0));
        let contrast = Contrast::new(&[3.0, 1.0], &[4.0, 4.0]).expect("a table");
        assert_eq!(interaction(&contrast), Some(0.375));
    }
}
