//! Preferences: in which district a household wants to live, and whether what households and
//! districts prefer is met.
//!
//! How they enter the choice of a place stands in `allocation::wishes`. A household that nobody
//! asked gets its preference by a draw of its own, so that no other draw changes.

use super::Town;
use super::model::Model;
use super::outcome::{Count, PreferenceOutcome};
use super::roll::{Household, Number};
use crate::occupancy::Phase;
use crate::preference::Wants;
use crate::streams::{Draw, Stream};

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
