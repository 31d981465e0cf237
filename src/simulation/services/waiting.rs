//! Waiting for a service: who comes to the desk, moves to another line with the home, or goes
//! away.

use super::clients::{Client, NO_ENTRY, Stage};
use super::desk::Desk;
use super::pool::Lines;
use super::{Reason, Services};
use crate::calendar::Day;
use crate::service::Usage;
use crate::simulation::model::Model;
use crate::simulation::model::PlacesPlan;
use crate::simulation::roll::Number;

impl Services {
    /// A household has another home, or none.
    pub fn home_changes(&mut self, model: &Model, day: Day, number: Number, home: Option<u16>) {
        self.day = day;
        let home = home.unwrap_or(self.districts as u16);
        let mut entry = self.folk(number).map_or(NO_ENTRY, |folk| folk.first);
        while entry != NO_ENTRY {
            let desk = &mut self.desks[usize::from(entry.service)];
            let client = &desk.clients[entry.at as usize];
            let next = client.next;
            if let Stage::Waiting | Stage::Unclear = client.stage
                && let Some(plan) = model.services[usize::from(entry.service)].places()
            {
                desk.moves(plan, entry.at, home, day);
            }
            entry = next;
        }
    }

    /// A household leaves town.
    pub fn household_goes(&mut self, model: &Model, day: Day, number: Number) {
        self.day = day;
        let folk = self.folk_mut(number);
        folk.is_here = false;
        let mut entry = folk.first;
        while entry != NO_ENTRY {
            let desk = &mut self.desks[usize::from(entry.service)];
            let client = &desk.clients[entry.at as usize];
            let next = client.next;
            match client.stage {
                Stage::Waiting | Stage::Unclear => desk.withdraw(entry.at, Reason::Left, day),
                Stage::Served => {
                    if let Some(plan) = model.services[usize::from(entry.service)].places() {
                        desk.release(plan, entry.at, day);
                    }
                }
                Stage::Withdrawn | Stage::Over => {}
            }
            entry = next;
        }
    }
}

impl Desk {
    /// Somebody needs the service from today; says as which entry.
    #[inline]
    pub fn comes(&mut self, plan: &PlacesPlan, mut client: Client, day: Day) -> u32 {
        let at = self.clients.len() as u32;
        self.queues_up(plan, at, &mut client, day);
        self.clients.push(client);
        self.wakes_after(plan, day);
        at
    }

    /// Puts somebody into the line for the places of the home, or notes that nobody knows whether
    /// there are any.
    #[inline]
    fn queues_up(&mut self, plan: &PlacesPlan, at: u32, client: &mut Client, day: Day) {
        let pool = self.pool_of(client.home);
        client.ticket = client.ticket.wrapping_add(1);
        if plan.pools.get(pool) == Some(&None) {
            client.stage = Stage::Unclear;
            self.outcome.unclear += 1;
            return;
        }
        client.stage = Stage::Waiting;
        self.waits_at(client, day);
        if let Some(here) = self.pools.get_mut(pool) {
            here.waiting += 1;
            here.passed.entered += 1;
            self.lines.enter(pool, at, client);
            self.stir(pool);
        }
    }

    /// Takes somebody out of the line who does not get a place.
    fn leaves_the_line(&mut self, client: &Client, day: Day) {
        if client.stage == Stage::Unclear {
            self.outcome.unclear -= 1;
            return;
        }
        self.waits_no_longer(client, day);
        let pool = self.pool_of(client.home);
        if let Some(pool) = self.pools.get_mut(pool) {
            pool.waiting -= 1;
            pool.passed.left += 1;
        }
    }

    /// Somebody goes away without a place; who has one keeps it.
    pub fn withdraw(&mut self, at: u32, reason: Reason, day: Day) {
        let client = &mut self.clients[at as usize];
        match client.stage {
            Stage::Unclear => client.stage = Stage::Over,
            Stage::Waiting => {
                let left = *client;
                client.stage = Stage::Withdrawn;
                self.leaves_the_line(&left, day);
                self.waits.unserved_after(day - left.since);
                match reason {
                    Reason::GaveUp => self.outcome.gave_up += 1,
                    Reason::Left => self.outcome.left += 1,
                    Reason::Outgrew => self.outcome.outgrew += 1,
                }
            }
            Stage::Served | Stage::Withdrawn | Stage::Over => {}
        }
    }

    /// Somebody who waits has another home. Where places belong to districts the line changes with
    /// it; the waiting time stays.
    fn moves(&mut self, plan: &PlacesPlan, at: u32, home: u16, day: Day) {
        let mut client = self.clients[at as usize];
        match self.lines {
            Lines::Districts(_) => {
                self.leaves_the_line(&client, day);
                client.home = home;
                self.queues_up(plan, at, &mut client, day);
            }
            Lines::Town(_) if client.stage == Stage::Waiting => {
                self.waits_no_longer(&client, day);
                client.home = home;
                self.waits_at(&client, day);
            }
            Lines::Town(_) => client.home = home,
        }
        self.clients[at as usize] = client;
    }

    /// Whoever has waited for all of the patience gives up.
    pub fn the_impatient_give_up(&mut self, patience: Day, day: Day) {
        while let Some(client) = self.clients.get(self.next_impatient) {
            if day - client.since < patience {
                return;
            }
            let at = self.next_impatient as u32;
            self.next_impatient += 1;
            self.withdraw(at, Reason::GaveUp, day);
        }
    }

    /// Who has now waited longer than is in time.
    #[inline]
    pub fn the_late_are_counted(&mut self, day: Day) {
        while let Some(client) = self.clients.get_mut(self.next_late) {
            if day - client.since <= self.in_time {
                return;
            }
            self.next_late += 1;
            if client.stage == Stage::Waiting {
                client.is_late = true;
                let home = client.home;
                self.is_late_at(home);
                self.homes[usize::from(home)].books.late += 1;
            }
        }
    }

    /// Takes somebody out of the line who has a place from today.
    #[inline]
    pub fn has_a_place(&mut self, at: u32, day: Day) {
        let client = &mut self.clients[at as usize];
        client.stage = Stage::Served;
        let client = *client;
        self.waits_no_longer(&client, day);
        let pool = self.pool_of(client.home);
        if let Some(pool) = self.pools.get_mut(pool) {
            pool.waiting -= 1;
        }
    }

    /// Somebody needs the place no longer; a seat in a class stays empty until the class ends.
    pub fn release(&mut self, plan: &PlacesPlan, at: u32, day: Day) {
        let client = &mut self.clients[at as usize];
        client.stage = Stage::Over;
        if matches!(plan.usage, Usage::Class { .. }) {
            return;
        }
        let (home, until) = (client.home, client.place_until);
        let pool = self.pool_of(home);
        self.places_are_free(pool, 1);
        if day < until {
            let pool = &mut self.pools[pool];
            pool.passed.released += 1;
            pool.ends_before(until);
        }
    }
}
