//! The households of the first morning: those of the register and of the waiting list.

use super::Town;
use super::comings::needs_of;
use super::model::Model;
use super::preferences;
use super::roll::{Household, NO_TRACK, Number, Stage, composition};
use super::services::Scene;
use super::trace::Event;
use crate::household::{Sex, StartHousehold};
use crate::stay::nights;
use crate::streams::{Draw, Stream, entity, unit32};

impl Town {
    /// The households of today: those with a place first, then those who wait.
    pub(super) fn settle_start_households(&mut self, model: &Model) {
        for start in model.at_start(self.stream.replication()) {
            let household = start_household(model, &self.stream, start);
            self.outcome.flow.start.add(household.size);
            let number = match self.place_at_start(model, start, household) {
                Some(number) => number,
                None => self.enter_waiting(model, household),
            };
            let settled = self.roll[number as usize];
            let site = (settled.stage == Stage::Housed).then_some(usize::from(settled.site));
            self.log(Event::Start, Some(number), u32::from(household.size), site);
            self.begin_track(model, number);
            self.services_see_a_household_come(model, number);
        }
        if !model.services.is_empty() {
            let (stream, roll) = (&self.stream, &self.roll);
            self.services
                .places_are_taken_at_the_start(Scene { model, stream, roll });
        }
        for queue in &mut self.queues {
            queue.sort_by_key(|queued| self.roll[queued.number as usize].waits_since);
        }
    }

    /// Into the site where it lives, if that has room; emergency accommodation is no place.
    fn place_at_start(
        &mut self,
        model: &Model,
        start: &StartHousehold,
        household: Household,
    ) -> Option<Number> {
        let site = start.site.map(|site| site.index())?;
        if model.layout.sites[site].emergency {
            return None;
        }
        let seeker = household.seeker();
        let unit = self.occupancy.settle_occupant(&model.layout, site, seeker)?;
        let number = self.enter(household);
        self.is_housed(model, number, site, unit);
        Some(number)
    }
}

/// What is known of a household at the start, and the rest drawn.
fn start_household(model: &Model, stream: &Stream, start: &StartHousehold) -> Household {
    let group = &model.groups[start.group.index()];
    let entity = entity(&format!("start/{}", start.id));
    let block = stream.block(Draw::Residual, entity, 0, 0);
    let is_man = match start.sex {
        Some(sex) => sex == Sex::Male,
        None => block.0[3] <= group.men_below,
    };
    let track = start.track.map(|track| track.index()).or(group.track);
    let mut household = Household::new(
        start.size,
        composition(start.size, is_man),
        start.group.index(),
        track.map_or(NO_TRACK, |track| track as u16),
    );
    household.entity = entity;
    household.members = block.0[3];
    household.nights = nights(match (start.since, start.site) {
        // Who waits has the whole stay still to come.
        (_, None) => group.stay.quantile(block.first()),
        (Some(since), Some(_)) => group.stay.residual((-since).max(0) as f64, block.first()),
        (None, Some(_)) => group.stay.equilibrium_residual(block.first(), unit32(block.0[2])),
    });
    household.needs = start.needs.unwrap_or_else(|| needs_of(stream, group, &household));
    household.waits_since = start.since.unwrap_or(0).clamp(-100_000, 0) as i32;
    household.prefers = match (start.prefers, start.site) {
        (Some(district), _) => district.0,
        (None, Some(_)) => u16::MAX,
        (None, None) => preferences::at_start(model, stream, &group.prefers, &household),
    };
    household
}
