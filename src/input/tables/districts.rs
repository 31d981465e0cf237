//! Districts as a table: `id,name,residents[,area_km2,social_index,…]`.

use super::{Located, read_and_judge, require_rows, texts, values};
use crate::complaint::{Complaint, Complaints, did_you_mean};
use crate::input::table::{Column, Entry, Gaps, Pile, Table, check_columns, generic_rows};
use crate::text;
use std::path::Path;

/// What a table says about a district.
#[derive(Clone, Debug, PartialEq)]
pub struct DistrictRow {
    /// Its id, leading zeros and all; occurs once.
    pub id: Located<String>,
    /// Its name; `None` where the table has none.
    pub name: Option<Located<String>>,
    /// People who live in it.
    pub residents: Located<u64>,
    /// Its area in km², above 0.
    pub area_km2: Option<f64>,
    /// Its social index, on whatever scale the town uses.
    pub social_index: Option<f64>,
    /// Cells of further columns, for whoever knows their names.
    pub others: Vec<Entry>,
}

/// The districts of a table.
#[derive(Clone, Debug)]
pub struct Districts {
    /// In file order, at least one.
    pub rows: Vec<DistrictRow>,
    /// Names of the columns that are not of this module.
    pub other_columns: Vec<String>,
    /// What is worth knowing about how the table was read.
    pub notices: Vec<Complaint>,
}

const KNOWN: [&str; 5] = ["id", "name", "residents", "area_km2", "social_index"];

/// Reads districts.
pub fn read(path: &Path, shown_as: &str) -> Result<Districts, Complaints> {
    let ((rows, other_columns), notices) = read_and_judge(path, shown_as, judge)?;
    Ok(Districts {
        rows,
        other_columns,
        notices,
    })
}

fn judge(table: &Table, complaints: &mut Complaints) -> (Vec<DistrictRow>, Vec<String>) {
    let others: Vec<String> = other_columns(table).map(str::to_owned).collect();
    let mut accepted: Vec<&str> = others.iter().map(String::as_str).collect();
    accepted.extend(KNOWN);
    check_columns(table, &["id", "residents"], &accepted, complaints);
    require_rows(table, complaints);
    (rows(table, complaints), others)
}

/// Columns with names of their own; one that nearly is a known one is none of them.
fn other_columns(table: &Table) -> impl Iterator<Item = &str> {
    let misspelt = |name: &str| {
        did_you_mean(
            name,
            KNOWN.into_iter().filter(|known| table.column(known).is_none()),
        )
    };
    table
        .headers()
        .filter(move |name| !KNOWN.contains(name) && misspelt(name).is_none())
        .filter(|name| !name.starts_with("x_") && !name.starts_with('_'))
}

fn rows(table: &Table, complaints: &mut Complaints) -> Vec<DistrictRow> {
    if table.column("id").is_none() {
        return Vec::new();
    }
    let generic = generic_rows(table, "id", complaints);
    let mut generic = generic.into_iter().peekable();
    let ids = texts(table, "id", Gaps::Empty, complaints);
    let names = texts(table, "name", Gaps::Empty, complaints);
    let residents = values(table, "residents", |column| residents_in(&column, complaints));
    let areas = values(table, "area_km2", |column| areas_in(&column, complaints));
    let indices = values(table, "social_index", |column| {
        column.numbers(Gaps::Marked, complaints)
    });
    ids.zip(names)
        .zip(residents.zip(areas).zip(indices))
        .filter_map(|((id, name), ((residents, area_km2), social_index))| {
            let id = id?;
            let generic = generic.next_if(|row| row.id.place == id.place);
            let others = generic.map(|row| row.entries).unwrap_or_default();
            Some(DistrictRow {
                id,
                name,
                residents: residents?,
                area_km2,
                social_index,
                others: others
                    .into_iter()
                    .filter(|entry| !KNOWN.contains(&entry.header.as_str()))
                    .collect(),
            })
        })
        .collect()
}

fn residents_in(column: &Column<'_>, complaints: &mut Complaints) -> Vec<Option<Located<u64>>> {
    let counts = column.counts(Gaps::Refused, complaints);
    let located = |(count, cell): (Option<u64>, crate::input::table::Cell<'_>)| {
        count.map(|value| Located {
            value,
            place: cell.place(),
        })
    };
    counts.into_iter().zip(column.cells()).map(located).collect()
}

fn areas_in(column: &Column<'_>, complaints: &mut Complaints) -> Vec<Option<f64>> {
    let areas = column.numbers(Gaps::Marked, complaints);
    let mut pile = Pile::new(complaints);
    for (area, cell) in areas.iter().zip(column.cells()) {
        if area.is_some_and(|area| area <= 0.0) {
            pile.push(
                "area",
                || cell.place(),
                |place| {
                    Complaint::new(
                        place,
                        text!("Eine Fläche ist größer als 0.", "An area is larger than 0."),
                    )
                    .key("area_km2")
                    .value(cell.text())
                },
            );
        }
    }
    pile.close();
    areas
}
