//! The table that every index reads: how many people of which group live where.
//!
//! Only this file lets numbers in; whoever holds a [`Counts`] or a [`Contrast`] may divide,
//! sort and subtract without looking again.

use crate::complaint::{Complaint, Complaints, Place};
use crate::text;

/// More people than this are refused: beyond it whole numbers are no longer exact.
pub const MOST_PEOPLE: f64 = 9_007_199_254_740_992.0;

/// People by district and group. All counts are finite and at least 0; they need not be whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    groups: Vec<Vec<f64>>,
    district_totals: Vec<f64>,
    group_totals: Vec<f64>,
    total: f64,
}

impl Counts {
    /// One column per group, one entry per district, in the same order in every column.
    ///
    /// # Errors
    /// Columns of different length, no column at all, and every count that is negative or no
    /// number, all at once.
    pub fn new(groups: Vec<Vec<f64>>) -> Result<Counts, Complaints> {
        let mut complaints = Complaints::default();
        let districts = groups.first().map_or(0, Vec::len);
        if groups.is_empty() {
            complaints.push(no_group());
        }
        for (group, column) in groups.iter().enumerate() {
            if column.len() != districts {
                complaints.push(uneven_columns(group, column.len(), districts));
            }
            complain_about_counts(group, column, &mut complaints);
        }
        complaints.unless_any(())?;
        let counts = Counts::of_columns(groups);
        refuse_too_many(counts.total)?;
        Ok(counts)
    }

    /// The caller vouches for the columns.
    pub(super) fn of_columns(groups: Vec<Vec<f64>>) -> Counts {
        let mut district_totals = vec![0.0; groups.first().map_or(0, Vec::len)];
        for column in &groups {
            for (total, count) in district_totals.iter_mut().zip(column) {
                *total += count;
            }
        }
        Counts {
            group_totals: groups.iter().map(|column| sum(column)).collect(),
            total: sum(&district_totals),
            district_totals,
            groups,
        }
    }

    /// Number of districts, empty ones included.
    pub fn districts(&self) -> usize {
        self.district_totals.len()
    }

    /// The columns, one per group.
    pub fn groups(&self) -> &[Vec<f64>] {
        &self.groups
    }

    /// People per district.
    pub fn district_totals(&self) -> &[f64] {
        &self.district_totals
    }

    /// People per group.
    pub fn group_totals(&self) -> &[f64] {
        &self.group_totals
    }

    /// All people.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// One group against all others together; `None` where there is no such group.
    pub fn contrast(&self, group: usize) -> Option<Contrast<'_>> {
        Some(Contrast {
            group: self.groups.get(group)?,
            totals: &self.district_totals,
            group_total: *self.group_totals.get(group)?,
            total: self.total,
        })
    }

    /// Whether people are counted in whole numbers, so that they can be placed at random.
    pub fn are_whole(&self) -> bool {
        self.groups.iter().flatten().all(|count| count.fract() == 0.0)
    }
}

/// One group (x) against the rest (y = t − x), by district.
#[derive(Clone, Copy, Debug)]
pub struct Contrast<'a> {
    group: &'a [f64],
    totals: &'a [f64],
    group_total: f64,
    total: f64,
}

impl<'a> Contrast<'a> {
    /// The group's people and all people of each district.
    ///
    /// # Errors
    /// Slices of different length, numbers that are no counts, districts with more people of
    /// the group than people.
    pub fn new(group: &'a [f64], totals: &'a [f64]) -> Result<Contrast<'a>, Complaints> {
        let mut complaints = Complaints::default();
        if group.len() != totals.len() {
            complaints.push(uneven_columns(0, group.len(), totals.len()));
        }
        complain_about_counts(0, group, &mut complaints);
        complain_about_counts(1, totals, &mut complaints);
        for (district, (x, t)) in group.iter().zip(totals).enumerate() {
            if x > t {
                complaints.push(more_than_all(district, *x, *t));
            }
        }
        complaints.unless_any(())?;
        refuse_too_many(sum(totals))?;
        Ok(Contrast {
            group,
            totals,
            group_total: sum(group),
            total: sum(totals),
        })
    }

    /// x: people of the group per district.
    pub fn group(&self) -> &'a [f64] {
        self.group
    }

    /// t: all people per district.
    pub fn totals(&self) -> &'a [f64] {
        self.totals
    }

    /// X: all people of the group.
    pub fn group_total(&self) -> f64 {
        self.group_total
    }

    /// Y: all people outside the group.
    pub fn rest_total(&self) -> f64 {
        (self.total - self.group_total).max(0.0)
    }

    /// T: all people.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// P: the group's share of all people; not a number in an empty town.
    pub fn share(&self) -> f64 {
        self.group_total / self.total
    }

    /// Group and all people (x, t) of every district where somebody lives.
    pub fn inhabited(&self) -> impl Iterator<Item = (f64, f64)> + use<'a> {
        self.group
            .iter()
            .zip(self.totals)
            .map(|(x, t)| (*x, *t))
            .filter(|(_, t)| *t > 0.0)
    }

    /// Whether people are counted in whole numbers, so that they can be placed at random.
    pub fn is_whole(&self) -> bool {
        self.group
            .iter()
            .chain(self.totals)
            .all(|count| count.fract() == 0.0)
    }
}

/// A result that exists: an index of an empty or one-sided town is nothing, not NaN.
pub(super) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

const LANES: usize = 8;

/// Sum in eight lanes: a fixed order on every machine, and one the vector unit can follow.
pub(super) fn sum(values: &[f64]) -> f64 {
    let mut lanes = [0.0; LANES];
    let chunks = values.chunks_exact(LANES);
    let rest: f64 = chunks.remainder().iter().sum();
    for chunk in chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += value;
        }
    }
    lanes.iter().sum::<f64>() + rest
}

fn refuse_too_many(total: f64) -> Result<(), Complaints> {
    if total <= MOST_PEOPLE {
        return Ok(());
    }
    let complaint = Complaint::new(
        Place::default(),
        text!(
            "Die Tabelle zählt zusammen mehr als 9 Billiarden Personen.",
            "The table counts more than 9 quadrillion people."
        ),
    );
    Err(complaint.value(total.to_string()).into())
}

fn complain_about_counts(group: usize, column: &[f64], complaints: &mut Complaints) {
    for (district, count) in column.iter().enumerate() {
        if !(count.is_finite() && *count >= 0.0) {
            complaints.push(no_count(group, district, *count));
        }
    }
}

fn no_group() -> Complaint {
    Complaint::new(
        Place::default(),
        text!("Es ist keine Gruppe angegeben.", "No group is given."),
    )
}

fn uneven_columns(group: usize, found: usize, expected: usize) -> Complaint {
    let group = group + 1;
    Complaint::new(
        Place::default(),
        text!(
            "Spalte {group} hat {found} Bezirke, die erste Spalte hat {expected}.",
            "Column {group} has {found} districts, the first column has {expected}."
        ),
    )
}

fn no_count(group: usize, district: usize, count: f64) -> Complaint {
    let (group, district) = (group + 1, district + 1);
    Complaint::new(
        Place::default(),
        text!(
            "Spalte {group}, Bezirk {district}: Das ist keine Anzahl von Personen.",
            "Column {group}, district {district}: this is not a number of people."
        ),
    )
    .value(count.to_string())
    .help(text!(
        "Erwartet wird eine Zahl ab 0.",
        "A number of at least 0 is expected."
    ))
}

fn more_than_all(district: usize, x: f64, t: f64) -> Complaint {
    let district = district + 1;
    Complaint::new(
        Place::default(),
        text!(
            "Bezirk {district}: Die Gruppe zählt {x}, alle zusammen nur {t}.",
            "District {district}: the group counts {x}, everybody together only {t}."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_with_a_table_is_said_at_once() {
        let complaints =
            Counts::new(vec![vec![1.0, -1.0, f64::NAN], vec![f64::INFINITY]]).expect_err("wrong");
        assert_eq!(complaints.0.len(), 4);
    }

    #[test]
    fn a_group_larger_than_everybody_is_refused() {
        assert!(Contrast::new(&[3.0], &[2.0]).is_err());
        assert!(Contrast::new(&[3.0], &[2.0, 4.0]).is_err());
        assert!(Contrast::new(&[2.0], &[2.0]).is_ok());
    }

    #[test]
    fn a_table_without_groups_or_with_absurd_numbers_is_refused() {
        assert!(Counts::new(vec![]).is_err());
        assert!(Counts::new(vec![vec![1e16]]).is_err());
        assert!(Counts::new(vec![vec![f64::MAX, f64::MAX]]).is_err());
    }

    #[test]
    fn a_sum_in_lanes_is_the_sum() {
        let values: Vec<f64> = (1..=1001).map(f64::from).collect();
        assert_eq!(sum(&values), 501_501.0);
    }
}
