//! Measures made ready to be played: their effects day by day, the flats and the parts of wings that
//! come with them, what they cost.

use super::FlatsPlan;
use crate::ids::SiteId;
use crate::measure::{Chance, Effect, Measure};
use crate::scenario::{FlatOffer, Scenario};
use crate::site::{Site, Stock};
use crate::streams::entity;
use crate::units::Money;

/// A measure that acts.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct MeasurePlan {
    pub chance: Chance,
    /// First day of the effects, without delay.
    pub from: i64,
    /// First day without them again; a delay does not move it.
    pub ends: i64,
    pub ramp: u32,
    pub cost: CostPlan,
    pub effects: Vec<EffectPlan>,
}

/// What the measure itself costs, from its own first day to its last.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::simulation) struct CostPlan {
    pub from: i64,
    pub ends: i64,
    pub once: Money,
    pub per_day: Money,
}

/// An effect that acts day by day.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) enum EffectPlan {
    Seats { service: usize, pool: usize, seats: u32 },
    Staff { service: usize, positions: f64 },
    Hosts { places: u32, nights: u32 },
    Beds { site: usize, more: i64 },
    Price { site: usize, per_day: Money },
}

/// The measures that act.
pub(super) fn acting(scenario: &Scenario) -> impl Iterator<Item = &Measure> {
    scenario.concept.measures.iter().filter(|measure| measure.acts)
}

/// The measures that act, ready to be played.
pub(super) fn plans(scenario: &Scenario) -> Vec<MeasurePlan> {
    acting(scenario).map(|measure| plan(scenario, measure)).collect()
}

fn plan(scenario: &Scenario, measure: &Measure) -> MeasurePlan {
    let day = |date| scenario.calendar.day(date);
    let after = |date: Option<_>| date.map_or(i64::MAX, |date| day(date) + 1);
    let from = measure.effects_begin().map_or(0, day);
    MeasurePlan {
        chance: measure.chance(),
        from,
        ends: after(measure.effects_until()),
        ramp: measure.ramp_up_days,
        cost: CostPlan {
            from: measure.start.map_or(from, day),
            ends: after(measure.end),
            once: Money::from_eur(measure.cost_once_eur.unwrap_or(0.0)),
            per_day: Money::from_eur(measure.cost_per_year_eur.unwrap_or(0.0) / 365.0),
        },
        effects: measure
            .effects
            .iter()
            .filter_map(|effect| effect_plan(scenario, effect))
            .collect(),
    }
}

fn effect_plan(scenario: &Scenario, effect: &Effect) -> Option<EffectPlan> {
    match *effect {
        Effect::Seats {
            service,
            district,
            seats,
        } => Some(EffectPlan::Seats {
            service: service.index(),
            pool: district.map_or(0, |district| district.index()),
            seats,
        }),
        Effect::Staff { service, full_time } => Some(EffectPlan::Staff {
            service: service.index(),
            positions: full_time,
        }),
        Effect::PrivateHosts { places, nights } => Some(EffectPlan::Hosts { places, nights }),
        Effect::Density { site, usable_share } => Some(EffectPlan::Beds {
            site: site.index(),
            more: more_usable(&scenario.sites[site.index()], usable_share),
        }),
        Effect::Cost {
            site,
            per_place_month_eur,
        } => Some(EffectPlan::Price {
            site: site.index(),
            per_day: Money::per_day_from_month(per_place_month_eur)
                * i64::from(scenario.sites[site.index()].nominal_places()),
        }),
        // Sites and flats are drawn with all others; notice does not change who sleeps where.
        Effect::Opens { .. }
        | Effect::PlacesAtSite { .. }
        | Effect::PlacesOfKind { .. }
        | Effect::Flats { .. }
        | Effect::Notice { .. }
        | Effect::FollowUp { .. } => None,
    }
}

/// Beds that another usable part of the places on paper brings, or takes.
fn more_usable(site: &Site, share: f64) -> i64 {
    match site.stock {
        Stock::Beds { nominal, usable } => {
            libm::floor(f64::from(nominal) * share + 1e-9) as i64 - i64::from(usable)
        }
        Stock::Units(_) => 0,
    }
}

/// Flats that measures bring to the market.
pub(super) fn offers(scenario: &Scenario) -> impl Iterator<Item = FlatsPlan> + '_ {
    acting(scenario).enumerate().flat_map(|(number, measure)| {
        measure
            .effects
            .iter()
            .enumerate()
            .filter_map(move |(index, effect)| match *effect {
                Effect::Flats {
                    min_persons,
                    max_persons,
                    per_month,
                } => Some(FlatsPlan {
                    entity: entity(&format!("measure/{}/{index}", measure.id)),
                    offer: FlatOffer {
                        min_persons,
                        max_persons,
                        per_month,
                    },
                    measure: Some(number),
                }),
                _ => None,
            })
    })
}

/// The measure that a site stands for, among those that act.
pub(super) fn owner(scenario: &Scenario, site: SiteId) -> Option<usize> {
    let owns = |measure: &Measure| {
        let own = measure.effects.iter().filter_map(Effect::own_site);
        own.into_iter().any(|(own, _)| own == site)
    };
    acting(scenario).position(owns)
}
