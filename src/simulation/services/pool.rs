//! The places of the town or of a district, and the line of those who wait for them.

use super::clients::Client;
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

    /// Places that become free on a day, as is known.
    #[inline]
    pub fn known_ends_on(&self, day: Day) -> u32 {
        let known = self.ends.iter().find(|(known, _)| *known == day);
        known.map_or(0, |(_, places)| *places)
    }

    /// Places that become free after a day and up to another one, as is known.
    pub fn known_ends_until(&self, day: Day, until: Day) -> u32 {
        let within = self.ends.iter().filter(|(end, _)| day < *end && *end <= until);
        within.map(|(_, places)| *places).sum()
    }
}

/// Who waits at a desk, longest first, in one line for each of its pools. Clients stand in order of
/// the day from which on they wait, so their numbers are that order.
#[derive(Clone, Debug)]
pub(super) enum Lines {
    /// One line for the town. Whoever comes to need the service stands at its end and never
    /// changes it, so the clients of the desk are the line already: this one is its first.
    Town(u32),
    /// Lines of districts: people change from one to another with their home.
    Districts(Vec<VecDeque<u32>>),
}

impl Default for Lines {
    fn default() -> Self {
        Lines::Town(0)
    }
}

/// Whether a client waits in the line of a district.
fn stands(clients: &[Client], at: u32, line: usize, next: Day) -> bool {
    let client = &clients[at as usize];
    client.waits(next) && usize::from(client.home) == line
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

    /// Puts somebody behind all who have waited longer. Who moved away and comes back may still
    /// stand there.
    #[inline]
    pub fn enter(&mut self, line: usize, at: u32) {
        let Lines::Districts(lines) = self else { return };
        let line = &mut lines[line];
        if line.back().is_none_or(|last| *last < at) {
            line.push_back(at);
        } else if let Err(place) = line.binary_search(&at) {
            line.insert(place, at);
        }
    }

    /// Takes the one out who has waited longest; `next` is the day after today.
    pub fn longest(&mut self, line: usize, clients: &[Client], next: Day) -> Option<u32> {
        match self {
            Lines::Town(first) => {
                let rest = clients.get(*first as usize..)?;
                let Some(passed) = rest.iter().position(|client| client.waits(next)) else {
                    *first = clients.len() as u32;
                    return None;
                };
                let at = *first + passed as u32;
                *first = at + 1;
                Some(at)
            }
            Lines::Districts(lines) => {
                while let Some(at) = lines[line].pop_front() {
                    if stands(clients, at, line, next) {
                        return Some(at);
                    }
                }
                None
            }
        }
    }

    /// Since when those wait who stand in a line, longest first.
    pub fn dates(&self, line: usize, clients: &[Client], next: Day, since: &mut Vec<Day>) {
        match self {
            Lines::Town(first) => since.extend(
                clients[*first as usize..]
                    .iter()
                    .filter(|client| client.waits(next))
                    .map(|client| client.since),
            ),
            Lines::Districts(lines) => since.extend(
                lines[line]
                    .iter()
                    .filter(|at| stands(clients, **at, line, next))
                    .map(|at| clients[*at as usize].since),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::services::clients::{NO_ENTRY, Stage};

    #[test]
    fn who_came_first_is_first_in_a_district_whoever_moved_there_first() {
        let waiting = Client {
            next: NO_ENTRY,
            note: 0,
            since: 3,
            outgrows: Day::MAX,
            due: 20,
            ended: Day::MAX,
            home: 1,
            member: 0,
            stage: Stage::Waiting,
        };
        let mut clients = vec![waiting; 4];
        clients[2].home = 0;
        let mut lines = Lines::default();
        lines.reset_for_districts(2);
        for at in [3, 0, 2, 1, 3] {
            lines.enter(1, at);
        }
        let mut since = Vec::new();
        lines.dates(1, &clients, 10, &mut since);
        assert_eq!(since, [3, 3, 3]);
        let mut first = || lines.longest(1, &clients, 10);
        // The third lives elsewhere by now; the last one stands there once, though it came twice.
        assert_eq!(
            [first(), first(), first(), first()],
            [Some(0), Some(1), Some(3), None]
        );
    }
}
