//! Theil's M (mutual information: how much the district tells about the group) and H (M as a
//! share of the most it could be). Both split exactly between levels: see `nested_theil`.

use super::counts::{Contrast, Counts, finite};
use super::{Apart, Index};
use crate::text;

/// H in the list.
pub const H: Index = Index {
    name: "theil_h",
    title: || text!("Theil H", "Theil H"),
    meaning: || {
        text!(
            "Wie viel der Vielfalt zwischen statt in den Bezirken liegt (0 gleichmäßig, 1 getrennt)",
            "how much of the diversity lies between instead of within districts (0 even, 1 apart)"
        )
    },
    apart: Apart::High,
    even_below: None,
    of_group: theil_h,
    expected_of_group: None,
    of_all: Some(multigroup_theil_h),
    expected_of_all: None,
};

/// M in the list.
pub const M: Index = Index {
    name: "theil_m",
    title: || text!("Theil M", "Theil M"),
    meaning: || {
        text!(
            "Wie viel der Bezirk über die Gruppe verrät, in nat (0 nichts); zerlegbar nach Ebenen und Bezirken",
            "how much the district tells about the group, in nats (0 nothing); splits by level and district"
        )
    },
    apart: Apart::High,
    even_below: None,
    of_group: theil_m,
    expected_of_group: None,
    of_all: Some(multigroup_theil_m),
    expected_of_all: None,
};

/// M of a group against the rest, in nats, from 0 to the town's entropy. `None` in an empty town.
pub fn theil_m(contrast: &Contrast<'_>) -> Option<f64> {
    let (all, group, rest) = (contrast.total(), contrast.group_total(), contrast.rest_total());
    let sum: f64 = contrast
        .inhabited()
        .map(|(x, t)| surprise(x, t, group, all) + surprise(t - x, t, rest, all))
        .sum();
    finite(sum / all).map(|m| m.max(0.0))
}

/// H = M / E, E the entropy of the town. `None` where one side has nobody.
pub fn theil_h(contrast: &Contrast<'_>) -> Option<f64> {
    let totals = [contrast.group_total(), contrast.rest_total()];
    finite(theil_m(contrast)? / entropy(&totals, contrast.total()))
}

/// M = Σ_i t_i/T Σ_k p_ik ln(p_ik/P_k) of all groups, in nats. `None` in an empty town.
pub fn multigroup_theil_m(counts: &Counts) -> Option<f64> {
    let all = counts.total();
    let sum: f64 = (counts.groups().iter().zip(counts.group_totals()))
        .map(|(column, of_group)| {
            (column.iter().zip(counts.district_totals()))
                .map(|(n, t)| surprise(*n, *t, *of_group, all))
                .sum::<f64>()
        })
        .sum();
    finite(sum / all).map(|m| m.max(0.0))
}

/// H = M / E of all groups. `None` where there is only one group.
pub fn multigroup_theil_h(counts: &Counts) -> Option<f64> {
    finite(multigroup_theil_m(counts)? / entropy(counts.group_totals(), counts.total()))
}

/// n ln((n/t) / (N/T)): what n people of a group of N add to T·M in a district of t.
pub(super) fn surprise(n: f64, t: f64, of_group: f64, all: f64) -> f64 {
    if n > 0.0 {
        n * libm::log((n * all) / (t * of_group))
    } else {
        0.0
    }
}

/// −Σ P ln P, in nats.
fn entropy(group_totals: &[f64], all: f64) -> f64 {
    group_totals
        .iter()
        .filter(|total| **total > 0.0)
        .map(|total| -(total / all) * libm::log(total / all))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_separate_halves_tell_one_bit() {
        let counts = Counts::new(vec![vec![5.0, 0.0], vec![0.0, 5.0]]).expect("a table");
        let contrast = counts.contrast(0).expect("a group");
        assert!((theil_m(&contrast).expect("people") - std::f64::consts::LN_2).abs() < 1e-15);
        assert!((multigroup_theil_m(&counts).expect("people") - std::f64::consts::LN_2).abs() < 1e-15);
        assert!((theil_h(&contrast).expect("two sides") - 1.0).abs() < 1e-15);
        assert!((multigroup_theil_h(&counts).expect("two groups") - 1.0).abs() < 1e-15);
    }

    #[test]
    fn a_group_of_nobody_tells_nothing() {
        let contrast = Contrast::new(&[0.0, 0.0], &[3.0, 4.0]).expect("a table");
        assert_eq!(theil_m(&contrast), Some(0.0));
        assert_eq!(theil_h(&contrast), None);
        let nobody = Contrast::new(&[0.0], &[0.0]).expect("a table");
        assert_eq!(theil_m(&nobody), None);
    }
}
