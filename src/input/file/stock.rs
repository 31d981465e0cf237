//! Kinds, sites and units as they are written.

use super::{DurationFile, Entries};
use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who may live somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Household {
    /// Households of two or more.
    Families,
    /// Single men.
    SingleMen,
    /// Single women.
    SingleWomen,
}

/// A kind of accommodation. Sites inherit every value that they do not set themselves.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KindFile {
    /// Display name (default: the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Capacity is counted in beds that everybody shares; such sites have no units.
    #[serde(default)]
    pub shared_beds: bool,
    /// Emergency accommodation: used at night by people who wait for a regular place.
    #[serde(default)]
    pub emergency: bool,
    /// Sites of this kind are flats at many addresses, not one building; a fire without a site and
    /// the emergency drill do not let them burn or close all at once.
    #[serde(default)]
    pub scattered: bool,
    /// Part of the places that can really be used, where nobody knows the rooms (default 0.85).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub usable_share: Option<f64>,
    /// Who may live here (default: everybody).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepts: Option<Vec<Household>>,
    /// Largest household that may live here, in persons (default: unlimited).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 99))]
    pub max_household_size: Option<u32>,
    /// Time from the decision to the first night, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 36500))]
    pub lead_time_days: Option<u32>,
    /// Delay of a planned opening beyond its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay: Option<DurationFile>,
    /// Probability that a planned site is never opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub cancellation_probability: Option<f64>,
    /// Costs.
    #[serde(default)]
    pub cost: CostFile,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Costs of a kind or site. What is left out is zero, and said to be unknown in the report.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CostFile {
    /// Rent, guards and the like while open, in euros per month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e9))]
    pub fixed_per_month_eur: Option<f64>,
    /// Per place and month while open, whether occupied or not, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e6))]
    pub per_place_month_eur: Option<f64>,
    /// Per person and month, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e6))]
    pub per_person_month_eur: Option<f64>,
    /// Once, when the site opens during the run, in euros (operation, not investment).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e10))]
    pub activation_eur: Option<f64>,
    /// Investment per place when the site opens during the run, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e8))]
    pub investment_per_place_eur: Option<f64>,
}

/// Whether a site is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SiteState {
    /// In use within its dates.
    #[default]
    Active,
    /// Ready, but opened only on need (emergency kinds only).
    Standby,
    /// Decided; opens at `from`, perhaps later, perhaps never.
    Planned,
    /// Neither decided nor built: not used in a run.
    Option,
}

/// A site: a building or plot with units, or with a number of places.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteFile {
    /// Display name (default: the id). Never a street or house in anything published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether name and place may stand in a public edition (`--public`); otherwise the site is
    /// called by its kind and a number there.
    #[serde(default = "yes")]
    pub public: bool,
    /// District, by id. Not needed where coordinates are given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// Longitude in degrees (WGS 84), together with `lat`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -180.0, max = 180.0))]
    pub lon: Option<f64>,
    /// Latitude in degrees (WGS 84), together with `lon`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -90.0, max = 90.0))]
    pub lat: Option<f64>,
    /// Kind, by id.
    pub kind: String,
    /// Nominal places, where the units are not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100_000))]
    pub places: Option<u32>,
    /// Part of the places that can really be used (default: the kind's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub usable_share: Option<f64>,
    /// Rooms or flats.
    #[serde(default)]
    pub units: Vec<UnitsFile>,
    /// How many people of an age the site can take, where that is limited beside its beds.
    #[serde(default)]
    pub age_limits: Vec<AgeLimitFile>,
    /// Needs that the places meet, where the units are not known (`step-free`, …).
    #[serde(default)]
    pub offers: Vec<String>,
    /// Whether the site is there.
    #[serde(default)]
    pub state: SiteState,
    /// First night (default: open from the start).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last night (default: no end).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// End of the lease; the site closes that day unless `until` is earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease_end: Option<Date>,
    /// Period of notice of the lease, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 3650))]
    pub notice_days: Option<u32>,
    /// Day on which the neighbours are informed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub informed: Option<Date>,
    /// Who may live here (default: the kind's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepts: Option<Vec<Household>>,
    /// Largest household that may live here, in persons (default: the kind's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 99))]
    pub max_household_size: Option<u32>,
    /// Time from the decision to the first night, in days (default: the kind's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 36500))]
    pub lead_time_days: Option<u32>,
    /// Delay of a planned opening beyond its date (default: the kind's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay: Option<DurationFile>,
    /// Probability that a planned site is never opened (default: the kind's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub cancellation_probability: Option<f64>,
    /// Costs that differ from the kind's.
    #[serde(default)]
    pub cost: CostFile,
    /// Places out of use for a time (renovation, vermin, fire damage).
    #[serde(default)]
    pub out_of_use: Vec<OutOfUseFile>,
    /// Persons who live here at the start, where there is no register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 100_000))]
    pub occupied: Option<u32>,
    /// Groups of those persons and their parts (default: all of the first group).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupied_by: Option<Entries<f64>>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Places for people of one age: `{ from_age = 0, to_age = 5, places = 10 }`.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgeLimitFile {
    /// Youngest, in whole years.
    #[serde(default)]
    #[schemars(range(min = 0, max = 120))]
    pub from_age: u8,
    /// Oldest, in whole years.
    #[serde(default = "oldest")]
    #[schemars(range(min = 0, max = 120))]
    pub to_age: u8,
    /// Places for people of that age.
    #[schemars(range(min = 0, max = 100_000))]
    pub places: u32,
}

fn oldest() -> u8 {
    120
}

fn yes() -> bool {
    true
}

/// Several like units of a site.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitsFile {
    /// How many.
    #[schemars(range(min = 1, max = 100_000))]
    pub count: u32,
    /// Beds in each.
    #[schemars(range(min = 1, max = 99))]
    pub beds: u32,
    /// Living area of each, in m².
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1.0, max = 10_000.0))]
    pub area_m2: Option<f64>,
    /// Needs that each meets (`step-free`, `protected-women`, …).
    #[serde(default)]
    pub offers: Vec<String>,
    /// Kept for households that need what is offered.
    #[serde(default)]
    pub reserved: bool,
}

/// Places out of use for a time.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutOfUseFile {
    /// First night.
    pub from: Date,
    /// Last night (default: for good).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Number of units, with `beds` (sites with units).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100_000))]
    pub units: Option<u32>,
    /// Beds of the units concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 99))]
    pub beds: Option<u32>,
    /// Number of places (sites without units).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100_000))]
    pub places: Option<u32>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
