//! The queues: who stands in which, moves to another with the home, or goes away.

use super::clients::{ClientNumber, NO_CLIENT, NO_POOL, Stage};
use super::plan::{Area, OfferPlan, PlacesPlan};
use super::{Reason, Services};
use crate::calendar::Day;
use crate::service::Usage;
use crate::simulation::model::Model;
use crate::simulation::roll::Number;

impl Services {
    /// Puts somebody into the queue for the places of the home, or notes that nobody knows
    /// whether there are any.
    pub(super) fn queue_up(&mut self, plan: &PlacesPlan, number: ClientNumber) {
        let client = &mut self.clients[number as usize];
        let desk = &mut self.desks[usize::from(client.service)];
        let has_home = usize::from(client.home) < self.districts;
        client.pool = match plan.area {
            Area::Town => 0,
            Area::Districts if has_home => client.home,
            Area::Districts => NO_POOL,
        };
        client.ticket = client.ticket.wrapping_add(1);
        let capacity = plan.pools.get(usize::from(client.pool));
        if capacity == Some(&None) {
            client.stage = Stage::Unclear;
            desk.outcome.unclear += 1;
            return;
        }
        client.stage = Stage::Waiting;
        desk.waits_at(client, self.day);
        if let Some(pool) = desk.pools.get_mut(usize::from(client.pool)) {
            pool.enter(number, client);
            desk.stir(client.pool);
        }
    }

    /// Takes somebody out of the queue who does not get a place.
    fn leave_queue(&mut self, number: ClientNumber) {
        let client = &self.clients[number as usize];
        let desk = &mut self.desks[usize::from(client.service)];
        if client.stage == Stage::Unclear {
            desk.outcome.unclear -= 1;
            return;
        }
        desk.waits_no_longer(client, self.day);
        if let Some(pool) = desk.pools.get_mut(usize::from(client.pool)) {
            pool.waiting -= 1;
            pool.passed.left += 1;
        }
    }

    /// Somebody goes away without a place; who has one keeps it.
    pub(super) fn withdraw(&mut self, number: ClientNumber, reason: Reason) {
        let stage = self.clients[number as usize].stage;
        if stage == Stage::Unclear {
            self.clients[number as usize].stage = Stage::Over;
        }
        if stage != Stage::Waiting {
            return;
        }
        self.leave_queue(number);
        let client = &mut self.clients[number as usize];
        client.stage = Stage::Withdrawn;
        let desk = &mut self.desks[usize::from(client.service)];
        desk.waits.unserved_after(self.day - client.since);
        match reason {
            Reason::GaveUp => desk.outcome.gave_up += 1,
            Reason::Left => desk.outcome.left += 1,
            Reason::Outgrew => desk.outcome.outgrew += 1,
        }
    }

    /// A household has another home, or none.
    pub fn home_changes(&mut self, model: &Model, day: Day, number: Number, home: Option<u16>) {
        self.day = day;
        let Some(folk) = self.folk(number) else {
            return;
        };
        let mut at = folk.first;
        let home = home.unwrap_or(self.districts as u16);
        while at != NO_CLIENT {
            let client = &self.clients[at as usize];
            let (next, stage) = (client.next, client.stage);
            if let Stage::Waiting | Stage::Unclear = stage {
                self.moves_queue(model, at, home);
            }
            at = next;
        }
    }

    /// With the home the queue changes where places belong to districts; the waiting time stays.
    fn moves_queue(&mut self, model: &Model, number: ClientNumber, home: u16) {
        let client = &mut self.clients[number as usize];
        let service = usize::from(client.service);
        match &model.services[service].offer {
            OfferPlan::Places(plan) if plan.area == Area::Districts => {
                self.leave_queue(number);
                self.clients[number as usize].home = home;
                self.queue_up(plan, number);
            }
            _ => {
                let waits = client.stage == Stage::Waiting;
                let desk = &mut self.desks[service];
                if waits {
                    desk.waits_no_longer(client, self.day);
                }
                client.home = home;
                if waits {
                    desk.waits_at(client, self.day);
                }
            }
        }
    }

    /// A household leaves town.
    pub fn household_goes(&mut self, model: &Model, day: Day, number: Number) {
        self.day = day;
        let folk = self.folk_mut(number);
        folk.is_here = false;
        let mut at = folk.first;
        while at != NO_CLIENT {
            let client = &self.clients[at as usize];
            let (next, stage) = (client.next, client.stage);
            match stage {
                Stage::Waiting | Stage::Unclear => self.withdraw(at, Reason::Left),
                Stage::Served => self.release(model, at),
                Stage::Withdrawn | Stage::Over => {}
            }
            at = next;
        }
    }

    /// Somebody needs the place no longer; a seat in a class stays empty until the class ends.
    pub(super) fn release(&mut self, model: &Model, number: ClientNumber) {
        let client = &mut self.clients[number as usize];
        client.stage = Stage::Over;
        let OfferPlan::Places(plan) = &model.services[usize::from(client.service)].offer else {
            return;
        };
        if !matches!(plan.usage, Usage::Class { .. }) {
            let desk = &mut self.desks[usize::from(client.service)];
            desk.places_are_free(usize::from(client.pool), 1);
            let pool = &mut desk.pools[usize::from(client.pool)];
            if self.day < client.place_until {
                pool.passed.released += 1;
                pool.ends_before(client.place_until);
            }
        }
    }
}
