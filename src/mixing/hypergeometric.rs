//! The hypergeometric law: how many of the marked people end up in a district when everybody
//! is placed at random.
//!
//! Probabilities follow Loader (2000), "Fast and accurate computation of binomial
//! probabilities": no difference of large logarithms, so they keep their digits for millions.

use rand::Rng;
use std::f64::consts::{E, PI};

/// So many of a population are drawn; so many of the population are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hypergeometric {
    population: u64,
    marked: u64,
    drawn: u64,
}

impl Hypergeometric {
    /// Both parts are cut to the population where they exceed it.
    pub fn new(population: u64, marked: u64, drawn: u64) -> Hypergeometric {
        Hypergeometric {
            population,
            marked: marked.min(population),
            drawn: drawn.min(population),
        }
    }

    /// Fewest marked people that the draw can hold.
    pub fn least(&self) -> u64 {
        (self.marked + self.drawn).saturating_sub(self.population)
    }

    /// Most marked people that the draw can hold.
    pub fn most(&self) -> u64 {
        self.marked.min(self.drawn)
    }

    /// The probability of exactly so many marked people in the draw.
    pub fn probability(&self, count: u64) -> f64 {
        libm::exp(self.ln_probability(count))
    }

    /// Its logarithm; minus infinity where it cannot happen.
    fn ln_probability(&self, count: u64) -> f64 {
        if count < self.least() || count > self.most() {
            return f64::NEG_INFINITY;
        }
        let (population, drawn) = (self.population as f64, self.drawn as f64);
        if self.drawn == 0 || self.drawn == self.population {
            return 0.0;
        }
        let odds = Odds {
            hit: drawn / population,
            miss: (population - drawn) / population,
        };
        let unmarked = self.population - self.marked;
        odds.ln_binomial(count, self.marked) + odds.ln_binomial(self.drawn - count, unmarked)
            - odds.ln_binomial(self.drawn, self.population)
    }

    /// E|count − mean| = 2 v (N − K − n + v) / N · probability(v) with v = ⌊nK/N⌋ + 1
    /// (population N, marked K, drawn n; De Moivre's closed form).
    pub fn mean_absolute_deviation(&self) -> f64 {
        let above_mean = self.mean_rounded_down() + 1;
        if above_mean > self.most() {
            return 0.0;
        }
        // above_mean > least, so what is left of the unmarked is not negative.
        let unmarked_left = self.population + above_mean - self.marked - self.drawn;
        let share = unmarked_left as f64 / self.population as f64;
        2.0 * above_mean as f64 * share * self.probability(above_mean)
    }

    fn mean_rounded_down(&self) -> u64 {
        let mean = u128::from(self.drawn) * u128::from(self.marked) / u128::from(self.population.max(1));
        mean as u64
    }

    /// The likeliest count.
    fn mode(&self) -> u64 {
        let mode =
            (u128::from(self.drawn) + 1) * (u128::from(self.marked) + 1) / (u128::from(self.population) + 2);
        (mode as u64).clamp(self.least(), self.most())
    }

    fn variance(&self) -> f64 {
        let (population, drawn) = (self.population as f64, self.drawn as f64);
        let share = self.marked as f64 / population;
        drawn * share * (1.0 - share) * (population - drawn) / (population - 1.0).max(1.0)
    }

    /// Draws a count.
    pub fn draw(&self, rng: &mut impl Rng) -> u64 {
        if self.least() == self.most() {
            self.least()
        } else if self.variance() < 400.0 {
            self.draw_by_walking(rng)
        } else {
            self.draw_by_rejection(rng)
        }
    }

    /// Inversion: from the likeliest count outwards, alternately up and down, until the
    /// probabilities passed exceed one uniform number. Takes some 2 standard deviations of steps.
    fn draw_by_walking(&self, rng: &mut impl Rng) -> u64 {
        let mode = self.mode();
        let at_mode = self.probability(mode);
        let mut left = unit(rng) - at_mode;
        let (mut up, mut p_up) = (mode, at_mode);
        let (mut down, mut p_down) = (mode, at_mode);
        while left >= 0.0 {
            let stuck = (up, down);
            if up < self.most() {
                p_up *= self.ratio_to_next(up);
                up += 1;
                left -= p_up;
                if left < 0.0 {
                    return up;
                }
            }
            if down > self.least() {
                down -= 1;
                p_down /= self.ratio_to_next(down);
                left -= p_down;
                if left < 0.0 {
                    return down;
                }
            }
            if stuck == (up, down) {
                break; // Rounding left a crumb of probability.
            }
        }
        mode
    }

    /// probability(count + 1) / probability(count)
    fn ratio_to_next(&self, count: u64) -> f64 {
        let ways_up = (self.marked - count) as f64 * (self.drawn - count) as f64;
        let unmarked_left = self.population + count + 1 - self.marked - self.drawn;
        ways_up / ((count + 1) as f64 * unmarked_left as f64)
    }

    /// Ratio of uniforms (Stadlober 1990, algorithm HRUA): a steady number of trials, however
    /// wide the law is.
    fn draw_by_rejection(&self, rng: &mut impl Rng) -> u64 {
        let centre = self.drawn as f64 * (self.marked as f64 / self.population as f64) + 0.5;
        let spread = (self.variance() + 0.5).sqrt();
        let width = 2.0 * (2.0 / E).sqrt() * spread + 3.0 - 2.0 * (3.0 / E).sqrt();
        let at_mode = self.ln_probability(self.mode());
        loop {
            let (u, v) = (1.0 - unit(rng), unit(rng));
            let place = centre + width * (v - 0.5) / u;
            if place < self.least() as f64 || place >= self.most() as f64 + 1.0 {
                continue;
            }
            let count = place as u64;
            if 2.0 * libm::log(u) <= self.ln_probability(count) - at_mode {
                return count;
            }
        }
    }
}

/// Uniform in [0, 1) with 53 bits.
pub(super) fn unit(rng: &mut impl Rng) -> f64 {
    (rng.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
}

/// The two sides of a coin, both kept so that neither loses digits.
struct Odds {
    hit: f64,
    miss: f64,
}

impl Odds {
    /// ln of the probability of `hits` in `throws`.
    fn ln_binomial(&self, hits: u64, throws: u64) -> f64 {
        let (x, n) = (hits as f64, throws as f64);
        let misses = n - x;
        if hits == 0 {
            return n * ln_of_complement(self.miss, self.hit);
        }
        if hits == throws {
            return n * ln_of_complement(self.hit, self.miss);
        }
        let shape = stirling_error(n) - stirling_error(x) - stirling_error(misses);
        let distance = deviance(x, n * self.hit) + deviance(misses, n * self.miss);
        shape - distance - 0.5 * libm::log(2.0 * PI * x * (misses / n))
    }
}

/// ln(share), taken from the other side where that one is small.
fn ln_of_complement(share: f64, other: f64) -> f64 {
    if other < 0.1 {
        libm::log1p(-other)
    } else {
        libm::log(share)
    }
}

/// x ln(x/m) + m − x without cancellation near x = m.
fn deviance(x: f64, mean: f64) -> f64 {
    let distance = x - mean;
    if distance.abs() >= 0.1 * (x + mean) {
        return x * libm::log(x / mean) + mean - x;
    }
    let v = distance / (x + mean);
    let mut sum = distance * v;
    let mut term = 2.0 * x * v;
    // |v| < 0.1: twenty odd powers are more than the digits of a double.
    for power in 1..20 {
        term *= v * v;
        let next = sum + term / f64::from(2 * power + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// ln n! minus Stirling's formula.
fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * libm::log(n) + n - 0.5 * libm::log(2.0 * PI);
    }
    let square = n * n;
    let series = 1.0 / 1680.0 - 1.0 / (1188.0 * square);
    let series = 1.0 / 1260.0 - series / square;
    let series = 1.0 / 360.0 - series / square;
    (1.0 / 12.0 - series / square) / n
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streams::permutation;

    fn choose(n: u64, k: u64) -> f64 {
        (0..k).fold(1.0, |product, i| product * (n - i) as f64 / (i + 1) as f64)
    }

    #[test]
    fn probabilities_are_ratios_of_ways() {
        for (population, marked, drawn) in [
            (10, 4, 3),
            (50, 20, 30),
            (7, 7, 3),
            (60, 1, 59),
            (5, 2, 5),
            (5, 0, 2),
        ] {
            let law = Hypergeometric::new(population, marked, drawn);
            for count in law.least()..=law.most() {
                let ways = choose(marked, count) * choose(population - marked, drawn - count);
                let expected = ways / choose(population, drawn);
                assert!(
                    (law.probability(count) / expected - 1.0).abs() < 1e-12,
                    "{law:?} {count}"
                );
            }
            assert_eq!(law.probability(law.most() + 1), 0.0);
        }
    }

    #[test]
    fn probabilities_of_a_million_add_up_to_one() {
        let law = Hypergeometric::new(80_000_000, 2_000_000, 400_000);
        let sum: f64 = (9_000..11_000).map(|count| law.probability(count)).sum();
        assert!((sum - 1.0).abs() < 1e-12, "{sum}");
    }

    #[test]
    fn the_closed_form_is_the_mean_absolute_deviation() {
        for (population, marked, drawn) in [(10, 4, 3), (50, 20, 30), (60, 1, 59), (5, 5, 3), (9, 3, 9)] {
            let law = Hypergeometric::new(population, marked, drawn);
            let mean = (marked * drawn) as f64 / population as f64;
            let by_sum: f64 = (law.least()..=law.most())
                .map(|count| (count as f64 - mean).abs() * law.probability(count))
                .sum();
            assert!((law.mean_absolute_deviation() - by_sum).abs() < 1e-12, "{law:?}");
        }
    }

    /// Chi-square against the exact probabilities; the bound is 6 standard deviations above its mean.
    fn fits(law: Hypergeometric, draw: impl Fn(&Hypergeometric, &mut crate::streams::Sequence) -> u64) {
        let draws = 20_000;
        let mut rng = permutation(7, 0);
        let mut seen = std::collections::BTreeMap::new();
        for _ in 0..draws {
            *seen.entry(draw(&law, &mut rng)).or_insert(0.0) += 1.0;
        }
        let (mut chi_square, mut cells, mut thin_seen, mut thin) = (0.0, 0.0_f64, 0.0, 0.0);
        for count in law.least()..=law.most() {
            let expected = law.probability(count) * f64::from(draws);
            let found = seen.get(&count).copied().unwrap_or(0.0);
            if expected < 5.0 {
                thin += expected;
                thin_seen += found;
            } else {
                chi_square += (found - expected) * (found - expected) / expected;
                cells += 1.0;
            }
        }
        chi_square += (thin_seen - thin) * (thin_seen - thin) / thin.max(1.0);
        assert!(
            chi_square < cells + 6.0 * (2.0 * cells).sqrt(),
            "{law:?}: {chi_square} in {cells} cells"
        );
    }

    #[test]
    fn draws_by_walking_follow_the_law() {
        for (population, marked, drawn) in [
            (10, 4, 3),
            (1_000, 30, 200),
            (500, 400, 300),
            (4, 2, 2),
            (60_000, 900, 2_500),
        ] {
            fits(Hypergeometric::new(population, marked, drawn), |law, rng| {
                law.draw_by_walking(rng)
            });
        }
    }

    #[test]
    fn draws_by_rejection_follow_the_law() {
        for (population, marked, drawn) in [
            (1_000, 30, 200),
            (500, 400, 300),
            (60_000, 900, 2_500),
            (90_000, 45_000, 9_000),
        ] {
            fits(Hypergeometric::new(population, marked, drawn), |law, rng| {
                law.draw_by_rejection(rng)
            });
        }
    }

    #[test]
    fn the_largest_numbers_come_to_an_end() {
        let law = Hypergeometric::new(1 << 53, 1 << 52, 1 << 51);
        let count = law.draw(&mut permutation(1, 1));
        assert!(count > law.least() && count < law.most());
        assert!(law.mean_absolute_deviation() > 0.0);
        assert_eq!(Hypergeometric::new(0, 0, 0).draw(&mut permutation(1, 1)), 0);
    }
}
