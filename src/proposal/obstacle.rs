//! Why a household has no place, and with that what would help.

use super::draft::Draft;
use super::today::Cause;
use crate::occupancy::Phase;
use crate::placement::Room;

/// Why a household has no place: the first rule that leaves no site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// No regular site is open.
    NothingOpen,
    /// No open site takes such a household in (families, single men, single women, size).
    NotAdmitted,
    /// No open site that takes it in offers what it needs, free or not.
    NeedNotOffered,
    /// No unit, free or not, is large enough; the largest that suits has so many beds.
    NoUnitLargeEnough(u32),
    /// Everything that suits it is occupied, in these sites.
    NothingFree(Vec<usize>),
    /// The places for an age class do not suffice for it in the sites that have room.
    TooManyOfAge(Vec<usize>),
    /// What suits it goes to others in this plan, in these sites.
    GoesToOthers(Vec<usize>),
}

/// Why a needy household has no place.
pub fn obstacle(draft: &Draft, row: usize) -> Obstacle {
    let needy = &draft.today.needy[row];
    let (layout, seeker) = (&draft.today.layout, needy.seeker);
    let open: Vec<usize> = (0..layout.sites.len())
        .filter(|&site| draft.today.occupancy.phase(site) == Phase::Open && !layout.sites[site].emergency)
        .collect();
    if open.is_empty() {
        return Obstacle::NothingOpen;
    }
    let admitting: Vec<usize> = open
        .into_iter()
        .filter(|&site| layout.sites[site].admits(seeker))
        .collect();
    if admitting.is_empty() {
        return Obstacle::NotAdmitted;
    }
    let offering: Vec<usize> = admitting
        .into_iter()
        .filter(|&site| offers(draft, site, row))
        .collect();
    if offering.is_empty() {
        return Obstacle::NeedNotOffered;
    }
    let size = u32::from(seeker.size);
    let large: Vec<usize> = offering
        .iter()
        .copied()
        .filter(|&site| beds_together(draft, site, row) >= size)
        .collect();
    if large.is_empty() {
        let largest = offering.iter().map(|&site| beds_of_one(draft, site, row)).max();
        return Obstacle::NoUnitLargeEnough(largest.unwrap_or(0));
    }
    let free = sites_with_something_free(draft, row);
    if free.is_empty() {
        return Obstacle::NothingFree(large);
    }
    if free.iter().all(|&site| too_many_of_age(draft, site, row)) {
        return Obstacle::TooManyOfAge(free);
    }
    Obstacle::GoesToOthers(free)
}

/// Sites in which a vacancy suits the household.
fn sites_with_something_free(draft: &Draft, row: usize) -> Vec<usize> {
    let batch = &draft.batch;
    let mut sites: Vec<usize> = (0..batch.vacancies.len())
        .filter(|&vacancy| batch.suits(row, vacancy))
        .map(|vacancy| batch.vacancies[vacancy].site)
        .collect();
    sites.dedup();
    sites.sort_unstable();
    sites.dedup();
    sites
}

fn offers(draft: &Draft, site: usize, row: usize) -> bool {
    let layout = &draft.today.layout;
    let plan = &layout.sites[site];
    let needs = draft.today.needy[row].seeker.needs;
    if plan.classes.is_empty() {
        needs.met_by(plan.offers)
    } else {
        plan.classes
            .clone()
            .any(|class| layout.classes[class].suits(needs))
    }
}

/// Beds of the suitable units of a site, free or not: a household may take several units.
fn beds_together(draft: &Draft, site: usize, row: usize) -> u32 {
    let layout = &draft.today.layout;
    let needs = draft.today.needy[row].seeker.needs;
    let plan = &layout.sites[site];
    if plan.classes.is_empty() {
        return plan.capacity;
    }
    let suitable = plan.classes.clone().map(|class| &layout.classes[class]);
    suitable
        .filter(|class| class.suits(needs))
        .map(|class| u32::from(class.beds) * class.count as u32)
        .sum()
}

fn beds_of_one(draft: &Draft, site: usize, row: usize) -> u32 {
    let layout = &draft.today.layout;
    let needs = draft.today.needy[row].seeker.needs;
    let plan = &layout.sites[site];
    if plan.classes.is_empty() {
        return plan.capacity;
    }
    let suitable = plan.classes.clone().map(|class| &layout.classes[class]);
    suitable
        .filter(|class| class.suits(needs))
        .map(|class| u32::from(class.beds))
        .max()
        .unwrap_or(0)
}

/// Whether a limit by age alone keeps the household out of a site, with nobody else placed.
fn too_many_of_age(draft: &Draft, site: usize, row: usize) -> bool {
    let limits = draft.batch.limits.iter();
    limits
        .filter(|limit| limit.site == site)
        .any(|limit| limit.takes[row] > limit.most)
}

impl Draft {
    /// Whether a needy household sleeps somewhere although it needs another place.
    pub fn has_a_roof(&self, row: usize) -> bool {
        !matches!(self.today.needy[row].cause, Cause::Waits | Cause::NoRoomThere(_))
    }

    /// Empty units and free beds of a site, beds of empty units included.
    pub fn free_in(&self, site: usize) -> (u32, u32) {
        let vacancies = self.batch.vacancies.iter().filter(|vacancy| vacancy.site == site);
        vacancies.fold((0, 0), |(units, beds), vacancy| match vacancy.room {
            Room::Units { count, beds: each } => (units + count, beds + count * each),
            Room::Beds { count } => (units, beds + count),
            Room::Several { .. } => (units, beds),
        })
    }
}
