//! Exchanges among those who were just placed: room for the left out, and evener districts.

use super::{Asking, Balanced, Given, Key};
use crate::ids::NeedSet;
use crate::occupancy::{Layout, Occupancy, Seeker};
use crate::placement::Stage;

/// How many exchanges there are at most in a batch.
const ROUNDS: usize = 16;

/// What becomes of the household whose place another one takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaver {
    /// It finds another place, or nothing happens.
    MovesOn,
    /// It finds another place or waits.
    Waits,
}

impl Balanced {
    /// Whoever found no room takes the place of somebody who finds another; else of somebody who
    /// has the weaker claim to it.
    pub(super) fn make_room(
        &self,
        layout: &Layout,
        occupancy: &mut Occupancy,
        asking: &[Asking],
        order: &[u64],
        given: &mut [Option<Given>],
    ) {
        let in_order = || order.iter().map(|&packed| packed as u32 as usize);
        for household in in_order() {
            if given[household].is_some() || was_tried(asking, given, household) {
                continue;
            }
            let is_helped = (0..asking.len()).any(|other| {
                given[other].is_some()
                    && self.take_over(
                        layout,
                        occupancy,
                        asking,
                        given,
                        household,
                        other,
                        Leaver::MovesOn,
                    )
            });
            if is_helped {
                continue;
            }
            // The weakest claims first, of equals who came last: the order from its end.
            for other in in_order().rev() {
                if given[other].is_some()
                    && self.claim(&asking[other]) < self.claim(&asking[household])
                    && self.take_over(layout, occupancy, asking, given, household, other, Leaver::Waits)
                {
                    break;
                }
            }
        }
    }

    /// What a household's claim to a place rests on, as the first stages weigh it: how long it is
    /// overdue, then its persons, then its needs. No smaller claim takes a larger one's place.
    fn claim(&self, ask: &Asking) -> (u32, u8, bool) {
        let needs_count = self.stages.get(1) == Some(&Stage::Needs);
        let has_needs = needs_count && ask.seeker.needs.0 != 0;
        (self.overdue(ask), ask.seeker.size, has_needs)
    }

    /// A household takes another one's place; says whether that could be done.
    #[allow(
        clippy::too_many_arguments,
        reason = "who, whose place, and what becomes of the other"
    )]
    fn take_over(
        &self,
        layout: &Layout,
        occupancy: &mut Occupancy,
        asking: &[Asking],
        given: &mut [Option<Given>],
        household: usize,
        other: usize,
        leaver_does: Leaver,
    ) -> bool {
        let Some(place) = given[other] else { return false };
        let (seeker, leaver) = (asking[household].seeker, asking[other].seeker);
        let hopeless =
            leaver_does == Leaver::MovesOn && !might_move_on(layout, occupancy, place, leaver, seeker);
        if hopeless || !might_fit(layout, occupancy, place, leaver, seeker) {
            return false;
        }
        occupancy.move_out(layout, place.site, place.unit, leaver);
        if let Some(unit) = occupancy.move_in(layout, place.site, seeker) {
            let next = self
                .best_site(layout, occupancy, &asking[other], |_| true)
                .and_then(|site| enter(layout, occupancy, site, leaver));
            if next.is_some() || leaver_does == Leaver::Waits {
                given[household] = Some(Given {
                    site: place.site,
                    unit,
                });
                given[other] = next;
                return true;
            }
            occupancy.move_out(layout, place.site, unit, seeker);
        }
        given[other] = enter(layout, occupancy, place.site, leaver);
        false
    }

    /// One household after the other adds persons below the smallest cluster when it enters an
    /// empty district, so none would ever begin there. Each empty district is tried with as many
    /// newcomers together as make a cluster, and kept where that is better.
    pub(super) fn open_clusters(
        &self,
        layout: &Layout,
        occupancy: &mut Occupancy,
        asking: &[Asking],
        order: &[u64],
        given: &mut [Option<Given>],
    ) {
        if !self.district_first {
            return;
        }
        for (district, plan) in self.districts.iter().enumerate() {
            if plan.least == 0 || occupancy.district_persons()[district] > 0 {
                continue;
            }
            let before = self.district_values(occupancy.district_persons());
            let mut moved = Vec::new();
            for household in order.iter().map(|&packed| packed as u32 as usize) {
                if occupancy.district_persons()[district] >= plan.least {
                    break;
                }
                moved.extend(
                    self.move_into_district(
                        layout,
                        occupancy,
                        asking[household],
                        &mut given[household],
                        district,
                    )
                    .map(|from| (household, from)),
                );
            }
            if self.district_values(occupancy.district_persons()) >= before {
                for &(household, from) in moved.iter().rev() {
                    leave(layout, occupancy, asking[household].seeker, &mut given[household]);
                    given[household] = enter(layout, occupancy, from, asking[household].seeker);
                }
            }
        }
    }

    /// Moves a newcomer into a district; gives the site that it left.
    fn move_into_district(
        &self,
        layout: &Layout,
        occupancy: &mut Occupancy,
        ask: Asking,
        given: &mut Option<Given>,
        district: usize,
    ) -> Option<usize> {
        let from = given.as_ref()?.site;
        let lies_there = |site: usize| usize::from(layout.district_of_site[site]) == district;
        let to = self.best_site(layout, occupancy, &ask, lies_there)?;
        let place = enter(layout, occupancy, to, ask.seeker)?;
        leave(layout, occupancy, ask.seeker, given);
        *given = Some(place);
        Some(from)
    }

    /// The district stages of the town as it stands, in order; smaller is better.
    fn district_values(&self, persons: &[u32]) -> Key {
        let mut values = Key::default();
        let all = || {
            self.districts
                .iter()
                .zip(persons.iter().map(|&persons| i64::from(persons)))
        };
        for (value, stage) in values.iter_mut().zip(&self.keys) {
            *value = match stage {
                Stage::Overload => self.worst(persons),
                Stage::Mixing => all().map(|(plan, persons)| plan.unevenness(persons)).sum(),
                Stage::Limits => all().map(|(plan, persons)| plan.outside_limits(persons)).sum(),
                _ => 0,
            };
        }
        values
    }

    /// Where this batch made the worst district worse, its newcomers change places with smaller
    /// ones of other districts as long as that lowers the worst load. What this leaves uneven
    /// below the worst load the next batches fill.
    pub(super) fn exchange(
        &self,
        layout: &Layout,
        occupancy: &mut Occupancy,
        asking: &[Asking],
        given: &mut [Option<Given>],
    ) {
        if !self.district_first {
            return;
        }
        for _ in 0..ROUNDS {
            let worst = self.worst(occupancy.district_persons());
            let helped = (0..asking.len()).any(|one| {
                given[one].is_some_and(|place| self.load_of(layout, occupancy, place.site) == worst)
                    && self.relieve(layout, occupancy, asking, given, one, worst)
            });
            if !helped {
                return;
            }
        }
    }

    /// A household of the worst district changes places with another one, if that helps.
    fn relieve(
        &self,
        layout: &Layout,
        occupancy: &mut Occupancy,
        asking: &[Asking],
        given: &mut [Option<Given>],
        one: usize,
        worst: i64,
    ) -> bool {
        let district = |given: &[Option<Given>], household: usize| {
            given[household].map(|place| usize::from(layout.district_of_site[place.site]))
        };
        let Some(from) = district(given, one) else {
            return false;
        };
        (0..asking.len()).any(|other| {
            let difference = i64::from(asking[one].seeker.size) - i64::from(asking[other].seeker.size);
            difference > 0
                && district(given, other).is_some_and(|to| {
                    to != from
                        && self.is_evener(occupancy.district_persons(), from, to, difference, worst)
                        && swap(layout, occupancy, asking, given, one, other)
                })
        })
    }

    /// Whether the districts are evener when so many persons more live in one and fewer in the
    /// other, by the first district stage in which that makes a difference.
    #[inline]
    fn is_evener(&self, persons: &[u32], from: usize, to: usize, moved: i64, worst: i64) -> bool {
        let (less, more) = (&self.districts[from], &self.districts[to]);
        let (before_less, before_more) = (i64::from(persons[from]), i64::from(persons[to]));
        let (after_less, after_more) = (before_less - moved, before_more + moved);
        for stage in &self.keys {
            let change = match stage {
                Stage::Mixing => {
                    moved
                        * ((before_more + after_more) * more.inverse
                            - (before_less + after_less) * less.inverse)
                }
                Stage::Limits => {
                    less.outside_limits(after_less) - less.outside_limits(before_less)
                        + more.outside_limits(after_more)
                        - more.outside_limits(before_more)
                }
                Stage::Overload => {
                    let highest = (after_less * less.inverse).max(after_more * more.inverse);
                    let was_worst =
                        before_less * less.inverse == worst || before_more * more.inverse == worst;
                    if highest < worst && was_worst {
                        self.worst_of_others(persons, from, to).max(highest) - worst
                    } else {
                        (highest - worst).max(0)
                    }
                }
                _ => return false,
            };
            if change != 0 {
                return change < 0;
            }
        }
        false
    }

    /// The highest load of all districts but two.
    pub(super) fn worst_of_others(&self, persons: &[u32], one: usize, other: usize) -> i64 {
        let load =
            |(district, &persons): (usize, &u32)| i64::from(persons) * self.districts[district].inverse;
        persons
            .iter()
            .enumerate()
            .filter(|(district, _)| *district != one && *district != other)
            .map(load)
            .max()
            .unwrap_or(0)
    }
}

/// Whether a seeker could find room where a newcomer leaves its place. Quickly judged: where it
/// says no, there is none; where it says yes, that has to be tried.
fn might_fit(layout: &Layout, occupancy: &Occupancy, place: Given, leaver: Seeker, seeker: Seeker) -> bool {
    if let Some(fits) = occupancy.fits_instead(layout, (place.site, place.unit), leaver, seeker) {
        return fits;
    }
    if !layout.sites[place.site].admits(seeker) {
        return false;
    }
    match left_beds(layout, occupancy, place, leaver) {
        Some(beds) if is_plain(seeker) => {
            u32::from(occupancy.room_for(seeker)[place.site]) + beds >= u32::from(seeker.size)
        }
        _ => true,
    }
}

/// Whether a newcomer could find another place when a seeker takes its own. Quickly judged as
/// well: of two plain households, a seeker for whom the site has no room takes all that is left
/// there, so the newcomer finds nothing if no site has room for it now.
fn might_move_on(
    layout: &Layout,
    occupancy: &Occupancy,
    place: Given,
    leaver: Seeker,
    seeker: Seeker,
) -> bool {
    let full = |seeker: Seeker| occupancy.room_for(seeker)[place.site] < u16::from(seeker.size);
    let judged = is_plain(leaver) && is_plain(seeker) && full(seeker);
    if !judged || left_beds(layout, occupancy, place, leaver).is_none() {
        return true;
    }
    let size = u16::from(leaver.size);
    let has_room = |(site, &room): (usize, &u16)| {
        let is_own =
            || site == place.site && occupancy.is_only_room(layout, (place.site, place.unit), leaver);
        room >= size && !is_own()
    };
    occupancy.room_for(leaver).iter().enumerate().any(has_room)
}

fn is_plain(seeker: Seeker) -> bool {
    seeker.needs == NeedSet::default()
}

/// Beds that come free at most where a newcomer leaves its place; `None` where that are those of
/// several units.
fn left_beds(layout: &Layout, occupancy: &Occupancy, place: Given, leaver: Seeker) -> Option<u32> {
    let size = u32::from(leaver.size);
    let Some(&class) = layout.class_of_unit.get(place.unit as usize) else {
        return Some(size);
    };
    let beds = u32::from(occupancy.beds(class as usize));
    (size <= beds).then_some(beds)
}

/// Whether somebody like this household, who waited as long or longer, was left out before it.
fn was_tried(asking: &[Asking], given: &[Option<Given>], household: usize) -> bool {
    (0..household)
        .any(|earlier| given[earlier].is_none() && asking[earlier].seeker == asking[household].seeker)
}

fn leave(layout: &Layout, occupancy: &mut Occupancy, seeker: Seeker, given: &mut Option<Given>) {
    if let Some(place) = given.take() {
        occupancy.move_out(layout, place.site, place.unit, seeker);
    }
}

fn enter(layout: &Layout, occupancy: &mut Occupancy, site: usize, seeker: Seeker) -> Option<Given> {
    let unit = occupancy.move_in(layout, site, seeker)?;
    Some(Given { site, unit })
}

/// Both leave and enter crosswise; if one does not fit, both return.
fn swap(
    layout: &Layout,
    occupancy: &mut Occupancy,
    asking: &[Asking],
    given: &mut [Option<Given>],
    one: usize,
    other: usize,
) -> bool {
    let (Some(here), Some(there)) = (given[one], given[other]) else {
        return false;
    };
    let (first, second) = (asking[one].seeker, asking[other].seeker);
    let fits = |at: Given, leaver, seeker| occupancy.fits_instead(layout, (at.site, at.unit), leaver, seeker);
    if let (Some(one), Some(other)) = (fits(there, second, first), fits(here, first, second))
        && !(one && other)
    {
        return false;
    }
    occupancy.move_out(layout, here.site, here.unit, first);
    occupancy.move_out(layout, there.site, there.unit, second);
    let fits = occupancy.fits(layout, there.site, first) && occupancy.fits(layout, here.site, second);
    let (first_to, second_to) = if fits {
        (there.site, here.site)
    } else {
        (here.site, there.site)
    };
    // The two sites lie in different districts, so neither can take the other's room.
    given[one] = enter(layout, occupancy, first_to, first);
    given[other] = enter(layout, occupancy, second_to, second);
    debug_assert!(given[one].is_some() && given[other].is_some());
    fits
}
