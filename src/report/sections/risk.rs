//! When it becomes tight: the risk of shortage by month.

use crate::calendar::{Calendar, Date};
use crate::findings::{Findings, MonthRisk, Unit};
use crate::report::block::{
    Align, Axis, AxisNumbers, Block, Cell, Chart, Drawing, Figure, Ink, Layer, Section, Table,
};
use crate::report::catalogue::course as words;
use crate::report::results::Results;
use crate::report::{number, verdict};
use crate::text::Text;

/// The risk by month; left out where no month was played.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    let months = &findings.shortage_by_month;
    (!months.is_empty()).then(|| Section {
        id: "risk",
        title: words::risk_title(),
        blocks: vec![Block::Figure(Box::new(figure(findings, months)))],
    })
}

fn figure(findings: &Findings, months: &[MonthRisk]) -> Figure {
    Figure {
        id: "risk-by-month",
        title: words::risk_chart(),
        description: description(findings, months),
        reading: words::risk_reading(),
        legend: legend(),
        drawing: Drawing::Chart(chart(&findings.calendar, months, highest(months))),
        data: table(findings, months),
    }
}

/// The inks of the chart.
pub fn legend() -> Vec<(Ink, Text)> {
    vec![
        (Ink::RiskEstimate, words::share_of_replications()),
        (Ink::RiskInterval, words::risk_interval()),
    ]
}

fn description(findings: &Findings, months: &[MonthRisk]) -> Text {
    let mut worst: Option<&MonthRisk> = None;
    for month in months {
        if month.count > worst.map_or(0, |so_far| so_far.count) {
            worst = Some(month);
        }
    }
    let frequency = worst.map(|month| number::frequency(month.count, findings.replications));
    words::risk_description(worst.map(|month| month.month).zip(frequency.as_ref()))
}

/// The upper end of the axis: a quarter where no interval reaches further, else everything.
pub fn highest(months: &[MonthRisk]) -> f64 {
    let highest = months
        .iter()
        .map(|month| month.probability.high)
        .fold(0.0, f64::max);
    if highest > 0.25 { 1.0 } else { 0.25 }
}

/// The share of the courses by month, as stairs.
pub fn chart(calendar: &Calendar, months: &[MonthRisk], highest: f64) -> Chart {
    let stairs = |value: &dyn Fn(&MonthRisk) -> f64| {
        months
            .iter()
            .flat_map(|month| [value(month).clamp(0.0, 1.0); 2])
            .collect::<Vec<f64>>()
    };
    Chart {
        x: Axis::Dates(edges(calendar, months)),
        y_name: words::share_of_replications(),
        y_numbers: AxisNumbers::Percent,
        y_range: (0.0, highest),
        layers: vec![
            Layer::Band {
                lower: vec![0.0; months.len() * 2],
                upper: stairs(&|month| month.probability.low),
                ink: Ink::Risk,
            },
            Layer::Band {
                lower: stairs(&|month| month.probability.low),
                upper: stairs(&|month| month.probability.high),
                ink: Ink::RiskInterval,
            },
            Layer::Line {
                values: stairs(&|month| month.probability.value),
                ink: Ink::RiskEstimate,
                label: None,
            },
        ],
    }
}

/// First day of each month and the first day after it, as the feet of its stair.
fn edges(calendar: &Calendar, months: &[MonthRisk]) -> Vec<Date> {
    let end = calendar.end().plus_days(1);
    months
        .iter()
        .enumerate()
        .flat_map(|(index, month)| {
            let next = months.get(index + 1).map_or(end, |next| next.month);
            [month.month, next.max(month.month)]
        })
        .collect()
}

fn table(findings: &Findings, months: &[MonthRisk]) -> Table {
    let [month, missing, interval] = words::risk_columns();
    let mut table = Table::new(
        words::risk_chart(),
        vec![
            (month, Align::Words),
            (missing, Align::Words),
            (interval, Align::Numbers),
        ],
    );
    for month in months {
        table.row_named(
            verdict::month_anchor(month),
            vec![
                Cell::Words(number::month(month.month)),
                Cell::Words(number::frequency(month.count, findings.replications)),
                Cell::Words(number::estimate_interval(month.probability, Unit::Probability)),
            ],
        );
    }
    table
}
