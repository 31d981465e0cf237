//! Services and ages as they are written.

use super::{DurationFile, Entries};
use crate::calendar::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A service: limited local capacity besides beds.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServiceFile {
    /// A known service whose values hold where none are set here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<ServicePresetFile>,
    /// Display name (default: the id).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Ages of the people who need it, neighbouring bands (default: all).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub ages: Option<Vec<AgeFile>>,
    /// Tracks of the people whom it serves, by id (default: all).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1))]
    pub tracks: Option<Vec<String>>,
    /// Part of these people who need it (default: 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub share: Option<f64>,
    /// Places for people in municipal placement (default: unknown, which is not zero).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<PlacesFile>,
    /// When people are let in (default: on any day; classes must say it).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<IntakeFile>,
    /// Classes that begin and end together, as of a course.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassFile>,
    /// How long somebody has a place (default: until leaving town or outgrowing the ages).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<DurationFile>,
    /// Part of the people in need at the start whose need has been met before. Of the others as
    /// many as there are places have one (default: 0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub met_at_start: Option<f64>,
    /// Days of waiting up to which somebody is served in time (default: 28).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 3650))]
    pub in_time_days: Option<u32>,
    /// Days of waiting after which somebody gives up (default: never).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 36500))]
    pub patience_days: Option<u32>,
    /// So many persons may wait longer than is in time before it is a bottleneck (default: 0).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1_000_000))]
    pub tolerated_late_persons: Option<u32>,
    /// Staff instead of places: people who look after so many at once, as in social work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffFile>,
    /// Where these values come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Services known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ServicePresetFile {
    /// Kita for children under three, with years that begin in August.
    #[serde(rename = "kita-under-3")]
    KitaUnder3,
    /// Kita for children of three to five, with years that begin in August.
    #[serde(rename = "kita-3-5")]
    Kita3To5,
    /// First reception in school (6 to 17 years).
    SchoolReception,
    /// Language course of 700 units in classes of 25.
    LanguageCourse,
    /// Language course with literacy in classes of 16.
    LiteracyCourse,
    /// Social work, one position for 110 persons.
    SocialWork,
}

impl ServicePresetFile {
    /// Its name in files.
    pub fn code(self) -> &'static str {
        match self {
            ServicePresetFile::KitaUnder3 => "kita-under-3",
            ServicePresetFile::Kita3To5 => "kita-3-5",
            ServicePresetFile::SchoolReception => "school-reception",
            ServicePresetFile::LanguageCourse => "language-course",
            ServicePresetFile::LiteracyCourse => "literacy-course",
            ServicePresetFile::SocialWork => "social-work",
        }
    }
}

/// Bands of age in years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum AgeFile {
    /// Under 3.
    #[serde(rename = "under-3")]
    Under3,
    /// 3 to 5.
    #[serde(rename = "3-5")]
    From3To5,
    /// 6 to 17.
    #[serde(rename = "6-17")]
    From6To17,
    /// 18 to 64.
    #[serde(rename = "18-64")]
    From18To64,
    /// 65 and more.
    #[serde(rename = "65-plus")]
    From65,
}

/// How many places there are.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum PlacesFile {
    /// So many for the whole town; 0 is none.
    Town {
        /// Places.
        #[schemars(range(min = 0, max = 1_000_000))]
        count: u32,
    },
    /// So many for the people of each district; a district left out is unknown, 0 is none.
    Districts(Entries<f64>),
    /// As many as are needed.
    Unlimited {},
}

/// When people are let in.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum IntakeFile {
    /// On any day on which there is a place (a class: as soon as it is full).
    AnyDay {},
    /// On the first day of the service's year, and few in between.
    Year {
        /// Month in which the year begins.
        #[schemars(range(min = 1, max = 12))]
        month: u32,
        /// Places that can be given between two beginnings (per district where places are).
        #[serde(default)]
        #[schemars(range(min = 0, max = 1_000_000))]
        places_during_year: u32,
    },
    /// Every so many days.
    Every {
        /// Days from one intake to the next.
        #[schemars(range(min = 1, max = 3650))]
        days: u32,
        /// The first one (default: the first day that is played).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Date>,
    },
    /// On these days.
    Dates(Vec<Date>),
}

/// Classes that begin and end together; a class takes its seats until its end.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassFile {
    /// Seats of a class.
    #[schemars(range(min = 1, max = 1000))]
    pub size: u32,
    /// Fewest persons with whom a class begins on its day (default: as many as it has seats).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 1000))]
    pub minimum: Option<u32>,
    /// Units of 45 minutes.
    #[schemars(range(min = 1, max = 10_000))]
    pub units: u32,
    /// Units per week.
    #[schemars(range(min = 1, max = 60))]
    pub units_per_week: u32,
}

/// Staff who look after people.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StaffFile {
    /// Full-time positions (default: unknown, which is not zero).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0.0, max = 100_000.0))]
    pub positions: Option<f64>,
    /// Persons whom one position can look after.
    #[schemars(range(min = 1.0, max = 100_000.0))]
    pub persons_per_position: f64,
    /// Persons per position above which only crises are dealt with.
    #[schemars(range(min = 1.0, max = 100_000.0))]
    pub crisis_above_persons_per_position: f64,
}

/// Parts of a group's persons by age in years, sum 1. The first person of every household is an
/// adult.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgeSharesFile {
    /// Part of the persons under 3.
    #[serde(rename = "under-3", default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub under_3: f64,
    /// Part of the persons of 3 to 5.
    #[serde(rename = "3-5", default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub from_3_to_5: f64,
    /// Part of the persons of 6 to 17.
    #[serde(rename = "6-17", default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub from_6_to_17: f64,
    /// Part of the persons of 18 to 64.
    #[serde(rename = "18-64", default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub from_18_to_64: f64,
    /// Part of the persons of 65 and more.
    #[serde(rename = "65-plus", default)]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub from_65: f64,
}
