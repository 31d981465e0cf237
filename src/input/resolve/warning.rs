//! Early warning: names of services become positions.

use super::context::Context;
use crate::input::file::{RemedyFile, WarningLevelFile};
use crate::scenario::Scenario;
use crate::text;
use crate::warning::{Level, Remedy, Warning};

/// The rule, where the scenario asks for one.
pub fn resolve(cx: &mut Context, scenario: &Scenario) -> Option<Warning> {
    let file = cx.file.warning.as_ref()?;
    say_what_is_never_seen(cx, file.horizon_weeks);
    Some(Warning {
        horizon_weeks: file.horizon_weeks,
        level: level(&file.level),
        remedies: file
            .remedies
            .iter()
            .map(|(id, remedy)| resolve_remedy(cx, id, remedy, scenario))
            .collect(),
    })
}

fn level(file: &WarningLevelFile) -> Level {
    match *file {
        WarningLevelFile::Expected {
            free_places,
            free_units,
        } => Level::Expected {
            free_places,
            free_units,
        },
        WarningLevelFile::Likely { probability } => Level::Likely { probability },
    }
}

fn resolve_remedy(cx: &mut Context, id: &str, file: &RemedyFile, scenario: &Scenario) -> Remedy {
    let known = || scenario.services.iter().map(|service| service.id.as_str());
    let mut services = Vec::new();
    for (number, name) in file.services.iter().enumerate() {
        match known().position(|service| service == name) {
            Some(index) => services.push(index),
            None => {
                let at = (number + 1).to_string();
                let known: Vec<&str> = known().collect();
                cx.unknown_name(&["warning", "remedies", id, "services", &at], name, known);
            }
        }
    }
    Remedy {
        id: id.to_owned(),
        name: file.name.clone().unwrap_or_else(|| id.to_owned()),
        lead_days: f64::from(file.lead_time_days),
        services,
    }
}

/// A horizon that is longer than the run.
fn say_what_is_never_seen(cx: &mut Context, weeks: u32) {
    let days = cx.calendar.days;
    if weeks.saturating_mul(7) >= days {
        cx.notice(
            &["warning", "horizon_weeks"],
            text!(
                "Vorausgeschaut wird {weeks} Wochen, gespielt werden nur {days} Tage: Ob eine Warnung falsch war, zeigt sich nicht mehr.",
                "The town looks {weeks} weeks ahead and only {days} days are played: whether a warning was false never shows."
            ),
        );
    }
}
