//! Words about preferences.

use crate::text;
use crate::text::Text;

/// Heading.
pub fn title() -> Text {
    text!(
        "Wünsche der Haushalte und der Stadtteile",
        "Preferences of households and districts"
    )
}

/// Caption of the table of households.
pub fn households_caption() -> Text {
    text!(
        "Haushalte, die in einem bestimmten Stadtteil wohnen möchten",
        "Households that want to live in a certain district"
    )
}

/// Its heads: district, households with the preference, part that got it.
pub fn households_columns() -> [Text; 3] {
    [
        text!("Gewünschter Stadtteil", "Preferred district"),
        text!("Haushalte je Rechnung", "Households per course"),
        text!("davon dort untergebracht (in %)", "of these placed there (in %)"),
    ]
}

/// Caption of the table of districts.
pub fn districts_caption() -> Text {
    text!("Was Stadtteile sich wünschen", "What districts ask for")
}

/// Its heads: district, preference, how often kept, in how many courses always, where it was said.
pub fn districts_columns() -> [Text; 5] {
    [
        text!("Stadtteil", "District"),
        text!("Wunsch", "Preference"),
        text!("erfüllt (in %)", "kept (in %)"),
        text!("durchgehend erfüllt", "always kept"),
        text!("Woher", "Where from"),
    ]
}

/// How the part kept is counted.
pub fn districts_note() -> Text {
    text!(
        "„Erfüllt“ ist der Teil der Nächte, bei „lieber“ der Teil der Haushalte, die dort ihren ersten Platz bekommen. Der Notfallplan wartet nicht auf Wünsche: Eine Notunterkunft zählt, sobald sie offen ist.",
        "“Kept” is the part of the nights; of “rather”, the part of the households that get their first place there. The ladder does not wait for preferences: an emergency site counts as soon as it is open."
    )
}

/// It was never tried: nobody was placed there.
pub fn never_tried() -> Text {
    text!("kam nicht vor", "did not come up")
}
