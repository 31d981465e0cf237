//! Arrival processes as they are written.

use super::Entries;
use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Calm and surge by turns, each with a rate of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regimes: Option<RegimesFile>,
    /// Blocks of a historical series in random order, scaled to the town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bootstrap: Option<BlocksFile>,
    /// Arrivals that bring more arrivals (self-exciting).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hawkes: Option<ExcitedFile>,
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

/// Calm and surge by turns. A regime lasts a random number of days; then comes another one.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegimesFile {
    /// The regimes, at least two, by name.
    pub states: Entries<RegimeFile>,
    /// The regime of the first day (default: drawn, each by its part of the days in the long run).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_in: Option<String>,
    /// Variance of the daily number by its mean, at least 1 (1: independent arrivals).
    #[serde(default = "one")]
    #[schemars(range(min = 1.0, max = 1000.0))]
    pub dispersion: f64,
    /// Uncertainty of the level.
    #[serde(default)]
    pub level: LevelFile,
}

/// A regime. Exactly one rate is given.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegimeFile {
    /// Households per day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 10_000.0))]
    pub per_day: Option<f64>,
    /// Persons per month; divided by the mean household size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub persons_per_month: Option<f64>,
    /// Mean length in days.
    #[schemars(range(min = 1.0, max = 100_000.0))]
    pub mean_days: f64,
}

/// Blocks of a historical series in random order, scaled to the town.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BlocksFile {
    /// Table with the series, relative to this file.
    pub table: String,
    /// Column with the month or day (`2015-09`, `2015-09-01`).
    pub date_column: String,
    /// Column with the number of persons.
    pub persons_column: String,
    /// First month or day of the series that is used (default: the first of the table).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history_from: Option<Date>,
    /// Last month or day of the series that is used (default: the last of the table).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history_until: Option<Date>,
    /// Days in a block: as long as what lasts in the series, a wave for example.
    #[schemars(range(min = 1, max = 100_000))]
    pub block_days: u32,
    /// First day on which anybody comes (default: the first day).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
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

/// Arrivals that bring more arrivals. Exactly one rate is given: the one of the long run.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExcitedFile {
    /// Households per day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 10_000.0))]
    pub per_day: Option<f64>,
    /// Persons per month; divided by the mean household size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub persons_per_month: Option<f64>,
    /// Households that each household brings later, on average.
    #[schemars(range(min = 0.0, max = 0.95))]
    pub branching: f64,
    /// Mean time until they come, in days.
    #[schemars(range(min = 0.1, max = 10_000.0))]
    pub decay_days: f64,
    /// Uncertainty of the level.
    #[serde(default)]
    pub level: LevelFile,
}

fn one() -> f64 {
    1.0
}
