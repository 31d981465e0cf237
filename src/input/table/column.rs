//! One column of a table and its cells. What cells mean stands in `numbers`, `dates` and
//! `truths`; here is text.

use super::pile::Pile;
use super::{Content, Table};
use crate::complaint::{Complaint, Complaints, Place, names_help};
use crate::text;
use crate::text::Text;
use std::borrow::Cow;

/// A column; what its cells mean is decided from all of them.
#[derive(Clone, Copy, Debug)]
pub struct Column<'t> {
    pub(super) table: &'t Table,
    pub(super) index: usize,
}

/// One cell of a table.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'t> {
    table: &'t Table,
    row: usize,
    index: usize,
}

/// Which cells may say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gaps {
    /// None: every row needs a value.
    Refused,
    /// Empty cells.
    Empty,
    /// Empty cells and the usual marks for "not known": `:`, `-`, `n/a`, `k. A.`, …
    /// In official German tables `-` means exactly zero; a caller who allows it knows that
    /// this table means otherwise.
    Marked,
}

impl<'t> Column<'t> {
    /// Its name.
    pub fn name(&self) -> &'t str {
        &self.table.headers[self.index].name
    }

    /// Its cells, from the first data row on.
    pub fn cells(&self) -> impl DoubleEndedIterator<Item = Cell<'t>> + ExactSizeIterator + use<'t> {
        let (table, index) = (self.table, self.index);
        (0..table.rows.len()).map(move |row| Cell { table, row, index })
    }

    /// The cell in a data row, counted from 0.
    pub fn cell(&self, row: usize) -> Option<Cell<'t>> {
        (row < self.table.rows.len()).then_some(Cell {
            table: self.table,
            row,
            index: self.index,
        })
    }

    /// The place of its name in the header.
    pub fn place(&self) -> Place {
        let column = self.table.headers[self.index].column;
        self.table
            .source
            .cell_place(&self.table.shown_as, self.table.header_at, column)
    }

    /// Whether every cell is empty.
    pub fn is_empty(&self) -> bool {
        self.cells().all(|cell| cell.content().is_empty())
    }

    /// Every cell as text, leading zeros and all; `None` where it is empty.
    pub fn texts(&self, gaps: Gaps, complaints: &mut Complaints) -> Vec<Option<Cow<'t, str>>> {
        self.each(gaps, complaints, |content| Ok(content.text()))
    }

    /// Every cell as one of the names listed, whatever its capitals.
    pub fn choices<T: Clone>(
        &self,
        names: &[(&str, T)],
        gaps: Gaps,
        complaints: &mut Complaints,
    ) -> Vec<Option<T>> {
        self.each(gaps, complaints, |content| chosen(&content.text(), names))
    }

    /// One value per row: gaps are judged here, what is said by `read`.
    pub(in crate::input) fn each<T>(
        &self,
        gaps: Gaps,
        complaints: &mut Complaints,
        read: impl Fn(&'t Content) -> Result<T, Flaw>,
    ) -> Vec<Option<T>> {
        let mut pile = Pile::new(complaints);
        let values = self
            .cells()
            .map(|cell| match cell.content() {
                Content::Error(_) => None,
                Content::Empty => {
                    self.refuse_gap(cell, gaps, &mut pile);
                    None
                }
                Content::Text(text) if gaps == Gaps::Marked && is_missing_mark(text) => None,
                content => read(content)
                    .map_err(|flaw| {
                        let word = |place| flaw.clone().at(place, self.name(), content);
                        pile.push(flaw.kind, || cell.place(), word);
                    })
                    .ok(),
            })
            .collect();
        pile.close();
        values
    }

    fn refuse_gap(&self, cell: Cell<'t>, gaps: Gaps, pile: &mut Pile<'_>) {
        if gaps != Gaps::Refused {
            return;
        }
        let name = self.name();
        pile.push(
            "gap",
            || cell.place(),
            |place| {
                Complaint::new(
                    place,
                    text!(
                        "Hier fehlt ein Wert; die Spalte „{name}“ braucht in jeder Zeile einen.",
                        "A value is missing here; the column `{name}` needs one in every row."
                    ),
                )
                .key(name)
            },
        );
    }
}

impl<'t> Cell<'t> {
    /// What it holds.
    pub fn content(&self) -> &'t Content {
        &self.table.rows[self.row].cells[self.index]
    }

    /// What it holds, as text.
    pub fn text(&self) -> Cow<'t, str> {
        self.content().text()
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        let column = self.table.headers[self.index].column;
        self.table
            .source
            .cell_place(&self.table.shown_as, self.table.rows[self.row].at, column)
    }

    /// The data row, counted from 0.
    pub fn row(&self) -> usize {
        self.row
    }
}

/// One of the names, whatever its capitals.
pub(in crate::input) fn chosen<T: Clone>(written: &str, names: &[(&str, T)]) -> Result<T, Flaw> {
    let known = names
        .iter()
        .find(|(name, _)| name.to_lowercase() == written.to_lowercase());
    known.map(|(_, meaning)| meaning.clone()).ok_or_else(|| Flaw {
        kind: "choice",
        message: text!(
            "„{written}“ gibt es hier nicht.",
            "`{written}` is not a choice here."
        ),
        help: names_help(written, names.iter().map(|(name, _)| *name)),
    })
}

/// Why the content of a cell is not what it should be, wherever it stands.
#[derive(Clone, Debug)]
pub(in crate::input) struct Flaw {
    pub(in crate::input) kind: &'static str,
    pub(in crate::input) message: Text,
    pub(in crate::input) help: Text,
}

impl Flaw {
    /// The complaint about the cell that has it.
    pub(in crate::input) fn at(self, place: Place, name: &str, content: &Content) -> Complaint {
        Complaint::new(place, self.message)
            .key(name)
            .value(content.text())
            .help(self.help)
    }
}

/// What people write when they do not know.
pub(super) fn is_missing_mark(text: &str) -> bool {
    const MARKS: [&str; 21] = [
        ":",
        "-",
        "–",
        "—",
        ".",
        "..",
        "...",
        "…",
        "/",
        "?",
        "n/a",
        "n.a.",
        "na",
        "nan",
        "k.a.",
        "k. a.",
        "k.a",
        "null",
        "none",
        "unbekannt",
        "unknown",
    ];
    MARKS.contains(&text.to_lowercase().as_str())
}
