//! `quartier check`: everything that `run` would refuse, told at once.

use super::{Context, Failure, Format, output};
use crate::complaint::{Complaint, Complaints, printable};
use crate::input::{self, Changes, Loaded};
use crate::site::Site;
use crate::text;
use crate::text::{Lang, Text};
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Which scenarios.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Scenario files.
    #[arg(required = true, value_name = "SCENARIO")]
    scenarios: Vec<PathBuf>,
}

/// Checks all scenarios and says what is wrong with any of them, or what they hold.
pub fn execute(args: &CheckArgs, context: Context) -> Result<(), Failure> {
    let mut complaints = Complaints::default();
    let mut loaded = Vec::new();
    for path in &args.scenarios {
        match input::load(path, &Changes::none()) {
            Ok(scenario) => loaded.push((path.display().to_string(), scenario)),
            Err(wrong) => complaints.0.extend(wrong.0),
        }
    }
    let loaded = complaints.unless_any(loaded)?;
    if context.format == Format::Json {
        let towns: Vec<Value> = loaded
            .iter()
            .map(|(path, scenario)| to_json(path, scenario, context.lang))
            .collect();
        return output::print_json(&json!({ "schema": 1, "ok": true, "scenarios": towns }));
    }
    for (_, scenario) in &loaded {
        output::remark(&notices(&scenario.notices, context.lang));
    }
    let summaries: Vec<String> = loaded
        .iter()
        .map(|(path, scenario)| summary(path, scenario, context.lang))
        .collect();
    output::print(&printable(&summaries.concat()))
}

/// Notices for people.
fn notices(notices: &[Complaint], lang: Lang) -> String {
    Complaints(notices.to_vec()).to_text(lang)
}

fn to_json(path: &str, loaded: &Loaded, lang: Lang) -> Value {
    let scenario = &loaded.scenario;
    let places = places_of(&scenario.sites, Site::nominal_places);
    json!({
        "path": path,
        "name": scenario.name,
        "start": scenario.calendar.start,
        "end": scenario.calendar.end(),
        "days": scenario.calendar.days,
        "replications": scenario.replications,
        "seed": scenario.seed,
        "districts": scenario.town.districts.len(),
        "residents": scenario.town.residents(),
        "sites": scenario.sites.len(),
        "places": places,
        "groups": scenario.groups.len(),
        "households_at_start": scenario.households.len(),
        "persons_at_start": persons(loaded),
        "notices": Complaints(loaded.notices.clone()).to_json(lang)["complaints"],
    })
}

fn replications(number: u32) -> Text {
    match number {
        1 => text!("eine Rechnung", "one replication"),
        _ => text!("{number} Rechnungen", "{number} replications"),
    }
}

fn places_of(sites: &[Site], count: fn(&Site) -> u32) -> u64 {
    sites.iter().map(|site| u64::from(count(site))).sum()
}

fn persons(loaded: &Loaded) -> u32 {
    loaded
        .scenario
        .households
        .iter()
        .map(|household| u32::from(household.size))
        .sum()
}

/// What a scenario holds, in a few lines.
fn summary(path: &str, loaded: &Loaded, lang: Lang) -> String {
    let scenario = &loaded.scenario;
    let calendar = &scenario.calendar;
    let (start, end) = (calendar.start, calendar.end());
    let (start_de, end_de) = (start.german(), end.german());
    let name = &scenario.name;
    let (districts, sites, groups) = (
        scenario.town.districts.len(),
        scenario.sites.len(),
        scenario.groups.len(),
    );
    let residents = input::say::number(scenario.town.residents());
    let (residents_de, residents_en) = (residents.de, residents.en);
    let places = places_of(&scenario.sites, Site::nominal_places);
    let usable = places_of(&scenario.sites, Site::usable_places);
    let (households, persons) = (scenario.households.len(), persons(loaded));
    let days = calendar.days;
    let replications = replications(scenario.replications);
    let (replications_de, replications_en) = (replications.de, replications.en);
    let words = text!(
        "{path}: in Ordnung\n  {name}\n  Zeitraum: {start_de} bis {end_de} ({days} Tage), {replications_de}\n  \
         Stadtteile: {districts} mit {residents_de} Einwohnern\n  Unterkünfte: {sites} mit {places} Plätzen (davon nutzbar: {usable})\n  \
         Gruppen: {groups}\n  Haushalte zu Beginn: {households} mit {persons} Personen\n",
        "{path}: ok\n  {name}\n  Period: {start} to {end} ({days} days), {replications_en}\n  \
         Districts: {districts} with {residents_en} residents\n  Sites: {sites} with {places} places (usable: {usable})\n  \
         Groups: {groups}\n  Households at the start: {households} with {persons} persons\n"
    );
    words.in_lang(lang).to_owned()
}
