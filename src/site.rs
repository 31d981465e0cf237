//! The housing stock: kinds of accommodation and sites with units.
//!
//! A kind is data that sites have in common; in a resolved scenario every site carries
//! its own complete rules and rates, so nothing below has to look at the kind again.

use crate::calendar::{Date, Day};
use crate::household::HouseholdSet;
use crate::ids::{DistrictId, KindId, NeedSet};
use crate::stay::Duration;
use crate::units::Money;

/// What sites have in common.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Emergency accommodation: used at night by people who wait for a regular place.
    pub emergency: bool,
    /// Its sites are flats at many addresses: what happens to one building does not strike them all.
    pub scattered: bool,
}

/// A building or plot with places.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Where it lies.
    pub district: DistrictId,
    /// Longitude and latitude in degrees, where known.
    pub position: Option<[f64; 2]>,
    /// What kind it is.
    pub kind: KindId,
    /// Emergency accommodation, as its kind says.
    pub emergency: bool,
    /// Its places.
    pub stock: Stock,
    /// Needs that its places meet, where the units are not known.
    pub offers: NeedSet,
    /// When it is there.
    pub opening: Opening,
    /// Days before its closing on which it takes nobody in any more.
    pub closing_stop_days: u32,
    /// Who may live here.
    pub accepts: HouseholdSet,
    /// Largest household in persons; `None`: unlimited.
    pub max_household_size: Option<u32>,
    /// How many people of an age it can take.
    pub age_limits: Vec<AgeLimit>,
    /// What it costs.
    pub rates: Rates,
    /// Places out of use for a time.
    pub out_of_use: Vec<OutOfUse>,
    /// Day on which the neighbours are informed.
    pub informed: Option<Date>,
    /// Time from the decision to the first night, in days, where known.
    pub lead_time_days: Option<u32>,
    /// Period of notice of the lease in days, where known.
    pub notice_days: Option<u32>,
}

/// How many people of an age a site can take, beside its beds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeLimit {
    /// Youngest, in whole years.
    pub from: u8,
    /// Oldest, in whole years.
    pub to: u8,
    /// Places for people of that age.
    pub places: u32,
}

impl AgeLimit {
    /// How many of these people are of the age.
    pub fn count(&self, ages: &[u8]) -> u32 {
        ages.iter()
            .filter(|age| (self.from..=self.to).contains(age))
            .count() as u32
    }
}

/// How the places of a site are known.
#[derive(Clone, Debug, PartialEq)]
pub enum Stock {
    /// As a number of beds that everybody shares.
    Beds {
        /// Places as on paper.
        nominal: u32,
        /// Places that can really be used: nominal times the usable share, rounded down.
        usable: u32,
    },
    /// As units, each for one household or for several single people of one sex.
    Units(Vec<UnitClass>),
}

/// Several like units.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitClass {
    /// How many.
    pub count: u32,
    /// Beds in each.
    pub beds: u32,
    /// Living area of each in m², where known.
    pub area_m2: Option<f64>,
    /// Needs that each meets.
    pub offers: NeedSet,
    /// Kept for households that need what is offered.
    pub reserved: bool,
}

/// When a site is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    /// From a day (before the start: day 0 or earlier) to a last night; `None`: no end.
    Fixed {
        /// First night.
        from: i64,
        /// Last night.
        until: Option<i64>,
    },
    /// Decided, but it may come late or never.
    Planned {
        /// First night, if all goes well.
        from: i64,
        /// Last night.
        until: Option<i64>,
        /// Delay beyond the date.
        delay: Option<Duration>,
        /// Probability that it never opens.
        cancellation_probability: f64,
    },
    /// Emergency accommodation that opens a number of days after somebody had no place at
    /// night, within its dates, and closes again when nobody needs it.
    OnNeed {
        /// First possible night.
        from: i64,
        /// Last possible night.
        until: Option<i64>,
        /// Days from the first unmet night to the first night here.
        lead_time_days: u32,
    },
    /// Not used in a run.
    Never,
}

/// What a site costs. Unknown costs are zero here and named in the assumptions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rates {
    /// Per day while open.
    pub fixed_per_day: Money,
    /// Per nominal place and day while open.
    pub per_place_day: Money,
    /// Per person and night.
    pub per_person_day: Money,
    /// Once, when it opens during the run.
    pub activation: Money,
    /// Investment, once, when it opens during the run.
    pub investment: Money,
}

/// Places out of use for a time.
#[derive(Clone, Debug, PartialEq)]
pub struct OutOfUse {
    /// First night, day 0 at the earliest.
    pub from: Day,
    /// Last night; `None`: for good.
    pub until: Option<Day>,
    /// Which places.
    pub places: LostPlaces,
}

/// Which places are lost.
#[derive(Clone, Debug, PartialEq)]
pub enum LostPlaces {
    /// Usable beds of a site without units.
    Beds(u32),
    /// Units of one class (index into the site's list).
    Units {
        /// Index of the unit class.
        class: usize,
        /// How many.
        count: u32,
    },
}

impl Site {
    /// Places as on paper.
    pub fn nominal_places(&self) -> u32 {
        match &self.stock {
            Stock::Beds { nominal, .. } => *nominal,
            Stock::Units(classes) => classes.iter().map(|class| class.count * class.beds).sum(),
        }
    }

    /// Places that can be used at most: usable beds, or the beds of all units.
    pub fn usable_places(&self) -> u32 {
        match &self.stock {
            Stock::Beds { usable, .. } => *usable,
            Stock::Units(_) => self.nominal_places(),
        }
    }

    /// Places that can be used on a day: what is out of use then does not count.
    pub fn usable_places_on(&self, day: Day) -> u32 {
        let is_out = |out: &&OutOfUse| out.from <= day && out.until.is_none_or(|until| day <= until);
        let beds = |out: &OutOfUse| match (&out.places, &self.stock) {
            (LostPlaces::Beds(beds), _) => *beds,
            (LostPlaces::Units { class, count }, Stock::Units(classes)) => {
                classes.get(*class).map_or(0, |class| class.beds * count)
            }
            (LostPlaces::Units { .. }, Stock::Beds { .. }) => 0,
        };
        let out: u32 = self.out_of_use.iter().filter(is_out).map(beds).sum();
        self.usable_places().saturating_sub(out)
    }
}
