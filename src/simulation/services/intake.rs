//! Letting people in: on which days, as far as there are places, those who wait longest first.

use super::Services;
use super::catching_up::Scene;
use super::clients::{Client, Stage, address};
use super::desk::{Desk, Opening};
use crate::calendar::Day;
use crate::service::{Intake, Usage};
use crate::simulation::model::PlacesPlan;
use crate::stay::{Duration, nights};
use crate::streams::Draw;

impl Services {
    /// Lets people in, as far as there are places.
    pub(super) fn let_in(
        &mut self,
        scene: Scene,
        (service, plan): (usize, &PlacesPlan),
        opening: Opening,
        day: Day,
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
                    self.desks[service].classes_start((pool, capacity), (size, threshold, days), day);
                }
                _ => self.places_are_given(scene, (service, plan), (pool, capacity), opening, day),
            }
        }
        self.desks[service].give_back(stirred);
    }

    fn places_are_given(
        &mut self,
        scene: Scene,
        (service, plan): (usize, &PlacesPlan),
        (pool, capacity): (usize, u32),
        opening: Opening,
        day: Day,
    ) {
        for _ in 0..opening.places(&self.desks[service].pools[pool]) {
            let desk = &mut self.desks[service];
            if desk.pools[pool].used >= capacity || desk.pools[pool].waiting == 0 {
                return;
            }
            let Some(at) = desk.longest(pool) else {
                return;
            };
            desk.has_a_place(at, Stage::Served, day);
            if opening == Opening::FewDuringTheYear {
                desk.pools[pool].left_this_year -= 1;
            }
            let client = desk.clients[at as usize];
            let over = match &plan.usage {
                Usage::For(duration) => day.saturating_add(self.nights_of(scene, service, &client, duration)),
                _ => Day::MAX,
            };
            let leaves = self.notebook.of(client.note).left;
            self.desks[service].has_it_until(plan, at, over, leaves);
        }
    }

    /// For how many nights somebody has a place.
    fn nights_of(&self, scene: Scene, service: usize, client: &Client, duration: &Duration) -> u32 {
        if let Duration::Fixed { days } = duration {
            return nights(*days);
        }
        let household = self.notebook.household(scene.roll, client.note);
        let block = scene.stream.block(
            Draw::Service,
            household.entity ^ scene.model.services[service].entity,
            household.day,
            address(household, u32::from(client.member)),
        );
        nights(duration.quantile(block.second()))
    }
}

impl Desk {
    /// As many classes as there are seats and people for.
    fn classes_start(
        &mut self,
        (pool, capacity): (usize, u32),
        (size, threshold, days): (u32, u32, u32),
        day: Day,
    ) {
        loop {
            let here = &self.pools[pool];
            let has_seats = capacity == u32::MAX || here.used + size <= capacity;
            if !has_seats || here.waiting < threshold.max(1) {
                return;
            }
            for _ in 0..size {
                let Some(at) = self.longest(pool) else {
                    break;
                };
                self.has_a_place(at, Stage::Served, day);
            }
            self.class_begins(pool, size, day + days);
        }
    }

    pub(super) fn class_begins(&mut self, pool: usize, seats: u32, ends: Day) {
        self.pools[pool].used += seats;
        self.pools[pool].will_end(ends, seats);
        if let Some(change) = self.ahead.at(ends, pool) {
            change.freed += seats;
        }
    }
}
