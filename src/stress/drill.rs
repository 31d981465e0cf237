//! The emergency drill: each shock struck at several times of the year, compared with the same
//! futures without it.

use super::shortfall::shortened;
use super::variant::{is_there_on, largest_buildings};
use super::{Question, finished, unless_stopped};
use crate::calendar::{Date, Day};
use crate::findings::Estimate;
use crate::findings::paired::paired_difference;
use crate::ids::{KindId, SiteId};
use crate::monte_carlo::{NotRun, Watch};
use crate::scenario::Scenario;
use crate::shock::{Effect, Outage, Shock, Struck};
use crate::simulation::{History, Model, Quantity, Town};
use crate::site::Site;
use crate::surge::Start;
use jiff::civil;
use rayon::prelude::*;

/// Days after a shock that are looked at.
pub const WATCHED_DAYS: Day = 182;

/// Nights for which the places are gone after the fire of a scenario without shocks of its own.
pub const FIRE_DAYS: u32 = 90;

/// Nights for which half of the places of a kind cannot be run, in a scenario without shocks of
/// its own.
pub const ILL_DAYS: u32 = 28;

/// First days of quarters on which shocks strike, at most.
const MOST_TIMES: usize = 4;

/// Which shock.
#[derive(Clone, Debug, PartialEq)]
pub enum Cause {
    /// One of the scenario, by its place in the file.
    Named(usize),
    /// A fire in the largest building; the scenario names no shock.
    Fire(SiteId),
    /// The lease of the largest site with a notice period ends; the scenario names no shock.
    LeaseLost(SiteId),
    /// Half of the staff of the kind with the most places is ill; the scenario names no shock.
    StaffIll(KindId),
}

/// A shock at a time of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Which shock.
    pub cause: Cause,
    /// When it strikes; a project: when it was to open.
    pub date: Date,
    shock: Shock,
    day: Day,
}

/// What a shock does at a time of the year, against the same futures without it, from the shock
/// on for [`WATCHED_DAYS`] or to the end of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Drill {
    /// Which shock.
    pub cause: Cause,
    /// When it strikes.
    pub date: Date,
    /// Persons who lost the place where they lived.
    pub affected: Estimate,
    /// First day of the worst seven nights, and the persons without a regular place in them,
    /// on average over nights and replications, more than without the shock; `None`: there are
    /// never more.
    pub worst_week: Option<(Date, f64)>,
    /// Person-nights without any place, difference.
    pub unmet: Estimate,
    /// Person-nights in emergency accommodation, difference.
    pub emergency: Estimate,
    /// Person-nights in rooms with more people than beds on paper, difference.
    pub below_standard: Estimate,
    /// Operation and investment in euros, difference.
    pub cost_eur: Estimate,
}

/// All shocks at all times, in order of the file and of time.
pub fn all(scenario: &Scenario, question: &Question, watch: &Watch) -> Result<Vec<Drill>, NotRun> {
    let cases = cases(scenario);
    cases
        .par_iter()
        .map(|case| drilled(scenario, question, case, watch))
        .collect()
}

/// A shock of the usual drill on a day; `None`: nothing there to strike.
type Sort = fn(&Scenario, Day) -> Option<(Cause, Shock)>;

/// The shocks and their times.
pub fn cases(scenario: &Scenario) -> Vec<Case> {
    let times = times(scenario);
    if scenario.shocks.is_empty() {
        let sorts: [Sort; 3] = [fire, lease_lost, staff_ill];
        let at = |sort: Sort| {
            let days = times.iter();
            days.filter_map(move |day| Some((sort(scenario, *day)?, *day)))
        };
        let all = sorts.into_iter().flat_map(at);
        return all
            .map(|((cause, shock), day)| case(scenario, cause, shock, day))
            .collect();
    }
    let named = scenario.shocks.iter().enumerate();
    named
        .flat_map(|(index, shock)| {
            let days = match shock.effect {
                // A project is late when it is, not at a time of the year.
                Effect::Project { .. } => &[0][..],
                _ => &times,
            };
            let at = |day: &Day| case(scenario, Cause::Named(index), shock.clone(), *day);
            days.iter().map(at).collect::<Vec<Case>>()
        })
        .collect()
}

fn case(scenario: &Scenario, cause: Cause, shock: Shock, day: Day) -> Case {
    Case {
        cause,
        date: scenario.calendar.date(day),
        shock: Shock {
            start: Start::On(i64::from(day)),
            ..shock
        },
        day,
    }
}

/// What hits a town in one blow where it names no shock: the largest building of the day burns.
fn fire(scenario: &Scenario, day: Day) -> Option<(Cause, Shock)> {
    let site = largest_buildings(scenario, |site| is_there_on(site, day))
        .first()
        .copied()?;
    Some((
        Cause::Fire(site),
        outage("fire", vec![site], 1.0, Some(FIRE_DAYS)),
    ))
}

/// The largest building of the day with a period of notice is lost.
fn lease_lost(scenario: &Scenario, day: Day) -> Option<(Cause, Shock)> {
    let is_leased = |site: &Site| is_there_on(site, day) && site.notice_days.is_some();
    let site = largest_buildings(scenario, is_leased).first().copied()?;
    Some((Cause::LeaseLost(site), outage("lease", vec![site], 1.0, None)))
}

/// Half of the staff of a kind is ill.
fn staff_ill(scenario: &Scenario, day: Day) -> Option<(Cause, Shock)> {
    let (kind, sites) = largest_kind(scenario, day)?;
    Some((Cause::StaffIll(kind), outage("staff", sites, 0.5, Some(ILL_DAYS))))
}

fn outage(id: &str, sites: Vec<SiteId>, share: f64, days: Option<u32>) -> Shock {
    Shock {
        // No id of a file has a blank.
        id: format!("stress test/{id}"),
        name: String::new(),
        start: Start::On(0),
        effect: Effect::Outage(Outage {
            sites: Struck::These(sites),
            share,
            days,
            evacuated: None,
        }),
    }
}

/// The kind of buildings with the most places of the day, the first of the file among
/// equals, and its sites; one site alone is no kind that lacks staff.
fn largest_kind(scenario: &Scenario, day: Day) -> Option<(KindId, Vec<SiteId>)> {
    let there = largest_buildings(scenario, |site| is_there_on(site, day));
    let of = |kind: usize| -> Vec<SiteId> {
        let is_of = |site: &&SiteId| scenario.sites[site.index()].kind.index() == kind;
        there.iter().filter(is_of).copied().collect()
    };
    let places = |sites: &[SiteId]| -> u32 {
        let each = sites
            .iter()
            .map(|site| scenario.sites[site.index()].usable_places());
        each.sum()
    };
    let kinds = (0..scenario.kinds.len())
        .rev()
        .map(|kind| (KindId::from(kind), of(kind)));
    let largest = kinds.max_by_key(|(_, sites)| places(sites));
    largest.filter(|(_, sites)| sites.len() > 1)
}

/// The first days of January, April, July and October, the first four of the scenario; the first
/// day where there are none.
fn times(scenario: &Scenario) -> Vec<Day> {
    let calendar = &scenario.calendar;
    let years = calendar.years().into_iter().map(|(_, year)| year);
    let quarters = years.flat_map(|year| [1, 4, 7, 10].map(|month| civil::Date::new(year, month, 1)));
    let days: Vec<Day> = quarters
        .flatten()
        .filter_map(|date| Day::try_from(calendar.day(Date(date))).ok())
        .filter(|day| *day < calendar.days)
        .take(MOST_TIMES)
        .collect();
    if days.is_empty() { vec![0] } else { days }
}

/// What a replication says about the nights watched.
struct Played {
    history: History,
    cost_eur: f64,
}

fn drilled(scenario: &Scenario, question: &Question, case: &Case, watch: &Watch) -> Result<Drill, NotRun> {
    let days = match case.shock.effect {
        Effect::Project { .. } => scenario.calendar.days,
        _ => case.day.saturating_add(WATCHED_DAYS),
    };
    let mut without = shortened(scenario, days);
    without.shocks.clear();
    let mut with = without.clone();
    with.shocks.push(case.shock.clone());
    let models = [&without, &with].map(|scenario| Model::of(scenario).with_starts(question.starts.clone()));
    let mut towns = [Town::new(&models[0]), Town::new(&models[1])];
    let days = without.calendar.days as usize;
    let mut sums = Sums::new(days);
    for replication in 0..question.replications {
        unless_stopped(watch)?;
        let [before, after] = [0, 1].map(|side| {
            let history = towns[side].play(&models[side], replication);
            let cost_eur = history.outcome.accounts.cost().eur();
            Played { history, cost_eur }
        });
        sums.add(&before, &after);
    }
    finished(watch);
    Ok(sums.close(scenario, case, question.replications))
}

/// Values of each replication, before and after.
#[derive(Default)]
struct Pairs {
    before: Vec<Option<f64>>,
    after: Vec<Option<f64>>,
}

impl Pairs {
    fn add(&mut self, before: f64, after: f64) {
        self.before.push(Some(before));
        self.after.push(Some(after));
    }

    fn difference(&self) -> Estimate {
        paired_difference(&self.before, &self.after).unwrap_or_else(|| {
            let value = |side: &[Option<f64>]| side.first().copied().flatten().unwrap_or(0.0);
            let difference = value(&self.after) - value(&self.before);
            Estimate {
                value: difference,
                low: difference,
                high: difference,
            }
        })
    }
}

/// What the replications add up to.
struct Sums {
    affected: Pairs,
    unmet: Pairs,
    emergency: Pairs,
    below_standard: Pairs,
    cost_eur: Pairs,
    /// By day: persons without a regular place, after minus before, all replications together.
    waiting: Vec<i64>,
}

impl Sums {
    fn new(days: usize) -> Sums {
        Sums {
            affected: Pairs::default(),
            unmet: Pairs::default(),
            emergency: Pairs::default(),
            below_standard: Pairs::default(),
            cost_eur: Pairs::default(),
            waiting: vec![0; days],
        }
    }

    fn add(&mut self, before: &Played, after: &Played) {
        let [one, other] = [&before.history.outcome, &after.history.outcome];
        let affected = other.shocks.last().map_or(0, |shock| shock.affected_persons());
        self.affected.add(0.0, f64::from(affected));
        self.unmet.add(one.unmet_nights as f64, other.unmet_nights as f64);
        self.emergency
            .add(one.emergency_nights as f64, other.emergency_nights as f64);
        self.below_standard.add(
            one.below_standard_nights as f64,
            other.below_standard_nights as f64,
        );
        self.cost_eur.add(before.cost_eur, after.cost_eur);
        for (day, sum) in self.waiting.iter_mut().enumerate() {
            let waiting = |played: &Played| i64::from(played.history.course.at(day, Quantity::Waiting));
            *sum += waiting(after) - waiting(before);
        }
    }

    fn close(&self, scenario: &Scenario, case: &Case, replications: u32) -> Drill {
        Drill {
            cause: case.cause.clone(),
            date: case.date,
            affected: self.affected.difference(),
            worst_week: worst_week(&self.waiting, replications)
                .map(|(day, persons)| (scenario.calendar.date(day), persons)),
            unmet: self.unmet.difference(),
            emergency: self.emergency.difference(),
            below_standard: self.below_standard.difference(),
            cost_eur: self.cost_eur.difference(),
        }
    }
}

/// The first of the seven nights with the most person-nights, and the mean per night and
/// replication; the earliest among equals.
fn worst_week(waiting: &[i64], replications: u32) -> Option<(Day, f64)> {
    let length = waiting.len().clamp(1, 7);
    let weeks = waiting.windows(length).map(|nights| nights.iter().sum::<i64>());
    let worst = weeks
        .enumerate()
        .fold((0, 0), |worst, week| if week.1 > worst.1 { week } else { worst });
    (worst.1 > 0).then(|| {
        let nights = length as f64 * f64::from(replications.max(1));
        (worst.0 as Day, worst.1 as f64 / nights)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_week_is_the_first_with_the_most_nights() {
        let mut waiting = vec![0; 30];
        assert_eq!(worst_week(&waiting, 2), None);
        waiting[10..20].fill(14);
        assert_eq!(worst_week(&waiting, 2), Some((10, 7.0)));
        assert_eq!(worst_week(&[3, 3], 1), Some((0, 3.0)));
    }
}
