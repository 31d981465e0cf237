//! TOML becomes a tree of values with the places where they stand.
//!
//! The parser recovers from errors, so several syntax errors of a file are told at once.
//! What the keys mean is left to others.

use super::tree::{Content, Node};
use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use crate::text::Text;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// How deep tables may stand in tables; no scenario comes near.
const DEEPEST: usize = 100;

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
    let complaints = Complaints(errors.iter().map(|error| complaint(error, &lines)).collect());
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

/// The places of a text.
struct Lines<'a> {
    text: &'a str,
    name: &'a str,
    /// Where each line begins, in bytes.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str, name: &'a str) -> Lines<'a> {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines {
            text,
            name,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    fn place(&self, at: usize) -> Place {
        let at = at.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let before = self.text.get(self.starts[line - 1]..at).unwrap_or_default();
        Place {
            line: u32::try_from(line).ok(),
            column: u32::try_from(before.chars().count() + 1).ok(),
            ..Place::file(self.name)
        }
    }

    /// Number of the line, from 0.
    fn number(&self, at: usize) -> usize {
        self.starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    }

    fn line(&self, number: usize) -> &str {
        let start = self.starts.get(number).copied().unwrap_or(self.text.len());
        let rest = self.text.get(start..).unwrap_or_default();
        rest.lines().next().unwrap_or_default().trim()
    }

    fn is_heading(&self, at: usize) -> bool {
        self.line(self.number(at)).starts_with('[')
    }

    /// The line of the heading under which something stands.
    fn heading(&self, at: usize) -> Option<usize> {
        (0..=self.number(at))
            .rev()
            .find(|line| self.line(*line).starts_with('['))
    }

    /// What stands there, one line at most.
    fn quote(&self, span: &Range<usize>) -> String {
        let found = self.text.get(span.clone()).unwrap_or_default();
        found.lines().next().unwrap_or_default().trim().to_owned()
    }
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

/// Where brackets and dotted keys first nest deeper than allowed. The parser bounds the
/// depth of brackets but not of dotted keys, and a tree that is too deep ends the program.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = vec![0_usize];
    let mut depth = 0;
    let mut rest = Plain::of(text);
    while let Some((at, byte)) = rest.next() {
        let level = open.last_mut()?;
        match byte {
            b'.' => {
                *level += 1;
                depth += 1;
            }
            b',' | b'\n' | b'=' => {
                depth -= *level;
                *level = 0;
            }
            b'[' | b'{' => {
                open.push(0);
                depth += 1;
            }
            b']' | b'}' if open.len() > 1 => {
                depth -= open.pop()? + 1;
            }
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

/// The bytes of a TOML text outside strings and comments.
struct Plain<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Plain<'a> {
    fn of(text: &'a str) -> Plain<'a> {
        Plain {
            bytes: text.as_bytes(),
            at: 0,
        }
    }

    fn next(&mut self) -> Option<(usize, u8)> {
        let at = self.at;
        let byte = *self.bytes.get(at)?;
        self.at += 1;
        match byte {
            b'#' => self.skip_to_line_end(),
            b'"' | b'\'' => self.skip_string(byte),
            _ => {}
        }
        Some((at, byte))
    }

    fn skip_to_line_end(&mut self) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
    }

    fn skip_string(&mut self, quote: u8) {
        if self.bytes[self.at..].starts_with(&[quote, quote]) {
            self.at += 2;
            self.skip_string_of_lines(quote);
        } else {
            self.skip_string_of_one_line(quote);
        }
    }

    fn skip_string_of_one_line(&mut self, quote: u8) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\n' => return,
                b'\\' if quote == b'"' => self.at += 2,
                _ => self.at += 1,
            }
            if byte == quote {
                return;
            }
        }
        self.at = self.at.min(self.bytes.len());
    }

    fn skip_string_of_lines(&mut self, quote: u8) {
        while self.at < self.bytes.len() {
            if self.bytes[self.at..].starts_with(&[quote; 3]) {
                self.at += 3;
                return;
            }
            let escape = self.bytes[self.at] == b'\\' && quote == b'"';
            self.at = (self.at + 1 + usize::from(escape)).min(self.bytes.len());
        }
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

fn complaint(error: &toml::de::Error, lines: &Lines) -> Complaint {
    let span = error.span().unwrap_or(0..0);
    let place = lines.place(span.start);
    let quote = lines.quote(&span);
    let mut complaint = Complaint::new(place, message(error.message(), lines, &span, &quote));
    if !quote.is_empty() {
        complaint = complaint.value(quote);
    }
    match remedy(error.message()).filter(|_| !span.is_empty()) {
        Some(help) => complaint.help(help),
        None => complaint,
    }
}

fn message(parser: &str, lines: &Lines, span: &Range<usize>, quote: &str) -> Text {
    let starts = |words: &[&str]| words.iter().any(|word| parser.starts_with(word));
    if starts(&["duplicate key"]) {
        return stands_twice(lines, span, quote);
    }
    if starts(&["cannot extend"]) {
        return text!(
            "„{quote}“ hat schon einen Wert und kann nicht zugleich eine Tabelle sein.",
            "`{quote}` has a value already and cannot be a table as well."
        );
    }
    if starts(&["unclosed"]) {
        return text!(
            "Hier fehlt die schließende Klammer.",
            "The closing bracket is missing here."
        );
    }
    if quote.is_empty() && starts(&["invalid value", "string values must be quoted"])
        || starts(&["key with no value", "missing value"])
    {
        return text!("Hier fehlt ein Wert.", "A value is missing here.");
    }
    if starts(&[
        "string values must be quoted",
        "missing opening quote",
        "invalid value",
    ]) {
        return text!(
            "Texte stehen in Anführungszeichen; ohne sie ist das hier weder Zahl noch Datum noch true oder false.",
            "Text stands in quotes; without them this is neither a number nor a date nor true or false."
        );
    }
    if starts(&["invalid date", "invalid month", "invalid day"]) {
        return text!("Dieses Datum gibt es nicht.", "There is no such date.");
    }
    if starts(&[
        "invalid basic string",
        "invalid literal string",
        "invalid multi-line",
    ]) && !quote_closes(lines, span)
    {
        return text!(
            "Hier fehlt das schließende Anführungszeichen.",
            "The closing quote is missing here."
        );
    }
    if starts(&["missing comma"]) {
        return text!("Hier fehlt ein Komma.", "A comma is missing here.");
    }
    if starts(&["extra comma"]) {
        return text!(
            "Hier steht ein Komma zu viel.",
            "There is one comma too many here."
        );
    }
    if starts(&["unexpected leading zero"]) {
        return text!(
            "Eine Zahl darf nicht mit einer überflüssigen Null beginnen.",
            "A number must not begin with a needless zero."
        );
    }
    if starts(&[
        "invalid unquoted key",
        "unquoted keys",
        "invalid key-value",
        "unexpected key or value",
    ]) {
        return text!(
            "Das ist kein gültiger Schlüssel mit Wert.",
            "This is not a valid key with a value."
        );
    }
    text!(
        "Das ist kein gültiges TOML ({parser}).",
        "This is not valid TOML ({parser})."
    )
}

/// Whether the line goes on after what is wrong, so that the quote may yet close.
fn quote_closes(lines: &Lines, span: &Range<usize>) -> bool {
    let rest = lines.text.get(span.start..).unwrap_or_default();
    !rest.lines().next().unwrap_or_default().trim().is_empty()
}

fn remedy(parser: &str) -> Option<Text> {
    let starts = |words: &[&str]| words.iter().any(|word| parser.starts_with(word));
    if starts(&[
        "string values must be quoted",
        "missing opening quote",
        "invalid value",
    ]) {
        return Some(text!(
            "So schreiben: name = \"Mitte\", residents = 1200.5 (Punkt als Dezimalzeichen), start = 2026-01-31.",
            "Write: name = \"Mitte\", residents = 1200.5, start = 2026-01-31."
        ));
    }
    if starts(&[
        "invalid unquoted key",
        "unquoted keys",
        "invalid key-value",
        "unexpected key or value",
    ]) {
        return Some(text!(
            "So schreiben: schluessel = wert; Schlüssel mit Umlauten oder Leerzeichen in Anführungszeichen.",
            "Write: key = value; keys with spaces or letters beyond a–z stand in quotes."
        ));
    }
    None
}

fn stands_twice(lines: &Lines, span: &Range<usize>, key: &str) -> Text {
    match first_mention(lines, span) {
        Some(line) => text!(
            "„{key}“ steht zweimal; zuerst in Zeile {line}.",
            "`{key}` stands twice; first in line {line}."
        ),
        None => text!("„{key}“ steht zweimal.", "`{key}` stands twice."),
    }
}

/// The line where a key that stands twice stands first: for a heading the line with the
/// same heading, else the nearest line before that begins with the key.
fn first_mention(lines: &Lines, span: &Range<usize>) -> Option<u32> {
    let here = lines.place(span.start).line?;
    let all: Vec<&str> = lines.text.lines().collect();
    let line = all.get(here as usize - 1)?.trim();
    let key = lines.quote(span);
    let before = &all[..here as usize - 1];
    let same = |other: &&str| {
        let other = other.trim();
        if line.starts_with('[') {
            heading(other) == heading(line)
        } else {
            other
                .strip_prefix(key.as_str())
                .is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
        }
    };
    let found = before.iter().rposition(same)?;
    u32::try_from(found + 1).ok()
}

fn heading(line: &str) -> &str {
    line.split(']').next().unwrap_or(line)
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
