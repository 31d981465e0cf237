//! Isolation xPx: the share of the own group that a member meets in the district.

use super::correlation_ratio::expected_correlation_ratio;
use super::counts::{Contrast, finite};
use super::{Apart, Index};
use crate::text;

/// The item of the list.
pub const INDEX: Index = Index {
    name: "isolation",
    title: || text!("Isolation", "Isolation"),
    meaning: || {
        text!(
            "Anteil der eigenen Gruppe, den ein Mitglied im Mittel in seinem Bezirk antrifft (mindestens der Anteil in der Kommune)",
            "share of the own group that a member meets on average in the district (at least the share in the town)"
        )
    },
    apart: Apart::High,
    even_below: None,
    of_group: isolation,
    expected_of_group: Some(expected_isolation),
    of_all: None,
    expected_of_all: None,
};

/// Σ (x_i/X)(x_i/t_i), from P to 1; equals P + (1 − P) V. `None` where the group has nobody.
pub fn isolation(contrast: &Contrast<'_>) -> Option<f64> {
    let sum: f64 = contrast.inhabited().map(|(x, t)| x * (x / t)).sum();
    finite(sum / contrast.group_total())
}

/// The exact mean under random placement, P + (1 − P) E\[V\]; `None` as for E\[V\].
pub fn expected_isolation(contrast: &Contrast<'_>) -> Option<f64> {
    let share = contrast.share();
    Some(share + (1.0 - share) * expected_correlation_ratio(contrast)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_among_itself_is_isolated() {
        let contrast = Contrast::new(&[5.0, 0.0], &[5.0, 9.0]).expect("a table");
        assert_eq!(isolation(&contrast), Some(1.0));
        let contrast = Contrast::new(&[3.0, 1.0], &[4.0, 4.0]).expect("a table");
        assert_eq!(isolation(&contrast), Some(0.625));
    }
}
