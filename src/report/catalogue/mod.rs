//! All words of the report, German and English, as functions: a missing translation does not
//! compile. Split by subject; free of formats.

pub mod compare;
pub mod course;
pub mod emergency;
pub mod front;
pub mod glossary;
pub mod ladder;
pub mod method;
pub mod money;
pub mod places;
pub mod preferences;
pub mod public;
pub mod questions;
pub mod sensitivity;
pub mod services;
pub mod story;
pub mod summary;
pub mod terminal;
pub mod uncertainty;
pub mod verdict;
pub mod warning;
pub mod workbook;

use crate::report::number;
use crate::text;
use crate::text::Text;

/// Words between the titles of a page and of the program.
pub fn kicker() -> Text {
    text!("Bericht zur Unterbringung", "Report on housing")
}

/// The last line of the page.
pub fn foot(version: &str) -> Text {
    text!(
        "Gerechnet mit quartier {version}. Die Zahlen sind Ergebnisse eines Modells unter den genannten Annahmen, keine Vorhersagen.",
        "Computed with quartier {version}. The numbers are results of a model under the assumptions named, not predictions."
    )
}

/// Head of a table column with names of figures.
pub fn figure() -> Text {
    text!("Kennzahl", "Figure")
}

/// Head of a table column with estimates.
pub fn estimate() -> Text {
    text!("Schätzwert", "Estimate")
}

/// Head of a table column with intervals.
pub fn interval() -> Text {
    text!("so genau ist er (95\u{a0}%)", "how exact it is (95%)")
}

/// Head of a table column with the spread of the futures.
pub fn spread() -> Text {
    text!(
        "so verschieden sind die Rechnungen",
        "how different the courses are"
    )
}

/// Name of the fact "scenario".
pub fn scenario() -> Text {
    text!("Szenario", "Scenario")
}

/// Name of the fact "date".
pub fn as_of() -> Text {
    text!("Stand", "As of")
}

/// Name of the fact "responsible".
pub fn responsible() -> Text {
    text!("Verantwortlich", "Responsible")
}

/// Name of the fact "period".
pub fn period() -> Text {
    text!("Zeitraum", "Period")
}

/// Name of the fact "replications".
pub fn replications() -> Text {
    text!("Rechnungen", "Courses computed")
}

/// Name of the fact "seed".
pub fn seed() -> Text {
    text!("Startwert", "Seed")
}

/// Name of the fact "hash of the resolved scenario".
pub fn scenario_hash() -> Text {
    text!("Prüfsumme des Szenarios", "Hash of the scenario")
}

/// Unknown, in a cell.
pub fn nothing() -> Text {
    text!("keine Angabe", "not stated")
}

/// A figure without a value: it did not happen, or too few replications show it.
pub fn not_seen() -> Text {
    text!("kommt nicht oder zu selten vor", "does not happen, or too rarely")
}

/// Words for the link that skips the head of the page.
pub fn skip() -> Text {
    text!("Zum Inhalt springen", "Skip to the content")
}

/// Name of the list of sections.
pub fn contents() -> Text {
    text!("Inhalt", "Contents")
}

/// The link from a sentence to the section that shows more.
pub fn more() -> Text {
    text!("mehr dazu", "more")
}

/// The words that open the data behind a chart.
pub fn data_behind(title: &Text) -> Text {
    let de = title.de.replace('„', "‚").replace('“', "‘");
    let en = title.en.replace('“', "‘").replace('”', "’");
    text!("Zahlen zu „{de}“", "Numbers behind “{en}”")
}

/// The words before the name of the file with the data of a chart.
pub fn chart_file() -> Text {
    text!(
        "Die gezeichneten Zahlen als Datei neben dieser Seite:",
        "The numbers drawn, as a file beside this page:"
    )
}

/// The words before a rule.
pub fn rule() -> Text {
    text!("Regel", "Rule")
}

/// What the colours of a traffic light are called.
pub fn light(light: crate::report::block::Light) -> Text {
    use crate::report::block::Light;
    match light {
        Light::Green => text!("Grün", "Green"),
        Light::Amber => text!("Gelb", "Amber"),
        Light::Red => text!("Rot", "Red"),
    }
}

/// From one day to another.
pub fn from_to(from: crate::calendar::Date, to: crate::calendar::Date) -> Text {
    number::between(&number::date(from), &number::date(to))
}
