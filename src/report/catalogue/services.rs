//! Words about services.

use crate::findings::services::ServiceFindings;
use crate::report::block::Light;
use crate::report::number;
use crate::service::{Capacity, Offer};
use crate::text;
use crate::text::Text;

/// Heading.
pub fn title() -> Text {
    text!(
        "Die Angebote: Kita, Schule, Kurse, Betreuung",
        "The services: kita, school, courses, care"
    )
}

/// Introduction.
pub fn lead() -> Text {
    text!(
        "Ein Bett allein genügt nicht. Hier steht, wie lange Menschen auf ein Angebot warten und wann es nicht mehr reicht.",
        "A bed alone is not enough. Here it stands how long people wait for a service and when it no longer suffices."
    )
}

/// The judgement's word.
pub fn word(light: Light, is_known: Known) -> Text {
    match (is_known, light) {
        (Known::No, _) => text!("unbekannt", "unknown"),
        (_, Light::Green) => text!("reicht", "enough"),
        (_, Light::Amber) => text!("kann knapp werden", "may become short"),
        (_, Light::Red) => text!("reicht nicht", "not enough"),
    }
}

/// The judgement's word, with the name of the service.
pub fn named(name: &str, word: &Text) -> Text {
    let Text { de, en } = word;
    text!("{name}: {de}", "{name}: {en}")
}

/// Caption of the table of lights.
pub fn lights_caption() -> Text {
    text!("Reichen die Angebote?", "Are the services enough?")
}

/// Heads of the table of lights: the service, the judgement, what counts as a bottleneck.
pub fn lights_columns() -> [Text; 3] {
    [
        text!("Angebot", "Service"),
        text!("Urteil", "Judgement"),
        text!("Was als Engpass gilt", "What counts as a bottleneck"),
    ]
}

/// When the light of a service turns.
pub fn light_rule(green: &Text, red: &Text) -> Text {
    let (green_de, red_de) = (&green.de, &red.de);
    let (green_en, red_en) = (&green.en, &red.en);
    text!(
        "Regel der Ampel. Grün: Ein Engpass ist höchstens zu {green_de} wahrscheinlich, auch am oberen Ende des 95-%-Intervalls. Rot: Er ist zu mehr als {red_de} wahrscheinlich. Gelb: dazwischen, oder es wurden zu wenige Rechnungen gemacht.",
        "Rule of the light. Green: a bottleneck has a probability of at most {green_en}, even at the upper end of the 95% interval. Red: it has one above {red_en}. Amber: between, or too few courses were computed."
    )
}

/// Whether it is known how much a service offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is.
    Yes,
    /// It is not.
    No,
}

/// Nobody knows what the service offers.
pub fn unknown() -> Text {
    text!(
        "Wie viel das Angebot leisten kann, ist nicht bekannt; gezählt ist nur der Bedarf.",
        "How much the service can do is not known; only the need is counted."
    )
}

/// The sentence about a wait: the median, or that half never get a place.
pub fn wait(median: Option<&Text>) -> Text {
    match median {
        None => text!(
            "Weniger als die Hälfte der Menschen mit Bedarf bekommt im Zeitraum einen Platz.",
            "Fewer than half of the people in need get a place during the run."
        ),
        Some(Text { de, en }) => text!(
            "Die Hälfte der Menschen mit Bedarf wartet {de} oder länger.",
            "Half of the people in need wait {en} or longer."
        ),
    }
}

/// Nobody waits, as a wait.
pub fn no_wait() -> Text {
    text!(
        "Mindestens die Hälfte der Menschen mit Bedarf bekommt sofort einen Platz.",
        "At least half of the people in need get a place at once."
    )
}

/// A wait in weeks, in days where it is shorter than two weeks.
pub fn weeks(days: f64) -> Text {
    if days < 14.0 {
        let whole = libm::round(days) as u64;
        return number::counted(whole, ("Tag", "Tage"), ("day", "days"));
    }
    let weeks = libm::round(days / 7.0) as u64;
    number::counted(weeks, ("Woche", "Wochen"), ("week", "weeks"))
}

/// The sentence about the share served in time.
pub fn in_time(share: &Text, days: u32) -> Text {
    let (de, en) = (&share.de, &share.en);
    text!(
        "Rechtzeitig (in höchstens {days} Tagen) versorgt sind {de}\u{a0}%.",
        "In time (within {days} days) are {en}%."
    )
}

/// The sentence about the bottleneck.
pub fn bottleneck(frequency: &Text, first: Option<&Text>) -> Text {
    let (de, en) = (&frequency.de, &frequency.en);
    match first {
        None => text!("Engpass: {de}.", "Bottleneck: {en}."),
        Some(Text { de: day, en: day_en }) => text!(
            "Engpass: {de}, in der Hälfte der Rechnungen bis zum {day}.",
            "Bottleneck: {en}, in half of the courses by {day_en}."
        ),
    }
}

/// The sentence about the staff.
pub fn ratio(persons: &Text, positions: &Text, usual: &Text) -> Text {
    let (a, b, c) = (&persons.de, &positions.de, &usual.de);
    let (d, e, f) = (&persons.en, &positions.en, &usual.en);
    text!(
        "In der Spitze {a} Menschen auf {b} Stellen, bei einem Schlüssel von 1 zu {c}.",
        "At the peak {d} people for {e} positions, at a ratio of 1 to {f}."
    )
}

/// What counts as a bottleneck of this service, in words, and how the light is chosen.
pub fn bottleneck_of(offer: &Offer) -> Text {
    match offer {
        Offer::Places(places) => {
            let (days, tolerated) = (places.in_time_days, places.tolerated_late);
            text!(
                "Ein Engpass ist ein Abend, an dem mehr als {tolerated} Menschen länger als {days} Tage gewartet haben.",
                "A bottleneck is an evening on which more than {tolerated} people have waited longer than {days} days."
            )
        }
        Offer::Staff(staff) => {
            let usual = number::decimal(staff.persons_per_position, 0);
            let (de, en) = (&usual.de, &usual.en);
            text!(
                "Ein Engpass ist ein Tag, an dem mehr als {de} Menschen auf eine Stelle kommen.",
                "A bottleneck is a day on which there are more than {en} people per position."
            )
        }
    }
}

/// How much a service offers.
pub fn capacity(offer: &Offer) -> Text {
    match offer {
        Offer::Staff(staff) => match staff.positions {
            None => text!("Stellen unbekannt", "positions unknown"),
            Some(positions) => {
                let Text { de, en } = number::decimal(positions, 1);
                text!("{de} Stellen", "{en} positions")
            }
        },
        Offer::Places(places) => match &places.capacity {
            Capacity::Unlimited => text!("unbegrenzt", "unlimited"),
            Capacity::Unknown => text!("Plätze unbekannt", "places unknown"),
            Capacity::Town(count) => {
                number::counted(u64::from(*count), ("Platz", "Plätze"), ("place", "places"))
            }
            Capacity::Districts(counts) => {
                let sum: u64 = counts.iter().flatten().map(|count| u64::from(*count)).sum();
                let Text { de, en } = number::counted(sum, ("Platz", "Plätze"), ("place", "places"));
                if counts.iter().all(Option::is_some) {
                    text!("{de} in den Stadtteilen", "{en} in the districts")
                } else {
                    text!(
                        "{de} in den Stadtteilen, teils unbekannt",
                        "{en} in the districts, some unknown"
                    )
                }
            }
        },
    }
}

/// Caption of a service's table.
pub fn table_caption(name: &str, capacity: &Text) -> Text {
    let (de, en) = (&capacity.de, &capacity.en);
    text!("{name} ({de})", "{name} ({en})")
}

/// Caption of the table by district.
pub fn districts_caption() -> Text {
    text!(
        "Tage des Wartens nach Stadtteil, in dem die Wartenden wohnen (Mittel der Rechnungen)",
        "Days of waiting by the district where those who wait live (mean of the courses)"
    )
}

/// Caption of a service's table by district.
pub fn by_district_caption(name: &str) -> Text {
    text!(
        "{name}: nach Stadtteil, in dem die Menschen wohnen",
        "{name}: by the district where the people live"
    )
}

/// How a service's table by district is to be read.
pub fn by_district_note() -> Text {
    text!(
        "Gezählt wird, wo jemand wohnt, wenn er einen Platz bekommt oder zu lange gewartet hat; wer umzieht, nimmt seine Wartezeit mit. Ein Engpass im Stadtteil ist ein Abend, an dem mehr Menschen von dort zu lange gewartet haben, als das Szenario für das ganze Angebot hinnimmt. Ohne Angabe: Es kam nicht vor (ein Engpass: in weniger als der Hälfte der Rechnungen), oder es ist nicht bekannt, wie viele Plätze es gibt.",
        "People count where they live when they get a place or have waited too long; who moves takes the wait along. A bottleneck in a district is an evening on which more people from there have waited too long than the scenario tolerates for the whole service. Where nothing stands: it did not happen (a bottleneck: in fewer than half of the courses), or nobody knows how many places there are."
    )
}

/// Head of the column of districts.
pub fn district() -> Text {
    text!("Stadtteil", "District")
}

/// The row of people without a regular place.
pub fn without_home() -> Text {
    text!("ohne regulären Platz", "without a regular place")
}

/// Title of the chart.
pub fn chart_title() -> Text {
    text!("Wer auf ein Angebot wartet", "Who waits for a service")
}

/// How to read the chart.
pub fn chart_reading() -> Text {
    text!(
        "Menschen, die am Abend auf einen Platz warten; bei Personal Menschen, die zu betreuen sind. In 9 von 10 Rechnungen liegt die Zahl im äußeren Band.",
        "People who wait for a place in the evening; of staff, people to look after. In 9 of 10 courses the number lies within the outer band."
    )
}

/// The chart in a sentence, for a service.
pub fn chart_description(name: &str, middle: &Text, range: &Text) -> Text {
    let (a, b, c, d) = (&middle.de, &range.de, &middle.en, &range.en);
    text!(
        "{name}: am letzten Tag {a} in der Mitte, in 9 von 10 Rechnungen {b}.",
        "{name}: on the last day {c} in the middle, in 9 of 10 courses {d}."
    )
}

/// Heads of the table behind the chart.
pub fn chart_columns() -> [Text; 4] {
    [
        text!("Angebot", "Service"),
        text!("Tag", "Day"),
        text!("in der Mitte", "in the middle"),
        text!("in 9 von 10 Rechnungen", "in 9 of 10 courses"),
    ]
}

/// The way to the month in which a service is scarcest.
pub fn worst_month(offer: &Offer, month: &Text) -> Text {
    let Text { de, en } = month;
    match offer {
        Offer::Places(_) => text!("Am meisten warten im {de}", "Most people wait in {en}"),
        Offer::Staff(_) => text!("Am meisten zu betreuen im {de}", "Most to look after in {en}"),
    }
}

/// What a judgement rests on: the wait, the share in time, the bottleneck.
pub fn sentence(service: &ServiceFindings, frequency: &Text) -> Text {
    if !service.is_known() {
        return unknown();
    }
    let shown = |id: &str| service.figure(id).and_then(number::value);
    let first = shown("first_bottleneck_date");
    let mut parts = vec![bottleneck(frequency, first.as_ref())];
    match &service.offer {
        Offer::Places(places) => {
            if service.figure("demand").and_then(|figure| figure.value.number()) > Some(0.0) {
                let median = service.figure("waiting_median_days");
                let median = median.and_then(|figure| figure.value.number());
                parts.insert(0, wait_of(median));
            }
            let share = shown("in_time_share");
            parts.extend(share.map(|share| in_time(&share, places.in_time_days)));
        }
        Offer::Staff(staff) => {
            let positions = number::decimal(staff.positions.unwrap_or(0.0), 1);
            let usual = number::decimal(staff.persons_per_position, 0);
            let peak = shown("persons_peak");
            parts.extend(peak.map(|peak| ratio(&peak, &positions, &usual)));
        }
    }
    let joined =
        |pick: fn(&Text) -> &String| parts.iter().map(|part| pick(part).as_str()).collect::<Vec<_>>();
    Text {
        de: joined(|text| &text.de).join(" "),
        en: joined(|text| &text.en).join(" "),
    }
}

fn wait_of(median: Option<f64>) -> Text {
    match median {
        Some(days) if days < 0.5 => no_wait(),
        Some(days) => wait(Some(&weeks(days))),
        None => wait(None),
    }
}
