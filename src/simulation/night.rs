//! Step 7 of the day: the night is counted.

use super::Town;
use super::model::Model;
use super::trace::Event;

impl Town {
    pub(super) fn the_night_is_counted(&mut self, model: &Model) {
        let waiting = self.waiting.persons;
        let emergency = self.occupancy.sleep_in_emergency(&model.layout, waiting);
        let unmet = waiting - emergency;
        let totals = self.occupancy.totals();
        let outcome = &mut self.outcome;
        outcome.housed_nights += u64::from(totals.housed);
        outcome.blocked_bed_nights += u64::from(totals.blocked);
        outcome.peak_housed = outcome.peak_housed.max(totals.housed);
        outcome.peak_needed = outcome.peak_needed.max(totals.housed + waiting);
        outcome.free_min = outcome.free_min.min(totals.free);
        let tracks = self.present.len();
        for (nights, &present) in self.occasions.track_nights[self.year * tracks..]
            .iter_mut()
            .zip(&self.present)
        {
            *nights += u64::from(present);
        }
        self.course
            .push([totals.housed, waiting, emergency, totals.free, totals.places]);
        if waiting > 0 {
            self.count_the_waiting(waiting, emergency, unmet);
        }
        if self.affected_waiting > 0 {
            self.count_the_affected();
        }
        if !self.standby.is_empty() {
            self.call_emergency_sites(model, unmet);
        }
        self.preferences_see_the_night(model);
        self.the_ladder_sees_the_night(model, emergency, unmet);
    }

    fn count_the_waiting(&mut self, waiting: u32, emergency: u32, unmet: u32) {
        self.outcome.waiting_nights += u64::from(waiting);
        self.outcome.emergency_nights += u64::from(emergency);
        self.outcome.unmet_nights += u64::from(unmet);
        if emergency > 0 {
            self.log(Event::EmergencyNight, None, emergency, None);
        }
        if unmet > 0 {
            self.note_shortage();
            self.outcome.unmet_by_year[self.year] += u64::from(unmet);
            self.log(Event::UnmetNight, None, unmet, None);
        }
    }

    /// Somebody has no place tonight, or was lost.
    pub(super) fn note_shortage(&mut self) {
        self.outcome.first_shortage.get_or_insert(self.day);
        self.outcome.is_short_in_month[self.month] = true;
    }
}
