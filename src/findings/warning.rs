//! How the town would have been warned of bottlenecks: how long before, how often in vain, and
//! whether that is early enough for what could be done.

use super::statistics;
use super::{Estimate, Quantity};
use crate::calendar::{Calendar, Day};
use crate::ladder::{Action, Step, preset::Preset};
use crate::scenario::Scenario;
use crate::simulation::{self, Outcome, WarningOutcome};
use crate::site::{Opening, Site, Stock};
use crate::warning::{Bottleneck, Level};

/// Warnings over all replications.
#[derive(Clone, Debug, PartialEq)]
pub struct WarningFindings {
    /// Weeks that are looked ahead.
    pub horizon_weeks: u32,
    /// From which level on the town is warned.
    pub level: Level,
    /// Bottlenecks that are watched.
    pub bottlenecks: Vec<BottleneckFindings>,
}

/// A bottleneck and its warnings.
#[derive(Clone, Debug, PartialEq)]
pub struct BottleneckFindings {
    /// Stable id: `places`, `households-3`, `need-…`, `service-…`.
    pub id: String,
    /// What becomes scarce.
    pub what: Scarce,
    /// Replications in which it is there from the start; they count below only if it comes again.
    pub from_the_start: u32,
    /// Replications in which it begins during the run.
    pub count: u32,
    /// Probability that it begins during the run.
    pub probability: Estimate,
    /// Median of its first days, where it begins.
    pub begins: Quantity,
    /// Of the replications in which it begins: those in which the town was warned before.
    pub warned: u32,
    /// The same as a part of one.
    pub warned_share: Estimate,
    /// Median of the first warnings, where there is one.
    pub first_warning: Quantity,
    /// Days from the warning to the first bottleneck: the median of the replications in which it
    /// begins; no warning counts as 0 days.
    pub lead_days: Option<Estimate>,
    /// Bottlenecks without a warning before, per replication.
    pub missed: Estimate,
    /// Warnings, per replication.
    pub alarms: Estimate,
    /// Warnings after which nothing came within twice the horizon, per replication.
    pub false_alarms: Estimate,
    /// What could be done, quickest first.
    pub remedies: Vec<RemedyFindings>,
}

/// What becomes scarce, with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scarce {
    /// Regular places of the whole town.
    Places,
    /// Units for households of so many persons and more.
    Households(u8),
    /// Units that meet a need.
    Need(String),
    /// A service.
    Service(String),
}

/// Something that could be done about a bottleneck.
#[derive(Clone, Debug, PartialEq)]
pub struct RemedyFindings {
    /// What it is.
    pub what: Means,
    /// Days from the decision to the effect, mean.
    pub lead_days: f64,
    /// Replications with the bottleneck in which the warning came at least as many days before.
    pub in_time: u32,
    /// The same as a part of one.
    pub share: Estimate,
}

/// What can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Means {
    /// A step of the ladder.
    Step(String),
    /// A site that is planned or kept as an option.
    Site(String),
    /// A usual step.
    Usual(Preset),
    /// What the scenario names.
    Named(String),
}

impl BottleneckFindings {
    /// Its values in machine formats: name, unit, estimate.
    pub fn values(&self) -> [(&'static str, &'static str, Option<Estimate>); 6] {
        let begun = |estimate: Estimate| (self.count > 0).then_some(estimate);
        [
            ("probability", "probability", Some(self.probability)),
            ("warned_share", "share", begun(self.warned_share)),
            ("lead", "days", self.lead_days),
            ("missed", "times", Some(self.missed)),
            ("alarms", "times", Some(self.alarms)),
            ("false_alarms", "times", Some(self.false_alarms)),
        ]
    }
}

impl Means {
    /// Its name in machine formats.
    pub fn code(&self) -> &str {
        match self {
            Means::Step(name) | Means::Site(name) | Means::Named(name) => name,
            Means::Usual(Preset::Hall) => "hall",
            Means::Usual(Preset::Hotel) => "hotel",
            Means::Usual(Preset::Flat) => "flat",
            Means::Usual(Preset::Container) => "container",
        }
    }

    /// Of which sort it is, in machine formats.
    pub fn sort(&self) -> &'static str {
        match self {
            Means::Step(_) => "step",
            Means::Site(_) => "site",
            Means::Usual(_) => "usual",
            Means::Named(_) => "named",
        }
    }
}

/// Warnings, where the scenario asks for them.
pub fn gather(scenario: &Scenario, outcomes: &[Outcome]) -> Option<WarningFindings> {
    let rule = scenario.warning.as_ref()?;
    let watched = simulation::bottlenecks(scenario);
    let of = |(index, bottleneck): (usize, &Bottleneck)| {
        let all: Vec<WarningOutcome> = outcomes.iter().map(|outcome| outcome.warnings[index]).collect();
        one(scenario, *bottleneck, &all)
    };
    Some(WarningFindings {
        horizon_weeks: rule.horizon_weeks,
        level: rule.level,
        bottlenecks: watched.iter().enumerate().map(of).collect(),
    })
}

/// What is watched, by name.
pub fn watched(scenario: &Scenario) -> Vec<Scarce> {
    let all = simulation::bottlenecks(scenario).into_iter();
    all.map(|bottleneck| scarce(scenario, bottleneck)).collect()
}

fn one(scenario: &Scenario, bottleneck: Bottleneck, all: &[WarningOutcome]) -> BottleneckFindings {
    let begun: Vec<&WarningOutcome> = all.iter().filter(|of| of.first_bite.is_some()).collect();
    let count = begun.len() as u32;
    let warned = begun.iter().filter(|of| of.first_lead.is_some()).count() as u32;
    let mean = |of: fn(&WarningOutcome) -> u32| {
        statistics::mean(&all.iter().map(|one| f64::from(of(one))).collect::<Vec<f64>>())
    };
    let leads = leads(&begun);
    BottleneckFindings {
        id: id(scenario, bottleneck),
        what: scarce(scenario, bottleneck),
        from_the_start: all.iter().filter(|of| of.was_there).count() as u32,
        count,
        probability: statistics::probability(count, all.len() as u32),
        begins: median_day(begun.iter().filter_map(|of| of.first_bite), &scenario.calendar),
        warned,
        warned_share: part(warned, count),
        first_warning: median_day(all.iter().filter_map(|of| of.first_warning), &scenario.calendar),
        lead_days: median(&leads),
        missed: mean(|of| of.bites - of.warned),
        alarms: mean(|of| of.alarms),
        false_alarms: mean(|of| of.false_alarms),
        remedies: remedies(scenario, bottleneck, &begun),
    }
}

/// Days from the warning to the first bottleneck, rising; none is 0.
fn leads(begun: &[&WarningOutcome]) -> Vec<f64> {
    let lead = |of: &&WarningOutcome| f64::from(of.first_lead.unwrap_or(0));
    let mut leads: Vec<f64> = begun.iter().map(lead).collect();
    leads.sort_by(f64::total_cmp);
    leads
}

/// The lower of the two middle ones, with an interval where there are enough.
fn median(sorted: &[f64]) -> Option<Estimate> {
    let value = *sorted.get(sorted.len().checked_sub(1)? / 2)?;
    let ends = statistics::quantile(sorted, 0.5);
    let (low, high) = match ends {
        Some(ends) => (ends.low, ends.high),
        None => (sorted[0], sorted[sorted.len() - 1]),
    };
    Some(Estimate { value, low, high })
}

fn part(count: u32, of: u32) -> Estimate {
    if of == 0 {
        return Estimate::default();
    }
    statistics::probability(count, of)
}

fn median_day(days: impl Iterator<Item = Day>, calendar: &Calendar) -> Quantity {
    let mut days: Vec<Day> = days.collect();
    days.sort_unstable();
    match days.len() {
        0 => Quantity::None,
        count => Quantity::Date(calendar.date(days[(count - 1) / 2])),
    }
}

fn id(scenario: &Scenario, bottleneck: Bottleneck) -> String {
    match bottleneck {
        Bottleneck::Places => "places".to_owned(),
        Bottleneck::Households { persons } => format!("households-{persons}"),
        Bottleneck::Need { need } => format!("need-{}", scenario.needs[need]),
        Bottleneck::Service { service } => format!("service-{}", scenario.services[service].id),
    }
}

fn scarce(scenario: &Scenario, bottleneck: Bottleneck) -> Scarce {
    match bottleneck {
        Bottleneck::Places => Scarce::Places,
        Bottleneck::Households { persons } => Scarce::Households(persons),
        Bottleneck::Need { need } => Scarce::Need(scenario.needs[need].clone()),
        Bottleneck::Service { service } => Scarce::Service(scenario.services[service].name.clone()),
    }
}

fn remedies(scenario: &Scenario, bottleneck: Bottleneck, begun: &[&WarningOutcome]) -> Vec<RemedyFindings> {
    let mut all = named(scenario, bottleneck);
    if !matches!(bottleneck, Bottleneck::Service { .. }) {
        all.extend(steps(scenario, bottleneck));
        all.extend(sites(scenario, bottleneck));
        all.extend(usual(scenario, bottleneck));
    }
    all.sort_by(|a, b| a.1.total_cmp(&b.1));
    let judged = |(what, lead_days): (Means, f64)| {
        let is_early = |of: &&&WarningOutcome| of.first_lead.is_some_and(|lead| f64::from(lead) >= lead_days);
        let in_time = begun.iter().filter(is_early).count() as u32;
        RemedyFindings {
            what,
            lead_days,
            in_time,
            share: part(in_time, begun.len() as u32),
        }
    };
    all.into_iter().map(judged).collect()
}

fn named(scenario: &Scenario, bottleneck: Bottleneck) -> Vec<(Means, f64)> {
    let helps = |services: &[usize]| match bottleneck {
        Bottleneck::Service { service } => services.contains(&service),
        _ => services.is_empty(),
    };
    let remedies = scenario.warning.iter().flat_map(|rule| &rule.remedies);
    remedies
        .filter(|remedy| helps(&remedy.services))
        .map(|remedy| (Means::Named(remedy.name.clone()), remedy.lead_days))
        .collect()
}

/// Steps that bring places to live, regular or for the emergency.
fn steps(scenario: &Scenario, bottleneck: Bottleneck) -> Vec<(Means, f64)> {
    let helps = |action: &Action| match action {
        Action::Activate { sites, .. } => sites
            .iter()
            .any(|site| suits(scenario, &scenario.sites[site.index()], bottleneck)),
        Action::Hotel { blocks } => blocks
            .iter()
            .any(|site| suits(scenario, &scenario.sites[site.index()], bottleneck)),
        Action::Densify { .. } => bottleneck == Bottleneck::Places,
        Action::StopClosures { .. } => true,
        Action::Pause { .. } => true,
    };
    let helping = scenario.ladder.iter().filter(|step| helps(&step.action));
    helping
        .map(|step| (Means::Step(step.name.clone()), step.lead_time.mean()))
        .collect()
}

/// Sites that are planned or not used, where their lead time is known and no step opens them.
fn sites(scenario: &Scenario, bottleneck: Bottleneck) -> Vec<(Means, f64)> {
    let is_of_a_step = |index: usize| {
        let own = |step: &Step| step.own_sites().iter().any(|site| site.index() == index);
        scenario.ladder.iter().any(own)
    };
    let all = scenario.sites.iter().enumerate();
    all.filter(|(index, _)| !is_of_a_step(*index) && !scenario.is_switched_off(*index))
        .filter(|(_, site)| matches!(site.opening, Opening::Planned { .. } | Opening::Never))
        .filter(|(_, site)| suits(scenario, site, bottleneck))
        .filter_map(|(_, site)| Some((Means::Site(site.name.clone()), f64::from(site.lead_time_days?))))
        .collect()
}

/// Whether a site has what is scarce.
fn suits(scenario: &Scenario, site: &Site, bottleneck: Bottleneck) -> bool {
    let (persons, need) = match bottleneck {
        Bottleneck::Places => return true,
        Bottleneck::Households { persons } => (u32::from(persons), None),
        Bottleneck::Need { need } => (1, Some(need)),
        Bottleneck::Service { .. } => return false,
    };
    if scenario.kinds[site.kind.index()].emergency {
        return false;
    }
    let meets = |offers: crate::ids::NeedSet| need.is_none_or(|need| offers.0 & 1 << need != 0);
    match &site.stock {
        Stock::Beds { .. } => meets(site.offers),
        Stock::Units(classes) => {
            let mut of_type = classes.iter().filter(|class| class.beds >= persons);
            of_type.any(|class| meets(class.offers))
        }
    }
}

/// The usual steps; halls and hotels have no units of a type.
fn usual(scenario: &Scenario, bottleneck: Bottleneck) -> Vec<(Means, f64)> {
    let all = match bottleneck {
        Bottleneck::Places => &[Preset::Hall, Preset::Hotel, Preset::Flat, Preset::Container][..],
        _ => &[Preset::Flat, Preset::Container][..],
    };
    // A ladder has its own halls and hotels, with lead times of its own.
    let stands_in_the_ladder = |preset: Preset| {
        let is_quick = matches!(preset, Preset::Hall | Preset::Hotel);
        let lead = preset.lead_time();
        let has = |step: &Step| is_quick || step.lead_time == lead;
        scenario.ladder.iter().any(has)
    };
    all.iter()
        .filter(|preset| !stands_in_the_ladder(**preset))
        .map(|preset| (Means::Usual(*preset), preset.lead_time().mean()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(lead: Option<u32>) -> WarningOutcome {
        WarningOutcome {
            first_bite: Some(100),
            first_lead: lead,
            ..WarningOutcome::default()
        }
    }

    #[test]
    fn no_warning_is_a_lead_of_zero_days() {
        let all = [outcome(Some(63)), outcome(None), outcome(Some(7))];
        let begun: Vec<&WarningOutcome> = all.iter().collect();
        let median = median(&leads(&begun)).unwrap();
        assert_eq!((median.value, median.low, median.high), (7.0, 0.0, 63.0));
    }

    #[test]
    fn a_bottleneck_that_never_comes_has_no_lead() {
        assert_eq!(median(&[]), None);
        assert_eq!(part(0, 0), Estimate::default());
    }
}
