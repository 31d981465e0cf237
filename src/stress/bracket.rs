//! The bisection: between which two sizes each replication lies, and the largest size that
//! enough of them absorb.
//!
//! Who absorbs a size is taken to absorb every smaller one, and who fails at a size to fail at
//! every larger one; so a size is played only in replications for which neither is known, and
//! only until the verdict is certain. Since larger surges can call a step earlier, the rule has
//! exceptions; therefore the size found is played in full, and where fewer absorb it than was
//! inferred, the search goes on below.

use crate::monte_carlo::NotRun;

/// What is known of each replication.
#[derive(Clone, Debug)]
pub struct Brackets {
    /// By replication: the largest size known to be absorbed and the smallest known not to be.
    known: Vec<(u32, u32)>,
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    /// So many replications may fail.
    pub allowed: u32,
    /// Where the search begins, at least 1.
    pub guess: u32,
    /// The largest size that is tried.
    pub most: u32,
}

/// Replications that may fail so that the rest are at least this part of all.
pub fn allowed_failures(replications: u32, certainty: f64) -> u32 {
    // 500 × (1 − 0.95) is a little less than 25 in floating point.
    libm::floor(f64::from(replications) * (1.0 - certainty) + 1e-6) as u32
}

impl Brackets {
    /// Nothing is known but that nothing at all (size 0) is absorbed.
    pub fn new(replications: u32) -> Brackets {
        Brackets {
            known: vec![(0, u32::MAX); replications as usize],
        }
    }

    /// The largest size that all but the allowed replications absorb; 0 where not even 1 is.
    /// `play` says whether a replication absorbs a size.
    pub fn largest(
        &mut self,
        search: Search,
        play: &mut impl FnMut(u32, u32) -> Result<bool, NotRun>,
    ) -> Result<u32, NotRun> {
        let (mut low, mut high) = (0, None);
        let mut size = search.guess.clamp(1, search.most);
        loop {
            if self.is_absorbed(size, search.allowed, play)? {
                low = size;
            } else {
                high = Some(size);
            }
            size = match high {
                None if low >= search.most => return Ok(low),
                None => low.saturating_mul(2).min(search.most),
                Some(high) if high - low <= 1 => return Ok(low),
                Some(high) => low + (high - low) / 2,
            };
        }
    }

    /// The same, with the size found played in every replication.
    pub fn largest_confirmed(
        &mut self,
        mut search: Search,
        play: &mut impl FnMut(u32, u32) -> Result<bool, NotRun>,
    ) -> Result<Found, NotRun> {
        loop {
            let size = self.largest(search, play)?;
            let absorbed = if size == 0 {
                self.known.len() as u32
            } else {
                self.play_all(size, play)?
            };
            if absorbed + search.allowed >= self.known.len() as u32 {
                return Ok(Found { size, absorbed });
            }
            search.guess = size;
        }
    }

    /// Whether all but the allowed replications absorb a size, played only until that is clear.
    fn is_absorbed(
        &mut self,
        size: u32,
        allowed: u32,
        play: &mut impl FnMut(u32, u32) -> Result<bool, NotRun>,
    ) -> Result<bool, NotRun> {
        let needed = (self.known.len() as u32).saturating_sub(allowed);
        let mut absorbed = self.known.iter().filter(|(at, _)| *at >= size).count() as u32;
        let mut failed = self.known.iter().filter(|(_, at)| *at <= size).count() as u32;
        for replication in 0..self.known.len() {
            if failed > allowed || absorbed >= needed {
                break;
            }
            let (below, above) = self.known[replication];
            if below >= size || above <= size {
                continue;
            }
            if play(size, replication as u32)? {
                self.known[replication].0 = size;
                absorbed += 1;
            } else {
                self.known[replication].1 = size;
                failed += 1;
            }
        }
        Ok(failed <= allowed)
    }

    /// Plays a size in every replication, whatever was inferred; says how many absorb it.
    fn play_all(
        &mut self,
        size: u32,
        play: &mut impl FnMut(u32, u32) -> Result<bool, NotRun>,
    ) -> Result<u32, NotRun> {
        let mut absorbed = 0;
        for (replication, known) in self.known.iter_mut().enumerate() {
            let (below, above) = *known;
            *known = if play(size, replication as u32)? {
                absorbed += 1;
                (below.max(size), if above <= size { u32::MAX } else { above })
            } else {
                (below.min(size - 1), above.min(size))
            };
        }
        Ok(absorbed)
    }
}

/// A size that was played in every replication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The size.
    pub size: u32,
    /// Replications that absorb it.
    pub absorbed: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Replication i absorbs sizes up to its threshold; counts what was played.
    fn search(thresholds: &[u32], search: Search) -> (Found, usize) {
        let mut played = 0;
        let mut brackets = Brackets::new(thresholds.len() as u32);
        let found = brackets.largest_confirmed(search, &mut |size, replication| {
            played += 1;
            Ok(size <= thresholds[replication as usize])
        });
        (found.expect("nobody stops it"), played)
    }

    fn at(allowed: u32) -> Search {
        Search {
            allowed,
            guess: 16,
            most: 1000,
        }
    }

    #[test]
    fn the_size_is_the_threshold_that_the_allowed_failures_leave() {
        let thresholds: Vec<u32> = (0..100).map(|i| (i * 37) % 100).collect();
        for allowed in [0, 1, 5, 50, 99] {
            let (found, _) = search(&thresholds, at(allowed));
            assert_eq!((found.size, found.absorbed), (allowed, 100 - allowed));
        }
    }

    #[test]
    fn the_ends_are_found() {
        assert_eq!(search(&[0, 0], at(0)).0.size, 0);
        assert_eq!(search(&[u32::MAX, 2000], at(0)).0.size, 1000);
    }

    #[test]
    fn most_replications_are_played_a_few_times_only() {
        let thresholds: Vec<u32> = (0..400).map(|i| 200 + (i * 131) % 400).collect();
        let (found, played) = search(&thresholds, at(20));
        assert_eq!(found.size, 220);
        // Five steps up from 16 and ten down, each in full, would be 15 × 400; the steps down and
        // the confirmation together cost less than two.
        assert!(played < 7 * 400, "{played}");
    }

    #[test]
    fn what_was_inferred_wrongly_is_found_out() {
        // Absorbs 16 and more, but not 8 to 15: inferred from 16, size 20 is right, and
        // where the size found fails when played, the search goes on below.
        let mut calls = 0;
        let mut brackets = Brackets::new(1);
        let found = brackets
            .largest_confirmed(at(0), &mut |size, _| {
                calls += 1;
                Ok(size < 30 && !(calls > 8 && size > 5))
            })
            .expect("nobody stops it");
        assert!(found.size <= 29 && found.absorbed == 1, "{found:?}");
    }

    #[test]
    fn floating_point_allows_no_failure_less() {
        assert_eq!(allowed_failures(500, 0.95), 25);
        assert_eq!(allowed_failures(100, 0.9), 10);
        assert_eq!(allowed_failures(1, 0.95), 0);
    }
}
