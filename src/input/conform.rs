//! Whether a tree has the shape of a scenario file: keys, types, ranges, all at once.
//!
//! What has the right shape becomes JSON for the mirror structs. Where something is wrong
//! a stand-in is used, so that the later checks can still look at the rest.

use super::say;
use super::shape::{Key, Range, Shape};
use super::tree::{Content, Node, dotted};
use crate::calendar::Date;
use crate::complaint::{Complaint, Complaints, Place, did_you_mean};
use crate::ids::MOST_ENTRIES;
use crate::text;
use crate::text::Text;
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
            findings.complain(path, wrong_length(node, *least, *most, length));
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
            None => unknown_key(child, name, keys, path, findings),
        }
    }
    for (name, key) in keys.iter().filter(|(_, key)| key.required) {
        if !entries.contains_key(name) {
            path.push(name.clone());
            if !findings.faulty.contains(&dotted(path)) {
                findings.complain(path, missing(node, name, key));
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
        findings.complain(path, too_many(node, entries.len()));
    }
    let mut out = Map::new();
    for (name, child) in entries {
        if name.trim().is_empty() || name.chars().any(char::is_control) {
            path.push(name.clone());
            findings.complain(path, unusable_id(child));
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
            unknown_key(child, name, tags, path, findings);
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
            let expected = say::expected(&Shape::Choice(tags.clone()), "");
            let complaint = Complaint::new(
                node.key_place.clone(),
                text!(
                    "Hier muss genau eine Art angegeben sein.",
                    "Exactly one kind must be given here."
                ),
            );
            findings.complain(path, complaint.help(belongs_here(&expected)));
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
                findings.complain(path, unknown_word(node, word, words));
                return None;
            }
            word => word.map(|word| json!(word.trim())),
        },
        Shape::Truth => truth(node),
        Shape::Date => date(node).map(|date| json!(date)),
        Shape::Table(_) | Shape::Map(_) | Shape::List { .. } | Shape::Choice(_) => None,
    };
    if value.is_none() {
        findings.complain(path, wrong_kind(node, shape, say::name_at(path)));
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
            findings.complain(path, out_of_range(node, shape, say::name_at(path)));
            None
        }
        None => {
            findings.complain(path, wrong_kind(node, shape, say::name_at(path)));
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
        Some(_) => out_of_range(node, shape, say::name_at(path)),
        None => wrong_kind(node, shape, say::name_at(path)),
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

fn unknown_key(
    child: &Node,
    name: &str,
    keys: &IndexMap<String, Key>,
    path: &mut Path,
    findings: &mut Findings,
) {
    let help = match did_you_mean(name, keys.keys().map(String::as_str)) {
        Some(near) => text!("Gemeint ist vielleicht „{near}“.", "Did you mean `{near}`?"),
        None => {
            let all = keys.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            text!("Möglich sind: {all}.", "Possible: {all}.")
        }
    };
    let complaint = Complaint::new(
        child.key_place.clone(),
        text!(
            "Den Schlüssel „{name}“ gibt es hier nicht.",
            "There is no key `{name}` here."
        ),
    );
    path.push(name.to_owned());
    findings.complain(path, complaint.help(help));
    path.pop();
}

fn missing(table: &Node, name: &str, key: &Key) -> Complaint {
    if let Some(only) = only_number(&key.shape) {
        let help = text!("So schreiben: {name} = {only}.", "Write: {name} = {only}.");
        let message = text!("„{name}“ fehlt.", "`{name}` is missing.");
        return Complaint::new(table.key_place.clone(), message).help(help);
    }
    let expected = say::expected(&key.shape, name);
    let place = Place {
        line: table.key_place.line,
        ..table.key_place.clone()
    };
    Complaint::new(place, text!("„{name}“ fehlt.", "`{name}` is missing.")).help(belongs_here(&expected))
}

/// The one number that belongs here, where there is but one.
fn only_number(shape: &Shape) -> Option<f64> {
    match shape {
        Shape::Integer(range) if range.least == range.most => Some(range.least),
        _ => None,
    }
}

fn belongs_here(expected: &text::Text) -> Text {
    let (de, en) = (&expected.de, &expected.en);
    text!("Hierher gehört {de}.", "What belongs here: {en}.")
}

fn wrong_kind(node: &Node, shape: &Shape, key: &str) -> Complaint {
    let (expected, found) = (say::expected(shape, key), say::found(node));
    let message = Text {
        de: format!("Hierher gehört {}, gefunden wurde {}.", expected.de, found.de),
        en: format!("What belongs here is {}, not {}.", expected.en, found.en),
    };
    let complaint = Complaint::new(node.place(), message).value(node.written());
    match (shape, &node.content) {
        (Shape::Number(_) | Shape::Integer(_), Content::Text(_)) => complaint.help(text!(
            "Zahlen stehen ohne Anführungszeichen und mit Punkt statt Komma: 0.85.",
            "Numbers stand without quotes: 0.85."
        )),
        (Shape::Date, _) => complaint.help(text!(
            "So schreiben: Jahr-Monat-Tag, ohne Uhrzeit, zum Beispiel 2026-01-31.",
            "Write year-month-day without a time, for example 2026-01-31."
        )),
        _ => complaint,
    }
}

fn out_of_range(node: &Node, shape: &Shape, key: &str) -> Complaint {
    if let Some(only) = only_number(shape) {
        let message = text!(
            "Dieses Programm kennt nur {key} = {only}.",
            "This program knows only {key} = {only}."
        );
        return Complaint::new(node.place(), message).value(node.written());
    }
    let expected = say::expected(shape, key);
    let message = Text {
        de: format!("Der Wert ist nicht erlaubt; hierher gehört {}.", expected.de),
        en: format!("The value is not allowed; what belongs here is {}.", expected.en),
    };
    Complaint::new(node.place(), message).value(node.written())
}

fn unknown_word(node: &Node, word: &str, words: &[String]) -> Complaint {
    Complaint::new(
        node.place(),
        text!("„{word}“ gibt es hier nicht.", "There is no `{word}` here."),
    )
    .value(node.written())
    .help(crate::complaint::names_help(
        word,
        words.iter().map(String::as_str),
    ))
}

fn wrong_length(node: &Node, least: u64, most: u64, length: u64) -> Complaint {
    let message = if least == most {
        text!(
            "Die Liste muss {least} Einträge haben, sie hat {length}.",
            "The list must have {least} entries; it has {length}."
        )
    } else if length < least {
        text!(
            "Die Liste muss mindestens {least} Einträge haben, sie hat {length}.",
            "The list must have at least {least} entries; it has {length}."
        )
    } else {
        text!(
            "Die Liste darf höchstens {most} Einträge haben, sie hat {length}.",
            "The list may have at most {most} entries; it has {length}."
        )
    };
    Complaint::new(node.place(), message)
}

fn too_many(node: &Node, length: usize) -> Complaint {
    Complaint::new(
        node.key_place.clone(),
        text!(
            "Hier stehen {length} Einträge; höchstens 65.535 sind möglich.",
            "There are {length} entries here; at most 65,535 are possible."
        ),
    )
}

fn unusable_id(node: &Node) -> Complaint {
    Complaint::new(
        node.key_place.clone(),
        text!(
            "Eine Kennung darf nicht leer sein und keine Steuerzeichen enthalten.",
            "An id must not be empty and must not hold control characters."
        ),
    )
}
