//! A scenario as one file would hold it: bases and tables put in, defaults written out.
//!
//! It is recorded with results and compared; people who live or wait somewhere are not
//! in it, only how many they are.

use super::file::ScenarioFile;
use super::reading::Reading;
use super::resolve::USABLE_SHARE;
use super::tree::{Node, dotted};
use crate::household::StartHousehold;
use serde_json::{Map, Value, json};

/// The resolved scenario.
pub fn value(file: &ScenarioFile, tree: &Node, reading: &Reading, households: &[StartHousehold]) -> Value {
    let mut value = serde_json::to_value(file).unwrap_or_default();
    if let Some(root) = value.as_object_mut() {
        root.shift_remove("extends");
        shorten_tables(root);
        write_out_usable_shares(root);
        root.insert("at_start".to_owned(), counts(households));
    }
    name_paths_from_here(&mut value, tree, reading);
    value
}

/// Tables whose rows are in the scenario are not named any more.
fn shorten_tables(root: &mut Map<String, Value>) {
    if let Some(tables) = root.get_mut("tables").and_then(Value::as_object_mut) {
        tables.retain(|name, _| matches!(name.as_str(), "register" | "waiting"));
    }
}

fn write_out_usable_shares(root: &mut Map<String, Value>) {
    let kinds = root.get_mut("kinds").and_then(Value::as_object_mut);
    for kind in kinds.into_iter().flat_map(|kinds| kinds.values_mut()) {
        if let Some(kind) = kind.as_object_mut() {
            kind.entry("usable_share").or_insert(json!(USABLE_SHARE));
        }
    }
}

fn counts(households: &[StartHousehold]) -> Value {
    let (housed, waiting): (Vec<_>, Vec<_>) =
        households.iter().partition(|household| household.site.is_some());
    let persons = |list: &[&StartHousehold]| {
        list.iter()
            .map(|household| u32::from(household.size))
            .sum::<u32>()
    };
    json!({
        "households_housed": housed.len(),
        "persons_housed": persons(&housed),
        "households_waiting": waiting.len(),
        "persons_waiting": persons(&waiting),
    })
}

/// Files are named from the scenario's folder, wherever the base stands that names them.
fn name_paths_from_here(value: &mut Value, tree: &Node, reading: &Reading) {
    let mut paths: Vec<Vec<String>> = [&["map"][..], &["tables", "register"], &["tables", "waiting"]]
        .iter()
        .map(|path| path.iter().map(|&part| part.to_owned()).collect())
        .collect();
    for (group, _) in tree.child("groups").and_then(Node::table).into_iter().flatten() {
        for process in ["replay", "bootstrap"] {
            let path = ["groups", group, "arrivals", process, "table"];
            paths.push(path.map(str::to_owned).to_vec());
        }
    }
    for (shock, _) in tree.child("shocks").and_then(Node::table).into_iter().flatten() {
        let path = ["shocks", shock, "event", "flood", "area"];
        paths.push(path.map(str::to_owned).to_vec());
    }
    for path in paths {
        let node = tree.at_path(path.iter().map(String::as_str));
        let Some((node, reference)) = node.and_then(|node| Some((node, node.text()?))) else {
            continue;
        };
        let relative = reading.location_near(node).beside(reference).relative;
        if let Some(slot) = path.iter().try_fold(&mut *value, |value, key| value.get_mut(key)) {
            *slot = json!(relative);
        }
    }
}

/// Every single value of a resolved scenario by its dotted key, in order; lists of single
/// values are one value.
pub fn leaves(value: &Value) -> Vec<(String, Value)> {
    fn walk(value: &Value, path: &mut Vec<String>, all: &mut Vec<(String, Value)>) {
        match value {
            Value::Object(entries) if !entries.is_empty() => {
                for (key, inner) in entries {
                    path.push(key.clone());
                    walk(inner, path, all);
                    path.pop();
                }
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                for (index, inner) in items.iter().enumerate() {
                    path.push((index + 1).to_string());
                    walk(inner, path, all);
                    path.pop();
                }
            }
            single => all.push((dotted(path), single.clone())),
        }
    }
    let mut all = Vec::new();
    walk(value, &mut Vec::new(), &mut all);
    all
}
