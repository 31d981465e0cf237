//! What a measure does to the model, as far as it does.

use crate::ids::{DistrictId, KindId, SiteId};

/// A change of the model that a measure brings.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// More usable places at a site.
    PlacesAtSite {
        /// Where.
        site: SiteId,
        /// How many.
        places: u32,
    },
    /// More places of a kind in a district.
    PlacesOfKind {
        /// Of which kind.
        kind: KindId,
        /// Where.
        district: DistrictId,
        /// How many.
        places: u32,
    },
    /// More seats of a service.
    Seats {
        /// The service, as the scenario names it.
        service: String,
        /// How many.
        seats: u32,
    },
    /// More staff for a task.
    Staff {
        /// The task.
        task: String,
        /// Full-time equivalents.
        full_time: f64,
    },
    /// More flats that the market offers.
    Flats {
        /// Smallest household that may rent one.
        min_persons: u8,
        /// Largest household that fits.
        max_persons: u8,
        /// Flats per month.
        per_month: f64,
    },
    /// Private hosts who take people in.
    PrivateHosts {
        /// Places with them.
        places: u32,
    },
    /// Neighbours are informed earlier.
    Notice {
        /// About which site; `None`: all.
        site: Option<SiteId>,
        /// Days before the first night.
        days: u32,
    },
    /// Another part of the nominal places of a site can be used.
    Density {
        /// Where.
        site: SiteId,
        /// Usable part of the nominal places.
        usable_share: f64,
    },
    /// Operation becomes dearer or cheaper.
    Cost {
        /// Of which site.
        site: SiteId,
        /// Change in euros per place and month; negative: cheaper.
        per_place_month_eur: f64,
    },
}
