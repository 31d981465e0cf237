//! The stress test for a terminal.

use super::{StressReport, drill, sections, words};
use crate::report::terminal::{Screen, Side, padded, printable, visible, wrapped, write_verdict};
use crate::text;
use crate::text::{Lang, Text};
use std::fmt::Write as _;

/// The sentences, the sizes by variant and duration, the forecast, the drill.
pub fn summary(report: &StressReport, lang: Lang, screen: Screen) -> String {
    let width = screen.width.clamp(40, 140);
    let mut out = String::new();
    write_words(
        &mut out,
        &words::title(&Text::same(report.scenario.name.as_str())),
        lang,
        width,
    );
    out.push('\n');
    for sentence in sections::sentences(report) {
        write_words(&mut out, &sentence, lang, width);
    }
    write_sizes(&mut out, report, lang, width);
    write_verdict(&mut out, &words::forecast(report), lang, screen.ink, width);
    out.push('\n');
    write_heading(&mut out, &text!("Notfallübung", "Emergency drill"), lang);
    for line in drill::lines(report) {
        write_words(&mut out, &line, lang, width);
    }
    out
}

fn write_heading(out: &mut String, words: &Text, lang: Lang) {
    let _ = writeln!(out, "{}", words.in_lang(lang));
}

fn write_words(out: &mut String, words: &Text, lang: Lang, width: usize) {
    for line in wrapped(&visible(words.in_lang(lang)), width) {
        let _ = writeln!(out, "{line}");
    }
}

fn write_sizes(out: &mut String, report: &StressReport, lang: Lang, width: usize) {
    let heads: Vec<Text> = report
        .question
        .durations
        .iter()
        .map(|days| words::duration(*days))
        .collect();
    let columns: Vec<usize> = heads
        .iter()
        .map(|head| head.in_lang(lang).chars().count().max(7) + 2)
        .collect();
    let name_width = width.saturating_sub(columns.iter().sum()).clamp(16, 56);
    out.push('\n');
    let title = text!(
        "Personen, die zusätzlich aufgenommen werden",
        "Persons absorbed in addition"
    );
    write_heading(out, &title, lang);
    let mut line = padded("", name_width, Side::Right);
    for (head, column) in heads.iter().zip(&columns) {
        line.push_str(&padded(head.in_lang(lang), *column, Side::Left));
    }
    let _ = writeln!(out, "{line}");
    for (variant, absorbed) in report.variants.iter().zip(&report.answer.variants) {
        let name = printable(words::variant(report, &variant.change).in_lang(lang));
        let name: String = if name.chars().count() > name_width {
            name.chars().take(name_width - 1).chain(['…']).collect()
        } else {
            name
        };
        let mut line = padded(&name, name_width, Side::Right);
        for (one, column) in absorbed.iter().zip(&columns) {
            let number = match one.beyond {
                true => format!("> {}", one.persons),
                false => one.persons.to_string(),
            };
            line.push_str(&padded(&number, *column, Side::Left));
        }
        let _ = writeln!(out, "{line}");
    }
}
