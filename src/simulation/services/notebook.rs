//! What the services have written down of each household: when it came, where it lived from when on,
//! when it left. Of one that the desks do not know yet this is all there is.
//!
//! Households come from the roll or to private hosts. The town does not house guests of private
//! hosts, but their children need a kita and a school, and they a course, from the day on which they
//! come. When the host falls away the household enters the roll, and stays the one that it was here.

use super::clients::{Entry, NO_ENTRY};
use crate::calendar::Day;
use crate::simulation::roll::{Guest, Household, Number};

/// Marks a household that came to a private host.
const GUEST: u32 = 1 << 31;

/// No home before.
const NO_HOME: u32 = u32::MAX;

/// What is written down of a household.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note {
    /// The latest of its entries.
    pub latest: Entry,
    pub came: Day,
    /// Day on which it left town; `Day::MAX`: it is still there.
    pub left: Day,
    /// Its number in the roll, or its place among the guests.
    who: u32,
    home: Home,
    /// Its track as the desks know it; kept up to date only where a service asks for tracks.
    pub track: u16,
}

/// Where a household lives from a day on.
#[derive(Clone, Copy, Debug)]
struct Home {
    since: Day,
    /// Where it lived before, among the former homes; `NO_HOME`: nowhere.
    before: u32,
    district: u16,
}

/// A change of track.
#[derive(Clone, Copy, Debug)]
pub(super) struct Switch {
    pub note: u32,
    pub day: Day,
    /// Households that had come by then.
    after: u32,
    pub from: u16,
    pub to: u16,
}

/// The notes of all households, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Notebook {
    notes: Vec<Note>,
    /// By number in the roll.
    by_number: Vec<u32>,
    guests: Vec<Household>,
    former_homes: Vec<Home>,
    switches: Vec<Switch>,
    /// The desks know those before this one.
    known: u32,
    next_switch: usize,
    /// Stands for the district of those who live in none: the number of districts.
    nowhere: u16,
}

/// What happened next.
#[derive(Clone, Copy, Debug)]
pub(super) enum News {
    Came(u32),
    Switched(Switch),
}

impl Notebook {
    pub fn reset(&mut self, districts: usize) {
        self.notes.clear();
        self.by_number.clear();
        self.guests.clear();
        self.former_homes.clear();
        self.switches.clear();
        (self.known, self.next_switch) = (0, 0);
        self.nowhere = districts as u16;
    }

    /// A household comes to town; it has a regular place in the district `home`, or none.
    #[inline]
    pub fn comes(&mut self, day: Day, (number, household): (Number, &Household), home: Option<u16>) {
        debug_assert_eq!(number as usize, self.by_number.len());
        self.by_number.push(self.notes.len() as u32);
        self.enter(number, day, household.track, home);
    }

    /// A household comes to a private host in a district; says which one it is.
    pub fn guest_comes(&mut self, day: Day, household: &Household, home: u16) -> Guest {
        let who = GUEST | self.guests.len() as u32;
        self.guests.push(*household);
        self.enter(who, day, household.track, Some(home));
        Guest(self.notes.len() as u32 - 1)
    }

    #[inline]
    fn enter(&mut self, who: u32, came: Day, track: u16, home: Option<u16>) {
        self.notes.push(Note {
            latest: NO_ENTRY,
            came,
            left: Day::MAX,
            who,
            home: Home {
                since: came,
                before: NO_HOME,
                district: home.unwrap_or(self.nowhere),
            },
            track,
        });
    }

    /// The host falls away: the household stands in the roll from now on.
    pub fn guest_enters_the_roll(&mut self, guest: Guest, number: Number) {
        debug_assert_eq!(number as usize, self.by_number.len());
        self.by_number.push(guest.0);
    }

    /// Which note is of the household with a number in the roll; `None`: it has not come yet.
    #[inline]
    pub fn with(&self, number: Number) -> Option<u32> {
        self.by_number.get(number as usize).copied()
    }

    #[inline]
    pub fn of(&self, note: u32) -> &Note {
        &self.notes[note as usize]
    }

    #[inline]
    pub fn of_mut(&mut self, note: u32) -> &mut Note {
        &mut self.notes[note as usize]
    }

    /// Whether it stands at the desks already.
    #[inline]
    pub fn is_known(&self, note: u32) -> bool {
        note < self.known
    }

    /// The household itself: as it stands in the roll, or came to its host.
    #[inline]
    pub fn household<'a>(&'a self, roll: &'a [Household], note: u32) -> &'a Household {
        let who = self.of(note).who;
        if who & GUEST == 0 {
            &roll[who as usize]
        } else {
            &self.guests[(who & !GUEST) as usize]
        }
    }

    /// Its number in the roll, if it came to that.
    #[inline]
    pub fn number(&self, note: u32) -> Option<Number> {
        Some(self.of(note).who).filter(|who| who & GUEST == 0)
    }

    /// It has another home from a day on, or none.
    #[inline]
    pub fn moves(&mut self, note: u32, day: Day, home: Option<u16>) {
        let district = home.unwrap_or(self.nowhere);
        let now = &mut self.notes[note as usize].home;
        let mut before = now.before;
        // Who lived nowhere at first, as most do, needs no note of it.
        if now.district != self.nowhere || before != NO_HOME {
            before = self.former_homes.len() as u32;
            self.former_homes.push(*now);
        }
        *now = Home {
            since: day,
            before,
            district,
        };
    }

    /// Its homes, the last one first.
    #[inline]
    fn homes(&self, note: u32) -> impl Iterator<Item = Home> {
        let last = Some(self.of(note).home);
        std::iter::successors(last, |home| self.former_homes.get(home.before as usize).copied())
    }

    /// The days after a day on which it moves, as far as they are known, the last one first.
    pub fn moves_after(&self, note: u32, day: Day) -> impl Iterator<Item = Day> {
        let moves = self.homes(note).map(|home| home.since);
        moves.take_while(move |since| *since > day)
    }

    /// The district where it lives in the evening of a day.
    #[inline]
    pub fn home_on(&self, note: u32, day: Day) -> u16 {
        let mut home = &self.of(note).home;
        while home.since > day {
            let Some(before) = self.former_homes.get(home.before as usize) else {
                return self.nowhere;
            };
            home = before;
        }
        home.district
    }

    /// Tells where it lived from the evening of a day up to that of the day before another one: the
    /// last home first.
    #[inline]
    pub fn lived(&self, note: u32, (from, mut until): (Day, Day), mut tell: impl FnMut(u16, Day, Day)) {
        let mut home = &self.of(note).home;
        while from < until {
            let since = home.since.max(from);
            if since < until {
                tell(home.district, since, until);
                until = since;
            }
            let Some(before) = self.former_homes.get(home.before as usize) else {
                break;
            };
            home = before;
        }
        if from < until {
            tell(self.nowhere, from, until);
        }
    }

    /// Its track changes.
    pub fn switches(&mut self, note: u32, day: Day, (from, to): (u16, u16)) {
        let after = self.notes.len() as u32;
        self.switches.push(Switch {
            note,
            day,
            after,
            from,
            to,
        });
    }

    /// Takes the next thing that the desks do not know yet and that happened up to a day.
    #[inline]
    pub fn next_news(&mut self, day: Day) -> Option<News> {
        let switch = self.switches.get(self.next_switch).copied();
        if let Some(switch) = switch.filter(|switch| switch.after <= self.known) {
            if switch.day > day {
                return None;
            }
            self.next_switch += 1;
            return Some(News::Switched(switch));
        }
        let note = self.known;
        let came = self.notes.get(note as usize)?.came;
        (came <= day).then(|| {
            self.known += 1;
            News::Came(note)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulation::roll::composition;

    fn notebook_with_one() -> Notebook {
        let mut notebook = Notebook::default();
        notebook.reset(3);
        let household = Household::new(1, composition(1, true), 0, 0);
        notebook.comes(10, (0, &household), None);
        notebook
    }

    #[test]
    fn who_lived_nowhere_and_then_in_two_districts_is_found_there() {
        let mut notebook = notebook_with_one();
        notebook.moves(0, 14, Some(2));
        notebook.moves(0, 20, None);
        notebook.moves(0, 20, Some(1));
        let homes = [10, 13, 14, 19, 20, 99].map(|day| notebook.home_on(0, day));
        assert_eq!(homes, [3, 3, 2, 2, 1, 1]);
        let mut told = Vec::new();
        notebook.lived(0, (12, 30), |home, from, until| told.push((home, from, until)));
        assert_eq!(told, [(1, 20, 30), (2, 14, 20), (3, 12, 14)]);
    }

    #[test]
    fn news_come_in_the_order_in_which_they_happened() {
        let mut notebook = notebook_with_one();
        let household = Household::new(1, composition(1, true), 0, 0);
        notebook.switches(0, 12, (0, 1));
        notebook.comes(12, (1, &household), None);
        assert!(notebook.next_news(9).is_none());
        assert!(matches!(notebook.next_news(12), Some(News::Came(0))));
        assert!(notebook.next_news(11).is_none());
        assert!(matches!(notebook.next_news(12), Some(News::Switched(_))));
        assert!(matches!(notebook.next_news(12), Some(News::Came(1))));
        assert!(notebook.next_news(99).is_none());
    }
}
