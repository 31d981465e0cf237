//! The implementation report for machines.

use super::summary::{counts, is_covered, is_late};
use super::{Progress, agenda, changes, worth};
use crate::measure::participation::{self, Breach, Opened};
use crate::measure::{Measure, Status, standing};
use crate::report::json::{SCHEMA, number};
use crate::text::Lang;
use serde_json::{Map, Value, json};

/// The report; what people wrote stands as they wrote it, the rest in one language.
pub fn progress(progress: &Progress, lang: Lang) -> Value {
    let concept = progress.concept();
    json!({
        "schema": SCHEMA,
        "scenario": progress.scenario.name,
        "date": progress.date.to_string(),
        "since": progress.since.map(|date| date.to_string()),
        "replications": progress.findings.replications,
        "seed": progress.findings.seed,
        "summary": summary(progress),
        "fields": concept.fields.iter().enumerate().map(|(index, field)| json!({
            "id": field.id,
            "name": field.name.in_lang(lang),
            "goal": field.goal,
            "figures": field.figures,
            "measures": concept.measures_of(index).map(|one| measure(progress, one)).collect::<Vec<Value>>(),
        })).collect::<Vec<Value>>(),
        "demands": concept.demands.iter().enumerate().map(|(index, demand)| json!({
            "id": demand.id,
            "name": demand.name.in_lang(lang),
            "answered": is_covered(progress, index),
            "measures": concept.answers_to(index).map(|one| one.id.as_str()).collect::<Vec<&str>>(),
            "source": demand.source,
        })).collect::<Vec<Value>>(),
        "worth": progress.worth.map(|found| worth::json(progress, found)),
        "openings": openings(progress),
        "simulated_openings": simulated(progress),
        "changes": changes::entries(progress).iter().map(|change| json!({
            "date": change.date.to_string(),
            "what": change.what.in_lang(lang),
            "change": change.change.in_lang(lang),
        })).collect::<Vec<Value>>(),
        "calendar": agenda::entries(progress).iter().map(|entry| json!({
            "date": entry.date.to_string(),
            "sort": entry.sort.code(),
            "what": entry.what.in_lang(lang),
            "who": entry.who.as_ref().map(|who| who.in_lang(lang)),
        })).collect::<Vec<Value>>(),
    })
}

fn summary(progress: &Progress) -> Value {
    let counts = counts(progress);
    let status: Map<String, Value> = Status::ALL
        .iter()
        .zip(counts.by_status)
        .map(|(status, count)| (status.code().to_owned(), json!(count)))
        .collect();
    json!({
        "measures": counts.measures,
        "by_status": status,
        "late": counts.late,
        "waiting_for_permission": counts.waiting,
        "demands": counts.demands,
        "demands_without_answer": counts.uncovered,
        "openings": counts.openings,
        "openings_without_timely_information": counts.breaches,
        "due_in_twelve_months": counts.due,
    })
}

fn measure(progress: &Progress, measure: &Measure) -> Value {
    let concept = progress.concept();
    let indicator = measure.indicator.map(|index| &concept.indicators[index]);
    let known = indicator.and_then(|indicator| indicator.known_on(progress.date));
    let reached = indicator.and_then(|indicator| standing::share_reached(measure, indicator, progress.date));
    json!({
        "id": measure.id,
        "measure": measure.name,
        "goal": measure.goal,
        "owner": measure.owner,
        "partners": measure.partners,
        "target_group": measure.target_group,
        "status": measure.status.code(),
        "feasibility": measure.feasibility.code(),
        "late": is_late(measure, progress),
        "start": measure.start.map(|date| date.to_string()),
        "end": measure.end.map(|date| date.to_string()),
        "cost_once_eur": measure.cost_once_eur.map(number),
        "cost_per_year_eur": measure.cost_per_year_eur.map(number),
        "funding": measure.funding,
        "indicator": indicator.map(|indicator| json!({
            "id": indicator.id,
            "name": indicator.name,
            "unit": indicator.unit,
            "baseline": indicator.baseline.map(number),
            "value": known.map(|(_, value)| number(value)),
            "value_date": known.map(|(date, _)| date.to_string()),
            "target": measure.target.map(number),
            "target_date": standing::due(measure).map(|date| date.to_string()),
            "share_reached": reached.map(number),
        })),
        "next_step": measure.next_step,
        "next_date": measure.next_date.map(|date| date.to_string()),
        "risk": measure.risk,
        "covers": measure.covers.iter().map(|index| concept.demands[*index].id.as_str()).collect::<Vec<&str>>(),
        "has_model_effect": !measure.effects.is_empty(),
        "acts": measure.acts,
        "source": measure.source,
    })
}

fn openings(progress: &Progress) -> Vec<Value> {
    let sites = &progress.scenario.sites;
    let openings = participation::dated_openings(sites, progress.scenario.calendar.start);
    let one = |opened: &Opened| {
        let informed = participation::informed_on(progress.concept(), sites, opened.site);
        json!({
            "site": sites[opened.site.index()].id,
            "date": opened.date.to_string(),
            "informed": informed.map(|date| date.to_string()),
            "breaches": participation::breaches(progress.concept(), sites, opened)
                .into_iter().map(breach).collect::<Vec<Value>>(),
        })
    };
    openings.iter().map(one).collect()
}

fn breach(breach: Breach) -> Value {
    match breach {
        Breach::NotInformed => json!({ "rule": "informed" }),
        Breach::TooLate { days, required } => {
            json!({ "rule": "days_before", "days": days, "required": required })
        }
        Breach::NoFollowUp { within } => json!({ "rule": "follow_up", "within": within }),
    }
}

fn simulated(progress: &Progress) -> Value {
    let notice = progress.notice;
    let estimate = |one: crate::findings::Estimate| json!({ "value": number(one.value), "low": number(one.low), "high": number(one.high) });
    json!({
        "replications": notice.replications,
        "replications_with_breach": notice.count,
        "breaches": estimate(notice.breaches),
        "replications_without_follow_up": notice.count_without_follow_up,
        "without_follow_up": estimate(notice.without_follow_up),
        "sites": notice.sites.iter().map(|site| json!({
            "site": progress.scenario.sites[site.site.index()].id,
            "replications_opened": site.opened,
            "openings": estimate(site.openings),
            "breaches": estimate(site.breaches),
            "without_follow_up": estimate(site.without_follow_up),
            "step": site.step,
        })).collect::<Vec<Value>>(),
    })
}
