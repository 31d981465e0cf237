//! The surge of the test: who comes, one household after the other, and on which day.
//!
//! A surge of *n* households consists of the first *n* of one endless list, so a larger surge
//! holds the households of a smaller one, each on the same day with the same size and stay. The
//! k-th comes on day ⌊D·frac(k·φ)⌋ with the golden ratio φ, which spreads any number of them
//! evenly over D days (Weyl's sequence); the groups take turns by their weights.

use crate::arrivals::{Course, Level, RateProcess, Shape};
use crate::calendar::Day;
use crate::ids::GroupId;
use crate::scenario::Scenario;
use crate::surge::{Start, Surge};

/// The golden ratio's fractional part.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// The largest surge that is tried, in households.
pub const MOST: u32 = 16_384;

/// Of which groups a surge consists: weights of their households, above 0, which sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Mix(pub Vec<(GroupId, f64)>);

impl Mix {
    /// One group alone.
    pub fn of_group(group: GroupId) -> Mix {
        Mix(vec![(group, 1.0)])
    }

    /// As the groups arrive in the scenario, in households; `None` where nobody arrives.
    pub fn of_arrivals(scenario: &Scenario) -> Option<Mix> {
        let days = scenario.calendar.days;
        let expected = scenario.groups.iter().map(|group| {
            let processes = group.arrivals.iter();
            processes.map(|process| process.expected(days)).sum::<f64>()
        });
        let parts: Vec<(GroupId, f64)> = expected
            .enumerate()
            .filter(|(_, households)| *households > 0.0)
            .map(|(group, households)| (GroupId::from(group), households))
            .collect();
        let all: f64 = parts.iter().map(|(_, households)| households).sum();
        let parts = parts
            .into_iter()
            .map(|(group, households)| (group, households / all));
        (all > 0.0).then(|| Mix(parts.collect()))
    }
}

/// The endless list, as far as it is tried.
#[derive(Clone, Debug)]
pub struct Crowd {
    groups: Vec<GroupId>,
    /// By household: which part of the mix it belongs to.
    part_of: Vec<u16>,
    /// By number of households: persons expected in them.
    persons: Vec<f64>,
}

impl Crowd {
    /// From a mix: each household comes from the group that lags furthest behind its weight,
    /// the first of the mix among equals.
    pub fn of(scenario: &Scenario, mix: &Mix) -> Crowd {
        let sizes: Vec<f64> = mix
            .0
            .iter()
            .map(|(group, _)| scenario.groups[group.index()].sizes.mean())
            .collect();
        let mut counts = vec![0.0; mix.0.len()];
        let (mut part_of, mut persons) = (Vec::new(), vec![0.0]);
        let mut sum = 0.0;
        for number in 1..=MOST {
            let lag = |part: &usize| mix.0[*part].1 * f64::from(number) - counts[*part];
            let next = (0..mix.0.len())
                .rev()
                .max_by(|one, other| lag(one).total_cmp(&lag(other)))
                .unwrap_or(0);
            counts[next] += 1.0;
            part_of.push(next as u16);
            sum += sizes[next];
            persons.push(sum);
        }
        Crowd {
            groups: mix.0.iter().map(|(group, _)| *group).collect(),
            part_of,
            persons,
        }
    }

    /// Persons expected in the first households, rounded down to whole persons.
    pub fn persons(&self, households: u32) -> u32 {
        libm::floor(self.persons[households as usize] + 1e-9) as u32
    }

    /// The first households as surges, one per group of the mix, over so many days from a start.
    pub fn surges(&self, scenario: &Scenario, households: u32, start: Day, days: Day) -> Vec<Surge> {
        let mut counts = vec![vec![0.0; days as usize]; self.groups.len()];
        for (number, part) in self.part_of.iter().take(households as usize).enumerate() {
            counts[usize::from(*part)][day_of(number, days)] += 1.0;
        }
        let surge = |(group, counts): (&GroupId, Vec<f64>)| {
            let name = &scenario.groups[group.index()];
            Surge {
                // No id of a file has a blank.
                id: format!("stress test/{}", name.id),
                name: name.name.clone(),
                group: *group,
                start: Start::On(i64::from(start)),
                arrivals: RateProcess {
                    shape: Shape::Replay,
                    course: Course::Daily(counts),
                    dispersion: 0.0,
                    level: Level::default(),
                },
                times: 1.0,
            }
        };
        self.groups.iter().zip(counts).map(surge).collect()
    }
}

/// The day on which a household of the list comes, counted from the start of the surge.
fn day_of(number: usize, days: Day) -> usize {
    let part = number as f64 * GOLDEN;
    let day = ((part - libm::floor(part)) * f64::from(days)) as usize;
    day.min(days.saturating_sub(1) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_number_of_households_is_spread_evenly() {
        for households in [14, 140, 377, 1000] {
            let mut counts = [0u32; 14];
            for number in 0..households {
                counts[day_of(number, 14)] += 1;
            }
            let even = households as f64 / 14.0;
            let off = counts.iter().map(|count| (f64::from(*count) - even).abs());
            assert!(off.fold(0.0, f64::max) < 3.0, "{counts:?}");
        }
    }

    #[test]
    fn a_single_day_takes_everybody() {
        assert!((0..100).all(|number| day_of(number, 1) == 0));
    }
}
