//! Figures: a value with its unit, its definition and an interval.

use crate::calendar::Date;
use crate::text::Text;

/// A number of the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Stable id, as in `figures.json`.
    pub id: &'static str,
    /// Its name for people.
    pub name: Text,
    /// Exactly what was counted, and how it was averaged.
    pub definition: Text,
    /// Unit.
    pub unit: Unit,
    /// The best estimate.
    pub value: Quantity,
    /// Lower end of the interval.
    pub low: Quantity,
    /// Upper end of the interval.
    pub high: Quantity,
    /// How sure the interval is: 0.95.
    pub level: f64,
    /// What the middle 90 % of the replications give (5 % and 95 % quantile), where the number of
    /// replications carries it: how different the futures are, not how exact the estimate is.
    pub spread: Option<(Quantity, Quantity)>,
    /// In how many of the replications, for a probability.
    pub count: Option<u32>,
}

impl Figure {
    /// In how many replications it was seen, of a probability.
    pub fn times_seen(&self, replications: u32) -> u32 {
        self.count.unwrap_or_else(|| {
            let part = self.value.number().filter(|part| part.is_finite()).unwrap_or(0.0);
            libm::round(part.clamp(0.0, 1.0) * f64::from(replications)) as u32
        })
    }
}

/// A value, a date, or nothing that could be said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// A number in the figure's unit.
    Number(f64),
    /// A date.
    Date(Date),
    /// Nothing: it did not happen, or too few replications show it.
    None,
}

impl Quantity {
    /// The number, if it is one.
    pub fn number(self) -> Option<f64> {
        match self {
            Quantity::Number(number) => Some(number),
            _ => None,
        }
    }
}

/// Units of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Persons times nights.
    PersonNights,
    /// Beds times nights.
    BedNights,
    /// Persons.
    Persons,
    /// Places.
    Places,
    /// Households.
    Households,
    /// A part of the whole, 0 to 1.
    Share,
    /// A probability, 0 to 1.
    Probability,
    /// A date.
    Date,
    /// Persons in placement per 1,000 residents.
    PerThousandResidents,
    /// An index from 0 to 1.
    Index,
    /// Moves of households.
    Moves,
    /// Euros.
    Eur,
    /// Days.
    Days,
    /// Persons times days.
    PersonDays,
    /// How often.
    Times,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Unit; 15] = [
        Unit::PersonNights,
        Unit::BedNights,
        Unit::Persons,
        Unit::Places,
        Unit::Households,
        Unit::Share,
        Unit::Probability,
        Unit::Date,
        Unit::PerThousandResidents,
        Unit::Index,
        Unit::Moves,
        Unit::Eur,
        Unit::Days,
        Unit::PersonDays,
        Unit::Times,
    ];

    /// The unit with this code in machine formats.
    pub fn from_code(code: &str) -> Option<Unit> {
        Unit::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// The unit in machine formats.
    pub fn code(self) -> &'static str {
        match self {
            Unit::PersonNights => "person-nights",
            Unit::BedNights => "bed-nights",
            Unit::Persons => "persons",
            Unit::Places => "places",
            Unit::Households => "households",
            Unit::Share => "share",
            Unit::Probability => "probability",
            Unit::Date => "date",
            Unit::PerThousandResidents => "per 1000 residents",
            Unit::Index => "index",
            Unit::Moves => "moves",
            Unit::Eur => "EUR",
            Unit::Days => "days",
            Unit::PersonDays => "person-days",
            Unit::Times => "times",
        }
    }
}

/// An estimate with its interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The best estimate.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
}
