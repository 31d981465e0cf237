//! A run as it lies in its results folder.

use crate::calendar::{Calendar, Date};
use crate::findings::parts::Sort;
use crate::findings::quantity::{Estimate, Figure};
use crate::findings::services::ServiceRisk;
use crate::findings::town::MonthRisk;
use crate::scenario::{Judgement, Variant};
use crate::text::Text;
use geo::MultiPolygon;
use serde_json::Value;

/// A run as it lies in its results folder.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRun {
    /// The folder, as the user named it.
    pub folder: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// Name of the scenario.
    pub scenario: String,
    /// The question that it answers.
    pub question: Option<String>,
    /// The office that answers for the figures.
    pub responsible: Option<String>,
    /// Seed of the draws.
    pub seed: u64,
    /// Replications that were played.
    pub replications: u32,
    /// The days that were played.
    pub calendar: Calendar,
    /// The date of its report.
    pub date: Date,
    /// Files that were read, with their hashes.
    pub inputs: Vec<(String, String)>,
    /// The scenario with everything resolved.
    pub resolved: Value,
    /// Its figures.
    pub figures: Vec<StoredFigure>,
    /// The course of the days.
    pub daily: Vec<StoredSeries>,
    /// Values of every replication.
    pub columns: Vec<StoredColumn>,
    /// By district; empty where the folder does not say it.
    pub districts: Vec<StoredDistrict>,
    /// Risk of shortage by month; empty where the folder does not say it.
    pub months: Vec<MonthRisk>,
    /// When the traffic light turns.
    pub judgement: Judgement,
    /// The services, in order of the file; empty where the folder does not say it.
    pub services: Vec<ServiceRisk>,
    /// Services, surges, shocks, steps and years; empty where the folder does not say it.
    pub parts: Vec<StoredPart>,
    /// Which measures were switched on or off for this run.
    pub variant: Option<Variant>,
}

/// A part of a run read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPart {
    /// What it is.
    pub sort: Sort,
    /// Its id among those of its sort.
    pub id: String,
    /// Its name for people.
    pub name: Text,
    /// Its figures; their ids are paths (`year/2026/net`).
    pub figures: Vec<StoredFigure>,
}

/// A district read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDistrict {
    /// Its id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Residents.
    pub residents: f64,
    /// Persons housed per 1,000 residents, mean over the nights.
    pub per_thousand: Estimate,
    /// Border in degrees (WGS 84); empty where the folder does not hold it.
    pub border: MultiPolygon,
}

/// A figure read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredFigure {
    /// Its id.
    pub id: String,
    /// The figure; its own id is empty, as those of a running program are constants.
    pub figure: Figure,
}

/// A daily series read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredSeries {
    /// Its id.
    pub id: String,
    /// Mean of each day.
    pub mean: Vec<f64>,
    /// Quantiles 5, 25, 50, 75, 95 % of each day.
    pub quantiles: Vec<[f64; 5]>,
}

/// Values of one figure in every replication, read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredColumn {
    /// Figure id.
    pub id: String,
    /// The values.
    pub values: Vec<Option<f64>>,
}

impl StoredRun {
    /// The figure with this id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        let of_parts = self.parts.iter().flat_map(|part| &part.figures);
        self.figures
            .iter()
            .chain(of_parts)
            .find(|stored| stored.id == id)
            .map(|stored| &stored.figure)
    }

    /// The series with this id.
    pub fn series(&self, id: &str) -> Option<&StoredSeries> {
        self.daily.iter().find(|series| series.id == id)
    }

    /// The values of this figure in every replication.
    pub fn column(&self, id: &str) -> Option<&[Option<f64>]> {
        self.columns
            .iter()
            .find(|column| column.id == id)
            .map(|column| column.values.as_slice())
    }
}
