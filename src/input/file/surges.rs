//! Surges and private hosts as they are written.

use super::{AgeSharesFile, DurationFile, Entries, LevelFile, RelativesFile};
use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A surge: arrivals layered over those of the groups. Who comes is as in `group`, apart from
/// what is given here.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurgeFile {
    /// Display name (default: the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The group from which sizes, needs, track and stay are taken, by id.
    pub group: String,
    /// First day, or instead of it `window`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// A random first day, instead of `from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowFile>,
    /// How many come, and how they are spread over time.
    pub arrivals: SurgeArrivalsFile,
    /// Factor on the number of households. A larger one brings the same households and more.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 1000.0))]
    pub times: f64,
    /// Track on arrival, by id (default: the group's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    /// Parts of the households by number of persons, sum 1 (default: the group's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub household_sizes: Option<BTreeMap<String, f64>>,
    /// Part of the single people who are men (default: the group's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub single_men_share: Option<f64>,
    /// Part of the households with a need (default: the group's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Entries<f64>>,
    /// Place in the queue (default: the group's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -100, max = 100))]
    pub priority: Option<i32>,
    /// Length of stay (default: the group's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stay: Option<DurationFile>,
    /// Private hosts (default: the group's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_hosts: Option<PrivateHostsFile>,
    /// Parts of the persons by age (default: the group's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<AgeSharesFile>,
    /// Relatives who follow later (default: the group's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relatives: Option<RelativesFile>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A random day.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WindowFile {
    /// First possible day.
    pub from: Date,
    /// Last possible day.
    pub until: Date,
    /// Probability that it happens at all.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub probability: f64,
}

/// How a surge is spread over time.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SurgeArrivalsFile {
    /// Evenly over some days.
    Even {
        /// Persons in total, on average; divided by the mean household size.
        #[schemars(range(min = 0.0, max = 10_000_000.0))]
        persons: f64,
        /// Days.
        #[schemars(range(min = 1, max = 10_000))]
        days: u32,
        /// Variance of the daily number by its mean, at least 1 (1: independent arrivals).
        #[serde(default = "one")]
        #[schemars(range(min = 1.0, max = 1000.0))]
        dispersion: f64,
        /// Uncertainty of the level.
        #[serde(default)]
        level: LevelFile,
    },
    /// A monthly profile; a month is a twelfth of 365 days.
    Profile {
        /// Persons in each month from the beginning, or any numbers in proportion, with `total_persons`.
        #[schemars(length(min = 1, max = 600))]
        months: Vec<f64>,
        /// Persons in total, on average (default: the sum of the months).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 0.0, max = 10_000_000.0))]
        total_persons: Option<f64>,
        /// Variance of the daily number by its mean, at least 1 (1: independent arrivals).
        #[serde(default = "one")]
        #[schemars(range(min = 1.0, max = 1000.0))]
        dispersion: f64,
        /// Uncertainty of the level.
        #[serde(default)]
        level: LevelFile,
    },
}

/// Private hosts who take households in at first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrivateHostsFile {
    /// Part of the households who find a private host on arrival.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub share: f64,
    /// Part of those whose host falls away, so that they need a place from the town.
    #[serde(default = "one")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub falls_away_share: f64,
    /// Time with the host until then.
    pub stay: DurationFile,
}

fn one() -> f64 {
    1.0
}
