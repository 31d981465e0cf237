//! How a need moved in the last weeks, and where it leads if it goes on like this.

use std::collections::VecDeque;

/// Weeks that are remembered.
pub(super) const WEEKS: usize = 8;

/// What is expected of a balance in a week to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::simulation) struct Expected {
    pub mean: f64,
    pub variance: f64,
}

/// A need, seen once a week.
#[derive(Clone, Debug, Default)]
pub(super) struct Trend {
    seen: VecDeque<f64>,
}

impl Trend {
    pub fn clear(&mut self) {
        self.seen.clear();
    }

    pub fn note(&mut self, need: f64) {
        self.seen.push_back(need);
        if self.seen.len() > WEEKS + 1 {
            self.seen.pop_front();
        }
    }

    fn steps(&self) -> usize {
        self.seen.len().saturating_sub(1)
    }

    /// How much it rises in a week, on average; nothing is said of a single week.
    pub fn per_week(&self) -> f64 {
        match (self.seen.front(), self.seen.back(), self.steps()) {
            (Some(first), Some(last), steps) if steps >= 2 => (last - first) / steps as f64,
            _ => 0.0,
        }
    }

    /// What the weeks seen say of those to come.
    pub fn pace(&self) -> Pace {
        Pace {
            per_week: self.per_week(),
            variance: self.variance_of_a_week(),
            steps: self.steps().max(1) as f64,
        }
    }

    /// The same where only the mean is asked for.
    pub fn pace_alone(&self) -> Pace {
        Pace {
            per_week: self.per_week(),
            variance: 0.0,
            steps: 1.0,
        }
    }

    fn variance_of_a_week(&self) -> f64 {
        let steps = self.steps();
        if steps < 2 {
            return 0.0;
        }
        let mean = self.per_week();
        let changes = self.seen.iter().zip(self.seen.iter().skip(1));
        let squares: f64 = changes
            .map(|(before, after)| (after - before - mean) * (after - before - mean))
            .sum();
        squares / (steps as f64 - 1.0)
    }
}

/// How a need moves in a week.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// How much it rises.
    pub per_week: f64,
    variance: f64,
    steps: f64,
}

impl Pace {
    /// Variance of the sum of so many weeks to come: each differs as the weeks seen do, and the
    /// mean is known from these only: s²·w·(1 + w/n).
    pub fn variance(&self, weeks: u32) -> f64 {
        let weeks = f64::from(weeks);
        self.variance * weeks * (1.0 + weeks / self.steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_that_rises_by_two_and_four_rises_by_three() {
        let mut trend = Trend::default();
        for need in [10.0, 12.0, 16.0] {
            trend.note(need);
        }
        assert_eq!(trend.per_week(), 3.0);
        // Two steps, each 1 off the mean: variance 2 of a week; of four weeks 2·4·(1 + 4/2).
        assert_eq!(trend.pace().variance(4), 24.0);
    }

    #[test]
    fn one_week_is_no_trend_and_nine_weeks_ago_is_forgotten() {
        let mut trend = Trend::default();
        trend.note(0.0);
        trend.note(100.0);
        assert_eq!((trend.per_week(), trend.pace().variance(3)), (0.0, 0.0));
        for _ in 0..WEEKS {
            trend.note(100.0);
        }
        assert_eq!(trend.per_week(), 0.0);
    }
}
