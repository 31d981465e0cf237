//! Warnings in a course.

use super::happening::{Days, Happening};
use crate::calendar::Day;
use crate::findings::warning::{Scarce, watched};
use crate::scenario::Scenario;
use crate::simulation::{Event, TraceEntry};
use std::collections::BTreeMap;

/// The first warning of each bottleneck, and all of places; each until it is withdrawn.
pub(super) fn tell(scenario: &Scenario, trace: &[TraceEntry], days: &mut Days) {
    let watched = watched(scenario);
    let mut told: Vec<usize> = Vec::new();
    let mut standing: Vec<usize> = Vec::new();
    let mut by_day: BTreeMap<Day, [Vec<Scarce>; 2]> = BTreeMap::new();
    for entry in trace {
        let Some(index) = entry.bottleneck else { continue };
        match entry.event {
            Event::Warned if !told.contains(&index) || watched[index] == Scarce::Places => {
                told.push(index);
                standing.push(index);
                by_day.entry(entry.day).or_default()[0].push(watched[index].clone());
            }
            Event::WarningWithdrawn if standing.contains(&index) => {
                standing.retain(|other| *other != index);
                by_day.entry(entry.day).or_default()[1].push(watched[index].clone());
            }
            Event::BottleneckBegins => standing.retain(|other| *other != index),
            _ => {}
        }
    }
    for (day, [warned, withdrawn]) in by_day {
        if !warned.is_empty() {
            days.add(day, Happening::Warned { what: warned });
        }
        if !withdrawn.is_empty() {
            days.add(day, Happening::WarningWithdrawn { what: withdrawn });
        }
    }
}
