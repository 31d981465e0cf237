//! Step 5 of the day: waiting households get places.

use super::Town;
use super::model::Model;
use super::roll::{Household, Number, Stage};
use super::trace::Event;
use crate::allocation::{self, Ranking};
use crate::calendar::Day;
use crate::household::Composition;
use crate::occupancy::UnitIndex;
use crate::policy::Queue;

/// How many different seekers there can be: needs × (man, woman, families by size).
pub(super) fn profiles(model: &Model) -> usize {
    (usize::from(model.largest) + 2) << model.needs
}

/// A household in a queue, with its profile at hand: a long queue is passed without a look
/// at the roll for those who are like one that found no room today.
#[derive(Clone, Copy, Debug)]
pub(super) struct Queued {
    pub number: Number,
    pub profile: u32,
}

/// The number of a household's profile.
#[inline]
pub(super) fn profile(model: &Model, household: &Household) -> u32 {
    let kind = match household.composition {
        Composition::SingleMan => 0,
        Composition::SingleWoman => 1,
        Composition::Family => usize::from(household.size),
    };
    (usize::from(household.needs.0) * (usize::from(model.largest) + 2) + kind) as u32
}

impl Town {
    /// People from closed sites every day, all others on the days of the policy.
    pub(super) fn places_are_assigned(&mut self, model: &Model) {
        let lanes = if model.days[self.day as usize].placement {
            self.queues.len()
        } else {
            1
        };
        for lane in 0..lanes {
            if !self.queues[lane].is_empty() && !self.serve(model, lane) {
                break;
            }
        }
        if lanes > 1
            && let Ranking::Balanced(rule) = &model.ranking
        {
            self.households_relocate(model, rule);
        }
    }

    /// Serves a queue; says whether the next queue may be served.
    fn serve(&mut self, model: &Model, lane: usize) -> bool {
        match &model.ranking {
            Ranking::Balanced(rule) if lane == 0 || model.policy.queue == Queue::Overtaking => {
                self.serve_together(model, rule, lane);
                true
            }
            _ => self.serve_in_turn(model, lane),
        }
    }

    /// One after the other from the front; says whether the next queue may be served.
    fn serve_in_turn(&mut self, model: &Model, lane: usize) -> bool {
        let mut queue = std::mem::take(&mut self.queues[lane]);
        let mut kept = 0;
        let mut blocked = false;
        for at in 0..queue.len() {
            let queued = queue[at];
            let is_hopeless = blocked || self.failed[queued.profile as usize] == self.day;
            if !is_hopeless && self.roll[queued.number as usize].stage != Stage::Waiting {
                continue;
            }
            if is_hopeless || !self.finds_a_place(model, queued) {
                queue[kept] = queued;
                kept += 1;
                blocked |= lane > 0
                    && model.policy.queue == Queue::Strict
                    && self.roll[queued.number as usize].stage == Stage::Waiting;
            }
        }
        queue.truncate(kept);
        self.queues[lane] = queue;
        !blocked
    }

    /// Tries to place a household. Room only shrinks while places are assigned, so whoever is
    /// like one that found none today need not be tried.
    fn finds_a_place(&mut self, model: &Model, queued: Queued) -> bool {
        let number = queued.number;
        let household = &self.roll[number as usize];
        let (seeker, prefers) = (household.seeker(), household.preference());
        let chosen = allocation::choose(
            &model.ranking,
            &model.layout,
            &self.occupancy,
            seeker,
            prefers,
            &model.wishes,
        );
        let placed = chosen.and_then(|site| {
            let unit = self.occupancy.move_in(&model.layout, site, seeker)?;
            Some((site, unit))
        });
        match placed {
            Some((site, unit)) => {
                self.gets_a_place(model, number, site, unit);
                true
            }
            None => {
                self.failed[queued.profile as usize] = self.day;
                false
            }
        }
    }

    pub(super) fn gets_a_place(&mut self, model: &Model, number: Number, site: usize, unit: UnitIndex) {
        let household = &mut self.roll[number as usize];
        let size = household.size;
        let moved = std::mem::replace(&mut household.forced, false);
        self.waiting.remove(size);
        self.waits_no_longer(number);
        if !moved {
            self.outcome.flow.placed.add(size);
            self.preferences_see_a_first_place(model, number, site);
        }
        self.is_housed(model, number, site, unit);
        self.log(Event::Placement, Some(number), u32::from(size), Some(site));
    }

    /// Notes where a household lives. Its stay begins with its first place; a forced move does
    /// not lengthen it.
    #[inline]
    pub(super) fn is_housed(&mut self, model: &Model, number: Number, site: usize, unit: UnitIndex) {
        let household = &mut self.roll[number as usize];
        household.stage = Stage::Housed;
        household.site = site as u16;
        household.unit = unit;
        if household.departs == Day::MAX {
            household.departs = self.day.saturating_add(household.nights);
            if let Some(head) = self.departures.get_mut(household.departs as usize) {
                household.next_departure = *head;
                *head = number;
            }
        }
        self.services_see_a_move(model, number);
    }

    /// Where places of a service belong to districts, the home decides about the queue.
    #[inline]
    pub(super) fn services_see_a_move(&mut self, model: &Model, number: Number) {
        if !model.services.is_empty() {
            let home = super::home(model, &self.roll[number as usize]);
            self.services.home_changes(model, self.day, number, home);
        }
    }
}
