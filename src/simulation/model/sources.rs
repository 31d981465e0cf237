//! Where arrivals come from: processes of groups, surges, evacuated residents.

use crate::arrivals::{Course, Level, Process, RateProcess};
use crate::calendar::Day;
use crate::scenario::Scenario;
use crate::shock::Effect;
use crate::streams::entity;
use crate::surge::{Start, Surge};

/// A source of arrivals: one process of one group.
#[derive(Clone, Debug)]
pub(in crate::simulation) struct Source {
    pub group: usize,
    /// Address of its draws.
    pub entity: u32,
    pub kind: SourceKind,
}

/// How households come from a source.
#[derive(Clone, Debug)]
pub(in crate::simulation) enum SourceKind {
    Listed(Vec<(Day, u32)>),
    Rate {
        course: Course,
        dispersion: f64,
        level: Level,
    },
    /// A surge, by its number.
    Surge {
        number: usize,
        rate: RateProcess,
        times: f64,
    },
    /// Residents who lose their home in a shock.
    Evacuated {
        shock: usize,
        households: u32,
    },
}

impl SourceKind {
    /// How uncertain the level is, where there is one.
    pub fn level(&self) -> Option<&Level> {
        match self {
            SourceKind::Rate { level, .. } => Some(level),
            SourceKind::Surge { rate, .. } => Some(&rate.level),
            SourceKind::Listed(_) | SourceKind::Evacuated { .. } => None,
        }
    }
}

/// When a surge begins.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) struct SurgePlan {
    pub entity: u32,
    pub start: Start,
}

pub(super) fn sources(scenario: &Scenario) -> Vec<Source> {
    let of_groups = scenario.groups.iter().enumerate().flat_map(|(index, group)| {
        let source = move |process| group_source(index, &group.id, process);
        group.arrivals.iter().map(source)
    });
    let surges = scenario.surges.iter().enumerate().map(surge_source);
    of_groups.chain(surges).chain(evacuated(scenario)).collect()
}

fn group_source(group: usize, id: &str, process: &Process) -> Source {
    let (name, kind) = match process {
        Process::Listed(listed) => ("listed".to_owned(), SourceKind::Listed(listed.clone())),
        Process::Rate(rate) => (
            format!("{:?}", rate.shape),
            SourceKind::Rate {
                course: rate.course.clone(),
                dispersion: rate.dispersion,
                level: rate.level,
            },
        ),
    };
    Source {
        group,
        entity: entity(&format!("{id}/{name}")),
        kind,
    }
}

fn surge_source((number, surge): (usize, &Surge)) -> Source {
    Source {
        group: surge.group.index(),
        entity: surge_entity(surge),
        kind: SourceKind::Surge {
            number,
            rate: surge.arrivals.clone(),
            times: surge.times,
        },
    }
}

fn surge_entity(surge: &Surge) -> u32 {
    entity(&format!("surge/{}", surge.id))
}

pub(super) fn surge_plan(surge: &Surge) -> SurgePlan {
    SurgePlan {
        entity: surge_entity(surge),
        start: surge.start,
    }
}

fn evacuated(scenario: &Scenario) -> impl Iterator<Item = Source> + '_ {
    scenario.shocks.iter().enumerate().filter_map(|(shock, plan)| {
        let Effect::Outage(outage) = &plan.effect else {
            return None;
        };
        let evacuated = outage.evacuated?;
        Some(Source {
            group: evacuated.group.index(),
            entity: entity(&format!("shock/{}", plan.id)),
            kind: SourceKind::Evacuated {
                shock,
                households: evacuated.households,
            },
        })
    })
}

/// Persons of listed arrivals up to the evening of each day: what is on a list is known. Empty
/// where there is no list.
pub(super) fn announced(sources: &[Source], mean_sizes: &[f64], days: Day) -> Vec<f64> {
    let is_list = |source: &Source| matches!(source.kind, SourceKind::Listed(_));
    if !sources.iter().any(is_list) {
        return Vec::new();
    }
    let mut daily = vec![0.0; days as usize];
    for source in sources {
        if let SourceKind::Listed(listed) = &source.kind {
            for &(day, households) in listed {
                if let Some(persons) = daily.get_mut(day as usize) {
                    *persons += f64::from(households) * mean_sizes[source.group];
                }
            }
        }
    }
    let mut sum = 0.0;
    for persons in &mut daily {
        sum += *persons;
        *persons = sum;
    }
    daily
}
