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
pub fn legend(with_places: bool) -> Text {
    if with_places {
        text!(
            "█ Mitte  ▒ 5 von 10  ░ 9 von 10  ═ Plätze",
            "█ middle  ▒ 5 of 10  ░ 9 of 10  ═ places"
        )
    } else {
        text!(
            "█ Mitte  ▒ 5 von 10  ░ 9 von 10",
            "█ middle  ▒ 5 of 10  ░ 9 of 10"
        )
    }
}

/// What stands in the last column.
pub fn interval_note() -> Text {
    text!("(rechts: 95-%-Intervall)", "(right: 95% interval)")
}
