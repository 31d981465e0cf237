//! Who has the places on the first morning: those who are there, in an order that is drawn, for
//! what is left of the time.

use super::clients::{Client, Entry, Stage, address};
use super::desk::Desk;
use super::{Due, Services};
use crate::calendar::Day;
use crate::service::Usage;
use crate::simulation::model::Model;
use crate::simulation::model::{OfferPlan, PlacesPlan};
use crate::simulation::roll::Household;
use crate::stay::nights;
use crate::streams::{Draw, Stream, unit32};

impl Services {
    /// Those who are there at the start get the places that are there: in an order that is drawn,
    /// and for what is left of the time.
    pub fn places_are_taken_at_the_start(&mut self, model: &Model, stream: &Stream, roll: &[Household]) {
        for (service, plan) in model.services.iter().enumerate() {
            let OfferPlan::Places(places) = &plan.offer else {
                continue;
            };
            let draw = |client: &Client| {
                let household = &roll[client.household as usize];
                stream.block(
                    Draw::ServiceAtStart,
                    household.entity ^ plan.entity,
                    household.day,
                    address(household, u32::from(client.member)),
                )
            };
            let clients = &self.desks[service].clients;
            let mut order: Vec<(u32, u32)> = (0..)
                .zip(clients)
                .map(|(at, client)| (draw(client).0[1], at))
                .collect();
            order.sort_unstable();
            for pool in 0..places.pools.len() {
                let desk = &self.desks[service];
                let in_pool = |at: u32| {
                    let client = &desk.clients[at as usize];
                    client.stage == Stage::Waiting && desk.pool_of(client.home) == pool
                };
                let all = order.iter().map(|(_, at)| *at);
                let here: Vec<u32> = all.filter(|&at| in_pool(at)).collect();
                let capacity = places.pools[pool].unwrap_or(0);
                match places.usage {
                    Usage::Class { size, days, .. } => {
                        self.classes_go_on(service, pool, &here, capacity, (size, days));
                    }
                    _ => self.places_go_on(service, places, pool, &here, &draw),
                }
            }
        }
    }

    fn places_go_on(
        &mut self,
        service: usize,
        plan: &PlacesPlan,
        pool: usize,
        here: &[u32],
        draw: &dyn Fn(&Client) -> crate::streams::Block,
    ) {
        let capacity = plan.pools[pool].unwrap_or(0) as usize;
        for &at in here.iter().take(capacity) {
            let desk = &mut self.desks[service];
            let block = draw(&desk.clients[at as usize]);
            desk.had_a_place(at);
            desk.place_is_known_to_end(plan, at);
            desk.pools[pool].used += 1;
            if let Usage::For(duration) = &plan.usage {
                let left = duration.equilibrium_residual(block.second(), unit32(block.0[1]));
                let service = service as u16;
                self.agenda
                    .enter(u64::from(nights(left)), Due::Ends(Entry { service, at }));
            }
        }
    }

    /// Classes that have begun at even distances before the start.
    fn classes_go_on(
        &mut self,
        service: usize,
        pool: usize,
        here: &[u32],
        capacity: u32,
        (size, days): (u32, u32),
    ) {
        let needed = u32::try_from(here.len())
            .unwrap_or(u32::MAX)
            .div_ceil(size.max(1));
        let classes = (capacity / size.max(1)).min(needed);
        for (class, members) in here
            .chunks(size.max(1) as usize)
            .take(classes as usize)
            .enumerate()
        {
            members.iter().for_each(|&at| self.desks[service].had_a_place(at));
            let ends = (class as u64 + 1) * u64::from(days) / u64::from(classes);
            self.class_begins(service, pool, size, Day::try_from(ends).unwrap_or(days).max(1));
        }
    }
}

impl Desk {
    fn had_a_place(&mut self, at: u32) {
        self.has_a_place(at, 0);
        self.outcome.held_at_start += 1;
    }
}
