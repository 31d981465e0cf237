//! The policy as it is written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// A service with places by district, by id: for households that wait for it, the goal
    /// `distance` is the way to the nearest district with a free place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_to_service: Option<String>,
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

fn one() -> f64 {
    1.0
}
