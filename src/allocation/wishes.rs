//! What districts ask for, as the choice of a place sees it.
//!
//! A place is weighed by how many preferences it leaves unmet: the household's own district and
//! everything that districts ask for count one each. Fewest come first; among equals the rule
//! decides. Nobody stays without a place because of a preference.

use crate::household::HouseholdSet;
use crate::occupancy::{Layout, Seeker};
use crate::preference::Wants;
use crate::scenario::Scenario;

/// The preferences of all districts; costs nothing where there are none.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    rather: Vec<(usize, HouseholdSet)>,
    at_most: Vec<(usize, u32)>,
    first: Vec<(usize, u32)>,
    /// Sites of a kind that their district does not want.
    unwanted: Vec<bool>,
}

impl Wishes {
    /// From the scenario.
    pub fn of(scenario: &Scenario) -> Wishes {
        let mut wishes = Wishes::default();
        for preference in &scenario.preferences {
            let district = preference.district.index();
            match preference.wants {
                Wants::Rather(households) => wishes.rather.push((district, households)),
                Wants::AtMost(persons) => wishes.at_most.push((district, persons)),
                Wants::First(persons) => wishes.first.push((district, persons)),
                Wants::Without(kind) => {
                    wishes.unwanted.resize(scenario.sites.len(), false);
                    for (unwanted, site) in wishes.unwanted.iter_mut().zip(&scenario.sites) {
                        *unwanted |= site.kind == kind && site.district == preference.district;
                    }
                }
            }
        }
        wishes
    }

    /// Whether no district asks for anything.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.rather.is_empty() && self.at_most.is_empty() && self.first.is_empty() && self.unwanted.is_empty()
    }

    /// Whether a district asks who should live where, not only how many.
    pub fn say_who_goes_where(&self) -> bool {
        !(self.rather.is_empty() && self.first.is_empty() && self.unwanted.is_empty())
    }

    /// Whether places within a district can differ.
    #[inline]
    pub fn tell_sites_apart(&self) -> bool {
        !self.unwanted.is_empty()
    }

    /// Whether the district of a site does not want sites of its kind.
    #[inline]
    pub fn is_unwanted(&self, site: usize) -> bool {
        self.unwanted.get(site).copied().unwrap_or(false)
    }

    /// The most persons that a district wants, of all that it says.
    pub fn most(&self, district: usize) -> Option<u32> {
        let own = self.at_most.iter().filter(|(at, _)| *at == district);
        own.map(|(_, persons)| *persons).min()
    }

    /// How many preferences about *who* goes *where* a place in a district leaves unmet; limits
    /// are not among them.
    pub fn against(&self, persons: &[u32], seeker: Seeker, district: usize) -> usize {
        let rather = self
            .rather
            .iter()
            .filter(|(at, households)| *at == district && !households.contains(seeker.composition));
        let first = self
            .first
            .iter()
            .filter(|(at, wanted)| *at != district && persons[*at] < *wanted);
        rather.count() + first.count()
    }

    /// How many of all preferences a place at a site leaves unmet.
    pub fn against_site(&self, layout: &Layout, persons: &[u32], seeker: Seeker, site: usize) -> usize {
        let district = usize::from(layout.district_of_site[site]);
        let after = persons[district] + u32::from(seeker.size);
        let above = self
            .at_most
            .iter()
            .filter(|(at, most)| *at == district && after > *most);
        self.against(persons, seeker, district) + above.count() + usize::from(self.is_unwanted(site))
    }

    /// The most that a place can leave unmet.
    pub fn count(&self) -> usize {
        self.rather.len() + self.at_most.len() + self.first.len() + usize::from(self.tell_sites_apart())
    }
}
