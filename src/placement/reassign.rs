//! Households of one size change places among themselves, all at once and exactly.
//!
//! When as many persons live in each vacancy afterwards as before, no district, unit or bed
//! notices; only the stages that are sums over households do. Who of one size goes where is
//! then an assignment, solved along cheapest paths. This reaches what swaps of two cannot.

use super::batch::{Batch, Shares};
use super::filling::Filling;
use super::plan::Plan;
use super::stage::Stage;
use super::transport::{self, Amount, Transport, Workspace};

/// Reassigns size by size; says whether the plan got better.
pub fn reassign(filling: &mut Filling, work: &mut Workspace<i128>) -> bool {
    let batch = filling.batch();
    let Some(weights) = linear_weights(batch) else {
        return false;
    };
    let mut plan = filling.plan().clone();
    for group in groups(batch) {
        permute(batch, &weights, &group, &mut plan, work);
    }
    let better = plan.values(batch) < filling.plan().values(batch) && plan.violations(batch).is_empty();
    if better {
        *filling = Filling::with(batch, &plan);
    }
    better
}

/// Households that count the same in every unit, bed and limit.
fn groups(batch: &Batch) -> Vec<Vec<usize>> {
    let key = |household: usize| -> (u32, Shares, Vec<u32>) {
        let seeking = &batch.households[household];
        let takes = batch.limits.iter().map(|limit| limit.takes[household]);
        (seeking.persons, seeking.shares, takes.collect())
    };
    let mut order: Vec<_> = (0..batch.households.len()).map(|h| (key(h), h)).collect();
    order.sort();
    order
        .chunk_by(|one, other| one.0 == other.0)
        .filter(|group| group.len() > 1)
        .map(|group| group.iter().map(|(_, household)| *household).collect())
        .collect()
}

/// Each stage that is a sum counts more than all later ones together can differ by.
fn linear_weights(batch: &Batch) -> Option<Vec<(Stage, i128)>> {
    let mut weights = Vec::new();
    let mut weight: i128 = 1;
    for &stage in batch.stages.iter().rev().filter(|stage| stage.is_linear()) {
        weights.push((stage, weight));
        weight = weight.checked_mul(batch.range(stage).checked_add(1)?)?;
    }
    weights.reverse();
    (weight < i128::REACH / 4).then_some(weights)
}

/// The places of a group, "without a place" among them, are handed out anew.
fn permute(
    batch: &Batch,
    weights: &[(Stage, i128)],
    group: &[usize],
    plan: &mut Plan,
    work: &mut Workspace<i128>,
) {
    let mut places: Vec<Option<usize>> = group.iter().map(|&household| plan.0[household]).collect();
    places.sort_unstable();
    places.dedup();
    let slots = count_places(group, plan, &places);
    if places.len() < 2 {
        return;
    }
    let cost = |household: usize, place: Option<usize>| -> i128 {
        if place.is_some_and(|vacancy| !batch.suits(household, vacancy)) {
            return i128::FAR;
        }
        let term =
            |&(stage, weight): &(Stage, i128)| i128::from(batch.term(stage, household, place)) * weight;
        weights.iter().map(term).sum()
    };
    let problem = Transport {
        district: vec![0; places.len()],
        districts: 1,
        costs: group
            .iter()
            .flat_map(|&household| places.iter().map(move |&place| (household, place)))
            .map(|(household, place)| cost(household, place))
            .collect(),
        unplaced: vec![i128::REACH / 2; group.len()],
        slots,
    };
    transport::solve(&problem, &|_, _| 0, work);
    let found: Vec<Option<usize>> = work.places().collect();
    if found.iter().all(Option::is_some) {
        for (&household, at) in group.iter().zip(found) {
            plan.0[household] = at.and_then(|at| places[at]);
        }
    }
}

fn count_places(group: &[usize], plan: &Plan, places: &[Option<usize>]) -> Vec<u32> {
    let count = |place: &Option<usize>| group.iter().filter(|&&h| plan.0[h] == *place).count() as u32;
    places.iter().map(count).collect()
}
