//! Districts, joined with the map.

use super::context::Context;
use crate::complaint::did_you_mean;
use crate::text;
use crate::town::map::{Map, MapDistrict};
use crate::town::{District, Town};
use std::collections::{BTreeMap, BTreeSet};

/// How many ids a message lists.
const LISTED: usize = 12;

/// The town, its districts in order of the file.
pub fn resolve(cx: &mut Context) -> Town {
    let file = cx.file;
    let map_failed = file.map.is_some() && cx.map.is_none();
    if file.districts.is_empty() && !map_failed {
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
    let (missing, unused) = without_lost_zeros(cx, missing, unused);
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

/// Ids that differ in leading zeros only, which spreadsheets drop, are told once; what is
/// left comes back.
fn without_lost_zeros<'a>(
    cx: &mut Context,
    missing: Vec<&'a str>,
    unused: Vec<&'a MapDistrict>,
) -> (Vec<&'a str>, Vec<&'a MapDistrict>) {
    let bare = |id: &'a str| id.trim_start_matches('0');
    let drawn: BTreeMap<&str, &str> = unused
        .iter()
        .map(|drawn| (bare(&drawn.id), drawn.id.as_str()))
        .collect();
    let written: BTreeSet<&str> = missing.iter().map(|id| bare(id)).collect();
    let (lost, missing): (Vec<&str>, Vec<&str>) =
        missing.into_iter().partition(|id| drawn.contains_key(bare(id)));
    let Some((first, there)) = lost.first().and_then(|id| Some((*id, *drawn.get(bare(id))?))) else {
        return (missing, unused);
    };
    let count = lost.len();
    let message = text!(
        "Kennungen passen nur bis auf führende Nullen zur Karte ({count}), zum Beispiel „{first}“ statt „{there}“.",
        "Ids join with the map only apart from leading zeros ({count}), for example `{first}` instead of `{there}`."
    );
    let help = text!(
        "Tabellenprogramme streichen führende Nullen: die Spalte als Text formatieren und die Kennungen neu einfügen.",
        "Spreadsheets drop leading zeros: format the column as text and insert the ids again."
    );
    cx.complain_with(&["districts", first], message, help);
    let unused = unused
        .into_iter()
        .filter(|drawn| !written.contains(bare(&drawn.id)));
    (missing, unused.collect())
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
        None => {
            let help = text!(
                "Die Zeile streichen (vielleicht ist sie eine Summe), oder die Kennung verwenden, die auf der Karte steht.",
                "Drop the line (perhaps it is a total), or use the id that stands on the map."
            );
            cx.complain_with(&["districts", id], message, help);
        }
    }
}

fn without_residents(cx: &mut Context, unused: &[&MapDistrict]) {
    let count = unused.len();
    let list = listed(unused.iter().map(|drawn| drawn.id.as_str()));
    let message = text!(
        "Auf der Karte liegen Stadtteile, zu denen das Szenario keine Einwohner nennt ({count}): {list}.",
        "The map holds districts of which the scenario names no residents ({count}): {list}."
    );
    let twice = unused
        .iter()
        .find_map(|drawn| Some((drawn.id.as_str(), repeated(cx, &drawn.id)?)));
    let help = match twice {
        None => text!(
            "Sie unter [districts] oder in der Tabelle der Stadtteile ergänzen.",
            "Add them under [districts] or in the table of districts."
        ),
        Some((renamed, id)) => text!(
            "Die Kennung „{id}“ steht auf der Karte zweimal; die zweite Fläche heißt hier „{renamed}“. Die Karte berichtigen, oder die Einwohner dieser Fläche unter „{renamed}“ angeben.",
            "The id `{id}` stands twice on the map; the second area is called `{renamed}` here. Mend the map, or give the residents of that area under `{renamed}`."
        ),
    };
    cx.complain_with(&["districts"], message, help);
}

/// The id that stands twice on the map, if this one was made from it.
fn repeated<'i>(cx: &Context, id: &'i str) -> Option<&'i str> {
    let (stem, number) = id.rsplit_once('-')?;
    number.parse::<u32>().ok().filter(|number| *number > 1)?;
    cx.map?.position(stem).map(|_| stem)
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
