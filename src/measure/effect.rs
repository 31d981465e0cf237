//! What a measure does to the model, as far as it does.

use crate::ids::{DistrictId, KindId, ServiceId, SiteId};
use crate::site::Opening;

/// A change of the model that a measure brings.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A planned site of the scenario stands for the measure: with it the site comes as it is
    /// planned, without it not at all.
    Opens {
        /// Which.
        site: SiteId,
        /// When, as the scenario plans it.
        opening: Opening,
    },
    /// More usable places at a site: a wing of its own beside it.
    PlacesAtSite {
        /// Where.
        site: SiteId,
        /// How many.
        places: u32,
        /// The wing; `None` where the measure can never act.
        wing: Option<Wing>,
    },
    /// More places of a kind in a district.
    PlacesOfKind {
        /// Of which kind.
        kind: KindId,
        /// Where.
        district: DistrictId,
        /// How many, on paper.
        places: u32,
        /// The site that they are; `None` where the measure can never act.
        wing: Option<Wing>,
    },
    /// More seats of a service.
    Seats {
        /// The service.
        service: ServiceId,
        /// For the people of which district, where its seats belong to districts.
        district: Option<DistrictId>,
        /// How many.
        seats: u32,
    },
    /// More staff of a service.
    Staff {
        /// The service.
        service: ServiceId,
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
        /// Nights after which a household needs a place of the town.
        nights: u32,
    },
    /// Neighbours are informed earlier.
    Notice {
        /// About which site; `None`: all.
        site: Option<SiteId>,
        /// Days before the first night.
        days: u32,
    },
    /// After every emergency opening the neighbours are met.
    FollowUp {
        /// At which site; `None`: all.
        site: Option<SiteId>,
        /// Days after the first night.
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

/// A site that is there only because of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Wing {
    /// The site.
    pub site: SiteId,
    /// When it opens, if the measure is on.
    pub opening: Opening,
}

impl Effect {
    /// The service on which it acts.
    pub fn service(&self) -> Option<ServiceId> {
        match self {
            Effect::Seats { service, .. } | Effect::Staff { service, .. } => Some(*service),
            _ => None,
        }
    }

    /// The site that is there only with the measure, and when it opens.
    pub fn own_site(&self) -> Option<(SiteId, &Opening)> {
        match self {
            Effect::Opens { site, opening } => Some((*site, opening)),
            Effect::PlacesAtSite { wing, .. } | Effect::PlacesOfKind { wing, .. } => {
                wing.as_ref().map(|wing| (wing.site, &wing.opening))
            }
            _ => None,
        }
    }
}
