//! Words about the emergency: what surges and shocks did, and single courses day by day.

use super::warning;
use crate::findings::Unit;
use crate::findings::story::{Happening, Nights, Which};
use crate::findings::warning::Scarce;
use crate::report::block::stranger;
use crate::report::number;
use crate::text;
use crate::text::Text;

/// Heading.
pub fn title() -> Text {
    text!("Im Notfall", "In an emergency")
}

/// What the chapter is.
pub fn lead() -> Text {
    text!(
        "Was Zustrom und Ausfälle anrichten, und wie ein mittlerer und ein schlechter Verlauf aussehen: Tag für Tag, soweit etwas geschieht.",
        "What surges and shocks do, and what a middling and a bad course look like: day by day, as far as something happens."
    )
}

/// Caption of the table of surges.
pub fn surges_caption() -> Text {
    text!(
        "Zustrom über das Übliche hinaus, in den Rechnungen, in denen er kommt",
        "Surges, in the courses in which they come"
    )
}

/// Heads of the table of surges.
pub fn surges_columns() -> [Text; 5] {
    [
        text!("Zustrom", "surge"),
        text!("kommt", "comes"),
        text!("beginnt", "begins"),
        text!("bringt Menschen", "people it brings"),
        text!(
            "davon zuerst privat untergebracht",
            "of them at private hosts first"
        ),
    ]
}

/// Caption of the table of shocks.
pub fn shocks_caption() -> Text {
    text!(
        "Ausfälle, in den Rechnungen, in denen sie eintreten",
        "Shocks, in the courses in which they strike"
    )
}

/// Heads of the table of shocks.
pub fn shocks_columns() -> [Text; 6] {
    [
        text!("Ausfall", "shock"),
        text!("tritt ein", "strikes"),
        text!("verlorene Plätze", "places lost"),
        text!(
            "Menschen, die ihren Platz verlieren",
            "people who lose their place"
        ),
        text!("warten höchstens zugleich", "waiting at once, at most"),
        text!(
            "Nächte, bis alle wieder einen Platz haben",
            "nights until all have a place"
        ),
    ]
}

/// Below the tables.
pub fn note() -> Text {
    text!(
        "Mittelwerte der Rechnungen, in denen es geschieht, in Klammern das 95-%-Intervall. Menschen, die ihren Platz verlieren: Bewohner von Unterkünften und Einwohner, die ihr Zuhause verlieren.",
        "Means of the courses in which it happens, with the 95% interval. People who lose their place: occupants of sites and residents who lose their home."
    )
}

/// Somebody still waits at the end.
pub fn still_waiting(often: &Text) -> Text {
    let (de, en) = (&often.de, &often.en);
    text!(
        "am Ende wartet noch jemand: {de}",
        "somebody still waits at the end: {en}"
    )
}

/// At most in 95 of 100.
pub fn at_most(nights: &Text) -> Text {
    let (de, en) = (&nights.de, &nights.en);
    text!(
        "in 95 von 100 Fällen höchstens {de}",
        "{en} at most in 95 of 100 cases"
    )
}

/// Heading of a course.
pub fn which(which: Which) -> Text {
    match which {
        Which::Median => text!("Ein mittlerer Verlauf", "A middling course"),
        Which::Bad => text!("Ein schlechter Verlauf", "A bad course"),
    }
}

/// Which course it is.
pub fn about(which: Which, replication: u32, emergency: &Text, unmet: &Text) -> Text {
    let (e_de, e_en, u_de, u_en) = (&emergency.de, &emergency.en, &unmet.de, &unmet.en);
    match which {
        Which::Median => text!(
            "Die Hälfte der Rechnungen verläuft besser, die Hälfte schlechter (Rechnung {replication}): {e_de} in Notunterkünften, {u_de} ganz ohne Platz.",
            "Half of the courses go better, half go worse (course {replication}): {e_en} in emergency accommodation, {u_en} without any place."
        ),
        Which::Bad => text!(
            "Nur eine von zwanzig Rechnungen verläuft schlechter (Rechnung {replication}): {e_de} in Notunterkünften, {u_de} ganz ohne Platz.",
            "Only one course in twenty goes worse (course {replication}): {e_en} in emergency accommodation, {u_en} without any place."
        ),
    }
}

/// Nothing happens.
pub fn nothing_happens() -> Text {
    text!("Es geschieht nichts Besonderes.", "Nothing special happens.")
}

/// Days that are folded away.
pub fn more_days(days: usize) -> Text {
    let days = number::counted(
        days as u64,
        ("weiterer Tag", "weitere Tage"),
        ("more day", "more days"),
    );
    let (de, en) = (&days.de, &days.en);
    text!(
        "{de} bis zum Ende des Zeitraums",
        "{en} until the end of the period"
    )
}

fn persons(count: u32) -> Text {
    number::counted(u64::from(count), ("Mensch", "Menschen"), ("person", "people"))
}

fn list(names: &[String]) -> Text {
    const MOST: usize = 4;
    let shown: Vec<String> = names.iter().take(MOST).map(|name| stranger(name).de).collect();
    let more = match names.len().saturating_sub(MOST) {
        0 => String::new(),
        more => format!(", … (+{more})"),
    };
    let (de, en) = (shown.join("“, „"), shown.join("”, “"));
    text!("„{de}“{more}", "“{en}”{more}")
}

/// One thing that happens, as a sentence.
pub fn happening(happening: &Happening) -> Text {
    match happening {
        Happening::SurgeBegins { name } => {
            let name = stranger(name);
            let (de, en) = (&name.de, &name.en);
            text!("Der Zustrom „{de}“ beginnt.", "The surge “{en}” begins.")
        }
        Happening::Shock {
            name,
            displaced,
            evacuated,
            sites,
        } => shock(name, *displaced, *evacuated, sites),
        Happening::ShockOver { name } => {
            let name = stranger(name);
            let (de, en) = (&name.de, &name.en);
            text!(
                "„{de}“ ist überstanden: Was verloren war, ist wieder da.",
                "“{en}” is over: what was lost is back."
            )
        }
        Happening::Opens { sites, places } => {
            let (names, many) = (list(sites), sites.len() > 1);
            let places = number::counted(u64::from(*places), ("Platz", "Plätze"), ("place", "places"));
            let (de, en, names_de, names_en) = (&places.de, &places.en, &names.de, &names.en);
            if many {
                text!("Es öffnen {names_de} ({de}).", "These open: {names_en} ({en}).")
            } else {
                text!("{names_de} öffnet ({de}).", "{names_en} opens ({en}).")
            }
        }
        Happening::Closes { sites, persons: 0 } => closes(sites),
        Happening::Closes {
            sites,
            persons: moved,
        } => {
            let closes = closes(sites);
            let moved = persons(*moved);
            let (de, en, moved_de, moved_en) = (&closes.de, &closes.en, &moved.de, &moved.en);
            text!(
                "{de} Umziehen müssen: {moved_de}.",
                "{en} Have to move: {moved_en}."
            )
        }
        Happening::StepDecided { name } => {
            let name = stranger(name);
            let (de, en) = (&name.de, &name.en);
            text!(
                "Beschlossen wird die Stufe „{de}“.",
                "The step “{en}” is decided."
            )
        }
        Happening::StepEffect { name } => {
            let name = stranger(name);
            let (de, en) = (&name.de, &name.en);
            text!("Die Stufe „{de}“ wirkt.", "The step “{en}” takes effect.")
        }
        Happening::StepEnds { name } => {
            let name = stranger(name);
            let (de, en) = (&name.de, &name.en);
            text!(
                "Die Stufe „{de}“ wird zurückgenommen.",
                "The step “{en}” is taken back."
            )
        }
        Happening::Warned { what } => {
            let Text { de, en } = scarce(what);
            text!(
                "Das Programm warnt; knapp wird voraussichtlich: {de}.",
                "The program warns; expected to run short: {en}."
            )
        }
        Happening::WarningWithdrawn { what } => {
            let Text { de, en } = scarce(what);
            text!(
                "Die Warnung wird zurückgenommen; nach der Vorhersage reichen wieder: {de}.",
                "The warning is withdrawn; by the forecast there is enough again of: {en}."
            )
        }
        Happening::Emergency(nights) => in_emergency(*nights),
        Happening::Unmet(nights) => without_place(*nights),
        Happening::AllHoused => text!("Alle haben wieder einen Platz.", "Everybody has a place again."),
        Happening::NotTaken { persons: turned } => {
            let turned = persons(*turned);
            let (de, en) = (&turned.de, &turned.en);
            text!(
                "Die Zuweisung ist ausgesetzt; bis zum Ende der Pause kommen deshalb nicht: {de}.",
                "Assignments are paused; because of that do not come until the pause is over: {en}."
            )
        }
    }
}

fn scarce(what: &[Scarce]) -> Text {
    let all: Vec<Text> = what.iter().map(warning::scarce).collect();
    let joined = |of: fn(&Text) -> &str| all.iter().map(of).collect::<Vec<&str>>().join("; ");
    Text {
        de: joined(|text| &text.de),
        en: joined(|text| &text.en),
    }
}

fn closes(sites: &[String]) -> Text {
    let names = list(sites);
    let (de, en) = (&names.de, &names.en);
    if sites.len() > 1 {
        text!("Es schließen {de}.", "These close: {en}.")
    } else {
        text!("{de} schließt.", "{en} closes.")
    }
}

fn shock(name: &str, displaced: u32, evacuated: u32, sites: &[String]) -> Text {
    let name = stranger(name);
    let (mut de, mut en) = (name.de, name.en);
    if !sites.is_empty() {
        let names = list(sites);
        let close = if sites.len() > 1 {
            ("schließen", "are")
        } else {
            ("schließt", "is")
        };
        de.push_str(&format!(": Es {} {}", close.0, names.de));
        en.push_str(&format!(": closed {} {}", close.1, names.en));
    }
    if displaced > 0 {
        let lost = persons(displaced);
        let verb = if displaced == 1 { "verliert" } else { "verlieren" };
        let verb_en = if displaced == 1 { "loses" } else { "lose" };
        de.push_str(&format!("; {} {verb} den Platz in einer Unterkunft", lost.de));
        en.push_str(&format!("; {} {verb_en} a place in a site", lost.en));
    }
    if evacuated > 0 {
        let out = persons(evacuated);
        let verb = if evacuated == 1 { "braucht" } else { "brauchen" };
        let verb_en = if evacuated == 1 { "needs" } else { "need" };
        de.push_str(&format!("; {} aus der Stadt {verb} eine Unterkunft", out.de));
        en.push_str(&format!("; {} from the town {verb_en} a place to stay", out.en));
    }
    text!("{de}.", "{en}.")
}

fn in_emergency(nights: Nights) -> Text {
    let told = spell(nights);
    let (de, en) = (&told.de, &told.en);
    match nights.first {
        1 => text!(
            "In Notunterkünften schläft {de}",
            "In emergency accommodation sleeps {en}"
        ),
        _ => text!(
            "In Notunterkünften schlafen {de}",
            "In emergency accommodation sleep {en}"
        ),
    }
}

fn without_place(nights: Nights) -> Text {
    let told = spell(nights);
    let (de, en) = (&told.de, &told.en);
    match nights.first {
        1 => text!("Ohne jeden Platz ist {de}", "Without any place is {en}"),
        _ => text!("Ohne jeden Platz sind {de}", "Without any place are {en}"),
    }
}

/// How many, until when, how many at most.
fn spell(nights: Nights) -> Text {
    let (first, most) = (persons(nights.first), persons(nights.most));
    let (until, on) = (number::date(nights.until), number::date(nights.most_on));
    let sum = number::with_unit(&number::whole(nights.person_nights), Unit::PersonNights);
    let (first_de, first_en, most_de, most_en) = (first.de, first.en, most.de, most.en);
    let (until_de, until_en, on_de, on_en, sum_de, sum_en) =
        (until.de, until.en, on.de, on.en, sum.de, sum.en);
    if nights.person_nights == u64::from(nights.first) {
        return text!("{first_de}, eine Nacht lang.", "{first_en}, for one night.");
    }
    if nights.most > nights.first {
        text!(
            "{first_de}, am {on_de} höchstens {most_de}; zuletzt am {until_de}, zusammen {sum_de}.",
            "{first_en}, at most {most_en} on {on_en}; last on {until_en}, {sum_en} in all."
        )
    } else {
        text!(
            "{first_de}; zuletzt am {until_de}, zusammen {sum_de}.",
            "{first_en}; last on {until_en}, {sum_en} in all."
        )
    }
}
