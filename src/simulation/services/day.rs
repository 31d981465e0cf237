//! What the services do on a day: who becomes old enough joins, places become free, people are
//! let in, the impatient give up, and the evening is counted.

use super::clients::{Client, ClientNumber, Pool, Stage};
use super::plan::{Area, OfferPlan, PlacesPlan};
use super::{Desk, Due, Reason, ServiceOutcome, Services, people};
use crate::calendar::Day;
use crate::service::{Intake, Staff, Usage};
use crate::simulation::model::Model;
use crate::simulation::roll::{Household, Number};
use crate::stay::{Duration, nights};
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
                    if self.desks[service].next_wait_ends <= day {
                        self.the_impatient_give_up(service, places);
                        self.the_late_are_counted(service, places);
                        self.desks[service].looks_for_the_next_wait(places);
                    }
                    let desk = &mut self.desks[service];
                    if desk.late > places.tolerated {
                        desk.outcome.is_a_bottleneck(day);
                    }
                    desk.waiting
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
                    if let OfferPlan::Places(plan) = &model.services[service].offer {
                        self.join(plan, (household, service, member), outgrows, home);
                    }
                }
            }
            Due::Outgrown(client) => self.outgrows(model, client),
            Due::Ends(client) => {
                if self.clients[client as usize].stage == Stage::Served {
                    self.release(model, client);
                }
            }
            Due::ClassEnds { service, pool, seats } => {
                self.desks[usize::from(service)].places_are_free(usize::from(pool), seats);
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
        let mut stirred = self.desks[service].take_stirred(opening);
        for pool in stirred.drain(..).map(usize::from) {
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
        self.desks[service].give_back(stirred);
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
                let days = match duration {
                    Duration::Fixed { days } => *days,
                    drawn => {
                        let block = stream.block(
                            Draw::Service,
                            household.entity ^ model.services[service].entity,
                            household.day,
                            people::address(household, u32::from(client.member)),
                        );
                        drawn.quantile(block.second())
                    }
                };
                self.agenda
                    .enter(u64::from(self.day) + u64::from(nights(days)), Due::Ends(number));
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
        while let Some((since, number)) = self.desks[service].next(self.desks[service].next_impatient) {
            if self.day - since < patience {
                return;
            }
            self.desks[service].next_impatient += 1;
            self.withdraw(number, Reason::GaveUp);
        }
    }

    /// Who has now waited longer than is in time.
    fn the_late_are_counted(&mut self, service: usize, plan: &PlacesPlan) {
        while let Some((since, number)) = self.desks[service].next(self.desks[service].next_late) {
            if self.day - since <= plan.in_time {
                break;
            }
            let desk = &mut self.desks[service];
            desk.next_late += 1;
            let client = &mut self.clients[number as usize];
            if client.stage == Stage::Waiting {
                client.is_late = true;
                desk.late += 1;
                desk.outcome.late += 1;
            }
        }
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
                    people::address(household, u32::from(client.member)),
                )
            };
            let mut order: Vec<(u32, ClientNumber)> = self.desks[service]
                .by_since
                .iter()
                .map(|&(_, number)| (draw(&self.clients[number as usize]).0[1], number))
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
            desk.is_stirred_everywhere();
        }
    }

    /// A measure brings seats.
    pub fn gets_seats(&mut self, service: usize, pool: usize, seats: u32) {
        let desk = &mut self.desks[service];
        if let Some(pool) = desk.pools.get_mut(pool) {
            pool.more = pool.more.saturating_add(seats);
        }
        desk.is_stirred_everywhere();
    }

    /// A shock takes a part of the staff; who has a place keeps it.
    pub fn lose_staff(&mut self, service: usize, shock: u16, share: f64) {
        self.desks[service].lost.push((shock, share));
    }

    /// A shock is over.
    pub fn get_staff_back(&mut self, service: usize, shock: u16) {
        let desk = &mut self.desks[service];
        desk.lost.retain(|(by, _)| *by != shock);
        desk.is_stirred_everywhere();
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
            desk.homes[usize::from(client.home)] += u64::from(self.day - client.home_since);
            desk.waits.unserved_after(self.day - client.since);
        }
        self.desks.iter_mut().map(Desk::close).collect()
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
    /// As many as there are, on any day.
    AllThatAreFree,
    /// As many as there are, on one of the few days for it.
    OnItsDay,
    FewDuringTheYear,
}

impl Opening {
    fn places(self, pool: &Pool) -> u32 {
        match self {
            Opening::AllThatAreFree | Opening::OnItsDay => u32::MAX,
            Opening::FewDuringTheYear => pool.left_this_year,
        }
    }
}

impl Desk {
    pub fn reset(&mut self, plan: &super::ServicePlan, districts: usize) {
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
        self.homes.resize(districts + 1, 0);
        self.stirred.clear();
        self.next_wait_ends = Day::MAX;
        self.waits.reset();
        self.outcome = ServiceOutcome::default();
        self.more_positions = 0.0;
        self.lost.clear();
    }

    /// Whether anybody can be let in today.
    fn opening(&mut self, plan: &PlacesPlan, day: Day) -> Option<Opening> {
        let days = match &plan.intake {
            Intake::AnyDay => return (!self.stirred.is_empty()).then_some(Opening::AllThatAreFree),
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
                Some(Opening::OnItsDay)
            }
            Intake::Year { .. } => (!self.stirred.is_empty()).then_some(Opening::FewDuringTheYear),
            _ => is_today.then_some(Opening::OnItsDay),
        }
    }

    /// Who began to wait as the so-manieth, and since when.
    fn next(&self, at: usize) -> Option<(Day, ClientNumber)> {
        self.by_since.get(at).copied()
    }

    /// Places of a pool become free.
    pub fn places_are_free(&mut self, pool: usize, places: u32) {
        self.pools[pool].used -= places;
        self.stir(pool as u16);
    }

    /// Somebody came to wait here, or there are other places than before.
    pub fn stir(&mut self, number: u16) {
        let pool = &mut self.pools[usize::from(number)];
        if !std::mem::replace(&mut pool.is_stirred, true) {
            self.stirred.push(number);
        }
    }

    fn is_stirred_everywhere(&mut self) {
        (0..self.pools.len()).for_each(|pool| self.stir(pool as u16));
    }

    /// The pools in which people may be let in today, in order; in all others nothing has
    /// changed since nobody more could be.
    fn take_stirred(&mut self, opening: Opening) -> Vec<u16> {
        let mut stirred = std::mem::take(&mut self.stirred);
        if opening == Opening::OnItsDay {
            stirred.clear();
            stirred.extend(0..self.pools.len() as u16);
        } else {
            stirred.sort_unstable();
        }
        for &number in &stirred {
            self.pools[usize::from(number)].is_stirred = false;
        }
        stirred
    }

    /// The memory of a list that was worked through.
    fn give_back(&mut self, list: Vec<u16>) {
        if self.stirred.is_empty() {
            self.stirred = list;
        }
    }

    /// The next day on which somebody becomes late or impatient, as far as is known.
    fn looks_for_the_next_wait(&mut self, plan: &PlacesPlan) {
        let late = self.next(self.next_late);
        let late = late.map(|(since, _)| since.saturating_add(plan.in_time).saturating_add(1));
        let impatient = plan.patience.and_then(|patience| {
            let (since, _) = self.next(self.next_impatient)?;
            Some(since.saturating_add(patience))
        });
        let next = late.into_iter().chain(impatient).min();
        self.next_wait_ends = next.unwrap_or(Day::MAX);
    }

    /// Places of a pool, with those that measures bring; `None`: unknown.
    pub fn capacity(&self, plan: &PlacesPlan, pool: usize) -> Option<u32> {
        let all = plan.pools[pool]?.saturating_add(self.pools[pool].more);
        Some(match all {
            u32::MAX => all,
            _ if self.lost.is_empty() => all,
            _ => libm::floor(f64::from(all) * self.part_left() + 1e-9) as u32,
        })
    }

    /// Full-time positions, with those that measures bring; `None`: unknown.
    pub fn positions(&self, staff: &Staff) -> Option<f64> {
        staff
            .positions
            .map(|own| (own + self.more_positions) * self.part_left())
    }

    /// Part of places and positions that shocks have left.
    fn part_left(&self) -> f64 {
        self.lost.iter().map(|(_, share)| 1.0 - share).product()
    }

    fn look_after(&mut self, staff: &Staff, persons: u32, day: Day) {
        let outcome = &mut self.outcome;
        outcome.person_days += u64::from(persons);
        outcome.peak_persons = outcome.peak_persons.max(persons);
        let Some(positions) = self.positions(staff) else {
            return;
        };
        let outcome = &mut self.outcome;
        let persons = f64::from(persons);
        if persons > positions * staff.persons_per_position {
            outcome.is_a_bottleneck(day);
        }
        outcome.crisis_days += u32::from(persons > positions * staff.crisis_above);
    }

    fn close(&mut self) -> ServiceOutcome {
        let mut outcome = std::mem::take(&mut self.outcome);
        outcome.waiting_by_district.clone_from(&self.homes);
        outcome.waiting_person_days = self.homes.iter().sum();
        [outcome.median_wait, outcome.p90_wait] = self.waits.until_left([0.5, 0.1]);
        outcome
    }
}

impl ServiceOutcome {
    fn is_a_bottleneck(&mut self, day: Day) {
        self.bottleneck.get_or_insert(day);
        self.bottleneck_days += 1;
    }
}
