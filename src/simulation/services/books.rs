//! The books of a service, closed at the end: how everybody's wait began and ended is known by then,
//! so what they come to is summed up once.

use super::Services;
use super::clients::{Client, Stage};
use super::desk::Desk;
use super::notebook::Notebook;
use super::outcome::Waits;
use super::{ServiceAtHome, ServiceOutcome};
use crate::calendar::Day;
use crate::simulation::model::{Model, OfferPlan, PlacesPlan};

impl Services {
    /// Closes the books; all days must have been played.
    pub fn end(&mut self, model: &Model) -> Vec<ServiceOutcome> {
        let days = model.calendar.days;
        let nothing = vec![ServiceAtHome::default(); model.layout.districts + 1];
        let late = &mut self.late;
        let close = |(desk, plan): (&mut Desk, &OfferPlan)| {
            let outcome = ServiceOutcome {
                by_home: nothing.clone(),
                ..std::mem::take(&mut desk.staff)
            };
            match plan {
                OfferPlan::Staff(_) => outcome,
                OfferPlan::Places(plan) => {
                    late.reset(nothing.len(), days);
                    let notebook = &self.notebook;
                    let waits = Waits::default();
                    Books {
                        desk,
                        plan,
                        notebook,
                        days,
                        outcome,
                        waits,
                        late,
                    }
                    .close()
                }
            }
        };
        let offers = model.services.iter().map(|plan| &plan.offer);
        self.desks.iter_mut().zip(offers).map(close).collect()
    }
}

/// The books of one service with places.
struct Books<'a> {
    desk: &'a Desk,
    plan: &'a PlacesPlan,
    notebook: &'a Notebook,
    /// Days of the run.
    days: Day,
    outcome: ServiceOutcome,
    waits: Waits,
    late: &'a mut LateByDay,
}

/// By home and day: by how many those who wait longer than is in time become more, or fewer.
#[derive(Clone, Debug, Default)]
pub(super) struct LateByDay {
    changes: Vec<i32>,
    /// Stretches of a wait that began at a home.
    begun: Vec<usize>,
    evenings: usize,
    /// The same as `changes`, in the whole town.
    in_town: Vec<i32>,
}

impl LateByDay {
    fn reset(&mut self, homes: usize, days: Day) {
        self.evenings = days as usize + 1;
        self.changes.resize(homes * self.evenings, 0);
        self.begun.clear();
        self.begun.resize(homes, 0);
        self.in_town.clear();
        self.in_town.resize(self.evenings, 0);
    }

    /// Somebody waits too long at a home, from the evening of a day to that before another one.
    #[inline]
    fn note(&mut self, home: u16, from: Day, until: Day) {
        let home = usize::from(home);
        let here = &mut self.changes[home * self.evenings..][..self.evenings];
        if self.begun[home] == 0 {
            // What stands there is of the service before.
            here.fill(0);
        }
        here[from as usize] += 1;
        here[until as usize] -= 1;
        self.begun[home] += 1;
        self.in_town[from as usize] += 1;
        self.in_town[until as usize] -= 1;
    }

    fn at(&self, home: usize) -> &[i32] {
        &self.changes[home * self.evenings..][..self.evenings]
    }
}

/// Persons, evening after evening.
fn persons(changes: &[i32]) -> impl Iterator<Item = usize> {
    changes.iter().scan(0, |persons, change| {
        *persons += change;
        Some(*persons as usize)
    })
}

impl Books<'_> {
    fn close(mut self) -> ServiceOutcome {
        for client in &self.desk.clients {
            self.enter(client);
        }
        self.bottlenecks_are_found();
        let mut outcome = self.outcome;
        outcome.demand = self.desk.clients.len() as u32;
        for there in &outcome.by_home {
            outcome.waiting_person_days += there.waiting_person_days;
            outcome.served += there.served;
            outcome.waited_days += there.waited_days;
            outcome.in_time += there.in_time;
            outcome.late += there.late;
        }
        [outcome.median_wait, outcome.p90_wait] = self.waits.until_left([0.5, 0.1]);
        outcome
    }

    fn enter(&mut self, client: &Client) {
        let ended = match client.stage {
            Stage::Waiting | Stage::Unclear => client.due.min(self.days),
            _ => client.ended,
        };
        let waited = ended - client.since;
        let outcome = &mut self.outcome;
        match client.stage {
            Stage::Held => outcome.held_at_start += 1,
            Stage::Unclear => outcome.unclear += 1,
            Stage::Served => self.is_served(client, waited),
            Stage::Waiting | Stage::GaveUp | Stage::TurnedAway => {
                self.waits.unserved_after(waited);
                let is_gone = client.due < self.days;
                let has_left = is_gone && client.due == self.notebook.of(client.note).left;
                let count = match client.stage {
                    Stage::GaveUp => &mut outcome.gave_up,
                    Stage::TurnedAway => &mut outcome.left,
                    _ if has_left => &mut outcome.left,
                    _ if is_gone => &mut outcome.outgrew,
                    _ => &mut outcome.waiting_end,
                };
                *count += 1;
            }
        }
        if waited > 0 {
            self.has_waited(client, ended);
        }
    }

    fn is_served(&mut self, client: &Client, waited: Day) {
        self.waits.served_after(waited);
        let home = self.notebook.home_on(client.note, client.ended);
        let there = &mut self.outcome.by_home[usize::from(home)];
        there.served += 1;
        there.waited_days += u64::from(waited);
        there.in_time += u32::from(waited <= self.plan.in_time);
    }

    /// The days of a wait belong to where somebody lived, as long as there were places to wait for.
    fn has_waited(&mut self, client: &Client, ended: Day) {
        let Books {
            desk, plan, notebook, ..
        } = *self;
        let late_from = plan.late_from(client.since);
        let is_late = late_from < ended && desk.is_counted_at(plan, notebook.home_on(client.note, late_from));
        notebook.lived(client.note, (client.since, ended), |home, from, until| {
            if !desk.is_counted_at(plan, home) {
                return;
            }
            let there = &mut self.outcome.by_home[usize::from(home)];
            there.waiting_person_days += u64::from(until - from);
            if is_late && late_from < until {
                there.late += u32::from(from <= late_from);
                self.late.note(home, from.max(late_from), until);
            }
        });
    }

    fn bottlenecks_are_found(&mut self) {
        let tolerated = self.plan.tolerated as usize;
        if self.late.begun.iter().sum::<usize>() <= tolerated {
            return;
        }
        let is_crowded = |persons: usize| persons > tolerated;
        let first = |changes| persons(changes).position(is_crowded).map(|day| day as Day);
        let in_town = &self.late.in_town;
        self.outcome.bottleneck = first(in_town);
        self.outcome.bottleneck_days = persons(in_town).filter(|persons| is_crowded(*persons)).count() as u32;
        for (home, there) in self.outcome.by_home.iter_mut().enumerate() {
            if is_crowded(self.late.begun[home]) {
                there.bottleneck = first(self.late.at(home));
            }
        }
    }
}
