//! Shocks: what happens to the stock without being planned.

use crate::ids::{GroupId, KindId, ServiceId, SiteId};
use crate::surge::Start;

/// A shock.
#[derive(Clone, Debug, PartialEq)]
pub struct Shock {
    /// Id; part of the address of its draws.
    pub id: String,
    /// Display name.
    pub name: String,
    /// When it strikes. For a project it says only with which probability.
    pub start: Start,
    /// What it does.
    pub effect: Effect,
}

/// What a shock does.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Sites lose places.
    Outage(Outage),
    /// A site that is not there yet comes so many days later, or never.
    Project {
        /// The site.
        site: SiteId,
        /// Days; `None`: it never comes.
        later_days: Option<u32>,
    },
    /// What sites cost rises, for good.
    Price {
        /// Sites of this kind; `None`: all.
        kind: Option<KindId>,
        /// Part of the price that is added: 0.3 is 30 %.
        rise: f64,
    },
    /// A service can give a part of its places, or of its positions, to nobody for a time.
    Service {
        /// The service.
        service: ServiceId,
        /// Part of the places or positions, above 0.
        share: f64,
        /// Days until they are back.
        days: u32,
    },
}

/// Sites lose places, for a time or for good.
#[derive(Clone, Debug, PartialEq)]
pub struct Outage {
    /// Which sites.
    pub sites: Struck,
    /// Part of the places that is lost, above 0; at 1 the site closes.
    pub share: f64,
    /// Nights until the places are back; `None`: never.
    pub days: Option<u32>,
    /// Residents who lose their home the same day.
    pub evacuated: Option<Evacuated>,
}

/// Which sites are struck.
#[derive(Clone, Debug, PartialEq)]
pub enum Struck {
    /// These, in order of the file.
    These(Vec<SiteId>),
    /// The building in which most people live on that day, the first of the file among equals;
    /// flats at many addresses only where nobody lives in a building.
    Largest,
}

/// Residents who lose their home.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evacuated {
    /// The group, which gives sizes, track and the time until they can go back.
    pub group: GroupId,
    /// Households who need a place from the town.
    pub households: u32,
}
