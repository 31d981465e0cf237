//! The stress test for machines.

use super::StressReport;
use crate::findings::Estimate;
use crate::report::json::{SCHEMA, number};
use crate::stress::absorb::Absorbed;
use crate::stress::drill::{Cause, Drill};
use crate::stress::variant::{Change, Variant};
use serde_json::{Value, json};

/// All of it; words of people stand as they wrote them, the rest in English.
pub fn stress(report: &StressReport) -> Value {
    let question = report.question;
    json!({
        "schema": SCHEMA,
        "scenario": report.scenario.name,
        "seed": report.scenario.seed,
        "replications": question.replications,
        "certainty": number(question.certainty),
        "tolerated_share": number(question.tolerated),
        "start": report.scenario.calendar.date(question.start).to_string(),
        "aftermath_days": question.aftermath,
        "mix": question.mix.0.iter().map(|(group, part)| json!({
            "group": report.scenario.groups[group.index()].id,
            "share_of_households": number(*part),
        })).collect::<Vec<Value>>(),
        "left_out_days": report.left_out,
        "variants": report.variants.iter().zip(&report.answer.variants)
            .map(|(one, absorbed)| variant(report, one, absorbed)).collect::<Vec<Value>>(),
        "break_even": break_even(report),
        "drill": report.answer.drill.iter().map(|one| drill(report, one)).collect::<Vec<Value>>(),
        "requirement": report.requirement.map(|requirement| json!({
            "persons": requirement.persons,
            "days": requirement.days,
            "met": report.missed().is_none(),
        })),
    })
}

fn variant(report: &StressReport, variant: &Variant, absorbed: &[Absorbed]) -> Value {
    let (change, of) = code(report, &variant.change);
    json!({
        "change": change,
        "of": of,
        "absorbed": absorbed.iter().map(size).collect::<Vec<Value>>(),
    })
}

/// A variant's code and what it concerns.
pub fn code(report: &StressReport, change: &Change) -> (&'static str, Option<String>) {
    let step = |step: &usize| report.scenario.ladder[*step].id.clone();
    let site = |site: &crate::ids::SiteId| report.scenario.sites[site.index()].id.clone();
    let measure = |of: &usize| report.scenario.concept.measures[*of].id.clone();
    match change {
        Change::AsPlanned => ("as-planned", None),
        Change::NoSteps => ("without-ladder", None),
        Change::WithoutStep(of) => ("without-step", Some(step(of))),
        Change::AtOnce => ("ladder-at-once", None),
        Change::WithSite(of) => ("with-site", Some(site(of))),
        Change::WithoutSite(of) => ("without-site", Some(site(of))),
        Change::WithoutMeasure(of) => ("without-measure", Some(measure(of))),
        Change::WithMeasure(of) => ("with-measure", Some(measure(of))),
        Change::Set(typed) => ("with-value", Some(typed.clone())),
    }
}

/// The code of a cause and what it concerns.
pub fn cause(report: &StressReport, cause: &Cause) -> (&'static str, Option<String>) {
    match cause {
        Cause::Named(index) => ("shock", Some(report.scenario.shocks[*index].id.clone())),
        Cause::Fire(site) => (
            "fire-in-largest-site",
            Some(report.scenario.sites[site.index()].id.clone()),
        ),
        Cause::StaffIll(kind) => (
            "half-of-staff-missing",
            Some(report.scenario.kinds[kind.index()].id.clone()),
        ),
        Cause::LeaseLost(site) => ("lease-lost", Some(report.scenario.sites[site.index()].id.clone())),
    }
}

fn size(absorbed: &Absorbed) -> Value {
    json!({
        "days": absorbed.days,
        "persons": absorbed.persons,
        "low": absorbed.interval.map(|(low, _)| low),
        "high": absorbed.interval.map(|(_, high)| high),
        "level": 0.95,
        "households": absorbed.households,
        "absorbed_in": absorbed.absorbed,
        "beyond": absorbed.beyond,
        "short_without_surge_in": absorbed.short_before,
        "emergency_person_nights": estimate(absorbed.emergency_nights),
    })
}

fn break_even(report: &StressReport) -> Value {
    let multiplier = &report.answer.multiplier;
    json!({
        "factor": multiplier.factor.map(number),
        "low": multiplier.interval.map(|(low, _)| number(low)),
        "high": multiplier.interval.map(|(_, high)| number(high)),
        "level": 0.95,
        "enough_in": multiplier.absorbed,
        "enough_as_forecast_in": multiplier.as_forecast,
        "beyond": multiplier.beyond,
    })
}

fn drill(report: &StressReport, drill: &Drill) -> Value {
    let (code, of) = cause(report, &drill.cause);
    json!({
        "cause": code,
        "of": of,
        "date": drill.date.to_string(),
        "affected_persons": estimate(drill.affected),
        "worst_week_from": drill.worst_week.map(|(date, _)| date.to_string()),
        "worst_week_persons_without_regular_place": drill.worst_week.map(|(_, persons)| number(persons)),
        "unmet_person_nights": estimate(drill.unmet),
        "emergency_person_nights": estimate(drill.emergency),
        "below_standard_person_nights": estimate(drill.below_standard),
        "cost_eur": estimate(drill.cost_eur),
    })
}

fn estimate(estimate: Estimate) -> Value {
    json!({
        "value": number(estimate.value),
        "low": number(estimate.low),
        "high": number(estimate.high),
        "level": 0.95,
    })
}
