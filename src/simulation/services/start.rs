//! Who has the places on the first morning: those who are there, in an order that is drawn, for
//! what is left of the time.

use super::clients::{Client, ClientNumber, Stage};
use super::plan::{OfferPlan, PlacesPlan};
use super::{Due, Services, people};
use crate::calendar::Day;
use crate::service::Usage;
use crate::simulation::model::Model;
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
                    people::address(household, u32::from(client.member)),
                )
            };
            let mut order: Vec<(u32, ClientNumber)> = self.desks[service]
                .by_since
                .iter()
                .map(|&(_, number)| (draw(&self.clients[number as usize]).0[1], number))
                .collect();
            order.sort_unstable();
            for pool in 0..places.pools.len() {
                let in_pool = |number: ClientNumber| {
                    let client = &self.clients[number as usize];
                    client.stage == Stage::Waiting && usize::from(client.pool) == pool
                };
                let all = order.iter().map(|(_, number)| *number);
                let here: Vec<ClientNumber> = all.filter(|&number| in_pool(number)).collect();
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
        here: &[ClientNumber],
        draw: &dyn Fn(&Client) -> crate::streams::Block,
    ) {
        let capacity = plan.pools[pool].unwrap_or(0) as usize;
        for &number in here.iter().take(capacity) {
            let block = draw(&self.clients[number as usize]);
            self.had_a_place(number);
            self.place_is_known_to_end(plan, number);
            self.desks[service].pools[pool].used += 1;
            if let Usage::For(duration) = &plan.usage {
                let left = duration.equilibrium_residual(block.second(), unit32(block.0[1]));
                self.agenda.enter(u64::from(nights(left)), Due::Ends(number));
            }
        }
    }

    /// Classes that have begun at even distances before the start.
    fn classes_go_on(
        &mut self,
        service: usize,
        pool: usize,
        here: &[ClientNumber],
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
            members.iter().for_each(|&number| self.had_a_place(number));
            let ends = (class as u64 + 1) * u64::from(days) / u64::from(classes);
            self.class_begins(service, pool, size, Day::try_from(ends).unwrap_or(days).max(1));
        }
    }

    fn had_a_place(&mut self, number: ClientNumber) {
        self.has_a_place(number);
        let service = self.clients[number as usize].service;
        self.desks[usize::from(service)].outcome.held_at_start += 1;
    }
}
