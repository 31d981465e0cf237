//! What the services do on a day: who becomes old enough joins, places become free, people are
//! let in, the impatient give up, and the evening is counted.

use super::clients::{Entry, Stage};
use super::{Due, Reason, ServiceOutcome, Services};
use crate::calendar::Day;
use crate::service::Intake;
use crate::simulation::model::Model;
use crate::simulation::model::{OfferPlan, PlacesPlan};
use crate::simulation::roll::{Household, Number};
use crate::streams::Stream;

/// What the services see of the households: their homes, and how many people are in town.
#[derive(Clone, Copy)]
pub(in crate::simulation) struct Look<'a> {
    pub roll: &'a [Household],
    /// Persons in town by track.
    pub by_track: &'a [u32],
    /// All persons in town.
    pub persons: u32,
    /// The district where a household has a regular place.
    pub home: &'a dyn Fn(Number) -> Option<u16>,
}

impl Services {
    /// Plays the day.
    pub fn admit_and_release(&mut self, model: &Model, stream: &Stream, day: Day, look: Look) {
        self.day = day;
        while let Some(due) = self.agenda.take(day) {
            self.happens(model, due, look);
        }
        for (service, plan) in model.services.iter().enumerate() {
            let evening = match &plan.offer {
                OfferPlan::Places(places) => {
                    let mut desk = &mut self.desks[service];
                    if !desk.rests(day) {
                        self.works(model, stream, (service, places), look.roll);
                        desk = &mut self.desks[service];
                    }
                    desk.evening_comes(places.tolerated, day);
                    desk.waiting
                }
                OfferPlan::Staff(staff) => {
                    let served = match &plan.tracks {
                        None => look.persons,
                        Some(open) => {
                            let persons = |track: &u16| look.by_track[usize::from(*track)];
                            open.iter().map(persons).sum()
                        }
                    };
                    self.desks[service].look_after(staff, served, day);
                    served
                }
            };
            self.course.push(evening);
        }
    }

    /// A day on which a service with places has something to do. Kept apart, or the days on which it
    /// has nothing to do pay for what its draws prepare.
    #[inline(never)]
    fn works(
        &mut self,
        model: &Model,
        stream: &Stream,
        (service, plan): (usize, &PlacesPlan),
        roll: &[Household],
    ) {
        let day = self.day;
        if let Some(opening) = self.desks[service].opening(plan, day) {
            self.let_in(model, stream, (service, plan), opening, roll);
        }
        let desk = &mut self.desks[service];
        if let Some(patience) = plan.patience {
            desk.the_impatient_give_up(patience, day);
        }
        desk.the_late_are_counted(day);
        desk.looks_for_the_next_wait(plan);
    }

    fn happens(&mut self, model: &Model, due: Due, look: Look) {
        match due {
            Due::Arises {
                household,
                service,
                member,
                outgrows,
            } => {
                let plan = &model.services[usize::from(service)];
                let household = self.number_today(household);
                let track = self.household(look.roll, household).track;
                let is_here = self.note(household).is_some_and(|note| note.is_here);
                if is_here && plan.is_open_to(track) {
                    let home = self.home_of_guest(household).or_else(|| (look.home)(household));
                    if let Some(places) = plan.places()
                        && !self.is_known(household, service, member)
                    {
                        let first = self.folk_mut(household).first;
                        let of = (household, service, member);
                        self.folk_mut(household).first = self.join(places, of, outgrows, (home, first));
                    }
                }
            }
            Due::Outgrown(entry) => self.outgrows(model, entry),
            Due::Ends(entry) => self.place_ends(model, entry),
            Due::ClassEnds { service, pool, seats } => {
                self.desks[usize::from(service)].places_are_free(usize::from(pool), seats);
            }
        }
    }

    /// The time with a place is over, if it has not ended before.
    fn place_ends(&mut self, model: &Model, entry: Entry) {
        let desk = &mut self.desks[usize::from(entry.service)];
        if let Some(plan) = model.services[usize::from(entry.service)].places()
            && desk.clients[entry.at as usize].stage == Stage::Served
        {
            desk.release(plan, entry.at, self.day);
        }
    }

    /// Who is too old waits no longer. A place ends with it, in services with years with the
    /// year.
    fn outgrows(&mut self, model: &Model, entry: Entry) {
        self.desks[usize::from(entry.service)].withdraw(entry.at, Reason::Outgrew, self.day);
        let Some(plan) = model.services[usize::from(entry.service)].places() else {
            return;
        };
        let today = self.day;
        match &plan.intake {
            Intake::Year { starts, .. } if !starts.contains(&today) => {
                if let Some(&next) = starts.iter().find(|&&start| start > today) {
                    self.agenda.enter(u64::from(next), Due::Ends(entry));
                }
            }
            _ => self.place_ends(model, entry),
        }
    }

    /// Closes the books.
    pub fn end(&mut self, model: &Model) -> Vec<ServiceOutcome> {
        self.day = model.calendar.days;
        self.desks.iter_mut().map(|desk| desk.close(self.day)).collect()
    }
}
