//! Cells that hold several values: words or numbers between blanks or `|`.

use crate::input::table::Flaw;
use crate::text;

/// The parts of a list cell.
pub fn parts(written: &str) -> Result<Vec<&str>, Flaw> {
    if written.contains([',', ';', '/']) {
        return Err(wrongly_separated(written));
    }
    Ok(written
        .split(|c: char| c.is_whitespace() || c == '|')
        .filter(|part| !part.is_empty())
        .collect())
}

/// The ages in a list cell, in whole years.
pub fn ages(written: &str) -> Result<Vec<u8>, Flaw> {
    parts(written)?.into_iter().map(age).collect()
}

fn age(written: &str) -> Result<u8, Flaw> {
    let age = written.parse().ok().filter(|age| *age <= 120);
    age.ok_or_else(|| Flaw {
        kind: "age",
        message: text!(
            "„{written}“ ist kein Alter in ganzen Jahren von 0 bis 120.",
            "`{written}` is not an age in whole years from 0 to 120."
        ),
        help: text!(
            "Das Alter jeder Person nennen, durch Leerzeichen getrennt: 34 31 5 2.",
            "Give the age of every person, separated by blanks: 34 31 5 2."
        ),
    })
}

fn wrongly_separated(written: &str) -> Flaw {
    let mended: Vec<&str> = written
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|'))
        .filter(|part| !part.is_empty())
        .collect();
    let mended = mended.join(" ");
    Flaw {
        kind: "list",
        message: text!(
            "Mehrere Werte in einer Zelle werden durch Leerzeichen oder „|“ getrennt.",
            "Several values in one cell are separated by blanks or `|`."
        ),
        help: text!("„{mended}“ schreiben.", "Write `{mended}`."),
    }
}
