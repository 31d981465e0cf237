//! The mirror of a scenario file: what a user may write, key by key.
//!
//! These structs are the one definition of the format: the JSON Schema, the check for
//! unknown keys, types and ranges, the defaults and the documentation of every key come
//! from them. Whether names exist and dates fit together is decided later, by `resolve`.
//!
//! Two things hold everywhere and therefore stand in no struct: every value may be
//! written as `{ value = …, source = "…" }`, and every table may carry `source`, which
//! then covers what stands in it.

use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Tables of the file keep the order in which they are written: it breaks ties.
pub type Entries<T> = indexmap::IndexMap<String, T>;

/// A scenario: one town, its stock, who arrives, and the rule by which people are placed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScenarioFile {
    /// Version of the file format; this program reads 1.
    #[schemars(range(min = 1, max = 1))]
    pub schema: u32,
    /// Another scenario that this one changes, relative to this file; or several, merged in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extends: Option<Extends>,
    /// Name of the scenario, shown on every page.
    #[schemars(length(min = 1))]
    pub name: String,
    /// The question of the council that this scenario answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What the scenario is about, in one or two sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who answers for the figures (an office, not a person).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<String>,
    /// First day that is played.
    pub start: Date,
    /// Last day that is played.
    pub end: Date,
    /// Seed of all random draws; two runs with the same seed meet the same futures.
    #[serde(default = "default_seed")]
    pub seed: u64,
    /// Number of replications (possible courses of events) that are played.
    #[serde(default = "default_replications")]
    #[schemars(range(min = 1, max = 100_000))]
    pub replications: u32,
    /// GeoJSON file with the districts, relative to this file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<String>,
    /// Property of the map's features that holds the district id (default: recognised).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map_id: Option<String>,
    /// Property of the map's features that holds the district name (default: recognised).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map_name: Option<String>,
    /// Coordinate system of the map where the file does not say it, e.g. `EPSG:25832`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map_crs: Option<String>,
    /// Tables (CSV or XLSX) that fill parts of the scenario.
    #[serde(default)]
    pub tables: TablesFile,
    /// The districts of the town, by id (the map's ids, if there is a map).
    #[serde(default)]
    pub districts: Entries<DistrictFile>,
    /// Kinds of accommodation, by id: rules, costs and lead times that sites have in common.
    #[serde(default)]
    pub kinds: Entries<KindFile>,
    /// Sites, by id.
    #[serde(default)]
    pub sites: Entries<SiteFile>,
    /// Legal tracks, by id (asylum, recognised, temporary protection, …).
    #[serde(default)]
    pub tracks: Entries<TrackFile>,
    /// Groups of households with their own arrivals, sizes, needs and length of stay, by id.
    #[serde(default)]
    pub groups: Entries<GroupFile>,
    /// The housing market, which limits how many households can move out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub market: Option<MarketFile>,
    /// The rule by which waiting households get a place.
    pub policy: PolicyFile,
    /// Sources of single values: dotted key = where the value comes from.
    #[serde(default)]
    pub sources: Entries<String>,
    /// What the reader should know about the figures, one sentence each.
    #[serde(default)]
    pub notes: Vec<String>,
}

fn default_seed() -> u64 {
    1
}

fn default_replications() -> u32 {
    1000
}

/// One file or several.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Extends {
    /// One base.
    One(String),
    /// Several bases, the first below the second; none may change what another one changes.
    Several(Vec<String>),
}

/// Tables that fill parts of the scenario, relative to the file that names them.
/// A table in a workbook is `plan.xlsx#Sheet`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TablesFile {
    /// Districts: columns `id` and any key of a district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub districts: Option<String>,
    /// Sites: columns `id` and any simple key of a site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sites: Option<String>,
    /// Units: columns `site`, `count`, `beds` and optionally `area_m2`, `offers`, `reserved`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<String>,
    /// Register of current occupants: `household,site,persons,since[,unit_beds,needs,track,ages,sex]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
    /// Waiting list at the start: `household,persons,since[,needs,track,ages,sex,prefers]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<String>,
}

/// A district.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DistrictFile {
    /// Display name (default: the map's name, else the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// People who live here, without those in municipal placement.
    #[schemars(range(min = 0.0, max = 100_000_000.0))]
    pub residents: f64,
    /// Area in km² (default: from the map).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub area_km2: Option<f64>,
    /// Social index: the higher, the more the district can take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub social_index: Option<f64>,
    /// Part of all placements that the district should take, settable by the council.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub target_share: Option<f64>,
    /// Borough above the district, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub borough: Option<String>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

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

/// A legal track: who pays, and what may follow.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackFile {
    /// Display name (default: the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Reimbursement by the state per counted person and month, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e6))]
    pub reimbursement_per_person_month_eur: Option<f64>,
    /// Fee for the use of the accommodation per person and month, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e6))]
    pub fee_per_person_month_eur: Option<f64>,
    /// Whether households on this track may rent a flat on the market.
    #[serde(default)]
    pub market: bool,
    /// Status changes that end this track.
    #[serde(default)]
    pub changes: Vec<ChangeFile>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A change of status.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeFile {
    /// The track that follows, by id.
    pub to: String,
    /// Probability; the probabilities of a track sum to at most 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub probability: f64,
    /// Time after the beginning of the track.
    pub after: DurationFile,
}

/// A length of time in days, drawn anew for each household (or fixed).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum DurationFile {
    /// Always the same.
    Fixed {
        /// Days.
        #[schemars(range(min = 0.0, max = 100_000.0))]
        days: f64,
    },
    /// Exponential: the longer one stays, the end is no nearer.
    Exponential {
        /// Mean, in days.
        #[schemars(range(min = 0.01, max = 1_000_000.0))]
        mean_days: f64,
    },
    /// Weibull: shape above 1 ends more and more likely with time, below 1 less and less.
    Weibull {
        /// Shape, without unit.
        #[schemars(range(min = 0.1, max = 20.0))]
        shape: f64,
        /// Mean, in days.
        #[schemars(range(min = 0.01, max = 1_000_000.0))]
        mean_days: f64,
    },
    /// Lognormal: many short, few very long.
    Lognormal {
        /// Mean, in days.
        #[schemars(range(min = 0.01, max = 1_000_000.0))]
        mean_days: f64,
        /// Coefficient of variation (standard deviation by mean), without unit.
        #[schemars(range(min = 0.01, max = 10.0))]
        cv: f64,
    },
    /// As observed: durations and how often each was seen.
    Empirical {
        /// Days, in rising order.
        #[schemars(length(min = 1))]
        days: Vec<f64>,
        /// How often each was seen (default: each once).
        #[serde(default)]
        weights: Vec<f64>,
    },
    /// From an observed monthly exit rate, which is the sum of all ways out: what the
    /// housing market takes is subtracted, the rest leaves exponentially.
    ExitRate {
        /// Part of the people housed who leave in a month, for any reason.
        #[schemars(range(min = 0.000_1, max = 1.0))]
        per_month: f64,
    },
}

/// A group of households.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// Display name (default: the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Track on arrival, by id (default: none, no reimbursement).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// Parts of the households by number of persons: `{ 1 = 0.6, 2 = 0.1, 4 = 0.3 }`, sum 1.
    pub household_sizes: BTreeMap<String, f64>,
    /// Part of the single people who are men.
    #[serde(default = "default_single_men_share")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub single_men_share: f64,
    /// Part of the households with a need: `{ step-free = 0.04 }`; needs are drawn independently.
    #[serde(default)]
    pub needs: Entries<f64>,
    /// Place in the queue: higher goes first, then the date decides.
    #[serde(default)]
    #[schemars(range(min = -100, max = 100))]
    pub priority: i32,
    /// Who arrives when; all processes given here add up.
    #[serde(default)]
    pub arrivals: ArrivalsFile,
    /// Length of stay in days, by the household's own ways out (return, onward move, own search).
    pub stay: DurationFile,
    /// Relatives who follow later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relatives: Option<RelativesFile>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

fn default_single_men_share() -> f64 {
    0.8
}

/// Relatives who follow later, as a household of their own that wants to live in the same district.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RelativesFile {
    /// Part of the households whom somebody follows.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub probability: f64,
    /// Time after arrival.
    pub after: DurationFile,
    /// Parts by number of persons, sum 1.
    pub household_sizes: BTreeMap<String, f64>,
}

/// Arrival processes; those that are given add up.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrivalsFile {
    /// Known dates and numbers of households.
    #[serde(default)]
    pub listed: Vec<ListedFile>,
    /// Steady arrivals, independent of each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poisson: Option<PoissonFile>,
    /// Steady on average, but in bursts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub negative_binomial: Option<NegativeBinomialFile>,
    /// A rate that goes up and down with the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seasonal: Option<SeasonalFile>,
    /// A wave: a monthly profile scaled to a total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wave: Option<WaveFile>,
    /// A historical series played again, scaled to the town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replay: Option<ReplayFile>,
}

/// Known arrivals on one day.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedFile {
    /// The day.
    pub date: Date,
    /// Number of households.
    #[schemars(range(min = 0, max = 100_000))]
    pub households: u32,
}

/// How uncertain the level of a process is. Both parts multiply; their mean is 1.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelFile {
    /// Coefficient of variation of the level at the start (lognormal), drawn once per replication.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 3.0))]
    pub cv: f64,
    /// Drift of the level: standard deviation of its logarithm after one year; it moves every month.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 3.0))]
    pub drift_per_year: f64,
}

/// Steady arrivals. Exactly one rate is given.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PoissonFile {
    /// Households per day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 10_000.0))]
    pub per_day: Option<f64>,
    /// Persons per month; divided by the mean household size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub persons_per_month: Option<f64>,
    /// Uncertainty of the level.
    #[serde(default)]
    pub level: LevelFile,
}

/// Arrivals in bursts. Exactly one rate is given.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NegativeBinomialFile {
    /// Households per day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 10_000.0))]
    pub per_day: Option<f64>,
    /// Persons per month; divided by the mean household size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub persons_per_month: Option<f64>,
    /// Variance of the daily number by its mean, above 1.
    #[schemars(range(min = 1.000_1, max = 1000.0))]
    pub dispersion: f64,
    /// Uncertainty of the level.
    #[serde(default)]
    pub level: LevelFile,
}

/// A rate that goes up and down with the year. Exactly one rate is given.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeasonalFile {
    /// Households per day, on average over the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 10_000.0))]
    pub per_day: Option<f64>,
    /// Persons per month, on average over the year; divided by the mean household size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub persons_per_month: Option<f64>,
    /// Relative height of each calendar month, January to December; scaled to mean 1.
    #[schemars(length(min = 12, max = 12))]
    pub months: Vec<f64>,
    /// Uncertainty of the level.
    #[serde(default)]
    pub level: LevelFile,
}

/// A wave that begins on a day and follows a monthly profile.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaveFile {
    /// First day.
    pub from: Date,
    /// Persons in each month from there, or any numbers in proportion, with `total_persons`.
    #[schemars(length(min = 1, max = 600))]
    pub profile: Vec<f64>,
    /// Persons in total (default: the sum of the profile).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 10_000_000.0))]
    pub total_persons: Option<f64>,
    /// Variance of the daily number by its mean, at least 1 (1: independent arrivals).
    #[serde(default = "one")]
    #[schemars(range(min = 1.0, max = 1000.0))]
    pub dispersion: f64,
    /// Uncertainty of the level.
    #[serde(default)]
    pub level: LevelFile,
}

/// A historical monthly series, played again from a day on and scaled to the town.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayFile {
    /// Table with the series, relative to this file.
    pub table: String,
    /// Column with the month or day (`2015-09`, `2015-09-01`).
    pub date_column: String,
    /// Column with the number of persons.
    pub persons_column: String,
    /// First month or day of the series that is played.
    pub history_from: Date,
    /// Day of the simulation on which it begins.
    pub from: Date,
    /// Persons who come to the town per person of the series.
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub scale: f64,
    /// Variance of the daily number by its mean, at least 1 (1: independent arrivals).
    #[serde(default = "one")]
    #[schemars(range(min = 1.0, max = 1000.0))]
    pub dispersion: f64,
    /// Uncertainty of the level.
    #[serde(default)]
    pub level: LevelFile,
}

fn one() -> f64 {
    1.0
}

/// The housing market.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarketFile {
    /// Flats that households from municipal placement can get, by size of household.
    #[schemars(length(min = 1))]
    pub flats: Vec<FlatsFile>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Flats of one size.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlatsFile {
    /// Smallest household that may rent one, in persons.
    #[schemars(range(min = 1, max = 99))]
    pub min_persons: u32,
    /// Largest household that fits, in persons.
    #[schemars(range(min = 1, max = 99))]
    pub max_persons: u32,
    /// Flats offered per month, on average.
    #[schemars(range(min = 0.0, max = 10_000.0))]
    pub per_month: f64,
}

/// The rule by which waiting households get a place.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyFile {
    /// The rule.
    pub rule: RuleFile,
    /// When places are assigned.
    #[serde(default)]
    pub placement_days: PlacementDays,
    /// Days that a household waits before it leaves; 0: leaves at once; left out: waits for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 36500))]
    pub patience_days: Option<u32>,
    /// Whether a household may get a place before one that has waited longer but fits nowhere.
    #[serde(default = "yes")]
    pub overtaking: bool,
    /// Days before its closing on which a site takes nobody in any more.
    #[serde(default = "default_closing_stop")]
    #[schemars(range(min = 0, max = 3650))]
    pub closing_stop_days: u32,
}

fn yes() -> bool {
    true
}

fn default_closing_stop() -> u32 {
    28
}

/// When places are assigned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PlacementDays {
    /// Every Monday.
    #[default]
    Weekly,
    /// Every day.
    Daily,
}

/// The rule by which a household gets its site.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum RuleFile {
    /// The first site of the file that fits.
    FirstFit {},
    /// The cheapest site that fits (costs per place and month plus per person and month).
    Cheapest {},
    /// The district with the smallest share of its residents after placing.
    EvenSpread {},
    /// The district that is furthest below its target from a key.
    FairShare(KeyFile),
    /// The best placement of all who wait together, one goal after the other.
    Balanced(BalancedFile),
}

/// What the balanced rule weighs. Weights of a key are scaled to sum 1; districts that set
/// `target_share` keep it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BalancedFile {
    /// A key known by name, instead of weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<PresetFile>,
    /// Weight of the residents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub residents: Option<f64>,
    /// Weight of the area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub area: Option<f64>,
    /// Weight of the social index times residents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub social_index: Option<f64>,
    /// Goals, most important first (default: unmet, needs, limits, overload, mixing, score,
    /// distance, cost, moves). Goals that are left out do not count; `unmet` comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<Vec<StageFile>>,
    /// Persons in placement per resident of a district, at most (default: no limit).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub max_share_of_residents: Option<f64>,
    /// Persons in placement in a district at least, where there are any.
    #[serde(default)]
    #[schemars(range(min = 0, max = 10_000))]
    pub min_cluster_persons: u32,
    /// Households already housed that may move on each placement day.
    #[serde(default)]
    #[schemars(range(min = 0, max = 10_000))]
    pub relocations_per_placement_day: u32,
}

/// Keys known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PresetFile {
    /// Hamburg, fair distribution between boroughs: residents 40, area 20, social index 40.
    Hamburg,
    /// North Rhine-Westphalia, FlüAG: residents 90, area 10.
    Nrw,
}

/// A goal of a placement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StageFile {
    /// Fewest persons without a place.
    Unmet,
    /// Fewest households with special needs without a place.
    Needs,
    /// Fewest persons above the maximum share or below the smallest cluster.
    Limits,
    /// Lowest load of the worst district against its target.
    Overload,
    /// Lowest load that a placed person meets on average.
    Mixing,
    /// Best score of the planner's table.
    Score,
    /// Nearest to the preferred district.
    Distance,
    /// Lowest cost.
    Cost,
    /// Fewest moves of households already housed.
    Moves,
}

/// Weights of a key; they are scaled to sum 1. Districts that set `target_share` keep it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    /// Weight of the residents.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub residents: f64,
    /// Weight of the area.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub area: f64,
    /// Weight of the social index times residents.
    #[serde(default)]
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub social_index: f64,
}
