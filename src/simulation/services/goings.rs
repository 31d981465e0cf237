//! What happens to households while they need services: they move, change their track, go. Of those
//! that do not stand at the desks yet it is only written down.

use super::catching_up::Scene;
use super::clients::{Entry, Stage};
use super::folks::Switch;
use super::{Due, Services};
use crate::calendar::Day;
use crate::simulation::model::{Area, Model, ServicePlan};
use crate::simulation::roll::{Household, Number};

impl Services {
    /// A household comes to town; `home` is its district, where it has a regular place.
    #[inline]
    pub fn household_comes(&mut self, day: Day, standing: (Number, &Household), home: Option<u16>) {
        self.folks.comes(day, standing, home);
    }

    /// A household comes to a private host in a district; says which guest it is.
    pub fn guest_comes(&mut self, day: Day, household: &Household, home: u16) -> Number {
        self.folks.guest_comes(day, household, home)
    }

    /// The host falls away, and the household stands in the roll from today, without a home.
    pub fn guest_enters_the_roll(&mut self, model: &Model, day: Day, guest: Number, number: Number) {
        self.folks.guest_enters_the_roll(guest, number);
        self.has_another_home(model, day, guest, None);
    }

    /// A guest whose host never falls away leaves town.
    pub fn guest_goes(&mut self, model: &Model, day: Day, guest: Number) {
        self.leaves(model, day, guest);
    }

    /// A household has another home, or none.
    #[inline]
    pub fn home_changes(&mut self, model: &Model, day: Day, number: Number, home: Option<u16>) {
        if let Some(folk) = self.folks.with(number) {
            self.has_another_home(model, day, folk, home);
        }
    }

    /// A household leaves town.
    #[inline]
    pub fn household_goes(&mut self, model: &Model, day: Day, number: Number) {
        if let Some(folk) = self.folks.with(number) {
            self.leaves(model, day, folk);
        }
    }

    /// The track of a household changes: services may open to it, others do so no longer.
    pub fn household_switches(&mut self, model: &Model, day: Day, number: Number, tracks: (u16, u16)) {
        let depends = |plan: &ServicePlan| plan.tracks.is_some();
        if let Some(folk) = self.folks.with(number)
            && model.services.iter().any(depends)
        {
            self.folks.switches(folk, day, tracks);
        }
    }

    #[inline]
    fn has_another_home(&mut self, model: &Model, day: Day, folk: u32, home: Option<u16>) {
        self.folks.moves(folk, day, home);
        if self.folks.is_known(folk) {
            self.for_each_entry(folk, |services, entry| {
                services.may_change_the_line(model, entry, day)
            });
        }
    }

    /// Where places belong to districts the line changes with the home.
    fn may_change_the_line(&mut self, model: &Model, entry: Entry, day: Day) {
        let plan = model.services[usize::from(entry.service)].places();
        if plan.is_none_or(|plan| plan.area == Area::Town) {
            return;
        }
        if day < self.next_morning {
            self.moves_with_the_household(model, entry, day);
        } else {
            self.agenda.enter(u64::from(day), Due::Moves(entry));
        }
    }

    #[inline]
    fn leaves(&mut self, model: &Model, day: Day, folk: u32) {
        self.folks.of_mut(folk).left = day;
        if self.folks.is_known(folk) {
            self.for_each_entry(folk, |services, entry| {
                let service = usize::from(entry.service);
                if let Some(plan) = model.services[service].places() {
                    services.desks[service].leaves_town(plan, entry.at, day);
                }
            });
        }
    }

    /// A household that stands at the desks has another track.
    pub(super) fn track_changes(&mut self, scene: Scene, switch: Switch) {
        let Switch {
            folk, day, from, to, ..
        } = switch;
        let plans = &scene.model.services;
        self.folks.of_mut(folk).track = to;
        self.for_each_entry(folk, |services, entry| {
            let service = usize::from(entry.service);
            if !plans[service].is_open_to(to) {
                services.desks[service].goes_away(entry.at, Stage::TurnedAway, day);
            }
        });
        let opens = |plan: &ServicePlan| plan.is_open_to(to) && !plan.is_open_to(from);
        if plans.iter().any(opens) {
            self.needs_arise(scene, folk, day, opens);
        }
    }
}
