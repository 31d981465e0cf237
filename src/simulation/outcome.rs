//! What one replication leaves behind: whole numbers, no statistics.

use super::accounts::Accounts;
use super::services::ServiceOutcome;
use super::warning::WarningOutcome;
use crate::calendar::Day;
use crate::units::Money;

/// The outcome of one replication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Persons and households by what became of them.
    pub flow: Flow,
    /// Person-nights of people who waited for a regular place, wherever they slept.
    pub waiting_nights: u64,
    /// Person-nights in emergency accommodation.
    pub emergency_nights: u64,
    /// Person-nights without any place.
    pub unmet_nights: u64,
    /// Person-nights in regular sites.
    pub housed_nights: u64,
    /// Beds times nights that stayed empty in taken units.
    pub blocked_bed_nights: u64,
    /// First day on which somebody had no place at night or was lost.
    pub first_shortage: Option<Day>,
    /// Most persons housed in a night.
    pub peak_housed: u32,
    /// Most persons housed or waiting in a night.
    pub peak_needed: u32,
    /// Fewest free usable places in a night.
    pub free_min: u32,
    /// Person-nights in the regular sites of each district.
    pub district_nights: Vec<u64>,
    /// Persons housed in each district in the last night.
    pub district_end: Vec<u32>,
    /// By site: person-nights.
    pub site_nights: Vec<u64>,
    /// By site: days on which it was there.
    pub site_open_days: Vec<u32>,
    /// By site: most persons in a night.
    pub site_peak: Vec<u32>,
    /// What it costs.
    pub accounts: Accounts,
    /// By year: unmet person-nights.
    pub unmet_by_year: Vec<u64>,
    /// By month: whether somebody had no place at night or was lost.
    pub is_short_in_month: Vec<bool>,
    /// Usable places of regular sites in each district in the first and the last night.
    pub district_places: Vec<[u32; 2]>,
    /// By service, in order of the file.
    pub services: Vec<ServiceOutcome>,
    /// Sites that opened after the first day, by index, with the day; in order of the days.
    pub openings: Vec<(Day, u16)>,
    /// By step of the ladder: what it did.
    pub steps: Vec<StepOutcome>,
    /// Person-nights in rooms with more people than beds on paper.
    pub below_standard_nights: u64,
    /// Not taken because arrivals were paused; they did not arrive.
    pub not_taken: Count,
    /// Households that found a private host when they came.
    pub hosted: Count,
    /// Households that came to the waiting list because their host fell away.
    pub from_hosts: Count,
    /// What the surges brought, in order of the file.
    pub surges: Vec<SurgeOutcome>,
    /// What the shocks did, in order of the file.
    pub shocks: Vec<ShockOutcome>,
    /// By bottleneck that is watched: how the town was warned of it.
    pub warnings: Vec<WarningOutcome>,
    /// How well the preferences of households and districts were met.
    pub preferences: PreferenceOutcome,
    /// How far the balanced rule stayed above its bounds.
    pub gaps: Gaps,
}

/// Gaps of the batches that the balanced rule placed: how far the highest load of a district lies
/// above what no placement could undercut, at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Batches in which somebody was placed.
    pub batches: u32,
    /// Sum of their gaps, in millionths of the highest load.
    pub sum: u64,
}

impl Gaps {
    /// Counts a batch.
    pub fn add(&mut self, gap: u32) {
        self.batches += 1;
        self.sum += u64::from(gap);
    }

    /// The mean gap as a part of the load; `None`: there was no batch.
    pub fn mean(&self) -> Option<f64> {
        (self.batches > 0).then(|| self.sum as f64 / 1e6 / f64::from(self.batches))
    }
}

/// What a surge brought in one replication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SurgeOutcome {
    /// Day on which it began (negative: before the first day); `None`: it did not come.
    pub began: Option<i64>,
    /// Households that came to town.
    pub came: Count,
    /// Those of them that found a private host at first.
    pub hosted: Count,
}

/// What a shock did in one replication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShockOutcome {
    /// Day on which it struck (for a project: on which it was to open); `None`: it did not.
    pub struck: Option<Day>,
    /// Sites that lost places.
    pub sites: u32,
    /// Usable places lost.
    pub places: u32,
    /// Households that had to leave their place in a site.
    pub displaced: Count,
    /// Residents who lost their home and came to the waiting list.
    pub evacuated: Count,
    /// Person-nights in which displaced or evacuated people waited for a place.
    pub waiting_nights: u64,
    /// Most of them who waited in a night, in persons.
    pub waiting_peak: u32,
    /// Last night in which one of them waited.
    pub last_waiting_night: Option<Day>,
    /// Those of them who still wait at the end.
    pub waiting_end: Count,
}

impl ShockOutcome {
    /// Nights from the shock until all had a place or were gone; `None`: it did not strike, or
    /// somebody still waits at the end.
    pub fn nights_until_rehoused(&self) -> Option<u32> {
        let struck = self.struck?;
        (self.waiting_end.households == 0)
            .then(|| self.last_waiting_night.map_or(0, |last| last + 1 - struck))
    }

    /// Persons who lost the place where they lived.
    pub fn affected_persons(&self) -> u32 {
        self.displaced.persons + self.evacuated.persons
    }
}

/// Persons and households by what became of them. In every replication
/// `start + arrived = housed + waiting + departed + to_market + lost`, in both units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// There at the start, housed or waiting.
    pub start: Count,
    /// Came during the run.
    pub arrived: Count,
    /// Left at the end of their stay.
    pub departed: Count,
    /// Moved into a flat on the market.
    pub to_market: Count,
    /// Lost patience.
    pub lost: Count,
    /// Housed at the end.
    pub housed_end: Count,
    /// Waiting at the end.
    pub waiting_end: Count,
    /// Got a regular place for the first time.
    pub placed: Count,
    /// Had to leave a site that closed or shrank.
    pub forced: Count,
    /// Moved from one site to another because the policy allows it.
    pub relocated: Count,
}

/// A number of households and of the persons in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Households.
    pub households: u32,
    /// Persons.
    pub persons: u32,
}

impl Count {
    /// Adds one household.
    #[inline]
    pub fn add(&mut self, size: u8) {
        self.households += 1;
        self.persons += u32::from(size);
    }

    /// Takes one household away.
    #[inline]
    pub fn remove(&mut self, size: u8) {
        self.households -= 1;
        self.persons -= u32::from(size);
    }
}

impl Flow {
    /// Whether everybody who ever was there is accounted for.
    pub fn is_balanced(&self) -> bool {
        let sum = |parts: &[Count]| {
            parts.iter().fold((0u64, 0u64), |(households, persons), part| {
                (
                    households + u64::from(part.households),
                    persons + u64::from(part.persons),
                )
            })
        };
        sum(&[self.start, self.arrived])
            == sum(&[
                self.housed_end,
                self.waiting_end,
                self.departed,
                self.to_market,
                self.lost,
            ])
    }
}

/// The course of a replication, one number per day and quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Course {
    /// All numbers fit in two bytes.
    Narrow(Vec<u16>),
    /// They do not.
    Wide(Vec<u32>),
}

/// The quantities whose course is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Quantity {
    /// Persons housed in regular sites.
    Housed,
    /// Persons without a regular place.
    Waiting,
    /// Persons in emergency accommodation.
    Emergency,
    /// Free usable places.
    Free,
    /// Usable places in service.
    Places,
}

impl Quantity {
    /// How many there are.
    pub const COUNT: usize = 5;
}

impl Course {
    /// Packs the days, in two bytes a number where all fit: the courses of a thousand
    /// replications are most of the memory of a run.
    pub(super) fn pack(days: &[[u32; Quantity::COUNT]]) -> Course {
        let numbers = || days.iter().flatten().copied();
        if numbers().all(|number| number <= u32::from(u16::MAX)) {
            Course::Narrow(numbers().map(|number| number as u16).collect())
        } else {
            Course::Wide(numbers().collect())
        }
    }

    /// The number of a day.
    #[inline]
    pub fn at(&self, day: usize, quantity: Quantity) -> u32 {
        let index = day * Quantity::COUNT + quantity as usize;
        match self {
            Course::Narrow(numbers) => u32::from(numbers[index]),
            Course::Wide(numbers) => numbers[index],
        }
    }
}

/// What a step did in a replication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepOutcome {
    /// Day on which it was first decided.
    pub first_day: Option<Day>,
    /// First day on which it was in effect.
    pub first_effect: Option<Day>,
    /// First night, from the first decision on, in which somebody had no place.
    pub first_unmet: Option<Day>,
    /// How often it was decided.
    pub times: u32,
    /// Days in effect.
    pub days_active: u32,
    /// Person-nights in the sites that it opened, in rooms with more people than beds on paper,
    /// or in sites that it kept open.
    pub person_nights: u64,
    /// Persons who were not taken because of it.
    pub not_taken: u32,
    /// What it cost, its sites included.
    pub cost: Money,
}

impl StepOutcome {
    /// Whether somebody had no place between the first decision and the first effect.
    pub fn is_too_late(&self) -> bool {
        match (self.first_unmet, self.first_effect) {
            (Some(unmet), Some(effect)) => unmet < effect,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }
}

/// How well preferences were met in a replication; empty where the scenario has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PreferenceOutcome {
    /// By district: households that wanted to live there when they got their first place, and
    /// those of them who got it there.
    pub households: Vec<[Count; 2]>,
    /// By preference of a district: how often it was kept, and of how many times. A preference
    /// for households is looked at with every household that gets its first place there, all
    /// others every night.
    pub districts: Vec<[u32; 2]>,
}
