//! Need against places, day by day.

use crate::calendar::Calendar;
use crate::findings::{DailySeries, Findings};
use crate::report::block::{
    Align, Axis, AxisNumbers, Block, Cell, Chart, Drawing, Figure, Ink, Layer, Section, Table,
};
use crate::report::catalogue::course as words;
use crate::report::number;
use crate::report::results::Results;
use crate::text::Text;

/// The fan chart with its words and its table.
pub fn section(results: &Results) -> Option<Section> {
    let findings = results.findings;
    let need = series(findings, "needed")?;
    let places = series(findings, "places");
    let days = days_drawn(findings.calendar.days.min(need.quantiles.len() as u32));
    (!days.is_empty()).then(|| Section {
        id: "course",
        title: words::title(),
        blocks: vec![Block::Figure(Box::new(figure(findings, need, places, &days)))],
    })
}

/// The series with this id, where it has a value for each day.
pub fn series<'a>(findings: &'a Findings, id: &str) -> Option<&'a DailySeries> {
    let days = findings.calendar.days as usize;
    findings
        .daily
        .iter()
        .find(|series| series.id == id && series.quantiles.len() == days && series.mean.len() == days)
}

/// The days that are drawn: every day of a short run, about 260 of a long one, the last always.
pub fn days_drawn(days: u32) -> Vec<usize> {
    let step = (days / 260).max(1) as usize;
    let last = (days as usize).saturating_sub(1);
    let mut drawn: Vec<usize> = (0..days as usize).step_by(step).collect();
    if drawn.last().is_some_and(|day| *day != last) {
        drawn.push(last);
    }
    drawn
}

/// The fan chart of one series against the places.
pub fn fan(
    calendar: &Calendar,
    need: &[[f64; 5]],
    places: Option<&[f64]>,
    days: &[usize],
    highest: f64,
) -> Chart {
    let quantile = |index: usize| days.iter().map(|day| need[*day][index]).collect::<Vec<f64>>();
    let mut layers = vec![
        Layer::Band {
            lower: quantile(0),
            upper: quantile(4),
            ink: Ink::WideBand,
        },
        Layer::Band {
            lower: quantile(1),
            upper: quantile(3),
            ink: Ink::NarrowBand,
        },
        Layer::Line {
            values: quantile(2),
            ink: Ink::Median,
            label: None,
        },
    ];
    if let Some(places) = places {
        layers.push(Layer::Line {
            values: days.iter().map(|day| places[*day]).collect(),
            ink: Ink::Capacity,
            label: Some(words::places_label()),
        });
    }
    Chart {
        x: Axis::Dates(days.iter().map(|day| calendar.date(*day as u32)).collect()),
        y_name: words::persons(),
        y_numbers: AxisNumbers::Plain,
        y_range: (0.0, highest),
        layers,
    }
}

/// The highest value that a fan chart must hold.
pub fn highest(need: &[[f64; 5]], places: Option<&[f64]>) -> f64 {
    need.iter()
        .map(|quantiles| quantiles[4])
        .chain(places.into_iter().flatten().copied())
        .filter(|value| value.is_finite())
        .fold(1.0, f64::max)
}

fn figure(findings: &Findings, need: &DailySeries, places: Option<&DailySeries>, days: &[usize]) -> Figure {
    let capacity = places.map(|places| places.mean.as_slice());
    let highest = highest(&need.quantiles, capacity);
    Figure {
        id: "fan",
        title: words::fan_title(),
        description: description(findings, need, capacity),
        reading: words::fan_reading(),
        legend: legend(capacity),
        drawing: Drawing::Chart(fan(&findings.calendar, &need.quantiles, capacity, days, highest)),
        data: data(findings, need, capacity),
    }
}

/// What the inks of a fan chart mean.
pub fn legend(places: Option<&[f64]>) -> Vec<(Ink, Text)> {
    let mut legend = vec![
        (Ink::WideBand, words::nine_of_ten()),
        (Ink::NarrowBand, words::five_of_ten()),
        (Ink::Median, words::median()),
    ];
    if places.is_some() {
        legend.push((Ink::Capacity, words::places()));
    }
    legend
}

fn description(findings: &Findings, need: &DailySeries, places: Option<&[f64]>) -> Text {
    let calendar = &findings.calendar;
    let last = need.quantiles.len() - 1;
    let whole = |value: f64| number::decimal(value, 0);
    words::fan_description(
        calendar.start,
        calendar.end(),
        (&whole(need.quantiles[0][2]), &whole(need.quantiles[last][2])),
        &number::between(&whole(need.quantiles[last][0]), &whole(need.quantiles[last][4])),
        &places.map_or(crate::report::catalogue::nothing(), |places| whole(places[last])),
    )
}

/// The data of the chart at the start of each quarter, or each month of a short run.
fn data(findings: &Findings, need: &DailySeries, places: Option<&[f64]>) -> Table {
    let [day, middle, half, nine, usable] = words::fan_columns();
    let mut table = Table::new(
        words::fan_title(),
        vec![
            (day, Align::Words),
            (middle, Align::Numbers),
            (half, Align::Numbers),
            (nine, Align::Numbers),
            (usable, Align::Numbers),
        ],
    );
    let whole = |value: f64| number::decimal(value, 0);
    let range = |low: f64, high: f64| Cell::Words(number::between(&whole(low), &whole(high)));
    for index in days_told(&findings.calendar) {
        let q = need.quantiles[index];
        table.row(vec![
            Cell::Words(number::date(findings.calendar.date(index as u32))),
            Cell::Words(whole(q[2])),
            range(q[1], q[3]),
            range(q[0], q[4]),
            Cell::words_or_nothing(places.map(|places| whole(places[index]))),
        ]);
    }
    table
}

/// The days that the table tells: the start of each quarter, or each month of a short run, and
/// the last.
pub fn days_told(calendar: &Calendar) -> Vec<usize> {
    let months = calendar.months();
    let each = if months.len() > 24 { 3 } else { 1 };
    let mut days: Vec<usize> = months.iter().step_by(each).map(|day| *day as usize).collect();
    let last = calendar.days as usize - 1;
    if days.last() != Some(&last) {
        days.push(last);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_always_drawn_and_no_day_twice() {
        for days in [1, 2, 259, 260, 521, 1826, 73_050] {
            let drawn = days_drawn(days);
            assert_eq!(drawn.last(), Some(&(days as usize - 1)));
            assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(drawn.len() <= 522, "{days} days make {} points", drawn.len());
        }
    }
}
