//! Groups and tracks made ready to be played: shares as thresholds on 32-bit draws.

use super::ages::{self, AgePlan};
use super::preferences;
use super::services::ServicePlan;
use crate::household::{Change, Group, Sizes};
use crate::scenario::Scenario;
use crate::stay::Duration;
use crate::streams::threshold;

/// A group, with shares turned into thresholds on 32-bit draws.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct GroupPlan {
    pub track: Option<usize>,
    pub sizes: Vec<(u32, u8)>,
    pub men_below: u32,
    pub needs: Vec<(u8, u32)>,
    /// Districts where households want to live, with the threshold below which a draw means it.
    pub prefers: Vec<(u16, u32)>,
    pub lane: usize,
    pub stay: Duration,
    pub relatives: Option<RelativesPlan>,
    pub ages: AgePlan,
    pub hosts: Option<HostsPlan>,
}

/// Private hosts.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct HostsPlan {
    pub below: u32,
    pub falls_away_below: u32,
    pub stay: Duration,
}

/// Relatives who follow.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct RelativesPlan {
    pub below: u32,
    pub after: Duration,
    pub sizes: Vec<(u32, u8)>,
}

/// A track.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct TrackPlan {
    pub market: bool,
    pub changes: Vec<Change>,
}

/// The priorities that occur, highest first.
pub(super) fn priorities(groups: &[Group]) -> Vec<i32> {
    let mut all: Vec<i32> = groups.iter().map(|group| group.priority).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup();
    all
}

pub(super) fn group_plan(
    scenario: &Scenario,
    group: &Group,
    (priorities, services): (&[i32], &[ServicePlan]),
) -> GroupPlan {
    GroupPlan {
        track: group.track.map(|track| track.index()),
        sizes: thresholds(&group.sizes),
        men_below: threshold(group.single_men_share),
        needs: group
            .needs
            .iter()
            .map(|&(need, part)| (need as u8, threshold(part)))
            .collect(),
        prefers: preferences::thresholds(&group.prefers),
        lane: priorities
            .iter()
            .position(|&priority| priority == group.priority)
            .unwrap_or(0),
        stay: group.stay.clone(),
        ages: ages::ages(group, services, scenario.calendar.days),
        relatives: group.relatives.as_ref().map(|relatives| RelativesPlan {
            below: threshold(relatives.probability),
            after: relatives.after.clone(),
            sizes: thresholds(&relatives.sizes),
        }),
        hosts: group.private_hosts.as_ref().map(|hosts| HostsPlan {
            below: threshold(hosts.share),
            falls_away_below: threshold(hosts.falls_away_share),
            stay: hosts.stay.clone(),
        }),
    }
}

/// Sizes by rising thresholds; the last one catches the rest.
fn thresholds(sizes: &Sizes) -> Vec<(u32, u8)> {
    let mut sum = 0.0;
    let mut all: Vec<(u32, u8)> = sizes
        .0
        .iter()
        .filter(|(_, part)| *part > 0.0)
        .map(|(size, part)| {
            sum += part;
            (threshold(sum), *size)
        })
        .collect();
    if let Some(last) = all.last_mut() {
        last.0 = u32::MAX;
    }
    all
}

pub(super) fn largest_household(scenario: &Scenario) -> u8 {
    let in_groups = scenario.groups.iter().flat_map(|group| {
        let relatives = group.relatives.as_ref().map(|relatives| &relatives.sizes);
        std::iter::once(&group.sizes)
            .chain(relatives)
            .flat_map(|sizes| sizes.0.iter().map(|(size, _)| *size))
    });
    let at_start = scenario.households.iter().map(|household| household.size);
    in_groups.chain(at_start).max().unwrap_or(1)
}

/// Hosts live where residents do: rising thresholds, one for each district.
pub(super) fn homes_of_hosts(scenario: &Scenario) -> Vec<u32> {
    let districts = &scenario.town.districts;
    let all: f64 = districts.iter().map(|district| district.residents).sum();
    let mut sum = 0.0;
    let mut up_to = |residents: f64| {
        sum += residents;
        threshold(if all > 0.0 { sum / all } else { 1.0 })
    };
    districts
        .iter()
        .map(|district| up_to(district.residents))
        .collect()
}
