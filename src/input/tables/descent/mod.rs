//! Words that stand for nationality, religion or ethnicity, or for a proxy made for them, in
//! German and English.
//!
//! Placing people by these is unlawful, so no table may bring them. Words are compared by their
//! stems and at their borders, so that "Pass" is found and "Passung" is not. A list can be got
//! round; it is there so that nobody does it by accident.

mod words;

use words::{ALONE, ATTRIBUTES, INNOCENT, PHRASES, PROXIES, WORDS};

/// Whether a list of predictors, a heading or a class names nationality, religion, ethnicity or a
/// proxy for them.
pub fn mentions_descent(text: &str) -> bool {
    let alone = |part: &str| ALONE.contains(&plain_words(part).trim());
    let parts = || text.split([',', ';', '|', '/', '+']);
    parts().any(alone) || parts().any(|part| speaks_of(part, &[&ATTRIBUTES, &PROXIES], &WORDS))
}

/// Whether the source of a table says that it rests on such an attribute. Who made it may be a
/// church or bear any name.
pub fn source_mentions_descent(text: &str) -> bool {
    speaks_of(text, &[&ATTRIBUTES], &[])
}

fn speaks_of(text: &str, stems: &[&[&str]], whole: &[&str]) -> bool {
    let written = plain_words(text);
    let says = |phrase: &&str| written.contains(&format!(" {phrase} "));
    if PHRASES.iter().any(says) {
        return true;
    }
    let rest = INNOCENT.iter().fold(written.clone(), |rest, innocent| {
        rest.replace(&format!(" {innocent} "), " ")
    });
    rest.split(' ')
        .any(|word| whole.contains(&word) || stems.iter().copied().flatten().any(|stem| has_stem(word, stem)))
}

fn has_stem(word: &str, stem: &str) -> bool {
    match stem.strip_prefix('*') {
        Some(part) => word.contains(part),
        None => word.starts_with(stem),
    }
}

/// Lower case without umlauts, one blank between words, one at either end; `motherTongue` is two
/// words.
pub fn plain_words(text: &str) -> String {
    let mut plain = String::from(" ");
    let mut before = ' ';
    for letter in text.chars() {
        let new_word = !letter.is_alphanumeric() || (before.is_lowercase() && letter.is_uppercase());
        if new_word && !plain.ends_with(' ') {
            plain.push(' ');
        }
        for lower in letter.to_lowercase().filter(|lower| lower.is_alphanumeric()) {
            match lower {
                'ä' => plain.push_str("ae"),
                'ö' => plain.push_str("oe"),
                'ü' => plain.push_str("ue"),
                'ß' => plain.push_str("ss"),
                other => plain.push(other),
            }
        }
        before = letter;
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descent_and_what_stands_for_it_is_found_in_both_languages_and_any_wording() {
        for text in [
            "Staatsangehörigkeit",
            "Staatsangehoerigkeit",
            "STAATSBÜRGERSCHAFT",
            "nationality",
            "Nationalität",
            "national origin",
            "citizenship",
            "EU citizen",
            "Pass",
            "Pässe",
            "Reisepass",
            "passport",
            "country",
            "Land",
            "country_of_origin",
            "countryOfBirth",
            "COUNTRY CODE",
            "Geburtsland",
            "birth country",
            "Herkunftsland",
            "Herkunftsregion",
            "region of origin",
            "Heimatland",
            "continent",
            "Kontinent",
            "Religion",
            "religious group",
            "Konfession",
            "Glaube",
            "Glaubensgemeinschaft",
            "faith",
            "Muslime",
            "christlich",
            "Moschee",
            "Entfernung zur nächsten Moschee",
            "distance to mosque",
            "Synagoge",
            "synagogue",
            "Nähe zur Kirche",
            "place of worship",
            "Gebetsraum",
            "halal",
            "Kopftuch",
            "headscarf",
            "Ethnic group",
            "ethnicity",
            "Ethnie",
            "race",
            "Rasse",
            "racial group",
            "Hautfarbe",
            "skin colour",
            "caste",
            "Kaste",
            "clan",
            "Clanzugehörigkeit der Sippe",
            "tribe",
            "Stamm",
            "Stammeszugehörigkeit",
            "Volksgruppe",
            "Abstammung",
            "ancestry",
            "Sinti und Roma",
            "mother tongue",
            "motherTongue",
            "Muttersprache",
            "Muttersprachler",
            "Sprache zu Hause",
            "Sprache",
            "language",
            "language spoken at home",
            "native language",
            "Erstsprache",
            "Familiensprache",
            "Anteil Syrer",
            "syrisch",
            "Ukrainian",
            "arabisch",
            "Migrationshintergrund",
            "Ausländer",
            "foreign-born",
            "Vorname",
            "Surname",
            "name",
            "Alter, Sprache, Größe",
            "age; nationality",
        ] {
            assert!(mentions_descent(text), "{text}");
        }
    }

    #[test]
    fn innocent_words_that_look_alike_pass() {
        for text in [
            "age",
            "Alter",
            "Haushaltsgröße, Kinder unter 3",
            "household size",
            "Sprachkurs",
            "Weg zum Sprachkurs",
            "Deutschniveau",
            "Sprachniveau Deutsch",
            "Kenntnisse der deutschen Sprache",
            "German language course level",
            "language course",
            "Passung",
            "passende Wohnungsgröße",
            "passive house",
            "Landkreis",
            "Bundesland",
            "ländlicher Raum",
            "countryside",
            "Terrasse",
            "trace",
            "grace period",
            "Entfernung zur Kita",
            "Fahrzeit nach Neukirchen",
            "Tempelhof",
            "Kirchheim",
            "origin-destination time",
            "original score",
            "Originalmiete",
            "Stammdaten",
            "Stammpersonal",
            "Personen",
            "Geburtsjahr",
            "rationale",
            "combination",
            "Kombination",
            "international school places",
            "senior citizens nearby",
            "Gläubiger",
            "glaubhaft",
            "Behinderung",
            "incontinence care",
            "clandestine",
            "Technik",
            "Islandstraße",
            "syringe exchange",
            "türkis",
            "Arabellapark",
            "Straßenname",
            "Ausländerbehörde, Wegzeit",
        ] {
            assert!(!mentions_descent(text), "{text}");
        }
    }

    #[test]
    fn a_source_may_bear_any_name_but_not_say_that_it_rests_on_descent() {
        for text in [
            "Christian Meier, Fachstelle 50",
            "Evangelische Hochschule, 2024",
            "Ausländerbehörde, Auszug vom 1.2.",
            "https://example.org/ukraine",
        ] {
            assert!(!source_mentions_descent(text), "{text}");
        }
        for text in [
            "Modell nach Nationalität",
            "scores by country of origin",
            "Herkunft",
        ] {
            assert!(source_mentions_descent(text), "{text}");
        }
    }
}
