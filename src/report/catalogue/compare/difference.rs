//! Words of the differences to “as before”.

use crate::findings::Unit;
use crate::report::number;
use crate::text;
use crate::text::Text;

/// A difference of exactly nothing.
pub fn unchanged() -> Text {
    text!("genau gleich", "exactly the same")
}

/// A difference whose interval holds zero.
pub fn undecided() -> Text {
    text!("kein gesicherter Unterschied", "no established difference")
}

/// Less than before, with the amounts; without interval where it is exact.
pub fn less(by: &Text, interval: Option<&Text>) -> Text {
    let (Text { de, en }, ends) = (by, in_brackets(interval));
    let (ends_de, ends_en) = (ends.de, ends.en);
    text!("{de} weniger{ends_de}", "{en} less{ends_en}")
}

/// More than before, with the amounts; without interval where it is exact.
pub fn more(by: &Text, interval: Option<&Text>) -> Text {
    let (Text { de, en }, ends) = (by, in_brackets(interval));
    let (ends_de, ends_en) = (ends.de, ends.en);
    text!("{de} mehr{ends_de}", "{en} more{ends_en}")
}

fn in_brackets(interval: Option<&Text>) -> Text {
    match interval {
        None => Text::same(""),
        Some(Text { de, en }) => text!(" ({de})", " ({en})"),
    }
}

/// The amount of a difference, with its unit.
pub fn amount(number: &Text, unit: Unit) -> Text {
    match unit {
        Unit::Share | Unit::Probability => {
            let Text { de, en } = number;
            if de == "1" {
                return text!("{de}\u{a0}Prozentpunkt", "{en}\u{a0}percentage point");
            }
            text!("{de}\u{a0}Prozentpunkte", "{en}\u{a0}percentage points")
        }
        Unit::Eur | Unit::Days => number::with_unit(number, unit),
        _ => number.clone(),
    }
}

/// A difference that says against what.
pub fn against(letter: char, difference: &Text) -> Text {
    let Text { de, en } = difference;
    text!("gegenüber {letter}: {de}", "against {letter}: {en}")
}

/// How often it is better.
pub fn better(frequency: &Text) -> Text {
    let Text { de, en } = frequency;
    text!("besser {de}", "better {en}")
}

/// How often it is worse.
pub fn worse(frequency: &Text) -> Text {
    let Text { de, en } = frequency;
    text!("schlechter {de}", "worse {en}")
}

/// How often it is higher.
pub fn higher(frequency: &Text) -> Text {
    let Text { de, en } = frequency;
    text!("höher {de}", "higher {en}")
}

/// How often it is lower.
pub fn lower(frequency: &Text) -> Text {
    let Text { de, en } = frequency;
    text!("niedriger {de}", "lower {en}")
}

/// Heading of the differences.
pub fn differences() -> Text {
    text!(
        "Was sich gegenüber „wie bisher“ ändert",
        "What changes against “as before”"
    )
}

/// How differences are sure.
pub fn paired() -> Text {
    text!(
        "Unterschiede zwischen Szenarien: Wo beide Rechnung für Rechnung dieselben Menschen haben, hebt sich der Zufall der Ankünfte weg. Das 95-%-Intervall sagt, wie genau der Unterschied mit so vielen Rechnungen bekannt ist; mit viermal so vielen ist es halb so breit.",
        "Differences between scenarios: where both have the same people course by course, the chance of arrivals cancels out. The 95% interval says how exactly the difference is known from so many courses; with four times as many it is half as wide."
    )
}

/// Title of the differences.
pub fn differences_chart() -> Text {
    text!("Unterschiede zu „wie bisher“", "Differences to “as before”")
}

/// The differences in a sentence.
pub fn differences_description() -> Text {
    text!(
        "Für jede Kennzahl und jedes Szenario der Unterschied zu „wie bisher“, Rechnung für Rechnung gebildet und gemittelt.",
        "For each figure and each scenario the difference to “as before”, taken course by course and averaged."
    )
}

/// How to read the differences.
pub fn differences_reading() -> Text {
    text!(
        "Die Mitte ist „wie bisher“. Der Strich auf dem Balken ist das 95-%-Intervall; reicht er über die Mitte, ist kein Unterschied gesichert. Jede Kennzahl hat ihren eigenen Maßstab.",
        "The middle is “as before”. The line on the bar is the 95% interval; where it reaches across the middle no difference is established. Each figure has a scale of its own."
    )
}

/// Legend of the differences.
pub fn differences_ink() -> Text {
    text!(
        "mittlerer Unterschied zu „wie bisher“",
        "mean difference to “as before”"
    )
}

/// Left of zero.
pub fn less_than_before() -> Text {
    text!("weniger als bisher", "less than before")
}

/// Right of zero.
pub fn more_than_before() -> Text {
    text!("mehr als bisher", "more than before")
}
