//! The desk of one service: its pools of places, who waits there, what it has and what is left of
//! it, and the books.

use super::clients::{Client, Stage};
use super::outcome::Waits;
use super::pool::{Lines, Pool};
use super::{ServiceAtHome, ServiceOutcome};
use crate::calendar::Day;
use crate::service::{Intake, Staff};
use crate::simulation::model::{Area, OfferPlan, PlacesPlan, ServicePlan};

/// One service of a replication.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    pub pools: Vec<Pool>,
    /// Everybody who ever came, in order of the day from which on the service is needed.
    pub clients: Vec<Client>,
    pub lines: Lines,
    pub next_late: usize,
    pub next_impatient: usize,
    next_intake: usize,
    /// Before this day nobody who waits becomes late or impatient.
    wakes: Day,
    /// The next day on which people are let in, where there are such days.
    next_opening: Day,
    pub waiting: u32,
    pub late: u32,
    pub in_time: Day,
    /// By district of the home, and without one.
    pub homes: Vec<Home>,
    /// Homes where somebody late was added since the last evening.
    crowded: Vec<u16>,
    /// Pools in which somebody came to wait, or a place became free, since people were let in.
    pub stirred: Vec<u16>,
    /// People may also be let in on other days than the great ones.
    lets_in_between: bool,
    pub waits: Waits,
    /// Full-time positions that measures bring.
    pub more_positions: f64,
    /// Shocks that have taken staff, and which part.
    pub lost: Vec<(u16, f64)>,
    pub outcome: ServiceOutcome,
}

/// Those who live in a district, or nowhere yet.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Home {
    /// Wait longer than is in time.
    pub late: u32,
    pub books: ServiceAtHome,
}

/// How many places may be given today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// As many as there are, on any day.
    AllThatAreFree,
    /// As many as there are, on one of the few days for it.
    OnItsDay,
    FewDuringTheYear,
}

impl Opening {
    pub fn places(self, pool: &Pool) -> u32 {
        match self {
            Opening::AllThatAreFree | Opening::OnItsDay => u32::MAX,
            Opening::FewDuringTheYear => pool.left_this_year,
        }
    }
}

impl Desk {
    pub fn reset(&mut self, plan: &ServicePlan, districts: usize) {
        let (pools, in_time, opening, during_year) = match &plan.offer {
            OfferPlan::Places(places) => {
                let (opening, during_year) = match &places.intake {
                    Intake::AnyDay => (None, 0),
                    Intake::Year { starts, during_year } => (starts.first(), *during_year),
                    Intake::Days(days) => (days.first(), 0),
                };
                (places.pools.len(), places.in_time, opening, during_year)
            }
            OfferPlan::Staff(_) => (0, 0, None, 0),
        };
        self.pools.resize_with(pools, Pool::default);
        for pool in &mut self.pools {
            pool.reset();
            pool.left_this_year = during_year;
        }
        self.clients.clear();
        match plan.places().map(|places| places.area) {
            Some(Area::Districts) => self.lines.reset_for_districts(pools),
            Some(Area::Town) | None => self.lines.reset_for_the_town(),
        }
        (self.next_late, self.next_impatient, self.next_intake) = (0, 0, 0);
        self.next_opening = opening.copied().unwrap_or(Day::MAX);
        self.wakes = Day::MAX;
        (self.waiting, self.late, self.in_time) = (0, 0, in_time);
        self.homes.clear();
        self.homes.resize(districts + 1, Home::default());
        self.crowded.clear();
        self.stirred.clear();
        self.lets_in_between = plan
            .places()
            .is_some_and(|places| !matches!(places.intake, Intake::Days(_)));
        self.waits.reset();
        self.outcome = ServiceOutcome::default();
        self.more_positions = 0.0;
        self.lost.clear();
    }

    /// Whether it is a day like the one before: nobody can be let in, becomes late or impatient.
    #[inline]
    pub fn rests(&self, day: Day) -> bool {
        day < self.wakes && day < self.next_opening && self.stirred.is_empty()
    }

    /// Who came to wait may be late or impatient after so many days.
    #[inline]
    pub fn wakes_after(&mut self, plan: &PlacesPlan, day: Day) {
        self.wakes = self.wakes.min(day.saturating_add(plan.shortest_wait()));
    }

    /// Looks for the next day on which somebody becomes late or impatient.
    pub fn looks_for_the_next_wait(&mut self, plan: &PlacesPlan) {
        let since = |at: usize| self.clients.get(at).map(|client| client.since);
        let late = since(self.next_late).map(|since| since.saturating_add(plan.in_time).saturating_add(1));
        let impatient = plan
            .patience
            .and_then(|patience| Some(since(self.next_impatient)?.saturating_add(patience)));
        let next = late.into_iter().chain(impatient).min();
        self.wakes = next.unwrap_or(Day::MAX);
    }

    /// Whether anybody can be let in today.
    #[inline]
    pub fn opening(&mut self, plan: &PlacesPlan, day: Day) -> Option<Opening> {
        let days = match &plan.intake {
            Intake::AnyDay => return (!self.stirred.is_empty()).then_some(Opening::AllThatAreFree),
            Intake::Year { starts, .. } => starts,
            Intake::Days(days) => days,
        };
        let is_today = self.next_opening == day;
        while self.next_opening <= day {
            self.next_intake += 1;
            self.next_opening = days.get(self.next_intake).copied().unwrap_or(Day::MAX);
        }
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

    /// The pool for people with this home; where places belong to districts there is none for
    /// those without a home.
    #[inline]
    pub fn pool_of(&self, home: u16) -> usize {
        match self.lines {
            Lines::Town(_) => 0,
            Lines::Districts(_) => usize::from(home),
        }
    }

    /// Takes the one out of the line of a pool who has waited longest.
    #[inline]
    pub fn longest(&mut self, pool: usize) -> Option<u32> {
        self.lines.longest(pool, &self.clients)
    }

    /// Places of a pool become free.
    pub fn places_are_free(&mut self, pool: usize, places: u32) {
        self.pools[pool].used -= places;
        self.stir(pool);
    }

    /// Somebody came to wait here, or there are other places than before. Where people are let in
    /// on certain days only, all pools are looked at then.
    #[inline]
    pub fn stir(&mut self, pool: usize) {
        let here = &mut self.pools[pool];
        if self.lets_in_between && !std::mem::replace(&mut here.is_stirred, true) {
            self.stirred.push(pool as u16);
        }
    }

    pub fn is_stirred_everywhere(&mut self) {
        (0..self.pools.len()).for_each(|pool| self.stir(pool));
    }

    /// The pools in which people may be let in today, in order; in all others nothing has
    /// changed since nobody more could be.
    pub fn take_stirred(&mut self, opening: Opening) -> Vec<u16> {
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
    pub fn give_back(&mut self, list: Vec<u16>) {
        if self.stirred.is_empty() {
            self.stirred = list;
        }
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

    /// Somebody with a home in this district, or none, waits from today.
    #[inline]
    pub fn waits_at(&mut self, client: &Client, day: Day) {
        self.waiting += 1;
        // The day on which a wait begins is taken off and that on which it ends is added, so that
        // nothing has to be remembered of the wait; what is left over in between wraps around.
        let days = &mut self.homes[usize::from(client.home)].books.waiting_person_days;
        *days = days.wrapping_sub(u64::from(day));
        if client.is_late {
            self.is_late_at(client.home);
        }
    }

    /// Somebody waits no longer, or with another home.
    #[inline]
    pub fn waits_no_longer(&mut self, client: &Client, day: Day) {
        self.waiting -= 1;
        let home = &mut self.homes[usize::from(client.home)];
        let days = &mut home.books.waiting_person_days;
        *days = days.wrapping_add(u64::from(day));
        if client.is_late {
            home.late -= 1;
            self.late -= 1;
        }
    }

    /// Somebody got a place today.
    #[inline]
    pub fn is_served(&mut self, client: &Client, day: Day) {
        let waited = day - client.since;
        self.waits.served_after(waited);
        let books = &mut self.homes[usize::from(client.home)].books;
        books.served += 1;
        books.waited_days += u64::from(waited);
        books.in_time += u32::from(waited <= self.in_time);
    }

    /// Somebody who waits longer than is in time is added to those of a home.
    pub fn is_late_at(&mut self, home: u16) {
        self.late += 1;
        let there = &mut self.homes[usize::from(home)];
        there.late += 1;
        if there.books.bottleneck.is_none() {
            self.crowded.push(home);
        }
    }

    /// Whether today is the first day of a bottleneck, in the town and in its districts.
    #[inline]
    pub fn evening_comes(&mut self, tolerated: u32, day: Day) {
        if self.late > tolerated {
            self.outcome.is_a_bottleneck(day);
        }
        if self.crowded.is_empty() {
            return;
        }
        for &home in &self.crowded {
            let there = &mut self.homes[usize::from(home)];
            if there.late > tolerated {
                there.books.bottleneck.get_or_insert(day);
            }
        }
        self.crowded.clear();
    }

    pub fn look_after(&mut self, staff: &Staff, persons: u32, day: Day) {
        let outcome = &mut self.outcome;
        outcome.person_days += u64::from(persons);
        outcome.peak_persons = outcome.peak_persons.max(persons);
        let Some(positions) = self.positions(staff) else {
            return;
        };
        let outcome = &mut self.outcome;
        let persons = f64::from(persons);
        let beyond = persons - positions * staff.persons_per_position;
        if beyond > 0.0 {
            outcome.is_a_bottleneck(day);
            outcome.beyond_person_days += libm::ceil(beyond) as u64;
        }
        outcome.crisis_days += u32::from(persons > positions * staff.crisis_above);
    }

    /// Closes the books in the evening of the last day; the day after it is given.
    pub fn close(&mut self, day: Day) -> ServiceOutcome {
        for at in 0..self.clients.len() {
            let client = self.clients[at];
            if client.stage == Stage::Waiting {
                self.outcome.waiting_end += 1;
                self.waits_no_longer(&client, day);
                self.waits.unserved_after(day - client.since);
            }
        }
        let mut outcome = std::mem::take(&mut self.outcome);
        outcome.demand = self.clients.len() as u32;
        outcome.by_home = self.homes.iter().map(|home| home.books).collect();
        for books in &outcome.by_home {
            outcome.waiting_person_days += books.waiting_person_days;
            outcome.served += books.served;
            outcome.waited_days += books.waited_days;
            outcome.in_time += books.in_time;
            outcome.late += books.late;
        }
        [outcome.median_wait, outcome.p90_wait] = self.waits.until_left([0.5, 0.1]);
        outcome
    }
}

impl ServiceOutcome {
    pub(super) fn is_a_bottleneck(&mut self, day: Day) {
        self.bottleneck.get_or_insert(day);
        self.bottleneck_days += 1;
    }
}
