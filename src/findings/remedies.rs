//! What could be done about a bottleneck, and whether the warning of it comes early enough.

use super::quantity::Estimate;
use super::statistics;
use crate::ladder::{Action, Step, preset::Preset};
use crate::scenario::Scenario;
use crate::simulation::WarningOutcome;
use crate::site::{Opening, Site, Stock};
use crate::warning::Bottleneck;
use crate::warning::usual::Help;

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
    /// A usual way to get more of a service.
    Service(Help),
    /// What the scenario names.
    Named(String),
}

impl Means {
    /// Where its lead time comes from, where the program brought it.
    pub fn source(&self) -> Option<&'static str> {
        match self {
            Means::Usual(preset) => Some(preset.usual().source),
            Means::Service(help) => Some(help.takes().source),
            Means::Step(_) | Means::Site(_) | Means::Named(_) => None,
        }
    }

    /// Its name in machine formats.
    pub fn code(&self) -> &str {
        match self {
            Means::Step(name) | Means::Site(name) | Means::Named(name) => name,
            Means::Usual(Preset::Hall) => "hall",
            Means::Usual(Preset::Hotel) => "hotel",
            Means::Usual(Preset::Flat) => "flat",
            Means::Usual(Preset::Container) => "container",
            Means::Service(Help::PlayGroup) => "play-group",
            Means::Service(Help::KitaGroup) => "kita-group",
            Means::Service(Help::RegularClasses) => "regular-classes",
            Means::Service(Help::ReceptionClass) => "reception-class",
            Means::Service(Help::VolunteerCourse) => "volunteer-course",
            Means::Service(Help::CourseClass) => "course-class",
            Means::Service(Help::LentStaff) => "lent-staff",
            Means::Service(Help::NewStaff) => "new-staff",
        }
    }

    /// Of which sort it is, in machine formats.
    pub fn sort(&self) -> &'static str {
        match self {
            Means::Step(_) => "step",
            Means::Site(_) => "site",
            Means::Usual(_) | Means::Service(_) => "usual",
            Means::Named(_) => "named",
        }
    }
}

/// All that could be done about a bottleneck, quickest first, against the warnings of it.
pub(super) fn all(
    scenario: &Scenario,
    bottleneck: Bottleneck,
    begun: &[&WarningOutcome],
) -> Vec<RemedyFindings> {
    let mut all = named(scenario, bottleneck);
    if let Bottleneck::Service { service } = bottleneck {
        let helps = Help::ALL.into_iter();
        let helping = helps.filter(|help| help.serves(&scenario.services[service]));
        all.extend(helping.map(|help| (Means::Service(help), help.lead_days())));
    } else {
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
            share: statistics::part(in_time, begun.len() as u32),
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
