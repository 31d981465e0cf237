//! Whether the neighbours hear of openings in time, over all replications.

use super::Estimate;
use super::statistics;
use crate::calendar::Date;
use crate::ids::SiteId;
use crate::measure::participation::{self, Manner, Opened};
use crate::monte_carlo::Ensemble;
use crate::scenario::Scenario;
use crate::simulation::Outcome;

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
    let tallies: Vec<Vec<[u32; 2]>> = ensemble
        .outcomes
        .iter()
        .map(|outcome| tally(scenario, outcome, sites))
        .collect();
    let late = |tally: &Vec<[u32; 2]>| tally.iter().map(|[_, late]| *late).sum::<u32>();
    let totals: Vec<f64> = tallies.iter().map(|tally| f64::from(late(tally))).collect();
    Notice {
        replications: ensemble.outcomes.len() as u32,
        count: totals.iter().filter(|total| **total > 0.0).count() as u32,
        breaches: statistics::mean(&totals),
        sites: (0..sites).filter_map(|site| of_site(&tallies, site)).collect(),
    }
}

/// By site: openings of one replication, and how many break a rule.
fn tally(scenario: &Scenario, outcome: &Outcome, sites: usize) -> Vec<[u32; 2]> {
    let mut tally = vec![[0; 2]; sites];
    for &(day, site) in &outcome.openings {
        let index = usize::from(site);
        let opened = opened(scenario, SiteId(site), scenario.calendar.date(day));
        let late = participation::notice_breach(&scenario.concept, &scenario.sites, &opened).is_some();
        tally[index][0] += 1;
        tally[index][1] += u32::from(late);
    }
    tally
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

fn of_site(tallies: &[Vec<[u32; 2]>], site: usize) -> Option<SiteNotice> {
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
