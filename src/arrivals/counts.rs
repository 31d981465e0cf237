//! How many households come on a day: quantiles of the Poisson and the negative binomial
//! distribution.
//!
//! Both are drawn by inversion, so with the same draw a higher rate never brings fewer
//! households: futures of two scenarios stay comparable day by day.

/// Means above this are drawn as a sum of smaller independent parts: e^−mean must not vanish.
const LARGEST_PART: f64 = 64.0;

/// The distribution of one day's number, with what can be computed before the draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayCount {
    mean: f64,
    parts: u32,
    part_mean: f64,
    /// Probability of zero in one part.
    none: f64,
    /// p(k+1) = p(k) · (slope · k + offset) / (k + 1).
    slope: f64,
    offset: f64,
}

impl DayCount {
    /// Mean households on the day, and variance by mean (1: Poisson, more: negative binomial).
    pub fn new(mean: f64, dispersion: f64) -> DayCount {
        let parts = libm::ceil(mean / LARGEST_PART).clamp(1.0, 1e6);
        let part = mean / parts;
        let (none, slope, offset) = if dispersion > 1.0 {
            let size = part / (dispersion - 1.0);
            let slope = 1.0 - 1.0 / dispersion;
            (libm::exp(-size * libm::log(dispersion)), slope, slope * size)
        } else {
            (libm::exp(-part), 0.0, part)
        };
        DayCount {
            mean,
            parts: parts as u32,
            part_mean: part,
            none,
            slope,
            offset,
        }
    }

    /// Mean households on the day.
    pub fn mean(&self) -> f64 {
        self.mean
    }

    /// The number that belongs to the draws `uniform(0)`, `uniform(1)`, … in (0, 1).
    #[inline]
    pub fn draw(&self, uniform: impl Fn(u32) -> f64) -> u32 {
        if self.mean <= 0.0 {
            return 0;
        }
        (0..self.parts).map(|part| self.quantile(uniform(part))).sum()
    }

    #[inline]
    fn quantile(&self, u: f64) -> u32 {
        let mut probability = self.none;
        let mut rest = u - probability;
        let mut count = 0u32;
        // Left of the mean probabilities grow from as little as e^−64; right of it they vanish.
        while rest > 0.0 && (probability > 1e-18 || f64::from(count) < self.part_mean) {
            let k = f64::from(count);
            count += 1;
            probability *= (self.slope * k + self.offset)
                * RECIPROCALS[(count as usize).min(LAST)]
                * if count as usize > LAST {
                    LAST as f64 / (k + 1.0)
                } else {
                    1.0
                };
            rest -= probability;
        }
        count
    }
}

/// The number of households on a day, such that more are never others: with the same draws a
/// higher mean brings the same households and perhaps some more, however high it is. The mean is
/// cut into full parts and a rest, and a part grows only after those before it are full.
/// Without dispersion the number is known: the mean, rounded.
pub fn nested_count(mean: f64, dispersion: f64, uniform: impl Fn(u32) -> f64) -> u32 {
    if dispersion <= 0.0 {
        return libm::round(mean.max(0.0)) as u32;
    }
    let full = libm::floor((mean.max(0.0) / LARGEST_PART).min(1e6));
    let whole = DayCount::new(LARGEST_PART, dispersion);
    let rest = DayCount::new(mean - full * LARGEST_PART, dispersion);
    let parts = (0..full as u32).map(|part| whole.quantile(uniform(part)));
    parts.sum::<u32>() + rest.draw(|part| uniform(full as u32 + part))
}

const LAST: usize = 255;

/// 1/k; a division in the inner loop would cost more than the rest of it.
static RECIPROCALS: [f64; LAST + 1] = {
    let mut table = [0.0; LAST + 1];
    let mut k = 1;
    while k <= LAST {
        table[k] = 1.0 / k as f64;
        k += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streams::{Draw, Stream};

    fn moments(count: DayCount, n: u32) -> (f64, f64) {
        let draws: Vec<f64> = (0..n)
            .map(|i| {
                let stream = Stream::new(5, i);
                f64::from(count.draw(|part| stream.block(Draw::ArrivalCount, part, 0, 0).first()))
            })
            .collect();
        let mean = draws.iter().sum::<f64>() / f64::from(n);
        let variance = draws.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / f64::from(n);
        (mean, variance)
    }

    #[test]
    fn mean_and_variance_are_the_stated_ones() {
        for (mean, dispersion) in [
            (0.05, 1.0),
            (9.5, 1.0),
            (60.0, 1.0),
            (150.0, 1.0),
            (0.8, 3.0),
            (20.0, 5.0),
        ] {
            let n = 40_000;
            let (drawn, variance) = moments(DayCount::new(mean, dispersion), n);
            let error = libm::sqrt(mean * dispersion / f64::from(n));
            assert!((drawn - mean).abs() < 4.5 * error, "mean {drawn} for {mean}");
            assert!(
                (variance / mean / dispersion - 1.0).abs() < 0.08,
                "variance {variance} for {mean}, {dispersion}"
            );
        }
    }

    #[test]
    fn a_higher_rate_never_brings_fewer() {
        for i in 0..1000 {
            let u = (f64::from(i) + 0.5) / 1000.0;
            let at = |mean| DayCount::new(mean, 1.0).draw(|_| u);
            assert!(at(2.0) <= at(2.1) && at(2.1) <= at(5.0));
        }
    }

    #[test]
    fn nested_counts_grow_through_the_parts_and_keep_their_mean() {
        for i in 0..400 {
            let stream = Stream::new(8, i);
            let at = |mean| {
                nested_count(mean, 2.0, |part| {
                    stream.block(Draw::ArrivalCount, part, 3, 0).first()
                })
            };
            let means = [0.0, 0.5, 20.0, 63.9, 64.0, 64.1, 127.0, 129.0, 300.0];
            let counts: Vec<u32> = means.into_iter().map(at).collect();
            assert!(counts.is_sorted(), "{counts:?}");
        }
        let total: u32 = (0..4000)
            .map(|i| {
                nested_count(100.0, 1.0, |part| {
                    Stream::new(6, i).block(Draw::ArrivalCount, part, 1, 0).first()
                })
            })
            .sum();
        assert!((f64::from(total) / 4000.0 - 100.0).abs() < 0.7);
    }

    #[test]
    fn extreme_draws_end() {
        assert!(DayCount::new(64.0, 1.0).draw(|_| 1.0 - 1e-16) < 300);
        assert!(DayCount::new(64.0, 1000.0).draw(|_| 1.0 - 1e-16) < 2_000_000);
        assert_eq!(DayCount::new(0.0, 1.0).draw(|_| 0.999), 0);
    }
}
