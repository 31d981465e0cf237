//! All that a report and its folder are made from.

use super::tables::Dialect;
use crate::calendar::Date;
use crate::findings::Findings;
use crate::proposal::Front;
use crate::scenario::{Assumption, InputFile};
use crate::sensitivity::Sensitivity;
use crate::text::{Lang, Text};
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
    /// Plans for those who wait on the first day, from the cheapest to the most even.
    pub front: Option<&'a Front>,
    /// What the reader should know.
    pub notes: &'a [String],
    /// Language of what people read.
    pub lang: Lang,
    /// Date of the report.
    pub date: Date,
    /// How tables are written.
    pub dialect: Dialect,
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
