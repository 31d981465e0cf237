//! A scenario in which every name exists: the world as data, ready to be played.

use crate::calendar::Calendar;
use crate::complaint::Place;
use crate::household::{Group, StartHousehold, Track};
use crate::ladder::Step;
use crate::measure::{Concept, Effect, Measure, Obstacle};
use crate::policy::Policy;
use crate::preference::Preference;
use crate::service::Service;
use crate::shock::Shock;
use crate::site::{Kind, Opening, Site};
use crate::surge::Surge;
use crate::text;
use crate::text::Text;
use crate::town::Town;
use crate::warning::Warning;
use serde_json::{Value, json};

/// Everything that decides what happens.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Name.
    pub name: String,
    /// The question that it answers.
    pub question: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// The office that answers for the figures.
    pub responsible: Option<String>,
    /// What the reader should know.
    pub notes: Vec<String>,
    /// The days that are played.
    pub calendar: Calendar,
    /// Seed of all draws.
    pub seed: u64,
    /// Number of replications.
    pub replications: u32,
    /// The town.
    pub town: Town,
    /// Names of the needs; bit *i* of a need set is need *i*.
    pub needs: Vec<String>,
    /// Kinds, in order of the file.
    pub kinds: Vec<Kind>,
    /// Sites, in order of the file.
    pub sites: Vec<Site>,
    /// Tracks, in order of the file.
    pub tracks: Vec<Track>,
    /// Groups, in order of the file.
    pub groups: Vec<Group>,
    /// Surges, in order of the file.
    pub surges: Vec<Surge>,
    /// Shocks, in order of the file.
    pub shocks: Vec<Shock>,
    /// What the housing market offers, smallest flats first.
    pub market: Vec<FlatOffer>,
    /// The rule by which households get a place.
    pub policy: Policy,
    /// The escalation plan, step by step in order of the file.
    pub ladder: Vec<Step>,
    /// What districts ask for, in order of the file.
    pub preferences: Vec<Preference>,
    /// Households that are there at the start.
    pub households: Vec<StartHousehold>,
    /// Services, in order of the file.
    pub services: Vec<Service>,
    /// Measures and participation.
    pub concept: Concept,
    /// When the traffic light of the report turns.
    pub judgement: Judgement,
    /// When the town is warned of bottlenecks; `None`: nothing is watched.
    pub warning: Option<Warning>,
    /// Which measures were switched on or off for this run; `None`: all that can act do.
    pub variant: Option<Variant>,
}

/// Measures switched on or off for a run, by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variant {
    /// All that can act, but these.
    Without(Vec<String>),
    /// These alone.
    Only(Vec<String>),
}

impl Variant {
    /// The ids that it names.
    pub fn ids(&self) -> &[String] {
        match self {
            Variant::Without(ids) | Variant::Only(ids) => ids,
        }
    }

    /// For machines: `{"without":[ids]}` or `{"only":[ids]}`.
    pub fn to_json(&self) -> Value {
        match self {
            Variant::Without(ids) => json!({ "without": ids }),
            Variant::Only(ids) => json!({ "only": ids }),
        }
    }

    /// For people, as a part of a name.
    pub fn words(&self) -> Text {
        let ids = self.ids().join(", ");
        let (de, en) = match self.ids() {
            [_] => ("Maßnahme", "measure"),
            _ => ("Maßnahmen", "measures"),
        };
        match self {
            Variant::Without(_) => text!("ohne {de} {ids}", "without {en} {ids}"),
            Variant::Only(_) => text!("nur mit {de} {ids}", "with {en} {ids} only"),
        }
    }
}

impl Scenario {
    /// Why a measure with effects does not act in this scenario; `None`: it can.
    pub fn obstacle(&self, measure: &Measure) -> Option<Obstacle> {
        measure.obstacle(self.calendar.start, self.calendar.end())
    }

    /// Whether the scenario says in which districts households want to live.
    pub fn knows_where_households_want_to_live(&self) -> bool {
        self.groups.iter().any(|group| !group.prefers.is_empty())
            || self
                .households
                .iter()
                .any(|household| household.prefers.is_some())
    }

    /// By measure: whether it has effects and can act.
    pub fn able_measures(&self) -> Vec<bool> {
        let is_able = |measure: &Measure| !measure.effects.is_empty() && self.obstacle(measure).is_none();
        self.concept.measures.iter().map(is_able).collect()
    }

    /// Whether a site (by position) would come with a measure that this run leaves out.
    pub fn is_switched_off(&self, site: usize) -> bool {
        let able = self.able_measures();
        let off = |(measure, able): (&Measure, &bool)| {
            let mut own = measure.effects.iter().filter_map(Effect::own_site);
            *able && !measure.acts && own.any(|(own, _)| own.index() == site)
        };
        self.variant.is_some() && self.concept.measures.iter().zip(&able).any(off)
    }

    /// The same scenario in which exactly these measures act (by position; those that cannot act
    /// never do). Sites that stand for a measure are there with it and not without.
    pub fn with_measures(&self, on: &[bool]) -> Scenario {
        let mut scenario = self.clone();
        let able = self.able_measures();
        for (index, measure) in scenario.concept.measures.iter_mut().enumerate() {
            measure.acts = able[index] && on.get(index).copied().unwrap_or(false);
            for (site, opening) in measure.effects.iter().filter_map(Effect::own_site) {
                scenario.sites[site.index()].opening = if measure.acts {
                    opening.clone()
                } else {
                    Opening::Never
                };
            }
        }
        scenario
    }
}

/// When the traffic light of the report turns green or red.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// Green up to this probability of any shortage, the upper end of its interval included.
    pub green_up_to: f64,
    /// Red above this probability of a lasting shortage.
    pub red_above: f64,
    /// Part of the person-nights needed that may stay without a place before a shortage counts
    /// as lasting.
    pub tolerated: f64,
}

impl Default for Judgement {
    fn default() -> Judgement {
        Judgement {
            green_up_to: 0.05,
            red_above: 0.20,
            tolerated: 0.0001,
        }
    }
}

/// Flats of one size that the market offers.
#[derive(Clone, Debug, PartialEq)]
pub struct FlatOffer {
    /// Smallest household that may rent one.
    pub min_persons: u8,
    /// Largest household that fits.
    pub max_persons: u8,
    /// Flats per month, on average.
    pub per_month: f64,
}

/// A value of the scenario with the place where it was set and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Dotted key.
    pub key: String,
    /// The value as JSON.
    pub value: Value,
    /// Source, as the scenario names it; `None` is printed as "Annahme".
    pub source: Option<String>,
    /// Where it was set.
    pub origin: Origin,
    /// Where it was set before, nearest first, with the values overridden.
    pub overridden: Vec<(Origin, Value)>,
}

/// Where a value was set.
#[derive(Clone, Debug, PartialEq)]
pub enum Origin {
    /// In a file.
    File(Place),
    /// Not at all: the default of the format.
    Default,
    /// On the command line.
    CommandLine,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// Name as the scenario refers to it, relative to the scenario's folder.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}
