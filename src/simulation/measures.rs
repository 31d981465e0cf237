//! What measures do on a day: seats, staff, flats, hosts, beds and prices that are there only with
//! them, from their first day on and growing with their ramp; and what they cost.
//!
//! Whether and how much later a measure acts is drawn once, at an address that belongs to its id,
//! so that no other draw changes. Sites that stand for a measure open in `sites`.

use super::Town;
use super::model::{EffectPlan, MeasurePlan, Model, SiteEvent};
use crate::calendar::Day;
use crate::measure::acting::level;
use crate::occupancy::Phase;
use crate::units::Money;

/// What measures do in a replication.
#[derive(Clone, Debug, Default)]
pub(super) struct Doings {
    /// By measure: days by which it is late; `None`: it fails.
    lateness: Vec<Option<u32>>,
    /// By measure: which part of its effects there is.
    levels: Vec<f64>,
    /// By measure: the day until which a household of so many persons is with a host.
    guests: Vec<Vec<(Day, u32)>>,
    /// By site: beds beyond those of the layout.
    more_beds: Vec<i64>,
    /// By year.
    pub cost: Vec<Money>,
}

impl Doings {
    /// Beds of a site beyond those of the layout.
    pub fn more_beds(&self, site: usize) -> i64 {
        self.more_beds.get(site).copied().unwrap_or(0)
    }

    /// Days by which a measure is late; `None`: it fails.
    pub fn lateness(&self, measure: usize) -> Option<u32> {
        self.lateness.get(measure).copied().flatten()
    }
}

impl Town {
    /// Whether and how much later each measure acts.
    pub(super) fn draw_measures(&mut self, model: &Model) {
        let doings = &mut self.doings;
        let stream = self.stream;
        doings.lateness.clear();
        doings
            .lateness
            .extend(model.measures.iter().map(|plan| plan.chance.lateness(&stream)));
        doings.levels.clear();
        doings.levels.resize(model.measures.len(), 0.0);
        doings.guests.resize(model.measures.len(), Vec::new());
        doings.guests.iter_mut().for_each(Vec::clear);
        doings.more_beds.clear();
        doings.more_beds.resize(model.layout.sites.len(), 0);
        doings.cost.clear();
        doings.cost.resize(model.layout.years, Money::default());
    }

    /// Which part of the effects of a measure there is on a day.
    pub(super) fn level_of(&self, model: &Model, measure: usize, day: Day) -> f64 {
        let plan = &model.measures[measure];
        let Some(late) = self.doings.lateness(measure) else {
            return 0.0;
        };
        if i64::from(day) >= plan.ends {
            return 0.0;
        }
        level(i64::from(day) - i64::from(late) - plan.from, plan.ramp)
    }

    /// Effects begin, grow and end; what they cost today is noted.
    pub(super) fn measures_take_effect(&mut self, model: &Model) {
        let mut changed = false;
        for (number, plan) in model.measures.iter().enumerate() {
            self.pay_for(plan, number);
            let now = self.level_of(model, number, self.day);
            let before = std::mem::replace(&mut self.doings.levels[number], now);
            if now != before {
                changed = true;
                self.beds_change(model, plan, (before, now));
            }
            self.pay_prices(plan, now);
        }
        if changed && !model.services.is_empty() {
            self.services_grow(model);
        }
    }

    /// A measure is paid for whether it works or not.
    fn pay_for(&mut self, plan: &MeasurePlan, number: usize) {
        let late = i64::from(self.doings.lateness(number).unwrap_or(0));
        let (day, cost) = (i64::from(self.day), plan.cost);
        if day == cost.from + late {
            self.doings.cost[self.year] += cost.once;
        }
        if (cost.from + late..cost.ends).contains(&day) {
            self.doings.cost[self.year] += cost.per_day;
        }
    }

    /// Dearer or cheaper operation, once the measure is complete.
    fn pay_prices(&mut self, plan: &MeasurePlan, level: f64) {
        for effect in &plan.effects {
            if let EffectPlan::Price { site, per_day } = *effect
                && level >= 1.0
                && self.occupancy.phase(site) != Phase::Closed
            {
                self.doings.cost[self.year] += per_day;
            }
        }
    }

    /// Another part of the places can be used as soon as a measure is complete.
    fn beds_change(&mut self, model: &Model, plan: &MeasurePlan, (before, now): (f64, f64)) {
        let sign = match (before >= 1.0, now >= 1.0) {
            (false, true) => 1,
            (true, false) => -1,
            _ => return,
        };
        for effect in &plan.effects {
            if let EffectPlan::Beds { site, more } = *effect {
                let more = sign * more;
                self.doings.more_beds[site] += more;
                if more >= 0 {
                    self.occupancy.change_beds(&model.layout, site, more);
                } else {
                    let fewer = u32::try_from(-more).unwrap_or(u32::MAX);
                    self.lose_beds(model, site, fewer);
                }
            }
        }
    }

    fn services_grow(&mut self, model: &Model) {
        self.services_catch_up_before(model, self.day);
        self.services.forget_what_measures_brought();
        for (plan, level) in model.measures.iter().zip(&self.doings.levels) {
            for effect in &plan.effects {
                match *effect {
                    EffectPlan::Seats { service, pool, seats } => {
                        let seats = libm::floor(f64::from(seats) * level + 1e-9) as u32;
                        self.services.gets_seats(service, pool, seats);
                    }
                    EffectPlan::Staff { service, positions } => {
                        self.services.gets_staff(service, positions * level);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether a host whom a measure found takes a household in; for how many nights.
    pub(super) fn host_of_a_measure(&mut self, model: &Model, size: u8) -> Option<u32> {
        let today = self.day;
        for (number, plan) in model.measures.iter().enumerate() {
            for effect in &plan.effects {
                let EffectPlan::Hosts { places, nights } = *effect else {
                    continue;
                };
                let guests = &mut self.doings.guests[number];
                guests.retain(|(until, _)| *until > today);
                let taken: u32 = guests.iter().map(|(_, persons)| persons).sum();
                let places = libm::floor(f64::from(places) * self.doings.levels[number] + 1e-9) as u32;
                if taken + u32::from(size) <= places {
                    guests.push((today.saturating_add(nights), u32::from(size)));
                    return Some(nights);
                }
            }
        }
        None
    }

    /// Enters the parts of a wing that opens on a day.
    pub(super) fn schedule_parts(&mut self, model: &Model, site: u16, measure: usize, opens: i64) {
        let first = model.own_losses[usize::from(site)];
        let count = model.losses[usize::from(site)].len() - first;
        let Ok(opens) = Day::try_from(opens.max(0)) else {
            return;
        };
        if count == 0 || opens >= model.calendar.days {
            return;
        }
        let ramp = model.measures[measure].ramp;
        for part in 0..count {
            let loss = (first + part) as u16;
            let comes = u64::from(opens) + u64::from(ramp) * (part as u64 + 1) / count as u64;
            self.timeline.push((opens, SiteEvent::Lose { site, loss }));
            if let Some(day) = Day::try_from(comes).ok().filter(|day| *day < model.calendar.days) {
                self.timeline.push((day, SiteEvent::Restore { site, loss }));
            }
        }
    }
}
