//! Blocks as HTML elements.

use super::lights::{light_class, light_shape};
use super::tables;
use crate::report::block::{
    Block, Chart, Drawing, Figure, Ink, Layer, MapDrawing, Section, Sentence, Sided, Table, Verdict,
};
use crate::report::chart::{self, Naming, Width};
use crate::report::escape::{escaped, phrase, words};
use crate::report::{catalogue, chart_data, map_svg, sided_svg};
use crate::text::{Lang, Text};
use std::fmt::Write as _;

/// Tables behind a figure with more rows are folded away on a screen.
const MOST_OPEN_ROWS: usize = 30;

/// Writes the blocks of one section.
pub struct Writer<'a> {
    /// Where to.
    pub out: &'a mut String,
    /// In which language.
    pub lang: Lang,
    /// All sections of the page, for links between them.
    pub sections: &'a [Section],
    /// How the names of the files with the data of charts begin.
    pub chart_files: Option<&'a str>,
    /// The section being written.
    pub section: &'a str,
    /// Tables written so far in this section.
    pub tables: usize,
}

impl Writer<'_> {
    /// Writes blocks one after the other.
    pub fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => self.element("h3", text),
            Block::Paragraph(text) => self.element("p", text),
            Block::Sentences(sentences) => self.sentences(sentences),
            Block::List(items) => self.list(items),
            Block::Terms(terms) => self.terms(terms),
            Block::Verdict(verdict) => self.verdict(verdict),
            Block::Banner(text) => {
                let _ = writeln!(
                    self.out,
                    "<p class=\"banner\" role=\"note\">{}</p>",
                    words(text, self.lang)
                );
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Details(summary, blocks) => self.details(summary, blocks),
        }
    }

    fn element(&mut self, name: &str, text: &Text) {
        let _ = writeln!(self.out, "<{name}>{}</{name}>", words(text, self.lang));
    }

    fn sentences(&mut self, sentences: &[Sentence]) {
        if sentences.is_empty() {
            return;
        }
        self.out.push_str("<ul class=\"sentences\">\n");
        for sentence in sentences {
            self.out.push_str("<li>");
            self.emphasised(sentence);
            self.link(sentence.more);
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ul>\n");
    }

    fn emphasised(&mut self, sentence: &Sentence) {
        let text = sentence.text.in_lang(self.lang);
        let key = sentence.key.as_ref().map(|key| key.in_lang(self.lang));
        match key.and_then(|key| text.split_once(key).map(|(before, after)| (before, key, after))) {
            None => self.out.push_str(&phrase(text)),
            Some((before, key, after)) => {
                let _ = write!(
                    self.out,
                    "{}<strong>{}</strong>{}",
                    phrase(before),
                    phrase(key),
                    phrase(after)
                );
            }
        }
    }

    fn link(&mut self, to: Option<&str>) {
        let Some(section) = to.and_then(|to| self.sections.iter().find(|section| section.id == to)) else {
            return;
        };
        let _ = write!(
            self.out,
            " <a class=\"more\" href=\"#{}\">{}</a>",
            section.id,
            words(&section.title, self.lang)
        );
    }

    fn list(&mut self, items: &[Text]) {
        self.out.push_str("<ul>\n");
        for item in items {
            self.element("li", item);
        }
        self.out.push_str("</ul>\n");
    }

    fn terms(&mut self, terms: &[(Text, Text)]) {
        self.out.push_str("<dl class=\"terms\">\n");
        for (term, meaning) in terms {
            self.element("dt", term);
            self.element("dd", meaning);
        }
        self.out.push_str("</dl>\n");
    }

    fn verdict(&mut self, verdict: &Verdict) {
        let _ = writeln!(
            self.out,
            "<div class=\"verdict {}\">{}<div><p class=\"word\">{}</p><p>{}{}</p><p class=\"rule\"><span>{}:</span> {}</p></div></div>",
            light_class(verdict.light),
            light_shape(verdict.light, self.lang),
            words(&verdict.word, self.lang),
            words(&verdict.sentence, self.lang),
            tables::behind(verdict.behind.as_ref(), self.lang),
            words(&catalogue::rule(), self.lang),
            words(&verdict.rule, self.lang)
        );
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let id = format!("{}-table-{}", self.section, self.tables);
        tables::write(self.out, table, &id, self.lang);
    }

    fn details(&mut self, summary: &Text, blocks: &[Block]) {
        let _ = writeln!(
            self.out,
            "<details><summary>{}</summary>",
            words(summary, self.lang)
        );
        self.blocks(blocks);
        self.out.push_str("</details>\n");
    }

    fn figure(&mut self, figure: &Figure) {
        let id = figure.id;
        let _ = write!(
            self.out,
            "<figure aria-labelledby=\"{id}-h\">\n<h3 id=\"{id}-h\">{}</h3>\n<p class=\"description\">{}</p>\n",
            words(&figure.title, self.lang),
            words(&figure.description, self.lang)
        );
        self.drawing(figure);
        self.legend(figure);
        let _ = write!(
            self.out,
            "<figcaption>{}</figcaption>\n</figure>\n",
            words(&figure.reading, self.lang)
        );
        self.chart_file(figure);
        self.data(figure);
    }

    /// Where the data of the figure lie as a file, beside the page.
    fn chart_file(&mut self, figure: &Figure) {
        if let Some(prefix) = self.chart_files {
            let name = chart_data::name(prefix, figure);
            let _ = writeln!(
                self.out,
                "<p class=\"note\">{} <a href=\"{}\">{}</a></p>",
                words(&catalogue::chart_file(), self.lang),
                escaped(&name),
                escaped(&name)
            );
        }
    }

    fn drawing(&mut self, figure: &Figure) {
        match &figure.drawing {
            Drawing::Chart(chart) => self.charts(figure, figure.id, &figure.title, chart),
            Drawing::Panels(panels) => {
                self.out.push_str("<div class=\"panels\">\n");
                for (index, (title, chart)) in panels.iter().enumerate() {
                    let _ = writeln!(self.out, "<div><h4>{}</h4>", words(title, self.lang));
                    let id = format!("{}-{}", figure.id, index + 1);
                    self.svg(figure, &id, title, chart, Width::Panel);
                    self.out.push_str("</div>\n");
                }
                self.out.push_str("</div>\n");
            }
            Drawing::Map(map) => self.map(figure, figure.id, &figure.title, map),
            Drawing::Maps(maps) => {
                self.out.push_str("<div class=\"panels\">\n");
                for (index, (title, map)) in maps.iter().enumerate() {
                    let _ = writeln!(self.out, "<div><h4>{}</h4>", words(title, self.lang));
                    let id = format!("{}-{}", figure.id, index + 1);
                    self.map(figure, &id, title, map);
                    self.out.push_str("</div>\n");
                }
                self.out.push_str("</div>\n");
            }
            Drawing::Sided(charts) => self.sided(figure, charts),
        }
    }

    fn sided(&mut self, figure: &Figure, charts: &[(Text, Sided)]) {
        for (index, (title, chart)) in charts.iter().enumerate() {
            self.element("h4", title);
            for (class, width) in [("on-page", Width::Page), ("on-phone", Width::Phone)] {
                let id = format!("{}-{}-{class}", figure.id, index + 1);
                let naming = Naming {
                    id: &id,
                    title: title.in_lang(self.lang),
                    description: figure.description.in_lang(self.lang),
                };
                let svg = sided_svg::svg(chart, width, naming, self.lang);
                let _ = writeln!(self.out, "<div class=\"{class}\">{svg}</div>");
            }
        }
    }

    /// The chart for a page and the chart for a phone; the style shows one of them.
    fn charts(&mut self, figure: &Figure, id: &str, title: &Text, chart: &Chart) {
        self.out.push_str("<div class=\"on-page\">");
        self.svg(figure, id, title, chart, Width::Page);
        self.out.push_str("</div><div class=\"on-phone\">");
        self.svg(figure, &format!("{id}-phone"), title, chart, Width::Phone);
        self.out.push_str("</div>\n");
    }

    fn svg(&mut self, figure: &Figure, id: &str, title: &Text, chart: &Chart, width: Width) {
        let naming = Naming {
            id,
            title: title.in_lang(self.lang),
            description: figure.description.in_lang(self.lang),
        };
        self.out.push_str(&chart::svg(chart, width, naming, self.lang));
        self.out.push('\n');
    }

    fn map(&mut self, figure: &Figure, id: &str, title: &Text, map: &MapDrawing) {
        let naming = Naming {
            id,
            title: title.in_lang(self.lang),
            description: figure.description.in_lang(self.lang),
        };
        self.out.push_str(&map_svg::svg(map, naming, self.lang));
        if let Some(note) = &map.note {
            let _ = writeln!(self.out, "<p class=\"map-note\">{}</p>", words(note, self.lang));
        }
    }

    fn legend(&mut self, figure: &Figure) {
        self.out.push_str("<ul class=\"legend\">\n");
        for (ink, meaning) in &figure.legend {
            let swatch = swatch(*ink, mark(&figure.drawing, *ink));
            let _ = writeln!(self.out, "<li>{swatch}{}</li>", words(meaning, self.lang));
        }
        self.out.push_str("</ul>\n");
    }

    /// The data of a figure: open below a map of few districts, else folded away. Paper shows the
    /// data of a map only; those of charts can be read from the chart, and stand in the CSV files.
    fn data(&mut self, figure: &Figure) {
        let open = matches!(figure.drawing, Drawing::Map(_) | Drawing::Maps(_))
            && figure.data.rows.len() <= MOST_OPEN_ROWS;
        if open {
            self.table(&figure.data);
        } else {
            let on_paper = match figure.drawing {
                Drawing::Map(_) | Drawing::Maps(_) => "",
                _ => " class=\"data\"",
            };
            let _ = writeln!(
                self.out,
                "<details{on_paper}><summary>{}</summary>",
                words(&catalogue::data_behind(&figure.title), self.lang)
            );
            self.table(&figure.data);
            self.out.push_str("</details>\n");
        }
    }
}

/// How an ink is put on a drawing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Area,
    Line,
}

/// Lines alone are shown as lines in the legend.
fn mark(drawing: &Drawing, ink: Ink) -> Mark {
    let charts: Vec<&Chart> = match drawing {
        Drawing::Chart(chart) => vec![chart],
        Drawing::Panels(panels) => panels.iter().map(|(_, chart)| chart).collect(),
        Drawing::Maps(_) | Drawing::Map(_) | Drawing::Sided(_) => Vec::new(),
    };
    let is_line = |layer: &Layer| matches!(layer, Layer::Line { ink: of, .. } if *of == ink);
    let mut layers = charts.iter().flat_map(|chart| &chart.layers);
    if layers.any(is_line) {
        Mark::Line
    } else {
        Mark::Area
    }
}

/// A sample of an ink.
fn swatch(ink: Ink, mark: Mark) -> String {
    let colour = chart::colour(ink);
    let sample = match ink {
        Ink::Capacity => {
            format!(r#"<path d="M1 8H27" stroke="{colour}" stroke-width="3" stroke-dasharray="7 4"/>"#)
        }
        _ if mark == Mark::Line => {
            format!(r#"<path d="M1 8H27" stroke="{colour}" stroke-width="3"/>"#)
        }
        Ink::NoData => {
            r#"<rect x="1" y="1" width="26" height="14" fill="var(--no-data)" stroke="var(--axis)"/><path d="M3 15L11 1M11 15L19 1M19 15L27 1" stroke="var(--hatch)" stroke-width="3"/>"#.to_owned()
        }
        _ => format!(r#"<rect x="1" y="1" width="26" height="14" fill="{colour}" stroke="var(--axis)"/>"#),
    };
    format!(r#"<svg class="swatch" viewBox="0 0 28 16" aria-hidden="true">{sample}</svg>"#)
}
