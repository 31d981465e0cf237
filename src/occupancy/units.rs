//! Units: which are empty, which are shared by single people and still have a bed, which
//! belong to a household.

mod leaving;

use super::{Layout, NO_UNIT, Seeker, SiteLayout, UnitIndex};
use crate::household::Composition;

/// Who uses a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Use {
    Empty,
    Men,
    Women,
    Family,
    OutOfService,
}

/// The state of all units. Empty units and shared units with a bed left stand on a stack per
/// class (one for men, one for women), so every step costs the same however large the town.
#[derive(Clone, Debug)]
pub(super) struct Units {
    usage: Vec<Use>,
    persons: Vec<u8>,
    /// Beds in each unit tonight.
    beds: Vec<u8>,
    /// Beds in every empty unit of a class.
    beds_of_class: Vec<u8>,
    /// Position on the stack of shared units.
    position: Vec<u32>,
    /// The next unit of the same household.
    next: Vec<UnitIndex>,
    empty: Stacks,
    shared: [Stacks; 2],
}

/// What a household took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    /// Its first unit.
    pub unit: UnitIndex,
    /// Beds that nobody else may use now.
    pub blocked: u32,
}

/// What comes free when a household leaves.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Released {
    /// Beds that were blocked and no longer are.
    pub unblocked: u32,
    /// Extra beds that are taken away.
    pub removed: u32,
}

/// What changes when beds are put into the units of a class or taken out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Furnished {
    /// More beds.
    pub beds: i64,
    /// More beds that nobody else may use.
    pub blocked: i64,
}

impl Default for Taken {
    fn default() -> Self {
        Taken {
            unit: NO_UNIT,
            blocked: 0,
        }
    }
}

/// One stack of units per class, in one piece of memory.
#[derive(Clone, Debug)]
struct Stacks {
    units: Vec<UnitIndex>,
    height: Vec<u32>,
}

impl Stacks {
    fn new(layout: &Layout) -> Stacks {
        Stacks {
            units: vec![0; layout.class_of_unit.len()],
            height: vec![0; layout.classes.len()],
        }
    }

    #[inline]
    fn push(&mut self, layout: &Layout, class: usize, unit: UnitIndex) -> u32 {
        let position = self.height[class];
        self.units[layout.classes[class].first_unit + position as usize] = unit;
        self.height[class] += 1;
        position
    }

    #[inline]
    fn top(&self, layout: &Layout, class: usize) -> Option<UnitIndex> {
        let height = self.height[class] as usize;
        (height > 0).then(|| self.units[layout.classes[class].first_unit + height - 1])
    }

    #[inline]
    fn pop(&mut self, layout: &Layout, class: usize) -> Option<UnitIndex> {
        let unit = self.top(layout, class)?;
        self.height[class] -= 1;
        Some(unit)
    }
}

impl Units {
    pub fn new(layout: &Layout) -> Units {
        let count = layout.class_of_unit.len();
        let mut units = Units {
            usage: vec![Use::Empty; count],
            persons: vec![0; count],
            beds: vec![0; count],
            beds_of_class: vec![0; layout.classes.len()],
            position: vec![0; count],
            next: vec![NO_UNIT; count],
            empty: Stacks::new(layout),
            shared: [Stacks::new(layout), Stacks::new(layout)],
        };
        units.reset(layout);
        units
    }

    pub fn reset(&mut self, layout: &Layout) {
        self.usage.fill(Use::Empty);
        self.persons.fill(0);
        self.next.fill(NO_UNIT);
        self.empty.height.fill(0);
        self.shared.iter_mut().for_each(|stacks| stacks.height.fill(0));
        for (class, plan) in layout.classes.iter().enumerate() {
            self.beds_of_class[class] = plan.beds;
            self.beds[plan.first_unit..plan.first_unit + plan.count].fill(plan.beds);
            // The first unit of the file lies on top.
            for unit in (plan.first_unit..plan.first_unit + plan.count).rev() {
                self.empty.push(layout, class, unit as UnitIndex);
            }
        }
    }

    /// Largest family, and whether a man or a woman, without needs, finds room.
    pub fn room(&self, layout: &Layout, site: &SiteLayout) -> [u32; 3] {
        let mut room = [0u32; 3];
        for class in site.classes.clone() {
            let plan = &layout.classes[class];
            if plan.reserved {
                continue;
            }
            let empty = self.empty.height[class];
            room[0] += empty * u32::from(self.beds_of_class[class]);
            room[1] |= u32::from(empty > 0 || self.shared[0].height[class] > 0);
            room[2] |= u32::from(empty > 0 || self.shared[1].height[class] > 0);
        }
        room
    }

    /// Whether a seeker, needs included, finds room here.
    pub fn fits(&self, layout: &Layout, site: &SiteLayout, seeker: Seeker) -> bool {
        match shelf(seeker.composition) {
            Some(shelf) => self.class_for_single(layout, site, seeker, shelf).is_some(),
            None => {
                let beds: u32 = suitable(layout, site, seeker)
                    .map(|class| self.empty.height[class] * u32::from(self.beds_of_class[class]))
                    .sum();
                beds >= u32::from(seeker.size)
            }
        }
    }

    /// Empty units of a class.
    pub fn empty(&self, class: usize) -> u32 {
        self.empty.height[class]
    }

    /// Empty units of a class, and beds beside single men and beside single women.
    pub fn vacant(&self, layout: &Layout, class: usize) -> [u32; 3] {
        let plan = &layout.classes[class];
        let beside = |shelf: usize| -> u32 {
            let height = self.shared[shelf].height[class] as usize;
            self.shared[shelf].units[plan.first_unit..plan.first_unit + height]
                .iter()
                .map(|&unit| u32::from(self.beds[unit as usize] - self.persons[unit as usize]))
                .sum()
        };
        [self.empty.height[class], beside(0), beside(1)]
    }

    /// Takes a unit; the seeker must fit.
    pub fn take(&mut self, layout: &Layout, site: &SiteLayout, seeker: Seeker) -> Taken {
        match shelf(seeker.composition) {
            Some(shelf) => self.take_bed(layout, site, seeker, shelf),
            None => self.take_units(layout, site, seeker),
        }
    }

    /// The class in which a single person gets a bed, and whether a shared unit has one.
    fn class_for_single(
        &self,
        layout: &Layout,
        site: &SiteLayout,
        seeker: Seeker,
        shelf: usize,
    ) -> Option<usize> {
        suitable(layout, site, seeker)
            .find(|&class| self.shared[shelf].height[class] > 0)
            .or_else(|| suitable(layout, site, seeker).find(|&class| self.empty.height[class] > 0))
    }

    fn take_bed(&mut self, layout: &Layout, site: &SiteLayout, seeker: Seeker, shelf: usize) -> Taken {
        let class = self
            .class_for_single(layout, site, seeker, shelf)
            .expect("who is moved in was found to fit");
        let unit = match self.shared[shelf].top(layout, class) {
            Some(unit) => unit,
            None => {
                let unit = self
                    .empty
                    .pop(layout, class)
                    .expect("a class for a single person has a shared or an empty unit");
                self.usage[unit as usize] = [Use::Men, Use::Women][shelf];
                self.position[unit as usize] = self.shared[shelf].push(layout, class, unit);
                unit
            }
        };
        self.persons[unit as usize] += 1;
        if self.persons[unit as usize] == self.beds[unit as usize] {
            self.unshelve(layout, class, unit, shelf);
        }
        Taken { unit, blocked: 0 }
    }

    /// A family takes the smallest unit that holds it; if there is none, the largest units until
    /// the rest fits into one.
    fn take_units(&mut self, layout: &Layout, site: &SiteLayout, seeker: Seeker) -> Taken {
        let mut rest = u32::from(seeker.size);
        let mut taken = Taken::default();
        while rest > 0 {
            let has_empty = |class: usize| self.empty.height[class] > 0;
            let class = self
                .class_for_family(layout, site, seeker, rest, has_empty)
                .expect("who is moved in was found to fit");
            let unit = self
                .empty
                .pop(layout, class)
                .expect("the class has an empty unit");
            let beds = u32::from(self.beds[unit as usize]);
            let persons = rest.min(beds);
            self.usage[unit as usize] = Use::Family;
            self.persons[unit as usize] = persons as u8;
            self.next[unit as usize] = taken.unit;
            taken.unit = unit;
            taken.blocked += beds - persons;
            rest -= persons;
        }
        taken
    }

    /// The class of the next unit of a family of which so many have none yet.
    #[inline]
    fn class_for_family(
        &self,
        layout: &Layout,
        site: &SiteLayout,
        seeker: Seeker,
        rest: u32,
        has_empty: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let free = || suitable(layout, site, seeker).filter(|&class| has_empty(class));
        free()
            .find(|&class| u32::from(self.beds_of_class[class]) >= rest)
            .or_else(|| free().max_by_key(|&class| self.beds_of_class[class]))
    }

    /// Gives the unit (or the bed in it) free.
    pub fn release(&mut self, layout: &Layout, unit: UnitIndex, seeker: Seeker) -> Released {
        match shelf(seeker.composition) {
            Some(shelf) => self.release_bed(layout, unit, shelf),
            None => self.release_units(layout, unit),
        }
    }

    fn release_bed(&mut self, layout: &Layout, unit: UnitIndex, shelf: usize) -> Released {
        let at = unit as usize;
        let class = layout.class_of_unit[at] as usize;
        let was_full = self.persons[at] == self.beds[at];
        self.persons[at] -= 1;
        let removed = self.remove_extra_beds(class, unit);
        if was_full && self.persons[at] < self.beds[at] {
            self.position[at] = self.shared[shelf].push(layout, class, unit);
        }
        if !was_full && self.persons[at] == self.beds[at] {
            self.unshelve(layout, class, unit, shelf);
        }
        if self.persons[at] == 0 {
            self.unshelve(layout, class, unit, shelf);
            self.usage[at] = Use::Empty;
            self.empty.push(layout, class, unit);
        }
        Released {
            unblocked: 0,
            removed,
        }
    }

    fn release_units(&mut self, layout: &Layout, first: UnitIndex) -> Released {
        let mut unit = first;
        let mut released = Released::default();
        while unit != NO_UNIT {
            let at = unit as usize;
            let class = layout.class_of_unit[at] as usize;
            released.unblocked += u32::from(self.beds[at] - self.persons[at]);
            self.usage[at] = Use::Empty;
            self.persons[at] = 0;
            released.removed += self.remove_extra_beds(class, unit);
            self.empty.push(layout, class, unit);
            unit = std::mem::replace(&mut self.next[at], NO_UNIT);
        }
        released
    }

    /// Beds that the class no longer has leave a unit when nobody sleeps in them; says how many.
    fn remove_extra_beds(&mut self, class: usize, unit: UnitIndex) -> u32 {
        let at = unit as usize;
        let beds = self.persons[at].max(self.beds_of_class[class]);
        let removed = self.beds[at].saturating_sub(beds);
        self.beds[at] -= removed;
        u32::from(removed)
    }

    /// Puts so many beds into every unit of a class; where more people live, their beds stay
    /// until they leave.
    pub fn furnish(&mut self, layout: &Layout, class: usize, beds: u8) -> Furnished {
        self.beds_of_class[class] = beds;
        let plan = &layout.classes[class];
        let mut change = Furnished::default();
        for at in plan.first_unit..plan.first_unit + plan.count {
            let (usage, persons, before) = (self.usage[at], self.persons[at], self.beds[at]);
            if usage == Use::OutOfService {
                continue;
            }
            let after = beds.max(persons);
            self.beds[at] = after;
            change.beds += i64::from(after) - i64::from(before);
            match usage {
                Use::Family => change.blocked += i64::from(after) - i64::from(before),
                Use::Men | Use::Women => {
                    let shelf = usize::from(usage == Use::Women);
                    if persons == before && persons < after {
                        self.position[at] = self.shared[shelf].push(layout, class, at as UnitIndex);
                    } else if persons < before && persons == after {
                        self.unshelve(layout, class, at as UnitIndex, shelf);
                    }
                }
                Use::Empty | Use::OutOfService => {}
            }
        }
        change
    }

    /// Persons in units of a class that hold more people than they have beds on paper.
    pub fn crowded(&self, layout: &Layout, class: usize) -> u32 {
        let plan = &layout.classes[class];
        self.persons[plan.first_unit..plan.first_unit + plan.count]
            .iter()
            .filter(|persons| **persons > plan.beds)
            .map(|persons| u32::from(*persons))
            .sum()
    }

    /// Beds in every empty unit of a class.
    pub fn beds(&self, class: usize) -> u8 {
        self.beds_of_class[class]
    }

    /// Takes a unit off the stack of shared units with a bed left.
    fn unshelve(&mut self, layout: &Layout, class: usize, unit: UnitIndex, shelf: usize) {
        let first = layout.classes[class].first_unit;
        let position = self.position[unit as usize];
        let last = self.shared[shelf]
            .pop(layout, class)
            .expect("a unit that is taken off stands on the stack");
        self.shared[shelf].units[first + position as usize] = last;
        self.position[last as usize] = position;
    }

    /// Takes one empty unit out of service.
    pub fn retire(&mut self, layout: &Layout, class: usize) -> Option<UnitIndex> {
        let unit = self.empty.pop(layout, class)?;
        self.usage[unit as usize] = Use::OutOfService;
        Some(unit)
    }

    /// Puts a unit back into service.
    pub fn restore(&mut self, layout: &Layout, class: usize, unit: UnitIndex) {
        debug_assert_eq!(self.usage[unit as usize], Use::OutOfService);
        self.usage[unit as usize] = Use::Empty;
        self.beds[unit as usize] = self.beds_of_class[class];
        self.empty.push(layout, class, unit);
    }
}

/// The classes of a site that suit the seeker, smallest first.
fn suitable<'a>(layout: &'a Layout, site: &SiteLayout, seeker: Seeker) -> impl Iterator<Item = usize> + 'a {
    site.classes
        .clone()
        .filter(move |&class| layout.classes[class].suits(seeker.needs))
}

/// Where shared units for this person stand; `None` for families, who share with nobody.
fn shelf(composition: Composition) -> Option<usize> {
    match composition {
        Composition::Family => None,
        Composition::SingleMan => Some(0),
        Composition::SingleWoman => Some(1),
    }
}
