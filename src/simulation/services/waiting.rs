//! Waiting for a service: who comes to the desk, moves to another line with the home, gets a place,
//! or goes away.

use super::clients::{Client, Stage};
use super::desk::Desk;
use super::notebook::Notebook;
use crate::calendar::Day;
use crate::service::{Intake, Usage};
use crate::simulation::model::PlacesPlan;

impl Desk {
    /// Somebody needs the service from today; says as which entry.
    #[inline]
    pub fn comes(&mut self, plan: &PlacesPlan, mut client: Client) -> u32 {
        let at = self.clients.len() as u32;
        self.queues_up(plan, at, &mut client);
        self.clients.push(client);
        if let Some(patience) = plan.patience {
            self.next_to_give_up = self.next_to_give_up.min(client.since.saturating_add(patience));
        }
        at
    }

    /// Puts somebody into the line for the places of the home, or notes that nobody knows whether
    /// there are any.
    #[inline]
    fn queues_up(&mut self, plan: &PlacesPlan, at: u32, client: &mut Client) {
        let line = self.line_of(client.home);
        if plan.pools.get(line) == Some(&None) {
            client.stage = Stage::Unclear;
            return;
        }
        client.stage = Stage::Waiting;
        self.waiting += 1;
        if let Some(here) = self.pools.get_mut(line) {
            here.waiting += 1;
            here.passed.entered += 1;
            self.lines.enter(line, at);
            self.stir(line);
        }
        self.will_leave(line, client.due);
    }

    /// Persons leave a line without a place.
    pub fn leave_the_line(&mut self, line: usize, persons: u32) {
        self.waiting -= persons;
        if let Some(here) = self.pools.get_mut(line) {
            here.waiting -= persons;
            here.passed.left += persons;
        }
    }

    /// Somebody in a line leaves it on a day, if nothing comes between.
    #[inline]
    fn will_leave(&mut self, line: usize, day: Day) {
        if day < self.next {
            self.leave_the_line(line, 1);
        } else if let Some(change) = self.ahead.at(day, line) {
            change.leaving += 1;
        }
    }

    #[inline]
    fn will_not_leave(&mut self, line: usize, day: Day) {
        if let Some(change) = self.ahead.at(day, line) {
            change.leaving -= 1;
        }
    }

    /// Somebody goes away without a place before the time; who has one keeps it.
    pub fn goes_away(&mut self, at: u32, stage: Stage, day: Day) {
        let client = self.clients[at as usize];
        if client.stage == Stage::Unclear {
            self.clients[at as usize].due = client.due.min(day);
        }
        if !client.waits(self.next) {
            return;
        }
        let line = self.line_of(client.home);
        self.will_not_leave(line, client.due);
        self.leave_the_line(line, 1);
        let client = &mut self.clients[at as usize];
        (client.stage, client.ended) = (stage, day);
    }

    /// Somebody who waits has another home: the line of the district changes with it, the waiting
    /// time stays.
    pub fn moves(&mut self, plan: &PlacesPlan, at: u32, home: u16) {
        let mut client = self.clients[at as usize];
        if client.home == home || client.due < self.next {
            return;
        }
        match client.stage {
            Stage::Unclear => {}
            Stage::Waiting => {
                let line = self.line_of(client.home);
                self.will_not_leave(line, client.due);
                self.leave_the_line(line, 1);
            }
            _ => return,
        }
        client.home = home;
        self.queues_up(plan, at, &mut client);
        self.clients[at as usize] = client;
    }

    /// The household leaves town on a day: who waits does so no longer, a place becomes free. A seat
    /// in a class stays empty until the class ends.
    pub fn leaves_town(&mut self, plan: &PlacesPlan, at: u32, day: Day) {
        let client = &mut self.clients[at as usize];
        let before = client.due;
        if before <= day {
            return;
        }
        client.due = day;
        let (stage, home) = (client.stage, client.home);
        let line = self.line_of(home);
        match stage {
            Stage::Waiting => {
                self.will_not_leave(line, before);
                self.will_leave(line, day);
            }
            Stage::Held | Stage::Served if !matches!(plan.usage, Usage::Class { .. }) => {
                if let Some(change) = self.ahead.at(before, line) {
                    change.freed -= 1;
                }
                if is_known_to_end(plan) {
                    self.pools[line].ends_before(before);
                }
                self.will_be_free(line, day);
            }
            _ => {}
        }
    }

    /// A place becomes free on a day, if nothing comes between.
    fn will_be_free(&mut self, line: usize, day: Day) {
        if day < self.next {
            self.places_are_free(line, 1, 0);
        } else if let Some(change) = self.ahead.at(day, line) {
            change.freed += 1;
        }
    }

    /// Takes somebody out of the line who has a place from today; says which line.
    #[inline]
    pub fn has_a_place(&mut self, at: u32, stage: Stage, day: Day) -> usize {
        let client = &mut self.clients[at as usize];
        (client.stage, client.ended) = (stage, day);
        let (home, due) = (client.home, client.due);
        let line = self.line_of(home);
        self.will_not_leave(line, due);
        self.waiting -= 1;
        self.pools[line].waiting -= 1;
        line
    }

    /// The place of somebody ends when its time is over, with the age for it, or when the household
    /// leaves, whatever comes first.
    #[inline]
    pub fn has_it_until(&mut self, plan: &PlacesPlan, at: u32, time_is_over: Day, leaves: Day) {
        let client = &mut self.clients[at as usize];
        let outgrown = outgrown(plan, client.outgrows);
        client.due = time_is_over.min(outgrown).min(leaves);
        let (home, due) = (client.home, client.due);
        let line = self.line_of(home);
        self.pools[line].used += 1;
        if due == outgrown && due < Day::MAX && is_known_to_end(plan) {
            self.pools[line].will_end(due, 1);
        }
        self.will_be_free(line, due);
    }

    /// Whoever has waited for all of the patience gives up.
    pub fn the_impatient_give_up(&mut self, patience: Day, day: Day) {
        self.next_to_give_up = Day::MAX;
        while let Some(client) = self.clients.get(self.next_impatient) {
            if day - client.since < patience {
                self.next_to_give_up = client.since.saturating_add(patience);
                return;
            }
            let at = self.next_impatient as u32;
            self.next_impatient += 1;
            self.goes_away(at, Stage::GaveUp, day);
        }
    }

    /// Persons who wait this evening and have done so for longer than is in time.
    pub fn late(&mut self, plan: &PlacesPlan, notebook: &Notebook) -> u32 {
        let next = self.next;
        let rest = &self.clients[self.first_waiting..];
        self.first_waiting += rest.iter().take_while(|client| is_over(client, next)).count();
        let long = |client: &&Client| plan.late_from(client.since) < next;
        let since_long = self.clients[self.first_waiting..].iter().take_while(long);
        let is_late = |client: &&Client| {
            let from = plan.late_from(client.since);
            client.waits(next) && self.is_counted_at(plan, notebook.home_on(client.note, from))
        };
        since_long.filter(is_late).count() as u32
    }
}

/// Whether somebody will never wait again.
fn is_over(client: &Client, next: Day) -> bool {
    match client.stage {
        Stage::Waiting | Stage::Unclear => client.due < next,
        _ => true,
    }
}

/// Whether everybody knows when the place of somebody ends who stays: with the year in which the
/// age is over.
fn is_known_to_end(plan: &PlacesPlan) -> bool {
    matches!((&plan.intake, &plan.usage), (Intake::Year { .. }, Usage::Open))
}

/// The day on which the place of somebody ends who outgrows the service on a day: at once, in
/// services with years with the year.
fn outgrown(plan: &PlacesPlan, outgrows: Day) -> Day {
    match &plan.intake {
        Intake::Year { starts, .. } => {
            let next = starts.partition_point(|start| *start < outgrows);
            starts.get(next).copied().unwrap_or(Day::MAX)
        }
        _ => outgrows,
    }
}
