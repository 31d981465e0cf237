//! Axes: where they begin and end, and where their ticks stand.

use super::frame::Frame;
use crate::calendar::Date;
use crate::report::block::{Axis, AxisNumbers, Points};
use crate::report::number;
use crate::text::Lang;
use kuva::render::datetime::DateTimeAxis;
use kuva::render::layout::{Layout, TickFormat};
use std::sync::Arc;

/// The next of 1, 2, 2.5, 5 times a power of ten; whole numbers where parts make no sense.
pub(super) fn easy_step(at_least: f64, numbers: AxisNumbers) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(at_least)));
    let factors: &[f64] = if numbers == AxisNumbers::Plain && power <= 1.0 {
        &[1.0, 2.0, 5.0]
    } else {
        &[1.0, 2.0, 2.5, 5.0]
    };
    let step = factors
        .iter()
        .map(|factor| factor * power)
        .find(|step| *step >= at_least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power);
    if numbers == AxisNumbers::Plain {
        step.max(1.0)
    } else {
        step
    }
}

pub(super) fn on_axis(layout: Layout, x: &Axis, positions: &[f64], frame: &Frame, lang: Lang) -> Layout {
    match x {
        Axis::Names(_) => layout,
        Axis::Numbers { points, .. } => {
            let (first, last, step) = numbers(positions, *points, frame.width);
            layout
                .with_x_axis_min(first)
                .with_x_axis_max(last)
                .with_x_tick_step(step)
                .with_x_tick_format(TickFormat::Custom(tick_words(AxisNumbers::Plain, step, lang)))
        }
        Axis::Dates(_) => {
            let (first, last) = (positions[0], positions[positions.len() - 1]);
            layout
                .with_x_axis_min(first)
                .with_x_axis_max(last)
                .with_x_datetime(date_axis(last - first, frame.width - frame.left - frame.right))
        }
    }
}

/// Ends and step of an axis of numbers, as many steps as there is room for.
pub(super) fn numbers(at: &[f64], points: Points, width: f64) -> (f64, f64, f64) {
    match points {
        Points::Joined => {
            let last = at.last().copied().unwrap_or(1.0).max(1e-9);
            (0.0, last, easy_step(last * 60.0 / width, AxisNumbers::Plain))
        }
        Points::Numbered => around(at, width),
    }
}

fn around(values: &[f64], width: f64) -> (f64, f64, f64) {
    let ends = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(*value), high.max(*value))
        });
    let (low, high) = if ends.0 <= ends.1 { ends } else { (0.0, 1.0) };
    let steps = libm::floor(width / 110.0).max(2.0);
    let step = easy_step(((high - low) / steps).max(1.0), AxisNumbers::Plain);
    let first = libm::floor(low / step) * step;
    let last = (libm::ceil(high / step) * step).max(first + step);
    (first, last, step)
}

/// Ticks at years or months, as many as there is room for on an axis so wide.
fn date_axis(seconds: f64, width: f64) -> DateTimeAxis {
    let days = seconds / 86_400.0;
    let room = width / 68.0;
    let months = days / 30.4;
    if months > 30.0 {
        let years = days / 365.25;
        return DateTimeAxis::years("%Y").with_step(libm::ceil(years / room).max(1.0) as usize);
    }
    if months >= 2.0 {
        let step = [1.0, 2.0, 3.0, 6.0]
            .into_iter()
            .find(|step| months / step <= room)
            .unwrap_or(12.0);
        return DateTimeAxis::months("%m/%Y").with_step(step as usize);
    }
    DateTimeAxis::days("%d.%m.").with_step(libm::ceil(days / room).max(1.0) as usize)
}

pub(super) fn positions(x: &Axis) -> Vec<f64> {
    match x {
        Axis::Names(names) => (1..=names.len()).map(|index| index as f64).collect(),
        Axis::Dates(dates) => seconds(dates),
        Axis::Numbers { at, .. } => at.clone(),
    }
}

/// Seconds since 1970; a single date becomes two, so that there is something to draw.
fn seconds(dates: &[Date]) -> Vec<f64> {
    let epoch = Date(jiff::civil::Date::constant(1970, 1, 1));
    let mut seconds: Vec<f64> = dates
        .iter()
        .map(|date| date.days_since(epoch) as f64 * 86_400.0)
        .collect();
    match seconds.as_slice() {
        [] => seconds.extend([0.0, 86_400.0]),
        [only] => seconds.push(only + 86_400.0),
        _ => {}
    }
    seconds
}

pub(super) fn tick_words(
    numbers: AxisNumbers,
    step: f64,
    lang: Lang,
) -> Arc<dyn Fn(f64) -> String + Send + Sync> {
    let scale = match numbers {
        AxisNumbers::Plain => 1.0,
        AxisNumbers::Percent => 100.0,
        AxisNumbers::Millions => 1e-6,
    };
    let decimals = (0..3)
        .find(|decimals| {
            let shifted = step * scale * [1.0, 10.0, 100.0][*decimals];
            (shifted - libm::round(shifted)).abs() < 1e-6
        })
        .unwrap_or(3);
    let unit = match numbers {
        AxisNumbers::Percent => "\u{a0}%",
        _ => "",
    };
    Arc::new(move |value| format!("{}{unit}", number::decimal(value * scale, decimals).in_lang(lang)))
}
