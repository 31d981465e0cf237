//! The escalation plan of a town as data: steps with trigger, action, lead time and withdrawal.
//!
//! When a step is taken is decided in `simulation`; what lead times are usual stands in
//! [`preset`].

use crate::ids::{GroupId, SiteId};
use crate::stay::Duration;
use crate::units::Money;

pub mod preset;

/// A step of the ladder.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// What must be seen for the step to be taken.
    pub trigger: Trigger,
    /// What is done.
    pub action: Action,
    /// Days from the decision to the first night with the effect; 0: the same night.
    pub lead_time: Duration,
    /// What it costs beyond the sites that it opens.
    pub cost: StepCost,
    /// When it is taken back.
    pub withdrawal: Withdrawal,
    /// What it breaks.
    pub breaks: Vec<Breach>,
}

/// What must be seen for a step to be taken. Everything is looked at once a day, after the
/// arrivals of the day and before places are assigned.
#[derive(Clone, Debug, PartialEq)]
pub enum Trigger {
    /// Fewer regular places will be free than this, as the town expects today.
    FreePlaces {
        /// Places; may be negative.
        below: f64,
        /// How many weeks ahead.
        weeks: u32,
    },
    /// At least this part of the usable regular places was taken last night.
    Occupied {
        /// 0 to 1.
        at_least: f64,
    },
    /// At least so many persons had no place at all in each of the last nights.
    Unmet {
        /// Persons.
        persons: u32,
        /// Nights in a row.
        nights: u32,
    },
    /// A day has come.
    Date {
        /// Day, from the start of the run.
        from: i64,
    },
    /// Another step is in a state.
    Step {
        /// Index of the step.
        step: usize,
        /// Which state.
        state: StepState,
    },
}

/// A state of a step that another one can wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// It is in effect.
    Active,
    /// It is in effect and offers nothing more, or its days are used up.
    Exhausted,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Opens sites.
    Activate {
        /// Which.
        sites: Vec<SiteId>,
        /// Days after which they close whatever happens.
        at_most_days: Option<u32>,
    },
    /// Puts more beds into rooms.
    Densify {
        /// Where and how many.
        rooms: Vec<Denser>,
    },
    /// Rents rooms in blocks; each block is a site of its own.
    Hotel {
        /// The blocks in the order in which they are rented.
        blocks: Vec<SiteId>,
    },
    /// Sites whose end has come stay.
    StopClosures {
        /// Which.
        sites: Vec<SiteId>,
    },
    /// Reports overload: arrivals are paused.
    Pause {
        /// Groups whose arrivals are paused.
        groups: Vec<GroupId>,
        /// Part of the households that is not taken.
        share: f64,
        /// Days after which the pause is over.
        days: u32,
    },
}

/// More beds in a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denser {
    /// A site without units gets so many more beds.
    Beds {
        /// The site.
        site: SiteId,
        /// More beds.
        more: u32,
    },
    /// The units of one class get more beds each.
    Units {
        /// The site.
        site: SiteId,
        /// Index of the class in the site's list.
        class: usize,
        /// More beds in each.
        more: u32,
    },
}

/// What a step costs beyond the sites that it opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepCost {
    /// Each time it takes effect.
    pub once: Money,
    /// Per day in effect.
    pub per_day: Money,
    /// Per place that it brings and day in effect.
    pub per_place_day: Money,
}

/// When a step is taken back: all conditions have held for some days in a row. Nobody is sent
/// away by a withdrawal: people in regular sites move when they find another regular place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Withdrawal {
    /// Days in a row; also the rest after a withdrawal, so that no step flaps.
    pub quiet_days: u32,
    /// Days in effect before it can be taken back (a minimum contract).
    pub minimum_days: u32,
    /// So many regular places will be free without the step, as the town expects today.
    pub free_places_at_least: Option<f64>,
    /// At most this part of the usable regular places is taken.
    pub occupied_at_most: Option<f64>,
    /// Not before this day.
    pub not_before: Option<i64>,
}

/// What a step breaks.
#[derive(Clone, Debug, PartialEq)]
pub enum Breach {
    /// Neighbours should be told so many days before, and cannot be.
    Notice {
        /// Days.
        days: u32,
    },
    /// People have less room than they should.
    Area {
        /// What they have, in m² per person.
        m2_per_person: f64,
        /// What they should have, in m² per person.
        standard_m2: f64,
    },
    /// Something else, in the town's own words.
    Other(String),
}

/// Looks ahead for a trigger or withdrawal that does not say how far.
pub const USUAL_WEEKS: u32 = 4;

impl Step {
    /// Weeks that the step looks ahead.
    pub fn weeks(&self) -> u32 {
        match self.trigger {
            Trigger::FreePlaces { weeks, .. } => weeks,
            _ => USUAL_WEEKS,
        }
    }

    /// The sites that only this step opens.
    pub fn own_sites(&self) -> &[SiteId] {
        match &self.action {
            Action::Activate { sites, .. } => sites,
            Action::Hotel { blocks } => blocks,
            _ => &[],
        }
    }
}
