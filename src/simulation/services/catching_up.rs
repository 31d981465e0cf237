//! The desks catch up with the town, day by day: in the morning people come, leave the lines and
//! places become free; then people are let in, the impatient give up, and the evening is counted.

use super::clients::{Entry, NO_ENTRY};
use super::folks::News;
use super::{Due, Services};
use crate::calendar::Day;
use crate::simulation::model::Model;
use crate::simulation::roll::Household;
use crate::streams::Stream;

/// The town whose people need the services.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) struct Scene<'a> {
    pub model: &'a Model,
    pub stream: &'a Stream,
    pub roll: &'a [Household],
}

impl Services {
    /// Plays all days before this one, and its morning: places that become free today can be seen.
    pub fn catch_up_to_the_morning(&mut self, scene: Scene, day: Day) {
        self.catch_up_before(scene, day);
        if self.next_morning == day {
            self.morning(scene, day);
        }
    }

    /// Plays all days before this one.
    pub fn catch_up_before(&mut self, scene: Scene, day: Day) {
        while self.next_evening < day {
            let today = self.next_evening;
            if self.next_morning == today {
                self.morning(scene, today);
            }
            self.evening(scene, today);
        }
    }

    fn morning(&mut self, scene: Scene, day: Day) {
        self.next_morning = day + 1;
        for desk in &mut self.desks {
            desk.turns(day);
        }
        self.news_come(scene, day);
        while let Some(due) = self.agenda.take(day) {
            match due {
                Due::Arises {
                    folk,
                    service,
                    member,
                    outgrows,
                } => self.arises(scene, (folk, service, member), outgrows, day),
                Due::Moves(entry) => self.moves_with_the_household(scene.model, entry, day),
            }
        }
    }

    /// What the desks do not know yet.
    pub(super) fn news_come(&mut self, scene: Scene, day: Day) {
        while let Some(news) = self.folks.next_news(day) {
            match news {
                News::Came(folk) => {
                    let track = self.folks.of(folk).track;
                    self.needs_arise(scene, folk, day, |plan| plan.is_open_to(track));
                }
                News::Switched(switch) => self.track_changes(scene, switch),
            }
        }
    }

    fn evening(&mut self, scene: Scene, day: Day) {
        self.next_evening = day + 1;
        let first = day as usize * self.desks.len();
        for service in 0..self.desks.len() {
            if !self.desks[service].rests(day) {
                self.works(scene, service, day);
            }
            let desk = &self.desks[service];
            if desk.has_places {
                self.course[first + service] = desk.waiting;
            }
        }
    }

    /// An evening on which people may be let in, or give up.
    fn works(&mut self, scene: Scene, service: usize, day: Day) {
        let Some(places) = scene.model.services[service].places() else {
            return;
        };
        if let Some(opening) = self.desks[service].opening(places, day) {
            self.let_in(scene, (service, places), opening, day);
        }
        if let Some(patience) = places.patience {
            self.desks[service].the_impatient_give_up(patience, day);
        }
    }

    /// Somebody who waits has the home of the household from today.
    pub(super) fn moves_with_the_household(&mut self, model: &Model, entry: Entry, day: Day) {
        let service = usize::from(entry.service);
        let desk = &mut self.desks[service];
        if let Some(plan) = model.services[service].places() {
            let home = self.folks.home_on(desk.clients[entry.at as usize].folk, day);
            desk.moves(plan, entry.at, home);
        }
    }

    /// Tells all entries of a household.
    pub(super) fn for_each_entry(&mut self, folk: u32, mut tell: impl FnMut(&mut Services, Entry)) {
        let mut entry = self.folks.of(folk).first;
        while entry != NO_ENTRY {
            let next = self.client(entry).next;
            tell(self, entry);
            entry = next;
        }
    }
}
