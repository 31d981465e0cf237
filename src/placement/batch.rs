//! One batch as a problem without town or scenario: households, vacancies, districts, stages.
//!
//! Everything is whole numbers, so that two plans compare the same on every machine. Who
//! makes a batch out of a town stands in `proposal`; who solves it, beside this file.

use super::stage::Stage;

/// One batch: who needs a place, what is free, and what counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// Those who need a place, in order of the file.
    pub households: Vec<Seeking>,
    /// What is free, in order of the file.
    pub vacancies: Vec<Vacancy>,
    /// The districts, in order of the file.
    pub districts: Vec<District>,
    /// Capacities beside beds and units, of single sites.
    pub limits: Vec<Limit>,
    /// What counts, most important first.
    pub stages: Vec<Stage>,
    /// Who may live where: household × vacancy.
    pub suits: Vec<bool>,
    /// Score of household × vacancy, counted down (smaller is better); empty: none.
    pub scores: Vec<i64>,
    /// Metres, household × vacancy; empty: none.
    pub distances: Vec<i64>,
    /// Thousandths of a euro per day, household × vacancy; empty: none.
    pub costs: Vec<i64>,
    /// How many of the households already housed may move at most.
    pub most_moves: Option<u32>,
    /// What [`Stage::Trade`] weighs.
    pub trade: Option<Trade>,
}

/// A price weighed against unevenness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trade {
    /// The stage that is the price: cost, distance or score.
    pub price: Stage,
    /// Weight of a step of the price.
    pub price_weight: i64,
    /// Weight of a step of [`Stage::Mixing`].
    pub evenness_weight: i64,
}

/// A household that needs a place, or that has one and may move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seeking {
    /// Persons.
    pub persons: u32,
    /// With whom it may share a unit.
    pub shares: Shares,
    /// Whether it has a special need.
    pub has_needs: bool,
    /// Whether it has to leave a site that closes.
    pub leaves: bool,
    /// Days for which it has waited beyond the protected waiting time.
    pub overdue: u32,
    /// The vacancy where it lives today.
    pub home: Option<usize>,
}

/// With whom a household may share a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shares {
    /// With nobody.
    Nothing,
    /// With other single men.
    WithMen,
    /// With other single women.
    WithWomen,
}

/// Like places of one site that are free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    /// Index of the site.
    pub site: usize,
    /// Index of its district.
    pub district: usize,
    /// The places.
    pub room: Room,
}

/// What is free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Room {
    /// Empty units, each for one household or for single people of one sex.
    Units {
        /// How many.
        count: u32,
        /// Beds in each.
        beds: u32,
    },
    /// Beds, counted in persons.
    Beds {
        /// How many.
        count: u32,
    },
    /// Several units of other vacancies for each household that is too large for a single one; as
    /// many households as those units allow.
    Several {
        /// Vacancy and number of units for each household.
        units: Vec<(usize, u32)>,
    },
}

/// A district with the people in placement there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    /// Persons in placement before the batch.
    pub persons: u32,
    /// One over the target part, in millionths (see [`inverse_of_share`]).
    pub inverse: i64,
    /// Persons in placement at most.
    pub most: Option<u32>,
    /// Persons in placement at least, where there are any.
    pub least: u32,
}

/// A capacity of a site beside beds and units: places for an age class, points of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Index of the site.
    pub site: usize,
    /// What each household takes of it.
    pub takes: Vec<u32>,
    /// What there is.
    pub most: u32,
}

/// One over a target part of all placements, in millionths; parts below a hundred thousandth
/// count as that much, so that such a district comes last.
pub fn inverse_of_share(share: f64) -> i64 {
    let share = if share.is_finite() { share } else { 0.0 };
    libm::round(1e6 / share.clamp(1e-5, 1.0)) as i64
}

impl Batch {
    /// Whether a household may live in a vacancy.
    #[inline]
    pub fn suits(&self, household: usize, vacancy: usize) -> bool {
        self.suits[household * self.vacancies.len() + vacancy]
    }

    /// What a household adds to a stage that is a sum over households.
    #[inline]
    pub fn term(&self, stage: Stage, household: usize, vacancy: Option<usize>) -> i64 {
        let seeking = &self.households[household];
        match (stage, vacancy) {
            (Stage::Leaving, None) if seeking.leaves => i64::from(seeking.persons),
            (Stage::Overdue, None) => i64::from(seeking.overdue),
            (Stage::Unmet, None) => i64::from(seeking.persons),
            (Stage::Needs, None) => i64::from(seeking.has_needs),
            (Stage::Score, Some(vacancy)) => self.entry(&self.scores, household, vacancy),
            (Stage::Distance, Some(vacancy)) => self.entry(&self.distances, household, vacancy),
            (Stage::Cost, Some(vacancy)) => self.entry(&self.costs, household, vacancy),
            (Stage::Moves, Some(vacancy)) => i64::from(seeking.home.is_some_and(|home| home != vacancy)),
            _ => 0,
        }
    }

    /// The table of a stage, household × vacancy; empty for stages without one.
    pub fn table(&self, stage: Stage) -> &[i64] {
        match stage {
            Stage::Score => &self.scores,
            Stage::Distance => &self.distances,
            Stage::Cost => &self.costs,
            _ => &[],
        }
    }

    /// The parts of a stage that weighs others: each with its weight. A stage of its own is one part.
    pub fn parts(&self, stage: Stage) -> impl Iterator<Item = (Stage, i64)> {
        let parts = match (stage, self.trade) {
            (Stage::Trade, None) => [None, None],
            (Stage::Trade, Some(trade)) => [
                Some((trade.price, trade.price_weight)),
                Some((Stage::Mixing, trade.evenness_weight)),
            ],
            _ => [Some((stage, 1)), None],
        };
        parts.into_iter().flatten()
    }

    /// By how much two plans can differ in a stage that is a sum over households.
    pub fn range(&self, stage: Stage) -> i128 {
        let count =
            |counts: fn(&Seeking) -> bool| self.households.iter().filter(|h| counts(h)).count() as i128;
        match stage {
            Stage::Leaving => {
                let leaving = self.households.iter().filter(|household| household.leaves);
                leaving.map(|household| i128::from(household.persons)).sum()
            }
            Stage::Overdue => self.households.iter().map(|h| i128::from(h.overdue)).sum(),
            Stage::Unmet => i128::from(self.persons()),
            Stage::Needs => count(|household| household.has_needs),
            Stage::Moves => count(|household| household.home.is_some()),
            _ => {
                // Without a place the entry is nought.
                let entries = self.table(stage).iter();
                let (low, high) =
                    entries.fold((0, 0), |(low, high), &entry| (entry.min(low), entry.max(high)));
                (i128::from(high) - i128::from(low)) * self.households.len() as i128
            }
        }
    }

    fn entry(&self, table: &[i64], household: usize, vacancy: usize) -> i64 {
        table
            .get(household * self.vacancies.len() + vacancy)
            .copied()
            .unwrap_or(0)
    }

    /// Whether two households are alike in everything that counts, so that they may be exchanged.
    pub fn are_alike(&self, one: usize, other: usize) -> bool {
        let row = |household: usize, table: usize| {
            let at = household * self.vacancies.len()..(household + 1) * self.vacancies.len();
            (table, at)
        };
        let tables = [&self.scores, &self.distances, &self.costs];
        self.households[one] == self.households[other]
            && self.suits[row(one, 0).1] == self.suits[row(other, 0).1]
            && tables
                .iter()
                .all(|table| table.get(row(one, 0).1) == table.get(row(other, 0).1))
            && self
                .limits
                .iter()
                .all(|limit| limit.takes[one] == limit.takes[other])
    }

    /// Whether two households may go wherever the other may, and count the same there in units, beds
    /// and limits; what they cost may differ.
    pub fn fit_alike(&self, one: usize, other: usize) -> bool {
        let row = |household: usize| {
            let vacancies = self.vacancies.len();
            &self.suits[household * vacancies..(household + 1) * vacancies]
        };
        let [this, that] = [one, other].map(|household| &self.households[household]);
        (this.persons, this.shares) == (that.persons, that.shares)
            && self
                .limits
                .iter()
                .all(|limit| limit.takes[one] == limit.takes[other])
            && row(one) == row(other)
    }

    /// The batch as far as its first stages look at it: what only later ones count is left out.
    pub fn up_to(&self, stages: &[Stage]) -> Batch {
        let counts = |stage: Stage| {
            let mut parts = stages.iter().flat_map(|&stage| self.parts(stage));
            parts.any(|(part, _)| part == stage)
        };
        let table = |stage: Stage| match counts(stage) {
            true => self.table(stage).to_vec(),
            false => Vec::new(),
        };
        let mut households = self.households.clone();
        for household in &mut households {
            household.has_needs &= counts(Stage::Needs);
            household.leaves &= counts(Stage::Leaving);
            household.overdue *= u32::from(counts(Stage::Overdue));
        }
        Batch {
            households,
            vacancies: self.vacancies.clone(),
            districts: self.districts.clone(),
            limits: self.limits.clone(),
            stages: stages.to_vec(),
            suits: self.suits.clone(),
            scores: table(Stage::Score),
            distances: table(Stage::Distance),
            costs: table(Stage::Cost),
            most_moves: self.most_moves,
            trade: self.trade,
        }
    }

    /// Households that are alike, in order of the first of each class.
    pub fn classes(&self) -> Vec<Vec<usize>> {
        let mut classes: Vec<Vec<usize>> = Vec::new();
        for household in 0..self.households.len() {
            match classes
                .iter_mut()
                .find(|class| self.are_alike(class[0], household))
            {
                Some(class) => class.push(household),
                None => classes.push(vec![household]),
            }
        }
        classes
    }

    /// Persons in all households.
    pub fn persons(&self) -> u64 {
        self.households.iter().map(|h| u64::from(h.persons)).sum()
    }
}
