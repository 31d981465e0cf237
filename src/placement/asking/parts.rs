//! Large batches a few districts at a time: small programmes, one after the other, from the best
//! plan on, as long as that helps.

use super::{Best, Question, add_chords};
use crate::placement::chains::{Nodes, Ways};
use crate::placement::formulation::Formulation;
use crate::placement::plan::Plan;
use crate::placement::reassign::reassigned;
use crate::placement::solver::{self, Budget};

/// For a programme of a few districts.
const PART: Budget = Budget {
    work: 0,
    nodes: 100,
    gap: 0.0,
    cells: u64::MAX,
};

/// How often all parts of one size are gone through at most.
const PASSES: usize = 4;

/// Districts that are looked at together, and shifts of each kind in one programme: first many at
/// the price of the first, which looks better than it is; then one, whose price is exact.
const SEARCHES: [(usize, f64); 3] = [(2, MANY), (2, 1.0), (3, MANY)];

/// More shifts than there are.
const MANY: f64 = 1_000.0;

/// Nodes in a programme of more than two districts at most.
const FEW_NODES: usize = 4;

impl Question<'_> {
    /// Looks for better plans a few districts at a time.
    pub(super) fn ask_in_parts(&self, form: &mut Formulation, best: &mut Best, bound: Option<i64>) {
        if !self.stage.is_linear() {
            self.go_through(2, best, bound, |best, part| {
                add_chords(form, &best.plan);
                best.offer(self.with_free_people(form, &best.plan, part))
            });
        } else if !self.batch.table(self.stage).is_empty() {
            self.ask_along_chains(best, bound);
        }
    }

    /// At what places cost along chains in all the town.
    fn ask_along_chains(&self, best: &mut Best, bound: Option<i64>) {
        let Some(nodes) = Nodes::of(self.batch) else {
            return;
        };
        let kinds_alone = self.batch.up_to(&[]);
        let form = Formulation::of(&kinds_alone);
        let kinds = form.kinds();
        let ways_of =
            |plan: &Plan| -> Vec<Ways> { kinds.iter().map(|kind| nodes.ways(kind, plan)).collect() };
        let mut ways = ways_of(&best.plan);
        // The stronger solver finds the rest faster in the whole programme.
        let searches = if cfg!(feature = "highs") {
            1
        } else {
            SEARCHES.len()
        };
        for (together, shifts) in SEARCHES.into_iter().take(searches) {
            self.go_through(together, best, bound, |best, part| {
                let plan = self.with_shifts(&form, &nodes, &ways, &best.plan, (part, shifts));
                let is_better = best.offer(plan);
                if is_better {
                    ways = ways_of(&best.plan);
                }
                is_better
            });
        }
    }

    /// Has something done with each part of so many districts until that helps nowhere any more;
    /// it says whether it helped.
    fn go_through(
        &self,
        together: usize,
        best: &mut Best,
        bound: Option<i64>,
        mut improve: impl FnMut(&mut Best, &[usize]) -> bool,
    ) {
        let parts = parts(self.batch.districts.len(), together);
        let mut since = 0;
        for part in parts.iter().cycle().take(PASSES * parts.len()) {
            // What is left here loosens all that comes after it, so near enough is not enough.
            let is_done = best.bound.max(bound).is_some_and(|bound| bound >= best.value());
            if is_done || since == parts.len() {
                return;
            }
            since = if improve(best, part) { 0 } else { since + 1 };
        }
    }

    /// Whoever is in these districts may change places within them, in any number of persons.
    fn with_free_people(&self, form: &Formulation, plan: &Plan, part: &[usize]) -> Option<Plan> {
        let mut form = form.clone();
        let values = form.values(plan);
        form.opens_only(part, &values);
        let answer = solver::solve(&form.programme, Some(&values), PART).ok()?;
        form.plan(&answer.values)
    }

    /// The same in as many persons as there are, at the prices of chains; `None` where these
    /// promise nothing.
    fn with_shifts(
        &self,
        form: &Formulation,
        nodes: &Nodes,
        ways: &[Ways],
        plan: &Plan,
        (part, shifts): (&[usize], f64),
    ) -> Option<Plan> {
        let mut form = form.clone();
        if self.batch.stages.iter().any(|stage| !stage.is_linear()) {
            form.keeps_people_of(plan);
        }
        form.leaves_out_as_many_as(plan);
        let mut values = form.values(plan);
        form.opens_only(part, &values);
        let open = nodes.within(part);
        if part.len() > 2 && open.len() > FEW_NODES {
            return None;
        }
        let vacancies: Vec<&[usize]> = open.iter().map(|&node| &nodes.nodes[node][..]).collect();
        form.shifts_are_paid(&vacancies, &values, shifts, |kind, from, to| {
            nodes.differences(&ways[kind], open[from], open[to])
        });
        values.resize(form.programme.columns.len(), 0.0);
        let answer = solver::solve(&form.programme, Some(&values), PART).ok()?;
        let objective = form.programme.objective.iter();
        let promised: f64 = objective
            .map(|&(column, factor)| factor * answer.values[column])
            .sum();
        let found = form.plan_for_those_placed(&answer.values, plan)?;
        (promised < -0.5).then(|| reassigned(self.batch, &found))
    }
}

/// All choices of so many of the districts.
fn parts(districts: usize, together: usize) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = vec![Vec::new()];
    for _ in 0..together {
        let longer = parts.iter().flat_map(|part| {
            let first = part.last().map_or(0, |last| last + 1);
            (first..districts).map(move |next| {
                let mut longer = part.clone();
                longer.push(next);
                longer
            })
        });
        parts = longer.collect();
    }
    parts
}
