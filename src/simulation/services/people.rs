//! Who the people of a household are to a service: how old, and what they need. Drawn when it
//! comes; from then on they age day by day.

use super::plan::AgePlan;
use crate::simulation::roll::Household;
use crate::streams::{Draw, Stream};

/// A member of a household.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Person {
    /// Age in days when the household came.
    pub age: i64,
    /// Random word from which follows which services the person needs.
    pub needs: u32,
}

/// The members of a household, two to a draw. Where ages are known in whole years, only the day
/// of birth within the year is drawn.
pub(super) fn of_household(
    stream: &Stream,
    plan: &AgePlan,
    household: &Household,
    known: Option<&[u8]>,
    people: &mut Vec<Person>,
) {
    people.clear();
    let size = usize::from(household.size);
    let known = |member: usize| known.and_then(|known| known.get(member).copied());
    let mut first = 0;
    while first < size {
        let block = stream.block(
            Draw::Ages,
            household.entity,
            household.day,
            address(household, first as u32 / 2),
        );
        let [age, needs, other_age, other_needs] = block.0;
        let of = |member: usize, age, needs| Person {
            age: plan.age(member, known(member), age),
            needs,
        };
        people.push(of(first, age, needs));
        if first + 1 < size {
            people.push(of(first + 1, other_age, other_needs));
        }
        first += 2;
    }
}

/// The part of a draw's address that tells the members of a household apart.
pub(super) fn address(household: &Household, member: u32) -> u32 {
    (household.ordinal & 0x3_ffff) << 6 | (member & 0x3f)
}
