//! The indicators of a field: what was counted against the target, as charts and as a table.

use crate::calendar::Date;
use crate::measure::{Indicator, Measure, standing};
use crate::report::block::{
    Axis, AxisNumbers, Block, Cell, Chart, Drawing, Figure, Ink, Layer, Table, stranger,
};
use crate::report::implementation::{Progress, words};
use crate::report::number;
use crate::text;
use crate::text::Text;

/// The indicators of the measures: as small charts where two values are known, and as a table.
pub(super) fn block(progress: &Progress, measures: &[&Measure], id: &'static str) -> Option<Block> {
    let concept = progress.concept();
    let with = |measure: &&Measure| {
        Some((*measure).clone()).zip(measure.indicator.map(|at| &concept.indicators[at]))
    };
    let pairs: Vec<(Measure, &Indicator)> = measures.iter().filter_map(with).collect();
    if pairs.is_empty() {
        return None;
    }
    let table = indicator_table(progress, &pairs);
    let panels: Vec<(Text, Chart)> = pairs
        .iter()
        .filter_map(|(measure, indicator)| {
            Some((stranger(&indicator.name), chart(progress, measure, indicator)?))
        })
        .collect();
    if panels.is_empty() {
        return Some(Block::Table(table));
    }
    Some(Block::Figure(Box::new(Figure {
        id,
        title: text!("Indikatoren und ihre Ziele", "Indicators and their targets"),
        description: description(progress, &pairs),
        reading: text!(
            "Durchgezogen: was gezählt wurde, bis zum letzten Wert. Gestrichelt: der gerade Weg vom Ausgangswert zum Ziel.",
            "Solid: what was counted, up to the last value. Dashed: the straight way from the baseline to the target."
        ),
        legend: vec![
            (Ink::Median, text!("gezählt", "counted")),
            (Ink::Capacity, text!("Weg zum Ziel", "way to the target")),
        ],
        drawing: Drawing::Panels(panels),
        data: table,
    })))
}

fn description(progress: &Progress, pairs: &[(Measure, &Indicator)]) -> Text {
    let sentences: Vec<Text> = pairs
        .iter()
        .map(|(measure, indicator)| {
            let name = stranger(&indicator.name);
            let (de, en) = (&name.de, &name.en);
            let is = indicator.known_on(progress.date).map_or_else(
                || text!("nicht gezählt", "not counted"),
                |(_, value)| words::value(value, indicator),
            );
            let goal = measure.target.map_or_else(
                || text!("kein Ziel", "no target"),
                |target| words::value(target, indicator),
            );
            let (is_de, is_en, goal_de, goal_en) = (is.de, is.en, goal.de, goal.en);
            text!(
                "{de}: {is_de}, Ziel {goal_de}.",
                "{en}: {is_en}, target {goal_en}."
            )
        })
        .collect();
    words::joined(&sentences, " ")
}

fn indicator_table(progress: &Progress, pairs: &[(Measure, &Indicator)]) -> Table {
    let mut table = Table::new(
        text!("Indikatoren", "Indicators"),
        vec![
            words::column("Indikator", "Indicator"),
            words::numbers("Ausgangswert", "Baseline"),
            words::numbers("heute", "today"),
            words::numbers("Ziel", "Target"),
            words::numbers("vom Weg erreicht", "part of the way"),
        ],
    );
    let shown = |value: Option<f64>, indicator: &Indicator, date: Option<Date>| match (value, date) {
        (None, _) => Cell::Nothing,
        (Some(value), None) => Cell::Words(words::value(value, indicator)),
        (Some(value), Some(date)) => Cell::WithDetail(words::value(value, indicator), number::date(date)),
    };
    for (measure, indicator) in pairs {
        let known = indicator.known_on(progress.date);
        let reached = standing::share_reached(measure, indicator, progress.date);
        table.row(vec![
            Cell::WithDetail(
                stranger(&indicator.name),
                words::source(indicator.source.as_deref()),
            ),
            shown(indicator.baseline, indicator, indicator.baseline_date),
            shown(
                known.map(|(_, value)| value),
                indicator,
                known.map(|(date, _)| date),
            ),
            shown(measure.target, indicator, standing::due(measure)),
            Cell::words_or_nothing(reached.map(|share| {
                let Text { de, en } = number::decimal(share * 100.0, 0);
                text!("{de}\u{a0}%", "{en}%")
            })),
        ]);
    }
    match ahead(progress, pairs) {
        Some(words) => table.note(words),
        None => table,
    }
}

/// Values that were entered for days after the report: they are not shown, and that is said.
fn ahead(progress: &Progress, pairs: &[(Measure, &Indicator)]) -> Option<Text> {
    let mut all: Vec<(&str, Date)> = pairs
        .iter()
        .flat_map(|(_, indicator)| {
            indicator
                .after(progress.date)
                .map(|date| (indicator.name.as_str(), date))
        })
        .collect();
    all.dedup();
    let named: Vec<Text> = all
        .into_iter()
        .map(|(name, date)| {
            let (name, date) = (stranger(name), number::date(date));
            let (a, b, c, d) = (name.de, date.de, name.en, date.en);
            text!("{a} ({b})", "{c} ({d})")
        })
        .collect();
    (!named.is_empty()).then(|| {
        let Text { de, en } = words::joined(&named, ", ");
        text!(
            "Eingetragen, aber nach dem Datum dieses Berichts und deshalb nicht gezählt: {de}. Stimmt das Datum?",
            "Entered, but after the date of this report and therefore not counted: {en}. Is the date right?"
        )
    })
}

/// Baseline, values and target over time; `None` where nothing was counted yet or only one day
/// is known.
fn chart(progress: &Progress, measure: &Measure, indicator: &Indicator) -> Option<Chart> {
    indicator.known_on(progress.date)?;
    let baseline = indicator.baseline_date.or(measure.start).zip(indicator.baseline);
    let mut points: Vec<(Date, f64)> = baseline.into_iter().collect();
    let known = indicator.actual.iter().filter(|(date, _)| *date <= progress.date);
    points.extend(known.filter(|(date, _)| baseline.is_none_or(|(first, _)| *date > first)));
    let target = standing::due(measure).zip(measure.target);
    let last = points.last()?.0;
    let values: Vec<f64> = points.iter().map(|(_, value)| *value).collect();
    let mut dates: Vec<Date> = points.iter().map(|(date, _)| *date).collect();
    if let Some((due, _)) = target.filter(|(due, _)| *due > last) {
        dates.push(due);
    }
    if dates.len() < 2 {
        return None;
    }
    let mut layers = Vec::new();
    if let Some(way) = target.and_then(|target| way(points[0], target, &dates)) {
        layers.push(Layer::Line {
            values: way,
            ink: Ink::Capacity,
            label: None,
        });
    }
    let all = values.iter().copied().chain(measure.target);
    let (least, most) = all.fold((0.0_f64, 0.0_f64), |(least, most), value| {
        (least.min(value), most.max(value))
    });
    layers.push(Layer::Line {
        values,
        ink: Ink::Median,
        label: None,
    });
    Some(Chart {
        x: Axis::Dates(dates),
        y_name: stranger(&indicator.unit),
        y_numbers: AxisNumbers::Plain,
        y_range: (least, if most > least { most } else { least + 1.0 }),
        layers,
    })
}

/// The straight way from the first value to the target; level after it.
fn way(first: (Date, f64), (due, target): (Date, f64), dates: &[Date]) -> Option<Vec<f64>> {
    let days = due.days_since(first.0);
    (days > 0).then(|| {
        dates
            .iter()
            .map(|date| {
                let part = (date.days_since(first.0) as f64 / days as f64).clamp(0.0, 1.0);
                first.1 + part * (target - first.1)
            })
            .collect()
    })
}
