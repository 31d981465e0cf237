//! The assumptions in which runs differ.

use super::stored::StoredRun;
use crate::scenario::Variant;
use serde_json::Value;

/// A value in which the scenarios differ.
#[derive(Clone, Debug, PartialEq)]
pub struct AssumptionRow {
    /// Dotted key.
    pub key: String,
    /// The value in each run; `None`: not there.
    pub values: Vec<Option<Value>>,
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

pub(super) fn assumptions(runs: &[StoredRun]) -> Vec<AssumptionRow> {
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
