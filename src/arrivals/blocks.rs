//! The circular block bootstrap: blocks of a historical series in random order.
//!
//! A block begins on a day of the series drawn with equal chances and runs for a fixed number
//! of days; after the last day of the series comes the first (Politis and Romano 1992). So
//! every day of the series is equally likely on every day that is played, and the mean stays.

use crate::calendar::Day;
use crate::streams::{Draw, Stream};

/// A series and how it is cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Blocks {
    /// Expected households on each day of the series; at least one day.
    pub series: Vec<f64>,
    /// Days in a block, at least 1.
    pub length: Day,
    /// First day on which anybody comes.
    pub from: Day,
}

impl Blocks {
    /// Expected households on a day.
    #[inline]
    pub fn on(&self, stream: &Stream, entity: u32, day: Day) -> f64 {
        if day < self.from || self.series.is_empty() {
            return 0.0;
        }
        let passed = day - self.from;
        let block = passed / self.length;
        let u = stream.block(Draw::Blocks, entity, block, 0).first();
        let begin = (u * self.series.len() as f64) as usize;
        self.series[(begin + (passed % self.length) as usize) % self.series.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week() -> Blocks {
        Blocks {
            series: vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0],
            length: 3,
            from: 2,
        }
    }

    #[test]
    fn within_a_block_the_series_runs_on_and_wraps() {
        for replication in 0..50 {
            let stream = Stream::new(9, replication);
            let at = |day| week().on(&stream, 1, day);
            assert_eq!((at(0), at(1)), (0.0, 0.0));
            for day in [2, 3, 5, 6] {
                let next = if at(day) == 7.0 { 1.0 } else { at(day) + 1.0 };
                assert_eq!(at(day + 1), next);
            }
        }
    }

    #[test]
    fn every_day_of_the_series_is_equally_likely() {
        let n = 21_000;
        let mut seen = [0u32; 7];
        for replication in 0..n {
            seen[week().on(&Stream::new(4, replication), 1, 10) as usize - 1] += 1;
        }
        assert!(seen.iter().all(|count| count.abs_diff(n / 7) < 250), "{seen:?}");
    }
}
