//! Relatives who follow a household: whether and when, and that they come.

use super::Town;
use super::comings::{needs_of, size_of};
use super::model::Model;
use super::roll::{Due, Household, Number, Stage, composition};
use super::trace::Event;
use crate::stay::nights;
use crate::streams::Draw;

/// Added to the entity of a household's source for the household of its relatives.
const RELATIVES: u32 = 0x9e37_79b9;

impl Town {
    /// Relatives may follow: when, is decided now.
    pub(super) fn expect_relatives(&mut self, model: &Model, number: Number) {
        let household = self.roll[number as usize];
        let Some(relatives) = &model.groups[usize::from(household.group)].relatives else {
            return;
        };
        let block = self.stream.block(
            Draw::Relatives,
            household.entity,
            household.day,
            household.ordinal,
        );
        if block.0[2] < relatives.below {
            let after = nights(relatives.after.quantile(block.first()));
            self.agenda.enter(
                u64::from(self.day) + u64::from(after),
                Due::Relatives { household: number },
            );
        }
    }

    /// Relatives arrive, if the household is still there; they want to live in its district.
    pub(super) fn relatives_arrive(&mut self, model: &Model, anchor: Number) {
        let anchor = self.roll[anchor as usize];
        let group = &model.groups[usize::from(anchor.group)];
        let Some(relatives) = &group.relatives else { return };
        if anchor.stage == Stage::Gone {
            return;
        }
        let entity = anchor.entity ^ RELATIVES;
        let block = self
            .stream
            .block(Draw::Household, entity, anchor.day, anchor.ordinal);
        let size = size_of(&relatives.sizes, block.0[2]);
        let mut household = Household::new(
            size,
            composition(size, block.0[3] <= group.men_below),
            usize::from(anchor.group),
            anchor.track,
        );
        household.nights = nights(group.stay.quantile(block.first()));
        household.entity = entity;
        household.members = block.0[3];
        household.day = anchor.day;
        household.ordinal = anchor.ordinal;
        household.needs = needs_of(&self.stream, group, &household);
        if anchor.stage == Stage::Housed {
            household.prefers = model.layout.district_of_site[usize::from(anchor.site)];
        }
        let number = self.join_the_queue(model, household);
        self.outcome.flow.arrived.add(size);
        self.log(Event::Arrival, Some(number), u32::from(size), None);
        self.begin_track(model, number);
        self.services_see_a_household_come(model, number);
    }
}
