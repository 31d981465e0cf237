//! Column names: which are there, which are missing, which nobody knows.

use super::{Column, Table, is_blank, nfc};
use crate::complaint::{Complaint, Complaints, did_you_mean, names_help};
use crate::text;

/// A name as it is looked up: NFC, one blank between words, without the `#` of a header
/// that was written as a comment.
pub fn usable_name(written: &str) -> String {
    let words: Vec<&str> = written
        .trim_start_matches('#')
        .split(is_blank)
        .filter(|word| !word.is_empty())
        .collect();
    nfc(&words.join(" ")).into_owned()
}

/// Whether a column is meant for the program: names beginning with `x_` or `_` are not.
pub fn in_use(name: &str) -> bool {
    !name.starts_with("x_") && !name.starts_with('_')
}

/// The column of this name, or a complaint that names the nearest one.
pub fn expect_column<'t>(table: &'t Table, name: &str, complaints: &mut Complaints) -> Option<Column<'t>> {
    let found = table.column(name);
    if found.is_none() {
        complaints.push(missing(table, name));
    }
    found
}

/// Complains about required columns that are missing and about columns nobody knows.
pub fn check_columns(table: &Table, required: &[&str], optional: &[&str], complaints: &mut Complaints) {
    let unknown: Vec<&str> = table
        .headers()
        .filter(|name| in_use(name) && !required.contains(name) && !optional.contains(name))
        .filter(|name| !is_complained_about(table, name, complaints))
        .collect();
    for name in required.iter().filter(|name| table.column(name).is_none()) {
        // A misspelt column is told once, as unknown.
        if !unknown.iter().any(|written| nearest(written, &[name]).is_some()) {
            complaints.push(missing(table, name));
        }
    }
    let free: Vec<&str> = required
        .iter()
        .chain(optional)
        .filter(|known| table.column(known).is_none())
        .copied()
        .collect();
    let (misspelt, foreign): (Vec<&str>, Vec<&str>) =
        unknown.iter().partition(|name| nearest(name, &free).is_some());
    for name in misspelt {
        complaints.push(unknown_column(table, name, &free));
    }
    match foreign[..] {
        [] => {}
        [one] => complaints.push(unknown_column(table, one, &free)),
        _ => complaints.push(foreign_columns(table, &foreign, &free)),
    }
}

/// Whether something graver was said about a column already.
fn is_complained_about(table: &Table, name: &str, complaints: &Complaints) -> bool {
    let place = table.column(name).map(|column| column.place());
    complaints
        .0
        .iter()
        .any(|complaint| Some(&complaint.place) == place.as_ref())
}

fn missing(table: &Table, name: &str) -> Complaint {
    let headers: Vec<&str> = table.headers().collect();
    let help = match nearest(name, &headers) {
        Some(near) => text!(
            "Gemeint ist vielleicht die Spalte „{near}“.",
            "Perhaps the column `{near}` is meant."
        ),
        None => {
            let present = headers.iter().take(12).copied().collect::<Vec<_>>().join(", ");
            text!("Vorhanden sind: {present}.", "The table has: {present}.")
        }
    };
    Complaint::new(
        table.header_place(),
        text!("Die Spalte „{name}“ fehlt.", "The column `{name}` is missing."),
    )
    .key(name)
    .help(help)
}

/// Several columns that resemble none we know: told at once.
fn foreign_columns(table: &Table, names: &[&str], free: &[&str]) -> Complaint {
    let first = names.first().copied().unwrap_or_default();
    let place = table
        .column(first)
        .map_or_else(|| table.header_place(), |column| column.place());
    let list = names.join(", ");
    let free = free.join(", ");
    Complaint::new(
        place,
        text!(
            "Diese Spalten sind unbekannt: {list}.",
            "These columns are unknown: {list}."
        ),
    )
    .key(first)
    .help(text!(
        "Möglich sind noch: {free}. Spalten, deren Name mit „x_“ beginnt, werden übergangen.",
        "Possible besides: {free}. Columns whose name begins with `x_` are ignored."
    ))
}

fn unknown_column(table: &Table, name: &str, free: &[&str]) -> Complaint {
    let help = match nearest(name, free) {
        Some(near) => text!("Gemeint ist vielleicht „{near}“.", "Did you mean `{near}`?"),
        None if free.is_empty() => text!(
            "Die Spalte löschen oder mit „x_“ beginnen lassen, dann wird sie übergangen.",
            "Remove the column, or begin its name with `x_` to have it ignored."
        ),
        None => {
            let all = names_help(name, free.iter().copied());
            let (de, en) = (&all.de, &all.en);
            text!(
                "{de} Eine Spalte, deren Name mit „x_“ beginnt, wird übergangen.",
                "{en} A column whose name begins with `x_` is ignored."
            )
        }
    };
    let place = table
        .column(name)
        .map_or_else(|| table.header_place(), |column| column.place());
    Complaint::new(
        place,
        text!(
            "Die Spalte „{name}“ ist unbekannt.",
            "The column `{name}` is unknown."
        ),
    )
    .key(name)
    .help(help)
}

/// What towns call our columns; the first word is ours.
const SYNONYMS: [&[&str]; 12] = [
    &["id", "kennung", "nummer", "nr", "ags", "schluessel", "schlüssel"],
    &["name", "bezeichnung", "gen", "stadtteilname"],
    &[
        "residents",
        "einwohner",
        "einwohnerzahl",
        "bevölkerung",
        "bevoelkerung",
        "ewz",
        "inhabitants",
        "population",
    ],
    &["area_km2", "fläche", "flaeche", "kfl", "area"],
    &["district", "stadtteil", "ortsteil"],
    &["borough", "bezirk", "stadtbezirk"],
    &["kind", "art", "unterkunftsart", "type"],
    &[
        "places",
        "plätze",
        "plaetze",
        "kapazität",
        "kapazitaet",
        "capacity",
    ],
    &["occupied", "belegt", "belegung", "bewohner"],
    &["site", "unterkunft", "objekt"],
    &["persons", "personen", "personenzahl", "people"],
    &["since", "seit", "einzug"],
];

/// The column that a word stands for elsewhere, if it is among the candidates.
fn synonym<'a>(written: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let written = written.to_lowercase();
    let same = |words: &&&[&str]| words.contains(&written.as_str());
    let words = SYNONYMS.iter().find(same)?;
    candidates.iter().find(|name| words.contains(name)).copied()
}

/// The same name in other capitals or with `-` for `_`, else a word that means the same,
/// else the nearest one.
fn nearest<'a>(written: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace([' ', '-'], "_");
    let same = candidates
        .iter()
        .find(|name| plain(name) == plain(written))
        .copied();
    same.or_else(|| synonym(written, candidates))
        .or_else(|| did_you_mean(written, candidates.iter().copied()))
}
