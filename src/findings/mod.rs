//! Findings: what many replications say together, as numbers with intervals.
//!
//! Findings know nothing of languages' number formats, HTML or files. Every figure
//! carries its unit, its definition and an interval; `report` decides how it looks.

pub mod comparison;
mod days;
pub mod figures;
mod gather;
pub mod information;
pub mod ladder;
pub mod paired;
pub mod parts;
pub mod preferences;
mod remedies;
pub mod services;
pub mod shocks;
pub mod statistics;
pub mod story;
mod summary;
pub mod warning;

pub use gather::{columns, gather};
pub use shocks::{ShockFindings, SurgeFindings};

use crate::calendar::{Calendar, Date};
use crate::scenario::{Judgement, Variant};
use crate::text::Text;
use ladder::StepFindings;

/// All that a run found out.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// Name of the scenario.
    pub scenario: String,
    /// Seed of the draws.
    pub seed: u64,
    /// Replications that were played.
    pub replications: u32,
    /// The days that were played.
    pub calendar: Calendar,
    /// Figures of the whole town, in the order in which people ask.
    pub figures: Vec<Figure>,
    /// The course of the days.
    pub daily: Vec<DailySeries>,
    /// By district, in order of the file.
    pub districts: Vec<DistrictFindings>,
    /// By site, in order of the file.
    pub sites: Vec<SiteFindings>,
    /// By calendar year.
    pub years: Vec<YearFindings>,
    /// Values of every replication, one column per figure.
    pub columns: Vec<Column>,
    /// Probability of a shortage in each month played, with its interval.
    pub shortage_by_month: Vec<MonthRisk>,
    /// By service, in order of the file.
    pub services: Vec<services::ServiceFindings>,
    /// Steps of the ladder, in order of the file.
    pub steps: Vec<StepFindings>,
    /// What the surges brought, in order of the file.
    pub surges: Vec<SurgeFindings>,
    /// What the shocks did, in order of the file.
    pub shocks: Vec<ShockFindings>,
    /// When the traffic light turns.
    pub judgement: Judgement,
    /// Which measures were switched on or off for this run.
    pub variant: Option<Variant>,
    /// When the town would have been warned; `None`: nothing is watched.
    pub warning: Option<warning::WarningFindings>,
    /// How well preferences are met; `None`: there are none.
    pub preferences: Option<preferences::PreferenceFindings>,
    /// Single courses told day by day; empty where there is no emergency to tell of.
    pub stories: Vec<story::Story>,
    /// Services, surges, shocks, steps and years with their values in every replication.
    pub parts: Vec<parts::Part>,
}

/// A number of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Stable id, as in `figures.json`.
    pub id: &'static str,
    /// Its name for people.
    pub name: Text,
    /// Exactly what was counted, and how it was averaged.
    pub definition: Text,
    /// Unit.
    pub unit: Unit,
    /// The best estimate.
    pub value: Quantity,
    /// Lower end of the interval.
    pub low: Quantity,
    /// Upper end of the interval.
    pub high: Quantity,
    /// How sure the interval is: 0.95.
    pub level: f64,
    /// What the middle 90 % of the replications give (5 % and 95 % quantile), where the number of
    /// replications carries it: how different the futures are, not how exact the estimate is.
    pub spread: Option<(Quantity, Quantity)>,
    /// In how many of the replications, for a probability.
    pub count: Option<u32>,
}

impl Figure {
    /// In how many replications it was seen, of a probability.
    pub fn times_seen(&self, replications: u32) -> u32 {
        self.count.unwrap_or_else(|| {
            let part = self.value.number().filter(|part| part.is_finite()).unwrap_or(0.0);
            libm::round(part.clamp(0.0, 1.0) * f64::from(replications)) as u32
        })
    }
}

impl Findings {
    /// The figure with this id, if the run has it.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }
}

/// A value, a date, or nothing that could be said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// A number in the figure's unit.
    Number(f64),
    /// A date.
    Date(Date),
    /// Nothing: it did not happen, or too few replications show it.
    None,
}

impl Quantity {
    /// The number, if it is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Quantity::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// Units of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Persons times nights.
    PersonNights,
    /// Beds times nights.
    BedNights,
    /// Persons.
    Persons,
    /// Places.
    Places,
    /// Households.
    Households,
    /// A part of the whole, 0 to 1.
    Share,
    /// A probability, 0 to 1.
    Probability,
    /// A date.
    Date,
    /// Persons in placement per 1,000 residents.
    PerThousandResidents,
    /// An index from 0 to 1.
    Index,
    /// Moves of households.
    Moves,
    /// Euros.
    Eur,
    /// Days.
    Days,
    /// Persons times days.
    PersonDays,
    /// How often.
    Times,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Unit; 15] = [
        Unit::PersonNights,
        Unit::BedNights,
        Unit::Persons,
        Unit::Places,
        Unit::Households,
        Unit::Share,
        Unit::Probability,
        Unit::Date,
        Unit::PerThousandResidents,
        Unit::Index,
        Unit::Moves,
        Unit::Eur,
        Unit::Days,
        Unit::PersonDays,
        Unit::Times,
    ];

    /// The unit with this code in machine formats.
    pub fn from_code(code: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// The unit in machine formats.
    pub fn code(self) -> &'static str {
        match self {
            Unit::PersonNights => "person-nights",
            Unit::BedNights => "bed-nights",
            Unit::Persons => "persons",
            Unit::Places => "places",
            Unit::Households => "households",
            Unit::Share => "share",
            Unit::Probability => "probability",
            Unit::Date => "date",
            Unit::PerThousandResidents => "per 1000 residents",
            Unit::Index => "index",
            Unit::Moves => "moves",
            Unit::Eur => "EUR",
            Unit::Days => "days",
            Unit::PersonDays => "person-days",
            Unit::Times => "times",
        }
    }
}

/// Quantiles of one quantity on every day.
#[derive(Clone, Debug, PartialEq)]
pub struct DailySeries {
    /// Stable id: `needed` (housed + waiting), `housed`, `waiting`, `emergency`, `unmet`,
    /// `free_usable_places`, `places` (usable places of regular sites that are open).
    pub id: &'static str,
    /// Its name for people.
    pub name: Text,
    /// Exactly what was counted.
    pub definition: Text,
    /// Mean of each day.
    pub mean: Vec<f64>,
    /// Quantiles 5, 25, 50, 75, 95 % of each day.
    pub quantiles: Vec<[f64; 5]>,
}

/// An estimate with its interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The best estimate.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
}

/// What happens in a district.
#[derive(Clone, Debug, PartialEq)]
pub struct DistrictFindings {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Residents.
    pub residents: f64,
    /// Persons housed, mean over the nights.
    pub housed: Estimate,
    /// Persons housed in the last night.
    pub housed_end: Estimate,
    /// Persons housed per 1,000 residents, mean over the nights.
    pub per_thousand: Estimate,
    /// The same in the last night.
    pub per_thousand_end: Estimate,
    /// Usable places of regular sites in the first and in the last night (mean).
    pub places: (f64, f64),
    /// Target part of all placements, where the policy has one.
    pub target_share: Option<f64>,
}

/// What happens in a site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteFindings {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// District id.
    pub district: String,
    /// Kind, display name.
    pub kind: String,
    /// Places as on paper.
    pub nominal_places: u32,
    /// Usable places.
    pub usable_places: u32,
    /// Persons at night, mean over the nights when it is open.
    pub occupied: Estimate,
    /// Part of the nominal places occupied while open.
    pub occupancy: Estimate,
    /// Highest number of persons in a night, mean over the replications.
    pub peak: Estimate,
    /// Cost in euros over the whole time, investment included.
    pub cost_eur: Estimate,
    /// First and last night, as the scenario says (`None`: from before the start, or open end).
    pub dates: (Option<Date>, Option<Date>),
}

/// Money of a calendar year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearFindings {
    /// The year.
    pub year: i16,
    /// Days of it that were played: cost of a part of a year is not that of a year.
    pub days: u32,
    /// Operating cost by kind (display name) in euros.
    pub operation_by_kind: Vec<(Text, Estimate)>,
    /// Operating cost in euros.
    pub operation: Estimate,
    /// Investment in euros.
    pub investment: Estimate,
    /// Reimbursement and fees in euros.
    pub revenue: Estimate,
    /// Operation plus investment minus revenue in euros.
    pub net: Estimate,
    /// Unmet person-nights.
    pub unmet_person_nights: Estimate,
}

/// Values of one figure in every replication.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Figure id.
    pub id: &'static str,
    /// Unit.
    pub unit: Unit,
    /// One value per replication, in order. Dates are days since 1970-01-01. `None`: did not happen.
    pub values: Vec<Option<f64>>,
}

/// Risk of shortage in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthRisk {
    /// First day of the month.
    pub month: Date,
    /// Replications in which somebody had no place in at least one night of the month, or a
    /// household gave up waiting.
    pub count: u32,
    /// Probability with its Clopper–Pearson interval.
    pub probability: Estimate,
}
