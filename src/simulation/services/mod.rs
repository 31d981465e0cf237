//! Services let people in and let them go.
//!
//! A person begins to wait when the need arises, on arrival or on the day when the age is
//! reached, and gets a place in order of the waiting time.
//!
//! What happens at the desks is seen by nobody else until somebody asks. So what happens to the
//! households is written down, and the desks are played when somebody asks: a policy that weighs free
//! places, before it places households; the weekly look ahead; a measure or a shock that changes
//! their places; the end of the run. Whoever asks changes nothing. By then everything that happened to
//! the households until that day is known, and nobody has to be looked at on a day on which nothing
//! happens.

mod ahead;
mod books;
mod catching_up;
mod clients;
mod comings;
mod desk;
mod goings;
mod intake;
mod means;
mod notebook;
mod outcome;
mod outlook;
mod pool;
mod staff;
mod start;
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
use notebook::Notebook;

/// All services of a replication, and who needs them.
#[derive(Clone, Debug, Default)]
pub(super) struct Services {
    notebook: Notebook,
    agenda: Agenda<Due>,
    desks: Vec<Desk>,
    /// What each evening counted, day after day, service after service.
    course: Vec<u32>,
    /// The first evening to which the desks have not come yet.
    next_evening: Day,
    /// Used again for the books of each service.
    late: books::LateByDay,
}

/// What falls due.
#[derive(Clone, Copy, Debug)]
enum Due {
    /// A person reaches the age for a service.
    Arises(Need),
    /// A person who waits for a place of a district has another home.
    Moves(Entry),
}

/// A person's need of a service.
#[derive(Clone, Copy, Debug)]
struct Need {
    /// What is written down of the household.
    note: u32,
    member: u8,
    service: u16,
    /// First day on which the person is too old; `Day::MAX`: never.
    outgrows: Day,
}

impl Services {
    /// Back to the first morning.
    pub fn reset(&mut self, model: &Model) {
        let districts = model.layout.districts;
        self.notebook.reset(districts);
        self.course.clear();
        self.course
            .resize(model.calendar.days as usize * model.services.len(), 0);
        self.agenda.reset(model.calendar.days);
        self.desks.resize_with(model.services.len(), Desk::default);
        for (desk, plan) in self.desks.iter_mut().zip(&model.services) {
            desk.reset(plan, districts, model.calendar.days);
        }
        self.next_evening = 0;
    }

    /// Whether somebody of a household waits for a place of a service.
    pub fn household_waits(&self, number: Number, service: usize) -> bool {
        let Some(note) = self.notebook.with(number) else {
            return false;
        };
        let next = self.desks[service].next;
        self.entries(self.notebook.of(note).latest)
            .any(|entry| usize::from(entry.service) == service && self.client(entry).waits(next))
    }

    /// The entries of a household, the latest first.
    fn entries(&self, latest: Entry) -> impl Iterator<Item = Entry> {
        let there_is = |entry: Entry| Some(entry).filter(|entry| *entry != NO_ENTRY);
        std::iter::successors(there_is(latest), move |entry| there_is(self.client(*entry).next))
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
