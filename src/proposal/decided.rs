//! What officers have decided, put into practice before anything is proposed.
//!
//! An officer may set aside whom a site is meant for and what it offers, but not how many beds
//! and how large units it has, nor its places by age. Within the site each decided household gets
//! a unit that meets its needs if one is free, and of those the one that leaves the fewest beds empty.

use super::ages;
use super::orders::Decision;
use super::singles::leave_unknown_singles_alone;
use super::today::{Needy, Today};
use crate::allocation::balanced::{Asking, Balanced, batch_of};
use crate::household::HouseholdSet;
use crate::ids::{NeedSet, SiteId};
use crate::occupancy::{Layout, Phase};
use crate::placement::solver::Budget;
use crate::placement::{Batch, Effort, Room, Stage, solve};
use crate::scenario::Scenario;

/// A decision that has been put into practice.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The household.
    pub needy: Needy,
    /// What was decided.
    pub decision: Decision,
    /// Beds of its unit; `None`: shared beds, several units, or no place.
    pub unit_beds: Option<u32>,
    /// Whether the place is meant for a household with these needs; an officer may set that aside.
    pub meets_needs: bool,
}

/// A decision that cannot be put into practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Its index in the list of decisions.
    pub decision: usize,
    /// Why.
    pub trouble: Trouble,
}

/// Why a decision cannot be put into practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The household needs no place: it lives somewhere.
    NeedsNone,
    /// The site takes nobody in on that day.
    NotOpen(SiteId),
    /// The site is emergency accommodation, which is no place.
    Emergency(SiteId),
    /// Nothing there is large enough for the household, or what is has no room left.
    NothingFree(SiteId),
    /// Its places for an age class do not suffice for the household.
    TooManyOfAge(SiteId),
    /// More is decided for the site than it has room for: persons decided, persons beyond.
    Overbooked(SiteId, u32, u32),
}

/// What comes of the decisions.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    pub settled: Vec<Settled>,
    pub misfits: Vec<Misfit>,
}

/// Puts decisions into practice: the decided leave the needy and enter the occupancy.
pub(super) fn settle(
    scenario: &Scenario,
    rule: &Balanced,
    today: &mut Today,
    decisions: &[Decision],
) -> Outcome {
    let mut outcome = Outcome::default();
    let mut by_site: Vec<Vec<(usize, Needy)>> = vec![Vec::new(); scenario.sites.len()];
    for (number, decision) in decisions.iter().enumerate() {
        let needy = today
            .needy
            .iter()
            .find(|needy| needy.household == decision.household);
        match (needy, decision.site) {
            (None, _) => outcome.misfits.push(Misfit {
                decision: number,
                trouble: Trouble::NeedsNone,
            }),
            (Some(needy), None) => outcome.settled.push(Settled {
                needy: *needy,
                decision: decision.clone(),
                unit_beds: None,
                meets_needs: true,
            }),
            (Some(needy), Some(site)) => by_site[site.index()].push((number, *needy)),
        }
    }
    for (site, those) in by_site.iter().enumerate().filter(|(_, those)| !those.is_empty()) {
        settle_in_site(scenario, rule, today, decisions, (site, those), &mut outcome);
    }
    outcome.settled.sort_by_key(|settled| {
        let place = |needy: &Needy| needy.household == settled.needy.household;
        today.needy.iter().position(place)
    });
    let is_settled = |needy: &Needy| {
        let settled = outcome.settled.iter();
        settled
            .map(|settled| settled.needy.household)
            .any(|one| one == needy.household)
    };
    today.needy.retain(|needy| !is_settled(needy));
    outcome
}

fn settle_in_site(
    scenario: &Scenario,
    rule: &Balanced,
    today: &mut Today,
    decisions: &[Decision],
    (site, those): (usize, &[(usize, Needy)]),
    outcome: &mut Outcome,
) {
    let id = SiteId::from(site);
    let closed = today.occupancy.phase(site) != Phase::Open;
    let trouble = match today.layout.sites[site].emergency {
        true => Some(Trouble::Emergency(id)),
        false => closed.then_some(Trouble::NotOpen(id)),
    };
    let refuse = |decision: usize, trouble: Trouble| Misfit { decision, trouble };
    if let Some(trouble) = trouble {
        outcome
            .misfits
            .extend(those.iter().map(|(number, _)| refuse(*number, trouble)));
        return;
    }
    let layout = set_aside_for_whom(&today.layout, site);
    let needy: Vec<Needy> = those.iter().map(|(_, needy)| *needy).collect();
    let asking: Vec<Asking> = needy
        .iter()
        .map(|needy| Asking {
            seeker: needy.seeker,
            prefers: None,
            free: None,
            waited: 0,
        })
        .collect();
    let (mut batch, places) = batch_of(rule, &layout, &today.occupancy, &asking);
    leave_unknown_singles_alone(&mut batch, &places, &needy);
    let one_does = |row: usize, vacancy: usize| {
        let needs = needy[row].seeker.needs;
        match places[vacancy].class {
            Some(class) => today.layout.classes[class].suits(needs),
            None => needs.met_by(today.layout.sites[site].offers),
        }
    };
    // Of several units all have to.
    let meets_needs = |batch: &Batch, row: usize, vacancy: usize| match &batch.vacancies[vacancy].room {
        Room::Several { units } => units.iter().all(|&(part, _)| one_does(row, part)),
        _ => one_does(row, vacancy),
    };
    let met: Vec<bool> = (0..needy.len() * batch.vacancies.len())
        .map(|at| meets_needs(&batch, at / batch.vacancies.len(), at % batch.vacancies.len()))
        .collect();
    keep_to(&mut batch, site, &met);
    batch.limits = ages::limits(scenario, today, &needy, &[]);
    batch.limits.retain(|limit| limit.site == site);
    let solved = solve(&batch, Effort::THOROUGH, Budget::PROPOSAL);
    let persons: u32 = needy.iter().map(|needy| u32::from(needy.seeker.size)).sum();
    let beyond = solved.plan.value(&batch, Stage::Unmet) as u32;
    // Who takes several units takes what the others leave.
    let in_several = |row: &usize| solved.plan.0[*row].is_some_and(|at| places[at].class.is_none());
    let (last, first): (Vec<usize>, Vec<usize>) = (0..those.len()).partition(in_several);
    for row in first.into_iter().chain(last) {
        let (number, needy) = &those[row];
        let moved = solved.plan.0[row].and_then(|vacancy| {
            let class = places[vacancy].class;
            today.occupancy.move_into(&layout, site, class, needy.seeker)?;
            Some((vacancy, class))
        });
        match moved {
            Some((vacancy, class)) => outcome.settled.push(Settled {
                needy: *needy,
                decision: decisions[*number].clone(),
                unit_beds: class.map(|class| u32::from(layout.classes[class].beds)),
                meets_needs: met[row * batch.vacancies.len() + vacancy],
            }),
            None => outcome
                .misfits
                .push(refuse(*number, why(&batch, row, id, (persons, beyond)))),
        }
    }
}

fn why(batch: &Batch, row: usize, site: SiteId, (persons, beyond): (u32, u32)) -> Trouble {
    if !(0..batch.vacancies.len()).any(|vacancy| batch.suits(row, vacancy)) {
        Trouble::NothingFree(site)
    } else if batch.limits.iter().any(|limit| limit.takes[row] > limit.most) {
        Trouble::TooManyOfAge(site)
    } else {
        Trouble::Overbooked(site, persons, beyond)
    }
}

/// The stock as if a site were meant for everybody.
fn set_aside_for_whom(layout: &Layout, site: usize) -> Layout {
    let mut layout = layout.clone();
    let all_needs = NeedSet(!0);
    let plan = &mut layout.sites[site];
    plan.accepts = HouseholdSet::ALL;
    plan.max_size = u32::MAX;
    plan.offers = all_needs;
    for class in plan.classes.clone() {
        layout.classes[class].offers = all_needs;
        layout.classes[class].reserved = false;
    }
    layout
}

/// Weighs more than the beds of any unit.
const NEED_SET_ASIDE: i64 = 1_000_000;

/// Only places of this site count; first as many as possible, then those that are meant for such
/// needs, then the smallest units. A place that meets them is not given away to who could do without.
fn keep_to(batch: &mut Batch, site: usize, meets_needs: &[bool]) {
    let vacancies = batch.vacancies.len();
    for (at, suits) in batch.suits.iter_mut().enumerate() {
        *suits &= batch.vacancies[at % vacancies.max(1)].site == site;
    }
    let beds = |room: &Room| match room {
        Room::Units { beds, .. } => i64::from(*beds),
        Room::Beds { .. } => 0,
        Room::Several { .. } => 1000,
    };
    let costs = meets_needs.iter().enumerate().map(|(at, meets)| {
        let set_aside = if *meets { 0 } else { NEED_SET_ASIDE };
        beds(&batch.vacancies[at % vacancies.max(1)].room) + set_aside
    });
    batch.costs = costs.collect();
    batch.distances = Vec::new();
    batch.stages = vec![Stage::Unmet, Stage::Cost];
}
