//! Words that only the terminal needs.

use crate::text;
use crate::text::Text;

/// Head of the chart.
pub fn chart() -> Text {
    text!(
        "Bedarf (Personen) und nutzbare Plätze",
        "Need (persons) and usable places"
    )
}

/// Where the report lies.
pub fn written_to(dir: &str) -> Text {
    text!("Bericht: {dir}/report.html", "Report: {dir}/report.html")
}

/// What the marks of the chart mean.
pub fn legend() -> Text {
    text!(
        "█ mittlerer Fall  ▒ 5 von 10  ░ 9 von 10",
        "█ middle  ▒ 5 of 10  ░ 9 of 10"
    )
}

/// What the marks of the chart mean, with the line of places.
pub fn legend_with_places() -> Text {
    text!(
        "█ mittlerer Fall  ▒ 5 von 10  ░ 9 von 10  ═ Plätze",
        "█ middle  ▒ 5 of 10  ░ 9 of 10  ═ places"
    )
}

/// What stands behind the values.
pub fn interval_note() -> Text {
    text!("Dahinter das 95-%-Intervall.", "Followed by the 95% interval.")
}
