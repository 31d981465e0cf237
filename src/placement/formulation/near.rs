//! Whole places as near as can be to those of a relaxed programme.

use super::Formulation;
use crate::placement::programme::Sense;

/// A place whose distance from the relaxed value is counted.
#[derive(Clone, Copy, Debug)]
pub(in crate::placement) struct Deviation {
    place: usize,
    /// The relaxed value without its part.
    whole: f64,
    /// Column of the step from the whole number to the next, past the relaxed value.
    up: usize,
    /// Column of what goes beyond that.
    more: usize,
    /// Column of what is missing.
    fewer: usize,
}

impl Formulation<'_> {
    /// Makes it the objective that places are near the values of another programme of the same
    /// kinds.
    pub(in crate::placement) fn stays_near(&mut self, other: &Formulation, values: &[f64]) -> Vec<Deviation> {
        let mut deviations = Vec::new();
        for kind in 0..self.kinds.len().min(other.kinds.len()) {
            for vacancy in 0..self.batch.vacancies.len() {
                let columns = (self.kinds[kind].place[vacancy], other.kinds[kind].place[vacancy]);
                let (Some(place), Some(there)) = columns else {
                    continue;
                };
                let value = values.get(there).copied().unwrap_or(0.0).max(0.0);
                if value < 1e-6 {
                    self.programme.objective.push((place, 1.0));
                } else {
                    deviations.push(self.deviation(place, value, &format!("k{kind},v{vacancy}")));
                }
            }
        }
        deviations
    }

    fn deviation(&mut self, place: usize, value: f64, of: &str) -> Deviation {
        let whole = libm::floor(value + 1e-6);
        let part = (value - whole).max(0.0);
        let most = self.programme.columns[place].high;
        let mut add = |name: &str, high: f64, cost: f64| {
            let column = self
                .programme
                .column(format!("{name}[{of}]"), 0.0, high.max(0.0), false);
            self.programme.objective.push((column, cost));
            column
        };
        let deviation = Deviation {
            place,
            whole,
            up: add("up", 1.0, 1.0 - 2.0 * part),
            more: add("more", most, 1.0),
            fewer: add("fewer", whole, 1.0),
        };
        let terms = vec![
            (place, 1.0),
            (deviation.up, -1.0),
            (deviation.more, -1.0),
            (deviation.fewer, 1.0),
        ];
        self.programme.row(
            "deviations are counted",
            of.to_owned(),
            terms,
            Sense::Equal,
            whole,
        );
        deviation
    }
}

impl Deviation {
    /// Enters what belongs to the places among values.
    pub(in crate::placement) fn enter(&self, values: &mut [f64]) {
        let by = values[self.place] - self.whole;
        values[self.up] = by.clamp(0.0, 1.0);
        values[self.more] = (by - 1.0).max(0.0);
        values[self.fewer] = (-by).max(0.0);
    }
}
