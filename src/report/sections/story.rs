//! A course day by day. Days on which nothing happens that was not told before become one entry.

use crate::findings::Unit;
use crate::findings::story::{Happening, Nights, Story, StoryDay};
use crate::report::block::{Block, stranger};
use crate::report::catalogue::{emergency, story as words, warning};
use crate::report::number;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Entries of a course that are told before the rest is folded away.
const SHOWN: usize = 60;
/// So many days in a row without anything new become one entry.
const FEWEST_AGAIN: usize = 3;

/// A course: which one, then its days.
pub fn story(story: &Story) -> Vec<Block> {
    let nights = |count: u64| number::with_unit(&number::whole(count), Unit::PersonNights);
    let about = emergency::about(
        story.which,
        story.replication,
        &nights(story.emergency_nights),
        &nights(story.unmet_nights),
    );
    let mut blocks = vec![
        Block::Heading(emergency::which(story.which)),
        Block::Paragraph(about),
    ];
    let entries = entries(&story.days);
    let (shown, rest) = entries.split_at(entries.len().min(SHOWN));
    if shown.is_empty() {
        blocks.push(Block::Paragraph(emergency::nothing_happens()));
        return blocks;
    }
    blocks.push(Block::Terms(shown.iter().map(Entry::told).collect()));
    if !rest.is_empty() {
        let days = rest.iter().map(|entry| entry.0.len()).sum();
        let rest_told = Block::Terms(rest.iter().map(Entry::told).collect());
        blocks.push(Block::Details(emergency::more_days(days), vec![rest_told]));
    }
    blocks
}

/// A day that brings something new, or several in a row that do not.
struct Entry<'a>(&'a [StoryDay]);

impl Entry<'_> {
    fn told(&self) -> (Text, Text) {
        match self.0 {
            [day] => (
                number::date(day.date),
                joined(day.happenings.iter().map(emergency::happening)),
            ),
            days => {
                let (first, last) = (days[0].date, days[days.len() - 1].date);
                let between = number::between(&number::date(first), &number::date(last));
                (between, Tally::of(days).told())
            }
        }
    }
}

fn joined(sentences: impl Iterator<Item = Text>) -> Text {
    let sentences: Vec<Text> = sentences.collect();
    let of = |pick: fn(&Text) -> &str| sentences.iter().map(pick).collect::<Vec<&str>>().join(" ");
    Text {
        de: of(|text| &text.de),
        en: of(|text| &text.en),
    }
}

fn entries(days: &[StoryDay]) -> Vec<Entry<'_>> {
    let mut known = Known::default();
    let news: Vec<bool> = days.iter().map(|day| known.learns(day)).collect();
    let mut entries = Vec::new();
    let mut at = 0;
    while at < days.len() {
        let again = news[at..].iter().take_while(|new| !**new).count();
        let length = if again >= FEWEST_AGAIN { again } else { 1 };
        entries.push(Entry(&days[at..at + length]));
        at += length;
    }
    entries
}

/// What a reader of the course knows already.
#[derive(Default)]
struct Known {
    told: BTreeSet<String>,
    most_in_emergency: u32,
    most_unmet: u32,
}

impl Known {
    /// Whether a day brings anything new; from then on it is known.
    fn learns(&mut self, day: &StoryDay) -> bool {
        // All of the day has to be learnt, also what follows the first news.
        let news = day.happenings.iter().map(|happening| self.learns_of(happening));
        news.fold(false, |any, new| any | new)
    }

    fn learns_of(&mut self, happening: &Happening) -> bool {
        let more = |nights: &Nights, so_far: &mut u32| {
            let new = nights.most > *so_far;
            *so_far = nights.most.max(*so_far);
            new
        };
        match happening {
            Happening::SurgeBegins { .. }
            | Happening::Shock { .. }
            | Happening::ShockOver { .. }
            | Happening::NotTaken { .. } => true,
            Happening::AllHoused => false,
            Happening::Emergency(nights) => more(nights, &mut self.most_in_emergency),
            Happening::Unmet(nights) => more(nights, &mut self.most_unmet),
            Happening::Closes { persons, sites } => {
                self.told.insert(format!("closes {sites:?}")) || *persons > 0
            }
            Happening::Warned { what } => {
                let news = what
                    .iter()
                    .map(|what| self.told.insert(format!("warned {what:?}")));
                news.fold(false, |any, new| any | new)
            }
            Happening::WarningWithdrawn { what } => {
                let news = what
                    .iter()
                    .map(|what| self.told.insert(format!("withdrawn {what:?}")));
                news.fold(false, |any, new| any | new)
            }
            Happening::Opens { .. }
            | Happening::StepDecided { .. }
            | Happening::StepEffect { .. }
            | Happening::StepEnds { .. } => self.told.insert(format!("{happening:?}")),
        }
    }
}

/// What happened again on several days. Sites that open and close do so with their step.
#[derive(Default)]
struct Tally {
    /// How often each step was decided and ended, by name.
    steps: BTreeMap<String, (u32, u32)>,
    unmet: Spells,
    emergency: Spells,
    warned: u32,
    withdrawn: u32,
    warned_of: Vec<Text>,
}

/// Spells without a place of some kind.
#[derive(Clone, Copy, Default)]
struct Spells {
    count: u32,
    most: u32,
    nights: u64,
}

impl Spells {
    fn add(&mut self, nights: &Nights) {
        self.count += 1;
        self.most = self.most.max(nights.most);
        self.nights += nights.person_nights;
    }
}

impl Tally {
    fn of(days: &[StoryDay]) -> Tally {
        let mut tally = Tally::default();
        for happening in days.iter().flat_map(|day| &day.happenings) {
            tally.add(happening);
        }
        tally
    }

    fn add(&mut self, happening: &Happening) {
        match happening {
            Happening::StepDecided { name } => self.steps.entry(name.clone()).or_default().0 += 1,
            Happening::StepEnds { name } => self.steps.entry(name.clone()).or_default().1 += 1,
            Happening::Unmet(nights) => self.unmet.add(nights),
            Happening::Emergency(nights) => self.emergency.add(nights),
            Happening::Warned { what } => {
                self.warned += 1;
                for what in what.iter().map(warning::scarce) {
                    if !self.warned_of.contains(&what) {
                        self.warned_of.push(what);
                    }
                }
            }
            Happening::WarningWithdrawn { .. } => self.withdrawn += 1,
            _ => {}
        }
    }

    fn told(&self) -> Text {
        let steps = self
            .steps
            .iter()
            .map(|(name, (decided, ended))| words::step(&stranger(name), *decided, *ended));
        let spells = |spells: Spells, say: fn(u32, u32, u64) -> Text| {
            (spells.count > 0).then(|| say(spells.count, spells.most, spells.nights))
        };
        let unmet = spells(self.unmet, words::unmet);
        let emergency = spells(self.emergency, words::emergency);
        let warned = self.warned + self.withdrawn > 0;
        let warned = warned.then(|| words::warnings(self.warned, self.withdrawn, &self.warned_of));
        let all = std::iter::once(words::again())
            .chain(steps)
            .chain(unmet)
            .chain(emergency)
            .chain(warned);
        joined(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Date;

    fn day(date: &str, happenings: Vec<Happening>) -> StoryDay {
        StoryDay {
            date: date.parse().unwrap(),
            happenings,
        }
    }

    fn nights(most: u32, sum: u64) -> Nights {
        let day: Date = "2026-01-01".parse().unwrap();
        Nights {
            first: most,
            most,
            most_on: day,
            until: day,
            person_nights: sum,
        }
    }

    /// A hall that opens and closes with few people; each time on other days.
    fn cycle(month: u32, most: u32) -> Vec<StoryDay> {
        let name = || "Halle".to_owned();
        vec![
            day(
                &format!("2026-{month:02}-01"),
                vec![Happening::Unmet(nights(most, 6))],
            ),
            day(
                &format!("2026-{month:02}-02"),
                vec![Happening::StepDecided { name: name() }],
            ),
            day(
                &format!("2026-{month:02}-09"),
                vec![Happening::AllHoused, Happening::StepEnds { name: name() }],
            ),
        ]
    }

    #[test]
    fn what_only_happens_again_is_told_in_one_entry() {
        let days: Vec<StoryDay> = [cycle(1, 4), cycle(2, 3), cycle(3, 2)].concat();
        let told: Vec<(Text, Text)> = entries(&days).iter().map(Entry::told).collect();
        assert_eq!(told.len(), 4, "{told:?}");
        let (when, what) = &told[3];
        assert_eq!(when.de, "01.02.2026 bis 09.03.2026");
        assert_eq!(
            what.de,
            "Es wiederholt sich: Die Stufe „Halle“ wird zweimal beschlossen und zweimal zurückgenommen. \
             Ohne jeden Platz sind zweimal Menschen, höchstens 3\u{a0}Personen zugleich, \
             zusammen 12\u{a0}Personennächte."
        );
    }

    #[test]
    fn more_people_than_ever_before_are_told_on_their_day() {
        let days: Vec<StoryDay> = [cycle(1, 4), cycle(2, 3), cycle(3, 50), cycle(4, 3)].concat();
        let entries = entries(&days);
        let alone = entries
            .iter()
            .filter(|entry| entry.0.len() == 1)
            .any(|entry| entry.0[0].date.to_string() == "2026-03-01");
        assert!(alone);
    }
}
