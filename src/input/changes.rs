//! Values set on the command line.

use super::merge;
use super::shape::Shape;
use super::syntax;
use super::tree::{Content, Node, dotted, segments};
use crate::complaint::{Complaint, Complaints, Place, names_help};
use crate::text;

/// What the command line changes in a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Dotted keys and values, in the order typed; values are written as in TOML, and what
    /// is no TOML is taken as text.
    pub set: Vec<(String, String)>,
}

impl Changes {
    /// No change at all.
    pub fn none() -> Changes {
        Changes::default()
    }

    /// One more change.
    pub fn with(mut self, key: &str, value: impl ToString) -> Changes {
        self.set.push((key.to_owned(), value.to_string()));
        self
    }

    /// Takes `key=value` as it is typed.
    ///
    /// Fails where there is no `=`.
    pub fn typed(mut self, assignment: &str) -> Result<Changes, Complaints> {
        let Some((key, value)) = assignment.split_once('=') else {
            return Err(Complaint::new(
                Place::default(),
                text!(
                    "Eine Änderung hat die Form key=value.",
                    "A change has the form key=value."
                ),
            )
            .value(assignment)
            .into());
        };
        self.set.push((key.trim().to_owned(), value.trim().to_owned()));
        Ok(self)
    }

    /// Sets the values in a tree.
    pub(super) fn apply(&self, tree: &mut Node, shape: &Shape, complaints: &mut Complaints) {
        for (key, value) in &self.set {
            let path = segments(key);
            match unknown(key, &path, tree, shape) {
                Some(complaint) => complaints.push(complaint),
                None => {
                    let content = syntax::value(value).unwrap_or_else(|| Content::Text(value.clone()));
                    merge::change(tree, &path, content, shape);
                }
            }
        }
    }
}

/// A complaint where the format has no such key, or the scenario no entry of that name.
fn unknown(key: &str, path: &[String], tree: &Node, shape: &Shape) -> Option<Complaint> {
    let mut here = (Some(tree), shape);
    for (index, name) in path.iter().enumerate() {
        let child = here.0.and_then(|node| node.child(name));
        let must_exist = matches!(here.1, Shape::Map(entry) if !entry.is_leaf());
        match here.1.below(name) {
            Some(inner) if child.is_some() || !must_exist => here = (child, inner),
            _ => {
                let part = dotted(&path[..=index]);
                return Some(no_such(key, name, &known(here.0, here.1)).key(part));
            }
        }
    }
    None
}

/// The keys that can stand at a place.
fn known(node: Option<&Node>, shape: &Shape) -> Vec<String> {
    match shape.keys() {
        Some(keys) => keys.keys().cloned().collect(),
        None => node
            .and_then(Node::table)
            .into_iter()
            .flatten()
            .map(|(key, _)| key.clone())
            .collect(),
    }
}

fn no_such(key: &str, name: &str, known: &[String]) -> Complaint {
    let message = text!(
        "Auf der Befehlszeile steht „{key}“; „{name}“ gibt es nicht.",
        "The command line says `{key}`; there is no `{name}`."
    );
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    Complaint::new(Place::default(), message).help(names_help(name, known.iter().copied()))
}
