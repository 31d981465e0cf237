//! The borders of the districts, from `districts.geojson`.

use super::folder::{broken, unchanged};
use crate::complaint::Complaints;
use crate::findings::comparison::StoredDistrict;
use geo::{LineString, MultiPolygon, Polygon};
use serde_json::Value;
use std::path::Path;

/// Adds them to the districts, where the folder holds them.
pub(super) fn add_to(
    districts: &mut [StoredDistrict],
    folder: &Path,
    manifest: &Value,
) -> Result<(), Complaints> {
    const NAME: &str = "districts.geojson";
    let written = manifest["outputs"].as_array().into_iter().flatten();
    if !written.into_iter().any(|output| output["file"] == NAME) {
        return Ok(());
    }
    let bytes = unchanged(folder, NAME, manifest)?;
    let map: Value = serde_json::from_slice(&bytes).map_err(|_| broken(&folder.join(NAME)))?;
    for feature in map["features"].as_array().into_iter().flatten() {
        let named = districts
            .iter_mut()
            .find(|district| feature["id"] == district.id.as_str());
        if let Some(district) = named {
            district.border = border(&feature["geometry"]).ok_or_else(|| broken(&folder.join(NAME)))?;
        }
    }
    Ok(())
}

/// A border as the folder holds it: always a MultiPolygon or a Polygon.
fn border(geometry: &Value) -> Option<MultiPolygon> {
    let coordinates = geometry["coordinates"].as_array()?;
    match geometry["type"].as_str()? {
        "Polygon" => polygon(coordinates).map(|one| MultiPolygon::new(vec![one])),
        "MultiPolygon" => coordinates
            .iter()
            .map(|rings| polygon(rings.as_array()?))
            .collect::<Option<Vec<Polygon>>>()
            .map(MultiPolygon::new),
        _ => None,
    }
}

fn polygon(rings: &[Value]) -> Option<Polygon> {
    let mut rings = rings.iter().map(ring).collect::<Option<Vec<LineString>>>()?;
    let outer = (!rings.is_empty()).then(|| rings.remove(0))?;
    Some(Polygon::new(outer, rings))
}

fn ring(positions: &Value) -> Option<LineString> {
    let position = |place: &Value| Some((place[0].as_f64()?, place[1].as_f64()?));
    positions.as_array()?.iter().map(position).collect()
}
