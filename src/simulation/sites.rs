//! Step 1 and 4 of the day: sites open, close, shrink and grow; emergency accommodation
//! opens when it is needed.

use super::Town;
use super::model::{LossPlan, Model, PlannedSite, SiteEvent, schedule};
use super::placing::{self, Queued};
use super::roll::{NO_SHOCK, Number, Stage};
use super::trace::Event;
use crate::calendar::Day;
use crate::occupancy::{NO_UNIT, Phase};
use crate::stay::nights;
use crate::streams::Draw;

/// Nights without anybody in it after which emergency accommodation closes again.
const QUIET_NIGHTS: u32 = 7;

/// What an emergency site that opens on need is doing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standby {
    opens: Option<Day>,
    quiet: u32,
}

impl Town {
    /// The timeline of this replication: what is fixed, and planned sites with their delays.
    pub(super) fn draw_timeline(&mut self, model: &Model) {
        self.timeline.clone_from(&model.timeline);
        self.next_event = 0;
        self.standby.clear();
        self.standby.resize(model.on_need.len(), Standby::default());
        for planned in &model.planned {
            let block = self.stream.block(Draw::Opening, planned.entity, 0, 0);
            if block.first() < planned.cancellation_probability {
                continue;
            }
            let Some(later) = self.later_by_shocks(model, planned.site) else {
                continue;
            };
            let delay = planned
                .delay
                .as_ref()
                .map_or(0, |delay| i64::from(nights(delay.quantile(block.second()))));
            let Some(late) = self.later_by_its_measure(planned) else {
                continue;
            };
            let opens = planned.from + delay + later + late;
            schedule(
                &mut self.timeline,
                model.calendar.days,
                planned.site,
                opens,
                planned.until,
                planned.closing_stop,
            );
            if let Some(measure) = planned.measure {
                self.schedule_parts(model, planned.site, measure, opens);
            }
        }
        self.enter_shocks(model);
        if !model.planned.is_empty() || !model.shocks.is_empty() {
            self.timeline.sort_unstable();
        }
    }

    /// Days by which the measure behind a site is late; `None`: it fails.
    fn later_by_its_measure(&self, planned: &PlannedSite) -> Option<i64> {
        let Some(measure) = planned.measure else {
            return Some(0);
        };
        self.doings.lateness(measure).map(i64::from)
    }

    /// Sites that are there on the first day are there before anybody is settled.
    pub(super) fn open_at_start(&mut self, model: &Model) {
        for at in 0..self.timeline.len() {
            if let (0, SiteEvent::Open { site }) = self.timeline[at] {
                self.occupancy
                    .set_phase(&model.layout, usize::from(site), Phase::Open);
            }
        }
    }

    pub(super) fn sites_change(&mut self, model: &Model) {
        while let Some(&(day, event)) = self.timeline.get(self.next_event) {
            if day > self.day {
                break;
            }
            self.next_event += 1;
            if self.is_put_off(model, event) {
                continue;
            }
            match event {
                SiteEvent::Strike { shock } => self.strike(model, usize::from(shock)),
                SiteEvent::Recover { shock } => self.recover(model, usize::from(shock)),
                SiteEvent::Open { site } => self.open(model, usize::from(site)),
                SiteEvent::StopIntake { site } => self.stop_intake(model, usize::from(site)),
                SiteEvent::Close { site } => self.close(model, usize::from(site)),
                SiteEvent::Lose { site, loss } => {
                    self.lose(model, usize::from(site), usize::from(loss), event);
                }
                SiteEvent::Restore { site, loss } => {
                    self.restore(model, usize::from(site), usize::from(loss));
                }
            }
        }
    }

    fn open(&mut self, model: &Model, site: usize) {
        if self.day == 0 {
            return;
        }
        self.open_standby(model, site);
    }

    pub(super) fn stop_intake(&mut self, model: &Model, site: usize) {
        if self.is_held(site) && self.held[site].without == Phase::Open {
            self.held[site].without = Phase::Closing;
        }
        if self.occupancy.phase(site) == Phase::Open {
            self.occupancy.set_phase(&model.layout, site, Phase::Closing);
            self.log(Event::SiteStopsIntake, None, 0, Some(site));
        }
    }

    pub(super) fn close(&mut self, model: &Model, site: usize) {
        if self.is_held(site) {
            self.held[site].without = Phase::Closed;
        }
        if self.occupancy.phase(site) == Phase::Closed {
            return;
        }
        for number in self.households_in(site) {
            self.force_out(model, number);
        }
        self.occupancy.set_phase(&model.layout, site, Phase::Closed);
        self.log(Event::SiteCloses, None, 0, Some(site));
    }

    /// Households in a site, in the order in which they came to town.
    pub(super) fn households_in(&self, site: usize) -> Vec<Number> {
        (0..self.roll.len() as Number)
            .filter(|&number| {
                let household = &self.roll[number as usize];
                household.stage == Stage::Housed && usize::from(household.site) == site
            })
            .collect()
    }

    /// A household must leave its place; it waits, and is rehoused first.
    pub(super) fn force_out(&mut self, model: &Model, number: Number) {
        let household = &mut self.roll[number as usize];
        let (site, unit, seeker) = (usize::from(household.site), household.unit, household.seeker());
        household.stage = Stage::Waiting;
        household.forced = true;
        household.waits_since = self.day as i32;
        household.unit = NO_UNIT;
        household.shock = self.striking;
        self.occupancy.move_out(&model.layout, site, unit, seeker);
        self.waiting.add(seeker.size);
        self.outcome.flow.forced.add(seeker.size);
        if self.striking != NO_SHOCK {
            self.is_displaced(seeker.size);
        }
        self.services_see_a_move(model, number);
        let profile = placing::profile(model, &self.roll[number as usize]);
        self.queues[0].push(Queued { number, profile });
        self.log(
            Event::ForcedMove,
            Some(number),
            u32::from(seeker.size),
            Some(site),
        );
    }

    fn lose(&mut self, model: &Model, site: usize, loss: usize, event: SiteEvent) {
        match model.losses[site][loss] {
            LossPlan::Beds(beds) => self.lose_beds(model, site, beds),
            LossPlan::Units { class, count } => self.lose_units(model, site, class, count, event),
        }
        self.log(Event::PlacesLost, None, 0, Some(site));
    }

    /// Those who came last go first.
    pub(super) fn lose_beds(&mut self, model: &Model, site: usize, beds: u32) {
        let beds = beds.min(self.occupancy.capacity(site));
        let rest = self.occupancy.capacity(site) - beds;
        if self.occupancy.occupied(site) > rest {
            for number in self.households_in(site).into_iter().rev() {
                if self.occupancy.occupied(site) <= rest {
                    break;
                }
                self.force_out(model, number);
            }
        }
        self.occupancy.change_beds(&model.layout, site, -i64::from(beds));
    }

    /// Empty units go first, then the units of those who came last.
    pub(super) fn lose_units(
        &mut self,
        model: &Model,
        site: usize,
        class: usize,
        count: u32,
        event: SiteEvent,
    ) {
        let mut left = count;
        let mut occupants = self.households_in(site);
        while left > 0 {
            if let Some(unit) = self.occupancy.retire_unit(&model.layout, class) {
                self.retired.push((event, class, unit));
                left -= 1;
                continue;
            }
            let lives_in_class = |number: &Number| {
                let unit = self.roll[*number as usize].unit;
                model.layout.class_of_unit.get(unit as usize) == Some(&(class as u32))
            };
            let Some(at) = occupants.iter().rposition(lives_in_class) else {
                break;
            };
            let number = occupants.remove(at);
            self.force_out(model, number);
        }
    }

    fn restore(&mut self, model: &Model, site: usize, loss: usize) {
        match model.losses[site][loss] {
            LossPlan::Beds(beds) => self.restore_beds(model, site, beds),
            LossPlan::Units { .. } => self.restore_units(
                model,
                SiteEvent::Lose {
                    site: site as u16,
                    loss: loss as u16,
                },
            ),
        }
        self.log(Event::PlacesRestored, None, 0, Some(site));
    }

    pub(super) fn restore_beds(&mut self, model: &Model, site: usize, beds: u32) {
        let all = i64::from(model.layout.sites[site].capacity)
            + i64::from(self.beds_on_top(site))
            + self.doings.more_beds(site);
        let all = u32::try_from(all).unwrap_or(0);
        let beds = beds.min(all.saturating_sub(self.occupancy.capacity(site)));
        self.occupancy.change_beds(&model.layout, site, i64::from(beds));
    }

    /// Puts the units back that an event took.
    pub(super) fn restore_units(&mut self, model: &Model, taken_by: SiteEvent) {
        let mut kept = std::mem::take(&mut self.retired);
        kept.retain(|&(event, class, unit)| {
            if event == taken_by {
                self.occupancy.restore_unit(&model.layout, class, unit);
            }
            event != taken_by
        });
        self.retired = kept;
    }

    pub(super) fn emergency_sites_open_and_close(&mut self, model: &Model) {
        for at in 0..self.standby.len() {
            let (plan, state) = (model.on_need[at], self.standby[at]);
            let site = usize::from(plan.site);
            let is_open = self.occupancy.phase(site) != Phase::Closed;
            let is_over = plan.until.is_some_and(|until| i64::from(self.day) > until);
            if !is_open && state.opens == Some(self.day) && !is_over && !self.is_held(site) {
                self.open_standby(model, site);
            }
            if is_open && (is_over || state.quiet >= QUIET_NIGHTS) {
                self.occupancy.set_phase(&model.layout, site, Phase::Closed);
                self.standby[at] = Standby::default();
                self.log(Event::SiteCloses, None, 0, Some(site));
            }
        }
    }

    pub(super) fn open_standby(&mut self, model: &Model, site: usize) {
        // What was to open is paid for, whether or not a shock keeps it closed.
        self.occasions.openings[self.year * model.layout.sites.len() + site] += 1;
        if self.is_held(site) {
            self.held[site].without = Phase::Open;
            return;
        }
        self.occupancy.set_phase(&model.layout, site, Phase::Open);
        self.outcome.openings.push((self.day, site as u16));
        self.log(Event::SiteOpens, None, 0, Some(site));
    }

    /// A site that was about to close takes people in again.
    pub(super) fn resume_intake(&mut self, model: &Model, site: usize) {
        if self.is_held(site) {
            self.held[site].without = Phase::Open;
        } else {
            self.occupancy.set_phase(&model.layout, site, Phase::Open);
        }
    }

    /// After a night: who had no place calls for the emergency sites that are not yet there.
    pub(super) fn call_emergency_sites(&mut self, model: &Model, unmet: u32) {
        for (plan, state) in model.on_need.iter().zip(&mut self.standby) {
            let is_open = self.occupancy.phase(usize::from(plan.site)) != Phase::Closed;
            state.quiet = if self.waiting.persons == 0 {
                state.quiet + 1
            } else {
                0
            };
            if unmet > 0 && !is_open && state.opens.is_none_or(|day| day <= self.day) {
                let ready = i64::from(self.day) + i64::from(plan.lead_time);
                state.opens = Day::try_from(ready.max(plan.from)).ok();
                state.quiet = 0;
            }
        }
    }
}
