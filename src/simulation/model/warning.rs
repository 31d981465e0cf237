//! What is watched, made ready to be played.

use super::sources::{Source, SourceKind};
use crate::calendar::Day;
use crate::household::Group;
use crate::ids::NeedSet;
use crate::occupancy::Layout;
use crate::scenario::Scenario;
use crate::service::{Capacity, Offer};
use crate::warning::{Bottleneck, Warning};

/// Sizes of households from which on units count as a type of their own, besides all places.
const LARGE: [u8; 2] = [3, 5];

/// What the replications share of the early warning.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct WarningPlan {
    pub rule: Warning,
    pub watched: Vec<Watched>,
}

/// One bottleneck.
#[derive(Clone, Debug)]
pub(in crate::simulation) enum Watched {
    Places,
    Units(UnitsPlan),
    Service(usize),
}

/// Units of a type.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct UnitsPlan {
    /// Households of so many persons and more …
    pub persons: u8,
    /// … with these needs.
    pub needs: NeedSet,
    /// By class: whether its units are of the type.
    pub classes: Vec<bool>,
    /// By site without units: whether its beds are.
    pub beds: Vec<bool>,
    /// Households of listed arrivals up to the evening of each day.
    pub announced: Vec<f64>,
}

impl WarningPlan {
    /// From a scenario.
    pub fn of(scenario: &Scenario, layout: &Layout, sources: &[Source]) -> Option<WarningPlan> {
        let rule = scenario.warning.clone()?;
        let watched = bottlenecks(scenario)
            .into_iter()
            .map(|bottleneck| match bottleneck {
                Bottleneck::Places => Watched::Places,
                Bottleneck::Service { service } => Watched::Service(service),
                Bottleneck::Households { persons } => {
                    Watched::Units(units(scenario, layout, sources, persons, NeedSet::default()))
                }
                Bottleneck::Need { need } => {
                    let needs = NeedSet::default().with(need);
                    Watched::Units(units(scenario, layout, sources, 1, needs))
                }
            })
            .collect();
        Some(WarningPlan { rule, watched })
    }
}

/// What is watched in a scenario: all places, units for households of three and of five and
/// more, units for each need that a group has, services whose places are counted.
pub fn bottlenecks(scenario: &Scenario) -> Vec<Bottleneck> {
    let largest = |group: &Group| group.sizes.0.iter().map(|(size, _)| *size).max();
    let largest = scenario.groups.iter().filter_map(largest).max().unwrap_or(0);
    let sizes = LARGE.into_iter().filter(|&persons| persons <= largest);
    let needs = (0..scenario.needs.len()).filter(|&need| is_met_somewhere(scenario, need));
    let services = scenario.services.iter().enumerate();
    let counted = services.filter(|(_, service)| is_counted(&service.offer));
    std::iter::once(Bottleneck::Places)
        .chain(sizes.map(|persons| Bottleneck::Households { persons }))
        .chain(needs.map(|need| Bottleneck::Need { need }))
        .chain(counted.map(|(service, _)| Bottleneck::Service { service }))
        .collect()
}

fn is_met_somewhere(scenario: &Scenario, need: usize) -> bool {
    let layout = Layout::of(scenario);
    let needs = NeedSet::default().with(need);
    layout.classes.iter().any(|class| needs.met_by(class.offers))
        || layout
            .sites
            .iter()
            .any(|site| !site.emergency && needs.met_by(site.offers))
}

fn is_counted(offer: &Offer) -> bool {
    match offer {
        Offer::Staff(staff) => staff.positions.is_some(),
        Offer::Places(places) => match &places.capacity {
            Capacity::Unlimited | Capacity::Unknown => false,
            Capacity::Town(_) => true,
            Capacity::Districts(counts) => counts.iter().any(Option::is_some),
        },
    }
}

fn units(scenario: &Scenario, layout: &Layout, sources: &[Source], persons: u8, needs: NeedSet) -> UnitsPlan {
    let regular = |site: usize| !layout.sites[site].emergency;
    UnitsPlan {
        persons,
        needs,
        classes: layout
            .classes
            .iter()
            .map(|class| regular(class.site) && class.beds >= persons && needs.met_by(class.offers))
            .collect(),
        beds: layout
            .sites
            .iter()
            .enumerate()
            .map(|(site, plan)| regular(site) && plan.classes.is_empty() && needs.met_by(plan.offers))
            .collect(),
        announced: announced(scenario, sources, persons, needs),
    }
}

/// Households of the type that are announced up to the evening of each day.
fn announced(scenario: &Scenario, sources: &[Source], persons: u8, needs: NeedSet) -> Vec<f64> {
    let mut daily = vec![0.0; scenario.calendar.days as usize];
    for source in sources {
        let SourceKind::Listed(listed) = &source.kind else {
            continue;
        };
        let part = part(&scenario.groups[source.group], persons, needs);
        for &(day, households) in listed {
            if let Some(sum) = daily.get_mut(day as usize) {
                *sum += f64::from(households) * part;
            }
        }
    }
    let mut sum = 0.0;
    for households in &mut daily {
        sum += *households;
        *households = sum;
    }
    daily
}

/// Part of a group's households that need the type.
fn part(group: &Group, persons: u8, needs: NeedSet) -> f64 {
    let large: f64 = group
        .sizes
        .0
        .iter()
        .filter(|(size, _)| *size >= persons)
        .map(|(_, part)| *part)
        .sum();
    let is_needed = |need: usize| NeedSet::default().with(need).met_by(needs);
    let in_need: f64 = group
        .needs
        .iter()
        .filter(|(need, _)| is_needed(*need))
        .map(|(_, part)| *part)
        .sum();
    let of_needs = if needs.0 == 0 { 1.0 } else { in_need };
    large * of_needs
}

impl UnitsPlan {
    /// Households of the type announced for the days after a day, up to another one.
    pub fn announced_between(&self, day: Day, until: Day) -> f64 {
        let at = |day: Day| {
            let sums = &self.announced;
            sums.get(day as usize).or(sums.last()).copied().unwrap_or(0.0)
        };
        at(until) - at(day)
    }
}
