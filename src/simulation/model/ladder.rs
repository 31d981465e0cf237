//! The ladder made ready to be played.

use super::sites::StandbySite;
use super::sources::{Source, announced};
use crate::ids::SiteId;
use crate::ladder::{Action, Denser, Step, Trigger};
use crate::occupancy::Layout;
use crate::scenario::Scenario;
use crate::site::Opening;
use crate::streams::entity;
use crate::units::Money;

/// What the replications share of the ladder.
#[derive(Clone, Debug, Default)]
pub struct LadderPlan {
    /// The steps, in order of the file.
    pub(in crate::simulation) steps: Vec<StepPlan>,
    /// The steps called by people without a place, and by how many.
    pub(in crate::simulation) called_by_unmet: Vec<(usize, u32)>,
    /// The steps that cost something by the day or whose sleepers no ledger of a site tells.
    pub(in crate::simulation) by_night: Vec<usize>,
    /// By group: the steps that pause its arrivals.
    pub(in crate::simulation) pausing: Vec<Vec<usize>>,
    /// By site: the steps that keep it from closing.
    pub(in crate::simulation) keeping: Vec<Vec<usize>>,
    /// By site: days before its closing on which it takes nobody in any more.
    pub(in crate::simulation) closing_stop: Vec<u32>,
    /// By site: the day on which it opens is not known before.
    pub(in crate::simulation) is_planned: Vec<bool>,
    /// By site: first and last night on which it may be used.
    pub(in crate::simulation) window: Vec<(i64, i64)>,
    /// Persons of listed arrivals up to the evening of each day; empty where there is no list.
    pub(in crate::simulation) announced: Vec<f64>,
}

/// A step.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct StepPlan {
    pub step: Step,
    /// Address of its draws.
    pub entity: u32,
    /// Mean lead time in days: when it is expected.
    pub expected_lead: u32,
    /// Days in effect after which it is used up; `u32::MAX`: never.
    pub most_days: u32,
    /// Its sites that are no emergency accommodation.
    pub regular_sites: Vec<usize>,
    /// The earliest of the last nights of its sites; `i64::MAX`: none of them ends.
    pub first_last_night: i64,
    pub rooms: Vec<Room>,
}

/// Rooms into which a step puts more beds.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) enum Room {
    Beds {
        site: usize,
        more: u32,
    },
    Units {
        class: usize,
        site: usize,
        beds: u8,
        count: u32,
    },
}

impl LadderPlan {
    /// From a scenario. Without steps and early warning nothing is worked out.
    pub(in crate::simulation) fn of(scenario: &Scenario, layout: &Layout, sources: &[Source]) -> LadderPlan {
        if scenario.ladder.is_empty() && scenario.warning.is_none() {
            return LadderPlan {
                pausing: vec![Vec::new(); scenario.groups.len()],
                ..LadderPlan::default()
            };
        }
        let sizes: Vec<f64> = scenario.groups.iter().map(|group| group.sizes.mean()).collect();
        let windows: Vec<(i64, i64)> = scenario.sites.iter().map(|site| window(&site.opening)).collect();
        let steps = || scenario.ladder.iter().enumerate();
        LadderPlan {
            steps: steps().map(|(_, step)| plan(step, layout, &windows)).collect(),
            called_by_unmet: steps()
                .filter_map(|(number, step)| Some((number, unmet_persons(&step.trigger)?)))
                .collect(),
            by_night: steps()
                .filter(|(_, step)| is_seen_by_night(step))
                .map(|(number, _)| number)
                .collect(),
            pausing: steps_by(scenario, scenario.groups.len(), |action| match action {
                Action::Pause { groups, .. } => groups.iter().map(|group| group.index()).collect(),
                _ => Vec::new(),
            }),
            keeping: steps_by(scenario, scenario.sites.len(), |action| match action {
                Action::StopClosures { sites } => sites.iter().map(|site| site.index()).collect(),
                _ => Vec::new(),
            }),
            closing_stop: scenario.sites.iter().map(|site| site.closing_stop_days).collect(),
            is_planned: scenario
                .sites
                .iter()
                .map(|site| matches!(site.opening, Opening::Planned { .. }))
                .collect(),
            window: windows,
            announced: announced(sources, &sizes, scenario.calendar.days),
        }
    }

    /// Whether a step of the ladder, and nothing else, opens the site.
    pub(in crate::simulation) fn claims(&self, standby: &StandbySite) -> bool {
        self.steps
            .iter()
            .any(|plan| plan.step.own_sites().contains(&SiteId(standby.site)))
    }
}

fn steps_by(scenario: &Scenario, count: usize, of: impl Fn(&Action) -> Vec<usize>) -> Vec<Vec<usize>> {
    let mut by = vec![Vec::new(); count];
    for (number, step) in scenario.ladder.iter().enumerate() {
        for index in of(&step.action) {
            by[index].push(number);
        }
    }
    by
}

fn unmet_persons(trigger: &Trigger) -> Option<u32> {
    match trigger {
        Trigger::Unmet { persons, .. } => Some(*persons),
        _ => None,
    }
}

fn is_seen_by_night(step: &Step) -> bool {
    let cost = step.cost;
    let costs = [cost.per_day, cost.per_place_day] != [Money::default(); 2];
    costs || matches!(step.action, Action::Densify { .. } | Action::StopClosures { .. })
}

fn most_days(action: &Action) -> Option<u32> {
    match action {
        Action::Activate { at_most_days, .. } => *at_most_days,
        Action::Pause { days, .. } => Some(*days),
        Action::Densify { .. } | Action::Hotel { .. } | Action::StopClosures { .. } => None,
    }
}

fn plan(step: &Step, layout: &Layout, windows: &[(i64, i64)]) -> StepPlan {
    let own = || step.own_sites().iter().map(|site| site.index());
    let rooms = match &step.action {
        Action::Densify { rooms } => rooms.iter().filter_map(|room| denser(*room, layout)).collect(),
        _ => Vec::new(),
    };
    StepPlan {
        entity: entity(&format!("ladder/{}", step.id)),
        expected_lead: libm::ceil(step.lead_time.mean()).clamp(0.0, 100_000.0) as u32,
        most_days: most_days(&step.action).unwrap_or(u32::MAX),
        regular_sites: own().filter(|site| !layout.sites[*site].emergency).collect(),
        first_last_night: own().map(|site| windows[site].1).min().unwrap_or(i64::MAX),
        step: step.clone(),
        rooms,
    }
}

fn denser(room: Denser, layout: &Layout) -> Option<Room> {
    match room {
        Denser::Beds { site, more } => Some(Room::Beds {
            site: site.index(),
            more,
        }),
        Denser::Units { site, class, more } => {
            let class = layout.class_in_file(site.index(), class)?;
            let plan = &layout.classes[class];
            let beds = u32::from(plan.beds) + more;
            Some(Room::Units {
                class,
                site: site.index(),
                beds: u8::try_from(beds).unwrap_or(u8::MAX),
                count: u32::try_from(plan.count).unwrap_or(u32::MAX),
            })
        }
    }
}

fn window(opening: &Opening) -> (i64, i64) {
    match opening {
        Opening::OnNeed { from, until, .. } => (*from, until.unwrap_or(i64::MAX)),
        _ => (i64::MIN, i64::MAX),
    }
}
