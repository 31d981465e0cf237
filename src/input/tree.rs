//! A tree of values that remembers where each stands, what it overrides and its source.
//!
//! Every input of a scenario becomes part of one such tree: TOML files, rows of tables,
//! the command line. What the values mean is left to others.

use crate::complaint::Place;
use crate::scenario::Origin;
use indexmap::IndexMap;
use serde_json::{Value, json};

/// A value with its history.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub content: Content,
    /// Where it was set.
    pub origin: Origin,
    /// Where its key stands (of an element of a list: where the element stands).
    pub key_place: Place,
    /// Where it comes from, in the words of the scenario.
    pub source: Option<String>,
    /// A remark on the value, in the words of the scenario.
    pub note: Option<String>,
    /// What it overrides, nearest first.
    pub overridden: Vec<(Origin, Value)>,
}

/// What stands at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A table, in the order of the file.
    Table(IndexMap<String, Node>),
    /// A list.
    List(Vec<Node>),
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i128),
    /// Any other number, also the ones that are none.
    Float(f64),
    /// Yes or no.
    Truth(bool),
    /// A date or time, as written.
    Date(String),
}

impl Node {
    /// A value at a place in a file.
    pub fn at(content: Content, place: Place) -> Node {
        Node {
            content,
            key_place: place.clone(),
            origin: Origin::File(place),
            source: None,
            note: None,
            overridden: Vec::new(),
        }
    }

    /// The table, if it is one.
    pub fn table(&self) -> Option<&IndexMap<String, Node>> {
        match &self.content {
            Content::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// The table, if it is one, to change it.
    pub fn table_mut(&mut self) -> Option<&mut IndexMap<String, Node>> {
        match &mut self.content {
            Content::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Where the value stands; nowhere, if it was typed on the command line.
    pub fn place(&self) -> Place {
        match &self.origin {
            Origin::File(place) => place.clone(),
            Origin::Default | Origin::CommandLine => Place::default(),
        }
    }

    /// The entry of a table, or the element of a list counted from 1.
    pub fn child(&self, key: &str) -> Option<&Node> {
        match &self.content {
            Content::Table(entries) => entries.get(key),
            Content::List(items) => items.get(key.parse::<usize>().ok()?.checked_sub(1)?),
            _ => None,
        }
    }

    /// The node at a path.
    pub fn at_path<'a>(&self, path: impl IntoIterator<Item = &'a str>) -> Option<&Node> {
        path.into_iter().try_fold(self, |node, key| node.child(key))
    }

    /// The node at a path, or the last one on the way there.
    pub fn nearest<'a>(&self, path: impl IntoIterator<Item = &'a str>) -> &Node {
        let mut node = self;
        for key in path {
            match node.child(key) {
                Some(child) => node = child,
                None => break,
            }
        }
        node
    }

    /// The value as JSON, as it was written.
    pub fn to_json(&self) -> Value {
        match &self.content {
            Content::Table(entries) => entries
                .iter()
                .map(|(key, node)| (key.clone(), node.to_json()))
                .collect(),
            Content::List(items) => items.iter().map(Node::to_json).collect(),
            Content::Text(text) | Content::Date(text) => json!(text),
            Content::Integer(number) => integer(*number),
            Content::Float(number) => json!(number),
            Content::Truth(truth) => json!(truth),
        }
    }

    /// The value as the user wrote it, for quoting.
    pub fn written(&self) -> String {
        match &self.content {
            Content::Text(text) => format!("\"{text}\""),
            Content::Date(text) => text.clone(),
            Content::Float(number) => number.to_string(),
            _ => self.to_json().to_string(),
        }
    }
}

fn integer(number: i128) -> Value {
    match (i64::try_from(number), u64::try_from(number)) {
        (Ok(number), _) => json!(number),
        (_, Ok(number)) => json!(number),
        _ => json!(number as f64),
    }
}

/// The parts of a dotted key; parts in quotes may hold dots.
pub fn segments(key: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut quoted = false;
    for c in key.chars() {
        match c {
            '"' => quoted = !quoted,
            '.' if !quoted => parts.push(String::new()),
            c => parts.last_mut().expect("there is always a last part").push(c),
        }
    }
    for part in &mut parts {
        *part = part.trim().to_owned();
    }
    parts
}

/// A path as a dotted key.
pub fn dotted<S: AsRef<str>>(path: &[S]) -> String {
    path.iter()
        .map(|part| quoted(part.as_ref()))
        .collect::<Vec<_>>()
        .join(".")
}

fn quoted(part: &str) -> String {
    if part.is_empty() || part.contains(['.', ' ', '"']) {
        format!("\"{}\"", part.replace('"', ""))
    } else {
        part.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dotted_key_falls_apart_and_comes_together() {
        let path = segments("sites.\"St. Anna\".places");
        assert_eq!(path, ["sites", "St. Anna", "places"]);
        assert_eq!(dotted(&path), "sites.\"St. Anna\".places");
    }

    #[test]
    fn elements_of_lists_are_counted_from_one() {
        let items = vec![Node::at(Content::Integer(7), Place::default())];
        let list = Node::at(Content::List(items), Place::default());
        assert!(list.child("0").is_none() && list.child("2").is_none());
        assert_eq!(list.child("1").map(Node::to_json), Some(json!(7)));
    }
}
