//! What the services do on a day: who becomes old enough joins, places become free, people are
//! let in, the impatient give up, and the evening is counted.

use super::clients::{Client, ClientNumber, Pool, Stage};
use super::plan::{Area, OfferPlan, PlacesPlan};
use super::{Desk, Due, Reason, ServiceOutcome, Services, ages};
use crate::calendar::Day;
use crate::service::{Intake, Staff, Usage};
use crate::simulation::model::Model;
use crate::simulation::roll::{Household, Number};
use crate::stay::nights;
use crate::streams::{Draw, Stream, unit32};

/// What the services see of the households: their homes, and how many people are in town.
#[derive(Clone, Copy)]
pub(in crate::simulation) struct Look<'a> {
    pub roll: &'a [Household],
    /// Persons in town by track.
    pub by_track: &'a [u32],
    /// All persons in town.
    pub persons: u32,
    /// The district where a household has a regular place.
    pub home: &'a dyn Fn(Number) -> Option<u16>,
}

impl Services {
    /// Plays the day.
    pub fn admit_and_release(&mut self, model: &Model, stream: &Stream, day: Day, look: Look) {
        self.day = day;
        while let Some(due) = self.agenda.take(day) {
            self.happens(model, due, look);
        }
        for (service, plan) in model.services.iter().enumerate() {
            let evening = match &plan.offer {
                OfferPlan::Places(places) => {
                    self.let_in(model, stream, service, places, look.roll);
                    self.the_impatient_give_up(service, places);
                    self.the_late_are_counted(service, places);
                    self.desks[service].waiting
                }
                OfferPlan::Staff(staff) => {
                    let served = match &plan.tracks {
                        None => look.persons,
                        Some(open) => (look.by_track.iter().zip(open))
                            .filter(|(_, open)| **open)
                            .map(|(persons, _)| persons)
                            .sum(),
                    };
                    self.desks[service].look_after(staff, served, day);
                    served
                }
            };
            self.course.push(evening);
        }
    }

    fn happens(&mut self, model: &Model, due: Due, look: Look) {
        match due {
            Due::Arises {
                household,
                service,
                member,
                outgrows,
            } => {
                let service = usize::from(service);
                let track = look.roll[household as usize].track;
                let is_here = self.folks[household as usize].is_here;
                if is_here && model.services[service].is_open_to(track) {
                    let home = (look.home)(household);
                    self.join(model, (household, service, member), outgrows, home);
                }
            }
            Due::Outgrown(client) => self.outgrows(model, client),
            Due::Ends(client) => {
                if self.clients[client as usize].stage == Stage::Served {
                    self.release(model, client);
                }
            }
            Due::ClassEnds { service, pool, seats } => {
                self.desks[usize::from(service)].pools[usize::from(pool)].used -= seats;
            }
        }
    }

    /// Who is too old waits no longer. A place ends with it, in services with years with the
    /// year.
    fn outgrows(&mut self, model: &Model, number: ClientNumber) {
        let client = self.clients[number as usize];
        self.withdraw(number, Reason::Outgrew);
        let OfferPlan::Places(plan) = &model.services[usize::from(client.service)].offer else {
            return;
        };
        if client.stage != Stage::Served {
            return;
        }
        let today = self.day;
        match &plan.intake {
            Intake::Year { starts, .. } if !starts.contains(&today) => {
                if let Some(&next) = starts.iter().find(|&&start| start > today) {
                    self.agenda.enter(u64::from(next), Due::Ends(number));
                }
            }
            _ => self.release(model, number),
        }
    }

    /// Lets people in, as far as today is a day for it and there are places.
    fn let_in(
        &mut self,
        model: &Model,
        stream: &Stream,
        service: usize,
        plan: &PlacesPlan,
        roll: &[Household],
    ) {
        let Some(opening) = self.desks[service].opening(plan, self.day) else {
            return;
        };
        if self.desks[service].waiting == 0 {
            return;
        }
        for pool in 0..plan.pools.len() {
            let Some(capacity) = self.desks[service].capacity(plan, pool) else {
                continue;
            };
            match plan.usage {
                Usage::Class { size, minimum, days } => {
                    let threshold = match plan.intake {
                        Intake::AnyDay => size,
                        _ => minimum,
                    };
                    self.classes_start(service, pool, capacity, (size, threshold, days));
                }
                _ => {
                    self.places_are_given(model, stream, (service, plan), (pool, capacity), opening, roll);
                }
            }
        }
    }

    /// As many classes as there are seats and people for.
    fn classes_start(
        &mut self,
        service: usize,
        pool: usize,
        capacity: u32,
        (size, threshold, days): (u32, u32, u32),
    ) {
        loop {
            let here = &self.desks[service].pools[pool];
            let has_seats = capacity == u32::MAX || here.used + size <= capacity;
            if !has_seats || here.waiting < threshold.max(1) {
                return;
            }
            for _ in 0..size {
                let Some(number) = self.longest(service, pool) else {
                    break;
                };
                self.gets_a_place(number);
            }
            self.class_begins(service, pool, size, self.day + days);
        }
    }

    fn class_begins(&mut self, service: usize, pool: usize, seats: u32, ends: Day) {
        self.desks[service].pools[pool].used += seats;
        self.desks[service].pools[pool].will_end(ends, seats);
        self.agenda.enter(
            u64::from(ends),
            Due::ClassEnds {
                service: service as u16,
                pool: pool as u16,
                seats,
            },
        );
    }

    fn places_are_given(
        &mut self,
        model: &Model,
        stream: &Stream,
        (service, plan): (usize, &PlacesPlan),
        (pool, capacity): (usize, u32),
        opening: Opening,
        roll: &[Household],
    ) {
        for _ in 0..opening.places(&self.desks[service].pools[pool]) {
            if self.desks[service].pools[pool].used >= capacity {
                return;
            }
            let Some(number) = self.longest(service, pool) else {
                return;
            };
            self.gets_a_place(number);
            self.place_is_known_to_end(plan, number);
            let here = &mut self.desks[service].pools[pool];
            here.used += 1;
            if opening == Opening::FewDuringTheYear {
                here.left_this_year -= 1;
            }
            if let Usage::For(duration) = &plan.usage {
                let client = self.clients[number as usize];
                let household = &roll[client.household as usize];
                let block = stream.block(
                    Draw::Service,
                    household.entity ^ model.services[service].entity,
                    household.day,
                    ages::address(household, u32::from(client.member)),
                );
                let ends = u64::from(self.day) + u64::from(nights(duration.quantile(block.second())));
                self.agenda.enter(ends, Due::Ends(number));
            }
        }
    }

    fn longest(&mut self, service: usize, pool: usize) -> Option<ClientNumber> {
        self.desks[service].pools[pool].longest(&self.clients)
    }

    /// Somebody waits no longer.
    fn gets_a_place(&mut self, number: ClientNumber) {
        self.leave_queue(number);
        self.did_not_leave(number);
        let client = &mut self.clients[number as usize];
        client.stage = Stage::Served;
        let desk = &mut self.desks[usize::from(client.service)];
        desk.late -= u32::from(std::mem::take(&mut client.is_late));
        let waited = self.day - client.since;
        desk.waits.served_after(waited);
        desk.outcome.served += 1;
        desk.outcome.waited_days += u64::from(waited);
        desk.outcome.in_time += u32::from(waited <= desk.in_time);
    }

    /// Whoever has waited for all of the patience gives up.
    fn the_impatient_give_up(&mut self, service: usize, plan: &PlacesPlan) {
        let Some(patience) = plan.patience else { return };
        while let Some((number, client)) = self.next(service, self.desks[service].next_impatient) {
            if self.day - client.since < patience {
                return;
            }
            self.desks[service].next_impatient += 1;
            self.withdraw(number, Reason::GaveUp);
        }
    }

    /// Who has now waited longer than is in time; too many of them are a bottleneck.
    fn the_late_are_counted(&mut self, service: usize, plan: &PlacesPlan) {
        while let Some((number, client)) = self.next(service, self.desks[service].next_late) {
            if self.day - client.since <= plan.in_time {
                break;
            }
            let desk = &mut self.desks[service];
            desk.next_late += 1;
            if client.stage == Stage::Waiting {
                self.clients[number as usize].is_late = true;
                desk.late += 1;
                desk.outcome.late += 1;
            }
        }
        let desk = &mut self.desks[service];
        if desk.late > plan.tolerated {
            desk.outcome.is_a_bottleneck(self.day);
        }
    }

    fn next(&self, service: usize, at: usize) -> Option<(ClientNumber, Client)> {
        let number = *self.desks[service].by_since.get(at)?;
        Some((number, self.clients[number as usize]))
    }

    /// Those who are there at the start get the places that are there: in an order that is drawn,
    /// and for what is left of the time.
    pub fn places_are_taken_at_the_start(&mut self, model: &Model, stream: &Stream, roll: &[Household]) {
        for (service, plan) in model.services.iter().enumerate() {
            let OfferPlan::Places(places) = &plan.offer else {
                continue;
            };
            let draw = |client: &Client| {
                let household = &roll[client.household as usize];
                stream.block(
                    Draw::ServiceAtStart,
                    household.entity ^ plan.entity,
                    household.day,
                    ages::address(household, u32::from(client.member)),
                )
            };
            let mut order: Vec<(u32, ClientNumber)> = self.desks[service]
                .by_since
                .iter()
                .map(|&number| (draw(&self.clients[number as usize]).0[1], number))
                .collect();
            order.sort_unstable();
            for pool in 0..places.pools.len() {
                let in_pool = |number: ClientNumber| {
                    let client = &self.clients[number as usize];
                    client.stage == Stage::Waiting && usize::from(client.pool) == pool
                };
                let all = order.iter().map(|(_, number)| *number);
                let here: Vec<ClientNumber> = all.filter(|&number| in_pool(number)).collect();
                let capacity = places.pools[pool].unwrap_or(0);
                match places.usage {
                    Usage::Class { size, days, .. } => {
                        self.classes_go_on(service, pool, &here, capacity, (size, days));
                    }
                    _ => self.places_go_on(service, places, pool, &here, &draw),
                }
            }
        }
    }

    fn places_go_on(
        &mut self,
        service: usize,
        plan: &PlacesPlan,
        pool: usize,
        here: &[ClientNumber],
        draw: &dyn Fn(&Client) -> crate::streams::Block,
    ) {
        let capacity = plan.pools[pool].unwrap_or(0) as usize;
        for &number in here.iter().take(capacity) {
            let block = draw(&self.clients[number as usize]);
            self.has_a_place(number);
            self.place_is_known_to_end(plan, number);
            self.desks[service].pools[pool].used += 1;
            if let Usage::For(duration) = &plan.usage {
                let left = duration.equilibrium_residual(block.second(), unit32(block.0[1]));
                self.agenda.enter(u64::from(nights(left)), Due::Ends(number));
            }
        }
    }

    /// Classes that have begun at even distances before the start.
    fn classes_go_on(
        &mut self,
        service: usize,
        pool: usize,
        here: &[ClientNumber],
        capacity: u32,
        (size, days): (u32, u32),
    ) {
        let needed = u32::try_from(here.len())
            .unwrap_or(u32::MAX)
            .div_ceil(size.max(1));
        let classes = (capacity / size.max(1)).min(needed);
        for (class, members) in here
            .chunks(size.max(1) as usize)
            .take(classes as usize)
            .enumerate()
        {
            members.iter().for_each(|&number| self.has_a_place(number));
            let ends = (class as u64 + 1) * u64::from(days) / u64::from(classes);
            self.class_begins(service, pool, size, Day::try_from(ends).unwrap_or(days).max(1));
        }
    }

    fn has_a_place(&mut self, number: ClientNumber) {
        self.leave_queue(number);
        self.did_not_leave(number);
        let client = &mut self.clients[number as usize];
        client.stage = Stage::Served;
        self.desks[usize::from(client.service)].outcome.held_at_start += 1;
    }

    /// Before what measures bring is summed up again.
    pub fn forget_what_measures_brought(&mut self) {
        for desk in &mut self.desks {
            desk.more_positions = 0.0;
            desk.pools.iter_mut().for_each(|pool| pool.more = 0);
        }
    }

    /// A measure brings seats.
    pub fn gets_seats(&mut self, service: usize, pool: usize, seats: u32) {
        if let Some(pool) = self.desks[service].pools.get_mut(pool) {
            pool.more = pool.more.saturating_add(seats);
        }
    }

    /// A measure brings staff.
    pub fn gets_staff(&mut self, service: usize, positions: f64) {
        self.desks[service].more_positions += positions;
    }

    /// Who got a place left the queue, not the service.
    fn did_not_leave(&mut self, number: ClientNumber) {
        let client = self.clients[number as usize];
        let desk = &mut self.desks[usize::from(client.service)];
        if let Some(pool) = desk.pools.get_mut(usize::from(client.pool)) {
            pool.passed.left -= 1;
        }
    }

    /// In a service with years who outgrows it keeps the place until the next year begins.
    fn place_is_known_to_end(&mut self, plan: &PlacesPlan, number: ClientNumber) {
        let (Intake::Year { starts, .. }, Usage::Open) = (&plan.intake, &plan.usage) else {
            return;
        };
        let client = &mut self.clients[number as usize];
        let next = starts.partition_point(|start| *start < client.outgrows);
        if let Some(&until) = starts.get(next) {
            client.place_until = until;
            self.desks[usize::from(client.service)].pools[usize::from(client.pool)].will_end(until, 1);
        }
    }

    /// Closes the books.
    pub fn end(&mut self, model: &Model) -> Vec<ServiceOutcome> {
        self.day = model.calendar.days;
        for client in self
            .clients
            .iter()
            .filter(|client| client.stage == Stage::Waiting)
        {
            let desk = &mut self.desks[usize::from(client.service)];
            desk.outcome.waiting_end += 1;
            desk.waits.unserved_after(self.day - client.since);
        }
        let day = self.day;
        self.desks.iter_mut().map(|desk| desk.close(day)).collect()
    }

    /// What each evening counted, day after day, service after service.
    pub fn course(&self) -> &[u32] {
        &self.course
    }

    /// Whether somebody of a household waits for a place of a service.
    pub fn household_waits(&self, number: Number, service: usize) -> bool {
        let mut at = self
            .folks
            .get(number as usize)
            .map_or(super::NO_CLIENT, |folk| folk.first);
        while at != super::NO_CLIENT {
            let client = &self.clients[at as usize];
            if usize::from(client.service) == service && client.stage == Stage::Waiting {
                return true;
            }
            at = client.next;
        }
        false
    }

    /// Whether a district has a place of a service that nobody there waits for.
    pub fn has_free_place(&self, model: &Model, service: usize, district: usize) -> bool {
        let OfferPlan::Places(plan) = &model.services[service].offer else {
            return false;
        };
        let at = match plan.area {
            Area::Town => 0,
            Area::Districts => district,
        };
        let pool = &self.desks[service].pools[at];
        self.desks[service]
            .capacity(plan, at)
            .is_some_and(|capacity| pool.used.saturating_add(pool.waiting) < capacity)
    }
}

/// How many places may be given today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    AllThatAreFree,
    FewDuringTheYear,
}

impl Opening {
    fn places(self, pool: &Pool) -> u32 {
        match self {
            Opening::AllThatAreFree => u32::MAX,
            Opening::FewDuringTheYear => pool.left_this_year,
        }
    }
}

impl Desk {
    pub fn reset(&mut self, plan: &super::ServicePlan, districts: usize, days: Day) {
        let (pools, in_time, during_year) = match &plan.offer {
            OfferPlan::Places(places) => {
                let during_year = match places.intake {
                    Intake::Year { during_year, .. } => during_year,
                    _ => 0,
                };
                (places.pools.len(), places.in_time, during_year)
            }
            OfferPlan::Staff(_) => (0, 0, 0),
        };
        self.pools.resize_with(pools, Pool::default);
        for pool in &mut self.pools {
            pool.reset();
            pool.left_this_year = during_year;
        }
        self.by_since.clear();
        (self.next_late, self.next_impatient, self.next_intake) = (0, 0, 0);
        (self.waiting, self.late, self.in_time) = (0, 0, in_time);
        self.homes.clear();
        self.homes.resize(districts + 1, super::Tally::default());
        self.waits.reset(days);
        self.outcome = ServiceOutcome::default();
        self.more_positions = 0.0;
    }

    /// Whether anybody can be let in today.
    fn opening(&mut self, plan: &PlacesPlan, day: Day) -> Option<Opening> {
        let days = match &plan.intake {
            Intake::AnyDay => return Some(Opening::AllThatAreFree),
            Intake::Year { starts, .. } => starts,
            Intake::Days(days) => days,
        };
        while days.get(self.next_intake).is_some_and(|&next| next < day) {
            self.next_intake += 1;
        }
        let is_today = days.get(self.next_intake) == Some(&day);
        match plan.intake {
            Intake::Year { during_year, .. } if is_today => {
                for pool in &mut self.pools {
                    pool.left_this_year = during_year;
                }
                Some(Opening::AllThatAreFree)
            }
            Intake::Year { .. } => Some(Opening::FewDuringTheYear),
            _ => is_today.then_some(Opening::AllThatAreFree),
        }
    }

    /// Places of a pool, with those that measures bring; `None`: unknown.
    fn capacity(&self, plan: &PlacesPlan, pool: usize) -> Option<u32> {
        plan.pools[pool].map(|own| own.saturating_add(self.pools[pool].more))
    }

    fn look_after(&mut self, staff: &Staff, persons: u32, day: Day) {
        let outcome = &mut self.outcome;
        outcome.person_days += u64::from(persons);
        outcome.peak_persons = outcome.peak_persons.max(persons);
        let Some(positions) = staff.positions.map(|own| own + self.more_positions) else {
            return;
        };
        let persons = f64::from(persons);
        let beyond = persons - positions * staff.persons_per_position;
        if beyond > 0.0 {
            outcome.is_a_bottleneck(day);
            outcome.beyond_person_days += libm::ceil(beyond) as u64;
        }
        outcome.crisis_days += u32::from(persons > positions * staff.crisis_above);
    }

    fn close(&mut self, day: Day) -> ServiceOutcome {
        let mut outcome = std::mem::take(&mut self.outcome);
        outcome.waiting_by_district = self.homes.iter_mut().map(|home| home.until(day)).collect();
        outcome.waiting_person_days = outcome.waiting_by_district.iter().sum();
        outcome.median_wait = self.waits.until_left(0.5);
        outcome.p90_wait = self.waits.until_left(0.1);
        outcome
    }
}

impl ServiceOutcome {
    fn is_a_bottleneck(&mut self, day: Day) {
        self.bottleneck.get_or_insert(day);
        self.bottleneck_days += 1;
    }
}
