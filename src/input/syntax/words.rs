//! The complaints of the parser in words that planners understand.

use super::lines::Lines;
use crate::complaint::Complaint;
use crate::text;
use crate::text::Text;
use std::ops::Range;

/// What the parser complains about, in our words.
pub(super) fn complaint(error: &toml::de::Error, lines: &Lines) -> Complaint {
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
    if starts(&["duplicate key"]) {
        return Some(text!(
            "Eine der beiden Stellen streichen oder anders nennen.",
            "Drop one of the two, or give it another name."
        ));
    }
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
