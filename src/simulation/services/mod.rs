//! Step 6 of the day: services let people in and let them go.
//!
//! A person begins to wait when the need arises, on arrival or on the day when the age is
//! reached, and gets a place in order of the waiting time.
//!
//! What happens at the desks is seen by nobody else until somebody asks, so they are played when
//! somebody does: by a policy that weighs free places before it places households, by the weekly
//! look ahead, by what changes their places, and at the end of the run. Then everything that happened
//! to the households until that day is known, and nobody has to be looked at on a day on which
//! nothing happens.

mod books;
mod catching_up;
mod clients;
mod comings;
mod desk;
mod folks;
mod goings;
mod intake;
mod means;
mod outcome;
mod outlook;
mod pool;
mod staff;
mod start;
mod tide;
mod waiting;
mod weeks;

pub(super) use catching_up::Scene;
pub use outcome::{ServiceAtHome, ServiceCourse, ServiceOutcome};
pub(super) use staff::Persons;

use super::model::{Area, Model, OfferPlan};
use super::roll::{Agenda, Number};
use crate::calendar::Day;
use clients::{Client, Entry, NO_ENTRY};
use desk::Desk;
use folks::Folks;

/// All services of a replication, and who needs them.
#[derive(Clone, Debug, Default)]
pub(super) struct Services {
    folks: Folks,
    agenda: Agenda<Due>,
    desks: Vec<Desk>,
    /// What each evening counted, day after day, service after service.
    course: Vec<u32>,
    /// The first morning, and the first evening, to which the desks have not come yet.
    next_morning: Day,
    next_evening: Day,
    /// Used again for the books of each service.
    late: books::Late,
}

/// What falls due.
#[derive(Clone, Copy, Debug)]
enum Due {
    /// A person reaches the age for a service.
    Arises {
        folk: u32,
        service: u16,
        member: u8,
        outgrows: Day,
    },
    /// A person who waits for a place of a district has another home.
    Moves(Entry),
}

impl Services {
    /// Back to the first morning.
    pub fn reset(&mut self, model: &Model) {
        let districts = model.layout.districts;
        self.folks.reset(districts);
        self.course.clear();
        self.course
            .resize(model.calendar.days as usize * model.services.len(), 0);
        self.agenda.reset(model.calendar.days);
        self.desks.resize_with(model.services.len(), Desk::default);
        for (desk, plan) in self.desks.iter_mut().zip(&model.services) {
            desk.reset(plan, model.calendar.days);
        }
        (self.next_morning, self.next_evening) = (0, 0);
    }

    /// Whether somebody of a household waits for a place of a service.
    pub fn household_waits(&self, number: Number, service: usize) -> bool {
        let Some(folk) = self.folks.with(number) else {
            return false;
        };
        self.entries(self.folks.of(folk).first)
            .any(|entry| usize::from(entry.service) == service && self.client(entry).waits(self.next_morning))
    }

    /// The entries of a household, the last one first.
    fn entries(&self, first: Entry) -> impl Iterator<Item = Entry> {
        let there_is = |entry: Entry| Some(entry).filter(|entry| *entry != NO_ENTRY);
        std::iter::successors(there_is(first), move |entry| there_is(self.client(*entry).next))
    }

    fn client(&self, entry: Entry) -> &Client {
        &self.desks[usize::from(entry.service)].clients[entry.at as usize]
    }

    /// Whether a district has a place of a service that nobody there waits for.
    pub fn has_free_place(&self, model: &Model, service: usize, district: usize) -> bool {
        let OfferPlan::Places(plan) = &model.services[service].offer else {
            return false;
        };
        let at = match plan.area {
            Area::Town => 0,
            Area::Districts => district,
        };
        let pool = &self.desks[service].pools[at];
        self.desks[service]
            .capacity(plan, at)
            .is_some_and(|capacity| pool.used.saturating_add(pool.waiting) < capacity)
    }

    /// What each evening counted, day after day, service after service.
    pub fn course(&self) -> &[u32] {
        &self.course
    }
}
