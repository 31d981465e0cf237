//! Who comes to need a service: on arrival, with another track, or on the day when the age is
//! reached.

use super::catching_up::Scene;
use super::clients::{Client, Entry, NO_ENTRY, Stage, address};
use super::notebook::Note;
use super::{Due, Need, Services};
use crate::calendar::Day;
use crate::simulation::model::{Area, PlacesPlan, ServicePlan};
use crate::simulation::roll::{Guest, Household, Number};
use crate::streams::{Draw, Stream};

impl Services {
    /// A household comes to town; `home` is its district, where it has a regular place.
    #[inline]
    pub fn household_comes(&mut self, day: Day, standing: (Number, &Household), home: Option<u16>) {
        self.notebook.comes(day, standing, home);
    }

    /// A household comes to a private host in a district; says which guest it is.
    pub fn guest_comes(&mut self, day: Day, household: &Household, home: u16) -> Guest {
        self.notebook.guest_comes(day, household, home)
    }

    /// Which of these services the members of a household need, now or when they are older.
    pub(super) fn needs_arise(
        &mut self,
        scene: Scene,
        note: u32,
        today: Day,
        concerns: impl Fn(&ServicePlan) -> bool,
    ) {
        let Scene { model, stream, roll } = scene;
        let number = self.notebook.number(note);
        let start = number.and_then(|number| model.at_start(stream.replication()).get(number as usize));
        let known = start.and_then(|start| start.ages.as_deref());
        let household = self.notebook.household(roll, note);
        let (group, size, word) = (household.group, household.size, household.members);
        let ages = &model.groups[usize::from(group)].ages;
        let Note {
            came, left, latest, ..
        } = *self.notebook.of(note);
        let has_been_here = latest != NO_ENTRY;
        let gone = left.saturating_add(1).min(model.calendar.days).max(today + 1);
        for member in 0..size {
            let known = known.and_then(|known| known.get(usize::from(member)));
            let person = ages.person(word, member, known.copied());
            let born = came as i32 - person.age;
            for ask in person.asks {
                let Some(window) = ask.window(&person, born, today, gone) else {
                    continue;
                };
                let plan = &model.services[usize::from(ask.service)];
                let Some(places) = plan.places().filter(|_| concerns(plan)) else {
                    continue;
                };
                if start.is_some()
                    && has_had(
                        stream,
                        (plan, places),
                        self.notebook.household(roll, note),
                        member,
                    )
                {
                    continue;
                }
                let need = Need {
                    note,
                    member,
                    service: ask.service,
                    outgrows: window.outgrows,
                };
                if window.from > today {
                    self.agenda.enter(u64::from(window.from), Due::Arises(need));
                } else if !has_been_here || !self.is_known(need) {
                    self.needs(places, need, today);
                }
            }
        }
    }

    /// The day on which the age is reached has come; the track may be another than it was.
    pub(super) fn arises(&mut self, scene: Scene, need: Need, today: Day) {
        let plan = &scene.model.services[usize::from(need.service)];
        let Note { left, track, .. } = *self.notebook.of(need.note);
        if let Some(places) = plan.places()
            && left >= today
            && plan.is_open_to(track)
            && !self.is_known(need)
        {
            self.needs(places, need, today);
        }
    }

    /// Somebody needs a service from today.
    #[inline]
    fn needs(&mut self, plan: &PlacesPlan, need: Need, today: Day) {
        let note = self.notebook.of(need.note);
        let client = Client {
            next: note.latest,
            note: need.note,
            since: today,
            outgrows: need.outgrows,
            due: need.outgrows.min(note.left),
            ended: Day::MAX,
            home: match plan.area {
                Area::Town => 0,
                Area::Districts => self.notebook.home_on(need.note, today),
            },
            member: need.member,
            stage: Stage::Waiting,
        };
        let at = self.desks[usize::from(need.service)].comes(plan, client);
        let entry = Entry {
            service: need.service,
            at,
        };
        self.notebook.of_mut(need.note).latest = entry;
        if plan.area == Area::Districts {
            for day in self.notebook.moves_after(need.note, today) {
                self.agenda.enter(u64::from(day), Due::Moves(entry));
            }
        }
    }

    /// Whether the person waits for the service already, or has had it.
    fn is_known(&self, need: Need) -> bool {
        self.entries(self.notebook.of(need.note).latest).any(|entry| {
            let client = self.client(entry);
            entry.service == need.service
                && client.member == need.member
                && !matches!(client.stage, Stage::GaveUp | Stage::TurnedAway)
        })
    }
}

/// Whether the need of somebody who is there at the start has been met before. Kept apart, or
/// everybody else pays for what its draw prepares.
#[inline(never)]
fn has_had(
    stream: &Stream,
    (plan, places): (&ServicePlan, &PlacesPlan),
    household: &Household,
    member: u8,
) -> bool {
    let block = || {
        stream.block(
            Draw::ServiceAtStart,
            household.entity ^ plan.entity,
            household.day,
            address(household, u32::from(member)),
        )
    };
    places.met_below > 0 && block().0[0] < places.met_below
}
