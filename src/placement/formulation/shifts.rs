//! Kinds alone, with what it costs when there are more of one in some node and fewer in another.

use super::Formulation;
use crate::placement::programme::{Entry, Sense};

/// Households of a kind that go from one node to another at one price.
const AT_ONE_PRICE: f64 = 2.0;

impl Formulation<'_> {
    /// The households of each kind.
    pub(in crate::placement) fn kinds(&self) -> Vec<Vec<usize>> {
        let members = |kind: &super::Kind| -> Vec<usize> {
            let classes = kind.classes.iter();
            classes.flat_map(|class| class.members.iter().copied()).collect()
        };
        self.kinds.iter().map(members).collect()
    }

    /// Counts for each kind how many more or fewer there are in each node than in these values: so
    /// many shifts from node to node at most. What a shift adds is known for each stage; the last of
    /// these is made as small as possible, and none of the others may grow.
    pub(in crate::placement) fn shifts_are_paid(
        &mut self,
        nodes: &[&[usize]],
        values: &[f64],
        most: f64,
        adds: impl Fn(usize, usize, usize) -> Option<Vec<i64>>,
    ) {
        let mut stages: Vec<Vec<Entry>> = Vec::new();
        for kind in 0..self.kinds.len() {
            let mut rows: Vec<Vec<Entry>> = Vec::new();
            for node in nodes {
                let places = node.iter().filter_map(|&vacancy| self.kinds[kind].place[vacancy]);
                rows.push(places.map(|column| (column, 1.0)).collect());
            }
            let now: Vec<f64> = rows
                .iter()
                .map(|row| row.iter().map(|(column, _)| values[*column]).sum())
                .collect();
            let first = self.programme.columns.len();
            let suits: Vec<bool> = rows.iter().map(|row| !row.is_empty()).collect();
            for from in (0..nodes.len()).filter(|&from| now[from] > 0.0) {
                for to in (0..nodes.len()).filter(|&to| to != from && suits[to]) {
                    let Some(adds) = adds(kind, from, to) else {
                        continue;
                    };
                    let name = format!("shift[k{kind},n{from},n{to}]");
                    let column = self
                        .programme
                        .column(name, 0.0, AT_ONE_PRICE.min(now[from]), false);
                    rows[from].push((column, 1.0));
                    rows[to].push((column, -1.0));
                    stages.resize(adds.len(), Vec::new());
                    for (terms, &adds) in stages.iter_mut().zip(&adds) {
                        terms.push((column, adds as f64));
                    }
                }
            }
            let all = (first..self.programme.columns.len()).map(|column| (column, 1.0));
            self.programme.row(
                "shifts are few",
                format!("k{kind}"),
                all.collect(),
                Sense::AtMost,
                most,
            );
            for ((number, terms), right) in rows.into_iter().enumerate().zip(now) {
                let of = format!("k{kind} in n{number}");
                self.programme
                    .row("shifts are counted", of, terms, Sense::Equal, right);
            }
        }
        self.programme.objective = stages.pop().unwrap_or_default();
        for (number, terms) in stages.into_iter().enumerate() {
            let largest = terms.iter().map(|(_, adds)| adds.abs()).fold(1.0, f64::max);
            let terms = terms.into_iter().map(|(column, adds)| (column, adds / largest));
            self.programme.row(
                "earlier stages are held",
                format!("stage {number}"),
                terms.collect(),
                Sense::AtMost,
                0.0,
            );
        }
    }
}
