//! Single courses told day by day: the days on which something happens, with what happens.
//!
//! Two replications are told, one in the middle and a bad one, by their nights without a regular
//! place; each is played again with its log. The words stand in `report`.

mod happening;
mod nights;
mod warnings;

pub use happening::{Happening, Nights};

use super::statistics;
use crate::calendar::{Date, Day};
use crate::monte_carlo::Ensemble;
use crate::scenario::Scenario;
use crate::simulation::{Event, Model, Outcome, Town, TraceEntry};
use happening::Days;

/// One course.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// Which one it is.
    pub which: Which,
    /// Number of the replication.
    pub replication: u32,
    /// Person-nights without any place.
    pub unmet_nights: u64,
    /// Person-nights in emergency accommodation.
    pub emergency_nights: u64,
    /// The days on which something happens.
    pub days: Vec<StoryDay>,
}

/// Which course is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Half of the courses are better, half are worse.
    Median,
    /// One in twenty is worse.
    Bad,
}

/// A day.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryDay {
    /// Its date.
    pub date: Date,
    /// What happens, in the order of the day.
    pub happenings: Vec<Happening>,
}

/// A median and a bad course of a scenario with an emergency: with surges, shocks or a ladder.
pub fn tell(scenario: &Scenario, model: &Model, ensemble: &Ensemble) -> Vec<Story> {
    if scenario.surges.is_empty() && scenario.shocks.is_empty() && scenario.ladder.is_empty() {
        return Vec::new();
    }
    let chosen = choose(&ensemble.outcomes);
    let mut town = Town::new(model);
    chosen
        .into_iter()
        .map(|(which, replication)| one(scenario, model, &mut town, which, replication))
        .collect()
}

/// The replications in the middle and at 95 % of the nights without a regular place; without any
/// place counts first where these are equal, then the number.
fn choose(outcomes: &[Outcome]) -> Vec<(Which, u32)> {
    let nights = |outcome: &Outcome| {
        (
            outcome.unmet_nights + outcome.emergency_nights,
            outcome.unmet_nights,
        )
    };
    let mut order: Vec<u32> = (0..outcomes.len() as u32).collect();
    order.sort_by_key(|&number| (nights(&outcomes[number as usize]), number));
    let at = |part: f64| {
        order
            .get((part * (order.len().saturating_sub(1)) as f64) as usize)
            .copied()
    };
    let bad = at(0.95).filter(|_| outcomes.len() >= statistics::FEWEST_FOR_TAILS);
    let median = at(0.5).map(|number| (Which::Median, number));
    let bad = bad.map(|number| (Which::Bad, number));
    median.into_iter().chain(bad).collect()
}

fn one(scenario: &Scenario, model: &Model, town: &mut Town, which: Which, replication: u32) -> Story {
    let (history, trace) = town.play_with_trace(model, replication);
    let mut days = Days::default();
    surges(scenario, &history.outcome, &mut days);
    for entries in trace.chunk_by(|a, b| a.day == b.day) {
        day(scenario, &history.outcome, entries, &mut days);
    }
    warnings::tell(scenario, &trace, &mut days);
    nights::tell(scenario, &trace, &mut days);
    nights::tell_pauses(&trace, &mut days);
    Story {
        which,
        replication,
        unmet_nights: history.outcome.unmet_nights,
        emergency_nights: history.outcome.emergency_nights,
        days: days
            .0
            .into_iter()
            .map(|(day, happenings)| StoryDay {
                date: scenario.calendar.date(day),
                happenings,
            })
            .collect(),
    }
}

fn surges(scenario: &Scenario, outcome: &Outcome, days: &mut Days) {
    for (surge, seen) in scenario.surges.iter().zip(&outcome.surges) {
        let began = seen.began.and_then(|day| Day::try_from(day).ok());
        if let Some(day) = began.filter(|day| *day < scenario.calendar.days) {
            days.add(
                day,
                Happening::SurgeBegins {
                    name: surge.name.clone(),
                },
            );
        }
    }
}

/// The log of one day.
fn day(scenario: &Scenario, outcome: &Outcome, entries: &[TraceEntry], days: &mut Days) {
    let Some(today) = entries.first().map(|entry| entry.day) else {
        return;
    };
    let of = |event: Event| entries.iter().filter(move |entry| entry.event == event);
    let sites = |event: Event| -> Vec<usize> { of(event).filter_map(|entry| entry.site).collect() };
    let struck: Vec<usize> = of(Event::ShockStrikes).filter_map(|entry| entry.shock).collect();
    let closed = sites(Event::SiteCloses);
    for &shock in &struck {
        let seen = outcome.shocks[shock];
        days.add(
            today,
            Happening::Shock {
                name: scenario.shocks[shock].name.clone(),
                displaced: seen.displaced.persons,
                evacuated: seen.evacuated.persons,
                sites: names(scenario, if struck.len() == 1 { &closed } else { &[] }),
            },
        );
    }
    for shock in of(Event::ShockIsOver).filter_map(|entry| entry.shock) {
        let name = scenario.shocks[shock].name.clone();
        days.add(today, Happening::ShockOver { name });
    }
    steps(scenario, entries, days);
    let opened = sites(Event::SiteOpens);
    if !opened.is_empty() && today > 0 {
        let places = opened
            .iter()
            .map(|&site| scenario.sites[site].usable_places_on(today))
            .sum();
        let sites = names(scenario, &opened);
        days.add(today, Happening::Opens { sites, places });
    }
    if struck.is_empty() && !closed.is_empty() {
        let persons = of(Event::ForcedMove).map(|entry| entry.persons).sum();
        let sites = names(scenario, &closed);
        days.add(today, Happening::Closes { sites, persons });
    }
}

fn steps(scenario: &Scenario, entries: &[TraceEntry], days: &mut Days) {
    for entry in entries {
        let name = || entry.step.map(|step| scenario.ladder[step].name.clone());
        let happening = match entry.event {
            Event::StepTaken => name().map(|name| Happening::StepDecided { name }),
            Event::StepTakesEffect => name().map(|name| Happening::StepEffect { name }),
            Event::StepEnds => name().map(|name| Happening::StepEnds { name }),
            _ => None,
        };
        if let Some(happening) = happening {
            days.add(entry.day, happening);
        }
    }
}

fn names(scenario: &Scenario, sites: &[usize]) -> Vec<String> {
    sites
        .iter()
        .map(|&site| scenario.sites[site].name.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_bad_course_are_those_of_the_order() {
        let outcome = |nights: u64| Outcome {
            emergency_nights: nights,
            ..Outcome::default()
        };
        // 101 courses with 100, 99, … nights: 50 lie in the middle, 95 are reached by one in twenty.
        let outcomes: Vec<Outcome> = (0..=100).rev().map(outcome).collect();
        assert_eq!(choose(&outcomes), [(Which::Median, 50), (Which::Bad, 5)]);
        assert_eq!(choose(&outcomes[..1]), [(Which::Median, 0)]);
        assert_eq!(choose(&[]), []);
    }
}
