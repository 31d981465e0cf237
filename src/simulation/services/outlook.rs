//! What a town can expect of its services, from nothing but what it knows today: who waits and
//! since when, who came, got out or went away in the last weeks, when classes end, when the next
//! intake is.

use super::Services;
use super::pool::Pool;
use super::weeks::Rates;
use crate::calendar::Day;
use crate::service::{Intake, Usage};
use crate::simulation::model::Model;
use crate::simulation::model::{OfferPlan, PlacesPlan};
use crate::simulation::warning::Expected;

/// What is left of a service before it is a bottleneck, and what its staff looks after.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) struct Balance {
    pub left: f64,
    pub need: f64,
}

impl Services {
    /// Notes the week that has passed.
    pub fn note_the_week(&mut self) {
        for desk in &mut self.desks {
            for pool in &mut desk.pools {
                pool.weeks.note(pool.passed);
            }
        }
    }

    /// Persons who may still wait too long before it is a bottleneck; of staff: persons whom it
    /// could look after besides.
    pub fn balance(&mut self, model: &Model, service: usize, day: Day) -> Balance {
        let tonight = day as usize * model.services.len() + service;
        let evening = f64::from(self.course.get(tonight).copied().unwrap_or(0));
        match &model.services[service].offer {
            OfferPlan::Places(plan) => Balance {
                left: f64::from(plan.tolerated) - f64::from(self.desks[service].late(plan, &self.notebook)),
                need: evening,
            },
            OfferPlan::Staff(staff) => Balance {
                left: self.desks[service].positions(staff).unwrap_or(0.0) * staff.persons_per_position
                    - evening,
                need: evening,
            },
        }
    }

    /// What is left in each of so many weeks to come; `None`: of staff, which has no queue.
    pub fn outlook(&self, model: &Model, service: usize, day: Day, weeks: u32) -> Option<Vec<Expected>> {
        let OfferPlan::Places(plan) = &model.services[service].offer else {
            return None;
        };
        let none = Expected {
            mean: f64::from(plan.tolerated),
            variance: 0.0,
        };
        let mut left = vec![none; weeks as usize];
        let mut since = Vec::new();
        let desk = &self.desks[service];
        for (at, pool) in desk.pools.iter().enumerate() {
            let capacity = desk.capacity(plan, at);
            let Some(capacity) = capacity.filter(|capacity| *capacity < u32::MAX) else {
                continue;
            };
            let rates = pool.weeks.rates();
            since.clear();
            if pool.waiting > 0 {
                desk.lines.dates(at, &desk.clients, desk.next, &mut since);
            }
            if since.is_empty() && rates.entered <= 0.0 {
                continue;
            }
            for (week, left) in left.iter_mut().enumerate() {
                let until = day.saturating_add((week as u32 + 1) * 7);
                let (late, variance) = expected_late(plan, (pool, capacity), (day, until), &since, rates);
                left.mean -= late;
                left.variance += variance;
            }
        }
        Some(left)
    }
}

/// Persons who will have waited too long: those who can, less the places that come, longest
/// wait first. Comings and goings are taken as Poisson.
fn expected_late(
    plan: &PlacesPlan,
    (pool, capacity): (&Pool, u32),
    (day, until): (Day, Day),
    since: &[Day],
    rates: Rates,
) -> (f64, f64) {
    let days = until - day;
    let before = i64::from(until) - i64::from(plan.in_time);
    let waiting = since.partition_point(|since| i64::from(*since) < before) as f64;
    let coming = rates.entered * f64::from(days.saturating_sub(plan.in_time));
    let eligible = waiting + coming;
    if eligible <= 0.0 {
        return (0.0, 0.0);
    }
    let (places, unsure) = places_to_come(plan, pool, capacity, (day, until), rates.released);
    let stays = (rates.left * f64::from(days)).min(eligible) * share(waiting, f64::from(pool.waiting));
    let late = (eligible - places - stays).max(0.0);
    (late, coming + unsure)
}

fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { (part / whole).min(1.0) } else { 0.0 }
}

/// Places that can be given until a day, and how many of them are only a rate.
fn places_to_come(
    plan: &PlacesPlan,
    pool: &Pool,
    capacity: u32,
    (day, until): (Day, Day),
    per_day: f64,
) -> (f64, f64) {
    let free_by = |last: Day| {
        let rate = per_day * f64::from(last - day);
        let known = pool.known_ends_until(day, last);
        let free = i64::from(capacity) - i64::from(pool.used) + i64::from(known);
        ((free as f64 + rate).max(0.0), rate)
    };
    let last = |starts: &[Day]| {
        let passed = starts.partition_point(|start| *start <= until);
        starts[..passed].last().copied().filter(|start| *start > day)
    };
    let (places, rate) = match &plan.intake {
        Intake::AnyDay => free_by(until),
        Intake::Days(starts) => last(starts).map_or((0.0, 0.0), free_by),
        Intake::Year { starts, .. } => match last(starts) {
            Some(start) => free_by(start),
            None => {
                let (free, rate) = free_by(until);
                (free.min(f64::from(pool.left_this_year)), rate)
            }
        },
    };
    match plan.usage {
        Usage::Class { size, .. } => {
            let size = f64::from(size.max(1));
            (libm::floor(places / size) * size, 0.0)
        }
        _ => (places, rate),
    }
}
