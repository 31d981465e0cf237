//! Whether the neighbours hear of openings in time, over all replications.

use super::Estimate;
use super::statistics;
use crate::calendar::Date;
use crate::ids::SiteId;
use crate::measure::Effect;
use crate::measure::participation::{self, Manner, Opened};
use crate::monte_carlo::Ensemble;
use crate::scenario::Scenario;
use crate::simulation::Outcome;
use crate::streams::Stream;

/// Id of the figure.
pub const FIGURE: &str = "openings_without_notice";

/// Openings and those without timely information.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Replications that were played.
    pub replications: u32,
    /// Replications with at least one opening that breaks a rule.
    pub count: u32,
    /// Openings that break a rule, per replication.
    pub breaches: Estimate,
    /// By site, those that opened in at least one replication, in order of the file.
    pub sites: Vec<SiteNotice>,
}

/// Openings of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteNotice {
    /// Which.
    pub site: SiteId,
    /// Replications in which it opened.
    pub opened: u32,
    /// Openings per replication.
    pub openings: Estimate,
    /// Openings that break a rule, per replication.
    pub breaches: Estimate,
}

/// Counts the openings of every replication against the rules of information.
pub fn gather(scenario: &Scenario, ensemble: &Ensemble) -> Notice {
    let sites = scenario.sites.len();
    let tallies = tallies(scenario, &ensemble.outcomes);
    let totals: Vec<f64> = tallies.iter().map(late).collect();
    Notice {
        replications: ensemble.outcomes.len() as u32,
        count: totals.iter().filter(|total| **total > 0.0).count() as u32,
        breaches: statistics::mean(&totals),
        sites: (0..sites).filter_map(|site| of_site(&tallies, site)).collect(),
    }
}

/// By replication: openings of which the neighbours did not hear in time.
pub fn breaches(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<f64> {
    tallies(scenario, outcomes).iter().map(late).collect()
}

/// By site: openings, and how many break a rule.
type Tally = Vec<[u32; 2]>;

fn late(tally: &Tally) -> f64 {
    f64::from(tally.iter().map(|[_, late]| *late).sum::<u32>())
}

fn tallies(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<Tally> {
    let each = outcomes.iter().enumerate();
    each.map(|(number, outcome)| tally(scenario, number, outcome))
        .collect()
}

/// The tally of one replication.
fn tally(scenario: &Scenario, number: usize, outcome: &Outcome) -> Tally {
    let mut tally = vec![[0; 2]; scenario.sites.len()];
    let stream = Stream::new(scenario.seed, u32::try_from(number).unwrap_or(u32::MAX));
    for &(day, site) in &outcome.openings {
        let index = usize::from(site);
        let opened = opened(scenario, SiteId(site), scenario.calendar.date(day));
        let informed = by_measure(scenario, &stream, &opened);
        let breach = participation::notice_breach_with(&scenario.concept, &scenario.sites, &opened, informed);
        tally[index][0] += 1;
        tally[index][1] += u32::from(breach.is_some());
    }
    tally
}

/// The first day on which a measure informs the neighbours of a planned opening, if one acts by
/// then. In an emergency nobody can be told before the decision.
fn by_measure(scenario: &Scenario, stream: &Stream, opened: &Opened) -> Option<Date> {
    if opened.manner != Manner::Planned {
        return None;
    }
    let acting = scenario.concept.measures.iter().filter(|measure| measure.acts);
    acting
        .filter_map(|measure| {
            let days = measure.effects.iter().filter_map(|effect| match effect {
                Effect::Notice { site, days } if site.is_none_or(|site| site == opened.site) => Some(*days),
                _ => None,
            });
            let informed = opened.date.plus_days(-i64::from(days.max()?));
            let late = i64::from(measure.chance().lateness(stream)?);
            let begins = measure.effects_begin()?.plus_days(late);
            let is_over = measure.effects_until().is_some_and(|until| until < informed);
            // A measure that begins too late for its own notice informs as soon as it begins.
            let informed = informed.max(begins);
            (!is_over && informed <= opened.date).then_some(informed)
        })
        .min()
}

/// An opening; what a step of the ladder opens is decided as long before as the step takes.
fn opened(scenario: &Scenario, site: SiteId, date: Date) -> Opened {
    let step = scenario
        .ladder
        .iter()
        .find(|step| step.own_sites().contains(&site));
    let manner = match step {
        None => participation::manner(&scenario.sites[site.index()]),
        Some(step) => Manner::Emergency {
            lead_time_days: Some(libm::ceil(step.lead_time.mean()).clamp(0.0, 100_000.0) as u32),
        },
    };
    Opened {
        site,
        date,
        manner,
        cause: step.map(|step| step.name.clone()),
    }
}

fn of_site(tallies: &[Tally], site: usize) -> Option<SiteNotice> {
    let column =
        |part: usize| -> Vec<f64> { tallies.iter().map(|tally| f64::from(tally[site][part])).collect() };
    let opened = tallies.iter().filter(|tally| tally[site][0] > 0).count() as u32;
    (opened > 0).then(|| SiteNotice {
        site: SiteId::from(site),
        opened,
        openings: statistics::mean(&column(0)),
        breaches: statistics::mean(&column(1)),
    })
}
