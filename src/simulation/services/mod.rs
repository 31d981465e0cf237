//! Step 6 of the day: services let people in and let them go.
//!
//! A person begins to wait when the need arises, on arrival or on the day when the age is
//! reached, and gets a place in order of the waiting time. What happens on a later day is
//! entered into an agenda, so that nobody is looked at on a day on which nothing happens.

mod clients;
mod comings;
mod day;
mod desk;
mod guests;
mod intake;
mod means;
mod outcome;
mod outlook;
mod pool;
mod start;
mod waiting;
mod weeks;

pub(super) use day::Look;
pub use outcome::{ServiceAtHome, ServiceCourse, ServiceOutcome};

use super::model::{Area, Model, OfferPlan};
use super::roll::{Agenda, Number};
use crate::calendar::Day;
use clients::{Client, Entry, Folk, NO_ENTRY, Stage};
use desk::Desk;
use guests::Guest;

/// All services of a replication, and who needs them.
#[derive(Clone, Debug, Default)]
pub(super) struct Services {
    day: Day,
    districts: usize,
    /// By number of the household.
    folks: Vec<Folk>,
    /// Households with private hosts.
    guests: Vec<Guest>,
    agenda: Agenda<Due>,
    desks: Vec<Desk>,
    course: Vec<u32>,
}

/// What falls due.
#[derive(Clone, Copy, Debug)]
enum Due {
    /// A person reaches the age for a service.
    Arises {
        household: Number,
        service: u16,
        member: u8,
        outgrows: Day,
    },
    /// A person is too old for it from today.
    Outgrown(Entry),
    /// The time with a place is over.
    Ends(Entry),
    /// A class ends.
    ClassEnds { service: u16, pool: u16, seats: u32 },
}

/// Why somebody waits no longer without having got a place.
#[derive(Clone, Copy, Debug)]
enum Reason {
    GaveUp,
    Left,
    Outgrew,
}

impl Services {
    /// Back to the first morning.
    pub fn reset(&mut self, model: &Model) {
        self.day = 0;
        self.districts = model.layout.districts;
        self.folks.clear();
        self.guests.clear();
        self.course.clear();
        self.agenda.reset(model.calendar.days);
        self.desks.resize_with(model.services.len(), Desk::default);
        for (desk, plan) in self.desks.iter_mut().zip(&model.services) {
            desk.reset(plan, self.districts);
        }
    }

    /// Whether somebody of a household waits for a place of a service.
    pub fn household_waits(&self, number: Number, service: usize) -> bool {
        let first = self.folk(number).map_or(NO_ENTRY, |folk| folk.first);
        self.entries(first)
            .any(|entry| usize::from(entry.service) == service && self.client(entry).stage == Stage::Waiting)
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
