//! The concept as it is written: action fields, demands, measures, indicators, participation.
//!
//! The words of status and the like may be written in German or in English.

use super::{DurationFile, Entries};
use crate::calendar::Date;
use crate::measure::{Feasibility, MeetingState, Part, Status, Who};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Declares words that may be written in English (first) or in other ways, with what they mean.
macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident means $meaning:ty { $($variant:ident = $word:literal $(| $other:literal)* => $means:expr,)+ }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $(
                #[doc = $word]
                #[serde(rename = $word, $(alias = $other),*)]
                $variant,
            )+
        }

        impl $name {
            /// What the word means.
            pub fn meaning(self) -> $meaning {
                match self { $($name::$variant => $means,)+ }
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "oneOf": [ $({ "type": "string", "const": $word }, $({ "type": "string", "const": $other },)*)+ ] })
            }
        }
    };
}

words! {
    /// How a measure stands.
    StatusFile means Status {
        Planned = "planned" | "geplant" => Status::Planned,
        Begun = "begun" | "begonnen" => Status::Begun,
        Running = "running" | "laufend" => Status::Running,
        Completed = "completed" | "abgeschlossen" => Status::Completed,
        Delayed = "delayed" | "verzögert" => Status::Delayed,
        Postponed = "postponed" | "zurückgestellt" => Status::Postponed,
        Dropped = "dropped" | "entfallen" => Status::Dropped,
    }
}

words! {
    /// Who must permit a measure.
    FeasibilityFile means Feasibility {
        Free = "free" | "frei" => Feasibility::Free,
        Council = "council" | "Rat" | "rat" => Feasibility::Council,
        State = "state" | "Land" | "land" => Feasibility::State,
        Blocked = "blocked" | "blockiert" | "rechtlich blockiert" => Feasibility::Blocked,
    }
}

words! {
    /// Who takes part.
    WhoFile means Who {
        Residents = "residents" | "nachbarschaft" | "anwohner" => Who::Residents,
        Refugees = "refugees" | "geflüchtete" => Who::Refugees,
        Associations = "associations" | "vereine" => Who::Associations,
        Churches = "churches" | "kirchen" => Who::Churches,
        Schools = "schools" | "schulen" => Who::Schools,
        Administration = "administration" | "verwaltung" => Who::Administration,
        Council = "council" | "rat" => Who::Council,
    }
}

words! {
    /// What part people have.
    PartFile means Part {
        Informed = "informed" | "informiert" => Part::Informed,
        Heard = "heard" | "angehört" => Part::Heard,
        Decided = "decided" | "entscheidet" | "entschieden" => Part::Decided,
    }
}

words! {
    /// Whether an occasion takes place.
    MeetingStateFile means MeetingState {
        Fixed = "fixed" | "fest" => MeetingState::Fixed,
        Cancelled = "cancelled" | "abgesagt" => MeetingState::Cancelled,
    }
}

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

/// A measure.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureFile {
    /// Action field, by id.
    pub field: String,
    /// What is done.
    #[schemars(length(min = 1))]
    pub measure: String,
    /// What it is to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// The office that answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Who works with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partners: Option<String>,
    /// For whom it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_group: Option<String>,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// Last day (default: no end).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// Cost, once, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e10))]
    pub cost_once_eur: Option<f64>,
    /// Cost of a year, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e10))]
    pub cost_per_year_eur: Option<f64>,
    /// Who pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<String>,
    /// Indicator, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// Value that the indicator is to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -1e12, max = 1e12))]
    pub target: Option<f64>,
    /// Unit of the target; must be that of the indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_unit: Option<String>,
    /// Day by which the target is to be reached (default: the last day).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_date: Option<Date>,
    /// How it stands.
    pub status: StatusFile,
    /// Since when it stands so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_since: Option<Date>,
    /// How it stood before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_before: Option<StatusFile>,
    /// Who must permit it (default: nobody).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feasibility: Option<FeasibilityFile>,
    /// What may prevent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<String>,
    /// Day of the last report on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_report: Option<Date>,
    /// What it is, in simple words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub simple: Option<String>,
    /// Next step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
    /// Day of the next step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_date: Option<Date>,
    /// Demands that it answers, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<String>,
    /// What it does to the model.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<EffectFile>,
    /// First day of the effects, where that is not the first day of the measure (a house is lived in
    /// when it is built).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effects_from: Option<Date>,
    /// Last day of the effects (default: the last day of the measure; with `effects_from`: no end).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effects_until: Option<Date>,
    /// Days from the first effects until they are complete.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 36500))]
    pub ramp_up_days: Option<u32>,
    /// How much later than planned it begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay: Option<DurationFile>,
    /// Probability that it has no effect at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub failure_probability: Option<f64>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What a measure does to the model.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum EffectFile {
    /// A planned site of the scenario stands for the measure: it comes only with it.
    Opens {
        /// Site, by id; it must open after the first day.
        site: String,
    },
    /// More usable places at a site, as a wing of their own beside it.
    PlacesAtSite {
        /// Site, by id.
        site: String,
        /// How many.
        #[schemars(range(min = 1, max = 100_000))]
        places: u32,
    },
    /// More places of a kind in a district.
    PlacesOfKind {
        /// Kind, by id.
        kind: String,
        /// District, by id.
        district: String,
        /// How many.
        #[schemars(range(min = 1, max = 100_000))]
        places: u32,
    },
    /// More seats of a service.
    Seats {
        /// Service, by id.
        #[schemars(length(min = 1))]
        service: String,
        /// District, by id, where the places of the service belong to districts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        district: Option<String>,
        /// How many.
        #[schemars(range(min = 1, max = 100_000))]
        seats: u32,
    },
    /// More staff of a service.
    Staff {
        /// Service, by id.
        #[schemars(length(min = 1))]
        service: String,
        /// Full-time equivalents.
        #[schemars(range(min = 0.0, max = 10_000.0))]
        full_time: f64,
    },
    /// More flats that the market offers.
    Flats {
        /// Smallest household that may rent one, in persons.
        #[schemars(range(min = 1, max = 99))]
        min_persons: u8,
        /// Largest household that fits, in persons.
        #[schemars(range(min = 1, max = 99))]
        max_persons: u8,
        /// Flats per month.
        #[schemars(range(min = 0.0, max = 10_000.0))]
        per_month: f64,
    },
    /// Private hosts who take people in.
    PrivateHosts {
        /// Places with them.
        #[schemars(range(min = 1, max = 100_000))]
        places: u32,
        /// Days after which a household needs a place of the town (default 180).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 1, max = 36_500))]
        days: Option<u32>,
    },
    /// Neighbours are informed earlier.
    Notice {
        /// Site, by id (default: all sites).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        site: Option<String>,
        /// Days before the first night.
        #[schemars(range(min = 0, max = 3650))]
        days: u32,
    },
    /// The neighbours are met after every emergency opening.
    FollowUp {
        /// Site, by id (default: all sites).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        site: Option<String>,
        /// Days after the first night.
        #[schemars(range(min = 0, max = 3650))]
        days: u32,
    },
    /// Another part of the nominal places of a site can be used.
    Density {
        /// Site, by id.
        site: String,
        /// Usable part of the nominal places.
        #[schemars(range(min = 0.0, max = 1.0))]
        usable_share: f64,
    },
    /// Operation becomes dearer or cheaper.
    Cost {
        /// Site, by id.
        site: String,
        /// Change in euros per place and month; negative: cheaper.
        #[schemars(range(min = -1e6, max = 1e6))]
        per_place_month_eur: f64,
    },
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
