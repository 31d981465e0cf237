//! From bytes to features: encoding, JSON as programs really write it, and what is no GeoJSON.

use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use crate::text::Text;
use serde_json::{Map as Object, Value};

/// The features of a file, as they stand there, and what is said of the whole.
#[derive(Debug)]
pub(super) struct Collection {
    /// The features in the order of the file, unchecked.
    pub features: Vec<Value>,
    /// The other members of the collection.
    pub members: Object<String, Value>,
    /// What is worth knowing about how the file was read.
    pub notices: Vec<Text>,
}

/// Reads the bytes of a file as a collection of features.
pub(super) fn collection(file: &str, bytes: &[u8]) -> Result<Collection, Complaints> {
    let complain = |message: Text, help: Text| Complaint::new(Place::file(file), message).help(help);
    if let Some(format) = other_format(bytes) {
        return Err(complain(format, convert_help()).into());
    }
    let (text, mut notices) = decoded(bytes);
    if text.trim().is_empty() {
        let empty = text!("Die Datei ist leer.", "The file is empty.");
        return Err(complain(empty, expected_help()).into());
    }
    let value = parsed(&text, &mut notices).map_err(|error| syntax_complaint(file, &error))?;
    let mut collection = features(value).map_err(|message| complain(message, expected_help()))?;
    notices.append(&mut collection.notices);
    collection.notices = notices;
    if collection.features.is_empty() {
        let empty = text!(
            "Die Karte enthält keine Gebiete (die Liste „features“ ist leer).",
            "The map holds no districts (the list `features` is empty)."
        );
        return Err(complain(empty, expected_help()).into());
    }
    Ok(collection)
}

fn expected_help() -> Text {
    text!(
        "Erwartet wird GeoJSON (RFC 7946): ein Objekt vom Typ „FeatureCollection“ mit einem Polygon je Gebiet.",
        "Expected is GeoJSON (RFC 7946): an object of type `FeatureCollection` with a polygon for each district."
    )
}

fn convert_help() -> Text {
    text!(
        "In QGIS mit „Exportieren → Objekte speichern als … → GeoJSON“ umwandeln.",
        "Convert it in QGIS with “Export → Save Features As… → GeoJSON”."
    )
}

/// Recognises formats that are maps, but not GeoJSON, by their first bytes.
fn other_format(bytes: &[u8]) -> Option<Text> {
    let shapefile: &[u8] = &[0x00, 0x00, 0x27, 0x0a];
    let start = bytes.trim_ascii_start();
    if bytes.starts_with(b"PK\x03\x04") {
        Some(text!(
            "Das ist ein ZIP-Archiv (KMZ, gepacktes Shapefile?), kein GeoJSON.",
            "This is a ZIP archive (KMZ, packed shapefile?), no GeoJSON."
        ))
    } else if bytes.starts_with(b"SQLite format 3") {
        Some(text!(
            "Das ist ein GeoPackage, kein GeoJSON.",
            "This is a GeoPackage, no GeoJSON."
        ))
    } else if bytes.starts_with(shapefile) {
        Some(text!(
            "Das ist ein Shapefile, kein GeoJSON.",
            "This is a shapefile, no GeoJSON."
        ))
    } else if start.starts_with(b"<") {
        Some(text!(
            "Das ist XML (KML, GML?), kein GeoJSON.",
            "This is XML (KML, GML?), no GeoJSON."
        ))
    } else {
        None
    }
}

/// The text of a file: UTF-8 or UTF-16 with a mark, else Windows-1252 and a notice.
fn decoded(bytes: &[u8]) -> (String, Vec<Text>) {
    let (text, _, broken) = encoding_rs::UTF_8.decode(bytes);
    if !broken {
        return (text.into_owned(), Vec::new());
    }
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(bytes);
    let notice = text!(
        "Die Datei ist kein UTF-8; sie wurde als Windows-1252 gelesen. Bitte Umlaute in den Namen prüfen.",
        "The file is not UTF-8; it was read as Windows-1252. Please check the umlauts in the names."
    );
    (text.into_owned(), vec![notice])
}

/// JSON, where need be with the numbers that JSON does not know taken as missing.
fn parsed(text: &str, notices: &mut Vec<Text>) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text).or_else(|error| {
        let cleaned = without_impossible_numbers(text).ok_or(error)?;
        notices.push(text!(
            "Die Datei enthält Zahlen, die es in JSON nicht gibt (NaN, Infinity oder zu groß); sie gelten als fehlend.",
            "The file holds numbers that JSON does not know (NaN, Infinity or too large); they count as missing."
        ));
        serde_json::from_str(&cleaned)
    })
}

/// The text with `NaN`, `Infinity` and overflowing numbers outside of strings written as
/// `null`; nothing where there are none.
fn without_impossible_numbers(text: &str) -> Option<String> {
    let mut cleaned = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let length = match next {
            '"' => string_length(rest),
            c if is_word(c) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        cleaned.push_str(if is_impossible(token) { "null" } else { token });
        rest = after;
    }
    (cleaned != text).then_some(cleaned)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')
}

/// Bytes of the string that begins here, with its quotes.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (position, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return position + 1,
            _ => {}
        }
    }
    text.len()
}

fn is_impossible(token: &str) -> bool {
    let digits = token.trim_start_matches(['+', '-']);
    let named = ["nan", "infinity", "inf"]
        .iter()
        .any(|name| digits.eq_ignore_ascii_case(name));
    named
        || digits.starts_with(|c: char| c.is_ascii_digit())
            && token.parse().is_ok_and(|n: f64| n.is_infinite())
}

fn syntax_complaint(file: &str, error: &serde_json::Error) -> Complaint {
    let place = Place {
        line: u32::try_from(error.line()).ok().filter(|line| *line > 0),
        column: u32::try_from(error.column()).ok().filter(|column| *column > 0),
        ..Place::file(file)
    };
    let ends_early = error.is_eof();
    let message = if ends_early {
        text!(
            "Die Datei bricht mitten im JSON ab; vermutlich ist sie unvollständig.",
            "The file ends in the middle of its JSON; it is probably incomplete."
        )
    } else {
        text!(
            "Hier ist die Datei kein gültiges JSON.",
            "Here the file is no valid JSON."
        )
    };
    Complaint::new(place, message)
        .value(error.to_string())
        .help(expected_help())
}

/// The features of whatever GeoJSON object this is.
fn features(value: Value) -> Result<Collection, Text> {
    let Value::Object(mut members) = value else {
        return Err(text!(
            "Das ist JSON, aber kein GeoJSON.",
            "This is JSON, but no GeoJSON."
        ));
    };
    let kind = members
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    match kind.as_str() {
        "FeatureCollection" => match members.remove("features") {
            Some(Value::Array(features)) => Ok(Collection {
                features,
                members,
                notices: Vec::new(),
            }),
            _ => Err(text!(
                "In der „FeatureCollection“ fehlt die Liste „features“.",
                "The `FeatureCollection` has no list `features`."
            )),
        },
        "Feature" => Ok(single(Value::Object(members.clone()), members)),
        "Polygon" | "MultiPolygon" | "GeometryCollection" => {
            let feature = serde_json::json!({ "type": "Feature", "geometry": members.clone() });
            Ok(single(feature, members))
        }
        "Topology" => Err(text!(
            "Das ist TopoJSON, kein GeoJSON.",
            "This is TopoJSON, no GeoJSON."
        )),
        _ if members.contains_key("geometryType") || members.contains_key("spatialReference") => Err(text!(
            "Das ist Esri-JSON, kein GeoJSON.",
            "This is Esri JSON, no GeoJSON."
        )),
        "" => Err(text!(
            "Das ist JSON, aber kein GeoJSON: der Typ („type“) fehlt.",
            "This is JSON, but no GeoJSON: its `type` is missing."
        )),
        _ => Err(text!(
            "Der Typ „{kind}“ ist keine Karte mit Gebieten.",
            "The type `{kind}` is no map of districts."
        )),
    }
}

fn single(feature: Value, members: Object<String, Value>) -> Collection {
    Collection {
        features: vec![feature],
        members,
        notices: vec![text!(
            "Die Datei enthält ein einzelnes Gebiet statt einer „FeatureCollection“.",
            "The file holds a single district instead of a `FeatureCollection`."
        )],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> Complaint {
        let complaints = collection("k.geojson", bytes).expect_err("refused");
        complaints.0.into_iter().next().expect("never empty")
    }

    fn said(bytes: &[u8]) -> String {
        refusal(bytes).message.en
    }

    #[test]
    fn every_wrong_kind_of_file_gets_its_own_sentence() {
        assert_eq!(said(b""), "The file is empty.");
        assert_eq!(said(b" \n "), "The file is empty.");
        assert_eq!(
            said(b"PK\x03\x04...."),
            "This is a ZIP archive (KMZ, packed shapefile?), no GeoJSON."
        );
        assert_eq!(said(b"<kml/>"), "This is XML (KML, GML?), no GeoJSON.");
        assert_eq!(said(b"[1, 2]"), "This is JSON, but no GeoJSON.");
        assert_eq!(
            said(b"{}"),
            "This is JSON, but no GeoJSON: its `type` is missing."
        );
        assert_eq!(said(br#"{"type":"Topology"}"#), "This is TopoJSON, no GeoJSON.");
        assert_eq!(
            said(br#"{"type":"Point"}"#),
            "The type `Point` is no map of districts."
        );
        assert!(said(br#"{"type":"FeatureCollection","features":[]}"#).contains("is empty"));
        assert!(said(br#"{"type":"FeatureCollection"}"#).contains("no list"));
    }

    #[test]
    fn a_syntax_error_has_its_line_and_a_cut_file_is_called_cut() {
        let complaint = refusal(b"{\n \"type\": oops }");
        assert_eq!(complaint.place.line, Some(2));
        let complaint = refusal(b"{\"type\": \"FeatureCollection\", \"features\": [");
        assert!(complaint.message.en.contains("incomplete"));
    }

    #[test]
    fn numbers_that_json_does_not_know_become_missing_but_names_stay() {
        let text = br#"{"type":"FeatureCollection","features":["NaN \" Infinity",NaN,-Infinity,1e999,1e3]}"#;
        let found = collection("k", text).expect("read");
        let expected = serde_json::json!(["NaN \" Infinity", null, null, null, 1e3]);
        assert_eq!(Value::Array(found.features), expected);
        assert_eq!(found.notices.len(), 1);
    }

    #[test]
    fn windows_1252_is_read_with_a_notice_and_a_byte_order_mark_without() {
        let text = b"{\"type\":\"FeatureCollection\",\"features\":[\"K\xf6ln\"]}";
        let found = collection("k", text).expect("read");
        assert_eq!(found.features, [Value::from("Köln")]);
        assert_eq!(found.notices.len(), 1);
        let marked = [
            b"\xef\xbb\xbf".as_slice(),
            br#"{"type":"FeatureCollection","features":[1]}"#,
        ]
        .concat();
        assert!(collection("k", &marked).expect("read").notices.is_empty());
    }
}
