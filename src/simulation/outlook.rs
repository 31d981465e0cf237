//! What a town can expect, from nothing but what it knows today: whom it saw come and go in the
//! last weeks, dates that are already known, sites that will open or close for sure.
//!
//! Whatever was drawn for a day to come stays unseen here. What follows from an outlook is
//! decided in `ladder`.

use super::Town;
use super::model::{LossPlan, Model, SiteEvent};
use crate::calendar::Day;
use crate::occupancy::Phase;

/// Days over which comings and goings are averaged.
pub const OBSERVED_DAYS: usize = 56;

/// A mean is never taken over fewer days: one bus on the first day is no rate.
const FEWEST_DAYS: usize = 14;

/// Comings and goings of the last days.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    days: Vec<[u32; 2]>,
    /// Where the next day is noted once all places are taken: over the oldest.
    next: usize,
    arrived: u64,
    left: u64,
}

impl Observed {
    /// Notes a day: persons who came unannounced, and persons who left.
    pub fn note(&mut self, arrived: u32, left: u32) {
        self.arrived += u64::from(arrived);
        self.left += u64::from(left);
        if self.days.len() < OBSERVED_DAYS {
            self.days.push([arrived, left]);
            return;
        }
        let oldest = std::mem::replace(&mut self.days[self.next], [arrived, left]);
        let next = self.next + 1;
        self.next = if next < OBSERVED_DAYS { next } else { 0 };
        self.arrived -= u64::from(oldest[0]);
        self.left -= u64::from(oldest[1]);
    }

    /// Nothing was seen yet.
    pub fn clear(&mut self) {
        self.days.clear();
        self.next = 0;
        (self.arrived, self.left) = (0, 0);
    }

    /// Persons who came in a day, on average.
    pub fn arrivals_per_day(&self) -> f64 {
        self.arrived as f64 / self.days_counted()
    }

    /// Persons who left in a day, on average.
    pub fn departures_per_day(&self) -> f64 {
        self.left as f64 / self.days_counted()
    }

    fn days_counted(&self) -> f64 {
        self.days.len().max(FEWEST_DAYS) as f64
    }
}

impl Town {
    /// Free usable places of regular sites so many days from now, as the town expects it today,
    /// with everybody housed who waits; negative where places will be missing.
    ///
    /// Free today − waiting today − days × (seen to come − seen to leave) − announced arrivals
    /// + places of fixed openings − places of closings + places that steps of the ladder ordered.
    #[inline]
    pub fn expected_free_places(&self, model: &Model, days: u32) -> f64 {
        let until = self.day.saturating_add(days);
        if self.nothing_is_known_of(model, until) {
            self.free_places_by_trend(days)
        } else {
            self.expected_with_what_is_known(model, days)
        }
    }

    /// Whether nobody is announced, no site is known to change and no step has ordered places,
    /// up to a day: then comings and goings are all there is.
    #[inline]
    fn nothing_is_known_of(&self, model: &Model, until: Day) -> bool {
        let next = self.timeline.get(self.next_event);
        model.ladder.announced.is_empty()
            && next.is_none_or(|(day, _)| *day > until)
            && self.nothing_is_ordered()
    }

    #[inline(never)]
    fn expected_with_what_is_known(&self, model: &Model, days: u32) -> f64 {
        let until = self.day.saturating_add(days);
        let known = self.timeline[self.next_event..]
            .iter()
            .take_while(|(day, _)| *day <= until)
            .map(|&(_, event)| self.known_change(model, event))
            .sum();
        self.free_places_with(model, days, known)
    }

    /// The same at the end of each of so many weeks to come.
    pub(super) fn expected_free_places_by_week(&self, model: &Model, weeks: u32) -> Vec<f64> {
        let known = self.known_by_week(weeks, |event| self.known_change(model, event));
        let with = |(week, known): (u32, i64)| self.free_places_with(model, week * 7, known);
        (1..).zip(known).map(with).collect()
    }

    fn free_places_with(&self, model: &Model, days: u32, known: i64) -> f64 {
        self.free_places_by_trend(days) - self.announced_within(model, days)
            + known as f64
            + self.ordered_until(model, self.day.saturating_add(days)) as f64
    }

    /// The same from nothing but comings and goings as they were seen.
    #[inline]
    pub(super) fn free_places_by_trend(&self, days: u32) -> f64 {
        let today = self.occupancy.totals();
        f64::from(today.free) - f64::from(self.waiting.persons) - f64::from(days) * self.climb.net_per_day
    }

    /// Whether the events that are known to come up to a day never add up to less than nothing.
    pub(super) fn never_fewer(&self, until: Day, change: impl Fn(SiteEvent) -> i64) -> bool {
        let ahead = self.timeline[self.next_event..].iter();
        let mut sum = 0;
        ahead.take_while(|(day, _)| *day <= until).all(|&(_, event)| {
            sum += change(event);
            sum >= 0
        })
    }

    /// What the events that are known to come add up to at the end of each of so many weeks.
    pub(super) fn known_by_week(&self, weeks: u32, change: impl Fn(SiteEvent) -> i64) -> Vec<i64> {
        let mut ahead = self.timeline[self.next_event..].iter().peekable();
        let mut sum = 0;
        let mut until_week = |week: u32| {
            let until = self.day.saturating_add(week * 7);
            while let Some(&(_, event)) = ahead.next_if(|(day, _)| *day <= until) {
                sum += change(event);
            }
            sum
        };
        (1..=weeks).map(&mut until_week).collect()
    }

    /// Persons who are announced for so many days to come.
    pub(super) fn announced_within(&self, model: &Model, days: u32) -> f64 {
        let sums = &model.ladder.announced;
        let until = |day: Day| sums.get(day as usize).or(sums.last()).copied().unwrap_or(0.0);
        until(self.day.saturating_add(days)) - until(self.day)
    }

    /// Places of a regular site that come or go for sure with an event.
    pub(super) fn known_change(&self, model: &Model, event: SiteEvent) -> i64 {
        let site = match event {
            SiteEvent::Restore { site, .. }
            | SiteEvent::Open { site }
            | SiteEvent::StopIntake { site }
            | SiteEvent::Lose { site, .. }
            | SiteEvent::Close { site } => usize::from(site),
            // Nobody knows of a shock to come; once it struck, its end is known.
            SiteEvent::Strike { .. } => return 0,
            SiteEvent::Recover { shock } => return self.places_coming_back(model, usize::from(shock)),
        };
        if self.is_held(site) {
            return 0;
        }
        // The day on which a planned site opens is not known before.
        let is_there = self.occupancy.phase(site) != Phase::Closed;
        if model.layout.sites[site].emergency || (!is_there && model.ladder.is_planned[site]) {
            return 0;
        }
        let capacity = i64::from(self.occupancy.capacity(site));
        match event {
            SiteEvent::Open { .. } => capacity,
            SiteEvent::Close { .. } if is_there => {
                -i64::from(self.occupancy.free(site)) - i64::from(self.occupancy.occupied(site))
            }
            SiteEvent::Close { .. } => -capacity,
            SiteEvent::Lose { loss, .. } => -lost(model, site, loss).min(capacity),
            SiteEvent::Restore { loss, .. } => lost(model, site, loss),
            SiteEvent::StopIntake { .. } | SiteEvent::Strike { .. } | SiteEvent::Recover { .. } => 0,
        }
    }
}

fn lost(model: &Model, site: usize, loss: u16) -> i64 {
    match model.losses[site][usize::from(loss)] {
        LossPlan::Beds(beds) => i64::from(beds),
        LossPlan::Units { class, count } => i64::from(count) * i64::from(model.layout.classes[class].beds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bus_on_the_first_day_is_no_rate() {
        let mut observed = Observed::default();
        observed.note(28, 0);
        assert_eq!(observed.arrivals_per_day(), 2.0);
    }

    #[test]
    fn what_was_seen_eight_weeks_ago_is_forgotten() {
        let mut observed = Observed::default();
        observed.note(560, 56);
        for _ in 0..55 {
            observed.note(0, 0);
        }
        assert_eq!(
            (observed.arrivals_per_day(), observed.departures_per_day()),
            (10.0, 1.0)
        );
        observed.note(0, 0);
        assert_eq!(
            (observed.arrivals_per_day(), observed.departures_per_day()),
            (0.0, 0.0)
        );
    }
}
