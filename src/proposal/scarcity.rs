//! What is scarce: places of which one more would help, and by how much (their shadow prices).
//!
//! Prices from a solver are not sure where several plans are equally good, so what one place
//! more is worth is found by planning again with it.

use super::Diligence;
use super::draft::Draft;
use super::explain::{Effect, again, first_difference, is_price_proven};
use crate::occupancy::Phase;
use crate::placement::{Batch, Plan, Room, Shares, Solved, Stage, Vacancy};

/// How many kinds of places are tried at most.
const TRIED: usize = 24;

/// A kind of place of which one more would make a difference.
#[derive(Clone, Debug, PartialEq)]
pub struct ScarcePlace {
    /// Index of the site.
    pub site: usize,
    /// Beds of the unit; `None`: a bed of a site without units.
    pub beds: Option<u32>,
    /// Whether the unit meets needs that not every unit meets.
    pub offers_needs: bool,
    /// What one more changes first; its value falls.
    pub one_more: Effect,
    /// Whether both plans are proven down to what changes, so that the price is exact.
    pub is_proven: bool,
}

/// Places of which one more makes a difference, those that matter most first.
pub fn scarce_places(draft: &Draft, solved: &Solved, diligence: Diligence) -> Vec<ScarcePlace> {
    let mut found: Vec<ScarcePlace> = candidates(draft, &solved.plan)
        .into_iter()
        .take(TRIED)
        .filter_map(|candidate| try_one_more(draft, solved, &candidate, diligence))
        .collect();
    // Earlier stages first, then larger effects; of equals the smaller unit.
    let stages = &draft.batch.stages;
    found.sort_by_key(|place| {
        let stage = stages.iter().position(|stage| *stage == place.one_more.stage);
        (stage, place.one_more.by, place.beds)
    });
    smallest(found)
}

/// Of units of one site that help alike only the smallest.
fn smallest(found: Vec<ScarcePlace>) -> Vec<ScarcePlace> {
    let mut kept: Vec<ScarcePlace> = Vec::new();
    for place in found {
        let helps_as_well = |smaller: &ScarcePlace| {
            smaller.site == place.site
                && smaller.one_more == place.one_more
                && smaller.offers_needs == place.offers_needs
        };
        // They come the smaller first.
        if !kept.iter().any(helps_as_well) {
            kept.push(place);
        }
    }
    kept
}

/// A kind of place: an existing vacancy, or a unit class that is full at the moment.
#[derive(Clone, Debug)]
struct Candidate {
    vacancy: Vacancy,
    /// Its index in the batch, if something of it is free.
    at: Option<usize>,
    offers_needs: bool,
    suits: Vec<bool>,
}

/// One candidate for each site and class of units that the plan uses up, or that has nothing free.
fn candidates(draft: &Draft, plan: &Plan) -> Vec<Candidate> {
    let batch = &draft.batch;
    let mut found = full_classes(draft);
    for (at, vacancy) in batch.vacancies.iter().enumerate() {
        let place = draft.places[at];
        let is_regular = place.beside.is_none() && !matches!(vacancy.room, Room::Several { .. });
        if is_regular && is_used_up(batch, plan, at) {
            let layout = &draft.today.layout;
            found.push(Candidate {
                vacancy: vacancy.clone(),
                at: Some(at),
                offers_needs: place
                    .class
                    .is_some_and(|class| layout.classes[class].offers.0 != 0),
                suits: (0..batch.households.len())
                    .map(|row| batch.suits(row, at))
                    .collect(),
            });
        }
    }
    found.retain(|candidate| candidate.suits.contains(&true));
    // What somebody without a place could use is tried first.
    found.sort_by_key(|candidate| {
        let helps = |row: usize| plan.0[row].is_none() && candidate.suits[row];
        !(0..plan.0.len()).any(helps)
    });
    found
}

fn is_used_up(batch: &Batch, plan: &Plan, vacancy: usize) -> bool {
    let here = || {
        plan.placed()
            .filter(|(_, place)| *place == vacancy)
            .map(|(row, _)| row)
    };
    match batch.vacancies[vacancy].room {
        Room::Units { count, beds } => {
            let several: u32 = plan
                .placed()
                .filter_map(|(_, place)| match &batch.vacancies[place].room {
                    Room::Several { units } => units.iter().find(|(part, _)| *part == vacancy),
                    _ => None,
                })
                .map(|(_, count)| count)
                .sum();
            let those = |shares: Shares| {
                here()
                    .filter(|&row| batch.households[row].shares == shares)
                    .count() as u32
            };
            let whole = those(Shares::Nothing) + several;
            let shared = those(Shares::WithMen).div_ceil(beds) + those(Shares::WithWomen).div_ceil(beds);
            whole + shared >= count
        }
        Room::Beds { count } => here().map(|row| batch.households[row].persons).sum::<u32>() >= count,
        Room::Several { .. } => false,
    }
}

/// Unit classes of open sites of which nothing is free today, and shared beds that are all taken.
fn full_classes(draft: &Draft) -> Vec<Candidate> {
    let (layout, occupancy) = (&draft.today.layout, &draft.today.occupancy);
    let mut found = Vec::new();
    for (index, site) in layout.sites.iter().enumerate() {
        if occupancy.phase(index) != Phase::Open || site.emergency {
            continue;
        }
        let mut add = |room: Room, offers_needs: bool, suits: Vec<bool>| {
            found.push(Candidate {
                vacancy: Vacancy {
                    site: index,
                    district: site.district,
                    room,
                },
                at: None,
                offers_needs,
                suits,
            });
        };
        let needy = || draft.today.needy.iter().map(|needy| needy.seeker);
        if site.classes.is_empty() && occupancy.beds_left(index) == 0 {
            let suits = needy().map(|seeker| site.admits(seeker) && seeker.needs.met_by(site.offers));
            add(Room::Beds { count: 0 }, false, suits.collect());
        }
        for class in site.classes.clone().map(|class| (class, &layout.classes[class])) {
            let (class, plan) = class;
            if occupancy.vacant_units(layout, class).empty > 0 {
                continue;
            }
            let beds = u32::from(plan.beds);
            let suits = needy().map(|seeker| {
                let large_enough = seeker.size == 1 || beds >= u32::from(seeker.size);
                site.admits(seeker) && plan.suits(seeker.needs) && large_enough
            });
            add(
                Room::Units { count: 0, beds },
                plan.offers.0 != 0,
                suits.collect(),
            );
        }
    }
    found
}

/// Plans again with one more.
fn try_one_more(
    draft: &Draft,
    solved: &Solved,
    candidate: &Candidate,
    diligence: Diligence,
) -> Option<ScarcePlace> {
    let mut batch = draft.batch.clone();
    let at = match candidate.at {
        Some(at) => at,
        None => add_vacancy(draft, &mut batch, candidate),
    };
    let (Room::Units { count, .. } | Room::Beds { count }) = &mut batch.vacancies[at].room else {
        return None;
    };
    *count += 1;
    let (found, proven) = again(&batch, &solved.plan, diligence);
    let one_more = first_difference(&batch, &solved.plan, &found).filter(|effect| effect.by < 0)?;
    Some(ScarcePlace {
        site: candidate.vacancy.site,
        beds: match candidate.vacancy.room {
            Room::Units { beds, .. } => Some(beds),
            _ => None,
        },
        offers_needs: candidate.offers_needs,
        one_more,
        is_proven: is_price_proven(&batch, Some(one_more), proven.min(solved.proven_from_the_first())),
    })
}

/// A vacancy of which there is none yet, beside the others.
fn add_vacancy(draft: &Draft, batch: &mut Batch, candidate: &Candidate) -> usize {
    let old = batch.vacancies.len();
    let site = candidate.vacancy.site;
    let rows = batch.households.len();
    let widened = |stage: Stage, table: &[i64]| -> Vec<i64> {
        if table.is_empty() {
            return Vec::new();
        }
        let row = |row: usize| table[row * old..(row + 1) * old].iter().copied();
        (0..rows)
            .flat_map(|at| row(at).chain([draft.in_sites.entry(stage, at, site)]))
            .collect()
    };
    batch.scores = widened(Stage::Score, &batch.scores);
    batch.distances = widened(Stage::Distance, &batch.distances);
    batch.costs = widened(Stage::Cost, &batch.costs);
    let mut suits = Vec::with_capacity(batch.suits.len() + batch.households.len());
    for (row, &suited) in candidate.suits.iter().enumerate() {
        suits.extend_from_slice(&batch.suits[row * old..(row + 1) * old]);
        suits.push(suited);
    }
    batch.suits = suits;
    batch.vacancies.push(candidate.vacancy.clone());
    old
}
