//! Text in every language the program speaks.
//!
//! A [`Text`] always holds both languages, so a missing translation does not compile.
//! Which one is shown is decided once, at the edge, by [`Lang`].

use serde::{Deserialize, Serialize};

/// A language for what people read. Machine formats never depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// German, the language of the town halls.
    De,
    /// English.
    En,
    /// German; the pages in Einfache Sprache.
    #[serde(rename = "de-einfach")]
    DeEinfach,
}

impl Lang {
    /// The tag of the language as in HTML's `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::De | Lang::DeEinfach => "de",
            Lang::En => "en",
        }
    }

    /// Its name on the command line and in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Lang::De => "de",
            Lang::En => "en",
            Lang::DeEinfach => "de-einfach",
        }
    }
}

/// One statement in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The same words in every language: names, numbers, keys.
    pub fn same(words: impl Into<String>) -> Self {
        let words = words.into();
        Text {
            de: words.clone(),
            en: words,
        }
    }

    /// The same words with a capital at the beginning, as a sentence or a row begins.
    #[must_use]
    pub fn capitalised(&self) -> Self {
        let capital = |words: &str| {
            let mut letters = words.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().collect::<String>() + letters.as_str()
            })
        };
        Text {
            de: capital(&self.de),
            en: capital(&self.en),
        }
    }

    /// The words in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::De | Lang::DeEinfach => &self.de,
            Lang::En => &self.en,
        }
    }
}

/// Characters that change what others look like or that nobody sees: control characters, marks of
/// writing direction, and those that are none.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// Builds a [`Text`] from a German and an English format string with the same captured values.
#[macro_export]
macro_rules! text {
    ($de:literal, $en:literal) => {
        $crate::text::Text {
            de: format!($de),
            en: format!($en),
        }
    };
}
