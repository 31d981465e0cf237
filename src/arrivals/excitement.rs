//! Arrivals that bring more arrivals: a self-exciting (Hawkes) process binned by days.
//!
//! The rate of a day is the base rate plus what is left of the excitement. Each household adds
//! `branching` households in expectation, spread over the days after it with an exponential
//! decay; so the long-run rate is base / (1 − branching).

/// A self-exciting process.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Excitement {
    /// Households per day that come by themselves.
    pub base: f64,
    /// Households that each household brings, on average, below 1.
    pub branching: f64,
    /// Part of the excitement that is left after a day, below 1.
    pub kept: f64,
}

impl Excitement {
    /// With a given long-run rate; the excitement decays with a mean of so many days.
    pub fn with_mean(per_day: f64, branching: f64, decay_days: f64) -> Excitement {
        Excitement {
            base: per_day * (1.0 - branching),
            branching,
            kept: libm::exp(-1.0 / decay_days),
        }
    }

    /// The rate of the days before the first: the long run.
    pub fn begin(&self) -> f64 {
        self.base * self.branching / (1.0 - self.branching)
    }

    /// What is left of the excitement on the day after one on which so many came.
    #[inline]
    pub fn after(&self, excitement: f64, households: u32) -> f64 {
        // Each household brings Σ branching · (1 − kept) · kept^k over the days after it.
        excitement * self.kept + f64::from(households) * self.branching * (1.0 - self.kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arrivals::DayCount;
    use crate::streams::{Draw, Stream};

    #[test]
    fn the_long_run_rate_is_the_stated_one_and_days_are_more_uneven_than_independent_ones() {
        let process = Excitement::with_mean(4.0, 0.6, 10.0);
        let mut totals = Vec::new();
        for replication in 0..1500 {
            let stream = Stream::new(21, replication);
            let mut excitement = process.begin();
            let mut total = 0;
            for day in 0..365 {
                let count = DayCount::new(process.base + excitement, 1.0)
                    .draw(|part| stream.block(Draw::ArrivalCount, 1, day, part).first());
                excitement = process.after(excitement, count);
                total += count;
            }
            totals.push(f64::from(total));
        }
        let mean = totals.iter().sum::<f64>() / 1500.0;
        let variance = totals.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 1500.0;
        // Long-run variance by mean of a Hawkes process: 1 / (1 − branching)².
        assert!((mean / 365.0 - 4.0).abs() < 0.08, "{}", mean / 365.0);
        assert!((5.0..6.8).contains(&(variance / mean)), "{}", variance / mean);
    }
}
