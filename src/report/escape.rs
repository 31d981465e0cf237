//! A stranger's text in a page: nothing in it is markup, nothing in it reorders what is read.

use crate::text::{Lang, Text, is_hidden};
use std::borrow::Cow;

/// The text for an element or a quoted attribute, in HTML and SVG.
///
/// Control characters and marks that override the direction of reading are left out.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(character),
            hidden if is_hidden(hidden) => {}
            plain => out.push(plain),
        }
    }
    Cow::Owned(out)
}

fn is_plain(character: char) -> bool {
    !matches!(character, '&' | '<' | '>' | '"' | '\'') && !is_hidden(character)
}

/// The words of a text, safe to stand in an element of the page.
pub fn words(text: &Text, lang: Lang) -> Cow<'_, str> {
    phrase(text.in_lang(lang))
}

/// The text for an element: what must not be torn apart at the end of a line is held together,
/// and a word longer than any line may be torn.
pub fn phrase(text: &str) -> Cow<'_, str> {
    let is_special = |word: &str| word.contains(TORN) || is_endless(word);
    if text.split(' ').any(is_special) {
        let words: Vec<Cow<'_, str>> = text.split(' ').map(word).collect();
        Cow::Owned(words.join(" "))
    } else {
        escaped(text)
    }
}

/// A hyphen at which browsers break lines and readers stumble: `95-%-Intervall`.
const TORN: &str = "-%";
/// Characters of the longest word that fits into every column.
const LONGEST_WORD: usize = 60;

fn is_endless(word: &str) -> bool {
    word.len() > LONGEST_WORD && word.chars().nth(LONGEST_WORD).is_some()
}

fn word(word: &str) -> Cow<'_, str> {
    if is_endless(word) {
        let characters: Vec<char> = word.chars().collect();
        let pieces = characters.chunks(LONGEST_WORD / 3);
        let pieces = pieces.map(|piece| escaped(&piece.iter().collect::<String>()).into_owned());
        Cow::Owned(pieces.collect::<Vec<String>>().join("<wbr>"))
    } else if word.contains(TORN) {
        Cow::Owned(format!("<span class=\"nb\">{}</span>", escaped(word)))
    } else {
        escaped(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_words() {
        assert_eq!(
            escaped(r#"<a href="x">'&"#),
            "&lt;a href=&quot;x&quot;&gt;&#39;&amp;"
        );
    }

    #[test]
    fn an_interval_keeps_its_name_in_one_line() {
        assert_eq!(
            phrase("so genau (95-%-Intervall 1 bis 2), <95 %>"),
            "so genau <span class=\"nb\">(95-%-Intervall</span> 1 bis 2), &lt;95 %&gt;"
        );
        assert_eq!(phrase("Haus-Nord"), "Haus-Nord");
    }

    #[test]
    fn a_word_without_end_may_be_torn() {
        let torn = phrase(&"<ü".repeat(200)).into_owned();
        assert!(
            torn.split("<wbr>").all(|piece| piece.chars().count() <= 60),
            "{torn}"
        );
        assert_eq!(torn.replace("<wbr>", ""), "&lt;ü".repeat(200));
    }

    #[test]
    fn marks_of_direction_and_controls_vanish() {
        assert_eq!(escaped("a\u{202e}b\u{0}c\u{7}"), "abc");
        assert_eq!(escaped("Größe – schön"), "Größe – schön");
    }
}
