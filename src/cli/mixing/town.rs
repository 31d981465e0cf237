//! From a table of people by district and group to counts that can be measured.

use super::MixingArgs;
use crate::complaint::{Complaint, Complaints, Place};
use crate::input::table::{Column, Gaps, Table, expect_column, read};
use crate::mixing::Counts;
use crate::text;
use std::collections::BTreeMap;
use std::path::Path;

/// What the table says.
pub struct Town {
    /// The district of each row of the counts; `None` where the table does not name them.
    pub units: Option<Vec<String>>,
    /// The groups asked for, in the order asked for.
    pub groups: Vec<String>,
    /// Who lives where.
    pub people: People,
    /// What is worth knowing but no error.
    pub notices: Vec<Complaint>,
}

/// Everybody, by district and group.
pub enum People {
    /// Everybody belongs to one column: the groups, then the rest if there is one.
    Exclusive(Counts),
    /// Somebody belongs to several groups: per group, the group and everybody else.
    Overlapping(Vec<Counts>),
}

/// Numbers of one kind: one per row of the table.
type Numbers = Vec<f64>;

/// Reads the table and checks everything that measuring needs.
pub fn read_town(path: &Path, groups: &[String], args: &MixingArgs) -> Result<Town, Complaints> {
    let table = read(path, &path.display().to_string())?;
    let mut complaints = Complaints::default();
    if table.is_empty() {
        complaints.push(no_rows(path));
    }
    refuse_doubled_columns(groups, args, &mut complaints);
    let units = args
        .unit
        .as_ref()
        .and_then(|name| unit_names(&table, name, &mut complaints));
    let columns: Vec<Option<Column<'_>>> = groups
        .iter()
        .map(|name| expect_column(&table, name, &mut complaints))
        .collect();
    let total = args
        .total
        .as_ref()
        .map(|name| expect_column(&table, name, &mut complaints));
    let group_counts: Vec<Option<Numbers>> = columns
        .iter()
        .map(|column| people(column.as_ref()?, &mut complaints))
        .collect();
    let total_counts = total.map(|column| people(&column?, &mut complaints));
    for ((column, name), counts) in columns.iter().zip(groups).zip(&group_counts) {
        if let (Some(column), Some(counts), Some(Some(totals))) = (column, counts, &total_counts) {
            refuse_more_than_all(column, name, counts, totals, &mut complaints);
        }
    }
    complaints.unless_any(())?;
    // Nothing was wrong, so every column is there.
    let group_counts: Vec<Numbers> = group_counts.into_iter().flatten().collect();
    assemble(groups, units, group_counts, total_counts.flatten(), table.notices)
}

fn no_rows(path: &Path) -> Complaint {
    Complaint::new(
        Place::file(path.display().to_string()),
        text!(
            "Unter der Kopfzeile steht nichts.",
            "There is nothing below the header."
        ),
    )
    .help(text!(
        "Je Bezirk eine Zeile eintragen.",
        "Enter one row per district."
    ))
}

fn assemble(
    groups: &[String],
    units: Option<Vec<String>>,
    mut columns: Vec<Numbers>,
    mut totals: Option<Numbers>,
    notices: Vec<Complaint>,
) -> Result<Town, Complaints> {
    let mut names = None;
    if let Some(units) = units {
        let (distinct, row_to_unit) = distinct(&units);
        refuse_sum_row(&units, &columns)?;
        columns = columns
            .iter()
            .map(|c| added_up(c, &row_to_unit, distinct.len()))
            .collect();
        totals = totals.map(|t| added_up(&t, &row_to_unit, distinct.len()));
        names = Some(distinct);
    }
    Ok(Town {
        units: names,
        groups: groups.to_vec(),
        people: who_is_who(columns, totals)?,
        notices,
    })
}

/// Whether the groups exclude each other, and who belongs to none.
fn who_is_who(columns: Vec<Numbers>, totals: Option<Numbers>) -> Result<People, Complaints> {
    let Some(totals) = totals else {
        return Ok(People::Exclusive(Counts::new(columns)?));
    };
    let in_groups: Numbers = (0..totals.len())
        .map(|i| columns.iter().map(|column| column[i]).sum())
        .collect();
    let fits = in_groups
        .iter()
        .zip(&totals)
        .all(|(sum, total)| *sum <= total * (1.0 + 1e-12));
    if fits {
        let rest = rest(&totals, &in_groups);
        let all = columns.into_iter().chain([rest]).collect();
        return Ok(People::Exclusive(Counts::new(all)?));
    }
    let against_rest = columns.into_iter().map(|column| {
        let rest = rest(&totals, &column);
        Counts::new(vec![column, rest])
    });
    Ok(People::Overlapping(against_rest.collect::<Result<_, _>>()?))
}

fn rest(totals: &[f64], in_groups: &[f64]) -> Numbers {
    totals
        .iter()
        .zip(in_groups)
        .map(|(t, x)| (t - x).max(0.0))
        .collect()
}

fn unit_names(table: &Table, name: &str, complaints: &mut Complaints) -> Option<Vec<String>> {
    let names = expect_column(table, name, complaints)?.texts(Gaps::Refused, complaints);
    names.into_iter().map(|name| name.map(String::from)).collect()
}

/// Numbers of at least 0.
fn people(column: &Column<'_>, complaints: &mut Complaints) -> Option<Numbers> {
    let numbers = column.numbers(Gaps::Refused, complaints);
    for (row, number) in numbers.iter().enumerate() {
        if let Some(number) = number.filter(|number| !(number.is_finite() && *number >= 0.0)) {
            complaints.push(
                Complaint::new(
                    place(column, row),
                    text!(
                        "Eine Anzahl von Personen ist nie negativ.",
                        "A number of people is never negative."
                    ),
                )
                .value(number.to_string())
                .help(text!(
                    "Eine Zahl ab 0 eintragen.",
                    "Enter a number of at least 0."
                )),
            );
        }
    }
    numbers.into_iter().collect()
}

fn place(column: &Column<'_>, row: usize) -> Place {
    column
        .cell(row)
        .map_or_else(|| column.place(), |cell| cell.place())
}

fn refuse_more_than_all(
    column: &Column<'_>,
    name: &str,
    group: &[f64],
    totals: &[f64],
    complaints: &mut Complaints,
) {
    for (row, (x, t)) in group.iter().zip(totals).enumerate() {
        if x > t {
            complaints.push(
                Complaint::new(
                    place(column, row),
                    text!(
                        "„{name}“ zählt hier {x} Personen, alle zusammen sind aber nur {t}.",
                        "`{name}` counts {x} people here, but everybody together is only {t}."
                    ),
                )
                .key(name)
                .value(x.to_string())
                .help(text!(
                    "Prüfen, ob --total die richtige Spalte nennt; sie muss die Gruppe einschließen.",
                    "Check that --total names the right column; it has to include the group."
                )),
            );
        }
    }
}

fn refuse_doubled_columns(groups: &[String], args: &MixingArgs, complaints: &mut Complaints) {
    let named: Vec<&String> = groups.iter().chain(&args.total).chain(&args.unit).collect();
    for (i, name) in named.iter().enumerate() {
        if named[..i].contains(name) {
            complaints.push(Complaint::new(
                Default::default(),
                text!(
                    "Die Spalte „{name}“ ist zweimal genannt.",
                    "The column `{name}` is named twice."
                ),
            ));
        }
    }
}

/// A last row that adds up all others is no district.
fn refuse_sum_row(units: &[String], columns: &[Numbers]) -> Result<(), Complaints> {
    const WORDS: [&str; 5] = ["summe", "gesamt", "zusammen", "total", "sum"];
    let mut complaints = Complaints::default();
    for (row, unit) in units.iter().enumerate() {
        let lower = unit.to_lowercase();
        let adds_up = |column: &Numbers| {
            let all: f64 = column.iter().sum();
            (all - 2.0 * column[row]).abs() <= 1e-9 * all
        };
        if units.len() > 2 && WORDS.iter().any(|word| lower.contains(word)) && columns.iter().all(adds_up) {
            complaints.push(
                Complaint::new(
                    Default::default(),
                    text!(
                        "Die Zeile „{unit}“ ist die Summe aller anderen und kein Bezirk.",
                        "The row `{unit}` is the sum of all others and no district."
                    ),
                )
                .help(text!("Die Summenzeile löschen.", "Remove the row of sums.")),
            );
        }
    }
    complaints.unless_any(())
}

/// The names in the order of the file, and which of them each row has.
fn distinct(units: &[String]) -> (Vec<String>, Vec<usize>) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names = Vec::new();
    let rows = units
        .iter()
        .map(|unit| {
            *places.entry(unit).or_insert_with(|| {
                names.push(unit.clone());
                names.len() - 1
            })
        })
        .collect();
    (names, rows)
}

fn added_up(column: &[f64], row_to_unit: &[usize], units: usize) -> Numbers {
    let mut sums = vec![0.0; units];
    for (number, unit) in column.iter().zip(row_to_unit) {
        sums[*unit] += number;
    }
    sums
}
