//! Balanced: all who wait are placed together, one goal after the other.
//!
//! In a replication a week's batch must cost little more than one household after the other:
//! the overdue first, then the largest, each where it adds least; then exchanges among those just placed. Where
//! every household counts one, the exact placement is taken instead (see `placement`). Nobody
//! who is housed already is touched here, except by relocations that the policy allows.

mod batch;
mod exchange;
mod gap;
mod relocate;
mod ways;

pub use batch::{VacancyOf, batch_of};
pub use relocate::{Relocation, relocation};
pub use ways::FreeDistricts;

use crate::allocation::Wishes;
use crate::household::Composition;
use crate::ids::{DistrictId, NeedSet};
use crate::occupancy::{Layout, Occupancy, Seeker, UnitIndex};
use crate::placement::{District, Plan, Stage, counted, inverse_of_share, transport::Workspace};
use crate::policy::{Balance, Seats};
use crate::scenario::Scenario;

/// The rule with all that can be computed beforehand.
#[derive(Clone, Debug)]
pub struct Balanced {
    /// What counts, most important first.
    pub stages: Vec<Stage>,
    /// The districts, with nobody in them.
    pub districts: Vec<District>,
    /// Thousandths of a euro per person and day, by site.
    pub costs: Vec<i64>,
    /// Households already housed that may move on each placement day.
    pub relocations: u32,
    /// The service to whose free places the way counts.
    pub seats: Option<Seats>,
    /// Days of waiting after which a household is protected.
    protected_after: u32,
    /// What districts ask for beyond the limits that stand in `districts`.
    wishes: Wishes,
    /// The stages that can differ between places in a replication.
    keys: Vec<Stage>,
    /// Sites of each district, cheapest first.
    sites: Vec<Vec<u16>>,
    /// Whether all district stages come before the others, so that a district can be chosen
    /// before its sites are looked at.
    district_first: bool,
    /// Whether it is the worst load, then the unevenness, then the others: the usual order.
    usual: bool,
}

/// A household that asks for a place.
#[derive(Clone, Copy, Debug)]
pub struct Asking {
    /// Who.
    pub seeker: Seeker,
    /// Where it wants to live.
    pub prefers: Option<DistrictId>,
    /// Districts with a free place of the service that it waits for, where the rule weighs the
    /// way there.
    pub free: Option<FreeDistricts>,
    /// Days for which it has waited.
    pub waited: u32,
}

/// The place that a household got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Index of the site.
    pub site: usize,
    /// The unit there.
    pub unit: UnitIndex,
}

/// What is used again from batch to batch.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    order: Vec<u64>,
    /// The answer: the place of each household that asked.
    pub given: Vec<Option<Given>>,
    /// How far the highest load lies above a bound, in millionths of it, at most; `None`: nobody was
    /// placed, or it is not weighed.
    pub gap: Option<u32>,
    work: Workspace<i128>,
    narrow: Workspace<i64>,
    spread: gap::Spread,
}

/// What a place adds, goal by goal.
type Key = [i64; 5];

/// Days overdue beyond which no difference is made.
const LONGEST: u64 = (1 << 20) - 1;

impl Balanced {
    /// From a scenario with this rule.
    pub fn of(scenario: &Scenario, balance: &Balance) -> Balanced {
        let wishes = Wishes::of(scenario);
        let districts: Vec<District> = scenario
            .town
            .districts
            .iter()
            .zip(&balance.targets)
            .enumerate()
            .map(|(number, (district, &target))| District {
                persons: 0,
                inverse: inverse_of_share(target),
                most: balance
                    .max_share
                    .map(|share| libm::floor((share * district.residents).clamp(0.0, 4e9)) as u32)
                    .into_iter()
                    .chain(wishes.most(number))
                    .min(),
                least: balance.min_cluster,
            })
            .collect();
        let limited = districts.iter().any(|d| d.most.is_some() || d.least > 0);
        let counts_here = |stage: &Stage| match stage {
            Stage::Limits => limited,
            Stage::Overload | Stage::Mixing | Stage::Distance | Stage::Cost => true,
            _ => false,
        };
        let keys: Vec<Stage> = balance.stages.iter().copied().filter(counts_here).collect();
        let first_linear = keys
            .iter()
            .position(|stage| stage.is_linear())
            .unwrap_or(keys.len());
        let costs = costs_per_person(scenario);
        let district_first = keys[first_linear..].iter().all(|stage| stage.is_linear());
        Balanced {
            usual: district_first && keys[..first_linear] == [Stage::Overload, Stage::Mixing],
            district_first,
            sites: sites_by_cost(scenario, &costs, keys.contains(&Stage::Cost)),
            stages: balance.stages.clone(),
            relocations: balance.relocations,
            seats: balance.seats.clone(),
            protected_after: balance.protected_after,
            wishes,
            districts,
            costs,
            keys,
        }
    }

    /// Places all who ask, as well as it can. The answers stand in the memory.
    pub fn place(&self, layout: &Layout, occupancy: &mut Occupancy, asking: &[Asking], memory: &mut Memory) {
        memory.given.clear();
        memory.given.resize(asking.len(), None);
        memory.gap = None;
        if counts_one_each(asking)
            && !self.wishes.tell_sites_apart()
            && self.place_exactly(layout, occupancy, asking, memory)
        {
            memory.gap = self.states_a_gap(&memory.given).then_some(0);
            return;
        }
        memory.order.clear();
        // Whoever has waited longest beyond the protected time; then the largest; those with needs
        // before others of their size, as they have less choice; then in order. Packed into one
        // number each, which sorts fast.
        memory.order.extend(asking.iter().enumerate().map(|(at, ask)| {
            let (size, needs) = (
                u64::from(ask.seeker.size),
                u64::from(ask.seeker.needs.0.count_ones()),
            );
            let overdue = u64::from(self.overdue(ask)).min(LONGEST);
            (LONGEST - overdue) << 44 | (255 - size) << 36 | (8 - needs) << 32 | at as u64
        }));
        memory.order.sort_unstable();
        let worst_before = self.worst(occupancy.district_persons());
        let mut worst = worst_before;
        let (mut placed, mut left_out) = (false, false);
        for at in 0..memory.order.len() {
            let at = memory.order[at] as u32 as usize;
            let seeker = asking[at].seeker;
            let site = self.site_at(layout, occupancy, &asking[at], worst, |_| true);
            memory.given[at] = site.and_then(|site| {
                let unit = occupancy.move_in(layout, site, seeker)?;
                worst = worst.max(self.load_of(layout, occupancy, site));
                Some(Given { site, unit })
            });
            placed |= memory.given[at].is_some();
            left_out |= memory.given[at].is_none();
        }
        if !placed {
            return;
        }
        if left_out {
            self.make_room(layout, occupancy, asking, &memory.order, &mut memory.given);
        }
        self.open_clusters(layout, occupancy, asking, &memory.order, &mut memory.given);
        self.exchange(layout, occupancy, asking, &mut memory.given);
        memory.gap = self.gap(
            layout,
            occupancy,
            (asking, &memory.given),
            worst_before,
            &mut memory.spread,
        );
    }

    /// Days for which a household has waited beyond the protected time.
    fn overdue(&self, ask: &Asking) -> u32 {
        ask.waited.saturating_sub(self.protected_after)
    }

    /// The stages of a batch: where somebody is overdue, that comes before all others.
    fn stages_for(&self, asking: &[Asking]) -> Vec<Stage> {
        let overdue = asking.iter().any(|ask| self.overdue(ask) > 0);
        let first = overdue.then_some(Stage::Overdue);
        first.into_iter().chain(self.stages.iter().copied()).collect()
    }

    /// Solves the batch exactly; nothing happens where that is not possible.
    fn place_exactly(
        &self,
        layout: &Layout,
        occupancy: &mut Occupancy,
        asking: &[Asking],
        memory: &mut Memory,
    ) -> bool {
        let (batch, vacancies) = batch_of(self, layout, occupancy, asking);
        let plan = counted(&batch).and_then(|counted| counted.solve(&mut memory.work, &mut memory.narrow));
        let Some(Plan(places)) = plan else {
            return false;
        };
        for (at, place) in places.iter().enumerate() {
            let Some(vacancy) = place.map(|vacancy| vacancies[vacancy]) else {
                continue;
            };
            memory.given[at] = occupancy
                .move_into(layout, vacancy.site, vacancy.class, asking[at].seeker)
                .map(|unit| Given {
                    site: vacancy.site,
                    unit,
                });
        }
        true
    }

    /// The site that adds least, stage by stage; ties by order of the file.
    pub fn best_site(
        &self,
        layout: &Layout,
        occupancy: &Occupancy,
        asking: &Asking,
        allowed: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let worst = self.worst(occupancy.district_persons());
        self.site_at(layout, occupancy, asking, worst, allowed)
    }

    /// The same when the highest load is known.
    #[inline]
    fn site_at(
        &self,
        layout: &Layout,
        occupancy: &Occupancy,
        asking: &Asking,
        worst: i64,
        allowed: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        if self.wishes.tell_sites_apart() {
            let wanted = |site: usize| allowed(site) && !self.wishes.is_unwanted(site);
            return self
                .any_room(layout, occupancy, asking, worst, wanted)
                .or_else(|| self.any_room(layout, occupancy, asking, worst, allowed));
        }
        self.any_room(layout, occupancy, asking, worst, allowed)
    }

    /// The same, whether or not a district wants the site.
    #[inline]
    fn any_room(
        &self,
        layout: &Layout,
        occupancy: &Occupancy,
        asking: &Asking,
        worst: i64,
        allowed: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let seeker = asking.seeker;
        let persons = occupancy.district_persons();
        if seeker.needs != NeedSet::default() {
            let fits = |site: usize| allowed(site) && occupancy.fits(layout, site, seeker);
            return self.first_of_least(persons, asking, worst, fits);
        }
        let (room, size) = (occupancy.room_for(seeker), u16::from(seeker.size));
        if room.iter().fold(0, |most, &room| room.max(most)) < size {
            return None;
        }
        self.first_of_least(persons, asking, worst, |site| room[site] >= size && allowed(site))
    }

    #[inline]
    fn first_of_least(
        &self,
        persons: &[u32],
        asking: &Asking,
        worst: i64,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        if self.usual {
            self.usual_site(persons, asking, worst, fits)
        } else {
            self.any_site(persons, asking, worst, fits)
        }
    }

    /// The load of a site's district.
    fn load_of(&self, layout: &Layout, occupancy: &Occupancy, site: usize) -> i64 {
        let district = usize::from(layout.district_of_site[site]);
        i64::from(occupancy.district_persons()[district]) * self.districts[district].inverse
    }

    /// In the usual order a district is chosen by two numbers; only of equals the rest decides.
    #[inline]
    fn usual_site(
        &self,
        persons: &[u32],
        asking: &Asking,
        worst: i64,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let size = i64::from(asking.seeker.size);
        let mut best = None;
        let mut lowest = (i64::MAX, i64::MAX);
        let districts = self.districts.iter().zip(persons).zip(&self.sites);
        for (district, ((plan, &persons_now), sites)) in districts.enumerate() {
            let before = i64::from(persons_now) * plan.inverse;
            let after = before + size * plan.inverse;
            let (over, uneven) = ((after - worst).max(0), size * (before + after));
            if over > lowest.0 || (over == lowest.0 && uneven > lowest.1) {
                continue;
            }
            let mut sites = sites.iter().map(|&site| usize::from(site));
            let Some(site) = sites.find(|&site| fits(site)) else {
                continue;
            };
            let equal = (over, uneven) == lowest;
            if equal && !best.is_some_and(|best| self.is_better(persons, asking, worst, site, best)) {
                continue;
            }
            best = Some((district, site));
            lowest = (over, uneven);
        }
        best.map(|(_, site)| site)
    }

    /// Whether a site is better than one of another district, all stages considered.
    fn is_better(
        &self,
        persons: &[u32],
        asking: &Asking,
        worst: i64,
        site: usize,
        (other_district, other): (usize, usize),
    ) -> bool {
        let district_of = |site: usize| self.sites.iter().position(|list| list.contains(&(site as u16)));
        let Some(district) = district_of(site) else {
            return false;
        };
        let key = |district: usize, site: usize| {
            let mut key = self.district_key(persons, district, asking, worst);
            self.add_cost(&mut key, site, asking.seeker);
            (key, site)
        };
        key(district, site) < key(other_district, other)
    }

    fn any_site(
        &self,
        persons: &[u32],
        asking: &Asking,
        worst: i64,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let mut best: Option<(Key, usize)> = None;
        for district in 0..self.districts.len() {
            let mut key = self.district_key(persons, district, asking, worst);
            if self.district_first && best.is_some_and(|(best, _)| key > best) {
                continue;
            }
            // The others of the district cost more.
            let mut sites = self.sites[district].iter().map(|&site| usize::from(site));
            let Some(site) = sites.find(|&site| fits(site)) else {
                continue;
            };
            self.add_cost(&mut key, site, asking.seeker);
            if best.is_none_or(|best| (key, site) < best) {
                best = Some((key, site));
            }
        }
        best.map(|(_, site)| site)
    }

    /// What a place in a district adds, without its cost.
    fn district_key(&self, persons: &[u32], district: usize, asking: &Asking, worst: i64) -> Key {
        let plan = &self.districts[district];
        let before = i64::from(persons[district]);
        let after = before + i64::from(asking.seeker.size);
        let mut key = Key::default();
        for (entry, stage) in key.iter_mut().zip(&self.keys) {
            *entry = match stage {
                Stage::Overload => (after * plan.inverse - worst).max(0),
                Stage::Mixing => plan.unevenness(after) - plan.unevenness(before),
                Stage::Limits => plan.outside_limits(after) - plan.outside_limits(before),
                Stage::Distance => self.way(asking, district, persons),
                _ => 0,
            };
        }
        key
    }

    fn add_cost(&self, key: &mut Key, site: usize, seeker: Seeker) {
        if let Some(at) = self.keys.iter().position(|stage| *stage == Stage::Cost) {
            key[at] = self.costs[site] * i64::from(seeker.size);
        }
    }

    /// The highest load of all districts.
    fn worst(&self, persons: &[u32]) -> i64 {
        let loads = self.districts.iter().zip(persons);
        loads
            .map(|(d, &persons)| i64::from(persons) * d.inverse)
            .max()
            .unwrap_or(0)
    }
}

/// Whether all who ask are of one size and yet not all alike: then the exact way is open and
/// worth its price. (Whoever is alike in everything is placed exactly one after the other.)
fn counts_one_each(asking: &[Asking]) -> bool {
    let Some(first) = asking.first() else {
        return false;
    };
    let like_first = |other: &Asking| {
        other.seeker == first.seeker && other.prefers == first.prefers && other.free == first.free
    };
    asking.iter().all(|other| other.seeker.size == first.seeker.size) && !asking.iter().all(like_first)
}

/// With whom a household of this composition may share a unit.
fn shelf(composition: Composition) -> crate::placement::Shares {
    use crate::placement::Shares;
    match composition {
        Composition::Family => Shares::Nothing,
        Composition::SingleMan => Shares::WithMen,
        Composition::SingleWoman => Shares::WithWomen,
    }
}

/// Thousandths of a euro per person and day of each site: what a person and a place cost.
fn costs_per_person(scenario: &Scenario) -> Vec<i64> {
    let per_person =
        |site: &crate::site::Site| (site.rates.per_person_day + site.rates.per_place_day).0 / 1000;
    scenario.sites.iter().map(per_person).collect()
}

fn sites_by_cost(scenario: &Scenario, costs: &[i64], cost_counts: bool) -> Vec<Vec<u16>> {
    let mut sites = vec![Vec::new(); scenario.town.districts.len()];
    for (index, site) in scenario.sites.iter().enumerate() {
        sites[site.district.index()].push(index as u16);
    }
    if cost_counts {
        for list in &mut sites {
            list.sort_by_key(|&site| costs[usize::from(site)]);
        }
    }
    sites
}
