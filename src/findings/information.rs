//! Whether the neighbours hear of openings in time and are met afterwards, over all replications.

use super::quantity::Estimate;
use super::statistics;
use crate::calendar::Date;
use crate::ids::SiteId;
use crate::ladder::{Breach, Step};
use crate::measure::participation::{self, Manner, Opened};
use crate::measure::{Effect, Measure};
use crate::monte_carlo::Ensemble;
use crate::scenario::Scenario;
use crate::simulation::Outcome;
use crate::streams::Stream;

/// Id of the figure of openings without timely information.
pub const FIGURE: &str = "openings_without_notice";

/// Id of the figure of emergency openings without a meeting in time.
pub const FOLLOW_UP_FIGURE: &str = "openings_without_follow_up";

/// Openings and those that break a rule of information.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Replications that were played.
    pub replications: u32,
    /// Replications with at least one opening without timely information.
    pub count: u32,
    /// Openings without timely information, per replication.
    pub breaches: Estimate,
    /// Replications with at least one emergency opening that no meeting follows in time.
    pub count_without_follow_up: u32,
    /// Emergency openings that no meeting follows in time, per replication.
    pub without_follow_up: Estimate,
    /// By site, those that opened in at least one replication, in order of the file.
    pub sites: Vec<SiteNotice>,
}

/// Openings of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteNotice {
    /// Which.
    pub site: SiteId,
    /// The step of the ladder that opens it, where one does.
    pub step: Option<String>,
    /// Replications in which it opened.
    pub opened: u32,
    /// Openings per replication.
    pub openings: Estimate,
    /// Openings without timely information, per replication.
    pub breaches: Estimate,
    /// Emergency openings that no meeting follows in time, per replication.
    pub without_follow_up: Estimate,
}

/// Counts the openings of every replication against the rules of information.
pub fn gather(scenario: &Scenario, ensemble: &Ensemble) -> Notice {
    let tallies = tallies(scenario, &ensemble.outcomes);
    let late: Vec<f64> = sums(&tallies, |one| one.late);
    let unfollowed: Vec<f64> = sums(&tallies, |one| one.unfollowed);
    let any = |sums: &[f64]| sums.iter().filter(|sum| **sum > 0.0).count() as u32;
    Notice {
        replications: ensemble.outcomes.len() as u32,
        count: any(&late),
        breaches: statistics::mean(&late),
        count_without_follow_up: any(&unfollowed),
        without_follow_up: statistics::mean(&unfollowed),
        sites: (0..scenario.sites.len())
            .filter_map(|site| of_site(scenario, &tallies, site))
            .collect(),
    }
}

/// By replication: openings of which the neighbours did not hear in time.
pub fn breaches(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<f64> {
    sums(&tallies(scenario, outcomes), |one| one.late)
}

/// By replication: emergency openings that no meeting with the neighbours follows in time.
pub fn without_follow_up(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<f64> {
    sums(&tallies(scenario, outcomes), |one| one.unfollowed)
}

/// Openings of a site in a replication, and how many break a rule.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    openings: u32,
    late: u32,
    unfollowed: u32,
}

fn sums(tallies: &[Vec<Tally>], of: fn(&Tally) -> u32) -> Vec<f64> {
    let sum = |tally: &Vec<Tally>| f64::from(tally.iter().map(of).sum::<u32>());
    tallies.iter().map(sum).collect()
}

fn tallies(scenario: &Scenario, outcomes: &[Outcome]) -> Vec<Vec<Tally>> {
    let each = outcomes.iter().enumerate();
    each.map(|(number, outcome)| tally(scenario, number, outcome))
        .collect()
}

/// The tally of one replication, by site.
fn tally(scenario: &Scenario, number: usize, outcome: &Outcome) -> Vec<Tally> {
    let mut tally = vec![Tally::default(); scenario.sites.len()];
    let stream = Stream::new(scenario.seed, u32::try_from(number).unwrap_or(u32::MAX));
    let concept = &scenario.concept;
    for &(day, site) in &outcome.openings {
        let opened = opened(scenario, SiteId(site), scenario.calendar.date(day));
        let informed = informed_by_measure(scenario, &stream, &opened);
        let late = participation::notice_breach_with(concept, &scenario.sites, &opened, informed);
        let followed = followed_by_measure(scenario, &stream, &opened);
        let unfollowed = participation::follow_up_breach_with(concept, &opened, followed);
        let of_site = &mut tally[usize::from(site)];
        of_site.openings += 1;
        of_site.late += u32::from(late.is_some());
        of_site.unfollowed += u32::from(unfollowed.is_some());
    }
    tally
}

fn acting(scenario: &Scenario) -> impl Iterator<Item = &Measure> {
    scenario.concept.measures.iter().filter(|measure| measure.acts)
}

/// The first day on which a measure acts in a replication; `None`: it fails.
fn begins(measure: &Measure, stream: &Stream) -> Option<Date> {
    let late = i64::from(measure.chance().lateness(stream)?);
    Some(measure.effects_begin()?.plus_days(late))
}

/// The first day on which a measure informs the neighbours of a planned opening, if one acts by
/// then. In an emergency nobody can be told before the decision.
fn informed_by_measure(scenario: &Scenario, stream: &Stream, opened: &Opened) -> Option<Date> {
    if opened.manner != Manner::Planned {
        return None;
    }
    acting(scenario)
        .filter_map(|measure| {
            let days = measure.effects.iter().filter_map(|effect| match effect {
                Effect::Notice { site, days } if site.is_none_or(|site| site == opened.site) => Some(*days),
                _ => None,
            });
            let informed = opened.date.plus_days(-i64::from(days.max()?));
            let begins = begins(measure, stream)?;
            let is_over = measure.effects_until().is_some_and(|until| until < informed);
            // A measure that begins too late for its own notice informs as soon as it begins.
            let informed = informed.max(begins);
            (!is_over && informed <= opened.date).then_some(informed)
        })
        .min()
}

/// Days after an emergency opening on which a measure brings a meeting with the neighbours, if one
/// acts on that day.
fn followed_by_measure(scenario: &Scenario, stream: &Stream, opened: &Opened) -> Option<u32> {
    if opened.manner == Manner::Planned {
        return None;
    }
    acting(scenario)
        .filter_map(|measure| {
            let days = measure.effects.iter().filter_map(|effect| match effect {
                Effect::FollowUp { site, days } if site.is_none_or(|site| site == opened.site) => Some(*days),
                _ => None,
            });
            let days = days.min()?;
            let met = opened.date.plus_days(i64::from(days));
            let is_over = measure.effects_until().is_some_and(|until| until < met);
            (!is_over && begins(measure, stream)? <= met).then_some(days)
        })
        .min()
}

/// An opening; what a step of the ladder opens is decided as long before as the step takes, and
/// what the step promises is its rule.
fn opened(scenario: &Scenario, site: SiteId, date: Date) -> Opened {
    let step = step_of(scenario, site);
    let manner = match step {
        None => participation::manner(&scenario.sites[site.index()]),
        Some(step) => Manner::Emergency {
            lead_time_days: Some(libm::ceil(step.lead_time.mean()).clamp(0.0, 100_000.0) as u32),
            promised_days: step.breaks.iter().find_map(|breach| match breach {
                Breach::Notice { days } => Some(*days),
                _ => None,
            }),
        },
    };
    Opened {
        site,
        date,
        manner,
        cause: step.map(|step| step.name.clone()),
    }
}

/// The step of the ladder that opens a site.
fn step_of(scenario: &Scenario, site: SiteId) -> Option<&Step> {
    scenario
        .ladder
        .iter()
        .find(|step| step.own_sites().contains(&site))
}

fn of_site(scenario: &Scenario, tallies: &[Vec<Tally>], site: usize) -> Option<SiteNotice> {
    let mean = |of: fn(&Tally) -> u32| {
        let values: Vec<f64> = tallies.iter().map(|tally| f64::from(of(&tally[site]))).collect();
        statistics::mean(&values)
    };
    let opened = tallies.iter().filter(|tally| tally[site].openings > 0).count() as u32;
    (opened > 0).then(|| SiteNotice {
        site: SiteId::from(site),
        step: step_of(scenario, SiteId::from(site)).map(|step| step.name.clone()),
        opened,
        openings: mean(|one| one.openings),
        breaches: mean(|one| one.late),
        without_follow_up: mean(|one| one.unfollowed),
    })
}
