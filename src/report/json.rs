//! `figures.json` and what else machines read as JSON. Numbers are the shortest that come back
//! the same; what is no number is `null`.

use crate::findings::ladder::StepFindings;
use crate::findings::parts::{Part, PartValue, Sort};
use crate::findings::services::ServiceFindings;
use crate::findings::warning::{BottleneckFindings, RemedyFindings, WarningFindings};
use crate::findings::{
    DistrictFindings, Estimate, Figure, Findings, MonthRisk, Quantity, ShockFindings, SurgeFindings,
};
use serde_json::{Value, json};

/// The schema of our JSON files.
pub const SCHEMA: u32 = 1;

/// The figures of a run.
pub fn figures(findings: &Findings) -> Value {
    let mut all = json!({
        "schema": SCHEMA,
        "scenario": findings.scenario,
        "replications": findings.replications,
        "seed": findings.seed,
        "figures": findings.figures.iter().map(figure).collect::<Vec<Value>>(),
        "districts": findings.districts.iter().map(district).collect::<Vec<Value>>(),
        "months": findings.shortage_by_month.iter().map(month).collect::<Vec<Value>>(),
    });
    if let Some(variant) = &findings.variant {
        all["variant"] = variant.to_json();
    }
    if !findings.services.is_empty() {
        let services = findings.services.iter().map(|of| service(findings, of));
        all["services"] = services.collect();
    }
    if !findings.steps.is_empty() {
        all["steps"] = findings.steps.iter().map(step).collect();
    }
    // The figures of services stand there already.
    let parts = findings.parts.iter().filter(|part| part.sort != Sort::Service);
    let parts: Vec<Value> = parts.map(part).collect();
    if !parts.is_empty() {
        all["parts"] = parts.into();
    }
    all
}

/// A surge, a shock, a step or a year with its figures over all replications.
fn part(part: &Part) -> Value {
    let value = |value: &PartValue| {
        let mut told = figure(&value.figure);
        told["id"] = json!(value.id);
        told
    };
    json!({
        "sort": part.sort.code(),
        "id": part.id,
        "name": part.name.en,
        "name_de": part.name.de,
        "figures": part.values.iter().map(value).collect::<Vec<Value>>(),
    })
}

fn service(findings: &Findings, service: &ServiceFindings) -> Value {
    let district = |(district, figures): (&DistrictFindings, &Vec<Figure>)| {
        let mut of = at_home(figures);
        of["district"] = json!(district.id);
        of
    };
    let days = |(district, figures): (&DistrictFindings, &Vec<Figure>)| {
        let mut of = person_days(figures);
        of["district"] = json!(district.id);
        of
    };
    let districts = || findings.districts.iter().zip(&service.districts);
    json!({
        "id": service.id,
        "name": service.name,
        "known": service.is_known(),
        "figures": service.figures.iter().map(figure).collect::<Vec<Value>>(),
        "by_district": districts().map(district).collect::<Vec<Value>>(),
        "without_home": at_home(&service.without_home),
        "waiting_person_days_by_district": districts().map(days).collect::<Vec<Value>>(),
        "waiting_person_days_without_home": person_days(&service.without_home),
    })
}

/// The figures of a home, each as an estimate under its id.
fn at_home(figures: &[Figure]) -> Value {
    let of = |figure: &Figure| (figure.id.to_owned(), ends(figure));
    Value::Object(figures.iter().map(of).collect())
}

fn person_days(figures: &[Figure]) -> Value {
    let days = figures.iter().find(|figure| figure.id == "waiting_person_days");
    days.map_or_else(|| estimate(Estimate::default()), ends)
}

fn ends(figure: &Figure) -> Value {
    json!({
        "value": quantity(figure.value),
        "low": quantity(figure.low),
        "high": quantity(figure.high),
    })
}

/// Persons housed per 1,000 residents, mean over the nights.
fn district(district: &DistrictFindings) -> Value {
    let Estimate { value, low, high } = district.per_thousand;
    json!({
        "id": district.id,
        "name": district.name,
        "residents": number(district.residents),
        "per_thousand": number(value),
        "low": number(low),
        "high": number(high),
    })
}

/// The risk of shortage in a month.
fn month(month: &MonthRisk) -> Value {
    let Estimate { value, low, high } = month.probability;
    json!({
        "month": month.month.to_string()[..7],
        "count": month.count,
        "probability": number(value),
        "low": number(low),
        "high": number(high),
    })
}

fn estimate(estimate: Estimate) -> Value {
    json!({
        "value": number(estimate.value),
        "low": number(estimate.low),
        "high": number(estimate.high),
    })
}

/// A step of the ladder: every value as `{"value":…,"low":…,"high":…,"unit":…}`.
fn step(step: &StepFindings) -> Value {
    let mut all = json!({
        "id": step.id,
        "name": step.name,
        "reached": step.reached,
        "too_late": step.too_late,
        "days_to_unmet": step.days_to_unmet.map_or(Value::Null, number),
        "mostly_too_late": step.is_mostly_too_late(),
        "first_date": step.first_date.map(|(date, _)| date.to_string()),
        "first_date_low": step.first_date.and_then(|(_, ends)| ends).map(|(low, _)| low.to_string()),
        "first_date_high": step.first_date.and_then(|(_, ends)| ends).map(|(_, high)| high.to_string()),
    });
    for (id, unit, estimate) in step.values() {
        all[id] = json!({
            "value": number(estimate.value),
            "low": number(estimate.low),
            "high": number(estimate.high),
            "unit": unit.code(),
        });
    }
    all
}

fn figure(figure: &Figure) -> Value {
    json!({
        "id": figure.id,
        "unit": figure.unit.code(),
        "value": quantity(figure.value),
        "low": quantity(figure.low),
        "high": quantity(figure.high),
        "level": number(figure.level),
        "p05": figure.spread.map_or(Value::Null, |(low, _)| quantity(low)),
        "p95": figure.spread.map_or(Value::Null, |(_, high)| quantity(high)),
        "count": figure.count,
        "name": figure.name.en,
        "definition": figure.definition.en,
        "name_de": figure.name.de,
        "definition_de": figure.definition.de,
    })
}

/// How the town would have been warned of bottlenecks.
pub fn warning(findings: &Findings, warning: &WarningFindings) -> Value {
    json!({
        "schema": SCHEMA,
        "scenario": findings.scenario,
        "replications": findings.replications,
        "seed": findings.seed,
        "horizon_weeks": warning.horizon_weeks,
        "bottlenecks": warning.bottlenecks.iter().map(bottleneck).collect::<Vec<Value>>(),
    })
}

fn bottleneck(of: &BottleneckFindings) -> Value {
    let mut all = json!({
        "id": of.id,
        "count": of.count,
        "warned_count": of.warned,
        "from_the_start_count": of.from_the_start,
        "begins": quantity(of.begins),
        "first_warning": quantity(of.first_warning),
        "remedies": of.remedies.iter().map(|one| remedy(one, of.count)).collect::<Vec<Value>>(),
    });
    for (name, _, value) in of.values() {
        all[name] = value.map_or(Value::Null, estimate);
    }
    all
}

fn remedy(one: &RemedyFindings, count: u32) -> Value {
    json!({
        "name": one.what.code(),
        "sort": one.what.sort(),
        "lead_days": one.lead_days,
        "in_time_count": one.in_time,
        "in_time_share": if count > 0 { estimate(one.share) } else { Value::Null },
    })
}

/// What surges and shocks did, over the replications in which they came.
pub fn shocks(findings: &Findings) -> Value {
    json!({
        "schema": SCHEMA,
        "scenario": findings.scenario,
        "replications": findings.replications,
        "seed": findings.seed,
        "surges": findings.surges.iter().map(surge).collect::<Vec<Value>>(),
        "shocks": findings.shocks.iter().map(shock).collect::<Vec<Value>>(),
    })
}

fn surge(surge: &SurgeFindings) -> Value {
    json!({
        "id": surge.id,
        "name": surge.name,
        "count": surge.count,
        "probability": estimate(surge.probability),
        "begins": quantity(surge.begins),
        "came_persons": estimate(surge.came),
        "hosted_persons": estimate(surge.hosted),
    })
}

fn shock(shock: &ShockFindings) -> Value {
    json!({
        "id": shock.id,
        "name": shock.name,
        "count": shock.count,
        "probability": estimate(shock.probability),
        "day": quantity(shock.day),
        "sites": estimate(shock.sites),
        "places": estimate(shock.places),
        "displaced_persons": estimate(shock.displaced),
        "evacuated_persons": estimate(shock.evacuated),
        "waiting_peak_persons": estimate(shock.waiting_peak),
        "waiting_person_nights": estimate(shock.waiting_nights),
        "nights_until_rehoused": shock.nights_until_rehoused.map_or(Value::Null, estimate),
        "nights_until_rehoused_p95": shock.nights_until_rehoused_p95.map_or(Value::Null, number),
        "still_waiting_count": shock.still_waiting,
    })
}

/// A value: a number, an ISO date, or nothing.
pub fn quantity(quantity: Quantity) -> Value {
    match quantity {
        Quantity::Number(value) => number(value),
        Quantity::Date(date) => Value::String(date.to_string()),
        Quantity::None => Value::Null,
    }
}

/// A number, whole where it is; never one that is none.
pub fn number(value: f64) -> Value {
    const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;
    if !value.is_finite() {
        return Value::Null;
    }
    if libm::floor(value) == value && value.abs() < LARGEST_EXACT {
        return json!(value as i64);
    }
    json!(value)
}

/// A value as people would write it: text without quotes, whole numbers without `.0`.
pub fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(float) if float.is_f64() => float.as_f64().map_or(Value::Null, number).to_string(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_nan() {
        assert_eq!(number(3.0).to_string(), "3");
        assert_eq!(number(0.1).to_string(), "0.1");
        assert_eq!(number(-0.0).to_string(), "0");
        assert_eq!(number(f64::NAN), Value::Null);
        assert_eq!(number(f64::INFINITY), Value::Null);
    }

    #[test]
    fn values_are_written_as_people_write_them() {
        assert_eq!(written(&json!(60.0)), "60");
        assert_eq!(written(&json!("weekly")), "weekly");
        assert_eq!(written(&json!(null)), "null");
        assert_eq!(
            written(&json!(18_446_744_073_709_551_615_u64)),
            "18446744073709551615"
        );
    }
}
