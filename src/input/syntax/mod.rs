//! TOML becomes a tree of values with the places where they stand.
//!
//! The parser recovers from errors, so several syntax errors of a file are told at once.
//! What the keys mean is left to others.

mod depth;
mod lines;
mod words;

use super::tree::{Content, Node};
use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use depth::too_deep;
use lines::Lines;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads a text as TOML. `name` is the file's name in places.
pub fn parse(text: &str, name: &str) -> Result<Node, Complaints> {
    let (root, twice) = parse_with_repetitions(text, name)?;
    twice.unless_any(root)
}

/// The same where keys that stand twice stop nothing: they are complained about beside the tree,
/// in which what stands first counts, so that all that is wrong with the values is told as well.
pub fn parse_with_repetitions(text: &str, name: &str) -> Result<(Node, Complaints), Complaints> {
    let lines = Lines::of(text, name);
    if let Some(at) = too_deep(text) {
        return Err(nested_too_deeply(lines.place(at)).into());
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    let errors = without_echoes(&errors, &lines);
    let complaints = Complaints(
        errors
            .iter()
            .map(|error| words::complaint(error, &lines))
            .collect(),
    );
    if !errors.iter().all(|error| is_repetition(error)) {
        return Err(complaints);
    }
    let root = Node::at(table(document.get_ref(), &lines), Place::file(name));
    Ok((root, complaints))
}

fn is_repetition(error: &toml::de::Error) -> bool {
    error.message().starts_with("duplicate key")
}

/// One value as it is written in TOML, e.g. on the command line.
pub fn value(text: &str) -> Option<Content> {
    if too_deep(text).is_some() {
        return None;
    }
    let parsed = DeValue::parse(text).ok()?;
    Some(content(parsed.get_ref(), &Lines::of(text, "")))
}

fn table(entries: &DeTable, lines: &Lines) -> Content {
    Content::Table(
        entries
            .iter()
            .map(|(key, value)| {
                let mut node = node(value, lines);
                node.key_place = lines.place(key.span().start);
                (key.get_ref().to_string(), node)
            })
            .collect(),
    )
}

fn node(value: &Spanned<DeValue>, lines: &Lines) -> Node {
    Node::at(content(value.get_ref(), lines), lines.place(value.span().start))
}

fn content(value: &DeValue, lines: &Lines) -> Content {
    match value {
        DeValue::String(text) => Content::Text(text.to_string()),
        DeValue::Integer(number) => i128::from_str_radix(number.as_str(), number.radix())
            .map_or(Content::Float(f64::INFINITY), Content::Integer),
        DeValue::Float(number) => Content::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(truth) => Content::Truth(*truth),
        DeValue::Datetime(date) => Content::Date(date.to_string()),
        DeValue::Array(items) => Content::List(items.iter().map(|item| node(item, lines)).collect()),
        DeValue::Table(entries) => table(entries, lines),
    }
}

fn nested_too_deeply(place: Place) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Die Angaben sind hier tiefer ineinander verschachtelt, als irgendein Szenario es braucht.",
            "The values are nested deeper here than any scenario needs."
        ),
    )
}

/// Without the keys below a heading that stands twice: the heading says it all.
fn without_echoes<'e>(errors: &'e [toml::de::Error], lines: &Lines) -> Vec<&'e toml::de::Error> {
    let mut repeated: Option<usize> = None;
    let mut told = Vec::new();
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        let (twice, heading) = (is_repetition(error), lines.heading(at));
        if twice && lines.is_heading(at) {
            repeated = heading;
        } else if twice && heading.is_some() && heading == repeated {
            continue;
        }
        told.push(error);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_an_editor_says() {
        let tree = parse("name = \"Ä\"\n[sites.a]\nü = 1 # x\nplaces = 2\n", "x.toml");
        // A key with an umlaut needs quotes: nothing else is wrong.
        assert_eq!(tree.unwrap_err().0[0].place.line, Some(3));
        let tree = parse("[sites.a]\n\"ü\" = {b = \"Ä\", c = 2}\n", "x.toml").unwrap();
        let c = tree.at_path(["sites", "a", "ü", "c"]).unwrap();
        assert_eq!(c.place().to_string(), "x.toml:2:21");
        assert_eq!(c.key_place.to_string(), "x.toml:2:17");
    }

    #[test]
    fn all_syntax_errors_are_told_at_once() {
        let complaints = parse("a = \nb = Mitte\nc = 1\n", "x.toml").unwrap_err();
        let lines: Vec<_> = complaints.0.iter().map(|c| c.place.line).collect();
        assert_eq!(lines, [Some(1), Some(2)]);
    }

    #[test]
    fn a_key_that_stands_twice_is_named_with_both_lines() {
        let complaints = parse("[sites.a]\nplaces = 1\n[sites.b]\n[sites.a]\n", "x.toml").unwrap_err();
        assert_eq!(complaints.0[0].place.line, Some(4));
        let twice =
            "[sites.a]\nplaces = 1\nkind = \"x\"\n[sites.a]\nplaces = 2\nkind = \"y\"\n[b]\nc = 1\nc = 2\n";
        let lines: Vec<_> = parse(twice, "x.toml")
            .unwrap_err()
            .0
            .iter()
            .map(|c| c.place.line)
            .collect();
        assert_eq!(lines, [Some(4), Some(9)]);
        assert_eq!(
            complaints.0[0].message.de,
            "„a“ steht zweimal; zuerst in Zeile 1."
        );
    }

    #[test]
    fn the_parsers_words_are_translated_where_planners_meet_them() {
        let said = |text| parse(text, "x.toml").unwrap_err().0[0].message.de.clone();
        assert_eq!(said("start = 2026-02-30\n"), "Dieses Datum gibt es nicht.");
        assert_eq!(
            said("name = \"Mitte\nseed = 1\n"),
            "Hier fehlt das schließende Anführungszeichen."
        );
    }

    #[test]
    fn dotted_keys_without_end_are_refused() {
        let key = vec!["a"; 200_000].join(".");
        assert!(parse(&format!("{key} = 1"), "x").is_err());
        assert!(parse(&format!("[{key}]"), "x").is_err());
        assert!(parse(&"[".repeat(100_000), "x").is_err());
        assert!(parse(&"a={".repeat(100_000), "x").is_err());
        let sentence = "Ein Satz. ".repeat(1000);
        assert!(parse(&format!("notes = [\"{sentence}\", '''\n{sentence}''']"), "x").is_ok());
    }
}
