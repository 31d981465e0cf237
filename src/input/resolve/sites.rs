//! Sites: what they inherit from their kind, where they lie, when they are open.

use super::context::Context;
use super::{durations, location, needs, stock};
use crate::household::{Composition, HouseholdSet};
use crate::ids::KindId;
use crate::input::file::{CostFile, Household, KindFile, SiteFile, SiteState};
use crate::site::{AgeLimit, Kind, Opening, Rates, Site};
use crate::text;
use crate::town::Town;
use crate::units::Money;

/// All kinds, in order of the file.
pub fn kinds(cx: &mut Context) -> Vec<Kind> {
    let file = cx.file;
    for (id, kind) in &file.kinds {
        check_accepts(cx, &["kinds", id, "accepts"], kind.accepts.as_deref());
        if let Some(delay) = &kind.delay {
            durations::resolve(cx, &["kinds", id, "delay"], delay);
        }
    }
    let kinds = file.kinds.iter().map(|(id, kind)| Kind {
        id: id.clone(),
        name: kind.name.clone().unwrap_or_else(|| id.clone()),
        emergency: kind.emergency,
        scattered: kind.scattered,
    });
    kinds.collect()
}

/// All sites, in order of the file.
pub fn resolve(cx: &mut Context, town: &Town, needs: &[String]) -> Vec<Site> {
    let file = cx.file;
    let mut sites = Vec::new();
    for (id, site) in &file.sites {
        let kind = file.kinds.get_full(&site.kind);
        if kind.is_none() {
            cx.unknown_name(
                &["sites", id, "kind"],
                &site.kind,
                file.kinds.keys().map(String::as_str),
            );
        }
        let at = location::resolve(cx, id, site, town);
        if let (Some((index, _, kind)), Some(at)) = (kind, at) {
            sites.push(one(cx, id, site, (KindId::from(index), kind), at, needs));
        } else {
            check_dates(cx, id, site);
        }
    }
    sites
}

fn one(
    cx: &mut Context,
    id: &str,
    site: &SiteFile,
    (kind_id, kind): (KindId, &KindFile),
    at: location::Location,
    all_needs: &[String],
) -> Site {
    check_dates(cx, id, site);
    check_accepts(cx, &["sites", id, "accepts"], site.accepts.as_deref());
    let stock = stock::resolve(cx, id, site, kind, all_needs);
    let out_of_use = stock::out_of_use(cx, id, site, &stock);
    let mut resolved = Site {
        id: id.to_owned(),
        name: site.name.clone().unwrap_or_else(|| id.to_owned()),
        district: at.district,
        position: at.position,
        kind: kind_id,
        emergency: kind.emergency,
        stock,
        offers: needs::set(all_needs, site.offers.iter().map(String::as_str)),
        opening: opening(cx, id, site, kind),
        closing_stop_days: cx.file.policy.closing_stop_days,
        accepts: accepts(site.accepts.as_deref().or(kind.accepts.as_deref())),
        max_household_size: site.max_household_size.or(kind.max_household_size),
        rates: Rates::default(),
        out_of_use,
        informed: site.informed,
        lead_time_days: site.lead_time_days.or(kind.lead_time_days),
        notice_days: site.notice_days,
        age_limits: age_limits(cx, id, site),
    };
    resolved.rates = rates(&site.cost, &kind.cost, resolved.nominal_places());
    resolved
}

/// Places by age; an age class that ends before it begins would never bind.
fn age_limits(cx: &mut Context, id: &str, site: &SiteFile) -> Vec<AgeLimit> {
    for (index, limit) in site.age_limits.iter().enumerate() {
        let (from, to) = (limit.from_age, limit.to_age);
        if to < from {
            let number = (index + 1).to_string();
            let message = text!(
                "Die Altersgruppe endet mit {to} Jahren, bevor sie mit {from} beginnt.",
                "The age class ends at {to} years before it begins at {from}."
            );
            cx.complain(&["sites", id, "age_limits", &number, "to_age"], message);
        }
    }
    let limits = site.age_limits.iter().map(|limit| AgeLimit {
        from: limit.from_age,
        to: limit.to_age,
        places: limit.places,
    });
    limits.collect()
}

fn check_accepts(cx: &mut Context, path: &[&str], accepts: Option<&[Household]>) {
    if accepts.is_some_and(<[Household]>::is_empty) {
        let message = text!(
            "Wenn niemand hier wohnen darf, hilft die Unterkunft nicht.",
            "If nobody may live here, the site is of no use."
        );
        cx.complain_with(
            path,
            message,
            text!(
                "„accepts“ weglassen, wenn alle hier wohnen dürfen.",
                "Leave out `accepts` if everybody may live here."
            ),
        );
    }
}

/// Who may live in a site; nothing said: everybody.
pub fn accepts(listed: Option<&[Household]>) -> HouseholdSet {
    let composition = |household: &Household| match household {
        Household::Families => Composition::Family,
        Household::SingleMen => Composition::SingleMan,
        Household::SingleWomen => Composition::SingleWoman,
    };
    listed.map_or(HouseholdSet::ALL, |listed| {
        listed.iter().map(composition).collect()
    })
}

/// Costs by day: the site's own, else the kind's, else none.
pub fn rates(site: &CostFile, kind: &CostFile, places: u32) -> Rates {
    let of = |value: fn(&CostFile) -> Option<f64>| value(site).or(value(kind)).unwrap_or(0.0);
    let per_place = of(|cost| cost.investment_per_place_eur);
    Rates {
        fixed_per_day: Money::per_day_from_month(of(|cost| cost.fixed_per_month_eur)),
        per_place_day: Money::per_day_from_month(of(|cost| cost.per_place_month_eur)),
        per_person_day: Money::per_day_from_month(of(|cost| cost.per_person_month_eur)),
        activation: Money::from_eur(of(|cost| cost.activation_eur)),
        investment: Money::from_eur(per_place * f64::from(places)),
    }
}

fn check_dates(cx: &mut Context, id: &str, site: &SiteFile) {
    let ends = [("until", site.until), ("lease_end", site.lease_end)];
    for (key, end) in ends {
        if let (Some(from), Some(end)) = (site.from, end)
            && end < from
            && !cx.is_faulty(&["sites", id, "from"])
        {
            let message = text!(
                "Die Unterkunft endet am {end}, bevor sie am {from} beginnt.",
                "The site ends on {end} before it begins on {from}."
            );
            cx.complain(&["sites", id, key], message);
        }
    }
    if let (Some(informed), Some(from)) = (site.informed, site.from)
        && informed > from
    {
        let message = text!(
            "Die Nachbarschaft wird erst am {informed} informiert, die Unterkunft öffnet schon am {from}.",
            "The neighbours are informed on {informed} only; the site opens on {from} already."
        );
        cx.notice(&["sites", id, "informed"], message);
    }
}

fn opening(cx: &mut Context, id: &str, site: &SiteFile, kind: &KindFile) -> Opening {
    let from = site.from.map_or(0, |date| cx.calendar.day(date));
    let until = [site.until, site.lease_end]
        .into_iter()
        .flatten()
        .min()
        .map(|date| cx.calendar.day(date));
    match site.state {
        SiteState::Active => Opening::Fixed { from, until },
        SiteState::Option => Opening::Never,
        SiteState::Standby => Opening::OnNeed {
            from,
            until,
            lead_time_days: standby_lead(cx, id, site, kind),
        },
        SiteState::Planned => {
            let delay = delay(cx, id, site, kind);
            if from < 0 {
                cx.notice(&["sites", id, "from"], text!(
                    "Die Unterkunft ist geplant, ihr Tag liegt aber vor dem Anfang des Szenarios; ist sie schon offen, gehört hierher „active“.",
                    "The site is planned, but its day comes before the scenario begins; if it is open already, it is `active`."
                ));
            }
            if site.from.is_none() {
                let message = text!(
                    "Eine geplante Unterkunft braucht den Tag, an dem sie öffnen soll („from“).",
                    "A planned site needs the day on which it is to open (`from`)."
                );
                cx.complain(&["sites", id, "from"], message);
            }
            Opening::Planned {
                from,
                until,
                delay,
                cancellation_probability: site
                    .cancellation_probability
                    .or(kind.cancellation_probability)
                    .unwrap_or(0.0),
            }
        }
    }
}

fn delay(cx: &mut Context, id: &str, site: &SiteFile, kind: &KindFile) -> Option<crate::stay::Duration> {
    match &site.delay {
        Some(delay) => Some(durations::resolve(cx, &["sites", id, "delay"], delay)),
        None => kind
            .delay
            .as_ref()
            .map(|delay| durations::resolve(cx, &["kinds", &site.kind, "delay"], delay)),
    }
}

fn standby_lead(cx: &mut Context, id: &str, site: &SiteFile, kind: &KindFile) -> u32 {
    if !kind.emergency {
        let name = &site.kind;
        let message = text!(
            "In Bereitschaft stehen nur Notunterkünfte, „{name}“ ist keine.",
            "Only emergency accommodation stands by; `{name}` is none."
        );
        cx.complain_with(&["sites", id, "state"], message, text!(
            "In [kinds.{name}] „emergency = true“ setzen oder einen anderen Zustand wählen: active, planned, option.",
            "Set `emergency = true` in [kinds.{name}] or choose another state: active, planned, option."
        ));
    }
    let lead = site.lead_time_days.or(kind.lead_time_days);
    if lead.is_none() {
        let message = text!(
            "Die Vorlaufzeit („lead_time_days“) ist nicht angegeben; gerechnet wird mit 0 Tagen.",
            "The lead time (`lead_time_days`) is not given; 0 days are assumed."
        );
        cx.notice(&["sites", id, "state"], message);
    }
    lead.unwrap_or(0)
}
