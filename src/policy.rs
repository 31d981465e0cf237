//! Policies: the rule by which waiting households get a place, and when.

use crate::ids::ServiceId;
use crate::placement::Stage;

/// The rule and its circumstances.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// How a household gets its site.
    pub rule: Rule,
    /// Whether places are assigned every day or every Monday.
    pub rhythm: Rhythm,
    /// Days that a household waits before it leaves; `None`: for ever.
    pub patience_days: Option<u32>,
    /// What happens behind a household that fits nowhere.
    pub queue: Queue,
}

/// How a household gets its site.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// The first site of the file that fits.
    FirstFit,
    /// The cheapest site that fits.
    Cheapest,
    /// The district with the smallest share of its residents after placing.
    EvenSpread,
    /// The district furthest below its target; the targets sum to 1, one per district.
    FairShare(Vec<f64>),
    /// The best placement of all who wait together, stage by stage.
    Balanced(Balance),
}

/// What the balanced rule weighs.
#[derive(Clone, Debug, PartialEq)]
pub struct Balance {
    /// Target part of all placements of each district; they sum to 1.
    pub targets: Vec<f64>,
    /// What counts, most important first.
    pub stages: Vec<Stage>,
    /// Persons in placement per resident of a district, at most.
    pub max_share: Option<f64>,
    /// Persons in placement in a district at least, where there are any.
    pub min_cluster: u32,
    /// Households already housed that may move on each placement day.
    pub relocations: u32,
    /// The service to whose free places the way is weighed, by households that wait for one.
    pub seats: Option<Seats>,
}

/// The way to the free places of a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Seats {
    /// The service.
    pub service: ServiceId,
    /// Metres from the centre of a district to that of another; without a map 0 within a
    /// district and 1,000 to any other. One row per district.
    pub metres: Vec<Vec<i64>>,
}

impl Rule {
    /// Target part of each district, where the rule has targets.
    pub fn targets(&self) -> Option<&[f64]> {
        match self {
            Rule::FairShare(targets) | Rule::Balanced(Balance { targets, .. }) => Some(targets),
            Rule::FirstFit | Rule::Cheapest | Rule::EvenSpread => None,
        }
    }
}

/// When places are assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Every day.
    Daily,
    /// Every Monday.
    Weekly,
}

/// What happens behind a household that fits nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Those behind it may overtake.
    Overtaking,
    /// Those behind it wait as well.
    Strict,
}
