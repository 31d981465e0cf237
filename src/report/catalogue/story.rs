//! Words of what happens again and again in a course.

use crate::findings::Unit;
use crate::report::number;
use crate::text;
use crate::text::Text;

/// Before what happens again.
pub fn again() -> Text {
    text!("Es wiederholt sich:", "It happens again:")
}

/// How often.
fn times(count: u32) -> Text {
    match count {
        1 => text!("einmal", "once"),
        2 => text!("zweimal", "twice"),
        more => text!("{more}-mal", "{more} times"),
    }
}

/// How often a step was decided and taken back.
pub fn step(name: &Text, decided: u32, ended: u32) -> Text {
    let (de, en) = (&name.de, &name.en);
    let (taken, back) = (times(decided), times(ended));
    let (taken_de, taken_en, back_de, back_en) = (taken.de, taken.en, back.de, back.en);
    match (decided, ended) {
        (_, 0) => text!(
            "Die Stufe „{de}“ wird {taken_de} beschlossen.",
            "The step “{en}” is decided {taken_en}."
        ),
        (0, _) => text!(
            "Die Stufe „{de}“ wird {back_de} zurückgenommen.",
            "The step “{en}” is taken back {back_en}."
        ),
        _ => text!(
            "Die Stufe „{de}“ wird {taken_de} beschlossen und {back_de} zurückgenommen.",
            "The step “{en}” is decided {taken_en} and taken back {back_en}."
        ),
    }
}

/// How often people were without any place, how many at most, how many nights.
pub fn unmet(count: u32, most: u32, nights: u64) -> Text {
    let spells = spells(count, most, nights);
    let (de, en) = (&spells.de, &spells.en);
    text!("Ohne jeden Platz sind {de}", "Without any place are {en}")
}

/// How often people slept in emergency accommodation, how many at most, how many nights.
pub fn emergency(count: u32, most: u32, nights: u64) -> Text {
    let spells = spells(count, most, nights);
    let (de, en) = (&spells.de, &spells.en);
    text!(
        "In Notunterkünften schlafen {de}",
        "In emergency accommodation sleep {en}"
    )
}

fn spells(count: u32, most: u32, nights: u64) -> Text {
    let often = times(count);
    let most = number::with_unit(&number::whole(u64::from(most)), Unit::Persons);
    let nights = number::with_unit(&number::whole(nights), Unit::PersonNights);
    let (often_de, most_de, nights_de) = (often.de, most.de, nights.de);
    let (often_en, most_en, nights_en) = (often.en, most.en, nights.en);
    text!(
        "{often_de} Menschen, höchstens {most_de} zugleich, zusammen {nights_de}.",
        "people {often_en}, at most {most_en} at a time, {nights_en} in all."
    )
}

/// How often the program warned and withdrew a warning, and of what.
pub fn warnings(warned: u32, withdrawn: u32, what: &[Text]) -> Text {
    let joined = |of: fn(&Text) -> &str| what.iter().map(of).collect::<Vec<&str>>().join("; ");
    let (what_de, what_en) = (joined(|text| &text.de), joined(|text| &text.en));
    let (warns, takes) = (times(warned), times(withdrawn));
    let (warns_de, warns_en, takes_de, takes_en) = (warns.de, warns.en, takes.de, takes.en);
    match (warned, withdrawn) {
        (0, _) => text!(
            "Das Programm nimmt {takes_de} eine Warnung zurück.",
            "The program withdraws a warning {takes_en}."
        ),
        (_, 0) => text!(
            "Das Programm warnt {warns_de}; knapp wird voraussichtlich: {what_de}.",
            "The program warns {warns_en}; expected to run short: {what_en}."
        ),
        _ => text!(
            "Das Programm warnt {warns_de} und nimmt {takes_de} eine Warnung zurück; knapp wird voraussichtlich: {what_de}.",
            "The program warns {warns_en} and withdraws a warning {takes_en}; expected to run short: {what_en}."
        ),
    }
}
