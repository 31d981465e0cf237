//! Exchanges among those who were just placed: room for the left out, and evener districts.

use super::{Asking, Balanced, Given};
use crate::occupancy::{Layout, Occupancy, Seeker};
use crate::placement::Stage;

/// How many exchanges there are at most in a batch.
const ROUNDS: usize = 16;

impl Balanced {
    /// Whoever found no room may take the place of somebody who finds another, or of a
    /// smaller household: fewer persons are then without a place.
    pub(super) fn make_room(
        &self,
        layout: &Layout,
        occupancy: &mut Occupancy,
        asking: &[Asking],
        given: &mut [Option<Given>],
    ) {
        for household in 0..asking.len() {
            if given[household].is_some() || was_tried(asking, given, household) {
                continue;
            }
            for other in 0..asking.len() {
                if given[other].is_some()
                    && self.take_over(layout, occupancy, asking, given, household, other)
                {
                    break;
                }
            }
        }
    }

    /// A household takes another one's place; says whether that was better.
    fn take_over(
        &self,
        layout: &Layout,
        occupancy: &mut Occupancy,
        asking: &[Asking],
        given: &mut [Option<Given>],
        household: usize,
        other: usize,
    ) -> bool {
        let Some(place) = given[other] else { return false };
        let (seeker, leaver) = (asking[household].seeker, asking[other].seeker);
        occupancy.move_out(layout, place.site, place.unit, leaver);
        if let Some(unit) = occupancy.move_in(layout, place.site, seeker) {
            let next = self
                .best_site(layout, occupancy, asking[other], |_| true)
                .and_then(|site| enter(layout, occupancy, site, leaver));
            if next.is_some() || seeker.size > leaver.size {
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
    fn worst_of_others(&self, persons: &[u32], one: usize, other: usize) -> i64 {
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

/// Whether somebody like this household was tried before it and is still left out.
fn was_tried(asking: &[Asking], given: &[Option<Given>], household: usize) -> bool {
    (0..household)
        .any(|earlier| given[earlier].is_none() && asking[earlier].seeker == asking[household].seeker)
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
