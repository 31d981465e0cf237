//! Words about how wrong the forecast may be.

use super::sizes::named_interval;
use crate::report::block::{Light, Verdict};
use crate::report::number;
use crate::report::stress::StressReport;
use crate::stress::multiplier::Multiplier;
use crate::text;
use crate::text::Text;

/// The judgement on the forecast: word, colour and shape from one rule.
pub fn forecast(report: &StressReport) -> Verdict {
    let multiplier = &report.answer.multiplier;
    let (light, word) = judged(multiplier);
    Verdict {
        light,
        word,
        sentence: break_even(report),
        rule: text!(
            "Grün: der ganze Bereich des Faktors liegt bei 1 oder darüber. Rot: der ganze Bereich liegt unter 1. Gelb: dazwischen, oder zu wenige Rechnungen.",
            "Green: the whole interval of the factor lies at 1 or above. Red: the whole interval lies below 1. Amber: between, or too few courses."
        ),
        behind: None,
    }
}

fn judged(multiplier: &Multiplier) -> (Light, Text) {
    let ends = multiplier.interval;
    if multiplier.factor.is_none() || ends.is_some_and(|(_, high)| high < 1.0) {
        let word = text!(
            "Schon was angenommen ist, ist zu viel",
            "What is assumed is too much already"
        );
        return (Light::Red, word);
    }
    if ends.is_some_and(|(low, _)| low >= 1.0) {
        return (
            Light::Green,
            text!(
                "Es dürfen mehr kommen als angenommen",
                "More may come than assumed"
            ),
        );
    }
    (
        Light::Amber,
        text!(
            "Offen, ob die Prognose reicht",
            "Open whether the forecast is enough"
        ),
    )
}

/// The break-even factor in a sentence.
fn break_even(report: &StressReport) -> Text {
    let multiplier = &report.answer.multiplier;
    let now = number::frequency(multiplier.as_forecast, report.question.replications);
    let hundred = number::trimmed(report.question.certainty * 100.0);
    let (a, b, c, d) = (&now.de, &now.en, &hundred.de, &hundred.en);
    let Some(factor) = multiplier.factor else {
        return text!(
            "Selbst wenn niemand mehr käme, hätten nicht in {c} von 100 Rechnungen alle über den ganzen Zeitraum einen Platz. Mit den angenommenen Zugängen reicht es {a}.",
            "Even if nobody came any more, not everybody would have a place over the whole period in {d} of 100 courses. With the arrivals assumed it is enough {b}."
        );
    };
    let factor = number::trimmed(factor);
    let (e, f) = (&factor.de, &factor.en);
    let more = if multiplier.beyond {
        text!("mehr als das {e}fache", "more than {f} times")
    } else {
        text!("das {e}fache", "{f} times")
    };
    let (g, h) = (&more.de, &more.en);
    let ends = multiplier
        .interval
        .map(|(low, high)| number::between(&number::trimmed(low), &number::trimmed(high)));
    let ends = named_interval(ends, report.question.certainty);
    let (i, j) = (&ends.de, &ends.en);
    text!(
        "In {c} von 100 Rechnungen haben alle über den ganzen Zeitraum einen Platz, solange {g} der angenommenen Zugänge kommt ({i}). Mit den angenommenen Zugängen selbst reicht es {a}.",
        "In {d} of 100 courses everybody has a place over the whole period as long as {h} the arrivals assumed come ({j}). With the arrivals assumed themselves it is enough {b}."
    )
}
