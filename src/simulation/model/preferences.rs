//! Preferences made ready to be played: what is looked at, and the draws that mean a district.

use crate::ids::DistrictId;
use crate::preference::Wants;
use crate::scenario::Scenario;
use crate::streams::threshold;

/// What is looked at.
#[derive(Clone, Debug, Default)]
pub(in crate::simulation) struct Wanted {
    /// Districts, where households have preferences.
    pub districts: usize,
    /// Whether those who wait at the start are drawn a preference: nobody asked them.
    pub draws_at_start: bool,
    pub kept: Vec<Kept>,
}

#[derive(Clone, Debug)]
pub(in crate::simulation) struct Kept {
    pub district: usize,
    pub wants: Wants,
    /// Sites that are not wanted.
    pub sites: Vec<usize>,
}

impl Wanted {
    pub fn of(scenario: &Scenario) -> Wanted {
        let asked = scenario
            .households
            .iter()
            .any(|household| household.prefers.is_some());
        let kept = scenario.preferences.iter().map(|preference| Kept {
            district: preference.district.index(),
            wants: preference.wants,
            sites: (0..scenario.sites.len())
                .filter(|&index| {
                    let site = &scenario.sites[index];
                    Wants::Without(site.kind) == preference.wants && site.district == preference.district
                })
                .collect(),
        });
        Wanted {
            districts: match scenario.knows_where_households_want_to_live() {
                true => scenario.town.districts.len(),
                false => 0,
            },
            draws_at_start: !asked,
            kept: kept.collect(),
        }
    }
}

/// Districts with the threshold below which a draw means them.
pub(in crate::simulation) fn thresholds(parts: &[(DistrictId, f64)]) -> Vec<(u16, u32)> {
    let mut sum = 0.0;
    let below = |(district, part): &(DistrictId, f64)| {
        sum += part;
        (district.0, threshold(sum))
    };
    parts.iter().map(below).collect()
}
