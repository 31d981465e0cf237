//! What is wrong with an input: where it stands, what was found, what would be right.
//!
//! Complaints are collected, never thrown one at a time; whoever reads them decides
//! on the language and the format.

use crate::text::{Lang, Text, is_hidden};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// One thing that is wrong (or, as a notice, worth knowing) and how to mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct Complaint {
    /// Where it stands.
    pub place: Place,
    /// The key concerned, as a dotted path (`sites.north.places`).
    pub key: Option<String>,
    /// The value as it was written.
    pub value: Option<String>,
    /// What is wrong, a full sentence.
    pub message: Text,
    /// What would be right, a full sentence.
    pub help: Option<Text>,
}

/// A position in a file that people can go to.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user named it, or as another file refers to it.
    pub file: Option<String>,
    /// Line, from 1.
    pub line: Option<u32>,
    /// Column in characters, from 1.
    pub column: Option<u32>,
    /// Cell of a spreadsheet (`Sheet!C17`), or feature of a map (`feature 3`).
    pub cell: Option<String>,
}

impl Place {
    /// Somewhere in this file.
    pub fn file(file: impl Into<String>) -> Self {
        Place {
            file: Some(file.into()),
            ..Place::default()
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Without a file (a value on the command line) nobody looks for a line.
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            if let Some(line) = self.line {
                write!(f, ":{line}")?;
            }
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        if let Some(cell) = &self.cell {
            write!(f, " {cell}")?;
        }
        Ok(())
    }
}

impl Complaint {
    /// A complaint about a place, without key, value or help.
    pub fn new(place: Place, message: Text) -> Self {
        Complaint {
            place,
            key: None,
            value: None,
            message,
            help: None,
        }
    }

    /// Names the key concerned.
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Quotes the value as it was written, shortened to something readable.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        let value: String = value.into();
        let shown: String = value.chars().take(80).collect();
        self.value = Some(if shown.len() < value.len() {
            shown + "…"
        } else {
            shown
        });
        self
    }

    /// Says what would be right.
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }
}

/// All complaints about one input. As an error it is never empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Complaints(pub Vec<Complaint>);

impl Complaints {
    /// Adds one.
    pub fn push(&mut self, complaint: Complaint) {
        self.0.push(complaint);
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value, unless something is wrong.
    pub fn unless_any<T>(self, value: T) -> Result<T, Complaints> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    /// For people: a paragraph each.
    pub fn to_text(&self, lang: Lang) -> String {
        let mut out = String::new();
        for complaint in &self.0 {
            let place = complaint.place.to_string();
            if !place.is_empty() {
                let _ = write!(out, "{}: ", printable(&place));
            }
            if let Some(key) = &complaint.key {
                let _ = write!(out, "{}: ", printable(key));
            }
            let _ = writeln!(out, "{}", printable(complaint.message.in_lang(lang)));
            if let Some(value) = &complaint.value {
                let label = match lang {
                    Lang::De | Lang::DeEinfach => "gefunden",
                    Lang::En => "found",
                };
                let _ = writeln!(out, "    {label}: {}", printable(value));
            }
            if let Some(help) = &complaint.help {
                let _ = writeln!(out, "    → {}", printable(help.in_lang(lang)));
            }
        }
        out
    }

    /// For machines: `{"schema":1,"complaints":[…]}`.
    pub fn to_json(&self, lang: Lang) -> Value {
        json!({ "schema": 1, "complaints": self.0.iter().map(|c| json!({
            "file": c.place.file,
            "line": c.place.line,
            "column": c.place.column,
            "cell": c.place.cell,
            "key": c.key,
            "value": c.value,
            "message": c.message.in_lang(lang),
            "help": c.help.as_ref().map(|h| h.in_lang(lang)),
        })).collect::<Vec<_>>() })
    }
}

impl From<Complaint> for Complaints {
    fn from(complaint: Complaint) -> Self {
        Complaints(vec![complaint])
    }
}

/// A stranger's text must not steer the terminal: control characters and marks that
/// reorder what is read are shown as `�`.
pub(crate) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            c if is_hidden(c) && c != '\n' && c != '\t' => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// The candidate nearest to what was written, if one is near enough to be meant: by its whole name,
/// or by one of the words in it where no other candidate has such a word.
pub fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    let whole = candidates.clone().into_iter().filter_map(|candidate| {
        let distance = distance(written, candidate)?;
        Some((distance, candidate))
    });
    let nearest = whole.min_by_key(|(distance, _)| *distance);
    nearest.map(|(_, candidate)| candidate).or_else(|| {
        let has_it = |candidate: &&str| candidate.split('-').any(|word| distance(written, word).is_some());
        let mut with_it = candidates.into_iter().filter(has_it);
        with_it.next().filter(|_| with_it.next().is_none())
    })
}

/// Letters that differ, if so few do that a slip is likely. Where no letter is the same, it is none.
fn distance(written: &str, word: &str) -> Option<usize> {
    let distance = strsim::damerau_levenshtein(written, word);
    let letters = word.chars().count();
    (distance <= letters.max(3) / 3 && distance < letters).then_some(distance)
}

/// Names that are listed at most.
const LISTED: usize = 12;

/// The help sentence for a name that does not exist: the nearest one, or all there are.
pub fn names_help<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Text {
    if let Some(near) = did_you_mean(written, candidates.clone()) {
        return crate::text!("Gemeint ist vielleicht „{near}“.", "Did you mean `{near}`?");
    }
    let all: Vec<&str> = candidates.into_iter().collect();
    if all.is_empty() {
        return crate::text!("Es ist noch nichts angelegt.", "None is defined yet.");
    }
    let more = all.len().saturating_sub(LISTED);
    let listed = all[..all.len() - more].join(", ");
    match more {
        0 => crate::text!("Möglich sind: {listed}.", "Possible: {listed}."),
        _ => crate::text!(
            "Möglich sind: {listed} und {more} weitere.",
            "Possible: {listed} and {more} more."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_found_in_the_whole_name_or_in_a_word_that_only_one_has() {
        let sites = ["mitte-hallenbad", "mitte-hotel", "waldrand"];
        assert_eq!(did_you_mean("waldrnd", sites), Some("waldrand"));
        assert_eq!(did_you_mean("hallenbd", sites), Some("mitte-hallenbad"));
        assert_eq!(did_you_mean("mitte", sites), None);
        assert_eq!(did_you_mean("x", ["a", "b"]), None);
    }

    #[test]
    fn a_long_list_of_names_says_how_many_are_left_out() {
        let names: Vec<String> = (10..25).map(|number| format!("standort{number}x")).collect();
        let help = names_help("q", names.iter().map(String::as_str));
        assert!(help.de.ends_with("standort21x und 3 weitere."), "{}", help.de);
        let few = names_help("q", names[..12].iter().map(String::as_str));
        assert!(few.de.ends_with("standort21x."), "{}", few.de);
    }
}
