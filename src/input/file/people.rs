//! Tracks, groups and the housing market as they are written.

use super::{AgeSharesFile, ArrivalsFile, DurationFile, Entries, PrivateHostsFile};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// Private hosts who take some in at first; they come to the waiting list when the host falls away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_hosts: Option<PrivateHostsFile>,
    /// Parts of the households that want to live in a district: `{ mitte = 0.3 }`; the others do not mind.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub prefers: Entries<f64>,
    /// Parts of the persons by age (default, where a service asks for it: an assumed mix).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ages: Option<AgeSharesFile>,
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
