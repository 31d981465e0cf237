//! Maps as people have them: the command, real files of towns, the shipped drafts, hostile input.
//!
//! Real files lie beside the repository and are not part of it; a test that needs one is
//! skipped with a message where it is absent.

use assert_cmd::cargo::cargo_bin_cmd;
use geo::{Distance as _, Euclidean, Intersects as _, Point};
use proptest::prelude::*;
use quartier::input::map::{self, FaultKind, Inspection, MapOptions, draft};
use quartier::town::draft::to_geojson;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

#[allow(clippy::print_stderr, reason = "a skipped test must say so")]
fn real(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/maps")
        .join(name);
    if !path.exists() {
        eprintln!("skipped: {} is not here", path.display());
        return None;
    }
    Some(path)
}

fn inspected(path: &Path, options: &MapOptions) -> Inspection {
    map::inspect(path, options).expect("a map")
}

fn with_tolerance(tolerance_m: f64) -> MapOptions {
    MapOptions {
        tolerance_m,
        ..MapOptions::default()
    }
}

fn inspected_value(value: &Value) -> Inspection {
    map::inspect_bytes(
        "test.geojson",
        value.to_string().as_bytes(),
        &MapOptions::default(),
    )
    .expect("a map")
}

fn kinds(inspection: &Inspection) -> Vec<(usize, FaultKind)> {
    inspection
        .problems
        .iter()
        .map(|p| (p.feature, p.fault.kind))
        .collect()
}

/// Whether the districts whose names begin like this are neighbours.
fn neighbours(inspection: &Inspection, one: &str, other: &str) -> bool {
    let districts = &inspection.map.districts;
    let position = |name: &str| {
        let found = districts.iter().position(|d| d.name.starts_with(name));
        found.unwrap_or_else(|| panic!("no {name}"))
    };
    districts[position(one)].neighbours.contains(&position(other))
}

fn area_of(inspection: &Inspection, name: &str) -> f64 {
    let found = inspection.map.districts.iter().find(|d| d.name.starts_with(name));
    found.expect("on the map").area_km2
}

fn assert_near(found: f64, expected: f64, share: f64) {
    assert!(
        (found / expected - 1.0).abs() < share,
        "{found} instead of {expected}"
    );
}

/// What must hold on any map.
fn assert_sound(inspection: &Inspection) {
    let districts = &inspection.map.districts;
    assert!(inspection.valid <= inspection.features && districts.len() <= inspection.features);
    assert!(
        inspection
            .problems
            .iter()
            .all(|p| p.feature < inspection.features)
    );
    for (i, district) in districts.iter().enumerate() {
        assert!(district.area_km2.is_finite() && district.area_km2 >= 0.0);
        assert!(
            district
                .neighbours
                .iter()
                .all(|n| districts[*n].neighbours.contains(&i) && *n != i)
        );
        assert_eq!(
            inspection.map.position(&district.id),
            Some(i),
            "{} twice",
            district.id
        );
    }
}

fn square(x: f64, y: f64, side: f64) -> Value {
    json!([[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]])
}

fn feature(id: &str, coordinates: &Value) -> Value {
    json!({ "type": "Feature", "properties": { "id": id },
            "geometry": { "type": "Polygon", "coordinates": coordinates } })
}

fn collection(features: &[Value]) -> Value {
    json!({ "type": "FeatureCollection", "features": features })
}

#[test]
fn north_rhine_westphalia_has_its_size_and_neighbours() {
    let Some(path) = real("nrw_gemeinden_396.geojson") else {
        return;
    };
    let exact = inspected(&path, &with_tolerance(0.0));
    assert_sound(&exact);
    assert_eq!((exact.features, exact.valid), (396, 396));
    assert_eq!(exact.id_property.as_deref(), Some("AGS"));
    // Counted independently: 1,039 pairs touch or overlap by more than 1 m.
    assert_eq!(exact.map.neighbour_pairs(), 1039);
    // With the tolerance come pairs that part at a common corner more slowly than the map is exact.
    let tolerant = inspected(&path, &MapOptions::default());
    assert_eq!(tolerant.map.neighbour_pairs(), 1064);
    assert!(
        neighbours(&tolerant, "Leverkusen", "Monheim am Rhein")
            && !neighbours(&exact, "Leverkusen", "Monheim am Rhein")
    );
    assert_near(tolerant.map.area_km2(), 34_110.0, 0.001);
}

#[test]
fn leverkusen_and_leichlingen_border_on_whom_they_border() {
    let Some(path) = real("nrw_gemeinden_396.geojson") else {
        return;
    };
    let found = inspected(&path, &MapOptions::default());
    for other in [
        "Leichlingen",
        "Burscheid",
        "Odenthal",
        "Köln",
        "Monheim am Rhein",
        "Langenfeld",
    ] {
        assert!(neighbours(&found, "Leverkusen", other), "{other}");
    }
    for other in ["Solingen", "Burscheid", "Leverkusen", "Langenfeld"] {
        assert!(neighbours(&found, "Leichlingen", other), "{other}");
    }
    assert!(!neighbours(&found, "Leichlingen", "Köln"));
    assert_near(area_of(&found, "Leichlingen"), 37.26 * (1.0 - 0.016), 0.001);
    // 67.5 m apart in this file.
    assert!(!neighbours(
        &inspected(&path, &with_tolerance(67.0)),
        "Leverkusen",
        "Bergisch Gladbach"
    ));
    assert!(neighbours(
        &inspected(&path, &with_tolerance(70.0)),
        "Leverkusen",
        "Bergisch Gladbach"
    ));
}

#[test]
fn berlin_is_read_with_its_double_id() {
    let Some(path) = real("berlin_lor_planning_areas_until_2020.geojson") else {
        return;
    };
    let found = inspected(&path, &MapOptions::default());
    assert_sound(&found);
    assert_eq!(
        (found.features, found.valid, found.map.districts.len()),
        (448, 447, 448)
    );
    assert_eq!(kinds(&found), [(204, FaultKind::DuplicateId)]);
    assert_eq!(found.problems[0].id.as_deref(), Some("06010102"));
    assert_eq!(found.map.districts[0].id, "01011101");
    assert_near(found.map.area_km2(), 891.1, 0.001);
    let Some(path) = real("berlin_bezirke_rbb_small.geojson") else {
        return;
    };
    let found = inspected(&path, &MapOptions::default());
    assert_eq!(
        (found.features, found.valid, found.map.neighbour_pairs()),
        (12, 12, 24)
    );
    assert_eq!(found.map.districts[0].id, "01");
    assert_eq!(found.map.districts[0].name, "Mitte");
    assert_near(found.map.area_km2(), 891.1, 0.001);
}

#[test]
fn koeln_is_the_same_town_in_metres_and_in_degrees() {
    let Some(metres) = real("koeln_stadtteile_EPSG25832.geojson") else {
        return;
    };
    let Some(degrees) = real("koeln_stadtbezirke.geojson") else {
        return;
    };
    let (metres, degrees) = (
        inspected(&metres, &MapOptions::default()),
        inspected(&degrees, &MapOptions::default()),
    );
    assert_sound(&metres);
    assert_eq!(
        (metres.features, metres.valid, metres.map.districts.len()),
        (86, 85, 86)
    );
    assert_eq!(kinds(&metres), [(78, FaultKind::SelfIntersection)]);
    assert_eq!((degrees.features, degrees.valid), (9, 9));
    assert_near(metres.map.area_km2(), 405.0, 0.001);
    assert_near(degrees.map.area_km2(), metres.map.area_km2(), 1e-5);
    // The file's own areas are in the projection, up to 0.04 % smaller or larger.
    for district in &metres.map.districts {
        let written = district.properties["SHAPE_AREA"].as_f64().expect("a number") / 1e6;
        assert_near(district.area_km2, written, 0.001);
        let inside =
            |d: &&quartier::town::map::MapDistrict| d.geometry.intersects(&Point::from(district.centre));
        assert_eq!(
            degrees.map.districts.iter().filter(inside).count(),
            1,
            "{}",
            district.name
        );
    }
}

#[test]
fn other_towns_are_read_without_a_fault() {
    for (name, features, area) in [
        ("cth_bad-belzig.geojson", 15, 236.2),
        ("cth_duesseldorf.geojson", 50, 217.5),
        ("cth_freiburg.geojson", 28, 152.9),
    ] {
        let Some(path) = real(name) else { return };
        let found = inspected(&path, &MapOptions::default());
        assert_sound(&found);
        assert_eq!((found.features, found.valid), (features, features), "{name}");
        assert_near(found.map.area_km2(), area, 0.001);
    }
}

#[test]
fn the_shipped_maps_are_what_their_command_draws() {
    for (town, area, residents) in [("leichlingen", 37.26, 28_078), ("leverkusen", 78.87, 169_234)] {
        let file = |kind: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("maps/{town}{kind}"));
        let drawn = draft::districts(&file("-punkte.csv"), &file("-umriss.geojson")).expect("drawn");
        let shipped = std::fs::read_to_string(file(".geojson")).expect("shipped");
        assert_eq!(to_geojson(&drawn), shipped, "{town}");
        let found = inspected(&file(".geojson"), &MapOptions::default());
        assert_sound(&found);
        assert!(found.map.draft && found.map.note.is_some() && found.problems.is_empty());
        assert_near(found.map.area_km2(), area, 0.03);
        let sum: u64 = found
            .map
            .districts
            .iter()
            .filter_map(|d| d.properties["residents"].as_u64())
            .sum();
        assert_eq!(sum, residents, "{town}");
        assert_shares_exact_edges(&found);
        let outline = inspected(&file("-umriss.geojson"), &MapOptions::default());
        assert_near(found.map.area_km2(), outline.map.area_km2(), 1e-5);
    }
}

/// Every pair of neighbours has at least one edge in common, corner for corner.
fn assert_shares_exact_edges(found: &Inspection) {
    let edges = |i: usize| -> Vec<[(f64, f64); 2]> {
        let rings = found.map.districts[i].geometry.iter().map(|p| p.exterior());
        let lines = rings.flat_map(|ring| ring.lines());
        lines.map(|l| [l.start.x_y(), l.end.x_y()]).collect()
    };
    for (i, district) in found.map.districts.iter().enumerate() {
        for &other in &district.neighbours {
            let theirs = edges(other);
            let shared = edges(i).iter().any(|[a, b]| theirs.contains(&[*b, *a]));
            assert!(shared, "{} and {other}", district.id);
        }
    }
}

#[test]
fn every_fault_is_named_with_feature_and_id() {
    let map = collection(&[
        feature("good", &square(7.0, 51.0, 0.01)),
        json!({ "type": "Feature", "properties": { "id": "null" }, "geometry": null }),
        feature("good", &square(7.01, 51.0, 0.01)),
        json!({ "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": square(7.02, 51.0, 0.01) } }),
        feature(
            "tie",
            &json!([[[7.1, 51.1], [7.2, 51.2], [7.2, 51.1], [7.1, 51.2], [7.1, 51.1]]]),
        ),
        json!({ "type": "Feature", "properties": { "id": "point" }, "geometry": { "type": "Point", "coordinates": [7, 51] } }),
        feature("open", &json!([[[7.3, 51.1], [7.4, 51.1], [7.4, 51.2]]])),
        feature("swapped", &square(51.0, 7.0, 0.01)),
        feature("far", &square(200.0, 51.0, 0.01)),
        feature(
            "wide",
            &json!([[[-179, 51], [179, 51], [179, 52], [-179, 52], [-179, 51]]]),
        ),
        feature(
            "nan",
            &json!([[[7.3, null], [7.4, 51.1], [7.4, 51.2], [7.3, null]]]),
        ),
    ]);
    let found = inspected_value(&map);
    assert_sound(&found);
    use FaultKind as K;
    let expected = [
        (1, K::NoGeometry),
        (2, K::DuplicateId),
        (3, K::MissingId),
        (4, K::SelfIntersection),
        (5, K::NotAnArea),
        (6, K::UnclosedRing),
        (7, K::Swapped),
        (8, K::OutOfRange),
        (9, K::Antimeridian),
        (10, K::BadCoordinate),
    ];
    assert_eq!(kinds(&found), expected);
    assert_eq!((found.features, found.valid), (11, 1));
    let ids: Vec<&str> = found.map.districts.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids, ["good", "good-2", "feature-3", "tie", "open", "swapped"]);
    let written: Vec<Option<&str>> = found.problems.iter().map(|p| p.id.as_deref()).collect();
    assert_eq!(written[..4], [Some("null"), Some("good"), None, Some("tie")]);
}

#[test]
fn what_is_merely_unusual_is_no_fault() {
    let clockwise = json!([[[7.0, 51.0], [7.0, 51.1], [7.1, 51.1], [7.1, 51.0], [7.0, 51.0]]]);
    let with_hole = json!([square(7.2, 51.0, 0.1)[0], square(7.22, 51.02, 0.01)[0]]);
    let high = json!([[[7.4, 51.0, 60], [7.5, 51.0, 61], [7.5, 51.1, 62], [7.4, 51.0, 60]]]);
    let nested = json!({ "type": "Feature", "foreign": [1], "id": 4, "properties": { "more": { "deep": [1, {}] } },
        "geometry": { "type": "MultiPolygon", "coordinates": [square(7.6, 51.0, 0.1), square(7.8, 51.0, 0.1)] } });
    let mut features: Vec<Value> = [clockwise, with_hole, high]
        .iter()
        .map(|c| feature("x", c))
        .collect();
    for (i, feature) in features.iter_mut().enumerate() {
        feature["id"] = json!(i);
    }
    features.push(nested);
    let mut map = collection(&features);
    map["bbox"] = json!([7, 51, 8, 52]);
    let found = inspected_value(&map);
    assert_sound(&found);
    assert_eq!((kinds(&found), found.valid), (vec![], 4));
    assert_eq!(found.map.districts[3].properties["more"]["deep"][0], 1);
}

#[test]
fn the_command_answers_in_the_fixed_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("map.geojson");
    let board = [
        ("a", 0.0, 0.0),
        ("b", 0.01, 0.0),
        ("c", 0.0, 0.01),
        ("d", 0.01, 0.01),
    ]
    .map(|(id, x, y)| feature(id, &square(7.0 + x, 51.0 + y, 0.01)));
    std::fs::write(&file, collection(&board).to_string()).expect("written");
    let run = cargo_bin_cmd!("quartier")
        .arg("map")
        .arg(&file)
        .args(["--format", "json"])
        .assert()
        .success();
    let found: Value = serde_json::from_slice(&run.get_output().stdout).expect("JSON");
    assert_eq!(found["schema"], 1);
    assert_eq!(
        (&found["features"], &found["valid"], &found["neighbour_pairs"]),
        (&json!(4), &json!(4), &json!(4))
    );
    assert_eq!(found["problems"], json!([]));
    let neighbours: Vec<&Value> = found["districts"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|d| &d["neighbours"])
        .collect();
    assert_eq!(
        neighbours,
        [
            &json!(["b", "c"]),
            &json!(["a", "d"]),
            &json!(["a", "d"]),
            &json!(["b", "c"])
        ]
    );
    let sum: f64 = found["districts"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|d| d["area_km2"].as_f64())
        .sum();
    assert!((found["area_km2"].as_f64().expect("a number") - sum).abs() < 1e-5);
    assert_eq!(found["districts"][0]["centre"], json!([7.005, 51.005]));
}

#[test]
fn a_map_without_any_usable_district_is_still_reported_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("map.geojson");
    let nothing = json!({ "type": "Feature", "properties": null, "geometry": null });
    std::fs::write(&file, collection(&[nothing]).to_string()).expect("written");
    for (lang, words) in [
        ("de", "1 Gebiet, davon 0 ohne Mangel"),
        ("en", "1 district, 0 without fault"),
    ] {
        let run = cargo_bin_cmd!("quartier")
            .arg("map")
            .arg(&file)
            .args(["--lang", lang])
            .assert()
            .success();
        let said = String::from_utf8_lossy(&run.get_output().stdout).into_owned();
        assert!(said.contains(words), "{said}");
    }
    assert!(map::read(&file, &MapOptions::default()).is_err());
}

#[test]
fn what_is_no_map_is_refused_with_code_3() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    };
    let metres = collection(&[feature("a", &square(356_000.0, 5_645_000.0, 100.0))]).to_string();
    let files = [
        folder.path().to_path_buf(),
        folder.path().join("missing.geojson"),
        write("empty.geojson", ""),
        write("cut.geojson", "{\"type\":"),
        write("none.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}"),
        write("metres.geojson", &metres),
    ];
    for file in &files {
        for format in ["json", "text"] {
            cargo_bin_cmd!("quartier")
                .arg("map")
                .arg(file)
                .args(["--format", format])
                .assert()
                .code(3);
        }
    }
    let run = cargo_bin_cmd!("quartier")
        .arg("map")
        .arg(&files[5])
        .args(["--lang", "de"])
        .assert()
        .code(3);
    let said = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
    assert!(
        said.contains("--crs EPSG:25832") && said.contains("map_crs = \"EPSG:25832\""),
        "{said}"
    );
    let declared = ["--crs", "EPSG:25832"];
    cargo_bin_cmd!("quartier")
        .arg("map")
        .arg(&files[5])
        .args(declared)
        .assert()
        .success();
    let unknown = ["--id", "nonsense"];
    cargo_bin_cmd!("quartier")
        .arg("map")
        .arg(&files[5])
        .args(declared)
        .args(unknown)
        .assert()
        .code(3);
    for usage in [
        vec!["map"],
        vec!["map", "x", "--crs", "EPSG:1"],
        vec!["map", "x", "--tolerance", "NaN"],
        vec!["map", "--points", "x"],
        vec!["map", "x", "--points", "x", "--outline", "x"],
    ] {
        cargo_bin_cmd!("quartier").args(usage).assert().code(2);
    }
}

#[test]
fn a_draft_replaces_only_a_draft() {
    let folder = tempfile::tempdir().expect("a folder");
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps");
    let out = folder.path().join("town.geojson");
    let draw = |out: &Path| {
        cargo_bin_cmd!("quartier")
            .args(["map", "--points"])
            .arg(maps.join("leichlingen-punkte.csv"))
            .arg("--outline")
            .arg(maps.join("leichlingen-umriss.geojson"))
            .arg("--out")
            .arg(out)
            .assert()
    };
    draw(&out).success();
    draw(&out).success();
    let shipped = std::fs::read(maps.join("leichlingen.geojson")).expect("shipped");
    assert_eq!(std::fs::read(&out).expect("drawn"), shipped);
    let printed = cargo_bin_cmd!("quartier")
        .args(["map", "--points"])
        .arg(maps.join("leichlingen-punkte.csv"))
        .arg("--outline")
        .arg(maps.join("leichlingen-umriss.geojson"))
        .assert()
        .success();
    assert_eq!(printed.get_output().stdout, shipped);
    std::fs::write(&out, "not ours").expect("written");
    draw(&out).code(3);
    assert_eq!(std::fs::read_to_string(&out).expect("there"), "not ours");
    draw(folder.path()).code(3);
    draw(&folder.path().join("no/such/folder.geojson")).code(1);
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 1);
}

/// Any JSON, with the words and numbers that maps are made of.
fn any_json() -> impl Strategy<Value = Value> {
    let words = [
        "Feature",
        "FeatureCollection",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
        "Point",
        "EPSG:25832",
        "x",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-200.0..200.0_f64).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(words.to_vec()).prop_map(Value::from),
        ".{0,4}".prop_map(Value::from),
    ];
    let keys = [
        "type",
        "features",
        "geometry",
        "coordinates",
        "properties",
        "id",
        "name",
        "crs",
        "geometries",
        "note",
    ];
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(prop::sample::select(keys.to_vec()), inner, 0..6)
                .prop_map(|members| members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

/// Rings on a small grid: most of them touch, cross or overlap something.
fn any_ring() -> impl Strategy<Value = Value> {
    let corner = (0..5_i32, 0..5_i32)
        .prop_map(|(x, y)| json!([7.0 + f64::from(x) * 0.01, 51.0 + f64::from(y) * 0.01]));
    prop::collection::vec(corner, 0..8).prop_map(Value::from)
}

fn any_map() -> impl Strategy<Value = Value> {
    let polygon = prop::collection::vec(any_ring(), 0..3);
    let parts = prop::collection::vec(polygon, 0..3);
    let feature = (parts, 0..6_u8).prop_map(|(parts, id)| {
        json!({ "type": "Feature", "properties": { "id": id }, "geometry": { "type": "MultiPolygon", "coordinates": parts } })
    });
    prop::collection::vec(feature, 1..5).prop_map(|features| collection(&features))
}

proptest! {
    #[test]
    fn no_json_makes_it_panic(value in any_json(), geometry in any_json(), tolerance_m in -1.0..2000.0_f64) {
        let options = with_tolerance(tolerance_m);
        let _ = map::inspect_bytes("any", value.to_string().as_bytes(), &options);
        let feature = json!({ "type": "Feature", "geometry": geometry, "properties": value });
        if let Ok(found) = map::inspect_bytes("any", collection(&[feature]).to_string().as_bytes(), &options) {
            assert_sound(&found);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[\\[\\]{}\",:0-9eNaInfity.+-]{0,80}") {
        let _ = map::inspect_bytes("any", &bytes, &MapOptions::default());
        let _ = map::inspect_bytes("any", text.as_bytes(), &MapOptions::default());
    }

    #[test]
    fn any_rings_give_a_sound_map_with_centres_on_its_surface(map in any_map()) {
        let found = inspected_value(&map);
        assert_sound(&found);
        for district in &found.map.districts {
            // No number lies exactly on a sliver that is thinner than the distance of two numbers.
            let apart = Euclidean.distance(&Point::from(district.centre), &district.geometry);
            prop_assert!(apart < 1e-12, "{:?}", district);
        }
        prop_assert_eq!(&found, &inspected_value(&map));
    }

    #[test]
    fn any_world_wide_squares_give_a_sound_map(
        squares in prop::collection::vec((-180.0..180.0_f64, -90.0..90.0_f64, 0.0001..100.0_f64), 1..6),
    ) {
        let features: Vec<Value> = squares
            .iter()
            .enumerate()
            .map(|(i, (x, y, side))| feature(&i.to_string(), &square(*x, *y, *side)))
            .collect();
        assert_sound(&inspected_value(&collection(&features)));
    }
}
