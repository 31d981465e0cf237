//! Households that together need more places than there are where they may live.

use super::draft::Draft;
use crate::placement::{Batch, Plan, Room};

/// Households that together need more places than there are where they may live.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// Rows of the households.
    pub households: Vec<usize>,
    /// Indices of the sites that they may use and that have something free.
    pub sites: Vec<usize>,
    /// Units that are free there.
    pub units: u32,
    /// Beds that are free there, those of the units included.
    pub beds: u32,
}

/// For each household without a place: everybody who competes for the places that it could
/// use, and those places. Together they are more than the places hold, so somebody is left out
/// whatever the plan (Hall's condition; the minimum cut).
pub fn shortages(draft: &Draft, plan: &Plan) -> Vec<Shortage> {
    let mut seen = vec![false; plan.0.len()];
    let mut found = Vec::new();
    for row in 0..plan.0.len() {
        let is_left_out = plan.0[row].is_none();
        if is_left_out && !seen[row] {
            let shortage = shortage_of(&draft.batch, plan, row);
            for &household in &shortage.households {
                seen[household] = true;
            }
            found.push(shortage);
        }
    }
    found
}

fn shortage_of(batch: &Batch, plan: &Plan, first: usize) -> Shortage {
    let mut households = vec![first];
    let mut vacancies: Vec<usize> = Vec::new();
    let mut next = 0;
    while let Some(&row) = households.get(next) {
        next += 1;
        for vacancy in (0..batch.vacancies.len()).filter(|&vacancy| batch.suits(row, vacancy)) {
            if vacancies.contains(&vacancy) {
                continue;
            }
            vacancies.push(vacancy);
            let competes = |other: usize| plan.0[other] == Some(vacancy) && !households.contains(&other);
            let more: Vec<usize> = (0..plan.0.len()).filter(|&other| competes(other)).collect();
            households.extend(more);
        }
    }
    // Others like the first are left out for the same reason.
    let alike = |&other: &usize| plan.0[other].is_none() && batch.are_alike(first, other);
    let alike: Vec<usize> = (0..plan.0.len())
        .filter(|other| alike(other) && !households.contains(other))
        .collect();
    households.extend(alike);
    households.sort_unstable();
    let mut sites: Vec<usize> = vacancies
        .iter()
        .map(|&vacancy| batch.vacancies[vacancy].site)
        .collect();
    sites.sort_unstable();
    sites.dedup();
    let (mut units, mut beds) = (0, 0);
    for &vacancy in &vacancies {
        match batch.vacancies[vacancy].room {
            Room::Units { count, beds: each } => {
                units += count;
                beds += count * each;
            }
            Room::Beds { count } => beds += count,
            Room::Several { .. } => {}
        }
    }
    Shortage {
        households,
        sites,
        units,
        beds,
    }
}
