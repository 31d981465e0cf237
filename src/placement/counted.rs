//! Batches in which every household counts one: one slot each, and all of the same size where
//! persons in districts or beds are counted.
//!
//! These are solved exactly. Stages that are sums, and the convex district stages, are packed
//! into one whole number, each stage multiplied by more than all later ones can differ by.
//! The worst load is not a sum: the level is found first, and the districts are then closed
//! above it.

use super::batch::{Batch, Room, Shares};
use super::plan::Plan;
use super::stage::Stage;
use super::transport::{self, Amount, Transport, Workspace};

/// A batch in which every household counts one.
#[derive(Clone, Debug)]
pub struct Counted<'a> {
    batch: &'a Batch,
    /// Persons of every household; `None` where sizes differ, which only sums allow.
    size: Option<u32>,
    /// Households that each vacancy can take.
    slots: Vec<u32>,
    /// Persons in each district without those who have a home in the batch.
    start: Vec<i64>,
}

/// The batch, if every household counts one in it; else `None`.
pub fn counted(batch: &Batch) -> Option<Counted<'_>> {
    let first = batch.households.first()?.persons;
    let alike = batch
        .households
        .iter()
        .all(|household| household.persons == first)
        && first > 0;
    let sums = batch.stages.iter().all(|stage| stage.is_linear());
    let size = alike.then_some(first);
    let smallest_cluster = batch.districts.iter().any(|district| district.least > 0);
    let homes = batch.households.iter().filter(|h| h.home.is_some()).count();
    let moves_capped = batch.most_moves.is_some_and(|most| (most as usize) < homes);
    let weighed = batch.stages.contains(&Stage::Trade);
    if !(alike || sums) || smallest_cluster || moves_capped || weighed || !batch.limits.is_empty() {
        return None;
    }
    let slots = (0..batch.vacancies.len())
        .map(|vacancy| slots(batch, vacancy))
        .collect::<Option<Vec<u32>>>()?;
    Some(Counted {
        batch,
        size,
        slots,
        start: Plan::empty(batch).district_persons(batch),
    })
}

/// How many households a vacancy takes; `None` if that depends on which.
fn slots(batch: &Batch, vacancy: usize) -> Option<u32> {
    match &batch.vacancies[vacancy].room {
        Room::Beds { count } => {
            let suited = (0..batch.households.len()).filter(|&household| batch.suits(household, vacancy));
            let mut sizes = suited.map(|household| batch.households[household].persons.max(1));
            match sizes.next() {
                None => Some(0),
                Some(first) => sizes.all(|size| size == first).then_some(count / first),
            }
        }
        Room::Several { .. } => (0..batch.households.len())
            .all(|household| !batch.suits(household, vacancy))
            .then_some(0),
        Room::Units { count, beds } => {
            let mut sharing = batch
                .households
                .iter()
                .enumerate()
                .filter(|(household, _)| batch.suits(*household, vacancy))
                .map(|(_, household)| household.shares);
            match sharing.next() {
                None => Some(0),
                Some(first) if !sharing.all(|shares| shares == first) => (*beds == 1).then_some(*count),
                Some(Shares::Nothing) => Some(*count),
                Some(_) => Some(count * beds),
            }
        }
    }
}

/// Weights that pack stages into one number; `None` for stages that are no sum.
#[derive(Clone, Debug)]
struct Weights(Vec<(Stage, i128)>);

impl Counted<'_> {
    /// The best plan, proven: no other is better in the first stage in which they differ.
    /// `None` where the numbers are too large to be packed.
    pub fn solve(&self, work: &mut Workspace<i128>, narrow: &mut Workspace<i64>) -> Option<Plan> {
        let stages = &self.batch.stages;
        let sums: Vec<Stage> = stages.iter().copied().filter(|s| *s != Stage::Overload).collect();
        let Some(position) = stages.iter().position(|stage| *stage == Stage::Overload) else {
            return self.best(&sums, i64::MAX, work, narrow);
        };
        let earlier = &stages[..position];
        if earlier.contains(&Stage::Unmet) {
            // With everybody to be placed, the level that water would reach is a lower bound,
            // and mostly reached.
            let level = self.level_of(self.batch.households.len());
            let plan = self.best(&sums, level, work, narrow)?;
            if self.is_ideal(earlier, &plan) || self.fills_everything(level, &plan) {
                return Some(plan);
            }
        }
        let level = self.lowest_level(earlier, work, narrow)?;
        self.best(&sums, level, work, narrow)
    }

    /// The best plan when after some stages a price and the unevenness are weighed; exact.
    /// `None` where the numbers are too large to be packed.
    pub fn weighed(
        &self,
        first: &[Stage],
        trade: [(Stage, i128); 2],
        work: &mut Workspace<i128>,
    ) -> Option<Plan> {
        // Unevenness counts persons.
        self.size?;
        let mut weights = trade.to_vec();
        let mut weight: i128 = 1;
        for (stage, part) in trade {
            weight = weight.checked_add(self.range(stage).checked_mul(part)?)?;
        }
        for &stage in first.iter().rev() {
            weights.push((stage, weight));
            weight = weight.checked_mul(self.range(stage).checked_add(1)?)?;
        }
        (weight < i128::REACH / 4).then(|| self.run(&Weights(weights), i64::MAX, work, |amount| amount))
    }

    /// The lowest worst load at which the earlier stages are as good as without a limit.
    fn lowest_level(
        &self,
        earlier: &[Stage],
        work: &mut Workspace<i128>,
        narrow: &mut Workspace<i64>,
    ) -> Option<i64> {
        let value = |plan: &Plan| -> Vec<i64> {
            earlier
                .iter()
                .map(|&stage| plan.value(self.batch, stage))
                .collect()
        };
        let free = self.best(earlier, i64::MAX, work, narrow)?;
        // Plans as good as this one place as many, if that counts.
        let low = if earlier.contains(&Stage::Unmet) {
            self.level_of(free.placed().count())
        } else {
            self.standing_level()
        };
        self.bisect(earlier, &value(&free), low, work, narrow)
    }

    /// The lowest level from one on at which the earlier stages reach their ideal.
    fn bisect(
        &self,
        earlier: &[Stage],
        ideal: &[i64],
        low: i64,
        work: &mut Workspace<i128>,
        narrow: &mut Workspace<i64>,
    ) -> Option<i64> {
        let levels: Vec<i64> = self.levels().into_iter().filter(|&level| level >= low).collect();
        let (mut fails, mut reaches) = (0, levels.len());
        while fails < reaches {
            let middle = (fails + reaches) / 2;
            let plan = self.best(earlier, levels[middle], work, narrow)?;
            let values = earlier.iter().map(|&stage| plan.value(self.batch, stage));
            if values.eq(ideal.iter().copied()) {
                reaches = middle;
            } else {
                fails = middle + 1;
            }
        }
        Some(levels.get(reaches).copied().unwrap_or(i64::MAX))
    }

    /// Whether no plan could be better in these stages.
    fn is_ideal(&self, stages: &[Stage], plan: &Plan) -> bool {
        stages.iter().all(|&stage| {
            matches!(
                stage,
                Stage::Leaving | Stage::Overdue | Stage::Unmet | Stage::Needs | Stage::Limits
            ) && plan.value(self.batch, stage) == 0
        })
    }

    /// Whether a plan leaves no slot free at a level that holds nobody off. Whoever places as many
    /// fills the districts alike, so no other plan has a lower worst load.
    fn fills_everything(&self, level: i64, plan: &Plan) -> bool {
        let full: u32 = self.slots.iter().sum();
        let holds_off = |district: usize, room: u32| self.load(district, room) > level;
        plan.placed().count() as u64 == u64::from(full)
            && !(self.room().into_iter().enumerate()).any(|(district, room)| holds_off(district, room))
    }

    /// All loads at which a district could end, rising.
    fn levels(&self) -> Vec<i64> {
        let mut levels = vec![self.standing_level()];
        for (district, room) in self.room().into_iter().enumerate() {
            levels.extend((1..=room).map(|households| self.load(district, households)));
        }
        levels.sort_unstable();
        levels.dedup();
        let standing = self.standing_level();
        levels.retain(|&level| level >= standing);
        levels
    }

    /// Persons that a household adds to a district.
    fn step(&self) -> i64 {
        self.size.map_or(1, i64::from)
    }

    fn load(&self, district: usize, households: u32) -> i64 {
        (self.start[district] + i64::from(households) * self.step()) * self.batch.districts[district].inverse
    }

    /// The worst load without the batch.
    fn standing_level(&self) -> i64 {
        (0..self.start.len()).map(|d| self.load(d, 0)).max().unwrap_or(0)
    }

    /// Households that the vacancies of each district could take.
    fn room(&self) -> Vec<u32> {
        let mut room = vec![0u32; self.start.len()];
        for (vacancy, &slots) in self.batch.vacancies.iter().zip(&self.slots) {
            room[vacancy.district] += slots;
        }
        let everybody = u32::try_from(self.batch.households.len()).unwrap_or(u32::MAX);
        room.iter().map(|&room| room.min(everybody)).collect()
    }

    /// The level to which so many households fill the districts, whoever they are.
    fn level_of(&self, households: usize) -> i64 {
        let room = self.room();
        let mut placed = vec![0u32; room.len()];
        let mut level = self.standing_level();
        for _ in 0..households {
            let next = (0..room.len())
                .filter(|&d| placed[d] < room[d])
                .map(|d| (self.load(d, placed[d] + 1), d))
                .min();
            let Some((load, district)) = next else { break };
            placed[district] += 1;
            level = level.max(load);
        }
        level
    }

    /// The best plan for stages that are sums, with no district above a level.
    fn best(
        &self,
        stages: &[Stage],
        level: i64,
        work: &mut Workspace<i128>,
        narrow: &mut Workspace<i64>,
    ) -> Option<Plan> {
        let weights = self.weights(stages)?;
        let top = weights.0.first().map_or(1, |(stage, weight)| {
            self.range(*stage).saturating_add(1).saturating_mul(*weight)
        });
        if top < i128::from(i64::REACH) / 4 {
            Some(self.run(&weights, level, narrow, |amount| amount as i64))
        } else {
            Some(self.run(&weights, level, work, |amount| amount))
        }
    }

    fn run<C: Amount>(
        &self,
        weights: &Weights,
        level: i64,
        work: &mut Workspace<C>,
        amount: impl Fn(i128) -> C,
    ) -> Plan {
        let problem = self.transport(weights, &amount);
        let marginal = |district: usize, households: u32| {
            if self.load(district, households + 1) > level {
                C::FAR
            } else {
                amount(self.marginal(weights, district, households))
            }
        };
        transport::solve(&problem, &marginal, work);
        Plan(work.places().collect())
    }

    /// What one more household in a district adds to the district stages.
    fn marginal(&self, weights: &Weights, district: usize, households: u32) -> i128 {
        let before = self.start[district] + i64::from(households) * self.step();
        let after = before + self.step();
        let plan = &self.batch.districts[district];
        let effect = |stage: Stage| match stage {
            Stage::Mixing => plan.unevenness(after) - plan.unevenness(before),
            Stage::Limits => plan.outside_limits(after) - plan.outside_limits(before),
            _ => 0,
        };
        let weighted = |&(stage, weight): &(Stage, i128)| i128::from(effect(stage)) * weight;
        weights.0.iter().map(weighted).sum()
    }

    fn transport<C: Amount>(&self, weights: &Weights, amount: &impl Fn(i128) -> C) -> Transport<C> {
        let batch = self.batch;
        let linear: Vec<(Stage, i128)> = weights
            .0
            .iter()
            .copied()
            .filter(|(stage, _)| stage.is_linear())
            .collect();
        Transport {
            slots: self.slots.clone(),
            district: batch.vacancies.iter().map(|vacancy| vacancy.district).collect(),
            districts: batch.districts.len(),
            costs: self.packed_costs(&linear, amount),
            unplaced: (0..batch.households.len())
                .map(|household| {
                    let term = |&(stage, weight): &(Stage, i128)| {
                        i128::from(batch.term(stage, household, None)) * weight
                    };
                    amount(linear.iter().map(term).sum())
                })
                .collect(),
        }
    }

    fn packed_costs<C: Amount>(&self, linear: &[(Stage, i128)], amount: &impl Fn(i128) -> C) -> Vec<C> {
        let batch = self.batch;
        let mut sums = vec![0i128; batch.suits.len()];
        for &(stage, weight) in linear {
            for (sum, &entry) in sums.iter_mut().zip(batch.table(stage)) {
                *sum += i128::from(entry) * weight;
            }
        }
        if let Some(&(_, weight)) = linear.iter().find(|(stage, _)| *stage == Stage::Moves) {
            for (at, sum) in sums.iter_mut().enumerate() {
                let (household, vacancy) = (at / batch.vacancies.len(), at % batch.vacancies.len());
                *sum += i128::from(batch.term(Stage::Moves, household, Some(vacancy))) * weight;
            }
        }
        let suited = sums.iter().zip(&batch.suits);
        suited
            .map(|(&sum, &suits)| if suits { amount(sum) } else { C::FAR })
            .collect()
    }

    /// Each stage counts more than all later ones together can differ by.
    fn weights(&self, stages: &[Stage]) -> Option<Weights> {
        let mut weights = Vec::with_capacity(stages.len());
        let mut weight: i128 = 1;
        for &stage in stages.iter().rev() {
            let range = self.range(stage);
            if range == 0 {
                continue;
            }
            weights.push((stage, weight));
            weight = weight.checked_mul(range.checked_add(1)?)?;
        }
        weights.reverse();
        (weight < i128::REACH / 4).then_some(Weights(weights))
    }

    /// By how much two plans can differ in a stage.
    fn range(&self, stage: Stage) -> i128 {
        let batch = self.batch;
        if !stage.is_linear() {
            let everybody = u32::try_from(batch.households.len()).unwrap_or(u32::MAX);
            let only = Weights(vec![(stage, 1)]);
            let steepest = (0..self.start.len())
                .map(|district| self.marginal(&only, district, everybody.saturating_sub(1)))
                .max()
                .unwrap_or(0);
            return steepest.max(0) * i128::from(everybody);
        }
        batch.range(stage)
    }
}
