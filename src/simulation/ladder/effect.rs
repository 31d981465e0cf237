//! What a step does when it takes effect, and how it is taken back.

use super::super::Town;
use super::super::model::{Model, Room, SiteEvent, Source};
use super::super::roll::Household;
use super::super::trace::Event;
use super::Kept;
use crate::allocation;
use crate::ids::SiteId;
use crate::ladder::Action;
use crate::occupancy::Phase;
use crate::streams::{Draw, unit32};

impl Town {
    pub(super) fn take_effect(&mut self, model: &Model, step: usize, blocks: usize) {
        match &model.ladder.steps[step].step.action {
            Action::Activate { sites, .. } => self.open_all(model, step, sites),
            Action::Hotel { blocks: all } => {
                let first = self.climb.steps[step].blocks;
                let until = all.len().min(first + blocks);
                self.climb.steps[step].blocks = until;
                self.open_all(model, step, &all[first.min(until)..until]);
            }
            Action::Densify { .. } => self.put_in_beds(model, step),
            Action::StopClosures { sites } => self.reopen_intake(model, step, sites),
            Action::Pause { .. } => {}
        }
    }

    fn open_all(&mut self, model: &Model, step: usize, sites: &[SiteId]) {
        for site in sites.iter().map(|site| site.index()) {
            let (from, until) = model.ladder.window[site];
            if !(from..=until).contains(&i64::from(self.day)) {
                continue;
            }
            self.climb.steps[step].winding.retain(|winding| *winding != site);
            match self.occupancy.phase(site) {
                Phase::Closed => self.open_standby(model, site),
                // It was about to be given back, and is still there.
                Phase::Closing => self.resume_intake(model, site),
                Phase::Open => {}
            }
        }
    }

    fn put_in_beds(&mut self, model: &Model, step: usize) {
        for &room in &model.ladder.steps[step].rooms {
            match room {
                Room::Units { class, beds, .. } => self.occupancy.furnish(&model.layout, class, beds),
                Room::Beds { site, more } => {
                    let more = more.saturating_sub(self.extra_beds(step, site));
                    self.occupancy.change_beds(&model.layout, site, i64::from(more));
                    self.note_extra(step, site, i64::from(more));
                }
            }
        }
    }

    pub(super) fn extra_beds(&self, step: usize, site: usize) -> u32 {
        let extra = &self.climb.steps[step].extra;
        extra
            .iter()
            .find(|(at, _)| *at == site)
            .map_or(0, |(_, beds)| *beds)
    }

    /// Beds that all steps have put into a site without units.
    pub(in crate::simulation) fn beds_on_top(&self, site: usize) -> u32 {
        (0..self.climb.steps.len())
            .map(|step| self.extra_beds(step, site))
            .sum()
    }

    fn note_extra(&mut self, step: usize, site: usize, more: i64) {
        let beds = (i64::from(self.extra_beds(step, site)) + more).max(0);
        let extra = &mut self.climb.steps[step].extra;
        extra.retain(|(at, _)| *at != site);
        if beds > 0 {
            extra.push((site, u32::try_from(beds).unwrap_or(u32::MAX)));
        }
    }

    /// Beds that a step puts in on top, where the sites are there.
    pub(super) fn more_beds(&self, model: &Model, step: usize) -> u32 {
        let more = |room: &Room| match *room {
            Room::Beds { site, .. } | Room::Units { site, .. }
                if self.occupancy.phase(site) == Phase::Closed =>
            {
                0
            }
            Room::Beds { more, .. } => more,
            Room::Units {
                class, beds, count, ..
            } => count * u32::from(beds.saturating_sub(model.layout.classes[class].beds)),
        };
        model.ladder.steps[step].rooms.iter().map(more).sum()
    }

    fn reopen_intake(&mut self, model: &Model, step: usize, sites: &[SiteId]) {
        for site in sites.iter().map(|site| site.index()) {
            if self.occupancy.phase(site) == Phase::Closing {
                self.resume_intake(model, site);
                self.keep(step, site, Kept::Intake);
            }
        }
    }

    /// Sites of a step that are open beyond their last night close.
    pub(super) fn keep_to_the_dates(&mut self, model: &Model, step: usize) {
        for site in model.ladder.steps[step].step.own_sites() {
            let site = site.index();
            if i64::from(self.day) > model.ladder.window[site].1 {
                self.close(model, site);
            }
        }
    }

    /// Takes a step back; nobody is sent away.
    pub(super) fn withdraw(&mut self, model: &Model, step: usize) {
        for site in model.ladder.steps[step].step.own_sites() {
            self.give_back(model, step, site.index());
        }
        self.climb.steps[step].blocks = 0;
        self.take_out_beds(model, step);
        self.let_close(model, step);
    }

    fn give_back(&mut self, model: &Model, step: usize, site: usize) {
        if self.is_held(site) {
            self.close(model, site);
        }
        if self.occupancy.phase(site) == Phase::Closed {
            return;
        }
        if self.occupancy.occupied(site) == 0 {
            self.close(model, site);
        } else {
            self.stop_intake(model, site);
            self.climb.steps[step].winding.push(site);
        }
    }

    /// Ends a step whose days are used up: whoever lives in its sites must leave.
    pub(super) fn end_at_once(&mut self, model: &Model, step: usize) {
        for site in model.ladder.steps[step].step.own_sites() {
            self.close(model, site.index());
        }
        self.climb.steps[step].winding.clear();
    }

    /// Households in sites that are given back move as soon as another site has room.
    pub(super) fn households_move_on(&mut self, model: &Model, step: usize) {
        let may_move = model.days[self.day as usize].placement && self.waiting.persons == 0;
        let is_empty = |site: &usize| self.occupancy.occupied(*site) == 0;
        if !may_move && !self.climb.steps[step].winding.iter().any(is_empty) {
            return;
        }
        let mut winding = std::mem::take(&mut self.climb.steps[step].winding);
        winding.retain(|&site| {
            if may_move {
                self.empty_gently(model, site);
            }
            let is_empty = self.occupancy.occupied(site) == 0;
            if is_empty {
                self.close(model, site);
            }
            !is_empty
        });
        self.climb.steps[step].winding = winding;
    }

    fn empty_gently(&mut self, model: &Model, site: usize) {
        for number in self.households_in(site) {
            let household: Household = self.roll[number as usize];
            let (seeker, unit) = (household.seeker(), household.unit);
            let to = allocation::choose(
                &model.ranking,
                &model.layout,
                &self.occupancy,
                seeker,
                household.preference(),
                &model.wishes,
            );
            let Some((to, new_unit)) = to.and_then(|to| {
                let unit = self.occupancy.move_in(&model.layout, to, seeker)?;
                Some((to, unit))
            }) else {
                continue;
            };
            self.occupancy.move_out(&model.layout, site, unit, seeker);
            self.is_housed(model, number, to, new_unit);
            self.outcome.flow.forced.add(seeker.size);
            self.log(Event::ForcedMove, Some(number), u32::from(seeker.size), Some(to));
        }
    }

    fn take_out_beds(&mut self, model: &Model, step: usize) {
        for room in &model.ladder.steps[step].rooms {
            if let Room::Units { class, .. } = *room {
                let beds = model.layout.classes[class].beds;
                self.occupancy.furnish(&model.layout, class, beds);
            }
        }
    }

    /// Beds beyond those on paper leave a site without units as soon as nobody sleeps in them.
    pub(super) fn extra_beds_go(&mut self, model: &Model, step: usize) {
        let standing = &self.climb.steps[step];
        if standing.extra.is_empty() || standing.is_active() {
            return;
        }
        for (site, extra) in standing.extra.clone() {
            let gone = extra.min(self.occupancy.beds_left(site));
            self.occupancy.change_beds(&model.layout, site, -i64::from(gone));
            self.note_extra(step, site, -i64::from(gone));
        }
    }

    /// Closings that were put off are made up for, after the days in which nobody moves in.
    fn let_close(&mut self, model: &Model, step: usize) {
        for (site, kept) in std::mem::take(&mut self.climb.steps[step].kept) {
            self.stop_intake(model, site);
            if kept == Kept::Closing {
                let day = self.day.saturating_add(model.ladder.closing_stop[site].max(1));
                self.enter_event(day, SiteEvent::Close { site: site as u16 });
            }
        }
    }

    fn enter_event(&mut self, day: u32, event: SiteEvent) {
        let later = self.timeline[self.next_event..].partition_point(|entry| *entry <= (day, event));
        self.timeline.insert(self.next_event + later, (day, event));
    }

    /// Whether a household that would arrive is not taken because its group is paused; it is
    /// counted.
    pub(in crate::simulation) fn is_paused(
        &mut self,
        model: &Model,
        source: &Source,
        ordinal: u32,
        size: u8,
    ) -> bool {
        let steps = &model.ladder.pausing[source.group];
        let paused = steps
            .iter()
            .copied()
            .find(|&step| self.is_refused(model, step, source, ordinal));
        if let Some(step) = paused {
            self.outcome.not_taken.add(size);
            self.climb.steps[step].outcome.not_taken += u32::from(size);
            self.log(Event::NotTaken, None, u32::from(size), None);
        }
        paused.is_some()
    }

    fn is_refused(&self, model: &Model, step: usize, source: &Source, ordinal: u32) -> bool {
        let Action::Pause { share, .. } = model.ladder.steps[step].step.action else {
            return false;
        };
        self.climb.steps[step].is_active() && {
            let block = self.stream.block(Draw::Pause, source.entity, self.day, ordinal);
            unit32(block.0[0]) < share
        }
    }
}
