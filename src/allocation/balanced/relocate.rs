//! Relocations: a household already housed moves, where the policy allows it and it helps.

use super::{Asking, Balanced, Key};
use crate::occupancy::{Layout, Occupancy};
use crate::placement::Stage;

/// A move that helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relocation {
    /// Position among the candidates.
    pub candidate: usize,
    /// The new site.
    pub to: usize,
}

/// The move of one candidate (who, from which site) that helps the districts most; `None` if
/// none does. A move helps if the first stage that it touches is one of the districts and gets
/// better: nobody is moved only to save money, and none against a stage that counts more. Ties
/// by order.
pub fn relocation(
    rule: &Balanced,
    layout: &Layout,
    occupancy: &Occupancy,
    candidates: impl Iterator<Item = (Asking, usize)>,
) -> Option<Relocation> {
    let worst = rule.worst(occupancy.district_persons());
    let mut best: Option<(Key, Relocation)> = None;
    for (candidate, (asking, from)) in candidates.enumerate() {
        for to in 0..layout.sites.len() {
            let Some(change) = change(rule, layout, occupancy, asking, [from, to], worst) else {
                continue;
            };
            if helps(rule, &change)
                && best.is_none_or(|(best, _)| change < best)
                && occupancy.fits(layout, to, asking.seeker)
            {
                best = Some((change, Relocation { candidate, to }));
            }
        }
    }
    best.map(|(_, relocation)| relocation)
}

fn helps(rule: &Balanced, change: &Key) -> bool {
    let touched = rule.keys.iter().zip(change).find(|(_, part)| **part != 0);
    touched.is_some_and(|(stage, part)| !stage.is_linear() && *part < 0)
}

/// What a move adds, stage by stage; `None` within a district.
fn change(
    rule: &Balanced,
    layout: &Layout,
    occupancy: &Occupancy,
    asking: Asking,
    [from, to]: [usize; 2],
    worst: i64,
) -> Option<Key> {
    let sites = [from, to];
    let [from, to] = sites.map(|site| usize::from(layout.district_of_site[site]));
    if from == to {
        return None;
    }
    let persons = occupancy.district_persons();
    let size = i64::from(asking.seeker.size);
    let ends = [(from, -size), (to, size)].map(|(district, change)| {
        let before = i64::from(persons[district]);
        (&rule.districts[district], before, before + change)
    });
    let outside = |district: usize| i64::from(asking.prefers.is_some_and(|wish| wish.index() != district));
    let mut parts = Key::default();
    for (part, stage) in parts.iter_mut().zip(&rule.keys) {
        *part = match stage {
            Stage::Overload => {
                let here = ends.iter().map(|(plan, _, after)| after * plan.inverse);
                here.fold(rule.worst_of_others(persons, from, to), i64::max) - worst
            }
            Stage::Mixing => ends
                .iter()
                .map(|(plan, before, after)| plan.unevenness(*after) - plan.unevenness(*before))
                .sum(),
            Stage::Limits => ends
                .iter()
                .map(|(plan, before, after)| plan.outside_limits(*after) - plan.outside_limits(*before))
                .sum(),
            Stage::Distance => outside(to) - outside(from),
            Stage::Cost => size * (rule.costs[sites[1]] - rule.costs[sites[0]]),
            _ => 0,
        };
    }
    Some(parts)
}
