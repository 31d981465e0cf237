//! What the services do on a day: who becomes old enough joins, places become free, people are
//! let in, the impatient give up, and the evening is counted.

use super::clients::{ClientNumber, Stage};
use super::desk::Desk;
use super::plan::{OfferPlan, PlacesPlan};
use super::{Due, Reason, ServiceOutcome, Services};
use crate::calendar::Day;
use crate::service::Intake;
use crate::simulation::model::Model;
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
                    self.let_in(model, stream, service, places, look.roll);
                    if self.desks[service].next_wait_ends <= day {
                        self.the_impatient_give_up(service, places);
                        self.the_late_are_counted(service, places);
                        self.desks[service].looks_for_the_next_wait(places);
                    }
                    let desk = &mut self.desks[service];
                    desk.evening_comes(places.tolerated, day);
                    desk.waiting
                }
                OfferPlan::Staff(staff) => {
                    let served = match &plan.tracks {
                        None => look.persons,
                        Some(open) => (look.by_track.iter().zip(open))
                            .filter(|(_, open)| **open)
                            .map(|(persons, _)| persons)
                            .sum(),
                    };
                    self.desks[service].look_after(staff, served, day);
                    served
                }
            };
            self.course.push(evening);
        }
    }

    fn happens(&mut self, model: &Model, due: Due, look: Look) {
        match due {
            Due::Arises {
                household,
                service,
                member,
                outgrows,
            } => {
                let service = usize::from(service);
                let household = self.number_today(household);
                let track = self.household(look.roll, household).track;
                let is_here = self.folk(household).is_some_and(|folk| folk.is_here);
                if is_here && model.services[service].is_open_to(track) {
                    let home = self.home_of_guest(household).or_else(|| (look.home)(household));
                    if let OfferPlan::Places(plan) = &model.services[service].offer
                        && !self.is_known(household, service, member)
                    {
                        self.join(plan, (household, service, member), outgrows, home);
                    }
                }
            }
            Due::Outgrown(client) => self.outgrows(model, client),
            Due::Ends(client) => {
                if self.clients[client as usize].stage == Stage::Served {
                    self.release(model, client);
                }
            }
            Due::ClassEnds { service, pool, seats } => {
                self.desks[usize::from(service)].places_are_free(usize::from(pool), seats);
            }
        }
    }

    /// Who is too old waits no longer. A place ends with it, in services with years with the
    /// year.
    fn outgrows(&mut self, model: &Model, number: ClientNumber) {
        let client = self.clients[number as usize];
        self.withdraw(number, Reason::Outgrew);
        let OfferPlan::Places(plan) = &model.services[usize::from(client.service)].offer else {
            return;
        };
        if client.stage != Stage::Served {
            return;
        }
        let today = self.day;
        match &plan.intake {
            Intake::Year { starts, .. } if !starts.contains(&today) => {
                if let Some(&next) = starts.iter().find(|&&start| start > today) {
                    self.agenda.enter(u64::from(next), Due::Ends(number));
                }
            }
            _ => self.release(model, number),
        }
    }

    /// Whoever has waited for all of the patience gives up.
    fn the_impatient_give_up(&mut self, service: usize, plan: &PlacesPlan) {
        let Some(patience) = plan.patience else { return };
        while let Some((since, number)) = self.desks[service].next(self.desks[service].next_impatient) {
            if self.day - since < patience {
                return;
            }
            self.desks[service].next_impatient += 1;
            self.withdraw(number, Reason::GaveUp);
        }
    }

    /// Who has now waited longer than is in time.
    fn the_late_are_counted(&mut self, service: usize, plan: &PlacesPlan) {
        while let Some((since, number)) = self.desks[service].next(self.desks[service].next_late) {
            if self.day - since <= plan.in_time {
                break;
            }
            let desk = &mut self.desks[service];
            desk.next_late += 1;
            let client = &mut self.clients[number as usize];
            if client.stage == Stage::Waiting {
                client.is_late = true;
                desk.is_late_at(client.home);
                desk.homes[usize::from(client.home)].books.late += 1;
            }
        }
    }

    /// Closes the books.
    pub fn end(&mut self, model: &Model) -> Vec<ServiceOutcome> {
        self.day = model.calendar.days;
        for client in self
            .clients
            .iter()
            .filter(|client| client.stage == Stage::Waiting)
        {
            let desk = &mut self.desks[usize::from(client.service)];
            desk.outcome.waiting_end += 1;
            desk.waits_no_longer(client, self.day);
            desk.waits.unserved_after(self.day - client.since);
        }
        self.desks.iter_mut().map(Desk::close).collect()
    }
}
