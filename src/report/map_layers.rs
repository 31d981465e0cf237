//! Districts and sites with their results as GeoJSON (RFC 7946), for QGIS.
//!
//! Longitude before latitude in degrees (WGS 84), seven decimals (a centimetre), outer rings
//! anticlockwise, no `crs`. The properties are flat, so that a style can use them.

use super::json::number;
use super::results::{Results, Shape, SitePoint};
use crate::findings::{DistrictFindings, Estimate, SiteFindings};
use geo::orient::Direction;
use geo::{LineString, Orient as _, Polygon};
use serde_json::{Map, Value, json};

/// `districts.geojson`: the districts of the map with what happens in them; nothing without a map.
pub fn districts(results: &Results) -> Option<Value> {
    let shapes = &results.map?.shapes;
    let features = shapes.iter().map(|shape| {
        let found = results
            .findings
            .districts
            .iter()
            .find(|found| found.id == shape.id);
        feature(&shape.id, area(shape), district(shape, found))
    });
    Some(collection(features.collect()))
}

/// `sites.geojson`: the sites whose place is known, or else that of their district.
pub fn sites(results: &Results) -> Option<Value> {
    let features: Vec<Value> = results
        .findings
        .sites
        .iter()
        .filter_map(|site| {
            let point = results.points.iter().find(|point| point.site == site.id)?;
            let place = json!({ "type": "Point", "coordinates": position(point.position) });
            Some(feature(&site.id, place, site_properties(site, point)))
        })
        .collect();
    (!features.is_empty()).then(|| collection(features))
}

fn collection(features: Vec<Value>) -> Value {
    json!({ "type": "FeatureCollection", "features": features })
}

fn feature(id: &str, geometry: Value, properties: Map<String, Value>) -> Value {
    json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": properties })
}

fn district(shape: &Shape, found: Option<&DistrictFindings>) -> Map<String, Value> {
    let mut properties = named(&shape.id, &shape.name);
    if let Some(found) = found {
        properties.insert("residents".into(), number(found.residents));
        estimate(&mut properties, "housed_mean", found.housed);
        estimate(&mut properties, "housed_end", found.housed_end);
        estimate(&mut properties, "per_thousand_mean", found.per_thousand);
        estimate(&mut properties, "per_thousand_end", found.per_thousand_end);
        properties.insert("usable_places_start".into(), number(found.places.0));
        properties.insert("usable_places_end".into(), number(found.places.1));
        let target = found.target_share.map_or(Value::Null, number);
        properties.insert("target_share".into(), target);
    }
    properties
}

fn site_properties(site: &SiteFindings, point: &SitePoint) -> Map<String, Value> {
    let day = |date: Option<crate::calendar::Date>| date.map(|date| date.to_string());
    let mut properties = named(&site.id, &site.name);
    properties.insert("district".into(), json!(site.district));
    properties.insert("kind".into(), json!(site.kind));
    properties.insert(
        "position".into(),
        json!(if point.exact { "site" } else { "district" }),
    );
    properties.insert("from".into(), json!(day(site.dates.0)));
    properties.insert("until".into(), json!(day(site.dates.1)));
    properties.insert("nominal_places".into(), json!(site.nominal_places));
    properties.insert("usable_places".into(), json!(site.usable_places));
    estimate(&mut properties, "occupied_mean", site.occupied);
    estimate(&mut properties, "occupancy_mean", site.occupancy);
    estimate(&mut properties, "peak", site.peak);
    estimate(&mut properties, "cost_eur", site.cost_eur);
    properties
}

fn named(id: &str, name: &str) -> Map<String, Value> {
    let mut properties = Map::new();
    properties.insert("id".into(), json!(id));
    properties.insert("name".into(), json!(name));
    properties
}

fn estimate(properties: &mut Map<String, Value>, name: &str, estimate: Estimate) {
    properties.insert(name.to_owned(), number(estimate.value));
    properties.insert(format!("{name}_low"), number(estimate.low));
    properties.insert(format!("{name}_high"), number(estimate.high));
}

fn area(shape: &Shape) -> Value {
    let polygons: Vec<Value> = shape
        .polygon
        .orient(Direction::Default)
        .iter()
        .map(rings)
        .collect();
    match <[Value; 1]>::try_from(polygons) {
        Ok([only]) => json!({ "type": "Polygon", "coordinates": only }),
        Err(polygons) => json!({ "type": "MultiPolygon", "coordinates": polygons }),
    }
}

fn rings(polygon: &Polygon) -> Value {
    let ring = |line: &LineString| -> Value { line.0.iter().map(|at| position([at.x, at.y])).collect() };
    let mut all = vec![ring(polygon.exterior())];
    all.extend(polygon.interiors().iter().map(ring));
    Value::Array(all)
}

fn position(place: [f64; 2]) -> Value {
    json!(place.map(|degrees| libm::round(degrees * 1e7) / 1e7))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;
    use geojson::GeoJson;

    #[test]
    fn districts_are_what_another_reader_of_the_format_takes() {
        let findings = example::short(6);
        let value = example::with_results(&findings, |results| districts(results).unwrap());
        let GeoJson::FeatureCollection(read) = value.to_string().parse().unwrap() else {
            panic!("no feature collection");
        };
        let shapes = example::with_results(&findings, |results| results.map.unwrap().shapes.len());
        assert_eq!(read.features.len(), shapes);
        assert!(read.foreign_members.is_none() && read.bbox.is_none());
        let first = read.features[0].properties.as_ref().unwrap();
        assert_eq!(first["id"], findings.districts[0].id.as_str());
        assert_eq!(
            first["per_thousand_mean"],
            findings.districts[0].per_thousand.value
        );
    }

    #[test]
    fn outer_rings_run_anticlockwise_and_are_closed() {
        let value = example::with_results(&example::short(3), |results| districts(results).unwrap());
        for feature in value["features"].as_array().unwrap() {
            let ring = feature["geometry"]["coordinates"][0].as_array().unwrap();
            assert_eq!(ring.first(), ring.last());
            let at = |index: usize, axis: usize| ring[index][axis].as_f64().unwrap();
            let twice_the_area: f64 = (0..ring.len() - 1)
                .map(|i| at(i, 0) * at(i + 1, 1) - at(i + 1, 0) * at(i, 1))
                .sum();
            assert!(twice_the_area > 0.0);
        }
    }

    #[test]
    fn coordinates_have_seven_decimals() {
        assert_eq!(position([7.123_456_789, -0.1]).to_string(), "[7.1234568,-0.1]");
    }

    #[test]
    fn a_site_without_a_place_of_its_own_says_that_it_stands_in_its_district() {
        let findings = example::short(3);
        let value = example::with_results(&findings, |results| sites(results).unwrap());
        let features = value["features"].as_array().unwrap();
        assert_eq!(features.len(), findings.sites.len());
        assert_eq!(features[0]["geometry"]["type"], "Point");
        let places: Vec<&Value> = features.iter().map(|f| &f["properties"]["position"]).collect();
        assert!(places.contains(&&json!("site")) && places.contains(&&json!("district")));
    }
}
