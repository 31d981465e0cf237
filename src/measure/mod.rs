//! The concept: action fields, demands, measures with their indicators, and who took part.
//!
//! Data only. Whether openings keep the rules of information stands in [`participation`], what
//! a measure does to the model in [`effect`], how far it has come in [`standing`].

pub mod acting;
pub mod effect;
pub mod meeting;
pub mod participation;
pub mod presets;
pub mod standing;

pub use acting::{Chance, Obstacle};
pub use effect::{Effect, Wing};
pub use meeting::{Meeting, MeetingState, Part, Who};
pub use participation::Rules;

use crate::calendar::Date;
use crate::ids::SiteId;
use crate::stay::Duration;
use crate::text;
use crate::text::Text;

/// First parts of the keys of a scenario that belong to the concept.
pub const KEYS: [&str; 4] = ["concept", "measures", "indicators", "participation"];

/// Keys of a measure on which the numbers of a run depend, where it has effects.
pub const ACTING_KEYS: [&str; 8] = [
    "effects",
    "effects_from",
    "effects_until",
    "ramp_up_days",
    "delay",
    "failure_probability",
    "cost_once_eur",
    "cost_per_year_eur",
];

/// What a town wants to do, with whom, and how far it has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Concept {
    /// Action fields, in order of the file.
    pub fields: Vec<Field>,
    /// What is demanded of the town.
    pub demands: Vec<Demand>,
    /// Measures, in order of the file.
    pub measures: Vec<Measure>,
    /// Indicators, in order of the file.
    pub indicators: Vec<Indicator>,
    /// Who was or will be informed, heard, or decides.
    pub meetings: Vec<Meeting>,
    /// How early the neighbours are informed.
    pub rules: Rules,
    /// Whom the neighbours can ask (an office, not a person).
    pub contact: Option<String>,
    /// What neighbours are told about sites.
    pub sites: Vec<SiteWords>,
    /// Date of the last report.
    pub last_report: Option<Date>,
    /// What the reader should know about the data.
    pub notes: Vec<String>,
}

impl Concept {
    /// Whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.measures.is_empty() && self.meetings.is_empty() && self.demands.is_empty()
    }

    /// The measures of a field, in order of the file.
    pub fn measures_of(&self, field: usize) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(move |measure| measure.field == field)
    }

    /// The measures that answer a demand, in order of the file.
    pub fn answers_to(&self, demand: usize) -> impl Iterator<Item = &Measure> {
        self.measures
            .iter()
            .filter(move |measure| measure.covers.contains(&demand))
    }
}

/// What neighbours are told about a site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteWords {
    /// Which.
    pub site: SiteId,
    /// Why this place was chosen.
    pub why_here: Option<String>,
    /// Alternatives that were weighed, each with the reason against it.
    pub alternatives: Vec<String>,
    /// Whom to ask about it, if not the contact of the concept.
    pub contact: Option<String>,
    /// Where this comes from; `None` is printed as "Annahme".
    pub source: Option<String>,
}

/// An action field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: Text,
    /// What is to be reached in it.
    pub goal: Option<String>,
    /// Figures of the simulation that say something about it, by id.
    pub figures: Vec<String>,
    /// Services of the scenario that belong to it, by id.
    pub services: Vec<String>,
}

/// Something that is demanded of the town.
#[derive(Clone, Debug, PartialEq)]
pub struct Demand {
    /// Id.
    pub id: String,
    /// What is demanded.
    pub name: Text,
    /// Where it stands; `None` is printed as "Annahme".
    pub source: Option<String>,
}

/// A measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Id.
    pub id: String,
    /// What is done.
    pub name: String,
    /// Position of its action field.
    pub field: usize,
    /// What it is to reach.
    pub goal: Option<String>,
    /// The office that answers for it.
    pub owner: Option<String>,
    /// Who works with it.
    pub partners: Option<String>,
    /// For whom it is.
    pub target_group: Option<String>,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// Cost, once, in euros.
    pub cost_once_eur: Option<f64>,
    /// Cost of a year, in euros.
    pub cost_per_year_eur: Option<f64>,
    /// Who pays.
    pub funding: Option<String>,
    /// Position of its indicator.
    pub indicator: Option<usize>,
    /// What the indicator is to reach.
    pub target: Option<f64>,
    /// By when.
    pub target_date: Option<Date>,
    /// How it stands.
    pub status: Status,
    /// Since when it stands so.
    pub status_since: Option<Date>,
    /// How it stood before.
    pub status_before: Option<Status>,
    /// Who must permit it.
    pub feasibility: Feasibility,
    /// What may prevent it.
    pub risk: Option<String>,
    /// Day of the last report on it.
    pub last_report: Option<Date>,
    /// What it is, in simple words.
    pub simple: Option<String>,
    /// Next step.
    pub next_step: Option<String>,
    /// Day of the next step.
    pub next_date: Option<Date>,
    /// Positions of the demands that it answers.
    pub covers: Vec<usize>,
    /// What it does to the model.
    pub effects: Vec<Effect>,
    /// First day of the effects, where that is not the first day of the measure.
    pub effects_from: Option<Date>,
    /// Last day of the effects; `None`: see [`Measure::effects_until`].
    pub effects_end: Option<Date>,
    /// Whether its effects are part of this scenario.
    pub acts: bool,
    /// Days from the start until the effects are complete.
    pub ramp_up_days: u32,
    /// How much later than planned it begins.
    pub delay: Option<Duration>,
    /// Probability that it has no effect at all.
    pub failure_probability: f64,
    /// Where it comes from; `None` is printed as "Annahme".
    pub source: Option<String>,
}

/// Something that is counted to see how far a measure has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Unit, as it is shown.
    pub unit: String,
    /// Value before anything was done.
    pub baseline: Option<f64>,
    /// Day of that value.
    pub baseline_date: Option<Date>,
    /// What was counted, by date.
    pub actual: Vec<(Date, f64)>,
    /// Where it comes from; `None` is printed as "Annahme".
    pub source: Option<String>,
}

impl Indicator {
    /// Days after a day for which values were entered.
    pub fn after(&self, date: Date) -> impl Iterator<Item = Date> {
        let days = self.actual.iter().map(|(day, _)| *day);
        days.filter(move |day| *day > date)
    }

    /// The last value that was known on a day.
    pub fn known_on(&self, date: Date) -> Option<(Date, f64)> {
        let known = self.actual.iter().filter(|(day, _)| *day <= date);
        known.max_by_key(|(day, _)| *day).copied()
    }
}

/// How a measure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Not begun.
    Planned,
    /// Just begun.
    Begun,
    /// Under way.
    Running,
    /// Completed.
    Completed,
    /// Behind its dates.
    Delayed,
    /// Put off until later.
    Postponed,
    /// Given up.
    Dropped,
}

impl Status {
    /// Every status, in the order in which reports count them.
    pub const ALL: [Status; 7] = [
        Status::Planned,
        Status::Begun,
        Status::Running,
        Status::Completed,
        Status::Delayed,
        Status::Postponed,
        Status::Dropped,
    ];

    /// In machine formats.
    pub fn code(self) -> &'static str {
        match self {
            Status::Planned => "planned",
            Status::Begun => "begun",
            Status::Running => "running",
            Status::Completed => "completed",
            Status::Delayed => "delayed",
            Status::Postponed => "postponed",
            Status::Dropped => "dropped",
        }
    }

    /// For people.
    pub fn name(self) -> Text {
        match self {
            Status::Planned => text!("geplant", "planned"),
            Status::Begun => text!("begonnen", "begun"),
            Status::Running => text!("laufend", "under way"),
            Status::Completed => text!("abgeschlossen", "completed"),
            Status::Delayed => text!("verzögert", "delayed"),
            Status::Postponed => text!("zurückgestellt", "postponed"),
            Status::Dropped => text!("entfallen", "dropped"),
        }
    }

    /// Whether something is still to be done.
    pub fn is_open(self) -> bool {
        !matches!(self, Status::Completed | Status::Dropped)
    }
}

/// Who must permit a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feasibility {
    /// Nobody: the administration can do it.
    Free,
    /// The council decides.
    Council,
    /// The state decides.
    State,
    /// The law stands against it.
    Blocked,
}

impl Feasibility {
    /// In machine formats.
    pub fn code(self) -> &'static str {
        match self {
            Feasibility::Free => "free",
            Feasibility::Council => "council",
            Feasibility::State => "state",
            Feasibility::Blocked => "blocked",
        }
    }

    /// For people.
    pub fn name(self) -> Text {
        match self {
            Feasibility::Free => text!("frei", "free"),
            Feasibility::Council => text!("braucht einen Beschluss des Rates", "needs the council"),
            Feasibility::State => text!("braucht das Land", "needs the state"),
            Feasibility::Blocked => text!("rechtlich blockiert", "blocked by law"),
        }
    }
}
