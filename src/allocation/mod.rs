//! Who goes where: the rule of the scenario picks a site for one waiting household.
//!
//! Every rule is a pure function of the occupancy; ties go to the site that stands first
//! in the file. Which household is next is decided in `simulation`.

pub mod balanced;
mod cheapest;
mod first_fit;
mod spread;
mod wishes;

pub use wishes::Wishes;

use crate::ids::{DistrictId, NeedSet};
use crate::occupancy::{Layout, Occupancy, Seeker};
use crate::policy::Rule;
use crate::scenario::Scenario;

/// A rule with all that can be computed beforehand.
#[derive(Clone, Debug)]
pub enum Ranking {
    /// Sites in a fixed order; the first with room is taken.
    Ordered(Vec<u16>),
    /// The district with the lowest load after placing; one weight per district.
    Spread(spread::Weights),
    /// All who wait together, stage by stage.
    Balanced(Box<balanced::Balanced>),
}

impl Ranking {
    /// From the scenario's rule.
    pub fn of(scenario: &Scenario) -> Ranking {
        match &scenario.policy.rule {
            Rule::FirstFit => Ranking::Ordered(first_fit::order(scenario)),
            Rule::Cheapest => Ranking::Ordered(cheapest::order(scenario)),
            Rule::EvenSpread => Ranking::Spread(spread::Weights::residents(scenario)),
            Rule::FairShare(targets) => Ranking::Spread(spread::Weights::targets(targets)),
            Rule::Balanced(balance) => Ranking::Balanced(Box::new(balanced::Balanced::of(scenario, balance))),
        }
    }
}

/// The site for a household: where it leaves fewest preferences unmet, its own and those of the
/// districts, and among those by the rule. Without preferences of districts that is the district
/// that it prefers if there is room, else anywhere.
#[inline]
pub fn choose(
    ranking: &Ranking,
    layout: &Layout,
    occupancy: &Occupancy,
    seeker: Seeker,
    prefers: Option<DistrictId>,
    wishes: &Wishes,
) -> Option<usize> {
    if !wishes.is_empty() {
        return least_against(ranking, layout, occupancy, seeker, prefers, wishes);
    }
    let preferred = prefers.and_then(|district| {
        let lies_there = |site: usize| layout.district_of_site[site] == district.0;
        best(ranking, layout, occupancy, seeker, lies_there)
    });
    preferred.or_else(|| best(ranking, layout, occupancy, seeker, |_| true))
}

/// The same with preferences of districts.
fn least_against(
    ranking: &Ranking,
    layout: &Layout,
    occupancy: &Occupancy,
    seeker: Seeker,
    prefers: Option<DistrictId>,
    wishes: &Wishes,
) -> Option<usize> {
    let persons = occupancy.district_persons();
    let against = |site: usize| {
        let elsewhere = prefers.is_some_and(|district| layout.district_of_site[site] != district.0);
        wishes.against_site(layout, persons, seeker, site) + usize::from(elsewhere)
    };
    (0..=wishes.count() + 1)
        .find_map(|unmet| best(ranking, layout, occupancy, seeker, |site| against(site) == unmet))
}

#[inline]
fn best(
    ranking: &Ranking,
    layout: &Layout,
    occupancy: &Occupancy,
    seeker: Seeker,
    allowed: impl Fn(usize) -> bool,
) -> Option<usize> {
    match ranking {
        Ranking::Ordered(order) => {
            let mut sites = order.iter().map(|&site| usize::from(site));
            if seeker.needs == NeedSet::default() {
                let (room, size) = (occupancy.room_for(seeker), u16::from(seeker.size));
                sites.find(|&site| room[site] >= size && allowed(site))
            } else {
                sites.find(|&site| allowed(site) && occupancy.fits(layout, site, seeker))
            }
        }
        Ranking::Spread(weights) => spread::least_loaded(weights, layout, occupancy, seeker, allowed),
        Ranking::Balanced(rule) => {
            let asking = balanced::Asking {
                seeker,
                prefers: None,
                free: None,
                waited: 0,
            };
            rule.best_site(layout, occupancy, &asking, allowed)
        }
    }
}
