//! The stages of a placement: what is made as small as possible first, and what after it.

use crate::text;
use crate::text::Text;

/// One stage. A later stage only decides among plans that are equally good in all earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Persons from sites that close, without a new place.
    Leaving,
    /// Days beyond the protected waiting time, of households without a place.
    Overdue,
    /// Persons without a place.
    Unmet,
    /// Households with special needs without a place.
    Needs,
    /// Persons above the maximum share of their district, and persons missing to the smallest
    /// cluster where a district has fewer.
    Limits,
    /// The highest load of a district: persons in placement by its target part.
    Overload,
    /// The load that a placed person meets on average in the district: persons² by target part.
    Mixing,
    /// The planner's score of household and site, counted down.
    Score,
    /// Metres between the site and the district where the household wants to live.
    Distance,
    /// Cost of the places taken, in thousandths of a euro per day.
    Cost,
    /// Households already housed that have to move.
    Moves,
    /// Price and unevenness, each with the weight of the batch's trade; only while a front is
    /// searched for.
    Trade,
}

impl Stage {
    /// The usual order. [`Stage::Leaving`] and [`Stage::Overdue`] are no choice: where somebody has
    /// to leave a site that closes, or is overdue, they come first.
    pub const DEFAULT: [Stage; 9] = [
        Stage::Unmet,
        Stage::Needs,
        Stage::Limits,
        Stage::Overload,
        Stage::Mixing,
        Stage::Score,
        Stage::Distance,
        Stage::Cost,
        Stage::Moves,
    ];

    /// Its name in files.
    pub fn code(self) -> &'static str {
        match self {
            Stage::Leaving => "leaving",
            Stage::Overdue => "overdue",
            Stage::Unmet => "unmet",
            Stage::Needs => "needs",
            Stage::Limits => "limits",
            Stage::Overload => "overload",
            Stage::Mixing => "mixing",
            Stage::Score => "score",
            Stage::Distance => "distance",
            Stage::Cost => "cost",
            Stage::Moves => "moves",
            Stage::Trade => "trade",
        }
    }

    /// Its name for people.
    pub fn name(self) -> Text {
        match self {
            Stage::Leaving => text!(
                "Personen aus schließenden Unterkünften ohne neuen Platz",
                "persons from closing sites without a new place"
            ),
            Stage::Overdue => text!(
                "Tage über der geschützten Wartezeit von Haushalten ohne Platz",
                "days beyond the protected waiting time of households without a place"
            ),
            Stage::Unmet => text!("Personen ohne Platz", "persons without a place"),
            Stage::Needs => text!(
                "Haushalte mit besonderem Bedarf ohne Platz",
                "households with special needs without a place"
            ),
            Stage::Limits => text!(
                "Personen über dem Höchstanteil oder unter der Mindestgruppe",
                "persons above the maximum share or below the smallest cluster"
            ),
            Stage::Overload => text!(
                "höchste Belastung eines Stadtteils gegenüber seinem Anteil",
                "highest load of a district against its share"
            ),
            Stage::Mixing => text!(
                "mittlere Belastung im Stadtteil der Untergebrachten",
                "mean load in the districts of those placed"
            ),
            Stage::Score => text!("Bewertung aus der Tabelle", "score of the table"),
            Stage::Distance => text!(
                "Entfernung zum Wunschstadtteil",
                "distance to the preferred district"
            ),
            Stage::Cost => text!("Kosten am Tag", "cost per day"),
            Stage::Moves => text!("Umzüge von Untergebrachten", "moves of households already housed"),
            Stage::Trade => text!("Preis und Mischung, gewichtet", "price and mixing, weighed"),
        }
    }

    /// Whether its value is a sum over households, each by its own place.
    pub fn is_linear(self) -> bool {
        !matches!(
            self,
            Stage::Limits | Stage::Overload | Stage::Mixing | Stage::Trade
        )
    }
}
