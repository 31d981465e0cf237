//! Values set on the command line.

use super::merge;
use super::shape::{Shape, key_at};
use super::syntax;
use super::tree::{Content, Node, segments};
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
    pub(super) fn apply(&self, mut tree: Node, shape: &Shape, complaints: &mut Complaints) -> Node {
        for (key, value) in &self.set {
            let path = segments(key);
            let names: Vec<&str> = path.iter().map(String::as_str).collect();
            if let Some(complaint) = unknown(key, &names, shape) {
                complaints.push(complaint);
                continue;
            }
            let content = syntax::value(value).unwrap_or_else(|| Content::Text(value.clone()));
            tree = merge::change(tree, &path, content, shape);
        }
        tree
    }
}

/// A complaint where the format has no such key.
fn unknown(key: &str, path: &[&str], shape: &Shape) -> Option<Complaint> {
    let mut here = shape;
    for (index, name) in path.iter().enumerate() {
        match here.below(name) {
            Some(inner) => here = inner,
            None => {
                let known = here.keys().into_iter().flatten().map(|(name, _)| name.as_str());
                let complaint = Complaint::new(
                    Place::default(),
                    text!("Den Schlüssel „{key}“ gibt es nicht.", "There is no key `{key}`."),
                )
                .key(path[..=index].join("."))
                .help(names_help(name, known.collect::<Vec<_>>()));
                return Some(complaint);
            }
        }
    }
    debug_assert!(path.is_empty() || key_at(shape, path).is_some() || here != shape);
    None
}
