//! The report on a terminal: the judgement, the figures, a small chart of need against places.
//!
//! Colour and width are the caller's to decide; without colour there is not one escape sequence.

use super::block::{Light, Verdict};
use super::sections::course::{highest, series};
use super::sections::ladder;
use super::sections::services::judgements;
use super::sections::summary::judgement;
use super::sections::warning;
use super::{catalogue, number};
use crate::findings::Findings;
use crate::text::{Lang, Text, is_hidden};
use std::fmt::Write as _;

/// How the terminal wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Characters per line.
    pub width: usize,
    /// Whether colours may be used.
    pub ink: ScreenInk,
}

/// Whether colours may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScreenInk {
    /// As a terminal shows them.
    Colour,
    /// No escape sequences: `NO_COLOR` is set, or this is no terminal.
    Plain,
}

/// Lines of the chart.
const CHART_LINES: usize = 12;

/// What a run found out, for a terminal.
pub fn summary(findings: &Findings, lang: Lang, screen: Screen) -> String {
    let width = screen.width.clamp(40, 120);
    let mut out = String::new();
    for line in wrapped(&printable(&findings.scenario), width) {
        let _ = writeln!(out, "{line}");
    }
    write_judgement(&mut out, findings, lang, screen.ink, width);
    write_chart(&mut out, findings, lang, screen.ink, width);
    write_figures(&mut out, findings, lang, width);
    write_steps(&mut out, findings, lang, width);
    write_warnings(&mut out, findings, lang, width);
    out
}

/// The steps of the ladder, a sentence each.
fn write_steps(out: &mut String, findings: &Findings, lang: Lang, width: usize) {
    write_sentences(
        out,
        &catalogue::ladder::title(),
        &ladder::sentences(findings),
        lang,
        width,
    );
}

/// The bottlenecks and their warnings, a sentence each.
fn write_warnings(out: &mut String, findings: &Findings, lang: Lang, width: usize) {
    write_sentences(
        out,
        &catalogue::warning::title(),
        &warning::sentences(findings),
        lang,
        width,
    );
}

/// Sentences under a heading, if there are any.
fn write_sentences(out: &mut String, title: &Text, sentences: &[Text], lang: Lang, width: usize) {
    if sentences.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", title.in_lang(lang));
    for sentence in sentences {
        for line in wrapped(&visible(sentence.in_lang(lang)), width - 2) {
            let _ = writeln!(out, "  {line}");
        }
    }
}

/// A stranger's words without anything that steers a terminal.
pub fn printable(text: &str) -> String {
    visible(text).chars().take(200).collect()
}

/// Our own words, which may hold those of strangers, without anything that steers a terminal.
pub fn visible(text: &str) -> String {
    text.chars().filter(|character| !is_hidden(*character)).collect()
}

fn write_judgement(out: &mut String, findings: &Findings, lang: Lang, ink: ScreenInk, width: usize) {
    let verdicts = judgement(findings).into_iter().chain(judgements(findings));
    for verdict in verdicts {
        write_verdict(out, &verdict, lang, ink, width);
    }
}

pub(super) fn write_verdict(out: &mut String, verdict: &Verdict, lang: Lang, ink: ScreenInk, width: usize) {
    let (shape, colour) = match verdict.light {
        Light::Green => ('●', "32"),
        Light::Amber => ('▲', "33"),
        Light::Red => ('■', "31"),
    };
    let word = format!("{shape} {}", printable(verdict.word.in_lang(lang)));
    let _ = writeln!(out, "\n{}", coloured(&word, colour, ink));
    for line in wrapped(verdict.sentence.in_lang(lang), width - 2) {
        let _ = writeln!(out, "  {line}");
    }
}

/// The words in a colour, by its code.
pub fn coloured(words: &str, code: &str, ink: ScreenInk) -> String {
    match ink {
        ScreenInk::Colour => format!("\u{1b}[1;{code}m{words}\u{1b}[0m"),
        ScreenInk::Plain => words.to_owned(),
    }
}

/// The words in lines of at most that many characters.
pub fn wrapped(words: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split([' ', '\n']) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A figure as it is shown: name, value, interval.
struct Line {
    name: String,
    value: String,
    interval: String,
}

fn lines(findings: &Findings, lang: Lang) -> Vec<Line> {
    let shown =
        |text: Option<Text>| text.map_or_else(|| "–".to_owned(), |text| text.in_lang(lang).to_owned());
    findings
        .figures
        .iter()
        .map(|figure| Line {
            name: printable(figure.name.in_lang(lang)),
            value: shown(number::valued(figure)),
            interval: shown(number::interval(figure)),
        })
        .collect()
}

/// Widths of the three columns; without intervals, or with one figure on two lines, where the
/// screen is narrow.
fn write_figures(out: &mut String, findings: &Findings, lang: Lang, width: usize) {
    let lines = lines(findings, lang);
    let widest = |pick: fn(&Line) -> &String| {
        let widths = lines.iter().map(|line| pick(line).chars().count());
        widths.max().unwrap_or(0)
    };
    let (values, intervals) = (widest(|line| &line.value), widest(|line| &line.interval));
    let names = widest(|line| &line.name).clamp(1, 48);
    let _ = writeln!(out);
    for line in &lines {
        if names + values + intervals + 4 <= width {
            write_in_columns(out, line, names, values, intervals);
        } else {
            write_below_each_other(out, line, width);
        }
    }
    if !lines.is_empty() {
        let note = catalogue::terminal::interval_note();
        let _ = writeln!(out, "{}", note.in_lang(lang));
    }
}

fn write_in_columns(out: &mut String, line: &Line, names: usize, values: usize, intervals: usize) {
    let name = wrapped(&line.name, names);
    let _ = writeln!(
        out,
        "{}  {}  {}",
        padded(&name[0], names, Side::Right),
        padded(&line.value, values, Side::Left),
        padded(&line.interval, intervals, Side::Left)
    );
    for rest in &name[1..] {
        let _ = writeln!(out, "{rest}");
    }
}

fn write_below_each_other(out: &mut String, line: &Line, width: usize) {
    for part in wrapped(&line.name, width) {
        let _ = writeln!(out, "{part}");
    }
    for part in wrapped(&format!("{} ({})", line.value, line.interval), width - 4) {
        let _ = writeln!(out, "    {part}");
    }
}

/// On which side blanks are added.
#[derive(Clone, Copy)]
pub enum Side {
    /// Before the words.
    Left,
    /// After the words.
    Right,
}

/// The words with blanks up to a width.
pub fn padded(words: &str, width: usize, side: Side) -> String {
    let blanks = " ".repeat(width.saturating_sub(words.chars().count()));
    match side {
        Side::Left => format!("{blanks}{words}"),
        Side::Right => format!("{words}{blanks}"),
    }
}

fn write_chart(out: &mut String, findings: &Findings, lang: Lang, ink: ScreenInk, width: usize) {
    let Some(need) = series(findings, "needed").filter(|need| !need.quantiles.is_empty()) else {
        return;
    };
    let places = series(findings, "places").map(|places| places.mean.as_slice());
    let top = highest(&need.quantiles, places);
    let margin = number::decimal(libm::ceil(top), 0)
        .in_lang(lang)
        .chars()
        .count()
        .max(4);
    let columns = width - margin - 2;
    let days: Vec<usize> = (0..columns)
        .map(|column| column * (need.quantiles.len() - 1) / (columns - 1).max(1))
        .collect();
    let _ = writeln!(out, "\n{}", catalogue::terminal::chart().in_lang(lang));
    for line in 0..CHART_LINES {
        let _ = write!(out, "{} ", padded(&tick(line, top, lang), margin, Side::Left));
        for day in &days {
            let mark = mark(
                line,
                top,
                &need.quantiles[*day],
                places.map(|places| places[*day]),
            );
            out.push_str(&mark_coloured(mark, ink));
        }
        let _ = writeln!(out);
    }
    write_dates(out, findings, margin, columns);
    let legend = match places {
        Some(_) => catalogue::terminal::legend_with_places(),
        None => catalogue::terminal::legend(),
    };
    for line in wrapped(legend.in_lang(lang), width) {
        let _ = writeln!(out, "{line}");
    }
}

fn tick(line: usize, top: f64, lang: Lang) -> String {
    let value = match line {
        0 => top,
        middle if middle == CHART_LINES / 2 => top * (1.0 - middle as f64 / CHART_LINES as f64),
        bottom if bottom == CHART_LINES - 1 => 0.0,
        _ => return String::new(),
    };
    number::decimal(libm::round(value), 0).in_lang(lang).to_owned()
}

/// What stands in a cell of the chart.
fn mark(line: usize, top: f64, need: &[f64; 5], places: Option<f64>) -> char {
    let cell = |value: f64| {
        let from_top = (1.0 - value / top) * CHART_LINES as f64;
        (from_top.max(0.0) as usize).min(CHART_LINES - 1)
    };
    let between = |low: f64, high: f64| (cell(high)..=cell(low)).contains(&line);
    if places.is_some_and(|places| cell(places) == line) {
        '═'
    } else if cell(need[2]) == line {
        '█'
    } else if between(need[1], need[3]) {
        '▒'
    } else if between(need[0], need[4]) {
        '░'
    } else {
        ' '
    }
}

fn mark_coloured(mark: char, ink: ScreenInk) -> String {
    match (ink, mark) {
        (ScreenInk::Plain, _) | (_, ' ') => mark.to_string(),
        (ScreenInk::Colour, '═') => format!("\u{1b}[31m{mark}\u{1b}[0m"),
        (ScreenInk::Colour, _) => format!("\u{1b}[34m{mark}\u{1b}[0m"),
    }
}

fn write_dates(out: &mut String, findings: &Findings, margin: usize, columns: usize) {
    let calendar = &findings.calendar;
    let month = |date: crate::calendar::Date| format!("{:02}/{}", date.0.month(), date.year());
    let (first, last) = (month(calendar.start), month(calendar.end()));
    let between = columns.saturating_sub(first.chars().count() + last.chars().count());
    let _ = writeln!(
        out,
        "{}{first}{}{last}",
        " ".repeat(margin + 1),
        " ".repeat(between)
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    fn shown(findings: &Findings, width: usize, ink: ScreenInk) -> String {
        summary(findings, Lang::De, Screen { width, ink })
    }

    #[test]
    fn without_colour_there_is_no_escape_sequence() {
        let plain = shown(&example::short(3), 80, ScreenInk::Plain);
        assert!(!plain.contains('\u{1b}'));
        assert!(plain.contains("■ Der Platz reicht nicht"));
        assert!(shown(&example::short(3), 80, ScreenInk::Colour).contains('\u{1b}'));
    }

    #[test]
    fn no_line_is_wider_than_the_screen() {
        for width in [40, 60, 80, 120] {
            for line in shown(&example::short(3), width, ScreenInk::Plain).lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_strangers_name_does_not_steer_the_terminal() {
        let mut findings = example::short(3);
        findings.scenario = "\u{1b}[2J\u{202e}evil".into();
        assert!(!shown(&findings, 80, ScreenInk::Plain).contains(['\u{1b}', '\u{202e}']));
    }

    #[test]
    fn an_empty_run_is_shown_without_a_chart() {
        assert!(shown(&example::empty(), 80, ScreenInk::Plain).contains("leer"));
    }

    #[test]
    fn the_line_of_places_stands_above_the_need_when_there_is_room() {
        let need = [10.0, 20.0, 30.0, 40.0, 50.0];
        let column: String = (0..CHART_LINES)
            .map(|line| mark(line, 120.0, &need, Some(110.0)))
            .collect();
        assert_eq!(column.find('═'), Some(1));
        assert!(column.chars().position(|c| c == '█') > column.chars().position(|c| c == '▒'));
    }
}
