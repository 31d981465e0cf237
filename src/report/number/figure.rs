//! A figure or an estimate of the report as it is printed everywhere.

use super::carried::{between, carried};
use super::dates::date;
use super::frequency::{self, is_rare, rare};
use super::units::with_unit;
use crate::findings::{Estimate, Figure, Quantity, Unit};
use crate::text;
use crate::text::Text;

/// A figure's value as it is printed everywhere: rounded to what its interval carries. What was
/// never seen is below the upper end of its interval, not zero.
pub fn value(figure: &Figure) -> Option<Text> {
    if figure.count == Some(0) && figure.unit == Unit::Probability {
        let Text { de, en } = shown(figure, figure.high)?;
        return Some(text!("unter {de}", "below {en}"));
    }
    shown(figure, figure.value)
}

/// A figure's value with its unit. A probability outside 5 to 95 % is counted of 1,000, so that
/// what happened in 199 of 200 replications is not called 100 %.
pub fn valued(figure: &Figure) -> Option<Text> {
    if let Some((part, low, high)) = rarity(figure) {
        return Some(rare(part, low, high));
    }
    value(figure).map(|value| with_unit(&value, figure.unit))
}

/// A rare or nearly certain probability with the ends of its interval.
fn rarity(figure: &Figure) -> Option<(f64, f64, f64)> {
    let numbers = (
        figure.value.number()?,
        figure.low.number()?,
        figure.high.number()?,
    );
    let is_known = figure.unit == Unit::Probability && numbers.1 < numbers.2;
    (is_known && is_rare(numbers.0)).then_some(numbers)
}

/// A figure's interval, where it has one. A day that may never come has no later end.
pub fn interval(figure: &Figure) -> Option<Text> {
    if let Some((part, low, high)) = rarity(figure) {
        return Some(frequency::ends(low, high, part));
    }
    ends(figure, figure.low, figure.high)
}

/// What the middle 90 % of the replications give, where their number carries it.
pub fn spread(figure: &Figure) -> Option<Text> {
    let (low, high) = figure.spread?;
    ends(figure, low, high)
}

fn ends(figure: &Figure, low: Quantity, high: Quantity) -> Option<Text> {
    if low == high && low.number().is_some() {
        return Some(all_alike());
    }
    if low == high && matches!(low, Quantity::Date(_)) {
        return Some(this_day_only());
    }
    let first = shown(figure, low)?;
    match (low, high) {
        (Quantity::Date(_), Quantity::None) => {
            let Text { de, en } = first;
            Some(text!("{de} oder später, auch nie", "{en} or later, or never"))
        }
        _ => Some(between(&first, &shown(figure, high)?)),
    }
}

fn shown(figure: &Figure, quantity: Quantity) -> Option<Text> {
    match quantity {
        Quantity::None => None,
        Quantity::Date(day) => Some(date(day)),
        Quantity::Number(number) if !number.is_finite() => None,
        Quantity::Number(number) => {
            let low = figure.low.number().unwrap_or(number);
            let high = figure.high.number().unwrap_or(number);
            Some(carried(number, low, high, figure.unit))
        }
    }
}

/// Instead of an interval or spread: nothing varies.
pub fn this_day_only() -> Text {
    text!("nur dieser Tag", "this day only")
}

fn all_alike() -> Text {
    text!("alle Rechnungen gleich", "all courses alike")
}

/// An estimate, rounded to what its interval carries.
pub fn estimate(estimate: Estimate, unit: Unit) -> Text {
    carried(estimate.value, estimate.low, estimate.high, unit)
}

/// The interval of an estimate; that of a probability with its measure, as it stands beside a
/// frequency.
pub fn estimate_interval(estimate: Estimate, unit: Unit) -> Text {
    if unit == Unit::Probability {
        return frequency::ends(estimate.low, estimate.high, estimate.value);
    }
    let end = |value| carried(value, estimate.low, estimate.high, unit);
    between(&end(estimate.low), &end(estimate.high))
}
