//! Step 6 of the day: services let people in and let them go.
//!
//! A person begins to wait when the need arises, on arrival or on the day when the age is
//! reached, and gets a place in order of the waiting time. What happens on a later day is
//! entered into an agenda, so that nobody is looked at on a day on which nothing happens.

mod ages;
mod clients;
mod day;
mod outcome;
mod outlook;
pub(super) mod plan;

pub(super) use day::Look;
pub use outcome::{ServiceCourse, ServiceOutcome};

use super::model::Model;
use super::roll::{Agenda, Household, Number};
use crate::calendar::Day;
use crate::household::StartHousehold;
use crate::service::Usage;
use crate::streams::{Draw, Stream};
use clients::{Client, ClientNumber, Folk, NO_CLIENT, NO_POOL, Pool, Stage, Tally};
use outcome::Waits;
use plan::{Area, OfferPlan, PlacesPlan, ServicePlan};

/// All services of a replication, and who needs them.
#[derive(Clone, Debug, Default)]
pub(super) struct Services {
    day: Day,
    districts: usize,
    /// By number of the household.
    folks: Vec<Folk>,
    clients: Vec<Client>,
    agenda: Agenda<Due>,
    desks: Vec<Desk>,
    course: Vec<u32>,
    ages: Vec<i64>,
}

/// One service of a replication.
#[derive(Clone, Debug, Default)]
struct Desk {
    pools: Vec<Pool>,
    /// Everybody who ever waited, in order of the day from which on.
    by_since: Vec<ClientNumber>,
    next_late: usize,
    next_impatient: usize,
    next_intake: usize,
    waiting: u32,
    late: u32,
    in_time: Day,
    /// By district of the home, and without one.
    homes: Vec<Tally>,
    waits: Waits,
    /// Full-time positions that measures bring.
    more_positions: f64,
    outcome: ServiceOutcome,
}

/// What falls due.
#[derive(Clone, Copy, Debug)]
enum Due {
    /// A person reaches the age for a service.
    Arises {
        household: Number,
        service: u16,
        member: u8,
        outgrows: Day,
    },
    /// A person is too old for it from today.
    Outgrown(ClientNumber),
    /// The time with a place is over.
    Ends(ClientNumber),
    /// A class ends.
    ClassEnds { service: u16, pool: u16, seats: u32 },
}

/// Why somebody waits no longer without having got a place.
#[derive(Clone, Copy, Debug)]
enum Reason {
    GaveUp,
    Left,
    Outgrew,
}

/// When somebody needs a service, by age.
#[derive(Clone, Copy, Debug)]
struct Window {
    from: i64,
    /// First day on which the person is too old; `Day::MAX`: never.
    outgrows: Day,
}

impl Services {
    /// Back to the first morning.
    pub fn reset(&mut self, model: &Model) {
        self.day = 0;
        self.districts = model.layout.districts;
        self.folks.clear();
        self.clients.clear();
        self.course.clear();
        self.agenda.reset(model.calendar.days);
        self.desks.resize_with(model.services.len(), Desk::default);
        for (desk, plan) in self.desks.iter_mut().zip(&model.services) {
            desk.reset(plan, self.districts, model.calendar.days);
        }
    }

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
        self.folks.push(Folk {
            first: NO_CLIENT,
            came: day,
            is_here: true,
        });
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
    fn needs_arise(
        &mut self,
        model: &Model,
        stream: &Stream,
        (number, household): (Number, &Household),
        home: Option<u16>,
        concerns: impl Fn(&ServicePlan) -> bool,
    ) {
        let mut ages = std::mem::take(&mut self.ages);
        let start = model.at_start(stream.replication()).get(number as usize);
        if model.ages_matter {
            let known = start.and_then(|start| start.ages.as_deref());
            let plan = &model.groups[usize::from(household.group)].ages;
            ages::of_household(stream, plan, household, known, &mut ages);
        }
        for (service, plan) in model.services.iter().enumerate() {
            let OfferPlan::Places(places) = &plan.offer else {
                continue;
            };
            if !concerns(plan) {
                continue;
            }
            for member in 0..household.size {
                let came = i64::from(self.folks[number as usize].came);
                let born = came - ages.get(usize::from(member)).copied().unwrap_or(0);
                let Some(window) = window(plan, places, born, i64::from(self.day)) else {
                    continue;
                };
                if !needs(stream, plan, places, household, member, start) {
                    continue;
                }
                self.arises_at(model, (number, service, member), window, home);
            }
        }
        self.ages = ages;
    }

    fn arises_at(
        &mut self,
        model: &Model,
        (number, service, member): (Number, usize, u8),
        window: Window,
        home: Option<u16>,
    ) {
        if window.from > i64::from(self.day) {
            self.agenda.enter(
                window.from as u64,
                Due::Arises {
                    household: number,
                    service: service as u16,
                    member,
                    outgrows: window.outgrows,
                },
            );
        } else {
            self.join(model, (number, service, member), window.outgrows, home);
        }
    }

    /// Somebody needs a service from today.
    fn join(
        &mut self,
        model: &Model,
        (number, service, member): (Number, usize, u8),
        outgrows: Day,
        home: Option<u16>,
    ) {
        let OfferPlan::Places(plan) = &model.services[service].offer else {
            return;
        };
        if self.is_known(number, service, member) {
            return;
        }
        let client = self.clients.len() as ClientNumber;
        let folk = &mut self.folks[number as usize];
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
        desk.by_since.push(client);
        self.queue_up(plan, client);
        if outgrows != Day::MAX {
            self.agenda.enter(u64::from(outgrows), Due::Outgrown(client));
        }
    }

    /// Whether the person waits for the service already, or has had it.
    fn is_known(&self, number: Number, service: usize, member: u8) -> bool {
        let mut at = self.folks[number as usize].first;
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

    /// Puts somebody into the queue for the places of the home, or notes that nobody knows
    /// whether there are any.
    fn queue_up(&mut self, plan: &PlacesPlan, number: ClientNumber) {
        let client = &mut self.clients[number as usize];
        let desk = &mut self.desks[usize::from(client.service)];
        let has_home = usize::from(client.home) < self.districts;
        client.pool = match plan.area {
            Area::Town => 0,
            Area::Districts if has_home => client.home,
            Area::Districts => NO_POOL,
        };
        client.ticket += 1;
        let capacity = plan.pools.get(usize::from(client.pool));
        if capacity == Some(&None) {
            client.stage = Stage::Unclear;
            desk.outcome.unclear += 1;
            return;
        }
        client.stage = Stage::Waiting;
        desk.waiting += 1;
        desk.homes[usize::from(client.home)].one_more(self.day);
        if let Some(pool) = desk.pools.get_mut(usize::from(client.pool)) {
            pool.enter(number, client);
        }
    }

    /// Takes somebody out of the queue.
    fn leave_queue(&mut self, number: ClientNumber) {
        let client = &mut self.clients[number as usize];
        let desk = &mut self.desks[usize::from(client.service)];
        if client.stage == Stage::Unclear {
            desk.outcome.unclear -= 1;
            return;
        }
        desk.waiting -= 1;
        desk.homes[usize::from(client.home)].one_less(self.day);
        if let Some(pool) = desk.pools.get_mut(usize::from(client.pool)) {
            pool.waiting -= 1;
            pool.passed.left += 1;
        }
    }

    /// Somebody goes away without a place; who has one keeps it.
    fn withdraw(&mut self, number: ClientNumber, reason: Reason) {
        let stage = self.clients[number as usize].stage;
        if stage == Stage::Unclear {
            self.clients[number as usize].stage = Stage::Over;
        }
        if stage != Stage::Waiting {
            return;
        }
        self.leave_queue(number);
        let client = &mut self.clients[number as usize];
        client.stage = Stage::Withdrawn;
        let desk = &mut self.desks[usize::from(client.service)];
        desk.late -= u32::from(std::mem::take(&mut client.is_late));
        desk.waits.unserved_after(self.day - client.since);
        match reason {
            Reason::GaveUp => desk.outcome.gave_up += 1,
            Reason::Left => desk.outcome.left += 1,
            Reason::Outgrew => desk.outcome.outgrew += 1,
        }
    }

    /// A household has another home, or none.
    pub fn home_changes(&mut self, model: &Model, day: Day, number: Number, home: Option<u16>) {
        self.day = day;
        let Some(folk) = self.folks.get(number as usize) else {
            return;
        };
        let mut at = folk.first;
        while at != NO_CLIENT {
            let client = self.clients[at as usize];
            if let (Stage::Waiting | Stage::Unclear, OfferPlan::Places(plan)) =
                (client.stage, &model.services[usize::from(client.service)].offer)
            {
                self.moves_queue(plan, at, home);
            }
            at = client.next;
        }
    }

    /// With the home the queue changes where places belong to districts; the waiting time stays.
    fn moves_queue(&mut self, plan: &PlacesPlan, number: ClientNumber, home: Option<u16>) {
        let new = home.unwrap_or(self.districts as u16);
        let client = &mut self.clients[number as usize];
        let old = std::mem::replace(&mut client.home, new);
        if plan.area == Area::Districts {
            self.clients[number as usize].home = old;
            self.leave_queue(number);
            self.clients[number as usize].home = new;
            self.queue_up(plan, number);
        } else if client.stage == Stage::Waiting {
            let homes = &mut self.desks[usize::from(client.service)].homes;
            homes[usize::from(old)].one_less(self.day);
            homes[usize::from(new)].one_more(self.day);
        }
    }

    /// A household leaves town.
    pub fn household_goes(&mut self, model: &Model, day: Day, number: Number) {
        self.day = day;
        let folk = &mut self.folks[number as usize];
        folk.is_here = false;
        let mut at = folk.first;
        while at != NO_CLIENT {
            let client = self.clients[at as usize];
            self.withdraw(at, Reason::Left);
            if client.stage == Stage::Served {
                self.release(model, at);
            }
            at = client.next;
        }
    }

    /// Somebody needs the place no longer; a seat in a class stays empty until the class ends.
    fn release(&mut self, model: &Model, number: ClientNumber) {
        let client = &mut self.clients[number as usize];
        client.stage = Stage::Over;
        let OfferPlan::Places(plan) = &model.services[usize::from(client.service)].offer else {
            return;
        };
        if !matches!(plan.usage, Usage::Class { .. }) {
            let desk = &mut self.desks[usize::from(client.service)];
            let pool = &mut desk.pools[usize::from(client.pool)];
            pool.used -= 1;
            if self.day < client.place_until {
                pool.passed.released += 1;
                pool.ends_before(client.place_until);
            }
        }
    }
}

/// The days on which somebody born on a day is of the age for a service, if that is not over.
fn window(plan: &ServicePlan, places: &PlacesPlan, born: i64, today: i64) -> Option<Window> {
    if !plan.asks_for_ages() {
        return Some(Window {
            from: today,
            outgrows: Day::MAX,
        });
    }
    let outgrows = places.until_age.map_or(i64::from(Day::MAX), |age| born + age);
    (outgrows > today).then(|| Window {
        from: born + places.from_age,
        outgrows: Day::try_from(outgrows).unwrap_or(Day::MAX),
    })
}

/// Whether a person needs a service: drawn, and of those who are there at the start not for
/// those whose need has been met before.
fn needs(
    stream: &Stream,
    plan: &ServicePlan,
    places: &PlacesPlan,
    household: &Household,
    member: u8,
    start: Option<&StartHousehold>,
) -> bool {
    let word = |purpose| {
        stream
            .block(
                purpose,
                household.entity ^ plan.entity,
                household.day,
                ages::address(household, u32::from(member)),
            )
            .0[0]
    };
    let is_chosen = places.needs_below == u32::MAX || word(Draw::Service) < places.needs_below;
    let has_had = start.is_some() && places.met_below > 0 && word(Draw::ServiceAtStart) < places.met_below;
    is_chosen && !has_had
}
