//! Step 2 of the day: stays end, tracks change, flats on the market are let.

use super::Town;
use super::model::Model;
use super::roll::{Due, NO_TRACK, NOBODY, Number, Stage};
use super::trace::Event;
use crate::arrivals::DayCount;
use crate::stay::nights;
use crate::streams::{Draw, unit32};

/// Why a household goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    StayOver,
    Flat,
    Impatience,
}

impl Town {
    pub(super) fn households_depart(&mut self, model: &Model) {
        self.stays_end(model);
        self.what_is_due_happens(model);
        self.flats_are_let(model);
    }

    fn stays_end(&mut self, model: &Model) {
        let today = self.day as usize;
        let mut number = std::mem::replace(&mut self.departures[today], NOBODY);
        while number != NOBODY {
            let household = &self.roll[number as usize];
            let next = household.next_departure;
            if household.stage != Stage::Gone {
                self.leave(model, number, Reason::StayOver);
            }
            number = next;
        }
    }

    fn what_is_due_happens(&mut self, model: &Model) {
        while let Some(due) = self.agenda.take(self.day) {
            match due {
                Due::ChangeOfTrack { household, to } => self.change_track(model, household, to),
                Due::Relatives { household } => self.relatives_arrive(model, household),
                Due::HostFallsAway {
                    source,
                    day,
                    ordinal,
                    guest,
                } => self.host_falls_away(model, (source, day, ordinal), guest),
                Due::GuestLeaves { guest } => self.guest_leaves(model, guest),
            }
        }
    }

    /// A household goes for good.
    fn leave(&mut self, model: &Model, number: Number, reason: Reason) {
        let household = &mut self.roll[number as usize];
        let was_housed = household.stage == Stage::Housed;
        household.stage = Stage::Gone;
        let (site, unit, seeker, track) = (
            usize::from(household.site),
            household.unit,
            household.seeker(),
            usize::from(household.track),
        );
        if was_housed {
            self.occupancy.move_out(&model.layout, site, unit, seeker);
        } else {
            self.waiting.remove(seeker.size);
            self.waits_no_longer(number);
        }
        if let Some(present) = self.present.get_mut(track) {
            *present -= u32::from(seeker.size);
        }
        if !model.services.is_empty() {
            self.services.household_goes(model, self.day, number);
        }
        if matches!(reason, Reason::Impatience) {
            self.a_type_is_lost(model, number);
        }
        let flow = &mut self.outcome.flow;
        let (count, event) = match reason {
            Reason::StayOver => (&mut flow.departed, Event::Departure),
            Reason::Flat => (&mut flow.to_market, Event::MoveToMarket),
            Reason::Impatience => (&mut flow.lost, Event::Loss),
        };
        count.add(seeker.size);
        if self.trace.is_some() {
            let site = was_housed.then_some(site);
            self.log(event, Some(number), u32::from(seeker.size), site);
        }
    }

    /// A track begins today: its end is drawn, and the market may open.
    pub(super) fn begin_track(&mut self, model: &Model, number: Number) {
        let household = self.roll[number as usize];
        let Some(track) = model.tracks.get(usize::from(household.track)) else {
            return;
        };
        if track.market {
            self.flat_seekers[usize::from(household.size)].push_back(number);
        }
        if track.changes.is_empty() {
            return;
        }
        // The track is part of the address, so every track of a household has its own draw.
        let block = self.stream.block(
            Draw::Status,
            household.entity ^ u32::from(household.track).wrapping_mul(0x85eb_ca6b),
            household.day,
            household.ordinal & 0xff_ffff,
        );
        let mut rest = unit32(block.0[2]);
        for change in &track.changes {
            if rest < change.probability {
                let after = nights(change.after.quantile(block.first()));
                self.agenda.enter(
                    u64::from(self.day) + u64::from(after),
                    Due::ChangeOfTrack {
                        household: number,
                        to: change.to.0,
                    },
                );
                return;
            }
            rest -= change.probability;
        }
    }

    fn change_track(&mut self, model: &Model, number: Number, to: u16) {
        let household = &mut self.roll[number as usize];
        if household.stage == Stage::Gone {
            return;
        }
        let size = u32::from(household.size);
        let from = std::mem::replace(&mut household.track, to);
        if from != NO_TRACK {
            self.present[usize::from(from)] -= size;
        }
        self.present[usize::from(to)] += size;
        self.log(Event::ChangeOfTrack, Some(number), size, None);
        self.begin_track(model, number);
        if !model.services.is_empty() {
            self.services
                .household_switches(model, self.day, number, (from, to));
        }
    }

    /// A month begins: how many flats there will be, and on which days.
    pub(super) fn draw_flats(&mut self, model: &Model) {
        self.flats.clear();
        let (month, stream) = (self.month as u32, self.stream);
        let length = month_length(model, self.day);
        for (at, plan) in model.offers.iter().enumerate() {
            let expected = plan.offer.per_month * f64::from(length) / DAYS_PER_MONTH;
            let count = DayCount::new(expected, 1.0)
                .draw(|part| stream.block(Draw::Market, plan.entity, month, part).first());
            for flat in 0..count {
                let word = stream.block(Draw::Market, plan.entity, month, 1 << 20 | flat).0[0];
                let offset = (unit32(word) * f64::from(length)) as u32;
                let day = self.day + offset;
                if let Some(measure) = plan.measure {
                    let kept = stream.block(Draw::Market, plan.entity, month, 1 << 20 | flat).0[1];
                    if unit32(kept) >= self.level_of(model, measure, day) {
                        continue;
                    }
                }
                self.flats.push((day, at));
            }
        }
        // Popped from the end: the earliest last, and within a day the smallest flats last.
        self.flats.sort_unstable_by(|a, b| b.cmp(a));
    }

    fn flats_are_let(&mut self, model: &Model) {
        while let Some(&(day, at)) = self.flats.last() {
            if day > self.day {
                break;
            }
            self.flats.pop();
            let offer = &model.offers[at].offer;
            if let Some(number) = self.longest_seeker(offer.min_persons, offer.max_persons) {
                self.leave(model, number, Reason::Flat);
            }
        }
    }

    /// The household of suitable size that has been looking for the longest time.
    fn longest_seeker(&mut self, min: u8, max: u8) -> Option<Number> {
        let sizes = usize::from(min)..=usize::from(max).min(self.flat_seekers.len().saturating_sub(1));
        let mut best: Option<(u64, usize)> = None;
        for size in sizes {
            while let Some(&number) = self.flat_seekers[size].front() {
                if self.roll[number as usize].stage != Stage::Gone {
                    let order = u64::from(number);
                    if best.is_none_or(|(first, _)| order < first) {
                        best = Some((order, size));
                    }
                    break;
                }
                self.flat_seekers[size].pop_front();
            }
        }
        best.and_then(|(_, size)| self.flat_seekers[size].pop_front())
    }

    /// Those whose patience is over leave; people who had to leave a site stay in town.
    pub(super) fn the_impatient_leave(&mut self, model: &Model) {
        let Some(patience) = model.policy.patience_days else {
            return;
        };
        let limit = i64::from(self.day) - i64::from(patience);
        for lane in 1..self.queues.len() {
            // Queues are in order of the waiting time, so only the front can be over.
            let over = self.queues[lane]
                .iter()
                .take_while(|queued| i64::from(self.roll[queued.number as usize].waits_since) <= limit)
                .count();
            for at in 0..over {
                let number = self.queues[lane][at].number;
                if self.roll[number as usize].stage == Stage::Waiting {
                    self.leave(model, number, Reason::Impatience);
                    self.note_shortage();
                }
            }
            self.queues[lane].drain(..over);
        }
    }
}

/// Mean length of a month in days.
const DAYS_PER_MONTH: f64 = 30.4375;

/// Days from today to the next calendar month or the end of the run.
fn month_length(model: &Model, day: u32) -> u32 {
    let rest = &model.days[day as usize..];
    rest.iter()
        .skip(1)
        .position(|plan| plan.month_begins)
        .map_or(rest.len() as u32, |position| position as u32 + 1)
}
