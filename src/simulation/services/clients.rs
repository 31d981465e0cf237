//! People in need of a service: one entry for each person and service, and the queues in which
//! they wait.

use crate::calendar::Day;
use crate::simulation::roll::Number;
use std::collections::VecDeque;

/// Number of an entry.
pub(super) type ClientNumber = u32;

/// No entry: the end of a list.
pub(super) const NO_CLIENT: ClientNumber = u32::MAX;

/// No pool of places: the home is not known yet.
pub(super) const NO_POOL: u16 = u16::MAX;

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
    pub next: ClientNumber,
    pub household: Number,
    /// Counts the queues in which the person has stood; entries of older ones are void.
    pub ticket: u32,
    /// Day from which on the service is needed.
    pub since: Day,
    pub service: u16,
    pub pool: u16,
    /// District of the home; the number of districts: none.
    pub home: u16,
    pub member: u8,
    pub stage: Stage,
    /// Counted among those who wait too long.
    pub is_late: bool,
}

/// What a service needs to know of a household.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folk {
    pub first: ClientNumber,
    pub came: Day,
    pub is_here: bool,
}

/// The places of the town or of a district, and who waits for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    queue: VecDeque<Ticket>,
    /// Persons in the queue.
    pub waiting: u32,
    /// Places taken.
    pub used: u32,
    /// Places that can still be given before the next year begins.
    pub left_this_year: u32,
    /// Places that measures bring.
    pub more: u32,
}

#[derive(Clone, Copy, Debug)]
struct Ticket {
    since: Day,
    client: ClientNumber,
    ticket: u32,
}

impl Pool {
    pub fn reset(&mut self) {
        self.queue.clear();
        (self.waiting, self.used, self.left_this_year, self.more) = (0, 0, 0, 0);
    }

    /// Puts somebody behind all who have waited as long or longer.
    pub fn enter(&mut self, number: ClientNumber, client: &Client) {
        let ticket = Ticket {
            since: client.since,
            client: number,
            ticket: client.ticket,
        };
        let comes_last = self.queue.back().is_none_or(|last| last.since <= ticket.since);
        if comes_last {
            self.queue.push_back(ticket);
        } else {
            let at = self.queue.partition_point(|other| other.since <= ticket.since);
            self.queue.insert(at, ticket);
        }
        self.waiting += 1;
    }

    /// Takes the one out who has waited longest.
    pub fn longest(&mut self, clients: &[Client]) -> Option<ClientNumber> {
        while let Some(ticket) = self.queue.pop_front() {
            let client = &clients[ticket.client as usize];
            if client.stage == Stage::Waiting && client.ticket == ticket.ticket {
                return Some(ticket.client);
            }
        }
        None
    }
}

/// Persons who wait from one district, summed over the days only when their number changes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    persons: u32,
    since: Day,
    days: u64,
}

impl Tally {
    pub fn until(&mut self, day: Day) -> u64 {
        self.days += u64::from(self.persons) * u64::from(day - self.since);
        self.since = day;
        self.days
    }

    pub fn one_more(&mut self, day: Day) {
        self.until(day);
        self.persons += 1;
    }

    pub fn one_less(&mut self, day: Day) {
        self.until(day);
        self.persons -= 1;
    }
}
