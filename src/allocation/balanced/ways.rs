//! How far a place is from where a household should live: from the free places of the service
//! that it waits for, else from the district that it prefers; and what districts ask for.

use super::{Asking, Balanced};

/// Words of a set.
const WORDS: usize = 8;

/// A set of districts, of the first [`FreeDistricts::MOST`] of a town.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FreeDistricts([u64; WORDS]);

impl FreeDistricts {
    /// How many districts a town may have for this.
    pub const MOST: usize = 64 * WORDS;

    /// Whether a district is in it.
    fn contains(&self, district: usize) -> bool {
        self.0
            .get(district / 64)
            .is_some_and(|word| word >> (district % 64) & 1 == 1)
    }
}

impl FromIterator<usize> for FreeDistricts {
    fn from_iter<I: IntoIterator<Item = usize>>(districts: I) -> Self {
        let mut set = FreeDistricts::default();
        for district in districts {
            if let Some(word) = set.0.get_mut(district / 64) {
                *word |= 1 << (district % 64);
            }
        }
        set
    }
}

impl Balanced {
    /// For who waits for a place of the service: metres from a district to the nearest one with
    /// a free place (0 where there is none). For all others: 1 where it is not the district that
    /// they prefer. Everything that districts ask for and a place there leaves unmet counts 1 more.
    pub(super) fn way(&self, asking: &Asking, district: usize, persons: &[u32]) -> i64 {
        let own = self.own_way(asking, district);
        if self.wishes.is_empty() {
            return own;
        }
        own + self.wishes.against(persons, asking.seeker, district) as i64
    }

    fn own_way(&self, asking: &Asking, district: usize) -> i64 {
        match (&self.seats, asking.free) {
            (Some(seats), Some(free)) => {
                let row = seats.metres.get(district).map_or(&[][..], Vec::as_slice);
                let ways = row.iter().enumerate().filter(|(other, _)| free.contains(*other));
                ways.map(|(_, metres)| *metres).min().unwrap_or(0)
            }
            _ => i64::from(asking.prefers.is_some_and(|wanted| wanted.index() != district)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_into_it() {
        let set: FreeDistricts = [0, 63, 64, 511].into_iter().collect();
        assert!(
            [0, 63, 64, 511]
                .into_iter()
                .all(|district| set.contains(district))
        );
        assert!(!set.contains(1) && !set.contains(65) && !set.contains(512));
    }
}
