//! Rules (7) to (11): what the districts carry.

use super::{Formulation, LOAD};
use crate::placement::programme::{Programme, Sense};
use crate::placement::water;

impl Formulation<'_> {
    /// (7)
    pub(super) fn districts_add_up(&mut self) {
        for district in 0..self.batch.districts.len() {
            let mut terms = vec![(self.people[district], 1.0)];
            for (vacancy, plan) in self.batch.vacancies.iter().enumerate() {
                if plan.district == district {
                    terms.extend(
                        self.in_vacancy(vacancy)
                            .map(|(kind, column)| (column, -self.persons(kind))),
                    );
                }
            }
            self.programme.row(
                "districts add up",
                format!("d{district}"),
                terms,
                Sense::Equal,
                self.start[district] as f64,
            );
        }
    }

    /// (8)
    pub(super) fn the_worst_district_sets_the_level(&mut self) {
        if self.worst.is_some() {
            return;
        }
        let loads = self.batch.districts.iter().zip(&self.start);
        let high = loads
            .map(|(d, &start)| (start + self.batch.persons() as i64) as f64 * d.inverse as f64 * LOAD)
            .fold(0.0, f64::max);
        let worst = self.programme.column("worst".to_owned(), 0.0, high, false);
        self.worst = Some(worst);
        for (district, plan) in self.batch.districts.iter().enumerate() {
            let terms = vec![(self.people[district], plan.inverse as f64 * LOAD), (worst, -1.0)];
            self.programme.row(
                "the worst district sets the level",
                format!("d{district}"),
                terms,
                Sense::AtMost,
                0.0,
            );
        }
    }

    pub(super) fn add_unevenness(&mut self) {
        if !self.uneven.is_empty() {
            return;
        }
        let everybody = self.batch.persons() as i64;
        for district in 0..self.batch.districts.len() {
            let start = self.start[district];
            let low = self.unevenness(district, start);
            let high = self.unevenness(district, start + everybody).max(low);
            let name = format!("uneven[d{district}]");
            self.uneven.push(self.programme.column(name, low, high, false));
        }
    }

    /// Value of f_d in the units of the programme: mean load of a person.
    pub(super) fn unevenness(&self, district: usize, persons: i64) -> f64 {
        self.batch.districts[district].unevenness(persons) as f64 * LOAD / self.scale()
    }

    /// Persons in placement when everybody has a place.
    pub(super) fn scale(&self) -> f64 {
        (self.start.iter().sum::<i64>() as f64 + self.batch.persons() as f64).max(1.0)
    }

    /// (9) for one district at one whole number; says whether the chord is new.
    pub fn unevenness_lies_above_its_chord(&mut self, district: usize, at: i64) -> bool {
        let everybody = self.batch.persons() as i64;
        let last = (self.start[district] + everybody - 1).max(self.start[district]);
        let at = at.clamp(self.start[district], last);
        if self.uneven.is_empty() || self.chords[district].contains(&at) {
            return false;
        }
        self.chords[district].push(at);
        let value = self.unevenness(district, at);
        let slope = self.unevenness(district, at + 1) - value;
        self.programme.row(
            "unevenness lies above its chords",
            format!("d{district} at {at}"),
            vec![(self.uneven[district], 1.0), (self.people[district], -slope)],
            Sense::AtLeast,
            value - slope * at as f64,
        );
        true
    }

    /// (10)
    pub(super) fn maximum_shares_are_kept_or_counted(&mut self) {
        for district in 0..self.batch.districts.len() {
            let Some(most) = self.batch.districts[district].most else {
                continue;
            };
            let high = (self.start[district] + self.batch.persons() as i64) as f64;
            let above = self
                .programme
                .column(format!("above[d{district}]"), 0.0, high, false);
            self.above[district] = Some(above);
            let terms = vec![(self.people[district], 1.0), (above, -1.0)];
            self.programme.row(
                "maximum shares are kept or counted",
                format!("d{district}"),
                terms,
                Sense::AtMost,
                f64::from(most),
            );
        }
    }

    /// (11)
    pub(super) fn clusters_are_large_or_counted(&mut self) {
        const RULE: &str = "clusters are large or counted";
        for district in 0..self.batch.districts.len() {
            let least = f64::from(self.batch.districts[district].least);
            if least <= 0.0 {
                continue;
            }
            let (of, people) = (format!("d{district}"), self.people[district]);
            let most = (self.start[district] + self.batch.persons() as i64) as f64;
            let used = self
                .programme
                .column(format!("used[d{district}]"), 0.0, 1.0, true);
            let missing = self
                .programme
                .column(format!("missing[d{district}]"), 0.0, least, false);
            self.used[district] = Some(used);
            self.missing[district] = Some(missing);
            self.programme.row(
                RULE,
                of.clone(),
                vec![(people, 1.0), (used, -most)],
                Sense::AtMost,
                0.0,
            );
            let terms = vec![(people, 1.0), (missing, 1.0), (used, -least)];
            self.programme.row(RULE, of, terms, Sense::AtLeast, 0.0);
        }
    }

    /// All loads at which the worst district could end, rising.
    pub fn levels(&self) -> Vec<i64> {
        let districts = || self.batch.districts.iter().zip(&self.start);
        let standing = districts()
            .map(|(d, &start)| start * d.inverse)
            .max()
            .unwrap_or(0);
        let room = water::room(self.batch);
        let everybody = self.batch.persons();
        let mut levels = vec![standing];
        for ((district, &start), &room) in districts().zip(&room) {
            let more = 1..=u64::from(room).min(everybody) as i64;
            levels.extend(more.map(|more| (start + more) * district.inverse));
        }
        levels.retain(|&level| level >= standing);
        levels.sort_unstable();
        levels.dedup();
        levels
    }

    /// The programme with no district above a level; any values that keep its rules will do.
    pub fn closed_above(&self, level: i64) -> Programme {
        let mut closed = self.programme.clone();
        closed.objective.clear();
        for (plan, &people) in self.batch.districts.iter().zip(&self.people) {
            let column = &mut closed.columns[people];
            column.high = column
                .high
                .min(level.div_euclid(plan.inverse) as f64)
                .max(column.low);
        }
        closed
    }
}
