//! Which sites stand under water: those in the area, and those that the scenario names.

use super::context::Context;
use crate::ids::SiteId;
use crate::site::Site;
use crate::text;
use geo::{Intersects as _, MultiPolygon, Point};

/// The sites that a flood closes, in order of the file.
pub fn sites(
    cx: &mut Context,
    id: &str,
    mut named: Vec<SiteId>,
    sites: &[Site],
    has_evacuated: bool,
) -> Vec<SiteId> {
    let attachments = cx.attachments;
    let Some(area) = attachments.floods.get(id) else {
        return named;
    };
    check_area(cx, id, area);
    let inside =
        |(_, site): &(usize, &Site)| site.position.is_some_and(|at| area.intersects(&Point::from(at)));
    let found = sites.iter().enumerate().filter(inside);
    named.extend(found.map(|(index, _)| SiteId::from(index)));
    named.sort_unstable();
    named.dedup();
    if named.is_empty() {
        notice_nobody(cx, id, has_evacuated);
    }
    notice_unknown(cx, id, &named, sites, area);
    named
}

/// The area lies in the town, at least in part.
fn check_area(cx: &mut Context, id: &str, area: &MultiPolygon) {
    let Some(map) = cx.map else { return };
    if !map
        .districts
        .iter()
        .any(|district| district.geometry.intersects(area))
    {
        let message = text!(
            "Das Gebiet liegt ganz außerhalb der Stadt.",
            "The area lies outside the town altogether."
        );
        let help = text!(
            "Es in Länge und Breite zeichnen (zuerst die Länge), so wie die Karte der Stadtteile.",
            "Draw it in longitude and latitude (longitude first), like the map of the districts."
        );
        cx.complain_with(&["shocks", id, "event", "flood", "area"], message, help);
    }
}

fn notice_nobody(cx: &mut Context, id: &str, has_evacuated: bool) {
    let message = if has_evacuated {
        text!(
            "In dem Gebiet liegt keine Unterkunft; nur die Einwohner, die ihr Zuhause verlieren, brauchen Plätze.",
            "No site lies in the area; only the residents who lose their home need places."
        )
    } else {
        text!(
            "In dem Gebiet liegt keine Unterkunft, und niemand wird evakuiert; die Flut ändert nichts.",
            "No site lies in the area and nobody is evacuated; the flood changes nothing."
        )
    };
    let help = text!(
        "Bei den Unterkünften „lon“ und „lat“ angeben, oder unter „sites“ nennen, welche betroffen sind.",
        "Give `lon` and `lat` for the sites, or name under `sites` those that are struck."
    );
    cx.notice_with(&["shocks", id, "event", "flood", "area"], message, help);
}

/// Sites in districts that the water reaches, of which nobody knows whether it reaches them.
fn notice_unknown(cx: &mut Context, id: &str, flooded: &[SiteId], sites: &[Site], area: &MultiPolygon) {
    let Some(map) = cx.map else { return };
    let districts: Vec<&str> = map
        .districts
        .iter()
        .filter(|district| district.geometry.intersects(area))
        .map(|district| district.id.as_str())
        .collect();
    let is_open = |(index, site): &(usize, &Site)| {
        let district = cx.file.districts.get_index(site.district.index());
        site.position.is_none()
            && !flooded.contains(&SiteId::from(*index))
            && district.is_some_and(|(id, _)| districts.contains(&id.as_str()))
    };
    let open: Vec<&str> = sites
        .iter()
        .enumerate()
        .filter(is_open)
        .map(|(_, site)| site.id.as_str())
        .collect();
    if open.is_empty() {
        return;
    }
    let names = open.join(", ");
    let message = text!(
        "Ob das Wasser diese Unterkünfte erreicht, ist ohne ihre Lage nicht zu sagen; sie gelten als trocken: {names}.",
        "Whether the water reaches these sites cannot be said without their position; they count as dry: {names}."
    );
    cx.notice(&["shocks", id, "event", "flood", "area"], message);
}
