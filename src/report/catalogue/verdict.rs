//! Words of the judgement on the risk of shortage.

use crate::report::block::Light;
use crate::report::number;
use crate::text;
use crate::text::Text;

/// The word.
pub fn word(light: Light) -> Text {
    match light {
        Light::Green => text!("Der Platz reicht", "There is room"),
        Light::Amber => text!("Es kann eng werden", "It may become tight"),
        Light::Red => text!("Der Platz reicht nicht", "There is not enough room"),
    }
}

/// The number in a sentence.
pub fn sentence(count: u32, replications: u32) -> Text {
    let Text { de, en } = number::frequency(count, replications);
    text!(
        "Mindestens einmal fehlt jemandem ein Platz: {de}.",
        "At least once somebody lacks a place: {en}."
    )
}

/// The rule, with the probabilities up to which there is room and above which there is none.
pub fn rule(room_up_to: f64, no_room_above: f64) -> Text {
    let (green, red) = (room_up_to * 100.0, no_room_above * 100.0);
    text!(
        "Grün: auch das obere Ende des 95-%-Intervalls liegt bei höchstens {green:.0}\u{a0}%. Rot: der Schätzwert liegt über {red:.0}\u{a0}%. Gelb: dazwischen, oder es wurden zu wenige Rechnungen gemacht.",
        "Green: even the upper end of the 95% interval is at most {green:.0}%. Red: the estimate is above {red:.0}%. Amber: between, or too few courses were computed."
    )
}
