//! Words about districts, the map and sites.

use crate::report::number;
use crate::text;
use crate::text::Text;

/// Heading of the districts.
pub fn districts() -> Text {
    text!("Die Stadtteile", "The districts")
}

/// Title of the map.
pub fn map_title() -> Text {
    text!(
        "Untergebrachte Personen je 1.000 Einwohner",
        "Persons housed per 1,000 residents"
    )
}

/// How to read the map.
pub fn map_reading() -> Text {
    text!(
        "Je dunkler ein Stadtteil, desto mehr Menschen sind dort im Verhältnis zu den Einwohnern untergebracht (Mittel über alle Nächte und Rechnungen). Schraffiert: keine Angabe. Zahlen und Namen stehen in der Tabelle.",
        "The darker a district, the more people are housed there in proportion to its residents (mean over all nights and courses). Hatched: not known. Numbers and names stand in the table."
    )
}

/// A value and its interval, both in brackets after a name.
pub fn within(value: &Text, ends: &Text) -> Text {
    let (de, en, ends_de, ends_en) = (&value.de, &value.en, &ends.de, &ends.en);
    text!("{de}; 95-%-Intervall {ends_de}", "{en}; 95% interval {ends_en}")
}

/// The map in a sentence.
pub fn map_description(lowest: (&str, &Text), highest: (&str, &Text)) -> Text {
    let (low_name, low_de, low_en) = (lowest.0, &lowest.1.de, &lowest.1.en);
    let (high_name, high_de, high_en) = (highest.0, &highest.1.de, &highest.1.en);
    text!(
        "Am wenigsten sind es in {low_name} ({low_de}), am meisten in {high_name} ({high_de}).",
        "Fewest are in {low_name} ({low_en}), most in {high_name} ({high_en})."
    )
}

/// Title of a district on the map.
pub fn map_area(name: &str, value: Option<&Text>) -> Text {
    match value {
        None => text!("{name}: keine Angabe", "{name}: not known"),
        Some(Text { de, en }) => text!(
            "{name}: {de} je 1.000 Einwohner",
            "{name}: {en} per 1,000 residents"
        ),
    }
}

/// Legend: a class of the map.
pub fn class(from: &Text, to: &Text) -> Text {
    let (a, b, c, d) = (&from.de, &to.de, &from.en, &to.en);
    text!("{a} bis unter {b}", "{c} to under {d}")
}

/// Legend: the highest class of the map.
pub fn highest_class(from: &Text, to: &Text) -> Text {
    number::between(from, to)
}

/// Legend: no data.
pub fn no_data() -> Text {
    text!("keine Angabe", "not known")
}

/// Caption of the table of districts.
pub fn districts_caption() -> Text {
    text!(
        "Stadtteile: Mittel über alle Nächte und Rechnungen, in Klammern das 95-%-Intervall",
        "Districts: mean over all nights and courses, with the 95% interval"
    )
}

/// Heads of the table of districts.
pub fn district_columns() -> [Text; 7] {
    [
        text!("Stadtteil", "District"),
        text!("Einwohner", "Residents"),
        text!("untergebracht", "housed"),
        text!("je 1.000 Einwohner", "per 1,000 residents"),
        text!("am Ende je 1.000", "at the end per 1,000"),
        text!("nutzbare Plätze, Anfang → Ende", "usable places, start → end"),
        text!("Ziel", "target"),
    ]
}

/// The sum of all districts.
pub fn whole_town() -> Text {
    text!("Kommune insgesamt", "Whole town")
}

/// Heading of the sites.
pub fn sites() -> Text {
    text!("Die Unterkünfte", "The sites")
}

/// Caption of the table of sites.
pub fn sites_caption() -> Text {
    text!(
        "Unterkünfte: Mittel über die Nächte, in denen sie offen sind, und über alle Rechnungen",
        "Sites: mean over the nights in which they are open, and over all courses"
    )
}

/// Note below the table of sites.
pub fn sites_note() -> Text {
    text!(
        "Nutzbar sind weniger Plätze als vorhanden: Eine Familie zu dritt in einem Zimmer für vier lässt ein Bett leer. Rechnungen, in denen eine Unterkunft nie öffnet, zählen bei ihr mit null. Kosten gelten für den ganzen Zeitraum, Investitionen eingeschlossen.",
        "Fewer places are usable than there are: a family of three in a room for four leaves a bed empty. Courses in which a site never opens count as zero for it. Costs are for the whole period, investment included."
    )
}

/// Heads of the table of sites.
pub fn site_columns() -> [Text; 7] {
    [
        text!("Unterkunft, Art, Stadtteil", "Site, kind, district"),
        text!("offen", "open"),
        text!("Plätze, davon nutzbar", "places, usable"),
        text!("belegt", "occupied"),
        text!("Auslastung in %", "occupancy in %"),
        text!("Spitze", "peak"),
        text!("Kosten in €", "cost in €"),
    ]
}

/// Open without limits in the period.
pub fn always() -> Text {
    text!("durchgehend", "throughout")
}

/// Open only when it is needed.
pub fn on_need() -> Text {
    text!("nur bei Bedarf", "only when needed")
}

/// Open from a day on.
pub fn from(day: &Text) -> Text {
    let (de, en) = (&day.de, &day.en);
    text!("ab {de}", "from {en}")
}

/// Open until a day.
pub fn until(day: &Text) -> Text {
    let (de, en) = (&day.de, &day.en);
    text!("bis {de}", "until {en}")
}

/// Places, and how many of them are usable.
pub fn usable_of(usable: &Text, nominal: &Text) -> Text {
    let (a, b, c, d) = (&usable.de, &nominal.de, &usable.en, &nominal.en);
    text!("{b}, davon {a}", "{d}, usable {c}")
}

/// Two values, first and last.
pub fn first_and_last(first: &Text, last: &Text) -> Text {
    let (a, b, c, d) = (&first.de, &last.de, &first.en, &last.en);
    text!("{a} → {b}", "{c} → {d}")
}
