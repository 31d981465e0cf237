//! The batch of a proposal: today's needy, what is free, what counts, what has been decided.

use super::ages;
use super::decided::{Misfit, Settled, settle};
use super::orders::{Orders, ScoreTable};
use super::singles::leave_unknown_singles_alone;
use super::today::{Cause, Needy, Today, today};
use crate::allocation::Wishes;
use crate::allocation::balanced::{Asking, Balanced, VacancyOf, batch_of};
use crate::household::StartHousehold;
use crate::placement::{Batch, Stage};
use crate::policy::{Balance, Rule};
use crate::preference::Wants;
use crate::scenario::Scenario;

/// A batch with what its rows and columns stand for.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Today, with what is decided put into practice.
    pub today: Today,
    /// The problem; its households are today's needy, its vacancies what is free.
    pub batch: Batch,
    /// Where each vacancy lies.
    pub places: Vec<VacancyOf>,
    /// What has been decided; these households are not in the batch any more.
    pub decided: Vec<Settled>,
    /// Decisions that cannot be put into practice; their households stay in the batch.
    pub misfits: Vec<Misfit>,
    /// What counts, as the scenario or else the program says.
    pub balance: Balance,
    /// What [`Stage::Distance`] counts.
    pub ways: Ways,
    /// The district where each household wants to live.
    pub wanted: Vec<Option<usize>>,
    /// Decimals of a score that one step of the batch stands for; below nought: tens, hundreds, ….
    pub score_decimals: i32,
    /// What each household would add to a stage in each site of the town, full ones too.
    pub(super) in_sites: InSites,
}

/// What the ways of households are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ways {
    /// Households outside the district where they want to live.
    #[default]
    Elsewhere,
    /// Metres from there.
    Metres,
    /// Preferences left unmet: the household's own, and what districts ask about who lives where.
    Unmet,
}

/// Tables household × site; empty: none.
#[derive(Clone, Debug, Default)]
pub(super) struct InSites {
    sites: usize,
    ways: Vec<i64>,
    costs: Vec<i64>,
    scores: Vec<i64>,
}

impl InSites {
    /// What a household adds to a stage in a site.
    pub fn entry(&self, stage: Stage, row: usize, site: usize) -> i64 {
        let entry = self.table(stage).get(row * self.sites + site);
        entry.copied().unwrap_or(0)
    }

    fn table(&self, stage: Stage) -> &[i64] {
        match stage {
            Stage::Distance => &self.ways,
            Stage::Cost => &self.costs,
            Stage::Score => &self.scores,
            _ => &[],
        }
    }

    /// The same for the vacancies of a batch.
    fn of_vacancies(&self, stage: Stage, batch: &Batch) -> Vec<i64> {
        if self.table(stage).is_empty() {
            return Vec::new();
        }
        let rows = 0..batch.households.len();
        rows.flat_map(|row| batch.vacancies.iter().map(move |vacancy| (row, vacancy.site)))
            .map(|(row, site)| self.entry(stage, row, site))
            .collect()
    }
}

/// Draws the batch up.
pub fn draft(scenario: &Scenario, orders: &Orders) -> Draft {
    let mut today = today(scenario, orders.day);
    let balance = balance(scenario, orders);
    let rule = Balanced::of(scenario, &balance);
    let decided = settle(scenario, &rule, &mut today, &orders.decisions);
    let asking: Vec<Asking> = today
        .needy
        .iter()
        .map(|needy| Asking {
            seeker: needy.seeker,
            prefers: scenario.households[needy.household].prefers,
            free: None,
            waited: waited(scenario, needy, orders.day),
        })
        .collect();
    let (mut batch, places) = batch_of(&rule, &today.layout, &today.occupancy, &asking);
    leave_unknown_singles_alone(&mut batch, &places, &today.needy);
    have_the_leaving_first(&mut batch, &today.needy);
    let promised: Vec<(Needy, usize)> = decided
        .settled
        .iter()
        .filter_map(|settled| Some((settled.needy, settled.decision.site?.index())))
        .collect();
    batch.limits = ages::limits(scenario, &today, &today.needy, &promised);
    let mut draft = Draft {
        today,
        batch,
        places,
        decided: decided.settled,
        misfits: decided.misfits,
        balance,
        ways: Ways::Elsewhere,
        wanted: Vec::new(),
        score_decimals: USUAL_DECIMALS,
        in_sites: InSites {
            sites: scenario.sites.len(),
            ..InSites::default()
        },
    };
    let prefers = |row: usize| Some(draft.household(scenario, row).prefers?.index());
    draft.wanted = (0..draft.today.needy.len()).map(prefers).collect();
    draft.enter_costs(&rule);
    draft.measure_ways(scenario, orders);
    if let Some(table) = &orders.scores {
        draft.enter_scores(table);
    }
    draft
}

/// Whoever has to leave a site that closes comes before everybody else, as in the runs.
fn have_the_leaving_first(batch: &mut Batch, needy: &[Needy]) {
    for (household, needy) in batch.households.iter_mut().zip(needy) {
        household.leaves = matches!(needy.cause, Cause::SiteCloses(_));
    }
    if batch.households.iter().any(|household| household.leaves) {
        batch.stages.insert(0, Stage::Leaving);
    }
}

/// Days for which a household has waited; nought for those who have a place and must leave it.
fn waited(scenario: &Scenario, needy: &Needy, day: i64) -> u32 {
    let since = scenario.households[needy.household].since;
    match (needy.cause, since) {
        (Cause::Waits | Cause::SleepsInEmergency(_), Some(since)) => u32::try_from(day - since).unwrap_or(0),
        _ => 0,
    }
}

/// The scenario's balance; with another rule its targets, or residents, in the usual order.
/// Stages about which nothing is known are left out.
fn balance(scenario: &Scenario, orders: &Orders) -> Balance {
    let mut balance = match &scenario.policy.rule {
        Rule::Balanced(balance) => balance.clone(),
        other => Balance {
            targets: other
                .targets()
                .map_or_else(|| shares_of_residents(scenario), <[f64]>::to_vec),
            stages: Stage::DEFAULT.to_vec(),
            max_share: None,
            min_cluster: 0,
            relocations: 0,
            seats: None,
            protected_after: Balance::PROTECTED_AFTER,
        },
    };
    let wished = scenario
        .households
        .iter()
        .any(|household| household.prefers.is_some());
    let asked = scenario.preferences.iter();
    let limited = balance.max_share.is_some()
        || balance.min_cluster > 0
        || asked
            .into_iter()
            .any(|preference| matches!(preference.wants, Wants::AtMost(_)));
    balance.stages.retain(|stage| match stage {
        Stage::Score => orders.scores.is_some(),
        Stage::Limits => limited,
        Stage::Distance => wished || Wishes::of(scenario).say_who_goes_where(),
        // Nobody who is housed is moved here.
        Stage::Moves => false,
        _ => true,
    });
    if orders.scores.is_some() && !balance.stages.contains(&Stage::Score) {
        let later = |stage: &Stage| matches!(stage, Stage::Distance | Stage::Cost);
        let at = balance.stages.iter().position(later);
        balance
            .stages
            .insert(at.unwrap_or(balance.stages.len()), Stage::Score);
    }
    balance
}

fn shares_of_residents(scenario: &Scenario) -> Vec<f64> {
    let all = scenario.town.residents().max(1.0);
    let districts = scenario.town.districts.iter();
    districts.map(|district| district.residents / all).collect()
}

impl Draft {
    /// The household of the scenario's list that a row stands for.
    pub fn household<'s>(&self, scenario: &'s Scenario, row: usize) -> &'s StartHousehold {
        &scenario.households[self.today.needy[row].household]
    }

    /// What one step of the scores in the batch is worth.
    pub fn score_step(&self) -> f64 {
        libm::exp10(-f64::from(self.score_decimals))
    }

    fn enter_costs(&mut self, rule: &Balanced) {
        if self.batch.costs.is_empty() {
            return;
        }
        let rows = self.batch.households.iter();
        let costs =
            rows.flat_map(|household| rule.costs.iter().map(|cost| cost * i64::from(household.persons)));
        self.in_sites.costs = costs.collect();
    }

    /// Metres between each site and the district where a household wants to live, where both
    /// are on the map; else whether the site lies elsewhere. Where districts say who should live
    /// where, every preference that a site leaves unmet counts one, as in the runs.
    fn measure_ways(&mut self, scenario: &Scenario, orders: &Orders) {
        if self.batch.distances.is_empty() {
            return;
        }
        let centre = |row: usize| orders.centres.get(self.wanted[row]?).copied().flatten();
        let rows = || 0..self.today.needy.len();
        let are_known = rows().all(|row| self.wanted[row].is_none() || centre(row).is_some())
            && scenario.sites.iter().all(|site| site.position.is_some());
        let wishes = Wishes::of(scenario);
        let counted = match wishes.say_who_goes_where() {
            true => Ways::Unmet,
            false if are_known => Ways::Metres,
            false => Ways::Elsewhere,
        };
        let persons = self.today.occupancy.district_persons();
        let asked = |row: usize, site: usize| {
            let district = scenario.sites[site].district.index();
            let against = wishes.against(persons, self.today.needy[row].seeker, district);
            against as i64 + i64::from(wishes.is_unwanted(site))
        };
        let way = |row: usize, site: usize| {
            let place = &scenario.sites[site];
            let is_elsewhere = self.wanted[row].is_some_and(|wanted| wanted != place.district.index());
            match (counted, centre(row), place.position) {
                (Ways::Metres, Some(centre), Some(site)) if is_elsewhere => metres(centre, site).max(1),
                (Ways::Unmet, _, _) => i64::from(is_elsewhere) + asked(row, site),
                _ => i64::from(is_elsewhere),
            }
        };
        let ways = rows().flat_map(|row| (0..scenario.sites.len()).map(move |site| (row, site)));
        self.in_sites.ways = ways.map(|(row, site)| way(row, site)).collect();
        self.ways = counted;
        self.batch.distances = self.in_sites.of_vacancies(Stage::Distance, &self.batch);
    }

    fn enter_scores(&mut self, table: &ScoreTable) {
        let rows = || {
            let needy = self.today.needy.iter();
            needy.map(|needy| table.scores.get(needy.household).map_or(&[][..], Vec::as_slice))
        };
        self.score_decimals = decimals(rows().flatten().flatten().copied());
        let step = self.score_step();
        let sites = self.in_sites.sites;
        let entry = |row: &[Option<f64>], site: usize| {
            let score = row.get(site).copied().flatten().unwrap_or(0.0);
            -libm::round((score / step).clamp(-LARGEST, LARGEST)) as i64
        };
        self.in_sites.scores = rows()
            .flat_map(|row| (0..sites).map(move |site| entry(row, site)))
            .collect();
        self.batch.scores = self.in_sites.of_vacancies(Stage::Score, &self.batch);
    }
}

/// Decimals of scores, where these say all and the scores are not too large for them.
const USUAL_DECIMALS: i32 = 3;

/// Scores are counted in steps up to this number, so that they can be added up.
const LARGEST: f64 = 1e12;

/// The decimals at which all scores are whole numbers of steps; where no number of decimals does
/// that, nine digits of the largest.
fn decimals(scores: impl Iterator<Item = f64> + Clone) -> i32 {
    let largest = scores.clone().map(f64::abs).fold(0.0, f64::max);
    let steps = |score: f64, decimals: i32| score * libm::exp10(f64::from(decimals));
    let is_exact = |score: f64, decimals: i32| {
        let steps = steps(score, decimals);
        // What a few roundings of the multiplication can leave.
        (steps - libm::round(steps)).abs() <= 8.0 * f64::EPSILON * steps.abs().max(1.0)
    };
    let says_all = |decimals: &i32| scores.clone().all(|score| is_exact(score, *decimals));
    let fits = |decimals: i32, most: f64| steps(largest, decimals) <= most;
    let exact = (0..=12).find(says_all).filter(|&exact| fits(exact, LARGEST));
    match exact {
        Some(exact) if exact <= USUAL_DECIMALS && fits(USUAL_DECIMALS, LARGEST) => USUAL_DECIMALS,
        Some(exact) => exact,
        None => (-300..=12)
            .rev()
            .find(|&decimals| fits(decimals, 1e9))
            .unwrap_or(-300),
    }
}

/// Metres between two points (longitude, latitude in degrees) on a sphere.
fn metres(one: [f64; 2], other: [f64; 2]) -> i64 {
    const RADIUS_M: f64 = 6_371_008.8;
    let radians = |degrees: f64| degrees * std::f64::consts::PI / 180.0;
    let (north, east) = (radians(other[1] - one[1]) / 2.0, radians(other[0] - one[0]) / 2.0);
    let parallels = libm::cos(radians(one[1])) * libm::cos(radians(other[1]));
    let half = libm::sin(north) * libm::sin(north) + parallels * libm::sin(east) * libm::sin(east);
    libm::round(2.0 * RADIUS_M * libm::asin(half.clamp(0.0, 1.0).sqrt())) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_counted_in_steps_that_say_all_of_them_or_nine_digits() {
        let of = |scores: &[f64]| decimals(scores.iter().copied());
        assert_eq!(of(&[0.25, 1.0, 12.5]), 3);
        assert_eq!(of(&[0.00012, 0.5]), 5);
        // Whole numbers stay whole, however large.
        assert_eq!(of(&[3e11, 7.0]), 0);
        assert_eq!(of(&[1.0 / 3.0, 0.1]), 9);
        assert_eq!(of(&[5e20, 1e20]), -12);
        assert_eq!(of(&[2e-7 / 3.0]), 12);
    }
}
