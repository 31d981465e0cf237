//! In which district a site lies.

use super::context::Context;
use crate::ids::DistrictId;
use crate::input::file::SiteFile;
use crate::text;
use crate::town::Town;

/// Where a site lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location {
    /// Its district.
    pub district: DistrictId,
    /// Longitude and latitude in degrees, where known.
    pub position: Option<[f64; 2]>,
}

/// The site's district, by name.
pub fn resolve(cx: &mut Context, id: &str, site: &SiteFile, town: &Town) -> Option<Location> {
    let position = position(cx, id, site);
    let named = site
        .district
        .as_ref()
        .and_then(|name| by_name(cx, id, name, town));
    if site.district.is_none() {
        let message = text!(
            "Die Unterkunft braucht einen Stadtteil („district“).",
            "The site needs a district (`district`)."
        );
        cx.complain(&["sites", id], message);
    }
    named.map(|district| Location { district, position })
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
    if found.is_none() {
        let known: Vec<&str> = town.districts.iter().map(|d| d.id.as_str()).collect();
        cx.unknown_name(&["sites", id, "district"], name, known.iter().copied());
    }
    found
}
