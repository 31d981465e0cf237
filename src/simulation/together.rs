//! Step 5 of the day under the balanced rule: all who wait are placed together, and where the
//! policy allows it some of those already housed move.

use super::Town;
use super::model::Model;
use super::placing::Queued;
use super::roll::{NOBODY, Number, Stage};
use super::services::Scene;
use super::trace::Event;
use crate::allocation::balanced::{Asking, Balanced, FreeDistricts, Memory, relocation};
use crate::calendar::Day;

/// How many are looked at together; a longer queue is served in several rounds.
const TOGETHER: usize = 64;

/// What is used again from day to day.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    asking: Vec<Asking>,
    /// Positions in the queue of those who ask.
    positions: Vec<usize>,
    memory: Memory,
}

/// Days since a day, which may lie before the start.
fn waited(today: Day, since: i32) -> u32 {
    u32::try_from(i64::from(today) - i64::from(since)).unwrap_or(0)
}

impl Town {
    /// Places a queue in rounds, from the front, until nobody is left to be tried.
    pub(super) fn serve_together(&mut self, model: &Model, rule: &Balanced, lane: usize) {
        let mut queue = std::mem::take(&mut self.queues[lane]);
        let mut desk = std::mem::take(&mut self.desk);
        let mut next = 0;
        let free = self.districts_with_free_places(model, rule);
        while self.call_up(rule, free, &queue, &mut next, &mut desk) {
            rule.place(&model.layout, &mut self.occupancy, &desk.asking, &mut desk.memory);
            if let Some(gap) = desk.memory.gap {
                self.outcome.gaps.add(gap);
            }
            for (at, &position) in desk.positions.iter().enumerate() {
                let queued = queue[position];
                match desk.memory.given[at] {
                    Some(place) => {
                        self.gets_a_place(model, queued.number, place.site, place.unit);
                        queue[position].number = NOBODY;
                    }
                    None => self.failed[queued.profile as usize] = self.day,
                }
            }
        }
        // A long queue is passed without a look at the roll for those who found no room.
        queue.retain(|queued| {
            queued.number != NOBODY
                && (self.failed[queued.profile as usize] == self.day
                    || self.roll[queued.number as usize].stage == Stage::Waiting)
        });
        self.desk = desk;
        self.queues[lane] = queue;
    }

    /// The next who wait and are not like one that found no room today; says whether there are any.
    fn call_up(
        &self,
        rule: &Balanced,
        free: Option<FreeDistricts>,
        queue: &[Queued],
        next: &mut usize,
        desk: &mut Desk,
    ) -> bool {
        desk.asking.clear();
        desk.positions.clear();
        while *next < queue.len() && desk.asking.len() < TOGETHER {
            let queued = queue[*next];
            let position = *next;
            *next += 1;
            if self.failed[queued.profile as usize] == self.day {
                continue;
            }
            let household = &self.roll[queued.number as usize];
            if household.stage == Stage::Waiting {
                desk.positions.push(position);
                desk.asking.push(Asking {
                    seeker: household.seeker(),
                    prefers: household.preference(),
                    free: free.filter(|_| self.waits_for_a_place(rule, queued.number)),
                    waited: waited(self.day, household.waits_since),
                });
            }
        }
        !desk.asking.is_empty()
    }

    /// Districts with a free place of the service that the rule weighs, this morning.
    fn districts_with_free_places(&mut self, model: &Model, rule: &Balanced) -> Option<FreeDistricts> {
        let service = rule.seats.as_ref()?.service.index();
        let (stream, roll) = (&self.stream, &self.roll);
        self.services
            .catch_up_to_the_morning(Scene { model, stream, roll }, self.day);
        let has_one = |district: &usize| self.services.has_free_place(model, service, *district);
        Some((0..model.layout.districts).filter(has_one).collect())
    }

    fn waits_for_a_place(&self, rule: &Balanced, number: Number) -> bool {
        let waits = |service: usize| self.services.household_waits(number, service);
        rule.seats
            .as_ref()
            .is_some_and(|seats| waits(seats.service.index()))
    }

    /// As many moves of households already housed as the policy allows, as long as one helps.
    pub(super) fn households_relocate(&mut self, model: &Model, rule: &Balanced) {
        for _ in 0..rule.relocations {
            let housed: Vec<Number> = (0..self.roll.len() as Number)
                .filter(|&number| self.roll[number as usize].stage == Stage::Housed)
                .collect();
            let who = |number: &Number| {
                let household = &self.roll[*number as usize];
                let asking = Asking {
                    seeker: household.seeker(),
                    prefers: household.preference(),
                    free: None,
                    waited: 0,
                };
                (asking, usize::from(household.site))
            };
            let found = relocation(rule, &model.layout, &self.occupancy, housed.iter().map(who));
            let Some(found) = found else { return };
            self.relocate(model, housed[found.candidate], found.to);
        }
    }

    fn relocate(&mut self, model: &Model, number: Number, to: usize) {
        let household = &self.roll[number as usize];
        let (from, unit, seeker) = (usize::from(household.site), household.unit, household.seeker());
        let Some(new_unit) = self.occupancy.move_in(&model.layout, to, seeker) else {
            return;
        };
        self.occupancy.move_out(&model.layout, from, unit, seeker);
        self.is_housed(model, number, to, new_unit);
        self.outcome.flow.relocated.add(seeker.size);
        self.log(Event::Relocation, Some(number), u32::from(seeker.size), Some(to));
    }
}
