//! Which property of the features is their id and which their name.
//!
//! Real maps call it `id`, `AGS`, `STT_NR`, `spatial_name` …; which one was chosen is always
//! said. Ids are text: leading zeros stay, numbers are written as text.

use crate::complaint::{Complaint, Place, names_help};
use crate::text;
use crate::text::Text;
use serde_json::Value;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// Where ids or names come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The feature's own member `id` (RFC 7946, 3.2).
    Member,
    /// A property.
    Property(String),
}

/// The ids and names of all features, in their order, and where they come from.
#[derive(Debug)]
pub(super) struct Identities {
    pub ids: Vec<Option<String>>,
    pub names: Vec<Option<String>>,
    pub id_source: Option<Source>,
    pub name_source: Option<Source>,
    pub notices: Vec<Text>,
}

/// Properties that are ids by their name, best first; `*` stands for any beginning.
const ID_PROPERTIES: [&str; 21] = [
    "id",
    "ags",
    "ars",
    "rs",
    "schluessel",
    "schlüssel",
    "key",
    "code",
    "nummer",
    "nr",
    "kennung",
    "kennziffer",
    "spatial_name",
    "*_nr",
    "*_nummer",
    "*_schluessel",
    "*_schl",
    "*_key",
    "*_code",
    "*_id",
    "*nummer",
];
/// Properties that are names by their name, best first.
const NAME_PROPERTIES: [&str; 14] = [
    "name",
    "gen",
    "bezeichnung",
    "spatial_alias",
    "stadtteil",
    "ortsteil",
    "stadtbezirk",
    "bezirk",
    "quartier",
    "name_*",
    "*_name",
    "*name",
    "label",
    "title",
];
/// Numbers that a program gave, which mean nothing to the town.
const PROGRAM_PROPERTIES: [&str; 7] = [
    "cartodb_id",
    "objectid",
    "object_id",
    "fid",
    "ogc_fid",
    "gml_id",
    "globalid",
];

/// Works out ids and names, from the properties asked for or else by guessing.
pub(super) fn identities(
    file: &str,
    features: &[Value],
    id_property: Option<&str>,
    name_property: Option<&str>,
) -> Result<Identities, Vec<Complaint>> {
    let keys = property_names(features);
    let complaints: Vec<Complaint> = [id_property, name_property]
        .into_iter()
        .flatten()
        .filter(|asked| !keys.iter().any(|key| key == asked))
        .map(|asked| unknown_property(file, asked, &keys))
        .collect();
    if !complaints.is_empty() {
        return Err(complaints);
    }
    let asked = |property: Option<&str>| property.map(|p| Source::Property(p.to_owned()));
    let id_source = asked(id_property).or_else(|| guess_id(features, &keys));
    let name_source = asked(name_property).or_else(|| guess_name(features, &keys, id_source.as_ref()));
    let mut notices: Vec<Text> = Vec::new();
    notices.extend(id_notice(id_property, id_source.as_ref()));
    notices.extend(name_notice(name_property, name_source.as_ref()));
    Ok(Identities {
        ids: column(features, id_source.as_ref()),
        names: column(features, name_source.as_ref()),
        id_source,
        name_source,
        notices,
    })
}

/// The names of all properties, in the order in which the features bring them up.
fn property_names(features: &[Value]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    features
        .iter()
        .filter_map(|feature| feature.get("properties")?.as_object())
        .flat_map(|properties| properties.keys())
        .filter(|key| seen.insert(key.as_str()))
        .cloned()
        .collect()
}

fn unknown_property(file: &str, asked: &str, keys: &[String]) -> Complaint {
    let message = text!(
        "Kein Gebiet der Karte hat die Eigenschaft „{asked}“.",
        "No district of the map has the property `{asked}`."
    );
    Complaint::new(Place::file(file), message)
        .value(asked)
        .help(names_help(asked, keys.iter().map(String::as_str)))
}

/// Ids or names, where there are any.
fn column(features: &[Value], source: Option<&Source>) -> Vec<Option<String>> {
    features
        .iter()
        .map(|feature| value_of(feature, source?))
        .collect()
}

fn value_of(feature: &Value, source: &Source) -> Option<String> {
    match source {
        Source::Member => as_text(feature.get("id")?),
        Source::Property(name) => as_text(feature.get("properties")?.get(name)?),
    }
}

/// A value as an id: trimmed and normalised text, whole numbers without a decimal point.
fn as_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().nfc().collect(),
        Value::Number(number) => number_as_text(number),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn number_as_text(number: &serde_json::Number) -> String {
    match number.as_f64() {
        Some(value) if number.is_f64() && value.fract() == 0.0 && value.abs() < 1e15 => format!("{value:.0}"),
        _ => number.to_string(),
    }
}

/// How well a source tells the features apart.
struct Fitness {
    features: usize,
    present: usize,
    different: usize,
}

impl Fitness {
    fn of(features: &[Value], source: &Source) -> Self {
        let values: Vec<String> = features.iter().filter_map(|f| value_of(f, source)).collect();
        Fitness {
            features: features.len(),
            present: values.len(),
            different: values.into_iter().collect::<BTreeSet<_>>().len(),
        }
    }

    /// Every feature has a value of its own.
    fn is_perfect(&self) -> bool {
        self.different == self.features && self.features > 0
    }

    /// Meant as an id, with some mistakes: at least half of the features have a value of their own.
    fn is_good(&self) -> bool {
        2 * self.different >= self.features && self.present > 0
    }
}

/// The feature's member or a property `id` if it is good, else the first source that is
/// perfect, else the first that is good.
fn guess_id(features: &[Value], keys: &[String]) -> Option<Source> {
    let candidates: Vec<(Source, Fitness)> = id_candidates(keys)
        .into_iter()
        .map(|source| {
            let fitness = Fitness::of(features, &source);
            (source, fitness)
        })
        .filter(|(source, fitness)| fitness.present > 0 && !is_measured(features, source))
        .collect();
    let chosen = candidates
        .iter()
        .find(|(source, fitness)| is_declared(source) && fitness.is_good())
        .or_else(|| candidates.iter().find(|(_, fitness)| fitness.is_perfect()))
        .or_else(|| candidates.iter().find(|(_, fitness)| fitness.is_good()))
        .or_else(|| candidates.iter().find(|(source, _)| is_declared(source)))?;
    Some(chosen.0.clone())
}

/// Whether it holds numbers with a fraction: lengths and areas are no ids.
fn is_measured(features: &[Value], source: &Source) -> bool {
    let Source::Property(name) = source else {
        return false;
    };
    let values = features
        .iter()
        .filter_map(|feature| feature.get("properties")?.get(name)?.as_f64());
    values.into_iter().any(|value| value.fract() != 0.0)
}

/// Called nothing but `id`: meant as an id, whatever its values.
fn is_declared(source: &Source) -> bool {
    match source {
        Source::Member => true,
        Source::Property(name) => name.eq_ignore_ascii_case("id"),
    }
}

/// All sources of ids, best first: the member, ids by name, names, what a program gave, the rest.
fn id_candidates(keys: &[String]) -> Vec<Source> {
    let ids = matching(keys, &ID_PROPERTIES).filter(|key| !is_programs(key));
    let names = matching(keys, &NAME_PROPERTIES).filter(|key| !is_programs(key));
    let programs = keys.iter().filter(|key| is_programs(key));
    let mut seen = BTreeSet::new();
    let properties = ids.chain(names).chain(programs).chain(keys);
    std::iter::once(Source::Member)
        .chain(
            properties
                .filter(|key| seen.insert(key.as_str()))
                .map(|key| Source::Property(key.clone())),
        )
        .collect()
}

fn is_programs(key: &str) -> bool {
    PROGRAM_PROPERTIES.contains(&key.to_lowercase().as_str())
}

/// The keys that match the patterns, in the order of the patterns.
fn matching<'a>(keys: &'a [String], patterns: &'a [&str]) -> impl Iterator<Item = &'a String> {
    patterns.iter().flat_map(|pattern| {
        keys.iter()
            .filter(move |key| matches(&key.to_lowercase(), pattern))
    })
}

fn matches(key: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        None => key == pattern,
        Some((start, end)) => key.len() > pattern.len() - 1 && key.starts_with(start) && key.ends_with(end),
    }
}

/// The first property that is a name by its name and that at least half of the features have.
fn guess_name(features: &[Value], keys: &[String], id: Option<&Source>) -> Option<Source> {
    matching(keys, &NAME_PROPERTIES)
        .map(|key| Source::Property(key.clone()))
        .filter(|source| Some(source) != id)
        .find(|source| 2 * Fitness::of(features, source).present >= features.len())
}

fn id_notice(asked: Option<&str>, source: Option<&Source>) -> Option<Text> {
    match (asked, source) {
        (Some(_), _) => None,
        (None, Some(Source::Member)) => Some(text!(
            "Als Kennung dient das Feld „id“ der Gebiete.",
            "The member `id` of the features serves as their id."
        )),
        (None, Some(Source::Property(name))) => Some(text!(
            "Als Kennung dient die Eigenschaft „{name}“ (andere mit --id wählen).",
            "The property `{name}` serves as the id (choose another with --id)."
        )),
        (None, None) => Some(text!(
            "Keine Eigenschaft taugt als Kennung.",
            "No property will do as an id."
        )),
    }
}

fn name_notice(asked: Option<&str>, source: Option<&Source>) -> Option<Text> {
    match (asked, source) {
        (None, Some(Source::Property(name))) => Some(text!(
            "Als Name dient die Eigenschaft „{name}“ (andere mit --name wählen).",
            "The property `{name}` serves as the name (choose another with --name)."
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn guess(properties: &[Value]) -> (Option<Source>, Vec<Option<String>>) {
        let features: Vec<Value> = properties.iter().map(|p| json!({ "properties": p })).collect();
        let found = identities("k", &features, None, None).expect("nothing asked for");
        (found.id_source, found.ids)
    }

    fn property(name: &str) -> Option<Source> {
        Some(Source::Property(name.into()))
    }

    #[test]
    fn ids_are_text_with_their_zeros_and_numbers_become_text() {
        let (_, ids) = guess(&[
            json!({ "id": "0042" }),
            json!({ "id": 7 }),
            json!({ "id": 8.0 }),
            json!({ "id": -6049073 }),
        ]);
        let expected = ["0042", "7", "8", "-6049073"].map(|id| Some(id.to_owned()));
        assert_eq!(ids, expected);
    }

    #[test]
    fn the_official_key_goes_before_the_name_and_the_name_before_a_programs_number() {
        assert_eq!(
            guess(&[json!({ "GEN": "Köln", "RS": "05", "AGS": "053" })]).0,
            property("AGS")
        );
        assert_eq!(
            guess(&[json!({ "cartodb_id": 4, "name": "Garath" })]).0,
            property("name")
        );
        assert_eq!(
            guess(&[json!({ "STT_NAME": "Deutz", "STT_NR": "105" })]).0,
            property("STT_NR")
        );
        assert_eq!(
            guess(&[json!({ "gml_id": "re.1", "spatial_name": "01" })]).0,
            property("spatial_name")
        );
        assert_eq!(guess(&[json!({ "foo": "x" })]).0, property("foo"));
        assert_eq!(guess(&[json!({ "length": 1.5 })]).0, None);
    }

    #[test]
    fn a_property_that_is_not_unique_is_passed_over() {
        let twice = [json!({ "nr": 1, "name": "a" }), json!({ "nr": 1, "name": "b" })];
        assert_eq!(guess(&twice).0, property("name"));
    }

    #[test]
    fn a_declared_id_with_a_mistake_stays_the_id() {
        let twice = [
            json!({ "id": "a", "name": "x" }),
            json!({ "id": "a", "name": "y" }),
            json!({ "id": "b", "name": "z" }),
        ];
        assert_eq!(guess(&twice).0, property("id"));
        let missing = [
            json!({ "id": "a", "name": "x" }),
            json!({ "id": null, "name": "y" }),
        ];
        assert_eq!(guess(&missing), (property("id"), vec![Some("a".into()), None]));
    }

    #[test]
    fn the_member_of_the_feature_goes_before_all_properties() {
        let features = [json!({ "id": 3, "properties": { "id": "x", "name": "Mitte" } })];
        let found = identities("k", &features, None, None).expect("guessed");
        assert_eq!(found.id_source, Some(Source::Member));
        assert_eq!(found.ids, [Some("3".to_owned())]);
        assert_eq!(found.names, [Some("Mitte".to_owned())]);
    }

    #[test]
    fn nothing_at_all_is_no_id() {
        assert_eq!(
            guess(&[Value::Null, json!({}), json!({ "id": {} })]),
            (None, vec![None, None, None])
        );
    }

    #[test]
    fn a_property_that_does_not_exist_is_refused_with_the_nearest_one() {
        let features = [json!({ "properties": { "STT_NR": 1 } })];
        let refused = identities("k", &features, Some("STT_NT"), Some("quux")).expect_err("refused");
        assert_eq!(refused.len(), 2);
        assert!(
            refused[0]
                .help
                .as_ref()
                .is_some_and(|help| help.en.contains("STT_NR"))
        );
    }
}
