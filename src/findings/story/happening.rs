//! What happens in a course, by day.

use crate::calendar::{Date, Day};
use crate::findings::warning::Scarce;
use std::collections::BTreeMap;

/// Something that happens.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// A surge begins.
    SurgeBegins {
        /// Its name.
        name: String,
    },
    /// A shock strikes.
    Shock {
        /// Its name.
        name: String,
        /// Persons in sites who lose their place.
        displaced: u32,
        /// Residents who come to the waiting list.
        evacuated: u32,
        /// Sites that close, by name.
        sites: Vec<String>,
    },
    /// What a shock took is back.
    ShockOver {
        /// Its name.
        name: String,
    },
    /// Sites open.
    Opens {
        /// Their names.
        sites: Vec<String>,
        /// Their usable places.
        places: u32,
    },
    /// Sites close as planned.
    Closes {
        /// Their names.
        sites: Vec<String>,
        /// Persons who must move.
        persons: u32,
    },
    /// A step is decided.
    StepDecided {
        /// Its name.
        name: String,
    },
    /// A step takes effect.
    StepEffect {
        /// Its name.
        name: String,
    },
    /// A step ends.
    StepEnds {
        /// Its name.
        name: String,
    },
    /// The town is warned.
    Warned {
        /// Of what.
        what: Vec<Scarce>,
    },
    /// A warning that was told is withdrawn.
    WarningWithdrawn {
        /// Of what it was.
        what: Vec<Scarce>,
    },
    /// People sleep in emergency accommodation from this night on.
    Emergency(Nights),
    /// People have no place from this night on.
    Unmet(Nights),
    /// All have a place again.
    AllHoused,
    /// Households are not taken from this day on because arrivals are paused.
    NotTaken {
        /// Persons, until the pause ends.
        persons: u32,
    },
}

/// A run of nights; gaps of a week do not end it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nights {
    /// Persons in the first of them.
    pub first: u32,
    /// Most persons in one of them.
    pub most: u32,
    /// The night with the most.
    pub most_on: Date,
    /// The last of them.
    pub until: Date,
    /// Person-nights in all of them.
    pub person_nights: u64,
}

/// What happens, by day.
#[derive(Debug, Default)]
pub(super) struct Days(pub(super) BTreeMap<Day, Vec<Happening>>);

impl Days {
    pub(super) fn add(&mut self, day: Day, happening: Happening) {
        self.0.entry(day).or_default().push(happening);
    }
}
