//! What must not stand in the tables: who people are, and where they come from.
//!
//! Registers and waiting lists carry pseudonymous ids. Placing people by nationality,
//! religion or ethnicity is unlawful, so no table may bring such an attribute, nor a
//! stand-in for it.

use super::descent::{mentions_descent, plain_words};
use crate::complaint::{Complaint, Complaints};
use crate::input::table::{Flaw, Table};
use crate::text;

/// Parts of words that name a person. A blank marks the edge of a word.
const IDENTITY: [&str; 28] = [
    "vorname",
    "nachname",
    "familienname",
    "haushaltsname",
    "personenname",
    "rufname",
    "surname",
    "lastname",
    "last name",
    "firstname",
    "first name",
    "given name",
    "givenname",
    "family name",
    "familyname",
    "full name",
    "fullname",
    "person name",
    "household name",
    " namen ",
    " names ",
    "geburt",
    "birth",
    " dob ",
    "telefon",
    " phone",
    " email ",
    " e mail ",
];

/// Complains about columns that say who people are or where they come from; also about
/// columns that the program would ignore, because the file is passed around.
pub fn refuse_personal_columns(table: &Table, complaints: &mut Complaints) {
    for column in table.columns() {
        let name = column.name();
        let words = plain_words(name);
        let complaint = if words == " name " || mentions(&words, &IDENTITY) {
            identity_column(name)
        } else if mentions_descent(name) {
            descent_column(name)
        } else {
            continue;
        };
        complaints.push(Complaint {
            place: column.place(),
            ..complaint
        });
    }
}

fn identity_column(name: &str) -> Complaint {
    Complaint::new(
        Default::default(),
        text!(
            "Die Spalte „{name}“ sieht nach Angaben aus, an denen Menschen zu erkennen sind; solche Angaben gehören nicht in diese Tabelle.",
            "The column `{name}` looks like something by which people can be identified; such data do not belong into this table."
        ),
    )
    .key(name)
    .help(text!(
        "Die Spalte löschen und Haushalte mit einer Nummer bezeichnen, die nur die Fachstelle zuordnen kann; für das Alter gibt es die Spalte „ages“.",
        "Remove the column and give households a number that only the office in charge can resolve; ages go into the column `ages`."
    ))
}

fn descent_column(name: &str) -> Complaint {
    Complaint::new(
        Default::default(),
        text!(
            "Die Spalte „{name}“ sieht nach Staatsangehörigkeit, Religion oder Herkunft aus; danach darf niemand verteilt werden.",
            "The column `{name}` looks like nationality, religion or descent; nobody may be placed by them."
        ),
    )
    .key(name)
    .help(text!("Die Spalte löschen.", "Remove the column."))
}

fn mentions(words: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| words.contains(part))
}

/// A pseudonymous id: letters of any script without blanks would let names through, so
/// only ASCII letters, digits and a few signs.
pub fn pseudonym(written: &str) -> Result<String, Flaw> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '#');
    if written.len() <= 64 && written.chars().all(fits) {
        return Ok(written.to_owned());
    }
    Err(Flaw {
        kind: "pseudonym",
        message: text!(
            "Das ist keine Kennung ohne Personenbezug: erlaubt sind bis zu 64 Buchstaben von a bis z, Ziffern und „- _ . / :“.",
            "This is no pseudonymous id: up to 64 letters from a to z, digits and `- _ . / :` are allowed."
        ),
        help: text!(
            "Haushalte mit einer Nummer bezeichnen, etwa „H-0815“, nie mit einem Namen.",
            "Give households a number, `H-0815` say, never a name."
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_pseudonym() {
        assert!(pseudonym("H-0815").is_ok());
        assert!(pseudonym("2024/0815").is_ok());
        assert!(pseudonym("Müller, Eva").is_err());
        assert!(pseudonym("Eva Muster").is_err());
    }
}
