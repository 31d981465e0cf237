//! The judgement on the risk of shortage and its words.

use crate::report::block::Light;
use crate::text;
use crate::text::Text;

/// Whether there is room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// There is.
    Enough,
    /// It may be missing.
    Tight,
    /// It is often missing, but never for long.
    Briefly,
    /// It is missing.
    Short,
}

impl Room {
    /// The light of the word.
    pub fn light(self) -> Light {
        match self {
            Room::Enough => Light::Green,
            Room::Tight | Room::Briefly => Light::Amber,
            Room::Short => Light::Red,
        }
    }
}

/// The word.
pub fn word(room: Room) -> Text {
    match room {
        Room::Enough => text!("Der Platz reicht", "There is room"),
        Room::Tight => text!("Es kann eng werden", "It may become tight"),
        Room::Briefly => text!("Zeitweise fehlt Platz", "Room is missing at times"),
        Room::Short => text!("Der Platz reicht nicht", "There is not enough room"),
    }
}

/// The number in a sentence.
pub fn sentence(any: &Text) -> Text {
    let Text { de, en } = any;
    text!(
        "Mindestens einmal fehlt jemandem ein Platz: {de}.",
        "At least once somebody lacks a place: {en}."
    )
}

/// The numbers in sentences: any shortage, and one that lasts.
pub fn sentences(any: &Text, lasting: &Text) -> Text {
    let Text { de, en } = sentence(any);
    let (lasting_de, lasting_en) = (&lasting.de, &lasting.en);
    text!(
        "{de} Dauerhaft fehlt Platz: {lasting_de}.",
        "{en} Room is missing lastingly: {lasting_en}."
    )
}

/// The way to the month behind it.
pub fn most_often_in(month: &Text) -> Text {
    let Text { de, en } = month;
    text!("Am häufigsten im {de}", "Most often in {en}")
}

/// The rule, with the probabilities up to which there is room and above which there is none, and
/// the nights of 10,000 that may stay without a place.
pub fn rule(green: &Text, red: &Text, tolerated: &Text) -> Text {
    let (green_de, red_de, nights_de) = (&green.de, &red.de, &tolerated.de);
    let (green_en, red_en, nights_en) = (&green.en, &red.en, &tolerated.en);
    text!(
        "Grün: Ein Engpass jeder Größe ist höchstens zu {green_de} wahrscheinlich, auch am oberen Ende des 95-%-Intervalls. Rot: Ein dauerhafter Engpass ist zu mehr als {red_de} wahrscheinlich. Dauerhaft heißt: Von 10.000 nötigen Personennächten bleiben mehr als {nights_de} ganz ohne Platz. Gelb: dazwischen, oder es wurden zu wenige Rechnungen gemacht.",
        "Green: a shortage of any size has a probability of at most {green_en}, even at the upper end of the 95% interval. Red: a lasting shortage has a probability above {red_en}. Lasting means: more than {nights_en} of 10,000 person-nights needed stay without any place. Amber: between, or too few courses were computed."
    )
}
