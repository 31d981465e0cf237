//! The batch of a proposal: today's needy, what is free, what counts, what has been decided.

use super::ages;
use super::decided::{Misfit, Settled, settle};
use super::orders::{Orders, ScoreTable};
use super::today::{Cause, Needy, Today, today};
use crate::allocation::balanced::{Asking, Balanced, VacancyOf, batch_of};
use crate::household::StartHousehold;
use crate::placement::{Batch, Shares, Stage};
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
    };
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
        Stage::Distance => wished,
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

/// Who shares with whom is not guessed: a single person of unknown sex gets a unit alone.
pub(super) fn leave_unknown_singles_alone(batch: &mut Batch, places: &[VacancyOf], needy: &[Needy]) {
    let vacancies = batch.vacancies.len();
    for (row, _) in needy.iter().enumerate().filter(|(_, needy)| !needy.sex_is_known) {
        batch.households[row].shares = Shares::Nothing;
        for (vacancy, place) in places.iter().enumerate() {
            batch.suits[row * vacancies + vacancy] &= place.beside.is_none();
        }
    }
}

impl Draft {
    /// The household of the scenario's list that a row stands for.
    pub fn household<'s>(&self, scenario: &'s Scenario, row: usize) -> &'s StartHousehold {
        &scenario.households[self.today.needy[row].household]
    }

    /// Whether ways are known in metres; else a way is 1 outside the wanted district.
    pub fn ways_are_metres(&self) -> bool {
        self.batch.distances.iter().any(|way| *way > 1)
    }

    /// Metres between each site and the district where a household wants to live, where both
    /// are on the map; else whether the site lies there.
    fn measure_ways(&mut self, scenario: &Scenario, orders: &Orders) {
        if self.batch.distances.is_empty() {
            return;
        }
        let centre = |row: usize| {
            let wanted = self.household(scenario, row).prefers?;
            Some(orders.centres.get(wanted.index()).copied().flatten())
        };
        let rows = 0..self.today.needy.len();
        let known = rows.clone().filter_map(centre).all(|centre| centre.is_some());
        if !known || scenario.sites.iter().any(|site| site.position.is_none()) {
            return;
        }
        let mut ways = Vec::with_capacity(self.batch.suits.len());
        for row in rows {
            let wanted = self
                .household(scenario, row)
                .prefers
                .map(|district| district.index());
            let centre = centre(row).flatten();
            ways.extend(self.batch.vacancies.iter().map(|vacancy| {
                match (centre, scenario.sites[vacancy.site].position) {
                    (Some(centre), Some(site)) if wanted != Some(vacancy.district) => {
                        metres(centre, site).max(2)
                    }
                    _ => 0,
                }
            }));
        }
        self.batch.distances = ways;
    }

    fn enter_scores(&mut self, table: &ScoreTable) {
        let mut scores = Vec::with_capacity(self.batch.suits.len());
        for needy in &self.today.needy {
            let row = table.scores.get(needy.household).map_or(&[][..], Vec::as_slice);
            scores.extend(self.batch.vacancies.iter().map(|vacancy| {
                let score = row.get(vacancy.site).copied().flatten().unwrap_or(0.0);
                -thousandths(score)
            }));
        }
        self.batch.scores = scores;
    }
}

/// A score in thousandths, kept within what can be added up.
fn thousandths(score: f64) -> i64 {
    libm::round((score * 1000.0).clamp(-1e12, 1e12)) as i64
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
