//! Early warning as data: how far ahead the town looks, from which level on it is warned, and
//! what it could do.
//!
//! Which bottlenecks are watched and what is expected on a day is worked out in `simulation`.

pub mod usual;

/// When the town is warned.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// Weeks that are looked ahead.
    pub horizon_weeks: u32,
    /// What must be expected within them.
    pub level: Level,
    /// What the town could do beside its ladder, its sites and the usual steps.
    pub remedies: Vec<Remedy>,
}

/// What must be expected for a warning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Level {
    /// Less than this is left in some week; of services: people are expected to wait too long.
    Expected {
        /// Free places in the whole town.
        free_places: f64,
        /// Free units of a type.
        free_units: f64,
    },
    /// A bottleneck is at least this likely in some week.
    Likely {
        /// 0 to 1.
        probability: f64,
    },
}

/// Something that the town could do.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Days from the decision to the effect.
    pub lead_days: f64,
    /// Services that it helps, by index; none: it brings places to live.
    pub services: Vec<usize>,
}

/// What can become scarce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bottleneck {
    /// Regular places of the whole town.
    Places,
    /// Units for households of so many persons and more.
    Households {
        /// Persons.
        persons: u8,
    },
    /// Units that meet a need, by index.
    Need {
        /// Index of the need.
        need: usize,
    },
    /// A service, by index.
    Service {
        /// Index of the service.
        service: usize,
    },
}
