//! Rule (13) and the objectives: the value of a stage as terms, and back.

use super::{Formulation, LOAD};
use crate::placement::programme::{Entry, Sense};
use crate::placement::stage::Stage;

impl Formulation<'_> {
    /// (13)
    pub fn earlier_stage_is_held(&mut self, stage: Stage, value: i64) {
        if stage == Stage::Overload {
            // As bounds on whole persons this is exact, however long the loads are.
            for (district, plan) in self.batch.districts.iter().enumerate() {
                let column = &mut self.programme.columns[self.people[district]];
                column.high = column.high.min(value.div_euclid(plan.inverse) as f64);
            }
            return;
        }
        let terms = self.value_of(stage);
        if value == 0
            && terms
                .iter()
                .all(|&(column, factor)| factor > 0.0 && self.programme.columns[column].low >= 0.0)
        {
            // As bounds this is exact, and the programme smaller.
            for (column, _) in terms {
                self.programme.columns[column].high = 0.0;
            }
            return;
        }
        let largest = terms.iter().map(|(_, factor)| factor.abs()).fold(0.0, f64::max);
        if largest == 0.0 {
            return;
        }
        let right = self.in_programme(stage, value) + 0.25 * self.unit(stage);
        let scaled = terms
            .into_iter()
            .map(|(column, factor)| (column, factor / largest))
            .collect();
        self.programme.row(
            "earlier stages are held",
            stage.code().to_owned(),
            scaled,
            Sense::AtMost,
            right / largest,
        );
    }

    /// (13) What the stages held leave of persons in each district: fewest and most.
    pub(in crate::placement) fn persons_stay_between(&mut self, between: &[(i64, i64)]) {
        for (&(fewest, most), &people) in between.iter().zip(&self.people) {
            let column = &mut self.programme.columns[people];
            column.low = column.low.max(fewest as f64);
            column.high = column.high.min(most as f64);
        }
    }

    /// Makes a stage the objective.
    pub fn minimise(&mut self, stage: Stage) {
        self.programme.objective = self.value_of(stage);
    }

    /// The value of a stage as terms.
    pub(super) fn value_of(&self, stage: Stage) -> Vec<Entry> {
        match stage {
            Stage::Overload => self.worst.iter().map(|&column| (column, 1.0)).collect(),
            Stage::Mixing => self.uneven.iter().map(|&column| (column, 1.0)).collect(),
            Stage::Trade => self.weighed(),
            Stage::Limits => {
                let columns = self.above.iter().chain(&self.missing).flatten();
                columns.map(|&column| (column, 1.0)).collect()
            }
            _ => self.linear(stage),
        }
    }

    pub(super) fn linear(&self, stage: Stage) -> Vec<Entry> {
        let mut terms = Vec::new();
        let mut add = |column: usize, term: i64| {
            if term != 0 {
                terms.push((column, term as f64));
            }
        };
        let term = |household: usize, vacancy: Option<usize>| self.batch.term(stage, household, vacancy);
        for kind in &self.kinds {
            let first = kind.first();
            for (vacancy, column) in kind.place.iter().enumerate() {
                if let Some(column) = column {
                    add(*column, term(first, Some(vacancy)));
                }
            }
            for class in &kind.classes {
                let one = class.members[0];
                for (zone, &column) in kind.zones.iter().zip(&class.goes) {
                    add(column, term(one, Some(zone[0])) - term(first, Some(zone[0])));
                }
                add(class.unmet, term(one, None));
            }
        }
        terms
    }

    /// Price and unevenness by their weights.
    fn weighed(&self) -> Vec<Entry> {
        let parts = self.batch.parts(Stage::Trade).flat_map(|(part, weight)| {
            let factor = weight as f64 / self.unit(part) / self.heaviest();
            let terms = self.value_of(part).into_iter();
            terms.map(move |(column, term)| (column, term * factor))
        });
        parts.collect()
    }

    /// The largest weight, by which a trade is divided so that the solver meets handy numbers.
    fn heaviest(&self) -> f64 {
        let parts = self.batch.parts(Stage::Trade);
        let weights = parts.map(|(part, weight)| weight as f64 / self.unit(part));
        weights.fold(1.0, f64::max)
    }

    /// One step of a stage's value in the units of the programme.
    pub(super) fn unit(&self, stage: Stage) -> f64 {
        match stage {
            Stage::Overload => LOAD,
            Stage::Mixing => LOAD / self.scale(),
            Stage::Trade => 1.0 / self.heaviest(),
            _ => 1.0,
        }
    }

    /// A stage's value in the units of the programme.
    pub fn in_programme(&self, stage: Stage, value: i64) -> f64 {
        value as f64 * self.unit(stage)
    }

    /// A solver's bound in the stage's own whole numbers: no plan is below it. A solver's
    /// numbers are only so exact: a bound within a millionth (for unevenness, which has many
    /// digits, a hundred-thousandth) of what is `reached` reaches it.
    pub fn bound_in_stage(&self, stage: Stage, bound: f64, reached: i64) -> i64 {
        let value = (bound / self.unit(stage)).clamp(-9e17, 9e17);
        let precision = if matches!(stage, Stage::Mixing | Stage::Trade) {
            1e-5
        } else {
            1e-6
        };
        let slack = precision * (1.0 + value.abs());
        if value + slack >= reached as f64 {
            return reached;
        }
        libm::ceil(value - slack) as i64
    }
}
