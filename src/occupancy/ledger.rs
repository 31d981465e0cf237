//! The books: person-nights and open days by site and calendar year.
//!
//! Nothing is added up night by night; a site is entered when it changes, for all the
//! nights since its last entry. Entries are exact whole numbers.

use crate::calendar::Day;

/// The books of one replication.
#[derive(Clone, Debug)]
pub struct Ledger {
    sites: usize,
    today: Day,
    year: usize,
    counted_until: Vec<Day>,
    open_until: Vec<Day>,
    open: Vec<bool>,
    peak: Vec<u32>,
    nights: Vec<u64>,
    open_days: Vec<u32>,
}

impl Ledger {
    /// Empty books.
    pub fn new(sites: usize, years: usize) -> Ledger {
        Ledger {
            sites,
            today: 0,
            year: 0,
            counted_until: vec![0; sites],
            open_until: vec![0; sites],
            open: vec![false; sites],
            peak: vec![0; sites],
            nights: vec![0; sites * years],
            open_days: vec![0; sites * years],
        }
    }

    /// Empties the books, keeping the memory.
    pub fn reset(&mut self) {
        self.today = 0;
        self.year = 0;
        self.counted_until.fill(0);
        self.open_until.fill(0);
        self.open.fill(false);
        self.peak.fill(0);
        self.nights.fill(0);
        self.open_days.fill(0);
    }

    /// A new day begins; its night is not yet counted.
    #[inline]
    pub fn begin_day(&mut self, today: Day) {
        self.today = today;
    }

    /// A new calendar year begins today. All sites must have been counted until today.
    pub fn begin_year(&mut self) {
        self.year += 1;
    }

    /// Counts the nights before today for a site in which `occupied` persons slept.
    #[inline]
    pub(super) fn count_until_today(&mut self, site: usize, occupied: u32) {
        let nights = self.today - self.counted_until[site];
        if nights > 0 {
            self.nights[self.year * self.sites + site] += u64::from(nights) * u64::from(occupied);
            self.peak[site] = self.peak[site].max(occupied);
            self.counted_until[site] = self.today;
        }
    }

    /// Adds a single night in emergency accommodation, whose sleepers are counted night by night.
    pub(super) fn add_night(&mut self, site: usize, persons: u32) {
        self.nights[self.year * self.sites + site] += u64::from(persons);
        self.peak[site] = self.peak[site].max(persons);
    }

    /// Counts the days before today on which a site was there.
    pub(super) fn count_open_days(&mut self, site: usize) {
        if self.open[site] {
            self.open_days[self.year * self.sites + site] += self.today - self.open_until[site];
        }
        self.open_until[site] = self.today;
    }

    /// From today on the site is there, or not.
    pub(super) fn open_from_today(&mut self, site: usize, open: bool) {
        self.open[site] = open;
        self.open_until[site] = self.today;
    }

    /// Person-nights of a site in a year (index from the first year played).
    pub fn nights(&self, year: usize, site: usize) -> u64 {
        self.nights[year * self.sites + site]
    }

    /// Days of a year on which the site was there.
    pub fn open_days(&self, year: usize, site: usize) -> u32 {
        self.open_days[year * self.sites + site]
    }

    /// Most persons in a night.
    pub fn peak(&self, site: usize) -> u32 {
        self.peak[site]
    }
}
