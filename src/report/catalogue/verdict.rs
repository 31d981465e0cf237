//! Words of the judgement on the risk of shortage.

use crate::report::block::Light;
use crate::report::number;
use crate::report::verdict::{NO_ROOM_ABOVE, ROOM_UP_TO};
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

/// The rule.
pub fn rule() -> Text {
    let (green, red) = (ROOM_UP_TO * 100.0, NO_ROOM_ABOVE * 100.0);
    text!(
        "Grün: auch das obere Ende des 95-%-Intervalls liegt bei höchstens {green:.0}\u{a0}%. Rot: der Schätzwert liegt über {red:.0}\u{a0}%. Gelb: dazwischen, oder es wurden zu wenige Rechnungen gemacht.",
        "Green: even the upper end of the 95% interval is at most {green:.0}%. Red: the estimate is above {red:.0}%. Amber: between, or too few courses were computed."
    )
}
