//! Households of one size change places among themselves, all at once and exactly.
//!
//! When as many of them live in each district afterwards as before, no district notices; units
//! and beds that are free may be used. Only the stages that are sums over households change. Who
//! of one size goes where is then a transport, solved along cheapest paths. This reaches what
//! swaps of two cannot.

use super::batch::{Batch, Room, Shares};
use super::filling::Filling;
use super::plan::{Filled, Plan};
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

/// The same from a plan on.
pub(super) fn reassigned(batch: &Batch, plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    if let Some(weights) = linear_weights(batch) {
        let mut work = Workspace::default();
        for group in groups(batch) {
            permute(batch, &weights, &group, &mut plan, &mut work);
        }
    }
    plan
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
pub(super) fn linear_weights(batch: &Batch) -> Option<Vec<(Stage, i128)>> {
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
    let places = places_of(batch, group, plan);
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
        district: places.iter().map(|place| place.district).collect(),
        districts: batch.districts.len() + 1,
        costs: group
            .iter()
            .flat_map(|&household| places.iter().map(move |place| (household, place.vacancy)))
            .map(|(household, place)| cost(household, place))
            .collect(),
        unplaced: vec![i128::REACH / 2; group.len()],
        slots: places.iter().map(|place| place.slots).collect(),
    };
    let most = most_in_districts(batch, &places, group.len());
    let marginal = |district: usize, households: u32| {
        if households < most[district] { 0 } else { i128::FAR }
    };
    transport::solve(&problem, &marginal, work);
    let found: Vec<Option<usize>> = work.places().collect();
    if found.iter().all(Option::is_some) {
        for (&household, at) in group.iter().zip(found) {
            plan.0[household] = at.and_then(|at| places[at].vacancy);
        }
    }
}

/// A vacancy, or no place, that members of a group have or could have.
struct Place {
    vacancy: Option<usize>,
    /// Its district; those without a place count as one more.
    district: usize,
    /// Members of the group there now.
    now: u32,
    /// Members of the group that could be there.
    slots: u32,
}

fn places_of(batch: &Batch, group: &[usize], plan: &Plan) -> Vec<Place> {
    let count = |place: Option<usize>| group.iter().filter(|&&h| plan.0[h] == place).count() as u32;
    let filled = plan.filled(batch);
    let vacancies = batch.vacancies.iter().enumerate().map(|(vacancy, room)| {
        let now = count(Some(vacancy));
        let free = free_for(batch, group[0], vacancy, filled[vacancy]);
        Place {
            vacancy: Some(vacancy),
            district: room.district,
            now,
            slots: now + free,
        }
    });
    let without = count(None);
    let nowhere = Place {
        vacancy: None,
        district: batch.districts.len(),
        now: without,
        slots: without,
    };
    let all = vacancies.chain([nowhere]);
    all.filter(|place| place.slots > 0).collect()
}

/// How many more households like this one find room in a vacancy; those of which that is not
/// plain count none.
fn free_for(batch: &Batch, household: usize, vacancy: usize, filled: Filled) -> u32 {
    let seeking = &batch.households[household];
    let plan = &batch.vacancies[vacancy];
    let limited = batch.limits.iter().any(|limit| limit.site == plan.site);
    match (&plan.room, seeking.shares) {
        _ if limited || batch.most_moves.is_some() => 0,
        (Room::Units { count, beds }, Shares::Nothing) => {
            let taken = filled.whole + filled.men.div_ceil(*beds) + filled.women.div_ceil(*beds);
            count.saturating_sub(taken)
        }
        (Room::Beds { count }, _) => count.saturating_sub(filled.persons) / seeking.persons.max(1),
        _ => 0,
    }
}

/// Members of a group in each district: as many as now where districts count, else any number.
fn most_in_districts(batch: &Batch, places: &[Place], group: usize) -> Vec<u32> {
    let mut now = vec![0; batch.districts.len() + 1];
    for place in places {
        now[place.district] += place.now;
    }
    if batch.stages.iter().all(|stage| stage.is_linear()) {
        now[..batch.districts.len()].fill(u32::try_from(group).unwrap_or(u32::MAX));
    }
    now
}
