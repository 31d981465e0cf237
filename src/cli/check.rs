//! `quartier check`: everything that `run` would refuse, told at once.

use super::{Context, Failure, Format, output};
use crate::complaint::{Complaint, Complaints, printable};
use crate::input::{self, Changes, Loaded};
use crate::report::number;
use crate::scenario::Scenario;
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
    let places: u32 = scenario.sites.iter().map(crate::site::Site::nominal_places).sum();
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
    let lines = [
        text!("{path}: in Ordnung", "{path}: ok"),
        Text::same(format!("  {}", scenario.name)),
        period(scenario),
        town(scenario),
        stock(scenario),
        people(scenario, persons(loaded)),
    ];
    lines
        .iter()
        .map(|line| line.in_lang(lang).to_owned() + "\n")
        .collect()
}

fn period(scenario: &Scenario) -> Text {
    let calendar = &scenario.calendar;
    let (start, end) = (number::date(calendar.start), number::date(calendar.end()));
    let days = number::counted(u64::from(calendar.days), ("Tag", "Tage"), ("day", "days"));
    let replications = number::counted(
        u64::from(scenario.replications),
        ("Rechnung", "Rechnungen"),
        ("replication", "replications"),
    );
    Text {
        de: format!(
            "  Zeitraum: {} bis {} ({}), {}",
            start.de, end.de, days.de, replications.de
        ),
        en: format!(
            "  Period: {} to {} ({}), {}",
            start.en, end.en, days.en, replications.en
        ),
    }
}

fn town(scenario: &Scenario) -> Text {
    let districts = number::whole(scenario.town.districts.len() as u64);
    let residents = number::whole(libm::round(scenario.town.residents()) as u64);
    Text {
        de: format!("  Stadtteile: {} mit {} Einwohnern", districts.de, residents.de),
        en: format!("  Districts: {} with {} residents", districts.en, residents.en),
    }
}

fn stock(scenario: &Scenario) -> Text {
    let sum = |places: fn(&Site) -> u32| {
        number::whole(scenario.sites.iter().map(|site| u64::from(places(site))).sum())
    };
    let sites = number::whole(scenario.sites.len() as u64);
    let (places, usable) = (sum(Site::nominal_places), sum(Site::usable_places));
    Text {
        de: format!(
            "  Unterkünfte: {} mit {} Plätzen (davon nutzbar: {})",
            sites.de, places.de, usable.de
        ),
        en: format!(
            "  Sites: {} with {} places (usable: {})",
            sites.en, places.en, usable.en
        ),
    }
}

fn people(scenario: &Scenario, persons: u32) -> Text {
    let groups = scenario.groups.len();
    let households = number::whole(scenario.households.len() as u64);
    let persons = number::counted(u64::from(persons), ("Person", "Personen"), ("person", "persons"));
    Text {
        de: format!(
            "  Gruppen: {groups}\n  Haushalte zu Beginn: {} mit {}",
            households.de, persons.de
        ),
        en: format!(
            "  Groups: {groups}\n  Households at the start: {} with {}",
            households.en, persons.en
        ),
    }
}
