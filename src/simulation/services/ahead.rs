//! What is known to happen in the lines of a desk on days to come, so that nobody has to be looked
//! at on the day on which it happens.

use crate::calendar::Day;

/// A day on which nothing is known to happen.
const QUIET: u32 = u32::MAX;

/// Persons who leave a line on a day without a place, and places that become free for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Change {
    pub leaving: u32,
    pub freed: u32,
}

/// The changes in all lines of a desk, by day.
#[derive(Clone, Debug, Default)]
pub(super) struct Ahead {
    lines: usize,
    /// By day: where its changes begin.
    rows: Vec<u32>,
    /// Of the days on which something happens, line after line.
    changes: Vec<Change>,
}

impl Ahead {
    pub fn reset(&mut self, lines: usize, days: Day) {
        self.lines = lines;
        self.changes.clear();
        self.rows.clear();
        self.rows.resize(days as usize, QUIET);
    }

    /// What happens in a line on a day, to be changed; `None`: the run is over by then.
    #[inline]
    pub fn at(&mut self, day: Day, line: usize) -> Option<&mut Change> {
        let row = self.rows.get_mut(day as usize)?;
        if *row == QUIET {
            *row = self.changes.len() as u32;
            let longer = self.changes.len() + self.lines;
            self.changes.resize(longer, Change::default());
        }
        let first = *row as usize;
        self.changes.get_mut(first..first + self.lines)?.get_mut(line)
    }

    /// What happens on a day, line after line; nothing on a quiet one.
    #[inline]
    pub fn on(&self, day: Day) -> Option<&[Change]> {
        let row = *self.rows.get(day as usize)?;
        if row == QUIET {
            return None;
        }
        let first = row as usize;
        self.changes.get(first..first + self.lines)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_known_in_the_run_before_is_forgotten() {
        let mut ahead = Ahead::default();
        ahead.reset(2, 10);
        ahead.at(3, 1).unwrap().leaving += 4;
        assert!(ahead.at(10, 0).is_none() && ahead.on(4).is_none());
        assert_eq!(ahead.on(3).unwrap()[1].leaving, 4);
        ahead.reset(3, 5);
        assert!(ahead.on(3).is_none());
        ahead.at(3, 2).unwrap().freed += 1;
        let leaving: u32 = ahead.on(3).unwrap().iter().map(|change| change.leaving).sum();
        assert_eq!((leaving, ahead.on(3).unwrap()[2].freed), (0, 1));
        assert!(ahead.at(3, 3).is_none());
    }
}
