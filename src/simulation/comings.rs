//! Step 3 of the day: who arrives, and what is drawn for them; also who is there at the start.

use super::model::{GroupPlan, Model, Source, SourceKind};
use super::outcome::SurgeOutcome;
use super::placing::{self, Queued};
use super::roll::{Due, Household, NO_TRACK, Number, Stage, composition};
use super::trace::Event;
use super::{SourceState, Town};
use crate::arrivals::{Course, DayCount, Level, RateProcess, nested_count};
use crate::calendar::Day;
use crate::household::{Sex, StartHousehold};
use crate::ids::NeedSet;
use crate::stay::nights;
use crate::streams::{Draw, Stream, entity, unit32};

/// Added to the entity of a household's source for the household of its relatives.
const RELATIVES: u32 = 0x9e37_79b9;

impl Town {
    /// The level of every arrival process at the start.
    pub(super) fn draw_levels(&mut self, model: &Model) {
        self.counts.clear();
        for source in &model.sources {
            let level = |level: &Level| level.at_start(&self.stream, source.entity);
            self.counts.push(SourceState {
                level: source.kind.level().map_or(1.0, level),
                today: DayCount::new(0.0, 1.0),
                listed: 0,
                regime: 0,
                excitement: 0.0,
            });
        }
        self.begin_courses(model);
        self.surge_starts.clear();
        for plan in &model.surges {
            let block = self.stream.block(Draw::Surge, plan.entity, 0, 0);
            let start = plan.start.day(block.first(), block.second());
            self.surge_starts.push(start);
            self.outcome.surges.push(SurgeOutcome {
                began: start,
                ..SurgeOutcome::default()
            });
        }
    }

    /// In which state processes with a memory begin.
    fn begin_courses(&mut self, model: &Model) {
        for (source, state) in model.sources.iter().zip(&mut self.counts) {
            match &source.kind {
                SourceKind::Rate {
                    course: Course::Regimes(regimes),
                    ..
                } => state.regime = regimes.begin(&self.stream, source.entity),
                SourceKind::Rate {
                    course: Course::Excited(excitement),
                    ..
                } => state.excitement = excitement.begin(),
                _ => {}
            }
        }
    }

    /// A month begins: the levels drift.
    pub(super) fn move_levels(&mut self, model: &Model) {
        for (source, state) in model.sources.iter().zip(&mut self.counts) {
            if let Some(level) = source.kind.level() {
                state.level *= level.monthly_step(&self.stream, source.entity, self.month as u32);
            }
        }
    }

    pub(super) fn households_arrive(&mut self, model: &Model) {
        for at in 0..model.sources.len() {
            let count = self.count_today(at, &model.sources[at]);
            let day = self.day_of(&model.sources[at]);
            for ordinal in 0..count {
                self.household_comes(model, at, day, ordinal);
            }
        }
    }

    /// How many households come from a source today.
    fn count_today(&mut self, at: usize, source: &Source) -> u32 {
        match &source.kind {
            SourceKind::Listed(listed) => self.listed_today(at, listed),
            SourceKind::Rate {
                course, dispersion, ..
            } => self.drawn_today(at, source.entity, course, *dispersion),
            SourceKind::Surge { number, rate, times } => {
                self.surging_today(at, source.entity, *number, rate, *times)
            }
            SourceKind::Evacuated { shock, households } => {
                let strikes = self.shocks[*shock].outcome.struck == Some(self.day);
                if strikes { *households } else { 0 }
            }
        }
    }

    /// The day by which today's households of a source are addressed: a surge counts from its
    /// own first day, so another start brings the same people.
    fn day_of(&self, source: &Source) -> Day {
        match source.kind {
            SourceKind::Surge { number, .. } => self.surge_starts[number]
                .and_then(|start| Day::try_from(i64::from(self.day) - start).ok())
                .unwrap_or(self.day),
            _ => self.day,
        }
    }

    fn listed_today(&mut self, at: usize, listed: &[(Day, u32)]) -> u32 {
        let state = &mut self.counts[at];
        let mut count = 0;
        while let Some(&(date, households)) = listed.get(state.listed) {
            if date > self.day {
                break;
            }
            count += households;
            state.listed += 1;
        }
        count
    }

    #[inline]
    fn drawn_today(&mut self, at: usize, entity: u32, course: &Course, dispersion: f64) -> u32 {
        let (day, stream, state) = (self.day, self.stream, &mut self.counts[at]);
        let expected = match course {
            Course::Constant(rate) => *rate,
            Course::Daily(rates) => rates.get(day as usize).copied().unwrap_or(0.0),
            Course::Regimes(regimes) => {
                if day > 0 {
                    state.regime = regimes.next(state.regime, &stream, entity, day);
                }
                regimes.states[state.regime].per_day
            }
            Course::Blocks(blocks) => blocks.on(&stream, entity, day),
            Course::Excited(excited) => excited.base + state.excitement,
        };
        let mean = expected * state.level;
        // The rate mostly stays the same for a month; its distribution is kept.
        if mean != state.today.mean() {
            state.today = DayCount::new(mean, dispersion);
        }
        let count = state
            .today
            .draw(|part| stream.block(Draw::ArrivalCount, entity, day, part).first());
        if let Course::Excited(excited) = course {
            state.excitement = excited.after(state.excitement, count);
        }
        count
    }

    /// The course of a surge counts from its own first day.
    fn surging_today(&self, at: usize, entity: u32, number: usize, rate: &RateProcess, times: f64) -> u32 {
        let Some(start) = self.surge_starts[number] else {
            return 0;
        };
        let Ok(passed) = usize::try_from(i64::from(self.day) - start) else {
            return 0;
        };
        let expected = match &rate.course {
            Course::Daily(rates) => rates.get(passed).copied().unwrap_or(0.0),
            _ => 0.0,
        };
        let mean = expected * self.counts[at].level * times;
        if mean <= 0.0 {
            return 0;
        }
        let (day, stream) = (passed as u32, self.stream);
        nested_count(mean, rate.dispersion, |part| {
            stream.block(Draw::ArrivalCount, entity, day, part).first()
        })
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
        match source.kind {
            SourceKind::Evacuated { shock, .. } => self.is_evacuated(number, shock),
            SourceKind::Listed(_) => {
                self.climb.listed_today += u32::from(self.roll[number as usize].size);
            }
            SourceKind::Rate { .. } | SourceKind::Surge { .. } => {}
        }
    }

    /// Whether a private host takes a household in; until when, is decided now.
    fn finds_a_host(&mut self, model: &Model, at: usize, day: Day, ordinal: u32) -> bool {
        let source = &model.sources[at];
        let Some(hosts) = &model.groups[source.group].hosts else {
            return false;
        };
        let block = self
            .stream
            .block(Draw::Hosts, source.entity, day, ordinal & 0xff_ffff);
        if block.0[2] >= hosts.below {
            return false;
        }
        let size = self.size_at(model, source, day, ordinal);
        self.outcome.hosted.add(size);
        if block.0[3] < hosts.falls_away_below {
            let days = nights(hosts.stay.quantile(block.first()));
            self.agenda.enter(
                u64::from(self.day) + u64::from(days),
                Due::HostFallsAway {
                    source: at as u16,
                    day,
                    ordinal,
                },
            );
        }
        true
    }

    /// Whether a host whom a measure found takes a household in, as long as there is room.
    fn finds_a_host_by_a_measure(&mut self, model: &Model, at: usize, day: Day, ordinal: u32) -> bool {
        let source = &model.sources[at];
        if let SourceKind::Evacuated { .. } = source.kind {
            return false;
        }
        let size = self.size_at(model, source, day, ordinal);
        let Some(nights) = self.host_of_a_measure(model, size) else {
            return false;
        };
        self.outcome.hosted.add(size);
        self.agenda.enter(
            u64::from(self.day) + u64::from(nights),
            Due::HostFallsAway {
                source: at as u16,
                day,
                ordinal,
            },
        );
        true
    }

    /// A household whose host falls away comes to the waiting list.
    pub(super) fn host_falls_away(&mut self, model: &Model, source: u16, day: Day, ordinal: u32) {
        let source = &model.sources[usize::from(source)];
        let number = self.household_arrives(model, source, day, ordinal);
        self.outcome.from_hosts.add(self.roll[number as usize].size);
    }

    /// The size of the household that came from a source on a day.
    fn size_at(&self, model: &Model, source: &Source, day: Day, ordinal: u32) -> u8 {
        let block = self.stream.block(Draw::Household, source.entity, day, ordinal);
        size_of(&model.groups[source.group].sizes, block.0[2])
    }

    /// A household needs a place; `day` is the one on which it came to town.
    #[inline]
    fn household_arrives(&mut self, model: &Model, source: &Source, day: Day, ordinal: u32) -> Number {
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
        household.day = day;
        household.ordinal = ordinal;
        household.needs = needs_of(&self.stream, group, &household);
        let number = self.join_the_queue(model, household);
        self.outcome.flow.arrived.add(size);
        self.log(Event::Arrival, Some(number), u32::from(size), None);
        self.begin_track(model, number);
        self.services_see_a_household_come(model, number);
        if group.relatives.is_some() {
            self.expect_relatives(model, number);
        }
        number
    }

    /// Enters a household into the roll; it waits from today.
    fn join_the_queue(&mut self, model: &Model, mut household: Household) -> Number {
        household.waits_since = self.day as i32;
        self.enter_waiting(model, household)
    }

    fn enter_waiting(&mut self, model: &Model, household: Household) -> Number {
        let number = self.enter(household);
        self.waiting.add(household.size);
        let profile = placing::profile(model, &household);
        let lane = 1 + model.groups[usize::from(household.group)].lane;
        self.queues[lane].push(Queued { number, profile });
        number
    }

    fn enter(&mut self, household: Household) -> Number {
        let number = self.roll.len() as Number;
        if let Some(present) = self.present.get_mut(usize::from(household.track)) {
            *present += u32::from(household.size);
        }
        self.roll.push(household);
        number
    }

    /// Relatives may follow: when, is decided now.
    fn expect_relatives(&mut self, model: &Model, number: Number) {
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
            self.services
                .places_are_taken_at_the_start(model, &self.stream, &self.roll);
        }
        for queue in &mut self.queues {
            queue.sort_by_key(|queued| self.roll[queued.number as usize].waits_since);
        }
    }

    fn services_see_a_household_come(&mut self, model: &Model, number: Number) {
        if model.services.is_empty() {
            return;
        }
        let household = &self.roll[number as usize];
        let home = super::home(model, household);
        self.services
            .household_comes(model, &self.stream, self.day, (number, household), home);
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
    household.nights = nights(match (start.since, start.site) {
        // Who waits has the whole stay still to come.
        (_, None) => group.stay.quantile(block.first()),
        (Some(since), Some(_)) => group.stay.residual((-since).max(0) as f64, block.first()),
        (None, Some(_)) => group.stay.equilibrium_residual(block.first(), unit32(block.0[2])),
    });
    household.needs = start.needs.unwrap_or_else(|| needs_of(stream, group, &household));
    household.waits_since = start.since.unwrap_or(0).clamp(-100_000, 0) as i32;
    household.prefers = start.prefers.map_or(u16::MAX, |district| district.0);
    household
}

#[inline]
fn size_of(sizes: &[(u32, u8)], word: u32) -> u8 {
    sizes
        .iter()
        .find(|(below, _)| word <= *below)
        .map_or(1, |(_, size)| *size)
}

/// Needs are drawn independently, four to a block.
#[inline]
fn needs_of(stream: &Stream, group: &GroupPlan, household: &Household) -> NeedSet {
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
