//! Trees on top of each other: a scenario on its base, changes on a scenario, bases side by side.
//!
//! Tables merge by key, everything else is replaced. A value that says what it is by its
//! only key (`stay.fixed`, `rule.cheapest`) is replaced as a whole by another kind.

use super::shape::Shape;
use super::tree::{Content, Node, dotted};
use crate::complaint::{Complaint, Place};
use crate::scenario::Origin;
use crate::text;
use indexmap::IndexMap;

/// Keys of which only one can hold: setting one takes back the other.
const ALTERNATIVES: [[&str; 2]; 2] = [["per_day", "persons_per_month"], ["places", "units"]];

/// `over` changes what stands in `base`.
pub fn on_top(mut base: Node, mut over: Node, shape: &Shape) -> Node {
    if !mergeable(&base, &over, shape) {
        return replaced(base, over);
    }
    let above = over.table_mut().map(std::mem::take).unwrap_or_default();
    if let Some(below) = base.table_mut() {
        for (key, node) in above {
            set(below, key, node, shape);
        }
    }
    base.source = over.source.or(base.source);
    base
}

fn mergeable(base: &Node, over: &Node, shape: &Shape) -> bool {
    match (base.table(), over.table(), shape) {
        (Some(below), Some(above), Shape::Choice(_)) => above.keys().all(|key| below.contains_key(key)),
        (Some(_), Some(_), _) => true,
        _ => false,
    }
}

/// Sets one key of a table, above what stands there.
fn set(below: &mut IndexMap<String, Node>, key: String, mut node: Node, shape: &Shape) {
    if let Some(other) = alternative(&key).and_then(|other| below.shift_remove(other)) {
        remember(&mut node, other);
    }
    let Some(old) = below.get_mut(&key) else {
        below.insert(key, node);
        return;
    };
    update(old, |old| match shape.below(&key) {
        Some(inner) => on_top(old, node, inner),
        None => replaced(old, node),
    });
}

/// Replaces a node by what becomes of it.
fn update(slot: &mut Node, become_of: impl FnOnce(Node) -> Node) {
    let nothing = Node::at(Content::Truth(false), Place::default());
    let old = std::mem::replace(slot, nothing);
    *slot = become_of(old);
}

fn alternative(key: &str) -> Option<&'static str> {
    ALTERNATIVES.iter().find_map(|[one, other]| match key {
        key if key == *one => Some(*other),
        key if key == *other => Some(*one),
        _ => None,
    })
}

fn replaced(base: Node, mut over: Node) -> Node {
    remember(&mut over, base);
    over
}

/// Adds what is overridden, with its own past, to the past of a value.
fn remember(over: &mut Node, base: Node) {
    over.overridden.push((base.origin.clone(), base.to_json()));
    over.overridden.extend(base.overridden);
}

/// Two bases of one file differ about a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// Where in the tree.
    pub path: Vec<String>,
    /// What is wrong, naming both places.
    pub complaint: Complaint,
}

/// Puts two bases side by side. Where both hold a value, one must have left it as the
/// other found it; otherwise that is a conflict, and the first one's value stays.
pub fn side_by_side(
    mut one: Node,
    mut other: Node,
    shape: &Shape,
    path: &mut Vec<String>,
    conflicts: &mut Vec<Conflict>,
) -> Node {
    if !mergeable(&one, &other, shape) {
        return the_changed_one(one, other, path, conflicts);
    }
    let additions = other.table_mut().map(std::mem::take).unwrap_or_default();
    if let Some(entries) = one.table_mut() {
        for (key, node) in additions {
            let Some(old) = entries.get_mut(&key) else {
                entries.insert(key, node);
                continue;
            };
            path.push(key.clone());
            update(old, |old| match shape.below(&key) {
                Some(inner) => side_by_side(old, node, inner, path, conflicts),
                None => the_changed_one(old, node, path, conflicts),
            });
            path.pop();
        }
    }
    one
}

fn the_changed_one(one: Node, other: Node, path: &[String], conflicts: &mut Vec<Conflict>) -> Node {
    let changes = |new: &Node, old: &Node| new.overridden.iter().any(|(origin, _)| *origin == old.origin);
    if changes(&other, &one) {
        return other;
    }
    let agree = one.origin == other.origin || one.to_json() == other.to_json() || changes(&one, &other);
    if !agree {
        conflicts.push(Conflict {
            path: path.to_vec(),
            complaint: both_set(&one, &other, path),
        });
    }
    one
}

fn both_set(one: &Node, other: &Node, path: &[String]) -> Complaint {
    let (first, second) = (one.place(), other.place());
    let (a, b) = (one.written(), other.written());
    Complaint::new(
        second.clone(),
        text!(
            "Zwei Grundlagen setzen denselben Wert verschieden: {a} in {first}, {b} in {second}.",
            "Two bases set the same value differently: {a} in {first}, {b} in {second}."
        ),
    )
    .key(dotted(path))
    .help(text!(
        "Den Wert in einer der beiden streichen oder im Szenario selbst setzen.",
        "Drop the value in one of the two, or set it in the scenario itself."
    ))
}

/// Sets a value typed on the command line, in lists too.
pub fn change(node: &mut Node, path: &[String], value: Content, shape: &Shape) {
    let Some((key, rest)) = path.split_first() else {
        update(node, |old| on_top(old, typed(path, value), shape));
        return;
    };
    let inner = shape.below(key);
    match (child_mut(node, key), inner) {
        (Some(child), Some(inner)) => change(child, rest, value, inner),
        _ => update(node, |old| on_top(old, typed(path, value), shape)),
    }
}

/// The entry of a table that stays what it is, or the element of a list.
fn child_mut<'a>(node: &'a mut Node, key: &str) -> Option<&'a mut Node> {
    match &mut node.content {
        Content::Table(entries) => entries.get_mut(key),
        Content::List(items) => items.get_mut(key.parse::<usize>().ok()?.checked_sub(1)?),
        _ => None,
    }
}

/// A value with the tables around it, as if it stood in a file.
fn typed(path: &[String], value: Content) -> Node {
    let content = match path.split_first() {
        Some((key, rest)) => Content::Table([(key.clone(), typed(rest, value))].into_iter().collect()),
        None => value,
    };
    Node {
        origin: Origin::CommandLine,
        ..Node::at(content, Place::default())
    }
}
