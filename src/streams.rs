//! Keyed random draws.
//!
//! Every draw has an address, (seed, replication) × (purpose, entity, number), and its
//! value depends on nothing else: not on what was drawn before, by whom, or on which
//! thread. So two scenarios meet the same futures household by household.
//!
//! The generator is Philox4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy
//! as 1, 2, 3"): ten rounds of multiplication turn a 128-bit address into 128 random bits.

use rand::rand_core::{Infallible, TryRng};

/// What a draw is for. The number is part of the address: never reuse or renumber one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Draw {
    /// How many households arrive on a day.
    ArrivalCount = 1,
    /// The level of an arrival process.
    Level = 2,
    /// Size, sex, stay and members of a household.
    Household = 3,
    /// Needs of a household.
    Needs = 4,
    /// Status changes of a household.
    Status = 5,
    /// Relatives who follow a household.
    Relatives = 6,
    /// Flats that the market offers in a month.
    Market = 7,
    /// Delay and cancellation of a planned site.
    Opening = 8,
    /// Residual stay of a household that is there at the start.
    Residual = 9,
    /// Who lives in a site of which only the number of persons is known.
    Occupants = 10,
    /// Resampling in the statistics.
    Resampling = 11,
    /// Permutations in the mixing indices.
    Permutation = 12,
    /// Lead time of a step of the ladder.
    LeadTime = 40,
    /// Whether a household is not taken while arrivals are paused.
    Pause = 41,
    /// In which regime an arrival process is.
    Regime = 50,
    /// Which block of a historical series comes next.
    Blocks = 51,
    /// Whether and when a surge begins.
    Surge = 52,
    /// Who finds a private host at first, and for how long.
    Hosts = 53,
    /// Whether and when a shock strikes.
    Shock = 54,
    /// Whether and how much later a measure acts.
    Measure = 60,
    /// In which district a household wants to live.
    Preference = 61,
    // 24 is spent.
    /// For how long somebody needs a service.
    Service = 25,
    /// What somebody who is there at the start has of a service.
    ServiceAtStart = 26,
}

/// All draws of one replication.
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    key: [u32; 2],
    replication: u32,
}

/// A name as a 32-bit number (FNV-1a), so that a draw belongs to a name and not to its
/// place in a list.
pub fn entity(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

impl Stream {
    /// The draws of one replication under a seed.
    pub fn new(seed: u64, replication: u32) -> Stream {
        Stream {
            key: [seed as u32, (seed >> 32) as u32],
            replication,
        }
    }

    /// Number of the replication.
    pub fn replication(&self) -> u32 {
        self.replication
    }

    /// The four words at an address. `number` counts within purpose and entity and has 24 bits
    /// in its high and 32 in its low part: (day, ordinal) or the like.
    #[inline]
    pub fn block(&self, purpose: Draw, entity: u32, low: u32, high: u32) -> Block {
        debug_assert!(high < 1 << 24);
        Block(philox(
            [self.replication, entity, low, (purpose as u32) << 24 | high],
            self.key,
        ))
    }

    /// A sequential generator at an address, for algorithms that need many draws.
    pub fn sequence(&self, purpose: Draw, entity: u32) -> Sequence {
        Sequence {
            stream: *self,
            purpose,
            entity,
            number: 0,
            words: [0; 4],
            left: 0,
        }
    }
}

/// The generator of one permutation under a seed.
pub fn permutation(seed: u64, number: u32) -> Sequence {
    Stream::new(seed, number).sequence(Draw::Permutation, 0)
}

/// Another random word from a random word, one for each entity: the mixing function of
/// MurmurHash3 (Appleby). Cheap, for the many yes and no that hang on one draw.
#[inline]
pub fn scattered(word: u32, entity: u32) -> u32 {
    let mut mixed = word ^ entity;
    mixed = (mixed ^ mixed >> 16).wrapping_mul(0x85eb_ca6b);
    mixed = (mixed ^ mixed >> 13).wrapping_mul(0xc2b2_ae35);
    mixed ^ mixed >> 16
}

/// The word of a draw below which a part of all words lies: a yes or no with this probability.
pub fn threshold(part: f64) -> u32 {
    (part.clamp(0.0, 1.0) * 4_294_967_295.0) as u32
}

/// Four random words.
#[derive(Clone, Copy, Debug)]
pub struct Block(pub [u32; 4]);

impl Block {
    /// A number strictly between 0 and 1 from the words 0 and 1, with 53 bits.
    #[inline]
    pub fn first(&self) -> f64 {
        open_unit(self.0[0], self.0[1])
    }

    /// A number strictly between 0 and 1 from the words 2 and 3, with 53 bits.
    #[inline]
    pub fn second(&self) -> f64 {
        open_unit(self.0[2], self.0[3])
    }
}

/// A number strictly between 0 and 1 from one word, with 32 bits.
#[inline]
pub fn unit32(word: u32) -> f64 {
    (f64::from(word) + 0.5) * (1.0 / 4_294_967_296.0)
}

/// A number strictly between 0 and 1 from two words.
#[inline]
fn open_unit(low: u32, high: u32) -> f64 {
    let bits = (u64::from(high) << 32 | u64::from(low)) >> 12;
    (bits as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
}

const MULTIPLIERS: [u64; 2] = [0xD251_1F53, 0xCD9E_8D57];
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

/// Philox4x32-10.
#[inline]
fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..10 {
        let first = MULTIPLIERS[0] * u64::from(counter[0]);
        let second = MULTIPLIERS[1] * u64::from(counter[2]);
        counter = [
            (second >> 32) as u32 ^ counter[1] ^ key[0],
            second as u32,
            (first >> 32) as u32 ^ counter[3] ^ key[1],
            first as u32,
        ];
        key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
    }
    counter
}

/// A sequential generator over the blocks of one address; implements `rand`'s generator
/// interface, so that shuffles and samples of `rand` can be used with it.
#[derive(Clone, Debug)]
pub struct Sequence {
    stream: Stream,
    purpose: Draw,
    entity: u32,
    number: u32,
    words: [u32; 4],
    left: u8,
}

impl Sequence {
    /// The next random word.
    pub fn next_word(&mut self) -> u32 {
        if self.left == 0 {
            self.words = self.stream.block(self.purpose, self.entity, self.number, 0).0;
            self.number = self.number.wrapping_add(1);
            self.left = 4;
        }
        self.left -= 1;
        self.words[usize::from(3 - self.left)]
    }
}

impl TryRng for Sequence {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.next_word())
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let low = u64::from(self.next_word());
        Ok(u64::from(self.next_word()) << 32 | low)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(4) {
            chunk.copy_from_slice(&self.next_word().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn philox_gives_the_published_answers() {
        assert_eq!(
            philox([0; 4], [0; 2]),
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        );
        assert_eq!(
            philox([u32::MAX; 4], [u32::MAX; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        assert_eq!(
            philox(
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0]
            ),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn uniform_numbers_never_touch_the_ends() {
        assert!(open_unit(0, 0) > 0.0 && open_unit(u32::MAX, u32::MAX) < 1.0);
        assert!(unit32(0) > 0.0 && unit32(u32::MAX) < 1.0);
    }

    #[test]
    fn a_draw_depends_on_every_part_of_its_address() {
        let here = Stream::new(1, 0).block(Draw::Household, 7, 3, 0).0;
        assert_ne!(here, Stream::new(2, 0).block(Draw::Household, 7, 3, 0).0);
        assert_ne!(here, Stream::new(1, 1).block(Draw::Household, 7, 3, 0).0);
        assert_ne!(here, Stream::new(1, 0).block(Draw::Needs, 7, 3, 0).0);
        assert_ne!(here, Stream::new(1, 0).block(Draw::Household, 8, 3, 0).0);
        assert_ne!(here, Stream::new(1, 0).block(Draw::Household, 7, 4, 0).0);
        assert_ne!(here, Stream::new(1, 0).block(Draw::Household, 7, 3, 1).0);
        assert_eq!(here, Stream::new(1, 0).block(Draw::Household, 7, 3, 0).0);
    }
}
