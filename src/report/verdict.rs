//! The judgement on a risk of shortage: word, colour, shape and number from one function.

use super::block::{Light, Verdict, stranger};
use super::catalogue::{services as service_words, verdict as words};
use super::{number, sections};
use crate::findings::services::ServiceFindings;
use crate::findings::{Figure, Quantity};
use crate::text::Text;

/// Up to this probability there is room.
pub const ROOM_UP_TO: f64 = 0.05;
/// Above this probability there is not.
pub const NO_ROOM_ABOVE: f64 = 0.20;

/// Judges the probability that somebody finds no place. Green only when the whole interval says
/// so; red when the estimate does; amber between, and when too little was played to say.
pub fn room(risk: &Figure, replications: u32) -> Verdict {
    let light = light(
        risk.value.number().unwrap_or(f64::NAN),
        risk.high.number().unwrap_or(f64::NAN),
    );
    Verdict {
        light,
        word: words::word(light),
        sentence: words::sentence(seen(risk, replications), replications),
        rule: rule(),
    }
}

/// Judges a service by the probability of its bottleneck, with the same limits.
pub fn service(service: &ServiceFindings, replications: u32) -> Verdict {
    let risk = service.figure("probability_of_bottleneck");
    let part = |pick: fn(&Figure) -> Quantity| risk.and_then(|risk| pick(risk).number()).unwrap_or(f64::NAN);
    let light = light(part(|risk| risk.value), part(|risk| risk.high));
    let known = if service.is_known() {
        service_words::Known::Yes
    } else {
        service_words::Known::No
    };
    let count = risk.map_or(0, |risk| seen(risk, replications));
    let frequency = number::frequency(count, replications);
    Verdict {
        light,
        word: service_words::word(light, &stranger(&service.name).de, known),
        sentence: sections::services::sentence(service, &frequency),
        rule: service_words::rule(&service.offer, &rule()),
    }
}

fn light(estimate: f64, upper_end: f64) -> Light {
    if estimate > NO_ROOM_ABOVE {
        Light::Red
    } else if upper_end <= ROOM_UP_TO {
        Light::Green
    } else {
        Light::Amber
    }
}

/// In how many replications it was seen.
pub fn seen(risk: &Figure, replications: u32) -> u32 {
    risk.count.unwrap_or_else(|| {
        let part = risk.value.number().filter(|part| part.is_finite()).unwrap_or(0.0);
        libm::round(part.clamp(0.0, 1.0) * f64::from(replications)) as u32
    })
}

/// The rule in words.
pub fn rule() -> Text {
    words::rule(ROOM_UP_TO, NO_ROOM_ABOVE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::example;

    fn judged(count: u32, low: f64, high: f64) -> Verdict {
        room(&example::risk(count, 1000, low, high), 1000)
    }

    #[test]
    fn word_colour_and_number_agree() {
        let calm = judged(10, 0.005, 0.018);
        assert_eq!(
            (calm.light, calm.word.de.as_str()),
            (Light::Green, "Der Platz reicht")
        );
        assert!(calm.sentence.de.contains("in 10 von 1.000"));

        let tight = judged(100, 0.082, 0.12);
        assert_eq!(
            (tight.light, tight.word.de.as_str()),
            (Light::Amber, "Es kann eng werden")
        );
        assert!(tight.sentence.de.contains("in 1 von 10"));

        let short = judged(702, 0.67, 0.73);
        assert_eq!(
            (short.light, short.word.de.as_str()),
            (Light::Red, "Der Platz reicht nicht")
        );
        assert!(short.sentence.de.contains("in 7 von 10"));
    }

    #[test]
    fn the_limits_belong_to_the_milder_word() {
        assert_eq!(light(0.03, 0.05), Light::Green);
        assert_eq!(light(0.03, 0.0501), Light::Amber);
        assert_eq!(light(0.20, 0.25), Light::Amber);
        assert_eq!(light(0.2001, 0.25), Light::Red);
    }

    #[test]
    fn nothing_seen_in_few_replications_is_not_green() {
        let few = room(&example::risk(0, 10, 0.0, 0.31), 10);
        assert_eq!(few.light, Light::Amber);
    }

    #[test]
    fn what_cannot_be_told_is_amber() {
        assert_eq!(light(f64::NAN, f64::NAN), Light::Amber);
    }
}
