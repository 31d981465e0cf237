//! Numbers and units in the words of complaints.

use super::shape::{Range, Shape};
use super::tree::{Content, Node};
use crate::text;
use crate::text::Text;

/// A number as people write it, as in the reports: `12.345,6` in German, `12,345.6` in English.
pub fn number(value: f64) -> Text {
    let plain = if value.abs() >= 1e15 {
        format!("{value:e}")
    } else {
        format!("{}", libm::round(value * 1e9) / 1e9)
    };
    Text {
        de: written(&plain, ".", ","),
        en: written(&plain, ",", "."),
    }
}

/// The digits in groups of three, with the sign that parts whole from fraction.
fn written(plain: &str, between_groups: &str, before_fraction: &str) -> String {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) && !whole.contains('e') {
            out.push_str(between_groups);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push_str(before_fraction);
        out.push_str(fraction);
    }
    out
}

/// The unit of a value, by the name of its key. Entries of a list have that of the list;
/// the weights of a key have none.
pub fn unit_at<S: AsRef<str>>(path: &[S]) -> Option<Text> {
    unit(name_at(path))
}

/// The name of the key that says what a value is; none for the weights of a key.
pub fn name_at<S: AsRef<str>>(path: &[S]) -> &str {
    let is_weight = |name: &str| matches!(name, "residents" | "area" | "social_index");
    let in_key = |part: &S| matches!(part.as_ref(), "fair-share" | "balanced");
    if path.iter().any(in_key) && path.last().is_some_and(|name| is_weight(name.as_ref())) {
        return "";
    }
    let named = |part: &&S| part.as_ref().parse::<u32>().is_err();
    path.iter().rev().find(named).map_or("", AsRef::as_ref)
}

/// The unit that a key's name ends with.
fn unit(key: &str) -> Option<Text> {
    const UNITS: [(&str, &str, &str); 18] = [
        (
            "per_place_month_eur",
            "Euro je Platz und Monat",
            "euros per place and month",
        ),
        (
            "per_person_month_eur",
            "Euro je Person und Monat",
            "euros per person and month",
        ),
        ("per_month_eur", "Euro je Monat", "euros per month"),
        ("per_place_eur", "Euro je Platz", "euros per place"),
        ("_eur", "Euro", "euros"),
        ("_days", "Tage", "days"),
        ("days", "Tage", "days"),
        ("_km2", "km²", "km²"),
        ("_m2", "m²", "m²"),
        ("persons_per_month", "Personen je Monat", "persons per month"),
        ("per_month", "je Monat", "per month"),
        ("per_day", "Haushalte je Tag", "households per day"),
        ("drift_per_year", "je Jahr", "per year"),
        ("_persons", "Personen", "persons"),
        ("max_household_size", "Personen", "persons"),
        ("residents", "Personen", "persons"),
        ("lon", "Grad", "degrees"),
        ("lat", "Grad", "degrees"),
    ];
    let (_, de, en) = UNITS.iter().find(|(end, ..)| key.ends_with(end))?;
    Some(text!("{de}", "{en}"))
}

/// What belongs at a place: "eine Zahl von 0 bis 1".
pub fn expected(shape: &Shape, key: &str) -> Text {
    match shape {
        Shape::Number(range) => with_unit(numbers(range, "eine Zahl", "a number"), key),
        Shape::Integer(range) => with_unit(numbers(range, "eine ganze Zahl", "a whole number"), key),
        Shape::Text { .. } => text!("ein Text in Anführungszeichen", "text in quotes"),
        Shape::Texts => text!("ein Text oder eine Liste von Texten", "text or a list of texts"),
        Shape::Truth => text!("true oder false", "true or false"),
        Shape::Date => text!("ein Datum wie 2026-01-31", "a date such as 2026-01-31"),
        Shape::Word(words) => {
            let words = words.join(", ");
            text!("eines der Wörter {words}", "one of the words {words}")
        }
        Shape::List { .. } => text!("eine Liste in eckigen Klammern", "a list in square brackets"),
        Shape::Choice(tags) => {
            let tags = tags.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            text!(
                "eine Tabelle mit genau einem der Schlüssel {tags}",
                "a table with exactly one of the keys {tags}"
            )
        }
        Shape::Table(_) | Shape::Map(_) => text!("eine Tabelle mit Schlüsseln", "a table with keys"),
    }
}

fn numbers(range: &Range, de: &str, en: &str) -> Text {
    let (least, most) = (number(range.least), number(range.most));
    match (range.least.is_finite(), range.most.is_finite()) {
        (true, true) => Text {
            de: format!("{de} von {} bis {}", least.de, most.de),
            en: format!("{en} from {} to {}", least.en, most.en),
        },
        (true, false) => Text {
            de: format!("{de} ab {}", least.de),
            en: format!("{en} from {}", least.en),
        },
        _ => text!("{de}", "{en}"),
    }
}

fn with_unit(words: Text, key: &str) -> Text {
    match unit(key) {
        Some(unit) => Text {
            de: format!("{} ({})", words.de, unit.de),
            en: format!("{} ({})", words.en, unit.en),
        },
        None => words,
    }
}

/// What was found instead: "ein Text".
pub fn found(node: &Node) -> Text {
    match &node.content {
        Content::Table(_) => text!("eine Tabelle", "a table"),
        Content::List(_) => text!("eine Liste", "a list"),
        Content::Text(_) => text!("ein Text", "text"),
        Content::Integer(_) => text!("eine Zahl", "a number"),
        Content::Float(number) if number.is_nan() => {
            text!("eine undefinierte Zahl (nan)", "an undefined number (nan)")
        }
        Content::Float(number) if number.is_infinite() => text!("eine unendliche Zahl", "an infinite number"),
        Content::Float(_) => text!("eine Zahl mit Nachkommastellen", "a number with decimals"),
        Content::Truth(_) => text!("true oder false", "true or false"),
        Content::Date(_) => text!("ein Datum", "a date"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(number(0.1 + 0.2).de, "0,3");
        assert_eq!(number(100_000.0).de, "100.000");
        assert_eq!(number(-1_234_567.5).en, "-1,234,567.5");
        assert_eq!(number(28_078.0).de, "28.078");
        assert_eq!(number(1822.25).de, "1.822,25");
        assert_eq!(number(1e300).en, "1e300");
        assert_eq!(number(1.5e300).de, "1,5e300");
    }

    #[test]
    fn what_is_expected_names_range_and_unit() {
        let range = Range {
            least: 0.0,
            most: 3650.0,
        };
        let words = expected(&Shape::Integer(range), "closing_stop_days");
        assert_eq!(words.de, "eine ganze Zahl von 0 bis 3.650 (Tage)");
    }
}
