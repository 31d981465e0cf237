//! Words about the assumptions that matter most.

use crate::report::number;
use crate::sensitivity::{SWING, SWING_DAYS};
use crate::text;
use crate::text::Text;

/// Heading.
pub fn title() -> Text {
    text!("Auf welche Annahmen es ankommt", "Which assumptions matter most")
}

/// How it was computed.
pub fn lead(tried: usize, replications: u32) -> Text {
    let (part, days) = (number::percent(SWING), SWING_DAYS);
    let (tried, played) = (
        number::whole(tried as u64),
        number::whole(u64::from(replications)),
    );
    let (a, b, c) = (&part.de, &tried.de, &played.de);
    let (d, e, f) = (&part.en, &tried.en, &played.en);
    text!(
        "Jede von {b} Annahmen wurde für sich allein um {a} gesenkt und erhöht, der Tag einer geplanten Eröffnung um {days} Tage. Alles andere bleibt gleich, auch wer wann kommt. Gezeigt sind die zehn, die am meisten ausmachen, mit {c} Rechnungen je Wert.",
        "Each of {e} assumptions was lowered and raised alone by {d}, the day of a planned opening by {days} days. Everything else stays the same, also who comes when. Shown are the ten that matter most, with {f} courses for each value."
    )
}

/// Not all could be tried.
pub fn left_out(count: usize) -> Text {
    let Text { de, en } = number::whole(count as u64);
    text!(
        "{de} weitere Annahmen wurden nicht geprüft, weil es zu viele sind.",
        "{en} more assumptions were not tried because there are too many."
    )
}

/// Nothing moves this figure.
pub fn nothing_moves(figure: &Text) -> Text {
    let Text { de, en } = figure;
    text!(
        "{de}: Keine der geprüften Annahmen ändert daran allein etwas.",
        "{en}: none of the assumptions tried changes it alone."
    )
}

/// Title of the charts.
pub fn chart_title() -> Text {
    text!(
        "Was jede Annahme allein ändert",
        "What each assumption changes alone"
    )
}

/// The charts in sentences: of each figure the assumption that matters most.
pub fn description(most: &[(Text, Text)]) -> Text {
    let said = |pick: fn(&Text) -> &str| {
        most.iter()
            .map(|(figure, key)| format!("{}: {}", pick(figure), pick(key)))
            .collect::<Vec<String>>()
            .join("; ")
    };
    let (de, en) = (said(|text| &text.de), said(|text| &text.en));
    text!("Am meisten macht aus: {de}.", "What matters most: {en}.")
}

/// How to read the charts.
pub fn reading(replications: u32) -> Text {
    let Text { de, en } = number::whole(u64::from(replications));
    text!(
        "Die Mitte ist das Ergebnis des Szenarios. Ein Balken nach rechts heißt: mit diesem Wert mehr, nach links: weniger. Der Strich auf dem Balken ist das 95-%-Intervall aus {de} Rechnungen.",
        "The middle is the result of the scenario. A bar to the right means more with this value, to the left less. The line on the bar is the 95% interval from {en} courses."
    )
}

/// Legend: lowered.
pub fn lowered() -> Text {
    text!("Wert gesenkt", "value lowered")
}

/// Legend: raised.
pub fn raised() -> Text {
    text!("Wert erhöht", "value raised")
}

/// Left of zero.
pub fn less() -> Text {
    text!("weniger", "less")
}

/// Right of zero.
pub fn more() -> Text {
    text!("mehr", "more")
}

/// What a value does.
pub fn at(value: &Text, difference: &Text) -> Text {
    let (a, b, c, d) = (&value.de, &difference.de, &value.en, &difference.en);
    text!("{a}: {b}", "{c}: {d}")
}

/// Heads of the table.
pub fn columns() -> [Text; 4] {
    [
        text!("Annahme", "Assumption"),
        text!("im Szenario", "in the scenario"),
        text!("gesenkt auf", "lowered to"),
        text!("erhöht auf", "raised to"),
    ]
}
