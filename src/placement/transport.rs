//! Households one by one along cheapest paths: the exact placement where every household
//! takes one slot of one vacancy and counts one in its district.
//!
//! minimise  Σ cost(household, vacancy) + Σ_d f_d(households in d),  f_d convex,
//! with at most so many households in each vacancy. Successive shortest paths are optimal for
//! this (vacancies within districts are a laminar family). A household that comes may push
//! others on; the arcs of the convex functions are implicit, only the next marginal is asked.
//!
//! Columns of the search are: each district (its vacancies with a free slot, taken together:
//! the cheapest for each household is kept), "nowhere", and each full vacancy. Nothing is
//! allocated once the workspace has grown.

use std::ops::{Add, Sub};

/// Whole numbers that costs are counted in: 64 bits, or 128 where stages are packed together.
pub trait Amount: Copy + Ord + Add<Output = Self> + Sub<Output = Self> {
    /// Nothing.
    const ZERO: Self;
    /// Out of reach: unsuitable or full. Sums of a few of them must not overflow.
    const FAR: Self;
    /// The limit of what can be reached.
    const REACH: Self;
}

impl Amount for i64 {
    const ZERO: i64 = 0;
    const FAR: i64 = i64::MAX / 4;
    const REACH: i64 = i64::MAX / 8;
}

impl Amount for i128 {
    const ZERO: i128 = 0;
    const FAR: i128 = i128::MAX / 4;
    const REACH: i128 = i128::MAX / 8;
}

/// What is to be solved.
#[derive(Clone, Debug, Default)]
pub struct Transport<C> {
    /// Slots of each vacancy.
    pub slots: Vec<u32>,
    /// District of each vacancy.
    pub district: Vec<usize>,
    /// Number of districts.
    pub districts: usize,
    /// Cost of household × vacancy; [`Amount::FAR`]: unsuitable.
    pub costs: Vec<C>,
    /// Cost of leaving each household without a place.
    pub unplaced: Vec<C>,
}

/// The end of a list.
const NONE: u32 = u32::MAX;

/// The memory of the search; the solution stands in it.
#[derive(Clone, Debug, Default)]
pub struct Workspace<C> {
    /// Vacancy of each household, or [`NONE`].
    at: Vec<u32>,
    load: Vec<u32>,
    count: Vec<u32>,
    /// Full vacancies.
    full: Vec<u32>,
    is_full: Vec<bool>,
    /// Vacancies of each district: offsets, then indices.
    first: Vec<u32>,
    members: Vec<u32>,
    /// Household × district: the cheapest vacancy with a free slot.
    best_cost: Vec<C>,
    best_at: Vec<u32>,
    /// Labels of the columns.
    label: Vec<C>,
    /// Who would move into the column, and from which column.
    mover: Vec<u32>,
    from: Vec<u32>,
    queue: Vec<u32>,
    queued: Vec<bool>,
    moves: Vec<(u32, u32)>,
    touched: Vec<u32>,
}

impl<C: Amount> Workspace<C> {
    /// Vacancy of each household.
    pub fn places(&self) -> impl Iterator<Item = Option<usize>> + '_ {
        self.at.iter().map(|&at| (at != NONE).then_some(at as usize))
    }
}

/// Solves. `marginal(district, households)` is what one more household in a district costs
/// when there are so many of this batch; it must never fall as they become more.
pub fn solve<C: Amount>(
    problem: &Transport<C>,
    marginal: &impl Fn(usize, u32) -> C,
    work: &mut Workspace<C>,
) {
    begin(problem, work);
    for household in 0..problem.unplaced.len() {
        insert(problem, marginal, work, household);
    }
}

fn begin<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>) {
    let (households, vacancies) = (problem.unplaced.len(), problem.slots.len());
    let columns = problem.districts + 1 + vacancies;
    refill(&mut work.at, households, NONE);
    refill(&mut work.load, vacancies, 0);
    refill(&mut work.count, problem.districts, 0);
    refill(&mut work.is_full, vacancies, false);
    refill(&mut work.label, columns, C::FAR);
    refill(&mut work.mover, columns, NONE);
    refill(&mut work.from, columns, NONE);
    refill(&mut work.queued, columns, false);
    work.full.clear();
    list_members(problem, work);
    refill(&mut work.best_cost, households * problem.districts, C::FAR);
    refill(&mut work.best_at, households * problem.districts, NONE);
    for household in 0..households {
        let costs = &problem.costs[household * vacancies..(household + 1) * vacancies];
        let best = household * problem.districts..(household + 1) * problem.districts;
        let best_cost = &mut work.best_cost[best.clone()];
        let best_at = &mut work.best_at[best];
        for (vacancy, (&cost, &district)) in costs.iter().zip(&problem.district).enumerate() {
            if cost < best_cost[district] && problem.slots[vacancy] > 0 {
                best_cost[district] = cost;
                best_at[district] = vacancy as u32;
            }
        }
    }
}

fn refill<T: Copy>(list: &mut Vec<T>, length: usize, value: T) {
    list.clear();
    list.resize(length, value);
}

fn list_members<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>) {
    refill(&mut work.first, problem.districts + 1, 0);
    for &district in &problem.district {
        work.first[district + 1] += 1;
    }
    for district in 0..problem.districts {
        work.first[district + 1] += work.first[district];
    }
    refill(&mut work.members, problem.district.len(), 0);
    // `count` serves as the cursor and is emptied again.
    for (vacancy, &district) in problem.district.iter().enumerate() {
        work.members[(work.first[district] + work.count[district]) as usize] = vacancy as u32;
        work.count[district] += 1;
    }
    work.count.fill(0);
}

/// Finds the cheapest path for one more household and moves everybody along it.
fn insert<C: Amount>(
    problem: &Transport<C>,
    marginal: &impl Fn(usize, u32) -> C,
    work: &mut Workspace<C>,
    household: usize,
) {
    let nowhere = problem.districts;
    work.label.fill(C::FAR);
    relax_household(problem, work, household, C::ZERO, NONE);
    let mut next = 0;
    while let Some(&column) = work.queue.get(next) {
        next += 1;
        work.queued[column as usize] = false;
        relax_column(problem, work, column);
    }
    work.queue.clear();
    let mut end = nowhere;
    let mut cheapest = work.label[nowhere];
    for district in 0..problem.districts {
        if work.label[district] >= C::REACH {
            continue;
        }
        let price = marginal(district, work.count[district]);
        if price >= C::REACH {
            continue;
        }
        let length = work.label[district] + price;
        // Whoever can be placed at the same price is placed.
        if length < cheapest || (length == cheapest && end == nowhere) {
            cheapest = length;
            end = district;
        }
    }
    move_along(problem, work, end as u32);
}

/// Labels everything that a household could move to, when all before it costs `paid`.
#[inline]
fn relax_household<C: Amount>(
    problem: &Transport<C>,
    work: &mut Workspace<C>,
    household: usize,
    paid: C,
    from: u32,
) {
    let (districts, vacancies) = (problem.districts, problem.slots.len());
    for district in 0..districts {
        let length = paid + work.best_cost[household * districts + district];
        if length < work.label[district] {
            set_label(work, district, length, household, from);
        }
    }
    let length = paid + problem.unplaced[household];
    if length < work.label[districts] {
        work.label[districts] = length;
        work.mover[districts] = household as u32;
        work.from[districts] = from;
    }
    for at in 0..work.full.len() {
        let vacancy = work.full[at] as usize;
        let length = paid + problem.costs[household * vacancies + vacancy];
        let column = districts + 1 + vacancy;
        if length < work.label[column] && work.at[household] != vacancy as u32 {
            set_label(work, column, length, household, from);
        }
    }
}

#[inline]
fn set_label<C: Amount>(work: &mut Workspace<C>, column: usize, length: C, household: usize, from: u32) {
    work.label[column] = length;
    work.mover[column] = household as u32;
    work.from[column] = from;
    if !work.queued[column] {
        work.queued[column] = true;
        work.queue.push(column as u32);
    }
}

/// Whoever sits in a column could make room and move on.
fn relax_column<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>, column: u32) {
    let (districts, vacancies) = (problem.districts, problem.slots.len());
    let label = work.label[column as usize];
    if label >= C::REACH {
        return;
    }
    if (column as usize) < districts {
        // Whoever took a free slot of the district may have a household of a full vacancy leave.
        for at in 0..work.full.len() {
            let vacancy = work.full[at] as usize;
            let full = districts + 1 + vacancy;
            if problem.district[vacancy] == column as usize && label < work.label[full] {
                set_label(work, full, label, NONE as usize, column);
            }
        }
    }
    for household in 0..work.at.len() {
        let at = work.at[household];
        if at == NONE {
            continue;
        }
        let sits_in = if work.is_full[at as usize] {
            districts + 1 + at as usize
        } else {
            problem.district[at as usize]
        };
        if sits_in == column as usize {
            let paid = label - problem.costs[household * vacancies + at as usize];
            relax_household(problem, work, household, paid, column);
        }
    }
}

fn move_along<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>, end: u32) {
    let (districts, vacancies) = (problem.districts, problem.slots.len());
    work.moves.clear();
    work.touched.clear();
    if (end as usize) < districts {
        work.count[end as usize] += 1;
    }
    let mut column = end;
    while column != NONE {
        let mover = work.mover[column as usize];
        if mover != NONE {
            let to = match (column as usize).checked_sub(districts) {
                None => work.best_at[mover as usize * districts + column as usize],
                Some(0) => NONE,
                Some(full) => full as u32 - 1,
            };
            work.moves.push((mover, to));
        }
        column = work.from[column as usize];
        debug_assert!(work.moves.len() <= districts + 1 + vacancies);
    }
    for at in 0..work.moves.len() {
        let (household, to) = work.moves[at];
        let from = std::mem::replace(&mut work.at[household as usize], to);
        for (vacancy, more) in [(from, false), (to, true)] {
            if vacancy != NONE {
                let load = &mut work.load[vacancy as usize];
                *load = if more { *load + 1 } else { *load - 1 };
                work.touched.push(vacancy);
            }
        }
    }
    for at in 0..work.touched.len() {
        refresh(problem, work, work.touched[at] as usize);
    }
}

/// A vacancy may have become full, or have a free slot again.
fn refresh<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>, vacancy: usize) {
    let is_full = work.load[vacancy] >= problem.slots[vacancy];
    if is_full == work.is_full[vacancy] {
        return;
    }
    work.is_full[vacancy] = is_full;
    if is_full {
        work.full.push(vacancy as u32);
    } else {
        work.full.retain(|&full| full as usize != vacancy);
    }
    let (district, vacancies) = (problem.district[vacancy], problem.slots.len());
    for household in 0..work.at.len() {
        let best = household * problem.districts + district;
        let row = household * vacancies;
        if is_full && work.best_at[best] == vacancy as u32 {
            find_best(problem, work, household, district);
        } else if !is_full {
            let cost = problem.costs[row + vacancy];
            let is_first = vacancy < work.best_at[best] as usize;
            if cost < work.best_cost[best] || (cost == work.best_cost[best] && is_first && cost < C::FAR) {
                work.best_cost[best] = cost;
                work.best_at[best] = vacancy as u32;
            }
        }
    }
}

fn find_best<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>, household: usize, district: usize) {
    let best = household * problem.districts + district;
    let costs = &problem.costs[household * problem.slots.len()..];
    work.best_cost[best] = C::FAR;
    work.best_at[best] = NONE;
    for at in work.first[district]..work.first[district + 1] {
        let vacancy = work.members[at as usize] as usize;
        let free = work.load[vacancy] < problem.slots[vacancy];
        if free && costs[vacancy] < work.best_cost[best] {
            work.best_cost[best] = costs[vacancy];
            work.best_at[best] = vacancy as u32;
        }
    }
}
