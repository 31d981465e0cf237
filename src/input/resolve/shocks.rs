//! Shocks: names become sites and kinds, the area under water becomes the sites in it.

use super::context::Context;
use super::surges::group;
use super::{flood, starts};
use crate::ids::{KindId, ServiceId, SiteId};
use crate::input::file::{EvacuatedFile, EventFile, ShockFile};
use crate::input::tree::dotted;
use crate::shock::{Effect, Evacuated, Outage, Shock, Struck};
use crate::site::{Opening, Site};
use crate::surge::Start;
use crate::text;

/// All shocks, in order of the file.
pub fn resolve(cx: &mut Context, sites: &[Site]) -> Vec<Shock> {
    let file = cx.file;
    let mut shocks = Vec::new();
    for (id, shock) in &file.shocks {
        shocks.extend(one(cx, id, shock, sites));
    }
    complain_of_overlaps(cx, &shocks, sites);
    shocks
}

fn one(cx: &mut Context, id: &str, file: &ShockFile, sites: &[Site]) -> Option<Shock> {
    let is_project = matches!(
        file.event,
        EventFile::ProjectLate { .. } | EventFile::ProjectCancelled { .. }
    );
    let start = if is_project {
        project_start(cx, id, file)
    } else {
        start(cx, id, file)
    };
    let effect = effect(cx, id, &file.event, sites)?;
    notice_absent(cx, id, start, &effect, sites);
    Some(Shock {
        id: id.to_owned(),
        name: file.name.clone().unwrap_or_else(|| id.to_owned()),
        start,
        effect,
    })
}

fn start(cx: &mut Context, id: &str, file: &ShockFile) -> Start {
    if file.probability.is_some() {
        let message = text!(
            "Die Wahrscheinlichkeit eines Schocks steht in seinem Zeitraum („window“).",
            "The probability of a shock stands in its window (`window`)."
        );
        cx.complain(&["shocks", id, "probability"], message);
    }
    if let Some(date) = file.date {
        starts::inside(cx, &["shocks", id, "date"], date);
    }
    starts::resolve(cx, &["shocks", id], ("date", file.date), file.window.as_ref())
}

/// A project is late or does not come: only the probability is open.
fn project_start(cx: &mut Context, id: &str, file: &ShockFile) -> Start {
    for (key, given) in [("date", file.date.is_some()), ("window", file.window.is_some())] {
        if given {
            let message = text!(
                "Ein Vorhaben verspätet sich gegenüber seinem eigenen Tag; hierher gehört höchstens „probability“.",
                "A project is late by its own day; at most `probability` belongs here."
            );
            cx.complain(&["shocks", id, key], message);
        }
    }
    Start::Within {
        from: 0,
        until: 0,
        probability: file.probability.unwrap_or(1.0),
    }
}

fn effect(cx: &mut Context, id: &str, event: &EventFile, sites: &[Site]) -> Option<Effect> {
    let key = |event: &'static str, name: &'static str| ["shocks", id, "event", event, name];
    let outage = |sites, share, days| {
        Effect::Outage(Outage {
            sites,
            share,
            days,
            evacuated: None,
        })
    };
    Some(match event {
        EventFile::Fire { site, share, days } => {
            let struck = match site {
                Some(site) => Struck::These(vec![site_by_id(cx, &key("fire", "site"), site, sites)?]),
                None => Struck::Largest,
            };
            outage(struck, *share, *days)
        }
        EventFile::Flood {
            sites: named,
            days,
            evacuated: residents,
            ..
        } => {
            let named = flooded(cx, id, named, sites);
            let struck = flood::sites(cx, id, named, sites, residents.is_some());
            Effect::Outage(Outage {
                sites: Struck::These(struck),
                share: 1.0,
                days: *days,
                evacuated: residents.as_ref().and_then(|file| evacuated(cx, id, file)),
            })
        }
        EventFile::LeaseEnded { site } => {
            let site = site_by_id(cx, &key("lease-ended", "site"), site, sites)?;
            outage(Struck::These(vec![site]), 1.0, None)
        }
        EventFile::ProjectLate { site, days } => {
            project(cx, &key("project-late", "site"), site, Some(*days), sites)?
        }
        EventFile::ProjectCancelled { site } => {
            project(cx, &key("project-cancelled", "site"), site, None, sites)?
        }
        EventFile::StaffLost {
            kind: Some(kind),
            service: None,
            share,
            days,
        } => {
            let kind = kind_by_id(cx, &key("staff-lost", "kind"), kind)?;
            outage(Struck::These(of_kind(sites, kind)), *share, Some(*days))
        }
        EventFile::StaffLost {
            kind: None,
            service: Some(service),
            share,
            days,
        } => Effect::Service {
            service: service_by_id(cx, &key("staff-lost", "service"), service)?,
            share: *share,
            days: *days,
        },
        EventFile::StaffLost { .. } => {
            either_kind_or_service(cx, id);
            return None;
        }
        EventFile::PriceRise { kind, percent } => Effect::Price {
            kind: match kind {
                Some(kind) => Some(kind_by_id(cx, &key("price-rise", "kind"), kind)?),
                None => None,
            },
            rise: percent / 100.0,
        },
    })
}

fn of_kind(sites: &[Site], kind: KindId) -> Vec<SiteId> {
    let of_kind = |(_, site): &(usize, &Site)| site.kind == kind;
    let numbered = sites.iter().enumerate().filter(of_kind);
    numbered.map(|(index, _)| SiteId::from(index)).collect()
}

fn flooded(cx: &mut Context, id: &str, named: &[String], sites: &[Site]) -> Vec<SiteId> {
    let mut found = Vec::new();
    for (index, name) in named.iter().enumerate() {
        let number = (index + 1).to_string();
        let path = ["shocks", id, "event", "flood", "sites", &number];
        found.extend(site_by_id(cx, &path, name, sites));
    }
    found
}

fn evacuated(cx: &mut Context, id: &str, file: &EvacuatedFile) -> Option<Evacuated> {
    let path = ["shocks", id, "event", "flood", "evacuated", "group"];
    Some(Evacuated {
        group: group(cx, &path, &file.group)?,
        households: file.households,
    })
}

fn site_by_id(cx: &mut Context, path: &[&str], id: &str, sites: &[Site]) -> Option<SiteId> {
    let file = cx.file;
    if !file.sites.contains_key(id) {
        cx.unknown_name(path, id, file.sites.keys().map(String::as_str));
    }
    sites.iter().position(|site| site.id == id).map(SiteId::from)
}

fn kind_by_id(cx: &mut Context, path: &[&str], id: &str) -> Option<KindId> {
    let file = cx.file;
    let found = file.kinds.get_index_of(id).map(KindId::from);
    if found.is_none() {
        cx.unknown_name(path, id, file.kinds.keys().map(String::as_str));
    }
    found
}

fn service_by_id(cx: &mut Context, path: &[&str], id: &str) -> Option<ServiceId> {
    let file = cx.file;
    let found = file.services.get_index_of(id).map(ServiceId::from);
    if found.is_none() {
        cx.unknown_name(path, id, file.services.keys().map(String::as_str));
    }
    found
}

fn either_kind_or_service(cx: &mut Context, id: &str) {
    let message = text!(
        "Wem fehlt das Personal? Hierher gehört entweder eine Unterkunftsart („kind“) oder ein Angebot („service“).",
        "Whose staff are missing? Either a kind (`kind`) or a service (`service`) belongs here."
    );
    let help = text!(
        "Eines von beiden nennen; für beide zwei Schocks schreiben.",
        "Name one of the two; for both, write two shocks."
    );
    cx.complain_with(&["shocks", id, "event", "staff-lost"], message, help);
}

/// Only what is still to come can be late.
fn project(
    cx: &mut Context,
    path: &[&str],
    id: &str,
    later_days: Option<u32>,
    sites: &[Site],
) -> Option<Effect> {
    let site = site_by_id(cx, path, id, sites)?;
    let is_to_come = match &sites[site.index()].opening {
        Opening::Fixed { from, .. } => *from > 0,
        Opening::Planned { .. } => true,
        Opening::OnNeed { .. } | Opening::Never => false,
    };
    if !is_to_come {
        let message = text!(
            "„{id}“ öffnet nicht erst in dieser Zeit; verspäten oder ausfallen kann nur, was noch kommen soll.",
            "`{id}` does not open in this time; only what is still to come can be late or cancelled."
        );
        let help = text!(
            "In [sites.{id}] „from“ auf einen Tag nach dem Anfang setzen, oder einen Schock nehmen, der eine bestehende Unterkunft trifft (fire, lease-ended).",
            "Set `from` in [sites.{id}] to a day after the start, or take a shock that strikes an existing site (fire, lease-ended)."
        );
        cx.complain_with(path, message, help);
    }
    Some(Effect::Project { site, later_days })
}

/// A shock that finds nobody is seldom meant.
fn notice_absent(cx: &mut Context, id: &str, start: Start, effect: &Effect, sites: &[Site]) {
    let (
        Start::On(day),
        Effect::Outage(Outage {
            sites: Struck::These(struck),
            ..
        }),
    ) = (start, effect)
    else {
        return;
    };
    let is_there = |site: &SiteId| match sites[site.index()].opening {
        Opening::Fixed { from, until } => from <= day && until.is_none_or(|until| until >= day),
        Opening::Planned { until, .. } | Opening::OnNeed { until, .. } => {
            until.is_none_or(|until| until >= day)
        }
        Opening::Never => false,
    };
    for site in struck.iter().filter(|site| !is_there(site)) {
        let name = &sites[site.index()].id;
        let message = text!(
            "Die Unterkunft „{name}“ ist an diesem Tag nicht in Betrieb; der Schock trifft dort niemanden.",
            "The site `{name}` is not in use on this day; the shock strikes nobody there."
        );
        cx.notice(&["shocks", id], message);
    }
}

/// Two shocks with fixed days must not close the same site at the same time: which of them
/// people lost their place to could not be said.
fn complain_of_overlaps(cx: &mut Context, shocks: &[Shock], sites: &[Site]) {
    let outages: Vec<(&Shock, i64, i64, &[SiteId])> = shocks.iter().filter_map(closing).collect();
    for (at, (shock, from, end, struck)) in outages.iter().enumerate() {
        for (other, other_from, other_end, others) in &outages[..at] {
            let shared = struck.iter().find(|site| others.contains(site));
            let Some(site) = shared.filter(|_| from < other_end && other_from < end) else {
                continue;
            };
            let (name, other) = (&sites[site.index()].id, dotted(&["shocks", &other.id]));
            let message = text!(
                "Die Unterkunft „{name}“ ist an diesem Tag schon durch [{other}] geschlossen.",
                "The site `{name}` is closed by [{other}] already on this day."
            );
            let help = text!(
                "Einen der beiden Tage verschieben, die Dauer („days“) kürzen oder eine andere Unterkunft nennen.",
                "Move one of the two days, shorten `days`, or name another site."
            );
            cx.complain_with(&["shocks", &shock.id, "date"], message, help);
        }
    }
}

/// From when to when a shock with a fixed day closes which sites.
fn closing(shock: &Shock) -> Option<(&Shock, i64, i64, &[SiteId])> {
    let (Start::On(day), Effect::Outage(outage)) = (shock.start, &shock.effect) else {
        return None;
    };
    let Struck::These(sites) = &outage.sites else {
        return None;
    };
    let end = outage.days.map_or(i64::MAX, |days| day + i64::from(days));
    (outage.share >= 1.0).then_some((shock, day, end, sites))
}
