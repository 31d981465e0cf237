//! Water-filling: always one more person into the district with the lowest load.
//!
//! With divisible people, capacities only and one contrast group this is optimal for the worst
//! load and for every convex measure at once (Federgruen & Groenevelt 1986); with whole people
//! it is exact for the worst load. For households it is a lower bound.

use super::batch::{Batch, District, Room};
use super::plan::Plan;
use super::stage::Stage;

/// Persons in each district after `persons` more, when district *d* takes at most `room[d]` more.
/// Ties by order of the file. Who finds no room is left out.
pub fn fill(districts: &[District], room: &[u32], persons: u64) -> Vec<i64> {
    fill_by(districts, room, persons, next_load)
}

/// Each person goes where one more costs least; least in all, if that rises as there are more.
fn fill_by(
    districts: &[District],
    room: &[u32],
    persons: u64,
    cost: impl Fn(&District, i64) -> i64,
) -> Vec<i64> {
    let mut after: Vec<i64> = districts.iter().map(|d| i64::from(d.persons)).collect();
    for _ in 0..persons {
        let next = (0..districts.len())
            .filter(|&d| after[d] < i64::from(districts[d].persons) + i64::from(room[d]))
            .min_by_key(|&d| cost(&districts[d], after[d]));
        match next {
            Some(district) => after[district] += 1,
            None => break,
        }
    }
    after
}

/// The same for people as finely divisible as one likes: the common level of the districts that
/// are neither full nor above it, and what each district takes. `weights` are target parts.
pub fn fill_divisible(now: &[f64], weights: &[f64], room: &[f64], amount: f64) -> Vec<f64> {
    let takes = |level: f64| -> Vec<f64> {
        now.iter()
            .zip(weights)
            .zip(room)
            .map(|((now, weight), room)| (level * weight - now).clamp(0.0, *room))
            .collect()
    };
    let total = |level: f64| -> f64 { takes(level).iter().sum() };
    let full = |d: usize| (now[d] + room[d]) / weights[d];
    let mut high = (0..now.len())
        .filter(|&d| weights[d] > 0.0)
        .map(full)
        .fold(0.0, f64::max);
    let mut low = 0.0;
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if total(middle) < amount {
            low = middle;
        } else {
            high = middle;
        }
    }
    takes(high)
}

/// Persons that the vacancies of each district could take at most, whoever they are.
pub fn room(batch: &Batch) -> Vec<u32> {
    let mut room = vec![0u32; batch.districts.len()];
    for vacancy in &batch.vacancies {
        room[vacancy.district] += match vacancy.room {
            Room::Units { count, beds } => count * beds,
            Room::Beds { count } => count,
            Room::Several { .. } => 0,
        };
    }
    room
}

/// No placement that leaves so many persons out, with no district above the worst load held, has a
/// smaller value of a district stage; `None` for other stages. Persons are spread one by one,
/// whoever they belong to; where nobody is left out, the worst load is also at least what each
/// household makes of the district that suits it best.
pub fn bound(batch: &Batch, stage: Stage, left_out: u64, level: Option<i64>) -> Option<i64> {
    let start = start_persons(batch);
    let room = room_below(batch, &start, level);
    let persons = batch.persons().saturating_sub(left_out);
    let (districts, more): (_, fn(&District, i64) -> i64) = match stage {
        Stage::Overload => (beginning(batch, &start), next_load),
        Stage::Mixing => (beginning(batch, &start), next_unevenness),
        _ => return None,
    };
    let after = fill_by(&districts, &room, persons, more);
    let all = batch.districts.iter().zip(after);
    Some(match stage {
        Stage::Mixing => all.map(|(district, n)| district.unevenness(n)).sum(),
        _ => {
            let level = all.map(|(d, n)| n * d.inverse).max().unwrap_or(0);
            match left_out {
                0 => level.max(largest_step(batch)),
                _ => level,
            }
        }
    })
}

fn next_load(district: &District, persons: i64) -> i64 {
    (persons + 1) * district.inverse
}

fn next_unevenness(district: &District, persons: i64) -> i64 {
    district.unevenness(persons + 1) - district.unevenness(persons)
}

/// The districts with the persons whom nobody can move.
fn beginning(batch: &Batch, start: &[i64]) -> Vec<District> {
    let mut districts = batch.districts.clone();
    for (district, &start) in districts.iter_mut().zip(start) {
        district.persons = u32::try_from(start.max(0)).unwrap_or(u32::MAX);
    }
    districts
}

/// The room of each district as far as its load stays within a level.
fn room_below(batch: &Batch, start: &[i64], level: Option<i64>) -> Vec<u32> {
    let mut room = room(batch);
    let Some(level) = level else { return room };
    for ((room, district), start) in room.iter_mut().zip(&batch.districts).zip(start) {
        let most = (level.div_euclid(district.inverse) - start).max(0);
        *room = u32::try_from(most).unwrap_or(u32::MAX).min(*room);
    }
    room
}

/// Fewest and most persons in each district: from the people and the room there are, from the worst
/// load held, and, where everybody is placed, from the unevenness held.
pub(super) fn persons_between(batch: &Batch, held: &[(Stage, i64)], plan: &Plan) -> Vec<(i64, i64)> {
    let find = |wanted: Stage| {
        held.iter()
            .find(|(stage, _)| *stage == wanted)
            .map(|(_, value)| *value)
    };
    let start = start_persons(batch);
    let level = find(Stage::Overload);
    let room = room_below(batch, &start, level);
    let everybody = batch.persons() as i64;
    let mut between: Vec<(i64, i64)> = start
        .iter()
        .zip(&room)
        .map(|(&start, &room)| (start, start + i64::from(room).min(everybody)))
        .collect();
    if let (Some(0), Some(value)) = (find(Stage::Unmet), find(Stage::Mixing)) {
        narrow(batch, value, plan, &room, &mut between);
    }
    between
}

/// With so many persons in one district the others are spread best by water-filling; numbers at
/// which even that is more uneven than what is held cannot be. The possible numbers have no gaps,
/// and the plan's own is among them.
fn narrow(batch: &Batch, held: i64, plan: &Plan, room: &[u32], between: &mut [(i64, i64)]) {
    let everybody = batch.persons() as i64;
    let start = start_persons(batch);
    let all_room: i64 = room.iter().map(|&room| i64::from(room)).sum();
    for (district, inside) in plan.district_persons(batch).into_iter().enumerate() {
        let possible = |persons: i64| {
            let others = everybody - (persons - start[district]);
            (0..=all_room - i64::from(room[district])).contains(&others)
                && least_unevenness(batch, &start, room, district, persons) <= held
        };
        let (low, high) = between[district];
        let first = partition(low, inside, |persons| !possible(persons));
        let last = partition(inside, high + 1, possible) - 1;
        between[district] = (first, last);
    }
}

/// The first number at which a condition that holds at first no longer does.
fn partition(low: i64, high: i64, holds: impl Fn(i64) -> bool) -> i64 {
    let (mut low, mut high) = (low, high);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The least unevenness with so many persons in one district and everybody else in the others.
fn least_unevenness(batch: &Batch, start: &[i64], room: &[u32], fixed: usize, persons: i64) -> i64 {
    let districts = beginning(batch, start);
    let mut room = room.to_vec();
    room[fixed] = 0;
    let others = batch.persons() as i64 - (persons - start[fixed]);
    let after = fill_by(&districts, &room, others.max(0) as u64, next_unevenness);
    let uneven = |(district, &n): (usize, &i64)| {
        let n = if district == fixed { persons } else { n };
        batch.districts[district].unevenness(n)
    };
    after.iter().enumerate().map(uneven).sum()
}

fn start_persons(batch: &Batch) -> Vec<i64> {
    Plan::empty(batch).district_persons(batch)
}

/// The lowest load that the most demanding household makes of any district that it may use.
fn largest_step(batch: &Batch) -> i64 {
    let start = start_persons(batch);
    let least = |household: usize| {
        let persons = i64::from(batch.households[household].persons);
        batch
            .vacancies
            .iter()
            .enumerate()
            .filter(|(vacancy, _)| batch.suits(household, *vacancy))
            .map(|(_, plan)| (start[plan.district] + persons) * batch.districts[plan.district].inverse)
            .min()
    };
    (0..batch.households.len()).filter_map(least).max().unwrap_or(0)
}
