//! How the report judges.

use super::context::Context;
use crate::scenario::Judgement;
use crate::text;

/// The limits of the traffic light.
pub fn resolve(cx: &mut Context) -> Judgement {
    let file = &cx.file.report;
    let (green, red) = (file.green_up_to_probability, file.red_above_probability);
    if green > red {
        let message = text!(
            "Grün bis {green} und Rot schon ab {red}: Zwischen beiden bleibt nichts für Gelb.",
            "Green up to {green} and red already from {red}: nothing is left between them for amber."
        );
        cx.complain(&["report", "red_above_probability"], message);
    }
    Judgement {
        green_up_to: green,
        red_above: red,
        tolerated: file.tolerated_nights_per_10000 / 10_000.0,
    }
}
