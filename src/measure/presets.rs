//! Action fields and demands of real concepts, to begin with.

use super::{Demand, Field};
use crate::text::Text;

/// Figures of the simulation that say something about housing, the most important first.
pub const HOUSING_FIGURES: [&str; 7] = [
    "probability_of_shortage",
    "first_shortage_date",
    "unmet_person_nights",
    "emergency_person_nights",
    "free_usable_places_min",
    "worst_district_share",
    "forced_moves",
];

/// Id, German name, English name, figures.
type Named = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// The eight action fields of Leverkusen, in the city's words
/// (leverkusen.de, „Fortschreibung Integrationskonzept“).
const LEVERKUSEN: [Named; 8] = [
    ("sprache", "Sprache / Sprachförderung", "Language", &[]),
    (
        "bildung",
        "Erziehung und (institutionelle) Bildung",
        "Upbringing and education",
        &[],
    ),
    (
        "arbeit",
        "Qualifizierung, Ausbildung und Arbeit",
        "Qualification, training and work",
        &[],
    ),
    (
        "wohnen",
        "Wohnen und Unterbringung",
        "Housing and accommodation",
        &HOUSING_FIGURES,
    ),
    ("gesundheit", "Gesundheit", "Health", &[]),
    (
        "engagement",
        "Zivilgesellschaftliches / Bürgerschaftliches Engagement und Freizeit, Kultur und Sport",
        "Civic engagement and leisure, culture and sport",
        &[],
    ),
    (
        "dialog",
        "Interkultureller und Interreligiöser Dialog",
        "Intercultural and interfaith dialogue",
        &[],
    ),
    (
        "altern",
        "Altern in der Migrationsgesellschaft / Senioren",
        "Ageing in a society of migration",
        &[],
    ),
];

/// The seven action fields of Herzogenrath (herzogenrath.de, concept commissioned in 2018).
const HERZOGENRATH: [Named; 7] = [
    (
        "sprache-bildung",
        "Sprache und Bildung",
        "Language and education",
        &[],
    ),
    (
        "wohnen-soziales",
        "Wohnen und Soziales",
        "Housing and social affairs",
        &HOUSING_FIGURES,
    ),
    (
        "gesundheit-sport",
        "Gesundheit und Sport",
        "Health and sport",
        &[],
    ),
    (
        "arbeit-weiterbildung",
        "Arbeit und Weiterbildung",
        "Work and further training",
        &[],
    ),
    ("sicherheit", "Sicherheit", "Safety", &[]),
    (
        "kultur-religionen",
        "Kultur und Religionen",
        "Culture and religions",
        &[],
    ),
    (
        "ehrenamt",
        "Ehrenamt/zivilgesellschaftliches Engagement",
        "Volunteering and civic engagement",
        &[],
    ),
];

/// The five demands of the Leichlingen petition of 30 January 2025 (openpetition.de), shortened.
const LEICHLINGEN: [(&str, &str, &str); 5] = [
    (
        "kommunikation",
        "Transparente Kommunikation: früh informieren, regelmäßig sprechen",
        "Transparent communication: early information, regular dialogue",
    ),
    (
        "beteiligung",
        "Beteiligung aller, auch der Geflüchteten und der Vereine",
        "Participation of all, refugees and associations included",
    ),
    (
        "langfristig",
        "Langfristige Planung der Unterbringung: Mischung und eine Wohnstrategie statt kurzfristiger Lösungen",
        "Long-term planning of housing: mixing and a housing strategy instead of short-term fixes",
    ),
    (
        "notfall",
        "Notfallpläne: was geschieht, wenn viele auf einmal kommen, und wie Engpässe früh auffallen",
        "Emergency plans: what happens if many come at once, and how bottlenecks are seen early",
    ),
    (
        "vorurteile",
        "Maßnahmen gegen Vorurteile",
        "Measures against prejudice",
    ),
];

/// The eight action fields of Leverkusen.
pub fn leverkusen() -> Vec<Field> {
    LEVERKUSEN.iter().map(field).collect()
}

/// The seven action fields of Herzogenrath.
pub fn herzogenrath() -> Vec<Field> {
    HERZOGENRATH.iter().map(field).collect()
}

fn field((id, de, en, figures): &Named) -> Field {
    Field {
        id: (*id).to_owned(),
        name: Text {
            de: (*de).to_owned(),
            en: (*en).to_owned(),
        },
        goal: None,
        figures: figures.iter().map(|figure| (*figure).to_owned()).collect(),
        services: Vec::new(),
    }
}

/// The five demands of Leichlingen.
pub fn leichlingen() -> Vec<Demand> {
    let demand = |(id, de, en): &(&str, &str, &str)| Demand {
        id: (*id).to_owned(),
        name: Text {
            de: (*de).to_owned(),
            en: (*en).to_owned(),
        },
        source: Some("openpetition.de, 30.01.2025".to_owned()),
    };
    LEICHLINGEN.iter().map(demand).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_presets_have_as_many_entries_as_their_sources() {
        assert_eq!(
            (leverkusen().len(), herzogenrath().len(), leichlingen().len()),
            (8, 7, 5)
        );
    }
}
