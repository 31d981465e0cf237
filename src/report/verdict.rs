//! The judgement on a risk of shortage: word, colour, shape and number from one function.

use super::block::{Light, Link, Verdict};
use super::catalogue::verdict::Room;
use super::catalogue::{services as service_words, verdict as words, warning as warning_words};
use super::number;
use crate::findings::services::{ServiceFindings, ServiceRisk};
use crate::findings::warning::RemedyFindings;
use crate::findings::{Figure, MonthRisk};
use crate::scenario::Judgement;
use crate::text::Text;

/// What the judgement rests on.
#[derive(Clone, Copy, Debug)]
pub struct Risk<'a> {
    /// Probability of a shortage of any size.
    pub any: &'a Figure,
    /// Probability of a shortage that lasts; without it every shortage counts.
    pub lasting: Option<&'a Figure>,
    /// Replications that were played.
    pub replications: u32,
    /// Where the light turns.
    pub limits: Judgement,
    /// The month in which a shortage is most frequent.
    pub worst_month: Option<MonthRisk>,
}

/// Judges a service by the probability of its bottleneck, with the same limits; its rule says
/// what a bottleneck is ([`service_rule`] says when the light turns).
pub fn service(service: &ServiceFindings, replications: u32, limits: Judgement) -> Verdict {
    let risk = service.figure("probability_of_bottleneck");
    let light = service_light(&service.risk(), limits);
    let known = if service.is_known() {
        service_words::Known::Yes
    } else {
        service_words::Known::No
    };
    let count = risk.map_or(0, |risk| risk.times_seen(replications));
    let frequency = number::frequency(count, replications);
    Verdict {
        light,
        word: service_words::word(light, known),
        sentence: service_words::sentence(service, &frequency),
        rule: service_words::bottleneck_of(&service.offer),
        behind: None,
    }
}

/// The light of a service; amber where nobody knows what it offers.
pub fn service_light(risk: &ServiceRisk, limits: Judgement) -> Light {
    risk.probability.map_or(Light::Amber, |probability| {
        light(probability.value, probability.high, limits)
    })
}

/// When the light of a service turns.
pub fn service_rule(limits: Judgement) -> Text {
    service_words::light_rule(
        &number::percent(limits.green_up_to),
        &number::percent(limits.red_above),
    )
}

/// Judges whether the warning of a bottleneck comes early enough for a remedy.
pub fn remedy(remedy: &RemedyFindings) -> Verdict {
    const MOSTLY: f64 = 0.8;
    const HALF: f64 = 0.5;
    let light = match remedy.share.value {
        share if share >= MOSTLY => Light::Green,
        share if share >= HALF => Light::Amber,
        _ => Light::Red,
    };
    Verdict {
        light,
        word: warning_words::word(light),
        sentence: warning_words::often(remedy.share),
        rule: warning_words::rule(),
        behind: None,
    }
}

fn light(estimate: f64, upper_end: f64, limits: Judgement) -> Light {
    if estimate > limits.red_above {
        Light::Red
    } else if upper_end <= limits.green_up_to {
        Light::Green
    } else {
        Light::Amber
    }
}

/// Judges the probability that somebody finds no place. Green only when the whole interval of
/// any shortage says so; red when the estimate of a lasting one does; amber between, and when
/// too little was played to say.
pub fn room(risk: Risk) -> Verdict {
    let estimate = |figure: &Figure| figure.value.number().unwrap_or(f64::NAN);
    let room = judged(
        (estimate(risk.any), risk.any.high.number().unwrap_or(f64::NAN)),
        estimate(risk.lasting.unwrap_or(risk.any)),
        risk.limits,
    );
    Verdict {
        light: room.light(),
        word: words::word(room),
        sentence: sentence(risk),
        rule: rule(risk.limits),
        behind: risk.worst_month.filter(|month| month.count > 0).map(behind),
    }
}

fn judged((any, any_at_most): (f64, f64), lasting: f64, limits: Judgement) -> Room {
    if lasting > limits.red_above {
        Room::Short
    } else if any_at_most <= limits.green_up_to {
        Room::Enough
    } else if any > limits.red_above {
        Room::Briefly
    } else {
        Room::Tight
    }
}

fn sentence(risk: Risk) -> Text {
    let said = |figure: &Figure| number::probability(figure, risk.replications);
    match risk.lasting {
        Some(lasting) if risk.any.times_seen(risk.replications) > 0 => {
            words::sentences(&said(risk.any), &said(lasting))
        }
        _ => words::sentence(&said(risk.any)),
    }
}

/// The month with the most shortages; the first of equals.
pub fn worst_month(months: &[MonthRisk]) -> Option<MonthRisk> {
    months
        .iter()
        .fold(None, |worst: Option<MonthRisk>, month| match worst {
            Some(worst) if worst.count >= month.count => Some(worst),
            _ => Some(*month),
        })
}

/// The anchor of a month in the table of the risk by month.
pub fn month_anchor(month: &MonthRisk) -> String {
    format!("month-{}", &month.month.to_string()[..7])
}

fn behind(month: MonthRisk) -> Link {
    Link {
        words: words::most_often_in(&number::month(month.month)),
        to: month_anchor(&month),
    }
}

/// The rule in words.
pub fn rule(limits: Judgement) -> Text {
    let percent = |part: f64| number::percent(part);
    words::rule(
        &percent(limits.green_up_to),
        &percent(limits.red_above),
        &number::trimmed(limits.tolerated * 10_000.0),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::statistics;
    use crate::report::example;

    fn figure(count: u32, of: u32) -> Figure {
        let probability = statistics::probability(count, of);
        example::risk(count, of, probability.low, probability.high)
    }

    fn judged_of(any: u32, lasting: u32, of: u32) -> Verdict {
        let (any, lasting) = (figure(any, of), figure(lasting, of));
        room(Risk {
            any: &any,
            lasting: Some(&lasting),
            replications: of,
            limits: Judgement::default(),
            worst_month: None,
        })
    }

    #[test]
    fn word_colour_and_number_agree() {
        let calm = judged_of(10, 0, 1000);
        assert_eq!(
            (calm.light, calm.word.de.as_str()),
            (Light::Green, "Der Platz reicht")
        );
        assert!(calm.sentence.de.contains("in 10 von 1.000"));

        let tight = judged_of(100, 20, 1000);
        assert_eq!(
            (tight.light, tight.word.de.as_str()),
            (Light::Amber, "Es kann eng werden")
        );
        assert!(tight.sentence.de.contains("in 1 von 10"));

        let short = judged_of(702, 650, 1000);
        assert_eq!(
            (short.light, short.word.de.as_str()),
            (Light::Red, "Der Platz reicht nicht")
        );
        assert!(short.sentence.de.contains("in 7 von 10"));
    }

    #[test]
    fn one_household_for_one_night_does_not_turn_the_light_red() {
        let briefly = judged_of(1000, 3, 1000);
        assert_eq!(
            (briefly.light, briefly.word.de.as_str()),
            (Light::Amber, "Zeitweise fehlt Platz")
        );
    }

    #[test]
    fn the_limits_belong_to_the_milder_word() {
        let limits = Judgement::default();
        let light = |any, high, lasting| judged((any, high), lasting, limits).light();
        assert_eq!(light(0.03, 0.05, 0.03), Light::Green);
        assert_eq!(light(0.03, 0.0501, 0.03), Light::Amber);
        assert_eq!(light(0.20, 0.25, 0.20), Light::Amber);
        assert_eq!(light(0.21, 0.25, 0.2001), Light::Red);
    }

    #[test]
    fn the_limits_are_those_of_the_scenario_and_stand_in_the_rule() {
        let strict = Judgement {
            green_up_to: 0.01,
            red_above: 0.025,
            tolerated: 0.0,
        };
        assert_eq!(judged((0.03, 0.04), 0.03, strict), Room::Short);
        assert!(rule(strict).de.contains("1\u{a0}%") && rule(strict).de.contains("2,5\u{a0}%"));
        assert!(rule(Judgement::default()).en.contains("1 of 10,000"));
    }

    #[test]
    fn nothing_seen_in_few_replications_is_not_green() {
        assert_eq!(judged_of(0, 0, 10).light, Light::Amber);
    }

    #[test]
    fn what_cannot_be_told_is_amber() {
        let unknown = judged((f64::NAN, f64::NAN), f64::NAN, Judgement::default());
        assert_eq!(unknown, Room::Tight);
    }
}
