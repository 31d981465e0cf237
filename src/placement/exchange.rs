//! Greedy placing, then moves and swaps, for whole households of different sizes.
//!
//! With different sizes the district stages are as hard as packing, so this finds good plans
//! and `bounds` says how far from the best they can be. Every change is judged stage by
//! stage, in whole numbers; the search takes the first change that helps, in order of the
//! file, so that the same batch gives the same plan everywhere.

use super::batch::Batch;
use super::filling::{Filling, Shift};
use super::plan::Plan;
use super::reassign::reassign;
use super::stage::Stage;
use super::transport::Workspace;
use std::cmp::{Ordering, Reverse};

/// How much a search may try; in changes, not seconds, so that every machine stops at the same plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Changes judged at most.
    pub changes: u64,
    /// How often part of the plan is torn down and built again.
    pub restarts: u32,
}

impl Effort {
    /// For a replication.
    pub const QUICK: Effort = Effort {
        changes: 20_000,
        restarts: 0,
    };
    /// For a proposal.
    pub const THOROUGH: Effort = Effort {
        changes: 20_000_000,
        restarts: 60,
    };

    /// Households times vacancies from which a search takes so long that the solver, which sees
    /// all at once, goes further in the time.
    const LARGE: usize = 10_000;

    fn is_large(batch: &Batch) -> bool {
        batch.suits.len() > Effort::LARGE
    }

    /// For the plan that the solver starts from.
    pub(super) fn for_first_plan(self, batch: &Batch) -> Effort {
        match Effort::is_large(batch) {
            true => self.for_one_pass(batch),
            false => self,
        }
    }

    /// For one pass from a plan on.
    pub(super) fn for_one_pass(self, batch: &Batch) -> Effort {
        let most = match Effort::is_large(batch) {
            true => 1_500_000,
            false => self.changes,
        };
        Effort {
            changes: self.changes.min(most),
            restarts: self.restarts.min(1),
        }
    }
}

/// A good plan: greedy, improved, and improved again after parts were torn down.
pub fn search(batch: &Batch, start: Option<&Plan>, effort: Effort) -> Plan {
    let mut left = effort.changes;
    let mut filling = match start {
        Some(plan) => Filling::with(batch, plan),
        None => at_home(batch),
    };
    place_greedily(&mut filling);
    improve_and_reassign(&mut filling, &mut left, effort);
    let mut best = filling.plan().clone();
    let mut best_values = best.values(batch);
    for restart in 0..effort.restarts {
        if left == 0 {
            break;
        }
        tear_down(&mut filling, restart);
        place_greedily(&mut filling);
        improve_and_reassign(&mut filling, &mut left, effort);
        let values = filling.plan().values(batch);
        if values <= best_values {
            best = filling.plan().clone();
            best_values = values;
        } else {
            filling = Filling::with(batch, &best);
        }
    }
    best
}

/// Improves, and where there is time for it reassigns like-sized households, as long as it helps.
fn improve_and_reassign(filling: &mut Filling, left: &mut u64, effort: Effort) {
    let mut work = Workspace::default();
    let mut helped = effort.restarts > 0;
    // In a large batch moves and swaps one by one take all the changes there are.
    let first_and_last = helped && Effort::is_large(filling.batch());
    if first_and_last {
        reassign(filling, &mut work);
    }
    improve(filling, left);
    if first_and_last {
        reassign(filling, &mut work);
    }
    while helped && *left > 0 {
        helped = replace_by_several(filling, left);
        helped |= reassign(filling, &mut work);
        if helped {
            improve(filling, left);
        }
    }
}

/// One household gives its place to several that have none, if that is better.
fn replace_by_several(filling: &mut Filling, left: &mut u64) -> bool {
    let batch = filling.batch();
    let mut helped = false;
    for household in 0..batch.households.len() {
        let nobody_waits = (0..batch.households.len()).all(|h| filling.place(h).is_some());
        let Some(place) = filling.place(household) else {
            continue;
        };
        if nobody_waits || *left == 0 {
            return helped;
        }
        let before = filling.plan().values(batch);
        filling.leave(household);
        let entered = fill_up(filling, household, left);
        if filling.plan().values(batch) < before {
            helped = true;
            continue;
        }
        for other in entered {
            filling.leave(other);
        }
        filling.enter(household, place);
    }
    helped
}

/// Places those without a place, except one, where it helps; says whom.
fn fill_up(filling: &mut Filling, except: usize, left: &mut u64) -> Vec<usize> {
    let waiting: Vec<usize> = (0..filling.batch().households.len())
        .filter(|&other| other != except && filling.place(other).is_none())
        .collect();
    let mut entered = Vec::new();
    for other in waiting {
        *left = left.saturating_sub(filling.batch().vacancies.len() as u64);
        if let Some(target) = cheapest_target(filling, other) {
            filling.enter(other, target);
            entered.push(other);
        }
    }
    entered
}

/// Those who are housed already stay where they live, to begin with.
fn at_home(batch: &Batch) -> Filling<'_> {
    let homes = Plan(batch.households.iter().map(|household| household.home).collect());
    Filling::with(batch, &homes)
}

/// Everybody in a different part of the districts loses the place again: one district in
/// turn together with its successor, or every third household.
fn tear_down(filling: &mut Filling, restart: u32) {
    let batch = filling.batch();
    let (districts, round) = (batch.districts.len().max(1), restart as usize);
    let pair = [round % districts, (round + 1 + round / districts) % districts];
    let by_district = round % 2 == 0;
    for household in 0..batch.households.len() {
        let Some(place) = filling.place(household) else {
            continue;
        };
        let chosen = if by_district {
            pair.contains(&batch.vacancies[place].district)
        } else {
            (household * 7 + round) % 3 == 0
        };
        if chosen {
            filling.leave(household);
        }
    }
}

/// Places everybody whom it helps: those who have to leave first, then the overdue, then the largest households, each where it
/// adds least.
pub fn place_greedily(filling: &mut Filling) {
    let batch = filling.batch();
    let mut order: Vec<usize> = (0..batch.households.len())
        .filter(|&household| filling.place(household).is_none())
        .collect();
    order.sort_by_key(|&household| {
        let seeking = &batch.households[household];
        Reverse((seeking.leaves, seeking.overdue, seeking.persons))
    });
    for household in order {
        if let Some(target) = cheapest_target(filling, household) {
            filling.enter(household, target);
        }
    }
}

/// The vacancy that adds least, stage by stage; ties by order of the file.
fn cheapest_target(filling: &Filling, household: usize) -> Option<usize> {
    let mut best: Option<usize> = None;
    for target in 0..filling.batch().vacancies.len() {
        let shift = |to: usize| {
            [Shift {
                household,
                to: Some(to),
            }]
        };
        if filling.fits(household, target)
            && filling.moves_allowed(&shift(target))
            && helps(filling, &shift(target))
            && best.is_none_or(|best| is_better(filling, &shift(target), &shift(best)))
        {
            best = Some(target);
        }
    }
    best
}

fn is_better(filling: &Filling, one: &[Shift], other: &[Shift]) -> bool {
    let compare = |&stage: &Stage| {
        filling
            .difference(stage, one)
            .cmp(&filling.difference(stage, other))
    };
    let decisive = filling
        .batch()
        .stages
        .iter()
        .map(compare)
        .find(|order| order.is_ne());
    decisive == Some(Ordering::Less)
}

/// Tries moves, swaps and evictions until none helps or no change is left to be tried.
pub fn improve(filling: &mut Filling, left: &mut u64) {
    let households = filling.batch().households.len();
    loop {
        let mut helped = false;
        for household in 0..households {
            helped |= improve_one(filling, household, left);
            if *left == 0 {
                return;
            }
        }
        if !helped {
            return;
        }
    }
}

fn improve_one(filling: &mut Filling, household: usize, left: &mut u64) -> bool {
    let mut helped = attempt(filling, &[Shift { household, to: None }], left);
    for target in 0..filling.batch().vacancies.len() {
        let shift = Shift {
            household,
            to: Some(target),
        };
        helped |= attempt(filling, &[shift], left);
    }
    for other in 0..filling.batch().households.len() {
        if other == household || filling.are_alike(household, other) {
            continue;
        }
        if other > household {
            let swap = swap(filling, household, other);
            helped |= attempt(filling, &swap, left);
        }
        if filling.place(household).is_none() {
            helped |= evict(filling, household, other, left);
        }
    }
    helped
}

fn swap(filling: &Filling, one: usize, other: usize) -> [Shift; 2] {
    let gets = |household: usize, from: usize| Shift {
        household,
        to: filling.place(from),
    };
    // Who needs more goes first, so that it finds the room that fits.
    if filling.batch().households[one].persons >= filling.batch().households[other].persons {
        [gets(one, other), gets(other, one)]
    } else {
        [gets(other, one), gets(one, other)]
    }
}

/// A household without a place takes another one's, which finds a third.
fn evict(filling: &mut Filling, household: usize, other: usize, left: &mut u64) -> bool {
    let Some(place) = filling.place(other) else {
        return false;
    };
    for target in 0..filling.batch().vacancies.len() {
        let shifts = [
            Shift {
                household,
                to: Some(place),
            },
            Shift {
                household: other,
                to: Some(target),
            },
        ];
        if target != place && attempt(filling, &shifts, left) {
            return true;
        }
    }
    false
}

/// Carries a change out if it helps and there is room for it; says whether.
fn attempt(filling: &mut Filling, shifts: &[Shift], left: &mut u64) -> bool {
    let nothing_changes = |shift: &Shift| filling.place(shift.household) == shift.to;
    if *left == 0 || shifts.iter().all(nothing_changes) {
        return false;
    }
    *left -= 1;
    helps(filling, shifts) && filling.moves_allowed(shifts) && filling.carry_out(shifts)
}

/// Whether the first stage that the change touches gets better.
fn helps(filling: &Filling, shifts: &[Shift]) -> bool {
    let stages = filling.batch().stages.iter();
    stages
        .map(|&stage| filling.difference(stage, shifts))
        .find(|&difference| difference != 0)
        .is_some_and(|difference| difference < 0)
}
