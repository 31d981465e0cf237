//! The register of current occupants: `household,site,persons,since[,unit_beds,needs,track,ages,sex]`.

use super::household::{HouseholdRow, households};
use super::personal::refuse_personal_columns;
use super::{Located, Rows, read_and_judge, texts, values};
use crate::complaint::Complaints;
use crate::input::table::{Gaps, Table, check_columns};
use std::path::Path;

/// A household that has a place today.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterRow {
    /// Who; `since` is the day it moved in, `None` where nobody knows.
    pub household: HouseholdRow,
    /// The site it lives in.
    pub site: Located<String>,
    /// Beds of the unit it occupies, where known.
    pub unit_beds: Option<u64>,
}

/// Reads a register. One without rows is an empty town, no error.
pub fn read(path: &Path, shown_as: &str) -> Result<Rows<RegisterRow>, Complaints> {
    let (rows, notices) = read_and_judge(path, shown_as, rows)?;
    Ok(Rows { rows, notices })
}

fn rows(table: &Table, complaints: &mut Complaints) -> Vec<RegisterRow> {
    refuse_personal_columns(table, complaints);
    check_columns(
        table,
        &["household", "site", "persons", "since"],
        &["unit_beds", "needs", "track", "ages", "sex"],
        complaints,
    );
    let households = households(table, Gaps::Marked, complaints);
    let sites = texts(table, "site", Gaps::Refused, complaints);
    let beds = values(table, "unit_beds", |column| {
        column.counts(Gaps::Marked, complaints)
    });
    households
        .into_iter()
        .zip(sites)
        .zip(beds)
        .filter_map(|((household, site), unit_beds)| {
            Some(RegisterRow {
                household: household?,
                site: site?,
                unit_beds,
            })
        })
        .collect()
}
