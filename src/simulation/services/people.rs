//! Who the people of a household are to a service: how old, and what they need. It follows from
//! one random word of the household; from the day on which it comes they age day by day.

use super::plan::{OfferPlan, ServicePlan, YEAR};
use crate::calendar::Day;
use crate::household::{AgeBand, AgeShares, Group};
use crate::simulation::model::threshold;
use crate::simulation::roll::Household;
use crate::streams::{scattered, unit32};

/// Told apart from all other uses of a household's word.
const MEMBERS: u32 = 0x27d4_eb2f;

/// Distance between the words of two members (the golden ratio): far apart in all bits.
const APART: u32 = 0x9e37_79b9;

/// The ages of a group: the words of a 32-bit draw shared out among the bands.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct AgePlan {
    /// Of the first person of a household.
    first: Vec<Words>,
    /// Of every other.
    others: Vec<Words>,
    /// All services with places.
    services: Vec<u16>,
}

/// The words that stand for a band of age, spread evenly over its days of life.
#[derive(Clone, Debug)]
struct Words {
    first: u32,
    last: u32,
    from: f64,
    days_per_word: f64,
    /// Services that somebody of this age is of the age for, or reaches it within the run.
    services: Vec<u16>,
}

/// A member of a household.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person<'a> {
    /// Age in days when the household came.
    pub age: i64,
    /// Random word from which follows which services the person needs.
    pub word: u32,
    /// Services that can be asked for at this age, now or within the run.
    pub services: &'a [u16],
}

/// The ages of a group in a run of so many days.
pub(in crate::simulation) fn ages(group: &Group, services: &[ServicePlan], days: Day) -> AgePlan {
    let adults = AgeShares {
        first: [0.0, 0.0, 0.0, 1.0, 0.0],
        others: [0.0, 0.0, 0.0, 1.0, 0.0],
    };
    let shares = group.ages.unwrap_or(adults);
    AgePlan {
        first: words(&shares.first, services, days),
        others: words(&shares.others, services, days),
        services: asked_between((0.0, f64::INFINITY), services, days),
    }
}

/// Whatever rounding leaves belongs to the last band that has a part.
fn words(parts: &[f64; 5], services: &[ServicePlan], days: Day) -> Vec<Words> {
    let mut all = Vec::new();
    let (mut sum, mut first) = (0.0, 0);
    let oldest = parts.iter().rposition(|part| *part > 0.0);
    for (at, band) in AgeBand::ALL.into_iter().enumerate() {
        sum += parts[at];
        let last = if oldest == Some(at) {
            u32::MAX
        } else {
            threshold(sum)
        };
        if parts[at] <= 0.0 || last < first {
            continue;
        }
        let (from, to) = band.years();
        all.push(Words {
            first,
            last,
            from: from * YEAR,
            days_per_word: (to - from) * YEAR / (f64::from(last - first) + 1.0),
            services: asked_between((from * YEAR, to * YEAR), services, days),
        });
        first = last.saturating_add(1);
    }
    all
}

/// Services that somebody asks for who is between these ages in days when the household comes.
fn asked_between((from, to): (f64, f64), services: &[ServicePlan], days: Day) -> Vec<u16> {
    let is_asked = |plan: &ServicePlan| match &plan.offer {
        OfferPlan::Staff(_) => false,
        OfferPlan::Places(places) => {
            let oldest = to + f64::from(days);
            places.from_age as f64 <= oldest && places.until_age.is_none_or(|until| from < until as f64)
        }
    };
    (0..)
        .zip(services)
        .filter(|(_, plan)| is_asked(plan))
        .map(|(at, _)| at)
        .collect()
}

impl AgePlan {
    /// A member of a household of the group; `known`: the age in whole years, if it is.
    #[inline]
    pub(super) fn person(&self, household: &Household, member: u8, known: Option<u8>) -> Person<'_> {
        let apart = u32::from(member).wrapping_mul(APART);
        let word = scattered(household.members.wrapping_add(apart), MEMBERS);
        if let Some(years) = known {
            return Person {
                age: ((f64::from(years) + unit32(word)) * YEAR) as i64,
                word,
                services: &self.services,
            };
        }
        let bands = if member == 0 { &self.first } else { &self.others };
        let band = bands.iter().find(|band| word <= band.last);
        band.map_or(
            Person {
                age: 0,
                word,
                services: &[],
            },
            |band| Person {
                age: (band.from + f64::from(word - band.first) * band.days_per_word) as i64,
                word,
                services: &band.services,
            },
        )
    }
}

/// The part of a draw's address that tells the members of a household apart.
pub(super) fn address(household: &Household, member: u32) -> u32 {
    (household.ordinal & 0x3_ffff) << 6 | (member & 0x3f)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::Composition;
    use crate::streams::{Draw, Stream, entity};

    /// Chi-square of independence over 8 × 8 equal parts of two words.
    fn dependence(pairs: impl Iterator<Item = (u32, u32)>) -> f64 {
        let mut counts = [[0u32; 8]; 8];
        let mut all = 0.0;
        for (one, other) in pairs {
            counts[(one >> 29) as usize][(other >> 29) as usize] += 1;
            all += 1.0;
        }
        let expected = all / 64.0;
        let cells = counts.iter().flatten();
        cells
            .map(|&count| (f64::from(count) - expected).powi(2) / expected)
            .sum()
    }

    #[test]
    fn members_of_a_household_are_strangers_to_each_other_and_to_what_else_the_word_decides() {
        let mut sequence = Stream::new(7, 0).sequence(Draw::Resampling, 0);
        let plan = AgePlan {
            first: Vec::new(),
            others: Vec::new(),
            services: Vec::new(),
        };
        let mut household = Household::new(6, Composition::Family, 0, 0);
        let households: Vec<(u32, [u32; 6])> = (0..200_000)
            .map(|_| {
                household.members = sequence.next_word();
                let word = |member| plan.person(&household, member, None).word;
                (household.members, [0, 1, 2, 3, 4, 5].map(word))
            })
            .collect();
        // 63 degrees of freedom: 103.4 is passed by one pair in 1,000.
        let needs = entity("service/kita");
        for one in 0..6 {
            for other in 0..one {
                let pairs = households.iter().map(|(_, words)| (words[one], words[other]));
                assert!(dependence(pairs) < 103.4, "members {one} and {other}");
                let pairs = households
                    .iter()
                    .map(|(_, words)| (scattered(words[one], needs), scattered(words[other], needs)));
                assert!(dependence(pairs) < 103.4, "needs of {one} and {other}");
            }
            let pairs = households.iter().map(|(word, words)| (*word, words[one]));
            assert!(dependence(pairs) < 103.4, "member {one} and the word itself");
            let pairs = households
                .iter()
                .map(|(_, words)| (words[one], scattered(words[one], needs)));
            assert!(dependence(pairs) < 103.4, "age and need of {one}");
        }
    }
}
