//! Who arrives: groups of households, legal tracks, the households of today.
//!
//! A household has a size, needs and a track. It is never described by nationality,
//! religion or ethnicity.

use crate::arrivals::Process;
use crate::ids::{DistrictId, GroupId, NeedSet, SiteId, TrackId};
use crate::stay::Duration;
use crate::units::Money;

/// What sites distinguish when they say who may live there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Composition {
    /// Two persons or more.
    Family = 1,
    /// One man.
    SingleMan = 2,
    /// One woman.
    SingleWoman = 4,
}

/// A set of compositions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HouseholdSet(pub u8);

impl HouseholdSet {
    /// Everybody.
    pub const ALL: HouseholdSet = HouseholdSet(7);

    /// Whether it holds the composition.
    pub fn contains(self, composition: Composition) -> bool {
        self.0 & composition as u8 != 0
    }
}

impl FromIterator<Composition> for HouseholdSet {
    fn from_iter<I: IntoIterator<Item = Composition>>(items: I) -> Self {
        HouseholdSet(items.into_iter().fold(0, |set, item| set | item as u8))
    }
}

/// A legal track: who pays, and what may follow.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Reimbursement per counted person and day.
    pub reimbursement_per_day: Money,
    /// Fee per person and day.
    pub fee_per_day: Money,
    /// Whether households on this track may rent a flat on the market.
    pub market: bool,
    /// Changes that end this track; probabilities sum to at most 1.
    pub changes: Vec<Change>,
}

/// A change of status.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The track that follows.
    pub to: TrackId,
    /// Probability.
    pub probability: f64,
    /// Time after the beginning of the track.
    pub after: Duration,
}

/// A class of households.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Track on arrival.
    pub track: Option<TrackId>,
    /// Sizes in persons.
    pub sizes: Sizes,
    /// Part of the single people who are men.
    pub single_men_share: f64,
    /// Needs (index into the scenario's list) and the part of households that has each.
    pub needs: Vec<(usize, f64)>,
    /// Place in the queue: higher goes first.
    pub priority: i32,
    /// Arrival processes; they add up.
    pub arrivals: Vec<Process>,
    /// Length of stay by the household's own ways out.
    pub stay: Duration,
    /// Relatives who follow.
    pub relatives: Option<Relatives>,
}

/// Relatives who follow later.
#[derive(Clone, Debug, PartialEq)]
pub struct Relatives {
    /// Part of the households whom somebody follows.
    pub probability: f64,
    /// Time after arrival.
    pub after: Duration,
    /// Sizes in persons.
    pub sizes: Sizes,
}

/// Household sizes with their parts, smallest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Sizes(pub Vec<(u8, f64)>);

impl Sizes {
    /// Mean size in persons.
    pub fn mean(&self) -> f64 {
        self.0.iter().map(|(size, part)| f64::from(*size) * part).sum()
    }

    /// The size that a part `u` of the households does not exceed.
    pub fn quantile(&self, u: f64) -> u8 {
        let mut sum = 0.0;
        self.0
            .iter()
            .find(|(_, part)| {
                sum += part;
                u <= sum
            })
            .or(self.0.last())
            .map_or(1, |(size, _)| *size)
    }
}

/// The sex of a single person, as far as it decides who shares a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// A man.
    Male,
    /// A woman.
    Female,
}

/// A household that is there at the start, in a site or waiting.
#[derive(Clone, Debug, PartialEq)]
pub struct StartHousehold {
    /// Pseudonymous id.
    pub id: String,
    /// Group, which gives what is not known.
    pub group: GroupId,
    /// Persons.
    pub size: u8,
    /// Sex of a single person, where known.
    pub sex: Option<Sex>,
    /// Needs, where known.
    pub needs: Option<NeedSet>,
    /// Age of each person in whole years, where known.
    pub ages: Option<Vec<u8>>,
    /// Track, where it differs from the group's.
    pub track: Option<TrackId>,
    /// Day since which the household is housed or waits (0 or negative), where known.
    pub since: Option<i64>,
    /// Where it lives; `None`: it waits.
    pub site: Option<SiteId>,
    /// Beds of its unit, where known.
    pub unit_beds: Option<u32>,
    /// District where it wants to live.
    pub prefers: Option<DistrictId>,
}
