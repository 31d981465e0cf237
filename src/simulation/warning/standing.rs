//! Where one bottleneck stands in a replication: whether the town is warned, whether it is
//! there, and what that comes to.

use super::foreseen::{Foreseen, TAKEN_BACK, WeeksAhead};
use super::trend::Trend;
use crate::calendar::Day;

/// Looks in a row without a bottleneck after which it is over.
const QUIET_LOOKS: u32 = 4;

/// Days from one look to the next.
pub(super) const LOOK_DAYS: Day = 7;

/// What a replication says of the warnings of one bottleneck. A bottleneck that is there at the
/// first look counts neither as warned nor as missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WarningOutcome {
    /// Whether it was there from the start.
    pub was_there: bool,
    /// Day of the first warning.
    pub first_warning: Option<Day>,
    /// Day on which the first bottleneck was there.
    pub first_bite: Option<Day>,
    /// Days before the first bottleneck since which the forecasts showed it, without having been
    /// withdrawn; `None`: they did not.
    pub first_lead: Option<u32>,
    /// Bottlenecks that began.
    pub bites: u32,
    /// Those of them that the forecasts showed before.
    pub warned: u32,
    /// Warnings.
    pub alarms: u32,
    /// Warnings that were withdrawn, or after which nothing came within twice the horizon.
    pub false_alarms: u32,
}

/// Where one bottleneck stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    pub trend: Trend,
    /// Since when the town is warned.
    alarm: Option<Day>,
    /// Looks in a row that gave no reason to be warned, since the town is.
    calm: u32,
    foreseen: Foreseen,
    pub is_there: bool,
    quiet: u32,
    /// Households that wait for the type today.
    pub waiting: u32,
    /// Households of the type lost since the last look.
    pub lost: u32,
    pub outcome: WarningOutcome,
}

/// How a bottleneck begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beginning {
    /// It is there at the first look.
    FromTheStart,
    /// It came as things went.
    InTime,
    /// A shock has struck since the last look.
    AfterAShock,
}

/// What becomes of the warning at a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It stays as it was.
    AsBefore,
    /// The town is warned.
    Warned,
    /// The warning is withdrawn.
    Withdrawn,
}

impl Standing {
    pub fn clear(&mut self) {
        self.trend.clear();
        self.foreseen.clear();
        (self.alarm, self.calm) = (None, 0);
        (self.is_there, self.quiet) = (false, 0);
        (self.waiting, self.lost) = (0, 0);
        self.outcome = WarningOutcome::default();
    }

    /// Notes the forecast of a look. The town is warned by any week with a bottleneck, and no
    /// longer after a few looks without; a warning that is too old is given anew.
    pub fn looks_ahead(&mut self, day: Day, weeks: WeeksAhead, horizon_weeks: u32) -> Turn {
        self.foreseen.note(weeks, horizon_weeks);
        self.forget_a_false_alarm(day, horizon_weeks);
        match (self.alarm, weeks.is_calm()) {
            (None, true) => Turn::AsBefore,
            (None, false) => {
                (self.alarm, self.calm) = (Some(day), 0);
                self.outcome.alarms += 1;
                self.outcome.first_warning.get_or_insert(day);
                Turn::Warned
            }
            (Some(_), false) => {
                self.calm = 0;
                Turn::AsBefore
            }
            (Some(_), true) => {
                self.calm += 1;
                if self.calm < TAKEN_BACK {
                    return Turn::AsBefore;
                }
                self.alarm = None;
                self.outcome.false_alarms += 1;
                Turn::Withdrawn
            }
        }
    }

    /// Nothing came within twice the horizon.
    fn forget_a_false_alarm(&mut self, day: Day, horizon_weeks: u32) {
        let is_over = |since: Day| day - since > horizon_weeks.saturating_mul(2 * LOOK_DAYS);
        if self.alarm.is_some_and(is_over) {
            self.alarm = None;
            self.outcome.false_alarms += 1;
        }
    }

    pub fn begins(&mut self, day: Day, beginning: Beginning) {
        (self.is_there, self.quiet) = (true, 0);
        let looks = match beginning {
            Beginning::FromTheStart => {
                self.outcome.was_there = true;
                return;
            }
            Beginning::InTime => self.foreseen.since(),
            Beginning::AfterAShock => self.foreseen.since_without_a_shock(),
        };
        self.alarm = None;
        self.foreseen.clear();
        let lead = looks.map(|looks| looks * LOOK_DAYS);
        self.outcome.bites += 1;
        self.outcome.warned += u32::from(lead.is_some());
        if self.outcome.first_bite.is_none() {
            (self.outcome.first_bite, self.outcome.first_lead) = (Some(day), lead);
        }
    }

    pub fn goes_on(&mut self, is_there: bool) {
        self.quiet = if is_there { 0 } else { self.quiet + 1 };
        self.is_there = self.quiet < QUIET_LOOKS;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks of a horizon of two weeks, from day 7 on; each forecast is the first week with a
    /// bottleneck, 0 for none.
    fn after(looks: &[u32]) -> (Standing, Vec<Turn>) {
        let mut standing = Standing::default();
        let turns = (1..)
            .zip(looks)
            .map(|(number, &week)| {
                let mut weeks = WeeksAhead::default();
                if week > 0 {
                    weeks.add(week);
                }
                standing.looks_ahead(number * LOOK_DAYS, weeks, 2)
            })
            .collect();
        (standing, turns)
    }

    #[test]
    fn a_warning_without_a_bottleneck_in_twice_the_horizon_was_false_and_is_given_anew() {
        let (standing, _) = after(&[2, 2, 2, 2, 2]);
        assert_eq!((standing.alarm, standing.outcome.false_alarms), (Some(7), 0));
        let (standing, _) = after(&[2, 2, 2, 2, 2, 2]);
        assert_eq!((standing.alarm, standing.outcome.false_alarms), (Some(42), 1));
    }

    #[test]
    fn a_warning_is_withdrawn_after_four_calm_looks_and_not_after_three() {
        let (standing, turns) = after(&[1, 0, 0, 0, 1]);
        assert_eq!((standing.alarm, standing.outcome.false_alarms), (Some(7), 0));
        assert!(!turns.contains(&Turn::Withdrawn));
        let (standing, turns) = after(&[1, 0, 0, 0, 0]);
        assert_eq!((standing.alarm, standing.outcome.false_alarms), (None, 1));
        assert_eq!((turns[0], turns[4]), (Turn::Warned, Turn::Withdrawn));
    }

    #[test]
    fn who_was_warned_of_something_else_was_not_warned_of_a_fire() {
        let begun = |beginning| {
            let (mut standing, _) = after(&[2, 2, 2]);
            standing.begins(28, beginning);
            standing.outcome.first_lead
        };
        // The last forecast said "in two weeks"; the fire is one week after it.
        assert_eq!(begun(Beginning::InTime), Some(21));
        assert_eq!(begun(Beginning::AfterAShock), None);
    }

    #[test]
    fn a_bottleneck_is_over_after_four_quiet_looks_and_the_next_one_counts_anew() {
        let (mut standing, _) = after(&[2, 1]);
        standing.begins(21, Beginning::InTime);
        (0..3).for_each(|_| standing.goes_on(false));
        standing.goes_on(true);
        (0..3).for_each(|_| standing.goes_on(false));
        assert!(standing.is_there);
        standing.goes_on(false);
        assert!(!standing.is_there);
        standing.begins(100, Beginning::InTime);
        let outcome = standing.outcome;
        assert_eq!(
            (outcome.first_lead, outcome.bites, outcome.warned),
            (Some(14), 2, 1)
        );
    }
}
