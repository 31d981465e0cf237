//! The data of every chart as a CSV file beside the page: what is drawn, unrounded.
//!
//! Columns of lines and bands have fixed names; stacks are named by the legend. A map, or what
//! has no axes, is given by the table that stands below it.

use super::block::{Axis, Block, Cell, Chart, Drawing, Figure, Ink, Layer, Page, Table};
use super::tables::{Dialect, Sheet, harmless};
use crate::calendar::Date;
use crate::text::{Lang, Text};

/// Names of the files with the data of charts begin so.
pub const CHART_PREFIX: &str = "chart-";

/// All figures of a page in their order.
pub fn figures(page: &Page) -> Vec<&Figure> {
    fn of<'a>(blocks: &'a [Block], all: &mut Vec<&'a Figure>) {
        for block in blocks {
            match block {
                Block::Figure(figure) => all.push(figure),
                Block::Details(_, inner) => of(inner, all),
                _ => {}
            }
        }
    }
    let mut all = Vec::new();
    for section in &page.sections {
        of(&section.blocks, &mut all);
    }
    all
}

/// The name of the file with the data of a figure.
pub fn name(prefix: &str, figure: &Figure) -> String {
    format!("{prefix}{}.csv", figure.id)
}

/// The data of a figure.
pub fn csv(figure: &Figure, lang: Lang, dialect: Dialect) -> Vec<u8> {
    match &figure.drawing {
        Drawing::Chart(chart) => charts(&[(None, chart)], &figure.legend, lang, dialect),
        Drawing::Panels(panels) => {
            let panels: Vec<(Option<&Text>, &Chart)> =
                panels.iter().map(|(title, chart)| (Some(title), chart)).collect();
            charts(&panels, &figure.legend, lang, dialect)
        }
        _ => printed(&figure.data, lang, dialect),
    }
}

type Series<'a> = (String, &'a [f64]);

fn charts(
    panels: &[(Option<&Text>, &Chart)],
    legend: &[(Ink, Text)],
    lang: Lang,
    dialect: Dialect,
) -> Vec<u8> {
    let named: Vec<Vec<Series>> = panels
        .iter()
        .map(|(_, chart)| {
            let layers = chart.layers.iter();
            layers.flat_map(|layer| series(layer, legend, chart)).collect()
        })
        .collect();
    let mut columns: Vec<&str> = Vec::new();
    for (name, _) in named.iter().flatten() {
        if !columns.contains(&name.as_str()) {
            columns.push(name);
        }
    }
    let with_panel = panels.iter().any(|(title, _)| title.is_some());
    let mut heads: Vec<&str> = if with_panel { vec!["panel"] } else { vec![] };
    heads.push(match panels.first().map(|(_, chart)| &chart.x) {
        Some(Axis::Names(_)) => "name",
        Some(Axis::Numbers { name, .. }) => &name.en,
        _ => "date",
    });
    heads.extend(&columns);
    let mut sheet = Sheet::new(dialect, &heads);
    for ((title, chart), series) in panels.iter().zip(&named) {
        for at in 0..positions(&chart.x) {
            let mut row: Vec<String> = title.iter().map(|title| harmless(title.in_lang(lang))).collect();
            row.push(position(&chart.x, at, lang, dialect));
            row.extend(columns.iter().map(|column| value(series, column, at, dialect)));
            sheet.row(row);
        }
    }
    sheet.finish()
}

fn series<'a>(layer: &'a Layer, legend: &[(Ink, Text)], chart: &Chart) -> Vec<Series<'a>> {
    match layer {
        Layer::Band { lower, upper, ink } => {
            let (low, high) = ends(*ink);
            vec![(low.to_owned(), lower), (high.to_owned(), upper)]
        }
        Layer::Line { values, ink, .. } => vec![(head_of_line(*ink, legend, chart), values)],
        Layer::Stacks { parts } => parts
            .iter()
            .map(|(ink, values)| (meaning(*ink, legend), values.as_slice()))
            .collect(),
    }
}

fn ends(ink: Ink) -> (&'static str, &'static str) {
    match ink {
        Ink::WideBand => ("p05", "p95"),
        Ink::NarrowBand => ("p25", "p75"),
        _ => ("low", "high"),
    }
}

/// The line of a fan is its median; without a fan a line in the same ink is what the legend says.
fn head_of_line(ink: Ink, legend: &[(Ink, Text)], chart: &Chart) -> String {
    let is_band = |layer: &Layer| matches!(layer, Layer::Band { .. });
    match ink {
        Ink::Median if chart.layers.iter().any(is_band) => "p50".to_owned(),
        ink => meaning(ink, legend),
    }
}

fn meaning(ink: Ink, legend: &[(Ink, Text)]) -> String {
    match ink {
        Ink::Capacity => "places".to_owned(),
        Ink::Risk | Ink::RiskEstimate => "estimate".to_owned(),
        Ink::Revenue => "revenue".to_owned(),
        Ink::Investment => "investment".to_owned(),
        ink => legend
            .iter()
            .find(|(of, _)| *of == ink)
            .map_or_else(|| format!("{ink:?}"), |(_, words)| harmless(&words.en)),
    }
}

fn positions(x: &Axis) -> usize {
    match x {
        Axis::Dates(dates) => dates.len(),
        Axis::Names(names) => names.len(),
        Axis::Numbers { at, .. } => at.len(),
    }
}

fn position(x: &Axis, at: usize, lang: Lang, dialect: Dialect) -> String {
    match x {
        Axis::Dates(dates) => dates
            .get(at)
            .map_or_else(String::new, |date: &Date| dialect.date(*date)),
        Axis::Names(names) => names
            .get(at)
            .map_or_else(String::new, |name| harmless(name.in_lang(lang))),
        Axis::Numbers { at: all, .. } => all
            .get(at)
            .map_or_else(String::new, |number| dialect.number(*number)),
    }
}

fn value(series: &[Series], column: &str, at: usize, dialect: Dialect) -> String {
    let values = series.iter().find(|(name, _)| name == column);
    let value = values.and_then(|(_, values)| values.get(at));
    value.map_or_else(String::new, |value| dialect.number(*value))
}

/// A table as it is printed.
fn printed(table: &Table, lang: Lang, dialect: Dialect) -> Vec<u8> {
    let heads: Vec<&str> = table
        .columns
        .iter()
        .map(|column| column.name.in_lang(lang))
        .collect();
    let mut sheet = Sheet::new(dialect, &heads);
    for row in &table.rows {
        sheet.row(
            row.cells
                .iter()
                .map(|cell| harmless(&words(cell, lang)))
                .collect(),
        );
    }
    sheet.finish()
}

fn words(cell: &Cell, lang: Lang) -> String {
    let joined = |first: &Text, more: &[Text]| {
        let all = std::iter::once(first).chain(more);
        all.map(|text| text.in_lang(lang)).collect::<Vec<_>>().join("; ")
    };
    match cell {
        Cell::Nothing => String::new(),
        Cell::Words(text) => joined(text, &[]),
        Cell::WithDetail(text, detail) => joined(text, std::slice::from_ref(detail)),
        Cell::WithDetails(text, details) => joined(text, details),
        Cell::Code(code) => code.clone(),
        Cell::Answer(answer) => {
            let word = answer.verdict.iter().map(|verdict| &verdict.word);
            let all = word.chain(&answer.value).chain(&answer.details);
            all.map(|text| text.in_lang(lang)).collect::<Vec<_>>().join("; ")
        }
        Cell::Verdict(verdict) => joined(&verdict.word, std::slice::from_ref(&verdict.sentence)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::compose::compose;
    use crate::report::example;

    fn files() -> Vec<(String, String)> {
        example::with_results(&example::short(6), |results| {
            let page = compose(results);
            figures(&page)
                .into_iter()
                .map(|figure| {
                    let csv = csv(figure, Lang::De, Dialect::Rfc);
                    (name("chart-", figure), String::from_utf8(csv).unwrap())
                })
                .collect()
        })
    }

    #[test]
    fn every_figure_has_a_file_of_its_own_with_rows() {
        let files = files();
        assert!(files.len() >= 4, "{files:?}");
        let mut names: Vec<&String> = files.iter().map(|(name, _)| name).collect();
        names.dedup();
        assert_eq!(names.len(), files.len());
        for (name, csv) in &files {
            let lines: Vec<&str> = csv.lines().collect();
            assert!(lines.len() > 1, "{name}");
        }
    }

    #[test]
    fn a_fan_gives_its_quantiles_and_the_places_by_day() {
        let fan = files()
            .into_iter()
            .find(|(_, csv)| csv.starts_with("date,p05,p95,p25,p75,p50"));
        let (_, csv) = fan.expect("there is a fan chart");
        assert!(csv.lines().next().unwrap().ends_with("places"), "{csv}");
        assert!(csv.lines().nth(1).unwrap().starts_with("2026-01-01,"));
    }
}
