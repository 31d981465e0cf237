//! Tables as HTML: caption, heads with scope, a box of their own to scroll in.

use super::lights::{light_class, light_shape};
use crate::report::block::{Align, Answer, Cell, ColumnHead, Link, Row, Table, Verdict, Weight};
use crate::report::catalogue;
use crate::report::escape::{escaped, words};
use crate::text::{Lang, Text};
use std::fmt::Write as _;

/// From so many columns on a table is too wide for a phone; there its rows stand below each other,
/// each cell behind the head of its column.
const WIDE: usize = 3;

/// Longer tables (days, replications) are looked up, not read; they keep their rows on a phone.
const LONG: usize = 60;

/// Writes a table; its id is unique on the page.
pub fn write(out: &mut String, table: &Table, id: &str, lang: Lang) {
    let stacks = table.columns.len() >= WIDE && table.rows.len() <= LONG;
    let class_name = if stacks { "scroll stack" } else { "scroll" };
    let _ = write!(
        out,
        "<div class=\"{class_name}\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n<table>\n<caption id=\"{id}\"><span>{}</span></caption>\n<thead><tr>",
        table
            .caption
            .as_ref()
            .map_or(std::borrow::Cow::Borrowed(""), |caption| words(caption, lang))
    );
    for column in &table.columns {
        let _ = write!(
            out,
            "<th scope=\"col\"{}>{}</th>",
            class(column.align),
            words(&column.name, lang)
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        write_row(out, row, (&table.columns, stacks), lang);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    if let Some(note) = &table.note {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", words(note, lang));
    }
}

fn class(align: Align) -> &'static str {
    match align {
        Align::Words => "",
        Align::Numbers => " class=\"n\"",
    }
}

/// The head of the column at the cell itself, for phones.
fn label(column: &ColumnHead, lang: Lang) -> String {
    match column.name.in_lang(lang) {
        "" => String::new(),
        name => format!(" data-head=\"{}\"", escaped(name)),
    }
}

fn write_row(out: &mut String, row: &Row, (columns, stacks): (&[ColumnHead], bool), lang: Lang) {
    out.push_str("<tr");
    if let Some(anchor) = &row.anchor {
        let _ = write!(out, " id=\"{}\"", escaped(anchor));
    }
    if row.weight == Weight::Sum {
        out.push_str(" class=\"sum\"");
    }
    out.push('>');
    for (index, (cell, column)) in row.cells.iter().zip(columns).enumerate() {
        if index == 0 {
            let _ = write!(out, "<th scope=\"row\">{}</th>", content(cell, lang));
        } else {
            let label = if stacks {
                label(column, lang)
            } else {
                String::new()
            };
            let class = class(column.align);
            let _ = write!(out, "<td{class}{label}>{}</td>", content(cell, lang));
        }
    }
    out.push_str("</tr>\n");
}

fn content(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Nothing => format!(
            "<span class=\"nothing\"><span aria-hidden=\"true\">–</span><span class=\"heard\">{}</span></span>",
            words(&catalogue::nothing(), lang)
        ),
        Cell::Words(text) => told(text, lang),
        Cell::WithDetail(text, detail) => {
            format!("{} <small>{}</small>", told(text, lang), words(detail, lang))
        }
        Cell::WithDetails(text, details) => details.iter().fold(told(text, lang), |cell, detail| {
            format!("{cell} <small>{}</small>", words(detail, lang))
        }),
        Cell::Code(code) => format!("<code>{}</code>", escaped(code)),
        Cell::Verdict(verdict) => verdict_cell(verdict, lang),
        Cell::Answer(answer) => answer_cell(answer, lang),
    }
}

/// A number holds on to its unit, but in a narrow column a long unit goes to the next line whole
/// rather than in pieces; so does what stands behind a slash.
fn breakable(words: &str) -> String {
    const LONG: usize = 10;
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['\u{a0}', '/']) {
        let (before, after) = rest.split_at(at);
        let mark = after.chars().next().unwrap_or(' ');
        out.push_str(before);
        out.push(mark);
        rest = &after[mark.len_utf8()..];
        let next = rest.chars().take_while(|c| c.is_alphabetic()).count();
        if next >= LONG || (mark == '/' && next > 1 && before.ends_with(char::is_alphabetic)) {
            out.push_str("<wbr>");
        }
    }
    out.push_str(rest);
    out
}

/// The words of a cell.
fn told(text: &Text, lang: Lang) -> String {
    breakable(&words(text, lang))
}

fn verdict_cell(verdict: &Verdict, lang: Lang) -> String {
    format!(
        "<span class=\"verdict-cell {}\">{}{}</span> <small>{}</small>{}",
        light_class(verdict.light),
        light_shape(verdict.light, lang),
        words(&verdict.word, lang),
        words(&verdict.sentence, lang),
        behind(verdict.behind.as_ref(), lang)
    )
}

fn answer_cell(answer: &Answer, lang: Lang) -> String {
    let mut cell = String::new();
    if let Some(verdict) = &answer.verdict {
        cell.push_str(&verdict_cell(verdict, lang));
    }
    if let Some(value) = &answer.value {
        let _ = write!(cell, "<span class=\"answer\">{}</span>", told(value, lang));
    }
    for detail in &answer.details {
        let _ = write!(cell, " <small>{}</small>", words(detail, lang));
    }
    cell.push_str(&behind(answer.behind.as_ref(), lang));
    cell
}

/// The way to what stands behind a cell.
pub fn behind(link: Option<&Link>, lang: Lang) -> String {
    link.map_or_else(String::new, |link| {
        format!(
            " <small><a href=\"#{}\">{}</a></small>",
            escaped(&link.to),
            words(&link.words, lang)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_units_and_second_names_may_go_to_the_next_line() {
        assert_eq!(
            breakable("100.000\u{a0}Personennächte"),
            "100.000\u{a0}<wbr>Personennächte"
        );
        assert_eq!(breakable("12\u{a0}Tage"), "12\u{a0}Tage");
        assert_eq!(breakable("Oberschmitte/Bennert"), "Oberschmitte/<wbr>Bennert");
        assert_eq!(breakable("11/2026 und 1/a"), "11/2026 und 1/a");
    }
}
