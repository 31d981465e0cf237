//! Estimates with intervals that hold for the skewed numbers of shortage.

use super::quantity::Estimate;
use crate::stay::normal_quantile;

/// How sure all intervals are.
pub const LEVEL: f64 = 0.95;

/// Fewest replications from which the 5 % and 95 % quantiles have an interval: 0.95^72 < 2.5 %.
pub const FEWEST_FOR_TAILS: usize = 72;

/// Mean with an interval that corrects for skewness: Hall's monotone cubic transformation of
/// the t statistic (Hall 1992, "On the removal of skewness by transformation", J. R. Stat. Soc.
/// B 54). A plain t interval around a skewed mean misses on one side far too often. Where no
/// value is negative, the interval is not either. A single value has no interval: low = high.
pub fn mean(values: &[f64]) -> Estimate {
    let n = values.len() as f64;
    let value = values.iter().sum::<f64>() / n.max(1.0);
    let moment = |power: i32| {
        let sum: f64 = values
            .iter()
            .map(|x| (0..power).fold(1.0, |p, _| p * (x - value)))
            .sum();
        sum / n
    };
    let deviation = (moment(2) * n / (n - 1.0).max(1.0)).sqrt();
    if values.len() < 2 || deviation <= 1e-12 * value.abs() {
        return Estimate {
            value,
            low: value,
            high: value,
        };
    }
    let skewness = moment(3) / (deviation * deviation * deviation);
    let quantile = t_quantile(n - 1.0, 1.0 - (1.0 - LEVEL) / 2.0);
    let bound = |t: f64| value - hall(t, skewness, n) * deviation / n.sqrt();
    let floor = if values.iter().all(|x| *x >= 0.0) {
        0.0
    } else {
        f64::NEG_INFINITY
    };
    Estimate {
        value,
        low: bound(quantile).min(value).max(floor),
        high: bound(-quantile).max(value),
    }
}

/// The inverse of Hall's transformation.
fn hall(t: f64, skewness: f64, n: f64) -> f64 {
    if skewness.abs() < 1e-6 {
        return t;
    }
    let inner = 1.0 + skewness * (t / n.sqrt() - skewness / (6.0 * n));
    3.0 * n.sqrt() / skewness * (libm::cbrt(inner) - 1.0)
}

/// The part of those counted that something happened to, with its interval; nothing of none.
pub fn part(count: u32, of: u32) -> Estimate {
    if of == 0 {
        return Estimate::default();
    }
    probability(count, of)
}

/// Probability with its Clopper–Pearson interval. Where it was never (always) seen, the other
/// end is the one-sided bound, about 3/n.
pub fn probability(count: u32, of: u32) -> Estimate {
    let (k, n) = (f64::from(count), f64::from(of));
    let tail = (1.0 - LEVEL) / 2.0;
    let low = match count {
        0 => 0.0,
        _ if count == of => libm::pow(1.0 - LEVEL, 1.0 / n),
        _ => beta_quantile(k, n - k + 1.0, tail),
    };
    let high = match count {
        _ if count == of => 1.0,
        0 => 1.0 - libm::pow(1.0 - LEVEL, 1.0 / n),
        _ => beta_quantile(k + 1.0, n - k, 1.0 - tail),
    };
    Estimate {
        value: k / n.max(1.0),
        low,
        high,
    }
}

/// Quantile of sorted values with the interval between two order statistics; `None` where there
/// are too few values for it.
pub fn quantile(sorted: &[f64], part: f64) -> Option<Estimate> {
    let (low, high) = quantile_ranks(sorted.len(), part)?;
    Some(Estimate {
        value: interpolated(sorted, part),
        low: sorted[low],
        high: sorted[high],
    })
}

/// Positions, from 0, of the two order statistics of `n` values between which a quantile lies;
/// `None` where there are too few values for it.
pub fn quantile_ranks(n: usize, part: f64) -> Option<(usize, usize)> {
    let tail = (1.0 - LEVEL) / 2.0;
    // Number of values below the quantile is binomial (n, part).
    let low = (0..n)
        .take_while(|&rank| binomial_up_to(rank, n, part) <= tail)
        .count();
    let high = (0..n).find(|&rank| binomial_up_to(rank, n, part) >= 1.0 - tail)?;
    (low > 0).then(|| (low - 1, high))
}

/// The fewest values from which on two of them hold a quantile between them, for a part in (0, 1).
pub fn fewest_for_quantile(part: f64) -> usize {
    const MOST: usize = 1_000_000;
    let (mut few, mut enough) = (0, 1);
    while enough < MOST && quantile_ranks(enough, part).is_none() {
        (few, enough) = (enough, enough * 2);
    }
    while enough - few > 1 {
        let middle = few + (enough - few) / 2;
        match quantile_ranks(middle, part) {
            Some(_) => enough = middle,
            None => few = middle,
        }
    }
    enough
}

/// Quantile of sorted values, interpolated linearly between order statistics (type 7).
pub fn interpolated(sorted: &[f64], part: f64) -> f64 {
    let at = part * (sorted.len().max(1) - 1) as f64;
    let below = at as usize;
    match (sorted.get(below), sorted.get(below + 1)) {
        (Some(a), Some(b)) => a + (b - a) * (at - below as f64),
        (Some(a), None) => *a,
        _ => f64::NAN,
    }
}

/// P(X ≤ k) for a binomial X.
fn binomial_up_to(k: usize, n: usize, p: f64) -> f64 {
    if k >= n {
        return 1.0;
    }
    incomplete_beta((n - k) as f64, k as f64 + 1.0, 1.0 - p)
}

/// Quantile of Student's t distribution.
pub fn t_quantile(freedom: f64, part: f64) -> f64 {
    if freedom > 1e6 {
        return normal_quantile(part);
    }
    let tail = if part > 0.5 { 1.0 - part } else { part };
    // P(|T| > t) = I(ν/(ν+t²); ν/2, 1/2)
    let x = beta_quantile(freedom / 2.0, 0.5, 2.0 * tail);
    let t = (freedom * (1.0 - x) / x).sqrt();
    if part > 0.5 { t } else { -t }
}

/// Quantile of the beta distribution, by bisection.
fn beta_quantile(a: f64, b: f64, part: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..100 {
        let middle = 0.5 * (low + high);
        if incomplete_beta(a, b, middle) < part {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The regularised incomplete beta function, by its continued fraction (Lentz's method).
fn incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(b, a, 1.0 - x);
    }
    let front = libm::exp(
        libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) + a * libm::log(x) + b * libm::log1p(-x),
    ) / a;
    let guard = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let (mut c, mut d) = (1.0, 1.0 / guard(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    for m in 1..10_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    front * fraction
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streams::{Draw, Stream};

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn quantiles_of_t_are_the_textbook_ones() {
        assert!((t_quantile(1.0, 0.975) - 12.706_204_736_432_095).abs() < 1e-8);
        assert!((t_quantile(10.0, 0.975) - 2.228_138_851_964_939).abs() < 1e-9);
        assert!((t_quantile(999.0, 0.025) + 1.962_341_461_133_449).abs() < 1e-8);
    }

    #[test]
    fn clopper_pearson_is_the_textbook_one() {
        // 3 of 10: (0.06674, 0.65245).
        let estimate = probability(3, 10);
        assert!((estimate.low - 0.066_739_51).abs() < 1e-7 && (estimate.high - 0.652_452_85).abs() < 1e-7);
    }

    #[test]
    fn what_was_never_seen_is_bounded_by_three_in_n() {
        let never = probability(0, 1000);
        assert!(close(never.value, 0.0) && close(never.low, 0.0));
        assert!((never.high - 0.003).abs() < 1e-5, "{}", never.high);
        let always = probability(1000, 1000);
        assert!((always.low - 0.997).abs() < 1e-5 && close(always.high, 1.0));
    }

    #[test]
    fn tails_have_an_interval_from_72_values_on() {
        let values: Vec<f64> = (0..72).map(f64::from).collect();
        assert!(quantile(&values, 0.95).is_some());
        assert!(quantile(&values[..71], 0.95).is_none());
        assert!(quantile(&values, 0.05).is_some());
        let many: Vec<f64> = (0..368).map(f64::from).collect();
        assert!(quantile(&many, 0.99).is_some() && quantile(&many[..367], 0.99).is_none());
    }

    #[test]
    fn like_values_leave_no_doubt() {
        assert_eq!(
            mean(&[4.0; 10]),
            Estimate {
                value: 4.0,
                low: 4.0,
                high: 4.0
            }
        );
        assert_eq!(mean(&[7.0]).high, 7.0);
    }

    #[test]
    fn the_interval_of_a_skewed_mean_covers_it_in_about_95_of_100_cases() {
        // Lognormal with cv 1.7 as shortage is: plain t covers 92 % at n = 100.
        let sigma = libm::log1p(1.7f64 * 1.7).sqrt();
        let mut covered = 0;
        for case in 0..2000 {
            let stream = Stream::new(11, case);
            let values: Vec<f64> = (0..100)
                .map(|i| {
                    libm::exp(
                        sigma * normal_quantile(stream.block(Draw::Resampling, 0, i, 0).first())
                            - sigma * sigma / 2.0,
                    )
                })
                .collect();
            let estimate = mean(&values);
            covered += u32::from(estimate.low <= 1.0 && 1.0 <= estimate.high);
        }
        assert!(covered >= 1860, "{covered} of 2000");
    }

    #[test]
    fn order_statistics_enclose_the_quantile_as_often_as_stated() {
        let mut covered = 0;
        for case in 0..2000 {
            let stream = Stream::new(12, case);
            let mut values: Vec<f64> = (0..200)
                .map(|i| stream.block(Draw::Resampling, 0, i, 0).first())
                .collect();
            values.sort_by(f64::total_cmp);
            let estimate = quantile(&values, 0.9).expect("200 values carry it");
            covered += u32::from(estimate.low <= 0.9 && 0.9 <= estimate.high);
        }
        assert!((1890..=1985).contains(&covered), "{covered} of 2000");
    }
}
