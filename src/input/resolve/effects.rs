//! What measures do to the model: sites, kinds and districts that they name must exist.

use super::concept::Around;
use super::context::Context;
use super::durations;
use crate::ids::{DistrictId, KindId, SiteId};
use crate::input::file::{DurationFile, EffectFile};
use crate::measure::Effect;
use crate::stay::Duration;
use crate::text;

/// The effects of a measure that refer to what exists.
pub fn resolve(cx: &mut Context, measure: &str, written: &[EffectFile], around: Around) -> Vec<Effect> {
    let mut all = Vec::new();
    for (index, effect) in written.iter().enumerate() {
        let number = (index + 1).to_string();
        let path = ["measures", measure, "effects", number.as_str()];
        all.extend(one(cx, &path, effect, around));
    }
    all
}

/// How much later than planned a measure begins.
pub fn delay(cx: &mut Context, measure: &str, written: Option<&DurationFile>) -> Option<Duration> {
    written.map(|delay| durations::resolve(cx, &["measures", measure, "delay"], delay))
}

fn one(cx: &mut Context, path: &[&str], written: &EffectFile, around: Around) -> Option<Effect> {
    let effect = match written {
        EffectFile::PlacesAtSite { site, places } => Effect::PlacesAtSite {
            site: site_id(cx, path, "places-at-site", site, around)?,
            places: *places,
        },
        EffectFile::PlacesOfKind {
            kind,
            district,
            places,
        } => {
            let kind = kind_id(cx, path, kind, around);
            let district = district_id(cx, path, district, around);
            Effect::PlacesOfKind {
                kind: kind?,
                district: district?,
                places: *places,
            }
        }
        EffectFile::Seats { service, seats } => Effect::Seats {
            service: service.clone(),
            seats: *seats,
        },
        EffectFile::Staff { task, full_time } => Effect::Staff {
            task: task.clone(),
            full_time: *full_time,
        },
        EffectFile::Flats {
            min_persons,
            max_persons,
            per_month,
        } => {
            check_sizes(cx, path, *min_persons, *max_persons);
            Effect::Flats {
                min_persons: *min_persons,
                max_persons: *max_persons,
                per_month: *per_month,
            }
        }
        EffectFile::PrivateHosts { places } => Effect::PrivateHosts { places: *places },
        EffectFile::Notice { site, days } => Effect::Notice {
            site: match site {
                Some(site) => Some(site_id(cx, path, "notice", site, around)?),
                None => None,
            },
            days: *days,
        },
        EffectFile::Density { site, usable_share } => Effect::Density {
            site: site_id(cx, path, "density", site, around)?,
            usable_share: *usable_share,
        },
        EffectFile::Cost {
            site,
            per_place_month_eur,
        } => Effect::Cost {
            site: site_id(cx, path, "cost", site, around)?,
            per_place_month_eur: *per_place_month_eur,
        },
    };
    Some(effect)
}

fn check_sizes(cx: &mut Context, path: &[&str], least: u8, most: u8) {
    if most < least {
        cx.complain(
            &[path, &["flats", "max_persons"]].concat(),
            text!(
                "Der größte Haushalt ({most}) ist kleiner als der kleinste ({least}).",
                "The largest household ({most}) is smaller than the smallest ({least})."
            ),
        );
    }
}

fn site_id(cx: &mut Context, path: &[&str], tag: &str, name: &str, around: Around) -> Option<SiteId> {
    let found = around.sites.iter().position(|site| site.id == name);
    // A site that could not be resolved has been complained about already.
    if found.is_none() && !cx.file.sites.contains_key(name) {
        let known: Vec<&str> = cx.file.sites.keys().map(String::as_str).collect();
        cx.unknown_name(&[path, &[tag, "site"]].concat(), name, known.iter().copied());
    }
    found.map(SiteId::from)
}

fn kind_id(cx: &mut Context, path: &[&str], name: &str, around: Around) -> Option<KindId> {
    let found = around.kinds.iter().position(|kind| kind.id == name);
    if found.is_none() {
        cx.unknown_name(
            &[path, &["places-of-kind", "kind"]].concat(),
            name,
            around.kinds.iter().map(|kind| kind.id.as_str()),
        );
    }
    found.map(KindId::from)
}

fn district_id(cx: &mut Context, path: &[&str], name: &str, around: Around) -> Option<DistrictId> {
    let districts = &around.town.districts;
    let found = districts.iter().position(|district| district.id == name);
    if found.is_none() {
        cx.unknown_name(
            &[path, &["places-of-kind", "district"]].concat(),
            name,
            districts.iter().map(|district| district.id.as_str()),
        );
    }
    found.map(DistrictId::from)
}
