//! A scenario made ready to be played: everything that does not differ between replications
//! is computed once.

mod ages;
mod ladder;
mod measures;
mod people;
mod preferences;
mod services;
mod shocks;
mod sites;
mod sources;
mod warning;

pub use ladder::LadderPlan;
pub(super) use ladder::{Room, StepPlan};
pub(super) use measures::{EffectPlan, MeasurePlan};
pub(super) use people::{GroupPlan, TrackPlan};
pub(super) use services::{Area, OfferPlan, PlacesPlan, ServicePlan};
pub(super) use sites::{LossPlan, PlannedSite, SiteEvent, SiteRates, StandbySite, schedule};
pub(super) use sources::{Source, SourceKind, SurgePlan};
pub use warning::bottlenecks;
pub(super) use warning::{UnitsPlan, WarningPlan, Watched};

use crate::allocation::{Ranking, Wishes};
use crate::calendar::{Calendar, Day};
use crate::household::{StartHousehold, Starts};
use crate::occupancy::Layout;
use crate::policy::{Policy, Rhythm};
use crate::scenario::{FlatOffer, Scenario};
use crate::site::Site;
use crate::streams::entity;
use crate::units::Money;
use people::{group_plan, homes_of_hosts, largest_household, priorities};
use shocks::{ShockPlan, shock_plans};
use sites::{StockPlan, site_rates};
use sources::{sources, surge_plan};

/// Everything that the replications of a scenario share.
#[derive(Clone, Debug)]
pub struct Model {
    /// Seed of all draws.
    pub seed: u64,
    /// The days that are played.
    pub calendar: Calendar,
    /// The stock.
    pub layout: Layout,
    /// The rule.
    pub ranking: Ranking,
    /// What districts ask for.
    pub(super) wishes: Wishes,
    pub(super) wanted: preferences::Wanted,
    /// When the rule is applied, and how long people wait.
    pub policy: Policy,
    pub(super) days: Vec<DayPlan>,
    pub(super) sources: Vec<Source>,
    pub(super) groups: Vec<GroupPlan>,
    pub(super) tracks: Vec<TrackPlan>,
    pub(super) offers: Vec<FlatsPlan>,
    pub(super) surges: Vec<SurgePlan>,
    pub(super) shocks: Vec<ShockPlan>,
    pub(super) timeline: Vec<(Day, SiteEvent)>,
    pub(super) planned: Vec<PlannedSite>,
    pub(super) on_need: Vec<StandbySite>,
    pub(super) ladder: LadderPlan,
    pub(super) warning: Option<WarningPlan>,
    /// Losses of places by site, in order of the file.
    pub(super) losses: Vec<Vec<LossPlan>>,
    /// By site: the first of the losses that are parts of a wing not yet there.
    pub(super) own_losses: Vec<usize>,
    /// By site: whether it is one building, and not flats at many addresses.
    pub(super) buildings: Vec<bool>,
    /// Measures that act.
    pub(super) measures: Vec<MeasurePlan>,
    pub(super) households: Vec<StartHousehold>,
    /// Others in their place, by replication.
    pub(super) starts: Starts,
    /// Rates of each site.
    pub(super) rates: Vec<SiteRates>,
    /// Reimbursement and fees of each track per person and day.
    pub(super) revenue_per_day: Vec<Money>,
    /// Number of kinds.
    pub(super) kinds: usize,
    /// Largest household that can occur.
    pub(super) largest: u8,
    /// Number of needs that the scenario names.
    pub(super) needs: usize,
    /// Queues, highest priority first.
    pub(super) lanes: usize,
    /// Calendar months played.
    pub(super) months: usize,
    pub(super) services: Vec<ServicePlan>,
    /// By district: the words of a draw up to which a private host lives there.
    pub(super) homes_of_hosts: Vec<u32>,
}

/// What the calendar says of a day.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayPlan {
    /// Places are assigned.
    pub placement: bool,
    /// The town looks ahead.
    pub look: bool,
    /// A calendar month begins (also on day 0).
    pub month_begins: bool,
    /// A calendar year begins (not on day 0).
    pub year_begins: bool,
}

/// Flats on offer.
#[derive(Clone, Debug)]
pub(super) struct FlatsPlan {
    pub entity: u32,
    pub offer: FlatOffer,
    /// The measure that brings them, among those that act.
    pub measure: Option<usize>,
}

fn buildings(scenario: &Scenario) -> Vec<bool> {
    let is_building = |site: &Site| !scenario.kinds[site.kind.index()].scattered;
    scenario.sites.iter().map(is_building).collect()
}

impl Model {
    /// Makes a scenario ready to be played.
    pub fn of(scenario: &Scenario) -> Model {
        let layout = Layout::of(scenario);
        let priorities = priorities(&scenario.groups);
        let sources = sources(scenario);
        let services = services::plans(scenario);
        let (measures, shocks) = (measures::plans(scenario), shock_plans(scenario));
        let stock = StockPlan::of(scenario, &layout, (&measures, &shocks));
        let mut model = Model {
            seed: scenario.seed,
            calendar: scenario.calendar.clone(),
            ranking: Ranking::of(scenario),
            wishes: Wishes::of(scenario),
            wanted: preferences::Wanted::of(scenario),
            policy: scenario.policy.clone(),
            days: day_plans(&scenario.calendar, scenario.policy.rhythm),
            ladder: LadderPlan::of(scenario, &layout, &sources),
            warning: WarningPlan::of(scenario, &layout, &sources),
            sources,
            groups: scenario
                .groups
                .iter()
                .map(|group| group_plan(scenario, group, (&priorities, &services)))
                .collect(),
            tracks: scenario
                .tracks
                .iter()
                .map(|track| TrackPlan {
                    market: track.market,
                    changes: track.changes.clone(),
                })
                .collect(),
            offers: scenario
                .market
                .iter()
                .map(flats_plan)
                .chain(measures::offers(scenario))
                .collect(),
            surges: scenario.surges.iter().map(surge_plan).collect(),
            shocks,
            timeline: stock.timeline,
            planned: stock.planned,
            on_need: stock.on_need,
            losses: stock.losses,
            own_losses: scenario.sites.iter().map(|site| site.out_of_use.len()).collect(),
            buildings: buildings(scenario),
            measures,
            households: scenario.households.clone(),
            starts: Starts::default(),
            rates: scenario.sites.iter().map(site_rates).collect(),
            revenue_per_day: scenario
                .tracks
                .iter()
                .map(|track| track.reimbursement_per_day + track.fee_per_day)
                .collect(),
            kinds: scenario.kinds.len(),
            largest: largest_household(scenario),
            needs: scenario.needs.len(),
            lanes: priorities.len().max(1),
            months: scenario.calendar.months().len(),
            homes_of_hosts: homes_of_hosts(scenario),
            services,
            layout,
        };
        let ladder = &model.ladder;
        model.on_need.retain(|standby| !ladder.claims(standby));
        model
    }
}

fn day_plans(calendar: &Calendar, rhythm: Rhythm) -> Vec<DayPlan> {
    let months = calendar.months();
    let years: Vec<Day> = calendar.years().into_iter().map(|(day, _)| day).collect();
    (0..calendar.days)
        .map(|day| DayPlan {
            placement: rhythm == Rhythm::Daily || calendar.is_monday(day),
            look: calendar.is_monday(day),
            month_begins: months.binary_search(&day).is_ok(),
            year_begins: day > 0 && years.binary_search(&day).is_ok(),
        })
        .collect()
}

fn flats_plan(offer: &FlatOffer) -> FlatsPlan {
    FlatsPlan {
        entity: entity(&format!("market/{}-{}", offer.min_persons, offer.max_persons)),
        offer: offer.clone(),
        measure: None,
    }
}
