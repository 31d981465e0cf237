//! The books of a replication are closed: what is left behind, summed up and audited.

use super::model::Model;
use super::roll::{NO_TRACK, Stage};
use super::{Course, History, ServiceCourse, ServiceOutcome, Town, accounts, shocks};
use crate::occupancy::Phase;

impl Town {
    pub(super) fn end(&mut self, model: &Model) -> History {
        self.note_places(model, 1);
        self.occupancy.ledger.begin_day(model.calendar.days);
        self.occupancy.count_all_until_today();
        let mut outcome = std::mem::take(&mut self.outcome);
        let (ledger, sites) = (&self.occupancy.ledger, 0..model.layout.sites.len());
        let years = 0..model.layout.years;
        outcome.site_nights = sites
            .clone()
            .map(|site| years.clone().map(|year| ledger.nights(year, site)).sum())
            .collect();
        outcome.site_open_days = sites
            .clone()
            .map(|site| years.clone().map(|year| ledger.open_days(year, site)).sum())
            .collect();
        outcome.district_nights = vec![0; model.layout.districts];
        for (site, plan) in model
            .layout
            .sites
            .iter()
            .enumerate()
            .filter(|(_, plan)| !plan.emergency)
        {
            outcome.district_nights[plan.district] += outcome.site_nights[site];
        }
        outcome.site_peak = sites.map(|site| ledger.peak(site)).collect();
        outcome.accounts = accounts::draw_up(model, ledger, &self.occasions);
        outcome.accounts.ladder.clone_from(&self.climb.cost);
        outcome.accounts.measures.clone_from(&self.doings.cost);
        outcome.below_standard_nights = self.climb.below_standard;
        accounts::add_price_rises(
            model,
            ledger,
            &self.occasions,
            &self.price_rises,
            &mut outcome.accounts,
        );
        outcome.district_end = self.occupancy.district_persons().to_vec();
        outcome.shocks = self.shocks.iter().map(shocks::ShockState::close).collect();
        for household in &self.roll {
            match household.stage {
                Stage::Housed => outcome.flow.housed_end.add(household.size),
                Stage::Waiting => outcome.flow.waiting_end.add(household.size),
                Stage::Gone => {}
            }
        }
        outcome.services = self.services_close(model);
        outcome.warnings = self.end_warning(model);
        debug_assert!(outcome.flow.is_balanced(), "{:?}", outcome.flow);
        debug_assert_eq!(outcome.flow.waiting_end, self.waiting);
        debug_assert!(self.books_agree_with_the_roll(model));
        self.outcome = outcome;
        let steps = self.end_ladder(model);
        let mut outcome = std::mem::take(&mut self.outcome);
        outcome.steps = steps;
        History {
            outcome,
            course: Course::pack(&self.course),
            services: (!model.services.is_empty())
                .then(|| ServiceCourse::pack(model.services.len(), self.services.course())),
        }
    }

    /// Usable places of each district, in the first night (0) or the last (1).
    pub(super) fn note_places(&mut self, model: &Model, when: usize) {
        for (site, plan) in model.layout.sites.iter().enumerate() {
            if !plan.emergency && self.occupancy.phase(site) != Phase::Closed {
                self.outcome.district_places[plan.district][when] += self.occupancy.capacity(site);
            }
        }
    }

    /// The audit: every site holds exactly the persons whom the roll sends there.
    fn books_agree_with_the_roll(&self, model: &Model) -> bool {
        let mut persons = vec![0u32; model.layout.sites.len()];
        for household in self
            .roll
            .iter()
            .filter(|household| household.stage == Stage::Housed)
        {
            persons[usize::from(household.site)] += u32::from(household.size);
        }
        let present: u32 = self.present.iter().sum();
        let on_a_track: u32 = self
            .roll
            .iter()
            .filter(|household| household.stage != Stage::Gone && household.track != NO_TRACK)
            .map(|household| u32::from(household.size))
            .sum();
        present == on_a_track
            && persons
                .iter()
                .enumerate()
                .all(|(site, &persons)| self.occupancy.is_consistent(site, persons))
    }

    fn services_close(&mut self, model: &Model) -> Vec<ServiceOutcome> {
        if model.services.is_empty() {
            return Vec::new();
        }
        self.services_catch_up_before(model, model.calendar.days);
        let outcomes = self.services.end(model);
        debug_assert!(outcomes.iter().all(ServiceOutcome::is_balanced), "{outcomes:?}");
        outcomes
    }
}
