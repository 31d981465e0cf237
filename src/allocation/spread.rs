//! Even spread and fair share: the district with the lowest load after placing.
//!
//! The load is the number of persons in placement divided by a weight: the residents (even
//! spread) or the target part of a key (fair share). Always taking the lowest load is
//! water-filling, which is exact for the highest load in the end.

use crate::ids::NeedSet;
use crate::occupancy::{Layout, Occupancy, Seeker};
use crate::scenario::Scenario;

/// One over the weight of each district; infinite where the weight is zero, so that such a
/// district comes last.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Weights are residents.
    pub fn residents(scenario: &Scenario) -> Weights {
        Weights::of(scenario.town.districts.iter().map(|district| district.residents))
    }

    /// Weights are target parts.
    pub fn targets(targets: &[f64]) -> Weights {
        Weights::of(targets.iter().copied())
    }

    fn of(weights: impl Iterator<Item = f64>) -> Weights {
        Weights(weights.map(|weight| 1.0 / weight).collect())
    }
}

/// The site with room in the district with the lowest load after placing.
#[inline]
pub fn least_loaded(
    weights: &Weights,
    layout: &Layout,
    occupancy: &Occupancy,
    seeker: Seeker,
    allowed: impl Fn(usize) -> bool,
) -> Option<usize> {
    let persons = occupancy.district_persons();
    let room = occupancy.room_for(seeker);
    let size = u16::from(seeker.size);
    let has_needs = seeker.needs != NeedSet::default();
    let mut best = None;
    let mut lowest = f64::INFINITY;
    for (site, (&room, &district)) in room.iter().zip(&layout.district_of_site).enumerate() {
        let fits = if has_needs {
            occupancy.fits(layout, site, seeker)
        } else {
            room >= size
        };
        if !fits || !allowed(site) {
            continue;
        }
        let district = usize::from(district);
        let load = f64::from(persons[district] + u32::from(seeker.size)) * weights.0[district];
        if best.is_none() || load < lowest {
            best = Some(site);
            lowest = load;
        }
    }
    best
}
