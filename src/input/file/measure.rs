//! Measures as they are written, and what they do to the model.

use super::duration::DurationFile;
use super::words::{FeasibilityFile, StatusFile};
use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A measure.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureFile {
    /// Action field, by id.
    pub field: String,
    /// What is done.
    #[schemars(length(min = 1))]
    pub measure: String,
    /// What it is to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// The office that answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Who works with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partners: Option<String>,
    /// For whom it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_group: Option<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// Last day (default: no end).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// Cost, once, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e10))]
    pub cost_once_eur: Option<f64>,
    /// Cost of a year, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e10))]
    pub cost_per_year_eur: Option<f64>,
    /// Who pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<String>,
    /// Indicator, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// Value that the indicator is to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -1e12, max = 1e12))]
    pub target: Option<f64>,
    /// Unit of the target; must be that of the indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_unit: Option<String>,
    /// Day by which the target is to be reached (default: the last day).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_date: Option<Date>,
    /// How it stands.
    pub status: StatusFile,
    /// Since when it stands so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_since: Option<Date>,
    /// How it stood before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_before: Option<StatusFile>,
    /// Who must permit it (default: nobody).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feasibility: Option<FeasibilityFile>,
    /// What may prevent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<String>,
    /// Day of the last report on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_report: Option<Date>,
    /// What it is, in simple words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub simple: Option<String>,
    /// Next step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    /// Day of the next step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_date: Option<Date>,
    /// Demands that it answers, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<String>,
    /// What it does to the model.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<EffectFile>,
    /// First day of the effects, where that is not the first day of the measure (a house is lived in
    /// when it is built).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effects_from: Option<Date>,
    /// Last day of the effects (default: the last day of the measure; with `effects_from`: no end).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effects_until: Option<Date>,
    /// Days from the first effects until they are complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 36500))]
    pub ramp_up_days: Option<u32>,
    /// How much later than planned it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay: Option<DurationFile>,
    /// Probability that it has no effect at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub failure_probability: Option<f64>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What a measure does to the model.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum EffectFile {
    /// A planned site of the scenario stands for the measure: it comes only with it.
    Opens {
        /// Site, by id; it must open after the first day.
        site: String,
    },
    /// More usable places at a site, as a wing of their own beside it.
    PlacesAtSite {
        /// Site, by id.
        site: String,
        /// How many.
        #[schemars(range(min = 1, max = 100_000))]
        places: u32,
    },
    /// More places of a kind in a district.
    PlacesOfKind {
        /// Kind, by id.
        kind: String,
        /// District, by id.
        district: String,
        /// How many.
        #[schemars(range(min = 1, max = 100_000))]
        places: u32,
    },
    /// More seats of a service.
    Seats {
        /// Service, by id.
        #[schemars(length(min = 1))]
        service: String,
        /// District, by id, where the places of the service belong to districts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        district: Option<String>,
        /// How many.
        #[schemars(range(min = 1, max = 100_000))]
        seats: u32,
    },
    /// More staff of a service.
    Staff {
        /// Service, by id.
        #[schemars(length(min = 1))]
        service: String,
        /// Full-time equivalents.
        #[schemars(range(min = 0.0, max = 10_000.0))]
        full_time: f64,
    },
    /// More flats that the market offers.
    Flats {
        /// Smallest household that may rent one, in persons.
        #[schemars(range(min = 1, max = 99))]
        min_persons: u8,
        /// Largest household that fits, in persons.
        #[schemars(range(min = 1, max = 99))]
        max_persons: u8,
        /// Flats per month.
        #[schemars(range(min = 0.0, max = 10_000.0))]
        per_month: f64,
    },
    /// Private hosts who take people in.
    PrivateHosts {
        /// Places with them.
        #[schemars(range(min = 1, max = 100_000))]
        places: u32,
        /// Days after which a household needs a place of the town (default 180).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 1, max = 36_500))]
        days: Option<u32>,
    },
    /// Neighbours are informed earlier.
    Notice {
        /// Site, by id (default: all sites).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        site: Option<String>,
        /// Days before the first night.
        #[schemars(range(min = 0, max = 3650))]
        days: u32,
    },
    /// The neighbours are met after every emergency opening.
    FollowUp {
        /// Site, by id (default: all sites).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        site: Option<String>,
        /// Days after the first night.
        #[schemars(range(min = 0, max = 3650))]
        days: u32,
    },
    /// Another part of the nominal places of a site can be used.
    Density {
        /// Site, by id.
        site: String,
        /// Usable part of the nominal places.
        #[schemars(range(min = 0.0, max = 1.0))]
        usable_share: f64,
    },
    /// Operation becomes dearer or cheaper.
    Cost {
        /// Site, by id.
        site: String,
        /// Change in euros per place and month; negative: cheaper.
        #[schemars(range(min = -1e6, max = 1e6))]
        per_place_month_eur: f64,
    },
}
