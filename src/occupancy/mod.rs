//! Who sleeps where tonight: sites with their beds and units, and the exact count of it.
//!
//! A household takes a whole unit, or several units of one site when no single one is large
//! enough; single people of one sex share units. Beds that stay empty in the unit of a
//! household are *blocked*. All counts are whole numbers and kept incrementally; which
//! site a household gets is decided in `allocation`, when in `simulation`.

mod layout;
mod ledger;
mod units;

pub use layout::{Layout, SiteLayout};
pub use ledger::Ledger;

use crate::household::Composition;
use crate::ids::NeedSet;
use units::Units;

/// Where a household lives within a site: its (first) unit, or [`NO_UNIT`] in shared beds.
pub type UnitIndex = u32;

/// The household has no unit: it lives in shared beds.
pub const NO_UNIT: UnitIndex = u32::MAX;

/// Who looks for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seeker {
    /// Persons.
    pub size: u8,
    /// Family, man or woman.
    pub composition: Composition,
    /// What the unit must offer.
    pub needs: NeedSet,
}

impl Seeker {
    fn lane(self) -> usize {
        match self.composition {
            Composition::Family => 0,
            Composition::SingleMan => 1,
            Composition::SingleWoman => 2,
        }
    }
}

/// What is free in the units of one class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VacantUnits {
    /// Empty units.
    pub empty: u32,
    /// Beds in units where single men live.
    pub beside_men: u32,
    /// Beds in units where single women live.
    pub beside_women: u32,
}

/// The state of all sites.
#[derive(Clone, Debug)]
pub struct Occupancy {
    sites: Vec<SiteState>,
    units: Units,
    /// Largest seeker without needs that each site could take now, for families, men, women.
    /// Laid out as plain columns because every placement scans one of them.
    room: [Vec<u16>; 3],
    district_persons: Vec<u32>,
    totals: Totals,
    /// Nights counted by site and year.
    pub ledger: Ledger,
}

/// One site tonight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct SiteState {
    phase: Phase,
    /// Usable beds in service.
    capacity: u32,
    occupied: u32,
    /// Beds in taken units that nobody else may use.
    blocked: u32,
    /// Persons moved in and out since the start, for the audit.
    moved_in: u32,
    moved_out: u32,
}

/// What a site does with newcomers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Not there.
    #[default]
    Closed,
    /// There, and takes people in.
    Open,
    /// There, but takes nobody in any more.
    Closing,
}

/// Sums over all sites, tonight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Persons housed in regular sites.
    pub housed: u32,
    /// Usable beds in service in regular sites that are there.
    pub places: u32,
    /// Beds in regular sites that somebody could still be given.
    pub free: u32,
    /// Beds in taken units that nobody else may use.
    pub blocked: u32,
    /// Beds in emergency sites that are there.
    pub emergency_places: u32,
}

impl Occupancy {
    /// All sites closed and empty.
    pub fn new(layout: &Layout) -> Occupancy {
        let sites = layout.sites.len();
        Occupancy {
            sites: layout
                .sites
                .iter()
                .map(|site| SiteState {
                    capacity: site.capacity,
                    ..SiteState::default()
                })
                .collect(),
            units: Units::new(layout),
            room: std::array::from_fn(|_| vec![0; sites]),
            district_persons: vec![0; layout.districts],
            totals: Totals::default(),
            ledger: Ledger::new(sites, layout.years),
        }
    }

    /// Back to all sites closed and empty, keeping the memory.
    pub fn reset(&mut self, layout: &Layout) {
        for (state, site) in self.sites.iter_mut().zip(&layout.sites) {
            *state = SiteState {
                capacity: site.capacity,
                ..SiteState::default()
            };
        }
        self.units.reset(layout);
        self.room.iter_mut().for_each(|lane| lane.fill(0));
        self.district_persons.fill(0);
        self.totals = Totals::default();
        self.ledger.reset();
    }

    /// Sums over all sites, tonight.
    #[inline]
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// Persons housed in each district's regular sites.
    #[inline]
    pub fn district_persons(&self) -> &[u32] {
        &self.district_persons
    }

    /// Persons in a site.
    pub fn occupied(&self, site: usize) -> u32 {
        self.sites[site].occupied
    }

    /// Usable beds in service in a site.
    pub fn capacity(&self, site: usize) -> u32 {
        self.sites[site].capacity
    }

    /// The same while the site is there, else 0.
    #[inline]
    pub fn places(&self, site: usize) -> u32 {
        self.sites[site].places()
    }

    /// What the site does with newcomers.
    pub fn phase(&self, site: usize) -> Phase {
        self.sites[site].phase
    }

    /// Whether a site could take the seeker now.
    #[inline]
    pub fn fits(&self, layout: &Layout, site: usize, seeker: Seeker) -> bool {
        if seeker.needs == NeedSet::default() {
            u16::from(seeker.size) <= self.room[seeker.lane()][site]
        } else {
            self.fits_needs(layout, site, seeker)
        }
    }

    /// The largest seeker of this composition, without needs, that each site could take.
    #[inline]
    pub fn room_for(&self, seeker: Seeker) -> &[u16] {
        &self.room[seeker.lane()]
    }

    /// Units kept for those who need them count here, so the columns of room do not help.
    fn fits_needs(&self, layout: &Layout, site: usize, seeker: Seeker) -> bool {
        let plan = &layout.sites[site];
        if self.sites[site].phase != Phase::Open || plan.emergency || !plan.admits(seeker) {
            return false;
        }
        if plan.classes.is_empty() {
            seeker.needs.met_by(plan.offers) && self.beds_left(site) >= u32::from(seeker.size)
        } else {
            self.units.fits(layout, plan, seeker)
        }
    }

    /// Empty units of a class.
    pub fn empty_units(&self, class: usize) -> u32 {
        self.units.empty(class)
    }

    /// Empty units of a class, and beds in units where single men or single women live.
    pub fn vacant_units(&self, layout: &Layout, class: usize) -> VacantUnits {
        let [empty, beside_men, beside_women] = self.units.vacant(layout, class);
        VacantUnits {
            empty,
            beside_men,
            beside_women,
        }
    }

    /// Beds of a site without units that are free.
    pub fn beds_left(&self, site: usize) -> u32 {
        let state = &self.sites[site];
        state.capacity.saturating_sub(state.occupied)
    }

    /// Moves a seeker in and says where; `None`, and nothing happens, when it does not fit.
    pub fn move_in(&mut self, layout: &Layout, site: usize, seeker: Seeker) -> Option<UnitIndex> {
        if !self.fits(layout, site, seeker) {
            return None;
        }
        Some(self.settle(layout, site, seeker))
    }

    /// Moves a seeker into a unit of one class (`None`: shared beds, or several units) of a
    /// site; `None`, and nothing happens, when there is no room in it.
    pub fn move_into(
        &mut self,
        layout: &Layout,
        site: usize,
        class: Option<usize>,
        seeker: Seeker,
    ) -> Option<UnitIndex> {
        let Some(class) = class else {
            return self.move_in(layout, site, seeker);
        };
        let mut alone = layout.sites[site].clone();
        alone.classes = class..class + 1;
        let admitted = alone.admits(seeker) && self.sites[site].phase == Phase::Open && !alone.emergency;
        let fits = admitted && self.units.fits(layout, &alone, seeker);
        fits.then(|| self.settle_in(layout, site, &alone, seeker))
    }

    /// Moves in a household that already lives there, at the start: sites that are closing
    /// or that would not admit it today keep it as long as there are beds.
    pub fn settle_occupant(&mut self, layout: &Layout, site: usize, seeker: Seeker) -> Option<UnitIndex> {
        let plan = &layout.sites[site];
        let fits = if plan.classes.is_empty() {
            self.beds_left(site) >= u32::from(seeker.size)
        } else {
            self.units.fits(layout, plan, seeker)
        };
        (fits && self.sites[site].phase != Phase::Closed).then(|| self.settle(layout, site, seeker))
    }

    fn settle(&mut self, layout: &Layout, site: usize, seeker: Seeker) -> UnitIndex {
        self.settle_in(layout, site, &layout.sites[site], seeker)
    }

    /// Settles a seeker in the classes that a plan of the site names.
    #[inline]
    fn settle_in(&mut self, layout: &Layout, site: usize, plan: &SiteLayout, seeker: Seeker) -> UnitIndex {
        self.ledger.count_until_today(site, self.sites[site].occupied);
        let taken = if plan.classes.is_empty() {
            units::Taken::default()
        } else {
            self.units.take(layout, plan, seeker)
        };
        let size = u32::from(seeker.size);
        let state = &mut self.sites[site];
        state.occupied += size;
        state.moved_in += size;
        state.blocked += taken.blocked;
        if state.phase == Phase::Open {
            self.totals.free -= size + taken.blocked;
        }
        self.totals.blocked += taken.blocked;
        self.totals.housed += size;
        self.district_persons[plan.district] += size;
        self.refresh_room(layout, site);
        taken.unit
    }

    /// Moves a household out of the unit that [`Occupancy::move_in`] named.
    pub fn move_out(&mut self, layout: &Layout, site: usize, unit: UnitIndex, seeker: Seeker) {
        let plan = &layout.sites[site];
        self.ledger.count_until_today(site, self.sites[site].occupied);
        let released = if unit == NO_UNIT {
            units::Released::default()
        } else {
            self.units.release(layout, unit, seeker)
        };
        let (size, unblocked) = (u32::from(seeker.size), released.unblocked);
        let state = &mut self.sites[site];
        state.occupied -= size;
        state.moved_out += size;
        state.blocked -= unblocked;
        if state.phase == Phase::Open {
            self.totals.free += size + unblocked;
        }
        self.totals.blocked -= unblocked;
        self.totals.housed -= size;
        self.district_persons[plan.district] -= size;
        if released.removed > 0 {
            self.change_beds(layout, site, -i64::from(released.removed));
        } else {
            self.refresh_room(layout, site);
        }
    }

    /// Opens a site, lets it take nobody in any more, or closes it. Before it closes everybody
    /// must have moved out.
    pub fn set_phase(&mut self, layout: &Layout, site: usize, phase: Phase) {
        debug_assert!(phase != Phase::Closed || self.sites[site].occupied == 0);
        let plan = &layout.sites[site];
        let was_there = self.sites[site].phase != Phase::Closed;
        if was_there {
            self.ledger.count_open_days(site);
        }
        self.ledger.open_from_today(site, phase != Phase::Closed);
        self.change(plan, site, |state| state.phase = phase);
        self.refresh_room(layout, site);
    }

    /// People who wait sleep in the emergency sites that are there, in order of the file.
    /// Says how many found a bed.
    pub fn sleep_in_emergency(&mut self, layout: &Layout, persons: u32) -> u32 {
        let mut rest = persons.min(self.totals.emergency_places);
        let slept = rest;
        if rest > 0 {
            for site in (0..layout.sites.len()).filter(|&site| layout.sites[site].emergency) {
                let here = rest.min(self.sites[site].places());
                self.ledger.add_night(site, here);
                rest -= here;
            }
        }
        slept
    }

    /// Takes beds of a site without units out of service, or puts them back.
    /// Persons above the new capacity must move out before anything else happens.
    pub fn change_beds(&mut self, layout: &Layout, site: usize, beds: i64) {
        let plan = &layout.sites[site];
        self.change(plan, site, |state| {
            state.capacity = u32::try_from(i64::from(state.capacity) + beds).unwrap_or(0);
        });
        self.refresh_room(layout, site);
    }

    /// Takes one empty unit of a class out of service; says which, or `None` if none is empty.
    pub fn retire_unit(&mut self, layout: &Layout, class: usize) -> Option<UnitIndex> {
        let unit = self.units.retire(layout, class)?;
        self.adjust_units(layout, class, -1);
        Some(unit)
    }

    /// Puts a unit back into service.
    pub fn restore_unit(&mut self, layout: &Layout, class: usize, unit: UnitIndex) {
        self.units.restore(layout, class, unit);
        self.adjust_units(layout, class, 1);
    }

    fn adjust_units(&mut self, layout: &Layout, class: usize, sign: i64) {
        let site = layout.classes[class].site;
        self.change_beds(layout, site, sign * i64::from(self.units.beds(class)));
    }

    /// Puts so many beds into every unit of a class. Nobody moves: where more people live, their
    /// beds stay until they leave.
    pub fn furnish(&mut self, layout: &Layout, class: usize, beds: u8) {
        let site = layout.classes[class].site;
        let furnished = self.units.furnish(layout, class, beds);
        let plan = &layout.sites[site];
        self.change(plan, site, |state| {
            state.capacity = u32::try_from(i64::from(state.capacity) + furnished.beds).unwrap_or(0);
            state.blocked = u32::try_from(i64::from(state.blocked) + furnished.blocked).unwrap_or(0);
        });
        self.refresh_room(layout, site);
    }

    /// Persons in units of a class that hold more people than they have beds on paper.
    pub fn crowded(&self, layout: &Layout, class: usize) -> u32 {
        self.units.crowded(layout, class)
    }

    /// Beds in every empty unit of a class tonight.
    pub fn beds(&self, class: usize) -> u8 {
        self.units.beds(class)
    }

    /// Beds of a site that somebody could still be given.
    pub fn free(&self, site: usize) -> u32 {
        self.sites[site].free()
    }

    /// Applies a change of a site's phase or capacity and carries the difference into the totals.
    /// (Moves are counted where they happen: nobody ever lives in an emergency site.)
    fn change(&mut self, plan: &SiteLayout, site: usize, effect: impl FnOnce(&mut SiteState)) {
        let before = self.sites[site];
        effect(&mut self.sites[site]);
        let after = self.sites[site];
        if plan.emergency {
            self.totals.emergency_places -= before.places();
            self.totals.emergency_places += after.places();
        } else {
            self.totals.places = self.totals.places - before.places() + after.places();
            self.totals.free = self.totals.free - before.free() + after.free();
            self.totals.blocked = self.totals.blocked - before.blocked + after.blocked;
        }
    }

    fn refresh_room(&mut self, layout: &Layout, site: usize) {
        let plan = &layout.sites[site];
        let state = &self.sites[site];
        let room = if state.phase != Phase::Open || plan.emergency {
            [0; 3]
        } else if plan.classes.is_empty() {
            [state.capacity.saturating_sub(state.occupied); 3]
        } else {
            self.units.room(layout, plan)
        };
        for (lane, composition) in [
            Composition::Family,
            Composition::SingleMan,
            Composition::SingleWoman,
        ]
        .into_iter()
        .enumerate()
        {
            let limit = if plan.accepts.contains(composition) {
                plan.max_size
            } else {
                0
            };
            self.room[lane][site] = u16::try_from(room[lane].min(limit)).unwrap_or(u16::MAX);
        }
    }

    /// Closes the books for the nights up to today (used at the turn of a year and at the end).
    pub fn count_all_until_today(&mut self) {
        for site in 0..self.sites.len() {
            let state = self.sites[site];
            self.ledger.count_until_today(site, state.occupied);
            if state.phase != Phase::Closed {
                self.ledger.count_open_days(site);
            }
        }
    }

    /// Whether the books of a site are right, given what a recount of its households found:
    /// persons in = persons out + persons there, never more than beds.
    pub fn is_consistent(&self, site: usize, recounted_persons: u32) -> bool {
        let state = &self.sites[site];
        state.occupied == recounted_persons
            && state.moved_in == state.moved_out + state.occupied
            && state.occupied + state.blocked <= state.capacity
    }
}

impl SiteState {
    fn places(&self) -> u32 {
        if self.phase == Phase::Closed {
            0
        } else {
            self.capacity
        }
    }

    fn free(&self) -> u32 {
        if self.phase == Phase::Open {
            self.capacity.saturating_sub(self.occupied + self.blocked)
        } else {
            0
        }
    }
}
