//! A difference in words: signed, and "no difference" where chance explains it.

use super::catalogue::compare as words;
use super::number;
use crate::findings::{Estimate, Unit};
use crate::text::Text;

/// A difference signed in words, without its interval; "nearly equal" where chance explains it.
pub fn signed_shortly(mean: &Estimate, unit: Unit) -> Text {
    said(mean, unit, |_| None)
}

/// A difference signed in words, with its interval.
pub fn signed(mean: &Estimate, unit: Unit) -> Text {
    said(mean, unit, Some)
}

/// The words, with as much of the interval as the caller keeps.
fn said(mean: &Estimate, unit: Unit, keep: fn(Text) -> Option<Text>) -> Text {
    if mean.low <= 0.0 && mean.high >= 0.0 {
        return words::undecided();
    }
    let (one, other) = (mean.low.abs(), mean.high.abs());
    let (low, high) = (one.min(other), one.max(other));
    let shown = |value: f64| number::carried(value, low, high, unit);
    let by = words::amount(&shown(mean.value.abs()), unit);
    let interval = (low < high).then(|| number::between(&shown(low), &shown(high)));
    let interval = interval.and_then(keep);
    if mean.value < 0.0 {
        words::less(&by, interval.as_ref())
    } else {
        words::more(&by, interval.as_ref())
    }
}
