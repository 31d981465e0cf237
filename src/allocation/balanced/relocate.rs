//! Relocations: a household already housed moves, where the policy allows it and it helps.

use super::Balanced;
use crate::occupancy::{Layout, Occupancy, Seeker};
use crate::placement::Stage;

/// A move that helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relocation {
    /// Position among the candidates.
    pub candidate: usize,
    /// The new site.
    pub to: usize,
}

/// The move of one candidate (who, from which site) that helps the districts most, by the
/// first district stage in which any helps; `None` if none does. Ties by order.
pub fn relocation(
    rule: &Balanced,
    layout: &Layout,
    occupancy: &Occupancy,
    candidates: impl Iterator<Item = (Seeker, usize)>,
) -> Option<Relocation> {
    let mut best: Option<([i64; 3], Relocation)> = None;
    for (candidate, (seeker, from)) in candidates.enumerate() {
        for to in 0..layout.sites.len() {
            let Some(change) = change(rule, layout, occupancy, seeker, from, to) else {
                continue;
            };
            let helps = change
                .iter()
                .find(|part| **part != 0)
                .is_some_and(|part| *part < 0);
            if helps && best.is_none_or(|(best, _)| change < best) && occupancy.fits(layout, to, seeker) {
                best = Some((change, Relocation { candidate, to }));
            }
        }
    }
    best.map(|(_, relocation)| relocation)
}

/// What a move adds to the district stages; `None` within a district.
fn change(
    rule: &Balanced,
    layout: &Layout,
    occupancy: &Occupancy,
    seeker: Seeker,
    from: usize,
    to: usize,
) -> Option<[i64; 3]> {
    let [from, to] = [from, to].map(|site| usize::from(layout.district_of_site[site]));
    if from == to {
        return None;
    }
    let persons = occupancy.district_persons();
    let size = i64::from(seeker.size);
    let [less, more] = [(from, -size), (to, size)].map(|(district, change)| {
        let before = i64::from(persons[district]);
        (&rule.districts[district], before, before + change)
    });
    let mut parts = [0; 3];
    let stages = rule.stages.iter().filter(|stage| !stage.is_linear());
    for (part, stage) in parts.iter_mut().zip(stages) {
        *part = match stage {
            Stage::Overload => {
                let load = |district: usize| {
                    let moved = if district == from {
                        -size
                    } else if district == to {
                        size
                    } else {
                        0
                    };
                    (i64::from(persons[district]) + moved) * rule.districts[district].inverse
                };
                let after = (0..persons.len()).map(load).max().unwrap_or(0);
                after - rule.worst(persons)
            }
            Stage::Mixing => [less, more]
                .iter()
                .map(|(plan, before, after)| plan.unevenness(*after) - plan.unevenness(*before))
                .sum(),
            _ => [less, more]
                .iter()
                .map(|(plan, before, after)| plan.outside_limits(*after) - plan.outside_limits(*before))
                .sum(),
        };
    }
    Some(parts)
}
