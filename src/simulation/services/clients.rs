//! People in need of a service: one entry for each person and service, linked to the others of
//! the same household.

use crate::calendar::Day;
use crate::simulation::roll::Household;

/// An entry: which one at the desk of which service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub service: u16,
    pub at: u32,
}

/// No entry: the end of a list.
pub(super) const NO_ENTRY: Entry = Entry {
    service: u16::MAX,
    at: u32::MAX,
};

/// Where somebody is with a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Waits for a place, up to the day on which it is due.
    Waiting,
    /// Needs a place where nobody knows how many there are.
    Unclear,
    /// Had a place on the first morning.
    Held,
    /// Got a place.
    Served,
    /// Went away without one when the patience was over.
    GaveUp,
    /// Went away without one when the track changed.
    TurnedAway,
}

/// A person in need of a service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// The next entry of the same household.
    pub next: Entry,
    /// What is written down of the household.
    pub note: u32,
    /// Day from which on the service is needed.
    pub since: Day,
    /// Day from which on the person is too old; `Day::MAX`: never.
    pub outgrows: Day,
    /// Of somebody who waits: the day on which that is over without a place. Of somebody who has
    /// one, except a seat in a class: the day on which it becomes free. `Day::MAX`: nobody knows.
    /// Means nothing for who went away.
    pub due: Day,
    /// Day on which a place was got, or given up; `Day::MAX`: not yet.
    pub ended: Day,
    /// Where places belong to districts: the one whose line the person stands in, or stood in at
    /// last; the number of districts: none.
    pub home: u16,
    pub member: u8,
    pub stage: Stage,
}

impl Client {
    /// Whether the person waits in the evening before the day `next`.
    #[inline]
    pub fn waits(&self, next: Day) -> bool {
        self.stage == Stage::Waiting && self.due >= next
    }
}

/// The part of a draw's address that tells the members of a household apart.
pub(super) fn address(household: &Household, member: u32) -> u32 {
    (household.ordinal & 0x3_ffff) << 6 | (member & 0x3f)
}
