//! What the last forecasts said of the weeks to come, and since when a bottleneck that is there
//! today was to be seen in them.

use std::collections::VecDeque;

/// A bottleneck that was expected so many looks before or after the day on which it comes is
/// taken for the same; two that are not farther apart count as one.
pub(super) const NEAR: u32 = 4;

/// A forecast that is taken back for as many looks in a row is withdrawn.
pub(super) const TAKEN_BACK: u32 = 4;

/// The weeks of a forecast in which a bottleneck is to be expected: bit 1 is the next week. A
/// horizon has 104 weeks at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WeeksAhead(u128);

impl WeeksAhead {
    pub fn add(&mut self, week: u32) {
        self.0 |= 1u128.checked_shl(week).unwrap_or(0);
    }

    pub fn is_calm(self) -> bool {
        self.0 == 0
    }

    /// Whether a bottleneck is to be expected in that week or in so many before and after it.
    fn shows(self, week: u32, around: u32) -> bool {
        let (first, last) = (week.saturating_sub(around).max(1), week + around);
        let from = u128::MAX.checked_shl(first).unwrap_or(0);
        let beyond = u128::MAX.checked_shl(last + 1).unwrap_or(0);
        self.0 & from & !beyond != 0
    }
}

/// The forecasts of the last looks, the latest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Foreseen {
    looks: VecDeque<WeeksAhead>,
}

impl Foreseen {
    pub fn clear(&mut self) {
        self.looks.clear();
    }

    /// Notes the forecast of a look; of older ones only those that reach today are kept.
    pub fn note(&mut self, weeks: WeeksAhead, horizon_weeks: u32) {
        self.looks.push_front(weeks);
        self.looks.truncate((horizon_weeks + NEAR) as usize);
    }

    /// Looks since which the forecasts showed the bottleneck that is there today, give or take a
    /// few weeks, without having been withdrawn since; `None`: they did not.
    pub fn since(&self) -> Option<u32> {
        self.run(NEAR, TAKEN_BACK)
    }

    /// The same where a shock has struck that nobody could foresee: forecasts count only if they
    /// showed the bottleneck for today itself, from then to the last one.
    pub fn since_without_a_shock(&self) -> Option<u32> {
        self.run(0, 1)
    }

    fn run(&self, around: u32, taken_back: u32) -> Option<u32> {
        let (mut since, mut missing) = (None, 0);
        for (ago, weeks) in (1..).zip(&self.looks) {
            if weeks.shows(ago, around) {
                (since, missing) = (Some(ago), 0);
            } else {
                missing += 1;
                if missing >= taken_back {
                    break;
                }
            }
        }
        since
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Forecasts from the oldest to the latest, each a list of weeks.
    fn foreseen(looks: &[&[u32]]) -> Foreseen {
        let mut foreseen = Foreseen::default();
        for weeks in looks {
            let mut ahead = WeeksAhead::default();
            weeks.iter().for_each(|week| ahead.add(*week));
            foreseen.note(ahead, 26);
        }
        foreseen
    }

    #[test]
    fn a_forecast_counts_from_the_look_that_first_showed_today() {
        // Three looks ago: in three weeks; so on to today.
        let seen = foreseen(&[&[], &[3], &[2], &[1]]);
        assert_eq!((seen.since(), seen.since_without_a_shock()), (Some(3), Some(3)));
    }

    #[test]
    fn a_bottleneck_four_weeks_off_is_the_same_and_five_weeks_off_is_another() {
        assert_eq!(foreseen(&[&[6], &[5]]).since(), Some(2));
        assert_eq!(foreseen(&[&[7], &[6]]).since(), None);
        // Expected before today and still not come: four weeks late is the same.
        assert_eq!(foreseen(&[&[1], &[], &[], &[], &[]]).since(), None);
        assert_eq!(foreseen(&[&[1], &[], &[], &[]]).since(), Some(4));
    }

    #[test]
    fn a_shock_counts_as_foreseen_only_on_its_own_day() {
        // "In 20 weeks", said for 30 weeks: not today.
        let twenty: &[u32] = &[20, 21, 22];
        let seen = foreseen(&[twenty; 30]);
        assert_eq!((seen.since(), seen.since_without_a_shock()), (None, None));
        // Expected for next week already, without a shock; a week later than today.
        let seen = foreseen(&[&[3], &[2]]);
        assert_eq!((seen.since(), seen.since_without_a_shock()), (Some(2), None));
    }

    #[test]
    fn a_forecast_that_was_taken_back_for_four_looks_is_withdrawn() {
        assert_eq!(foreseen(&[&[5], &[], &[], &[], &[]]).since(), None);
        assert_eq!(foreseen(&[&[5], &[], &[], &[], &[1]]).since(), Some(5));
        assert_eq!(foreseen(&[&[6], &[], &[], &[], &[], &[1]]).since(), Some(1));
    }

    #[test]
    fn the_longest_horizon_fits() {
        let mut weeks = WeeksAhead::default();
        weeks.add(104);
        assert!(weeks.shows(104, 0) && weeks.shows(108, 4) && !weeks.shows(103, 0));
        weeks.add(1000);
        assert!(!weeks.shows(1000, 4));
    }
}
