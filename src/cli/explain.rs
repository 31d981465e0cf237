//! `quartier explain`: what a value is, where it was set, what it overrides, where it comes from.

use super::values::{shown, source};
use super::{Context, Failure, Format, output};
use crate::complaint::{Complaint, Complaints, Place, did_you_mean, printable};
use crate::input::assumptions::needs_a_source;
use crate::input::shape::{self, Key};
use crate::input::tree::segments;
use crate::input::{self, Changes, Loaded, docs, say};
use crate::scenario::{Assumption, Origin};
use crate::text;
use crate::text::{Lang, Text};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Which value of which scenario.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// Scenario file.
    #[arg(value_name = "SCENARIO")]
    scenario: PathBuf,
    /// Dotted key of a value or a table (default: everything).
    #[arg(value_name = "KEY")]
    key: Option<String>,
    /// Changes a value of the scenario first.
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
}

/// Explains the value, all values of a table, or all values.
pub fn execute(args: &ExplainArgs, context: Context) -> Result<(), Failure> {
    let changes = args
        .set
        .iter()
        .try_fold(Changes::none(), |changes, typed| changes.typed(typed))?;
    let loaded = input::load(&args.scenario, &changes)?;
    let path = args.key.as_deref().map(segments).unwrap_or_default();
    let found = below(&loaded, &path);
    if found.is_empty() {
        return nothing_set(&loaded, &path, context);
    }
    match context.format {
        Format::Json => {
            let values: Vec<Value> = found.iter().map(|value| to_json(value)).collect();
            output::print_json(&json!({ "schema": 1, "values": values }))
        }
        Format::Text => match found[..] {
            [only] if segments(&only.key) == path => output::print(&printable(&in_full(only, context.lang))),
            _ => output::print(&printable(&in_lines(&found, context.lang))),
        },
    }
}

/// The values at a path and below it.
fn below<'a>(loaded: &'a Loaded, path: &[String]) -> Vec<&'a Assumption> {
    let within = |value: &&Assumption| segments(&value.key).starts_with(path);
    loaded.assumptions.iter().filter(within).collect()
}

/// A key that the format knows and the scenario leaves out, or no key at all.
fn nothing_set(loaded: &Loaded, path: &[String], context: Context) -> Result<(), Failure> {
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    let key = input::tree::dotted(path);
    let known = shape::key_at(shape::scenario(), &names).filter(|_| parent_exists(loaded, path));
    let Some(known) = known else {
        return Err(Complaints::from(unknown(loaded, &key)).into());
    };
    if context.format == Format::Json {
        let meaning = docs::meaning(&names).map(|meaning| meaning.en);
        let value = json!({ "key": key, "value": known.default, "origin": { "kind": "default" }, "meaning": meaning });
        return output::print_json(&json!({ "schema": 1, "values": [value] }));
    }
    output::print(&printable(&left_out(&key, &names, known, context.lang)))
}

/// Whether the table exists in which the key would stand.
fn parent_exists(loaded: &Loaded, path: &[String]) -> bool {
    let Some((_, parent)) = path.split_last() else {
        return false;
    };
    let at = parent
        .iter()
        .try_fold(&loaded.resolved, |value, key| match value {
            Value::Array(items) => items.get(key.parse::<usize>().ok()?.checked_sub(1)?),
            value => value.get(key),
        });
    at.is_some() || parent.len() < 2
}

fn unknown(loaded: &Loaded, key: &str) -> Complaint {
    let complaint = Complaint::new(
        Place::default(),
        text!(
            "Einen Schlüssel „{key}“ hat dieses Szenario nicht.",
            "This scenario has no key `{key}`."
        ),
    );
    let keys = loaded.assumptions.iter().map(|value| value.key.as_str());
    match did_you_mean(key, keys) {
        Some(near) => complaint.help(text!(
            "Gemeint ist vielleicht „{near}“.",
            "Did you mean `{near}`?"
        )),
        None => complaint.help(text!(
            "Alle Schlüssel zeigt „quartier explain“ ohne Schlüssel.",
            "`quartier explain` without a key shows all."
        )),
    }
}

fn left_out(key: &str, path: &[&str], known: &Key, lang: Lang) -> String {
    let meaning = docs::meaning(path).unwrap_or_else(|| Text::same(known.doc.clone()));
    let default = match &known.default {
        Some(value) if !value.is_object() => shown(value, lang),
        _ => text!("nichts", "nothing").in_lang(lang).to_owned(),
    };
    let words = text!(
        "{key} ist nicht gesetzt; es gilt: {default}\n",
        "{key} is not set; what holds: {default}\n"
    );
    let label = text!("    Bedeutung", "    meaning");
    format!(
        "{}{}: {}\n",
        words.in_lang(lang),
        label.in_lang(lang),
        meaning.in_lang(lang)
    )
}

/// One value with all that is known about it.
fn in_full(value: &Assumption, lang: Lang) -> String {
    let path = segments(&value.key);
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    let mut lines = vec![format!("{} = {}", value.key, with_unit(value, lang))];
    let mut add = |label: Text, words: &str| {
        lines.push(format!("    {}: {words}", label.in_lang(lang)));
    };
    add(text!("gesetzt", "set"), &origin(&value.origin, lang));
    for (origin_before, before) in &value.overridden {
        let words = format!("{} ({})", shown(before, lang), origin(origin_before, lang));
        add(text!("überschreibt", "overrides"), &words);
    }
    if let Some(source) = told_source(value, lang) {
        add(text!("Quelle", "source"), &source);
    }
    if let Some(meaning) = docs::meaning(&names) {
        add(text!("Bedeutung", "meaning"), meaning.in_lang(lang));
    }
    lines.join("\n") + "\n"
}

fn with_unit(value: &Assumption, lang: Lang) -> String {
    let shown = shown(&value.value, lang);
    let path = segments(&value.key);
    match say::unit_at(&path).filter(|_| value.value.is_number()) {
        Some(unit) => format!("{shown} ({})", unit.in_lang(lang)),
        None => shown,
    }
}

/// A line for each value.
fn in_lines(values: &[&Assumption], lang: Lang) -> String {
    let line = |value: &&Assumption| {
        let from: Vec<String> = [Some(origin(&value.origin, lang)), told_source(value, lang)]
            .into_iter()
            .flatten()
            .collect();
        format!(
            "{} = {}  [{}]\n",
            value.key,
            with_unit(value, lang),
            from.join("; ")
        )
    };
    values.iter().map(line).collect()
}

/// The source, or that the value is an assumption; nothing for words and switches.
fn told_source(value: &Assumption, lang: Lang) -> Option<String> {
    let told = value.source.is_some() || needs_a_source(&value.value);
    told.then(|| source(value.source.as_deref(), lang))
}

/// Where a value was set, for people.
fn origin(origin: &Origin, lang: Lang) -> String {
    match origin {
        Origin::File(place) => place.to_string(),
        Origin::Default => text!("Vorgabe des Programms", "the program's default")
            .in_lang(lang)
            .to_owned(),
        Origin::CommandLine => text!("Befehlszeile", "command line").in_lang(lang).to_owned(),
    }
}

fn to_json(value: &Assumption) -> Value {
    let path = segments(&value.key);
    let names: Vec<&str> = path.iter().map(String::as_str).collect();
    let overridden = value.overridden.iter();
    json!({
        "key": value.key,
        "value": value.value,
        "unit": say::unit_at(&path).map(|unit| unit.en),
        "origin": origin_json(&value.origin),
        "source": value.source,
        "overridden": overridden
            .map(|(origin, value)| json!({ "value": value, "origin": origin_json(origin) }))
            .collect::<Vec<_>>(),
        "meaning": docs::meaning(&names).map(|meaning| meaning.en),
    })
}

fn origin_json(origin: &Origin) -> Value {
    match origin {
        Origin::File(place) => json!({
            "kind": "file",
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "cell": place.cell,
        }),
        Origin::Default => json!({ "kind": "default" }),
        Origin::CommandLine => json!({ "kind": "command line" }),
    }
}
