//! Who has the places on the first morning: those who are there, in an order that is drawn, for
//! what is left of the time.

use super::Services;
use super::catching_up::Scene;
use super::clients::{Client, Stage, address};
use super::desk::Desk;
use crate::calendar::Day;
use crate::service::Usage;
use crate::simulation::model::{OfferPlan, PlacesPlan};
use crate::stay::nights;
use crate::streams::{Block, Draw, unit32};

impl Services {
    /// Those who are there at the start get the places that are there: in an order that is drawn,
    /// and for what is left of the time.
    pub fn places_are_taken_at_the_start(&mut self, scene: Scene) {
        self.news_come(scene, 0);
        for (service, plan) in scene.model.services.iter().enumerate() {
            let OfferPlan::Places(places) = &plan.offer else {
                continue;
            };
            let notebook = &self.notebook;
            let draw = |client: &Client| {
                let household = notebook.household(scene.roll, client.note);
                scene.stream.block(
                    Draw::ServiceAtStart,
                    household.entity ^ plan.entity,
                    household.day,
                    address(household, u32::from(client.member)),
                )
            };
            self.desks[service].places_go_on(places, draw);
        }
    }
}

impl Desk {
    fn places_go_on(&mut self, plan: &PlacesPlan, draw: impl Fn(&Client) -> Block) {
        let drawn = (0..).zip(&self.clients);
        let mut order: Vec<(u32, u32)> = drawn.map(|(at, client)| (draw(client).0[1], at)).collect();
        order.sort_unstable();
        for pool in 0..plan.pools.len() {
            let in_pool = |at: &u32| {
                let client = &self.clients[*at as usize];
                client.stage == Stage::Waiting && self.line_of(client.home) == pool
            };
            let here: Vec<u32> = order.iter().map(|(_, at)| *at).filter(in_pool).collect();
            let capacity = plan.pools[pool].unwrap_or(0);
            match &plan.usage {
                Usage::Class { size, days, .. } => {
                    self.classes_go_on(pool, &here, capacity, (*size, *days));
                }
                usage => {
                    for &at in here.iter().take(capacity as usize) {
                        let block = draw(&self.clients[at as usize]);
                        let over = match usage {
                            Usage::For(duration) => {
                                nights(duration.equilibrium_residual(block.second(), unit32(block.0[1])))
                            }
                            _ => Day::MAX,
                        };
                        self.has_a_place(at, Stage::Held, 0);
                        self.has_it_until(plan, at, over, Day::MAX);
                    }
                }
            }
        }
    }

    /// Classes that have begun at even distances before the start.
    fn classes_go_on(&mut self, pool: usize, here: &[u32], capacity: u32, (size, days): (u32, u32)) {
        let needed = u32::try_from(here.len())
            .unwrap_or(u32::MAX)
            .div_ceil(size.max(1));
        let classes = (capacity / size.max(1)).min(needed);
        for (class, members) in here
            .chunks(size.max(1) as usize)
            .take(classes as usize)
            .enumerate()
        {
            for &at in members {
                self.has_a_place(at, Stage::Held, 0);
            }
            let ends = (class as u64 + 1) * u64::from(days) / u64::from(classes);
            self.class_begins(pool, size, Day::try_from(ends).unwrap_or(days).max(1));
        }
    }
}
