//! Who comes to need a service: on arrival, with another track, or on the day when the age is
//! reached.

use super::clients::{Client, ClientNumber, Folk, NO_CLIENT, NO_POOL, Stage};
use super::people;
use super::plan::{OfferPlan, PlacesPlan, ServicePlan};
use super::{Due, Reason, Services};
use crate::calendar::Day;
use crate::simulation::model::Model;
use crate::simulation::roll::{Household, Number};
use crate::streams::{Draw, Stream, scattered};

/// When somebody needs a service, by age.
#[derive(Clone, Copy, Debug)]
struct Window {
    from: i64,
    /// First day on which the person is too old; `Day::MAX`: never.
    outgrows: Day,
}

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
        let mut at = self.folks[number as usize].first;
        while at != NO_CLIENT {
            let client = self.clients[at as usize];
            if !model.services[usize::from(client.service)].is_open_to(household.track) {
                self.withdraw(at, Reason::Left);
            }
            at = client.next;
        }
        let opens = |plan: &ServicePlan| plan.is_open_to(household.track) && !plan.is_open_to(from);
        self.needs_arise(model, stream, (number, household), home, opens);
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
        let (came, is_new) = (i64::from(folk.came), folk.first == NO_CLIENT);
        let (today, days) = (i64::from(self.day), i64::from(model.calendar.days));
        for member in 0..household.size {
            let known = known.and_then(|known| known.get(usize::from(member)));
            let person = ages.person(household, member, known.copied());
            for service in person.services.iter().copied().map(usize::from) {
                let plan = &model.services[service];
                let OfferPlan::Places(places) = &plan.offer else {
                    continue;
                };
                if !needs(plan, places, person.word) || !concerns(plan) {
                    continue;
                }
                let Some(window) = window(places, came - person.age, today, days) else {
                    continue;
                };
                if start.is_some() && has_had(stream, plan, places, household, member) {
                    continue;
                }
                if window.from > today {
                    self.arises_later(window, (number, service, member));
                } else if is_new || !self.is_known(number, service, member) {
                    self.join(places, (number, service, member), window.outgrows, home);
                }
            }
        }
    }

    /// Somebody reaches the age for a service on a later day.
    fn arises_later(&mut self, window: Window, (household, service, member): (Number, usize, u8)) {
        self.agenda.enter(
            window.from as u64,
            Due::Arises {
                household,
                service: service as u16,
                member,
                outgrows: window.outgrows,
            },
        );
    }

    /// Somebody needs a service from today.
    pub(super) fn join(
        &mut self,
        plan: &PlacesPlan,
        (number, service, member): (Number, usize, u8),
        outgrows: Day,
        home: Option<u16>,
    ) {
        let client = self.clients.len() as ClientNumber;
        let folk = self.folk_mut(number);
        let next = std::mem::replace(&mut folk.first, client);
        self.clients.push(Client {
            next,
            household: number,
            ticket: 0,
            since: self.day,
            outgrows,
            place_until: Day::MAX,
            service: service as u16,
            pool: NO_POOL,
            home: home.unwrap_or(self.districts as u16),
            member,
            stage: Stage::Withdrawn,
            is_late: false,
        });
        let desk = &mut self.desks[service];
        desk.outcome.demand += 1;
        desk.by_since.push((self.day, client));
        desk.next_wait_ends = desk
            .next_wait_ends
            .min(self.day.saturating_add(plan.shortest_wait()));
        self.queue_up(plan, client);
        if outgrows != Day::MAX {
            self.agenda.enter(u64::from(outgrows), Due::Outgrown(client));
        }
    }

    /// Whether the person waits for the service already, or has had it.
    pub(super) fn is_known(&self, number: Number, service: usize, member: u8) -> bool {
        let mut at = self.folk(number).map_or(NO_CLIENT, |folk| folk.first);
        while at != NO_CLIENT {
            let client = &self.clients[at as usize];
            let same = usize::from(client.service) == service && client.member == member;
            if same && client.stage != Stage::Withdrawn {
                return true;
            }
            at = client.next;
        }
        false
    }
}

/// The days of the run on which somebody born on a day is of the age for a service, if there are
/// any left.
fn window(places: &PlacesPlan, born: i64, today: i64, days: i64) -> Option<Window> {
    let outgrows = places.until_age.map_or(i64::MAX, |age| born + age);
    let from = (born + places.from_age).max(today);
    (outgrows > today && from < days).then(|| Window {
        from,
        outgrows: Day::try_from(outgrows).unwrap_or(Day::MAX),
    })
}

/// Whether a person needs a service: drawn once for each person and service.
fn needs(plan: &ServicePlan, places: &PlacesPlan, word: u32) -> bool {
    places.needs_below == u32::MAX || scattered(word, plan.entity) < places.needs_below
}

/// Whether the need of somebody who is there at the start has been met before.
fn has_had(
    stream: &Stream,
    plan: &ServicePlan,
    places: &PlacesPlan,
    household: &Household,
    member: u8,
) -> bool {
    let block = || {
        stream.block(
            Draw::ServiceAtStart,
            household.entity ^ plan.entity,
            household.day,
            people::address(household, u32::from(member)),
        )
    };
    places.met_below > 0 && block().0[0] < places.met_below
}
