//! Households one by one along cheapest paths: the exact placement where every household
//! takes one slot of one vacancy and counts one in its district.
//!
//! minimise  Σ cost(household, vacancy) + Σ_d f_d(households in d),  f_d convex,
//! with at most so many households in each vacancy. Successive shortest paths are optimal for
//! this (vacancies within districts are a laminar family). A household that comes may push
//! others on; the arcs of the convex functions are implicit, only the next marginal is asked.
//!
//! Columns of the search are: each district (its vacancies with a free slot, taken together:
//! the cheapest for each household is kept), "nowhere", and each full vacancy. Every column
//! has a price, such that each household sits where cost and price together are lowest; with
//! these no step is negative, the search goes from the nearest column to the next (Dijkstra)
//! and ends at the first that has an end below all others. Nothing is allocated once the
//! workspace has grown.

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
///
/// Columns are numbered: districts, "nowhere", then full vacancies, which come and go.
#[derive(Clone, Debug, Default)]
pub struct Workspace<C> {
    /// Vacancy of each household, or [`NONE`].
    at: Vec<u32>,
    /// Column in which each household sits, or [`NONE`].
    sits: Vec<u32>,
    load: Vec<u32>,
    /// Households of the batch in each district.
    count: Vec<u32>,
    /// The full vacancies, in order of their columns.
    full: Vec<u32>,
    /// Column of each vacancy that is full, or [`NONE`].
    column: Vec<u32>,
    /// Vacancies of each district: offsets, then indices.
    first: Vec<u32>,
    members: Vec<u32>,
    /// Household × column: what the household costs there.
    rows: Vec<C>,
    stride: usize,
    /// Household × district: the vacancy with a free slot that costs so much.
    best_at: Vec<u32>,
    /// Prices of the columns.
    price: Vec<C>,
    /// Prices of the columns that the search has not left behind.
    toll: Vec<C>,
    /// Length of the shortest path to each column that the search has not left behind.
    label: Vec<C>,
    /// Columns left behind with the lengths of their paths.
    passed: Vec<(u32, C)>,
    moves: Vec<(u32, u32)>,
    touched: Vec<u32>,
    /// Households for whom a search found no place that would have been worth it.
    left_out: Vec<u32>,
}

impl<C: Amount> Workspace<C> {
    /// Vacancy of each household.
    pub fn places(&self) -> impl Iterator<Item = Option<usize>> + '_ {
        self.at.iter().map(|&at| (at != NONE).then_some(at as usize))
    }

    fn row(&self, household: usize) -> &[C] {
        &self.rows[household * self.stride..(household + 1) * self.stride]
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
    for district in 0..problem.districts {
        let price = marginal(district, 0);
        // Nobody can come to a district that is closed.
        work.price[district] = if price >= C::REACH { C::ZERO } else { price };
    }
    for household in 0..problem.unplaced.len() {
        if !is_left_out_too(problem, work, household) {
            insert(problem, marginal, work, household);
        }
    }
}

/// How many of those last left out a newcomer is compared with.
const COMPARED: usize = 8;

/// Whether somebody was left out for whom every place costs no more and being left out no less.
/// Prices never fall, so a search would end as it did then.
fn is_left_out_too<C: Amount>(problem: &Transport<C>, work: &Workspace<C>, household: usize) -> bool {
    let columns = work.price.len();
    let costs = &work.row(household)[..columns];
    let mut last = work
        .left_out
        .iter()
        .rev()
        .take(COMPARED)
        .map(|&other| other as usize);
    last.any(|other| {
        let others = &work.row(other)[..columns];
        problem.unplaced[household] <= problem.unplaced[other]
            && (costs.iter().zip(others).enumerate())
                .all(|(column, (cost, other))| other <= cost || column == problem.districts)
    })
}

fn begin<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>) {
    let (households, vacancies) = (problem.unplaced.len(), problem.slots.len());
    work.stride = problem.districts + 1 + households.min(vacancies);
    refill(&mut work.at, households, NONE);
    refill(&mut work.sits, households, NONE);
    refill(&mut work.load, vacancies, 0);
    refill(&mut work.count, problem.districts, 0);
    refill(&mut work.column, vacancies, NONE);
    refill(&mut work.price, problem.districts + 1, C::ZERO);
    work.full.clear();
    work.left_out.clear();
    list_members(problem, work);
    find_all_best(problem, work);
}

fn refill<T: Copy>(list: &mut Vec<T>, length: usize, value: T) {
    list.clear();
    list.resize(length, value);
}

/// The vacancies of each district that have a slot.
fn list_members<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>) {
    let with_slots = || {
        let all = problem.district.iter().zip(&problem.slots).enumerate();
        all.filter(|(_, (_, slots))| **slots > 0)
            .map(|(vacancy, (&district, _))| (vacancy, district))
    };
    refill(&mut work.first, problem.districts + 1, 0);
    for (_, district) in with_slots() {
        work.first[district + 1] += 1;
    }
    for district in 0..problem.districts {
        work.first[district + 1] += work.first[district];
    }
    refill(&mut work.members, problem.district.len(), 0);
    // `count` serves as the cursor and is emptied again.
    for (vacancy, district) in with_slots() {
        work.members[(work.first[district] + work.count[district]) as usize] = vacancy as u32;
        work.count[district] += 1;
    }
    work.count.fill(0);
}

fn find_all_best<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>) {
    let (districts, vacancies) = (problem.districts, problem.slots.len());
    let households = problem.unplaced.len();
    refill(&mut work.rows, households * work.stride, C::FAR);
    refill(&mut work.best_at, households * districts, NONE);
    for household in 0..households {
        let costs = &problem.costs[household * vacancies..(household + 1) * vacancies];
        let row = &mut work.rows[household * work.stride..(household + 1) * work.stride];
        let best_at = &mut work.best_at[household * districts..(household + 1) * districts];
        row[districts] = problem.unplaced[household];
        let bounds = work.first.windows(2);
        for ((entry, at), bounds) in row[..districts].iter_mut().zip(best_at).zip(bounds) {
            let (mut best, mut best_at) = (C::FAR, NONE);
            for &vacancy in &work.members[bounds[0] as usize..bounds[1] as usize] {
                let cost = costs[vacancy as usize];
                // Without branches: whether a cost is the lowest so far cannot be foreseen.
                let better = cost < best;
                best = if better { cost } else { best };
                best_at = if better { vacancy } else { best_at };
            }
            (*entry, *at) = (best, best_at);
        }
    }
}

/// Finds the cheapest path for one more household and moves everybody along it.
fn insert<C: Amount>(
    problem: &Transport<C>,
    marginal: &impl Fn(usize, u32) -> C,
    work: &mut Workspace<C>,
    household: usize,
) {
    let nowhere = problem.districts;
    refill(&mut work.label, work.price.len(), C::FAR);
    work.toll.clone_from(&work.price);
    work.passed.clear();
    relax_household(work, household, C::ZERO);
    let mut end = nowhere;
    let mut shortest = work.label[nowhere];
    while let Some((column, label)) = nearest(work, nowhere) {
        if label > shortest || (label == shortest && end != nowhere) {
            break;
        }
        work.passed.push((column as u32, label));
        work.label[column] = C::FAR;
        work.toll[column] = C::FAR;
        if column < nowhere {
            let marginal = marginal(column, work.count[column]);
            let length = label + (marginal - work.price[column]);
            // Whoever can be placed at the same price is placed.
            if marginal < C::REACH && (length < shortest || (length == shortest && end == nowhere)) {
                shortest = length;
                end = column;
                if length == label {
                    break;
                }
            }
        }
        relax_column(problem, work, column, label);
        if work.label[nowhere] < shortest {
            shortest = work.label[nowhere];
            end = nowhere;
        }
    }
    find_moves(problem, work, household, end, shortest);
    for &(column, label) in &work.passed {
        if label < shortest {
            let price = &mut work.price[column as usize];
            *price = *price + (shortest - label);
        }
    }
    move_along(problem, work, end);
}

/// The column with the smallest label that the search has not left behind.
#[inline]
fn nearest<C: Amount>(work: &Workspace<C>, nowhere: usize) -> Option<(usize, C)> {
    let mut best = NONE as usize;
    let mut smallest = C::REACH;
    for (column, &label) in work.label.iter().enumerate() {
        let nearer = (label < smallest) & (column != nowhere);
        smallest = if nearer { label } else { smallest };
        best = if nearer { column } else { best };
    }
    (best != NONE as usize).then_some((best, smallest))
}

/// Labels everything that a household could move to, when all before it costs `paid`.
#[inline]
fn relax_household<C: Amount>(work: &mut Workspace<C>, household: usize, paid: C) {
    let row = &work.rows[household * work.stride..];
    for ((label, &toll), &cost) in work.label.iter_mut().zip(&work.toll).zip(row) {
        let length = paid + cost + toll;
        *label = if length < *label { length } else { *label };
    }
}

/// Whoever sits in a column could make room and move on.
#[inline]
fn relax_column<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>, column: usize, label: C) {
    if column < problem.districts {
        // Whoever took a free slot of the district may have a household of a full vacancy leave.
        for (at, &vacancy) in work.full.iter().enumerate() {
            let full = problem.districts + 1 + at;
            if problem.district[vacancy as usize] == column {
                let length = label + (work.toll[full] - work.price[column]);
                work.label[full] = work.label[full].min(length);
            }
        }
    }
    for household in 0..work.sits.len() {
        if work.sits[household] == column as u32 {
            let cost = cost_at(problem, household, work.at[household]);
            let paid = label - (cost + work.price[column]);
            relax_household(work, household, paid);
        }
    }
}

#[inline]
fn cost_at<C: Amount>(problem: &Transport<C>, household: usize, vacancy: u32) -> C {
    problem.costs[household * problem.slots.len() + vacancy as usize]
}

/// Walks the shortest path back from its end: each step is the one whose lengths agree.
fn find_moves<C: Amount>(
    problem: &Transport<C>,
    work: &mut Workspace<C>,
    newcomer: usize,
    end: usize,
    shortest: C,
) {
    work.moves.clear();
    let mut column = end;
    // The steps lead back through columns that were passed ever earlier.
    let mut earlier = work.passed.len();
    let mut label = shortest;
    if end < problem.districts {
        let passed = work.passed.iter().position(|&(column, _)| column as usize == end);
        earlier = passed.expect("the search ends in a column that it has passed");
        label = work.passed[earlier].1;
    }
    while work.row(newcomer)[column] + work.price[column] != label {
        let (at, mover) = (0..earlier)
            .find_map(|at| Some((at, step_from(problem, work, work.passed[at], column, label)?)))
            .expect("every length is made by a step from a column passed before");
        if mover != NONE {
            work.moves
                .push((mover, target(problem, work, mover as usize, column)));
        }
        let (before, length) = work.passed[at];
        (column, label, earlier) = (before as usize, length, at);
    }
    work.moves
        .push((newcomer as u32, target(problem, work, newcomer, column)));
}

/// Who moves from one column to another at these lengths; [`NONE`]: nobody, the step leads from
/// a district to one of its full vacancies.
fn step_from<C: Amount>(
    problem: &Transport<C>,
    work: &Workspace<C>,
    (before, length): (u32, C),
    column: usize,
    label: C,
) -> Option<u32> {
    let (districts, before) = (problem.districts, before as usize);
    if before < districts && column > districts {
        let vacancy = work.full[column - districts - 1] as usize;
        if problem.district[vacancy] == before && length + (work.price[column] - work.price[before]) == label
        {
            return Some(NONE);
        }
    }
    (0..work.sits.len())
        .find(|&household| {
            work.sits[household] == before as u32 && {
                let paid = length - (cost_at(problem, household, work.at[household]) + work.price[before]);
                paid + work.row(household)[column] + work.price[column] == label
            }
        })
        .map(|household| household as u32)
}

/// Where a household that moves into a column goes.
fn target<C: Amount>(problem: &Transport<C>, work: &Workspace<C>, household: usize, column: usize) -> u32 {
    match column.checked_sub(problem.districts) {
        None => work.best_at[household * problem.districts + column],
        Some(0) => NONE,
        Some(full) => work.full[full - 1],
    }
}

fn move_along<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>, end: usize) {
    if end < problem.districts {
        work.count[end] += 1;
    }
    work.touched.clear();
    for at in 0..work.moves.len() {
        let (household, to) = work.moves[at];
        if to == NONE {
            work.left_out.push(household);
        }
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
    for at in 0..work.moves.len() {
        let household = work.moves[at].0 as usize;
        work.sits[household] = column_of(problem, work, work.at[household]);
    }
}

fn column_of<C: Amount>(problem: &Transport<C>, work: &Workspace<C>, vacancy: u32) -> u32 {
    match vacancy {
        NONE => NONE,
        vacancy if work.column[vacancy as usize] != NONE => work.column[vacancy as usize],
        vacancy => problem.district[vacancy as usize] as u32,
    }
}

/// A vacancy may have become full, or have a free slot again.
fn refresh<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>, vacancy: usize) {
    let is_full = work.load[vacancy] >= problem.slots[vacancy];
    if is_full == (work.column[vacancy] != NONE) {
        return;
    }
    if is_full {
        open_column(problem, work, vacancy);
    } else {
        close_column(problem, work, vacancy);
    }
    let column = column_of(problem, work, vacancy as u32);
    let district = problem.district[vacancy];
    for household in 0..work.at.len() {
        if work.at[household] == vacancy as u32 {
            work.sits[household] = column;
        }
        let best = household * problem.districts + district;
        if is_full && work.best_at[best] == vacancy as u32 {
            find_best(problem, work, household, district);
        } else if !is_full {
            let cost = cost_at(problem, household, vacancy as u32);
            let so_far = &mut work.rows[household * work.stride + district];
            let is_first = vacancy < work.best_at[best] as usize;
            if cost < *so_far || (cost == *so_far && is_first && cost < C::FAR) {
                *so_far = cost;
                work.best_at[best] = vacancy as u32;
            }
        }
    }
}

/// A full vacancy becomes a column of its own, at the price of its district.
fn open_column<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>, vacancy: usize) {
    let column = work.price.len();
    work.column[vacancy] = column as u32;
    work.full.push(vacancy as u32);
    work.price.push(work.price[problem.district[vacancy]]);
    for household in 0..work.at.len() {
        work.rows[household * work.stride + column] = cost_at(problem, household, vacancy as u32);
    }
}

/// A vacancy has a free slot again; the last column takes the place of its own.
fn close_column<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>, vacancy: usize) {
    let column = std::mem::replace(&mut work.column[vacancy], NONE) as usize;
    debug_assert!(work.price[column] == work.price[problem.district[vacancy]]);
    let last = work.price.len() - 1;
    work.price.swap_remove(column);
    work.full.swap_remove(column - problem.districts - 1);
    for household in 0..work.at.len() {
        let row = household * work.stride;
        work.rows[row + column] = work.rows[row + last];
        if work.sits[household] == last as u32 {
            work.sits[household] = column as u32;
        }
    }
    if let Some(&moved) = work.full.get(column - problem.districts - 1) {
        work.column[moved as usize] = column as u32;
    }
}

fn find_best<C: Amount>(problem: &Transport<C>, work: &mut Workspace<C>, household: usize, district: usize) {
    let costs = &problem.costs[household * problem.slots.len()..];
    let (mut best, mut best_at) = (C::FAR, NONE);
    for at in work.first[district]..work.first[district + 1] {
        let vacancy = work.members[at as usize];
        let cost = costs[vacancy as usize];
        let free = work.load[vacancy as usize] < problem.slots[vacancy as usize];
        if free && cost < best {
            best = cost;
            best_at = vacancy;
        }
    }
    work.rows[household * work.stride + district] = best;
    work.best_at[household * problem.districts + district] = best_at;
}
