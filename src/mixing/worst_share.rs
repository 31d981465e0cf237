//! Worst share: the group's share in the district where it is largest. What people there feel.

use super::counts::Contrast;
use super::{Apart, Index};
use crate::text;

/// The item of the list.
pub const INDEX: Index = Index {
    name: "worst_share",
    title: || text!("Höchster Anteil", "Worst share"),
    meaning: || {
        text!(
            "Anteil der Gruppe im Bezirk, in dem er am höchsten ist",
            "share of the group in the district where it is highest"
        )
    },
    apart: Apart::High,
    even_below: None,
    of_group: worst_share,
    expected_of_group: None,
    of_all: None,
    expected_of_all: None,
};

/// max p_i over the inhabited districts, from P to 1. `None` in an empty town.
pub fn worst_share(contrast: &Contrast<'_>) -> Option<f64> {
    contrast.inhabited().map(|(x, t)| x / t).reduce(f64::max)
}

/// The first district with the worst share, as its place in the table. `None` in an empty town.
pub fn worst_district(contrast: &Contrast<'_>) -> Option<usize> {
    let worst = worst_share(contrast)?;
    (contrast.group().iter().zip(contrast.totals())).position(|(x, t)| *t > 0.0 && x / t == worst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_district_is_the_one_with_the_highest_share_not_the_most_people() {
        let contrast = Contrast::new(&[50.0, 0.0, 3.0, 3.0], &[1000.0, 0.0, 4.0, 4.0]).expect("a table");
        assert_eq!(worst_share(&contrast), Some(0.75));
        assert_eq!(worst_district(&contrast), Some(2));
    }

    #[test]
    fn an_empty_town_has_no_worst_district() {
        let contrast = Contrast::new(&[0.0], &[0.0]).expect("a table");
        assert_eq!((worst_share(&contrast), worst_district(&contrast)), (None, None));
    }
}
