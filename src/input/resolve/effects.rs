//! What measures do to the model: sites, kinds and districts that they name must exist.

use super::around::Around;
use super::context::Context;
use super::durations;
use crate::ids::{DistrictId, KindId, ServiceId, SiteId};
use crate::input::file::{DurationFile, EffectFile};
use crate::measure::Effect;
use crate::service::{Capacity, Offer, Service};
use crate::site::{Kind, Opening, Site, Stock};
use crate::stay::Duration;
use crate::text;

/// Days with a private host where nothing is said.
const USUAL_DAYS_WITH_HOSTS: u32 = 180;

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
        EffectFile::Opens { site } => opens(cx, path, site, around)?,
        EffectFile::PlacesAtSite { site, places } => {
            let found = site_id(cx, path, "places-at-site", site, around)?;
            refuse_without_dates(cx, path, &around.sites[found.index()]);
            Effect::PlacesAtSite {
                site: found,
                places: *places,
                wing: None,
            }
        }
        EffectFile::PlacesOfKind {
            kind,
            district,
            places,
        } => {
            let kind = kind_id(cx, path, kind, around);
            let district = district_id(cx, path, "places-of-kind", district, around);
            let kind = kind?;
            refuse_emergency(cx, path, &around.kinds[kind.index()]);
            Effect::PlacesOfKind {
                kind,
                district: district?,
                places: *places,
                wing: None,
            }
        }
        EffectFile::Seats {
            service,
            district,
            seats,
        } => Effect::Seats {
            district: match district {
                Some(name) => Some(district_id(cx, path, "seats", name, around)?),
                None => None,
            },
            service: seats_of(cx, path, service, district.is_some(), around)?,
            seats: *seats,
        },
        EffectFile::Staff { service, full_time } => Effect::Staff {
            service: staff_of(cx, path, service, around)?,
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
        EffectFile::PrivateHosts { places, days } => Effect::PrivateHosts {
            places: *places,
            nights: days.unwrap_or(USUAL_DAYS_WITH_HOSTS),
        },
        EffectFile::Notice { site, days } => Effect::Notice {
            site: match site {
                Some(site) => Some(site_id(cx, path, "notice", site, around)?),
                None => None,
            },
            days: *days,
        },
        EffectFile::FollowUp { site, days } => Effect::FollowUp {
            site: match site {
                Some(site) => Some(site_id(cx, path, "follow-up", site, around)?),
                None => None,
            },
            days: *days,
        },
        EffectFile::Density { site, usable_share } => {
            let found = site_id(cx, path, "density", site, around)?;
            refuse_units(cx, path, &around.sites[found.index()]);
            Effect::Density {
                site: found,
                usable_share: *usable_share,
            }
        }
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

fn district_id(cx: &mut Context, path: &[&str], tag: &str, name: &str, around: Around) -> Option<DistrictId> {
    let districts = &around.town.districts;
    let found = districts.iter().position(|district| district.id == name);
    if found.is_none() {
        cx.unknown_name(
            &[path, &[tag, "district"]].concat(),
            name,
            districts.iter().map(|district| district.id.as_str()),
        );
    }
    found.map(DistrictId::from)
}

/// A planned site that comes only with the measure. Whoever lives in a site at the start, or whom
/// it takes in an emergency, would be nowhere without it.
fn opens(cx: &mut Context, path: &[&str], name: &str, around: Around) -> Option<Effect> {
    let site = site_id(cx, path, "opens", name, around)?;
    let opening = around.sites[site.index()].opening.clone();
    let from = match opening {
        Opening::Fixed { from, .. } | Opening::Planned { from, .. } => Some(from),
        Opening::OnNeed { .. } | Opening::Never => None,
    };
    if from.is_none_or(|from| from <= 0) {
        cx.complain_with(
            &[path, &["opens", "site"]].concat(),
            text!(
                "„{name}“ hat keinen Tag nach dem Anfang, an dem die Unterkunft öffnen soll.",
                "`{name}` has no day after the start on which it is to open."
            ),
            text!(
                "Mit „opens“ eine Unterkunft nennen, die erst kommt (state = \"planned\" und „from“); für Plätze in einer bestehenden gibt es „places-at-site“.",
                "Name a site with `opens` that is still to come (state = \"planned\" and `from`); for places at an existing one there is `places-at-site`."
            ),
        );
    }
    Some(Effect::Opens { site, opening })
}

fn refuse_without_dates(cx: &mut Context, path: &[&str], site: &Site) {
    if matches!(site.opening, Opening::Fixed { .. }) {
        return;
    }
    let name = &site.id;
    cx.complain_with(
        &[path, &["places-at-site", "site"]].concat(),
        text!(
            "Ob und wann es „{name}“ gibt, steht nicht fest; Plätze daneben lassen sich so nicht rechnen.",
            "Whether and when there is `{name}` is not certain; places beside it cannot be reckoned."
        ),
        text!(
            "Gehört die Unterkunft selbst zur Maßnahme, „opens“ verwenden; sonst „places-of-kind“.",
            "Where the site itself belongs to the measure, use `opens`; otherwise `places-of-kind`."
        ),
    );
}

fn refuse_emergency(cx: &mut Context, path: &[&str], kind: &Kind) {
    if !kind.emergency {
        return;
    }
    let name = &kind.id;
    cx.complain_with(
        &[path, &["places-of-kind", "kind"]].concat(),
        text!(
            "„{name}“ ist eine Notunterkunft; wann sie öffnet, sagt der Notfallplan.",
            "`{name}` is emergency accommodation; when it opens is for the ladder to say."
        ),
        text!(
            "Die Notunterkunft unter [sites] in Bereitschaft stellen.",
            "Put the emergency site on standby under [sites]."
        ),
    );
}

fn refuse_units(cx: &mut Context, path: &[&str], site: &Site) {
    if let Stock::Beds { .. } = site.stock {
        return;
    }
    let name = &site.id;
    cx.complain_with(
        &[path, &["density", "site"]].concat(),
        text!(
            "In „{name}“ sind die Wohneinheiten bekannt; einen nutzbaren Anteil gibt es dort nicht.",
            "The units of `{name}` are known; there is no usable part."
        ),
        text!(
            "Mehr Betten in Wohneinheiten stellt eine Stufe des Notfallplans auf („densify“); mehr Plätze bringt „places-at-site“.",
            "More beds in units are put in by a step of the ladder (`densify`); more places come with `places-at-site`."
        ),
    );
}

fn service_id<'a>(
    cx: &mut Context,
    path: &[&str],
    tag: &str,
    name: &str,
    around: Around<'a>,
) -> Option<(ServiceId, &'a Service)> {
    let found = around.services.iter().position(|service| service.id == name);
    if found.is_none() {
        let known = around.services.iter().map(|service| service.id.as_str());
        cx.unknown_name(&[path, &[tag, "service"]].concat(), name, known);
    }
    found.map(|index| (ServiceId::from(index), &around.services[index]))
}

/// A service to which more seats can be added: it has places, and their number is known.
fn seats_of(
    cx: &mut Context,
    path: &[&str],
    name: &str,
    has_district: bool,
    around: Around,
) -> Option<ServiceId> {
    let (id, service) = service_id(cx, path, "seats", name, around)?;
    let at = |key| [path, &["seats", key]].concat();
    match &service.offer {
        Offer::Staff(_) => cx.complain_with(
            &at("service"),
            text!(
                "„{name}“ hat Personal, keine Plätze.",
                "`{name}` has staff, not places."
            ),
            text!("„staff“ statt „seats“ verwenden.", "Use `staff` instead of `seats`."),
        ),
        Offer::Places(places) => match places.capacity {
            Capacity::Unlimited | Capacity::Unknown => cx.complain_with(
                &at("service"),
                text!(
                    "Wie viele Plätze „{name}“ hat, ist unbegrenzt oder unbekannt; mehr Plätze ändern daran nichts.",
                    "The places of `{name}` are unlimited or unknown; more of them change nothing."
                ),
                text!(
                    "Unter [services.{name}] die Zahl der Plätze nennen.",
                    "Give the number of places under [services.{name}]."
                ),
            ),
            Capacity::Town(_) if has_district => cx.complain_with(
                &at("district"),
                text!(
                    "Die Plätze von „{name}“ sind für die ganze Kommune da.",
                    "The places of `{name}` are for the whole town."
                ),
                text!("„district“ streichen.", "Drop `district`."),
            ),
            Capacity::Districts(_) if !has_district => cx.complain_with(
                &at("service"),
                text!(
                    "Die Plätze von „{name}“ gehören zu Stadtteilen; es fehlt, zu welchem die neuen gehören.",
                    "The places of `{name}` belong to districts; it is missing to which the new ones do."
                ),
                text!("„district“ nennen.", "Name a `district`."),
            ),
            Capacity::Town(_) | Capacity::Districts(_) => {}
        },
    }
    Some(id)
}

/// A service whose staff is known.
fn staff_of(cx: &mut Context, path: &[&str], name: &str, around: Around) -> Option<ServiceId> {
    let (id, service) = service_id(cx, path, "staff", name, around)?;
    let at = [path, &["staff", "service"]].concat();
    match service.offer {
        Offer::Places(_) => cx.complain_with(
            &at,
            text!(
                "„{name}“ hat Plätze, kein Personal, das gezählt wird.",
                "`{name}` has places, not staff that is counted."
            ),
            text!(
                "„seats“ statt „staff“ verwenden.",
                "Use `seats` instead of `staff`."
            ),
        ),
        Offer::Staff(staff) if staff.positions.is_none() => cx.complain_with(
            &at,
            text!(
                "Wie viele Stellen „{name}“ hat, ist unbekannt; mehr Stellen ändern daran nichts.",
                "How many positions `{name}` has is unknown; more of them change nothing."
            ),
            text!(
                "Unter [services.{name}] die Zahl der Stellen nennen („staff.positions“).",
                "Give the number of positions under [services.{name}] (`staff.positions`)."
            ),
        ),
        Offer::Staff(_) => {}
    }
    Some(id)
}
