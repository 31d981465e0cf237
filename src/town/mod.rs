//! The town: its districts, and the map where there is one.
//!
//! Plain values and geometry; reading files is left to [`crate::input`].

pub mod draft;
pub mod map;
pub mod neighbours;
pub mod plane;

mod border;

use crate::ids::DistrictId;

/// A municipality that plans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Town {
    /// Districts in the order of the file.
    pub districts: Vec<District>,
}

/// A part of the town with residents.
#[derive(Clone, Debug, PartialEq)]
pub struct District {
    /// Id, as in the scenario and the map.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Borough above it, by id.
    pub borough: Option<String>,
    /// People who live here, without those in municipal placement.
    pub residents: f64,
    /// Area in km², where known.
    pub area_km2: Option<f64>,
    /// Social index, where known: the higher, the more the district can take.
    pub social_index: Option<f64>,
    /// Part of all placements that the council wants here, where it has decided so.
    pub target_share: Option<f64>,
}

impl Town {
    /// All residents.
    pub fn residents(&self) -> f64 {
        self.districts.iter().map(|district| district.residents).sum()
    }

    /// The district with this id.
    pub fn district(&self, id: &str) -> Option<DistrictId> {
        self.districts
            .iter()
            .position(|district| district.id == id)
            .map(DistrictId::from)
    }
}
