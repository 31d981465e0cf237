//! Early warning as it is written: `[warning]`.

use super::Entries;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When the town is warned.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WarningFile {
    /// How many weeks are looked ahead, once a week.
    #[serde(default = "usual_horizon")]
    #[schemars(range(min = 1, max = 104))]
    pub horizon_weeks: u32,
    /// What must be expected for a warning (default: that places or units are missing).
    #[serde(default)]
    pub level: WarningLevelFile,
    /// What the town can do beside its ladder, its sites and the usual steps, by id.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub remedies: Entries<RemedyFile>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What must be expected for a warning.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum WarningLevelFile {
    /// Less than this is left in one of the weeks; of services: too many will wait too long.
    Expected {
        /// Free places in the whole town below which the town is warned.
        #[serde(default)]
        #[schemars(range(min = -100_000.0, max = 100_000.0))]
        free_places: f64,
        /// Free units of a type below which the town is warned.
        #[serde(default)]
        #[schemars(range(min = -100_000.0, max = 100_000.0))]
        free_units: f64,
    },
    /// A bottleneck is at least this likely in one of the weeks.
    Likely {
        /// Probability of the bottleneck from which on the town is warned.
        #[schemars(range(min = 0.01, max = 0.99))]
        probability: f64,
    },
}

impl Default for WarningLevelFile {
    fn default() -> WarningLevelFile {
        WarningLevelFile::Expected {
            free_places: 0.0,
            free_units: 0.0,
        }
    }
}

/// Something that the town can do.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemedyFile {
    /// Display name (default: the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Days from the decision to the effect.
    #[schemars(range(min = 0, max = 36_500))]
    pub lead_time_days: u32,
    /// Services that it helps (default: places to live).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

fn usual_horizon() -> u32 {
    12
}
