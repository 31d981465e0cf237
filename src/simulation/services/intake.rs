//! Letting people in: on which days, as far as there are places, those who wait longest first.

use super::clients::{Entry, address};
use super::desk::{Desk, Opening};
use super::{Due, Services};
use crate::calendar::Day;
use crate::service::{Intake, Usage};
use crate::simulation::model::Model;
use crate::simulation::model::PlacesPlan;
use crate::simulation::roll::Household;
use crate::stay::{Duration, nights};
use crate::streams::{Draw, Stream};

impl Services {
    /// Lets people in, as far as there are places.
    pub(super) fn let_in(
        &mut self,
        model: &Model,
        stream: &Stream,
        (service, plan): (usize, &PlacesPlan),
        opening: Opening,
        roll: &[Household],
    ) {
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
                    self.classes_start(service, (pool, capacity), (size, threshold, days));
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
        (pool, capacity): (usize, u32),
        (size, threshold, days): (u32, u32, u32),
    ) {
        loop {
            let desk = &mut self.desks[service];
            let here = &desk.pools[pool];
            let has_seats = capacity == u32::MAX || here.used + size <= capacity;
            if !has_seats || here.waiting < threshold.max(1) {
                return;
            }
            for _ in 0..size {
                let Some(at) = desk.longest(pool) else {
                    break;
                };
                desk.gets_a_place(at, self.day);
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
            let desk = &mut self.desks[service];
            if desk.pools[pool].used >= capacity {
                return;
            }
            let Some(at) = desk.longest(pool) else {
                return;
            };
            desk.gets_a_place(at, self.day);
            desk.place_is_known_to_end(plan, at);
            let here = &mut desk.pools[pool];
            here.used += 1;
            if opening == Opening::FewDuringTheYear {
                here.left_this_year -= 1;
            }
            if let Usage::For(duration) = &plan.usage {
                let client = desk.clients[at as usize];
                let household = self.household(roll, client.household);
                let days = match duration {
                    Duration::Fixed { days } => *days,
                    drawn => {
                        let block = stream.block(
                            Draw::Service,
                            household.entity ^ model.services[service].entity,
                            household.day,
                            address(household, u32::from(client.member)),
                        );
                        drawn.quantile(block.second())
                    }
                };
                let service = service as u16;
                self.agenda.enter(
                    u64::from(self.day) + u64::from(nights(days)),
                    Due::Ends(Entry { service, at }),
                );
            }
        }
    }
}

impl Desk {
    /// Somebody waits no longer.
    #[inline]
    fn gets_a_place(&mut self, at: u32, day: Day) {
        self.has_a_place(at, day);
        let client = self.clients[at as usize];
        self.is_served(&client, day);
    }

    /// In a service with years who outgrows it keeps the place until the next year begins.
    pub fn place_is_known_to_end(&mut self, plan: &PlacesPlan, at: u32) {
        let (Intake::Year { starts, .. }, Usage::Open) = (&plan.intake, &plan.usage) else {
            return;
        };
        let client = &mut self.clients[at as usize];
        let next = starts.partition_point(|start| *start < client.outgrows);
        if let Some(&until) = starts.get(next) {
            client.place_until = until;
            let pool = self.pool_of(self.clients[at as usize].home);
            self.pools[pool].will_end(until, 1);
        }
    }
}
