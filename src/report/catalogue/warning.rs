//! Words about the early warning.

use crate::findings::Estimate;
use crate::findings::warning::{Means, RemedyFindings, Scarce};
use crate::ladder::preset::Preset;
use crate::report::block::{Light, stranger};
use crate::report::number;
use crate::text;
use crate::text::Text;
use crate::warning::Level;
use crate::warning::usual::Help;

/// Heading.
pub fn title() -> Text {
    text!("Frühwarnung", "Early warning")
}

/// How the town is warned.
pub fn lead(weeks: u32, level: Level) -> Text {
    let weeks = weeks_of(weeks);
    let (de, en) = (&weeks.de, &weeks.en);
    let when = level_words(level);
    let (when_de, when_en) = (&when.de, &when.en);
    text!(
        "Einmal in der Woche wird {de} vorausgeschaut, nur mit dem, was die Kommune an dem Tag weiß: wer in den letzten acht Wochen kam und ging, wer wartet, was fest geplant ist. Gewarnt wird, wenn {when_de}. Ein Engpass ist da, wenn mehr Menschen oder Haushalte warten, als passende Plätze frei sind; bei Angeboten, wenn zu viele zu lange warten.",
        "Once a week the program looks {en} ahead, with nothing but what the town knows on that day: who came and went in the last eight weeks, who waits, what is fixed. The town is warned when {when_en}. A bottleneck is there when more people or households wait than suitable places are free; of services, when too many wait too long."
    )
}

fn level_words(level: Level) -> Text {
    match level {
        Level::Likely { probability } => {
            let part = number::percent(probability);
            let (de, en) = (&part.de, &part.en);
            text!(
                "ein Engpass in einer dieser Wochen mindestens zu {de} wahrscheinlich ist",
                "a bottleneck in one of these weeks is at least {en} likely"
            )
        }
        Level::Expected {
            free_places,
            free_units,
        } => {
            let (places, units) = (number::trimmed(free_places), number::trimmed(free_units));
            let (de, en, units_de, units_en) = (&places.de, &places.en, &units.de, &units.en);
            text!(
                "in einer dieser Wochen weniger als {de} freie Plätze (weniger als {units_de} freie Wohneinheiten eines Typs) zu erwarten sind",
                "fewer than {en} free places (fewer than {units_en} free units of a type) are to be expected in one of these weeks"
            )
        }
    }
}

/// So many weeks.
pub fn weeks_of(weeks: u32) -> Text {
    number::counted(u64::from(weeks), ("Woche", "Wochen"), ("week", "weeks"))
}

/// A bottleneck.
pub fn scarce(what: &Scarce) -> Text {
    match what {
        Scarce::Places => text!("Plätze insgesamt", "places in all"),
        Scarce::Households(persons) => text!(
            "Wohneinheiten für Haushalte ab {persons} Personen",
            "units for households of {persons} and more"
        ),
        Scarce::Need(need) if need == "step-free" => {
            text!("barrierefreie Wohneinheiten", "step-free units")
        }
        Scarce::Need(need) => {
            let need = stranger(need);
            let (de, en) = (&need.de, &need.en);
            text!("Wohneinheiten mit „{de}“", "units with “{en}”")
        }
        Scarce::Service(name) => {
            let name = stranger(name);
            let (de, en) = (&name.de, &name.en);
            text!("Angebot „{de}“", "service “{en}”")
        }
    }
}

/// Something that can be done.
pub fn means(means: &Means) -> Text {
    match means {
        Means::Step(name) => {
            let name = stranger(name);
            let (de, en) = (&name.de, &name.en);
            text!("{de} (Stufe des Notfallplans)", "{en} (step of the plan)")
        }
        Means::Site(name) | Means::Named(name) => stranger(name),
        Means::Usual(Preset::Hall) => text!("eine Halle (üblich)", "a hall (usual)"),
        Means::Usual(Preset::Hotel) => text!("ein Hotel (üblich)", "a hotel (usual)"),
        Means::Usual(Preset::Flat) => text!("eine angemietete Wohnung (üblich)", "a rented flat (usual)"),
        Means::Usual(Preset::Container) => text!("eine Containeranlage (üblich)", "a container site (usual)"),
        Means::Service(help) => service(*help),
    }
}

fn service(help: Help) -> Text {
    match help {
        Help::PlayGroup => text!(
            "eine Spielgruppe als Übergang (üblich)",
            "a play group for the time being (usual)"
        ),
        Help::KitaGroup => text!("eine neue Kita-Gruppe (üblich)", "a new Kita group (usual)"),
        Help::RegularClasses => text!(
            "Aufnahme in Regelklassen (üblich)",
            "taking pupils into regular classes (usual)"
        ),
        Help::ReceptionClass => text!(
            "eine neue Klasse für die Erstförderung (üblich)",
            "a new reception class (usual)"
        ),
        Help::VolunteerCourse => text!(
            "ein ehrenamtlicher Sprachkurs (üblich)",
            "a course by volunteers (usual)"
        ),
        Help::CourseClass => text!("ein neuer Kurs (üblich)", "a new course class (usual)"),
        Help::LentStaff => text!(
            "Abordnung aus einem anderen Dienst (üblich)",
            "staff lent by another office (usual)"
        ),
        Help::NewStaff => text!("eine neue Stelle (üblich)", "a new position (usual)"),
    }
}

/// Where the lead times of what is usual come from.
pub fn sources(all: &[(Text, &'static str)]) -> Text {
    let list = |of: fn(&Text) -> &str| {
        let one = |(name, source): &(Text, &str)| format!("{}: {source}", of(name));
        all.iter().map(one).collect::<Vec<String>>().join(" · ")
    };
    let (de, en) = (list(|text| &text.de), list(|text| &text.en));
    text!(
        "Woher die Dauern des Üblichen stammen: {de}.",
        "Where the lead times of what is usual come from: {en}."
    )
}

/// Caption of the table of bottlenecks.
pub fn caption() -> Text {
    text!(
        "Engpässe und ihre Warnungen, in Klammern das 95-%-Intervall",
        "Bottlenecks and their warnings, with the 95% interval"
    )
}

/// Heads of the table of bottlenecks.
pub fn columns() -> [Text; 6] {
    [
        text!("Engpass", "bottleneck"),
        text!("tritt ein", "occurs"),
        text!("davor gewarnt", "warned before"),
        text!("Vorlauf der Warnung in Wochen", "weeks of warning"),
        text!("verpasst je Rechnung", "missed per course"),
        text!("Fehlalarme je Rechnung", "false alarms per course"),
    ]
}

/// Below the table of bottlenecks.
pub fn note(weeks: u32) -> Text {
    let twice = weeks_of(weeks.saturating_mul(2));
    let (de, en) = (&twice.de, &twice.en);
    text!(
        "Vorlauf: so lange vor dem ersten Engpass zeigten ihn die Vorhersagen, auf vier Wochen genau und ohne zwischendurch zurückgenommen zu sein; mittlerer Fall (Median) der Rechnungen, in denen er eintritt; ohne Warnung zählt er null. Trifft ein Ausfall die Kommune, den niemand vorhersehen kann, zählen nur Vorhersagen, die den Engpass genau für diesen Tag zeigten. Fehlalarm: Die Warnung wurde zurückgenommen, weil die Vorhersage vier Wochen lang wieder gut war, oder es kam {de} lang nichts; auch was die Kommune rechtzeitig abgewendet hat, zählt so. Wo ein Engpass schon am Anfang da ist, zählt erst der nächste.",
        "Weeks of warning: so long before the first bottleneck the forecasts showed it, give or take four weeks and without having been withdrawn in between; middle case (median) of the courses in which it occurs; no warning counts as none. Where a shock strikes that nobody could foresee, only forecasts that showed the bottleneck for that very day count. False alarm: the warning was withdrawn because the forecast had been good again for four weeks, or nothing came for {en}; what the town averted in time counts so, too. Where a bottleneck is there from the start, only the next one counts."
    )
}

/// Caption of the table of remedies.
pub fn remedies_caption() -> Text {
    text!(
        "Kommt die Warnung früh genug? Vorlauf der Warnung gegen Vorlauf der Abhilfe",
        "Is the warning early enough? Time of warning against lead time of the remedy"
    )
}

/// Heads of the table of remedies.
pub fn remedies_columns() -> [Text; 4] {
    [
        text!("Engpass", "bottleneck"),
        text!("Abhilfe", "remedy"),
        text!("braucht", "takes"),
        text!("rechtzeitig?", "in time?"),
    ]
}

/// The word on a remedy.
pub fn word(light: Light) -> Text {
    match light {
        Light::Green => text!("rechtzeitig", "in time"),
        Light::Amber => text!("knapp", "close"),
        Light::Red => text!("zu spät", "too late"),
    }
}

/// How often a warning comes in time for a remedy.
pub fn often(share: Estimate) -> Text {
    let part = |value: f64| number::percent(libm::round(value * 100.0) / 100.0);
    let (value, low, high) = (part(share.value), part(share.low), part(share.high));
    let (de, en, low_de, low_en, high_de, high_en) =
        (&value.de, &value.en, &low.de, &low.en, &high.de, &high.en);
    if share.value <= 0.0 {
        return text!(
            "bei keinem der Engpässe früh genug gewarnt (95-%-Intervall: höchstens {high_de})",
            "warned early enough of none of the bottlenecks (95% interval: at most {high_en})"
        );
    }
    if share.value >= 1.0 {
        return text!(
            "bei allen Engpässen früh genug gewarnt (95-%-Intervall: mindestens {low_de})",
            "warned early enough of all bottlenecks (95% interval: at least {low_en})"
        );
    }
    text!(
        "bei {de} der Engpässe früh genug gewarnt (95-%-Intervall {low_de} bis {high_de})",
        "warned early enough of {en} of the bottlenecks (95% interval {low_en} to {high_en})"
    )
}

/// How often the warning comes in time for a remedy, so that the word and the number stand together.
/// Tenths are rounded down: less than 8 of 10 is never called 8 of 10.
pub fn cases_in_time(remedy: &RemedyFindings) -> Text {
    let tenths = libm::floor(remedy.share.value * 10.0 + 1e-9) as u32;
    match (remedy.in_time, tenths) {
        (0, _) => text!("in keinem Fall rechtzeitig", "never in time"),
        (_, 0) => text!(
            "in weniger als 1 von 10\u{a0}Fällen rechtzeitig",
            "in time in fewer than 1 of 10 cases"
        ),
        (_, 1..10) => text!(
            "in {tenths} von 10\u{a0}Fällen rechtzeitig",
            "in time in {tenths} of 10 cases"
        ),
        _ => text!("in allen Fällen rechtzeitig", "in time in all cases"),
    }
}

/// The way to the month in which a bottleneck mostly begins.
pub fn begins(month: &Text) -> Text {
    let Text { de, en } = month;
    text!("Engpass meist ab {de}", "Bottleneck mostly from {en}")
}

/// The rule behind the word.
pub fn rule() -> Text {
    text!(
        "Rechtzeitig: In mindestens 8 von 10 Rechnungen mit diesem Engpass kommt die Warnung mindestens so lange vorher, wie die Abhilfe braucht. Knapp: in mindestens 5 von 10. Sonst zu spät.",
        "In time: in at least 8 of 10 courses with this bottleneck the warning comes at least as long before as the remedy takes. Close: in at least 5 of 10. Else too late."
    )
}

/// No bottleneck at all.
pub fn none() -> Text {
    text!(
        "Keiner der beobachteten Engpässe tritt ein.",
        "None of the bottlenecks that are watched occurs."
    )
}

/// A bottleneck that never occurs, and how often it was warned of.
pub fn calm(what: &Text, false_alarms: &Text) -> Text {
    let (de, en, alarms_de, alarms_en) = (&what.de, &what.en, &false_alarms.de, &false_alarms.en);
    text!(
        "{de}: kein Engpass; Fehlalarme je Rechnung: {alarms_de}.",
        "{en}: no bottleneck; false alarms per course: {alarms_en}."
    )
}

/// A bottleneck that nothing warns of.
pub fn unwarned(what: &Text, often: &Text) -> Text {
    let (de, en, often_de, often_en) = (&what.de, &what.en, &often.de, &often.en);
    text!(
        "{de}: Engpass {often_de}, meist ohne Warnung davor.",
        "{en}: bottleneck {often_en}, mostly without a warning before."
    )
}

/// A bottleneck, how long before it was warned of, and for which remedies (name, lead time, how
/// often) that is in time.
pub fn sentence(what: &Text, often: &Text, weeks: &Text, remedies: &[[Text; 3]]) -> Text {
    let (de, en, often_de, often_en) = (&what.de, &what.en, &often.de, &often.en);
    let (weeks_de, weeks_en) = (&weeks.de, &weeks.en);
    let list = |of: fn(&Text) -> &str, takes: &str| {
        let one = |[name, lead, in_time]: &[Text; 3]| {
            format!("; {} {takes} {}: {}", of(name), of(lead), of(in_time))
        };
        remedies.iter().map(one).collect::<String>()
    };
    let (list_de, list_en) = (list(|text| &text.de, "braucht"), list(|text| &text.en, "takes"));
    text!(
        "{de}: Engpass {often_de}, im mittleren Fall {weeks_de} vorher gewarnt{list_de}.",
        "{en}: bottleneck {often_en}, in the middle case warned {weeks_en} before{list_en}."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_of_cases_are_rounded_down_and_the_ends_are_said_in_words() {
        let said = |in_time: u32, of: u32| {
            let share = crate::findings::statistics::part(in_time, of);
            let what = Means::Usual(Preset::Hall);
            let remedy = RemedyFindings {
                what,
                lead_days: 1.0,
                in_time,
                share,
            };
            cases_in_time(&remedy).de
        };
        assert_eq!(said(0, 100), "in keinem Fall rechtzeitig");
        assert_eq!(said(9, 100), "in weniger als 1 von 10\u{a0}Fällen rechtzeitig");
        assert_eq!(said(79, 100), "in 7 von 10\u{a0}Fällen rechtzeitig");
        assert_eq!(said(80, 100), "in 8 von 10\u{a0}Fällen rechtzeitig");
        assert_eq!(said(7, 10), "in 7 von 10\u{a0}Fällen rechtzeitig");
        assert_eq!(said(100, 100), "in allen Fällen rechtzeitig");
    }
}
