//! How many households come from each source on a day: the arrival processes at work.

use super::model::{Model, Source, SourceKind};
use super::outcome::SurgeOutcome;
use super::{SourceState, Town};
use crate::arrivals::{Course, DayCount, Level, RateProcess, nested_count};
use crate::calendar::Day;
use crate::streams::Draw;

impl Town {
    /// The level of every arrival process at the start.
    pub(super) fn draw_levels(&mut self, model: &Model) {
        self.counts.clear();
        for source in &model.sources {
            let level = |level: &Level| level.at_start(&self.stream, source.entity);
            self.counts.push(SourceState {
                level: source.kind.level().map_or(1.0, level),
                today: DayCount::new(0.0, 1.0),
                listed: 0,
                regime: 0,
                excitement: 0.0,
            });
        }
        self.begin_courses(model);
        self.surge_starts.clear();
        for plan in &model.surges {
            let block = self.stream.block(Draw::Surge, plan.entity, 0, 0);
            let start = plan.start.day(block.first(), block.second());
            self.surge_starts.push(start);
            self.outcome.surges.push(SurgeOutcome {
                began: start,
                ..SurgeOutcome::default()
            });
        }
    }

    /// In which state processes with a memory begin.
    fn begin_courses(&mut self, model: &Model) {
        for (source, state) in model.sources.iter().zip(&mut self.counts) {
            match &source.kind {
                SourceKind::Rate {
                    course: Course::Regimes(regimes),
                    ..
                } => state.regime = regimes.begin(&self.stream, source.entity),
                SourceKind::Rate {
                    course: Course::Excited(excitement),
                    ..
                } => state.excitement = excitement.begin(),
                _ => {}
            }
        }
    }

    /// A month begins: the levels drift.
    pub(super) fn move_levels(&mut self, model: &Model) {
        for (source, state) in model.sources.iter().zip(&mut self.counts) {
            if let Some(level) = source.kind.level() {
                state.level *= level.monthly_step(&self.stream, source.entity, self.month as u32);
            }
        }
    }

    /// How many households come from a source today.
    pub(super) fn count_today(&mut self, at: usize, source: &Source) -> u32 {
        match &source.kind {
            SourceKind::Listed(listed) => self.listed_today(at, listed),
            SourceKind::Rate {
                course, dispersion, ..
            } => self.drawn_today(at, source.entity, course, *dispersion),
            SourceKind::Surge { number, rate, times } => {
                self.surging_today(at, source.entity, *number, rate, *times)
            }
            SourceKind::Evacuated { shock, households } => {
                let strikes = self.shocks[*shock].outcome.struck == Some(self.day);
                if strikes { *households } else { 0 }
            }
        }
    }

    /// The day by which today's households of a source are addressed: a surge counts from its
    /// own first day, so another start brings the same people.
    pub(super) fn day_of(&self, source: &Source) -> Day {
        match source.kind {
            SourceKind::Surge { number, .. } => self.surge_starts[number]
                .and_then(|start| Day::try_from(i64::from(self.day) - start).ok())
                .unwrap_or(self.day),
            _ => self.day,
        }
    }

    fn listed_today(&mut self, at: usize, listed: &[(Day, u32)]) -> u32 {
        let state = &mut self.counts[at];
        let mut count = 0;
        while let Some(&(date, households)) = listed.get(state.listed) {
            if date > self.day {
                break;
            }
            count += households;
            state.listed += 1;
        }
        count
    }

    #[inline]
    fn drawn_today(&mut self, at: usize, entity: u32, course: &Course, dispersion: f64) -> u32 {
        let (day, stream, state) = (self.day, self.stream, &mut self.counts[at]);
        let expected = match course {
            Course::Constant(rate) => *rate,
            Course::Daily(rates) => rates.get(day as usize).copied().unwrap_or(0.0),
            Course::Regimes(regimes) => {
                if day > 0 {
                    state.regime = regimes.next(state.regime, &stream, entity, day);
                }
                regimes.states[state.regime].per_day
            }
            Course::Blocks(blocks) => blocks.on(&stream, entity, day),
            Course::Excited(excited) => excited.base + state.excitement,
        };
        let mean = expected * state.level;
        // The rate mostly stays the same for a month; its distribution is kept.
        if mean != state.today.mean() {
            state.today = DayCount::new(mean, dispersion);
        }
        let count = state
            .today
            .draw(|part| stream.block(Draw::ArrivalCount, entity, day, part).first());
        if let Course::Excited(excited) = course {
            state.excitement = excited.after(state.excitement, count);
        }
        count
    }

    /// The course of a surge counts from its own first day.
    fn surging_today(&self, at: usize, entity: u32, number: usize, rate: &RateProcess, times: f64) -> u32 {
        let Some(start) = self.surge_starts[number] else {
            return 0;
        };
        let Ok(passed) = usize::try_from(i64::from(self.day) - start) else {
            return 0;
        };
        let expected = match &rate.course {
            Course::Daily(rates) => rates.get(passed).copied().unwrap_or(0.0),
            _ => 0.0,
        };
        let mean = expected * self.counts[at].level * times;
        if mean <= 0.0 {
            return 0;
        }
        let (day, stream) = (passed as u32, self.stream);
        nested_count(mean, rate.dispersion, |part| {
            stream.block(Draw::ArrivalCount, entity, day, part).first()
        })
    }
}
