//! Probabilities as natural frequencies.

use super::carried::between;
use super::digits::{decimal, whole};
use super::units::with_unit;
use crate::findings::{Figure, Unit, statistics};
use crate::text;
use crate::text::Text;

/// In how many replications something happens, as a natural frequency.
///
/// Between 5 and 95 %: of 10. Outside: of 1,000, or of as many as were played. Nothing is
/// ever "0 of 10": where none showed it, the bound is given that 95 % of such runs keep.
pub fn frequency(count: u32, replications: u32) -> Text {
    let part = f64::from(count) / f64::from(replications.max(1));
    match count {
        0 => never(replications),
        1 if replications == 1 => text!("in der einzigen Rechnung", "in the only course"),
        all if all >= replications => {
            let Text { de, en } = whole(u64::from(replications));
            text!("in allen {de}\u{a0}Rechnungen", "in all {en} courses")
        }
        _ if !is_rare(part) && replications >= 10 => {
            let tenths = libm::round(part * 10.0).clamp(1.0, 9.0) as u32;
            text!("in {tenths} von 10\u{a0}Rechnungen", "in {tenths} of 10 courses")
        }
        _ => rarely(count, replications),
    }
}

/// A probability as a natural frequency, with its interval.
pub fn probability(figure: &Figure, replications: u32) -> Text {
    let count = figure.times_seen(replications);
    let often = frequency(count, replications);
    let (Some(low), Some(high)) = (figure.low.number(), figure.high.number()) else {
        return often;
    };
    if replications == 1 || count == 0 || low >= high {
        // Where it was never seen, the frequency itself names the bound.
        return often;
    }
    let Text { de, en } = often;
    if count >= replications {
        let Text {
            de: least,
            en: least_en,
        } = end(low, 1.0);
        return text!(
            "{de} (95-%-Intervall: mindestens {least})",
            "{en} (95% interval: at least {least_en})"
        );
    }
    let part = f64::from(count) / f64::from(replications);
    let (a, b) = if is_rare(part) {
        (of_1000(low), end(high, part))
    } else {
        (end(low, part), end(high, part))
    };
    let ends = between(&a, &b);
    let (ends_de, ends_en) = (ends.de, ends.en);
    text!("{de} (95-%-Intervall {ends_de})", "{en} (95% interval {ends_en})")
}

/// Whether so small or so large a part is counted of 1,000.
fn is_rare(part: f64) -> bool {
    !(0.05..=0.95).contains(&part)
}

/// The end of an interval around a part: in per cent, or of 1,000 where the part is that rare.
fn end(value: f64, part: f64) -> Text {
    if is_rare(part) {
        let Text { de, en } = of_1000(value);
        text!("{de} von\u{a0}1.000", "{en} of 1,000")
    } else {
        let decimals = usize::from(is_rare(value));
        with_unit(&decimal(value * 100.0, decimals), Unit::Probability)
    }
}

fn of_1000(value: f64) -> Text {
    whole(libm::round(value.clamp(0.0, 1.0) * 1000.0) as u64)
}

fn never(replications: u32) -> Text {
    let Text { de, en } = whole(u64::from(replications));
    if replications == 1 {
        return text!(
            "in der einzigen Rechnung nicht; eine allein sagt nichts über seltene Fälle",
            "not in the only course; one alone says nothing about rare cases"
        );
    }
    if replications < 30 {
        return text!(
            "in keiner von {de}\u{a0}Rechnungen; das sind zu wenige für eine Aussage über seltene Fälle",
            "in none of {en} courses; too few to say anything about rare cases"
        );
    }
    let bound = statistics::probability(0, replications).high;
    let most = whole(libm::ceil(bound * 1000.0) as u64);
    let (most_de, most_en) = (most.de, most.en);
    text!(
        "in keiner von {de}\u{a0}Rechnungen, höchstens {most_de} von\u{a0}1.000",
        "in none of {en} courses, at most {most_en} of 1,000"
    )
}

fn rarely(count: u32, replications: u32) -> Text {
    if replications <= 1000 {
        let Text { de, en } = whole(u64::from(replications));
        return text!(
            "in {count} von {de}\u{a0}Rechnungen",
            "in {count} of {en} courses"
        );
    }
    let part = f64::from(count) / f64::from(replications) * 1000.0;
    if part < 1.0 {
        return text!(
            "in weniger als 1 von 1.000\u{a0}Rechnungen",
            "in fewer than 1 of 1,000 courses"
        );
    }
    let thousandths = (libm::round(part) as u32).min(999);
    text!(
        "in {thousandths} von 1.000\u{a0}Rechnungen",
        "in {thousandths} of 1,000 courses"
    )
}
