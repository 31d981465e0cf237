//! The desks catch up with the town, day by day: in the morning people come, leave the lines and
//! places become free; then people are let in, the impatient give up, and the evening is counted.

use super::clients::Entry;
use super::notebook::News;
use super::{Due, Services};
use crate::calendar::Day;
use crate::simulation::model::{Model, PlacesPlan};
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
        self.morning_comes(scene, day);
    }

    /// Plays all days before this one.
    pub fn catch_up_before(&mut self, scene: Scene, day: Day) {
        while self.next_evening < day {
            let today = self.next_evening;
            self.morning_comes(scene, today);
            self.evening_comes(scene, today);
        }
    }

    /// The morning of a day, unless it has come already.
    fn morning_comes(&mut self, scene: Scene, day: Day) {
        if self.desks.first().is_none_or(|desk| desk.next > day) {
            return;
        }
        for desk in &mut self.desks {
            desk.morning_comes(day);
        }
        self.news_come(scene, day);
        while let Some(due) = self.agenda.take(day) {
            match due {
                Due::Arises(need) => self.arises(scene, need, day),
                Due::Moves(entry) => self.moves_with_the_household(scene.model, entry, day),
            }
        }
    }

    /// What the desks do not know yet.
    pub(super) fn news_come(&mut self, scene: Scene, day: Day) {
        while let Some(news) = self.notebook.next_news(day) {
            match news {
                News::Came(note) => {
                    let track = self.notebook.of(note).track;
                    self.needs_arise(scene, note, day, |plan| plan.is_open_to(track));
                }
                News::Switched(switch) => self.track_changes(scene, switch),
            }
        }
    }

    fn evening_comes(&mut self, scene: Scene, day: Day) {
        self.next_evening = day + 1;
        let first = day as usize * self.desks.len();
        for (service, plan) in scene.model.services.iter().enumerate() {
            let Some(places) = plan.places() else { continue };
            if !self.desks[service].rests(day) {
                self.works(scene, (service, places), day);
            }
            self.course[first + service] = self.desks[service].waiting;
        }
    }

    /// An evening on which people may be let in, or give up.
    fn works(&mut self, scene: Scene, (service, places): (usize, &PlacesPlan), day: Day) {
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
            let home = self.notebook.home_on(desk.clients[entry.at as usize].note, day);
            desk.moves(plan, entry.at, home);
        }
    }
}
