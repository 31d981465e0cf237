//! Cells as numbers and counts.

use super::column::{Flaw, is_missing_mark};
use super::decimals::{DecimalSign, Readings};
use super::{Column, Content, Gaps};
use crate::complaint::Complaints;
use crate::text;

/// Whole numbers beyond this are not exact any more.
const MAX_COUNT: f64 = 9_007_199_254_740_992.0;

impl Column<'_> {
    /// Every cell as a number, read with the decimal sign of the whole column; `None` where
    /// a gap is allowed or something was complained about.
    pub fn numbers(&self, gaps: Gaps, complaints: &mut Complaints) -> Vec<Option<f64>> {
        let sign = self.decimal_sign();
        self.each(gaps, complaints, |content| number_in(content, sign))
    }

    /// Every cell as a count: whole and not negative.
    pub fn counts(&self, gaps: Gaps, complaints: &mut Complaints) -> Vec<Option<u64>> {
        let sign = self.decimal_sign();
        self.each(gaps, complaints, |content| count_in(content, sign))
    }
}

/// The number in a cell; without a sign, only numbers that need none are read.
pub(super) fn number_in(content: &Content, sign: Option<DecimalSign>) -> Result<f64, Flaw> {
    let number = match content {
        Content::Number(number) => *number,
        Content::Text(text) => number_in_text(text, sign)?,
        Content::Date(_) => return Err(a_date()),
        _ => return Err(not_a_number(&content.text())),
    };
    if number.is_finite() {
        Ok(number)
    } else {
        Err(too_large(&content.text()))
    }
}

/// The count in a cell.
pub(super) fn count_in(content: &Content, sign: Option<DecimalSign>) -> Result<u64, Flaw> {
    let number = number_in(content, sign)?;
    let text = content.text();
    if number < 0.0 {
        Err(negative(&text))
    } else if number.fract() != 0.0 {
        Err(not_whole(&text))
    } else if number > MAX_COUNT {
        Err(too_large(&text))
    } else {
        Ok(number as u64)
    }
}

fn number_in_text(text: &str, sign: Option<DecimalSign>) -> Result<f64, Flaw> {
    let readings = Readings::of(text);
    match sign {
        None if readings.differ() => Err(ambiguous(text, readings)),
        None => readings.point.or(readings.comma).ok_or_else(|| no_reading(text)),
        Some(sign) => match (readings.with(sign), readings.with(sign.other())) {
            (Some(number), _) => Ok(number),
            (None, Some(_)) => Err(other_sign(text, sign)),
            (None, None) => Err(no_reading(text)),
        },
    }
}

fn ambiguous(text: &str, readings: Readings) -> Flaw {
    let (point, comma) = (readings.point.unwrap_or(0.0), readings.comma.unwrap_or(0.0));
    let (small, large) = if point.abs() < comma.abs() {
        (point, comma)
    } else {
        (comma, point)
    };
    let small_en = small.to_string();
    let small_de = small_en.replace('.', ",");
    let plain = text.replace(['.', ','], "");
    let extended = format!("{text}0");
    Flaw {
        kind: "ambiguous number",
        message: text!(
            "„{text}“ kann {large} oder {small_de} bedeuten; nichts in der Tabelle entscheidet das.",
            "`{text}` can mean {large} or {small_en}; nothing in the table decides."
        ),
        help: text!(
            "Ohne Tausenderzeichen schreiben („{plain}“) oder, wenn es ein Dezimalzeichen ist, mit einer Stelle mehr („{extended}“).",
            "Write it without a thousands separator (`{plain}`) or, if it is a decimal sign, with one more digit (`{extended}`)."
        ),
    }
}

fn other_sign(text: &str, sign: DecimalSign) -> Flaw {
    let (here, there) = (sign.other().character(), sign.character());
    Flaw {
        kind: "other decimal sign",
        message: text!(
            "„{text}“ ist mit „{here}“ als Dezimalzeichen geschrieben, der Rest der Spalte mit „{there}“.",
            "`{text}` is written with `{here}` as decimal sign, the rest of the column with `{there}`."
        ),
        help: text!(
            "In der ganzen Spalte dasselbe Dezimalzeichen verwenden.",
            "Use the same decimal sign in the whole column."
        ),
    }
}

/// Why a text has no reading at all.
fn no_reading(text: &str) -> Flaw {
    let number = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let behind = &text[number.len()..];
    let starts_as_one = Readings::of(number) != Readings::of("");
    if is_missing_mark(text) {
        a_missing_mark(text)
    } else if starts_as_one && behind.trim() == "%" {
        a_percentage(text)
    } else if starts_as_one || text.starts_with(['€', '$', '£']) {
        with_a_unit(text)
    } else {
        not_a_number(text)
    }
}

fn a_missing_mark(text: &str) -> Flaw {
    Flaw {
        kind: "missing mark",
        message: text!("„{text}“ ist keine Zahl.", "`{text}` is not a number."),
        help: text!(
            "Unbekanntes leer lassen, wo die Spalte es erlaubt; für null „0“ schreiben.",
            "Leave unknown values empty where the column allows it; write `0` for zero."
        ),
    }
}

fn a_percentage(text: &str) -> Flaw {
    Flaw {
        kind: "percentage",
        message: text!(
            "„{text}“ enthält ein Prozentzeichen; ob 5 % als 5 oder als 0,05 gemeint ist, bleibt offen.",
            "`{text}` carries a percent sign; whether 5 % is meant as 5 or as 0.05 stays open."
        ),
        help: text!(
            "Nur die Zahl schreiben; Anteile laufen von 0 bis 1, Prozente nur in Spalten, deren Name es sagt.",
            "Write the number alone; shares run from 0 to 1, percentages stand only in columns whose name says so."
        ),
    }
}

fn with_a_unit(text: &str) -> Flaw {
    Flaw {
        kind: "unit",
        message: text!(
            "„{text}“ ist eine Zahl mit Zusatz; hier wird nur die Zahl gelesen.",
            "`{text}` is a number with words around it; only a number is read here."
        ),
        help: text!(
            "Die Einheit weglassen; sie gehört in den Spaltennamen.",
            "Leave out the unit; it belongs into the column name."
        ),
    }
}

fn not_a_number(text: &str) -> Flaw {
    Flaw {
        kind: "not a number",
        message: text!("„{text}“ ist keine Zahl.", "`{text}` is not a number."),
        help: text!("Eine Zahl eintragen, etwa 1234.", "Enter a number, 1234 say."),
    }
}

fn a_date() -> Flaw {
    Flaw {
        kind: "date for a number",
        message: text!(
            "In dieser Zelle steht ein Datum, keine Zahl.",
            "This cell holds a date, not a number."
        ),
        help: text!(
            "Die Tabellenkalkulation hat die Eingabe wohl in ein Datum verwandelt: die Zelle als Zahl formatieren und neu eintragen.",
            "The spreadsheet has probably turned the entry into a date: format the cell as a number and enter it again."
        ),
    }
}

fn too_large(text: &str) -> Flaw {
    Flaw {
        kind: "too large",
        message: text!("„{text}“ ist zu groß.", "`{text}` is too large."),
        help: text!("Die Zahl prüfen.", "Check the number."),
    }
}

fn negative(text: &str) -> Flaw {
    Flaw {
        kind: "negative",
        message: text!(
            "„{text}“ ist negativ; hier wird eine Anzahl erwartet.",
            "`{text}` is negative; a count is expected here."
        ),
        help: text!("Eine Zahl ab 0 eintragen.", "Enter a number from 0 on."),
    }
}

fn not_whole(text: &str) -> Flaw {
    Flaw {
        kind: "not whole",
        message: text!(
            "„{text}“ ist keine ganze Zahl; hier wird eine Anzahl erwartet.",
            "`{text}` is not a whole number; a count is expected here."
        ),
        help: text!(
            "Eine ganze Zahl eintragen, Tausender ohne Trennzeichen.",
            "Enter a whole number, without thousands separators."
        ),
    }
}
