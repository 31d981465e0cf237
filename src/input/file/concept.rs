//! The concept as it is written: action fields, demands, rules of information, indicators,
//! participation. Measures stand in [`super::measure`].

use super::Entries;
use super::words::{MeetingStateFile, PartFile, WhoFile};
use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whose action fields to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FieldPreset {
    /// The eight of Leverkusen.
    Leverkusen,
    /// The seven of Herzogenrath.
    Herzogenrath,
}

/// Whose demands to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DemandPreset {
    /// The five of Leichlingen.
    Leichlingen,
}

/// What measures stand in and answer to.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConceptFile {
    /// Action fields to begin with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field_preset: Option<FieldPreset>,
    /// Demands to begin with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demand_preset: Option<DemandPreset>,
    /// Action fields, by id, beside those of the preset.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub fields: Entries<FieldFile>,
    /// Demands, by id, beside those of the preset.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub demands: Entries<DemandFile>,
    /// Whom the neighbours can ask (an office, not a person).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Date of the last report; changes are counted from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_report: Option<Date>,
    /// What neighbours are told about sites, by the id of the site.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub sites: Entries<SiteWordsFile>,
    /// How early neighbours are informed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<InformationFile>,
    /// What the reader should know about the measures, one sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// An action field.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldFile {
    /// Display name (default: that of the preset, else the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What is to be reached in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// Figures of the simulation that say something about it, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Vec<String>>,
    /// Services of the scenario that belong to it, by id, besides those on which its measures act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<String>,
}

/// Something that is demanded of the town.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DemandFile {
    /// What is demanded (default: that of the preset, else the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What neighbours are told about a site.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteWordsFile {
    /// Why this place was chosen, in one or two sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_here: Option<String>,
    /// Alternatives that were weighed, each with the reason against it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<String>,
    /// Whom to ask about this site, if not the contact of the concept (an office, not a person).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// How early neighbours are informed before a site is used.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InformationFile {
    /// Days before the first night of a planned site (default 56).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 3650))]
    pub planned_days: Option<u32>,
    /// Days before the first night of an emergency site (default 3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 3650))]
    pub emergency_days: Option<u32>,
    /// Days after the first night of an emergency site within which there is a meeting (default 14).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 3650))]
    pub follow_up_days: Option<u32>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Something that is counted to see how far a measure has come.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorFile {
    /// Display name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Unit; `%` stands for a part of the whole, from 0 to 100.
    #[schemars(length(min = 1))]
    pub unit: String,
    /// Value before anything was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -1e12, max = 1e12))]
    pub baseline: Option<f64>,
    /// Day of that value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline_date: Option<Date>,
    /// What was counted, by date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actual: Vec<ActualFile>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A value of an indicator.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActualFile {
    /// The day.
    pub date: Date,
    /// The value, in the unit of the indicator.
    #[schemars(range(min = -1e12, max = 1e12))]
    pub value: f64,
    /// Unit of the value; must be that of the indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// An occasion on which people are informed, heard, or decide.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingFile {
    /// What it is.
    #[schemars(length(min = 1))]
    pub name: String,
    /// When.
    pub date: Date,
    /// Who takes part.
    #[schemars(length(min = 1))]
    pub who: Vec<WhoFile>,
    /// What their part is.
    pub part: PartFile,
    /// About which site, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// About which measure, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Whether it takes place (default: it does).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<MeetingStateFile>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}
