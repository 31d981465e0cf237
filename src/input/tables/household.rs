//! What register and waiting list say about a household.

use super::personal::pseudonym;
use super::{Located, Values, list, texts, values};
use crate::complaint::{Complaint, Complaints, Place};
use crate::input::table::{Column, Content, Flaw, Gaps, Pile, Table, chosen, refuse_doubles};
use crate::text;
use jiff::civil::Date;

/// A household as register and waiting list describe it; never by name or descent.
#[derive(Clone, Debug, PartialEq)]
pub struct HouseholdRow {
    /// Its pseudonymous id; occurs once in the table.
    pub household: Located<String>,
    /// Number of people, at least 1.
    pub persons: u32,
    /// The day since which it has been housed, or waiting; `None` where nobody knows.
    pub since: Option<Date>,
    /// What it needs (`step-free`, …); empty where nothing is stated.
    pub needs: Vec<Located<String>>,
    /// Its track (`asylum`, `recognised`, …).
    pub track: Option<Located<String>>,
    /// The age of each person in whole years; `None` where not stated.
    pub ages: Option<Vec<u8>>,
    /// The sex of each person, in the order of the ages; `None` where not stated.
    pub sexes: Option<Vec<Sex>>,
    /// The row.
    pub place: Place,
}

/// Sex, as far as shared rooms depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Neither, or not stated.
    Diverse,
}

const SEXES: [(&str, Sex); 12] = [
    ("f", Sex::Female),
    ("w", Sex::Female),
    ("female", Sex::Female),
    ("weiblich", Sex::Female),
    ("m", Sex::Male),
    ("male", Sex::Male),
    ("männlich", Sex::Male),
    ("maennlich", Sex::Male),
    ("d", Sex::Diverse),
    ("x", Sex::Diverse),
    ("diverse", Sex::Diverse),
    ("divers", Sex::Diverse),
];

/// More people than any household has.
const MAX_PERSONS: u64 = 100;

/// Every row's household; `None` where something was complained about. `since` says which
/// rows may leave the date open.
pub fn households(table: &Table, since: Gaps, complaints: &mut Complaints) -> Vec<Option<HouseholdRow>> {
    refuse_doubles(table, "household", complaints);
    let mut ids = pseudonyms(table, complaints);
    let mut persons = values(table, "persons", |column| persons_in(&column, complaints));
    let mut dates = values(table, "since", |column| column.dates(since, complaints));
    let mut needs = lists(table, "needs", complaints);
    let mut tracks = texts(table, "track", Gaps::Marked, complaints);
    let mut ages = values(table, "ages", |column| {
        column.each(Gaps::Marked, complaints, |content| list::ages(&content.text()))
    });
    let mut sexes = values(table, "sex", |column| {
        column.each(Gaps::Marked, complaints, |content| sexes_in(&content.text()))
    });
    let rows: Vec<Option<HouseholdRow>> = (0..table.len())
        .map(|row| {
            // Every column steps with the row, whatever the row turns out to be.
            let (id, persons, since) = (ids.next()?, persons.next()?, dates.next()?);
            let (needs, track) = (needs.next()?, tracks.next()?);
            let (ages, sexes) = (ages.next()?, sexes.next()?);
            Some(HouseholdRow {
                household: id?,
                persons: persons?,
                since,
                needs: needs.unwrap_or_default(),
                track,
                ages,
                sexes,
                place: table.row_place(row),
            })
        })
        .collect();
    refuse_other_numbers(table, &rows, complaints);
    rows
}

fn pseudonyms(table: &Table, complaints: &mut Complaints) -> Values<Located<String>> {
    values(table, "household", |column| {
        let ids = column.each(Gaps::Refused, complaints, |content| pseudonym(&content.text()));
        located(&column, ids)
    })
}

fn located<T>(column: &Column<'_>, values: Vec<Option<T>>) -> Vec<Option<Located<T>>> {
    let with_place = |(value, cell): (Option<T>, crate::input::table::Cell<'_>)| {
        value.map(|value| Located {
            value,
            place: cell.place(),
        })
    };
    values.into_iter().zip(column.cells()).map(with_place).collect()
}

/// The words of every list cell, each with the place of its cell.
pub fn lists(table: &Table, name: &str, complaints: &mut Complaints) -> Values<Vec<Located<String>>> {
    values(table, name, |column| {
        let words = column.each(Gaps::Marked, complaints, words_in);
        let spread = |words: Located<Vec<String>>| {
            let with_place = |value| Located {
                value,
                place: words.place.clone(),
            };
            words.value.into_iter().map(with_place).collect()
        };
        located(&column, words)
            .into_iter()
            .map(|words| words.map(spread))
            .collect()
    })
}

fn words_in(content: &Content) -> Result<Vec<String>, Flaw> {
    let text = content.text();
    Ok(list::parts(&text)?.into_iter().map(str::to_owned).collect())
}

fn sexes_in(written: &str) -> Result<Vec<Sex>, Flaw> {
    list::parts(written)?
        .into_iter()
        .map(|word| chosen(word, &SEXES))
        .collect()
}

fn persons_in(column: &Column<'_>, complaints: &mut Complaints) -> Vec<Option<u32>> {
    let counts = column.counts(Gaps::Refused, complaints);
    let mut pile = Pile::new(complaints);
    let persons = counts
        .into_iter()
        .zip(column.cells())
        .map(|(count, cell)| match count? {
            count @ 1..=MAX_PERSONS => u32::try_from(count).ok(),
            count => {
                pile.push("persons", || cell.place(), |place| no_household(place, count));
                None
            }
        })
        .collect();
    pile.close();
    persons
}

fn no_household(place: Place, count: u64) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Ein Haushalt hat 1 bis {MAX_PERSONS} Personen, nicht {count}.",
            "A household has 1 to {MAX_PERSONS} people, not {count}."
        ),
    )
    .key("persons")
    .value(count.to_string())
}

/// As many ages and sexes as people, or none.
fn refuse_other_numbers(table: &Table, rows: &[Option<HouseholdRow>], complaints: &mut Complaints) {
    let mut pile = Pile::new(complaints);
    let stated = |row: &HouseholdRow| {
        [
            ("ages", row.ages.as_ref().map(Vec::len)),
            ("sex", row.sexes.as_ref().map(Vec::len)),
        ]
    };
    for (index, row) in rows.iter().enumerate() {
        let Some(row) = row else { continue };
        for (name, count) in stated(row) {
            let Some(count) = count.filter(|count| *count != row.persons as usize) else {
                continue;
            };
            let cell = table.column(name).and_then(|column| column.cell(index));
            let place = || cell.map_or_else(|| row.place.clone(), |cell| cell.place());
            pile.push(name, place, |place| other_number(place, name, count, row.persons));
        }
    }
    pile.close();
}

fn other_number(place: Place, name: &str, count: usize, persons: u32) -> Complaint {
    Complaint::new(
        place,
        text!(
            "Zahl der Personen: {persons}; Zahl der Angaben hier: {count}. Beide müssen gleich sein.",
            "Number of people: {persons}; number of values given here: {count}. They have to be equal."
        ),
    )
    .key(name)
    .help(text!(
        "Für jede Person eine Angabe machen oder die Zelle leer lassen.",
        "Give one value per person, or leave the cell empty."
    ))
}
