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
    /// How old its people are, where that is known or a service needs it.
    pub ages: Option<AgeShares>,
    /// Private hosts who take some in at first.
    pub private_hosts: Option<PrivateHosts>,
    /// Parts of the households that want to live in a district; the others do not mind.
    pub prefers: Vec<(DistrictId, f64)>,
}

/// Private hosts. Whoever lives with them is in town, but needs no place from it.
#[derive(Clone, Debug, PartialEq)]
pub struct PrivateHosts {
    /// Part of the households who find a host on arrival.
    pub share: f64,
    /// Part of those whose host falls away, so that they come to the waiting list.
    pub falls_away_share: f64,
    /// Time with the host until then.
    pub stay: Duration,
}

/// Bands of age, as services distinguish them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AgeBand {
    /// Under 3 years.
    Under3,
    /// 3 to 5 years.
    From3To5,
    /// 6 to 17 years.
    From6To17,
    /// 18 to 64 years.
    From18To64,
    /// 65 years and more.
    From65,
}

impl AgeBand {
    /// All bands, youngest first.
    pub const ALL: [AgeBand; 5] = [
        AgeBand::Under3,
        AgeBand::From3To5,
        AgeBand::From6To17,
        AgeBand::From18To64,
        AgeBand::From65,
    ];

    /// Its first year of life, and the first one after it; nobody is drawn older than 90.
    pub fn years(self) -> (f64, f64) {
        match self {
            AgeBand::Under3 => (0.0, 3.0),
            AgeBand::From3To5 => (3.0, 6.0),
            AgeBand::From6To17 => (6.0, 18.0),
            AgeBand::From18To64 => (18.0, 65.0),
            AgeBand::From65 => (65.0, 90.0),
        }
    }
}

/// Parts of the persons of a group in each band of age.
///
/// Every household has an adult first; the others are drawn so that the parts hold over all
/// persons of the group, as far as its household sizes allow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgeShares {
    /// Parts of the first person of a household; only adults.
    pub first: [f64; 5],
    /// Parts of every other person.
    pub others: [f64; 5],
}

impl AgeShares {
    /// From the parts of all persons (they sum to 1) and the mean size of the households.
    /// Of the persons 1 − 1/mean are not the first of their household; children are among
    /// them, as many as fit.
    pub fn of(parts: [f64; 5], mean_size: f64) -> AgeShares {
        let children: f64 = CHILDREN.map(|at| parts[at]).sum();
        let adults: f64 = ADULTS.map(|at| parts[at]).sum();
        let room = AgeShares::room_for_children(mean_size);
        let among_others = if room > 0.0 {
            (children / room).min(1.0)
        } else {
            0.0
        };
        let mut shares = AgeShares {
            first: [0.0; 5],
            others: [0.0; 5],
        };
        for at in ADULTS {
            let part = match adults {
                adults if adults > 0.0 => parts[at] / adults,
                _ => f64::from(u8::from(at == AgeBand::From18To64 as usize)),
            };
            shares.first[at] = part;
            shares.others[at] = (1.0 - among_others) * part;
        }
        for at in CHILDREN.filter(|_| children > 0.0) {
            shares.others[at] = among_others * parts[at] / children;
        }
        shares
    }

    /// The largest part of a group's persons who can be children: every household has an adult.
    pub fn room_for_children(mean_size: f64) -> f64 {
        1.0 - 1.0 / mean_size.max(1.0)
    }
}

/// Positions of the bands of children.
const CHILDREN: std::ops::Range<usize> = 0..3;

/// Positions of the bands of adults.
const ADULTS: std::ops::Range<usize> = 3..5;

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

/// Households that may be there at the start, drawn several times where only their number of
/// persons is known. Replications take turns; empty: all begin with those of the scenario.
pub type Starts = std::sync::Arc<[Vec<StartHousehold>]>;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_hold_over_all_persons_though_everybody_first_is_adult() {
        // Mean size 2.5: 40 % are the first of their household, 60 % are others.
        let shares = AgeShares::of([0.1, 0.1, 0.1, 0.6, 0.1], 2.5);
        for (at, part) in [0.1, 0.1, 0.1, 0.6, 0.1].into_iter().enumerate() {
            let all = 0.4 * shares.first[at] + 0.6 * shares.others[at];
            assert!((all - part).abs() < 1e-12, "{at}: {all}");
        }
        assert!((shares.others.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn people_who_live_alone_are_adults() {
        let shares = AgeShares::of([0.2, 0.2, 0.2, 0.4, 0.0], 1.0);
        assert_eq!(shares.first, [0.0, 0.0, 0.0, 1.0, 0.0]);
    }
}
