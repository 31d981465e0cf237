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
    fill_by(districts, room, persons, |district, persons| {
        (persons + 1) * district.inverse
    })
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

/// No placement that leaves so many persons out has a smaller value of a district stage; `None`
/// for other stages. Persons are spread one by one, whoever they belong to; where nobody is left
/// out, the worst load is also at least what each household makes of the district that suits it
/// best.
pub fn bound(batch: &Batch, stage: Stage, left_out: u64) -> Option<i64> {
    let after = || {
        let mut start = batch.clone();
        for (district, persons) in start.districts.iter_mut().zip(start_persons(batch)) {
            district.persons = u32::try_from(persons.max(0)).unwrap_or(u32::MAX);
        }
        fill(
            &start.districts,
            &room(batch),
            batch.persons().saturating_sub(left_out),
        )
    };
    let districts = || batch.districts.iter().zip(after());
    match stage {
        Stage::Overload => {
            let level = districts().map(|(d, n)| n * d.inverse).max().unwrap_or(0);
            Some(match left_out {
                0 => level.max(largest_step(batch)),
                _ => level,
            })
        }
        _ => None,
    }
}

/// The least unevenness with so many persons in one district and everybody else in the others.
pub(super) fn least_unevenness(
    batch: &Batch,
    start: &[i64],
    room: &[u32],
    fixed: usize,
    persons: i64,
) -> i64 {
    let mut districts = batch.districts.clone();
    let mut room = room.to_vec();
    for (district, &start) in districts.iter_mut().zip(start) {
        district.persons = u32::try_from(start.max(0)).unwrap_or(u32::MAX);
    }
    room[fixed] = 0;
    let others = batch.persons() as i64 - (persons - start[fixed]);
    let more =
        |district: &District, persons: i64| district.unevenness(persons + 1) - district.unevenness(persons);
    let after = fill_by(&districts, &room, others.max(0) as u64, more);
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
