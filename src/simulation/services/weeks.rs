//! What a pool of places has seen in the last weeks.

use std::collections::VecDeque;

/// Weeks that are remembered.
const WEEKS: usize = 8;

/// What happened at a pool of places up to an evening, in persons.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Passed {
    /// Came to wait.
    pub entered: u32,
    /// Places that became free without having been known before.
    pub released: u32,
    /// Went away without a place.
    pub left: u32,
}

/// The last weeks of a pool.
#[derive(Clone, Debug, Default)]
pub(super) struct Weeks {
    seen: VecDeque<Passed>,
}

/// Persons a day.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rates {
    pub entered: f64,
    pub released: f64,
    pub left: f64,
}

impl Weeks {
    pub fn clear(&mut self) {
        self.seen.clear();
    }

    pub fn note(&mut self, passed: Passed) {
        self.seen.push_back(passed);
        if self.seen.len() > WEEKS + 1 {
            self.seen.pop_front();
        }
    }

    pub fn rates(&self) -> Rates {
        let (Some(first), Some(last)) = (self.seen.front(), self.seen.back()) else {
            return Rates::default();
        };
        if self.seen.len() < 3 {
            return Rates::default();
        }
        let days = (self.seen.len() - 1) as f64 * 7.0;
        let per_day = |last: u32, first: u32| f64::from(last - first) / days;
        Rates {
            entered: per_day(last.entered, first.entered),
            released: per_day(last.released, first.released),
            left: per_day(last.left, first.left),
        }
    }
}
