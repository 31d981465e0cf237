//! A linear programme in whole and real numbers, in a form of our own: columns, rows, names.
//!
//! Solvers are translated to in `solver`; people and tests read it as text.

use std::fmt;

/// minimise the objective, subject to the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Programme {
    /// The unknowns.
    pub columns: Vec<Column>,
    /// The rules.
    pub rows: Vec<Row>,
    /// What is made as small as possible.
    pub objective: Vec<Entry>,
}

/// A coefficient of a column.
pub type Entry = (usize, f64);

/// An unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Name for people.
    pub name: String,
    /// Smallest value.
    pub low: f64,
    /// Largest value.
    pub high: f64,
    /// Whether only whole numbers count.
    pub whole: bool,
}

/// A rule: the sum of the terms against the right side.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The sentence that it states.
    pub rule: &'static str,
    /// Whom it concerns.
    pub of: String,
    /// Coefficients.
    pub terms: Vec<Entry>,
    /// How both sides compare.
    pub sense: Sense,
    /// Right side.
    pub right: f64,
}

/// How the two sides of a rule compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// At most.
    AtMost,
    /// At least.
    AtLeast,
    /// Equal.
    Equal,
}

impl Programme {
    /// Adds an unknown; gives its index.
    pub fn column(&mut self, name: String, low: f64, high: f64, whole: bool) -> usize {
        self.columns.push(Column {
            name,
            low,
            high,
            whole,
        });
        self.columns.len() - 1
    }

    /// Adds a rule.
    pub fn row(&mut self, rule: &'static str, of: String, terms: Vec<Entry>, sense: Sense, right: f64) {
        self.rows.push(Row {
            rule,
            of,
            terms,
            sense,
            right,
        });
    }

    /// Rows times columns: how large it is.
    pub fn cells(&self) -> u64 {
        self.rows.len() as u64 * self.columns.len() as u64
    }

    /// The programme of the columns that are not settled, with their numbers here; rules in which
    /// nothing is open are left out. `None` if one of those cannot be kept,
    /// or a column has no value.
    pub fn without_what_is_settled(&self) -> Option<(Programme, Vec<usize>)> {
        let mut number = vec![None; self.columns.len()];
        let mut open = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            if column.low > column.high {
                return None;
            }
            if column.low < column.high {
                number[at] = Some(open.len());
                open.push(at);
            }
        }
        let among_open = |terms: &[Entry]| -> Vec<Entry> {
            let open = terms.iter();
            open.filter_map(|&(column, factor)| Some((number[column]?, factor)))
                .collect()
        };
        let mut rows = Vec::new();
        for row in &self.rows {
            let settled = row.terms.iter().filter(|(column, _)| number[*column].is_none());
            let settled: f64 = settled
                .map(|&(column, factor)| factor * self.columns[column].low)
                .sum();
            let rest = Row {
                terms: among_open(&row.terms),
                right: row.right - settled,
                ..row.clone()
            };
            if !rest.terms.is_empty() {
                rows.push(rest);
            } else if !rest.is_kept_by(&[], 1e-6) {
                return None;
            }
        }
        let programme = Programme {
            columns: open.iter().map(|&column| self.columns[column].clone()).collect(),
            rows,
            objective: among_open(&self.objective),
        };
        Some((programme, open))
    }

    /// What the objective is worth in the columns that are settled.
    pub fn settled_objective(&self) -> f64 {
        let settled = |&&(column, _): &&Entry| self.columns[column].low >= self.columns[column].high;
        let terms = self.objective.iter().filter(settled);
        terms
            .map(|&(column, factor)| factor * self.columns[column].low)
            .sum()
    }

    /// Whether values keep all rules and bounds, within a tolerance.
    pub fn is_kept_by(&self, values: &[f64], tolerance: f64) -> bool {
        let within = |(column, &value): (&Column, &f64)| {
            value >= column.low - tolerance && value <= column.high + tolerance
        };
        values.len() == self.columns.len()
            && self.columns.iter().zip(values).all(within)
            && self.rows.iter().all(|row| row.is_kept_by(values, tolerance))
    }

    fn write_terms(&self, f: &mut fmt::Formatter<'_>, terms: &[Entry]) -> fmt::Result {
        for (at, &(column, factor)) in terms.iter().enumerate() {
            let sign = match (at, factor < 0.0) {
                (0, false) => "",
                (0, true) => "- ",
                (_, false) => " + ",
                (_, true) => " - ",
            };
            f.write_str(sign)?;
            if factor.abs() != 1.0 {
                write!(f, "{} ", factor.abs())?;
            }
            f.write_str(&self.columns[column].name)?;
        }
        if terms.is_empty() {
            f.write_str("0")
        } else {
            Ok(())
        }
    }
}

impl Row {
    fn is_kept_by(&self, values: &[f64], tolerance: f64) -> bool {
        let left: f64 = self
            .terms
            .iter()
            .map(|&(column, factor)| factor * values[column])
            .sum();
        let slack = self.right - left;
        let size = 1.0 + self.right.abs();
        match self.sense {
            Sense::AtMost => slack >= -tolerance * size,
            Sense::AtLeast => slack <= tolerance * size,
            Sense::Equal => slack.abs() <= tolerance * size,
        }
    }
}

impl fmt::Display for Programme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("minimise\n  ")?;
        self.write_terms(f, &self.objective)?;
        f.write_str("\nsubject to\n")?;
        let mut rule = "";
        for row in &self.rows {
            if row.rule != rule {
                rule = row.rule;
                writeln!(f, "  {rule}")?;
            }
            write!(f, "    {}: ", row.of)?;
            self.write_terms(f, &row.terms)?;
            let sense = match row.sense {
                Sense::AtMost => "≤",
                Sense::AtLeast => "≥",
                Sense::Equal => "=",
            };
            writeln!(f, " {sense} {}", row.right)?;
        }
        f.write_str("with\n")?;
        for column in &self.columns {
            let kind = if column.whole { "whole" } else { "real" };
            writeln!(f, "  {} ≤ {} ≤ {}, {kind}", column.low, column.name, column.high)?;
        }
        Ok(())
    }
}
