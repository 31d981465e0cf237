//! Random small batches, the same on every machine.
#![allow(dead_code, missing_docs)]

use quartier::placement::{
    Batch, District, Limit, Plan, Room, Seeking, Shares, Stage, Vacancy, inverse_of_share,
};

/// SplitMix64: a stream of numbers from a seed.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to `below` - 1.
    pub fn below(&mut self, below: u64) -> u64 {
        self.next() % below
    }

    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn one_of<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize]
    }
}

/// How a batch is made.
pub struct Recipe {
    pub households: u64,
    pub vacancies: u64,
    pub districts: u64,
    /// Largest household.
    pub largest: u64,
}

/// A batch in which every household counts one: one size, one slot each.
pub fn counted(numbers: &mut Numbers, recipe: &Recipe) -> Batch {
    let size = numbers.between(1, recipe.largest) as u32;
    let mut batch = skeleton(numbers, recipe, |numbers, _| Seeking {
        persons: size,
        shares: Shares::Nothing,
        has_needs: numbers.chance(20),
        home: None,
        leaves: false,
        overdue: 0,
    });
    for vacancy in &mut batch.vacancies {
        vacancy.room = Room::Units {
            count: numbers.below(3) as u32,
            beds: size,
        };
    }
    batch
}

/// Families of several sizes and single people who share, in units, beds and several units.
pub fn mixed(numbers: &mut Numbers, recipe: &Recipe) -> Batch {
    let mut batch = skeleton(numbers, recipe, |numbers, recipe| {
        let persons = numbers.between(1, recipe.largest) as u32;
        let shares = match persons {
            1 => numbers.one_of(&[Shares::WithMen, Shares::WithWomen]),
            _ => Shares::Nothing,
        };
        Seeking {
            persons,
            shares,
            has_needs: numbers.chance(20),
            home: None,
            leaves: false,
            overdue: 0,
        }
    });
    let vacancies = batch.vacancies.len();
    for at in 0..vacancies {
        batch.vacancies[at].room = if numbers.chance(70) {
            Room::Units {
                count: numbers.below(3) as u32,
                beds: numbers.between(1, recipe.largest) as u32,
            }
        } else {
            Room::Beds {
                count: numbers.below(2 * recipe.largest) as u32,
            }
        };
        for household in 0..batch.households.len() {
            let large_enough = match batch.vacancies[at].room {
                Room::Units { beds, .. } => beds >= batch.households[household].persons,
                _ => true,
            };
            batch.suits[household * vacancies + at] &= large_enough;
        }
    }
    if numbers.chance(25) {
        batch.limits.push(Limit {
            site: 0,
            takes: (0..batch.households.len())
                .map(|_| numbers.below(3) as u32)
                .collect(),
            most: numbers.below(4) as u32,
        });
    }
    if numbers.chance(25) {
        for district in &mut batch.districts {
            district.least = numbers.below(4) as u32;
        }
    }
    batch
}

fn skeleton(
    numbers: &mut Numbers,
    recipe: &Recipe,
    household: impl Fn(&mut Numbers, &Recipe) -> Seeking,
) -> Batch {
    let (h, v) = (recipe.households as usize, recipe.vacancies as usize);
    let parts: Vec<u64> = (0..recipe.districts).map(|_| numbers.between(1, 9)).collect();
    let all: u64 = parts.iter().sum();
    let table = |numbers: &mut Numbers, below: u64| -> Vec<i64> {
        if numbers.chance(40) {
            return Vec::new();
        }
        (0..h * v).map(|_| numbers.below(below) as i64 - 3).collect()
    };
    Batch {
        households: (0..h).map(|_| household(numbers, recipe)).collect(),
        vacancies: (0..v)
            .map(|site| Vacancy {
                site,
                district: numbers.below(recipe.districts) as usize,
                room: Room::Beds { count: 0 },
            })
            .collect(),
        districts: parts
            .iter()
            .map(|&part| District {
                persons: numbers.below(12) as u32,
                inverse: inverse_of_share(part as f64 / all as f64),
                most: numbers.chance(20).then(|| numbers.below(14) as u32),
                least: 0,
            })
            .collect(),
        limits: Vec::new(),
        stages: stages(numbers),
        suits: (0..h * v).map(|_| numbers.chance(75)).collect(),
        scores: table(numbers, 9),
        distances: table(numbers, 5),
        costs: table(numbers, 30),
        most_moves: None,
        trade: None,
    }
}

/// The usual order most times, some other order else.
fn stages(numbers: &mut Numbers) -> Vec<Stage> {
    let mut stages = Stage::DEFAULT.to_vec();
    if numbers.chance(40) {
        for at in (1..stages.len()).rev() {
            stages.swap(at, numbers.below(at as u64 + 1) as usize);
        }
        stages.truncate(numbers.between(1, 9) as usize);
    }
    stages
}

/// The values of the best plan, by trying all.
pub fn brute_force(batch: &Batch) -> Vec<i64> {
    let mut plan = Plan::empty(batch);
    let mut best = plan.values(batch);
    loop {
        let mut at = 0;
        while at < plan.0.len() {
            plan.0[at] = match plan.0[at] {
                None => Some(0),
                Some(vacancy) if vacancy + 1 < batch.vacancies.len() => Some(vacancy + 1),
                Some(_) => None,
            };
            if plan.0[at].is_some() {
                break;
            }
            at += 1;
        }
        if at == plan.0.len() {
            return best;
        }
        if plan.violations(batch).is_empty() {
            best = best.min(plan.values(batch));
        }
    }
}
