//! A scenario made ready to be played: everything that does not differ between replications
//! is computed once.

use super::ladder::LadderPlan;
use super::measures::{self, MeasurePlan};
use super::services::plan::{self, AgePlan, ServicePlan};
use super::shocks::{ShockPlan, shock_plans};
use super::warning::WarningPlan;
use crate::allocation::Ranking;
use crate::arrivals::{Course, Level, Process, RateProcess};
use crate::calendar::{Calendar, Day};
use crate::household::{Change, Group, Sizes, StartHousehold, Starts};
use crate::measure::Effect as Act;
use crate::occupancy::Layout;
use crate::policy::{Policy, Rhythm};
use crate::scenario::{FlatOffer, Scenario};
use crate::shock::Effect;
use crate::site::{LostPlaces, Opening, Rates, Site};
use crate::stay::Duration;
use crate::streams::entity;
use crate::surge::{Start, Surge};
use crate::units::Money;

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
    /// When the rule is applied, and how long people wait.
    pub policy: Policy,
    pub(super) days: Vec<DayPlan>,
    pub(super) sources: Vec<Source>,
    pub(super) groups: Vec<GroupPlan>,
    pub(super) tracks: Vec<TrackPlan>,
    pub(super) offers: Vec<OfferPlan>,
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
    /// Whether a service asks how old people are.
    pub(super) ages_matter: bool,
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

/// A source of arrivals: one process of one group.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub group: usize,
    /// Address of its draws.
    pub entity: u32,
    pub kind: SourceKind,
}

/// How households come from a source.
#[derive(Clone, Debug)]
pub(super) enum SourceKind {
    Listed(Vec<(Day, u32)>),
    Rate {
        course: Course,
        dispersion: f64,
        level: Level,
    },
    /// A surge, by its number.
    Surge {
        number: usize,
        rate: RateProcess,
        times: f64,
    },
    /// Residents who lose their home in a shock.
    Evacuated {
        shock: usize,
        households: u32,
    },
}

impl SourceKind {
    /// How uncertain the level is, where there is one.
    pub fn level(&self) -> Option<&Level> {
        match self {
            SourceKind::Rate { level, .. } => Some(level),
            SourceKind::Surge { rate, .. } => Some(&rate.level),
            SourceKind::Listed(_) | SourceKind::Evacuated { .. } => None,
        }
    }
}

/// When a surge begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct SurgePlan {
    pub entity: u32,
    pub start: Start,
}

/// A group, with shares turned into thresholds on 32-bit draws.
#[derive(Clone, Debug)]
pub(super) struct GroupPlan {
    pub track: Option<usize>,
    pub sizes: Vec<(u32, u8)>,
    pub men_below: u32,
    pub needs: Vec<(u8, u32)>,
    pub lane: usize,
    pub stay: Duration,
    pub relatives: Option<RelativesPlan>,
    pub ages: AgePlan,
    pub hosts: Option<HostsPlan>,
}

/// Private hosts.
#[derive(Clone, Debug)]
pub(super) struct HostsPlan {
    pub below: u32,
    pub falls_away_below: u32,
    pub stay: Duration,
}

/// Relatives who follow.
#[derive(Clone, Debug)]
pub(super) struct RelativesPlan {
    pub below: u32,
    pub after: Duration,
    pub sizes: Vec<(u32, u8)>,
}

/// A track.
#[derive(Clone, Debug)]
pub(super) struct TrackPlan {
    pub market: bool,
    pub changes: Vec<Change>,
}

/// Flats on offer.
#[derive(Clone, Debug)]
pub(super) struct OfferPlan {
    pub entity: u32,
    pub offer: FlatOffer,
    /// The measure that brings them, among those that act.
    pub measure: Option<usize>,
}

/// What happens to a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SiteEvent {
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
pub(super) struct PlannedSite {
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
pub(super) struct StandbySite {
    pub site: u16,
    pub from: i64,
    pub until: Option<i64>,
    pub lead_time: u32,
}

/// What a site costs, with the kind that it is counted under.
#[derive(Clone, Debug)]
pub(super) struct SiteRates {
    pub kind: usize,
    /// Per day while open: the fixed part and all places.
    pub per_open_day: Money,
    pub rates: Rates,
}

/// Places of a site that are lost for a time.
#[derive(Clone, Copy, Debug)]
pub(super) enum LossPlan {
    Beds(u32),
    Units { class: usize, count: u32 },
}

impl Model {
    /// Makes a scenario ready to be played.
    pub fn of(scenario: &Scenario) -> Model {
        let layout = Layout::of(scenario);
        let priorities = priorities(&scenario.groups);
        let sources = sources(scenario);
        let mut model = Model {
            seed: scenario.seed,
            calendar: scenario.calendar.clone(),
            ranking: Ranking::of(scenario),
            policy: scenario.policy.clone(),
            days: day_plans(&scenario.calendar, scenario.policy.rhythm),
            ladder: LadderPlan::of(scenario, &layout, &sources),
            warning: WarningPlan::of(scenario, &layout, &sources),
            sources,
            groups: scenario
                .groups
                .iter()
                .map(|group| group_plan(group, &priorities))
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
                .map(offer_plan)
                .chain(measures::offers(scenario))
                .collect(),
            surges: scenario.surges.iter().map(surge_plan).collect(),
            shocks: shock_plans(scenario),
            timeline: Vec::new(),
            planned: Vec::new(),
            on_need: Vec::new(),
            losses: loss_plans(scenario, &layout),
            own_losses: scenario.sites.iter().map(|site| site.out_of_use.len()).collect(),
            measures: measures::plans(scenario),
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
            ages_matter: false,
            services: plan::plans(scenario),
            layout,
        };
        for site in 0..scenario.sites.len() {
            model.add_opening(scenario, site);
            model.add_losses(scenario, site);
        }
        model.timeline.sort();
        let ladder = &model.ladder;
        model.on_need.retain(|standby| !ladder.claims(standby));
        model.ages_matter = model.services.iter().any(ServicePlan::asks_for_ages);
        model
    }

    fn add_opening(&mut self, scenario: &Scenario, index: usize) {
        let site = &scenario.sites[index];
        let number = index as u16;
        let measure = measures::owner(scenario, index.into());
        if let Some(measure) = measure {
            let parts = measures::parts(site, self.ramp_of_a_wing(scenario, index, measure));
            self.losses[index].extend(parts);
        }
        match &site.opening {
            Opening::Fixed { from, until } if measure.is_some() || self.is_project(number) => {
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
                let days = self.calendar.days;
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

    /// Days in which the places of a wing come; those of a planned site come at once.
    fn ramp_of_a_wing(&self, scenario: &Scenario, index: usize, measure: usize) -> u32 {
        let is_wing = measures::acting(scenario).nth(measure).is_some_and(|measure| {
            measure.effects.iter().any(|effect| {
                !matches!(effect, Act::Opens { .. })
                    && effect.own_site().is_some_and(|(site, _)| site.index() == index)
            })
        });
        if is_wing { self.measures[measure].ramp() } else { 0 }
    }

    /// Whether a shock delays or cancels the site.
    fn is_project(&self, number: u16) -> bool {
        let concerns =
            |plan: &ShockPlan| matches!(plan.effect, Effect::Project { site, .. } if site.0 == number);
        self.shocks.iter().any(concerns)
    }

    fn add_losses(&mut self, scenario: &Scenario, index: usize) {
        let site = index as u16;
        for (number, loss) in scenario.sites[index].out_of_use.iter().enumerate() {
            let loss_number = number as u16;
            if loss.from < self.calendar.days {
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
                .filter(|&day| day < self.calendar.days)
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
pub(super) fn schedule(
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

fn sources(scenario: &Scenario) -> Vec<Source> {
    let of_groups = scenario.groups.iter().enumerate().flat_map(|(index, group)| {
        let source = move |process| group_source(index, &group.id, process);
        group.arrivals.iter().map(source)
    });
    let surges = scenario.surges.iter().enumerate().map(surge_source);
    of_groups.chain(surges).chain(evacuated(scenario)).collect()
}

fn group_source(group: usize, id: &str, process: &Process) -> Source {
    let (name, kind) = match process {
        Process::Listed(listed) => ("listed".to_owned(), SourceKind::Listed(listed.clone())),
        Process::Rate(rate) => (
            format!("{:?}", rate.shape),
            SourceKind::Rate {
                course: rate.course.clone(),
                dispersion: rate.dispersion,
                level: rate.level,
            },
        ),
    };
    Source {
        group,
        entity: entity(&format!("{id}/{name}")),
        kind,
    }
}

fn surge_source((number, surge): (usize, &Surge)) -> Source {
    Source {
        group: surge.group.index(),
        entity: surge_entity(surge),
        kind: SourceKind::Surge {
            number,
            rate: surge.arrivals.clone(),
            times: surge.times,
        },
    }
}

fn surge_entity(surge: &Surge) -> u32 {
    entity(&format!("surge/{}", surge.id))
}

fn surge_plan(surge: &Surge) -> SurgePlan {
    SurgePlan {
        entity: surge_entity(surge),
        start: surge.start,
    }
}

fn evacuated(scenario: &Scenario) -> impl Iterator<Item = Source> + '_ {
    scenario.shocks.iter().enumerate().filter_map(|(shock, plan)| {
        let Effect::Outage(outage) = &plan.effect else {
            return None;
        };
        let evacuated = outage.evacuated?;
        Some(Source {
            group: evacuated.group.index(),
            entity: entity(&format!("shock/{}", plan.id)),
            kind: SourceKind::Evacuated {
                shock,
                households: evacuated.households,
            },
        })
    })
}

/// The priorities that occur, highest first.
fn priorities(groups: &[Group]) -> Vec<i32> {
    let mut all: Vec<i32> = groups.iter().map(|group| group.priority).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup();
    all
}

fn group_plan(group: &Group, priorities: &[i32]) -> GroupPlan {
    GroupPlan {
        track: group.track.map(|track| track.index()),
        sizes: thresholds(&group.sizes),
        men_below: threshold(group.single_men_share),
        needs: group
            .needs
            .iter()
            .map(|&(need, part)| (need as u8, threshold(part)))
            .collect(),
        lane: priorities
            .iter()
            .position(|&priority| priority == group.priority)
            .unwrap_or(0),
        stay: group.stay.clone(),
        ages: plan::ages(group),
        relatives: group.relatives.as_ref().map(|relatives| RelativesPlan {
            below: threshold(relatives.probability),
            after: relatives.after.clone(),
            sizes: thresholds(&relatives.sizes),
        }),
        hosts: group.private_hosts.as_ref().map(|hosts| HostsPlan {
            below: threshold(hosts.share),
            falls_away_below: threshold(hosts.falls_away_share),
            stay: hosts.stay.clone(),
        }),
    }
}

fn site_rates(site: &Site) -> SiteRates {
    SiteRates {
        kind: site.kind.index(),
        per_open_day: site.rates.fixed_per_day + site.rates.per_place_day * i64::from(site.nominal_places()),
        rates: site.rates.clone(),
    }
}

fn offer_plan(offer: &FlatOffer) -> OfferPlan {
    OfferPlan {
        entity: entity(&format!("market/{}-{}", offer.min_persons, offer.max_persons)),
        offer: offer.clone(),
        measure: None,
    }
}

/// The number of 32-bit words below which a part of all words lies.
pub(super) fn threshold(part: f64) -> u32 {
    (part.clamp(0.0, 1.0) * 4_294_967_295.0) as u32
}

/// Sizes by rising thresholds; the last one catches the rest.
fn thresholds(sizes: &Sizes) -> Vec<(u32, u8)> {
    let mut sum = 0.0;
    let mut all: Vec<(u32, u8)> = sizes
        .0
        .iter()
        .filter(|(_, part)| *part > 0.0)
        .map(|(size, part)| {
            sum += part;
            (threshold(sum), *size)
        })
        .collect();
    if let Some(last) = all.last_mut() {
        last.0 = u32::MAX;
    }
    all
}

fn largest_household(scenario: &Scenario) -> u8 {
    let in_groups = scenario.groups.iter().flat_map(|group| {
        let relatives = group.relatives.as_ref().map(|relatives| &relatives.sizes);
        std::iter::once(&group.sizes)
            .chain(relatives)
            .flat_map(|sizes| sizes.0.iter().map(|(size, _)| *size))
    });
    let at_start = scenario.households.iter().map(|household| household.size);
    in_groups.chain(at_start).max().unwrap_or(1)
}
