//! How far the highest load after a batch lies above what no placement could undercut.
//!
//! Nobody who is housed is moved, so the highest load before the batch stays. As many persons as
//! were placed, spread one by one, each into the district with the lowest load that has a bed left,
//! reach a level that whole households cannot undercut (see `placement::water`). Where the highest
//! load is as before the batch, which is usual, nothing has to be computed.

use super::{Asking, Balanced, Given};
use crate::occupancy::{Layout, Occupancy, Phase};
use crate::placement::{District, Stage, water};

/// By district: persons and beds left, while persons are spread.
#[derive(Clone, Debug, Default)]
pub(super) struct Spread {
    persons: Vec<i64>,
    room: Vec<i64>,
}

impl Balanced {
    /// The gap as a part of the highest load, in millionths; `None` where the rule does not weigh
    /// the highest load or nobody was placed. What comes before the load in the order of the stages
    /// may be the reason for a gap.
    pub(super) fn gap(
        &self,
        layout: &Layout,
        occupancy: &Occupancy,
        (asking, given): (&[Asking], &[Option<Given>]),
        worst_before: i64,
        spread: &mut Spread,
    ) -> Option<u32> {
        if !self.states_a_gap(given) {
            return None;
        }
        let worst = self.worst(occupancy.district_persons());
        if worst <= worst_before {
            return Some(0);
        }
        let level = self.level(layout, occupancy, (asking, given), worst_before, spread);
        let gap = (worst - level).max(0) as f64 / worst as f64;
        Some(libm::round(1e6 * gap) as u32)
    }

    /// Whether the rule weighs the highest load, and somebody was placed.
    pub(super) fn states_a_gap(&self, given: &[Option<Given>]) -> bool {
        self.keys.contains(&Stage::Overload) && given.iter().any(Option::is_some)
    }

    /// The level that the persons who were placed reach if they are spread one by one; at least the
    /// highest load before the batch.
    fn level(
        &self,
        layout: &Layout,
        occupancy: &Occupancy,
        (asking, given): (&[Asking], &[Option<Given>]),
        worst_before: i64,
        Spread { persons, room }: &mut Spread,
    ) -> i64 {
        persons.clear();
        persons.extend(occupancy.district_persons().iter().map(|&n| i64::from(n)));
        free_beds(layout, occupancy, room);
        let mut left = 0;
        for (ask, given) in asking.iter().zip(given) {
            let Some(given) = given else { continue };
            let district = usize::from(layout.district_of_site[given.site]);
            let size = i64::from(ask.seeker.size);
            persons[district] -= size;
            room[district] += size;
            left += size;
        }
        // What fits below the highest load is filled at once, whoever comes first.
        let districts = self.districts.iter().zip(persons.iter_mut()).zip(room.iter_mut());
        for ((plan, persons), room) in districts {
            let below = worst_before.checked_div(plan.inverse).unwrap_or(i64::MAX);
            let fits = below.saturating_sub(*persons).min(*room).clamp(0, left);
            *persons += fits;
            *room -= fits;
            left -= fits;
        }
        if left == 0 {
            return worst_before;
        }
        let districts: Vec<District> = (self.districts.iter().zip(persons.iter()))
            .map(|(plan, &persons)| District {
                persons: whole(persons),
                inverse: plan.inverse,
                most: None,
                least: 0,
            })
            .collect();
        let room: Vec<u32> = room.iter().map(|&beds| whole(beds)).collect();
        let after = water::fill(&districts, &room, left.unsigned_abs());
        let loads = districts
            .iter()
            .zip(after)
            .map(|(d, persons)| persons * d.inverse);
        loads.fold(worst_before, i64::max)
    }
}

fn whole(count: i64) -> u32 {
    u32::try_from(count.max(0)).unwrap_or(u32::MAX)
}

/// Beds in each district that nobody sleeps in, those of taken units too.
fn free_beds(layout: &Layout, occupancy: &Occupancy, free: &mut Vec<i64>) {
    free.clear();
    free.resize(layout.districts, 0);
    for (site, plan) in layout.sites.iter().enumerate() {
        if occupancy.phase(site) == Phase::Open && !plan.emergency {
            free[plan.district] += i64::from(occupancy.capacity(site)) - i64::from(occupancy.occupied(site));
        }
    }
}
