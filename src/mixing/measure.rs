//! All indices of a table, each with its value by chance.

use super::chance::{random_table, reaches};
use super::counts::Counts;
use super::{Apart, INDICES, Index};
use rand::Rng;
use rayon::prelude::*;

/// One index of one group, or of all groups together.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Which index.
    pub index: &'static Index,
    /// Which group against the rest, as its place in the table; `None`: all groups together.
    pub group: Option<usize>,
    /// The index, where it has an answer.
    pub value: Option<f64>,
    /// Its mean under random placement: exact where a formula is known, else over the permutations.
    pub expected_if_random: Option<f64>,
    /// The share of random placements at least as separate as this one, (r + 1)/(n + 1).
    pub p_value: Option<f64>,
}

/// Permutations held in memory at a time.
const BATCH: u32 = 256;

/// Every index of the groups asked for, then those of all groups together. Permutation number n
/// draws from `sequence(n)` and from nothing else, so the result is the same on any number of
/// threads. Where people are not counted in whole numbers nothing is said about chance.
pub fn measure<R: Rng>(
    counts: &Counts,
    groups: &[usize],
    permutations: u32,
    sequence: impl Fn(u32) -> R + Sync,
) -> Vec<Reading> {
    let questions = questions(groups);
    let values: Vec<Option<f64>> = questions.iter().map(|q| q.value(counts)).collect();
    let permutations = if counts.are_whole() { permutations } else { 0 };
    let mut tallies = vec![Tally::default(); questions.len()];
    let mut first = 0;
    while first < permutations {
        let last = permutations.min(first.saturating_add(BATCH));
        let random: Vec<Vec<Option<f64>>> = (first..last)
            .into_par_iter()
            .filter_map(|number| random_table(counts, &mut sequence(number)))
            .map(|table| questions.iter().map(|q| q.value(&table)).collect())
            .collect();
        // In the order of the permutations: sums of rounded numbers depend on it.
        for of_one_table in &random {
            for ((tally, question), (value, observed)) in tallies
                .iter_mut()
                .zip(&questions)
                .zip(of_one_table.iter().zip(&values))
            {
                tally.add(question.index.apart, *value, *observed);
            }
        }
        first = last;
    }
    (questions.iter().zip(values).zip(&tallies))
        .map(|((question, value), tally)| question.reading(counts, value, tally))
        .collect()
}

#[derive(Clone, Copy)]
struct Question {
    index: &'static Index,
    group: Option<usize>,
}

fn questions(groups: &[usize]) -> Vec<Question> {
    let of_groups = groups.iter().flat_map(|group| {
        INDICES.iter().map(|index| Question {
            index,
            group: Some(*group),
        })
    });
    let of_all = INDICES
        .iter()
        .filter(|index| index.of_all.is_some())
        .map(|index| Question { index, group: None });
    of_groups.chain(of_all).collect()
}

impl Question {
    fn value(&self, counts: &Counts) -> Option<f64> {
        match self.group {
            Some(group) => (self.index.of_group)(&counts.contrast(group)?),
            None => self.index.of_all?(counts),
        }
    }

    fn exact_expectation(&self, counts: &Counts) -> Option<f64> {
        match self.group {
            Some(group) => self.index.expected_of_group?(&counts.contrast(group)?),
            None => self.index.expected_of_all?(counts),
        }
    }

    fn reading(&self, counts: &Counts, value: Option<f64>, tally: &Tally) -> Reading {
        let known = value.is_some();
        Reading {
            index: self.index,
            group: self.group,
            value,
            expected_if_random: self
                .exact_expectation(counts)
                .or_else(|| tally.mean())
                .filter(|_| known),
            p_value: tally.p_value().filter(|_| known),
        }
    }
}

/// What the permutations so far say about one question.
#[derive(Clone, Copy, Default)]
struct Tally {
    tables: f64,
    sum: f64,
    as_separate: f64,
}

impl Tally {
    fn add(&mut self, apart: Apart, value: Option<f64>, observed: Option<f64>) {
        let (Some(value), Some(observed)) = (value, observed) else {
            return;
        };
        self.tables += 1.0;
        self.sum += value;
        let as_separate = match apart {
            Apart::High => reaches(value, observed),
            Apart::Low => reaches(-value, -observed),
        };
        self.as_separate += f64::from(u8::from(as_separate));
    }

    fn mean(&self) -> Option<f64> {
        (self.tables > 0.0).then(|| self.sum / self.tables)
    }

    fn p_value(&self) -> Option<f64> {
        (self.tables > 0.0).then(|| (self.as_separate + 1.0) / (self.tables + 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::streams::permutation;

    fn reading<'a>(readings: &'a [Reading], name: &str, group: Option<usize>) -> &'a Reading {
        readings
            .iter()
            .find(|reading| reading.index.name == name && reading.group == group)
            .expect("an index of the list")
    }

    fn town() -> Counts {
        Counts::new(vec![
            vec![9.0, 1.0, 4.0, 0.0, 6.0, 2.0],
            vec![40.0, 50.0, 60.0, 0.0, 45.0, 55.0],
        ])
        .expect("a table")
    }

    #[test]
    fn the_permutations_agree_with_the_exact_expectations() {
        let counts = town();
        let questions = questions(&[0]);
        let tables: Vec<Counts> = (0..4000)
            .filter_map(|i| random_table(&counts, &mut permutation(11, i)))
            .collect();
        for question in questions {
            let Some(exact) = question.exact_expectation(&counts) else {
                continue;
            };
            let values: Vec<f64> = tables.iter().filter_map(|table| question.value(table)).collect();
            let n = values.len() as f64;
            let mean = values.iter().sum::<f64>() / n;
            let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / (n - 1.0);
            let z = (mean - exact) / (variance / n).sqrt();
            assert!(z.abs() < 4.5, "{}: {mean} against {exact}", question.index.name);
        }
    }

    #[test]
    fn every_index_of_the_contract_is_answered() {
        let readings = measure(&town(), &[0, 1], 20, |n| permutation(1, n));
        let names = |group: Option<usize>| -> Vec<&str> {
            readings
                .iter()
                .filter(|reading| reading.group == group)
                .map(|reading| reading.index.name)
                .collect()
        };
        let of_group = [
            "dissimilarity",
            "gini",
            "theil_h",
            "theil_m",
            "correlation_ratio",
            "isolation",
            "interaction",
            "worst_share",
        ];
        assert_eq!(names(Some(0)), of_group);
        assert_eq!(names(Some(1)), of_group);
        assert_eq!(names(None), of_group[..4]);
        assert!(
            readings
                .iter()
                .all(|r| r.value.is_some() && r.expected_if_random.is_some() && r.p_value.is_some())
        );
    }

    #[test]
    fn isolation_and_interaction_are_one_question() {
        let readings = measure(&town(), &[0], 199, |n| permutation(5, n));
        let (isolation, interaction) = (
            reading(&readings, "isolation", Some(0)),
            reading(&readings, "interaction", Some(0)),
        );
        assert_eq!(isolation.p_value, interaction.p_value);
    }

    #[test]
    fn a_separate_town_is_hardly_ever_chance_and_an_even_one_always() {
        let apart = Counts::new(vec![vec![20.0, 0.0], vec![0.0, 20.0]]).expect("a table");
        let even = Counts::new(vec![vec![20.0, 20.0], vec![20.0, 20.0]]).expect("a table");
        for (counts, p) in [(apart, 1.0 / 100.0), (even, 1.0)] {
            for reading in measure(&counts, &[0, 1], 99, |n| permutation(1, n)) {
                assert_eq!(reading.p_value, Some(p), "{}", reading.index.name);
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_numbers_on_any_number_of_threads() {
        let on = |threads| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .expect("threads")
                .install(|| format!("{:?}", measure(&town(), &[0, 1], 600, |n| permutation(9, n))))
        };
        assert_eq!(on(1), on(5));
    }

    #[test]
    fn without_permutations_only_formulas_speak_of_chance() {
        let readings = measure(&town(), &[0], 0, |n| permutation(1, n));
        assert!(
            reading(&readings, "dissimilarity", Some(0))
                .expected_if_random
                .is_some()
        );
        assert_eq!(reading(&readings, "gini", Some(0)).expected_if_random, None);
        assert_eq!(reading(&readings, "dissimilarity", Some(0)).p_value, None);
    }

    #[test]
    fn nothing_is_said_about_chance_for_half_people_or_nobody() {
        let half = Counts::new(vec![vec![0.5, 1.0], vec![2.0, 2.0]]).expect("a table");
        let nobody = Counts::new(vec![vec![0.0, 0.0], vec![0.0, 0.0]]).expect("a table");
        for reading in measure(&half, &[0], 9, |n| permutation(1, n)) {
            assert!(
                reading.value.is_some() && reading.expected_if_random.is_none() && reading.p_value.is_none()
            );
        }
        for reading in measure(&nobody, &[0], 9, |n| permutation(1, n)) {
            assert!(
                reading.value.is_none() && reading.expected_if_random.is_none() && reading.p_value.is_none()
            );
        }
    }
}
