//! Every value of a scenario with origin, source and past; what nobody set, as a default.

use super::file::ScenarioFile;
use super::read::Location;
use super::resolve::{USABLE_SHARE, USUAL_AGES, are_asked_for};
use super::shape::{Key, Shape};
use super::tree::{Node, dotted};
use crate::calendar::Date;
use crate::complaint::Place;
use crate::scenario::{Assumption, Origin};
use serde_json::{Value, json};
use std::path::Path;

/// Keys that say something about the file, not about the town.
const ABOUT_THE_FILE: [&str; 3] = ["schema", "extends", "sources"];

/// Keys whose default says nothing about the town.
const UNREMARKABLE: [&str; 3] = ["priority", "public", "state"];

/// Whether a value states something that could be measured and could be wrong: numbers,
/// shares, dates, lists of them. Words for readers, names and switches do not.
pub fn needs_a_source(value: &Value) -> bool {
    match value {
        Value::Number(_) => true,
        Value::String(words) => words.len() == 10 && words.parse::<Date>().is_ok(),
        Value::Array(items) => items.iter().any(needs_a_source),
        Value::Object(entries) => entries.values().any(needs_a_source),
        Value::Null | Value::Bool(_) => false,
    }
}

/// All values, in the order of the format and, within, of the file.
pub fn list(tree: &Node, shape: &Shape, file: &ScenarioFile) -> Vec<Assumption> {
    let mut all = Vec::new();
    values_below(tree, shape, &mut Vec::new(), &mut all);
    all.extend(usual_usable_shares(file));
    all.extend(usual_steps(file));
    all.extend(usual_ages(file));
    all
}

/// The assumptions with files named relative to the folder of the scenario, wherever it was read
/// from: for results, which are read on other machines.
pub fn seen_from(scenario: &Path, all: &[Assumption]) -> Vec<Assumption> {
    let here = Location::root(scenario);
    let seen = |origin: &Origin| match origin {
        Origin::File(place) => Origin::File(Place {
            file: place.file.as_deref().map(|file| here.seen_from_here(file)),
            ..place.clone()
        }),
        other => other.clone(),
    };
    all.iter()
        .map(|assumption| Assumption {
            origin: seen(&assumption.origin),
            overridden: assumption
                .overridden
                .iter()
                .map(|(origin, before)| (seen(origin), before.clone()))
                .collect(),
            ..assumption.clone()
        })
        .collect()
}

/// Lead times and minimum durations that come from the preset of a step.
fn usual_steps(file: &ScenarioFile) -> Vec<Assumption> {
    let mut all = Vec::new();
    for (id, step) in &file.ladder {
        let Some(usual) = step.preset.map(|preset| super::resolve::preset(preset).usual()) else {
            continue;
        };
        if step.lead_time.is_none() {
            all.push(Assumption {
                source: Some(usual.source.to_owned()),
                ..default_value(
                    dotted(&["ladder", id, "lead_time", "empirical", "days"]),
                    json!(usual.lead_days),
                )
            });
        }
        if step.withdrawal.minimum_days.is_none() && usual.minimum_days > 0 {
            let key = dotted(&["ladder", id, "withdrawal", "minimum_days"]);
            all.push(default_value(key, json!(usual.minimum_days)));
        }
    }
    all
}

fn values_below(node: &Node, shape: &Shape, path: &mut Vec<String>, all: &mut Vec<Assumption>) {
    match shape {
        Shape::Table(keys) => {
            let told = |name: &str| name != "source" && !(path.is_empty() && ABOUT_THE_FILE.contains(&name));
            let keys: Vec<_> = keys.iter().filter(|(name, _)| told(name)).collect();
            for (name, key) in keys {
                path.push(name.clone());
                match node.child(name) {
                    Some(child) => value_or_below(child, &key.shape, path, all),
                    None => defaults(key, path, all),
                }
                path.pop();
            }
        }
        Shape::Map(_) | Shape::Choice(_) => {
            for (name, child) in node.table().into_iter().flatten() {
                if let Some(inner) = shape.below(name) {
                    path.push(name.clone());
                    value_or_below(child, inner, path, all);
                    path.pop();
                }
            }
        }
        Shape::List { item, .. } => {
            let mut number = 1;
            while let Some(child) = node.child(&number.to_string()) {
                path.push(number.to_string());
                value_or_below(child, item, path, all);
                path.pop();
                number += 1;
            }
        }
        _ => {}
    }
}

fn value_or_below(node: &Node, shape: &Shape, path: &mut Vec<String>, all: &mut Vec<Assumption>) {
    if shape.is_leaf() {
        all.push(Assumption {
            key: dotted(path),
            value: node.to_json(),
            source: node.source.clone(),
            origin: node.origin.clone(),
            overridden: node.overridden.clone(),
        });
    } else {
        values_below(node, shape, path, all);
    }
}

/// What holds for a key that nobody set, where that is worth knowing.
fn defaults(key: &Key, path: &mut Vec<String>, all: &mut Vec<Assumption>) {
    let Some(default) = &key.default else { return };
    if let Shape::Table(keys) = &key.shape {
        for (name, key) in keys {
            path.push(name.clone());
            defaults(key, path, all);
            path.pop();
        }
        return;
    }
    let name = path.last().map_or("", String::as_str);
    let telling = match default {
        Value::Number(_) | Value::String(_) => !UNREMARKABLE.contains(&name),
        Value::Bool(truth) => *truth,
        _ => false,
    };
    if telling {
        all.push(default_value(dotted(path), default.clone()));
    }
}

fn default_value(key: String, value: Value) -> Assumption {
    Assumption {
        key,
        value,
        source: None,
        origin: Origin::Default,
        overridden: Vec::new(),
    }
}

/// The ages that hold where a service asks for them and a group names none.
fn usual_ages(file: &ScenarioFile) -> Vec<Assumption> {
    let silent = file.groups.iter().filter(|(_, group)| group.ages.is_none());
    let value = |id: &String, (band, part): (&str, f64)| {
        default_value(dotted(&["groups", id, "ages", band]), json!(part))
    };
    let asked = are_asked_for(file);
    silent
        .filter(|_| asked)
        .flat_map(|(id, _)| USUAL_AGES.map(|usual| value(id, usual)))
        .collect()
}

/// The share that holds where sites have a number of places and nobody says how many of
/// them can be used.
fn usual_usable_shares(file: &ScenarioFile) -> Vec<Assumption> {
    let relied_on = |kind: &str| {
        let mut sites = file.sites.values();
        sites.any(|site| site.kind == kind && site.places.is_some() && site.usable_share.is_none())
    };
    let silent = file.kinds.iter().filter(|(_, kind)| kind.usable_share.is_none());
    silent
        .filter(|(id, _)| relied_on(id))
        .map(|(id, _)| default_value(dotted(&["kinds", id, "usable_share"]), json!(USABLE_SHARE)))
        .collect()
}
