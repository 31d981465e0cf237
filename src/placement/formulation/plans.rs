//! From a solver's values to plans, and from plans to values.

use super::{Formulation, LOAD};
use crate::placement::batch::{Room, Shares};
use crate::placement::plan::Plan;
use crate::placement::stage::Stage;

impl Formulation<'_> {
    /// The plan that a solver's values stand for: places of a class go out by order of the file.
    /// `None` if the values are no counts.
    pub fn plan(&self, values: &[f64]) -> Option<Plan> {
        let whole = |&value: &f64| (value - libm::round(value)).abs() <= 1e-4 && value > -0.5;
        let mut counts = self.counts();
        if values.len() != self.programme.columns.len() || !counts.all(|column| whole(&values[column])) {
            return None;
        }
        let plan = self.handed_out(|column| libm::round(values[column]) as usize)?;
        let wanted: f64 = self
            .kinds
            .iter()
            .flat_map(|kind| kind.place.iter().flatten())
            .map(|&column| libm::round(values[column]))
            .sum();
        (plan.placed().count() as f64 == wanted).then_some(plan)
    }

    /// The plan in which so many of each class are placed as the values say at least.
    pub fn rounded_down(&self, values: &[f64]) -> Plan {
        let at_least = |column: usize| {
            let value = values.get(column).copied().unwrap_or(0.0);
            libm::floor(value + 1e-6).max(0.0) as usize
        };
        self.handed_out(at_least)
            .unwrap_or_else(|| Plan::empty(self.batch))
    }

    /// Has as many persons in each district as a plan.
    pub fn keeps_people_of(&mut self, plan: &Plan) {
        for (persons, &people) in plan.district_persons(self.batch).into_iter().zip(&self.people) {
            let column = &mut self.programme.columns[people];
            (column.low, column.high) = (persons as f64, persons as f64);
        }
    }

    /// Leaves as many of each class without a place as a plan, where the classes of a kind cost alike.
    pub fn leaves_out_as_many_as(&mut self, plan: &Plan) {
        for kind in self.kinds.iter().filter(|kind| kind.zones.is_empty()) {
            for class in &kind.classes {
                let without = class
                    .members
                    .iter()
                    .filter(|&&household| plan.0[household].is_none());
                let column = &mut self.programme.columns[class.unmet];
                (column.low, column.high) = (without.clone().count() as f64, without.count() as f64);
            }
        }
    }

    /// Leaves everybody where a plan puts them who is in none of these districts; who is there may
    /// change places within them.
    pub fn opens_only(&mut self, districts: &[usize], values: &[f64]) {
        let is_open = |vacancy: usize| districts.contains(&self.batch.vacancies[vacancy].district);
        let mut closed = Vec::new();
        for kind in &self.kinds {
            let places = kind.place.iter().enumerate();
            closed.extend(places.filter_map(|(vacancy, place)| (*place).filter(|_| !is_open(vacancy))));
            for class in &kind.classes {
                closed.push(class.unmet);
                let zones = || kind.zones.iter().zip(&class.goes);
                let in_open = |zone: &[usize]| zone.iter().any(|&vacancy| is_open(vacancy));
                let stays = |(zone, column): (&Vec<usize>, &usize)| !in_open(zone) || values[*column] == 0.0;
                let all_stay = zones().all(stays);
                let close = |(zone, _): &(&Vec<usize>, &usize)| all_stay || !in_open(zone);
                closed.extend(zones().filter(close).map(|(_, &column)| column));
            }
        }
        for (vacancy, shared) in self.shared.iter().enumerate() {
            if !is_open(vacancy) {
                closed.extend(shared.iter().flatten());
            }
        }
        for column in closed {
            let bounds = &mut self.programme.columns[column];
            (bounds.low, bounds.high) = (values[column], values[column]);
        }
    }

    /// The plan of these values in which those have a place who have one in another plan.
    pub fn plan_for_those_placed(&self, values: &[f64], other: &Plan) -> Option<Plan> {
        let found = self.plan(values)?;
        let mut plan = Plan::empty(self.batch);
        for kind in &self.kinds {
            let members = || {
                kind.classes
                    .iter()
                    .flat_map(|class| class.members.iter().copied())
            };
            let mut places: Vec<usize> = members().filter_map(|household| found.0[household]).collect();
            places.sort_unstable();
            let placed: Vec<usize> = members()
                .filter(|&household| other.0[household].is_some())
                .collect();
            if placed.len() != places.len() {
                return None;
            }
            for (household, vacancy) in placed.into_iter().zip(places) {
                plan.0[household] = Some(vacancy);
            }
        }
        Some(plan)
    }

    /// The columns that count units shared by single people.
    pub fn shared_units(&self) -> Vec<usize> {
        self.shared.iter().flatten().flatten().copied().collect()
    }

    /// The columns that count households.
    fn counts(&self) -> impl Iterator<Item = usize> + '_ {
        self.kinds.iter().flat_map(|kind| {
            let classes = kind.classes.iter();
            let of_classes = classes.flat_map(|class| class.goes.iter().copied().chain([class.unmet]));
            kind.place.iter().flatten().copied().chain(of_classes)
        })
    }

    /// Hands places out to households as long as there are both; `None` where a count is larger
    /// than there can be.
    fn handed_out(&self, count: impl Fn(usize) -> usize) -> Option<Plan> {
        let mut plan = Plan::empty(self.batch);
        for kind in &self.kinds {
            let places_in = |vacancies: &mut dyn Iterator<Item = usize>| -> Option<Vec<usize>> {
                let mut places = Vec::new();
                for vacancy in vacancies {
                    let places_there = kind.place[vacancy].map_or(0, &count);
                    if places_there > kind.size() {
                        return None;
                    }
                    places.extend(std::iter::repeat_n(vacancy, places_there));
                }
                Some(places)
            };
            if kind.zones.is_empty() {
                let mut places = places_in(&mut (0..kind.place.len()))?.into_iter();
                for class in &kind.classes {
                    let placed = class.members.len().saturating_sub(count(class.unmet));
                    for (&household, vacancy) in class.members[..placed].iter().zip(places.by_ref()) {
                        plan.0[household] = Some(vacancy);
                    }
                }
                continue;
            }
            let mut waiting: Vec<_> = kind.classes.iter().map(|class| class.members.iter()).collect();
            for (number, zone) in kind.zones.iter().enumerate() {
                let mut places = places_in(&mut zone.iter().copied())?.into_iter();
                for (class, waiting) in kind.classes.iter().zip(&mut waiting) {
                    for _ in 0..count(class.goes[number]) {
                        let Some(vacancy) = places.next() else { break };
                        plan.0[*waiting.next()?] = Some(vacancy);
                    }
                }
            }
        }
        Some(plan)
    }

    /// The values that stand for a plan: a start for a solver.
    pub fn values(&self, plan: &Plan) -> Vec<f64> {
        let mut values = vec![0.0; self.programme.columns.len()];
        for kind in &self.kinds {
            for class in &kind.classes {
                for &household in &class.members {
                    let Some(vacancy) = plan.0[household] else {
                        values[class.unmet] += 1.0;
                        continue;
                    };
                    if let Some(column) = kind.place[vacancy] {
                        values[column] += 1.0;
                    }
                    let zone = kind.zones.iter().position(|zone| zone.contains(&vacancy));
                    if let Some(zone) = zone {
                        values[class.goes[zone]] += 1.0;
                    }
                }
            }
        }
        self.count_shared_units(plan, &mut values);
        let after = plan.district_persons(self.batch);
        for (district, &persons) in after.iter().enumerate() {
            self.district_values(district, persons, &mut values);
        }
        if let Some(worst) = self.worst {
            values[worst] = plan.value(self.batch, Stage::Overload) as f64 * LOAD;
        }
        values
    }

    pub(super) fn count_shared_units(&self, plan: &Plan, values: &mut [f64]) {
        for (vacancy, shared) in self.shared.iter().enumerate() {
            let Room::Units { beds, .. } = self.batch.vacancies[vacancy].room else {
                continue;
            };
            for (sex, shares) in [(0, Shares::WithMen), (1, Shares::WithWomen)] {
                let here = plan
                    .placed()
                    .filter(|&(household, place)| {
                        place == vacancy && self.batch.households[household].shares == shares
                    })
                    .count() as u32;
                if let Some(column) = shared[sex] {
                    values[column] = f64::from(here.div_ceil(beds));
                }
            }
        }
    }

    pub(super) fn district_values(&self, district: usize, persons: i64, values: &mut [f64]) {
        let plan = &self.batch.districts[district];
        values[self.people[district]] = persons as f64;
        if let Some(&uneven) = self.uneven.get(district) {
            values[uneven] = self.unevenness(district, persons);
        }
        if let (Some(above), Some(most)) = (self.above[district], plan.most) {
            values[above] = (persons - i64::from(most)).max(0) as f64;
        }
        if let (Some(used), Some(missing)) = (self.used[district], self.missing[district]) {
            let is_used = persons > 0;
            values[used] = f64::from(u8::from(is_used));
            let short = if is_used {
                (i64::from(plan.least) - persons).max(0)
            } else {
                0
            };
            values[missing] = short as f64;
        }
    }
}
