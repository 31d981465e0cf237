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

/// The words of a text, safe to stand in the page.
pub fn words(text: &Text, lang: Lang) -> Cow<'_, str> {
    escaped(text.in_lang(lang))
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
    fn marks_of_direction_and_controls_vanish() {
        assert_eq!(escaped("a\u{202e}b\u{0}c\u{7}"), "abc");
        assert_eq!(escaped("Größe – schön"), "Größe – schön");
    }
}
