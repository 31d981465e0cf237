//! The variants: the scenario as it is, with and without steps of the ladder and sites.

use super::Question;
use crate::calendar::Day;
use crate::household::Starts;
use crate::ids::SiteId;
use crate::ladder::{Step, Trigger};
use crate::scenario::Scenario;
use crate::shock::{Effect, Outage, Shock, Struck};
use crate::site::{Opening, Site};
use crate::surge::Start;

/// What a variant changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Nothing.
    AsPlanned,
    /// No step of the ladder is ever taken.
    NoSteps,
    /// One step is never taken, nor are those that wait for it.
    WithoutStep(usize),
    /// Every step is decided on the first day of the surge and not taken back.
    AtOnce,
    /// A site that is not there yet is there from the first day of the surge.
    WithSite(SiteId),
    /// A site is lost on the first day of the surge.
    WithoutSite(SiteId),
    /// A measure of the concept does not act.
    WithoutMeasure(usize),
    /// A measure of the concept acts that does not in the scenario.
    WithMeasure(usize),
    /// A value of the scenario is another; the words are those of the command line.
    Set(String),
}

/// A variant.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What it changes.
    pub change: Change,
    /// The scenario with the change.
    pub scenario: Scenario,
    /// Who is there at the start, by replication.
    pub starts: Starts,
}

/// How many of the largest sites are taken away by default.
const LARGEST: usize = 2;

/// A day that never comes.
const NEVER: i64 = i64::MAX / 4;

/// The variants that are tried where nobody asks for others: as planned, every step left out
/// alone and all together, all decided at once, each site that is planned or an option, the
/// largest sites lost, each measure that acts left out.
pub fn usual(scenario: &Scenario) -> Vec<Change> {
    let mut changes = vec![Change::AsPlanned];
    changes.extend(steps(scenario, 0..scenario.ladder.len()));
    let sites = (0..scenario.sites.len()).map(SiteId::from);
    let candidates = sites.filter(|site| is_candidate(scenario, *site));
    changes.extend(candidates.map(Change::WithSite));
    changes.extend(largest(scenario).into_iter().map(Change::WithoutSite));
    let measures = scenario.concept.measures.iter().enumerate();
    let acting = measures.filter(|(_, measure)| measure.acts);
    changes.extend(acting.map(|(index, _)| Change::WithoutMeasure(index)));
    changes
}

/// The variants of some steps: none of the ladder, each left out, all at once.
pub fn steps(scenario: &Scenario, which: impl Iterator<Item = usize>) -> Vec<Change> {
    let mut changes: Vec<Change> = which.map(Change::WithoutStep).collect();
    if scenario.ladder.len() > 1 {
        changes.push(Change::NoSteps);
    }
    if !scenario.ladder.is_empty() {
        changes.push(Change::AtOnce);
    }
    changes
}

/// The variant of a site: lost where it is there from the start, there where it is not.
pub fn site(scenario: &Scenario, site: SiteId) -> Change {
    if is_there(&scenario.sites[site.index()]) {
        Change::WithoutSite(site)
    } else {
        Change::WithSite(site)
    }
}

/// The variant of a measure: without it where it acts, with it where it could; `None`: it cannot.
pub fn measure(scenario: &Scenario, index: usize) -> Option<Change> {
    match scenario.concept.measures[index].acts {
        true => Some(Change::WithoutMeasure(index)),
        false => scenario.able_measures()[index].then_some(Change::WithMeasure(index)),
    }
}

/// The scenario with one measure switched.
fn switched(scenario: &Scenario, index: usize) -> Scenario {
    let measures = scenario.concept.measures.iter().enumerate();
    let on: Vec<bool> = measures
        .map(|(at, measure)| measure.acts != (at == index))
        .collect();
    scenario.with_measures(&on)
}

/// The step that opens a site, by its place in the ladder.
pub fn step_of(scenario: &Scenario, site: SiteId) -> Option<usize> {
    scenario
        .ladder
        .iter()
        .position(|step| step.own_sites().contains(&site))
}

/// The scenario with a change; a changed value is the caller's own scenario.
pub fn of(scenario: &Scenario, change: Change, question: &Question) -> Variant {
    let start = question.start;
    let mut scenario = scenario.clone();
    match &change {
        Change::AsPlanned | Change::Set(_) => {}
        Change::WithoutMeasure(index) | Change::WithMeasure(index) => scenario = switched(&scenario, *index),
        Change::NoSteps => scenario.ladder.iter_mut().for_each(leave_out),
        Change::WithoutStep(step) => leave_out(&mut scenario.ladder[*step]),
        Change::AtOnce => {
            let steps = scenario.ladder.iter_mut();
            steps.for_each(|step| decide(step, start));
        }
        Change::WithSite(site) => open(&mut scenario.sites[site.index()], start),
        Change::WithoutSite(site) => scenario.shocks.push(lost(*site, start)),
    }
    Variant {
        change,
        scenario,
        starts: question.starts.clone(),
    }
}

/// All of them.
pub fn all(scenario: &Scenario, question: &Question, changes: Vec<Change>) -> Vec<Variant> {
    let variant = |change| of(scenario, change, question);
    changes.into_iter().map(variant).collect()
}

fn leave_out(step: &mut Step) {
    step.trigger = Trigger::Date { from: NEVER };
}

fn decide(step: &mut Step, start: Day) {
    step.trigger = Trigger::Date {
        from: i64::from(start),
    };
    step.withdrawal.not_before = Some(NEVER);
}

fn open(site: &mut Site, start: Day) {
    let until = match site.opening {
        Opening::Fixed { until, .. } | Opening::Planned { until, .. } | Opening::OnNeed { until, .. } => {
            until
        }
        Opening::Never => None,
    };
    site.opening = Opening::Fixed {
        from: i64::from(start),
        until,
    };
}

fn lost(site: SiteId, start: Day) -> Shock {
    Shock {
        // No id of a file has a blank.
        id: "stress test/site".to_owned(),
        name: String::new(),
        start: Start::On(i64::from(start)),
        effect: Effect::Outage(Outage {
            sites: Struck::These(vec![site]),
            share: 1.0,
            days: None,
            evacuated: None,
        }),
    }
}

/// Whether a site is planned or an option and no step of the ladder opens it.
fn is_candidate(scenario: &Scenario, site: SiteId) -> bool {
    !is_there(&scenario.sites[site.index()]) && step_of(scenario, site).is_none()
}

fn is_there(site: &Site) -> bool {
    is_there_on(site, 0)
}

/// Whether a site is planned to be there on a day for sure.
pub(super) fn is_there_on(site: &Site, day: Day) -> bool {
    let day = i64::from(day);
    matches!(site.opening, Opening::Fixed { from, until } if from <= day && until.is_none_or(|until| until >= day))
}

/// The largest sites of the first day.
fn largest(scenario: &Scenario) -> Vec<SiteId> {
    let sites = largest_buildings(scenario, is_there);
    // The only site of a town is no variant: without it there is nothing to be tested.
    let few = if sites.len() > LARGEST { LARGEST } else { 0 };
    sites.into_iter().take(few).collect()
}

/// Regular sites that can be lost in one blow, largest first, the first of the file among equals:
/// buildings, or flats at many addresses where there is nothing else.
pub(super) fn largest_buildings(scenario: &Scenario, counts: impl Fn(&Site) -> bool) -> Vec<SiteId> {
    let (mut scattered, mut buildings): (Vec<usize>, Vec<usize>) = (0..scenario.sites.len())
        .filter(|site| !scenario.sites[*site].emergency && counts(&scenario.sites[*site]))
        .partition(|site| scenario.kinds[scenario.sites[*site].kind.index()].scattered);
    let places = |site: &usize| std::cmp::Reverse(scenario.sites[*site].usable_places());
    scattered.sort_by_key(places);
    buildings.sort_by_key(places);
    let sites = if buildings.is_empty() {
        scattered
    } else {
        buildings
    };
    sites.into_iter().map(SiteId::from).collect()
}
