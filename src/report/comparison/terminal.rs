//! The comparison on a terminal: figure by figure, the runs below each other.

use super::{assumptions, words as said};
use crate::findings::comparison::{Comparison, FigureRow, SWITCHED};
use crate::report::block::Light;
use crate::report::catalogue::{self, compare as words};
use crate::report::terminal::{Screen, ScreenInk, coloured, printable, wrapped};
use crate::text::Lang;
use std::fmt::Write as _;

/// Assumptions listed at most.
const MOST_ROWS: usize = 40;

/// The comparison in words.
pub fn summary(comparison: &Comparison, lang: Lang, screen: Screen) -> String {
    let width = screen.width.clamp(40, 120);
    let mut out = String::new();
    for (index, run) in comparison.runs.iter().enumerate() {
        write_wrapped(&mut out, said::head(index, run).in_lang(lang), 0, width);
    }
    for caveat in said::caveats(comparison) {
        out.push('\n');
        write_wrapped(&mut out, &format!("! {}", caveat.in_lang(lang)), 0, width);
    }
    write_judgements(&mut out, comparison, lang, screen.ink);
    for row in &comparison.rows {
        write_figure(&mut out, comparison, row, lang, width);
    }
    write_assumptions(&mut out, comparison, lang, width);
    out
}

fn write_wrapped(out: &mut String, text: &str, indent: usize, width: usize) {
    for line in wrapped(&printable(text), width - indent) {
        let _ = writeln!(out, "{}{line}", " ".repeat(indent));
    }
}

fn write_judgements(out: &mut String, comparison: &Comparison, lang: Lang, ink: ScreenInk) {
    let _ = writeln!(out, "\n{}", catalogue::questions::is_there_room().in_lang(lang));
    for (index, run) in comparison.runs.iter().enumerate() {
        let Some(verdict) = said::judgement(run) else {
            continue;
        };
        let (shape, colour) = match verdict.light {
            Light::Green => ('●', "32"),
            Light::Amber => ('▲', "33"),
            Light::Red => ('■', "31"),
        };
        let word = format!("{shape} {}", verdict.word.in_lang(lang));
        let _ = writeln!(out, "  {}  {}", said::letter(index), coloured(&word, colour, ink));
    }
}

fn write_figure(out: &mut String, comparison: &Comparison, row: &FigureRow, lang: Lang, width: usize) {
    out.push('\n');
    write_wrapped(out, row.name.in_lang(lang), 0, width);
    for (index, run) in comparison.runs.iter().enumerate() {
        let figure = run.figure(&row.id);
        let (value, interval) = figure.map_or((None, None), said::value);
        let mut line = format!(
            "{}  {}",
            said::letter(index),
            value.unwrap_or_else(catalogue::not_seen).in_lang(lang)
        );
        if let Some(interval) = interval {
            let _ = write!(line, " {}", interval.in_lang(lang));
        }
        if let Some(difference) = &row.differences[index] {
            for part in said::difference(row, difference) {
                let _ = write!(line, "; {}", part.in_lang(lang));
            }
        }
        write_wrapped(out, &line, 2, width);
    }
}

fn write_assumptions(out: &mut String, comparison: &Comparison, lang: Lang, width: usize) {
    let rows = &comparison.assumptions;
    out.push('\n');
    if rows.is_empty() {
        write_wrapped(out, words::no_assumption_differs().in_lang(lang), 0, width);
        return;
    }
    write_wrapped(out, words::assumptions().in_lang(lang), 0, width);
    for row in rows.iter().take(MOST_ROWS) {
        if row.key == SWITCHED {
            write_switched(out, comparison, lang, width);
            continue;
        }
        write_wrapped(out, &row.key, 2, width);
        for (index, value) in row.values.iter().enumerate() {
            let value = value.as_ref().map_or_else(|| "–".to_owned(), assumptions::shown);
            write_wrapped(out, &format!("{}  {value}", said::letter(index)), 4, width);
        }
    }
    if rows.len() > MOST_ROWS {
        let more = catalogue::method::rows_left_out(rows.len() - MOST_ROWS, "--format json");
        write_wrapped(out, more.in_lang(lang), 2, width);
    }
}

/// Which measures act in each run.
fn write_switched(out: &mut String, comparison: &Comparison, lang: Lang, width: usize) {
    write_wrapped(out, words::switched().in_lang(lang), 2, width);
    for (index, run) in comparison.runs.iter().enumerate() {
        let told = assumptions::switched_in(run);
        let line = format!("{}  {}", said::letter(index), told.in_lang(lang));
        write_wrapped(out, &line, 4, width);
    }
}
