//! Solvers for programmes: the only place that knows a solver crate.
//!
//! The embedded solver (microlp, pure Rust) is always there. With the feature `highs` the
//! stronger HiGHS is used; building it needs cmake, libclang and a C++ compiler (on Debian
//! `apt install cmake libclang-dev g++`). Answers are offers: limits come back as answers too,
//! so whoever asks reads the status and checks the values.

use super::programme::{Programme, Sense};
use good_lp::{Expression, SolverModel as _, Variable, constraint, variable};

/// How much a solver may work; in nodes, so that every machine stops at the same answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Budget {
    /// Nodes of the search tree times rows times columns.
    pub work: u64,
    /// Nodes at most, however small the programme.
    pub nodes: u64,
    /// Relative gap at which large programmes may be left, and there the embedded solver stops.
    pub gap: f64,
    /// Rows times columns beyond which it is not asked.
    pub cells: u64,
}

impl Budget {
    /// For a proposal.
    pub const PROPOSAL: Budget = Budget {
        work: 400_000_000,
        nodes: 50_000,
        // The stronger solver goes on until it is proven.
        gap: if cfg!(feature = "highs") { 0.0 } else { 0.001 },
        cells: 20_000_000,
    };

    /// A part of the work, where several answers are tried one after the other.
    pub(super) fn part(self, of: u64) -> Budget {
        Budget {
            work: self.work / of.max(1),
            ..self
        }
    }

    /// Small programmes are worth the last cent: there the embedded solver goes on until it is proven.
    #[cfg(not(feature = "highs"))]
    fn gap_for(&self, programme: &Programme) -> f64 {
        if programme.cells() <= CELLS_TO_THE_END {
            return 0.0;
        }
        self.gap
    }

    fn nodes_for(&self, programme: &Programme) -> u64 {
        (self.work / programme.cells().max(1)).clamp(100, self.nodes.max(100))
    }
}

/// What a solver found.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Value of each column.
    pub values: Vec<f64>,
    /// No values of the columns give less.
    pub bound: Option<f64>,
    /// Whether the solver says that these values are the best.
    pub is_best: bool,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// No values keep the rules.
    Impossible,
    /// The budget was spent before any values were found; or the programme is beyond it.
    NotFound,
}

/// Rows times columns beyond which large batches are not asked for in whole numbers, only relaxed
/// and in parts.
pub(super) const CELLS_IN_WHOLE_NUMBERS: u64 = if cfg!(feature = "highs") {
    20_000_000
} else {
    3_000_000
};

/// Rows times columns up to which the embedded solver leaves no gap.
#[cfg(not(feature = "highs"))]
const CELLS_TO_THE_END: u64 = 100_000;

/// Name and version of the solver that [`solve`] uses.
pub fn name() -> &'static str {
    if cfg!(feature = "highs") {
        "HiGHS"
    } else {
        "microlp 0.6"
    }
}

/// Solves a programme; `start` are values that keep its rules.
pub fn solve(programme: &Programme, start: Option<&[f64]>, budget: Budget) -> Result<Answer, NoAnswer> {
    if programme.cells() > budget.cells {
        return Err(NoAnswer::NotFound);
    }
    let start = start.filter(|values| programme.is_kept_by(values, 1e-6));
    let (open, columns) = programme.without_what_is_settled().ok_or(NoAnswer::Impossible)?;
    let start: Option<Vec<f64>> = start.map(|values| columns.iter().map(|&column| values[column]).collect());
    let mut values: Vec<f64> = programme.columns.iter().map(|column| column.low).collect();
    if columns.is_empty() {
        return Ok(Answer {
            values,
            bound: Some(programme.settled_objective()),
            is_best: true,
        });
    }
    let answer = run(&open, start.as_deref(), budget)?;
    for (&column, value) in columns.iter().zip(answer.values) {
        values[column] = value;
    }
    Ok(Answer {
        values,
        bound: answer.bound.map(|bound| bound + programme.settled_objective()),
        is_best: answer.is_best,
    })
}

/// The programme in the words of good_lp.
fn model(programme: &Programme) -> (good_lp::variable::UnsolvedProblem, Vec<Variable>) {
    let mut variables = good_lp::ProblemVariables::new();
    let columns: Vec<Variable> = programme
        .columns
        .iter()
        .map(|column| {
            let definition = variable().name(&column.name).min(column.low).max(column.high);
            variables.add(if column.whole {
                definition.integer()
            } else {
                definition
            })
        })
        .collect();
    let objective: Expression = sum(&programme.objective, &columns);
    (variables.minimise(objective), columns)
}

fn sum(terms: &[(usize, f64)], columns: &[Variable]) -> Expression {
    let mut expression = Expression::with_capacity(terms.len());
    for &(column, factor) in terms {
        expression.add_mul(factor, columns[column]);
    }
    expression
}

fn constraints(programme: &Programme, columns: &[Variable]) -> Vec<good_lp::Constraint> {
    programme
        .rows
        .iter()
        .map(|row| {
            let left = sum(&row.terms, columns);
            match row.sense {
                Sense::AtMost => constraint!(left <= row.right),
                Sense::AtLeast => constraint!(left >= row.right),
                Sense::Equal => constraint!(left == row.right),
            }
        })
        .collect()
}

#[cfg(not(feature = "highs"))]
fn run(programme: &Programme, start: Option<&[f64]>, budget: Budget) -> Result<Answer, NoAnswer> {
    let (problem, columns) = model(programme);
    let mut embedded = problem.using(good_lp::microlp);
    for constraint in constraints(programme, &columns) {
        embedded.add_constraint(constraint);
    }
    let mut options = microlp::SolveOptions::default();
    options.node_limit = Some(budget.nodes_for(programme));
    options.mip_gap = budget.gap_for(programme);
    options.warm_start = start.map(|values| {
        let named = handles(columns.len()).into_iter();
        named.zip(values.iter().copied()).collect()
    });
    let outcome = embedded
        .as_inner()
        .solve_with(options)
        .map_err(|error| match error {
            microlp::Error::Infeasible => NoAnswer::Impossible,
            _ => NoAnswer::NotFound,
        })?;
    let is_best = outcome.is_optimal();
    let solution = outcome.into_solution().map_err(|_| NoAnswer::NotFound)?;
    // A programme without whole numbers has no tree and no bound beside its own value.
    let bound = solution
        .stats()
        .best_bound
        .or_else(|| is_best.then(|| solution.objective()));
    Ok(Answer {
        values: solution.iter().map(|(_, value)| value).collect(),
        bound,
        is_best,
    })
}

/// The solver's names for the columns of any programme of this size: they are numbered in order.
#[cfg(not(feature = "highs"))]
fn handles(columns: usize) -> Vec<microlp::Variable> {
    let mut numbered = microlp::Problem::new(microlp::OptimizationDirection::Minimize);
    (0..columns).map(|_| numbered.add_var(0.0, (0.0, 0.0))).collect()
}

#[cfg(feature = "highs")]
fn run(programme: &Programme, start: Option<&[f64]>, budget: Budget) -> Result<Answer, NoAnswer> {
    use good_lp::{Solution as _, WithInitialSolution as _};
    let (problem, columns) = model(programme);
    let mut highs = problem
        .using(good_lp::highs)
        .set_option(
            "mip_max_nodes",
            i32::try_from(NODES_FOR_ONE * budget.nodes_for(programme)).unwrap_or(i32::MAX),
        )
        .set_option("mip_rel_gap", GAP)
        .set_threads(1);
    if let Some(values) = start {
        highs = highs.with_initial_solution(columns.iter().copied().zip(values.iter().copied()));
    }
    for constraint in constraints(programme, &columns) {
        highs.add_constraint(constraint);
    }
    let solution = highs.solve().map_err(|error| match error {
        good_lp::ResolutionError::Infeasible => NoAnswer::Impossible,
        _ => NoAnswer::NotFound,
    })?;
    let values: Vec<f64> = columns.iter().map(|&column| solution.value(column)).collect();
    // A gap within what was allowed counts as an answer of its own, and the bound lies below.
    use good_lp::solvers::SolutionStatus;
    let below = match solution.status() {
        SolutionStatus::Optimal => Some(0.0),
        SolutionStatus::GapLimit => Some(GAP),
        SolutionStatus::TimeLimit => None,
    };
    let objective: f64 = programme
        .objective
        .iter()
        .map(|&(column, factor)| factor * values[column])
        .sum();
    Ok(Answer {
        values,
        bound: below.map(|below| objective - below * (1.0 + objective.abs())),
        is_best: below == Some(0.0),
    })
}

/// Relative gap at which HiGHS stops: less than one step of any value that is counted.
#[cfg(feature = "highs")]
const GAP: f64 = 1e-7;

/// Its nodes take so much less work than those of the embedded solver.
#[cfg(feature = "highs")]
const NODES_FOR_ONE: u64 = 50;
