//! A plan for a batch, what it is worth stage by stage, and the check that it may be carried out.
//!
//! Everybody who makes a plan, solvers above all, has it checked and valued here, in whole
//! numbers, before it is used.

use super::batch::{Batch, Room, Shares};
use super::stage::Stage;

/// The vacancy of each household; `None`: without a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Plan(pub Vec<Option<usize>>);

/// Why a plan cannot be carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violation {
    /// The plan has another number of households than the batch, or names a vacancy that is none.
    WrongShape,
    /// A household may not live there.
    Unsuitable {
        /// Its index.
        household: usize,
        /// The vacancy's index.
        vacancy: usize,
    },
    /// More households or persons than units or beds.
    Overfilled {
        /// The vacancy's index.
        vacancy: usize,
    },
    /// A capacity of a site is exceeded.
    LimitExceeded {
        /// The limit's index.
        limit: usize,
    },
    /// More households move than allowed.
    TooManyMoves,
}

/// What lives in a vacancy, as counted by the check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Filled {
    /// Units taken by households that share with nobody, also as one of several units.
    pub whole: u32,
    /// Single men.
    pub men: u32,
    /// Single women.
    pub women: u32,
    /// Persons in all.
    pub persons: u32,
}

impl Filled {
    /// Counts a household in.
    pub fn add(&mut self, persons: u32, shares: Shares) {
        self.persons += persons;
        match shares {
            Shares::Nothing => self.whole += 1,
            Shares::WithMen => self.men += 1,
            Shares::WithWomen => self.women += 1,
        }
    }

    /// Counts a household out.
    pub fn remove(&mut self, persons: u32, shares: Shares) {
        self.persons -= persons;
        match shares {
            Shares::Nothing => self.whole -= 1,
            Shares::WithMen => self.men -= 1,
            Shares::WithWomen => self.women -= 1,
        }
    }

    /// Whether the places suffice.
    pub fn fits(&self, room: &Room) -> bool {
        match room {
            Room::Units { count, beds } => {
                self.whole + self.men.div_ceil(*beds) + self.women.div_ceil(*beds) <= *count
            }
            Room::Beds { count } => self.persons <= *count,
            // Whether the units suffice is seen where they are.
            Room::Several { .. } => true,
        }
    }
}

impl Plan {
    /// Everybody without a place.
    pub fn empty(batch: &Batch) -> Plan {
        Plan(vec![None; batch.households.len()])
    }

    /// All that is wrong with it; nothing, if it may be carried out.
    pub fn violations(&self, batch: &Batch) -> Vec<Violation> {
        let vacancies = batch.vacancies.len();
        if self.0.len() != batch.households.len() || self.0.iter().flatten().any(|&v| v >= vacancies) {
            return vec![Violation::WrongShape];
        }
        let mut wrong = self.unsuitable(batch);
        wrong.extend(self.overfilled(batch));
        wrong.extend(self.limits_exceeded(batch));
        if batch.most_moves.is_some_and(|most| self.moves(batch) > most) {
            wrong.push(Violation::TooManyMoves);
        }
        wrong
    }

    fn unsuitable(&self, batch: &Batch) -> Vec<Violation> {
        self.placed()
            .filter(|&(household, vacancy)| !batch.suits(household, vacancy))
            .map(|(household, vacancy)| Violation::Unsuitable { household, vacancy })
            .collect()
    }

    /// What lives in each vacancy.
    pub(super) fn filled(&self, batch: &Batch) -> Vec<Filled> {
        let mut filled = vec![Filled::default(); batch.vacancies.len()];
        for (household, vacancy) in self.placed() {
            let seeking = &batch.households[household];
            filled[vacancy].add(seeking.persons, seeking.shares);
            if let Room::Several { units } = &batch.vacancies[vacancy].room {
                for &(part, count) in units {
                    filled[part].whole += count;
                }
            }
        }
        filled
    }

    fn overfilled(&self, batch: &Batch) -> Vec<Violation> {
        self.filled(batch)
            .iter()
            .enumerate()
            .filter(|(vacancy, filled)| !filled.fits(&batch.vacancies[*vacancy].room))
            .map(|(vacancy, _)| Violation::Overfilled { vacancy })
            .collect()
    }

    fn limits_exceeded(&self, batch: &Batch) -> Vec<Violation> {
        let taken = |site: usize, takes: &[u32]| -> u64 {
            self.placed()
                .filter(|&(_, vacancy)| batch.vacancies[vacancy].site == site)
                .map(|(household, _)| u64::from(takes[household]))
                .sum()
        };
        batch
            .limits
            .iter()
            .enumerate()
            .filter(|(_, limit)| taken(limit.site, &limit.takes) > u64::from(limit.most))
            .map(|(limit, _)| Violation::LimitExceeded { limit })
            .collect()
    }

    fn moves(&self, batch: &Batch) -> u32 {
        let moves = self.value(batch, Stage::Moves);
        u32::try_from(moves).unwrap_or(u32::MAX)
    }

    /// Households with their vacancies.
    pub fn placed(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.0
            .iter()
            .enumerate()
            .filter_map(|(household, vacancy)| vacancy.map(|vacancy| (household, vacancy)))
    }

    /// Persons in placement in each district with this plan.
    pub fn district_persons(&self, batch: &Batch) -> Vec<i64> {
        let mut persons: Vec<i64> = batch.districts.iter().map(|d| i64::from(d.persons)).collect();
        for household in &batch.households {
            // Who lives in the town already is counted where the plan says.
            if let Some(home) = household.home {
                persons[batch.vacancies[home].district] -= i64::from(household.persons);
            }
        }
        for (household, vacancy) in self.placed() {
            persons[batch.vacancies[vacancy].district] += i64::from(batch.households[household].persons);
        }
        persons
    }

    /// What the plan is worth at one stage; smaller is better.
    pub fn value(&self, batch: &Batch, stage: Stage) -> i64 {
        if stage.is_linear() {
            let term = |(household, vacancy): (usize, &Option<usize>)| batch.term(stage, household, *vacancy);
            return self.0.iter().enumerate().map(term).sum();
        }
        let after = self.district_persons(batch);
        let districts = || batch.districts.iter().zip(&after);
        match stage {
            Stage::Overload => districts().map(|(d, &n)| n * d.inverse).max().unwrap_or(0),
            Stage::Mixing => districts().map(|(d, &n)| d.unevenness(n)).sum(),
            Stage::Trade => {
                let parts = batch.parts(stage);
                parts.map(|(part, weight)| weight * self.value(batch, part)).sum()
            }
            _ => districts().map(|(d, &n)| d.outside_limits(n)).sum(),
        }
    }

    /// What the plan is worth at each stage of the batch.
    pub fn values(&self, batch: &Batch) -> Vec<i64> {
        batch
            .stages
            .iter()
            .map(|&stage| self.value(batch, stage))
            .collect()
    }

    /// The same plan, with places among households that are alike handed out by order of the file.
    pub fn handed_out_in_order(mut self, batch: &Batch) -> Plan {
        for class in batch.classes().iter().filter(|class| class.len() > 1) {
            let mut places: Vec<Option<usize>> = class.iter().map(|&household| self.0[household]).collect();
            places.sort_by_key(|place| place.unwrap_or(usize::MAX));
            for (&household, place) in class.iter().zip(places) {
                self.0[household] = place;
            }
        }
        self
    }
}

impl super::batch::District {
    /// Persons² by target part, beyond what the district has today: what [`Stage::Mixing`] adds up.
    #[inline]
    pub fn unevenness(&self, persons: i64) -> i64 {
        let now = i64::from(self.persons);
        (persons - now) * (persons + now) * self.inverse
    }

    /// Persons above the most, and persons missing to the least where there are any.
    #[inline]
    pub fn outside_limits(&self, persons: i64) -> i64 {
        let above = self.most.map_or(0, |most| (persons - i64::from(most)).max(0));
        let missing = if persons > 0 {
            (i64::from(self.least) - persons).max(0)
        } else {
            0
        };
        above + missing
    }
}
