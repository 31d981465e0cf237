//! Lengths of time as they are written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
