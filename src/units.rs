//! Quantities that must not be mixed up, in whole numbers where sums must be exact.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};

/// An amount of money in millionths of a euro: sums are exact, whatever their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub i64);

impl Money {
    /// From euros, rounded to a millionth.
    pub fn from_eur(eur: f64) -> Money {
        Money(libm::round(eur * 1e6) as i64)
    }

    /// From euros per month to euros per day: a year has twelve months and 365 days.
    pub fn per_day_from_month(eur_per_month: f64) -> Money {
        Money::from_eur(eur_per_month * 12.0 / 365.0)
    }

    /// A part of it, given in millionths, rounded to a millionth of a euro.
    pub fn part(self, millionths: i64) -> Money {
        let product = i128::from(self.0) * i128::from(millionths);
        let rounded = (product + product.signum() * 500_000) / 1_000_000;
        Money(rounded.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
    }

    /// In euros.
    pub fn eur(self) -> f64 {
        self.0 as f64 / 1e6
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        *self = *self + other;
    }
}

impl Mul<i64> for Money {
    type Output = Money;
    fn mul(self, times: i64) -> Money {
        Money(self.0.saturating_mul(times))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(items: I) -> Money {
        items.fold(Money::default(), Add::add)
    }
}
