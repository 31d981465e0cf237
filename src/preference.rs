//! What districts ask for: whom they would rather take in, how many, what they do not want.
//!
//! Data only. How it enters the choice of a place stands in `allocation::wishes`. What a
//! household prefers stands with its group ([`crate::household::Group::prefers`]) or in the
//! waiting list.

use crate::household::HouseholdSet;
use crate::ids::{DistrictId, KindId};

/// Something that a district's council or its participation asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Preference {
    /// Id.
    pub id: String,
    /// Which district asks.
    pub district: DistrictId,
    /// What for.
    pub wants: Wants,
    /// The occasion on which it was said: position among the concept's meetings.
    pub said_at: Option<usize>,
    /// Where it stands; `None` is printed as "Annahme".
    pub source: Option<String>,
}

/// What a district asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Rather these households than others.
    Rather(HouseholdSet),
    /// At most so many persons in its regular sites.
    AtMost(u32),
    /// Its part earlier than others: it comes first until so many persons live there.
    First(u32),
    /// Nobody in sites of a kind.
    Without(KindId),
}
