//! The level of an arrival process: nobody knows how many will come, so the rate itself is drawn.

use super::Level;
use crate::stay::normal_quantile;
use crate::streams::{Draw, Stream};

impl Level {
    /// Whether the level is known.
    pub fn is_certain(&self) -> bool {
        self.cv <= 0.0 && self.drift_per_year <= 0.0
    }

    /// The factor on the rate at the start of a replication: lognormal with mean 1.
    pub fn at_start(&self, stream: &Stream, entity: u32) -> f64 {
        if self.cv <= 0.0 {
            return 1.0;
        }
        let sigma = libm::log1p(self.cv * self.cv).sqrt();
        step(sigma, stream, entity, 0)
    }

    /// The factor by which the level changes at the beginning of month `month` (1, 2, …).
    pub fn monthly_step(&self, stream: &Stream, entity: u32, month: u32) -> f64 {
        if self.drift_per_year <= 0.0 {
            return 1.0;
        }
        step(self.drift_per_year / libm::sqrt(12.0), stream, entity, month)
    }
}

/// A lognormal factor with mean 1.
fn step(sigma: f64, stream: &Stream, entity: u32, number: u32) -> f64 {
    let z = normal_quantile(stream.block(Draw::Level, entity, number, 0).first());
    libm::exp(sigma * z - sigma * sigma / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_has_mean_one_and_the_stated_variation() {
        let level = Level {
            cv: 0.5,
            drift_per_year: 0.0,
        };
        let draws: Vec<f64> = (0..40_000)
            .map(|r| level.at_start(&Stream::new(7, r), 1))
            .collect();
        let mean = draws.iter().sum::<f64>() / 40_000.0;
        let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 40_000.0;
        assert!((mean - 1.0).abs() < 4.0 * 0.5 / 200.0, "{mean}");
        assert!((variance.sqrt() - 0.5).abs() < 0.02, "{variance}");
    }

    #[test]
    fn twelve_steps_make_a_year_of_drift() {
        let level = Level {
            cv: 0.0,
            drift_per_year: 0.4,
        };
        let logs: Vec<f64> = (0..20_000)
            .map(|r| {
                let stream = Stream::new(3, r);
                (1..=12)
                    .map(|month| libm::log(level.monthly_step(&stream, 9, month)))
                    .sum()
            })
            .collect();
        let mean = logs.iter().sum::<f64>() / 20_000.0;
        let deviation = (logs.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 20_000.0).sqrt();
        assert!((deviation - 0.4).abs() < 0.01, "{deviation}");
    }
}
