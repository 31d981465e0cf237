//! Words of the summary and of the overview.

use crate::report::number;
use crate::text;
use crate::text::Text;

/// Heading.
pub fn title() -> Text {
    text!("Kurz gesagt", "In short")
}

/// Heading of the overview.
pub fn overview() -> Text {
    text!("Alle Kennzahlen", "All figures")
}

/// Caption of the overview.
pub fn overview_caption() -> Text {
    text!(
        "Kennzahlen der ganzen Kommune mit Unsicherheit",
        "Figures of the whole town with their uncertainty"
    )
}

/// Introduction of the overview.
pub fn overview_lead() -> Text {
    text!(
        "Zu jeder Zahl gehören zwei Angaben. Das 95-%-Intervall sagt, wie genau der Schätzwert mit dieser Zahl von Rechnungen bekannt ist. Die Spanne sagt, wie verschieden die Rechnungen ausgehen: 9 von 10 liegen darin.",
        "Each number comes with two statements. The 95% interval says how exactly the estimate is known from this number of courses. The spread says how differently the courses end: 9 of 10 lie within it."
    )
}

/// A sentence about the first shortage: the median over all courses.
pub fn first_shortage(day: &Text, interval: &Text) -> Text {
    let (a, b, c, d) = (&day.de, &interval.de, &day.en, &interval.en);
    text!(
        "In der Hälfte der Rechnungen fehlt bis zum {a} zum ersten Mal ein Platz (95-%-Intervall {b}).",
        "In half of the courses a place is missing for the first time by {c} (95% interval {d})."
    )
}

/// A sentence about unmet person-nights.
pub fn unmet(number: &Text, interval: &Text) -> Text {
    let (a, b, c, d) = (&number.de, &interval.de, &number.en, &interval.en);
    text!(
        "Im Mittel fehlt in {a} Personennächten ein Platz (95-%-Intervall {b}); eine Personennacht ist eine Person in einer Nacht.",
        "On average a place is missing in {c} person-nights (95% interval {d}); a person-night is one person in one night."
    )
}

/// So many of all services.
pub fn of_services(short: usize, all: usize) -> Text {
    text!("{short} von {all}", "{short} of {all}")
}

/// A sentence about the services that do not suffice, with their names.
pub fn services(of_all: &Text, short: &[String]) -> Text {
    let (de, en, names) = (&of_all.de, &of_all.en, short.join("; "));
    if names.is_empty() {
        return text!(
            "Nicht ausreichende Angebote: {de}.",
            "Services that fall short: {en}."
        );
    }
    text!(
        "Nicht ausreichende Angebote: {de} ({names}).",
        "Services that fall short: {en} ({names})."
    )
}

/// A sentence about the peak.
pub fn peak(number: &Text, spread: &Text) -> Text {
    let (a, b, c, d) = (&number.de, &spread.de, &number.en, &spread.en);
    text!(
        "Gleichzeitig untergebracht sind in der Spitze {a} Personen (Spanne {b}).",
        "At the peak {c} persons are housed at the same time (spread {d})."
    )
}

/// A sentence about the district with the highest share.
pub fn worst_district(name: &str, number: &Text, interval: &Text) -> Text {
    let (a, b, c, d) = (&number.de, &interval.de, &number.en, &interval.en);
    text!(
        "Am meisten trägt {name}: {a} untergebrachte Personen je 1.000\u{a0}Einwohner (95-%-Intervall {b}).",
        "{name} carries most: {c} persons housed per 1,000\u{a0}residents (95% interval {d})."
    )
}

/// A sentence about the cost over the whole period.
pub fn cost(number: &Text, interval: Option<&Text>) -> Text {
    let Some(interval) = interval else {
        let Text { de, en } = number;
        return text!(
            "Die Unterbringung kostet im ganzen Zeitraum {de}, in allen Rechnungen gleich viel.",
            "Housing costs {en} over the whole period, the same in all courses."
        );
    };
    let (a, b, c, d) = (&number.de, &interval.de, &number.en, &interval.en);
    text!(
        "Die Unterbringung kostet im ganzen Zeitraum {a} (95-%-Intervall {b}).",
        "Housing costs {c} over the whole period (95% interval {d})."
    )
}

/// What the model does not say.
pub fn limits() -> Text {
    text!(
        "Nicht gesagt ist damit, wie viele Menschen wirklich kommen: Das Modell rechnet durch, was unter den Annahmen unten geschieht, und weder Gesetzesänderungen noch Ereignisse, die dort nicht stehen, kommen darin vor.",
        "This does not say how many people will really come: the model computes what happens under the assumptions below, and neither changes of law nor events that do not stand there occur in it."
    )
}

/// What a replication is.
pub fn replications_explained(replications: u32) -> Text {
    let Text { de, en } = number::whole(u64::from(replications));
    if replications == 1 {
        return text!(
            "Gerechnet wurde ein einziger möglicher Verlauf („Rechnung“). Über die Wahrscheinlichkeit anderer Verläufe sagt er nichts.",
            "A single possible course of events was computed. It says nothing about how likely others are."
        );
    }
    text!(
        "Gerechnet wurden {de} mögliche Verläufe („Rechnungen“): In jeder kommen andere Menschen zu anderen Zeiten, bleiben verschieden lange und ziehen aus, wie es die Annahmen zulassen.",
        "{en} possible courses of events were computed: in each of them other people come at other times, stay for other lengths of time and move out as the assumptions allow."
    )
}
