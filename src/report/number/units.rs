//! Units: after a number in a sentence, and by name in a table.

use super::digits::trimmed;
use crate::findings::Unit;
use crate::text;
use crate::text::Text;

/// A number with its unit, for sentences: `12.300 €`, `34 %`, `7 Personen`.
pub fn with_unit(number: &Text, unit: Unit) -> Text {
    let (de, en) = (&number.de, &number.en);
    match unit {
        Unit::Eur => text!("{de}\u{a0}€", "€{en}"),
        Unit::Share | Unit::Probability => text!("{de}\u{a0}%", "{en}%"),
        Unit::Date | Unit::Index => number.clone(),
        _ => {
            let name = if de == "1" { one(unit) } else { unit_name(unit) };
            let (unit_de, unit_en) = (&name.de, &name.en);
            text!("{de}\u{a0}{unit_de}", "{en}\u{a0}{unit_en}")
        }
    }
}

/// The name of a unit after the number one.
fn one(unit: Unit) -> Text {
    match unit {
        Unit::PersonNights => text!("Personennacht", "person-night"),
        Unit::PersonDays => text!("Personentag", "person-day"),
        Unit::BedNights => text!("Bettnacht", "bed-night"),
        Unit::Persons => text!("Person", "person"),
        Unit::Places => text!("Platz", "place"),
        Unit::Households => text!("Haushalt", "household"),
        Unit::Moves => text!("Umzug", "move"),
        Unit::Days => text!("Tag", "day"),
        Unit::Times => text!("Mal", "time"),
        other => unit_name(other),
    }
}

/// The name of a unit, as it stands in a table.
pub fn unit_name(unit: Unit) -> Text {
    match unit {
        Unit::PersonNights => text!("Personennächte", "person-nights"),
        Unit::PersonDays => text!("Personentage", "person-days"),
        Unit::BedNights => text!("Bettnächte", "bed-nights"),
        Unit::Persons => text!("Personen", "persons"),
        Unit::Places => text!("Plätze", "places"),
        Unit::Households => text!("Haushalte", "households"),
        Unit::Share => text!("Anteil in %", "share in %"),
        Unit::Probability => text!("Wahrscheinlichkeit in %", "probability in %"),
        Unit::Date => text!("Datum", "date"),
        Unit::PerThousandResidents => text!(
            "Personen je 1.000\u{a0}Einwohner",
            "persons per 1,000\u{a0}residents"
        ),
        Unit::Index => text!("Index von 0 bis 1", "index from 0 to 1"),
        Unit::Moves => text!("Umzüge", "moves"),
        Unit::Eur => text!("Euro", "euros"),
        Unit::Days => text!("Tage", "days"),
        Unit::Times => text!("Mal", "times"),
    }
}

/// A part of one in per cent, exactly as it was set.
pub fn percent(part: f64) -> Text {
    with_unit(&trimmed(part * 100.0), Unit::Share)
}
