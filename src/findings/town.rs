//! What happens in the town day by day, in its districts and sites, by month and year.

use super::quantity::{Estimate, Unit};
use crate::calendar::Date;
use crate::text::Text;

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
