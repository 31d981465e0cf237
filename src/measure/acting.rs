//! When a measure acts on the model: from when to when, how much later than planned, and why it
//! does not.

use super::{Effect, Feasibility, Measure, Status};
use crate::calendar::Date;
use crate::stay::{Duration, nights};
use crate::streams::{Draw, Stream, entity};
use crate::text;
use crate::text::Text;

/// Why a measure with effects does not act in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It was given up or put off.
    Status(Status),
    /// The law stands against it.
    Blocked,
    /// Nobody says when it begins.
    NoDate,
    /// It began before the first day: what it does is in the numbers of the scenario already.
    BeforeTheStart(Date),
    /// It begins after the last day.
    AfterTheEnd(Date),
}

impl Obstacle {
    /// For people, as a part of a sentence.
    pub fn words(self) -> Text {
        match self {
            Obstacle::Status(status) => status.name(),
            Obstacle::Blocked => Feasibility::Blocked.name(),
            Obstacle::NoDate => text!("ohne Datum des Beginns", "without a date of its start"),
            Obstacle::BeforeTheStart(date) => {
                let german = date.german();
                text!(
                    "wirkt seit {german}, also schon vor dem ersten Tag; ihre Wirkung steckt in den Zahlen des Szenarios",
                    "has acted since {date}, before the first day; what it does is in the numbers of the scenario"
                )
            }
            Obstacle::AfterTheEnd(date) => {
                let german = date.german();
                text!(
                    "wirkt erst ab {german}, nach dem letzten Tag",
                    "acts from {date} only, after the last day"
                )
            }
        }
    }
}

impl Measure {
    /// First day of the effects.
    pub fn effects_begin(&self) -> Option<Date> {
        self.effects_from.or(self.start)
    }

    /// Last day of the effects: as given; else, where they have a first day of their own, none,
    /// and otherwise the last day of the measure.
    pub fn effects_until(&self) -> Option<Date> {
        match (self.effects_end, self.effects_from) {
            (Some(end), _) => Some(end),
            (None, Some(_)) => None,
            (None, None) => self.end,
        }
    }

    /// Whether it only stands for sites of the scenario, which have dates of their own.
    fn only_opens(&self) -> bool {
        self.effects
            .iter()
            .all(|effect| matches!(effect, Effect::Opens { .. }))
    }

    /// Whether it changes nothing but when neighbours are informed and met, at no cost: a run goes
    /// its way with it as without it.
    pub fn only_informs(&self) -> bool {
        let informs = |effect: &Effect| matches!(effect, Effect::Notice { .. } | Effect::FollowUp { .. });
        let costs = |eur: Option<f64>| eur.is_some_and(|eur| eur != 0.0);
        self.effects.iter().all(informs) && !costs(self.cost_once_eur) && !costs(self.cost_per_year_eur)
    }

    /// Why it cannot act between two days; `None`: it can. Of measures without effects nothing is
    /// said.
    pub fn obstacle(&self, first: Date, last: Date) -> Option<Obstacle> {
        match self.status {
            Status::Dropped | Status::Postponed => return Some(Obstacle::Status(self.status)),
            _ if self.feasibility == Feasibility::Blocked => return Some(Obstacle::Blocked),
            _ if self.only_opens() => return None,
            _ => {}
        }
        match self.effects_begin() {
            None => Some(Obstacle::NoDate),
            Some(date) if date < first => Some(Obstacle::BeforeTheStart(date)),
            Some(date) if date > last => Some(Obstacle::AfterTheEnd(date)),
            Some(_) => None,
        }
    }

    /// What is left to chance.
    pub fn chance(&self) -> Chance {
        Chance {
            entity: entity(&format!("measure/{}", self.id)),
            delay: self.delay.clone(),
            failure_probability: self.failure_probability,
        }
    }
}

/// What is left to chance about a measure.
#[derive(Clone, Debug)]
pub struct Chance {
    /// Address of its draws.
    pub entity: u32,
    /// How much later than planned it begins.
    pub delay: Option<Duration>,
    /// Probability that it has no effect at all.
    pub failure_probability: f64,
}

impl Chance {
    /// How many days later than planned it acts in a replication; `None`: not at all.
    pub fn lateness(&self, stream: &Stream) -> Option<u32> {
        let block = stream.block(Draw::Measure, self.entity, 0, 0);
        let delay = |duration: &Duration| nights(duration.quantile(block.second()));
        (block.first() >= self.failure_probability).then(|| self.delay.as_ref().map_or(0, delay))
    }
}

/// Which part of the effects there is so many days after they began: they grow evenly from day to
/// day and are complete on the last day of the ramp.
pub fn level(days: i64, ramp_up_days: u32) -> f64 {
    if days < 0 {
        return 0.0;
    }
    (((days + 1) as f64) / f64::from(ramp_up_days.max(1))).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::super::standing::tests::measure;
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn what_began_before_the_first_day_is_in_the_numbers_already() {
        let mut running = measure(Status::Running);
        running.effects = vec![Effect::PrivateHosts { places: 1, nights: 1 }];
        let (first, last) = (date("2026-01-01"), date("2026-12-31"));
        assert_eq!(running.obstacle(first, last), Some(Obstacle::NoDate));
        running.start = Some(date("2025-12-31"));
        let before = Obstacle::BeforeTheStart(date("2025-12-31"));
        assert_eq!(running.obstacle(first, last), Some(before));
        running.effects_from = Some(first);
        assert_eq!(running.obstacle(first, last), None);
        running.status = Status::Postponed;
        assert_eq!(
            running.obstacle(first, last),
            Some(Obstacle::Status(Status::Postponed))
        );
    }

    #[test]
    fn effects_with_a_first_day_of_their_own_outlast_the_work() {
        let mut built = measure(Status::Planned);
        (built.start, built.end) = (Some(date("2026-01-01")), Some(date("2026-06-30")));
        assert_eq!(built.effects_until(), Some(date("2026-06-30")));
        built.effects_from = Some(date("2026-07-01"));
        assert_eq!(
            (built.effects_begin(), built.effects_until()),
            (built.effects_from, None)
        );
    }

    #[test]
    fn a_measure_that_costs_something_or_moves_somebody_does_more_than_inform() {
        let mut letters = measure(Status::Planned);
        letters.effects = vec![Effect::Notice { site: None, days: 56 }];
        assert!(letters.only_informs());
        letters.cost_per_year_eur = Some(100.0);
        assert!(!letters.only_informs());
        letters.cost_per_year_eur = Some(0.0);
        letters
            .effects
            .push(Effect::PrivateHosts { places: 1, nights: 1 });
        assert!(!letters.only_informs());
    }

    #[test]
    fn a_ramp_of_four_days_brings_a_quarter_a_day() {
        let days: Vec<f64> = (-1..5).map(|day| level(day, 4)).collect();
        assert_eq!(days, [0.0, 0.25, 0.5, 0.75, 1.0, 1.0]);
        assert_eq!(level(0, 0), 1.0);
    }

    #[test]
    fn a_measure_fails_as_often_as_it_says() {
        let mut unsure = measure(Status::Planned);
        unsure.failure_probability = 0.3;
        unsure.delay = Some(Duration::Fixed { days: 10.0 });
        let chance = unsure.chance();
        let lateness = |replication| chance.lateness(&Stream::new(1, replication));
        let failed = (0..2000)
            .filter(|&replication| lateness(replication).is_none())
            .count();
        assert!((540..=660).contains(&failed), "{failed}");
        assert!((0..2000).filter_map(lateness).all(|days| days == 10));
    }
}
