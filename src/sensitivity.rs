//! Which assumptions matter most: each one changed alone, down and up, on the same futures.
//!
//! A value of the scenario is lowered and raised, the scenario is read again with it, and the
//! same replications are played. All numbers of groups, tracks, kinds and market are tried with
//! few replications; those that move the results most are played again with more. What the town
//! decides (policy, places, dates of open sites) is no assumption and is left alone, except the
//! opening days of planned sites, which nobody knows.

use crate::calendar::Date;
use crate::findings::paired::paired_difference;
use crate::findings::{self, Column, Estimate, Unit};
use crate::input::shape::{self, Shape};
use crate::input::{self, Changes, tree};
use crate::monte_carlo::{self, NotRun, Watch};
use crate::scenario::Assumption;
use crate::simulation::Model;
use serde_json::{Value, json};
use std::num::NonZeroUsize;
use std::path::Path;

/// By how much a number is changed: this part of it, down and up.
pub const SWING: f64 = 0.2;
/// By how many days the opening of a planned site is changed.
pub const SWING_DAYS: i64 = 90;
/// Most assumptions that are tried.
pub const MOST_TRIED: usize = 120;
/// Assumptions that are told of each figure.
pub const MOST_TOLD: usize = 10;
/// Replications with which all assumptions are tried, at most.
pub const TRIAL: u32 = 40;
/// The figures that are watched: what is missing, and what it costs.
pub const WATCHED: [&str; 2] = ["unmet_person_nights", "cost_total_eur"];

/// What each assumption alone does to the figures watched.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// Replications that were played for each value told.
    pub replications: u32,
    /// Assumptions that were tried.
    pub tried: usize,
    /// Assumptions that were not, because there are too many.
    pub left_out: usize,
    /// By figure watched.
    pub measures: Vec<Measure>,
}

/// The assumptions that move one figure most.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Id of the figure.
    pub figure: &'static str,
    /// Its unit.
    pub unit: Unit,
    /// The assumptions, the one that matters most first; ties in order of the scenario.
    pub swings: Vec<Swing>,
}

/// An assumption lowered and raised.
#[derive(Clone, Debug, PartialEq)]
pub struct Swing {
    /// Its dotted key.
    pub key: String,
    /// Its value in the scenario.
    pub value: Value,
    /// Lowered.
    pub down: Option<Side>,
    /// Raised.
    pub up: Option<Side>,
}

/// One side of a swing.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The value that was played instead.
    pub value: Value,
    /// The difference to the scenario, replication by replication.
    pub difference: Estimate,
}

impl Swing {
    fn size(&self) -> f64 {
        let size = |side: &Option<Side>| side.as_ref().map_or(0.0, |side| side.difference.value.abs());
        size(&self.down).max(size(&self.up))
    }
}

/// An assumption with the values to be tried.
struct Candidate<'a> {
    key: &'a str,
    value: &'a Value,
    sides: [Option<Value>; 2],
}

/// How scenarios are played.
#[derive(Clone, Copy, Debug)]
pub struct Play<'a> {
    /// The scenario file.
    pub path: &'a Path,
    /// What the command line changes in it.
    pub changes: &'a Changes,
    /// Threads (`None`: one per core).
    pub threads: Option<NonZeroUsize>,
    /// How it is stopped.
    pub watch: &'a Watch,
}

/// The columns of a scenario in which something is changed; `None` where it cannot be.
type Columns = Option<Vec<Column>>;

impl Play<'_> {
    fn columns(&self, change: Option<(&str, &Value)>, replications: u32) -> Result<Columns, NotRun> {
        let mut changes = self.changes.clone();
        if let Some((key, value)) = change {
            changes = changes.with(key, written(value));
        }
        let Ok(mut loaded) = input::load(self.path, &changes) else {
            return Ok(None);
        };
        // No figure that is watched depends on the early warning.
        loaded.scenario.warning = None;
        let model = Model::of(&loaded.scenario);
        let ensemble = monte_carlo::run(&model, replications, self.threads, self.watch)?;
        Ok(Some(findings::columns(&loaded.scenario, &ensemble)))
    }
}

/// A value as it is typed on the command line.
fn written(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        other => other.to_string(),
    }
}

/// Changes each assumption alone and plays the first replications again, so many of them.
///
/// Fails where somebody stops it.
pub fn of(play: Play, assumptions: &[Assumption], replications: u32) -> Result<Sensitivity, NotRun> {
    let planned = planned_sites(assumptions);
    let mut candidates: Vec<Candidate> = assumptions
        .iter()
        .filter_map(|assumption| candidate(assumption, &planned))
        .collect();
    let left_out = candidates.len().saturating_sub(MOST_TRIED);
    candidates.truncate(MOST_TRIED);
    let tried = candidates.len();
    let trial = all_swings(play, &candidates, replications.min(TRIAL))?;
    let kept: Vec<Candidate> = candidates
        .into_iter()
        .filter(|candidate| {
            trial
                .iter()
                .any(|measure| measure.swings.iter().any(|swing| swing.key == candidate.key))
        })
        .collect();
    let measures = if replications > TRIAL {
        all_swings(play, &kept, replications)?
    } else {
        trial
    };
    Ok(Sensitivity {
        replications,
        tried,
        left_out,
        measures,
    })
}

fn all_swings(play: Play, candidates: &[Candidate], replications: u32) -> Result<Vec<Measure>, NotRun> {
    let Some(base) = play.columns(None, replications)? else {
        return Ok(Vec::new());
    };
    let mut played: Vec<[Columns; 2]> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let side = |value: &Option<Value>| match value {
            Some(value) => play.columns(Some((candidate.key, value)), replications),
            None => Ok(None),
        };
        played.push([side(&candidate.sides[0])?, side(&candidate.sides[1])?]);
    }
    Ok(WATCHED
        .iter()
        .filter_map(|figure| measure(figure, &base, candidates, &played))
        .collect())
}

fn measure(
    figure: &'static str,
    base: &[Column],
    candidates: &[Candidate],
    played: &[[Columns; 2]],
) -> Option<Measure> {
    let before = column(base, figure)?;
    let mut swings: Vec<Swing> = candidates
        .iter()
        .zip(played)
        .map(|(candidate, columns)| {
            let side = |index: usize| {
                let after = column(columns[index].as_ref()?, figure)?;
                Some(Side {
                    value: candidate.sides[index].clone()?,
                    difference: paired_difference(&before.values, &after.values)?,
                })
            };
            Swing {
                key: candidate.key.to_owned(),
                value: candidate.value.clone(),
                down: side(0),
                up: side(1),
            }
        })
        .filter(|swing| swing.size() > 0.0)
        .collect();
    swings.sort_by(|one, other| other.size().total_cmp(&one.size()));
    swings.truncate(MOST_TOLD);
    Some(Measure {
        figure,
        unit: before.unit,
        swings,
    })
}

fn column<'a>(columns: &'a [Column], id: &str) -> Option<&'a Column> {
    columns.iter().find(|column| column.id == id)
}

/// Ids of the sites that are planned, as they stand in keys.
fn planned_sites(assumptions: &[Assumption]) -> Vec<&str> {
    assumptions
        .iter()
        .filter(|assumption| assumption.value == "planned")
        .filter_map(|assumption| assumption.key.strip_suffix(".state"))
        .collect()
}

fn candidate<'a>(assumption: &'a Assumption, planned: &[&str]) -> Option<Candidate<'a>> {
    let key = assumption.key.as_str();
    let (table, last) = (key.split('.').next()?, key.rsplit('.').next()?);
    let sides = match table {
        "sites" if last == "from" && planned.iter().any(|site| key == format!("{site}.from")) => {
            shifted(&assumption.value)
        }
        "sites" if last == "cancellation_probability" || key.contains(".delay.") => {
            scaled(key, &assumption.value)
        }
        "groups" | "tracks" | "market" | "kinds" if !is_no_amount(key, last) => {
            scaled(key, &assumption.value)
        }
        _ => return None,
    };
    sides.iter().any(Option::is_some).then_some(Candidate {
        key,
        value: &assumption.value,
        sides,
    })
}

/// Numbers that order or name things, or that must sum to one.
fn is_no_amount(key: &str, last: &str) -> bool {
    matches!(
        last,
        "priority" | "min_persons" | "max_persons" | "max_household_size"
    ) || key.contains(".household_sizes")
        || key.contains(".listed.")
}

/// Lower and higher, where the value can be.
fn scaled(key: &str, value: &Value) -> [Option<Value>; 2] {
    // The name of the value and of the table around it; the ids further left are the town's own.
    let named = |part: &str| {
        let mut names = key.rsplit('.').take(2);
        names.any(|name| name.ends_with(part))
    };
    let is_money = key.ends_with("_eur");
    let is_share = !is_money && ["share", "probability", "exit-rate"].into_iter().any(named);
    [1.0 - SWING, 1.0 + SWING].map(|factor| {
        let other = if is_whole(key) {
            value.as_i64().map(|whole| json!(whole_times(whole, factor)))?
        } else {
            times(value, factor, is_share)?
        };
        let is_other = match (other.as_f64(), value.as_f64()) {
            (Some(one), Some(another)) => one != another,
            _ => other != *value,
        };
        is_other.then_some(other)
    })
}

/// Whether the format takes only whole numbers here.
fn is_whole(key: &str) -> bool {
    let parts = tree::segments(key);
    let path: Vec<&str> = parts.iter().map(String::as_str).collect();
    let key = shape::key_at(shape::scenario(), &path);
    key.is_some_and(|key| matches!(key.shape, Shape::Integer(_)))
}

fn times(value: &Value, factor: f64, is_share: bool) -> Option<Value> {
    if let Some(items) = value.as_array() {
        let items: Option<Vec<Value>> = items.iter().map(|item| times(item, factor, is_share)).collect();
        return items.filter(|items| !items.is_empty()).map(Value::Array);
    }
    let number = value.as_f64()? * factor;
    let number = if is_share { number.min(1.0) } else { number };
    // Twelve digits: what is written is what is read, and no tail of the multiplication.
    Some(json!(libm::round(number * 1e9) / 1e9))
}

/// A whole number moves by at least one, and stays whole, since a key may hold no other.
fn whole_times(whole: i64, factor: f64) -> i64 {
    let scaled = libm::round(whole as f64 * factor) as i64;
    match scaled == whole && whole != 0 {
        true if factor < 1.0 => whole - 1,
        true => whole + 1,
        false => scaled,
    }
}

/// A day earlier and later.
fn shifted(value: &Value) -> [Option<Value>; 2] {
    let day: Option<Date> = value.as_str().and_then(|words| words.parse().ok());
    [-SWING_DAYS, SWING_DAYS].map(|days| day.map(|day| json!(day.plus_days(days).to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Origin;

    fn assumption(key: &str, value: Value) -> Assumption {
        Assumption {
            key: key.to_owned(),
            value,
            source: None,
            origin: Origin::Default,
            overridden: vec![],
        }
    }

    fn sides(key: &str, value: Value) -> Option<[Option<Value>; 2]> {
        let all = [
            assumption("sites.new.state", json!("planned")),
            assumption(key, value),
        ];
        let planned = planned_sites(&all);
        candidate(&all[1], &planned).map(|candidate| candidate.sides)
    }

    #[test]
    fn numbers_swing_by_a_fifth_and_shares_stay_below_one() {
        assert_eq!(
            sides("groups.a.arrivals.poisson.persons_per_month", json!(13)),
            Some([Some(json!(10.4)), Some(json!(15.6))])
        );
        assert_eq!(
            sides("kinds.a.usable_share", json!(0.95)),
            Some([Some(json!(0.76)), Some(json!(1.0))])
        );
        assert_eq!(
            sides("kinds.a.lead_time_days", json!(2)),
            Some([Some(json!(1)), Some(json!(3))])
        );
        assert_eq!(sides("kinds.a.cost.per_place_month_eur", json!(0)), None);
    }

    #[test]
    fn only_planned_sites_open_earlier_or_later() {
        assert_eq!(
            sides("sites.new.from", json!("2027-02-01")),
            Some([Some(json!("2026-11-03")), Some(json!("2027-05-02"))])
        );
        assert_eq!(sides("sites.old.from", json!("2027-02-01")), None);
        assert_eq!(sides("sites.old.places", json!(40)), None);
        assert_eq!(sides("policy.patience_days", json!(40)), None);
    }
}
