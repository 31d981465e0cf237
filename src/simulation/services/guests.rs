//! People who live with private hosts: the town does not house them, but their children need a
//! kita and a school, and they a course, from the day on which they come.
//!
//! A guest has a number of its own, told from those of the roll by the highest bit. When the host
//! falls away the household enters the roll, and what its members wait for or have goes with it.

use super::Services;
use super::clients::{Folk, NO_ENTRY};
use crate::calendar::Day;
use crate::simulation::model::Model;
use crate::simulation::model::ServicePlan;
use crate::simulation::roll::{Household, NOBODY, Number};
use crate::streams::Stream;

/// Marks the number of a guest.
const GUEST: Number = 1 << 31;

/// A household with a private host.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guest {
    folk: Folk,
    household: Household,
    /// Where the host lives.
    home: u16,
    /// Its number in the roll; `NOBODY`: the host is still there.
    number: Number,
}

impl Services {
    /// A household comes to a private host in a district; says which guest it is.
    pub fn guest_comes(
        &mut self,
        model: &Model,
        stream: &Stream,
        day: Day,
        household: &Household,
        home: u16,
    ) -> Number {
        self.day = day;
        let number = GUEST | self.guests.len() as Number;
        self.guests.push(Guest {
            folk: Folk::of_today(day),
            household: *household,
            home,
            number: NOBODY,
        });
        let open = |plan: &ServicePlan| plan.is_open_to(household.track);
        self.needs_arise(model, stream, (number, household), Some(home), open);
        number
    }

    /// The host falls away, and the household stands in the roll from today, without a home.
    pub fn guest_enters_the_roll(&mut self, model: &Model, day: Day, guest: Number, number: Number) {
        debug_assert_eq!(number as usize, self.folks.len());
        let Some(standing) = self.guests.get_mut((guest & !GUEST) as usize) else {
            return;
        };
        standing.number = number;
        let folk = standing.folk;
        standing.folk.first = NO_ENTRY;
        self.folks.push(folk);
        let mut entry = folk.first;
        while entry != NO_ENTRY {
            let client = &mut self.desks[usize::from(entry.service)].clients[entry.at as usize];
            client.household = number;
            entry = client.next;
        }
        self.home_changes(model, day, number, None);
    }

    /// A guest whose host never falls away leaves town.
    pub fn guest_goes(&mut self, model: &Model, day: Day, guest: Number) {
        self.household_goes(model, day, guest);
    }

    /// What the services know of a household.
    pub(super) fn folk(&self, number: Number) -> Option<&Folk> {
        if number & GUEST == 0 {
            self.folks.get(number as usize)
        } else {
            self.guests
                .get((number & !GUEST) as usize)
                .map(|guest| &guest.folk)
        }
    }

    pub(super) fn folk_mut(&mut self, number: Number) -> &mut Folk {
        if number & GUEST == 0 {
            &mut self.folks[number as usize]
        } else {
            &mut self.guests[(number & !GUEST) as usize].folk
        }
    }

    /// The number under which a household stands today.
    pub(super) fn number_today(&self, number: Number) -> Number {
        match self.guest(number) {
            Some(guest) if guest.number != NOBODY => guest.number,
            _ => number,
        }
    }

    /// The household with a number, in the roll or with a host.
    pub(super) fn household<'a>(&'a self, roll: &'a [Household], number: Number) -> &'a Household {
        self.guest(number)
            .map_or_else(|| &roll[number as usize], |guest| &guest.household)
    }

    /// The district in which a guest lives.
    pub(super) fn home_of_guest(&self, number: Number) -> Option<u16> {
        self.guest(number).map(|guest| guest.home)
    }

    fn guest(&self, number: Number) -> Option<&Guest> {
        let index = (number & GUEST != 0).then_some((number & !GUEST) as usize)?;
        self.guests.get(index)
    }
}
