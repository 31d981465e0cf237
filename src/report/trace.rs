//! The full log of one replication, for analysts: CSV and JSON, one line per event.

use super::tables::harmless;
use crate::scenario::Scenario;
use crate::simulation::TraceEntry;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Columns `date,event,household,persons,site,group,step`. Households are numbered within the
/// replication in the order in which they come to town.
pub fn csv(scenario: &Scenario, trace: &[TraceEntry]) -> String {
    let mut out = String::from("date,event,household,persons,site,group,step\n");
    for entry in trace {
        let household = entry
            .household
            .map(|number| number.to_string())
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "{},{},{household},{},{},{},{}",
            scenario.calendar.date(entry.day),
            entry.event.code(),
            entry.persons,
            quoted(site(scenario, entry)),
            quoted(group(scenario, entry)),
            quoted(step(scenario, entry)),
        );
    }
    out
}

/// The same as `{"schema":1,"trace":[…]}`.
pub fn json(scenario: &Scenario, trace: &[TraceEntry]) -> Value {
    let entries: Vec<Value> = trace
        .iter()
        .map(|entry| {
            json!({
                "date": scenario.calendar.date(entry.day).to_string(),
                "event": entry.event.code(),
                "household": entry.household,
                "persons": entry.persons,
                "site": site(scenario, entry),
                "group": group(scenario, entry),
                "step": step(scenario, entry),
            })
        })
        .collect();
    json!({ "schema": 1, "trace": entries })
}

fn site<'a>(scenario: &'a Scenario, entry: &TraceEntry) -> Option<&'a str> {
    entry.site.map(|site| scenario.sites[site].id.as_str())
}

fn group<'a>(scenario: &'a Scenario, entry: &TraceEntry) -> Option<&'a str> {
    entry.group.map(|group| scenario.groups[group].id.as_str())
}

fn step<'a>(scenario: &'a Scenario, entry: &TraceEntry) -> Option<&'a str> {
    entry.step.map(|step| scenario.ladder[step].id.as_str())
}

/// A stranger's id as a CSV field that no spreadsheet takes for a formula.
fn quoted(field: Option<&str>) -> String {
    let field = harmless(field.unwrap_or_default());
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field
    }
}
