//! Households move, change their track, go. Of those that the desks do not know yet it is only
//! written down.

use super::catching_up::Scene;
use super::clients::{Entry, NO_ENTRY, Stage};
use super::notebook::Switch;
use super::{Due, Services};
use crate::calendar::Day;
use crate::simulation::model::{Area, Model, ServicePlan};
use crate::simulation::roll::{Guest, Number};

impl Services {
    /// The host falls away, and the household stands in the roll from today, without a home.
    pub fn guest_enters_the_roll(&mut self, model: &Model, day: Day, guest: Guest, number: Number) {
        self.notebook.guest_enters_the_roll(guest, number);
        self.has_another_home(model, day, guest.0, None);
    }

    /// A guest whose host never falls away leaves town.
    pub fn guest_goes(&mut self, model: &Model, day: Day, guest: Guest) {
        self.leaves(model, day, guest.0);
    }

    /// A household has another home, or none.
    #[inline]
    pub fn home_changes(&mut self, model: &Model, day: Day, number: Number, home: Option<u16>) {
        if let Some(note) = self.notebook.with(number) {
            self.has_another_home(model, day, note, home);
        }
    }

    /// A household leaves town.
    #[inline]
    pub fn household_goes(&mut self, model: &Model, day: Day, number: Number) {
        if let Some(note) = self.notebook.with(number) {
            self.leaves(model, day, note);
        }
    }

    /// The track of a household changes: services may open to it, others do so no longer.
    pub fn household_switches(&mut self, model: &Model, day: Day, number: Number, tracks: (u16, u16)) {
        let depends = |plan: &ServicePlan| plan.tracks.is_some();
        if let Some(note) = self.notebook.with(number)
            && model.services.iter().any(depends)
        {
            self.notebook.switches(note, day, tracks);
        }
    }

    #[inline]
    fn has_another_home(&mut self, model: &Model, day: Day, note: u32, home: Option<u16>) {
        self.notebook.moves(note, day, home);
        if self.notebook.is_known(note) {
            self.for_each_entry(note, |services, entry| {
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
        if day < self.desks[usize::from(entry.service)].next {
            self.moves_with_the_household(model, entry, day);
        } else {
            self.agenda.enter(u64::from(day), Due::Moves(entry));
        }
    }

    #[inline]
    fn leaves(&mut self, model: &Model, day: Day, note: u32) {
        self.notebook.of_mut(note).left = day;
        if self.notebook.is_known(note) {
            self.for_each_entry(note, |services, entry| {
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
            note, day, from, to, ..
        } = switch;
        let plans = &scene.model.services;
        self.notebook.of_mut(note).track = to;
        self.for_each_entry(note, |services, entry| {
            let service = usize::from(entry.service);
            if !plans[service].is_open_to(to) {
                services.desks[service].goes_away(entry.at, Stage::TurnedAway, day);
            }
        });
        let opens = |plan: &ServicePlan| plan.is_open_to(to) && !plan.is_open_to(from);
        if plans.iter().any(opens) {
            self.needs_arise(scene, note, day, opens);
        }
    }

    /// Tells all entries of a household.
    fn for_each_entry(&mut self, note: u32, mut tell: impl FnMut(&mut Services, Entry)) {
        let mut entry = self.notebook.of(note).latest;
        while entry != NO_ENTRY {
            let next = self.client(entry).next;
            tell(self, entry);
            entry = next;
        }
    }
}
