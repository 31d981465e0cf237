//! Words about the ladder.

use crate::findings::ladder::{ActionSeen, StepFindings, TriggerSeen};
use crate::ladder::{Breach, StepState};
use crate::report::block::stranger;
use crate::report::number;
use crate::text;
use crate::text::Text;

/// Heading.
pub fn title() -> Text {
    text!("Notfallplan", "Escalation plan")
}

/// What the table is.
pub fn lead() -> Text {
    text!(
        "Jede Stufe wird genommen, sobald ihr Auslöser zu sehen ist, und wirkt nach ihrem Vorlauf. Vorausgeschaut wird nur mit dem, was die Kommune an dem Tag weiß.",
        "Every step is taken as soon as its trigger is seen and takes effect after its lead time. Looking ahead uses only what the town knows on that day."
    )
}

/// Caption of the table.
pub fn caption() -> Text {
    text!(
        "Stufen des Notfallplans, in Klammern das 95-%-Intervall",
        "Steps of the escalation plan, with the 95% interval"
    )
}

/// Heads of the table.
pub fn columns() -> [Text; 8] {
    [
        text!("Stufe", "step"),
        text!("Auslöser", "trigger"),
        text!("Vorlauf", "lead time"),
        text!("erreicht", "reached"),
        text!("erster Tag", "first day"),
        text!("wie lange", "how long"),
        text!("Kosten in Euro", "cost in euros"),
        text!("was sie verletzt", "what it breaks"),
    ]
}

/// Below the table.
pub fn note() -> Text {
    text!(
        "Erster Tag: der mittlere (Median) der Rechnungen, in denen die Stufe genommen wird; ebenso Dauer und Kosten, als Mittelwert. „Zu spät“ heißt: Zwischen Beschluss und Wirkung war jemand ohne Platz.",
        "First day: the middle one (median) of the courses in which the step is taken; likewise duration and cost, as means. “Too late” means: somebody had no place between decision and effect."
    )
}

/// A step that mostly comes too late.
pub fn mostly_too_late(name: &Text, lead: &Text, days: &Text) -> Text {
    let (de, en, lead_de, lead_en) = (&name.de, &name.en, &lead.de, &lead.en);
    let (days_de, days_en) = (&days.de, &days.en);
    text!(
        "Kommt meist zu spät: „{de}“ braucht im Mittel {lead_de}, vom Auslöser bis zur ersten Nacht ohne Platz vergehen im mittleren Fall {days_de}.",
        "Mostly too late: “{en}” takes {lead_en} on average, and from the trigger to the first night without a place pass {days_en} in the middle case."
    )
}

/// A step in a sentence.
pub fn sentence(name: &Text, reached: &Text, day: Option<&Text>, in_time: &Text) -> Text {
    let (name_de, name_en, de, en) = (&name.de, &name.en, &reached.de, &reached.en);
    let (time_de, time_en) = (&in_time.de, &in_time.en);
    match day {
        None => text!("{name_de}: {time_de}", "{name_en}: {time_en}"),
        Some(day) => {
            let (day_de, day_en) = (&day.de, &day.en);
            text!(
                "{name_de}: {de}, zuerst um den {day_de}; {time_de}",
                "{name_en}: {en}, first around {day_en}; {time_en}"
            )
        }
    }
}

/// Whether a step comes in time.
pub fn in_time(step: &StepFindings) -> Text {
    match (step.reached, step.too_late) {
        (0, _) => text!("nie erreicht", "never reached"),
        (_, 0) => text!("rechtzeitig", "in time"),
        (reached, too_late) => {
            let often = number::frequency(too_late, reached);
            let (de, en) = (&often.de, &often.en);
            if step.is_mostly_too_late() {
                text!("meist zu spät: {de}", "mostly too late: {en}")
            } else {
                text!("zu spät: {de}", "too late: {en}")
            }
        }
    }
}

/// A trigger.
pub fn trigger(trigger: &TriggerSeen) -> Text {
    match trigger {
        TriggerSeen::FreePlaces(below, weeks) => {
            let places = number::decimal(*below, 0);
            let (de, en) = (&places.de, &places.en);
            let weeks = number::counted(u64::from(*weeks), ("Woche", "Wochen"), ("week", "weeks"));
            let (weeks_de, weeks_en) = (&weeks.de, &weeks.en);
            text!(
                "unter {de} freie Plätze erwartet, {weeks_de} voraus",
                "fewer than {en} free places expected, {weeks_en} ahead"
            )
        }
        TriggerSeen::Occupied(share) => {
            let share = number::carried(*share, *share, *share, crate::findings::Unit::Share);
            let (de, en) = (&share.de, &share.en);
            text!("ab {de}\u{a0}% belegt", "from {en}% occupied on")
        }
        TriggerSeen::Unmet(persons, nights) => {
            let persons = number::counted(u64::from(*persons), ("Person", "Personen"), ("person", "persons"));
            let nights = number::counted(u64::from(*nights), ("Nacht", "Nächte"), ("night", "nights"));
            let (de, en, nights_de, nights_en) = (&persons.de, &persons.en, &nights.de, &nights.en);
            text!(
                "ab {de} ohne Platz, {nights_de} lang",
                "{en} or more without a place for {nights_en}"
            )
        }
        TriggerSeen::Date(date) => {
            let date = number::date(*date);
            let (de, en) = (&date.de, &date.en);
            text!("am {de}", "on {en}")
        }
        TriggerSeen::Step(name, state) => {
            let name = stranger(name);
            let (de, en) = (&name.de, &name.en);
            match state {
                StepState::Active => text!("wenn „{de}“ in Kraft ist", "when “{en}” is in effect"),
                StepState::Exhausted => text!("wenn „{de}“ erschöpft ist", "when “{en}” is exhausted"),
            }
        }
    }
}

/// An action.
pub fn action(action: &ActionSeen) -> Text {
    let count = |n: u32, de, en| number::counted(u64::from(n), de, en);
    let places = |n: u32| count(n, ("Platz", "Plätze"), ("place", "places"));
    let days = |n: u32| count(n, ("Tag", "Tage"), ("day", "days"));
    match action {
        ActionSeen::Activate(beds, None) => {
            let beds = places(*beds);
            let (de, en) = (&beds.de, &beds.en);
            text!("öffnet {de}", "opens {en}")
        }
        ActionSeen::Activate(beds, Some(most)) => {
            let (beds, most) = (places(*beds), days(*most));
            let (de, en, most_de, most_en) = (&beds.de, &beds.en, &most.de, &most.en);
            text!(
                "öffnet {de}, höchstens {most_de}",
                "opens {en}, {most_en} at most"
            )
        }
        ActionSeen::Densify(beds) => {
            let beds = count(*beds, ("Bett", "Betten"), ("bed", "beds"));
            let (de, en) = (&beds.de, &beds.en);
            text!("stellt bis zu {de} dazu", "adds up to {en}")
        }
        ActionSeen::Hotel(beds) => {
            let beds = places(*beds);
            let (de, en) = (&beds.de, &beds.en);
            text!("mietet bis zu {de} im Hotel", "rents up to {en} in hotels")
        }
        ActionSeen::StopClosures => text!("Schließungen werden aufgeschoben", "closings are put off"),
        ActionSeen::Pause(share, length) => {
            let share = number::carried(*share, *share, *share, crate::findings::Unit::Share);
            let length = days(*length);
            let (de, en, long_de, long_en) = (&share.de, &share.en, &length.de, &length.en);
            text!(
                "{de}\u{a0}% der Zuweisungen ausgesetzt, {long_de}",
                "{en}% of assignments paused for {long_en}"
            )
        }
    }
}

/// Persons who are not taken.
pub fn not_taken(persons: &Text) -> Text {
    let (de, en) = (&persons.de, &persons.en);
    text!("{de} nicht aufgenommen", "{en} not taken")
}

/// What a step breaks.
pub fn breach(breach: &Breach, lead_days: f64) -> Text {
    let plain = |value: f64| number::decimal(value, u8::from(libm::floor(value) != value).into());
    match breach {
        Breach::Notice { days } if lead_days >= f64::from(*days) => {
            text!(
                "Nachbarschaft kann {days} Tage vorher informiert werden",
                "neighbours can be told {days} days before"
            )
        }
        Breach::Notice { days } => {
            let lead = plain(lead_days);
            let (de, en) = (&lead.de, &lead.en);
            text!(
                "Nachbarschaft zu spät informiert: {de} statt {days} Tage vorher",
                "neighbours told too late: {en} instead of {days} days before"
            )
        }
        Breach::Area {
            m2_per_person,
            standard_m2,
        } => {
            let (have, need) = (plain(*m2_per_person), plain(*standard_m2));
            let (de, en, need_de, need_en) = (&have.de, &have.en, &need.de, &need.en);
            text!(
                "{de} statt {need_de}\u{a0}m² je Person",
                "{en} instead of {need_en}\u{a0}m² a person"
            )
        }
        Breach::Other(what) => stranger(what),
    }
}
