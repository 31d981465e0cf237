//! `quartier diff`: in which values two scenarios differ.

use super::values::{shown, source};
use super::{Context, Failure, Format, output};
use crate::complaint::{Complaints, printable};
use crate::input::assumptions::needs_a_source;
use crate::input::{self, Changes, Loaded, resolved};
use crate::scenario::InputFile;
use crate::text;
use crate::text::Lang;
use clap::Args;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Which scenarios.
#[derive(Args, Debug)]
pub struct DiffArgs {
    /// The first scenario.
    #[arg(value_name = "A")]
    before: PathBuf,
    /// The second scenario.
    #[arg(value_name = "B")]
    after: PathBuf,
}

/// A value in which two scenarios differ.
#[derive(Debug)]
struct Difference {
    key: String,
    before: Option<Value>,
    after: Option<Value>,
    source_before: Option<String>,
    source_after: Option<String>,
}

/// Says in which values two scenarios differ.
pub fn execute(args: &DiffArgs, context: Context) -> Result<(), Failure> {
    let (before, after) = both(&args.before, &args.after)?;
    let differences = differences(&before, &after);
    let tables = changed_files(&before.inputs, &after.inputs);
    match context.format {
        Format::Json => output::print_json(&to_json(&differences, &tables)),
        Format::Text => output::print(&printable(&to_text(&differences, &tables, context.lang))),
    }
}

/// Both scenarios, or everything that is wrong with either.
fn both(before: &Path, after: &Path) -> Result<(Loaded, Loaded), Complaints> {
    let load = |path| input::load(path, &Changes::none());
    match (load(before), load(after)) {
        (Ok(before), Ok(after)) => Ok((before, after)),
        (before, after) => {
            let mut complaints = Complaints::default();
            complaints.0.extend(before.err().unwrap_or_default().0);
            complaints.0.extend(after.err().unwrap_or_default().0);
            Err(complaints)
        }
    }
}

/// All differences, in the order of the first scenario, then what only the second has.
fn differences(before: &Loaded, after: &Loaded) -> Vec<Difference> {
    let (first, second) = (values(&before.resolved), values(&after.resolved));
    let find = |list: &BTreeMap<String, Value>, key: &str| list.get(key).cloned();
    let by_key = |list: &[(String, Value)]| list.iter().cloned().collect::<BTreeMap<_, _>>();
    let (old, new) = (by_key(&first), by_key(&second));
    let only_new = second.iter().filter(|(key, _)| !old.contains_key(key));
    let keys = first.iter().chain(only_new).map(|(key, _)| key);
    keys.filter(|key| !same(old.get(*key), new.get(*key)))
        .map(|key| Difference {
            before: find(&old, key),
            after: find(&new, key),
            source_before: source_of(before, key),
            source_after: source_of(after, key),
            key: key.clone(),
        })
        .collect()
}

/// The values that count: not where they come from.
fn values(resolved: &Value) -> Vec<(String, Value)> {
    let mut leaves = resolved::leaves(resolved);
    leaves.retain(|(key, value)| {
        let about_sources = key.starts_with("sources.") || key.ends_with(".source") || key == "sources";
        let empty = value.as_object().is_some_and(serde_json::Map::is_empty)
            || value.as_array().is_some_and(Vec::is_empty);
        !about_sources && !empty
    });
    leaves
}

/// Whole numbers are the same however they are written.
fn same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(Value::Number(one)), Some(Value::Number(other))) => {
            one == other || one.as_f64() == other.as_f64()
        }
        _ => one == other,
    }
}

fn source_of(loaded: &Loaded, key: &str) -> Option<String> {
    let value = loaded.assumptions.iter().find(|value| value.key == key)?;
    value.source.clone()
}

/// Files of the same name that hold something else, scenario files apart.
fn changed_files(before: &[InputFile], after: &[InputFile]) -> Vec<String> {
    let changed = before.iter().filter(|file| {
        let same_name = |other: &&InputFile| other.path == file.path;
        !file.path.ends_with(".toml")
            && after
                .iter()
                .find(same_name)
                .is_some_and(|other| other.sha256 != file.sha256)
    });
    let names: BTreeSet<String> = changed.map(|file| file.path.clone()).collect();
    names.into_iter().collect()
}

fn to_json(differences: &[Difference], tables: &[String]) -> Value {
    let list: Vec<Value> = differences
        .iter()
        .map(|difference| {
            json!({
                "key": difference.key,
                "before": difference.before,
                "after": difference.after,
                "source_before": difference.source_before,
                "source_after": difference.source_after,
            })
        })
        .collect();
    json!({ "schema": 1, "same": list.is_empty() && tables.is_empty(), "differences": list, "changed_files": tables })
}

fn to_text(differences: &[Difference], tables: &[String], lang: Lang) -> String {
    if differences.is_empty() && tables.is_empty() {
        let words = text!("Die Szenarien sind gleich.\n", "The scenarios are the same.\n");
        return words.in_lang(lang).to_owned();
    }
    let lines = differences.iter().map(|difference| {
        let value = |value: &Option<Value>, source_words: &Option<String>| match value {
            Some(value) if source_words.is_none() && !needs_a_source(value) => shown(value, lang),
            Some(value) => format!(
                "{} ({})",
                shown(value, lang),
                source(source_words.as_deref(), lang)
            ),
            None => text!("nicht da", "not there").in_lang(lang).to_owned(),
        };
        let before = value(&difference.before, &difference.source_before);
        let after = value(&difference.after, &difference.source_after);
        format!("{}: {before} → {after}\n", difference.key)
    });
    let files = tables.iter().map(|name| {
        let words = text!(
            "Die Datei {name} hat einen anderen Inhalt.\n",
            "The file {name} has different contents.\n"
        );
        words.in_lang(lang).to_owned()
    });
    lines.chain(files).collect()
}
