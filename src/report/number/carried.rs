//! How many digits are shown: no more than the interval carries. Decided here and nowhere else.

use super::digits::decimal;
use super::units::with_unit;
use crate::findings::{Estimate, Unit};
use crate::text;
use crate::text::Text;

/// The unit of the last digit that an interval of this half-width carries: its leading power
/// of ten, so that 12,345 ± 800 is shown in hundreds. `None` for an exact value.
fn step_of(half_width: f64) -> Option<f64> {
    (half_width > 0.0 && half_width.is_finite())
        .then(|| libm::pow(10.0, libm::floor(libm::log10(half_width) + 1e-9)))
}

/// How a number of this unit is shown: the smallest step that makes sense, and its scale.
struct Grain {
    finest: f64,
    scale: f64,
}

fn grain(unit: Unit) -> Grain {
    let (finest, scale) = match unit {
        Unit::Share | Unit::Probability => (0.1, 100.0),
        Unit::Index => (0.001, 1.0),
        Unit::PerThousandResidents => (0.01, 1.0),
        Unit::Days | Unit::Times => (0.1, 1.0),
        Unit::Persons | Unit::Places | Unit::Households | Unit::Moves => (0.1, 1.0),
        Unit::PersonNights | Unit::PersonDays | Unit::BedNights | Unit::Eur | Unit::Date => (1.0, 1.0),
    };
    Grain { finest, scale }
}

/// A number rounded to what its interval carries, without its unit; shares in per cent.
pub fn carried(value: f64, low: f64, high: f64, unit: Unit) -> Text {
    let grain = grain(unit);
    let (value, half_width) = (value * grain.scale, (high - low) / 2.0 * grain.scale);
    match step_of(half_width) {
        Some(step) => in_steps(value, step.max(grain.finest)),
        None => exact(value, grain.finest),
    }
}

fn in_steps(value: f64, step: f64) -> Text {
    let rounded = libm::round(value / step) * step;
    decimal(rounded, decimals_of(step))
}

fn exact(value: f64, finest: f64) -> Text {
    if libm::floor(value) == value {
        decimal(value, 0)
    } else {
        in_steps(value, finest)
    }
}

fn decimals_of(step: f64) -> usize {
    match step {
        s if s >= 1.0 => 0,
        s if s > 0.05 => 1,
        s if s > 0.005 => 2,
        _ => 3,
    }
}

/// An amount of money for sentences, in millions from one million on: `12,3 Mio. €`.
pub fn money(value: f64, low: f64, high: f64) -> Text {
    if value.abs() < 1e6 {
        return with_unit(&carried(value, low, high, Unit::Eur), Unit::Eur);
    }
    let millions = step_of((high - low) / 2.0 / 1e6).map_or(0.01, |step| step.max(0.01));
    let Text { de, en } = in_steps(value / 1e6, millions);
    text!("{de}\u{a0}Mio.\u{a0}€", "€{en}\u{a0}million")
}

/// The ends of an interval with their unit: `11.500 bis 13.100 €`.
pub fn between(low: &Text, high: &Text) -> Text {
    let (a, b) = (&low.de, &high.de);
    let (c, d) = (&low.en, &high.en);
    text!("{a} bis {b}", "{c} to {d}")
}

/// An estimate, rounded to what its interval carries.
pub fn estimate(estimate: Estimate, unit: Unit) -> Text {
    carried(estimate.value, estimate.low, estimate.high, unit)
}

/// The interval of an estimate.
pub fn estimate_interval(estimate: Estimate, unit: Unit) -> Text {
    let end = |value| carried(value, estimate.low, estimate.high, unit);
    between(&end(estimate.low), &end(estimate.high))
}
