//! Differences between two runs that met the same futures, replication by replication.

use super::quantity::Estimate;
use super::statistics;

/// The mean of the differences `other − base` with its 95 % interval.
///
/// Values belong together by position; what is missing on either side leaves the pair out.
/// `None` below two pairs, which carry no interval. Equal values give exactly 0 with an interval
/// of 0 to 0.
pub fn paired_difference(base: &[Option<f64>], other: &[Option<f64>]) -> Option<Estimate> {
    let differences: Vec<f64> = pairs(base, other).map(|(base, other)| other - base).collect();
    (differences.len() >= 2).then(|| statistics::mean(&differences))
}

fn pairs<'a>(base: &'a [Option<f64>], other: &'a [Option<f64>]) -> impl Iterator<Item = (f64, f64)> + 'a {
    base.iter()
        .zip(other)
        .filter_map(|(base, other)| base.zip(*other))
        .filter(|(base, other)| base.is_finite() && other.is_finite())
}

/// In how many replications the other run has the smaller, the larger, the same value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// The other run's value is smaller.
    pub smaller: u32,
    /// The other run's value is larger.
    pub larger: u32,
    /// Both are equal.
    pub equal: u32,
}

impl Sides {
    /// All replications that were compared.
    pub fn all(self) -> u32 {
        self.smaller + self.larger + self.equal
    }
}

/// Counts on which side the other run lies. What did not happen counts as later than any date,
/// and as larger than any number.
pub fn sides(base: &[Option<f64>], other: &[Option<f64>]) -> Sides {
    let mut sides = Sides::default();
    for (base, other) in base.iter().zip(other) {
        let (base, other) = (base.unwrap_or(f64::INFINITY), other.unwrap_or(f64::INFINITY));
        if other < base {
            sides.smaller += 1;
        } else if other > base {
            sides.larger += 1;
        } else {
            sides.equal += 1;
        }
    }
    sides
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(values: &[f64]) -> Vec<Option<f64>> {
        values.iter().copied().map(Some).collect()
    }

    #[test]
    fn equal_runs_differ_by_exactly_nothing() {
        let values = some(&[0.1, 0.2, 0.3]);
        let none = Estimate::default();
        assert_eq!(paired_difference(&values, &values), Some(none));
    }

    #[test]
    fn a_difference_worked_out_by_hand() {
        // Differences 1, 2, 3: mean 2, standard error 1/√3, t(2) = 4.3027.
        let difference = paired_difference(&some(&[0.0, 0.0, 0.0]), &some(&[1.0, 2.0, 3.0])).unwrap();
        assert_eq!(difference.value, 2.0);
        assert!((difference.high - (2.0 + 4.302_652_73 / 3.0_f64.sqrt())).abs() < 1e-6);
    }

    #[test]
    fn one_pair_carries_no_interval() {
        assert_eq!(paired_difference(&some(&[1.0]), &some(&[2.0])), None);
        assert_eq!(
            paired_difference(&[Some(1.0), None, Some(2.0)], &[None, Some(1.0), Some(2.0)]),
            None
        );
    }

    #[test]
    fn what_never_happens_is_later_than_any_day() {
        let sides = sides(
            &[Some(5.0), Some(5.0), None, None],
            &[None, Some(4.0), None, Some(9.0)],
        );
        assert_eq!(
            sides,
            Sides {
                smaller: 2,
                larger: 1,
                equal: 1
            }
        );
    }
}
