//! What the mirror structs allow, read from their JSON Schema into a form that can be walked.
//!
//! The structs in [`super::file`] stay the one definition of the format; this file only
//! translates. Walking a tree along the shape is left to its users.

use indexmap::IndexMap;
use serde_json::{Map, Value};
use std::sync::OnceLock;

/// What may stand at a place of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A table with fixed keys.
    Table(IndexMap<String, Key>),
    /// A table whose keys the user invents.
    Map(Box<Shape>),
    /// A list.
    List {
        /// What each element is.
        item: Box<Shape>,
        /// How many there are at least.
        least: u64,
        /// How many there are at most.
        most: u64,
    },
    /// A table with exactly one key, which says what it is.
    Choice(IndexMap<String, Key>),
    /// One of these words.
    Word(Vec<String>),
    /// Any text.
    Text {
        /// How many characters it has at least.
        least: u64,
    },
    /// A number.
    Number(Range),
    /// A whole number.
    Integer(Range),
    /// Yes or no.
    Truth,
    /// A day.
    Date,
    /// A text or a list of texts.
    Texts,
}

/// The numbers that are allowed, both ends included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// Smallest.
    pub least: f64,
    /// Largest.
    pub most: f64,
}

/// A key of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// What stands there.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, in English, from the comment of the struct's field.
    pub doc: String,
    /// What holds where it is left out.
    pub default: Option<Value>,
}

/// The shape of a scenario file.
pub fn scenario() -> &'static Shape {
    static SHAPE: OnceLock<Shape> = OnceLock::new();
    SHAPE.get_or_init(|| {
        let schema = schema();
        let none = Map::new();
        let defs = schema.get("$defs").and_then(Value::as_object).unwrap_or(&none);
        shape_of(&schema, defs)
    })
}

/// The JSON Schema of the mirror structs.
pub fn schema() -> Value {
    schemars::schema_for!(super::file::ScenarioFile).to_value()
}

fn shape_of(schema: &Value, defs: &Map<String, Value>) -> Shape {
    let schema = resolved(schema, defs);
    if let Some(choices) = alternatives(schema) {
        return shape_of_alternatives(&choices, defs);
    }
    match kind(schema) {
        "object" => shape_of_object(schema, defs),
        "array" => Shape::List {
            item: Box::new(shape_of(&schema["items"], defs)),
            least: schema["minItems"].as_u64().unwrap_or(0),
            most: schema["maxItems"].as_u64().unwrap_or(u64::MAX),
        },
        "number" => Shape::Number(range(schema)),
        "integer" => Shape::Integer(range(schema)),
        "boolean" => Shape::Truth,
        _ if schema["format"] == "date" => Shape::Date,
        _ => Shape::Text {
            least: schema["minLength"].as_u64().unwrap_or(0),
        },
    }
}

/// Follows a reference.
fn resolved<'a>(schema: &'a Value, defs: &'a Map<String, Value>) -> &'a Value {
    schema["$ref"]
        .as_str()
        .and_then(|name| defs.get(name.trim_start_matches("#/$defs/")))
        .unwrap_or(schema)
}

/// The alternatives of a schema without `null`, which only says that a key may be left out.
fn alternatives(schema: &Value) -> Option<Vec<&Value>> {
    let all = schema["oneOf"].as_array().or(schema["anyOf"].as_array())?;
    Some(all.iter().filter(|item| item["type"] != "null").collect())
}

fn shape_of_alternatives(choices: &[&Value], defs: &Map<String, Value>) -> Shape {
    if let [only] = choices {
        return shape_of(only, defs);
    }
    if let Some(words) = words(choices) {
        return Shape::Word(words);
    }
    let mut tags = IndexMap::new();
    for choice in choices {
        for (tag, inner) in choice["properties"].as_object().into_iter().flatten() {
            tags.insert(
                tag.clone(),
                key_of(inner, true, text(choice, "description"), defs),
            );
        }
    }
    if tags.is_empty() {
        Shape::Texts
    } else {
        Shape::Choice(tags)
    }
}

fn words(choices: &[&Value]) -> Option<Vec<String>> {
    choices
        .iter()
        .map(|choice| choice["const"].as_str().map(str::to_owned))
        .collect()
}

fn shape_of_object(schema: &Value, defs: &Map<String, Value>) -> Shape {
    if schema["additionalProperties"].is_object() {
        return Shape::Map(Box::new(shape_of(&schema["additionalProperties"], defs)));
    }
    let required = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
    let keys = schema["properties"].as_object().into_iter().flatten();
    Shape::Table(
        keys.map(|(name, inner)| {
            let needed = required.iter().any(|key| key == name);
            let key = key_of(inner, needed, text(inner, "description"), defs);
            (name.clone(), key)
        })
        .collect(),
    )
}

fn key_of(inner: &Value, required: bool, doc: String, defs: &Map<String, Value>) -> Key {
    Key {
        shape: shape_of(inner, defs),
        required,
        doc,
        default: inner.get("default").cloned(),
    }
}

/// The type of a schema; of `["number", "null"]` the first.
fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::Array(kinds) => kinds.first().and_then(Value::as_str).unwrap_or(""),
        single => single.as_str().unwrap_or(""),
    }
}

fn text(schema: &Value, key: &str) -> String {
    schema[key].as_str().unwrap_or_default().to_owned()
}

fn range(schema: &Value) -> Range {
    let at_least_zero = schema["format"].as_str().is_some_and(|f| f.starts_with("uint"));
    let lowest = if at_least_zero { 0.0 } else { f64::NEG_INFINITY };
    Range {
        least: schema["minimum"].as_f64().unwrap_or(lowest),
        most: schema["maximum"].as_f64().unwrap_or(f64::INFINITY),
    }
}

impl Shape {
    /// The shape below a key; in a list, of every element.
    pub fn below(&self, key: &str) -> Option<&Shape> {
        match self {
            Shape::Table(keys) | Shape::Choice(keys) => keys.get(key).map(|key| &key.shape),
            Shape::Map(entry) => Some(entry),
            Shape::List { item, .. } => Some(item),
            _ => None,
        }
    }

    /// The fixed keys, where there are any.
    pub fn keys(&self) -> Option<&IndexMap<String, Key>> {
        match self {
            Shape::Table(keys) | Shape::Choice(keys) => Some(keys),
            _ => None,
        }
    }

    /// Whether a single value or a list of single values stands here.
    pub fn is_leaf(&self) -> bool {
        match self {
            Shape::Table(_) | Shape::Map(_) | Shape::Choice(_) => false,
            Shape::List { item, .. } => item.is_leaf(),
            _ => true,
        }
    }
}

/// The key of the format that a dotted path means, with names and numbers of entries passed over.
pub fn key_at<'a>(shape: &'a Shape, path: &[&str]) -> Option<&'a Key> {
    let (last, before) = path.split_last()?;
    let parent = before.iter().try_fold(shape, |shape, key| shape.below(key))?;
    parent.keys()?.get(*last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(path: &[&str]) -> &'a Key {
        key_at(scenario(), path).unwrap()
    }

    #[test]
    fn ranges_and_defaults_come_from_the_structs() {
        let replications = at(&["replications"]);
        let range = Range {
            least: 1.0,
            most: 100_000.0,
        };
        assert_eq!(replications.shape, Shape::Integer(range));
        assert_eq!(replications.default, Some(1000.into()));
        assert!(!replications.required && at(&["policy"]).required);
    }

    #[test]
    fn kinds_of_values_are_told_apart() {
        assert_eq!(at(&["start"]).shape, Shape::Date);
        assert_eq!(at(&["extends"]).shape, Shape::Texts);
        assert_eq!(at(&["kinds", "flat", "emergency"]).shape, Shape::Truth);
        assert!(matches!(at(&["sites", "a", "state"]).shape, Shape::Word(_)));
        assert!(matches!(at(&["groups", "a", "stay"]).shape, Shape::Choice(_)));
        assert!(matches!(at(&["kinds", "a", "delay"]).shape, Shape::Choice(_)));
        assert!(matches!(at(&["groups", "a", "needs"]).shape, Shape::Map(_)));
        assert!(matches!(
            at(&["groups", "a", "arrivals", "seasonal", "months"]).shape,
            Shape::List {
                least: 12,
                most: 12,
                ..
            }
        ));
    }

    #[test]
    fn every_key_of_the_format_is_explained() {
        fn walk(shape: &Shape, path: &str) {
            for (name, key) in shape.keys().into_iter().flatten() {
                let tagged = matches!(shape, Shape::Choice(_)) && path.is_empty();
                assert!(tagged || !key.doc.is_empty(), "{path}.{name}");
                walk(&key.shape, &format!("{path}.{name}"));
            }
            if let Shape::Map(inner) = shape {
                walk(inner, path);
            }
            if let Shape::List { item, .. } = shape {
                walk(item, path);
            }
        }
        walk(scenario(), "");
    }
}
