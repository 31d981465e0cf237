//! What it costs to have one household of a kind fewer in one part of the town and one more in
//! another, when others of its kind may move on in between.
//!
//! When a household goes, one of its kind can take its place, which frees another place, and so
//! on: a chain. Between any two nodes, places that are one to everybody, the cheapest chain of
//! each kind is known at once (Floyd and Warshall). With these prices a small programme of two
//! districts sees what their households would cost in all the town.

use super::batch::Batch;
use super::plan::Plan;
use super::reassign::linear_weights;
use super::stage::Stage;
use super::transport::Amount;

/// Nodes beyond which there would be too many ways.
const MOST_NODES: usize = 64;

/// Nodes of a batch, and what households cost there.
#[derive(Clone, Debug)]
pub(super) struct Nodes<'a> {
    batch: &'a Batch,
    /// Stages that are sums and in which places differ.
    stages: Vec<Stage>,
    /// Vacancies of one district that cost every household the same.
    pub nodes: Vec<Vec<usize>>,
    /// The node of each vacancy.
    node_of: Vec<usize>,
    /// Household × node: all stages in one number.
    costs: Vec<i128>,
}

/// The cheapest chains of one kind between all nodes.
#[derive(Clone, Debug)]
pub(super) struct Ways {
    nodes: usize,
    /// From node × to node.
    cost: Vec<i128>,
    /// The first node on the way.
    next: Vec<usize>,
    /// Who takes a step between two nodes.
    mover: Vec<usize>,
}

impl<'a> Nodes<'a> {
    /// `None` where there are too many, the numbers too large, or people move who are housed.
    pub fn of(batch: &'a Batch) -> Option<Nodes<'a>> {
        if batch.households.iter().any(|household| household.home.is_some()) {
            return None;
        }
        let weights = linear_weights(batch)?;
        let (nodes, node_of) = nodes(batch);
        if nodes.len() > MOST_NODES {
            return None;
        }
        let cost = |household: usize, node: &Vec<usize>| -> i128 {
            let Some(&vacancy) = node.iter().find(|&&vacancy| batch.suits(household, vacancy)) else {
                return i128::FAR;
            };
            let term = |&(stage, weight): &(Stage, i128)| {
                i128::from(batch.term(stage, household, Some(vacancy))) * weight
            };
            weights.iter().map(term).sum()
        };
        let households = 0..batch.households.len();
        let costs = households
            .flat_map(|household| nodes.iter().map(move |node| (household, node)))
            .map(|(household, node)| cost(household, node))
            .collect();
        let stages = batch.stages.iter().copied();
        Some(Nodes {
            stages: stages.filter(|stage| !batch.table(*stage).is_empty()).collect(),
            nodes,
            node_of,
            costs,
            batch,
        })
    }

    /// The nodes of some districts.
    pub fn within(&self, districts: &[usize]) -> Vec<usize> {
        let lies_there = |node: &usize| {
            let first = self.nodes[*node][0];
            districts.contains(&self.batch.vacancies[first].district)
        };
        (0..self.nodes.len()).filter(lies_there).collect()
    }

    /// The ways of a kind whose households are where a plan puts them.
    pub fn ways(&self, kind: &[usize], plan: &Plan) -> Ways {
        let nodes = self.nodes.len();
        let mut ways = Ways {
            nodes,
            cost: vec![i128::FAR; nodes * nodes],
            next: vec![usize::MAX; nodes * nodes],
            mover: vec![usize::MAX; nodes * nodes],
        };
        for &household in kind {
            let Some(from) = plan.0[household].map(|vacancy| self.node_of[vacancy]) else {
                continue;
            };
            let costs = &self.costs[household * nodes..(household + 1) * nodes];
            for (to, &cost) in costs.iter().enumerate() {
                let entry = from * nodes + to;
                if to != from && cost < i128::REACH && cost - costs[from] < ways.cost[entry] {
                    ways.cost[entry] = cost - costs[from];
                    ways.next[entry] = to;
                    ways.mover[entry] = household;
                }
            }
        }
        ways.join();
        ways
    }

    /// What a chain adds to each stage in which places differ, in their order; `None`: there is
    /// no such chain.
    pub fn differences(&self, ways: &Ways, from: usize, to: usize) -> Option<Vec<i64>> {
        let mut differences = vec![0; self.stages.len()];
        let mut node = from;
        for _ in 0..=self.nodes.len() {
            if node == to {
                return Some(differences);
            }
            let next = ways.next[node * ways.nodes + to];
            if next == usize::MAX {
                return None;
            }
            let mover = ways.mover[node * ways.nodes + next];
            for (difference, &stage) in differences.iter_mut().zip(&self.stages) {
                *difference += self.term(stage, mover, next) - self.term(stage, mover, node);
            }
            node = next;
        }
        None
    }

    fn term(&self, stage: Stage, household: usize, node: usize) -> i64 {
        self.batch.term(stage, household, Some(self.nodes[node][0]))
    }
}

impl Ways {
    /// Ways over other nodes, where these are shorter.
    fn join(&mut self) {
        let nodes = self.nodes;
        for over in 0..nodes {
            for from in 0..nodes {
                let first = self.cost[from * nodes + over];
                if first >= i128::REACH || from == over {
                    continue;
                }
                for to in 0..nodes {
                    let second = self.cost[over * nodes + to];
                    let entry = from * nodes + to;
                    if to != from && second < i128::REACH && first + second < self.cost[entry] {
                        self.cost[entry] = first + second;
                        self.next[entry] = self.next[from * nodes + over];
                    }
                }
            }
        }
    }
}

/// Nodes, and the node of each vacancy.
fn nodes(batch: &Batch) -> (Vec<Vec<usize>>, Vec<usize>) {
    let vacancies = batch.vacancies.len();
    let tables = [&batch.scores, &batch.distances, &batch.costs];
    let are_one = |one: usize, other: usize| {
        let mut rows = tables.iter().flat_map(|table| table.chunks(vacancies));
        batch.vacancies[one].district == batch.vacancies[other].district
            && rows.all(|row| row[one] == row[other])
    };
    let mut nodes: Vec<Vec<usize>> = Vec::new();
    let mut node_of = Vec::with_capacity(vacancies);
    for vacancy in 0..vacancies {
        let known = nodes.iter().position(|node| are_one(node[0], vacancy));
        let at = known.unwrap_or_else(|| {
            nodes.push(Vec::new());
            nodes.len() - 1
        });
        nodes[at].push(vacancy);
        node_of.push(at);
    }
    (nodes, node_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::placement::batch::{District, Room, Seeking, Shares, Vacancy};

    /// Three districts with a unit each; the first household lives in the first, the second in the
    /// second.
    fn three() -> Batch {
        let household = Seeking {
            persons: 2,
            shares: Shares::Nothing,
            has_needs: false,
            leaves: false,
            overdue: 0,
            home: None,
        };
        let district = District {
            persons: 0,
            inverse: 3_000_000,
            most: None,
            least: 0,
        };
        Batch {
            households: vec![household.clone(), household],
            vacancies: (0..3)
                .map(|site| Vacancy {
                    site,
                    district: site,
                    room: Room::Units { count: 1, beds: 2 },
                })
                .collect(),
            districts: vec![district; 3],
            stages: vec![Stage::Unmet, Stage::Cost],
            suits: vec![true; 6],
            costs: vec![0, 1, 10, 9, 0, 1],
            ..Batch::default()
        }
    }

    #[test]
    fn a_chain_over_another_household_is_found_where_it_costs_less_than_the_way_at_once() {
        let batch = three();
        let nodes = Nodes::of(&batch).expect("a small batch without homes");
        let ways = nodes.ways(&[0, 1], &Plan(vec![Some(0), Some(1)]));
        // The first goes to the second's place, which goes on: 1 + 1 instead of 10.
        assert_eq!(nodes.differences(&ways, 0, 2), Some(vec![2]));
        assert_eq!(nodes.differences(&ways, 1, 0), Some(vec![9]));
        // Nobody lives in the third who could leave it.
        assert_eq!(nodes.differences(&ways, 2, 0), None);
        assert_eq!(nodes.within(&[2, 0]), [0, 2]);
    }
}
