//! What is known to happen at the lines of a desk, by day: so nobody has to be looked at again on
//! the day on which it happens.

use crate::calendar::Day;

/// Persons who leave a line on a day, and places that become free for it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Turn {
    pub leaving: u32,
    pub freed: u32,
}

/// The turns of all lines and days.
#[derive(Clone, Debug, Default)]
pub(super) struct Tide {
    lines: usize,
    /// Day after day, line after line.
    turns: Vec<Turn>,
    /// By day: whether anything may happen on it.
    is_busy: Vec<bool>,
    /// The first day that has not turned yet.
    pub next: Day,
}

impl Tide {
    pub fn reset(&mut self, lines: usize, days: Day) {
        self.lines = lines;
        self.turns.resize(lines * days as usize, Turn::default());
        self.is_busy.clear();
        self.is_busy.resize(days as usize, false);
        self.next = 0;
    }

    /// What happens at a line on a day that has not turned yet; `None`: the run is over by then.
    #[inline]
    pub fn at(&mut self, day: Day, line: usize) -> Option<&mut Turn> {
        let day = day as usize;
        let first = day * self.lines;
        // What stands there may be of the replication before.
        if !std::mem::replace(self.is_busy.get_mut(day)?, true) {
            self.turns
                .get_mut(first..first + self.lines)?
                .fill(Turn::default());
        }
        self.turns.get_mut(first + line)
    }

    /// Whether nothing happens at any line on a day.
    #[inline]
    pub fn is_quiet(&self, day: Day) -> bool {
        !self.is_busy.get(day as usize).is_some_and(|busy| *busy)
    }

    /// Lines of the desk.
    pub fn lines(&self) -> usize {
        self.lines
    }
}
