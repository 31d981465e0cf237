//! What was expected in the past and what came, as it is written.

use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An expectation of the past beside what came: how far planning for this town was off.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PastFile {
    /// What was expected, in a few words: `People assigned in 2015`.
    #[schemars(length(min = 1))]
    pub what: String,
    /// The number that was expected.
    #[schemars(range(min = 0.0, max = 1e9))]
    pub expected: f64,
    /// Lower end of the range that was named with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e9))]
    pub expected_low: Option<f64>,
    /// Upper end of the range that was named with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e9))]
    pub expected_high: Option<f64>,
    /// Day on which it was expected; where only the month is known, its last day.
    pub expected_on: Date,
    /// The number that came.
    #[schemars(range(min = 0.0, max = 1e9))]
    pub came: f64,
    /// Whether at least so many came, perhaps more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub came_at_least: bool,
    /// Day on which that was known; where only the month is known, its last day.
    pub came_on: Date,
    /// What is counted (default: people).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Where both numbers come from.
    #[schemars(length(min = 1))]
    pub source: String,
}
