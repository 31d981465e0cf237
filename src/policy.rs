//! Policies: the rule by which waiting households get a place, and when.

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
