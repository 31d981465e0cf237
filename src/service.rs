//! Services: limited local capacity besides beds. Kita, school reception, language course,
//! social work: who needs them, how many places there are, when somebody is let in.
//!
//! Numbers of the known services stand in `input/presets/services.toml`; how a day goes, in
//! `simulation`.

use crate::calendar::Day;
use crate::household::AgeBand;
use crate::ids::TrackId;
use crate::stay::Duration;

/// A service of the town.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Tracks of the people whom it serves; `None`: all.
    pub tracks: Option<Vec<TrackId>>,
    /// How it serves them.
    pub offer: Offer,
}

/// How a service serves people.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// By places that one person takes at a time, with a queue for each.
    Places(Places),
    /// By people who look after so many at once; nobody waits, but the ratio gets worse.
    Staff(Staff),
}

/// A service with places.
#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    /// Youngest and oldest band of age that it serves.
    pub ages: (AgeBand, AgeBand),
    /// Part of these people who need it.
    pub share: f64,
    /// How many places there are.
    pub capacity: Capacity,
    /// When people are let in.
    pub intake: Intake,
    /// How long a place is taken.
    pub usage: Usage,
    /// Part of the people in need at the start whose need has been met before.
    pub met_at_start: f64,
    /// Days of waiting up to which somebody is served in time.
    pub in_time_days: u32,
    /// Days after which somebody gives up; `None`: never.
    pub patience_days: Option<u32>,
    /// So many persons may wait longer than is in time before it counts as a bottleneck.
    pub tolerated_late: u32,
}

/// How many places there are. Unlimited, unknown and zero are three things.
#[derive(Clone, Debug, PartialEq)]
pub enum Capacity {
    /// As many as are needed.
    Unlimited,
    /// Nobody knows: need is counted, waiting cannot be.
    Unknown,
    /// So many for the whole town.
    Town(u32),
    /// So many for the people of each district, in order of the file; `None`: unknown.
    Districts(Vec<Option<u32>>),
}

/// When people are let in.
#[derive(Clone, Debug, PartialEq)]
pub enum Intake {
    /// On any day on which there is a place.
    AnyDay,
    /// On the first day of the service's year, and few in between.
    Year {
        /// First days of the years within the run, in order.
        starts: Vec<Day>,
        /// Places that can be given between two of them, in the whole town or in each district.
        during_year: u32,
    },
    /// On these days, in order.
    Days(Vec<Day>),
}

/// How long a place is taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Usage {
    /// Until the person leaves town or outgrows the service.
    Open,
    /// For a time, and not longer than that.
    For(Duration),
    /// People start together and end together; the seats of those who leave stay empty.
    Class {
        /// Seats of a class.
        size: u32,
        /// Fewest persons with whom one starts.
        minimum: u32,
        /// Days from the first to the last.
        days: u32,
    },
}

/// A service by staff.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Staff {
    /// Full-time positions; `None`: unknown.
    pub positions: Option<f64>,
    /// Persons whom one position can look after.
    pub persons_per_position: f64,
    /// Persons per position above which only crises are dealt with.
    pub crisis_above: f64,
}
