//! What an officer brings along: a score table, and what has been decided already.

use crate::calendar::Date;
use crate::ids::SiteId;
use crate::scenario::Scenario;
use crate::site::{Opening, Site};

/// What an officer brings along.
#[derive(Clone, Debug, Default)]
pub struct Orders {
    /// The day of the proposal, from the scenario's first day on.
    pub day: i64,
    /// A planner's scores.
    pub scores: Option<ScoreTable>,
    /// What has been decided.
    pub decisions: Vec<Decision>,
    /// A point in each district, longitude and latitude, where known.
    pub centres: Vec<Option<[f64; 2]>>,
}

/// Scores of households and sites; larger is better.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreTable {
    /// Where the numbers come from.
    pub source: String,
    /// What they were predicted from.
    pub predictors: String,
    /// The file, as the user named it.
    pub file: String,
    /// By household of the scenario's list, then by site; `None`: nobody asks.
    pub scores: Vec<Vec<Option<f64>>>,
}

/// What was decided about a household.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Its index in the scenario's list.
    pub household: usize,
    /// Its site; `None`: it stays without a place for now.
    pub site: Option<SiteId>,
    /// By whom (an office or a sign), where stated.
    pub by: Option<String>,
    /// When, where stated.
    pub on: Option<Date>,
    /// Why it differs from the proposal, where it does.
    pub reason: Option<String>,
}

impl ScoreTable {
    /// Regular sites for which a household has no score.
    pub fn missing_for(&self, scenario: &Scenario, household: usize) -> Vec<usize> {
        let counts = |site: &Site| !site.emergency && site.opening != Opening::Never;
        let score = |site: usize| *self.scores.get(household)?.get(site)?;
        let sites = scenario.sites.iter().enumerate();
        sites
            .filter(|(index, site)| counts(site) && score(*index).is_none())
            .map(|(index, _)| index)
            .collect()
    }
}
