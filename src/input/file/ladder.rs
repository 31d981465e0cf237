//! The escalation plan as it is written: `[ladder.ID]`, step by step in order of the file.

use super::DurationFile;
use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A step of the escalation plan.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepFile {
    /// Display name (default: the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A usual step, whose lead time and minimum duration hold where nothing else is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<StepPreset>,
    /// What must be seen for the step to be taken.
    pub trigger: TriggerFile,
    /// What is done.
    pub action: ActionFile,
    /// From the decision to the first night with the effect (default: the preset's, else the site's).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_time: Option<DurationFile>,
    /// What it costs beyond the sites that it opens.
    #[serde(default)]
    pub cost: StepCostFile,
    /// When it is taken back.
    #[serde(default)]
    pub withdrawal: WithdrawalFile,
    /// What it breaks.
    #[serde(default)]
    pub breaks: Vec<BreachFile>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Usual steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StepPreset {
    /// A sports hall with beds: 1 to 2 days.
    Hall,
    /// Hotel rooms: 1 to 3 weeks.
    Hotel,
    /// Rented flats: 1 to 4 months.
    Flat,
    /// Containers: 8 to 14 months.
    Container,
}

/// What must be seen for a step to be taken, once a day after the arrivals of the day.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum TriggerFile {
    /// Fewer regular places will be free, as the town expects today from the last eight weeks and known dates.
    FreePlaces {
        /// Free places; the step is taken below that number.
        #[schemars(range(min = -100_000.0, max = 100_000.0))]
        below: f64,
        /// How far the town looks ahead, in weeks.
        #[serde(default = "usual_weeks")]
        #[schemars(range(min = 0, max = 260))]
        weeks: u32,
    },
    /// So many of the usable regular places are taken.
    Occupied {
        /// Part of the usable places, from which on the step is taken.
        #[schemars(range(min = 0.0, max = 1.0))]
        at_least: f64,
    },
    /// People have no place at all.
    Unmet {
        /// Persons, in every one of the nights.
        #[serde(default = "one_u32")]
        #[schemars(range(min = 1, max = 100_000))]
        persons: u32,
        /// Nights in a row.
        #[serde(default = "one_u32")]
        #[schemars(range(min = 1, max = 3650))]
        nights: u32,
    },
    /// A day has come.
    Date {
        /// The day.
        from: Date,
    },
    /// Another step is in effect, or has nothing more to offer.
    Step {
        /// The other step, by id (default: the one before).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step: Option<String>,
        /// In effect (`active`), or full or used up (`exhausted`).
        state: StepStateFile,
    },
}

/// A state of another step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StepStateFile {
    /// It is in effect.
    Active,
    /// It is in effect and full, or its days are used up.
    Exhausted,
}

/// What a step does.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ActionFile {
    /// Opens a site, or all sites of a kind that stand by or are an option.
    Activate {
        /// The site, by id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        site: Option<String>,
        /// The kind, by id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        /// Days after which it closes whatever happens (default: no limit).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 1, max = 36500))]
        at_most_days: Option<u32>,
    },
    /// Puts more beds into the rooms of a site or of all sites of a kind.
    Densify {
        /// The site, by id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        site: Option<String>,
        /// The kind, by id.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
        /// The least that a person keeps in a crisis, in m².
        #[schemars(range(min = 1.0, max = 100.0))]
        m2_per_person: f64,
        /// What a place has now where the area of the rooms is not known, in m².
        #[serde(default = "usual_standard")]
        #[schemars(range(min = 1.0, max = 100.0))]
        standard_m2: f64,
    },
    /// Rents hotel rooms in blocks.
    Hotel {
        /// Kind under which the rooms are counted, by id.
        kind: String,
        /// District of the hotel, by id.
        district: String,
        /// Rooms of a block.
        #[schemars(range(min = 1, max = 1000))]
        rooms_per_block: u32,
        /// Beds in each room.
        #[schemars(range(min = 1, max = 20))]
        beds_per_room: u32,
        /// Blocks that can be had at most.
        #[serde(default = "one_u32")]
        #[schemars(range(min = 1, max = 100))]
        max_blocks: u32,
        /// Days that are paid at least.
        #[serde(default = "one_u32")]
        #[schemars(range(min = 1, max = 3650))]
        minimum_days: u32,
        /// Price of a room for a night, in euros.
        #[schemars(range(min = 0.0, max = 10_000.0))]
        price_per_room_night_eur: f64,
    },
    /// Sites whose end has come stay open.
    StopClosures {
        /// Which sites, by id (default: all).
        #[serde(default)]
        sites: Vec<String>,
    },
    /// Reports overload; arrivals are paused. Who is not taken is counted.
    PauseAssignments {
        /// Groups whose arrivals are paused, by id.
        #[schemars(length(min = 1))]
        groups: Vec<String>,
        /// Part of the households that is not taken.
        #[serde(default = "whole")]
        #[schemars(range(min = 0.0, max = 1.0))]
        share: f64,
        /// How long the pause lasts, in weeks.
        #[schemars(range(min = 1, max = 260))]
        weeks: u32,
    },
}

/// What a step costs beyond the sites that it opens.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StepCostFile {
    /// Each time it takes effect, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e10))]
    pub once_eur: Option<f64>,
    /// Per day in effect, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e8))]
    pub per_day_eur: Option<f64>,
    /// Per regular place that it brings and day in effect, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1e6))]
    pub per_place_day_eur: Option<f64>,
}

/// When a step is taken back: what called it is gone and all conditions hold for some days in a row.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalFile {
    /// Days in a row on which it is not needed; it then rests as long.
    #[serde(default = "week")]
    #[schemars(range(min = 1, max = 3650))]
    pub quiet_days: u32,
    /// Days in effect before it can be taken back (default: the preset's, else 0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 36500))]
    pub minimum_days: Option<u32>,
    /// So many regular places are expected to be free without the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = -100_000.0, max = 100_000.0))]
    pub free_places_at_least: Option<f64>,
    /// At most this part of the usable regular places is taken, those of the step not counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub occupied_at_most: Option<f64>,
    /// Not before this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Date>,
}

impl Default for WithdrawalFile {
    fn default() -> Self {
        WithdrawalFile {
            quiet_days: week(),
            minimum_days: None,
            free_places_at_least: None,
            occupied_at_most: None,
            not_before: None,
        }
    }
}

/// What a step breaks.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum BreachFile {
    /// Neighbours are informed later than promised.
    Notice {
        /// Days before the opening on which they should know (default: as the concept's rules say
        /// for emergencies, else 3).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(range(min = 1, max = 3650))]
        days: Option<u32>,
    },
    /// People have less room than they should.
    Area {
        /// What they have, in m² per person.
        #[schemars(range(min = 0.5, max = 100.0))]
        m2_per_person: f64,
        /// What they should have, in m² per person.
        #[schemars(range(min = 0.5, max = 100.0))]
        standard_m2: f64,
    },
    /// Something else.
    Other {
        /// What, in a few words.
        #[schemars(length(min = 1))]
        what: String,
    },
}

fn usual_weeks() -> u32 {
    crate::ladder::USUAL_WEEKS
}

fn usual_standard() -> f64 {
    7.0
}

fn one_u32() -> u32 {
    1
}

fn whole() -> f64 {
    1.0
}

fn week() -> u32 {
    7
}
