//! Cost by year and kind, with what comes in.

use crate::findings::{Estimate, Findings, Unit, YearFindings};
use crate::report::block::{
    Align, Axis, AxisNumbers, Block, Cell, Chart, Drawing, Figure, Ink, Layer, Section, Table, stranger,
};
use crate::report::catalogue::money as words;
use crate::report::results::Results;
use crate::report::sections::districts::with_interval;
use crate::text::Text;

/// Kinds with an ink of their own; the others are drawn together.
const MOST_INKS: usize = 6;

/// Chart and tables of the cost.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    (!findings.years.is_empty()).then(|| Section {
        id: "cost",
        title: words::title(),
        blocks: blocks(findings),
    })
}

fn blocks(findings: &Findings) -> Vec<Block> {
    let years = table(&findings.years).note(words::note());
    let kinds = kinds(&findings.years);
    if kinds.is_empty() || highest(&findings.years) <= 0.0 {
        return vec![Block::Table(years)];
    }
    vec![
        Block::Figure(Box::new(figure(&findings.years, &kinds))),
        Block::Table(years),
    ]
}

/// The kinds that cost anything, in order of their first appearance.
pub fn kinds<'a>(years: impl IntoIterator<Item = &'a YearFindings>) -> Vec<&'a Text> {
    let mut kinds: Vec<&Text> = Vec::new();
    for (kind, cost) in years.into_iter().flat_map(|year| &year.operation_by_kind) {
        if cost.value > 0.0 && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

fn of_kind(year: &YearFindings, kind: &Text) -> Estimate {
    year.operation_by_kind
        .iter()
        .find(|(name, _)| name == kind)
        .map_or_else(Estimate::default, |(_, cost)| *cost)
}

fn year_name(findings: &YearFindings) -> Text {
    if findings.days < 365 {
        words::part_of_year(findings.year, findings.days)
    } else {
        Text::same(findings.year.to_string())
    }
}

fn spent(year: &YearFindings) -> f64 {
    year.operation.value + year.investment.value
}

/// The highest column or line, in euros.
pub fn highest<'a>(years: impl IntoIterator<Item = &'a YearFindings>) -> f64 {
    years
        .into_iter()
        .map(|year| spent(year).max(year.revenue.value))
        .filter(|value| value.is_finite())
        .fold(0.0, f64::max)
}

fn figure(years: &[YearFindings], kinds: &[&Text]) -> Figure {
    Figure {
        id: "cost-by-year",
        title: words::chart_title(),
        description: dearest(years).map_or_else(|| Text::same(""), dearest_words),
        reading: words::chart_reading(),
        legend: legend(years, kinds),
        drawing: Drawing::Chart(chart(years, kinds, highest(years), year_name)),
        data: kinds_table(years, kinds),
    }
}

/// The year in which most is spent; the first of equals.
pub fn dearest(years: &[YearFindings]) -> Option<&YearFindings> {
    years.iter().reduce(|dearest, year| {
        if spent(year) > spent(dearest) {
            year
        } else {
            dearest
        }
    })
}

/// What is spent in the dearest year. The ends of both parts are added: an interval at least as wide
/// as that of the sum, as a deviation of a sum is never larger than both deviations together.
pub fn dearest_words(dearest: &YearFindings) -> Text {
    let (operation, investment) = (dearest.operation, dearest.investment);
    let (low, high) = (operation.low + investment.low, operation.high + investment.high);
    let amount = |value: f64| words::amount(value, low, high);
    words::chart_description(
        dearest.year,
        &amount(spent(dearest)),
        [&amount(low), &amount(high)],
    )
}

/// The parts of the columns: each kind, the rest together, investment.
fn inks(kinds: &[&Text]) -> Vec<(Ink, Text)> {
    let own = if kinds.len() > MOST_INKS {
        MOST_INKS - 1
    } else {
        kinds.len()
    };
    let ink = |index: usize| Ink::Kind(u8::try_from(index).unwrap_or(0));
    let mut inks: Vec<(Ink, Text)> = kinds[..own]
        .iter()
        .enumerate()
        .map(|(index, kind)| (ink(index), shown(kind)))
        .collect();
    if kinds.len() > own {
        inks.push((ink(own), words::other_kinds()));
    }
    inks
}

/// The name of a kind, shortened.
fn shown(kind: &Text) -> Text {
    Text {
        de: stranger(&kind.de).de,
        en: stranger(&kind.en).en,
    }
}

/// What the inks mean.
pub fn legend<'a>(years: impl IntoIterator<Item = &'a YearFindings>, kinds: &[&Text]) -> Vec<(Ink, Text)> {
    let mut legend = inks(kinds);
    let (mut invested, mut received) = (false, false);
    for year in years {
        invested |= year.investment.value > 0.0;
        received |= year.revenue.value > 0.0;
    }
    if invested {
        legend.push((Ink::Investment, words::investment()));
    }
    if received {
        legend.push((Ink::Revenue, words::revenue()));
    }
    legend
}

/// The year alone, where charts are small.
pub fn short_name(findings: &YearFindings) -> Text {
    Text::same(findings.year.to_string())
}

/// A column per year up to this height, in euros, with these names below.
pub fn chart(years: &[YearFindings], kinds: &[&Text], top: f64, name: fn(&YearFindings) -> Text) -> Chart {
    let own = inks(kinds).len();
    let mut parts: Vec<(Ink, Vec<f64>)> = inks(kinds)
        .into_iter()
        .map(|(ink, _)| (ink, vec![0.0; years.len()]))
        .collect();
    for (position, year) in years.iter().enumerate() {
        for (index, kind) in kinds.iter().enumerate() {
            parts[index.min(own - 1)].1[position] += of_kind(year, kind).value;
        }
    }
    parts.push((
        Ink::Investment,
        years.iter().map(|year| year.investment.value).collect(),
    ));
    Chart {
        x: Axis::Names(years.iter().map(name).collect()),
        y_name: words::axis(),
        y_numbers: AxisNumbers::Millions,
        y_range: (0.0, top),
        layers: std::iter::once(Layer::Stacks { parts })
            .chain(received(years).then(|| revenue(years)))
            .collect(),
    }
}

fn received(years: &[YearFindings]) -> bool {
    years.iter().any(|year| year.revenue.value > 0.0)
}

fn revenue(years: &[YearFindings]) -> Layer {
    Layer::Line {
        values: years.iter().map(|year| year.revenue.value).collect(),
        ink: Ink::Revenue,
        label: None,
    }
}

fn table(years: &[YearFindings]) -> Table {
    let [year, operation, investment, revenue, net, unmet] = words::year_columns();
    let mut table = Table::new(
        words::years_caption(),
        vec![
            (year, Align::Words),
            (operation, Align::Numbers),
            (investment, Align::Numbers),
            (revenue, Align::Numbers),
            (net, Align::Numbers),
            (unmet, Align::Numbers),
        ],
    );
    for year in years {
        table.row_named(
            format!("year-{}", year.year),
            vec![
                Cell::Words(year_name(year)),
                with_interval(year.operation, Unit::Eur),
                with_interval(year.investment, Unit::Eur),
                with_interval(year.revenue, Unit::Eur),
                with_interval(year.net, Unit::Eur),
                with_interval(year.unmet_person_nights, Unit::PersonNights),
            ],
        );
    }
    table
}

fn kinds_table(years: &[YearFindings], kinds: &[&Text]) -> Table {
    let mut columns = vec![(words::kind(), Align::Words)];
    columns.extend(years.iter().map(|year| (year_name(year), Align::Numbers)));
    let mut table = Table::new(words::kinds_caption(), columns);
    for kind in kinds {
        let mut cells = vec![Cell::Words(shown(kind))];
        cells.extend(
            years
                .iter()
                .map(|year| with_interval(of_kind(year, kind), Unit::Eur)),
        );
        table.row(cells);
    }
    let mut sum = vec![Cell::Words(number_head())];
    sum.extend(years.iter().map(|year| with_interval(year.operation, Unit::Eur)));
    table.sum(sum);
    table
}

fn number_head() -> Text {
    let [_, operation, ..] = words::year_columns();
    operation
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    #[test]
    fn the_parts_of_a_column_sum_to_what_was_spent() {
        let findings = example::short(3);
        let chart = chart(
            &findings.years,
            &kinds(&findings.years),
            highest(&findings.years),
            year_name,
        );
        let Layer::Stacks { parts } = &chart.layers[0] else {
            panic!("columns come first");
        };
        for (position, year) in findings.years.iter().enumerate() {
            let drawn: f64 = parts.iter().map(|(_, values)| values[position]).sum();
            assert!((drawn - spent(year)).abs() < 1e-6);
        }
    }

    #[test]
    fn many_kinds_share_the_last_ink() {
        let names: Vec<Text> = (0..20).map(|i| Text::same(format!("Art {i}"))).collect();
        let kinds: Vec<&Text> = names.iter().collect();
        assert_eq!(inks(&kinds).len(), MOST_INKS);
        assert_eq!(inks(&kinds[..3]).len(), 3);
    }
}
