//! What is taken from a service and given to it besides its own: by shocks and by measures.

use super::Services;

impl Services {
    /// Before what measures bring is summed up again.
    pub fn forget_what_measures_brought(&mut self) {
        for desk in &mut self.desks {
            desk.more_positions = 0.0;
            desk.pools.iter_mut().for_each(|pool| pool.more = 0);
            desk.is_stirred_everywhere();
        }
    }

    /// A measure brings seats.
    pub fn gets_seats(&mut self, service: usize, pool: usize, seats: u32) {
        let desk = &mut self.desks[service];
        if let Some(pool) = desk.pools.get_mut(pool) {
            pool.more = pool.more.saturating_add(seats);
        }
        desk.is_stirred_everywhere();
    }

    /// A shock takes a part of the staff; who has a place keeps it.
    pub fn lose_staff(&mut self, service: usize, shock: u16, share: f64) {
        self.desks[service].lost.push((shock, share));
    }

    /// A shock is over.
    pub fn get_staff_back(&mut self, service: usize, shock: u16) {
        let desk = &mut self.desks[service];
        desk.lost.retain(|(by, _)| *by != shock);
        desk.is_stirred_everywhere();
    }

    /// A measure brings staff.
    pub fn gets_staff(&mut self, service: usize, positions: f64) {
        self.desks[service].more_positions += positions;
    }
}
