//! All that a run found out.

use super::ladder::StepFindings;
use super::quantity::Figure;
use super::shocks::{ShockFindings, SurgeFindings};
use super::town::{Column, DailySeries, DistrictFindings, MonthRisk, SiteFindings, YearFindings};
use super::{parts, preferences, services, story, warning};
use crate::calendar::Calendar;
use crate::scenario::{Judgement, Variant};

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

impl Findings {
    /// The figure with this id, if the run has it.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.id == id)
    }
}
