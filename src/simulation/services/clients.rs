//! People in need of a service: one entry for each person and service, linked to the others of
//! the same household.

use crate::calendar::Day;
use crate::simulation::roll::{Household, Number};

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
    /// Waits for a place.
    Waiting,
    /// Needs a place where nobody knows how many there are.
    Unclear,
    /// Has a place.
    Served,
    /// Went away without one.
    Withdrawn,
    /// Has had one.
    Over,
}

/// A person in need of a service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Client {
    /// The next entry of the same household.
    pub next: Entry,
    pub household: Number,
    /// Day from which on the service is needed.
    pub since: Day,
    /// Day from which on the person is too old; `Day::MAX`: never.
    pub outgrows: Day,
    /// Day on which the place becomes free for sure; `Day::MAX`: nobody knows.
    pub place_until: Day,
    /// District of the home, while waiting or when the place was given; the number of districts:
    /// none.
    pub home: u16,
    /// Counts the queues in which the person has stood; entries of older ones are void.
    pub ticket: u16,
    pub member: u8,
    pub stage: Stage,
    /// Has waited too long; counted as such while waiting.
    pub is_late: bool,
}

/// What a service needs to know of a household.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folk {
    pub first: Entry,
    pub came: Day,
    pub is_here: bool,
}

impl Folk {
    /// Of a household that has just come.
    pub fn of_today(day: Day) -> Folk {
        Folk {
            first: NO_ENTRY,
            came: day,
            is_here: true,
        }
    }
}

/// The part of a draw's address that tells the members of a household apart.
pub(super) fn address(household: &Household, member: u32) -> u32 {
    (household.ordinal & 0x3_ffff) << 6 | (member & 0x3f)
}
