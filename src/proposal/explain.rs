//! Why a household goes where it goes, and what would have been second best.

use super::Diligence;
use super::draft::Draft;
use crate::placement::{Batch, Effort, Plan, Room, Solved, Stage, search, solve};

/// The facts behind a placement.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The vacancy.
    pub vacancy: usize,
    /// How much choice there was.
    pub choice: Choice,
    /// The load of the district before and with this plan: its part of all placements by its
    /// target part (1: exactly its share).
    pub load: (f64, f64),
    /// Whether all that suits the household in districts with a lower load is given to others;
    /// `None`: nothing there suits it.
    pub lower_is_taken: Option<bool>,
    /// Whether the district is the one where it wants to live; `None`: no wish is known.
    pub as_wished: Option<bool>,
    /// Its score there, and whether no place that suits it has a higher one; `None`: no table.
    pub score: Option<(f64, bool)>,
    /// Whether it is the cheapest place that suits it, and others are dearer.
    pub is_cheapest: bool,
    /// The second best site; `None`: there is no other plan to compare with.
    pub second_best: Option<Alternative>,
}

/// How much choice a household had, before anybody was placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// One single free unit of the town meets its needs, whatever the size.
    OnlyUnitWithNeeds,
    /// One single free unit of the town may be used by it.
    OnlyUnit,
    /// One single site has something free for it.
    OnlySite,
    /// So many sites have.
    Sites(usize),
}

/// The best plan in which a household does not go to its site.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alternative {
    /// Index of the site where it would go; `None`: it would have no place.
    pub site: Option<usize>,
    /// What gets worse first; `None`: nothing, both are equally good.
    pub worse: Option<Effect>,
    /// Whether the price is proven: both plans are, down to the stage in which they differ.
    pub is_proven: bool,
}

/// A difference between two plans in the first stage in which they differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The stage.
    pub stage: Stage,
    /// By how much its value is larger.
    pub by: i64,
}

/// The reason of each placement.
pub fn explain(draft: &Draft, solved: &Solved, diligence: Diligence) -> Vec<Option<Reason>> {
    let facts = Facts::of(draft, &solved.plan);
    let reason = |row: usize| {
        let vacancy = solved.plan.0[row]?;
        let mut reason = facts.reason(row, vacancy);
        reason.second_best = second_best(draft, solved, row, diligence);
        Some(reason)
    };
    (0..solved.plan.0.len()).map(reason).collect()
}

/// What is looked up again and again.
struct Facts<'a> {
    draft: &'a Draft,
    plan: &'a Plan,
    before: Vec<f64>,
    after: Vec<f64>,
}

impl<'a> Facts<'a> {
    fn of(draft: &'a Draft, plan: &'a Plan) -> Facts<'a> {
        Facts {
            draft,
            plan,
            before: loads(&draft.batch, &Plan::empty(&draft.batch)),
            after: loads(&draft.batch, plan),
        }
    }

    fn suitable(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let batch = &self.draft.batch;
        (0..batch.vacancies.len()).filter(move |&vacancy| batch.suits(row, vacancy))
    }

    fn reason(&self, row: usize, vacancy: usize) -> Reason {
        let batch = &self.draft.batch;
        let district = batch.vacancies[vacancy].district;
        let term = |stage: Stage, vacancy: usize| batch.term(stage, row, Some(vacancy));
        let best = |stage: Stage| self.suitable(row).map(|other| term(stage, other)).min();
        let worst = |stage: Stage| self.suitable(row).map(|other| term(stage, other)).max();
        let is_best = |stage: Stage| best(stage) == Some(term(stage, vacancy));
        let weighs = batch.stages.contains(&Stage::Distance);
        let wanted = self.draft.wanted[row].filter(|_| weighs);
        Reason {
            vacancy,
            choice: self.choice(row),
            load: (self.before[district], self.after[district]),
            lower_is_taken: self.lower_is_taken(row, district),
            as_wished: wanted.map(|wanted| wanted == district),
            score: (!batch.scores.is_empty()).then(|| {
                let score = -(term(Stage::Score, vacancy) as f64) * self.draft.score_step();
                (score, is_best(Stage::Score))
            }),
            is_cheapest: is_best(Stage::Cost) && worst(Stage::Cost) > best(Stage::Cost),
            second_best: None,
        }
    }

    fn choice(&self, row: usize) -> Choice {
        let batch = &self.draft.batch;
        let mut sites: Vec<usize> = self.suitable(row).map(|at| batch.vacancies[at].site).collect();
        sites.sort_unstable();
        sites.dedup();
        let one_unit = |at: usize| matches!(batch.vacancies[at].room, Room::Units { count: 1, .. });
        let mut suitable = self.suitable(row);
        let only = match (suitable.next(), suitable.next()) {
            (Some(only), None) => one_unit(only),
            _ => false,
        };
        match sites.len() {
            _ if only && self.meet_the_needs(row) == Some(1) => Choice::OnlyUnitWithNeeds,
            _ if only => Choice::OnlyUnit,
            1 => Choice::OnlySite,
            more => Choice::Sites(more),
        }
    }

    /// Free units that meet the needs of a household, whatever their size and whoever may live
    /// there; `None`: it has no needs, or shared beds meet them as well.
    fn meet_the_needs(&self, row: usize) -> Option<u32> {
        let needs = self.draft.today.needy[row].seeker.needs;
        if needs.0 == 0 {
            return None;
        }
        let layout = &self.draft.today.layout;
        let mut units = 0;
        for (place, vacancy) in self.draft.places.iter().zip(&self.draft.batch.vacancies) {
            match (&vacancy.room, place.class) {
                (Room::Units { count, .. }, Some(class)) if needs.met_by(layout.classes[class].offers) => {
                    units += count;
                }
                (Room::Beds { .. }, Some(class)) if needs.met_by(layout.classes[class].offers) => {
                    return None;
                }
                (Room::Beds { .. }, None) if needs.met_by(layout.sites[place.site].offers) => return None,
                _ => {}
            }
        }
        Some(units)
    }

    fn lower_is_taken(&self, row: usize, district: usize) -> Option<bool> {
        let batch = &self.draft.batch;
        let lower = |at: &usize| self.after[batch.vacancies[*at].district] < self.after[district];
        let mut lower = self.suitable(row).filter(lower).peekable();
        lower.peek()?;
        Some(lower.all(|vacancy| {
            let mut other = self.plan.clone();
            other.0[row] = Some(vacancy);
            !other.violations(batch).is_empty()
        }))
    }
}

/// The load of each district with a plan: its part of all placements by its target part.
pub(super) fn loads(batch: &Batch, plan: &Plan) -> Vec<f64> {
    let persons = plan.district_persons(batch);
    let all = persons.iter().sum::<i64>().max(1) as f64;
    let load = |(persons, district): (&i64, &crate::placement::District)| {
        *persons as f64 * district.inverse as f64 / 1e6 / all
    };
    persons.iter().zip(&batch.districts).map(load).collect()
}

fn second_best(draft: &Draft, solved: &Solved, row: usize, diligence: Diligence) -> Option<Alternative> {
    let batch = &draft.batch;
    let chosen = batch.vacancies[solved.plan.0[row]?].site;
    let mut other = batch.clone();
    let vacancies = batch.vacancies.len();
    for vacancy in (0..vacancies).filter(|&vacancy| batch.vacancies[vacancy].site == chosen) {
        other.suits[row * vacancies + vacancy] = false;
    }
    let mut start = solved.plan.clone();
    start.0[row] = None;
    let (found, proven) = again(&other, &start, diligence);
    let worse = first_difference(batch, &solved.plan, &found);
    Some(Alternative {
        site: found.0[row].map(|vacancy| batch.vacancies[vacancy].site),
        worse,
        is_proven: is_price_proven(batch, worse, proven.min(solved.proven_from_the_first())),
    })
}

/// Plans again after a change: for everybody and with proof where they are few, else by a quick
/// search from the plan that there is. Beside the plan: how many stages from the first on are proven.
pub(super) fn again(batch: &Batch, start: &Plan, diligence: Diligence) -> (Plan, usize) {
    if batch.households.len() <= diligence.replanned {
        let solved = solve(batch, diligence.effort, diligence.budget);
        let proven = solved.proven_from_the_first();
        return (solved.plan, proven);
    }
    (search(batch, Some(start), Effort::QUICK), 0)
}

/// Whether the difference of two plans is exact: both are proven down to the stage in which they
/// differ; what is open in later stages cannot change it.
pub(super) fn is_price_proven(batch: &Batch, difference: Option<Effect>, proven: usize) -> bool {
    let stages = batch.stages.iter();
    let down_to = difference.map_or(batch.stages.len(), |effect| {
        stages.take_while(|&&stage| stage != effect.stage).count() + 1
    });
    proven >= down_to
}

/// Where another plan is first different; nothing if it is as good in all stages.
pub(super) fn first_difference(batch: &Batch, plan: &Plan, other: &Plan) -> Option<Effect> {
    batch.stages.iter().find_map(|&stage| {
        let by = other.value(batch, stage) - plan.value(batch, stage);
        (by != 0).then_some(Effect { stage, by })
    })
}

impl Reason {
    /// Beds of the unit, if it is one.
    pub fn beds(&self, batch: &Batch) -> Option<u32> {
        match batch.vacancies[self.vacancy].room {
            Room::Units { beds, .. } => Some(beds),
            Room::Beds { .. } | Room::Several { .. } => None,
        }
    }
}
