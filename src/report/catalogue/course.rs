//! Words of the charts over time: need against places, risk by month.

use crate::calendar::Date;
use crate::report::number;
use crate::text;
use crate::text::Text;

/// Heading of the section on need and places.
pub fn title() -> Text {
    text!("Bedarf und Plätze", "Need and places")
}

/// Title of the fan chart.
pub fn fan_title() -> Text {
    text!(
        "Wie viele Menschen brauchen einen Platz, und wie viele Plätze gibt es?",
        "How many people need a place, and how many places are there?"
    )
}

/// How to read the fan chart.
pub fn fan_reading() -> Text {
    text!(
        "Die Linie in der Mitte liegt so, dass die Hälfte der Rechnungen darüber und die Hälfte darunter bleibt. Im inneren Band liegen an jedem Tag 5 von 10 Rechnungen, im äußeren 9 von 10. Wo das Band die Linie der Plätze übersteigt, fehlt in einem Teil der Rechnungen Platz.",
        "The line in the middle has half of the courses above and half below it. On each day 5 of 10 courses lie in the inner band, 9 of 10 in the outer one. Where the band rises above the line of places, some of the courses lack room."
    )
}

/// The fan chart in a sentence, for those who do not see it.
pub fn fan_description(from: Date, to: Date, need: (&Text, &Text), range: &Text, places: &Text) -> Text {
    let Text {
        de: from_de,
        en: from_en,
    } = number::date(from);
    let Text { de: to_de, en: to_en } = number::date(to);
    let (first_de, last_de, range_de, places_de) = (&need.0.de, &need.1.de, &range.de, &places.de);
    let (first_en, last_en, range_en, places_en) = (&need.0.en, &need.1.en, &range.en, &places.en);
    text!(
        "Verlauf vom {from_de} bis {to_de}: Im mittleren Fall brauchen am ersten Tag {first_de} Personen einen Platz, am letzten {last_de}; 9 von 10 Rechnungen liegen am letzten Tag bei {range_de}. Nutzbare Plätze am letzten Tag: {places_de}.",
        "Course from {from_en} to {to_en}: in the middle case {first_en} persons need a place on the first day and {last_en} on the last; 9 of 10 courses lie at {range_en} on the last day. Usable places on the last day: {places_en}."
    )
}

/// Legend: the wide band.
pub fn nine_of_ten() -> Text {
    text!("9 von 10 Rechnungen", "9 of 10 courses")
}

/// Legend: the narrow band.
pub fn five_of_ten() -> Text {
    text!("5 von 10 Rechnungen", "5 of 10 courses")
}

/// Legend: the median.
pub fn median() -> Text {
    text!("Mitte (Median)", "middle (median)")
}

/// Legend: the places.
pub fn places() -> Text {
    text!("nutzbare Plätze", "usable places")
}

/// Label on the line of places.
pub fn places_label() -> Text {
    text!("Plätze", "places")
}

/// Name of the vertical axis.
pub fn persons() -> Text {
    text!("Personen", "Persons")
}

/// Heads of the data table of the fan chart.
pub fn fan_columns() -> [Text; 5] {
    [
        text!("Tag", "Day"),
        text!("Bedarf, Mitte", "Need, middle"),
        text!("5 von 10", "5 of 10"),
        text!("9 von 10", "9 of 10"),
        text!("nutzbare Plätze", "usable places"),
    ]
}

/// Heading of the risk by month.
pub fn risk_title() -> Text {
    text!("Wann es eng wird", "When it becomes tight")
}

/// Title of the chart of the risk by month.
pub fn risk_chart() -> Text {
    text!(
        "In wie vielen Rechnungen fehlt in diesem Monat ein Platz?",
        "In how many courses is a place missing in this month?"
    )
}

/// How to read it.
pub fn risk_reading() -> Text {
    text!(
        "Die Höhe der Fläche zeigt für jeden Monat den Anteil der Rechnungen, in denen mindestens einmal jemandem ein Platz fehlt (in einer Nacht ganz ohne Platz oder weil ein Haushalt das Warten aufgibt). Das helle Band zeigt, wie genau dieser Anteil bekannt ist (95\u{a0}%).",
        "The height of the area shows for each month the share of courses in which somebody lacks a place at least once (a night without any place, or a household gives up waiting). The light band shows how exactly this share is known (95%)."
    )
}

/// The risk by month in a sentence.
pub fn risk_description(worst: Option<(Date, &Text)>) -> Text {
    match worst {
        None => text!(
            "In keinem Monat fehlt in einer der Rechnungen ein Platz.",
            "No course lacks a place in any month."
        ),
        Some((day, frequency)) => {
            let Text {
                de: month_de,
                en: month_en,
            } = number::month(day);
            let (de, en) = (&frequency.de, &frequency.en);
            text!(
                "Am höchsten ist das Risiko im {month_de}: Dann fehlt {de} ein Platz.",
                "The risk is highest in {month_en}: then a place is missing {en}."
            )
        }
    }
}

/// Legend and name of the axis: share of the replications.
pub fn share_of_replications() -> Text {
    text!("Anteil der Rechnungen", "Share of courses")
}

/// Legend: the interval.
pub fn risk_interval() -> Text {
    text!("95-%-Intervall", "95% interval")
}

/// Heads of the table of the risk by month.
pub fn risk_columns() -> [Text; 3] {
    [
        text!("Monat", "Month"),
        text!("Es fehlt ein Platz", "A place is missing"),
        text!("95-%-Intervall", "95% interval"),
    ]
}
