//! Lengths of time: stays, delays, the time until a change of status.
//!
//! All draws are by inversion of one uniform number, so a longer distribution gives every
//! household a longer stay and never another one. Days are civil days: a stay of *x* days
//! occupies ⌈x⌉ nights, at least one.

/// A distribution of a length of time, in days.
#[derive(Clone, Debug, PartialEq)]
pub enum Duration {
    /// Always the same.
    Fixed {
        /// Days.
        days: f64,
    },
    /// Exponential.
    Exponential {
        /// Mean in days.
        mean: f64,
    },
    /// Weibull with survival exp(−(t/scale)^shape).
    Weibull {
        /// Shape, without unit.
        shape: f64,
        /// Scale in days.
        scale: f64,
    },
    /// Lognormal: the logarithm is normal with mean `mu` and standard deviation `sigma`.
    Lognormal {
        /// Mean of the logarithm of the days.
        mu: f64,
        /// Standard deviation of the logarithm of the days.
        sigma: f64,
    },
    /// As observed: days in rising order, each with the part of the observations up to it.
    Empirical {
        /// `(days, cumulated part)`; the last part is 1.
        steps: Vec<(f64, f64)>,
    },
}

impl Duration {
    /// Weibull with a given mean.
    pub fn weibull_with_mean(shape: f64, mean: f64) -> Duration {
        Duration::Weibull {
            shape,
            scale: mean / libm::tgamma(1.0 + 1.0 / shape),
        }
    }

    /// Lognormal with a given mean and coefficient of variation.
    pub fn lognormal_with_mean(mean: f64, cv: f64) -> Duration {
        let variance = libm::log1p(cv * cv);
        Duration::Lognormal {
            mu: libm::log(mean) - variance / 2.0,
            sigma: variance.sqrt(),
        }
    }

    /// From observed days and how often each was seen. Pairs without weight count nothing.
    pub fn empirical(observed: &[(f64, f64)]) -> Duration {
        let total: f64 = observed.iter().map(|(_, weight)| weight).sum();
        let mut sum = 0.0;
        let mut steps: Vec<(f64, f64)> = observed
            .iter()
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(days, weight)| {
                sum += weight;
                (*days, sum / total)
            })
            .collect();
        if let Some(last) = steps.last_mut() {
            last.1 = 1.0;
        }
        Duration::Empirical { steps }
    }

    /// Mean in days.
    pub fn mean(&self) -> f64 {
        match self {
            Duration::Fixed { days } => *days,
            Duration::Exponential { mean } => *mean,
            Duration::Weibull { shape, scale } => scale * libm::tgamma(1.0 + 1.0 / shape),
            Duration::Lognormal { mu, sigma } => libm::exp(mu + sigma * sigma / 2.0),
            Duration::Empirical { steps } => step_means(steps).sum(),
        }
    }

    /// The length that a part `u` of all durations does not exceed, in days. `u` in (0, 1).
    #[inline]
    pub fn quantile(&self, u: f64) -> f64 {
        match self {
            Duration::Fixed { days } => *days,
            Duration::Exponential { mean } => -mean * libm::log(1.0 - u),
            Duration::Weibull { shape, scale } => scale * libm::pow(-libm::log(1.0 - u), 1.0 / shape),
            Duration::Lognormal { mu, sigma } => libm::exp(mu + sigma * normal_quantile(u)),
            Duration::Empirical { steps } => steps
                .iter()
                .find(|(_, part)| u <= *part)
                .map_or(0.0, |(days, _)| *days),
        }
    }

    /// Part of the durations that end by then.
    fn distribution(&self, days: f64) -> f64 {
        if days <= 0.0 {
            return 0.0;
        }
        match self {
            Duration::Fixed { days: fixed } => f64::from(days >= *fixed),
            Duration::Exponential { mean } => -libm::expm1(-days / mean),
            Duration::Weibull { shape, scale } => -libm::expm1(-libm::pow(days / scale, *shape)),
            Duration::Lognormal { mu, sigma } => normal_distribution((libm::log(days) - mu) / sigma),
            Duration::Empirical { steps } => steps
                .iter()
                .rev()
                .find(|(step, _)| *step <= days)
                .map_or(0.0, |(_, part)| *part),
        }
    }

    /// How much longer, given that `elapsed` days have passed: inversion of the conditional
    /// distribution. Where the elapsed time exceeds all that is possible, the end is near: 1 day.
    pub fn residual(&self, elapsed: f64, u: f64) -> f64 {
        if let Duration::Exponential { .. } = self {
            return self.quantile(u);
        }
        let passed = self.distribution(elapsed);
        let target = passed + u * (1.0 - passed);
        if target >= 1.0 {
            return 1.0;
        }
        (self.quantile(target) - elapsed).max(1.0)
    }

    /// How much longer, where the elapsed time is unknown: the equilibrium residual, whose
    /// density is the survival function divided by the mean. Two independent numbers give a
    /// length-biased stay and a uniform position in it.
    pub fn equilibrium_residual(&self, u: f64, position: f64) -> f64 {
        let whole = match self {
            Duration::Fixed { .. } => self.mean(),
            Duration::Exponential { .. } => return self.quantile(u).max(1.0),
            Duration::Lognormal { mu, sigma } => libm::exp(mu + sigma * sigma + sigma * normal_quantile(u)),
            Duration::Weibull { .. } => self.length_biased(u),
            Duration::Empirical { steps } => {
                let mean = self.mean();
                let mut sum = 0.0;
                step_means(steps)
                    .zip(steps)
                    .find(|(part, _)| {
                        sum += part;
                        u * mean <= sum
                    })
                    .map_or(1.0, |(_, (days, _))| *days)
            }
        };
        (whole * position).max(1.0)
    }

    /// The length-biased quantile by bisection of ∫ t dF(t) / mean, midpoint rule over quantiles.
    fn length_biased(&self, u: f64) -> f64 {
        const STEPS: u32 = 256;
        let mean = self.mean() * f64::from(STEPS);
        let mut sum = 0.0;
        let mut days = 0.0;
        for step in 0..STEPS {
            days = self.quantile((f64::from(step) + 0.5) / f64::from(STEPS));
            sum += days;
            if sum >= u * mean {
                break;
            }
        }
        days
    }
}

/// Contribution of each step of an observed distribution to the mean.
fn step_means(steps: &[(f64, f64)]) -> impl Iterator<Item = f64> + '_ {
    let before = std::iter::once(0.0).chain(steps.iter().map(|(_, part)| *part));
    steps
        .iter()
        .zip(before)
        .map(|((days, part), before)| days * (part - before))
}

/// Nights occupied by a stay: ⌈days⌉, at least one, at most about 270 years.
#[inline]
pub fn nights(days: f64) -> u32 {
    libm::ceil(days).clamp(1.0, 100_000.0) as u32
}

/// Standard normal distribution function.
pub fn normal_distribution(x: f64) -> f64 {
    0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// Quantile of the standard normal distribution, |relative error| < 1e-15: Wichura's AS 241 (PPND16).
#[rustfmt::skip]
pub fn normal_quantile(u: f64) -> f64 {
    const A: [f64; 8] = [3.387_132_872_796_366_5, 1.331_416_678_917_843_8e2, 1.971_590_950_306_551_3e3,
        1.373_169_376_550_946e4, 4.592_195_393_154_987e4, 6.726_577_092_700_87e4,
        3.343_057_558_358_813e4, 2.509_080_928_730_122_7e3];
    const B: [f64; 8] = [1.0, 4.231_333_070_160_091e1, 6.871_870_074_920_579e2, 5.394_196_021_424_751e3,
        2.121_379_430_158_659_7e4, 3.930_789_580_009_271e4, 2.872_908_573_572_194_3e4,
        5.226_495_278_852_545e3];
    const C: [f64; 8] = [1.423_437_110_749_683_5, 4.630_337_846_156_546, 5.769_497_221_460_691,
        3.647_848_324_763_204_5, 1.270_458_252_452_368_4, 2.417_807_251_774_506e-1,
        2.272_384_498_926_918_4e-2, 7.745_450_142_783_414e-4];
    const D: [f64; 8] = [1.0, 2.053_191_626_637_759, 1.676_384_830_183_803_8, 6.897_673_349_851e-1,
        1.481_039_764_274_800_8e-1, 1.519_866_656_361_645_7e-2, 5.475_938_084_995_345e-4,
        1.050_750_071_644_416_9e-9];
    const E: [f64; 8] = [6.657_904_643_501_103, 5.463_784_911_164_114, 1.784_826_539_917_291_3,
        2.965_605_718_285_048_7e-1, 2.653_218_952_657_612_4e-2, 1.242_660_947_388_078_4e-3,
        2.711_555_568_743_487_6e-5, 2.010_334_399_292_288_1e-7];
    const F: [f64; 8] = [1.0, 5.998_322_065_558_88e-1, 1.369_298_809_227_358e-1,
        1.487_536_129_085_061_5e-2, 7.868_691_311_456_133e-4, 1.846_318_317_510_054_7e-5,
        1.421_511_758_316_446e-7, 2.044_263_103_389_939_8e-15];
    let ratio = |r: f64, top: &[f64; 8], bottom: &[f64; 8]| {
        let at = |p: &[f64; 8]| p.iter().rev().fold(0.0, |sum, c| sum * r + c);
        at(top) / at(bottom)
    };
    let q = u - 0.5;
    if q.abs() <= 0.425 {
        return q * ratio(0.180_625 - q * q, &A, &B);
    }
    let tail = if q < 0.0 { u } else { 1.0 - u };
    let r = (-libm::log(tail)).sqrt();
    let x = if r <= 5.0 { ratio(r - 1.6, &C, &D) } else { ratio(r - 5.0, &E, &F) };
    if q < 0.0 { -x } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Duration> {
        vec![
            Duration::Fixed { days: 10.0 },
            Duration::Exponential { mean: 100.0 },
            Duration::weibull_with_mean(1.7, 100.0),
            Duration::lognormal_with_mean(100.0, 1.0),
            Duration::empirical(&[(10.0, 1.0), (50.0, 2.0), (400.0, 1.0)]),
        ]
    }

    #[test]
    fn normal_quantiles_are_the_textbook_ones() {
        for (u, x) in [
            (0.975, 1.959_963_984_540_054),
            (0.5, 0.0),
            (0.001, -3.090_232_306_167_813_6),
            (1e-10, -6.361_340_902_404_056),
        ] {
            assert!(
                (normal_quantile(u) - x).abs() < 1e-12,
                "{u}: {}",
                normal_quantile(u)
            );
        }
    }

    #[test]
    fn drawn_means_are_the_stated_means() {
        for duration in all() {
            let n = 200_000;
            let mean = (0..n)
                .map(|i| duration.quantile((f64::from(i) + 0.5) / f64::from(n)))
                .sum::<f64>()
                / f64::from(n);
            assert!(
                (mean / duration.mean() - 1.0).abs() < 2e-3,
                "{duration:?}: {mean}"
            );
        }
    }

    #[test]
    fn a_residual_with_nothing_elapsed_is_the_stay_itself() {
        for duration in all() {
            for u in [0.1, 0.5, 0.9] {
                let expected = duration.quantile(u).max(1.0);
                assert!(
                    (duration.residual(0.0, u) / expected - 1.0).abs() < 1e-9,
                    "{duration:?}"
                );
            }
        }
    }

    #[test]
    fn the_equilibrium_residual_has_the_mean_of_renewal_theory() {
        // E[residual] = E[X²] / (2 E[X]): exponential 100, fixed 5, lognormal with cv 1: 100.
        let mean_of = |duration: &Duration| {
            let n = 400;
            let at = |i: i32| (f64::from(i) + 0.5) / f64::from(n);
            (0..n)
                .flat_map(|i| (0..n).map(move |j| (i, j)))
                .map(|(i, j)| duration.equilibrium_residual(at(i), at(j)))
                .sum::<f64>()
                / f64::from(n * n)
        };
        for (duration, expected) in [
            (Duration::Fixed { days: 10.0 }, 5.05),
            (Duration::Exponential { mean: 100.0 }, 100.0),
            (Duration::lognormal_with_mean(100.0, 1.0), 100.0),
            (
                Duration::weibull_with_mean(2.0, 100.0),
                100.0 * 2.0 / std::f64::consts::PI,
            ),
        ] {
            let mean = mean_of(&duration);
            assert!(
                (mean / expected - 1.0).abs() < 0.02,
                "{duration:?}: {mean} against {expected}"
            );
        }
    }

    #[test]
    fn fractions_of_a_day_occupy_the_night() {
        assert_eq!(
            (nights(0.0), nights(0.2), nights(1.0), nights(1.01)),
            (1, 1, 1, 2)
        );
        assert_eq!(nights(f64::INFINITY), 100_000);
    }
}
