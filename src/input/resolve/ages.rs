//! How old the people of a group are.

use super::context::Context;
use super::shares;
use crate::household::{AgeShares, Sizes};
use crate::input::file::{AgeSharesFile, ScenarioFile};
use crate::text;

/// The parts by age that hold where a group names none and a service asks for them: the first
/// applications of 2023, with the bands cut to those of the services.
pub const USUAL_AGES: [(&str, f64); 5] = [
    ("under-3", 0.09),
    ("3-5", 0.08),
    ("6-17", 0.14),
    ("18-64", 0.68),
    ("65-plus", 0.01),
];

/// Whether some service of the file asks for ages.
pub fn are_asked_for(file: &ScenarioFile) -> bool {
    file.services.values().any(|service| service.ages.is_some())
}

/// The ages of a group: as it says, else the usual ones where a service asks for them.
pub fn resolve(
    cx: &mut Context,
    path: &[&str],
    named: Option<&AgeSharesFile>,
    sizes: &Sizes,
) -> Option<AgeShares> {
    let Some(named) = named else {
        let usual = USUAL_AGES.map(|(_, part)| part);
        return are_asked_for(cx.file).then(|| AgeShares::of(usual, sizes.mean()));
    };
    let parts = parts(named);
    let listed: Vec<(&str, f64)> = USUAL_AGES.iter().map(|(name, _)| *name).zip(parts).collect();
    shares::check_whole(cx, path, &listed);
    let children: f64 = parts[..3].iter().sum();
    let room = AgeShares::room_for_children(sizes.mean());
    if children > room + 1e-6 {
        // Rounded apart, so that the two are never the same number.
        let tenths = |part: f64| libm::round(part * 1e6) / 1e3;
        let (children, room) = (
            libm::ceil(tenths(children)) / 10.0,
            libm::floor(tenths(room)) / 10.0,
        );
        let comma = |number: f64| number.to_string().replace('.', ",");
        let (children_de, room_de) = (comma(children), comma(room));
        let message = text!(
            "{children_de} % Kinder passen nicht zu den Haushaltsgrößen: Die erste Person jedes Haushalts ist erwachsen, so sind höchstens {room_de} % der Menschen Kinder.",
            "{children}% children do not fit the household sizes: the first person of every household is an adult, so at most {room}% of the people are children."
        );
        let help = text!(
            "Die Altersanteile oder die Haushaltsgrößen ändern.",
            "Change the ages or the household sizes."
        );
        shares::complain(cx, path, message, Some(help));
    }
    Some(AgeShares::of(parts, sizes.mean()))
}

fn parts(file: &AgeSharesFile) -> [f64; 5] {
    [
        file.under_3,
        file.from_3_to_5,
        file.from_6_to_17,
        file.from_18_to_64,
        file.from_65,
    ]
}
