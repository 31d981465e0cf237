//! What every key means, in both languages.
//!
//! The English words are the comments of the mirror structs; the German ones stand in
//! `german`, found by the end of the key's path. A test keeps the two complete.

mod german;

use super::shape::{self, Shape};
use crate::text::Text;

/// The meaning of a key of the format; entries that the user names may have any name.
pub fn meaning(path: &[&str]) -> Option<Text> {
    let en = shape::key_at(shape::scenario(), path)?.doc.clone();
    let pattern = pattern(path);
    let de = in_german(&pattern).map_or_else(|| en.clone(), str::to_owned);
    Some(Text { de, en })
}

/// The path with `*` for what the user names.
fn pattern(path: &[&str]) -> Vec<String> {
    let mut shape = Some(shape::scenario());
    path.iter()
        .map(|key| {
            let fixed = shape.and_then(Shape::keys).is_some();
            shape = shape.and_then(|shape| shape.below(key));
            if fixed { (*key).to_owned() } else { "*".to_owned() }
        })
        .collect()
}

/// The words for the longest end of a path that has some.
fn in_german(pattern: &[String]) -> Option<&'static str> {
    (0..pattern.len()).find_map(|from| {
        let end = pattern[from..].join(".");
        german::all()
            .find(|(key, _)| *key == end)
            .map(|(_, words)| *words)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// All keys of the format, as patterns.
    fn all(shape: &Shape, path: &mut Vec<String>, into: &mut Vec<Vec<String>>) {
        for (name, key) in shape.keys().into_iter().flatten() {
            path.push(name.clone());
            into.push(path.clone());
            all(&key.shape, path, into);
            path.pop();
        }
        if shape.keys().is_none()
            && let Some(inner) = shape.below("*")
        {
            path.push("*".to_owned());
            all(inner, path, into);
            path.pop();
        }
    }

    fn patterns() -> Vec<Vec<String>> {
        let mut into = Vec::new();
        all(shape::scenario(), &mut Vec::new(), &mut into);
        into
    }

    #[test]
    fn every_key_has_german_words_of_its_own_table() {
        for pattern in patterns() {
            let words = in_german(&pattern);
            assert!(words.is_some(), "{}", pattern.join("."));
            let top_only = ["name", "start", "end", "map", "description", "question"];
            let last = pattern.last().map_or("", String::as_str);
            let borrowed =
                pattern.len() > 1 && top_only.contains(&last) && words == in_german(&[last.to_owned()]);
            assert!(!borrowed, "{}", pattern.join("."));
        }
    }

    #[test]
    fn no_german_words_are_left_without_a_key() {
        let ends: BTreeSet<String> = patterns()
            .iter()
            .flat_map(|pattern| (0..pattern.len()).map(|from| pattern[from..].join(".")))
            .collect();
        for (key, _) in german::all() {
            assert!(ends.contains(*key), "{key}");
        }
    }

    #[test]
    fn a_meaning_does_not_depend_on_the_users_names() {
        let meaning = meaning(&["sites", "name", "places"]).unwrap();
        assert!(meaning.de.starts_with("Plätze auf dem Papier") && meaning.en.starts_with("Nominal places"));
        assert_eq!(super::meaning(&["sites", "north", "place"]), None);
    }
}
