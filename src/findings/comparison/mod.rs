//! Runs side by side: their figures, the differences on the same futures, the assumptions in
//! which they differ, and what is not like for like.
//!
//! Knows runs as they were stored; reading them is left to `input`, wording to `report`.

mod assumptions;
mod better;
mod caveats;
mod stored;

pub use assumptions::{AssumptionRow, SWITCHED};
pub use better::{Better, better};
pub use caveats::{Caveat, same_futures};
pub use stored::{StoredColumn, StoredDistrict, StoredFigure, StoredPart, StoredRun, StoredSeries};

use super::paired::{Sides, paired_difference, sides};
use super::parts::Sort;
use super::quantity::{Estimate, Unit};
use crate::text::Text;
use assumptions::assumptions;
use caveats::caveats;

/// Most runs that can be compared at once.
pub const MOST_RUNS: usize = 6;

/// Runs side by side; the first is "as before".
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The runs, the base first.
    pub runs: Vec<StoredRun>,
    /// What is not like for like.
    pub caveats: Vec<Caveat>,
    /// The figures that any of them has, in order of first appearance.
    pub rows: Vec<FigureRow>,
    /// The leaves of the resolved scenarios that differ.
    pub assumptions: Vec<AssumptionRow>,
    /// The parts that any of them has, sort by sort.
    pub parts: Vec<PartRows>,
}

/// A part in all runs.
#[derive(Clone, Debug, PartialEq)]
pub struct PartRows {
    /// What it is.
    pub sort: Sort,
    /// Its id.
    pub id: String,
    /// Its name, as the first run that has it says it.
    pub name: Text,
    /// Its figures.
    pub rows: Vec<FigureRow>,
}

/// A figure in all runs.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Its unit.
    pub unit: Unit,
    /// What it counts.
    pub definition: Text,
    /// Its difference to the base in each run; `None` for the base and where nothing can be said.
    pub differences: Vec<Option<Difference>>,
}

/// A difference to the base on the same futures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Mean of the differences of the replications, where the figure is a number in both.
    pub mean: Option<Estimate>,
    /// In how many replications it is smaller, larger, equal.
    pub sides: Sides,
}

/// Compares runs; the first is the base.
pub fn compare(runs: Vec<StoredRun>) -> Comparison {
    let caveats = caveats(&runs);
    let rows = rows(&runs, runs.iter().flat_map(|run| &run.figures), &caveats);
    let assumptions = assumptions(&runs);
    let parts = parts(&runs, &caveats);
    Comparison {
        runs,
        caveats,
        rows,
        assumptions,
        parts,
    }
}

/// The parts of all runs: sort by sort, within in order of first appearance; years by number.
fn parts(runs: &[StoredRun], caveats: &[Caveat]) -> Vec<PartRows> {
    let mut all: Vec<PartRows> = Vec::new();
    for sort in Sort::ALL {
        let stored = || {
            runs.iter()
                .flat_map(|run| &run.parts)
                .filter(move |part| part.sort == sort)
        };
        let mut known: Vec<&StoredPart> = Vec::new();
        for part in stored() {
            if known.iter().all(|other| other.id != part.id) {
                known.push(part);
            }
        }
        if sort == Sort::Year {
            known.sort_by(|one, other| one.id.cmp(&other.id));
        }
        all.extend(known.into_iter().map(|part| {
            PartRows {
                sort,
                id: part.id.clone(),
                name: part.name.clone(),
                rows: rows(
                    runs,
                    stored()
                        .filter(|other| other.id == part.id)
                        .flat_map(|part| &part.figures),
                    caveats,
                ),
            }
        }));
    }
    all
}

/// A row per figure, in order of first appearance.
fn rows<'a>(
    runs: &[StoredRun],
    figures: impl Iterator<Item = &'a StoredFigure>,
    caveats: &[Caveat],
) -> Vec<FigureRow> {
    let mut rows: Vec<FigureRow> = Vec::new();
    for stored in figures {
        if rows.iter().any(|row| row.id == stored.id) {
            continue;
        }
        rows.push(FigureRow {
            id: stored.id.clone(),
            name: stored.figure.name.clone(),
            unit: stored.figure.unit,
            definition: stored.figure.definition.clone(),
            differences: (0..runs.len())
                .map(|run| difference(runs, run, &stored.id, stored.figure.unit, caveats))
                .collect(),
        });
    }
    rows
}

fn difference(
    runs: &[StoredRun],
    run: usize,
    id: &str,
    unit: Unit,
    caveats: &[Caveat],
) -> Option<Difference> {
    if run == 0 || !same_futures(caveats, run) {
        return None;
    }
    let (base, other) = (runs[0].column(id)?, runs[run].column(id)?);
    if base.len() != other.len() {
        return None;
    }
    Some(Difference {
        mean: if unit == Unit::Date {
            None
        } else {
            paired_difference(base, other)
        },
        sides: sides(base, other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Calendar, Date};
    use crate::findings::Figure;
    use crate::scenario::Judgement;
    use serde_json::{Value, json};

    fn run(seed: u64, resolved: Value, unmet: &[f64]) -> StoredRun {
        let day: Date = "2026-01-01".parse().unwrap();
        StoredRun {
            folder: "a".into(),
            version: "0.1.0".into(),
            scenario: "A".into(),
            question: None,
            responsible: None,
            seed,
            replications: unmet.len() as u32,
            calendar: Calendar { start: day, days: 10 },
            date: day,
            inputs: vec![("a.csv".into(), format!("{seed}"))],
            resolved,
            figures: vec![StoredFigure {
                id: "unmet_person_nights".into(),
                figure: Figure {
                    id: "",
                    name: Text::same("unmet"),
                    definition: Text::same(""),
                    unit: Unit::PersonNights,
                    value: crate::findings::Quantity::Number(1.0),
                    low: crate::findings::Quantity::Number(1.0),
                    high: crate::findings::Quantity::Number(1.0),
                    level: 0.95,
                    spread: None,
                    count: None,
                },
            }],
            daily: vec![],
            columns: vec![StoredColumn {
                id: "unmet_person_nights".into(),
                values: unmet.iter().copied().map(Some).collect(),
            }],
            districts: vec![],
            months: vec![],
            judgement: Judgement::default(),
            services: Vec::new(),
            parts: Vec::new(),
            variant: None,
        }
    }

    #[test]
    fn runs_on_the_same_futures_are_paired() {
        let compared = compare(vec![
            run(1, json!({}), &[1.0, 2.0, 3.0]),
            run(1, json!({}), &[0.0, 2.0, 1.0]),
        ]);
        let difference = compared.rows[0].differences[1].unwrap();
        assert_eq!(difference.mean.unwrap().value, -1.0);
        assert_eq!(
            (
                difference.sides.smaller,
                difference.sides.equal,
                difference.sides.larger
            ),
            (2, 1, 0)
        );
        assert_eq!(compared.rows[0].differences[0], None);
        assert!(compared.caveats.is_empty());
    }

    #[test]
    fn another_seed_forbids_pairs_and_a_changed_file_is_named() {
        let compared = compare(vec![
            run(1, json!({}), &[1.0, 2.0]),
            run(2, json!({}), &[0.0, 2.0]),
        ]);
        assert_eq!(
            compared.caveats,
            [Caveat::Seed(1), Caveat::Input(1, "a.csv".into())]
        );
        assert_eq!(compared.rows[0].differences[1], None);
    }

    #[test]
    fn only_leaves_that_differ_are_listed() {
        let compared = compare(vec![
            run(
                1,
                json!({"name": "A", "sites": [{"id": "x", "places": 4}, {"id": "y"}], "a": {"b": 1}}),
                &[0.0],
            ),
            run(
                1,
                json!({"name": "B", "sites": [{"id": "x", "places": 6}], "a": {"b": 1}}),
                &[0.0],
            ),
        ]);
        let keys: Vec<&str> = compared.assumptions.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(keys, ["sites.x.places", "sites.y.id"]);
        assert_eq!(compared.assumptions[1].values, [Some(json!("y")), None]);
    }
}
