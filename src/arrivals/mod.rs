//! Arrival processes: how many households of a group arrive on each day.

mod blocks;
mod counts;
mod excitement;
mod level;
mod regimes;

pub use blocks::Blocks;
pub use counts::{DayCount, nested_count};
pub use excitement::Excitement;
pub use regimes::{Regime, Regimes};

use crate::calendar::Day;

/// One process by which households of a group arrive.
#[derive(Clone, Debug, PartialEq)]
pub enum Process {
    /// Known dates and numbers of households, in order of time.
    Listed(Vec<(Day, u32)>),
    /// A rate that may change with time, with an uncertain level.
    Rate(RateProcess),
}

/// A random process with a given expected course.
#[derive(Clone, Debug, PartialEq)]
pub struct RateProcess {
    /// Which of the processes of the file it is; part of the address of its draws.
    pub shape: Shape,
    /// Expected households on each day.
    pub course: Course,
    /// Variance of a day's number by its mean; 1: Poisson, more: negative binomial. A surge may
    /// have 0: its numbers are known.
    pub dispersion: f64,
    /// Uncertainty of the level.
    pub level: Level,
}

/// The processes of the file that have a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Steady, independent.
    Poisson,
    /// Steady, in bursts.
    NegativeBinomial,
    /// Up and down with the year.
    Seasonal,
    /// A wave scaled to a total.
    Wave,
    /// A historical series played again.
    Replay,
    /// Calm and surge by turns.
    Regimes,
    /// Blocks of a historical series in random order.
    Blocks,
    /// Arrivals that bring more arrivals.
    Excited,
}

impl Process {
    /// Households expected on the first days, so many of them, whatever the level.
    pub fn expected(&self, days: Day) -> f64 {
        match self {
            Process::Listed(listed) => {
                let within = listed.iter().filter(|(day, _)| *day < days);
                within.map(|(_, households)| f64::from(*households)).sum()
            }
            Process::Rate(rate) => rate.course.expected(days),
        }
    }

    /// The same process with this many times the households; with the same draws a larger
    /// factor brings the same households and some more.
    pub fn times(&self, factor: f64) -> Process {
        match self {
            Process::Listed(listed) => {
                let more = |&(day, households): &(Day, u32)| {
                    (day, libm::round(f64::from(households) * factor) as u32)
                };
                Process::Listed(listed.iter().map(more).collect())
            }
            Process::Rate(rate) => Process::Rate(RateProcess {
                course: rate.course.times(factor),
                ..rate.clone()
            }),
        }
    }
}

impl Course {
    fn expected(&self, days: Day) -> f64 {
        let length = f64::from(days);
        match self {
            Course::Constant(rate) => rate * length,
            Course::Daily(rates) => rates.iter().take(days as usize).sum(),
            Course::Regimes(regimes) => regimes.mean_per_day() * length,
            Course::Blocks(blocks) => {
                let mean = blocks.series.iter().sum::<f64>() / blocks.series.len().max(1) as f64;
                mean * f64::from(days.saturating_sub(blocks.from))
            }
            Course::Excited(excited) => excited.base / (1.0 - excited.branching).max(1e-9) * length,
        }
    }

    fn times(&self, factor: f64) -> Course {
        let mut course = self.clone();
        match &mut course {
            Course::Constant(rate) => *rate *= factor,
            Course::Daily(rates) => rates.iter_mut().for_each(|rate| *rate *= factor),
            Course::Regimes(regimes) => {
                let states = regimes.states.iter_mut();
                states.for_each(|regime| regime.per_day *= factor);
            }
            Course::Blocks(blocks) => blocks.series.iter_mut().for_each(|rate| *rate *= factor),
            Course::Excited(excited) => excited.base *= factor,
        }
        course
    }
}

/// Expected households on each day.
#[derive(Clone, Debug, PartialEq)]
pub enum Course {
    /// The same every day.
    Constant(f64),
    /// One number per day from day 0; none after the last.
    Daily(Vec<f64>),
    /// The rate of the regime that holds on the day.
    Regimes(Regimes),
    /// Days of a historical series, drawn block by block.
    Blocks(Blocks),
    /// A base rate and what the arrivals of the days before add to it.
    Excited(Excitement),
}

/// How uncertain the level of a process is; both factors are lognormal with mean 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Level {
    /// Coefficient of variation at the start, drawn once per replication.
    pub cv: f64,
    /// Standard deviation of the logarithm after one year of monthly steps.
    pub drift_per_year: f64,
}
