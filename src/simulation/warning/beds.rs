//! Units of a type: how many are free, who waits for them, and what is known of their future.
//!
//! Households take units of a type who do not need it, and somebody who needs it may find
//! another; so it is the need for units as it was seen that is carried on (units taken and
//! households waiting), not the comings and goings of one type of household.

use super::super::Town;
use super::super::model::{LossPlan, Model, SiteEvent, UnitsPlan, WarningPlan, Watched};
use super::trend::{Expected, Pace};
use crate::occupancy::Phase;
use crate::simulation::roll::{Household, Number, Stage};

/// Units of a type tonight.
pub(super) struct Units {
    /// In sites that are there, in service.
    pub units: u32,
    /// Those of them that are empty and may be given.
    pub free: u32,
}

impl Town {
    pub(super) fn units_now(&self, model: &Model, plan: &UnitsPlan) -> Units {
        let mut now = Units { units: 0, free: 0 };
        for (class, layout) in model.layout.classes.iter().enumerate() {
            let phase = self.occupancy.phase(layout.site);
            if !plan.classes[class] || phase == Phase::Closed {
                continue;
            }
            now.units += layout.count as u32;
            if phase == Phase::Open {
                now.free += self.occupancy.empty_units(class);
            }
        }
        let retired = self.retired.iter().filter(|(_, class, _)| {
            plan.classes[*class] && self.occupancy.phase(model.layout.classes[*class].site) != Phase::Closed
        });
        now.units = now.units.saturating_sub(retired.count() as u32);
        for (site, _) in plan
            .beds
            .iter()
            .enumerate()
            .filter(|(_, is_of_type)| **is_of_type)
        {
            if self.occupancy.phase(site) != Phase::Closed {
                now.units += plan.units_of(self.occupancy.capacity(site));
                now.free += plan.units_of(self.occupancy.free(site));
            }
        }
        now
    }

    /// Counts for each type of unit the households that wait for it.
    pub(super) fn those_who_wait_are_counted(&mut self, plan: &WarningPlan) {
        let standings = &mut self.watch.watched;
        standings.iter_mut().for_each(|standing| standing.waiting = 0);
        for queued in self.queues.iter().flatten() {
            let household = &self.roll[queued.number as usize];
            if household.stage != Stage::Waiting {
                continue;
            }
            for (watched, standing) in plan.watched.iter().zip(standings.iter_mut()) {
                if let Watched::Units(units) = watched {
                    standing.waiting += u32::from(units.is_needed_by(household));
                }
            }
        }
    }

    /// A household waits no longer and leaves.
    pub(in crate::simulation) fn a_type_is_lost(&mut self, model: &Model, number: Number) {
        let Some(plan) = &model.warning else { return };
        let household = self.roll[number as usize];
        for (watched, standing) in plan.watched.iter().zip(&mut self.watch.watched) {
            if let Watched::Units(units) = watched {
                standing.lost += u32::from(units.is_needed_by(&household));
            }
        }
    }

    /// At the end of each of so many weeks: left today − weeks × rise of the need − announced
    /// households + units of known openings and closings.
    pub(super) fn expected_units(
        &self,
        model: &Model,
        plan: &UnitsPlan,
        pace: Pace,
        left: f64,
        weeks: u32,
    ) -> Vec<Expected> {
        let known = self.known_by_week(weeks, |event| self.known_units(model, plan, event));
        let expected = |(week, known): (u32, i64)| {
            let until = self.day.saturating_add(week * 7);
            Expected {
                mean: left - pace.per_week * f64::from(week) - plan.announced_between(self.day, until)
                    + known as f64,
                variance: pace.variance(week),
            }
        };
        (1..).zip(known).map(expected).collect()
    }

    /// Units of a type that come or go for sure with an event.
    pub(super) fn known_units(&self, model: &Model, plan: &UnitsPlan, event: SiteEvent) -> i64 {
        let site = match event {
            SiteEvent::Restore { site, .. }
            | SiteEvent::Open { site }
            | SiteEvent::Lose { site, .. }
            | SiteEvent::Close { site } => usize::from(site),
            SiteEvent::Recover { shock } => return self.units_coming_back(model, plan, usize::from(shock)),
            SiteEvent::Strike { .. } | SiteEvent::StopIntake { .. } => return 0,
        };
        let is_there = self.occupancy.phase(site) != Phase::Closed;
        if self.is_held(site) || !is_there && model.ladder.is_planned[site] {
            return 0;
        }
        match event {
            SiteEvent::Open { .. } => plan.units_in(model, site),
            SiteEvent::Close { .. } => -plan.units_in(model, site),
            SiteEvent::Lose { loss, .. } => -plan.lost(model, site, loss),
            SiteEvent::Restore { loss, .. } => plan.lost(model, site, loss),
            SiteEvent::Recover { .. } | SiteEvent::Strike { .. } | SiteEvent::StopIntake { .. } => 0,
        }
    }

    fn units_coming_back(&self, model: &Model, plan: &UnitsPlan, shock: usize) -> i64 {
        let sites = self.sites_coming_back(shock);
        let taken = SiteEvent::Strike { shock: shock as u16 };
        let retired = self
            .retired
            .iter()
            .filter(|(event, class, _)| *event == taken && plan.classes[*class]);
        sites.map(|site| plan.units_in(model, site)).sum::<i64>() + retired.count() as i64
    }
}

impl UnitsPlan {
    /// Whether the household needs the type.
    pub fn is_needed_by(&self, household: &Household) -> bool {
        household.size >= self.persons && self.needs.met_by(household.needs)
    }

    /// Households that find room in so many beds without units.
    fn units_of(&self, beds: u32) -> u32 {
        beds / u32::from(self.persons.max(1))
    }

    fn units_in(&self, model: &Model, site: usize) -> i64 {
        let layout = &model.layout;
        if self.beds[site] {
            return i64::from(self.units_of(layout.sites[site].capacity));
        }
        let classes = layout.sites[site].classes.clone();
        classes
            .filter(|&class| self.classes[class])
            .map(|class| layout.classes[class].count as i64)
            .sum()
    }

    fn lost(&self, model: &Model, site: usize, loss: u16) -> i64 {
        match model.losses[site][usize::from(loss)] {
            LossPlan::Beds(beds) if self.beds[site] => i64::from(self.units_of(beds)),
            LossPlan::Units { class, count } if self.classes[class] => i64::from(count),
            LossPlan::Beds(_) | LossPlan::Units { .. } => 0,
        }
    }
}
