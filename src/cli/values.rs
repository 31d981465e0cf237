//! Values of a scenario in words.

use crate::input::say;
use crate::text;
use crate::text::Lang;
use serde_json::Value;

/// A value for people: numbers as they write them, lists in one line.
pub fn shown(value: &Value, lang: Lang) -> String {
    match value {
        Value::Null => text!("nichts", "nothing").in_lang(lang).to_owned(),
        Value::Bool(true) => text!("ja", "yes").in_lang(lang).to_owned(),
        Value::Bool(false) => text!("nein", "no").in_lang(lang).to_owned(),
        Value::Number(number) => match number.as_f64() {
            Some(number) if number.abs() < 9e15 => say::number(number).in_lang(lang).to_owned(),
            _ => number.to_string(),
        },
        Value::String(words) => words.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(item, lang)).collect();
            format!("[{}]", items.join("; "))
        }
        Value::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{key}: {}", shown(value, lang)))
                .collect();
            format!("{{{}}}", entries.join("; "))
        }
    }
}

/// A source for people; what has none is an assumption.
pub fn source(source: Option<&str>, lang: Lang) -> String {
    match source {
        Some(words) => words.to_owned(),
        None => text!("Annahme", "assumption").in_lang(lang).to_owned(),
    }
}
