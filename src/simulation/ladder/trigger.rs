//! When a step is taken, and when it is no longer needed.

use super::super::Town;
use super::super::model::{Model, StepPlan};
use super::Standing;
use crate::calendar::Day;
use crate::ids::SiteId;
use crate::ladder::{Action, StepState, Trigger};

impl Town {
    #[inline(always)]
    pub(super) fn is_triggered(&self, model: &Model, step: usize, plan: &StepPlan) -> bool {
        match plan.step.trigger {
            Trigger::FreePlaces { below, weeks } => self.expected_free_places(model, weeks * 7) < below,
            Trigger::Occupied { at_least } => self.occupied_share(0) >= at_least,
            Trigger::Unmet { nights, .. } => self.climb.steps[step].unmet_nights >= nights,
            Trigger::Date { from } => {
                let end = plan.step.withdrawal.not_before.unwrap_or(i64::MAX);
                (from..end).contains(&i64::from(self.day))
            }
            Trigger::Step { step, state } => self.is_in_state(model, step, state),
        }
    }

    /// Whether a step that is in effect is not needed today: what called it is gone, would be
    /// gone without it, and whoever lives in its places has another one.
    #[inline]
    pub(super) fn is_quiet(&self, model: &Model, step: usize, plan: &StepPlan) -> bool {
        let not_before = plan.step.withdrawal.not_before;
        if not_before.is_some_and(|day| i64::from(self.day) < day) {
            return false;
        }
        let own = self.places_of(model, step, plan);
        // Mostly decides, and asks for least.
        self.has_room_without(own) && self.is_over_without(model, step, own)
    }

    /// The same where the others have room for whoever lives in its places.
    #[inline(never)]
    fn is_over_without(&self, model: &Model, step: usize, own: u32) -> bool {
        let plan = &model.ladder.steps[step].step;
        let rule = &plan.withdrawal;
        let expected = |weeks: u32| self.expected_free_places(model, weeks * 7) - f64::from(own);
        let is_over = match plan.trigger {
            Trigger::FreePlaces { below, weeks } => expected(weeks) >= below,
            Trigger::Occupied { at_least } => self.occupied_share(own) < at_least,
            Trigger::Unmet { persons, .. } => self.climb.last_unmet < persons,
            Trigger::Date { .. } | Trigger::Step { .. } => {
                !self.is_triggered(model, step, &model.ladder.steps[step])
            }
        };
        is_over
            && rule
                .occupied_at_most
                .is_none_or(|most| self.occupied_share(own) <= most)
            && !self.is_slept_in(model, step)
            && rule
                .free_places_at_least
                .is_none_or(|least| expected(plan.weeks()) >= least)
    }

    /// Part of the usable regular places that is taken, with some of them not there.
    fn occupied_share(&self, without: u32) -> f64 {
        let totals = self.occupancy.totals();
        let taken = totals.places.saturating_sub(totals.free);
        let places = totals.places.saturating_sub(without);
        if places == 0 {
            return if taken + without > 0 { f64::INFINITY } else { 1.0 };
        }
        f64::from(taken) / f64::from(places)
    }

    fn is_slept_in(&self, model: &Model, step: usize) -> bool {
        let own = model.ladder.steps[step].step.own_sites();
        let is_emergency = |site: &SiteId| model.layout.sites[site.index()].emergency;
        self.climb.last_waiting > 0 && own.iter().any(is_emergency)
    }

    fn has_room_without(&self, own: u32) -> bool {
        own == 0 || self.occupancy.totals().free >= own.saturating_add(self.waiting.persons)
    }

    /// Regular places that are there because of a step.
    #[inline(always)]
    pub(super) fn places_of(&self, model: &Model, step: usize, plan: &StepPlan) -> u32 {
        if plan.regular_sites.is_empty() {
            return self.places_in_other_sites(model, step);
        }
        let sites = plan.regular_sites.iter();
        sites.map(|&site| self.occupancy.places(site)).sum()
    }

    /// The same of a step that has no regular sites of its own.
    fn places_in_other_sites(&self, model: &Model, step: usize) -> u32 {
        let standing = &self.climb.steps[step];
        match &model.ladder.steps[step].step.action {
            Action::Densify { .. } if standing.is_active() => self.more_beds(model, step),
            Action::StopClosures { .. } => standing
                .kept
                .iter()
                .filter(|(_, kept)| *kept == super::Kept::Closing)
                .filter(|(site, _)| !model.layout.sites[*site].emergency)
                .map(|(site, _)| self.occupancy.places(*site))
                .sum(),
            _ => 0,
        }
    }

    #[inline(never)]
    fn is_in_state(&self, model: &Model, step: usize, state: StepState) -> bool {
        let standing = &self.climb.steps[step];
        match state {
            StepState::Active => standing.is_active(),
            StepState::Exhausted => {
                standing.is_used_up || standing.is_active() && self.is_exhausted(model, step)
            }
        }
    }

    /// Whether a step in effect offers nothing more.
    fn is_exhausted(&self, model: &Model, step: usize) -> bool {
        let standing = &self.climb.steps[step];
        let own = |sites: &[SiteId]| {
            sites.iter().all(|site| {
                let site = site.index();
                let is_emergency = model.layout.sites[site].emergency;
                if is_emergency {
                    self.climb.last_emergency_full
                } else {
                    self.occupancy.free(site) == 0
                }
            })
        };
        match &model.ladder.steps[step].step.action {
            Action::Activate { sites, .. } => own(sites),
            Action::Hotel { blocks } => all_rented(standing, blocks.len()) && own(blocks),
            Action::Densify { .. } | Action::StopClosures { .. } => self.occupancy.totals().free == 0,
            Action::Pause { .. } => true,
        }
    }

    #[inline]
    pub(in crate::simulation) fn nothing_is_ordered(&self) -> bool {
        self.climb.orders.is_empty()
    }

    /// Regular places that steps have ordered and that are expected by a day.
    pub(in crate::simulation) fn ordered_until(&self, model: &Model, until: Day) -> u32 {
        let orders = self.climb.orders.iter();
        let in_time = orders.filter(|order| order.expected <= until);
        in_time
            .map(|order| self.places_to_come(model, order.step, order.blocks))
            .sum()
    }

    fn places_to_come(&self, model: &Model, step: usize, blocks: usize) -> u32 {
        let capacity = |site: usize| {
            let plan = &model.layout.sites[site];
            if plan.emergency { 0 } else { plan.capacity }
        };
        match &model.ladder.steps[step].step.action {
            Action::Activate { sites, .. } => sites.iter().map(|site| capacity(site.index())).sum(),
            Action::Hotel { blocks: all } => all
                .iter()
                .skip(self.climb.steps[step].blocks)
                .take(blocks)
                .map(|site| capacity(site.index()))
                .sum(),
            Action::Densify { .. } => self.more_beds(model, step),
            Action::StopClosures { .. } | Action::Pause { .. } => 0,
        }
    }

    /// Blocks of a hotel that cover what is missing: at least one, at most what is left.
    pub(super) fn blocks_needed(&self, model: &Model, step: usize) -> usize {
        let plan = &model.ladder.steps[step].step;
        let Action::Hotel { blocks } = &plan.action else {
            return 0;
        };
        let left = &blocks[self.climb.steps[step].blocks.min(blocks.len())..];
        let missing = match plan.trigger {
            Trigger::FreePlaces { below, weeks } => below - self.expected_free_places(model, weeks * 7),
            Trigger::Unmet { .. } => f64::from(self.climb.last_unmet),
            _ => 1.0,
        };
        let mut places = 0.0;
        left.iter()
            .take_while(|site| {
                let more = places < missing;
                places += f64::from(model.layout.sites[site.index()].capacity);
                more
            })
            .count()
            .max(1)
            .min(left.len())
    }
}

fn all_rented(standing: &Standing, blocks: usize) -> bool {
    standing.blocks >= blocks
}
