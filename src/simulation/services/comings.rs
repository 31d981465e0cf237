//! Who comes to need a service: on arrival, with another track, or on the day when the age is
//! reached.

use super::catching_up::Scene;
use super::clients::{Client, Entry, NO_ENTRY, Stage, address};
use super::folks::Folk;
use super::{Due, Services};
use crate::calendar::Day;
use crate::simulation::model::{Area, PlacesPlan, ServicePlan, Window};
use crate::simulation::roll::Household;
use crate::streams::{Draw, Stream};

impl Services {
    /// Which of these services the members of a household need, now or when they are older.
    pub(super) fn needs_arise(
        &mut self,
        scene: Scene,
        folk: u32,
        today: Day,
        concerns: impl Fn(&ServicePlan) -> bool,
    ) {
        let Scene { model, stream, roll } = scene;
        let number = self.folks.number(folk);
        let start = number.and_then(|number| model.at_start(stream.replication()).get(number as usize));
        let known = start.and_then(|start| start.ages.as_deref());
        let household = self.folks.household(roll, folk);
        let (group, size, word) = (household.group, household.size, household.members);
        let ages = &model.groups[usize::from(group)].ages;
        let Folk {
            came,
            left,
            mut first,
            ..
        } = *self.folks.of(folk);
        let has_been_here = first != NO_ENTRY;
        let gone = left.min(model.calendar.days).max(today + 1);
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
                    && has_had(stream, (plan, places), self.folks.household(roll, folk), member)
                {
                    continue;
                }
                let who = (folk, ask.service, member);
                if window.from > today {
                    self.needs_later(who, window);
                } else if !has_been_here || !self.waits_or_has_had(who) {
                    first = self.needs(places, who, window.outgrows, (today, left), first);
                }
            }
        }
        self.folks.of_mut(folk).first = first;
    }

    /// Somebody reaches the age for a service on a later day.
    fn needs_later(&mut self, (folk, service, member): (u32, u16, u8), window: Window) {
        self.agenda.enter(
            u64::from(window.from),
            Due::Arises {
                folk,
                service,
                member,
                outgrows: window.outgrows,
            },
        );
    }

    /// The day on which the age is reached has come; the track may be another than it was.
    pub(super) fn arises(&mut self, scene: Scene, who: (u32, u16, u8), outgrows: Day, today: Day) {
        let (folk, service, _) = who;
        let plan = &scene.model.services[usize::from(service)];
        let Folk {
            left, track, first, ..
        } = *self.folks.of(folk);
        if let Some(places) = plan.places()
            && left > today
            && plan.is_open_to(track)
            && !self.waits_or_has_had(who)
        {
            let first = self.needs(places, who, outgrows, (today, left), first);
            self.folks.of_mut(folk).first = first;
        }
    }

    /// Somebody needs a service from today, the last of whose household's entries was that one; says
    /// which is so now.
    #[inline]
    fn needs(
        &mut self,
        plan: &PlacesPlan,
        (folk, service, member): (u32, u16, u8),
        outgrows: Day,
        (today, left): (Day, Day),
        first: Entry,
    ) -> Entry {
        let home = match plan.area {
            Area::Town => 0,
            Area::Districts => self.folks.home_on(folk, today),
        };
        let client = Client {
            next: first,
            folk,
            since: today,
            outgrows,
            due: outgrows.min(left),
            ended: Day::MAX,
            home,
            member,
            stage: Stage::Waiting,
        };
        let at = self.desks[usize::from(service)].comes(plan, client);
        let entry = Entry { service, at };
        if plan.area == Area::Districts {
            for day in self.folks.moves_after(folk, today) {
                self.agenda.enter(u64::from(day), Due::Moves(entry));
            }
        }
        entry
    }

    /// Whether the person waits for the service already, or has had it.
    fn waits_or_has_had(&self, (folk, service, member): (u32, u16, u8)) -> bool {
        self.entries(self.folks.of(folk).first).any(|entry| {
            let client = self.client(entry);
            entry.service == service
                && client.member == member
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
