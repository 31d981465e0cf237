//! Step 4 of the day: the ladder looks at its triggers and takes its steps.
//!
//! The steps are looked at in order of the file, once a day. A step is idle, ordered (decided,
//! its lead time runs), in effect, or resting after its withdrawal. It is taken back only after
//! its quiet days and rests as long, so within any so many days it is taken at most once.
//! When a step triggers stands in `trigger`, what it does in `effect`.

mod effect;
mod trigger;

use super::Town;
use super::model::{Model, Room, SiteEvent, StepPlan};
use super::outcome::StepOutcome;
use super::outlook::Observed;
use super::trace::Event;
use crate::calendar::Day;
use crate::ladder::Action;
use crate::stay::nights;
use crate::streams::Draw;
use crate::units::Money;

/// Where the ladder stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Climb {
    pub observed: Observed,
    /// Persons by whom there are more every day, as seen in the last weeks.
    pub net_per_day: f64,
    pub steps: Vec<Standing>,
    /// What was decided and is not there yet; at most one order per step.
    orders: Vec<Order>,
    /// Own cost of the steps by year.
    pub cost: Vec<Money>,
    /// Person-nights in rooms with more people than beds on paper.
    pub below_standard: u64,
    /// Persons of listed arrivals today.
    pub listed_today: u32,
    /// Persons who had arrived and who had left by last night.
    seen: [u32; 2],
    last_unmet: u32,
    last_waiting: u32,
    last_emergency_full: bool,
}

/// Where a step stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    stage: Stage,
    /// Days in a row on which it was not needed.
    quiet: u32,
    /// Nights in a row in which enough persons had no place.
    unmet_nights: u32,
    /// Its days were used up the last time.
    is_used_up: bool,
    /// Lead times drawn.
    draws: u32,
    /// Blocks of a hotel rented.
    blocks: usize,
    /// Sites that close when the last household has found another place.
    winding: Vec<usize>,
    /// Closings that were put off, by site: whether the last day has passed.
    kept: Vec<(usize, Kept)>,
    /// Beds beyond those on paper, by site without units.
    extra: Vec<(usize, u32)>,
    pub outcome: StepOutcome,
}

/// Something decided.
#[derive(Clone, Copy, Debug)]
struct Order {
    step: usize,
    ready: Day,
    /// When it is expected, as far as anybody knows.
    expected: Day,
    blocks: usize,
}

/// What was put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Intake,
    Closing,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Idle,
    Ordered,
    Active {
        since: Day,
    },
    /// Not taken before this day; then as idle.
    Resting {
        until: Day,
    },
}

impl Standing {
    /// Whether there are sites or beds that go when nobody sleeps there any more.
    fn leaves_something_behind(&self) -> bool {
        !(self.winding.is_empty() && self.extra.is_empty())
    }

    fn is_active(&self) -> bool {
        matches!(self.stage, Stage::Active { .. })
    }

    /// Nights before a day in which it has been in effect without a break.
    fn days_in_effect(&self, until: Day) -> u32 {
        match self.stage {
            Stage::Active { since } => until - since,
            _ => 0,
        }
    }
}

impl Town {
    pub(super) fn begin_ladder(&mut self, model: &Model) {
        let climb = &mut self.climb;
        climb.observed.clear();
        climb.net_per_day = 0.0;
        climb.steps.clear();
        climb.steps.resize(model.ladder.steps.len(), Standing::default());
        climb.orders.clear();
        climb.cost.clear();
        climb.cost.resize(model.layout.years, Money::default());
        climb.below_standard = 0;
        climb.listed_today = 0;
        climb.seen = [0; 2];
        (climb.last_unmet, climb.last_waiting, climb.last_emergency_full) = (0, 0, false);
    }

    pub(super) fn the_ladder_is_climbed(&mut self, model: &Model) {
        for (step, plan) in model.ladder.steps.iter().enumerate() {
            if self.climb.steps[step].leaves_something_behind() {
                self.households_move_on(model, step);
                self.extra_beds_go(model, step);
            }
            self.look_at(model, step, plan);
        }
    }

    /// What the town sees of the day before it looks ahead.
    pub(super) fn comings_and_goings_are_noted(&mut self, model: &Model) {
        if model.ladder.steps.is_empty() && model.warning.is_none() {
            return;
        }
        let (flow, climb) = (&self.outcome.flow, &mut self.climb);
        let gone = flow.departed.persons + flow.to_market.persons + flow.lost.persons;
        let now = [flow.arrived.persons, gone];
        let before = std::mem::replace(&mut climb.seen, now);
        let listed = std::mem::take(&mut climb.listed_today);
        let arrived = now[0] - before[0];
        let observed = &mut climb.observed;
        observed.note(arrived.saturating_sub(listed), now[1] - before[1]);
        climb.net_per_day = observed.arrivals_per_day() - observed.departures_per_day();
    }

    #[inline]
    fn look_at(&mut self, model: &Model, step: usize, plan: &StepPlan) {
        match self.climb.steps[step].stage {
            Stage::Active { since } => self.go_on(model, (step, plan), since),
            Stage::Ordered => {}
            Stage::Resting { until } if self.day < until => {}
            Stage::Idle | Stage::Resting { .. } => {
                if self.is_triggered(model, step, plan) {
                    self.take(model, step);
                }
            }
        }
        if !self.climb.orders.is_empty() {
            self.deliver(model, step);
        }
    }

    fn take(&mut self, model: &Model, step: usize) {
        self.order(model, step);
        let standing = &mut self.climb.steps[step];
        standing.stage = Stage::Ordered;
        standing.is_used_up = false;
        standing.outcome.times += 1;
        standing.outcome.first_day.get_or_insert(self.day);
        self.log_step(Event::StepTaken, step);
    }

    /// Decides; what was decided is there after the lead time.
    fn order(&mut self, model: &Model, step: usize) {
        let plan = &model.ladder.steps[step];
        let draws = self.climb.steps[step].draws;
        let block = self.stream.block(Draw::LeadTime, plan.entity, draws, 0);
        let days = plan.step.lead_time.quantile(block.first());
        let lead = if days <= 0.0 { 0 } else { nights(days) };
        let blocks = self.blocks_needed(model, step);
        let standing = &mut self.climb.steps[step];
        standing.draws += 1;
        self.climb.orders.push(Order {
            step,
            ready: self.day.saturating_add(lead),
            expected: self.day.saturating_add(plan.expected_lead),
            blocks,
        });
    }

    fn deliver(&mut self, model: &Model, step: usize) {
        let is_there = |order: &Order| order.step == step && order.ready <= self.day;
        let Some(at) = self.climb.orders.iter().position(is_there) else {
            return;
        };
        let order = self.climb.orders.swap_remove(at);
        let standing = &mut self.climb.steps[step];
        if standing.stage == Stage::Ordered {
            standing.stage = Stage::Active { since: self.day };
            standing.quiet = 0;
            standing.outcome.first_effect.get_or_insert(self.day);
            self.pay(step, model.ladder.steps[step].step.cost.once);
            self.log_step(Event::StepTakesEffect, step);
        }
        self.take_effect(model, step, order.blocks);
    }

    /// A day in effect: it is used up, no longer needed, or more of it is.
    #[inline]
    fn go_on(&mut self, model: &Model, (step, plan): (usize, &StepPlan), since: Day) {
        if i64::from(self.day) > plan.first_last_night {
            self.keep_to_the_dates(model, step);
        }
        let days = self.day - since;
        if days >= plan.most_days {
            self.climb.steps[step].is_used_up = true;
            self.end_at_once(model, step);
            self.rest(model, step);
        } else if self.is_quiet(model, step, plan) {
            let withdrawal = &plan.step.withdrawal;
            self.climb.steps[step].quiet += 1;
            if self.climb.steps[step].quiet >= withdrawal.quiet_days && days >= withdrawal.minimum_days {
                self.withdraw(model, step);
                self.rest(model, step);
            }
        } else {
            self.climb.steps[step].quiet = 0;
            self.order_more(model, step, plan);
        }
    }

    /// A hotel has more rooms, and those rented are not enough.
    #[inline]
    fn order_more(&mut self, model: &Model, step: usize, plan: &StepPlan) {
        if let Action::Hotel { blocks } = &plan.step.action
            && self.climb.steps[step].blocks < blocks.len()
            && !self.climb.orders.iter().any(|order| order.step == step)
            && self.is_triggered(model, step, plan)
        {
            self.order(model, step);
        }
    }

    fn rest(&mut self, model: &Model, step: usize) {
        let days = model.ladder.steps[step].step.withdrawal.quiet_days.max(1);
        let standing = &mut self.climb.steps[step];
        standing.outcome.days_active += standing.days_in_effect(self.day);
        standing.stage = Stage::Resting {
            until: self.day.saturating_add(days),
        };
        standing.quiet = 0;
        self.climb.orders.retain(|order| order.step != step);
        self.log_step(Event::StepEnds, step);
    }

    fn pay(&mut self, step: usize, amount: Money) {
        self.climb.steps[step].outcome.cost += amount;
        self.climb.cost[self.year] += amount;
    }

    /// After a night: what the steps see of it tomorrow, and what it costs.
    pub(super) fn the_ladder_sees_the_night(&mut self, model: &Model, emergency: u32, unmet: u32) {
        if model.ladder.steps.is_empty() {
            return;
        }
        self.climb.last_unmet = unmet;
        self.climb.last_waiting = self.waiting.persons;
        let beds = self.occupancy.totals().emergency_places;
        self.climb.last_emergency_full = beds > 0 && emergency >= beds;
        for &(step, persons) in &model.ladder.called_by_unmet {
            let standing = &mut self.climb.steps[step];
            standing.unmet_nights = if unmet >= persons {
                standing.unmet_nights + 1
            } else {
                0
            };
        }
        if unmet > 0 {
            self.note_the_first_unmet();
        }
        for &step in &model.ladder.by_night {
            if self.climb.steps[step].outcome.first_effect.is_some() {
                self.pay_for_the_night(model, step);
                self.count_sleepers(model, step);
            }
        }
    }

    fn note_the_first_unmet(&mut self) {
        for standing in &mut self.climb.steps {
            if standing.outcome.first_day.is_some() {
                standing.outcome.first_unmet.get_or_insert(self.day);
            }
        }
    }

    fn pay_for_the_night(&mut self, model: &Model, step: usize) {
        if self.climb.steps[step].is_active() {
            let plan = &model.ladder.steps[step];
            let (cost, places) = (plan.step.cost, i64::from(self.places_of(model, step, plan)));
            self.pay(step, cost.per_day + cost.per_place_day * places);
        }
    }

    /// Nights that no ledger of a site tells: in crowded rooms, and in sites that were kept.
    fn count_sleepers(&mut self, model: &Model, step: usize) {
        let standing = &self.climb.steps[step];
        let kept: u32 = standing
            .kept
            .iter()
            .filter(|(_, kept)| *kept == Kept::Closing)
            .map(|(site, _)| self.occupancy.occupied(*site))
            .sum();
        let crowded: u32 = model.ladder.steps[step]
            .rooms
            .iter()
            .map(|room| self.crowded(model, step, *room))
            .sum();
        self.climb.below_standard += u64::from(crowded);
        self.climb.steps[step].outcome.person_nights += u64::from(kept + crowded);
    }

    fn crowded(&self, model: &Model, step: usize, room: Room) -> u32 {
        match room {
            Room::Units { class, .. } => self.occupancy.crowded(&model.layout, class),
            Room::Beds { site, .. } => {
                let extra = self.extra_beds(step, site);
                let occupied = self.occupancy.occupied(site);
                if extra > 0 && occupied > self.occupancy.capacity(site) - extra {
                    occupied
                } else {
                    0
                }
            }
        }
    }

    /// What the steps leave behind, their sites' nights and cost included.
    pub(super) fn end_ladder(&mut self, model: &Model) -> Vec<StepOutcome> {
        let outcome = &self.outcome;
        let totals = |step: usize| {
            let standing = &self.climb.steps[step];
            let mut of_step = standing.outcome;
            of_step.days_active += standing.days_in_effect(model.calendar.days);
            for site in model.ladder.steps[step].step.own_sites() {
                of_step.person_nights += outcome.site_nights[site.index()];
                of_step.cost += outcome.accounts.by_site[site.index()];
            }
            of_step
        };
        (0..model.ladder.steps.len()).map(totals).collect()
    }

    fn log_step(&mut self, event: Event, step: usize) {
        self.log(event, None, 0, None);
        if let Some(entry) = self.trace.as_mut().and_then(|trace| trace.last_mut()) {
            entry.step = Some(step);
        }
    }

    /// Whether a step keeps a site from taking nobody in or closing; if so, that is put off.
    pub(super) fn is_put_off(&mut self, model: &Model, event: SiteEvent) -> bool {
        let (site, kept) = match event {
            SiteEvent::StopIntake { site } => (usize::from(site), Kept::Intake),
            SiteEvent::Close { site } => (usize::from(site), Kept::Closing),
            _ => return false,
        };
        let Some(steps) = model.ladder.keeping.get(site) else {
            return false;
        };
        let active = |step: &&usize| self.climb.steps[**step].is_active();
        let Some(&step) = steps.iter().find(active) else {
            return false;
        };
        self.keep(step, site, kept);
        true
    }

    fn keep(&mut self, step: usize, site: usize, what: Kept) {
        let all = &mut self.climb.steps[step].kept;
        match all.iter_mut().find(|(kept, _)| *kept == site) {
            Some(entry) => entry.1 = what,
            None => all.push((site, what)),
        }
    }
}
