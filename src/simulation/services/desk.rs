//! The desk of one service: its pools of places, who waits there, what it has and what is left of
//! it.

use super::ServiceOutcome;
use super::ahead::{Ahead, Change};
use super::clients::Client;
use super::pool::{Lines, Pool};
use crate::calendar::Day;
use crate::service::Intake;
use crate::simulation::model::{Area, OfferPlan, PlacesPlan, ServicePlan};

/// One service of a replication.
#[derive(Clone, Debug, Default)]
pub(super) struct Desk {
    pub pools: Vec<Pool>,
    /// Everybody who ever came, in order of the day from which on the service is needed.
    pub clients: Vec<Client>,
    pub lines: Lines,
    /// What is known of the days to come, for the lines of all pools and for those without a home.
    pub ahead: Ahead,
    /// The first morning that has not come yet.
    pub next: Day,
    /// All clients before this one wait no longer.
    pub first_waiting: usize,
    pub next_impatient: usize,
    /// The day on which the next one is impatient.
    pub next_to_give_up: Day,
    next_intake: usize,
    /// The next day on which people are let in, where there are such days.
    next_opening: Day,
    /// Whether it is known of all pools how many places they have.
    pub is_counted: bool,
    /// Pools in which somebody came to wait, or a place became free, since people were let in.
    stirred: Vec<u16>,
    /// People may also be let in on other days than the great ones.
    lets_in_between: bool,
    /// Persons who wait.
    pub waiting: u32,
    /// Full-time positions that measures bring.
    pub more_positions: f64,
    /// Shocks that have taken staff, and which part.
    pub lost: Vec<(u16, f64)>,
    /// What a service by staff leaves behind.
    pub staff: ServiceOutcome,
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
    pub fn reset(&mut self, plan: &ServicePlan, districts: usize, days: Day) {
        let (pools, opening, during_year) = match &plan.offer {
            OfferPlan::Places(places) => {
                let (opening, during_year) = match &places.intake {
                    Intake::AnyDay => (None, 0),
                    Intake::Year { starts, during_year } => (starts.first(), *during_year),
                    Intake::Days(days) => (days.first(), 0),
                };
                (places.pools.len(), opening, during_year)
            }
            OfferPlan::Staff(_) => (0, None, 0),
        };
        self.pools.resize_with(pools, Pool::default);
        for pool in &mut self.pools {
            pool.reset();
            pool.left_this_year = during_year;
        }
        self.clients.clear();
        match plan.places().map(|places| places.area) {
            Some(Area::Districts) => {
                self.lines.reset_for_districts(pools);
                // Those without a home stand in a line that leads nowhere.
                self.ahead.reset(districts + 1, days);
            }
            Some(Area::Town) | None => {
                self.lines.reset_for_the_town();
                self.ahead.reset(pools, days);
            }
        }
        self.next = 0;
        (self.first_waiting, self.next_impatient, self.next_intake) = (0, 0, 0);
        self.next_to_give_up = Day::MAX;
        self.next_opening = opening.copied().unwrap_or(Day::MAX);
        self.waiting = 0;
        self.stirred.clear();
        self.lets_in_between = plan
            .places()
            .is_some_and(|places| !matches!(places.intake, Intake::Days(_)));
        self.is_counted = plan
            .places()
            .is_some_and(|places| places.pools.iter().all(Option::is_some));
        self.staff = ServiceOutcome::default();
        self.more_positions = 0.0;
        self.lost.clear();
    }

    /// A morning: what was known to happen today happens.
    #[inline]
    pub fn morning_comes(&mut self, day: Day) {
        self.next = day + 1;
        let lines = self.ahead.on(day).map_or(0, <[Change]>::len);
        for line in 0..lines {
            if let Some(&mut change) = self.ahead.at(day, line) {
                self.line_changes(line, change, day);
            }
        }
    }

    fn line_changes(&mut self, line: usize, Change { leaving, freed }: Change, day: Day) {
        if leaving > 0 {
            self.leave_the_line(line, leaving);
        }
        if freed > 0 {
            let known = self.pools[line].known_ends_on(day);
            self.places_are_free(line, freed, known);
        }
    }

    /// Whether nobody can be let in or gives up this evening.
    #[inline]
    pub fn rests(&self, day: Day) -> bool {
        day < self.next_opening && day < self.next_to_give_up && self.stirred.is_empty()
    }

    /// Whether anybody can be let in today.
    pub fn opening(&mut self, plan: &PlacesPlan, day: Day) -> Option<Opening> {
        let is_today = self.next_opening == day;
        if !is_today {
            let between = match &plan.intake {
                Intake::AnyDay => Opening::AllThatAreFree,
                Intake::Year { .. } => Opening::FewDuringTheYear,
                Intake::Days(_) => return None,
            };
            return (!self.stirred.is_empty()).then_some(between);
        }
        if let Intake::Year { starts: days, .. } | Intake::Days(days) = &plan.intake {
            while self.next_opening <= day {
                self.next_intake += 1;
                self.next_opening = days.get(self.next_intake).copied().unwrap_or(Day::MAX);
            }
        }
        if let Intake::Year { during_year, .. } = plan.intake {
            for pool in &mut self.pools {
                pool.left_this_year = during_year;
            }
        }
        Some(Opening::OnItsDay)
    }

    /// The line for people with this home; where places belong to districts the line of those
    /// without a home leads nowhere.
    #[inline]
    pub fn line_of(&self, home: u16) -> usize {
        match self.lines {
            Lines::Town(_) => 0,
            Lines::Districts(_) => usize::from(home),
        }
    }

    /// Whether it is known how many places there are for people with this home.
    #[inline]
    pub fn is_counted_at(&self, plan: &PlacesPlan, home: u16) -> bool {
        self.is_counted || plan.pools.get(self.line_of(home)) != Some(&None)
    }

    /// Takes the one out of the line of a pool who has waited longest.
    #[inline]
    pub fn longest(&mut self, pool: usize) -> Option<u32> {
        self.lines.longest(pool, &self.clients, self.next)
    }

    /// Places of a pool become free, so many of them as everybody knew.
    pub fn places_are_free(&mut self, pool: usize, places: u32, known: u32) {
        let here = &mut self.pools[pool];
        here.used -= places;
        here.passed.released += places.saturating_sub(known);
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

    /// Part of places and positions that shocks have left.
    pub fn part_left(&self) -> f64 {
        self.lost.iter().map(|(_, share)| 1.0 - share).product()
    }
}
