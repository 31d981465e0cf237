//! The mirror of the file becomes the world: names become positions, dates become days.
//!
//! Every part is resolved even where another one is wrong, so that all complaints come
//! at once; only when there are none does a scenario come out.

mod ages;
mod around;
mod arrivals;
mod blocks;
mod concept;
mod context;
mod course;
mod districts;
mod durations;
mod effects;
mod flood;
mod groups;
mod households;
mod indicators;
mod ladder;
mod location;
mod market;
mod meetings;
mod needs;
mod occupants;
mod past;
mod policy;
mod preferences;
mod replay;
mod report;
mod rooms;
mod seats;
mod services;
mod shares;
mod shocks;
mod sites;
mod starts;
mod stock;
mod surges;
mod tracks;
mod warning;
mod wings;
mod world;

pub use ages::{USUAL_AGES, are_asked_for};
pub use ladder::preset;
pub use stock::USABLE_SHARE;

use super::attachments::Attachments;
use super::file::{EventFile, ScenarioFile};
use super::say;
use super::tree::Node;
use crate::arrivals::Process;
use crate::calendar::Calendar;
use crate::complaint::{Complaint, Complaints};
use crate::household::{Group, StartHousehold, Track};
use crate::policy::Rhythm;
use crate::scenario::{FlatOffer, Scenario};
use crate::site::{Kind, Site};
use crate::surge::Surge;
use crate::text;
use crate::town::Town;
use crate::town::map::Map;
use context::Context;

/// How many days all replications together may play.
const MOST_DAYS: u64 = 1_000_000_000;

/// What comes out besides complaints.
#[derive(Debug)]
pub struct Resolved {
    /// The scenario.
    pub scenario: Scenario,
    /// What is worth knowing.
    pub notices: Vec<Complaint>,
    /// Needs of the lists that nothing can meet: worth knowing, and one more thing to mend where
    /// something is wrong.
    pub impossible: Vec<Complaint>,
}

/// Resolves a file. `faulty` are the keys whose values are stand-ins.
pub fn resolve(
    file: &ScenarioFile,
    tree: &Node,
    map: Option<&Map>,
    attachments: &Attachments,
    faulty: &[String],
) -> (Resolved, Complaints) {
    let mut cx = context(file, tree, map, attachments, faulty);
    let scenario = scenario(&mut cx);
    say_what_is_empty(&mut cx, &scenario);
    let resolved = Resolved {
        scenario,
        notices: cx.notices,
        impossible: cx.impossible,
    };
    (resolved, cx.complaints)
}

/// So many draws of the households at the start of a file that is in order; none where nothing
/// is drawn. The first one is that of the scenario.
pub fn starts(
    file: &ScenarioFile,
    tree: &Node,
    map: Option<&Map>,
    attachments: &Attachments,
    count: u32,
) -> Vec<Vec<StartHousehold>> {
    if file.sites.values().all(|site| site.occupied.unwrap_or(0) == 0) {
        return Vec::new();
    }
    let mut cx = context(file, tree, map, attachments, &[]);
    let ground = ground(&mut cx);
    let draw = |draw| {
        cx.draw = draw;
        let households = households::resolve(&mut cx, ground.world());
        // The first draw has said all of it.
        cx.complaints = Complaints::default();
        cx.notices.clear();
        households
    };
    (0..count).map(draw).collect()
}

fn context<'a>(
    file: &'a ScenarioFile,
    tree: &'a Node,
    map: Option<&'a Map>,
    attachments: &'a Attachments,
    faulty: &'a [String],
) -> Context<'a> {
    let mut cx = Context {
        file,
        tree,
        map,
        attachments,
        calendar: Calendar {
            start: file.start,
            days: 1,
        },
        faulty,
        draw: 0,
        complaints: Complaints::default(),
        notices: Vec::new(),
        impossible: Vec::new(),
    };
    set_calendar(&mut cx);
    cx
}

/// What stands in a town before anybody lives there.
struct Ground {
    town: Town,
    needs: Vec<String>,
    kinds: Vec<Kind>,
    sites: Vec<Site>,
    tracks: Vec<Track>,
    market: Vec<FlatOffer>,
    groups: Vec<Group>,
    surges: Vec<Surge>,
}

impl Ground {
    fn world(&self) -> world::World<'_> {
        world::World {
            town: &self.town,
            needs: &self.needs,
            sites: &self.sites,
            tracks: &self.tracks,
            groups: &self.groups,
        }
    }
}

fn ground(cx: &mut Context) -> Ground {
    let town = districts::resolve(cx);
    let needs = needs::list(cx, &needs_of_households(cx));
    let kinds = sites::kinds(cx);
    let sites = sites::resolve(cx, &town, &needs);
    let tracks = tracks::resolve(cx);
    let market = market::resolve(cx);
    let around = groups::Surroundings {
        town: &town,
        needs: &needs,
        tracks: &tracks,
        market: &market,
        housed: households::housed(cx),
    };
    let mut groups = groups::resolve(cx, around);
    let surges = surges::resolve(cx, around, &mut groups);
    Ground {
        town,
        needs,
        kinds,
        sites,
        tracks,
        market,
        groups,
        surges,
    }
}

fn scenario(cx: &mut Context) -> Scenario {
    let file = cx.file;
    let ground = ground(cx);
    let shocks = shocks::resolve(cx, &ground.sites);
    let services = services::resolve(cx, &ground.town, &ground.groups);
    let policy = policy::resolve(cx, &ground.town);
    let households = households::resolve(cx, ground.world());
    let Ground {
        town,
        needs,
        kinds,
        sites,
        tracks,
        market,
        groups,
        surges,
    } = ground;
    let around = around::Around {
        town: &town,
        kinds: &kinds,
        sites: &sites,
        services: &services,
    };
    let mut concept = concept::resolve(cx, around);
    let mut sites = sites;
    wings::build(cx, &mut concept, &mut sites);
    past::check(cx);
    let preferences = preferences::of_districts(cx, &town, &kinds, &concept.meetings);
    let judgement = report::resolve(cx);
    let mut scenario = Scenario {
        name: file.name.clone(),
        question: file.question.clone(),
        description: file.description.clone(),
        responsible: file.responsible.clone(),
        notes: file.notes.clone(),
        calendar: cx.calendar.clone(),
        seed: file.seed,
        replications: file.replications,
        town,
        needs,
        kinds,
        sites,
        tracks,
        groups,
        surges,
        shocks,
        market,
        policy,
        ladder: Vec::new(),
        preferences,
        households,
        services,
        concept,
        judgement,
        variant: None,
        warning: None,
    };
    ladder::resolve(cx, &mut scenario);
    let able = scenario.able_measures();
    if able.contains(&true) {
        scenario = scenario.with_measures(&able);
    }
    scenario.warning = warning::resolve(cx, &scenario);
    scenario
}

/// What is allowed and seldom meant: nobody who comes, nowhere to live.
fn say_what_is_empty(cx: &mut Context, scenario: &Scenario) {
    if scenario.groups.is_empty() {
        let message = text!(
            "Das Szenario hat keine Gruppe; es kommt niemand.",
            "The scenario has no group; nobody comes."
        );
        cx.notice(&["groups"], message);
    }
    if scenario.sites.is_empty() {
        let message = text!(
            "Das Szenario hat keine Unterkunft; niemand findet einen Platz.",
            "The scenario has no site; nobody finds a place."
        );
        cx.notice(&["sites"], message);
    }
    if waits_for_the_rhythm(scenario) {
        say_how_long_arrivals_wait(cx);
    }
    for (index, group) in scenario.groups.iter().enumerate() {
        let lives_here = |household: &StartHousehold| household.group.index() == index;
        if nobody_comes(group) && !is_used(cx.file, &group.id) && !scenario.households.iter().any(lives_here)
        {
            let message = text!(
                "Aus dieser Gruppe kommt niemand, und niemand ist schon da.",
                "Nobody of this group comes, and nobody is here already."
            );
            cx.notice(&["groups", &group.id], message);
        }
    }
}

/// Whether free places do not help those who arrive between two placement days.
fn waits_for_the_rhythm(scenario: &Scenario) -> bool {
    let bridged = scenario.sites.iter().any(|site| site.emergency);
    let comes = scenario.groups.iter().any(|group| !nobody_comes(group));
    scenario.policy.rhythm == Rhythm::Weekly && !bridged && comes && !scenario.sites.is_empty()
}

fn say_how_long_arrivals_wait(cx: &mut Context) {
    let message = text!(
        "Belegt wird nur montags, und es gibt keine Notunterkunft: Wer dazwischen ankommt, hat bis zum Montag keinen Platz und zählt als Engpass, auch wenn Plätze frei sind.",
        "Places are assigned on Mondays only and there is no emergency site: who arrives in between has no place until Monday and counts as a shortage even where places are free."
    );
    let help = text!(
        "Täglich belegen (placement_days = \"daily\") oder eine Unterkunft mit emergency = true angeben.",
        "Assign daily (placement_days = \"daily\") or add a site with emergency = true."
    );
    cx.notice_with(&["policy", "placement_days"], message, help);
}

/// Whether a surge or a shock brings people of the group, or has its id from it.
fn is_used(file: &ScenarioFile, group: &str) -> bool {
    let in_shock = |event: &EventFile| match event {
        EventFile::Flood { evacuated, .. } => evacuated.as_ref().is_some_and(|file| file.group == group),
        _ => false,
    };
    file.surges
        .iter()
        .any(|(id, surge)| surge.group == group || id == group)
        || file.shocks.values().any(|shock| in_shock(&shock.event))
}

fn nobody_comes(group: &Group) -> bool {
    let nobody = |process: &Process| match process {
        Process::Listed(arrivals) => arrivals.is_empty(),
        Process::Rate(_) => false,
    };
    group.arrivals.iter().all(nobody)
}

/// Needs that stand in the register or the waiting list.
fn needs_of_households(cx: &Context) -> Vec<String> {
    let register = cx.attachments.register.iter().map(|row| &row.household);
    let waiting = cx.attachments.waiting.iter().map(|row| &row.household);
    let needs = register.chain(waiting).flat_map(|row| &row.needs);
    needs.map(|need| need.value.clone()).collect()
}

fn set_calendar(cx: &mut Context) {
    let (start, end) = (cx.file.start, cx.file.end);
    match Calendar::between(start, end) {
        Some(calendar) => cx.calendar = calendar,
        None if cx.is_faulty(&["start"]) => {}
        None if end < start => cx.complain(
            &["end"],
            text!(
                "Das Ende ({end}) liegt vor dem Anfang ({start}).",
                "The end ({end}) comes before the start ({start})."
            ),
        ),
        None => cx.complain(
            &["end"],
            text!(
                "Der Zeitraum ist länger als 200 Jahre.",
                "The period is longer than 200 years."
            ),
        ),
    }
    let days = u64::from(cx.calendar.days) * u64::from(cx.file.replications);
    if days > MOST_DAYS {
        let possible = say::number((MOST_DAYS / u64::from(cx.calendar.days)) as f64);
        let (de, en) = (possible.de, possible.en);
        cx.complain(&["replications"], text!(
            "So viele Rechnungen über einen so langen Zeitraum dauern zu lange; bis zu {de} sind möglich.",
            "So many replications of so long a period take too long; up to {en} are possible."
        ));
    }
}
