//! Letting people in: on which days, as far as there are places, those who wait longest first.

use super::clients::{ClientNumber, Stage};
use super::desk::Opening;
use super::plan::PlacesPlan;
use super::{Due, Services, people};
use crate::calendar::Day;
use crate::service::{Intake, Usage};
use crate::simulation::model::Model;
use crate::simulation::roll::Household;
use crate::stay::{Duration, nights};
use crate::streams::{Draw, Stream};

impl Services {
    /// Lets people in, as far as today is a day for it and there are places.
    pub(super) fn let_in(
        &mut self,
        model: &Model,
        stream: &Stream,
        service: usize,
        plan: &PlacesPlan,
        roll: &[Household],
    ) {
        let Some(opening) = self.desks[service].opening(plan, self.day) else {
            return;
        };
        let mut stirred = self.desks[service].take_stirred(opening);
        for pool in stirred.drain(..).map(usize::from) {
            let Some(capacity) = self.desks[service].capacity(plan, pool) else {
                continue;
            };
            match plan.usage {
                Usage::Class { size, minimum, days } => {
                    let threshold = match plan.intake {
                        Intake::AnyDay => size,
                        _ => minimum,
                    };
                    self.classes_start(service, pool, capacity, (size, threshold, days));
                }
                _ => {
                    self.places_are_given(model, stream, (service, plan), (pool, capacity), opening, roll);
                }
            }
        }
        self.desks[service].give_back(stirred);
    }

    /// As many classes as there are seats and people for.
    fn classes_start(
        &mut self,
        service: usize,
        pool: usize,
        capacity: u32,
        (size, threshold, days): (u32, u32, u32),
    ) {
        loop {
            let here = &self.desks[service].pools[pool];
            let has_seats = capacity == u32::MAX || here.used + size <= capacity;
            if !has_seats || here.waiting < threshold.max(1) {
                return;
            }
            for _ in 0..size {
                let Some(number) = self.longest(service, pool) else {
                    break;
                };
                self.gets_a_place(number);
            }
            self.class_begins(service, pool, size, self.day + days);
        }
    }

    pub(super) fn class_begins(&mut self, service: usize, pool: usize, seats: u32, ends: Day) {
        self.desks[service].pools[pool].used += seats;
        self.desks[service].pools[pool].will_end(ends, seats);
        self.agenda.enter(
            u64::from(ends),
            Due::ClassEnds {
                service: service as u16,
                pool: pool as u16,
                seats,
            },
        );
    }

    fn places_are_given(
        &mut self,
        model: &Model,
        stream: &Stream,
        (service, plan): (usize, &PlacesPlan),
        (pool, capacity): (usize, u32),
        opening: Opening,
        roll: &[Household],
    ) {
        for _ in 0..opening.places(&self.desks[service].pools[pool]) {
            if self.desks[service].pools[pool].used >= capacity {
                return;
            }
            let Some(number) = self.longest(service, pool) else {
                return;
            };
            self.gets_a_place(number);
            self.place_is_known_to_end(plan, number);
            let here = &mut self.desks[service].pools[pool];
            here.used += 1;
            if opening == Opening::FewDuringTheYear {
                here.left_this_year -= 1;
            }
            if let Usage::For(duration) = &plan.usage {
                let client = self.clients[number as usize];
                let household = self.household(roll, client.household);
                let days = match duration {
                    Duration::Fixed { days } => *days,
                    drawn => {
                        let block = stream.block(
                            Draw::Service,
                            household.entity ^ model.services[service].entity,
                            household.day,
                            people::address(household, u32::from(client.member)),
                        );
                        drawn.quantile(block.second())
                    }
                };
                self.agenda
                    .enter(u64::from(self.day) + u64::from(nights(days)), Due::Ends(number));
            }
        }
    }

    fn longest(&mut self, service: usize, pool: usize) -> Option<ClientNumber> {
        self.desks[service].pools[pool].longest(&self.clients)
    }

    /// Somebody waits no longer.
    fn gets_a_place(&mut self, number: ClientNumber) {
        self.has_a_place(number);
        let client = &self.clients[number as usize];
        self.desks[usize::from(client.service)].is_served(client, self.day);
    }

    /// Takes somebody out of the queue who has a place from today.
    pub(super) fn has_a_place(&mut self, number: ClientNumber) {
        let client = &mut self.clients[number as usize];
        client.stage = Stage::Served;
        let desk = &mut self.desks[usize::from(client.service)];
        desk.waits_no_longer(client, self.day);
        if let Some(pool) = desk.pools.get_mut(usize::from(client.pool)) {
            pool.waiting -= 1;
        }
    }

    /// In a service with years who outgrows it keeps the place until the next year begins.
    pub(super) fn place_is_known_to_end(&mut self, plan: &PlacesPlan, number: ClientNumber) {
        let (Intake::Year { starts, .. }, Usage::Open) = (&plan.intake, &plan.usage) else {
            return;
        };
        let client = &mut self.clients[number as usize];
        let next = starts.partition_point(|start| *start < client.outgrows);
        if let Some(&until) = starts.get(next) {
            client.place_until = until;
            self.desks[usize::from(client.service)].pools[usize::from(client.pool)].will_end(until, 1);
        }
    }
}
