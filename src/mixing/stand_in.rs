//! A small keyed generator (SplitMix64) for permutations.

use rand::rand_core::{Infallible, TryRng};

/// Random words that belong to one seed and one permutation.
#[derive(Clone, Debug)]
pub struct Sequence(u64);

/// The words of a permutation under a seed.
pub fn sequence(seed: u64, permutation: u32) -> Sequence {
    Sequence(mixed(
        seed ^ mixed(u64::from(permutation).wrapping_add(0x9E37_79B9_7F4A_7C15)),
    ))
}

fn mixed(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

impl TryRng for Sequence {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        Ok(mixed(self.0))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.try_next_u64()?.to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}
