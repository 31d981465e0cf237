//! The implementation report in short, for a terminal.

use super::{Progress, agenda, late, summary, worth};
use crate::report::block::{Block, Cell};
use crate::report::number;
use crate::report::terminal::{Screen, visible, wrapped};
use crate::text;
use crate::text::Lang;
use std::fmt::Write as _;

/// Dates that are listed.
const MOST_DATES: usize = 8;

/// The sentences of the summary, what is late, the next dates.
pub fn summary(progress: &Progress, lang: Lang, screen: Screen) -> String {
    let width = screen.width.clamp(40, 120);
    let mut out = String::new();
    write_wrapped(&mut out, &progress.scenario.name, "", width);
    out.push('\n');
    if let Some(nothing) = summary::no_measures(progress) {
        write_wrapped(&mut out, nothing.in_lang(lang), "", width);
    }
    for sentence in summary::sentences(progress) {
        write_wrapped(&mut out, sentence.text.in_lang(lang), "", width);
    }
    write_worth(&mut out, progress, lang, width);
    write_late(&mut out, progress, lang, width);
    write_dates(&mut out, progress, lang, width);
    out
}

fn write_wrapped(out: &mut String, words: &str, before: &str, width: usize) {
    for (index, line) in wrapped(&visible(words), width - before.chars().count())
        .iter()
        .enumerate()
    {
        let lead = if index == 0 {
            before.to_owned()
        } else {
            " ".repeat(before.chars().count())
        };
        let _ = writeln!(out, "{lead}{line}");
    }
}

fn write_worth(out: &mut String, progress: &Progress, lang: Lang, width: usize) {
    let Some(found) = progress.worth.filter(|worth| !worth.rows.is_empty()) else {
        return;
    };
    let title = text!(
        "Was bringt welche Maßnahme, zusätzlich zu allen anderen?",
        "What does each measure bring, on top of all others?"
    );
    let _ = writeln!(out, "\n{}", title.in_lang(lang));
    for line in worth::lines(progress, found) {
        write_wrapped(out, line.in_lang(lang), "  ", width);
    }
}

fn write_late(out: &mut String, progress: &Progress, lang: Lang, width: usize) {
    let Some(section) = late::section(progress) else {
        return;
    };
    let _ = writeln!(out, "\n{}", section.title.in_lang(lang));
    for block in &section.blocks {
        let Block::Table(table) = block else { continue };
        for row in &table.rows {
            let words: Vec<&str> = row
                .cells
                .iter()
                .take(2)
                .filter_map(|cell| match cell {
                    Cell::Words(text) => Some(text.in_lang(lang)),
                    _ => None,
                })
                .collect();
            write_wrapped(out, &words.join(": "), "  ", width);
        }
    }
}

fn write_dates(out: &mut String, progress: &Progress, lang: Lang, width: usize) {
    let entries = agenda::entries(progress);
    if entries.is_empty() {
        return;
    }
    let title = text!("Nächste Termine", "Next dates");
    let _ = writeln!(out, "\n{}", title.in_lang(lang));
    for entry in entries.iter().take(MOST_DATES) {
        let date = number::date(entry.date);
        let before = format!("  {}  ", date.in_lang(lang));
        write_wrapped(out, entry.what.in_lang(lang), &before, width);
    }
    if entries.len() > MOST_DATES {
        let more = entries.len() - MOST_DATES;
        let words = text!("… und {more} weitere", "… and {more} more");
        let _ = writeln!(out, "  {}", words.in_lang(lang));
    }
}
