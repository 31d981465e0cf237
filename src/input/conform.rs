//! Whether a tree has the shape of a scenario file: keys, types, ranges, all at once.
//!
//! What has the right shape becomes JSON for the mirror structs. Where something is wrong
//! a stand-in is used, so that the later checks can still look at the rest.

use super::shape::{Key, Range, Shape};
use super::tree::{Content, Node, dotted};
use super::{misfits, say};
use crate::calendar::Date;
use crate::complaint::{Complaint, Complaints};
use crate::ids::MOST_ENTRIES;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

/// What came of holding a tree against the shape.
#[derive(Debug, Default)]
pub struct Findings {
    /// What is wrong.
    pub complaints: Complaints,
    /// Keys whose value is a stand-in.
    pub faulty: Vec<String>,
}

/// Holds a tree against a shape; the value is complete even where complaints were made.
/// `faulty` are keys that have been complained about already.
pub fn conform(root: &Node, shape: &Shape, faulty: Vec<String>) -> (Value, Findings) {
    let mut findings = Findings {
        faulty,
        ..Findings::default()
    };
    let value = value_of(root, shape, &mut Vec::new(), &mut findings).unwrap_or_else(|| stand_in(shape));
    (value, findings)
}

type Path = Vec<String>;

impl Findings {
    fn complain(&mut self, path: &Path, complaint: Complaint) {
        self.faulty.push(dotted(path));
        self.complaints.push(complaint.key(dotted(path)));
    }
}

/// The value as JSON, or nothing where it is not what belongs there.
fn value_of(node: &Node, shape: &Shape, path: &mut Path, findings: &mut Findings) -> Option<Value> {
    match (&node.content, shape) {
        (Content::Table(entries), Shape::Table(keys)) => Some(table(node, entries, keys, path, findings)),
        (Content::Table(entries), Shape::Map(entry)) => Some(map(node, entries, entry, path, findings)),
        (Content::Table(entries), Shape::Choice(tags)) => choice(node, entries, tags, path, findings),
        (Content::List(items), Shape::List { item, least, most }) => {
            let length = items.len() as u64;
            if (*least..=*most).contains(&length) {
                return Some(list(items, item, path, findings));
            }
            findings.complain(path, misfits::wrong_length(node, *least, *most, length));
            None
        }
        (Content::List(items), Shape::Texts) => {
            let item = Shape::Text { least: 1 };
            Some(list(items, &item, path, findings))
        }
        _ => single(node, shape, path, findings),
    }
}

fn below(node: &Node, key: &str, shape: &Shape, path: &mut Path, findings: &mut Findings) -> Option<Value> {
    path.push(key.to_owned());
    let value = value_of(node, shape, path, findings);
    path.pop();
    value
}

fn table(
    node: &Node,
    entries: &IndexMap<String, Node>,
    keys: &IndexMap<String, Key>,
    path: &mut Path,
    findings: &mut Findings,
) -> Value {
    let mut out = Map::new();
    for (name, child) in entries {
        match keys.get(name) {
            Some(key) => {
                if let Some(value) = below(child, name, &key.shape, path, findings) {
                    out.insert(name.clone(), value);
                }
            }
            None => unknown(child, name, keys, path, findings),
        }
    }
    for (name, key) in keys.iter().filter(|(_, key)| key.required) {
        if !entries.contains_key(name) {
            path.push(name.clone());
            if !findings.faulty.contains(&dotted(path)) {
                findings.complain(path, misfits::missing(node, name, key));
            }
            path.pop();
        }
        out.entry(name.clone()).or_insert_with(|| stand_in(&key.shape));
    }
    Value::Object(out)
}

fn map(
    node: &Node,
    entries: &IndexMap<String, Node>,
    entry: &Shape,
    path: &mut Path,
    findings: &mut Findings,
) -> Value {
    if entries.len() > MOST_ENTRIES {
        findings.complain(path, misfits::too_many(node, entries.len()));
    }
    let mut out = Map::new();
    for (name, child) in entries {
        if name.trim().is_empty() || name.chars().any(char::is_control) {
            path.push(name.clone());
            findings.complain(path, misfits::unusable_id(child));
            path.pop();
            continue;
        }
        let value = below(child, name, entry, path, findings).unwrap_or_else(|| stand_in(entry));
        out.insert(name.clone(), value);
    }
    Value::Object(out)
}

fn choice(
    node: &Node,
    entries: &IndexMap<String, Node>,
    tags: &IndexMap<String, Key>,
    path: &mut Path,
    findings: &mut Findings,
) -> Option<Value> {
    for (name, child) in entries {
        if !tags.contains_key(name) {
            unknown(child, name, tags, path, findings);
        }
    }
    let known: Vec<_> = entries
        .iter()
        .filter(|(name, _)| tags.contains_key(*name))
        .collect();
    match known[..] {
        [(name, child)] => {
            let shape = &tags[name].shape;
            let value = below(child, name, shape, path, findings).unwrap_or_else(|| stand_in(shape));
            Some(json!({ name: value }))
        }
        [] if !entries.is_empty() => None,
        _ => {
            findings.complain(path, misfits::not_one_kind(node, tags));
            None
        }
    }
}

fn list(items: &[Node], item: &Shape, path: &mut Path, findings: &mut Findings) -> Value {
    items
        .iter()
        .enumerate()
        .map(|(index, node)| {
            below(node, &(index + 1).to_string(), item, path, findings).unwrap_or_else(|| stand_in(item))
        })
        .collect()
}

/// A single value.
fn single(node: &Node, shape: &Shape, path: &mut Path, findings: &mut Findings) -> Option<Value> {
    let value = match shape {
        Shape::Number(range) => return number(node, range, shape, path, findings),
        Shape::Integer(range) => return integer(node, range, shape, path, findings),
        Shape::Text { least } => text_value(node, *least),
        Shape::Texts => text_value(node, 1),
        Shape::Word(words) => match node.text() {
            Some(word) if !words.iter().any(|known| known == word.trim()) => {
                findings.complain(path, misfits::unknown_word(node, word, words));
                return None;
            }
            word => word.map(|word| json!(word.trim())),
        },
        Shape::Truth => truth(node),
        Shape::Date => date(node).map(|date| json!(date)),
        Shape::Table(_) | Shape::Map(_) | Shape::List { .. } | Shape::Choice(_) => None,
    };
    if value.is_none() {
        findings.complain(path, misfits::wrong_kind(node, shape, say::name_at(path)));
    }
    value
}

fn text_value(node: &Node, least: u64) -> Option<Value> {
    let text = node.text()?;
    (text.trim().chars().count() as u64 >= least).then(|| json!(text))
}

fn truth(node: &Node) -> Option<Value> {
    match &node.content {
        Content::Truth(truth) => Some(json!(truth)),
        _ => None,
    }
}

fn date(node: &Node) -> Option<Date> {
    match &node.content {
        Content::Date(text) | Content::Text(text) if text.len() == 10 => text.parse().ok(),
        _ => None,
    }
}

fn number(
    node: &Node,
    range: &Range,
    shape: &Shape,
    path: &mut Path,
    findings: &mut Findings,
) -> Option<Value> {
    let found = numeric(node);
    match found {
        Some(number) if (range.least..=range.most).contains(&number) => Some(json!(number)),
        Some(_) => {
            findings.complain(path, misfits::out_of_range(node, shape, say::name_at(path)));
            None
        }
        None => {
            findings.complain(path, misfits::wrong_kind(node, shape, say::name_at(path)));
            None
        }
    }
}

fn integer(
    node: &Node,
    range: &Range,
    shape: &Shape,
    path: &mut Path,
    findings: &mut Findings,
) -> Option<Value> {
    let number = numeric(node).filter(|number| number.trunc() == *number);
    if number.is_some_and(|number| (range.least..=range.most).contains(&number)) {
        return whole(node);
    }
    let complaint = match number {
        Some(_) => misfits::out_of_range(node, shape, say::name_at(path)),
        None => misfits::wrong_kind(node, shape, say::name_at(path)),
    };
    findings.complain(path, complaint);
    None
}

fn numeric(node: &Node) -> Option<f64> {
    match &node.content {
        Content::Integer(number) => Some(*number as f64),
        Content::Float(number) => Some(*number).filter(|number| number.is_finite()),
        _ => None,
    }
}

/// A whole number as JSON, without loss up to 2⁶⁴.
fn whole(node: &Node) -> Option<Value> {
    let number = match &node.content {
        Content::Integer(number) => *number,
        _ => numeric(node)? as i128,
    };
    i64::try_from(number)
        .map(|number| json!(number))
        .or(u64::try_from(number).map(|number| json!(number)))
        .ok()
}

/// A value that has the right shape, to look at the rest of the file.
fn stand_in(shape: &Shape) -> Value {
    match shape {
        Shape::Table(keys) => keys
            .iter()
            .filter(|(_, key)| key.required)
            .map(|(name, key)| (name.clone(), stand_in(&key.shape)))
            .collect(),
        Shape::Choice(tags) => tags
            .iter()
            .take(1)
            .map(|(name, key)| (name.clone(), stand_in(&key.shape)))
            .collect(),
        Shape::Map(_) => json!({}),
        Shape::List { item, least, .. } => (0..*least).map(|_| stand_in(item)).collect(),
        Shape::Word(words) => json!(words.first()),
        Shape::Text { .. } => json!("?"),
        Shape::Texts => json!([]),
        Shape::Number(range) => json!(range.least.max(0.0)),
        Shape::Integer(range) => json!(range.least.max(0.0) as u64),
        Shape::Truth => json!(false),
        Shape::Date => json!("2000-01-01"),
    }
}

fn unknown(child: &Node, name: &str, keys: &IndexMap<String, Key>, path: &mut Path, findings: &mut Findings) {
    path.push(name.to_owned());
    findings.complain(path, misfits::unknown_key(child, name, keys));
    path.pop();
}
