//! Rows keyed by an id, for tables whose columns are keys of the scenario: sites, kinds.

use super::column::Flaw;
use super::dates::{Period, period_in};
use super::decimals::DecimalSign;
use super::header::{expect_column, in_use};
use super::numbers::{count_in, number_in};
use super::pile::Pile;
use super::truths::truth_in;
use super::{Content, Gaps, Table};
use crate::complaint::{Complaint, Complaints, Place};
use crate::text;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A row with its id and its other filled cells, in column order.
#[derive(Clone, Debug, PartialEq)]
pub struct GenericRow {
    /// The cell of the id; its text is not empty and occurs in no other row.
    pub id: Entry,
    /// The filled cells of the other columns; those named `x_…` or `_…` are left out.
    pub entries: Vec<Entry>,
}

/// A filled cell that has left its table, with all that is needed to judge it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The name of its column.
    pub header: String,
    /// What it holds.
    pub content: Content,
    /// Where it stands.
    pub place: Place,
    /// The decimal sign of its column; `None` where nothing decides.
    pub decimal_sign: Option<DecimalSign>,
}

/// Every row by the id in the column named `id`; doubled and missing ids are complained about.
pub fn generic_rows(table: &Table, id: &str, complaints: &mut Complaints) -> Vec<GenericRow> {
    let Some(ids) = expect_column(table, id, complaints) else {
        return Vec::new();
    };
    let columns: Vec<_> = table
        .columns()
        .filter(|column| column.name() != id && in_use(column.name()))
        .map(|column| (column, column.decimal_sign()))
        .collect();
    ids.texts(Gaps::Refused, complaints);
    refuse_doubles(table, id, complaints);
    let entry = |column: &super::Column<'_>, sign, row| {
        let cell = column.cell(row).filter(|cell| is_filled(cell.content()))?;
        Some(Entry {
            header: column.name().to_owned(),
            content: cell.content().clone(),
            place: cell.place(),
            decimal_sign: sign,
        })
    };
    (0..table.len())
        .filter_map(|row| {
            Some(GenericRow {
                id: entry(&ids, None, row)?,
                entries: columns
                    .iter()
                    .filter_map(|(column, sign)| entry(column, *sign, row))
                    .collect(),
            })
        })
        .collect()
}

fn is_filled(content: &Content) -> bool {
    !matches!(content, Content::Empty | Content::Error(_))
}

/// Complains about every value of a column that an earlier row has already.
pub(in crate::input) fn refuse_doubles(table: &Table, name: &str, complaints: &mut Complaints) {
    let Some(column) = table.column(name) else {
        return;
    };
    let mut pile = Pile::new(complaints);
    let mut seen: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
    for cell in column.cells().filter(|cell| is_filled(cell.content())) {
        let value = cell.text();
        match seen.get(&value).and_then(|row| column.cell(*row)) {
            Some(first) => pile.push(
                "double",
                || cell.place(),
                |place| double(place, name, &value, &first.place()),
            ),
            None => {
                seen.insert(value, cell.row());
            }
        }
    }
    pile.close();
}

fn double(place: Place, name: &str, value: &str, first: &Place) -> Complaint {
    Complaint::new(
        place,
        text!(
            "„{value}“ kommt in der Spalte „{name}“ schon vor (zuerst in {first}).",
            "`{value}` occurs in the column `{name}` before (first in {first})."
        ),
    )
    .key(name)
    .value(value)
    .help(text!(
        "Jeder Eintrag dieser Spalte darf nur einmal vorkommen.",
        "Each entry of this column may occur only once."
    ))
}

impl Entry {
    /// As text, leading zeros and all.
    pub fn text(&self) -> Cow<'_, str> {
        self.content.text()
    }

    /// As a number.
    pub fn number(&self) -> Result<f64, Box<Complaint>> {
        self.judged(number_in(&self.content, self.decimal_sign))
    }

    /// As a count: whole and not negative.
    pub fn count(&self) -> Result<u64, Box<Complaint>> {
        self.judged(count_in(&self.content, self.decimal_sign))
    }

    /// As a day or a month.
    pub fn period(&self) -> Result<Period, Box<Complaint>> {
        self.judged(period_in(&self.content))
    }

    /// As yes or no.
    pub fn truth(&self) -> Result<bool, Box<Complaint>> {
        self.judged(truth_in(&self.content))
    }

    fn judged<T>(&self, read: Result<T, Flaw>) -> Result<T, Box<Complaint>> {
        read.map_err(|flaw| Box::new(flaw.at(self.place.clone(), &self.header, &self.content)))
    }
}
