//! What a replication leaves behind of its services: whole numbers, no statistics.

use crate::calendar::Day;

/// A service in one replication.
///
/// Everybody who came to need it is counted once:
/// `demand = held_at_start + served + waiting_end + gave_up + left + outgrew + unclear`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceOutcome {
    /// Persons who came to need it, those at the start included.
    pub demand: u32,
    /// Of them: had a place at the start.
    pub held_at_start: u32,
    /// Got a place during the run.
    pub served: u32,
    /// Still wait in the last night.
    pub waiting_end: u32,
    /// Lost patience.
    pub gave_up: u32,
    /// Left town, or came on a track that is not served, before they got a place.
    pub left: u32,
    /// Became too old before they got a place.
    pub outgrew: u32,
    /// Would have needed a place where nobody knows how many there are.
    pub unclear: u32,
    /// Got a place within the time that counts as in time.
    pub in_time: u32,
    /// Waited longer than that, whether they got a place later or not.
    pub late: u32,
    /// Days waited, summed over those who got a place.
    pub waited_days: u64,
    /// Persons waiting in the evening, summed over the days.
    pub waiting_person_days: u64,
    /// By district of the home; the last one is for people without a regular place. Staff has none
    /// of this.
    pub by_home: Vec<ServiceAtHome>,
    /// Days until half of those in need have a place (Kaplan–Meier: who still waits, or gave up,
    /// counts with the days waited so far); `None`: that never happened.
    pub median_wait: Option<u32>,
    /// Days until nine in ten have a place.
    pub p90_wait: Option<u32>,
    /// First day of the bottleneck: in the evening more persons than tolerated have waited longer
    /// than is in time; of staff: more persons per position than it can look after.
    pub bottleneck: Option<Day>,
    /// Days on which that is so.
    pub bottleneck_days: u32,
    /// Days on which staff has more persons per position than the limit above which only crises
    /// are dealt with.
    pub crisis_days: u32,
    /// Persons looked after by staff, summed over the days.
    pub person_days: u64,
    /// Persons beyond what the staff can look after, summed over the days.
    pub beyond_person_days: u64,
    /// Most persons in a day.
    pub peak_persons: u32,
}

/// How those fare with a service who live in a district, or have no regular place.
///
/// People are counted where they live at that moment: who moves while waiting takes the whole wait
/// along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServiceAtHome {
    /// Persons waiting in the evening, summed over the days.
    pub waiting_person_days: u64,
    /// Days waited, summed over those who lived here when they got a place.
    pub waited_days: u64,
    /// Lived here when they got a place.
    pub served: u32,
    /// Of them: within the time that counts as in time.
    pub in_time: u32,
    /// Lived here when they had waited longer than that.
    pub late: u32,
    /// First evening on which more people here than the scenario tolerates have waited longer than
    /// is in time.
    pub bottleneck: Option<Day>,
}

impl ServiceOutcome {
    /// Whether everybody is accounted for.
    pub fn is_balanced(&self) -> bool {
        let parts = [
            self.held_at_start,
            self.served,
            self.waiting_end,
            self.gave_up,
            self.left,
            self.outgrew,
            self.unclear,
        ];
        parts.iter().map(|part| u64::from(*part)).sum::<u64>() == u64::from(self.demand)
    }
}

/// Persons who wait for each service (or are looked after, by staff) in the evening of each day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceCourse {
    services: usize,
    numbers: Numbers,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Numbers {
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl ServiceCourse {
    /// Packs numbers that stand day after day, in two bytes each where all fit.
    pub(in crate::simulation) fn pack(services: usize, days: &[u32]) -> ServiceCourse {
        // Without a way out of the loops, many numbers are looked at together.
        let most = days.iter().fold(0, |most, &number| most.max(number));
        let numbers = if most <= u32::from(u16::MAX) {
            Numbers::Narrow(days.iter().map(|&number| number as u16).collect())
        } else {
            Numbers::Wide(days.to_vec())
        };
        ServiceCourse { services, numbers }
    }

    /// The number of a day.
    #[inline]
    pub fn at(&self, day: usize, service: usize) -> u32 {
        let index = day * self.services + service;
        match &self.numbers {
            Numbers::Narrow(numbers) => u32::from(numbers[index]),
            Numbers::Wide(numbers) => numbers[index],
        }
    }
}

/// How long people waited, by whole days: who got a place, and who did not (yet).
#[derive(Clone, Debug, Default)]
pub(in crate::simulation) struct Waits {
    /// By days: who got a place, and who did not; as long as the longest wait.
    ended: Vec<[u32; 2]>,
}

/// How a wait ended.
#[derive(Clone, Copy, Debug)]
enum Ended {
    Served = 0,
    Unserved = 1,
}

impl Waits {
    pub fn served_after(&mut self, days: Day) {
        self.note(days, Ended::Served);
    }

    pub fn unserved_after(&mut self, days: Day) {
        self.note(days, Ended::Unserved);
    }

    fn note(&mut self, days: Day, how: Ended) {
        let days = days as usize;
        if self.ended.len() <= days {
            self.ended.resize(days + 1, [0; 2]);
        }
        self.ended[days][how as usize] += 1;
    }

    /// Days until at most these parts of those in need are without a place (Kaplan–Meier); the
    /// parts fall.
    pub fn until_left<const N: usize>(&self, parts: [f64; N]) -> [Option<u32>; N] {
        let all: u64 = self.ended.iter().flatten().map(|&count| u64::from(count)).sum();
        let mut at_risk = all as f64;
        let (mut left, mut found, mut reached) = (1.0, [None; N], 0);
        for (days, &[served, unserved]) in self.ended.iter().enumerate() {
            if served > 0 {
                left *= 1.0 - f64::from(served) / at_risk;
                while reached < N && left <= parts[reached] + 1e-12 {
                    found[reached] = Some(days as u32);
                    reached += 1;
                }
                if reached == N {
                    break;
                }
            }
            at_risk -= f64::from(served) + f64::from(unserved);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_still_waits_counts_with_the_days_so_far() {
        // Four people: served after 2 days, gone after 3, served after 5, waiting after 9.
        let mut waits = Waits::default();
        waits.served_after(2);
        waits.unserved_after(3);
        waits.served_after(5);
        waits.unserved_after(9);
        // 1 · 3/4 = 0.75, then 0.75 · 1/2 = 0.375.
        assert_eq!(waits.until_left([0.75, 0.5, 0.1]), [Some(2), Some(5), None]);
    }

    #[test]
    fn courses_are_read_as_they_were_written() {
        let narrow = ServiceCourse::pack(2, &[1, 2, 3, 4]);
        assert_eq!((narrow.at(0, 1), narrow.at(1, 0)), (2, 3));
        let wide = ServiceCourse::pack(1, &[70_000]);
        assert_eq!(wide.at(0, 0), 70_000);
    }
}
