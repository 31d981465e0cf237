//! People in need of a service: one entry for each person and service, and the queues in which
//! they wait.

use super::outlook::{Passed, Weeks};
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
    /// Day from which on the service is needed.
    pub since: Day,
    /// Day from which on the person is too old; `Day::MAX`: never.
    pub outgrows: Day,
    /// Day on which the place becomes free for sure; `Day::MAX`: nobody knows.
    pub place_until: Day,
    pub service: u16,
    pub pool: u16,
    /// Counts the queues in which the person has stood; entries of older ones are void.
    pub ticket: u16,
    /// District of the home; the number of districts: none.
    pub home: u16,
    pub member: u8,
    pub stage: Stage,
    /// Has waited too long; counted as such while waiting.
    pub is_late: bool,
}

/// What a service needs to know of a household.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folk {
    pub first: ClientNumber,
    pub came: Day,
    pub is_here: bool,
}

impl Folk {
    /// Of a household that has just come.
    pub fn of_today(day: Day) -> Folk {
        Folk {
            first: NO_CLIENT,
            came: day,
            is_here: true,
        }
    }
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
    /// What happened here so far.
    pub passed: Passed,
    /// What happened in the last weeks.
    pub weeks: Weeks,
    /// Places that become free on a day, as is known.
    ends: Vec<(Day, u32)>,
    /// Stands among the stirred pools of its desk.
    pub is_stirred: bool,
}

#[derive(Clone, Copy, Debug)]
struct Ticket {
    since: Day,
    client: ClientNumber,
    ticket: u16,
}

impl Pool {
    pub fn reset(&mut self) {
        self.queue.clear();
        (self.waiting, self.used, self.left_this_year, self.more) = (0, 0, 0, 0);
        self.passed = Passed::default();
        self.weeks.clear();
        self.ends.clear();
        self.is_stirred = false;
    }

    /// So many places will become free on a day.
    pub fn will_end(&mut self, day: Day, places: u32) {
        match self.ends.iter_mut().find(|(known, _)| *known == day) {
            Some((_, sum)) => *sum += places,
            None => self.ends.push((day, places)),
        }
    }

    /// A place that would become free on a day is so before.
    pub fn ends_before(&mut self, day: Day) {
        if let Some((_, sum)) = self.ends.iter_mut().find(|(known, _)| *known == day) {
            *sum = sum.saturating_sub(1);
        }
    }

    /// Places that become free after a day and up to another one, as is known.
    pub fn known_ends_until(&self, day: Day, until: Day) -> u32 {
        let within = self.ends.iter().filter(|(end, _)| day < *end && *end <= until);
        within.map(|(_, places)| *places).sum()
    }

    /// Since when those wait whose tickets hold, longest first.
    pub fn dates(&self, waits: impl Fn(ClientNumber, u16) -> bool) -> impl Iterator<Item = Day> {
        let valid = self
            .queue
            .iter()
            .filter(move |ticket| waits(ticket.client, ticket.ticket));
        valid.map(|ticket| ticket.since)
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
        self.passed.entered += 1;
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
