//! Sites that are there only because of a measure: a wing beside an existing site, or places of a
//! kind in a district. They are added behind all sites of the file and stay closed in runs without
//! the measure. Nothing is built for measures that can never act.

use super::context::Context;
use super::{durations, sites};
use crate::ids::{DistrictId, KindId, NeedSet, SiteId};
use crate::input::file::CostFile;
use crate::measure::{Concept, Effect, Measure, Wing};
use crate::site::{Opening, Rates, Site, Stock};
use crate::text;
use crate::units::Money;
use std::collections::BTreeMap;

/// Adds the sites of all measures that can act.
pub fn build(cx: &mut Context, concept: &mut Concept, all: &mut Vec<Site>) {
    refuse_two_owners(cx, concept, all);
    for measure in &mut concept.measures {
        if measure.obstacle(cx.calendar.start, cx.calendar.end()).is_some() {
            continue;
        }
        let dates = dates(cx, measure);
        let (id, name) = (measure.id.clone(), measure.name.clone());
        for (index, effect) in measure.effects.iter_mut().enumerate() {
            let head = Head {
                id: free_id(&format!("{id}-{}", index + 1), all),
                name: name.clone(),
                dates,
            };
            let (site, into) = match effect {
                Effect::PlacesAtSite { site, places, wing } => {
                    (beside(&all[site.index()], head, *places), wing)
                }
                Effect::PlacesOfKind {
                    kind,
                    district,
                    places,
                    wing,
                } => match of_kind(cx, head, *kind, *district, *places) {
                    Some(site) => (site, wing),
                    None => continue,
                },
                _ => continue,
            };
            *into = Some(Wing {
                site: SiteId::from(all.len()),
                opening: site.opening.clone(),
            });
            all.push(site);
        }
    }
}

struct Head {
    id: String,
    name: String,
    dates: (i64, Option<i64>),
}

fn dates(cx: &Context, measure: &Measure) -> (i64, Option<i64>) {
    let day = |date| cx.calendar.day(date);
    (
        measure.effects_begin().map_or(0, day),
        measure.effects_until().map(day),
    )
}

fn free_id(wanted: &str, all: &[Site]) -> String {
    let mut id = wanted.to_owned();
    while all.iter().any(|site| site.id == id) {
        id.push_str("-neu");
    }
    id
}

/// More places beside a site, with its rules and prices by place and person; no longer than it.
fn beside(site: &Site, head: Head, places: u32) -> Site {
    let (opens, closes) = match site.opening {
        Opening::Fixed { from, until } => (from, until),
        _ => (0, None),
    };
    let (from, until) = head.dates;
    Site {
        id: head.id,
        name: head.name,
        stock: Stock::Beds {
            nominal: places,
            usable: places,
        },
        offers: NeedSet::default(),
        opening: Opening::Planned {
            from: from.max(opens),
            until: [until, closes].into_iter().flatten().min(),
            delay: None,
            cancellation_probability: 0.0,
        },
        rates: Rates {
            fixed_per_day: Money::default(),
            activation: Money::default(),
            investment: Money::default(),
            ..site.rates
        },
        out_of_use: Vec::new(),
        age_limits: Vec::new(),
        informed: None,
        ..site.clone()
    }
}

/// A new site of a kind, as a planned one of the file with nothing but places would be.
fn of_kind(cx: &mut Context, head: Head, kind: KindId, district: DistrictId, places: u32) -> Option<Site> {
    let file = cx.file;
    let (name, written) = file.kinds.get_index(kind.index())?;
    let delay = written
        .delay
        .as_ref()
        .map(|delay| durations::resolve(cx, &["kinds", name, "delay"], delay));
    let (from, until) = head.dates;
    let share = written.usable_share.unwrap_or(super::USABLE_SHARE);
    Some(Site {
        id: head.id,
        name: head.name,
        district,
        position: None,
        kind,
        emergency: written.emergency,
        stock: Stock::Beds {
            nominal: places,
            usable: super::stock::usable(places, share),
        },
        offers: NeedSet::default(),
        opening: Opening::Planned {
            from,
            until,
            delay,
            cancellation_probability: written.cancellation_probability.unwrap_or(0.0),
        },
        closing_stop_days: file.policy.closing_stop_days,
        accepts: sites::accepts(written.accepts.as_deref()),
        max_household_size: written.max_household_size,
        age_limits: Vec::new(),
        rates: sites::rates(&CostFile::default(), &written.cost, places),
        out_of_use: Vec::new(),
        informed: None,
        lead_time_days: written.lead_time_days,
        notice_days: None,
    })
}

/// A site can stand for one measure only.
fn refuse_two_owners(cx: &mut Context, concept: &Concept, all: &[Site]) {
    let mut owners: BTreeMap<usize, &str> = BTreeMap::new();
    for measure in &concept.measures {
        for (index, effect) in measure.effects.iter().enumerate() {
            let Effect::Opens { site, .. } = effect else {
                continue;
            };
            if let Some(first) = owners.insert(site.index(), &measure.id) {
                let (number, name) = ((index + 1).to_string(), &all[site.index()].id);
                cx.complain_with(
                    &["measures", &measure.id, "effects", &number, "opens", "site"],
                    text!(
                        "„{name}“ gehört schon zur Maßnahme „{first}“.",
                        "`{name}` belongs to the measure `{first}` already."
                    ),
                    text!(
                        "Eine Unterkunft nur bei einer Maßnahme nennen.",
                        "Name a site with one measure only."
                    ),
                );
            }
        }
    }
}
