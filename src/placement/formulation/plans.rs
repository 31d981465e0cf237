//! From a solver's values to plans, and from plans to values.

use super::{Formulation, LOAD};
use crate::placement::batch::{Room, Shares};
use crate::placement::plan::Plan;
use crate::placement::stage::Stage;

impl Formulation<'_> {
    /// The plan that a solver's values stand for: places of a class go out by order of the file.
    /// `None` if the values are no counts.
    pub fn plan(&self, values: &[f64]) -> Option<Plan> {
        let mut plan = Plan::empty(self.batch);
        for (class, members) in self.classes.iter().enumerate() {
            let mut waiting = members.iter();
            for (vacancy, column) in self.place[class].iter().enumerate() {
                let Some(column) = column else { continue };
                let value = *values.get(*column)?;
                let count = libm::round(value);
                if (value - count).abs() > 1e-4 || count < -0.5 {
                    return None;
                }
                for _ in 0..count as usize {
                    plan.0[*waiting.next()?] = Some(vacancy);
                }
            }
        }
        Some(plan)
    }

    /// The plan in which so many of each class are placed as the values say at least.
    pub fn rounded_down(&self, values: &[f64]) -> Plan {
        let mut plan = Plan::empty(self.batch);
        for (class, members) in self.classes.iter().enumerate() {
            let mut waiting = members.iter();
            for (vacancy, column) in self.place[class].iter().enumerate() {
                let value = column
                    .and_then(|column| values.get(column))
                    .copied()
                    .unwrap_or(0.0);
                let count = libm::floor(value + 1e-6).max(0.0) as usize;
                for &household in waiting.by_ref().take(count) {
                    plan.0[household] = Some(vacancy);
                }
            }
        }
        plan
    }

    /// The values that stand for a plan: a start for a solver.
    pub fn values(&self, plan: &Plan) -> Vec<f64> {
        let mut values = vec![0.0; self.programme.columns.len()];
        for (class, members) in self.classes.iter().enumerate() {
            for &household in members {
                let column = match plan.0[household] {
                    Some(vacancy) => self.place[class][vacancy],
                    None => Some(self.unmet[class]),
                };
                if let Some(column) = column {
                    values[column] += 1.0;
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
