//! Location quotient: a district's share of a group against the town's.

use super::counts::{Contrast, finite};

/// p_i / P per district, from 0; 1 is proportional. `None` for empty districts, and everywhere
/// where the group has nobody.
pub fn location_quotients(contrast: &Contrast<'_>) -> Vec<Option<f64>> {
    let share = contrast.share();
    (contrast.group().iter().zip(contrast.totals()))
        .map(|(x, t)| finite(x / t / share))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_share_is_two() {
        let contrast = Contrast::new(&[2.0, 0.0, 0.0, 1.0], &[5.0, 5.0, 0.0, 5.0]).expect("a table");
        let found = location_quotients(&contrast);
        assert_eq!(found, [Some(2.0), Some(0.0), None, Some(1.0)]);
        let nobody = Contrast::new(&[0.0], &[5.0]).expect("a table");
        assert_eq!(location_quotients(&nobody), [None]);
    }
}
