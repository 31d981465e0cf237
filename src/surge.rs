//! Surges: arrivals layered over what the groups bring, several at once.
//!
//! A larger surge holds the households of a smaller one: with the same draws a larger `times`
//! brings the same households on the same days and some more. So results move one way with it.

use crate::arrivals::RateProcess;
use crate::calendar::Day;
use crate::ids::GroupId;

/// A surge.
#[derive(Clone, Debug, PartialEq)]
pub struct Surge {
    /// Id; part of the address of its draws.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Who comes. A surge with its own composition has a group of its own in the scenario's list.
    pub group: GroupId,
    /// When it begins.
    pub start: Start,
    /// Expected households on each day after its beginning, uncertainty included.
    pub arrivals: RateProcess,
    /// Factor on the number of households; 1: as described, 0: nobody.
    pub times: f64,
}

/// When something begins, if at all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// On a day; before the first day it is under way already.
    On(i64),
    /// On a random day of a window, both ends included, with a probability.
    Within {
        /// First possible day.
        from: Day,
        /// Last possible day.
        until: Day,
        /// Probability that it happens at all.
        probability: f64,
    },
}

impl Start {
    /// The day for two numbers in (0, 1): whether, and when.
    pub fn day(&self, whether: f64, when: f64) -> Option<i64> {
        match *self {
            Start::On(day) => Some(day),
            Start::Within {
                from,
                until,
                probability,
            } => (whether < probability).then(|| {
                let length = f64::from(until.saturating_sub(from)) + 1.0;
                (i64::from(from) + (when * length) as i64).min(i64::from(until))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_gives_each_of_its_days_and_none_beyond() {
        let window = Start::Within {
            from: 10,
            until: 12,
            probability: 0.5,
        };
        assert_eq!(window.day(0.5, 0.1), None);
        let days: Vec<_> = [0.0, 0.3, 0.34, 0.67, 0.999_999]
            .map(|when| window.day(0.4, when))
            .into_iter()
            .flatten()
            .collect();
        assert_eq!(days, [10, 10, 11, 12, 12]);
    }
}
