//! Words of need, places and risk over time.

use crate::text;
use crate::text::Text;

/// Title of the panels.
pub fn fans() -> Text {
    text!("Bedarf und Plätze im Vergleich", "Need and places compared")
}

/// Caption of the table of the panels.
pub fn fans_caption() -> Text {
    text!("Bedarf an ausgewählten Tagen", "Need on selected days")
}

/// How to read the panels.
pub fn fans_reading() -> Text {
    text!(
        "Alle Bilder haben dieselben Achsen. Im inneren Band liegen an jedem Tag 5 von 10 Rechnungen, im äußeren 9 von 10; die gestrichelte Linie zeigt die nutzbaren Plätze.",
        "All pictures have the same axes. On each day 5 of 10 courses lie in the inner band, 9 of 10 in the outer one; the dashed line shows the usable places."
    )
}

/// The panels in a sentence.
pub fn fans_description(ends: &[Text]) -> Text {
    let list = |pick: fn(&Text) -> &str| ends.iter().map(pick).collect::<Vec<&str>>().join("; ");
    let (de, en) = (list(|text| &text.de), list(|text| &text.en));
    text!(
        "Bedarf am letzten Tag im mittleren Fall: {de}.",
        "Need on the last day in the middle case: {en}."
    )
}

/// Heads of the table of the panels: middle and range of a scenario.
pub fn need_of(letter: char) -> Text {
    text!(
        "{letter}: Mitte (9 von 10 Rechnungen)",
        "{letter}: middle (9 of 10 courses)"
    )
}

/// A scenario's worst month.
pub fn month_of(letter: char, month: &Text, frequency: &Text) -> Text {
    let (a, b, c, d) = (&month.de, &frequency.de, &month.en, &frequency.en);
    text!("{letter}\u{a0}{a} ({b})", "{letter}\u{a0}{c} ({d})")
}

/// The worst months in a sentence.
pub fn worst_months(months: &[Text]) -> Text {
    if months.is_empty() {
        return text!(
            "In keinem Monat fehlt in einer der Rechnungen ein Platz.",
            "No course lacks a place in any month."
        );
    }
    let list = |pick: fn(&Text) -> &str| months.iter().map(pick).collect::<Vec<&str>>().join("; ");
    let (de, en) = (list(|text| &text.de), list(|text| &text.en));
    text!(
        "Am häufigsten fehlt ein Platz im Monat: {de}.",
        "A place is missing most often in the month: {en}."
    )
}
