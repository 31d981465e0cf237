//! Cheapest first: what one more person costs decides, then what a place costs.

use crate::scenario::Scenario;

/// Sites by cost per person and day plus cost per place and day; ties as in the file.
pub fn order(scenario: &Scenario) -> Vec<u16> {
    let mut order: Vec<u16> = (0..scenario.sites.len()).map(|site| site as u16).collect();
    order.sort_by_key(|&site| {
        let rates = &scenario.sites[usize::from(site)].rates;
        rates.per_person_day + rates.per_place_day
    });
    order
}
