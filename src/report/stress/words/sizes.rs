//! Words about the sizes of surges.

use super::within;
use crate::findings::statistics::fewest_for_quantile;
use crate::findings::{Estimate, Unit};
use crate::report::number;
use crate::report::stress::Requirement;
use crate::stress::absorb::Absorbed;
use crate::text;
use crate::text::Text;

/// A number of persons absorbed: `140`, `mehr als 16.384`.
pub fn persons(absorbed: &Absorbed) -> Text {
    let Text { de, en } = number::whole(u64::from(absorbed.persons));
    if absorbed.beyond {
        text!("mehr als {de}", "more than {en}")
    } else {
        Text { de, en }
    }
}

/// The interval of a size, where there is one.
pub fn interval(absorbed: &Absorbed) -> Option<Text> {
    let (low, high) = absorbed.interval?;
    Some(number::between(
        &number::whole(u64::from(low)),
        &number::whole(u64::from(high)),
    ))
}

/// An interval named as such, or that there is none.
pub(super) fn named_interval(ends: Option<Text>, certainty: f64) -> Text {
    match ends {
        Some(Text { de, en }) => text!("95-%-Intervall {de}", "95% interval {en}"),
        None => {
            let Text { de, en } = number::whole(fewest_replications(certainty));
            text!(
                "ein Intervall gibt es ab {de} Rechnungen",
                "an interval takes {en} courses"
            )
        }
    }
}

/// Replications from which on a size has an interval.
pub(super) fn fewest_replications(certainty: f64) -> u64 {
    fewest_for_quantile(1.0 - certainty) as u64
}

/// The main sentence: „Die Stadt nimmt in 3 Monaten 140 Menschen zusätzlich auf …“.
pub fn absorbed(absorbed: &Absorbed, certainty: f64) -> Text {
    let (within, persons) = (within(absorbed.days), persons(absorbed));
    let hundred = number::trimmed(certainty * 100.0);
    let interval = named_interval(interval(absorbed), certainty);
    let (a, b) = (&within.de, &within.en);
    let (c, d) = (&hundred.de, &hundred.en);
    let (e, f) = (&interval.de, &interval.en);
    if absorbed.households == 0 {
        return text!(
            "Die Stadt nimmt {a} niemanden zusätzlich mit dieser Sicherheit auf ({c} von 100 Rechnungen; {e}).",
            "The town absorbs nobody more {b} with this certainty ({d} of 100 courses; {f})."
        );
    }
    let people = if absorbed.persons == 1 && !absorbed.beyond {
        text!("einen Menschen", "one more person")
    } else {
        let (de, en) = (&persons.de, &persons.en);
        text!("{de} Menschen", "{en} more people")
    };
    let (de, en) = (&people.de, &people.en);
    text!(
        "Die Stadt nimmt {a} {de} zusätzlich auf ({c} von 100 Rechnungen; {e}).",
        "The town absorbs {en} {b} ({d} of 100 courses; {f})."
    )
}

/// How many of them sleep in emergency accommodation.
pub fn in_emergency(nights: Estimate) -> Option<Text> {
    (nights.value >= 0.5).then(|| {
        let Text { de, en } = person_nights(nights);
        text!(
            "Dabei kommen im Mittel {de} in Notunterkünften hinzu.",
            "On average this adds {en} in emergency accommodation."
        )
    })
}

fn person_nights(estimate: Estimate) -> Text {
    let unit = Unit::PersonNights;
    number::with_unit(
        &number::carried(estimate.value, estimate.low, estimate.high, unit),
        unit,
    )
}

/// What is already missing without the surge.
pub fn short_before(absorbed: &Absorbed, replications: u32) -> Option<Text> {
    (absorbed.short_before > 0).then(|| {
        let Text { de, en } = number::frequency(absorbed.short_before, replications);
        let days = within(absorbed.days);
        let (a, b) = (&days.de, &days.en);
        text!(
            "Auch ohne den Zustrom fehlt {de} jemandem ein Platz ({a} und in der Zeit danach); gezählt ist nur, was der Zustrom hinzufügt.",
            "Even without the surge somebody lacks a place {en} ({b} and in the time after); only what the surge adds is counted."
        )
    })
}

/// A difference in persons with its sign.
pub fn gain(more: i64) -> Text {
    match more {
        0 => Text::same("0"),
        _ => {
            let sign = if more > 0 { "+" } else { "−" };
            let Text { de, en } = number::whole(more.unsigned_abs());
            text!("{sign}{de}", "{sign}{en}")
        }
    }
}

/// What is said where a threshold was not met.
pub fn missed(requirement: Requirement, absorbed: &Absorbed) -> Text {
    let persons = number::whole(u64::from(requirement.persons));
    let found = number::whole(u64::from(absorbed.persons));
    let days = within(requirement.days);
    let (a, b, c) = (&persons.de, &found.de, &days.de);
    let (d, e, f) = (&persons.en, &found.en, &days.en);
    text!(
        "Verlangt war, dass die Stadt {c} {a} Menschen zusätzlich aufnimmt; es sind {b}.",
        "The town was required to absorb {d} more people {f}; it absorbs {e}."
    )
}
