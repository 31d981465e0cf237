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

/// The same with some of the single people alone in a unit, and one vacancy in which a family larger than
/// the units of another takes two of them.
pub fn with_several(numbers: &mut Numbers, recipe: &Recipe) -> Batch {
    let mut batch = mixed(numbers, recipe);
    for household in &mut batch.households {
        if household.persons == 1 && numbers.chance(50) {
            household.shares = Shares::Nothing;
        }
    }
    let vacancies = batch.vacancies.len();
    let beds = numbers.between(1, 3) as u32;
    batch.vacancies[0].room = Room::Units {
        count: numbers.between(2, 4) as u32,
        beds,
    };
    let district = batch.vacancies[0].district;
    batch.vacancies[1] = Vacancy {
        site: 0,
        district,
        room: Room::Several { units: vec![(0, 2)] },
    };
    for (household, seeking) in batch.households.iter().enumerate() {
        let persons = seeking.persons;
        batch.suits[household * vacancies] = persons <= beds;
        batch.suits[household * vacancies + 1] = persons > beds && persons <= 2 * beds;
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

/// What a large town is like.
#[derive(Clone, Copy)]
pub struct Town {
    pub households: usize,
    pub sites: usize,
    pub districts: usize,
    /// Of a hundred single people, so many are of unknown sex and need a unit alone.
    pub alone: u64,
    /// Units at each site by beds (1, 2, 3, 4, 6), one more or less at random.
    pub units: [u64; 5],
    /// Of a hundred households, so many want to live in a district.
    pub wishes: u64,
    pub has_scores: bool,
}

/// Beds of the units of a large town.
const BEDS: [u32; 5] = [1, 2, 3, 4, 6];

/// A town with families of up to six, who may take several units of a site, and single people,
/// some of whom share with others of their sex and some of whom do not.
pub fn town(numbers: &mut Numbers, town: &Town) -> Batch {
    let persons: Vec<u32> = (0..town.households)
        .map(|_| match numbers.below(100) {
            0..45 => 1,
            45..63 => 2,
            63..77 => 3,
            77..90 => 4,
            90..96 => 5,
            _ => 6,
        })
        .collect();
    let shares = |numbers: &mut Numbers, persons: u32| match persons {
        1 if !numbers.chance(town.alone) => numbers.one_of(&[Shares::WithMen, Shares::WithWomen]),
        _ => Shares::Nothing,
    };
    let households: Vec<Seeking> = persons
        .iter()
        .map(|&persons| Seeking {
            persons,
            shares: shares(numbers, persons),
            has_needs: false,
            leaves: false,
            overdue: 0,
            home: None,
        })
        .collect();
    let mut vacancies = Vec::new();
    let mut only_for = Vec::new();
    for site in 0..town.sites {
        let district = site % town.districts;
        let first = vacancies.len();
        for (beds, usual) in BEDS.into_iter().zip(town.units) {
            let count = (usual + numbers.below(3)).saturating_sub(1) as u32;
            vacancies.push(Vacancy {
                site,
                district,
                room: Room::Units { count, beds },
            });
            only_for.push(None);
        }
        for size in 2..=6 {
            for units in several(&vacancies[first..], first, size) {
                vacancies.push(Vacancy {
                    site,
                    district,
                    room: Room::Several { units },
                });
                only_for.push(Some(size));
            }
        }
    }
    let parts: Vec<u64> = (0..town.districts).map(|_| numbers.between(2, 12)).collect();
    let all: u64 = parts.iter().sum();
    let suits = |household: &Seeking, at: usize| match (&vacancies[at].room, only_for[at]) {
        (Room::Units { beds, .. }, _) => *beds >= household.persons,
        (_, only) => only == Some(household.persons),
    };
    let rates: Vec<i64> = (0..town.sites)
        .map(|_| numbers.between(5_000, 20_000) as i64)
        .collect();
    let wishes: Vec<Option<usize>> = (0..town.households)
        .map(|_| {
            numbers
                .chance(town.wishes)
                .then(|| numbers.below(town.districts as u64) as usize)
        })
        .collect();
    let outside = |household: usize, vacancy: &Vacancy| {
        i64::from(wishes[household].is_some_and(|wish| wish != vacancy.district))
    };
    let scores: Vec<i64> = (0..town.households * town.sites)
        .map(|_| -(numbers.below(1000) as i64))
        .collect();
    let pairs = || (0..town.households).flat_map(|h| vacancies.iter().map(move |vacancy| (h, vacancy)));
    Batch {
        suits: households
            .iter()
            .flat_map(|household| (0..vacancies.len()).map(move |at| (household, at)))
            .map(|(household, at)| suits(household, at))
            .collect(),
        districts: parts
            .iter()
            .map(|&part| District {
                persons: numbers.between(5, 40) as u32,
                inverse: inverse_of_share(part as f64 / all as f64),
                most: None,
                least: 0,
            })
            .collect(),
        scores: match town.has_scores {
            true => pairs().map(|(h, v)| scores[h * town.sites + v.site]).collect(),
            false => Vec::new(),
        },
        distances: match town.wishes {
            0 => Vec::new(),
            _ => pairs()
                .map(|(household, vacancy)| outside(household, vacancy))
                .collect(),
        },
        costs: pairs()
            .map(|(household, vacancy)| i64::from(persons[household]) * rates[vacancy.site])
            .collect(),
        stages: vec![
            Stage::Unmet,
            Stage::Needs,
            Stage::Overload,
            Stage::Mixing,
            Stage::Score,
            Stage::Distance,
            Stage::Cost,
        ],
        households,
        vacancies: vacancies.clone(),
        ..Batch::default()
    }
}

/// Units smaller than a family that it could take together: the smallest first, and the largest.
fn several(site: &[Vacancy], first: usize, size: u32) -> Vec<Vec<(usize, u32)>> {
    let mut found: Vec<Vec<(usize, u32)>> = Vec::new();
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0]] {
        let (mut rest, mut units) = (size, Vec::new());
        for at in order {
            let Room::Units { count, beds } = site[at].room else {
                continue;
            };
            let taken = if beds < size {
                count.min(rest.div_ceil(beds))
            } else {
                0
            };
            if taken > 0 && rest > 0 {
                rest = rest.saturating_sub(taken * beds);
                units.push((first + at, taken));
            }
        }
        units.sort_unstable();
        if rest == 0 && !found.contains(&units) {
            found.push(units);
        }
    }
    found
}
