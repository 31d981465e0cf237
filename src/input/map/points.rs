//! The table of points for a draft: `id,lon,lat` and any other columns, every bad cell named.

use crate::complaint::{Complaint, Complaints, Place};
use crate::input::table::{Content, Flaw, Gaps, Table, expect_column, read_collecting};
use crate::text;
use geo::Coord;
use std::path::Path;

/// One point of the table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Where it stands.
    pub place: Place,
    /// The id of its district.
    pub id: String,
    /// Longitude and latitude.
    pub at: Coord,
    /// The other columns in the order of the table; empty cells are left out.
    pub columns: Vec<(String, String)>,
}

/// Reads the table.
pub(super) fn rows(path: &Path) -> Result<Vec<Row>, Complaints> {
    let mut complaints = Complaints::default();
    let table = read_collecting(path, &path.display().to_string(), &mut complaints);
    points_of(table, complaints)
}

/// The points of a table that was read, unless something was wrong with its form or its cells.
pub(super) fn points_of(table: Option<Table>, mut complaints: Complaints) -> Result<Vec<Row>, Complaints> {
    let Some(table) = table else {
        return Err(complaints);
    };
    let rows = judged(&table, &mut complaints);
    if table.is_empty() && complaints.is_empty() {
        let message = text!("Die Tabelle enthält keine Punkte.", "The table holds no points.");
        complaints.push(Complaint::new(table.place(), message));
    }
    complaints.0.sort_by(|one, other| one.place.cmp(&other.place));
    complaints.unless_any(rows)
}

fn judged(table: &Table, complaints: &mut Complaints) -> Vec<Row> {
    let ids = expect_column(table, "id", complaints);
    let lons = expect_column(table, "lon", complaints);
    let lats = expect_column(table, "lat", complaints);
    if let Some(residents) = table.column("residents") {
        residents.each(Gaps::Empty, complaints, whole_number);
    }
    let (Some(ids), Some(lons), Some(lats)) = (ids, lons, lats) else {
        return Vec::new();
    };
    let ids = ids.texts(Gaps::Refused, complaints);
    let lons = lons.each(Gaps::Refused, complaints, |content| angle(content, 180.0));
    let lats = lats.each(Gaps::Refused, complaints, |content| angle(content, 90.0));
    let points = ids.into_iter().zip(lons.into_iter().zip(lats)).enumerate();
    points
        .filter_map(|(row, (id, (x, y)))| {
            Some(Row {
                place: table.row_place(row),
                id: id?.into_owned(),
                at: Coord { x: x?, y: y? },
                columns: others(table, row),
            })
        })
        .collect()
}

/// What else is said of a point.
fn others(table: &Table, row: usize) -> Vec<(String, String)> {
    let others = table
        .columns()
        .filter(|column| !["", "id", "lon", "lat"].contains(&column.name()));
    others
        .filter_map(|column| {
            let written = column.cell(row)?.text().into_owned();
            (!written.is_empty()).then(|| (column.name().to_owned(), written))
        })
        .collect()
}

/// Decimal degrees. No angle has thousands, so a comma, like a point, stands before decimals.
fn angle(content: &Content, largest: f64) -> Result<f64, Flaw> {
    let degrees = content.text().replace(',', ".").parse().ok();
    let possible = degrees.filter(|degrees: &f64| degrees.is_finite() && degrees.abs() <= largest);
    possible.ok_or_else(|| Flaw {
        kind: "angle",
        message: text!(
            "Das ist kein Winkel von −{largest} bis {largest} Grad.",
            "This is no angle from −{largest} to {largest} degrees."
        ),
        help: text!(
            "Dezimalgrad schreiben, etwa lon 7.014 und lat 51.106.",
            "Write decimal degrees, such as lon 7.014 and lat 51.106."
        ),
    })
}

/// The number as it goes into the map, so without any separators.
fn whole_number(content: &Content) -> Result<u32, Flaw> {
    content.text().parse().map_err(|_| Flaw {
        kind: "residents",
        message: text!("Das ist keine Einwohnerzahl.", "This is no number of residents."),
        help: text!(
            "Eine ganze Zahl ohne Tausenderpunkt schreiben, etwa 28078.",
            "Write a whole number without separators, such as 28078."
        ),
    })
}
