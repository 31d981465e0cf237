//! Who comes to need a service: on arrival, with another track, or on the day when the age is
//! reached.

use super::clients::{Client, Entry, Folk, NO_ENTRY, Stage, address};
use super::{Due, Reason, Services};
use crate::calendar::Day;
use crate::simulation::model::{Model, Window};
use crate::simulation::model::{PlacesPlan, ServicePlan};
use crate::simulation::roll::{Household, Number};
use crate::streams::{Draw, Stream};

impl Services {
    /// A household comes to town; `home` is its district, where it has a regular place.
    pub fn household_comes(
        &mut self,
        model: &Model,
        stream: &Stream,
        day: Day,
        (number, household): (Number, &Household),
        home: Option<u16>,
    ) {
        self.day = day;
        debug_assert_eq!(number as usize, self.folks.len());
        self.folks.push(Folk::of_today(day));
        let open = |plan: &ServicePlan| plan.is_open_to(household.track);
        self.needs_arise(model, stream, (number, household), home, open);
    }

    /// The track of a household changes: services may open to it, others do so no longer.
    pub fn track_changes(
        &mut self,
        model: &Model,
        stream: &Stream,
        day: Day,
        (number, household): (Number, &Household),
        from: u16,
        home: Option<u16>,
    ) {
        self.day = day;
        if model.services.iter().all(|plan| plan.tracks.is_none()) {
            return;
        }
        let mut entry = self.folks[number as usize].first;
        while entry != NO_ENTRY {
            let service = usize::from(entry.service);
            let desk = &mut self.desks[service];
            if !model.services[service].is_open_to(household.track) {
                desk.withdraw(entry.at, Reason::Left, day);
            }
            entry = desk.clients[entry.at as usize].next;
        }
        let opens = |plan: &ServicePlan| plan.is_open_to(household.track) && !plan.is_open_to(from);
        if model.services.iter().any(opens) {
            self.needs_arise(model, stream, (number, household), home, opens);
        }
    }

    /// Which of these services the members of a household need, now or when they are older.
    pub(super) fn needs_arise(
        &mut self,
        model: &Model,
        stream: &Stream,
        (number, household): (Number, &Household),
        home: Option<u16>,
        concerns: impl Fn(&ServicePlan) -> bool,
    ) {
        let start = model.at_start(stream.replication()).get(number as usize);
        let known = start.and_then(|start| start.ages.as_deref());
        let ages = &model.groups[usize::from(household.group)].ages;
        let folk = self.folk(number).copied().unwrap_or(Folk::of_today(self.day));
        let mut first = folk.first;
        let today = i64::from(self.day);
        for member in 0..household.size {
            let known = known.and_then(|known| known.get(usize::from(member)));
            let person = ages.person(household.members, member, known.copied());
            let born = i64::from(folk.came) - person.age;
            for ask in person.asks.iter().filter(|ask| ask.is_for(person.word)) {
                let plan = &model.services[usize::from(ask.service)];
                let Some(window) = ask.window(born, today) else {
                    continue;
                };
                let Some(places) = plan.places().filter(|_| concerns(plan)) else {
                    continue;
                };
                if start.is_some() && has_had(stream, (plan, places), household, member) {
                    continue;
                }
                if window.from > self.day {
                    self.arises_later(window, (number, ask.service, member));
                } else if folk.first == NO_ENTRY || !self.is_known(number, ask.service, member) {
                    first = self.join(
                        places,
                        (number, ask.service, member),
                        window.outgrows,
                        (home, first),
                    );
                }
            }
        }
        self.folk_mut(number).first = first;
    }

    /// Somebody reaches the age for a service on a later day.
    fn arises_later(&mut self, window: Window, (household, service, member): (Number, u16, u8)) {
        self.agenda.enter(
            u64::from(window.from),
            Due::Arises {
                household,
                service,
                member,
                outgrows: window.outgrows,
            },
        );
    }

    /// Somebody needs a service from today, the first of whose household was that entry; says which
    /// is so now.
    #[inline]
    pub(super) fn join(
        &mut self,
        plan: &PlacesPlan,
        (number, service, member): (Number, u16, u8),
        outgrows: Day,
        (home, first): (Option<u16>, Entry),
    ) -> Entry {
        let client = Client {
            next: first,
            household: number,
            since: self.day,
            outgrows,
            place_until: Day::MAX,
            home: home.unwrap_or(self.districts as u16),
            ticket: 0,
            member,
            stage: Stage::Withdrawn,
            is_late: false,
        };
        let at = self.desks[usize::from(service)].comes(plan, client, self.day);
        let entry = Entry { service, at };
        if outgrows != Day::MAX {
            self.agenda.enter(u64::from(outgrows), Due::Outgrown(entry));
        }
        entry
    }

    /// Whether the person waits for the service already, or has had it.
    pub(super) fn is_known(&self, number: Number, service: u16, member: u8) -> bool {
        let first = self.folk(number).map_or(NO_ENTRY, |folk| folk.first);
        self.entries(first).any(|entry| {
            let client = self.client(entry);
            entry.service == service && client.member == member && client.stage != Stage::Withdrawn
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
