//! What districts ask for, as it is written.

use super::Household;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that a district's council or its participation asks for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreferenceFile {
    /// Which district asks, by id.
    #[schemars(length(min = 1))]
    pub district: String,
    /// What for.
    pub wants: WantsFile,
    /// The occasion on which it was said, by the id of the participation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_at: Option<String>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What a district asks for.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum WantsFile {
    /// Rather these households than others.
    Rather {
        /// Which.
        #[schemars(length(min = 1))]
        households: Vec<Household>,
    },
    /// At most so many persons in its regular sites.
    AtMost {
        /// How many.
        #[schemars(range(min = 0, max = 1_000_000))]
        persons: u32,
    },
    /// Its part earlier than others: it comes first until so many persons live there.
    First {
        /// How many.
        #[schemars(range(min = 1, max = 1_000_000))]
        persons: u32,
    },
    /// Nobody in sites of a kind, a hall for example.
    Without {
        /// Kind, by id.
        #[schemars(length(min = 1))]
        kind: String,
    },
}
