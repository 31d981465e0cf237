//! Districts.

use super::context::Context;
use crate::text;
use crate::town::{District, Town};

/// The town, its districts in order of the file.
pub fn resolve(cx: &mut Context) -> Town {
    let file = cx.file;
    if file.districts.is_empty() {
        let message = text!(
            "Das Szenario hat keinen einzigen Stadtteil.",
            "The scenario has not a single district."
        );
        cx.complain_with(
            &["districts"],
            message,
            text!(
                "Mindestens einen anlegen: [districts.mitte] mit residents = 12000.",
                "Add at least one: [districts.centre] with residents = 12000."
            ),
        );
    }
    let districts = file.districts.iter().map(|(id, district)| District {
        id: id.clone(),
        name: district.name.clone().unwrap_or_else(|| id.clone()),
        borough: district.borough.clone(),
        residents: district.residents,
        area_km2: district.area_km2,
        social_index: district.social_index,
        target_share: district.target_share,
    });
    Town {
        districts: districts.collect(),
    }
}
