//! Prices of what is scarce, and the bound that they prove.
//!
//! Every capacity gets a price per unit, bed or limit; every stage held gets a price per step.
//! At given prices each household simply goes where it is cheapest, and what that costs, less
//! the price of all capacities, is below the value of every plan (Lagrange). Good prices are
//! found by stepping towards what is overused (Polyak's steps), a fixed number of times.

use super::batch::{Batch, Room, Shares};
use super::plan::Plan;
use super::stage::Stage;

/// Steps towards better prices.
const STEPS: usize = 400;

/// Prices with the bound that they prove.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// No plan that holds the earlier stages is below this value of the stage.
    pub bound: f64,
    /// By vacancy: price of a unit, or of a bed where beds are shared.
    pub vacancies: Vec<f64>,
}

/// What the relaxed rules are: a capacity with its use by household and vacancy.
struct Rules<'a> {
    batch: &'a Batch,
    /// Stages held, each with its value.
    held: &'a [(Stage, i64)],
    /// Fewest and most persons that can be in each district with the stages held.
    between: Vec<(i64, i64)>,
    start: Vec<i64>,
}

/// One list of numbers per kind of rule: uses, capacities, prices, steps.
#[derive(Clone, Debug, Default)]
struct Lists {
    vacancies: Vec<f64>,
    limits: Vec<f64>,
    held: Vec<f64>,
    districts: Vec<f64>,
}

impl Lists {
    fn zero(rules: &Rules) -> Lists {
        Lists {
            vacancies: vec![0.0; rules.batch.vacancies.len()],
            limits: vec![0.0; rules.batch.limits.len()],
            held: vec![0.0; rules.held.len()],
            districts: vec![0.0; rules.batch.districts.len()],
        }
    }

    fn iter(&self) -> impl Iterator<Item = &f64> {
        let lists = self.vacancies.iter().chain(&self.limits);
        lists.chain(&self.held).chain(&self.districts)
    }

    fn iter_mut(&mut self) -> impl Iterator<Item = &mut f64> {
        let lists = self.vacancies.iter_mut().chain(&mut self.limits);
        lists.chain(&mut self.held).chain(&mut self.districts)
    }
}

/// A bound for one stage when earlier ones are held at the values of a plan. `None` for the
/// worst load, which `water` bounds, and for limits.
pub fn bound(batch: &Batch, stage: Stage, held: &[(Stage, i64)], plan: &Plan) -> Option<Prices> {
    if matches!(stage, Stage::Overload | Stage::Limits) {
        return None;
    }
    let linear: Vec<(Stage, i64)> = held
        .iter()
        .copied()
        .filter(|(stage, _)| stage.is_linear())
        .collect();
    let rules = Rules {
        batch,
        held: &linear,
        between: super::water::persons_between(batch, held, plan),
        start: Plan::empty(batch).district_persons(batch),
    };
    Some(rules.search(stage, plan.value(batch, stage) as f64))
}

impl Rules<'_> {
    fn search(&self, stage: Stage, reached: f64) -> Prices {
        let mut prices = Lists::zero(self);
        let uneven = self.weight_of(stage, Stage::Mixing);
        if uneven > 0.0 {
            // A fair start: what one more person costs at the districts' water level.
            self.start_at_water_level(uneven, &mut prices);
        }
        let mut best = Prices {
            bound: f64::NEG_INFINITY,
            vacancies: prices.vacancies.clone(),
        };
        let mut eagerness = 1.0;
        let mut since = 0;
        for _ in 0..STEPS {
            let (value, slope) = self.dual(stage, &prices);
            if value > best.bound + 1e-9 * value.abs() {
                best = Prices {
                    bound: value,
                    vacancies: prices.vacancies.clone(),
                };
                since = 0;
            } else {
                since += 1;
                if since >= 12 {
                    eagerness *= 0.6;
                    since = 0;
                }
            }
            let length: f64 = slope.iter().map(|step| step * step).sum();
            let gap = reached - value;
            if length == 0.0 || gap <= 1e-9 * reached.abs() {
                break;
            }
            let step = eagerness * gap / length;
            follow(&mut prices, &slope, step);
        }
        best
    }

    /// The weight of a part in a stage that may weigh others; nought: it does not count.
    fn weight_of(&self, stage: Stage, part: Stage) -> f64 {
        let mut parts = self.batch.parts(stage);
        let found = parts.find(|(of, _)| *of == part);
        found.map_or(0.0, |(_, weight)| weight as f64)
    }

    fn start_at_water_level(&self, uneven: f64, prices: &mut Lists) {
        let room = super::water::room(self.batch);
        let after = super::water::fill(&self.batch.districts, &room, self.batch.persons());
        for (district, plan) in self.batch.districts.iter().enumerate() {
            let persons = after[district];
            let step = plan.unevenness(persons + 1) - plan.unevenness(persons);
            prices.districts[district] = uneven * step as f64;
        }
    }

    /// The value at these prices, and by how much each rule is overused.
    fn dual(&self, stage: Stage, prices: &Lists) -> (f64, Lists) {
        let mut slope = Lists::zero(self);
        let mut value = 0.0;
        for household in 0..self.batch.households.len() {
            let (place, cost) = self.cheapest(stage, prices, household);
            value += cost;
            self.use_up(household, place, &mut slope);
        }
        for (vacancy, plan) in self.batch.vacancies.iter().enumerate() {
            let capacity = match plan.room {
                Room::Units { count, .. } | Room::Beds { count } => f64::from(count),
                Room::Several { .. } => 0.0,
            };
            value -= prices.vacancies[vacancy] * capacity;
            slope.vacancies[vacancy] -= capacity;
        }
        for (at, limit) in self.batch.limits.iter().enumerate() {
            value -= prices.limits[at] * f64::from(limit.most);
            slope.limits[at] -= f64::from(limit.most);
        }
        for (at, (_, held)) in self.held.iter().enumerate() {
            value -= prices.held[at] * *held as f64;
            slope.held[at] -= *held as f64;
        }
        value += self.districts(stage, prices, &mut slope);
        (value, slope)
    }

    /// Each district takes as many persons as suit its price best, of those that are possible.
    fn districts(&self, stage: Stage, prices: &Lists, slope: &mut Lists) -> f64 {
        let mut value = 0.0;
        let weight = self.weight_of(stage, Stage::Mixing);
        for (district, plan) in self.batch.districts.iter().enumerate() {
            let (start, price) = (self.start[district], prices.districts[district]);
            let (fewest, most) = self.between[district];
            let used = libm::round(slope.districts[district]) as i64 + start;
            let cost = |persons: i64| {
                let uneven = if weight > 0.0 {
                    weight * plan.unevenness(persons) as f64
                } else {
                    0.0
                };
                uneven - price * (persons - start) as f64
            };
            // n² inverse less price n is lowest near n = price / (2 inverse).
            let ideal = match price {
                _ if weight > 0.0 => {
                    let steepness = 2.0 * weight * plan.inverse as f64;
                    libm::round((price / steepness).clamp(-1e15, 1e15)) as i64
                }
                _ if price > 0.0 => most,
                _ if price < 0.0 => fewest,
                _ => used.clamp(fewest, most),
            };
            let persons = [ideal - 1, ideal + 1]
                .into_iter()
                .map(|persons| persons.clamp(fewest, most))
                .fold(ideal.clamp(fewest, most), |best, next| {
                    if cost(next) < cost(best) { next } else { best }
                });
            value += cost(persons);
            slope.districts[district] -= (persons - start) as f64;
        }
        value
    }

    fn cheapest(&self, stage: Stage, prices: &Lists, household: usize) -> (Option<usize>, f64) {
        let mut best = (None, self.price(stage, prices, household, None));
        for vacancy in 0..self.batch.vacancies.len() {
            if self.batch.suits(household, vacancy) {
                let cost = self.price(stage, prices, household, Some(vacancy));
                if cost < best.1 {
                    best = (Some(vacancy), cost);
                }
            }
        }
        best
    }

    fn price(&self, stage: Stage, prices: &Lists, household: usize, place: Option<usize>) -> f64 {
        let batch = self.batch;
        let sums = batch.parts(stage).filter(|(part, _)| part.is_linear());
        let mut cost: f64 = sums
            .map(|(part, weight)| weight as f64 * batch.term(part, household, place) as f64)
            .sum();
        for (at, (held, _)) in self.held.iter().enumerate() {
            if prices.held[at] > 0.0 {
                cost += prices.held[at] * batch.term(*held, household, place) as f64;
            }
        }
        let Some(vacancy) = place else { return cost };
        let plan = &batch.vacancies[vacancy];
        cost += f64::from(batch.households[household].persons) * prices.districts[plan.district];
        self.each_use(household, vacancy, |used, amount| {
            cost += prices.vacancies[used] * amount
        });
        for (at, limit) in batch.limits.iter().enumerate() {
            if limit.site == plan.site {
                cost += prices.limits[at] * f64::from(limit.takes[household]);
            }
        }
        cost
    }

    fn use_up(&self, household: usize, place: Option<usize>, slope: &mut Lists) {
        for (at, (held, _)) in self.held.iter().enumerate() {
            slope.held[at] += self.batch.term(*held, household, place) as f64;
        }
        let Some(vacancy) = place else { return };
        let plan = &self.batch.vacancies[vacancy];
        slope.districts[plan.district] += f64::from(self.batch.households[household].persons);
        self.each_use(household, vacancy, |used, amount| slope.vacancies[used] += amount);
        for (at, limit) in self.batch.limits.iter().enumerate() {
            if limit.site == plan.site {
                slope.limits[at] += f64::from(limit.takes[household]);
            }
        }
    }

    /// The units or beds that a household takes; a bed of a shared unit is a part of the unit.
    fn each_use(&self, household: usize, vacancy: usize, mut take: impl FnMut(usize, f64)) {
        let seeking = &self.batch.households[household];
        match &self.batch.vacancies[vacancy].room {
            Room::Units { beds, .. } => match seeking.shares {
                Shares::Nothing => take(vacancy, 1.0),
                _ => take(vacancy, 1.0 / f64::from(*beds)),
            },
            Room::Beds { .. } => take(vacancy, f64::from(seeking.persons)),
            Room::Several { units } => {
                for &(part, count) in units {
                    take(part, f64::from(count));
                }
            }
        }
    }
}

/// Steps along a slope; prices of capacities are never below nought.
fn follow(prices: &mut Lists, slope: &Lists, step: f64) {
    for (price, slope) in prices.iter_mut().zip(slope.iter()) {
        *price += step * slope;
    }
    // The price of a district may be below nought: where more have to be.
    for price in prices
        .vacancies
        .iter_mut()
        .chain(&mut prices.limits)
        .chain(&mut prices.held)
    {
        *price = price.max(0.0);
    }
}
