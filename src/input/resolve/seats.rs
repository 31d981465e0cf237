//! The service whose free places the balanced rule weighs, and the ways between districts.

use super::context::Context;
use crate::allocation::balanced::FreeDistricts;
use crate::ids::ServiceId;
use crate::input::file::{BalancedFile, PlacesFile};
use crate::policy::Seats;
use crate::text;
use crate::town::Town;
use crate::town::plane::Plane;
use geo::Coord;

/// Metres to another district where there is no map.
const WITHOUT_MAP: i64 = 1000;

/// The service and the ways, where the rule names one.
pub fn resolve(cx: &mut Context, file: &BalancedFile, town: &Town) -> Option<Seats> {
    const AT: [&str; 4] = ["policy", "rule", "balanced", "distance_to_service"];
    let name = file.distance_to_service.as_ref()?;
    let services = &cx.file.services;
    let Some(service) = services.get_index_of(name) else {
        let known: Vec<&str> = services.keys().map(String::as_str).collect();
        cx.unknown_name(&AT, name, known);
        return None;
    };
    if !matches!(services[service].places, Some(PlacesFile::Districts(_))) {
        let message = text!(
            "„{name}“ hat keine Plätze je Stadtteil; kein Weg dorthin ist kürzer als ein anderer.",
            "`{name}` has no places by district; no way there is shorter than another."
        );
        let help = text!(
            "Die Plätze je Stadtteil angeben (places.districts) oder diesen Schlüssel streichen.",
            "State the places by district (places.districts), or drop this key."
        );
        cx.complain_with(&AT, message, help);
    }
    let (count, most) = (town.districts.len(), FreeDistricts::MOST);
    if count > most {
        let message = text!(
            "Die Wege zu freien Plätzen werden für höchstens {most} Stadtteile gewogen; es sind {count}.",
            "Ways to free places are weighed for at most {most} districts; there are {count}."
        );
        cx.complain(&AT, message);
        return None;
    }
    Some(Seats {
        service: ServiceId::from(service),
        metres: metres(cx, town),
    })
}

/// Metres from centre to centre.
fn metres(cx: &Context, town: &Town) -> Vec<Vec<i64>> {
    let centre = |id: &str| {
        let map = cx.map?;
        let [x, y] = map.districts.get(map.position(id)?)?.centre;
        Some(Coord { x, y })
    };
    let centres: Vec<Option<Coord>> = town
        .districts
        .iter()
        .map(|district| centre(&district.id))
        .collect();
    let from = |one: usize| {
        (0..centres.len())
            .map(|other| way(&centres, one, other))
            .collect()
    };
    (0..centres.len()).map(from).collect()
}

fn way(centres: &[Option<Coord>], one: usize, other: usize) -> i64 {
    match (centres[one], centres[other]) {
        _ if one == other => 0,
        (Some(here), Some(there)) => {
            let away = Plane::at(here).to_metres(there);
            libm::round((away.x * away.x + away.y * away.y).sqrt()) as i64
        }
        _ => WITHOUT_MAP,
    }
}
