//! Districts as they are written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A district.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DistrictFile {
    /// Display name (default: the map's name, else the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// People who live here, without those in municipal placement.
    #[schemars(range(min = 0.0, max = 100_000_000.0))]
    pub residents: f64,
    /// Area in km² (default: from the map).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub area_km2: Option<f64>,
    /// Social index: the higher, the more the district can take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1_000_000.0))]
    pub social_index: Option<f64>,
    /// Part of all placements that the district should take, settable by the council.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub target_share: Option<f64>,
    /// Borough above the district, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub borough: Option<String>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}
