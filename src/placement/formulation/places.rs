//! Rules (1) to (6) and (12): who is where, and what that takes of units, beds and limits.

use super::Formulation;
use crate::placement::batch::{Room, Shares};
use crate::placement::programme::{Entry, Sense};
use crate::placement::stage::Stage;

impl Formulation<'_> {
    /// (1)
    pub(super) fn everyone_is_counted(&mut self) {
        const RULE: &str = "everyone is counted";
        for (at, kind) in self.kinds.iter().enumerate() {
            if kind.zones.is_empty() {
                let places = kind.place.iter().flatten().copied();
                let unmet = kind.classes.iter().map(|class| class.unmet);
                let terms = places.chain(unmet).map(|column| (column, 1.0)).collect();
                let all = kind.size() as f64;
                self.programme
                    .row(RULE, format!("k{at}"), terms, Sense::Equal, all);
                continue;
            }
            for class in &kind.classes {
                let columns = class.goes.iter().chain([&class.unmet]);
                let terms = columns.map(|&column| (column, 1.0)).collect();
                let all = class.members.len() as f64;
                let of = format!("c{}", class.number);
                self.programme.row(RULE, of, terms, Sense::Equal, all);
            }
        }
    }

    /// (2)
    pub(super) fn who_goes_to_a_zone_has_a_place_there(&mut self) {
        for (at, kind) in self.kinds.iter().enumerate() {
            for (number, zone) in kind.zones.iter().enumerate() {
                let go = kind.classes.iter().map(|class| (class.goes[number], 1.0));
                let places = zone.iter().filter_map(|&vacancy| kind.place[vacancy]);
                let terms = go.chain(places.map(|column| (column, -1.0))).collect();
                self.programme.row(
                    "who goes to a zone has a place there",
                    format!("k{at} in z{number}"),
                    terms,
                    Sense::Equal,
                    0.0,
                );
            }
        }
    }

    /// (3)
    pub(super) fn no_unit_is_overfilled(&mut self) {
        for vacancy in 0..self.batch.vacancies.len() {
            let Room::Units { count, .. } = self.batch.vacancies[vacancy].room else {
                continue;
            };
            let mut terms: Vec<Entry> = self
                .in_vacancy(vacancy)
                .filter(|&(kind, _)| self.shares(kind) == Shares::Nothing)
                .map(|(_, column)| (column, 1.0))
                .collect();
            terms.extend(self.parts_of(vacancy));
            for (sex, shares, name) in [(0, Shares::WithMen, "men"), (1, Shares::WithWomen, "women")] {
                if self
                    .in_vacancy(vacancy)
                    .any(|(kind, _)| self.shares(kind) == shares)
                {
                    let name = format!("{name}[v{vacancy}]");
                    let column = self.programme.column(name, 0.0, f64::from(count), true);
                    self.shared[vacancy][sex] = Some(column);
                    terms.push((column, 1.0));
                }
            }
            self.programme.row(
                "no unit is overfilled",
                format!("v{vacancy}"),
                terms,
                Sense::AtMost,
                f64::from(count),
            );
        }
    }

    /// Units of a vacancy that are part of placings in several units.
    pub(super) fn parts_of(&self, vacancy: usize) -> Vec<Entry> {
        let mut parts = Vec::new();
        for (larger, plan) in self.batch.vacancies.iter().enumerate() {
            let Room::Several { units } = &plan.room else {
                continue;
            };
            for &(_, count) in units.iter().filter(|(part, _)| *part == vacancy) {
                parts.extend(
                    self.in_vacancy(larger)
                        .map(|(_, column)| (column, f64::from(count))),
                );
            }
        }
        parts
    }

    /// (4)
    pub(super) fn single_people_share_with_their_sex(&mut self) {
        for vacancy in 0..self.batch.vacancies.len() {
            let Room::Units { beds, .. } = self.batch.vacancies[vacancy].room else {
                continue;
            };
            for (sex, shares) in [(0, Shares::WithMen), (1, Shares::WithWomen)] {
                let Some(units) = self.shared[vacancy][sex] else {
                    continue;
                };
                let mut terms: Vec<Entry> = self
                    .in_vacancy(vacancy)
                    .filter(|&(kind, _)| self.shares(kind) == shares)
                    .map(|(_, column)| (column, 1.0))
                    .collect();
                terms.push((units, -f64::from(beds)));
                self.programme.row(
                    "single people share with their sex",
                    format!("v{vacancy}"),
                    terms,
                    Sense::AtMost,
                    0.0,
                );
            }
        }
    }

    /// (5)
    pub(super) fn no_bed_is_taken_twice(&mut self) {
        for vacancy in 0..self.batch.vacancies.len() {
            let Room::Beds { count } = self.batch.vacancies[vacancy].room else {
                continue;
            };
            let terms = self
                .in_vacancy(vacancy)
                .map(|(kind, column)| (column, self.persons(kind)))
                .collect();
            self.programme.row(
                "no bed is taken twice",
                format!("v{vacancy}"),
                terms,
                Sense::AtMost,
                f64::from(count),
            );
        }
    }

    /// (6)
    pub(super) fn the_limits_of_sites_are_kept(&mut self) {
        for (number, limit) in self.batch.limits.iter().enumerate() {
            let mut terms = Vec::new();
            for (vacancy, plan) in self.batch.vacancies.iter().enumerate() {
                if plan.site == limit.site {
                    terms.extend(self.in_vacancy(vacancy).filter_map(|(kind, column)| {
                        let takes = limit.takes[self.kinds[kind].first()];
                        (takes > 0).then_some((column, f64::from(takes)))
                    }));
                }
            }
            self.programme.row(
                "the limits of sites are kept",
                format!("l{number}"),
                terms,
                Sense::AtMost,
                f64::from(limit.most),
            );
        }
    }

    /// (12)
    pub(super) fn relocations_stay_within_their_number(&mut self) {
        let Some(most) = self.batch.most_moves else {
            return;
        };
        let terms = self.linear(Stage::Moves);
        self.programme.row(
            "relocations stay within their number",
            "all".to_owned(),
            terms,
            Sense::AtMost,
            f64::from(most),
        );
    }
}
