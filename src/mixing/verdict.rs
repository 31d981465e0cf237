//! The word for an index: only with its random expectation does a number say whether a town
//! is mixed.

use super::{Apart, Reading};
use crate::text;
use crate::text::Text;

/// What a reading says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// More even than chance, or so even that it does not matter.
    Even,
    /// Chance alone would give the same.
    LikeRandom,
    /// More separate than chance explains.
    Clustered,
}

/// A placement that fewer random ones than this reach is no chance.
const UNLIKELY: f64 = 0.05;

/// Values nearer than this are the same but for rounding, as with a single district.
const SAME: f64 = 1e-12;

impl Verdict {
    /// Clustered where at most one in twenty random placements is as separate, unless the index
    /// is below the number under which it counts as even; even where nineteen in twenty are
    /// more separate. `None` where nothing is known about chance.
    pub fn of(reading: &Reading) -> Option<Verdict> {
        let (value, expected, p) = (reading.value?, reading.expected_if_random?, reading.p_value?);
        let below_chance = match reading.index.apart {
            Apart::High => value < expected - SAME,
            Apart::Low => value > expected + SAME,
        };
        Some(
            if p <= UNLIKELY && reading.index.even_below.is_some_and(|floor| value < floor) {
                Verdict::Even
            } else if p <= UNLIKELY {
                Verdict::Clustered
            } else if p >= 1.0 - UNLIKELY && below_chance {
                Verdict::Even
            } else {
                Verdict::LikeRandom
            },
        )
    }

    /// The word in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Even => "even",
            Verdict::LikeRandom => "like_random",
            Verdict::Clustered => "clustered",
        }
    }

    /// The word for people.
    pub fn word(self) -> Text {
        match self {
            Verdict::Even => text!("gleichmäßig", "even"),
            Verdict::LikeRandom => text!("wie zufällig", "like chance"),
            Verdict::Clustered => text!("geballt", "clustered"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mixing::INDICES;

    fn verdict(name: &str, value: f64, expected: f64, p: f64) -> Option<Verdict> {
        Verdict::of(&Reading {
            index: INDICES.iter().find(|index| index.name == name).expect("an index"),
            group: Some(0),
            value: Some(value),
            expected_if_random: Some(expected),
            p_value: Some(p),
        })
    }

    #[test]
    fn the_same_number_is_chance_in_a_small_town_and_clustered_in_a_large_one() {
        assert_eq!(
            verdict("dissimilarity", 0.22, 0.217, 0.45),
            Some(Verdict::LikeRandom)
        );
        assert_eq!(
            verdict("dissimilarity", 0.22, 0.069, 0.001),
            Some(Verdict::Clustered)
        );
    }

    #[test]
    fn a_tiny_difference_is_even_however_certain_it_is() {
        assert_eq!(verdict("dissimilarity", 0.03, 0.007, 0.001), Some(Verdict::Even));
    }

    #[test]
    fn more_even_than_chance_is_even() {
        assert_eq!(verdict("dissimilarity", 0.10, 0.217, 0.999), Some(Verdict::Even));
        assert_eq!(verdict("interaction", 0.98, 0.96, 0.999), Some(Verdict::Even));
        assert_eq!(verdict("dissimilarity", 0.0, 0.0, 1.0), Some(Verdict::LikeRandom));
    }

    #[test]
    fn without_chance_there_is_no_word() {
        let silent = Reading {
            index: &INDICES[0],
            group: None,
            value: Some(0.4),
            expected_if_random: None,
            p_value: None,
        };
        assert_eq!(Verdict::of(&silent), None);
    }
}
