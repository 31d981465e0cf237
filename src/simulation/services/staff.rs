//! Services by staff: nobody waits, so each day says for itself how many are looked after.

use super::desk::Desk;
use super::{ServiceOutcome, Services};
use crate::calendar::Day;
use crate::service::Staff;
use crate::simulation::model::{Model, OfferPlan};

/// Who is in town tonight.
#[derive(Clone, Copy, Debug)]
pub(in crate::simulation) struct Persons<'a> {
    pub by_track: &'a [u32],
    pub all: u32,
}

impl Services {
    /// A day passes: staff looks after those who are there; what services with places do on it is
    /// played later.
    pub fn day_passes(&mut self, model: &Model, day: Day, persons: Persons) {
        let services = model.services.len();
        let tonight = &mut self.course[day as usize * services..][..services];
        for ((plan, desk), evening) in model.services.iter().zip(&mut self.desks).zip(tonight) {
            let OfferPlan::Staff(staff) = &plan.offer else {
                continue;
            };
            let served = match &plan.tracks {
                None => persons.all,
                Some(open) => {
                    let on = |track: &u16| persons.by_track[usize::from(*track)];
                    open.iter().map(on).sum()
                }
            };
            desk.look_after(staff, served, day);
            *evening = served;
        }
    }
}

impl Desk {
    fn look_after(&mut self, staff: &Staff, persons: u32, day: Day) {
        let outcome = &mut self.staff;
        outcome.person_days += u64::from(persons);
        outcome.peak_persons = outcome.peak_persons.max(persons);
        let Some(positions) = self.positions(staff) else {
            return;
        };
        let outcome = &mut self.staff;
        let looked_after = positions * staff.persons_per_position;
        if f64::from(persons) > looked_after {
            outcome.is_a_bottleneck(day);
            outcome.beyond_person_days += u64::from(persons) - looked_after as u64;
        }
        outcome.crisis_days += u32::from(f64::from(persons) > positions * staff.crisis_above);
    }

    /// Full-time positions, with those that measures bring; `None`: unknown.
    pub fn positions(&self, staff: &Staff) -> Option<f64> {
        staff
            .positions
            .map(|own| (own + self.more_positions) * self.part_left())
    }
}

impl ServiceOutcome {
    /// There are more than the staff can look after.
    fn is_a_bottleneck(&mut self, day: Day) {
        self.bottleneck.get_or_insert(day);
        self.bottleneck_days += 1;
    }
}
