//! The places of the town or of a district, and the line of those who wait for them.

use super::clients::{Client, Stage};
use super::weeks::{Passed, Weeks};
use crate::calendar::Day;
use std::collections::VecDeque;

/// A pool of places.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    /// Persons in the line.
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

impl Pool {
    pub fn reset(&mut self) {
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
}

/// Who waits at a desk, longest first, in one line for each of its pools.
#[derive(Clone, Debug)]
pub(super) enum Lines {
    /// One line for the town. Whoever comes to need the service stands at its end and never
    /// changes it, so the clients of the desk are the line already: this one is its first.
    Town(u32),
    /// Lines of districts: people change from one to another with their home.
    Districts(Vec<VecDeque<Ticket>>),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Ticket {
    since: Day,
    client: u32,
    ticket: u16,
}

impl Ticket {
    /// Whether the holder still waits with it.
    fn holds(self, clients: &[Client]) -> bool {
        let client = &clients[self.client as usize];
        client.stage == Stage::Waiting && client.ticket == self.ticket
    }
}

impl Default for Lines {
    fn default() -> Self {
        Lines::Town(0)
    }
}

impl Lines {
    pub fn reset_for_the_town(&mut self) {
        *self = Lines::Town(0);
    }

    pub fn reset_for_districts(&mut self, pools: usize) {
        if let Lines::Districts(lines) = self {
            lines.resize_with(pools, VecDeque::new);
            lines.iter_mut().for_each(VecDeque::clear);
        } else {
            *self = Lines::Districts(vec![VecDeque::new(); pools]);
        }
    }

    /// Puts somebody behind all who have waited as long or longer.
    pub fn enter(&mut self, pool: usize, at: u32, client: &Client) {
        let Lines::Districts(lines) = self else { return };
        let line = &mut lines[pool];
        let ticket = Ticket {
            since: client.since,
            client: at,
            ticket: client.ticket,
        };
        let comes_last = line.back().is_none_or(|last| last.since <= ticket.since);
        if comes_last {
            line.push_back(ticket);
        } else {
            let at = line.partition_point(|other| other.since <= ticket.since);
            line.insert(at, ticket);
        }
    }

    /// Takes the one out who has waited longest.
    pub fn longest(&mut self, pool: usize, clients: &[Client]) -> Option<u32> {
        match self {
            Lines::Town(first) => {
                let rest = clients.get(*first as usize..)?;
                let next = rest.iter().position(|client| client.stage == Stage::Waiting);
                let Some(next) = next else {
                    *first = clients.len() as u32;
                    return None;
                };
                let at = *first + next as u32;
                *first = at + 1;
                Some(at)
            }
            Lines::Districts(lines) => {
                while let Some(ticket) = lines[pool].pop_front() {
                    if ticket.holds(clients) {
                        return Some(ticket.client);
                    }
                }
                None
            }
        }
    }

    /// Since when those wait who stand in a line, longest first.
    pub fn dates(&self, pool: usize, clients: &[Client], since: &mut Vec<Day>) {
        match self {
            Lines::Town(first) => since.extend(
                clients[*first as usize..]
                    .iter()
                    .filter(|client| client.stage == Stage::Waiting)
                    .map(|client| client.since),
            ),
            Lines::Districts(lines) => since.extend(
                lines[pool]
                    .iter()
                    .filter(|ticket| ticket.holds(clients))
                    .map(|ticket| ticket.since),
            ),
        }
    }
}
