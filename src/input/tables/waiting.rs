//! The waiting list: `household,persons,since[,needs,track,ages,sex,prefers]`.

use super::household::{HouseholdRow, households, lists};
use super::personal::refuse_personal_columns;
use super::{Located, Rows, read_and_judge};
use crate::complaint::Complaints;
use crate::input::table::{Gaps, Table, check_columns};
use std::path::Path;

/// A household that waits for a place.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingRow {
    /// Who; `since` is the day it has been waiting from, always known.
    pub household: HouseholdRow,
    /// Districts it prefers, in this order; empty where none is known.
    pub prefers: Vec<Located<String>>,
}

/// Reads a waiting list. One without rows is good news, no error.
pub fn read(path: &Path, shown_as: &str) -> Result<Rows<WaitingRow>, Complaints> {
    let (rows, notices) = read_and_judge(path, shown_as, rows)?;
    Ok(Rows { rows, notices })
}

fn rows(table: &Table, complaints: &mut Complaints) -> Vec<WaitingRow> {
    refuse_personal_columns(table, complaints);
    check_columns(
        table,
        &["household", "persons", "since"],
        &["needs", "track", "ages", "sex", "prefers"],
        complaints,
    );
    let households = households(table, Gaps::Refused, complaints);
    let prefers = lists(table, "prefers", complaints);
    households
        .into_iter()
        .zip(prefers)
        .filter_map(|(household, prefers)| {
            Some(WaitingRow {
                household: household?,
                prefers: prefers.unwrap_or_default(),
            })
        })
        .collect()
}
