//! Shocks as they are written.

use super::WindowFile;
use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A shock: something that happens to the stock without being planned.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShockFile {
    /// Display name (default: the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The day, or instead of it `window`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A random day, instead of `date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowFile>,
    /// Probability that a project is late or cancelled; other shocks have it in `window`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub probability: Option<f64>,
    /// What happens.
    pub event: EventFile,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What happens.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum EventFile {
    /// A site burns.
    Fire {
        /// The site, by id (default: the building in which most people live on that day).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        site: Option<String>,
        /// Part of the places that is lost.
        #[serde(default = "one")]
        #[schemars(range(min = 0.001, max = 1.0))]
        share: f64,
        /// Nights until the places are back (default: never).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 1, max = 100_000))]
        days: Option<u32>,
    },
    /// Water stands in an area of the map: all sites in it close on the same day.
    Flood {
        /// GeoJSON file with the area, relative to this file.
        area: String,
        /// Sites that lie in it although their position is not known, by id.
        #[serde(default)]
        sites: Vec<String>,
        /// Nights until the places are back (default: never).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 1, max = 100_000))]
        days: Option<u32>,
        /// Residents who lose their home the same day.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        evacuated: Option<EvacuatedFile>,
    },
    /// The lease of a site ends before its time.
    LeaseEnded {
        /// The site, by id.
        site: String,
    },
    /// A site that is to open comes later.
    ProjectLate {
        /// The site, by id.
        site: String,
        /// Days later.
        #[schemars(range(min = 1, max = 100_000))]
        days: u32,
    },
    /// A site that is to open never comes.
    ProjectCancelled {
        /// The site, by id.
        site: String,
    },
    /// Staff are missing: part of the places of a kind, or of a service, cannot be run.
    StaffLost {
        /// The kind, by id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        /// Or the service, by id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        service: Option<String>,
        /// Part of the places, or of the positions of a service with staff.
        #[schemars(range(min = 0.001, max = 1.0))]
        share: f64,
        /// Nights until they are back.
        #[schemars(range(min = 1, max = 100_000))]
        days: u32,
    },
    /// Prices rise, for good.
    PriceRise {
        /// Sites of this kind, by id (default: all).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        /// By how many per cent of the price before.
        #[schemars(range(min = -100.0, max = 10_000.0))]
        percent: f64,
    },
}

/// Residents who lose their home and need a place from the town.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvacuatedFile {
    /// Households.
    #[schemars(range(min = 0, max = 100_000))]
    pub households: u32,
    /// The group that gives their sizes, track and the time until they can go back, by id.
    pub group: String,
}

fn one() -> f64 {
    1.0
}
