//! Shocks in a replication: whether and when they strike, what they take, and how long the
//! people affected wait for another place.
//!
//! Sites are still opened, closed and shrunk in `sites`; a shock holds a site closed whatever
//! the plan says, and lets it go again.

use super::Town;
use super::accounts::PriceRise;
use super::model::{Model, SiteEvent};
use super::outcome::{Count, ShockOutcome};
use super::roll::{NO_SHOCK, Number};
use super::trace::Event;
use crate::calendar::Day;
use crate::ids::KindId;
use crate::occupancy::Phase;
use crate::shock::{Effect, Outage, Struck};
use crate::streams::Draw;

/// What a shock is doing.
#[derive(Clone, Debug, Default)]
pub(super) struct ShockState {
    pub outcome: ShockOutcome,
    /// Those affected who wait.
    waiting: Count,
    /// Sites that it holds closed.
    closed: Vec<u16>,
    /// Beds that it took from sites without units.
    beds: Vec<(u16, u32)>,
}

/// Whether shocks hold a site closed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Held {
    /// How many do.
    pub by: u16,
    /// What the site would be without them.
    pub without: Phase,
}

impl ShockState {
    /// What is left of it at the end.
    pub fn close(&self) -> ShockOutcome {
        ShockOutcome {
            waiting_end: self.waiting,
            ..self.outcome
        }
    }
}

impl Town {
    /// Which shocks strike in this replication, and when.
    pub(super) fn draw_shocks(&mut self, model: &Model) {
        self.shocks.clear();
        self.striking = NO_SHOCK;
        self.affected_waiting = 0;
        self.held.fill(Held::default());
        self.price_rises.clear();
        for plan in &model.shocks {
            let block = self.stream.block(Draw::Shock, plan.entity, 0, 0);
            let drawn = plan.start.day(block.first(), block.second());
            let day = match plan.effect {
                Effect::Project { .. } => drawn.map(|_| plan.opens),
                _ => drawn,
            };
            let struck = day
                .and_then(|day| Day::try_from(day).ok())
                .filter(|&day| day < model.calendar.days);
            self.shocks.push(ShockState {
                outcome: ShockOutcome {
                    struck,
                    ..ShockOutcome::default()
                },
                ..ShockState::default()
            });
        }
    }

    /// The shocks of this replication in its timeline.
    pub(super) fn enter_shocks(&mut self, model: &Model) {
        for (number, (plan, state)) in model.shocks.iter().zip(&self.shocks).enumerate() {
            let Some(struck) = state.outcome.struck else {
                continue;
            };
            let shock = number as u16;
            self.timeline.push((struck, SiteEvent::Strike { shock }));
            if let Effect::Outage(Outage { days: Some(days), .. }) | Effect::Service { days, .. } =
                plan.effect
            {
                let over = struck.saturating_add(days.max(1));
                if over < model.calendar.days {
                    self.timeline.push((over, SiteEvent::Recover { shock }));
                }
            }
        }
    }

    /// How many days later a site comes because of shocks; `None`: never.
    pub(super) fn later_by_shocks(&self, model: &Model, number: u16) -> Option<i64> {
        let mut later = 0;
        for (plan, state) in model.shocks.iter().zip(&self.shocks) {
            match plan.effect {
                Effect::Project { site, later_days }
                    if site.0 == number && state.outcome.struck.is_some() =>
                {
                    later += i64::from(later_days?);
                }
                _ => {}
            }
        }
        Some(later)
    }

    /// The days on which places were lost or residents were evacuated by shocks, up to today.
    pub(super) fn days_of_shocks(&self) -> impl Iterator<Item = Day> + '_ {
        let outcomes = self.shocks.iter().map(|shock| shock.outcome);
        let took = outcomes.filter(|outcome| outcome.sites > 0 || outcome.evacuated.persons > 0);
        took.filter_map(|outcome| outcome.struck)
    }

    /// Whether a shock keeps the site closed.
    pub(super) fn is_held(&self, site: usize) -> bool {
        self.held[site].by > 0
    }

    pub(super) fn strike(&mut self, model: &Model, shock: usize) {
        self.log_shock(Event::ShockStrikes, shock);
        match &model.shocks[shock].effect {
            Effect::Outage(outage) => self.take_places(model, shock, outage),
            Effect::Service { service, share, .. } => {
                self.services_catch_up_before(model, self.day);
                self.services.lose_staff(service.index(), shock as u16, *share);
            }
            Effect::Price { kind, rise } => self.raise_prices(model, *kind, *rise),
            Effect::Project { site, .. } => {
                self.shocks[shock].outcome.sites = 1;
                self.shocks[shock].outcome.places = model.layout.sites[site.index()].capacity;
            }
        }
    }

    fn take_places(&mut self, model: &Model, shock: usize, outage: &Outage) {
        self.striking = shock as u16;
        for site in self.struck_sites(model, &outage.sites) {
            if self.occupancy.phase(site) != Phase::Closed {
                self.shocks[shock].outcome.sites += 1;
            }
            if outage.share >= 1.0 {
                self.hold(model, shock, site);
            } else {
                self.shrink(model, shock, site, outage.share);
            }
        }
        self.striking = NO_SHOCK;
    }

    fn struck_sites(&self, model: &Model, sites: &Struck) -> Vec<usize> {
        match sites {
            Struck::These(sites) => sites.iter().map(|site| site.index()).collect(),
            Struck::Largest => {
                // Flats at many addresses do not burn in one blow: only where nobody lives in a
                // building.
                let weight = |&site: &usize| {
                    let persons = self.occupancy.occupied(site);
                    (persons > 0 && model.buildings[site], persons)
                };
                let sites = (0..model.layout.sites.len()).rev();
                sites.max_by_key(weight).into_iter().collect()
            }
        }
    }

    /// Closes a site until the shock is over.
    fn hold(&mut self, model: &Model, shock: usize, site: usize) {
        if self.held[site].by == 0 {
            self.held[site].without = self.occupancy.phase(site);
        }
        self.held[site].by += 1;
        self.shocks[shock].closed.push(site as u16);
        if self.occupancy.phase(site) == Phase::Closed {
            return;
        }
        self.shocks[shock].outcome.places += self.occupancy.capacity(site);
        for number in self.households_in(site) {
            self.force_out(model, number);
        }
        self.occupancy.set_phase(&model.layout, site, Phase::Closed);
        self.log(Event::SiteCloses, None, 0, Some(site));
    }

    /// Takes a part of the places; a site that is not there loses them, too.
    fn shrink(&mut self, model: &Model, shock: usize, site: usize, share: f64) {
        let part = |all: u32| libm::round(f64::from(all) * share) as u32;
        let before = self.occupancy.capacity(site);
        let classes = model.layout.sites[site].classes.clone();
        if classes.is_empty() {
            let beds = part(model.layout.sites[site].capacity).min(before);
            self.lose_beds(model, site, beds);
            self.shocks[shock].beds.push((site as u16, beds));
        }
        for class in classes {
            let count = part(model.layout.classes[class].count as u32);
            let event = SiteEvent::Strike { shock: shock as u16 };
            self.lose_units(model, site, class, count, event);
        }
        if self.occupancy.phase(site) != Phase::Closed {
            self.shocks[shock].outcome.places += before - self.occupancy.capacity(site);
        }
        self.log(Event::PlacesLost, None, 0, Some(site));
    }

    pub(super) fn recover(&mut self, model: &Model, shock: usize) {
        for site in std::mem::take(&mut self.shocks[shock].closed) {
            let site = usize::from(site);
            self.held[site].by -= 1;
            if self.held[site].by == 0 && self.held[site].without != Phase::Closed {
                let phase = self.held[site].without;
                self.occupancy.set_phase(&model.layout, site, phase);
                self.log(Event::SiteOpens, None, 0, Some(site));
            }
        }
        for (site, beds) in std::mem::take(&mut self.shocks[shock].beds) {
            self.occupancy
                .change_beds(&model.layout, usize::from(site), i64::from(beds));
        }
        self.restore_units(model, SiteEvent::Strike { shock: shock as u16 });
        if let Effect::Service { service, .. } = model.shocks[shock].effect {
            self.services_catch_up_before(model, self.day);
            self.services.get_staff_back(service.index(), shock as u16);
        }
        self.log_shock(Event::ShockIsOver, shock);
    }

    fn log_shock(&mut self, event: Event, shock: usize) {
        self.log(event, None, 0, None);
        if let Some(entry) = self.trace.as_mut().and_then(|trace| trace.last_mut()) {
            entry.shock = Some(shock);
        }
    }

    /// Sites that a shock closed and that open again when it is over.
    pub(super) fn sites_coming_back(&self, shock: usize) -> impl Iterator<Item = usize> + '_ {
        let closed = self.shocks[shock].closed.iter().map(|&site| usize::from(site));
        closed.filter(|&site| {
            let held = self.held[site];
            held.by == 1 && held.without == Phase::Open
        })
    }

    /// Places of regular sites that a shock took and that come back on a known day.
    pub(super) fn places_coming_back(&self, model: &Model, shock: usize) -> i64 {
        let state = &self.shocks[shock];
        let closed = self.sites_coming_back(shock);
        let closed = closed.map(|site| (site as u16, self.occupancy.capacity(site)));
        let regular = |site: u16| !model.layout.sites[usize::from(site)].emergency;
        let beds = closed.chain(state.beds.iter().copied());
        let taken = SiteEvent::Strike { shock: shock as u16 };
        let units = self.retired.iter().filter(|(event, ..)| *event == taken);
        let in_units = units.map(|&(_, class, _)| i64::from(model.layout.classes[class].beds));
        beds.filter(|&(site, _)| regular(site))
            .map(|(_, beds)| i64::from(beds))
            .chain(in_units)
            .sum()
    }

    fn raise_prices(&mut self, model: &Model, kind: Option<KindId>, rise: f64) {
        self.occupancy.count_all_until_today();
        let sites = model.layout.sites.len();
        let ledger = &self.occupancy.ledger;
        let before = |at: usize| {
            let (year, site) = (at / sites, at % sites);
            let openings = self.occasions.openings[at];
            (ledger.open_days(year, site), ledger.nights(year, site), openings)
        };
        self.price_rises.push(PriceRise {
            kind: kind.map(KindId::index),
            millionths: libm::round(rise * 1e6) as i64,
            before: (0..sites * model.layout.years).map(before).collect(),
        });
    }

    /// A household of this size has just lost its place to the shock that is striking.
    pub(super) fn is_displaced(&mut self, size: u8) {
        let state = &mut self.shocks[usize::from(self.striking)];
        state.outcome.displaced.add(size);
        state.waiting.add(size);
        self.affected_waiting += 1;
    }

    /// A household of residents has lost its home.
    pub(super) fn is_evacuated(&mut self, number: Number, shock: usize) {
        let household = &mut self.roll[number as usize];
        household.shock = shock as u16;
        let state = &mut self.shocks[shock];
        state.outcome.evacuated.add(household.size);
        state.waiting.add(household.size);
        self.affected_waiting += 1;
    }

    /// A household has a place or is gone.
    #[inline]
    pub(super) fn waits_no_longer(&mut self, number: Number) {
        let household = &mut self.roll[number as usize];
        let shock = std::mem::replace(&mut household.shock, NO_SHOCK);
        if shock != NO_SHOCK {
            self.shocks[usize::from(shock)].waiting.remove(household.size);
            self.affected_waiting -= 1;
        }
    }

    /// Who was affected by a shock and waits tonight.
    pub(super) fn count_the_affected(&mut self) {
        for state in self
            .shocks
            .iter_mut()
            .filter(|state| state.waiting.households > 0)
        {
            let outcome = &mut state.outcome;
            outcome.waiting_nights += u64::from(state.waiting.persons);
            outcome.waiting_peak = outcome.waiting_peak.max(state.waiting.persons);
            outcome.last_waiting_night = Some(self.day);
        }
    }
}
