//! The mirror of a scenario file: what a user may write, key by key.
//!
//! These structs are the one definition of the format: the JSON Schema, the check for
//! unknown keys, types and ranges, the defaults and the documentation of every key come
//! from them. Whether names exist and dates fit together is decided later, by `resolve`.
//!
//! Two things hold everywhere and therefore stand in no struct: every value may be
//! written as `{ value = …, source = "…" }`, and every table may carry `source`, which
//! then covers what stands in it.

mod arrivals;
mod concept;
mod duration;
mod ladder;
mod measure;
mod past;
mod people;
mod policy;
mod preference;
mod report;
mod service;
mod shocks;
mod stock;
mod surges;
mod town;
mod warning;
mod words;

pub use arrivals::{
    ArrivalsFile, BlocksFile, ExcitedFile, LevelFile, ListedFile, NegativeBinomialFile, PoissonFile,
    RegimeFile, RegimesFile, ReplayFile, SeasonalFile, WaveFile,
};
pub use concept::{
    ActualFile, ConceptFile, DemandFile, DemandPreset, FieldFile, FieldPreset, IndicatorFile,
    InformationFile, MeetingFile, SiteWordsFile,
};
pub use duration::DurationFile;
pub use ladder::{
    ActionFile, BreachFile, StepCostFile, StepFile, StepPreset, StepStateFile, TriggerFile, WithdrawalFile,
};
pub use measure::{EffectFile, MeasureFile};
pub use past::PastFile;
pub use people::{ChangeFile, FlatsFile, GroupFile, MarketFile, RelativesFile, TrackFile};
pub use policy::{BalancedFile, KeyFile, PlacementDays, PolicyFile, PresetFile, RuleFile, StageFile};
pub use preference::{PreferenceFile, WantsFile};
pub use report::ReportFile;
pub use service::{
    AgeFile, AgeSharesFile, ClassFile, IntakeFile, PlacesFile, ServiceFile, ServicePresetFile, StaffFile,
};
pub use shocks::{EvacuatedFile, EventFile, ShockFile};
pub use stock::{AgeLimitFile, CostFile, Household, KindFile, OutOfUseFile, SiteFile, SiteState, UnitsFile};
pub use surges::{PrivateHostsFile, SurgeArrivalsFile, SurgeFile, WindowFile};
pub use town::DistrictFile;
pub use warning::{RemedyFile, WarningFile, WarningLevelFile};
pub use words::{FeasibilityFile, MeetingStateFile, PartFile, StatusFile, WhoFile};

use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Surges: arrivals layered over those of the groups, by id.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub surges: Entries<SurgeFile>,
    /// Shocks: what happens to the stock without being planned, by id.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub shocks: Entries<ShockFile>,
    /// The housing market, which limits how many households can move out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub market: Option<MarketFile>,
    /// Services with limited capacity besides beds, by id: kita, school, language course, …
    #[serde(default)]
    pub services: Entries<ServiceFile>,
    /// The rule by which waiting households get a place.
    pub policy: PolicyFile,
    /// What districts ask for, by id: rather these households, at most so many, no hall.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub preferences: Entries<PreferenceFile>,
    /// The concept: action fields, demands, rules of information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concept: Option<ConceptFile>,
    /// Measures of the concept, by id.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub measures: Entries<MeasureFile>,
    /// Indicators of the measures, by id.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub indicators: Entries<IndicatorFile>,
    /// Who was or will be informed, heard, or decides, by id.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub participation: Entries<MeetingFile>,
    /// What was expected in the past and what came, by id: shown beside how sure the figures are.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub past: Entries<PastFile>,
    /// How the report judges.
    #[serde(default)]
    pub report: ReportFile,
    /// The escalation plan, step by step in this order: trigger, action, lead time, withdrawal.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub ladder: Entries<StepFile>,
    /// Early warning: how far ahead the town looks, and from which level on it is warned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<WarningFile>,
    /// Sources of single values: dotted key = where the value comes from.
    #[serde(default)]
    pub sources: Entries<String>,
    /// What the reader should know about the figures, one sentence each.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Texts in Leichte Sprache that readers have reviewed; shown with `--lang de-einfach`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub easy_language: Option<EasyLanguageFile>,
}

/// Texts in Leichte Sprache, with those who have reviewed them.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EasyLanguageFile {
    /// The sentences, as they were reviewed.
    pub texts: Vec<String>,
    /// Who reviewed them: a group, not a person.
    #[schemars(length(min = 1))]
    pub reviewed_by: String,
    /// When.
    pub reviewed_on: Date,
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
    /// Measures: columns `id` and any simple key of a measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<String>,
    /// Indicators: columns `id`, `name`, `unit` and optionally `baseline`, `baseline_date`, `source`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicators: Option<String>,
    /// Values of indicators: columns `indicator`, `date`, `value` and optionally `unit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actuals: Option<String>,
    /// Participation: columns `id` and any simple key of an occasion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participation: Option<String>,
    /// Scores for `quartier place`: `household,site,score` or `class,site,score` with the
    /// lines `# source: …` and `# predictors: …`; a class is a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scores: Option<String>,
}
