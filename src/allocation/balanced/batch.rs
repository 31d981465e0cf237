//! What is free in a town, as a batch for `placement`.

use super::{Asking, Balanced, shelf};
use crate::household::Composition;
use crate::ids::NeedSet;
use crate::occupancy::{Layout, Occupancy, Phase, Seeker};
use crate::placement::{Batch, Room, Seeking, Shares, Stage, Vacancy};

/// Where a vacancy of the batch lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VacancyOf {
    /// Index of the site.
    pub site: usize,
    /// Index of its unit class; `None`: shared beds.
    pub class: Option<usize>,
    /// For whom its beds are, where others live beside: single men or women.
    pub beside: Option<Composition>,
}

/// The batch of those who ask, with the places that are free now.
pub fn batch_of(
    rule: &Balanced,
    layout: &Layout,
    occupancy: &Occupancy,
    asking: &[Asking],
) -> (Batch, Vec<VacancyOf>) {
    let mut vacancies = Vec::new();
    let mut places = Vec::new();
    for site in 0..layout.sites.len() {
        if occupancy.phase(site) == Phase::Open && !layout.sites[site].emergency {
            add_site(layout, occupancy, site, &mut vacancies, &mut places);
        }
    }
    add_several(layout, asking, &mut vacancies, &mut places);
    let mut batch = Batch {
        households: asking.iter().map(|ask| seeking(rule, ask)).collect(),
        vacancies,
        districts: rule.districts.clone(),
        stages: rule.stages_for(asking),
        ..Batch::default()
    };
    for (district, &persons) in batch.districts.iter_mut().zip(occupancy.district_persons()) {
        district.persons = persons;
    }
    for ask in asking {
        let here = places.iter().zip(&batch.vacancies);
        batch
            .suits
            .extend(here.map(|(place, vacancy)| suits(layout, *place, &vacancy.room, ask.seeker)));
    }
    fill_tables(rule, asking, &places, &mut batch);
    let places = places.into_iter().map(|place| place.at).collect();
    (batch, places)
}

/// A vacancy, and for which families it is made, if for some.
#[derive(Clone, Copy, Debug)]
struct Place {
    at: VacancyOf,
    only_for: Option<Family>,
}

/// Families that would take the same units: their persons and needs.
type Family = (u8, NeedSet);

fn add_site(
    layout: &Layout,
    occupancy: &Occupancy,
    site: usize,
    vacancies: &mut Vec<Vacancy>,
    places: &mut Vec<Place>,
) {
    let plan = &layout.sites[site];
    let mut add = |class: Option<usize>, beside: Option<Composition>, room: Room| {
        let is_empty = matches!(room, Room::Units { count: 0, .. } | Room::Beds { count: 0 });
        if !is_empty {
            vacancies.push(Vacancy {
                site,
                district: plan.district,
                room,
            });
            places.push(Place {
                at: VacancyOf { site, class, beside },
                only_for: None,
            });
        }
    };
    if plan.classes.is_empty() {
        let count = occupancy.beds_left(site);
        add(None, None, Room::Beds { count });
    }
    for class in plan.classes.clone() {
        let vacant = occupancy.vacant_units(layout, class);
        for (count, beside) in [
            (vacant.beside_men, Composition::SingleMan),
            (vacant.beside_women, Composition::SingleWoman),
        ] {
            add(Some(class), Some(beside), Room::Beds { count });
        }
        let beds = u32::from(occupancy.beds(class));
        add(
            Some(class),
            None,
            Room::Units {
                count: vacant.empty,
                beds,
            },
        );
    }
}

/// For families that find no unit of a site large enough: the units that they would take
/// together, the largest first or the smallest first. Families of one size and need share them.
fn add_several(layout: &Layout, asking: &[Asking], vacancies: &mut Vec<Vacancy>, places: &mut Vec<Place>) {
    let single = places.len();
    for (size, needs) in families(asking) {
        for site in 0..layout.sites.len() {
            let mut units: Vec<(usize, u32, u32)> = (0..single)
                .filter(|&at| places[at].at.site == site && places[at].at.beside.is_none())
                .filter_map(|at| match (&vacancies[at].room, places[at].at.class) {
                    (Room::Units { count, beds }, Some(class))
                        if *beds < u32::from(size) && layout.classes[class].suits(needs) =>
                    {
                        Some((at, *count, *beds))
                    }
                    _ => None,
                })
                .collect();
            units.sort_by_key(|(_, _, beds)| std::cmp::Reverse(*beds));
            let largest = several(&units, u32::from(size));
            units.reverse();
            let smallest = several(&units, u32::from(size)).filter(|units| Some(units) != largest.as_ref());
            for units in largest.into_iter().chain(smallest) {
                vacancies.push(Vacancy {
                    site,
                    district: layout.sites[site].district,
                    room: Room::Several { units },
                });
                places.push(Place {
                    at: VacancyOf {
                        site,
                        class: None,
                        beside: None,
                    },
                    only_for: Some((size, needs)),
                });
            }
        }
    }
}

/// The families among those who ask, each size and need once, in their order.
fn families(asking: &[Asking]) -> Vec<Family> {
    let mut families = Vec::new();
    for seeker in asking.iter().map(|ask| ask.seeker) {
        let family = (seeker.size, seeker.needs);
        if seeker.composition == Composition::Family && !families.contains(&family) {
            families.push(family);
        }
    }
    families
}

/// Units in this order until they hold the household, the last one as small as possible; sorted
/// by vacancy. `None` if all are not enough.
fn several(units: &[(usize, u32, u32)], size: u32) -> Option<Vec<(usize, u32)>> {
    let mut rest = size;
    let mut taken: Vec<(usize, u32)> = Vec::new();
    let mut left: Vec<(usize, u32, u32)> = units.to_vec();
    while rest > 0 {
        let free = |unit: &(usize, u32, u32)| unit.1 > 0;
        let last = left
            .iter()
            .filter(|unit| free(unit) && unit.2 >= rest)
            .min_by_key(|unit| unit.2);
        let at = last.or_else(|| left.iter().find(|unit| free(unit)))?.0;
        let unit = left.iter_mut().find(|unit| unit.0 == at)?;
        unit.1 -= 1;
        rest = rest.saturating_sub(unit.2);
        match taken.iter_mut().find(|(known, _)| *known == at) {
            Some(entry) => entry.1 += 1,
            None => taken.push((at, 1)),
        }
    }
    taken.sort_unstable();
    Some(taken)
}

fn seeking(rule: &Balanced, ask: &Asking) -> Seeking {
    Seeking {
        persons: u32::from(ask.seeker.size),
        shares: shelf(ask.seeker.composition),
        has_needs: ask.seeker.needs.0 != 0,
        leaves: false,
        overdue: rule.overdue(ask),
        home: None,
    }
}

fn suits(layout: &Layout, place: Place, room: &Room, seeker: Seeker) -> bool {
    let is_family = seeker.composition == Composition::Family;
    if place.only_for.is_some() && (!is_family || place.only_for != Some((seeker.size, seeker.needs))) {
        return false;
    }
    let site = &layout.sites[place.at.site];
    let admitted = site.admits(seeker);
    let shares_well = place.at.beside.is_none_or(|beside| beside == seeker.composition);
    let meets = match (place.at.class, place.only_for) {
        (_, Some(_)) => true,
        (Some(class), None) => layout.classes[class].suits(seeker.needs),
        (None, None) => seeker.needs.met_by(site.offers),
    };
    let large_enough = match room {
        Room::Units { beds, .. } => {
            shelf(seeker.composition) != Shares::Nothing || *beds >= u32::from(seeker.size)
        }
        _ => true,
    };
    admitted && shares_well && meets && large_enough
}

fn fill_tables(rule: &Balanced, asking: &[Asking], places: &[Place], batch: &mut Batch) {
    let pairs = || {
        asking
            .iter()
            .flat_map(|ask| places.iter().map(move |place| (ask, place)))
    };
    if rule.stages.contains(&Stage::Cost) {
        batch.costs = pairs()
            .map(|(ask, place)| rule.costs[place.at.site] * i64::from(ask.seeker.size))
            .collect();
    }
    if rule.stages.contains(&Stage::Distance)
        && asking
            .iter()
            .any(|ask| ask.prefers.is_some() || ask.free.is_some())
    {
        let districts: Vec<usize> = batch.vacancies.iter().map(|vacancy| vacancy.district).collect();
        batch.distances = asking
            .iter()
            .flat_map(|ask| districts.iter().map(move |&district| (ask, district)))
            .map(|(ask, district)| rule.way(ask, district))
            .collect();
    }
}
