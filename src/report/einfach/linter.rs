//! The rules of Einfache Sprache, and that all statements keep them.

use super::catalogue::Say;
use super::{checked, comparison, compose, sentences};
use crate::report::block::{Block, Page};
use crate::report::results::Edition;
use crate::report::{example, html};
use crate::text::Lang;
use serde_json::json;

/// Most words of a sentence.
const MOST_WORDS: usize = 12;
/// Words that join a second statement to the first.
const JOINTS: &[&str] = &[
    "weil", "dass", "wenn", "obwohl", "sodass", "während", "falls", "damit", "bevor", "nachdem", "denn",
    "sondern", "aber",
];
/// Numbers that should be digits.
const NUMBERS: &[&str] = &[
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "hundert",
    "tausend",
    "million",
    "millionen",
];

/// What is wrong with a sentence.
pub(in crate::report) fn faults(sentence: &str) -> Vec<&'static str> {
    let words: Vec<String> = sentence
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let mut faults = Vec::new();
    if words.len() > MOST_WORDS {
        faults.push("more than twelve words");
    }
    // A comma within a number joins nothing.
    if sentence.contains(", ") || sentence.contains([';', '(', '–']) || has(JOINTS) {
        faults.push("more than one statement");
    }
    if abbreviated(sentence) {
        faults.push("an abbreviation");
    }
    if has(NUMBERS) {
        faults.push("a number in words");
    }
    if genitives(&words) > 0 {
        faults.push("a genitive");
    }
    faults
}

/// A point after letters within a sentence, a sign for a word, or only consonants.
fn abbreviated(sentence: &str) -> bool {
    let inner = sentence.trim_end_matches(['.', '?', '!']);
    let point_after_letter = inner
        .char_indices()
        .any(|(at, c)| c == '.' && inner[..at].ends_with(char::is_alphabetic));
    let known = ["bzw", "ca", "usw", "etc", "evtl", "ggf", "Mio", "Mrd", "Nr"];
    point_after_letter
        || sentence.contains(['%', '€', '§', '&'])
        || sentence
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| known.contains(&word))
}

/// `des` and `eines` are always genitives; `der … der` is one that follows another.
fn genitives(words: &[String]) -> usize {
    let certain = words
        .iter()
        .filter(|word| *word == "des" || *word == "eines")
        .count();
    let chained = words.iter().filter(|word| *word == "der").count();
    certain + chained.saturating_sub(1)
}

/// All that stands on a page, sentence by sentence.
fn all_sentences(page: &Page) -> Vec<String> {
    fn of(block: &Block, all: &mut Vec<String>) {
        match block {
            Block::Heading(text) | Block::Paragraph(text) => all.push(text.de.clone()),
            Block::List(items) => all.extend(items.iter().map(|item| item.de.clone())),
            Block::Terms(terms) => all.extend(
                terms
                    .iter()
                    .flat_map(|(word, meaning)| [word.de.clone(), meaning.de.clone()]),
            ),
            other => panic!("{other:?} has no place on this page"),
        }
    }
    let mut all = vec![
        page.title.de.clone(),
        page.kicker.de.clone(),
        page.foot.de.clone(),
    ];
    for section in &page.sections {
        all.push(section.title.de.clone());
        section.blocks.iter().for_each(|block| of(block, &mut all));
    }
    all.iter().flat_map(|text| sentences(text)).collect()
}

fn pages() -> Vec<Page> {
    let compared = crate::findings::comparison::compare(example::stored(3));
    let mut pages: Vec<Page> = [
        example::calm(3),
        example::short(6),
        example::short(40),
        example::empty(),
    ]
    .iter()
    .map(|findings| example::with_results(findings, compose))
    .collect();
    pages.push(comparison(&compared, Edition::Internal));
    pages.push(comparison(&compared, Edition::Public));
    pages
}

#[test]
fn the_linter_finds_what_is_not_einfach() {
    for (sentence, fault) in [
        ("Das sind z.B. Wohnungen.", "an abbreviation"),
        ("Es kostet 12 Mio Euro.", "an abbreviation"),
        ("Das sind 20 % mehr.", "an abbreviation"),
        ("Zwei Menschen warten.", "a number in words"),
        ("Die Zahl der Plätze der Stadt sinkt.", "a genitive"),
        ("Das Dach des Hauses ist alt.", "a genitive"),
        (
            "Es fehlen Plätze, darum warten Menschen.",
            "more than one statement",
        ),
        ("Sie warten weil Plätze fehlen.", "more than one statement"),
        (
            "Das ist ein Satz mit viel mehr als nur den erlaubten wenigen Wörtern darin.",
            "more than twelve words",
        ),
    ] {
        assert!(
            faults(sentence).contains(&fault),
            "{sentence}: {:?}",
            faults(sentence)
        );
    }
    assert!(faults("In 5 von 10 Rechnungen fehlt ein Platz.").is_empty());
    assert!(faults("Das passiert bis zum 24.02.2026.").is_empty());
}

#[test]
fn every_sentence_of_every_page_is_einfach() {
    for page in pages() {
        for sentence in all_sentences(&page) {
            assert_eq!(faults(&sentence), Vec::<&str>::new(), "{sentence}");
        }
    }
}

#[test]
fn statements_that_the_examples_do_not_make_are_einfach_too() {
    let said = |words: &str| words.to_owned();
    for say in [
        Say::MissingIn(3, said("1.000")),
        Say::MissingInNone,
        Say::MissingInAll,
        Say::FirstDay(said("01.02.2026")),
        Say::FirstDayEarly(said("01.02.2026")),
        Say::FirstDayLate(said("01.02.2026")),
        Say::FirstDayNever,
        Say::Spread(said("1.000"), said("2.000")),
        Say::About(said("3,1"), said("3,4")),
        Say::WhatIsAService,
        Say::ServicesEnough,
        Say::ServiceTight(said("Sprachkurs")),
        Say::ServiceShort(said("Sprachkurs")),
        Say::ServiceUnknown(said("Sprachkurs")),
        Say::CheckedBy(said("Prüfgruppe Nord")),
        Say::CheckedOn(said("01.02.2026")),
        Say::CostsLess('B', 'A'),
        Say::CostsMore('B', 'A'),
        Say::CostsSame('B', 'A'),
        Say::CostsUnclear('B', 'A'),
        Say::Difference(said("1.200")),
        Say::Unfair('C'),
        Say::Public,
    ] {
        for sentence in sentences(&say.words()) {
            assert_eq!(faults(&sentence), Vec::<&str>::new(), "{sentence}");
        }
    }
}

#[test]
fn a_point_in_a_number_or_a_date_ends_no_sentence() {
    assert_eq!(
        sentences("Das sind 1.200 Euro. Am 01.02.2026 ist es so weit."),
        ["Das sind 1.200 Euro.", "Am 01.02.2026 ist es so weit."]
    );
}

#[test]
fn without_a_review_the_page_says_so_and_bears_no_label() {
    let page = example::with_results(&example::short(3), compose);
    let html = html::page(&page, Lang::DeEinfach);
    assert!(html.contains("noch nicht geprüft") && html.contains("lang=\"de\""));
    assert!(!html.contains("Diesen Text in Leichter Sprache hat geprüft"));
}

#[test]
fn reviewed_texts_stand_with_reviewer_and_day() {
    let section = checked(&json!({ "easy_language": {
        "texts": ["Die Stadt braucht mehr Wohnungen."],
        "reviewed_by": "Prüfgruppe Nord",
        "reviewed_on": "2026-02-01",
    }}));
    let shown = format!("{:?}", section.blocks);
    assert!(
        shown.contains("mehr Wohnungen") && shown.contains("Prüfgruppe Nord") && shown.contains("01.02.2026")
    );
    assert!(!shown.contains("noch nicht geprüft"));
}

#[test]
fn a_day_that_is_the_same_in_all_computations_has_no_earlier_and_no_later_one() {
    let mut findings = example::short(3);
    let day = crate::findings::Quantity::Date("2027-02-24".parse().expect("it is a date"));
    for figure in &mut findings.figures {
        if figure.id == "first_shortage_date" {
            (figure.value, figure.low, figure.high) = (day, day, day);
            figure.spread = Some((day, day));
        }
    }
    let page = example::with_results(&findings, compose);
    let said = all_sentences(&page).join(" ");
    assert!(said.contains("bis zum 24.02.2027"));
    assert!(!said.contains("schon am") && !said.contains("erst am"));
}

#[test]
fn a_number_is_told_with_the_range_of_the_computations() {
    let page = example::with_results(&example::short(3), compose);
    let said = all_sentences(&page).join(" ");
    assert!(said.contains("In 9 von 10 Rechnungen sind es"));
}

#[test]
fn services_that_are_not_enough_are_named() {
    use crate::findings::services::ServiceRisk;
    let mut run = example::stored(3).remove(0);
    let risk = |value: f64| {
        Some(crate::findings::Estimate {
            value,
            low: value,
            high: value,
        })
    };
    run.services = [("Kita", risk(0.9)), ("Sprachkurs", risk(0.0)), ("Schule", None)]
        .map(|(name, probability)| ServiceRisk {
            name: name.to_owned(),
            probability,
        })
        .to_vec();
    let page = comparison(
        &crate::findings::comparison::compare(vec![run]),
        Edition::Internal,
    );
    let said = all_sentences(&page).join(" ");
    assert!(said.contains("reicht nicht für alle: Kita.") && said.contains("wissen wir zu wenig: Schule."));
    assert!(!said.contains("Sprachkurs."));
}
