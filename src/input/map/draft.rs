//! Draft districts of a town without a map: a table of named points and an outline.
//!
//! The table (CSV in any dialect, XLSX or ODS) has the columns `id`, `name`, `lon`, `lat` and any others
//! (`residents`, sources). Several points may have the same id: they make one district.
//! Its name and residents stand at one of its points, or at all of them alike; other
//! columns that differ are joined with `; `. Lines that begin with `#` are comments.

use super::points::{Row, rows};
use super::{Crs, MapOptions, bytes_of, fault::place, inspect_bytes};
use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use crate::text::Text;
use crate::town::draft::{self, DraftDistrict, DraftPoint};
use geo::{BooleanOps as _, Contains as _, Intersects as _, MultiPolygon, Point};
use serde_json::{Map as Object, Value};
use std::path::Path;

/// Draws a district around every id of the table, inside the outline, in the order of the
/// table. The outline is a GeoJSON file with one or more polygons; they are taken together.
///
/// All complaints about both files come at once.
pub fn districts(points: &Path, outline: &Path) -> Result<Vec<DraftDistrict>, Complaints> {
    let (points_file, outline_file) = (points.display().to_string(), outline.display().to_string());
    let rows = rows(points);
    let outline = bytes_of(outline).and_then(|bytes| outline_area(&outline_file, &bytes));
    let (rows, outline) = match (rows, outline) {
        (Ok(rows), Ok(outline)) => (rows, outline),
        (Err(mut a), Err(b)) => {
            a.0.extend(b.0);
            return Err(a);
        }
        (Err(complaints), _) | (_, Err(complaints)) => return Err(complaints),
    };
    drawn(&points_file, &rows, &outline)
}

/// The whole of an outline, from all polygons of the file.
fn outline_area(file: &str, bytes: &[u8]) -> Result<MultiPolygon, Complaints> {
    let inspection = inspect_bytes(file, bytes, &MapOptions::default())?;
    let whole = inspection
        .map
        .districts
        .iter()
        .fold(MultiPolygon::new(vec![]), |whole, part| {
            if whole.0.is_empty() {
                part.geometry.clone()
            } else {
                whole.union(&part.geometry)
            }
        });
    if whole.0.is_empty() {
        return Err(Complaints(inspection.complaints(file)));
    }
    Ok(whole)
}

/// The districts, or what is wrong with the points.
fn drawn(file: &str, rows: &[Row], outline: &MultiPolygon) -> Result<Vec<DraftDistrict>, Complaints> {
    let mut ids: Vec<&str> = Vec::new();
    let mut points: Vec<DraftPoint> = Vec::new();
    for row in rows {
        let district = ids.iter().position(|id| *id == row.id).unwrap_or_else(|| {
            ids.push(&row.id);
            ids.len() - 1
        });
        points.push(DraftPoint { district, at: row.at });
    }
    let mut complaints = Complaints::default();
    for (i, row) in rows.iter().enumerate() {
        complaints.0.extend(misplaced(row, outline));
        complaints.0.extend(same_place(row, &rows[..i]));
    }
    let properties: Vec<Object<String, Value>> = ids
        .iter()
        .map(|id| properties(id, rows, &mut complaints))
        .collect();
    if !complaints.is_empty() {
        return Err(complaints);
    }
    let areas = draft::cells(outline, &points, ids.len());
    for (id, _) in ids.iter().zip(&areas).filter(|(_, area)| area.0.is_empty()) {
        let message = text!(
            "Für „{id}“ bleibt zwischen seinen Nachbarn keine Fläche.",
            "No area is left for `{id}` between its neighbours."
        );
        complaints.push(Complaint::new(Place::file(file), message));
    }
    let districts = properties
        .into_iter()
        .zip(areas)
        .map(|(properties, geometry)| DraftDistrict { properties, geometry })
        .collect();
    complaints.unless_any(districts)
}

fn misplaced(row: &Row, outline: &MultiPolygon) -> Option<Complaint> {
    if outline.intersects(&Point(row.at)) {
        return None;
    }
    let id = &row.id;
    let Text { de, en } = place(row.at);
    let message = text!(
        "Der Punkt von „{id}“ liegt außerhalb des Umrisses ({de}).",
        "The point of `{id}` lies outside of the outline ({en})."
    );
    let swapped = outline.contains(&Point::new(row.at.y, row.at.x));
    let help = if swapped {
        text!(
            "Länge und Breite sind vertauscht.",
            "Longitude and latitude are swapped."
        )
    } else {
        text!(
            "Den Punkt oder den Umriss berichtigen.",
            "Correct the point or the outline."
        )
    };
    Some(Complaint::new(row.place.clone(), message).help(help))
}

fn same_place(row: &Row, before: &[Row]) -> Option<Complaint> {
    let other = before
        .iter()
        .find(|other| other.at == row.at && other.id != row.id)?;
    let (id, other_id, place) = (&row.id, &other.id, &other.place);
    let message = text!(
        "„{id}“ hat denselben Punkt wie „{other_id}“ (in {place}).",
        "`{id}` has the same point as `{other_id}` (in {place})."
    );
    Some(Complaint::new(row.place.clone(), message).help(text!(
        "Jedem Stadtteil einen eigenen Punkt geben.",
        "Give each district a point of its own."
    )))
}

/// The properties of a district from all its rows.
fn properties(id: &str, rows: &[Row], complaints: &mut Complaints) -> Object<String, Value> {
    let mut joined: Vec<(&str, Vec<&str>)> = vec![("name", vec![])];
    for row in rows.iter().filter(|row| row.id == id) {
        for (column, value) in &row.columns {
            let known = joined
                .iter()
                .position(|(name, _)| name == column)
                .unwrap_or_else(|| {
                    joined.push((column, vec![]));
                    joined.len() - 1
                });
            let values = &mut joined[known].1;
            if values.contains(&value.as_str()) {
                continue;
            }
            if !values.is_empty() && ["name", "residents"].contains(&column.as_str()) {
                complaints.push(contradiction(row, column, value, values[0]));
            }
            values.push(value);
        }
    }
    if joined[0].1.is_empty() {
        joined[0].1.push(id);
    }
    let columns = joined
        .into_iter()
        .map(|(name, values)| (name.to_owned(), property(name, &values.join("; "))));
    std::iter::once(("id".to_owned(), Value::from(id)))
        .chain(columns)
        .collect()
}

fn contradiction(row: &Row, column: &str, value: &str, before: &str) -> Complaint {
    let id = &row.id;
    let message = text!(
        "Ein früherer Punkt von „{id}“ sagt etwas anderes: {before}.",
        "An earlier point of `{id}` says something else: {before}."
    );
    Complaint::new(row.place.clone(), message)
        .key(column)
        .value(value)
        .help(text!(
            "Den Wert nur an einem Punkt des Stadtteils angeben.",
            "Give the value at one point of the district only."
        ))
}

/// Numbers that are plainly numbers become numbers; everything else, also with leading
/// zeros, stays text.
fn property(name: &str, value: &str) -> Value {
    let plain = value == "0" || value.starts_with("0.") || !value.starts_with(['0', '+', '-']);
    let digits = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if name == "name" || !plain || !digits {
        return Value::from(value);
    }
    if let Ok(number) = value.parse::<u32>() {
        return Value::from(number);
    }
    value
        .parse::<f64>()
        .map_or_else(|_| Value::from(value), Value::from)
}

/// Whether these bytes are a draft map, which may be drawn anew: every feature says so.
pub fn is_draft(bytes: &[u8]) -> bool {
    let options = MapOptions {
        crs: Some(Crs::Degrees),
        ..MapOptions::default()
    };
    inspect_bytes("", bytes, &options).is_ok_and(|found| {
        let marked = |properties: &Object<String, Value>| properties.get("draft") == Some(&Value::Bool(true));
        found.map.districts.len() == found.features
            && found.map.districts.iter().all(|d| marked(&d.properties))
    })
}

#[cfg(test)]
mod tests {
    use super::super::points::points_of;
    use super::*;
    use crate::input::table::from_csv_bytes;
    use proptest::prelude::*;

    const OUTLINE: &[u8] =
        br#"{"type":"Polygon","coordinates":[[[7,51],[7.1,51],[7.1,51.1],[7,51.1],[7,51]]]}"#;

    fn draw(table: &str) -> Result<Vec<DraftDistrict>, Complaints> {
        let outline = outline_area("umriss", OUTLINE).expect("valid outline");
        let mut complaints = Complaints::default();
        let table = from_csv_bytes(table.into(), "punkte.csv", &mut complaints);
        points_of(table, complaints).and_then(|rows| drawn("punkte.csv", &rows, &outline))
    }

    fn refused(table: &str) -> Vec<(Option<u32>, String)> {
        let complaints = draw(table).expect_err("refused").0;
        complaints
            .into_iter()
            .map(|c| (c.place.line, c.message.en))
            .collect()
    }

    #[test]
    fn points_of_one_id_make_one_district_with_all_that_is_known() {
        let table = "id,name,lon,lat,residents,place,key\n\
                     a,Alpha,7.02,51.02,1200,North,007\n\
                     b,,7.08,51.05,,,\n\
                     a,,7.02,51.08,,South,007\n";
        let districts = draw(table).expect("drawn");
        let found: Vec<String> = districts
            .iter()
            .map(|d| Value::Object(d.properties.clone()).to_string())
            .collect();
        let expected = [
            r#"{"id":"a","name":"Alpha","residents":1200,"place":"North; South","key":"007"}"#,
            r#"{"id":"b","name":"b"}"#,
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_german_dialect_is_understood() {
        let districts = draw("# eigene Punkte\nid;name;lon;lat\na;Alpha;7,02;51,02\n").expect("drawn");
        assert_eq!(districts.len(), 1);
    }

    #[test]
    fn everything_wrong_with_the_points_is_said_at_once() {
        let table = "id,name,lon,lat,residents\n\
                     a,A,51.02,7.02,\n\
                     b,B,7.05,51.05,100\n\
                     c,C,7.05,51.05,\n\
                     b,B2,7.06,51.05,200\n";
        let complaints = draw(table).expect_err("refused");
        let help = complaints.0[0].help.as_ref().expect("help");
        assert_eq!(help.en, "Longitude and latitude are swapped.");
        let lines: Vec<Option<u32>> = complaints.0.iter().map(|c| c.place.line).collect();
        assert_eq!(lines, [Some(2), Some(4), Some(5), Some(5)]);
    }

    #[test]
    fn every_bad_cell_is_named() {
        let table = "id,name,lon,lat,residents\n,A,east,51.02,\nb,B,7.05,91,28.078\n";
        let lines: Vec<Option<u32>> = refused(table).into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [Some(2), Some(2), Some(3), Some(3)]);
        assert_eq!(refused("").len(), 1);
        assert_eq!(refused("name\na\n").len(), 3);
        assert_eq!(
            refused("id,lon,lat\n"),
            [(None, "The table holds no points.".to_owned())]
        );
        assert_eq!(refused("id,id,lon,lat\n").len(), 1);
        assert_eq!(refused("id,lon,lat\na,7.05,51.05,x\n").len(), 1);
    }

    #[test]
    fn three_decimals_are_an_angle_and_no_thousands() {
        let districts = draw("id,lon,lat\na,7.037,51.053\n").expect("drawn");
        assert_eq!(districts.len(), 1);
        assert_eq!(draw("id;lon;lat\na;7,037;51,053\n").expect("drawn").len(), 1);
    }

    #[test]
    fn only_our_own_drafts_count_as_drafts() {
        let districts = draw("id,name,lon,lat\na,A,7.02,51.02\n").expect("drawn");
        assert!(is_draft(draft::to_geojson(&districts).as_bytes()));
        assert!(!is_draft(OUTLINE));
        assert!(!is_draft(b"no map"));
    }

    proptest! {
        #[test]
        fn no_table_makes_it_panic(
            header in "(id|name|lon|lat|residents|[,;]){0,12}", cells in "[0-9.,;a\\n\"-]{0,60}",
            rows in prop::collection::vec((0..3_u8, 7.0..7.1_f64, 51.0..51.1_f64), 0..6),
        ) {
            let _ = draw(&format!("{header}\n{cells}"));
            let rows: String = rows.iter().map(|(id, lon, lat)| format!("{id},{lon},{lat}\n")).collect();
            let _ = draw(&format!("id,lon,lat\n{rows}{cells}"));
        }
    }
}
