//! A batch being filled: who sits where at the moment, and what is left.

use super::batch::{Batch, Limit, Room};
use super::plan::{Filled, Plan};
use super::stage::Stage;

/// A plan in the making, with the counts that make trying a change cheap.
#[derive(Clone, Debug)]
pub struct Filling<'a> {
    batch: &'a Batch,
    /// Class of each household.
    class: Vec<usize>,
    plan: Plan,
    filled: Vec<Filled>,
    /// Taken of each limit.
    taken: Vec<u32>,
    /// Limits of each vacancy's site.
    limits: Vec<Vec<usize>>,
    /// Persons in placement in each district.
    persons: Vec<i64>,
}

/// A household that changes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// Its index.
    pub household: usize,
    /// Its new vacancy; `None`: without a place.
    pub to: Option<usize>,
}

/// Districts that gain or lose persons by a change; a change has at most two shifts.
#[derive(Clone, Copy, Debug, Default)]
struct DistrictChanges {
    entries: [(usize, i64); 4],
    count: usize,
}

impl DistrictChanges {
    #[inline]
    fn add(&mut self, district: usize, change: i64) {
        let known = self.entries[..self.count]
            .iter_mut()
            .find(|(known, _)| *known == district);
        match known {
            Some(entry) => entry.1 += change,
            None => {
                self.entries[self.count] = (district, change);
                self.count += 1;
            }
        }
    }

    #[inline]
    fn all(&self) -> &[(usize, i64)] {
        &self.entries[..self.count]
    }

    #[inline]
    fn of(&self, district: usize) -> i64 {
        let here = self.all().iter().filter(|(changed, _)| *changed == district);
        here.map(|(_, change)| change).sum()
    }
}

impl<'a> Filling<'a> {
    /// Everybody without a place.
    pub fn new(batch: &'a Batch) -> Filling<'a> {
        let mut class = vec![0; batch.households.len()];
        for (number, members) in batch.classes().iter().enumerate() {
            for &household in members {
                class[household] = number;
            }
        }
        let limits_of = |site: usize| {
            let here = |(at, limit): (usize, &Limit)| (limit.site == site).then_some(at);
            batch.limits.iter().enumerate().filter_map(here).collect()
        };
        let plan = Plan::empty(batch);
        Filling {
            batch,
            class,
            persons: plan.district_persons(batch),
            plan,
            filled: vec![Filled::default(); batch.vacancies.len()],
            taken: vec![0; batch.limits.len()],
            limits: batch.vacancies.iter().map(|v| limits_of(v.site)).collect(),
        }
    }

    /// Filled as a plan says, as far as there is room.
    pub fn with(batch: &'a Batch, plan: &Plan) -> Filling<'a> {
        let mut filling = Filling::new(batch);
        for (household, vacancy) in plan.placed() {
            if filling.fits(household, vacancy) {
                filling.enter(household, vacancy);
            }
        }
        filling
    }

    /// The batch.
    pub fn batch(&self) -> &'a Batch {
        self.batch
    }

    /// The plan as it stands.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Where a household sits.
    pub fn place(&self, household: usize) -> Option<usize> {
        self.plan.0[household]
    }

    /// Whether two households are alike in everything that counts.
    pub fn are_alike(&self, one: usize, other: usize) -> bool {
        self.class[one] == self.class[other]
    }

    fn has_room(&self, vacancy: usize, more: impl FnOnce(&mut Filled)) -> bool {
        let mut filled = self.filled[vacancy];
        more(&mut filled);
        filled.fits(&self.batch.vacancies[vacancy].room)
    }

    /// Whether a household that sits nowhere could sit there now.
    pub fn fits(&self, household: usize, vacancy: usize) -> bool {
        let seeking = &self.batch.households[household];
        self.batch.suits(household, vacancy)
            && self.has_room(vacancy, |filled| filled.add(seeking.persons, seeking.shares))
            && self.limits[vacancy].iter().all(|&limit| {
                let plan = &self.batch.limits[limit];
                u64::from(self.taken[limit]) + u64::from(plan.takes[household]) <= u64::from(plan.most)
            })
            && match &self.batch.vacancies[vacancy].room {
                Room::Several { units } => units
                    .iter()
                    .all(|&(part, count)| self.has_room(part, |filled| filled.whole += count)),
                _ => true,
            }
    }

    /// Puts a household that sits nowhere into a vacancy that it fits.
    pub fn enter(&mut self, household: usize, vacancy: usize) {
        debug_assert!(self.plan.0[household].is_none());
        let seeking = &self.batch.households[household];
        self.filled[vacancy].add(seeking.persons, seeking.shares);
        if let Room::Several { units } = &self.batch.vacancies[vacancy].room {
            for &(part, count) in units {
                self.filled[part].whole += count;
            }
        }
        for &limit in &self.limits[vacancy] {
            self.taken[limit] += self.batch.limits[limit].takes[household];
        }
        self.persons[self.batch.vacancies[vacancy].district] += i64::from(seeking.persons);
        self.plan.0[household] = Some(vacancy);
    }

    /// Takes a household off its place.
    pub fn leave(&mut self, household: usize) {
        let Some(vacancy) = self.plan.0[household].take() else {
            return;
        };
        let seeking = &self.batch.households[household];
        self.filled[vacancy].remove(seeking.persons, seeking.shares);
        if let Room::Several { units } = &self.batch.vacancies[vacancy].room {
            for &(part, count) in units {
                self.filled[part].whole -= count;
            }
        }
        for &limit in &self.limits[vacancy] {
            self.taken[limit] -= self.batch.limits[limit].takes[household];
        }
        self.persons[self.batch.vacancies[vacancy].district] -= i64::from(seeking.persons);
    }

    /// What a change would add to a stage.
    #[inline]
    pub fn difference(&self, stage: Stage, shifts: &[Shift]) -> i64 {
        if stage.is_linear() {
            let term = |shift: &Shift| {
                self.batch.term(stage, shift.household, shift.to)
                    - self
                        .batch
                        .term(stage, shift.household, self.plan.0[shift.household])
            };
            return shifts.iter().map(term).sum();
        }
        if stage == Stage::Trade {
            let parts = self.batch.parts(stage);
            return parts
                .map(|(part, weight)| weight * self.difference(part, shifts))
                .sum();
        }
        let changes = self.district_changes(shifts);
        if stage == Stage::Overload {
            return self.worst_with(&changes) - self.worst_with(&DistrictChanges::default());
        }
        let effect = |&(district, change): &(usize, i64)| {
            let (plan, persons) = (&self.batch.districts[district], self.persons[district]);
            match stage {
                Stage::Mixing => plan.unevenness(persons + change) - plan.unevenness(persons),
                _ => plan.outside_limits(persons + change) - plan.outside_limits(persons),
            }
        };
        changes.all().iter().map(effect).sum()
    }

    fn worst_with(&self, changes: &DistrictChanges) -> i64 {
        let districts = self.batch.districts.iter().zip(&self.persons).enumerate();
        districts
            .map(|(at, (district, &persons))| (persons + changes.of(at)) * district.inverse)
            .max()
            .unwrap_or(0)
    }

    #[inline]
    fn district_changes(&self, shifts: &[Shift]) -> DistrictChanges {
        let mut changes = DistrictChanges::default();
        for shift in shifts {
            let persons = i64::from(self.batch.households[shift.household].persons);
            if let Some(from) = self.plan.0[shift.household] {
                changes.add(self.batch.vacancies[from].district, -persons);
            }
            if let Some(to) = shift.to {
                changes.add(self.batch.vacancies[to].district, persons);
            }
        }
        changes
    }

    /// Carries out a change if there is room for it; says whether. Everybody concerned leaves,
    /// then enters one after the other; if one does not fit, all return.
    pub fn carry_out(&mut self, shifts: &[Shift]) -> bool {
        let mut before = [None; 2];
        for (place, shift) in before.iter_mut().zip(shifts) {
            *place = self.place(shift.household);
            self.leave(shift.household);
        }
        for (done, shift) in shifts.iter().enumerate() {
            let Some(to) = shift.to else { continue };
            if !self.fits(shift.household, to) {
                for undone in &shifts[..done] {
                    self.leave(undone.household);
                }
                for (place, shift) in before.iter().zip(shifts) {
                    if let Some(place) = place {
                        self.enter(shift.household, *place);
                    }
                }
                return false;
            }
            self.enter(shift.household, to);
        }
        true
    }

    /// Whether the number of those who move stays within what is allowed.
    pub fn moves_allowed(&self, shifts: &[Shift]) -> bool {
        let Some(most) = self.batch.most_moves else {
            return true;
        };
        let more = self.difference(Stage::Moves, shifts);
        more <= 0 || self.plan.value(self.batch, Stage::Moves) + more <= i64::from(most)
    }
}
