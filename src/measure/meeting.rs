//! Occasions on which people are informed, heard, or decide: who, and in what part.

use crate::calendar::Date;
use crate::ids::SiteId;
use crate::text;
use crate::text::Text;

/// An occasion on which people are informed, heard, or decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Id.
    pub id: String,
    /// What it is.
    pub name: String,
    /// When.
    pub date: Date,
    /// Who takes part.
    pub who: Vec<Who>,
    /// What their part is.
    pub part: Part,
    /// About which site.
    pub site: Option<SiteId>,
    /// About which measure (position).
    pub measure: Option<usize>,
    /// Whether it takes place.
    pub state: MeetingState,
    /// Where this comes from; `None` is printed as "Annahme".
    pub source: Option<String>,
}

/// Who takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// People who live near a site.
    Residents,
    /// People who were taken in.
    Refugees,
    /// Associations and volunteers.
    Associations,
    /// Churches and other communities of faith.
    Churches,
    /// Schools and day care.
    Schools,
    /// The administration.
    Administration,
    /// The council and its committees.
    Council,
}

impl Who {
    /// For people.
    pub fn name(self) -> Text {
        match self {
            Who::Residents => text!("Nachbarschaft", "neighbours"),
            Who::Refugees => text!("Geflüchtete", "refugees"),
            Who::Associations => text!("Vereine", "associations"),
            Who::Churches => text!("Kirchen und Gemeinden", "churches and communities"),
            Who::Schools => text!("Schulen und Kitas", "schools and day care"),
            Who::Administration => text!("Verwaltung", "administration"),
            Who::Council => text!("Rat", "council"),
        }
    }

    /// In machine formats.
    pub fn code(self) -> &'static str {
        match self {
            Who::Residents => "residents",
            Who::Refugees => "refugees",
            Who::Associations => "associations",
            Who::Churches => "churches",
            Who::Schools => "schools",
            Who::Administration => "administration",
            Who::Council => "council",
        }
    }
}

/// What part people have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// They are told.
    Informed,
    /// They are asked.
    Heard,
    /// They decide.
    Decided,
}

impl Part {
    /// For people.
    pub fn name(self) -> Text {
        match self {
            Part::Informed => text!("Information", "information"),
            Part::Heard => text!("Anhörung", "hearing"),
            Part::Decided => text!("Entscheidung", "decision"),
        }
    }

    /// In machine formats.
    pub fn code(self) -> &'static str {
        match self {
            Part::Informed => "informed",
            Part::Heard => "heard",
            Part::Decided => "decided",
        }
    }
}

/// Whether an occasion takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeetingState {
    /// On its date; whether that lies ahead, the date of the report says.
    Fixed,
    /// It does not take place.
    Cancelled,
}
