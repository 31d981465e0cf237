//! What would be free if a household left, as far as that can be said without moving anybody.
//!
//! An exchange that comes to nothing leaves everybody where they were. So an answer is given only
//! where the household would come back to the very same place; everything else has to be tried.

use super::{Units, shelf, suitable};
use crate::household::Composition;
use crate::ids::NeedSet;
use crate::occupancy::{Layout, NO_UNIT, Occupancy, Phase, Seeker, SiteLayout, UnitIndex};

/// Units of one household up to which it is foreseen what happens when it leaves.
const MOST_UNITS: usize = 8;

/// What a unit offers to others when a household leaves it.
#[derive(Clone, Copy, Debug)]
enum Vacated {
    /// So many beds, for whomever they suit.
    Empty(u32),
    /// A bed beside single people of this shelf.
    Beside(usize),
}

impl Occupancy {
    /// Whether a seeker would find room at a site if a household left its place there. `None` where
    /// that has to be tried: one of them has needs, or the household would not come back to the
    /// same place.
    pub fn fits_instead(
        &self,
        layout: &Layout,
        (site, unit): (usize, UnitIndex),
        leaver: Seeker,
        seeker: Seeker,
    ) -> Option<bool> {
        let (plan, state) = (&layout.sites[site], &self.sites[site]);
        let is_plain = leaver.needs == NeedSet::default() && seeker.needs == NeedSet::default();
        if !is_plain || state.phase != Phase::Open {
            return None;
        }
        let size = u32::from(seeker.size);
        let room = u32::from(self.room_for(seeker)[site]);
        let has_room = if unit == NO_UNIT {
            state.occupied + size <= state.capacity + u32::from(leaver.size)
        } else {
            match self.units.vacated(layout, plan, unit, leaver)? {
                Vacated::Empty(_) if seeker.composition != Composition::Family => true,
                Vacated::Empty(beds) => room + beds >= size,
                Vacated::Beside(lane) => room >= size || seeker.lane() == lane + 1,
            }
        };
        Some(has_room && plan.admits(seeker))
    }

    /// Whether whoever gives its place at a site to a seeker who found no room there finds none
    /// there either, as no other place is free; `false` where that is not known.
    pub fn is_only_room(&self, layout: &Layout, (site, unit): (usize, UnitIndex), who: Seeker) -> bool {
        unit == NO_UNIT || self.units.is_only_room(layout, &layout.sites[site], unit, who)
    }
}

impl Units {
    /// What a household would leave behind if it left; `None` where there are extra beds, or it would
    /// not come back to the same place.
    fn vacated(
        &self,
        layout: &Layout,
        site: &SiteLayout,
        unit: UnitIndex,
        leaver: Seeker,
    ) -> Option<Vacated> {
        let at = unit as usize;
        let class = layout.class_of_unit[at] as usize;
        let Some(shelf) = shelf(leaver.composition) else {
            return self.vacated_by_family(layout, site, unit, leaver);
        };
        if self.beds[at] != self.beds_of_class[class] {
            return None;
        }
        let first_class = |has_room: &dyn Fn(usize) -> bool| {
            suitable(layout, site, leaver).find(|&other| other == class || has_room(other))
        };
        if self.persons[at] == 1 {
            let is_empty = |class: usize| self.empty.height[class] > 0;
            let comes_back =
                !self.is_shared_beside(layout, site, unit, shelf) && first_class(&is_empty) == Some(class);
            return comes_back.then_some(Vacated::Empty(u32::from(self.beds[at])));
        }
        let shared = &self.shared[shelf];
        let is_next = self.persons[at] == self.beds[at] || shared.top(layout, class) == Some(unit);
        let has_bed = |class: usize| shared.height[class] > 0;
        (is_next && first_class(&has_bed) == Some(class)).then_some(Vacated::Beside(shelf))
    }

    fn vacated_by_family(
        &self,
        layout: &Layout,
        site: &SiteLayout,
        first: UnitIndex,
        leaver: Seeker,
    ) -> Option<Vacated> {
        let mut taken = [0usize; MOST_UNITS];
        let (mut unit, mut from, mut beds) = (first, MOST_UNITS, 0);
        // The chain begins with the unit that was taken last.
        while unit != NO_UNIT {
            let at = unit as usize;
            from = from.checked_sub(1)?;
            taken[from] = layout.class_of_unit[at] as usize;
            if self.beds[at] != self.beds_of_class[taken[from]] {
                return None;
            }
            beds += u32::from(self.beds[at]);
            unit = self.next[at];
        }
        let mut rest = u32::from(leaver.size);
        for at in from..MOST_UNITS {
            // Fewer units would do by now.
            if rest == 0 {
                return None;
            }
            let again = |class: usize| taken[at..].contains(&class) || self.empty.height[class] > 0;
            if self.class_for_family(layout, site, leaver, rest, again) != Some(taken[at]) {
                return None;
            }
            rest = rest.saturating_sub(u32::from(self.beds_of_class[taken[at]]));
        }
        Some(Vacated::Empty(beds))
    }

    /// Whether single people of a sex find a bed in a shared unit of a site other than this one.
    fn is_shared_beside(&self, layout: &Layout, site: &SiteLayout, unit: UnitIndex, shelf: usize) -> bool {
        let at = unit as usize;
        let own = u32::from(self.persons[at] < self.beds[at]);
        let beds: u32 = site
            .classes
            .clone()
            .map(|class| self.shared[shelf].height[class])
            .sum();
        debug_assert!(site.classes.contains(&(layout.class_of_unit[at] as usize)));
        beds > own
    }

    /// Whether a site has room for a single person in no other unit than the one where it lives.
    fn is_only_room(&self, layout: &Layout, site: &SiteLayout, unit: UnitIndex, who: Seeker) -> bool {
        let at = unit as usize;
        let is_plain = self.beds[at] == self.beds_of_class[layout.class_of_unit[at] as usize];
        let has_empty = || site.classes.clone().any(|class| self.empty.height[class] > 0);
        shelf(who.composition).is_some_and(|shelf| {
            is_plain && !self.is_shared_beside(layout, site, unit, shelf) && !has_empty()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::household::HouseholdSet;
    use crate::occupancy::layout::ClassLayout;

    /// Four sites: shared beds, and units of several sizes.
    fn layout() -> Layout {
        let mut layout = Layout {
            sites: Vec::new(),
            district_of_site: vec![0; 4],
            classes: Vec::new(),
            class_of_unit: Vec::new(),
            districts: 1,
            years: 1,
        };
        let stocks: [&[(u8, usize)]; 4] = [&[], &[(1, 2), (2, 2), (4, 2)], &[(2, 3), (3, 2)], &[(4, 2)]];
        for (site, stock) in stocks.into_iter().enumerate() {
            let first = layout.classes.len();
            for &(beds, count) in stock {
                layout.classes.push(ClassLayout {
                    site,
                    beds,
                    first_unit: layout.class_of_unit.len(),
                    count,
                    offers: NeedSet::default(),
                    reserved: false,
                    in_file: 0,
                });
                let class = layout.classes.len() as u32 - 1;
                layout.class_of_unit.extend(std::iter::repeat_n(class, count));
            }
            layout.sites.push(SiteLayout {
                district: 0,
                classes: first..layout.classes.len(),
                capacity: stock
                    .iter()
                    .map(|&(beds, count)| u32::from(beds) * count as u32)
                    .sum::<u32>()
                    .max(6),
                accepts: HouseholdSet::ALL,
                max_size: u32::MAX,
                offers: NeedSet::default(),
                emergency: false,
            });
        }
        layout
    }

    #[test]
    fn what_is_foreseen_is_what_happens_and_nobody_notices_that_it_was_tried() {
        let layout = layout();
        let mut occupancy = Occupancy::new(&layout);
        (0..4).for_each(|site| occupancy.set_phase(&layout, site, Phase::Open));
        let mut state = 7u64;
        let mut number = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let mut housed: Vec<(usize, UnitIndex, Seeker)> = Vec::new();
        let (mut foreseen, mut fitting) = (0, 0);
        for _ in 0..20_000 {
            let composition = [
                Composition::Family,
                Composition::SingleMan,
                Composition::SingleWoman,
            ];
            let composition = composition[number(3) as usize];
            let seeker = Seeker {
                size: if composition == Composition::Family {
                    1 + number(8) as u8
                } else {
                    1
                },
                composition,
                needs: NeedSet::default(),
            };
            let site = number(4) as usize;
            if let Some(unit) = occupancy.move_in(&layout, site, seeker) {
                housed.push((site, unit, seeker));
                continue;
            }
            let at = number(housed.len() as u64) as usize;
            let (site, unit, leaver) = housed[at];
            let answer = occupancy.fits_instead(&layout, (site, unit), leaver, seeker);
            let full = !occupancy.fits(&layout, site, seeker);
            let is_only = full && occupancy.is_only_room(&layout, (site, unit), leaver);
            occupancy.move_out(&layout, site, unit, leaver);
            let fits = occupancy.fits(&layout, site, seeker);
            assert!(
                answer.is_none_or(|answer| answer == fits),
                "{leaver:?} for {seeker:?}"
            );
            if is_only && let Some(taken) = occupancy.move_in(&layout, site, seeker) {
                assert!(
                    !occupancy.fits(&layout, site, leaver),
                    "{leaver:?} after {seeker:?}"
                );
                occupancy.move_out(&layout, site, taken, seeker);
            }
            if answer.is_some() || is_only {
                assert_eq!(occupancy.move_in(&layout, site, leaver), Some(unit));
                foreseen += 1;
                fitting += u32::from(fits);
            }
            if answer.is_none() && !is_only || number(3) == 0 {
                if answer.is_some() || is_only {
                    occupancy.move_out(&layout, site, unit, leaver);
                }
                housed.swap_remove(at);
            }
        }
        assert!(
            foreseen > 5_000 && fitting > 500,
            "{foreseen} foreseen, {fitting} fitting"
        );
    }
}
