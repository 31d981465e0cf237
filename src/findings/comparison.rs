//! Runs side by side: their figures, the differences on the same futures, the assumptions in
//! which they differ, and what is not like for like.
//!
//! Knows runs as they were stored; reading them is left to `input`, wording to `report`.

use super::paired::{Sides, paired_difference, sides};
use super::parts::Sort;
use super::services::ServiceRisk;
use super::{Estimate, Figure, MonthRisk, Unit};
use crate::calendar::{Calendar, Date};
use crate::scenario::{Judgement, Variant};
use crate::text::Text;
use geo::MultiPolygon;
use serde_json::Value;

/// Most runs that can be compared at once.
pub const MOST_RUNS: usize = 6;

/// A run as it lies in its results folder.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRun {
    /// The folder, as the user named it.
    pub folder: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// Name of the scenario.
    pub scenario: String,
    /// The question that it answers.
    pub question: Option<String>,
    /// Seed of the draws.
    pub seed: u64,
    /// Replications that were played.
    pub replications: u32,
    /// The days that were played.
    pub calendar: Calendar,
    /// The date of its report.
    pub date: Date,
    /// Files that were read, with their hashes.
    pub inputs: Vec<(String, String)>,
    /// The scenario with everything resolved.
    pub resolved: Value,
    /// Its figures.
    pub figures: Vec<StoredFigure>,
    /// The course of the days.
    pub daily: Vec<StoredSeries>,
    /// Values of every replication.
    pub columns: Vec<StoredColumn>,
    /// By district; empty where the folder does not say it.
    pub districts: Vec<StoredDistrict>,
    /// Risk of shortage by month; empty where the folder does not say it.
    pub months: Vec<MonthRisk>,
    /// When the traffic light turns.
    pub judgement: Judgement,
    /// The services, in order of the file; empty where the folder does not say it.
    pub services: Vec<ServiceRisk>,
    /// Services, surges, shocks, steps and years; empty where the folder does not say it.
    pub parts: Vec<StoredPart>,
    /// Which measures were switched on or off for this run.
    pub variant: Option<Variant>,
}

/// A part of a run read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPart {
    /// What it is.
    pub sort: Sort,
    /// Its id among those of its sort.
    pub id: String,
    /// Its name for people.
    pub name: Text,
    /// Its figures; their ids are paths (`year/2026/net`).
    pub figures: Vec<StoredFigure>,
}

/// A district read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredDistrict {
    /// Its id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Residents.
    pub residents: f64,
    /// Persons housed per 1,000 residents, mean over the nights.
    pub per_thousand: Estimate,
    /// Border in degrees (WGS 84); empty where the folder does not hold it.
    pub border: MultiPolygon,
}

/// A figure read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredFigure {
    /// Its id.
    pub id: String,
    /// The figure; its own id is empty, as those of a running program are constants.
    pub figure: Figure,
}

/// A daily series read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredSeries {
    /// Its id.
    pub id: String,
    /// Mean of each day.
    pub mean: Vec<f64>,
    /// Quantiles 5, 25, 50, 75, 95 % of each day.
    pub quantiles: Vec<[f64; 5]>,
}

/// Values of one figure in every replication, read from a file.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredColumn {
    /// Figure id.
    pub id: String,
    /// The values.
    pub values: Vec<Option<f64>>,
}

impl StoredRun {
    /// The figure with this id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        let of_parts = self.parts.iter().flat_map(|part| &part.figures);
        self.figures
            .iter()
            .chain(of_parts)
            .find(|stored| stored.id == id)
            .map(|stored| &stored.figure)
    }

    /// The series with this id.
    pub fn series(&self, id: &str) -> Option<&StoredSeries> {
        self.daily.iter().find(|series| series.id == id)
    }

    /// The values of this figure in every replication.
    pub fn column(&self, id: &str) -> Option<&[Option<f64>]> {
        self.columns
            .iter()
            .find(|column| column.id == id)
            .map(|column| column.values.as_slice())
    }
}

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

/// Something in which a run is not like the base, so that a difference may not come from the
/// assumptions. Positions are those of the runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caveat {
    /// Another seed: other futures.
    Seed(usize),
    /// Another number of replications.
    Replications(usize),
    /// Another period.
    Period(usize),
    /// Another version of the program.
    Version(usize),
    /// A file of the same name had another content.
    Input(usize, String),
}

impl Caveat {
    /// Whether replications of the two runs cannot be paired.
    fn forbids_pairs(&self) -> bool {
        matches!(
            self,
            Caveat::Seed(_) | Caveat::Replications(_) | Caveat::Period(_)
        )
    }

    /// The run concerned.
    pub fn run(&self) -> usize {
        match self {
            Caveat::Seed(run)
            | Caveat::Replications(run)
            | Caveat::Period(run)
            | Caveat::Version(run)
            | Caveat::Input(run, _) => *run,
        }
    }
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

/// A value in which the scenarios differ.
#[derive(Clone, Debug, PartialEq)]
pub struct AssumptionRow {
    /// Dotted key.
    pub key: String,
    /// The value in each run; `None`: not there.
    pub values: Vec<Option<Value>>,
}

/// Which direction of a figure is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less is better.
    Smaller,
    /// More, or later, is better.
    Larger,
    /// Neither.
    Neither,
}

/// Which direction is better for this figure.
pub fn better(id: &str) -> Better {
    // Values of parts are named by paths.
    match id.rsplit('/').next().unwrap_or(id) {
        "unmet_person_nights"
        | "waiting_person_nights"
        | "emergency_person_nights"
        | "lost_households_share"
        | "probability_of_shortage"
        | "probability_of_lasting_shortage"
        | "blocked_bed_nights"
        | "worst_district_share"
        | "dissimilarity_end"
        | "forced_moves"
        | "relocations"
        | "cost_total_eur"
        | "probability_of_bottleneck"
        | "waiting_median_days"
        | "waiting_p90_days"
        | "waiting_mean_days"
        | "waiting_person_days"
        | "waiting_nights"
        | "reached"
        | "too_late"
        | "affected"
        | "cost"
        | "net"
        | "operation"
        | "investment" => Better::Smaller,
        "first_shortage_date"
        | "first_day"
        | "free_usable_places_min"
        | "first_bottleneck_date"
        | "in_time_share"
        | "revenue" => Better::Larger,
        _ => Better::Neither,
    }
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

fn caveats(runs: &[StoredRun]) -> Vec<Caveat> {
    let Some((base, others)) = runs.split_first() else {
        return Vec::new();
    };
    let mut caveats = Vec::new();
    for (index, other) in others.iter().enumerate() {
        let run = index + 1;
        if other.seed != base.seed {
            caveats.push(Caveat::Seed(run));
        }
        if other.replications != base.replications {
            caveats.push(Caveat::Replications(run));
        }
        if other.calendar != base.calendar {
            caveats.push(Caveat::Period(run));
        }
        if other.version != base.version {
            caveats.push(Caveat::Version(run));
        }
        caveats.extend(changed_inputs(base, other).map(|file| Caveat::Input(run, file)));
    }
    caveats
}

fn changed_inputs<'a>(base: &'a StoredRun, other: &'a StoredRun) -> impl Iterator<Item = String> + 'a {
    other
        .inputs
        .iter()
        .filter(|(file, hash)| base.inputs.iter().any(|(name, was)| name == file && was != hash))
        .map(|(file, _)| file.clone())
}

/// Whether replications of this run can be paired with those of the base.
pub fn same_futures(caveats: &[Caveat], run: usize) -> bool {
    !caveats
        .iter()
        .any(|caveat| caveat.run() == run && caveat.forbids_pairs())
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

/// Keys of the resolved scenario that say who speaks, not what is assumed.
const WORDS: &[&str] = &[
    "name",
    "question",
    "description",
    "responsible",
    "notes",
    "past",
    "seed",
    "replications",
];

fn assumptions(runs: &[StoredRun]) -> Vec<AssumptionRow> {
    let leaves: Vec<Vec<(String, &Value)>> = runs.iter().map(|run| leaves(&run.resolved)).collect();
    let mut keys: Vec<&str> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for (key, _) in leaves.iter().flatten() {
        if known.insert(key.as_str()) {
            keys.push(key);
        }
    }
    let maps: Vec<std::collections::BTreeMap<&str, &Value>> = leaves
        .iter()
        .map(|leaves| leaves.iter().map(|(key, value)| (key.as_str(), *value)).collect())
        .collect();
    let switched = AssumptionRow {
        key: SWITCHED.to_owned(),
        values: runs
            .iter()
            .map(|run| run.variant.as_ref().map(Variant::to_json))
            .collect(),
    };
    let others = keys.into_iter().map(|key| AssumptionRow {
        key: key.to_owned(),
        values: maps
            .iter()
            .map(|map| map.get(key).map(|v| (*v).clone()))
            .collect(),
    });
    std::iter::once(switched)
        .chain(others)
        .filter(|row| row.values.iter().any(|value| *value != row.values[0]))
        .collect()
}

/// The key of the row that says which measures were switched on or off: no key of the scenario.
pub const SWITCHED: &str = "variant";

/// The leaves of a resolved scenario with their dotted keys, in order.
fn leaves(resolved: &Value) -> Vec<(String, &Value)> {
    let mut found = Vec::new();
    if let Value::Object(entries) = resolved {
        for (key, value) in entries {
            if !WORDS.contains(&key.as_str()) {
                collect(key.clone(), value, &mut found);
            }
        }
    }
    found
}

fn collect<'a>(key: String, value: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    match value {
        Value::Object(entries) if !entries.is_empty() => {
            for (name, inner) in entries {
                collect(format!("{key}.{name}"), inner, found);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (index, inner) in items.iter().enumerate() {
                let name = inner.get("id").and_then(Value::as_str);
                let step = name.map_or_else(|| format!("{key}[{index}]"), |name| format!("{key}.{name}"));
                collect(step, inner, found);
            }
        }
        leaf => found.push((key, leaf)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn run(seed: u64, resolved: Value, unmet: &[f64]) -> StoredRun {
        let day: Date = "2026-01-01".parse().unwrap();
        StoredRun {
            folder: "a".into(),
            version: "0.1.0".into(),
            scenario: "A".into(),
            question: None,
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
                    value: super::super::Quantity::Number(1.0),
                    low: super::super::Quantity::Number(1.0),
                    high: super::super::Quantity::Number(1.0),
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
