//! Words of what differs in the assumptions, and of what was compared.

use crate::report::number;
use crate::scenario::Variant;
use crate::text;
use crate::text::Text;

/// Head of the column of assumptions.
pub fn assumption() -> Text {
    text!("Annahme", "Assumption")
}

/// Heading of the assumptions that differ.
pub fn assumptions() -> Text {
    text!(
        "Worin sich die Annahmen unterscheiden",
        "Which assumptions differ"
    )
}

/// Caption of the table of assumptions.
pub fn assumptions_caption() -> Text {
    text!(
        "Werte, die nicht überall gleich sind",
        "Values that are not the same everywhere"
    )
}

/// The number of values of something that not all scenarios have.
pub fn values(count: usize) -> Text {
    let values = number::counted(count as u64, ("Wert", "Werte"), ("value", "values"));
    let (de, en) = (&values.de, &values.en);
    text!("gibt es ({de})", "is there ({en})")
}

/// Caption of the values of what not all scenarios have.
pub fn values_caption() -> Text {
    text!(
        "Die Werte von dem, was es nicht in allen Szenarien gibt",
        "The values of what not all scenarios have"
    )
}

/// Heads of the table of these values.
pub fn values_columns() -> [Text; 3] {
    [
        text!("Annahme", "Assumption"),
        text!("Wert", "Value"),
        text!("gibt es in", "is in"),
    ]
}

/// Nothing differs.
pub fn no_assumption_differs() -> Text {
    text!(
        "Die Szenarien unterscheiden sich in keiner Annahme.",
        "The scenarios differ in no assumption."
    )
}

/// The row of measures switched on or off.
pub fn switched() -> Text {
    text!("Maßnahmen, die wirken", "Measures that act")
}

/// No measure is switched off.
pub fn all_measures() -> Text {
    text!("alle, die wirken können", "all that can act")
}

/// Which measures are switched on or off; their names follow.
pub fn variant(variant: &Variant) -> Text {
    match variant {
        Variant::Without(_) => text!("alle außer:", "all except:"),
        Variant::Only(_) => text!("nur:", "only:"),
    }
}

/// Caption of the table of what was compared.
pub fn compared_caption() -> Text {
    text!("Die gelesenen Ergebnisordner", "The results folders read")
}

/// Heads of the table of what was compared.
pub fn compared_columns() -> [Text; 7] {
    [
        text!("Szenario", "Scenario"),
        text!("Ordner", "Folder"),
        text!("Zeitraum", "Period"),
        text!("Rechnungen", "Courses"),
        text!("Startwert", "Seed"),
        text!("Prüfsumme", "Hash"),
        text!("Fassung", "Version"),
    ]
}
