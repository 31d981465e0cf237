//! From findings to pages, files and the terminal.
//!
//! Sections know findings, not formats; formats know blocks, not findings. The words stand in
//! `catalogue`, the digits in `number`. Only `folder` writes.

pub mod block;
pub mod catalogue;
pub mod chart;
pub mod chart_data;
pub mod comparison;
pub mod einfach;
#[cfg(test)]
pub(crate) mod example;
pub mod folder;
pub mod html;
pub mod implementation;
pub mod json;
pub mod keys;
pub mod map_layers;
pub mod map_svg;
pub mod number;
pub mod parquet;
pub mod public;
pub mod questions;
pub mod sections;
pub mod sided_svg;
pub mod stress;
pub mod tables;
pub mod terminal;
pub mod trace;
pub mod verdict;
pub mod workbook;

use crate::calendar::Date;
use crate::findings::{Figure, Findings};
use crate::scenario::{Assumption, InputFile};
use crate::sensitivity::Sensitivity;
use crate::text::{Lang, Text};
use block::{Page, Section};
use geo::MultiPolygon;
use serde_json::Value;

/// All that a results folder is made from.
#[derive(Clone, Copy, Debug)]
pub struct Results<'a> {
    /// What the run found out.
    pub findings: &'a Findings,
    /// The values of the scenario with their sources.
    pub assumptions: &'a [Assumption],
    /// The files that were read.
    pub inputs: &'a [InputFile],
    /// The scenario with everything resolved.
    pub resolved: &'a Value,
    /// The districts to draw, where there is a map.
    pub map: Option<&'a MapSketch>,
    /// Where the sites lie, as far as known.
    pub points: &'a [SitePoint],
    /// The question that the scenario answers.
    pub question: Option<&'a str>,
    /// What the scenario is about.
    pub description: Option<&'a str>,
    /// The office that answers for the figures.
    pub responsible: Option<&'a str>,
    /// Which assumptions matter most, where that was computed.
    pub sensitivity: Option<&'a Sensitivity>,
    /// What the reader should know.
    pub notes: &'a [String],
    /// Language of what people read.
    pub lang: Lang,
    /// Date of the report.
    pub date: Date,
    /// How tables are written.
    pub dialect: tables::Dialect,
    /// For whom it is.
    pub edition: Edition,
}

/// For whom results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// For those who plan: everything.
    #[default]
    Internal,
    /// For everybody: without what `public` withholds.
    Public,
}

impl Edition {
    /// Its name in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Edition::Internal => "internal",
            Edition::Public => "public",
        }
    }
}

impl Results<'_> {
    /// The display name of a district.
    pub fn district_name<'a>(&'a self, id: &'a str) -> &'a str {
        let found = self.findings.districts.iter().find(|district| district.id == id);
        found.map_or(id, |district| district.name.as_str())
    }
}

/// The districts as they are drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapSketch {
    /// The districts.
    pub shapes: Vec<Shape>,
    /// What the map says about itself.
    pub note: Option<Text>,
}

/// Where a site lies.
#[derive(Clone, Debug, PartialEq)]
pub struct SitePoint {
    /// Its id, as in the findings.
    pub site: String,
    /// Longitude and latitude in degrees (WGS 84).
    pub position: [f64; 2],
    /// Whether it is the place of the site itself, not of its district.
    pub exact: bool,
}

/// The border of a district.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Id, as in the findings.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Border in degrees (WGS 84), longitude before latitude.
    pub polygon: MultiPolygon,
}

/// Names of the files with the data of charts begin so.
pub const CHART_PREFIX: &str = "chart-";

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The report as a page of blocks.
pub fn compose(results: &Results) -> Page {
    sections::title::page(results, sections(results))
}

fn sections(results: &Results) -> Vec<Section> {
    let mut all: Vec<Section> = sections::SECTIONS
        .iter()
        .filter_map(|section| section(results))
        .collect();
    if results.edition == Edition::Public {
        all.push(public::section());
    }
    all
}

/// The figure with this id, if the run has it.
pub fn figure<'a>(findings: &'a Findings, id: &str) -> Option<&'a Figure> {
    findings.figures.iter().find(|figure| figure.id == id)
}

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
