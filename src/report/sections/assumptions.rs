//! What the numbers rest on: every value that was set, with its source.

use super::uncertainty::is_of_the_past;
use crate::report::block::{Align, Block, Cell, Section, Table, stranger};
use crate::report::catalogue::method as words;
use crate::report::results::Results;
use crate::report::{catalogue, json, keys};
use crate::scenario::{Assumption, Origin};
use crate::text::Text;
use serde_json::Value;

/// Most rows of a group that the page shows; all stand in `manifest.json`.
const MOST_ROWS: usize = 120;
/// Longest value that the page shows, in characters.
const LONGEST_VALUE: usize = 160;

/// The groups in the order in which they are printed: first part of the key.
const GROUPS: &[&str] = &[
    "",
    "districts",
    "kinds",
    "sites",
    "groups",
    "tracks",
    "market",
    "policy",
    "measures",
    "report",
    "tables",
];

/// The assumptions with their sources.
pub fn section(results: &Results) -> Option<Section> {
    let all: Vec<&Assumption> = results
        .assumptions
        .iter()
        .filter(|value| !is_of_the_concept(value) && !is_of_the_past(&value.key))
        .collect();
    if all.is_empty() && results.notes.is_empty() {
        return None;
    }
    let (defaults, set): (Vec<&Assumption>, Vec<&Assumption>) =
        all.into_iter().partition(|value| value.origin == Origin::Default);
    let mut blocks = notes(results.notes);
    let sourced = set.iter().filter(|value| value.source.is_some()).count();
    if !set.is_empty() {
        blocks.push(Block::Paragraph(words::assumptions_lead(sourced, set.len())));
    }
    blocks.extend(GROUPS.iter().filter_map(|name| group(name, &set)));
    if !defaults.is_empty() {
        let table = table(
            words::group_caption(&words::by_default(), defaults.len()),
            &defaults,
        );
        blocks.push(Block::Details(
            words::defaults(defaults.len()),
            vec![Block::Table(table)],
        ));
    }
    Some(Section {
        id: "assumptions",
        title: words::assumptions(),
        blocks,
    })
}

/// Measures and participation have a report of their own; the numbers of this one rest only on
/// what measures do and what they cost.
fn is_of_the_concept(value: &Assumption) -> bool {
    let mut parts = value.key.split(['.', '[']);
    let first = parts.next().unwrap_or_default();
    crate::measure::KEYS.contains(&first)
        && !parts
            .nth(1)
            .is_some_and(|key| crate::measure::ACTING_KEYS.contains(&key))
}

fn notes(notes: &[String]) -> Vec<Block> {
    if notes.is_empty() {
        return Vec::new();
    }
    vec![
        Block::Heading(words::notes()),
        Block::List(notes.iter().map(|note| stranger(note)).collect()),
    ]
}

fn group_of(key: &str) -> &'static str {
    let first = key.split(['.', '[']).next().unwrap_or_default();
    GROUPS
        .iter()
        .skip(1)
        .find(|name| **name == first)
        .copied()
        .unwrap_or("")
}

fn group(name: &str, set: &[&Assumption]) -> Option<Block> {
    let members: Vec<&Assumption> = set
        .iter()
        .copied()
        .filter(|value| group_of(&value.key) == name)
        .collect();
    if members.is_empty() {
        return None;
    }
    let caption = words::group_caption(&words::group(name), members.len());
    Some(Block::Details(
        caption.clone(),
        vec![Block::Table(table(caption, &members))],
    ))
}

fn table(caption: Text, values: &[&Assumption]) -> Table {
    let [key, value, source, origin] = words::assumption_columns();
    let mut table = Table::new(
        caption,
        vec![
            (key, Align::Words),
            (value, Align::Words),
            (source, Align::Words),
            (origin, Align::Words),
        ],
    );
    for assumption in values.iter().take(MOST_ROWS) {
        table.row(row(assumption));
    }
    if values.len() > MOST_ROWS {
        table = table.note(words::rows_left_out(values.len() - MOST_ROWS, "manifest.json"));
    }
    table
}

fn row(assumption: &Assumption) -> Vec<Cell> {
    let source = match (&assumption.source, &assumption.origin) {
        (Some(source), _) => Cell::name(&shortened(source, 400)),
        (None, Origin::Default) => Cell::Nothing,
        (None, _) => Cell::Words(words::assumption()),
    };
    vec![
        Cell::Code(shortened(&assumption.key, LONGEST_VALUE)),
        Cell::Words(keys::value(&assumption.key, &assumption.value)),
        source,
        origin(assumption),
    ]
}

fn origin(assumption: &Assumption) -> Cell {
    let set_in = origin_words(&assumption.origin);
    let before: Vec<Text> = assumption
        .overridden
        .iter()
        .map(|(origin, value)| words::instead_of(&shown(value), &origin_words(origin)))
        .collect();
    if before.is_empty() {
        return Cell::Words(set_in);
    }
    let chain =
        |pick: fn(&Text) -> &String| before.iter().map(|text| pick(text).as_str()).collect::<Vec<_>>();
    Cell::WithDetail(
        set_in,
        Text {
            de: chain(|text| &text.de).join("; "),
            en: chain(|text| &text.en).join("; "),
        },
    )
}

fn origin_words(origin: &Origin) -> Text {
    match origin {
        Origin::Default => words::by_default(),
        Origin::CommandLine => words::on_command_line(),
        Origin::File(place) => {
            let place = place.to_string();
            if place.is_empty() {
                catalogue::nothing()
            } else {
                Text::same(place)
            }
        }
    }
}

/// A value as it would be written, shortened to something readable.
fn shown(value: &Value) -> String {
    shortened(&json::written(value), LONGEST_VALUE)
}

fn shortened(text: &str, longest: usize) -> String {
    let mut shown: String = text.chars().take(longest).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_find_their_group() {
        assert_eq!(group_of("sites.nord.places"), "sites");
        assert_eq!(group_of("groups.family.arrivals[0].per_day"), "groups");
        assert_eq!(group_of("name"), "");
        assert_eq!(group_of(""), "");
    }

    #[test]
    fn long_values_are_cut_between_characters() {
        let long = "ä".repeat(10_000);
        assert_eq!(shortened(&long, 5), "äääää…");
        assert_eq!(shortened("kurz", 5), "kurz");
    }
}
