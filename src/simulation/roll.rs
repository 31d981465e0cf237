//! The roll of all households of a replication, with what is known of each and when it leaves.
//!
//! Households are entered once and never removed, so a number names the same household
//! for the whole replication.

use crate::calendar::Day;
use crate::household::Composition;
use crate::ids::{DistrictId, NeedSet};
use crate::occupancy::{NO_UNIT, Seeker, UnitIndex};

/// Number of a household in the roll.
pub(super) type Number = u32;

/// Number of a household with a private host, among those that the services know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guest(pub u32);

/// No household: the end of a list.
pub(super) const NOBODY: Number = u32::MAX;

/// No shock.
pub(super) const NO_SHOCK: u16 = u16::MAX;

/// No track.
pub(super) const NO_TRACK: u16 = u16::MAX;

/// Where a household is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Has no regular place.
    Waiting,
    /// Lives in a regular site.
    Housed,
    /// Is no longer there.
    Gone,
}

/// A household.
#[derive(Clone, Copy, Debug)]
pub(super) struct Household {
    /// The next household that leaves on the same day.
    pub next_departure: Number,
    pub unit: UnitIndex,
    /// Day on which the stay ends; set when a place is found.
    pub departs: Day,
    /// Nights of the stay.
    pub nights: u32,
    /// Day since which it waits (negative: before the start).
    pub waits_since: i32,
    /// Address of its draws: source, day and ordinal.
    pub entity: u32,
    pub day: Day,
    pub ordinal: u32,
    /// Random word from which follows who the members are.
    pub members: u32,
    pub site: u16,
    pub group: u16,
    pub track: u16,
    /// District where it wants to live; `u16::MAX`: anywhere.
    pub prefers: u16,
    /// The shock that took its home, while it waits for another.
    pub shock: u16,
    pub size: u8,
    pub needs: NeedSet,
    pub composition: Composition,
    pub stage: Stage,
    /// Had to leave a site and is rehoused first.
    pub forced: bool,
}

impl Household {
    pub fn seeker(&self) -> Seeker {
        Seeker {
            size: self.size,
            composition: self.composition,
            needs: self.needs,
        }
    }

    pub fn preference(&self) -> Option<DistrictId> {
        (self.prefers != u16::MAX).then_some(DistrictId(self.prefers))
    }

    /// A household that has just come, with nothing decided.
    pub fn new(size: u8, composition: Composition, group: usize, track: u16) -> Household {
        Household {
            next_departure: NOBODY,
            unit: NO_UNIT,
            departs: Day::MAX,
            nights: 1,
            waits_since: 0,
            entity: 0,
            day: 0,
            ordinal: 0,
            members: 0,
            site: u16::MAX,
            group: group as u16,
            track,
            prefers: u16::MAX,
            shock: NO_SHOCK,
            size,
            needs: NeedSet::default(),
            composition,
            stage: Stage::Waiting,
            forced: false,
        }
    }
}

/// Composition of a household of this size, if its single person is a man or a woman.
pub(super) fn composition(size: u8, is_man: bool) -> Composition {
    match (size, is_man) {
        (0 | 1, true) => Composition::SingleMan,
        (0 | 1, false) => Composition::SingleWoman,
        _ => Composition::Family,
    }
}

/// Things that fall due on a day, as linked lists through one arena: what comes is entered
/// in constant time, and nothing is allocated once the arena has grown.
#[derive(Clone, Debug)]
pub(super) struct Agenda<T> {
    heads: Vec<u32>,
    entries: Vec<Entry<T>>,
}

#[derive(Clone, Copy, Debug)]
struct Entry<T> {
    next: u32,
    due: T,
}

impl<T> Default for Agenda<T> {
    fn default() -> Self {
        Agenda {
            heads: Vec::new(),
            entries: Vec::new(),
        }
    }
}

/// What falls due.
#[derive(Clone, Copy, Debug)]
pub(super) enum Due {
    /// The household's track ends and another begins.
    ChangeOfTrack { household: Number, to: u16 },
    /// Relatives of the household arrive.
    Relatives { household: Number },
    /// The private host of a household falls away, which came from this source on this day.
    HostFallsAway {
        source: u16,
        day: Day,
        ordinal: u32,
        /// `None`: there are no services, which alone see guests.
        guest: Option<Guest>,
    },
    /// A household that needed no place of the town leaves its host.
    GuestLeaves { guest: Guest },
}

impl<T: Copy> Agenda<T> {
    pub fn reset(&mut self, days: Day) {
        self.heads.clear();
        self.heads.resize(days as usize, u32::MAX);
        self.entries.clear();
    }

    /// Enters something; what lies after the last day is dropped.
    pub fn enter(&mut self, day: u64, due: T) {
        let Some(head) = usize::try_from(day).ok().and_then(|day| self.heads.get_mut(day)) else {
            return;
        };
        let number = self.entries.len() as u32;
        self.entries.push(Entry { next: *head, due });
        *head = number;
    }

    /// Takes one thing that falls due on the day.
    pub fn take(&mut self, day: Day) -> Option<T> {
        let head = &mut self.heads[day as usize];
        let entry = self.entries.get(*head as usize)?;
        *head = entry.next;
        Some(entry.due)
    }
}
