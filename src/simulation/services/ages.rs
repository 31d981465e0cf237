//! How old the people of a household are, drawn when it comes; from then on they age day by day.

use super::plan::{AgePlan, YEAR};
use crate::household::AgeBand;
use crate::simulation::roll::Household;
use crate::streams::{Draw, Stream, unit32};

/// The ages of a household's members in days, at the time when it came. Where ages are known in
/// whole years, only the day of birth within the year is drawn.
pub(super) fn of_household(
    stream: &Stream,
    plan: &AgePlan,
    household: &Household,
    known: Option<&[u8]>,
    ages: &mut Vec<i64>,
) {
    ages.clear();
    for member in 0..u32::from(household.size) {
        let block = stream.block(
            Draw::Ages,
            household.entity,
            household.day,
            address(household, member / 2),
        );
        let [band, place] = if member % 2 == 0 {
            [block.0[0], block.0[1]]
        } else {
            [block.0[2], block.0[3]]
        };
        let years = match known.and_then(|known| known.get(member as usize)) {
            Some(&years) => f64::from(years) + unit32(place),
            None => {
                let bands = if member == 0 { &plan.first } else { &plan.others };
                let (from, to) = band_of(bands, band).years();
                from + (to - from) * unit32(place)
            }
        };
        ages.push((years * YEAR) as i64);
    }
}

fn band_of(rising: &[u32; 5], word: u32) -> AgeBand {
    rising
        .iter()
        .position(|below| word <= *below && *below > 0)
        .map_or(AgeBand::From18To64, |at| AgeBand::ALL[at])
}

/// The part of a draw's address that tells the members of a household apart.
pub(super) fn address(household: &Household, member: u32) -> u32 {
    (household.ordinal & 0x3_ffff) << 6 | (member & 0x3f)
}
