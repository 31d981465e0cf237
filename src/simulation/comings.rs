//! Step 3 of the day: who arrives, and what is drawn for them. How many come is said in
//! `arriving`, who finds a private host in `hosts`, who follows in `relatives`, who is there from
//! the start in `register`.

use super::Town;
use super::model::{GroupPlan, Model, Source, SourceKind};
use super::placing::{self, Queued};
use super::preferences;
use super::roll::{Household, NO_TRACK, Number, composition};
use super::trace::Event;
use crate::calendar::Day;
use crate::ids::NeedSet;
use crate::stay::nights;
use crate::streams::{Draw, Stream};

impl Town {
    pub(super) fn households_arrive(&mut self, model: &Model) {
        for at in 0..model.sources.len() {
            let count = self.count_today(at, &model.sources[at]);
            let day = self.day_of(&model.sources[at]);
            for ordinal in 0..count {
                self.household_comes(model, at, day, ordinal);
            }
        }
    }

    /// A household comes to town: to a private host, or to the waiting list.
    #[inline]
    fn household_comes(&mut self, model: &Model, at: usize, day: Day, ordinal: u32) {
        let source = &model.sources[at];
        if !model.ladder.pausing[source.group].is_empty() {
            let size = self.size_at(model, source, day, ordinal);
            if self.is_paused(model, source, ordinal, size) {
                return;
            }
        }
        let is_hosted = (model.groups[source.group].hosts.is_some()
            && self.finds_a_host(model, at, day, ordinal))
            || (!model.measures.is_empty() && self.finds_a_host_by_a_measure(model, at, day, ordinal));
        if let SourceKind::Surge { number, .. } = source.kind {
            let size = self.size_at(model, source, day, ordinal);
            let surge = &mut self.outcome.surges[number];
            surge.came.add(size);
            if is_hosted {
                surge.hosted.add(size);
            }
        }
        if is_hosted {
            return;
        }
        let number = self.household_arrives(model, source, day, ordinal);
        self.services_see_a_household_come(model, number);
        match source.kind {
            SourceKind::Evacuated { shock, .. } => self.is_evacuated(number, shock),
            SourceKind::Listed(_) => {
                self.climb.listed_today += u32::from(self.roll[number as usize].size);
            }
            SourceKind::Rate { .. } | SourceKind::Surge { .. } => {}
        }
    }

    /// The size of the household that came from a source on a day.
    pub(super) fn size_at(&self, model: &Model, source: &Source, day: Day, ordinal: u32) -> u8 {
        let block = self.stream.block(Draw::Household, source.entity, day, ordinal);
        size_of(&model.groups[source.group].sizes, block.0[2])
    }

    /// A household needs a place; `day` is the one on which it came to town.
    #[inline]
    pub(super) fn household_arrives(
        &mut self,
        model: &Model,
        source: &Source,
        day: Day,
        ordinal: u32,
    ) -> Number {
        let household = self.household_from(model, source, day, ordinal);
        let number = self.join_the_queue(model, household);
        self.outcome.flow.arrived.add(household.size);
        self.log(Event::Arrival, Some(number), u32::from(household.size), None);
        self.begin_track(model, number);
        if model.groups[source.group].relatives.is_some() {
            self.expect_relatives(model, number);
        }
        number
    }

    /// The household that came from a source on a day.
    #[inline]
    pub(super) fn household_from(&self, model: &Model, source: &Source, day: Day, ordinal: u32) -> Household {
        let group = &model.groups[source.group];
        let block = self.stream.block(Draw::Household, source.entity, day, ordinal);
        let size = size_of(&group.sizes, block.0[2]);
        let mut household = Household::new(
            size,
            composition(size, block.0[3] <= group.men_below),
            source.group,
            group.track.map_or(NO_TRACK, |track| track as u16),
        );
        household.nights = nights(group.stay.quantile(block.first()));
        household.entity = source.entity;
        household.members = block.0[3];
        household.day = day;
        household.ordinal = ordinal;
        household.needs = needs_of(&self.stream, group, &household);
        household.prefers = preferences::drawn(&self.stream, &group.prefers, &household);
        household
    }

    /// Enters a household into the roll; it waits from today.
    pub(super) fn join_the_queue(&mut self, model: &Model, mut household: Household) -> Number {
        household.waits_since = self.day as i32;
        self.enter_waiting(model, household)
    }

    pub(super) fn enter_waiting(&mut self, model: &Model, household: Household) -> Number {
        let number = self.enter(household);
        self.waiting.add(household.size);
        let profile = placing::profile(model, &household);
        let lane = 1 + model.groups[usize::from(household.group)].lane;
        self.queues[lane].push(Queued { number, profile });
        number
    }

    pub(super) fn enter(&mut self, household: Household) -> Number {
        let number = self.roll.len() as Number;
        if let Some(present) = self.present.get_mut(usize::from(household.track)) {
            *present += u32::from(household.size);
        }
        self.roll.push(household);
        number
    }

    pub(super) fn services_see_a_household_come(&mut self, model: &Model, number: Number) {
        if model.services.is_empty() {
            return;
        }
        let household = &self.roll[number as usize];
        let home = super::home(model, household);
        self.services.household_comes(self.day, (number, household), home);
    }
}

#[inline]
pub(super) fn size_of(sizes: &[(u32, u8)], word: u32) -> u8 {
    sizes
        .iter()
        .find(|(below, _)| word <= *below)
        .map_or(1, |(_, size)| *size)
}

/// Needs are drawn independently, four to a block.
#[inline]
pub(super) fn needs_of(stream: &Stream, group: &GroupPlan, household: &Household) -> NeedSet {
    let mut needs = NeedSet::default();
    if group.needs.is_empty() {
        return needs;
    }
    let high = |need: u8| (household.ordinal & 0x3f_ffff) << 2 | u32::from(need / 4);
    for &(need, below) in &group.needs {
        let block = stream.block(Draw::Needs, household.entity, household.day, high(need));
        if block.0[usize::from(need % 4)] < below {
            needs = needs.with(usize::from(need));
        }
    }
    needs
}
