//! A figure of the report as it is printed everywhere.

use super::carried::{between, carried};
use super::dates::date;
use crate::findings::{Figure, Quantity, Unit};
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

/// A figure's interval, where it has one. A day that may never come has no later end.
pub fn interval(figure: &Figure) -> Option<Text> {
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
