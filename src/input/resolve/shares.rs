//! Parts that make a whole.

use super::context::Context;
use crate::complaint::Complaint;
use crate::household::Sizes;
use crate::input::say;
use crate::input::tree::{Node, dotted};
use crate::scenario::Origin;
use crate::text;
use crate::text::Text;
use indexmap::IndexMap;
use std::collections::BTreeMap;

/// How far a sum of parts may be from 1.
const TOLERANCE: f64 = 1e-6;

/// Complains where parts are negative or do not sum to 1.
pub fn check_whole(cx: &mut Context, path: &[&str], parts: &[(&str, f64)]) {
    check_parts(cx, path, parts);
    let sum: f64 = parts.iter().map(|(_, part)| part).sum();
    if libm::fabs(sum - 1.0) > TOLERANCE {
        let shown = say::number(sum);
        let (de, en) = (shown.de, shown.en);
        let message = text!(
            "Die Anteile ergeben zusammen {de} statt 1.",
            "The parts sum to {en} instead of 1."
        );
        let help = spread_over_files(cx, path);
        complain(cx, path, message, help);
    }
}

/// Complains about all parts together, where the last file had its say about them.
pub fn complain(cx: &mut Context, path: &[&str], message: Text, help: Option<Text>) {
    if cx.is_faulty(path) {
        return;
    }
    let parts = cx.tree.at_path(path.iter().copied()).and_then(Node::table);
    let place = match parts.and_then(last_word) {
        Some(node) if node.key_place.file != cx.place(path).file => node.place(),
        _ => cx.place(path),
    };
    let complaint = Complaint::new(place, message).key(dotted(path));
    cx.complaints.push(Complaint { help, ..complaint });
}

/// The part that the last file sets: one that overrides another file's, else the one that came last.
fn last_word(parts: &IndexMap<String, Node>) -> Option<&Node> {
    let overrides = |node: &&Node| !node.overridden.is_empty();
    let last = parts.values().last();
    parts.values().rfind(overrides).or(last)
}

/// Complains where a part does not lie between 0 and 1.
pub fn check_parts(cx: &mut Context, path: &[&str], parts: &[(&str, f64)]) {
    for (name, part) in parts {
        if !(0.0..=1.0).contains(part) {
            let message = text!(
                "Ein Anteil liegt zwischen 0 und 1.",
                "A part lies between 0 and 1."
            );
            cx.complain(&[path, &[name]].concat(), message);
        }
    }
}

/// Tables merge by key, so parts may remain from a base that nobody thinks of.
fn spread_over_files(cx: &Context, path: &[&str]) -> Option<Text> {
    let entries = cx.tree.at_path(path.iter().copied())?.table()?;
    let file = |node: &Node| match &node.origin {
        Origin::File(place) => place.file.clone(),
        _ => None,
    };
    let here = last_word(entries).and_then(file);
    let elsewhere: Vec<String> = entries
        .iter()
        .filter(|(_, node)| file(node) != here)
        .map(|(name, node)| format!("{name} ({})", node.place()))
        .collect();
    if elsewhere.is_empty() {
        return None;
    }
    let list = elsewhere.join(", ");
    Some(text!(
        "Aus einer anderen Datei gelten weiter: {list}. Was nicht mehr gelten soll, auf 0 setzen.",
        "Still in force from another file: {list}. Set to 0 what shall hold no longer."
    ))
}

/// Household sizes with their parts, smallest first, scaled to sum exactly 1.
pub fn sizes(cx: &mut Context, path: &[&str], parts: &BTreeMap<String, f64>) -> Sizes {
    let named: Vec<(&str, f64)> = parts.iter().map(|(name, part)| (name.as_str(), *part)).collect();
    let mut sizes: Vec<(u8, f64)> = Vec::new();
    for (name, part) in &named {
        match name.parse::<u8>().ok().filter(|size| (1..=99).contains(size)) {
            Some(size) if !sizes.iter().any(|(known, _)| *known == size) => sizes.push((size, *part)),
            _ => not_a_size(cx, path, name),
        }
    }
    check_whole(cx, path, &named);
    sizes.retain(|(_, part)| *part > 0.0);
    sizes.sort_by_key(|(size, _)| *size);
    let sum: f64 = sizes.iter().map(|(_, part)| part).sum();
    for (_, part) in &mut sizes {
        *part /= sum;
    }
    if sizes.is_empty() {
        sizes.push((1, 1.0));
    }
    Sizes(sizes)
}

fn not_a_size(cx: &mut Context, path: &[&str], name: &str) {
    let message = text!(
        "„{name}“ ist keine Haushaltsgröße: Links steht die Zahl der Personen, jede einmal, von 1 bis 99.",
        "`{name}` is no household size: on the left stands the number of persons, each once, from 1 to 99."
    );
    cx.complain_with(
        &[path, &[name]].concat(),
        message,
        text!(
            "So schreiben: household_sizes = {{ 1 = 0.6, 2 = 0.1, 4 = 0.3 }}.",
            "Write: household_sizes = {{ 1 = 0.6, 2 = 0.1, 4 = 0.3 }}."
        ),
    );
}
