//! `quartier schema`: the format of scenario files as JSON Schema, for editors.

use super::{Failure, output};
use crate::input::shape;
use serde_json::{Map, Value, json};

/// Keys of a schema that say something about a place, not about the value there.
const ABOUT_THE_PLACE: [&str; 2] = ["description", "default"];

/// Prints the schema.
pub fn execute() -> Result<(), Failure> {
    output::print_json(&for_editors(shape::schema()))
}

/// The schema of the mirror structs as people may write the file: every single value also
/// as `{ value, source, note }`, every table also with `source`, and nothing required,
/// because a base or a table may say it.
fn for_editors(mut schema: Value) -> Value {
    let root = schema.as_object_mut();
    let defs = root
        .as_ref()
        .and_then(|root| root.get("$defs"))
        .cloned()
        .unwrap_or_default();
    if let Some(root) = root {
        root.insert("title".to_owned(), json!("Quartier scenario"));
        if let Some(defs_of_root) = root.get_mut("$defs").and_then(Value::as_object_mut) {
            defs_of_root.values_mut().for_each(|def| loosen(def, &defs));
        }
        loosen_table(root, &defs);
    }
    schema
}

/// Everything below a schema, and the schema itself where it is a table.
fn loosen(schema: &mut Value, defs: &Value) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    for key in ["oneOf", "anyOf"] {
        let choices = object.get_mut(key).and_then(Value::as_array_mut);
        choices
            .into_iter()
            .flatten()
            .for_each(|choice| loosen_choice(choice, defs));
    }
    if let Some(items) = object.get_mut("items") {
        loosen(items, defs);
        wrap(items, defs);
    }
    loosen_table(object, defs);
}

/// Of several kinds the one that is meant shows by its required key.
fn loosen_choice(choice: &mut Value, defs: &Value) {
    let required = choice.get("required").cloned();
    loosen(choice, defs);
    if let (Some(required), Some(object)) = (required, choice.as_object_mut()) {
        object.insert("required".to_owned(), required);
    }
}

fn loosen_table(object: &mut Map<String, Value>, defs: &Value) {
    let values = object
        .get("additionalProperties")
        .filter(|entries| entries.is_object() && is_value(entries, defs))
        .cloned();
    if let Some(entries) = object
        .get_mut("additionalProperties")
        .filter(|entries| entries.is_object())
    {
        loosen(entries, defs);
        wrap(entries, defs);
    }
    object.shift_remove("required");
    let is_table = object.contains_key("additionalProperties");
    if let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) {
        for property in properties.values_mut() {
            loosen(property, defs);
            wrap(property, defs);
        }
        if is_table {
            properties
                .entry("source")
                .or_insert(json!({ "type": "string", "description": "Where these values come from." }));
        }
    } else if let Some(values) = values {
        object.insert("properties".to_owned(), beside_values(&values));
    } else if is_table {
        object.insert("properties".to_owned(), json!({ "source": { "type": "string" } }));
    }
}

/// Lets a single value or a list also stand in a table beside its source.
fn wrap(schema: &mut Value, defs: &Value) {
    if !is_value(schema, defs) {
        return;
    }
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    let mut outside = Map::new();
    for key in ABOUT_THE_PLACE {
        if let Some(words) = object.shift_remove(key) {
            outside.insert(key.to_owned(), words);
        }
    }
    let bare = Value::Object(std::mem::take(object));
    outside.insert("anyOf".to_owned(), json!([bare.clone(), sourced(bare)]));
    *schema = Value::Object(outside);
}

/// What may stand in a table of single values besides them: their source, or all of them in
/// `value` beside it.
fn beside_values(values: &Value) -> Value {
    json!({
        "value": { "type": "object", "additionalProperties": values },
        "source": { "type": "string", "description": "Where these values come from." },
        "note": { "type": "string", "description": "What should be known about them." },
    })
}

fn sourced(bare: Value) -> Value {
    json!({
        "type": "object",
        "properties": {
            "value": bare,
            "source": { "type": "string", "description": "Where the value comes from." },
            "note": { "type": "string", "description": "What should be known about it." },
        },
        "required": ["value"],
        "additionalProperties": false,
    })
}

/// Whether no table stands at this place.
fn is_value(schema: &Value, defs: &Value) -> bool {
    let target = schema["$ref"]
        .as_str()
        .and_then(|name| defs.get(name.trim_start_matches("#/$defs/")));
    let schema = target.unwrap_or(schema);
    let alternatives = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
    match alternatives {
        Some(all) => all.iter().all(|one| is_value(one, defs)),
        None => schema["type"] != "object" && schema["type"] != json!(["object", "null"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_values_may_carry_a_source_and_tables_too() {
        let schema = for_editors(shape::schema());
        let residents = &schema["$defs"]["DistrictFile"]["properties"]["residents"];
        assert_eq!(residents["anyOf"][0]["maximum"], 100_000_000.0);
        assert_eq!(
            residents["anyOf"][1]["properties"]["value"]["maximum"],
            100_000_000.0
        );
        assert!(residents["description"].is_string());
        let level = &schema["$defs"]["LevelFile"]["properties"]["source"];
        assert_eq!(level["type"], "string");
        let kinds = &schema["properties"]["kinds"];
        assert_eq!(kinds["additionalProperties"]["$ref"], "#/$defs/KindFile");
        let units = &schema["$defs"]["UnitsFile"]["properties"]["source"];
        assert_eq!(units["type"], "string");
    }

    #[test]
    fn nothing_is_required_that_a_base_may_say() {
        let schema = for_editors(shape::schema());
        assert_eq!(schema.get("required"), None);
        assert_eq!(schema["$defs"]["GroupFile"].get("required"), None);
        let fixed = &schema["$defs"]["DurationFile"]["oneOf"][0];
        assert_eq!(fixed["required"], json!(["fixed"]), "the kind must show");
    }

    #[test]
    fn the_schema_says_what_it_is() {
        let schema = for_editors(shape::schema());
        assert_eq!(schema["title"], "Quartier scenario");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}
