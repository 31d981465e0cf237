//! Nights without a regular place in a course, told as runs of nights.

use super::happening::{Days, Happening, Nights};
use crate::calendar::Day;
use crate::scenario::Scenario;
use crate::simulation::{Event, TraceEntry};

/// Days without anybody after which a run of nights is over.
const GAP: Day = 7;

/// Days without anybody turned away after which a pause is told as another one.
const PAUSE: Day = 31;

/// Nights in emergency accommodation and without any place, run by run.
pub(super) fn tell(scenario: &Scenario, trace: &[TraceEntry], days: &mut Days) {
    let emergency = runs(trace, Event::EmergencyNight, GAP);
    let unmet = runs(trace, Event::UnmetNight, GAP);
    for run in &emergency {
        days.add(run[0].0, Happening::Emergency(told(scenario, run)));
    }
    for run in &unmet {
        days.add(run[0].0, Happening::Unmet(told(scenario, run)));
    }
    let is_quiet = |day: Day| {
        let lasts = |run: &Vec<(Day, u32)>| run[0].0 <= day && day <= run[run.len() - 1].0;
        !emergency.iter().chain(&unmet).any(lasts)
    };
    let mut ends: Vec<Day> = emergency
        .iter()
        .chain(&unmet)
        .map(|run| run[run.len() - 1].0 + 1)
        .collect();
    ends.sort_unstable();
    ends.dedup();
    for end in ends {
        if end < scenario.calendar.days && is_quiet(end) {
            days.add(end, Happening::AllHoused);
        }
    }
}

fn runs(trace: &[TraceEntry], event: Event, gap: Day) -> Vec<Vec<(Day, u32)>> {
    let mut runs: Vec<Vec<(Day, u32)>> = Vec::new();
    for entry in trace.iter().filter(|entry| entry.event == event) {
        let night = (entry.day, entry.persons);
        match runs.last_mut() {
            Some(run) if run[run.len() - 1].0 + gap >= entry.day => run.push(night),
            _ => runs.push(vec![night]),
        }
    }
    runs
}

/// What is told of a run of nights; it has one at least.
fn told(scenario: &Scenario, run: &[(Day, u32)]) -> Nights {
    let most = run
        .iter()
        .fold(run[0], |most, night| if night.1 > most.1 { *night } else { most });
    Nights {
        first: run[0].1,
        most: most.1,
        most_on: scenario.calendar.date(most.0),
        until: scenario.calendar.date(run[run.len() - 1].0),
        person_nights: run.iter().map(|(_, persons)| u64::from(*persons)).sum(),
    }
}

/// Households that are not taken, from the first of a pause on.
pub(super) fn tell_pauses(trace: &[TraceEntry], days: &mut Days) {
    for run in runs(trace, Event::NotTaken, PAUSE) {
        let persons = run.iter().map(|(_, persons)| persons).sum();
        days.add(run[0].0, Happening::NotTaken { persons });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn night(day: Day, persons: u32) -> TraceEntry {
        TraceEntry {
            day,
            event: Event::UnmetNight,
            household: None,
            persons,
            site: None,
            group: None,
            step: None,
            bottleneck: None,
            shock: None,
        }
    }

    #[test]
    fn a_gap_of_a_week_does_not_end_a_run_of_nights_and_a_longer_one_does() {
        let trace = [night(3, 1), night(4, 2), night(11, 5), night(19, 1)];
        let runs = runs(&trace, Event::UnmetNight, GAP);
        assert_eq!(runs, [vec![(3, 1), (4, 2), (11, 5)], vec![(19, 1)]]);
    }
}
