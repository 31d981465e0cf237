//! The log of one replication, event by event.

use crate::calendar::Day;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceEntry {
    /// When.
    pub day: Day,
    /// What.
    pub event: Event,
    /// Number of the household in this replication, if it concerns one.
    pub household: Option<u32>,
    /// Persons concerned.
    pub persons: u32,
    /// Index of the site concerned.
    pub site: Option<usize>,
    /// Index of the group concerned.
    pub group: Option<usize>,
    /// Index of the step of the ladder concerned.
    pub step: Option<usize>,
    /// Index of the bottleneck concerned.
    pub bottleneck: Option<usize>,
    /// Index of the shock concerned.
    pub shock: Option<usize>,
}

/// What can happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A household is there at the start.
    Start,
    /// A household arrives.
    Arrival,
    /// A household gets a regular place.
    Placement,
    /// A household leaves at the end of its stay.
    Departure,
    /// A household moves into a flat on the market.
    MoveToMarket,
    /// A household waits no longer and leaves.
    Loss,
    /// A household must leave its site.
    ForcedMove,
    /// A household moves to another site because the policy allows it.
    Relocation,
    /// A household's track changes.
    ChangeOfTrack,
    /// A site opens.
    SiteOpens,
    /// A site takes nobody in any more.
    SiteStopsIntake,
    /// A site closes.
    SiteCloses,
    /// Places go out of use.
    PlacesLost,
    /// Places come back.
    PlacesRestored,
    /// A shock strikes.
    ShockStrikes,
    /// What a shock took is back.
    ShockIsOver,
    /// People sleep in emergency accommodation tonight.
    EmergencyNight,
    /// People have no place tonight.
    UnmetNight,
    /// A step of the ladder is decided.
    StepTaken,
    /// A step of the ladder takes effect.
    StepTakesEffect,
    /// A step of the ladder ends.
    StepEnds,
    /// A household is not taken because arrivals are paused.
    NotTaken,
    /// The town is warned of a bottleneck.
    Warned,
    /// A warning is withdrawn: the forecasts show no bottleneck any more.
    WarningWithdrawn,
    /// A bottleneck is there.
    BottleneckBegins,
    /// A bottleneck is over.
    BottleneckEnds,
}

impl Event {
    /// Its name in the log.
    pub fn code(self) -> &'static str {
        match self {
            Event::Start => "start",
            Event::Arrival => "arrival",
            Event::Placement => "placement",
            Event::Departure => "departure",
            Event::MoveToMarket => "move-to-market",
            Event::Loss => "loss",
            Event::ForcedMove => "forced-move",
            Event::Relocation => "relocation",
            Event::ChangeOfTrack => "change-of-track",
            Event::SiteOpens => "site-opens",
            Event::SiteStopsIntake => "site-stops-intake",
            Event::SiteCloses => "site-closes",
            Event::PlacesLost => "places-lost",
            Event::PlacesRestored => "places-restored",
            Event::ShockStrikes => "shock",
            Event::ShockIsOver => "shock-over",
            Event::EmergencyNight => "emergency-night",
            Event::UnmetNight => "unmet-night",
            Event::StepTaken => "step-taken",
            Event::StepTakesEffect => "step-takes-effect",
            Event::StepEnds => "step-ends",
            Event::NotTaken => "not-taken",
            Event::Warned => "warned",
            Event::WarningWithdrawn => "warning-withdrawn",
            Event::BottleneckBegins => "bottleneck-begins",
            Event::BottleneckEnds => "bottleneck-ends",
        }
    }
}
