//! Words of the comparison.

mod assumptions;
mod caveat;
mod course;
mod difference;
mod parts;

pub use assumptions::*;
pub use caveat::*;
pub use course::*;
pub use difference::*;
pub use parts::*;

use crate::text;
use crate::text::Text;

/// Words above the title.
pub fn kicker(scenarios: usize) -> Text {
    text!(
        "{scenarios} Szenarien im Vergleich",
        "{scenarios} scenarios compared"
    )
}

/// The question of a comparison of scenarios that answer different questions, or none.
pub fn title() -> Text {
    text!(
        "Reicht der Platz, und was ändert sich gegenüber „wie bisher“?",
        "Is there room, and what changes against “as before”?"
    )
}

/// Name of the fact "hashes of the scenarios".
pub fn hashes() -> Text {
    text!("Prüfsummen der Szenarien", "Hashes of the scenarios")
}

/// The base.
pub fn as_before() -> Text {
    text!("wie bisher", "as before")
}

/// Head of a column: letter and scenario.
pub fn column(letter: char, scenario: &str) -> Text {
    text!("{letter}: {scenario}", "{letter}: {scenario}")
}

/// Head of the base's column.
pub fn base_column(letter: char, scenario: &str) -> Text {
    text!(
        "{letter} (wie bisher): {scenario}",
        "{letter} (as before): {scenario}"
    )
}

/// Heading of the overview.
pub fn overview() -> Text {
    text!("Überblick", "Overview")
}

/// Caption of the overview.
pub fn overview_caption() -> Text {
    text!("Kennzahlen der Szenarien", "Figures of the scenarios")
}

/// How to read the overview.
pub fn overview_lead() -> Text {
    text!(
        "In jeder Zelle steht der Schätzwert, in Klammern sein 95-%-Intervall. Unterschiede sind Rechnung für Rechnung gegen „wie bisher“ gebildet: In beiden Szenarien kommen dieselben Menschen zu denselben Zeiten, darum liegt ein Unterschied an den Annahmen und nicht am Zufall.",
        "Each cell holds the estimate with its 95% interval in brackets. Differences are taken course by course against “as before”: the same people come at the same times in both scenarios, so a difference comes from the assumptions and not from chance."
    )
}

/// What all scenarios have alike.
pub fn same_everywhere(figures: &[Text]) -> Text {
    let list = |pick: fn(&Text) -> &str| figures.iter().map(pick).collect::<Vec<&str>>().join("; ");
    let (de, en) = (list(|text| &text.de), list(|text| &text.en));
    text!(
        "In allen Szenarien genau gleich: {de}.",
        "Exactly the same in all scenarios: {en}."
    )
}

/// A scenario and its number.
pub fn named_number(letter: char, number: &Text) -> Text {
    let Text { de, en } = number;
    text!("{letter}\u{a0}{de}", "{letter}\u{a0}{en}")
}

/// The scenario in which a place is missing least often.
pub fn rarest(scenario: &Text, frequency: &Text) -> Text {
    let (a, b, c, d) = (&scenario.de, &frequency.de, &scenario.en, &frequency.en);
    text!(
        "Am seltensten fehlt ein Platz in „{a}“: {b}.",
        "A place is missing least often in “{c}”: {d}."
    )
}

/// The scenario in which a place is missing most often.
pub fn commonest(scenario: &Text, frequency: &Text) -> Text {
    let (a, b, c, d) = (&scenario.de, &frequency.de, &scenario.en, &frequency.en);
    text!(
        "Am häufigsten fehlt ein Platz in „{a}“: {b}.",
        "A place is missing most often in “{c}”: {d}."
    )
}

/// The scenario that changes a figure most.
pub fn changes_most(figure: &Text, scenario: &Text, difference: &Text) -> Text {
    let (a, b, c) = (&figure.de, &scenario.de, &difference.de);
    let (d, e, f) = (&figure.en, &scenario.en, &difference.en);
    text!(
        "{a}: Gegenüber „wie bisher“ sind es in „{b}“ {c}.",
        "{d}: against “as before”, “{e}” has {f}."
    )
}

/// The scenario that costs least, where more people go without a place: what nobody provides
/// costs nothing.
pub fn cheaper_but_short(figure: &Text, scenario: &Text, difference: &Text) -> Text {
    let Text { de, en } = changes_most(figure, scenario, difference);
    text!(
        "{de} Dort bleiben aber mehr Nächte ganz ohne Platz, und die kosten in dieser Rechnung nichts.",
        "{en} But there more nights are spent without any place, and those cost nothing in this reckoning."
    )
}

/// No scenario changes a figure so that it could be told from chance.
pub fn nothing_established(figure: &Text) -> Text {
    let Text { de, en } = figure;
    text!(
        "{de}: Kein Szenario unterscheidet sich gesichert von „wie bisher“.",
        "{en}: no scenario differs from “as before” beyond chance."
    )
}

/// The maps in a sentence.
pub fn maps_description() -> Text {
    text!(
        "Eine Karte je Szenario, alle mit denselben Klassen. Die Ziffern sind die der Tabelle.",
        "One map per scenario, all with the same classes. The numbers are those of the table."
    )
}

/// A scenario and what is said of it.
pub fn of_letter(letter: char, words: &Text) -> Text {
    let Text { de, en } = words;
    text!("{letter}: {de}", "{letter}: {en}")
}

/// A figure and what is said of it.
pub fn named(figure: &Text, words: &Text) -> Text {
    let (a, b, c, d) = (&figure.de, &words.de, &figure.en, &words.en);
    text!("{a}, {b}", "{c}, {d}")
}

/// Too few or too many folders.
pub fn number_of_folders(most: usize) -> Text {
    text!(
        "Zu vergleichen sind zwei bis {most} Ergebnisordner.",
        "Two to {most} results folders can be compared."
    )
}

/// Where the page lies.
pub fn written_to(file: &str) -> Text {
    text!("Vergleich: {file}", "Comparison: {file}")
}
