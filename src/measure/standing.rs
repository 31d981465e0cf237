//! How far a measure has come on a day: late or not and why, target reached or not.

use super::{Concept, Feasibility, Indicator, Measure, MeetingState, Status};
use crate::calendar::Date;

/// Why a measure is behind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Late {
    /// The town itself says so.
    Said,
    /// It should have begun.
    NotBegun {
        /// When.
        since: Date,
    },
    /// It should be completed.
    NotCompleted {
        /// When.
        since: Date,
    },
    /// The target should be reached.
    TargetMissed {
        /// By when.
        by: Date,
        /// The last value known.
        value: f64,
    },
    /// The next step should be done.
    StepOverdue {
        /// Since when.
        since: Date,
    },
}

/// Everything in which a measure is behind on a day. What is postponed, completed or given up
/// is not late.
pub fn late(concept: &Concept, measure: &Measure, date: Date) -> Vec<Late> {
    let mut all = Vec::new();
    if !measure.status.is_open() || measure.status == Status::Postponed {
        return all;
    }
    if measure.status == Status::Delayed {
        all.push(Late::Said);
    }
    if let Some(since) = measure.start.filter(|start| *start < date)
        && measure.status == Status::Planned
    {
        all.push(Late::NotBegun { since });
    }
    if let Some(since) = measure.end.filter(|end| *end < date) {
        all.push(Late::NotCompleted { since });
    }
    if let Some(since) = measure.next_date.filter(|next| *next < date)
        && step_done(concept, measure, date).is_none()
    {
        all.push(Late::StepOverdue { since });
    }
    all.extend(target_missed(measure, &concept.indicators, date));
    all
}

/// The day on which an occasion about the measure ended its next step: one that took place on the
/// day of the step or later, and not after the day of the report.
pub fn step_done(concept: &Concept, measure: &Measure, date: Date) -> Option<Date> {
    let step = measure.next_date?;
    let is_meant = |at: usize| concept.measures.get(at).is_some_and(|one| one.id == measure.id);
    let took_place = concept
        .meetings
        .iter()
        .filter(|meeting| meeting.measure.is_some_and(is_meant))
        .filter(|meeting| meeting.state == MeetingState::Fixed)
        .map(|meeting| meeting.date);
    took_place.filter(|day| (step..=date).contains(day)).min()
}

fn target_missed(measure: &Measure, indicators: &[Indicator], date: Date) -> Option<Late> {
    let by = due(measure).filter(|by| *by < date)?;
    let indicator = indicators.get(measure.indicator?)?;
    let (_, value) = indicator.known_on(date)?;
    (share_reached(measure, indicator, date)? < 1.0).then_some(Late::TargetMissed { by, value })
}

/// The day by which the target is to be reached.
pub fn due(measure: &Measure) -> Option<Date> {
    measure.target_date.or(measure.end)
}

/// Part of the way from baseline to target that was gone on a day: 0 at the baseline, 1 at the
/// target, less than 0 where things got worse. `None` where a value is missing or the two are
/// the same and the value is neither.
pub fn share_reached(measure: &Measure, indicator: &Indicator, date: Date) -> Option<f64> {
    let (_, value) = indicator.known_on(date)?;
    let target = measure.target?;
    let baseline = indicator.baseline.unwrap_or(0.0);
    let way = target - baseline;
    if way == 0.0 {
        return (value == target).then_some(1.0);
    }
    Some((value - baseline) / way)
}

/// Whether somebody else than the administration must act first.
pub fn waits_for(measure: &Measure) -> Option<Feasibility> {
    (measure.feasibility != Feasibility::Free && measure.status.is_open()).then_some(measure.feasibility)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// A measure of which nothing is known but its name.
    pub fn measure(status: Status) -> Measure {
        Measure {
            id: "m".into(),
            name: "M".into(),
            field: 0,
            goal: None,
            owner: None,
            partners: None,
            target_group: None,
            start: None,
            end: None,
            cost_once_eur: None,
            cost_per_year_eur: None,
            funding: None,
            indicator: None,
            target: None,
            target_date: None,
            status,
            status_since: None,
            status_before: None,
            feasibility: Feasibility::Free,
            risk: None,
            last_report: None,
            simple: None,
            next_step: None,
            next_date: None,
            covers: Vec::new(),
            effects: Vec::new(),
            effects_from: None,
            effects_end: None,
            acts: false,
            ramp_up_days: 0,
            delay: None,
            failure_probability: 0.0,
            source: None,
        }
    }

    fn indicator(baseline: f64, actual: &[(&str, f64)]) -> Indicator {
        Indicator {
            id: "i".into(),
            name: "I".into(),
            unit: "Wohnungen".into(),
            baseline: Some(baseline),
            baseline_date: None,
            actual: actual.iter().map(|(day, value)| (date(day), *value)).collect(),
            source: None,
        }
    }

    #[test]
    fn a_measure_that_should_have_begun_or_ended_is_late() {
        let mut planned = measure(Status::Planned);
        planned.start = Some(date("2025-01-01"));
        let since = date("2025-01-01");
        assert_eq!(late(&Concept::default(), &planned, date("2025-01-01")), []);
        assert_eq!(
            late(&Concept::default(), &planned, date("2025-01-02")),
            [Late::NotBegun { since }]
        );
        planned.status = Status::Postponed;
        assert_eq!(late(&Concept::default(), &planned, date("2025-01-02")), []);
        let mut running = measure(Status::Running);
        running.end = Some(since);
        assert_eq!(
            late(&Concept::default(), &running, date("2025-06-01")),
            [Late::NotCompleted { since }]
        );
        running.status = Status::Completed;
        assert_eq!(late(&Concept::default(), &running, date("2025-06-01")), []);
    }

    /// From 10 to 30, today at 15: a quarter of the way; from 30 down to 10, at 15: three quarters.
    #[test]
    fn the_way_to_the_target_counts_upwards_and_downwards() {
        let mut running = measure(Status::Running);
        running.indicator = Some(0);
        running.target = Some(30.0);
        let up = indicator(10.0, &[("2025-01-01", 12.0), ("2025-06-01", 15.0)]);
        assert_eq!(share_reached(&running, &up, date("2025-12-31")), Some(0.25));
        assert_eq!(share_reached(&running, &up, date("2025-03-01")), Some(0.1));
        assert_eq!(share_reached(&running, &up, date("2024-12-31")), None);
        running.target = Some(10.0);
        let down = indicator(30.0, &[("2025-01-01", 15.0)]);
        assert_eq!(share_reached(&running, &down, date("2025-12-31")), Some(0.75));
    }

    #[test]
    fn a_target_is_missed_after_its_day_only() {
        let mut running = measure(Status::Running);
        running.indicator = Some(0);
        running.target = Some(30.0);
        running.target_date = Some(date("2025-06-30"));
        let concept = Concept {
            indicators: vec![indicator(10.0, &[("2025-06-01", 15.0)])],
            ..Concept::default()
        };
        assert_eq!(late(&concept, &running, date("2025-06-30")), []);
        let by = date("2025-06-30");
        assert_eq!(
            late(&concept, &running, date("2025-07-01")),
            [Late::TargetMissed { by, value: 15.0 }]
        );
        running.target = Some(15.0);
        assert_eq!(late(&concept, &running, date("2025-07-01")), []);
    }
    /// The step is set for 1 May; the occasion of 3 May is about the measure, so from then on
    /// nothing is due.
    #[test]
    fn an_occasion_that_took_place_ends_a_step() {
        use crate::measure::{Meeting, Part, Who};
        let mut running = measure(Status::Running);
        running.next_date = Some(date("2025-05-01"));
        let mut concept = Concept {
            measures: vec![running.clone()],
            meetings: vec![Meeting {
                id: "o".into(),
                name: "O".into(),
                date: date("2025-05-03"),
                who: vec![Who::Residents],
                part: Part::Heard,
                site: None,
                measure: Some(0),
                state: MeetingState::Fixed,
                source: None,
            }],
            ..Concept::default()
        };
        let since = date("2025-05-01");
        let overdue = [Late::StepOverdue { since }];
        assert_eq!(late(&concept, &running, date("2025-05-02")), overdue);
        assert_eq!(late(&concept, &running, date("2025-05-03")), []);
        concept.meetings[0].state = MeetingState::Cancelled;
        assert_eq!(late(&concept, &running, date("2025-05-03")), overdue);
        concept.meetings[0].state = MeetingState::Fixed;
        concept.meetings[0].date = date("2025-04-30");
        assert_eq!(late(&concept, &running, date("2025-05-03")), overdue);
    }
}
