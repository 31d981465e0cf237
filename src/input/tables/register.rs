//! The register of current occupants: `household,site,persons,since[,unit_beds,needs,track,ages,sex]`.

use super::household::{HouseholdRow, households};
use super::personal::refuse_personal_columns;
use super::{Located, Rows, read_and_judge, texts, values};
use crate::complaint::{Complaint, Complaints, Place};
use crate::input::table::{Gaps, Pile, Table, check_columns};
use crate::text;
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
    let beds: Vec<Option<u64>> = values(table, "unit_beds", |column| {
        column.counts(Gaps::Marked, complaints)
    })
    .collect();
    refuse_crowded_units(table, &households, &beds, complaints);
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

/// More people than the unit has beds: one of the two numbers is wrong.
fn refuse_crowded_units(
    table: &Table,
    households: &[Option<HouseholdRow>],
    beds: &[Option<u64>],
    complaints: &mut Complaints,
) {
    let mut pile = Pile::new(complaints);
    for (row, (household, beds)) in households.iter().zip(beds).enumerate() {
        let (Some(household), Some(beds)) = (household, beds) else {
            continue;
        };
        if *beds < u64::from(household.persons) {
            let cell = table.column("unit_beds").and_then(|column| column.cell(row));
            let place = || cell.map_or_else(|| household.place.clone(), |cell| cell.place());
            pile.push("unit_beds", place, |place| crowded(place, household, *beds));
        }
    }
    pile.close();
}

fn crowded(place: Place, household: &HouseholdRow, beds: u64) -> Complaint {
    let (id, persons) = (&household.household.value, household.persons);
    Complaint::new(
        place,
        text!(
            "„{id}“ hat {persons} Personen, die Wohneinheit aber nur {beds} Betten.",
            "`{id}` has {persons} persons, but its unit has only {beds} beds."
        ),
    )
    .key("unit_beds")
    .value(beds.to_string())
    .help(text!(
        "Eine der beiden Zahlen berichtigen; wer in mehreren Wohneinheiten lebt, bei dem bleibt die Zelle leer.",
        "Correct one of the two numbers; leave the cell empty for households that live in several units."
    ))
}
