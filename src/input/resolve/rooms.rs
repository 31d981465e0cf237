//! The units of a site while they fill up: whole ones for families, shared ones for single
//! people of one sex.

use crate::household::Sex;
use crate::site::Stock;
use std::collections::BTreeMap;

/// The units of a site while they fill up.
#[derive(Clone, Debug, PartialEq)]
pub struct Rooms {
    /// How many units are still free, by their beds.
    free: BTreeMap<u32, u32>,
    /// Units that single people share and that have beds left, at most one for each sex.
    shared: Vec<Shared>,
}

/// A unit that single people share.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shared {
    beds: u32,
    left: u32,
    sex: Sex,
}

impl Rooms {
    /// All units of a site, where they are known.
    pub fn of(stock: &Stock) -> Option<Rooms> {
        let Stock::Units(classes) = stock else {
            return None;
        };
        let mut free: BTreeMap<u32, u32> = BTreeMap::new();
        for class in classes {
            *free.entry(class.beds).or_default() += class.count;
        }
        Some(Rooms {
            free,
            shared: Vec::new(),
        })
    }

    /// Beds that somebody could still be given.
    fn capacity(&self) -> u32 {
        let free: u32 = self.free.iter().map(|(beds, count)| beds * count).sum();
        free + self.shared.iter().map(|unit| unit.left).sum::<u32>()
    }

    /// Takes a place for a household and says how many beds its unit has; nothing happens
    /// where it does not fit or leaves too little room for `after` more persons.
    pub fn take(&mut self, size: u32, sex: Option<Sex>, after: u32) -> Option<u32> {
        let single = sex.filter(|_| size == 1);
        if let Some(beds) = single.and_then(|sex| self.share(sex)) {
            return Some(beds);
        }
        let (&beds, _) = self.free.range(size..).next()?;
        let used = if single.is_some() { 1 } else { beds };
        if after > self.capacity() - used {
            return None;
        }
        self.close(beds);
        if let Some(sex) = single.filter(|_| beds > 1) {
            let left = beds - 1;
            self.shared.push(Shared { beds, left, sex });
        }
        Some(beds)
    }

    /// A bed beside others of this sex.
    fn share(&mut self, sex: Sex) -> Option<u32> {
        let at = self.shared.iter().position(|unit| unit.sex == sex)?;
        let unit = &mut self.shared[at];
        unit.left -= 1;
        let beds = unit.beds;
        if unit.left == 0 {
            self.shared.remove(at);
        }
        Some(beds)
    }

    /// One unit with so many beds is free no more.
    fn close(&mut self, beds: u32) {
        if let Some(count) = self.free.get_mut(&beds) {
            *count -= 1;
            if *count == 0 {
                self.free.remove(&beds);
            }
        }
    }

    /// The sex of who could still share a unit.
    pub fn open_to(&self) -> Option<Sex> {
        self.shared.first().map(|unit| unit.sex)
    }

    /// Beds of the smallest free unit.
    pub fn smallest(&self) -> u32 {
        self.free.keys().next().copied().unwrap_or(1)
    }
}
