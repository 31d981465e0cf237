//! Sites made ready to be played: when they open and close, what they lose, what they cost.

use super::measures::{self, MeasurePlan};
use super::shocks::ShockPlan;
use crate::calendar::Day;
use crate::measure::Effect as Act;
use crate::occupancy::Layout;
use crate::scenario::Scenario;
use crate::shock::Effect;
use crate::site::{LostPlaces, Opening, Rates, Site, Stock};
use crate::stay::Duration;
use crate::streams::entity;
use crate::units::Money;

/// Days between two parts of the places of a wing that is not complete at once.
const PART_OF_A_WING: u32 = 30;

/// What happens to a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::simulation) enum SiteEvent {
    /// What a shock took comes back.
    Recover { shock: u16 },
    /// Places come back; the number is the index of the loss in the list of losses.
    Restore { site: u16, loss: u16 },
    /// It is there.
    Open { site: u16 },
    /// It takes nobody in any more.
    StopIntake { site: u16 },
    /// Places go out of use.
    Lose { site: u16, loss: u16 },
    /// It is no longer there.
    Close { site: u16 },
    /// A shock strikes.
    Strike { shock: u16 },
}

/// A site that may come late or never.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct PlannedSite {
    pub site: u16,
    pub entity: u32,
    pub from: i64,
    pub until: Option<i64>,
    pub closing_stop: u32,
    pub delay: Option<Duration>,
    pub cancellation_probability: f64,
    /// The measure that it stands for, among those that act.
    pub measure: Option<usize>,
}

/// Emergency accommodation that opens on need.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) struct StandbySite {
    pub site: u16,
    pub from: i64,
    pub until: Option<i64>,
    pub lead_time: u32,
}

/// What a site costs, with the kind that it is counted under.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct SiteRates {
    pub kind: usize,
    /// Per day while open: the fixed part and all places.
    pub per_open_day: Money,
    pub rates: Rates,
}

/// Places of a site that are lost for a time.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) enum LossPlan {
    Beds(u32),
    Units { class: usize, count: u32 },
}

/// What the plan says of the sites.
#[derive(Clone, Debug, Default)]
pub(super) struct StockPlan {
    /// What happens for sure, by day.
    pub timeline: Vec<(Day, SiteEvent)>,
    pub planned: Vec<PlannedSite>,
    pub on_need: Vec<StandbySite>,
    /// Losses of places by site, in order of the file; then the parts of a wing not yet there.
    pub losses: Vec<Vec<LossPlan>>,
}

impl StockPlan {
    pub fn of(
        scenario: &Scenario,
        layout: &Layout,
        (measures, shocks): (&[MeasurePlan], &[ShockPlan]),
    ) -> StockPlan {
        let mut stock = StockPlan {
            losses: loss_plans(scenario, layout),
            ..StockPlan::default()
        };
        for index in 0..scenario.sites.len() {
            stock.add_opening(scenario, index, (measures, shocks));
            stock.add_losses(scenario, index);
        }
        stock.timeline.sort();
        stock
    }

    fn add_opening(
        &mut self,
        scenario: &Scenario,
        index: usize,
        (measures, shocks): (&[MeasurePlan], &[ShockPlan]),
    ) {
        let site = &scenario.sites[index];
        let number = index as u16;
        let measure = measures::owner(scenario, index.into());
        if let Some(measure) = measure {
            let ramp = ramp_of_a_wing(scenario, index, (measure, &measures[measure]));
            let parts = parts(site, ramp);
            self.losses[index].extend(parts);
        }
        match &site.opening {
            Opening::Fixed { from, until } if measure.is_some() || is_project(shocks, number) => {
                self.planned.push(PlannedSite {
                    site: number,
                    entity: entity(&site.id),
                    from: *from,
                    until: *until,
                    closing_stop: site.closing_stop_days,
                    delay: None,
                    cancellation_probability: 0.0,
                    measure,
                })
            }
            Opening::Fixed { from, until } => {
                let days = scenario.calendar.days;
                schedule(
                    &mut self.timeline,
                    days,
                    number,
                    *from,
                    *until,
                    site.closing_stop_days,
                );
            }
            Opening::Planned {
                from,
                until,
                delay,
                cancellation_probability,
            } => self.planned.push(PlannedSite {
                site: number,
                entity: entity(&site.id),
                from: *from,
                until: *until,
                closing_stop: site.closing_stop_days,
                delay: delay.clone(),
                cancellation_probability: *cancellation_probability,
                measure,
            }),
            Opening::OnNeed {
                from,
                until,
                lead_time_days,
            } => self.on_need.push(StandbySite {
                site: number,
                from: *from,
                until: *until,
                lead_time: (*lead_time_days).max(1),
            }),
            Opening::Never => {}
        }
    }

    fn add_losses(&mut self, scenario: &Scenario, index: usize) {
        let site = index as u16;
        for (number, loss) in scenario.sites[index].out_of_use.iter().enumerate() {
            let loss_number = number as u16;
            if loss.from < scenario.calendar.days {
                self.timeline.push((
                    loss.from,
                    SiteEvent::Lose {
                        site,
                        loss: loss_number,
                    },
                ));
            }
            if let Some(back) = loss
                .until
                .map(|until| until + 1)
                .filter(|&day| day < scenario.calendar.days)
            {
                self.timeline.push((
                    back,
                    SiteEvent::Restore {
                        site,
                        loss: loss_number,
                    },
                ));
            }
        }
    }
}

/// Days in which the places of a wing come; those of a planned site come at once.
fn ramp_of_a_wing(scenario: &Scenario, index: usize, (number, plan): (usize, &MeasurePlan)) -> u32 {
    let is_wing = measures::acting(scenario).nth(number).is_some_and(|measure| {
        measure.effects.iter().any(|effect| {
            !matches!(effect, Act::Opens { .. })
                && effect.own_site().is_some_and(|(site, _)| site.index() == index)
        })
    });
    if is_wing { plan.ramp } else { 0 }
}

/// The parts in which the places of a wing come, as losses that are made good one by one; none
/// where all come at once.
fn parts(site: &Site, ramp: u32) -> Vec<LossPlan> {
    let Stock::Beds { usable, .. } = site.stock else {
        return Vec::new();
    };
    let count = ramp.div_ceil(PART_OF_A_WING).min(usable);
    let upto = |part: u32| (u64::from(usable) * u64::from(part) / u64::from(count)) as u32;
    (0..count)
        .map(|part| LossPlan::Beds(upto(part + 1) - upto(part)))
        .collect()
}

/// Whether a shock delays or cancels the site.
fn is_project(shocks: &[ShockPlan], number: u16) -> bool {
    let concerns = |plan: &ShockPlan| matches!(plan.effect, Effect::Project { site, .. } if site.0 == number);
    shocks.iter().any(concerns)
}

/// The lost places of each site in terms of its unit classes.
fn loss_plans(scenario: &Scenario, layout: &Layout) -> Vec<Vec<LossPlan>> {
    let plan = |site: usize, places: &LostPlaces| match *places {
        LostPlaces::Beds(beds) => LossPlan::Beds(beds),
        LostPlaces::Units { class, count } => LossPlan::Units {
            class: layout
                .class_in_file(site, class)
                .expect("a loss names a unit class of its site"),
            count,
        },
    };
    scenario
        .sites
        .iter()
        .enumerate()
        .map(|(site, stock)| {
            stock
                .out_of_use
                .iter()
                .map(|loss| plan(site, &loss.places))
                .collect()
        })
        .collect()
}

/// Enters opening, end of intake and closing of a site into a timeline.
pub(in crate::simulation) fn schedule(
    timeline: &mut Vec<(Day, SiteEvent)>,
    days: Day,
    site: u16,
    from: i64,
    until: Option<i64>,
    closing_stop: u32,
) {
    let closing = until.map_or(i64::MAX, |until| until.saturating_add(1));
    let from = from.max(0);
    if from >= closing || from >= i64::from(days) {
        return;
    }
    let mut enter = |day: i64, event| {
        if let Some(day) = Day::try_from(day).ok().filter(|&day| day < days) {
            timeline.push((day, event));
        }
    };
    enter(from, SiteEvent::Open { site });
    if closing < i64::MAX {
        enter(
            (closing - i64::from(closing_stop)).max(from),
            SiteEvent::StopIntake { site },
        );
        enter(closing, SiteEvent::Close { site });
    }
}

pub(super) fn site_rates(site: &Site) -> SiteRates {
    SiteRates {
        kind: site.kind.index(),
        per_open_day: site.rates.fixed_per_day + site.rates.per_place_day * i64::from(site.nominal_places()),
        rates: site.rates.clone(),
    }
}
