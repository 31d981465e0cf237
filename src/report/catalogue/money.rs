//! Words about cost.

use crate::report::number;
use crate::text;
use crate::text::Text;

/// Heading.
pub fn title() -> Text {
    text!("Was es kostet", "What it costs")
}

/// Title of the chart.
pub fn chart_title() -> Text {
    text!("Kosten nach Jahr und Unterkunftsart", "Cost by year and kind")
}

/// How to read the chart.
pub fn chart_reading() -> Text {
    text!(
        "Jede Säule ist ein Haushaltsjahr; ihre Teile sind die Betriebskosten je Unterkunftsart und die Investitionen (Mittel der Rechnungen). Die Linie zeigt Erstattungen und Gebühren.",
        "Each column is a budget year; its parts are the operating cost of each kind and the investment (mean of the courses). The line shows reimbursement and fees."
    )
}

/// The chart in a sentence.
pub fn chart_description(year: i16, cost: &Text, [low, high]: [&Text; 2]) -> Text {
    let (de, en) = (&cost.de, &cost.en);
    let (low_de, high_de, low_en, high_en) = (&low.de, &high.de, &low.en, &high.en);
    text!(
        "Am teuersten ist {year} mit {de} für Betrieb und Investitionen (95-%-Intervall {low_de} bis {high_de}).",
        "The most expensive year is {year} with {en} for operation and investment (95% interval {low_en} to {high_en})."
    )
}

/// Name of the vertical axis.
pub fn axis() -> Text {
    text!("Millionen Euro", "Million euros")
}

/// A year of which only a part was played.
pub fn part_of_year(year: i16, days: u32) -> Text {
    text!("{year} ({days} Tage)", "{year} ({days} days)")
}

/// Legend: investment.
pub fn investment() -> Text {
    text!("Investitionen", "Investment")
}

/// Legend: revenue.
pub fn revenue() -> Text {
    text!("Erstattungen und Gebühren", "Reimbursement and fees")
}

/// Legend: kinds beyond those that have an ink of their own.
pub fn other_kinds() -> Text {
    text!("weitere Arten", "other kinds")
}

/// Caption of the table by year.
pub fn years_caption() -> Text {
    text!(
        "Kosten nach Haushaltsjahr in Euro, in Klammern das 95-%-Intervall",
        "Cost by budget year in euros, with the 95% interval"
    )
}

/// Heads of the table by year.
pub fn year_columns() -> [Text; 6] {
    [
        text!("Jahr", "Year"),
        text!("Betrieb", "Operation"),
        text!("Investitionen", "Investment"),
        text!("Erstattungen und Gebühren", "Reimbursement and fees"),
        text!("bleibt zu zahlen", "left to pay"),
        text!("Personennächte ohne Platz", "person-nights without a place"),
    ]
}

/// Caption of the table of kinds.
pub fn kinds_caption() -> Text {
    text!(
        "Betriebskosten nach Unterkunftsart und Jahr in Euro",
        "Operating cost by kind and year in euros"
    )
}

/// Head of the column of kinds.
pub fn kind() -> Text {
    text!("Unterkunftsart", "Kind")
}

/// Note below the tables.
pub fn note() -> Text {
    text!(
        "Kosten, die das Szenario nicht nennt, sind mit null gerechnet. Preise ohne Teuerung. Ein angebrochenes Jahr nennt die gerechneten Tage; seine Kosten sind nicht die eines ganzen Jahres.",
        "Costs that the scenario does not name are counted as zero. Prices without inflation. A part of a year states the days computed; its cost is not that of a whole year."
    )
}

/// A value with its interval in a cell.
pub fn in_brackets(interval: &Text) -> Text {
    let Text { de, en } = interval;
    text!("({de})", "({en})")
}

/// An amount in the chart's sentence.
pub fn amount(value: f64, low: f64, high: f64) -> Text {
    number::money(value, low, high)
}
