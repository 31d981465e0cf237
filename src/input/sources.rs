//! Where values come from: `{ value = …, source = "…" }`, `source` in a table, `[sources]`.
//!
//! After this every single value of a file knows its source and stands bare in the tree.
//! It happens file by file, before files are merged: a source covers what stands beside
//! it in its own file, never what another file changes.

use super::shape::Shape;
use super::tree::{Content, Node, dotted, segments};
use crate::complaint::{Complaint, Complaints, did_you_mean};
use crate::text;

/// Unwraps all values of a file and hands them the nearest source.
pub fn attach(root: &mut Node, shape: &Shape, complaints: &mut Complaints) {
    attach_below(root, shape, None, &mut Vec::new(), complaints);
}

fn attach_below(
    node: &mut Node,
    shape: &Shape,
    covering: Option<&str>,
    path: &mut Vec<String>,
    complaints: &mut Complaints,
) {
    unwrap_value(node, shape, path, complaints);
    let own = node.source.take().or_else(|| own_source(node, shape));
    let source = own.as_deref().or(covering);
    match &mut node.content {
        Content::Table(entries) => {
            for (key, child) in entries {
                if let Some(inner) = shape.below(key) {
                    path.push(key.clone());
                    attach_below(child, inner, source, path, complaints);
                    path.pop();
                }
            }
        }
        Content::List(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                if let Some(inner) = shape.below("") {
                    path.push((index + 1).to_string());
                    attach_below(item, inner, source, path, complaints);
                    path.pop();
                }
            }
        }
        _ => {}
    }
    node.source = source.map(str::to_owned);
}

/// Replaces `{ value = …, source = … }` by the value.
fn unwrap_value(node: &mut Node, shape: &Shape, path: &[String], complaints: &mut Complaints) {
    if !is_wrapped(node, shape) {
        return;
    }
    let Some(mut entries) = node.table_mut().map(std::mem::take) else {
        return;
    };
    let Some(value) = entries.shift_remove("value") else {
        return;
    };
    let key_place = node.key_place.clone();
    *node = Node { key_place, ..value };
    for (key, entry) in entries {
        match (key.as_str(), entry.text()) {
            ("source", Some(text)) => node.source = Some(text.to_owned()),
            ("note", Some(text)) => node.note = Some(text.to_owned()),
            ("source" | "note", None) => complaints.push(not_a_text(&entry, path, &key)),
            _ => complaints.push(unknown_beside_value(&entry, path, &key)),
        }
    }
}

fn is_wrapped(node: &Node, shape: &Shape) -> bool {
    let Some(inner) = node.table().and_then(|entries| entries.get("value")) else {
        return false;
    };
    match shape {
        Shape::Table(_) | Shape::Choice(_) => false,
        Shape::Map(entry) => entry.is_leaf() && inner.table().is_some(),
        _ => true,
    }
}

/// The `source` of a table; it stays in the table only where the format has a place for it.
fn own_source(node: &mut Node, shape: &Shape) -> Option<String> {
    let entries = node.table_mut()?;
    let text = entries.get("source")?.text()?.to_owned();
    let belongs = match shape {
        Shape::Table(keys) => keys.contains_key("source"),
        Shape::Map(entry) if matches!(**entry, Shape::Text { .. }) => return None,
        _ => false,
    };
    if !belongs {
        entries.shift_remove("source");
    }
    Some(text)
}

fn not_a_text(entry: &Node, path: &[String], key: &str) -> Complaint {
    Complaint::new(
        entry.place(),
        text!(
            "„{key}“ ist ein Text in Anführungszeichen.",
            "`{key}` is text in quotes."
        ),
    )
    .key(dotted(&[path, &[key.to_owned()]].concat()))
    .value(entry.written())
}

fn unknown_beside_value(entry: &Node, path: &[String], key: &str) -> Complaint {
    Complaint::new(
        entry.key_place.clone(),
        text!(
            "Den Schlüssel „{key}“ gibt es hier nicht.",
            "There is no key `{key}` here."
        ),
    )
    .key(dotted(&[path, &[key.to_owned()]].concat()))
    .help(text!(
        "Neben „value“ stehen nur „source“ und „note“.",
        "Beside `value` stand only `source` and `note`."
    ))
}

/// Hands the sources of a file's `[sources]` to the values that they name.
pub fn apply_listed(root: &mut Node, listed: &[(String, Node)], complaints: &mut Complaints) {
    let known = if listed.is_empty() { Vec::new() } else { keys(root) };
    for (key, entry) in listed {
        let Some(text) = entry.text() else { continue };
        let path = segments(key);
        match node_at(root, &path) {
            Some(node) => cover(node, text),
            None => complaints.push(names_nothing(key, entry, &known)),
        }
    }
}

fn node_at<'a>(root: &'a mut Node, path: &[String]) -> Option<&'a mut Node> {
    path.iter().try_fold(root, |node, key| match &mut node.content {
        Content::Table(entries) => entries.get_mut(key),
        Content::List(items) => items.get_mut(key.parse::<usize>().ok()?.checked_sub(1)?),
        _ => None,
    })
}

/// A value named itself takes the source; of a table, all that have none yet.
fn cover(node: &mut Node, source: &str) {
    match &mut node.content {
        Content::Table(entries) => entries.values_mut().for_each(|child| fill(child, source)),
        Content::List(items) => {
            items.iter_mut().for_each(|item| fill(item, source));
            node.source = Some(source.to_owned());
        }
        _ => node.source = Some(source.to_owned()),
    }
}

fn fill(node: &mut Node, source: &str) {
    match &mut node.content {
        Content::Table(entries) => entries.values_mut().for_each(|child| fill(child, source)),
        Content::List(items) => items.iter_mut().for_each(|item| fill(item, source)),
        _ => {}
    }
    node.source.get_or_insert_with(|| source.to_owned());
}

fn names_nothing(key: &str, entry: &Node, known: &[String]) -> Complaint {
    let complaint = Complaint::new(
        entry.key_place.clone(),
        text!(
            "„{key}“ in [sources] nennt keinen Wert, der in diesem Szenario steht.",
            "`{key}` in [sources] names no value that stands in this scenario."
        ),
    )
    .key("sources")
    .value(key);
    match did_you_mean(key, known.iter().map(String::as_str)) {
        Some(near) => complaint.help(text!(
            "Gemeint ist vielleicht „{near}“.",
            "Did you mean `{near}`?"
        )),
        None => complaint.help(text!(
            "So schreiben: \"sites.nord.places\" = \"Woher der Wert kommt\".",
            "Write: \"sites.north.places\" = \"where the value comes from\"."
        )),
    }
}

/// Dotted keys of all values and tables.
fn keys(root: &Node) -> Vec<String> {
    fn collect(node: &Node, path: &mut Vec<String>, into: &mut Vec<String>) {
        for (key, child) in node.table().into_iter().flatten() {
            path.push(key.clone());
            into.push(dotted(path));
            collect(child, path, into);
            path.pop();
        }
    }
    let mut all = Vec::new();
    collect(root, &mut Vec::new(), &mut all);
    all
}
