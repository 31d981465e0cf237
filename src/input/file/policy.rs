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
