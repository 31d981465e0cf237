//! Preferences: in which district a household wants to live, and whether what households and
//! districts prefer is met.
//!
//! How they enter the choice of a place stands in `allocation::wishes`. A household that nobody
//! asked gets its preference by a draw of its own, so that no other draw changes.

use super::Town;
use super::model::{Model, threshold};
use super::outcome::Count;
use super::roll::{Household, Number};
use crate::ids::DistrictId;
use crate::occupancy::Phase;
use crate::preference::Wants;
use crate::scenario::Scenario;
use crate::streams::{Draw, Stream};

/// How well preferences were met in a replication; empty where the scenario has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreferenceOutcome {
    /// By district: households that wanted to live there when they got their first place, and
    /// those of them who got it there.
    pub households: Vec<[Count; 2]>,
    /// By preference of a district: how often it was kept, and of how many times. A preference
    /// for households is looked at with every household that gets its first place there, all
    /// others every night.
    pub districts: Vec<[u32; 2]>,
}

/// What is looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted {
    /// Districts, where households have preferences.
    districts: usize,
    /// Whether those who wait at the start are drawn a preference: nobody asked them.
    draws_at_start: bool,
    kept: Vec<Kept>,
}

#[derive(Clone, Debug)]
struct Kept {
    district: usize,
    wants: Wants,
    /// Sites that are not wanted.
    sites: Vec<usize>,
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
pub(super) fn thresholds(parts: &[(DistrictId, f64)]) -> Vec<(u16, u32)> {
    let mut sum = 0.0;
    let below = |(district, part): &(DistrictId, f64)| {
        sum += part;
        (district.0, threshold(sum))
    };
    parts.iter().map(below).collect()
}

/// Where a household wants to live.
#[inline]
pub(super) fn drawn(stream: &Stream, prefers: &[(u16, u32)], household: &Household) -> u16 {
    if prefers.is_empty() {
        return u16::MAX;
    }
    let high = household.ordinal & 0xff_ffff;
    let block = stream.block(Draw::Preference, household.entity, household.day, high);
    let meant = prefers.iter().find(|(_, below)| block.0[0] < *below);
    meant.map_or(u16::MAX, |(district, _)| *district)
}

/// Where a household that waits at the start wants to live, where nobody asked.
pub(super) fn at_start(model: &Model, stream: &Stream, prefers: &[(u16, u32)], household: &Household) -> u16 {
    if model.wanted.draws_at_start {
        drawn(stream, prefers, household)
    } else {
        u16::MAX
    }
}

impl Town {
    pub(super) fn begin_preferences(&mut self, model: &Model) {
        self.outcome.preferences = PreferenceOutcome {
            households: vec![<[Count; 2]>::default(); model.wanted.districts],
            districts: vec![[0; 2]; model.wanted.kept.len()],
        };
    }

    /// A household gets its first place.
    #[inline]
    pub(super) fn preferences_see_a_first_place(&mut self, model: &Model, number: Number, site: usize) {
        let wanted = &model.wanted;
        if wanted.districts == 0 && wanted.kept.is_empty() {
            return;
        }
        let household = &self.roll[number as usize];
        let here = usize::from(model.layout.district_of_site[site]);
        let outcome = &mut self.outcome.preferences;
        if let Some(district) = household.preference()
            && let Some([asked, met]) = outcome.households.get_mut(district.index())
        {
            asked.add(household.size);
            if district.index() == here {
                met.add(household.size);
            }
        }
        for (kept, [times, of]) in wanted.kept.iter().zip(&mut outcome.districts) {
            if let Wants::Rather(households) = kept.wants
                && kept.district == here
            {
                *of += 1;
                *times += u32::from(households.contains(household.composition));
            }
        }
    }

    pub(super) fn preferences_see_the_night(&mut self, model: &Model) {
        for (at, kept) in model.wanted.kept.iter().enumerate() {
            let persons = self.occupancy.district_persons()[kept.district];
            let is_kept = match kept.wants {
                Wants::Rather(_) => continue,
                Wants::AtMost(most) => persons <= most,
                Wants::First(least) => persons >= least,
                Wants::Without(_) => !kept.sites.iter().any(|&site| self.is_used(model, site)),
            };
            let [times, of] = &mut self.outcome.preferences.districts[at];
            *of += 1;
            *times += u32::from(is_kept);
        }
    }

    /// Whether somebody lives in a site; emergency sites count as soon as they are open.
    fn is_used(&self, model: &Model, site: usize) -> bool {
        if model.layout.sites[site].emergency {
            self.occupancy.phase(site) != Phase::Closed
        } else {
            self.occupancy.occupied(site) > 0
        }
    }
}
