//! How the report judges, as it is written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// When the traffic light of the report turns green or red.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportFile {
    /// Green where a shortage of any size is at most this likely, the upper end of the interval included.
    #[serde(default = "default_green")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub green_up_to_probability: f64,
    /// Red where a lasting shortage is more likely than this.
    #[serde(default = "default_red")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub red_above_probability: f64,
    /// A shortage lasts when more than this many of 10,000 person-nights stay without any place.
    #[serde(default = "default_tolerated")]
    #[schemars(range(min = 0.0, max = 10_000.0))]
    pub tolerated_nights_per_10000: f64,
}

impl Default for ReportFile {
    fn default() -> ReportFile {
        ReportFile {
            green_up_to_probability: default_green(),
            red_above_probability: default_red(),
            tolerated_nights_per_10000: default_tolerated(),
        }
    }
}

fn default_green() -> f64 {
    0.05
}

fn default_red() -> f64 {
    0.2
}

fn default_tolerated() -> f64 {
    1.0
}
