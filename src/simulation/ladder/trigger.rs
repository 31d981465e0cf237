//! When a step is taken, and when it is no longer needed.

use super::super::Town;
use super::super::model::Model;
use super::{Stage, Standing};
use crate::calendar::Day;
use crate::ids::SiteId;
use crate::ladder::{Action, StepState, Trigger};
use crate::occupancy::Phase;

/// Nights in a row in which so many persons had no place as a trigger asks for.
pub(super) fn nights_in_a_row(trigger: &Trigger, unmet: u32, so_far: u32) -> u32 {
    match trigger {
        Trigger::Unmet { persons, .. } if unmet >= *persons => so_far + 1,
        _ => 0,
    }
}

impl Town {
    pub(super) fn is_triggered(&self, model: &Model, step: usize) -> bool {
        let plan = &model.ladder.steps[step].step;
        match plan.trigger {
            Trigger::FreePlaces { below, weeks } => self.expected_free_places(model, weeks * 7) < below,
            Trigger::Occupied { at_least } => self.occupied_share(0) >= at_least,
            Trigger::Unmet { nights, .. } => self.climb.steps[step].unmet_nights >= nights,
            Trigger::Date { from } => {
                let end = plan.withdrawal.not_before.unwrap_or(i64::MAX);
                (from..end).contains(&i64::from(self.day))
            }
            Trigger::Step { step, state } => self.is_in_state(model, step, state),
        }
    }

    /// Whether a step that is in effect is not needed today: what called it is gone, would be
    /// gone without it, and whoever lives in its places has another one.
    pub(super) fn is_quiet(&self, model: &Model, step: usize) -> bool {
        let plan = &model.ladder.steps[step].step;
        let rule = plan.withdrawal;
        if rule.not_before.is_some_and(|day| i64::from(self.day) < day) {
            return false;
        }
        let own = self.places_of(model, step);
        let expected = |weeks: u32| self.expected_free_places(model, weeks * 7) - f64::from(own);
        let is_over = match plan.trigger {
            Trigger::FreePlaces { below, weeks } => expected(weeks) >= below,
            Trigger::Occupied { at_least } => self.occupied_share(own) < at_least,
            Trigger::Unmet { persons, .. } => self.climb.last_unmet < persons,
            Trigger::Date { .. } | Trigger::Step { .. } => !self.is_triggered(model, step),
        };
        is_over
            && rule
                .occupied_at_most
                .is_none_or(|most| self.occupied_share(own) <= most)
            && self.has_room_without(own)
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
    pub(super) fn places_of(&self, model: &Model, step: usize) -> u32 {
        let standing = &self.climb.steps[step];
        let plan = &model.ladder.steps[step];
        let capacity = |site: usize| match self.occupancy.phase(site) {
            Phase::Closed => 0,
            _ if model.layout.sites[site].emergency => 0,
            _ => self.occupancy.capacity(site),
        };
        match &plan.step.action {
            Action::Activate { sites, .. } => sites.iter().map(|site| capacity(site.index())).sum(),
            Action::Hotel { blocks } => blocks.iter().map(|site| capacity(site.index())).sum(),
            Action::Densify { .. } => match standing.stage {
                Stage::Active { .. } => self.more_beds(model, step),
                _ => 0,
            },
            Action::StopClosures { .. } => standing
                .kept
                .iter()
                .filter(|(_, kept)| *kept == super::Kept::Closing)
                .map(|(site, _)| capacity(*site))
                .sum(),
            Action::Pause { .. } => 0,
        }
    }

    fn is_in_state(&self, model: &Model, step: usize, state: StepState) -> bool {
        let standing = &self.climb.steps[step];
        let is_active = matches!(standing.stage, Stage::Active { .. });
        match state {
            StepState::Active => is_active,
            StepState::Exhausted => standing.is_used_up || is_active && self.is_exhausted(model, step),
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

    /// Regular places that steps have ordered and that are expected by a day.
    pub(in crate::simulation) fn ordered_until(&self, model: &Model, until: Day) -> u32 {
        let ordered = |step: usize| match self.climb.steps[step].order {
            Some(order) if order.expected <= until => self.places_to_come(model, step, order.blocks),
            _ => 0,
        };
        (0..model.ladder.steps.len()).map(ordered).sum()
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
