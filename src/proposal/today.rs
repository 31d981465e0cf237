//! The town as it is today: who lives where, what is free, who needs a place.

use crate::household::{Composition, Sex, StartHousehold};
use crate::ids::SiteId;
use crate::occupancy::{Layout, Occupancy, Phase, Seeker};
use crate::scenario::Scenario;
use crate::site::{LostPlaces, Opening, Site};

/// Today.
#[derive(Clone, Debug)]
pub struct Today {
    /// The stock.
    pub layout: Layout,
    /// Who sleeps where, without those who need another place.
    pub occupancy: Occupancy,
    /// Who needs a place: those who must leave first, then by priority and waiting time.
    pub needy: Vec<Needy>,
}

/// A household that needs a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Needy {
    /// Its index in the scenario's list.
    pub household: usize,
    /// As the sites see it.
    pub seeker: Seeker,
    /// Why it needs a place.
    pub cause: Cause,
    /// Whether it is known with whom it may share a unit.
    pub sex_is_known: bool,
}

/// Why a household needs a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Its site closes and takes nobody in any more.
    SiteCloses(SiteId),
    /// It sleeps in emergency accommodation.
    SleepsInEmergency(SiteId),
    /// It is said to live in a site that is not there or has no room for it.
    NoRoomThere(SiteId),
    /// It waits.
    Waits,
}

/// Builds a day from the scenario's stock, register and waiting list; day 0 is its first.
pub fn today(scenario: &Scenario, day: i64) -> Today {
    let layout = Layout::of(scenario);
    let mut occupancy = Occupancy::new(&layout);
    for (index, site) in scenario.sites.iter().enumerate() {
        occupancy.set_phase(&layout, index, phase(site, day));
        take_out_of_use(&layout, &mut occupancy, index, site, day);
    }
    let mut needy = Vec::new();
    let mut leavers = Vec::new();
    for (index, household) in scenario.households.iter().enumerate() {
        let seeker = seeker(scenario, household);
        let cause = match household.site {
            None => Some(Cause::Waits),
            Some(site) => settle(&layout, &mut occupancy, site, seeker, &mut leavers),
        };
        needy.extend(cause.map(|cause| Needy {
            household: index,
            seeker,
            cause,
            sex_is_known: household.size > 1 || household.sex.is_some(),
        }));
    }
    // They live there still, but their place is nobody's next one.
    for (site, unit, seeker) in leavers {
        occupancy.move_out(&layout, site, unit, seeker);
    }
    let since = |at: &Needy| scenario.households[at.household].since.unwrap_or(0);
    needy.sort_by_key(|at| (at.cause == Cause::Waits, -priority(scenario, at), since(at)));
    Today {
        layout,
        occupancy,
        needy,
    }
}

/// The priority of a household's group.
fn priority(scenario: &Scenario, needy: &Needy) -> i64 {
    let group = scenario.households[needy.household].group;
    let group = scenario.groups.get(group.index());
    group.map_or(0, |group| i64::from(group.priority))
}

fn phase(site: &Site, day: i64) -> Phase {
    let (from, until) = match site.opening {
        Opening::Fixed { from, until } | Opening::Planned { from, until, .. } => (from, until),
        Opening::OnNeed { .. } | Opening::Never => return Phase::Closed,
    };
    match until {
        _ if from > day => Phase::Closed,
        Some(until) if until < day => Phase::Closed,
        Some(until) if until - day < i64::from(site.closing_stop_days) => Phase::Closing,
        _ => Phase::Open,
    }
}

fn take_out_of_use(layout: &Layout, occupancy: &mut Occupancy, index: usize, site: &Site, day: i64) {
    let lost = |from: u32, until: Option<u32>| {
        i64::from(from) <= day && until.is_none_or(|until| day <= i64::from(until))
    };
    for loss in site.out_of_use.iter().filter(|loss| lost(loss.from, loss.until)) {
        match loss.places {
            LostPlaces::Beds(beds) => {
                let beds = beds.min(occupancy.capacity(index));
                occupancy.change_beds(layout, index, -i64::from(beds));
            }
            LostPlaces::Units { class, count } => {
                if let Some(class) = layout.class_in_file(index, class) {
                    for _ in 0..count {
                        let _ = occupancy.retire_unit(layout, class);
                    }
                }
            }
        }
    }
}

/// Settles a household where the register says; gives the reason if it needs another place.
fn settle(
    layout: &Layout,
    occupancy: &mut Occupancy,
    site: SiteId,
    seeker: Seeker,
    leavers: &mut Vec<(usize, u32, Seeker)>,
) -> Option<Cause> {
    let index = site.index();
    if layout.sites[index].emergency {
        return Some(Cause::SleepsInEmergency(site));
    }
    match occupancy.settle_occupant(layout, index, seeker) {
        Some(unit) if occupancy.phase(index) == Phase::Closing => {
            leavers.push((index, unit, seeker));
            Some(Cause::SiteCloses(site))
        }
        Some(_) => None,
        None => Some(Cause::NoRoomThere(site)),
    }
}

fn seeker(scenario: &Scenario, household: &StartHousehold) -> Seeker {
    let mostly_men = scenario
        .groups
        .get(household.group.index())
        .is_none_or(|group| group.single_men_share >= 0.5);
    Seeker {
        size: household.size,
        composition: match (household.size, household.sex) {
            (2.., _) => Composition::Family,
            (_, Some(Sex::Male)) => Composition::SingleMan,
            (_, Some(Sex::Female)) => Composition::SingleWoman,
            (_, None) if mostly_men => Composition::SingleMan,
            (_, None) => Composition::SingleWoman,
        },
        needs: household.needs.unwrap_or_default(),
    }
}
