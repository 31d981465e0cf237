//! Step 4 of the day: the ladder looks at its triggers and takes its steps.
//!
//! The steps are looked at in order of the file, once a day. A step is idle, ordered (decided,
//! its lead time runs), in effect, or resting after its withdrawal. It is taken back only after
//! its quiet days and rests as long, so within any so many days it is taken at most once.
//! When a step triggers stands in `trigger`, what it does in `effect`.

mod effect;
mod trigger;

use super::Town;
use super::model::{Model, Room, SiteEvent};
use super::outcome::{Flow, StepOutcome};
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
    /// Own cost of the steps by year.
    pub cost: Vec<Money>,
    /// Person-nights in rooms with more people than beds on paper.
    pub below_standard: u64,
    /// Persons of listed arrivals today.
    pub listed_today: u32,
    seen: Flow,
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
    /// Blocks of a hotel rented, and a further order: the day and how many.
    blocks: usize,
    order: Option<Order>,
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
    Resting {
        until: Day,
    },
}

impl Standing {
    /// Whether there are sites or beds that go when nobody sleeps there any more.
    fn leaves_something_behind(&self) -> bool {
        !(self.winding.is_empty() && self.extra.is_empty())
    }
}

impl Town {
    pub(super) fn begin_ladder(&mut self, model: &Model) {
        let climb = &mut self.climb;
        climb.observed.clear();
        climb.net_per_day = 0.0;
        climb.steps.clear();
        climb.steps.resize(model.ladder.steps.len(), Standing::default());
        climb.cost.clear();
        climb.cost.resize(model.layout.years, Money::default());
        climb.below_standard = 0;
        climb.listed_today = 0;
        climb.seen = Flow::default();
        (climb.last_unmet, climb.last_waiting, climb.last_emergency_full) = (0, 0, false);
    }

    pub(super) fn the_ladder_is_climbed(&mut self, model: &Model) {
        for step in 0..model.ladder.steps.len() {
            if self.climb.steps[step].leaves_something_behind() {
                self.households_move_on(model, step);
                self.extra_beds_go(model, step);
            }
            self.look_at(model, step);
        }
    }

    /// What the town sees of the day before it looks ahead.
    pub(super) fn comings_and_goings_are_noted(&mut self, model: &Model) {
        if model.ladder.steps.is_empty() && model.warning.is_none() {
            return;
        }
        let (flow, seen) = (self.outcome.flow, self.climb.seen);
        let arrived = flow.arrived.persons - seen.arrived.persons;
        let gone = |flow: &Flow| flow.departed.persons + flow.to_market.persons + flow.lost.persons;
        let listed = std::mem::take(&mut self.climb.listed_today);
        self.climb
            .observed
            .note(arrived.saturating_sub(listed), gone(&flow) - gone(&seen));
        self.climb.seen = flow;
        let observed = &self.climb.observed;
        self.climb.net_per_day = observed.arrivals_per_day() - observed.departures_per_day();
    }

    fn look_at(&mut self, model: &Model, step: usize) {
        match self.climb.steps[step].stage {
            Stage::Idle => self.take_if_needed(model, step),
            Stage::Resting { until } if until <= self.day => {
                self.climb.steps[step].stage = Stage::Idle;
                self.take_if_needed(model, step);
            }
            Stage::Resting { .. } | Stage::Ordered => {}
            Stage::Active { .. } => self.go_on(model, step),
        }
        if self.climb.steps[step].order.is_some() {
            self.deliver(model, step);
        }
    }

    fn take_if_needed(&mut self, model: &Model, step: usize) {
        if !self.is_triggered(model, step) {
            return;
        }
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
        standing.order = Some(Order {
            ready: self.day.saturating_add(lead),
            expected: self.day.saturating_add(plan.expected_lead),
            blocks,
        });
    }

    fn deliver(&mut self, model: &Model, step: usize) {
        let Some(order) = self.climb.steps[step]
            .order
            .filter(|order| order.ready <= self.day)
        else {
            return;
        };
        let standing = &mut self.climb.steps[step];
        standing.order = None;
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
    fn go_on(&mut self, model: &Model, step: usize) {
        let Stage::Active { since } = self.climb.steps[step].stage else {
            return;
        };
        self.keep_to_the_dates(model, step);
        let plan = &model.ladder.steps[step].step;
        let most = match &plan.action {
            Action::Activate { at_most_days, .. } => *at_most_days,
            Action::Pause { days, .. } => Some(*days),
            _ => None,
        };
        let days = self.day - since;
        if most.is_some_and(|most| days >= most) {
            self.climb.steps[step].is_used_up = true;
            self.end_at_once(model, step);
            self.rest(model, step);
        } else if self.is_quiet(model, step) {
            self.climb.steps[step].quiet += 1;
            if self.climb.steps[step].quiet >= plan.withdrawal.quiet_days
                && days >= plan.withdrawal.minimum_days
            {
                self.withdraw(model, step);
                self.rest(model, step);
            }
        } else {
            self.climb.steps[step].quiet = 0;
            self.order_more(model, step);
        }
    }

    /// A hotel has more rooms, and those rented are not enough.
    fn order_more(&mut self, model: &Model, step: usize) {
        let standing = &self.climb.steps[step];
        if let Action::Hotel { blocks } = &model.ladder.steps[step].step.action
            && standing.blocks < blocks.len()
            && standing.order.is_none()
            && self.is_triggered(model, step)
        {
            self.order(model, step);
        }
    }

    fn rest(&mut self, model: &Model, step: usize) {
        let days = model.ladder.steps[step].step.withdrawal.quiet_days.max(1);
        let standing = &mut self.climb.steps[step];
        standing.stage = Stage::Resting {
            until: self.day.saturating_add(days),
        };
        standing.quiet = 0;
        standing.order = None;
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
        for step in 0..model.ladder.steps.len() {
            self.see_the_night(model, step, unmet);
        }
    }

    fn see_the_night(&mut self, model: &Model, step: usize, unmet: u32) {
        let plan = &model.ladder.steps[step];
        let day = self.day;
        let standing = &mut self.climb.steps[step];
        standing.unmet_nights = trigger::nights_in_a_row(&plan.step.trigger, unmet, standing.unmet_nights);
        if unmet > 0 && standing.outcome.first_day.is_some() {
            standing.outcome.first_unmet.get_or_insert(day);
        }
        if standing.outcome.first_effect.is_none() {
            return;
        }
        if let Stage::Active { .. } = standing.stage {
            standing.outcome.days_active += 1;
            let cost = plan.step.cost;
            let for_places = match cost.per_place_day {
                free if free == Money::default() => free,
                rate => rate * i64::from(self.places_of(model, step)),
            };
            self.pay(step, cost.per_day + for_places);
        }
        let standing = &self.climb.steps[step];
        if !(standing.kept.is_empty() && plan.rooms.is_empty()) {
            self.count_sleepers(model, step);
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
            let mut of_step = self.climb.steps[step].outcome;
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
        let active = |step: &&usize| matches!(self.climb.steps[**step].stage, Stage::Active { .. });
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
