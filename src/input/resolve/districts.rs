//! Districts, joined with the map.

use super::context::Context;
use crate::complaint::did_you_mean;
use crate::text;
use crate::town::map::{Map, MapDistrict};
use crate::town::{District, Town};

/// How many ids a message lists.
const LISTED: usize = 12;

/// The town, its districts in order of the file.
pub fn resolve(cx: &mut Context) -> Town {
    let file = cx.file;
    if file.districts.is_empty() {
        none_at_all(cx);
    }
    if let Some(map) = cx.map {
        join(cx, map);
    }
    let on_map = |id: &str| {
        let map = cx.map?;
        map.districts.get(map.position(id)?)
    };
    let districts = file.districts.iter().map(|(id, district)| {
        let drawn: Option<&MapDistrict> = on_map(id);
        District {
            id: id.clone(),
            name: district
                .name
                .clone()
                .or(drawn.map(|drawn| drawn.name.clone()))
                .unwrap_or_else(|| id.clone()),
            borough: district.borough.clone(),
            residents: district.residents,
            area_km2: district.area_km2.or(drawn.map(|drawn| drawn.area_km2)),
            social_index: district.social_index,
            target_share: district.target_share,
        }
    });
    Town {
        districts: districts.collect(),
    }
}

fn none_at_all(cx: &mut Context) {
    let message = text!(
        "Das Szenario hat keinen einzigen Stadtteil.",
        "The scenario has not a single district."
    );
    let help = text!(
        "Mindestens einen anlegen: [districts.mitte] mit residents = 12000.",
        "Add at least one: [districts.centre] with residents = 12000."
    );
    cx.complain_with(&["districts"], message, help);
}

/// Complains about ids that do not join, on both sides.
fn join(cx: &mut Context, map: &Map) {
    let file = cx.file;
    let missing: Vec<&str> = file
        .districts
        .keys()
        .map(String::as_str)
        .filter(|id| map.position(id).is_none())
        .collect();
    let unused: Vec<&MapDistrict> = map
        .districts
        .iter()
        .filter(|drawn| !file.districts.contains_key(&drawn.id))
        .collect();
    if !missing.is_empty() && unused.len() == map.districts.len() {
        nothing_joins(cx, &missing, &unused);
        return;
    }
    for id in &missing {
        not_on_the_map(cx, id, &unused);
    }
    if !unused.is_empty() {
        without_residents(cx, &unused);
    }
}

fn nothing_joins(cx: &mut Context, missing: &[&str], unused: &[&MapDistrict]) {
    let (ours, theirs) = (
        listed(missing.iter().copied()),
        listed(unused.iter().map(|d| d.id.as_str())),
    );
    let message = text!(
        "Keine Kennung passt zusammen: Das Szenario hat {ours}, die Karte hat {theirs}.",
        "No ids join: the scenario has {ours}, the map has {theirs}."
    );
    let help = text!(
        "Mit „map_id“ das Merkmal der Karte nennen, in dem die Kennungen stehen, oder die Kennungen der Karte verwenden.",
        "Name with `map_id` the property of the map that holds the ids, or use the ids of the map."
    );
    cx.complain_with(&["map"], message, help);
}

fn not_on_the_map(cx: &mut Context, id: &str, unused: &[&MapDistrict]) {
    let message = text!(
        "Der Stadtteil „{id}“ liegt nicht auf der Karte.",
        "The district `{id}` is not on the map."
    );
    let by_name = unused
        .iter()
        .find(|drawn| drawn.name == id)
        .map(|drawn| drawn.id.as_str());
    let near = by_name.or(did_you_mean(id, unused.iter().map(|drawn| drawn.id.as_str())));
    match near {
        Some(near) => {
            let help = text!(
                "Auf der Karte heißt er vielleicht „{near}“.",
                "On the map it is perhaps `{near}`."
            );
            cx.complain_with(&["districts", id], message, help);
        }
        None => cx.complain(&["districts", id], message),
    }
}

fn without_residents(cx: &mut Context, unused: &[&MapDistrict]) {
    let count = unused.len();
    let list = listed(unused.iter().map(|drawn| drawn.id.as_str()));
    let message = text!(
        "Auf der Karte liegen Stadtteile, zu denen das Szenario keine Einwohner nennt ({count}): {list}.",
        "The map holds districts of which the scenario names no residents ({count}): {list}."
    );
    let help = text!(
        "Sie unter [districts] oder in der Tabelle der Stadtteile ergänzen.",
        "Add them under [districts] or in the table of districts."
    );
    cx.complain_with(&["districts"], message, help);
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let shown = names[..names.len().min(LISTED)].join(", ");
    if names.len() > LISTED {
        shown + ", …"
    } else {
        shown
    }
}
