//! One replication: the days of the scenario, one after the other.
//!
//! A day has an order, which is part of the definition of the model: sites change, households
//! depart, households arrive, emergency accommodation opens and the ladder is climbed, places are
//! assigned, services let people in and go, the town looks ahead, the night is counted. Each step
//! is a sentence of `Town::play_day`, except that services with places are played later, when
//! somebody asks for them (see `services`).
//!
//! Nothing here draws a random number that depends on what was decided before: every draw
//! has an address of its own (see `streams`).

mod accounts;
mod arriving;
mod books;
mod comings;
mod goings;
mod hosts;
mod ladder;
mod measures;
mod model;
mod night;
mod outcome;
pub mod outlook;
mod placing;
mod preferences;
mod register;
mod relatives;
mod roll;
mod services;
mod shocks;
mod sites;
mod starts;
mod together;
mod trace;
mod warning;

pub use accounts::Accounts;
pub use model::{LadderPlan, Model, bottlenecks};
pub use outcome::{
    Count, Course, Flow, Outcome, PreferenceOutcome, Quantity, ShockOutcome, StepOutcome, SurgeOutcome,
};
pub use services::{ServiceAtHome, ServiceCourse, ServiceOutcome};
pub use trace::{Event, TraceEntry};
pub use warning::{Forecast, Lookahead, WarningOutcome};

use crate::arrivals::DayCount;
use crate::calendar::Day;
use crate::occupancy::{Occupancy, UnitIndex};
use crate::streams::Stream;
use accounts::Occasions;
use model::SiteEvent;
use roll::{Agenda, Household, Number, Stage};
use std::collections::VecDeque;

/// The memory of a replication; it is used again for the next one.
#[derive(Clone, Debug)]
pub struct Town {
    stream: Stream,
    day: Day,
    year: usize,
    month: usize,
    occupancy: Occupancy,
    roll: Vec<Household>,
    /// By day: the first household whose stay ends then.
    departures: Vec<Number>,
    agenda: Agenda<roll::Due>,
    services: services::Services,
    /// People who had to leave their site, then a queue per priority.
    queues: Vec<Vec<placing::Queued>>,
    /// By size: households that may rent a flat, longest first.
    flat_seekers: Vec<VecDeque<Number>>,
    /// Seekers that found no room today, by profile: the day of the last failure.
    failed: Vec<Day>,
    desk: together::Desk,
    counts: Vec<SourceState>,
    /// What happens to sites in this replication: the common timeline and the planned ones.
    timeline: Vec<(Day, SiteEvent)>,
    next_event: usize,
    standby: Vec<sites::Standby>,
    climb: ladder::Climb,
    watch: warning::Watch,
    /// By surge: the day on which it begins, if it does.
    surge_starts: Vec<Option<i64>>,
    shocks: Vec<shocks::ShockState>,
    /// The shock that is striking right now.
    striking: u16,
    /// Households affected by any shock that wait.
    affected_waiting: u32,
    /// By site: how many shocks keep it closed, and what it would be without them.
    held: Vec<shocks::Held>,
    price_rises: Vec<accounts::PriceRise>,
    doings: measures::Doings,
    /// Units out of service, by site and loss.
    retired: Vec<(SiteEvent, usize, UnitIndex)>,
    /// Flats of this month by day: (day, index of the offer).
    flats: Vec<(Day, usize)>,
    /// Households waiting and the persons in them.
    waiting: Count,
    /// Persons housed or waiting by track.
    present: Vec<u32>,
    occasions: Occasions,
    outcome: Outcome,
    course: Vec<[u32; Quantity::COUNT]>,
    trace: Option<Vec<TraceEntry>>,
}

/// What an arrival process is doing.
#[derive(Clone, Copy, Debug)]
struct SourceState {
    level: f64,
    today: DayCount,
    /// Position in a list of known dates.
    listed: usize,
    /// The regime that holds.
    regime: usize,
    /// Rate that the arrivals of the days before add.
    excitement: f64,
}

/// A replication as it happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The sums.
    pub outcome: Outcome,
    /// The course of the days.
    pub course: Course,
    /// The course of the services; `None`: there are none.
    pub services: Option<ServiceCourse>,
}

impl Town {
    /// Memory for replications of a model.
    pub fn new(model: &Model) -> Town {
        Town {
            stream: Stream::new(model.seed, 0),
            day: 0,
            year: 0,
            month: 0,
            occupancy: Occupancy::new(&model.layout),
            roll: Vec::new(),
            departures: Vec::new(),
            agenda: Agenda::default(),
            services: services::Services::default(),
            queues: vec![Vec::new(); model.lanes + 1],
            flat_seekers: vec![VecDeque::new(); usize::from(model.largest) + 1],
            failed: vec![Day::MAX; placing::profiles(model)],
            desk: together::Desk::default(),
            counts: Vec::new(),
            timeline: Vec::new(),
            next_event: 0,
            standby: Vec::new(),
            climb: ladder::Climb::default(),
            watch: warning::Watch::default(),
            surge_starts: Vec::new(),
            shocks: Vec::new(),
            striking: roll::NO_SHOCK,
            affected_waiting: 0,
            held: vec![shocks::Held::default(); model.layout.sites.len()],
            price_rises: Vec::new(),
            doings: measures::Doings::default(),
            retired: Vec::new(),
            flats: Vec::new(),
            waiting: Count::default(),
            present: vec![0; model.tracks.len()],
            occasions: Occasions::default(),
            outcome: Outcome::default(),
            course: Vec::with_capacity(model.calendar.days as usize),
            trace: None,
        }
    }

    /// Plays one replication.
    pub fn play(&mut self, model: &Model, replication: u32) -> History {
        self.begin(model, replication);
        for day in 0..model.calendar.days {
            self.play_day(model, day);
        }
        self.end(model)
    }

    /// Plays one replication and keeps the full log.
    pub fn play_with_trace(&mut self, model: &Model, replication: u32) -> (History, Vec<TraceEntry>) {
        self.trace = Some(Vec::new());
        let history = self.play(model, replication);
        (history, self.trace.take().unwrap_or_default())
    }

    /// The order of a day.
    fn play_day(&mut self, model: &Model, day: Day) {
        self.turn_the_page(model, day);
        if !model.measures.is_empty() {
            self.measures_take_effect(model);
        }
        self.sites_change(model);
        self.households_depart(model);
        self.households_arrive(model);
        self.emergency_sites_open_and_close(model);
        self.comings_and_goings_are_noted(model);
        self.the_ladder_is_climbed(model);
        self.places_are_assigned(model);
        self.the_impatient_leave(model);
        self.services_see_the_day_pass(model);
        self.the_town_looks_ahead(model);
        self.the_night_is_counted(model);
    }

    fn begin(&mut self, model: &Model, replication: u32) {
        let years = model.layout.years;
        let sites = model.layout.sites.len();
        self.stream = Stream::new(model.seed, replication);
        (self.day, self.year, self.month) = (0, 0, 0);
        self.occupancy.reset(&model.layout);
        self.roll.clear();
        self.departures.clear();
        self.departures.resize(model.calendar.days as usize, roll::NOBODY);
        self.agenda.reset(model.calendar.days);
        if !model.services.is_empty() {
            self.services.reset(model);
        }
        self.queues.iter_mut().for_each(Vec::clear);
        self.flat_seekers.iter_mut().for_each(VecDeque::clear);
        self.failed.fill(Day::MAX);
        self.retired.clear();
        self.flats.clear();
        self.waiting = Count::default();
        self.present.fill(0);
        self.course.clear();
        self.occasions = Occasions {
            openings: vec![0; sites * years],
            track_nights: vec![0; model.tracks.len() * years],
        };
        self.outcome = Outcome {
            free_min: u32::MAX,
            unmet_by_year: vec![0; years],
            is_short_in_month: vec![false; model.months],
            district_places: vec![[0; 2]; model.layout.districts],
            ..Outcome::default()
        };
        self.begin_ladder(model);
        self.begin_warning(model);
        self.begin_preferences(model);
        self.draw_levels(model);
        self.draw_shocks(model);
        self.draw_measures(model);
        self.draw_timeline(model);
        self.open_at_start(model);
        self.settle_start_households(model);
        self.note_places(model, 0);
    }

    /// A new day: calendar months and years turn.
    fn turn_the_page(&mut self, model: &Model, day: Day) {
        self.day = day;
        let plan = model.days[day as usize];
        self.occupancy.ledger.begin_day(day);
        if plan.year_begins {
            self.occupancy.count_all_until_today();
            self.occupancy.ledger.begin_year();
            self.year += 1;
        }
        if plan.month_begins {
            if day > 0 {
                self.month += 1;
                self.move_levels(model);
            }
            self.draw_flats(model);
        }
    }

    /// Staff looks after those who are there. What the services with places do is
    /// seen by nobody before somebody asks, and played then.
    fn services_see_the_day_pass(&mut self, model: &Model) {
        if model.services.is_empty() {
            return;
        }
        let persons = services::Persons {
            by_track: &self.present,
            all: self.occupancy.totals().housed + self.waiting.persons,
        };
        self.services.day_passes(model, self.day, persons);
    }

    /// The desks of the services catch up with all days before this one.
    fn services_catch_up_before(&mut self, model: &Model, day: Day) {
        let (stream, roll) = (&self.stream, &self.roll);
        self.services
            .catch_up_before(services::Scene { model, stream, roll }, day);
    }

    fn log(&mut self, event: Event, household: Option<Number>, persons: u32, site: Option<usize>) {
        let day = self.day;
        if let Some(trace) = &mut self.trace {
            let group = household.map(|number| usize::from(self.roll[number as usize].group));
            trace.push(TraceEntry {
                day,
                event,
                household,
                persons,
                site,
                group,
                step: None,
                bottleneck: None,
                shock: None,
            });
        }
    }
}

/// The district where a household has a regular place.
fn home(model: &Model, household: &Household) -> Option<u16> {
    (household.stage == Stage::Housed).then(|| model.layout.district_of_site[usize::from(household.site)])
}
