//! Places by age class: as many people of an age as a site can take.

use super::today::{Needy, Today};
use crate::placement::Limit;
use crate::scenario::Scenario;
use crate::site::AgeLimit;

/// What is left of the places by age, as limits of the batch; those that cannot be exceeded are
/// left out. `coming` have been promised a site already.
pub(super) fn limits(
    scenario: &Scenario,
    today: &Today,
    needy: &[Needy],
    coming: &[(Needy, usize)],
) -> Vec<Limit> {
    let mut limits = Vec::new();
    for (index, site) in scenario.sites.iter().enumerate() {
        for limit in &site.age_limits {
            let takes: Vec<u32> = needy.iter().map(|needy| of_age(scenario, needy, limit)).collect();
            let promised = coming.iter().filter(|(_, site)| *site == index);
            let promised: u32 = promised.map(|(needy, _)| of_age(scenario, needy, limit)).sum();
            let there = living_there(scenario, today, index, limit) + promised;
            let most = limit.places.saturating_sub(there);
            if takes.iter().sum::<u32>() > most {
                limits.push(Limit {
                    site: index,
                    takes,
                    most,
                });
            }
        }
    }
    limits
}

fn of_age(scenario: &Scenario, needy: &Needy, limit: &AgeLimit) -> u32 {
    limit.count(
        scenario.households[needy.household]
            .ages
            .as_deref()
            .unwrap_or_default(),
    )
}

/// People of an age who live in a site and stay.
fn living_there(scenario: &Scenario, today: &Today, site: usize, limit: &AgeLimit) -> u32 {
    let leaves = |at: usize| today.needy.iter().any(|needy| needy.household == at);
    scenario
        .households
        .iter()
        .enumerate()
        .filter(|(at, household)| household.site.is_some_and(|lives| lives.index() == site) && !leaves(*at))
        .map(|(_, household)| limit.count(household.ages.as_deref().unwrap_or_default()))
        .sum()
}
