//! Services made ready to be played: shares as thresholds, ages in days, one pool of places
//! for the town or one for each district.

use crate::calendar::Day;
use crate::household::AgeBand;
use crate::scenario::Scenario;
use crate::service::{Capacity, Intake, Offer, Places, Service, Staff, Usage};
use crate::streams::{entity, threshold};
use std::collections::BTreeSet;

/// Days of a year of life, on average.
pub(in crate::simulation) const YEAR: f64 = 365.25;

/// A service.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct ServicePlan {
    /// Address of its draws.
    pub entity: u32,
    /// Tracks whose people it serves; `None`: everybody.
    pub tracks: Option<Vec<u16>>,
    pub offer: OfferPlan,
}

/// How it serves.
#[derive(Clone, Debug)]
pub(in crate::simulation) enum OfferPlan {
    Places(PlacesPlan),
    Staff(Staff),
}

/// A service with places.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct PlacesPlan {
    /// Age in days from which on somebody needs it.
    pub from_age: i32,
    /// Age in days at which somebody has outgrown it.
    pub until_age: Option<i32>,
    pub needs_below: u32,
    pub met_below: u32,
    pub area: Area,
    /// Places of each pool; `u32::MAX`: unlimited, `None`: unknown.
    pub pools: Vec<Option<u32>>,
    pub intake: Intake,
    pub usage: Usage,
    pub in_time: Day,
    pub patience: Option<Day>,
    pub tolerated: u32,
}

/// Whom the places of a pool are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::simulation) enum Area {
    Town,
    Districts,
}

/// All services of a scenario.
pub(in crate::simulation) fn plans(scenario: &Scenario) -> Vec<ServicePlan> {
    scenario.services.iter().map(plan).collect()
}

fn plan(service: &Service) -> ServicePlan {
    ServicePlan {
        entity: entity(&format!("service/{}", service.id)),
        tracks: service
            .tracks
            .as_ref()
            .map(|named| named.iter().map(|id| id.0).collect::<BTreeSet<u16>>())
            .map(|named| named.into_iter().collect()),
        offer: match &service.offer {
            Offer::Places(places) => OfferPlan::Places(places_plan(places)),
            Offer::Staff(staff) => OfferPlan::Staff(*staff),
        },
    }
}

fn places_plan(places: &Places) -> PlacesPlan {
    let (youngest, oldest) = places.ages;
    let (area, pools) = match &places.capacity {
        Capacity::Unlimited => (Area::Town, vec![Some(u32::MAX)]),
        Capacity::Unknown => (Area::Town, vec![None]),
        Capacity::Town(count) => (Area::Town, vec![Some(*count)]),
        Capacity::Districts(counts) => (Area::Districts, counts.clone()),
    };
    PlacesPlan {
        from_age: days(youngest.years().0),
        until_age: (oldest != AgeBand::From65).then(|| days(oldest.years().1)),
        needs_below: threshold(places.share),
        met_below: threshold(places.met_at_start),
        area,
        pools,
        intake: places.intake.clone(),
        usage: places.usage.clone(),
        in_time: places.in_time_days,
        patience: places.patience_days,
        tolerated: places.tolerated_late,
    }
}

impl PlacesPlan {
    /// The day from which on somebody has waited longer than is in time.
    #[inline]
    pub fn late_from(&self, since: Day) -> Day {
        since.saturating_add(self.in_time).saturating_add(1)
    }
}

fn days(years: f64) -> i32 {
    libm::ceil(years * YEAR) as i32
}

impl ServicePlan {
    /// The places of a service that has some.
    #[inline]
    pub fn places(&self) -> Option<&PlacesPlan> {
        match &self.offer {
            OfferPlan::Places(places) => Some(places),
            OfferPlan::Staff(_) => None,
        }
    }

    /// Whether it serves people on this track (`u16::MAX`: on none).
    pub fn is_open_to(&self, track: u16) -> bool {
        match &self.tracks {
            None => true,
            Some(open) => open.contains(&track),
        }
    }
}
