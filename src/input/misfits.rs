//! The words for values that do not have the shape of a scenario file.

use super::say;
use super::shape::{Key, Shape};
use super::tree::{Content, Node};
use crate::complaint::{Complaint, Place, did_you_mean, names_help};
use crate::text;
use crate::text::Text;
use indexmap::IndexMap;

/// A key that the format does not have here.
pub fn unknown_key(child: &Node, name: &str, keys: &IndexMap<String, Key>) -> Complaint {
    let help = match did_you_mean(name, keys.keys().map(String::as_str)) {
        Some(near) => text!("Gemeint ist vielleicht „{near}“.", "Did you mean `{near}`?"),
        None => {
            let all = keys.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            text!("Möglich sind: {all}.", "Possible: {all}.")
        }
    };
    let message = text!(
        "Den Schlüssel „{name}“ gibt es hier nicht.",
        "There is no key `{name}` here."
    );
    Complaint::new(child.key_place.clone(), message).help(help)
}

/// Not one kind is named but none or several.
pub fn not_one_kind(node: &Node, tags: &IndexMap<String, Key>) -> Complaint {
    let expected = say::expected(&Shape::Choice(tags.clone()), "");
    let message = text!(
        "Hier muss genau eine Art angegeben sein.",
        "Exactly one kind must be given here."
    );
    Complaint::new(node.key_place.clone(), message).help(belongs_here(&expected))
}

/// A key that must be there is not.
pub fn missing(table: &Node, name: &str, key: &Key) -> Complaint {
    if let Some(only) = only_number(&key.shape) {
        let help = text!("So schreiben: {name} = {only}.", "Write: {name} = {only}.");
        let message = text!("„{name}“ fehlt.", "`{name}` is missing.");
        return Complaint::new(table.key_place.clone(), message).help(help);
    }
    let expected = match &key.shape {
        // A cell needs no quotes.
        Shape::Text { .. } if !is_toml(&table.key_place) => text!("ein Text", "text"),
        shape => say::expected(shape, name),
    };
    let place = Place {
        line: table.key_place.line,
        ..table.key_place.clone()
    };
    Complaint::new(place, text!("„{name}“ fehlt.", "`{name}` is missing.")).help(belongs_here(&expected))
}

fn is_toml(place: &Place) -> bool {
    let file = place.file.as_deref().unwrap_or("toml");
    file.rsplit('.').next() == Some("toml")
}

/// The one number that belongs here, where there is but one.
fn only_number(shape: &Shape) -> Option<f64> {
    match shape {
        Shape::Integer(range) if range.least == range.most => Some(range.least),
        _ => None,
    }
}

/// What belongs at a place, as a sentence.
pub fn belongs_here(expected: &text::Text) -> Text {
    let (de, en) = (&expected.de, &expected.en);
    text!("Hierher gehört {de}.", "What belongs here: {en}.")
}

/// Something of another kind stands there.
pub fn wrong_kind(node: &Node, shape: &Shape, key: &str) -> Complaint {
    let (expected, found) = (say::expected(shape, key), say::found(node));
    let message = Text {
        de: format!("Hierher gehört {}, gefunden wurde {}.", expected.de, found.de),
        en: format!("What belongs here is {}, not {}.", expected.en, found.en),
    };
    let complaint = Complaint::new(node.place(), message).value(node.written());
    match (shape, &node.content) {
        (Shape::Number(_) | Shape::Integer(_), Content::Text(_)) => complaint.help(text!(
            "Zahlen stehen ohne Anführungszeichen und mit Punkt statt Komma: 0.85.",
            "Numbers stand without quotes: 0.85."
        )),
        (Shape::Date, _) => complaint.help(text!(
            "So schreiben: Jahr-Monat-Tag, ohne Uhrzeit, zum Beispiel 2026-01-31.",
            "Write year-month-day without a time, for example 2026-01-31."
        )),
        _ => complaint,
    }
}

/// A number that is too small or too large.
pub fn out_of_range(node: &Node, shape: &Shape, key: &str) -> Complaint {
    if let Some(only) = only_number(shape) {
        let message = text!(
            "Dieses Programm kennt nur {key} = {only}.",
            "This program knows only {key} = {only}."
        );
        return Complaint::new(node.place(), message).value(node.written());
    }
    let expected = say::expected(shape, key);
    let message = Text {
        de: format!("Der Wert ist nicht erlaubt; hierher gehört {}.", expected.de),
        en: format!("The value is not allowed; what belongs here is {}.", expected.en),
    };
    Complaint::new(node.place(), message).value(node.written())
}

/// A word that is none of those allowed.
pub fn unknown_word(node: &Node, word: &str, words: &[String]) -> Complaint {
    Complaint::new(
        node.place(),
        text!("„{word}“ gibt es hier nicht.", "There is no `{word}` here."),
    )
    .value(node.written())
    .help(names_help(word, words.iter().map(String::as_str)))
}

/// A list with too few or too many entries.
pub fn wrong_length(node: &Node, least: u64, most: u64, length: u64) -> Complaint {
    let entries = |count: u64| match count {
        1 => text!("einen Eintrag", "1 entry"),
        _ => text!("{count} Einträge", "{count} entries"),
    };
    let (few, many) = (entries(least), entries(most));
    let (few_de, few_en, many_de, many_en) = (few.de, few.en, many.de, many.en);
    let has = match length {
        0 => text!("sie ist leer", "it is empty"),
        _ => text!("sie hat {length}", "it has {length}"),
    };
    let (has_de, has_en) = (has.de, has.en);
    let message = if least == most {
        text!(
            "Die Liste muss {few_de} haben, {has_de}.",
            "The list must have {few_en}; {has_en}."
        )
    } else if length < least {
        text!(
            "Die Liste muss mindestens {few_de} haben, {has_de}.",
            "The list must have at least {few_en}; {has_en}."
        )
    } else {
        text!(
            "Die Liste darf höchstens {many_de} haben, {has_de}.",
            "The list may have at most {many_en}; {has_en}."
        )
    };
    Complaint::new(node.place(), message)
}

/// A table with more entries than can be counted.
pub fn too_many(node: &Node, length: usize) -> Complaint {
    Complaint::new(
        node.key_place.clone(),
        text!(
            "Hier stehen {length} Einträge; höchstens 65.535 sind möglich.",
            "There are {length} entries here; at most 65,535 are possible."
        ),
    )
}

/// A name that cannot serve as an id.
pub fn unusable_id(node: &Node) -> Complaint {
    Complaint::new(
        node.key_place.clone(),
        text!(
            "Eine Kennung darf nicht leer sein und keine Steuerzeichen enthalten.",
            "An id must not be empty and must not hold control characters."
        ),
    )
}
