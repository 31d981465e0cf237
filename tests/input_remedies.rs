//! What towns meet in real files is told once, with what to do about it.

mod folder;

use folder::Folder;
use quartier::text::Lang;

const NO_DISTRICTS: (&str, &str) = (
    "[districts.mitte]\nresidents = 1000",
    "[tables]\ndistricts = \"d.csv\"",
);

fn square(id: &str, lon: f64) -> String {
    let east = lon + 0.1;
    format!(
        r#"{{"type":"Feature","properties":{{"id":"{id}"}},"geometry":{{"type":"Polygon","coordinates":[[[{lon},51.0],[{east},51.0],[{east},51.1],[{lon},51.1],[{lon},51.0]]]}}}}"#
    )
}

/// A town whose map and table may disagree.
fn town(map: &[(&str, f64)], table: &str) -> String {
    let features: Vec<String> = map.iter().map(|(id, lon)| square(id, *lon)).collect();
    let map = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    );
    let with_map = ("seed = 1", "seed = 1\nmap = \"m.geojson\"");
    Folder::with_two_beds(&[with_map, NO_DISTRICTS, ("\"mitte\"", "\"0101\"")])
        .and("m.geojson", map)
        .and("d.csv", table)
        .complaints("scenario.toml", Lang::En)
}

#[test]
fn zeros_that_a_spreadsheet_dropped_are_told_once() {
    let told = town(&[("0101", 7.0), ("0102", 7.1)], "id,residents\n101,5\n102,6\n");
    assert!(
        told.contains("apart from leading zeros (2), for example `101` instead of `0101`"),
        "{told}"
    );
    assert_eq!(told.matches("is not on the map").count(), 0, "{told}");
}

#[test]
fn an_id_that_stands_twice_on_the_map_comes_with_the_way_out() {
    let told = town(&[("0101", 7.0), ("0101", 7.1)], "id,residents\n0101,5\n");
    assert!(
        told.contains("give the residents of that area under `0101-2`"),
        "{told}"
    );
}

#[test]
fn a_missing_map_says_nothing_about_districts() {
    let map = ("seed = 1", "seed = 1\nmap = \"none.geojson\"");
    let told = Folder::with_two_beds(&[map, ("[districts.mitte]\nresidents = 1000", "")])
        .complaints("scenario.toml", Lang::En);
    assert_eq!(told.matches("scenario.toml:").count(), 1, "{told}");
    assert!(told.contains("There is no file `none.geojson`"), "{told}");
}

#[test]
fn the_words_of_town_halls_lead_to_our_columns() {
    let table = "id;Einwohner;Bemerkung;Stand\nmitte;5;x;y\n";
    let told = Folder::with_two_beds(&[NO_DISTRICTS])
        .and("d.csv", table)
        .complaints("scenario.toml", Lang::En);
    assert!(told.contains("Did you mean `residents`?"), "{told}");
    assert!(
        told.contains("These columns are unknown: Bemerkung, Stand."),
        "{told}"
    );
}

#[test]
fn what_is_missing_in_every_row_is_counted() {
    let rows: String = (0..100).map(|row| format!("d{row},x\n")).collect();
    let told = Folder::with_two_beds(&[NO_DISTRICTS])
        .and("d.csv", format!("id,name\nmitte,y\n{rows}"))
        .complaints("scenario.toml", Lang::En);
    assert_eq!(told.matches("`residents` is missing.").count(), 6, "{told}");
    assert!(told.contains("the same holds for 96 places"), "{told}");
}

#[test]
fn weekly_placement_without_a_hall_is_pointed_out() {
    let notices = |changes: &[(&str, &str)]| Folder::with_two_beds(changes).loaded().notices;
    let told = notices(&[("\"daily\"", "\"weekly\"")]);
    assert!(
        told.iter()
            .any(|notice| notice.message.en.contains("on Mondays only"))
    );
    assert!(notices(&[]).is_empty());
}
