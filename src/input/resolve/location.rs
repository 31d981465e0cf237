//! In which district a site lies: by name, by coordinates, or by both where they agree.

use super::context::Context;
use crate::ids::DistrictId;
use crate::input::file::SiteFile;
use crate::input::say;
use crate::text;
use crate::text::Text;
use crate::town::Town;
use crate::town::map::{Map, MapDistrict};
use crate::town::plane::Plane;
use geo::{Coord, Distance as _, Euclidean, Intersects as _, Point};

/// Where a site lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location {
    /// Its district.
    pub district: DistrictId,
    /// Longitude and latitude in degrees, where known.
    pub position: Option<[f64; 2]>,
}

/// The site's district and position.
pub fn resolve(cx: &mut Context, id: &str, site: &SiteFile, town: &Town) -> Option<Location> {
    let position = position(cx, id, site);
    let named = site
        .district
        .as_ref()
        .and_then(|name| by_name(cx, id, name, town));
    let district = match (position, cx.map) {
        (Some(position), Some(map)) => by_position(cx, id, position, map, town, named)?,
        _ => named.or_else(|| nowhere(cx, id, site, position))?,
    };
    Some(Location { district, position })
}

fn position(cx: &mut Context, id: &str, site: &SiteFile) -> Option<[f64; 2]> {
    match (site.lon, site.lat) {
        (Some(lon), Some(lat)) => Some([lon, lat]),
        (None, None) => None,
        _ => {
            let message = text!(
                "Zu einer Lage gehören „lon“ und „lat“.",
                "A position needs both `lon` and `lat`."
            );
            cx.complain(&["sites", id], message);
            None
        }
    }
}

fn by_name(cx: &mut Context, id: &str, name: &str, town: &Town) -> Option<DistrictId> {
    let found = town.district(name);
    // Without any district the complaint about that says it all.
    if found.is_none() && !town.districts.is_empty() {
        let path = ["sites", id, "district"];
        match town.districts.iter().find(|district| district.name == name) {
            Some(district) => {
                let id = &district.id;
                let message = text!(
                    "Hierher gehört die Kennung des Stadtteils, nicht sein Name.",
                    "What belongs here is the id of the district, not its name."
                );
                cx.complain_with(
                    &path,
                    message,
                    text!(
                        "„{name}“ hat die Kennung „{id}“.",
                        "The id of `{name}` is `{id}`."
                    ),
                );
            }
            None => cx.unknown_name(
                &path,
                name,
                town.districts.iter().map(|district| district.id.as_str()),
            ),
        }
    }
    found
}

/// A site without a usable district and without a map to find one.
fn nowhere(cx: &mut Context, id: &str, site: &SiteFile, position: Option<[f64; 2]>) -> Option<DistrictId> {
    let map_failed = cx.file.map.is_some() && position.is_some();
    if site.district.is_none() && !map_failed {
        let message = text!(
            "Die Unterkunft braucht einen Stadtteil („district“), oder „lon“ und „lat“ auf einer Karte.",
            "The site needs a district (`district`), or `lon` and `lat` on a map."
        );
        cx.complain(&["sites", id], message);
    }
    None
}

/// The district that holds the position; a named one must hold it too.
fn by_position(
    cx: &mut Context,
    id: &str,
    position: [f64; 2],
    map: &Map,
    town: &Town,
    named: Option<DistrictId>,
) -> Option<DistrictId> {
    let [lon, lat] = position;
    let Some(found) = map.district_at(lon, lat).and_then(|at| map.districts.get(at)) else {
        outside(cx, id, position, map);
        return named;
    };
    match named.and_then(|named| town.districts.get(named.index())) {
        Some(district) if !holds(map, &district.id, position) => {
            contradiction(cx, id, &district.id, &found.id);
            named
        }
        Some(_) => named,
        None => town.district(&found.id),
    }
}

/// Whether the district on the map holds a position; one that is not on the map may.
fn holds(map: &Map, id: &str, [lon, lat]: [f64; 2]) -> bool {
    map.position(id)
        .and_then(|at| map.districts.get(at))
        .is_none_or(|district| district.geometry.intersects(&Point::new(lon, lat)))
}

fn contradiction(cx: &mut Context, id: &str, named: &str, found: &str) {
    let message = text!(
        "Genannt ist der Stadtteil „{named}“, die Koordinaten liegen aber in „{found}“.",
        "The district named is `{named}`, but the coordinates lie in `{found}`."
    );
    cx.complain(&["sites", id, "district"], message);
}

fn outside(cx: &mut Context, id: &str, position: [f64; 2], map: &Map) {
    let [lon, lat] = position;
    let place = text!("lon {lon}, lat {lat}", "lon {lon}, lat {lat}");
    let message = match nearest(map, position) {
        Some((district, metres)) => {
            let (name, far) = (&district.id, distance(metres));
            let (place, far_de, far_en) = (place.de, far.de, far.en);
            text!(
                "Die Unterkunft liegt außerhalb aller Stadtteile ({place}); am nächsten ist „{name}“, {far_de} entfernt.",
                "The site lies outside every district ({place}); the nearest is `{name}`, {far_en} away."
            )
        }
        None => text!(
            "Die Unterkunft liegt außerhalb aller Stadtteile.",
            "The site lies outside every district."
        ),
    };
    let path = ["sites", id, "lon"];
    match map.district_at(lat, lon) {
        Some(_) => cx.complain_with(
            &path,
            message,
            text!(
                "„lon“ und „lat“ sind vermutlich vertauscht.",
                "`lon` and `lat` are probably swapped."
            ),
        ),
        None => cx.complain(&path, message),
    }
}

/// The nearest district and how far away it is, in metres.
fn nearest(map: &Map, [lon, lat]: [f64; 2]) -> Option<(&MapDistrict, f64)> {
    let plane = Plane::at(Coord { x: lon, y: lat });
    let here = Point::new(0.0, 0.0);
    let far = |district: &MapDistrict| Euclidean.distance(&here, &plane.area_to_metres(&district.geometry));
    map.districts
        .iter()
        .map(|district| (district, far(district)))
        .min_by(|one, other| one.1.total_cmp(&other.1))
}

fn distance(metres: f64) -> Text {
    let (value, unit) = if metres < 1000.0 {
        (libm::round(metres), "m")
    } else {
        (libm::round(metres / 100.0) / 10.0, "km")
    };
    let value = say::number(value);
    Text {
        de: format!("{} {unit}", value.de),
        en: format!("{} {unit}", value.en),
    }
}
