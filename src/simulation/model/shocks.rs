//! Shocks made ready to be played.

use crate::scenario::Scenario;
use crate::shock::{Effect, Shock};
use crate::site::Opening;
use crate::streams::entity;
use crate::surge::Start;

/// A shock, made ready to be played.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct ShockPlan {
    pub entity: u32,
    pub start: Start,
    pub effect: Effect,
    /// For a project: the day on which it was to open.
    pub opens: i64,
}

/// The shocks of a scenario.
pub(in crate::simulation) fn shock_plans(scenario: &Scenario) -> Vec<ShockPlan> {
    let plan = |shock: &Shock| ShockPlan {
        entity: entity(&shock.id),
        start: shock.start,
        effect: shock.effect.clone(),
        opens: match shock.effect {
            Effect::Project { site, .. } => opens(&scenario.sites[site.index()].opening),
            _ => 0,
        },
    };
    scenario.shocks.iter().map(plan).collect()
}

fn opens(opening: &Opening) -> i64 {
    match opening {
        Opening::Fixed { from, .. } | Opening::Planned { from, .. } | Opening::OnNeed { from, .. } => *from,
        Opening::Never => 0,
    }
}
