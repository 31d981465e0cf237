//! Who the people of a household are to a service: how old, and what they need. It follows from
//! one random word of the household; from the day on which it comes they age day by day.

use super::services::{ServicePlan, YEAR};
use crate::calendar::Day;
use crate::household::{AgeBand, AgeShares, Group};
use crate::streams::{scattered, threshold, unit32};

/// Told apart from all other uses of a household's word.
const MEMBERS: u32 = 0x27d4_eb2f;

/// Distance between the words of two members (the golden ratio): far apart in all bits.
const APART: u32 = 0x9e37_79b9;

/// The ages of a group: the words of a 32-bit draw shared out among the bands.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct AgePlan {
    /// Of the first person of a household.
    first: Bands,
    /// Of every other.
    others: Bands,
    /// What somebody of any age may ask for.
    asks: Vec<Ask>,
}

/// The bands of age of somebody, in order of their words.
#[derive(Clone, Debug, Default)]
struct Bands {
    bands: Vec<Words>,
    /// By the first bits of a word: the first band that it may stand for.
    from: Vec<u8>,
}

/// An age in days that nobody reaches within the days that can be counted.
const NEVER: i32 = 1 << 30;

/// Bits of a word that are looked up.
const LOOKED_UP: u32 = 6;

/// The words that stand for a band of age, spread evenly over its days of life.
#[derive(Clone, Debug)]
struct Words {
    first: u32,
    last: u32,
    from: f64,
    days_per_word: f64,
    /// What somebody may ask for who is of this age when the household comes.
    asks: Vec<Ask>,
}

/// A member of a household.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) struct Person<'a> {
    /// Age in days when the household came.
    pub age: i32,
    /// Random word from which follows which services the person needs.
    pub word: u32,
    /// What can be asked for at this age, now or within the run.
    pub asks: &'a [Ask],
}

/// A service with places that somebody may ask for: by age and by need.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) struct Ask {
    pub service: u16,
    entity: u32,
    /// Word of a draw below which somebody needs it; `u32::MAX`: everybody.
    needs_below: u32,
    /// Age in days from which on.
    from_age: i32,
    /// Age in days at which somebody has outgrown it; `NEVER`: never.
    until_age: i32,
}

/// When somebody needs a service, by age.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) struct Window {
    /// Today or later.
    pub from: Day,
    /// First day on which the person is too old; `Day::MAX`: never.
    pub outgrows: Day,
}

impl Ask {
    /// Whether a person with this word needs the service: drawn once for each person and service.
    #[inline]
    fn is_for(&self, word: u32) -> bool {
        (self.needs_below == u32::MAX) | (scattered(word, self.entity) < self.needs_below)
    }

    /// The days on which somebody born on a day needs it, if the first of them is today or lies
    /// before the day, tomorrow or later, on which the person is gone; the random word of the person decides whether it is needed at all.
    #[inline]
    pub fn window(&self, person: &Person, born: i32, today: Day, gone: Day) -> Option<Window> {
        debug_assert!(gone > today);
        let from = (born + self.from_age).max(today as i32);
        let outgrows = born + self.until_age;
        // All at once: each by itself is a toss-up that no processor foresees.
        let is_needed = (outgrows > today as i32) & (from < gone as i32) & self.is_for(person.word);
        is_needed.then_some(Window {
            from: from as Day,
            outgrows: if self.until_age == NEVER {
                Day::MAX
            } else {
                outgrows as Day
            },
        })
    }
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
        asks: asked_between((0.0, f64::INFINITY), services, days),
    }
}

/// Whatever rounding leaves belongs to the last band that has a part.
fn words(parts: &[f64; 5], services: &[ServicePlan], days: Day) -> Bands {
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
            asks: asked_between((from * YEAR, to * YEAR), services, days),
        });
        first = last.saturating_add(1);
    }
    let may_be = |bits: u32| {
        let word = bits << (u32::BITS - LOOKED_UP);
        all.iter().take_while(|band: &&Words| band.last < word).count() as u8
    };
    Bands {
        from: (0..1 << LOOKED_UP).map(may_be).collect(),
        bands: all,
    }
}

impl Bands {
    /// The band for which a word stands.
    #[inline]
    fn of(&self, word: u32) -> Option<&Words> {
        let first = self.from.get((word >> (u32::BITS - LOOKED_UP)) as usize)?;
        let rest = self.bands.get(usize::from(*first)..)?;
        rest.iter().find(|band| word <= band.last)
    }
}

/// What somebody may ask for who is between these ages in days when the household comes.
fn asked_between((from, to): (f64, f64), services: &[ServicePlan], days: Day) -> Vec<Ask> {
    let ask = |(service, plan): (u16, &ServicePlan)| {
        let places = plan.places()?;
        let until_age = places.until_age.unwrap_or(NEVER);
        let is_young_enough = libm::ceil(from) < f64::from(until_age);
        let becomes_old_enough = f64::from(places.from_age) <= to + f64::from(days);
        (is_young_enough && becomes_old_enough).then_some(Ask {
            service,
            entity: plan.entity,
            needs_below: places.needs_below,
            from_age: places.from_age,
            until_age,
        })
    };
    (0..).zip(services).filter_map(ask).collect()
}

impl AgePlan {
    /// A member of a household with this word; `known`: the age in whole years, if it is.
    #[inline]
    pub fn person(&self, members: u32, member: u8, known: Option<u8>) -> Person<'_> {
        let apart = u32::from(member).wrapping_mul(APART);
        let word = scattered(members.wrapping_add(apart), MEMBERS);
        if let Some(years) = known {
            return Person {
                age: ((f64::from(years) + unit32(word)) * YEAR) as i32,
                word,
                asks: &self.asks,
            };
        }
        let bands = if member == 0 { &self.first } else { &self.others };
        bands.of(word).map_or(
            Person {
                age: 0,
                word,
                asks: &[],
            },
            |band| Person {
                age: (band.from + f64::from(word - band.first) * band.days_per_word) as i32,
                word,
                asks: &band.asks,
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
            first: Bands::default(),
            others: Bands::default(),
            asks: Vec::new(),
        };
        let households: Vec<(u32, [u32; 6])> = (0..200_000)
            .map(|_| {
                let members = sequence.next_word();
                let word = |member| plan.person(members, member, None).word;
                (members, [0, 1, 2, 3, 4, 5].map(word))
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

    #[test]
    fn a_word_that_is_looked_up_stands_for_the_band_in_which_it_lies() {
        for parts in [
            [0.2, 0.2, 0.2, 0.2, 0.2],
            [0.0, 0.01, 0.0, 0.99, 0.0],
            [0.5, 0.0, 0.0, 0.0, 0.5],
        ] {
            let bands = words(&parts, &[], 100);
            let edges = bands.bands.iter().flat_map(|band| [band.first, band.last]);
            let beginnings = (0..1 << LOOKED_UP).map(|bits: u32| bits << (u32::BITS - LOOKED_UP));
            for word in edges.chain(beginnings).chain([0, u32::MAX]) {
                let found = bands.of(word).map(|band| band.first);
                let searched = bands.bands.iter().find(|band| word <= band.last);
                assert_eq!(found, searched.map(|band| band.first), "{word} of {parts:?}");
            }
        }
    }
}
