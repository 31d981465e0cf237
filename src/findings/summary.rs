//! One figure from its values in the replications.

use crate::calendar::{Calendar, Date};
use crate::findings::figures::Summary;
use crate::findings::quantity::{Estimate, Figure, Quantity, Unit};
use crate::findings::statistics::{self, LEVEL};
use crate::text::Text;

/// What a figure is, before it has a value.
pub(super) struct Head {
    pub id: &'static str,
    pub unit: Unit,
    pub summary: Summary,
    pub name: Text,
    pub definition: Text,
}

/// A figure from its values in the replications.
pub(super) fn summed_up(head: Head, values: &[Option<f64>], calendar: &Calendar) -> Figure {
    let seen: Vec<f64> = values.iter().flatten().copied().collect();
    let mut figure = Figure {
        id: head.id,
        name: head.name,
        definition: head.definition,
        unit: head.unit,
        value: Quantity::None,
        low: Quantity::None,
        high: Quantity::None,
        level: LEVEL,
        spread: None,
        count: None,
    };
    match head.summary {
        Summary::Mean | Summary::Probability if seen.is_empty() => {}
        Summary::Mean => {
            let mean = statistics::mean(&seen);
            // The interval of a skewed mean of few values may leave what a share can be.
            let ends = match head.unit {
                Unit::Share => (mean.low.max(0.0), mean.high.min(mean.value.max(1.0))),
                _ => (mean.low, mean.high),
            };
            set(
                &mut figure,
                Estimate {
                    low: ends.0,
                    high: ends.1,
                    ..mean
                },
            );
            figure.spread = spread(seen);
        }
        Summary::Probability => {
            let count = seen.iter().filter(|value| **value > 0.5).count() as u32;
            figure.count = Some(count);
            set(&mut figure, statistics::probability(count, values.len() as u32));
        }
        Summary::MedianDate => median(&mut figure, values, |day| {
            Quantity::Date(calendar.date(day as u32))
        }),
        Summary::MedianNumber => median(&mut figure, values, Quantity::Number),
    }
    figure
}

pub(super) fn set(figure: &mut Figure, estimate: Estimate) {
    figure.value = Quantity::Number(estimate.value);
    figure.low = Quantity::Number(estimate.low);
    figure.high = Quantity::Number(estimate.high);
}

/// The middle 90 % of the replications.
fn spread(mut values: Vec<f64>) -> Option<(Quantity, Quantity)> {
    (values.len() >= statistics::FEWEST_FOR_TAILS).then(|| {
        values.sort_by(f64::total_cmp);
        let at = |part| Quantity::Number(statistics::interpolated(&values, part));
        (at(0.05), at(0.95))
    })
}

/// The median over all replications; those without an event count as never.
fn median(figure: &mut Figure, values: &[Option<f64>], shown: impl Fn(f64) -> Quantity) {
    let mut days: Vec<f64> = values.iter().map(|day| day.unwrap_or(f64::INFINITY)).collect();
    days.sort_by(f64::total_cmp);
    let as_date = |day: f64| {
        if day.is_finite() {
            shown(day)
        } else {
            Quantity::None
        }
    };
    // A day that was seen, not one between two: the lower of the two middle ones.
    let at = |part: f64| {
        days.get((part * (days.len() as f64 - 1.0)) as usize)
            .copied()
            .unwrap_or(f64::INFINITY)
    };
    figure.value = as_date(at(0.5));
    if days.len() == 1 {
        (figure.low, figure.high) = (figure.value, figure.value);
    }
    if let Some(estimate) = statistics::quantile(&days, 0.5) {
        figure.low = as_date(estimate.low);
        figure.high = as_date(estimate.high);
    }
    if days.len() >= statistics::FEWEST_FOR_TAILS {
        figure.spread = Some((as_date(at(0.05)), as_date(at(0.95))));
    }
}

/// Days from the start as days since 1970-01-01; other units stay as they are.
pub(super) fn since_1970(mut values: Vec<Option<f64>>, unit: Unit, calendar: &Calendar) -> Vec<Option<f64>> {
    if unit == Unit::Date {
        let epoch = calendar.start.days_since(Date(jiff::civil::date(1970, 1, 1))) as f64;
        for value in values.iter_mut().flatten() {
            *value += epoch;
        }
    }
    values
}
