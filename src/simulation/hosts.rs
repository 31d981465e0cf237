//! Private hosts: who finds one on arrival, and comes to the waiting list when the host falls away.

use super::Town;
use super::model::{Model, SourceKind};
use super::roll::{Due, Guest, Household};
use crate::calendar::Day;
use crate::stay::nights;
use crate::streams::Draw;

/// Added to the entity of a household's source for the home of its host.
const HOME: u32 = 0x85eb_ca77;

impl Town {
    /// Whether a private host takes a household in; until when, is decided now.
    pub(super) fn finds_a_host(&mut self, model: &Model, at: usize, day: Day, ordinal: u32) -> bool {
        let source = &model.sources[at];
        let Some(hosts) = &model.groups[source.group].hosts else {
            return false;
        };
        let block = self
            .stream
            .block(Draw::Hosts, source.entity, day, ordinal & 0xff_ffff);
        if block.0[2] >= hosts.below {
            return false;
        }
        let size = self.size_at(model, source, day, ordinal);
        self.outcome.hosted.add(size);
        if block.0[3] < hosts.falls_away_below {
            let days = nights(hosts.stay.quantile(block.first()));
            self.lives_with_a_host(model, at, (day, ordinal), days);
        } else if !model.services.is_empty() {
            let household = self.household_from(model, source, day, ordinal);
            let guest = self.services_see_a_guest(model, &household);
            let leaves = u64::from(self.day) + u64::from(household.nights);
            self.agenda.enter(leaves, Due::GuestLeaves { guest });
        }
        true
    }

    /// Whether a host whom a measure found takes a household in, as long as there is room.
    pub(super) fn finds_a_host_by_a_measure(
        &mut self,
        model: &Model,
        at: usize,
        day: Day,
        ordinal: u32,
    ) -> bool {
        let source = &model.sources[at];
        if let SourceKind::Evacuated { .. } = source.kind {
            return false;
        }
        let size = self.size_at(model, source, day, ordinal);
        let Some(nights) = self.host_of_a_measure(model, size) else {
            return false;
        };
        self.outcome.hosted.add(size);
        self.lives_with_a_host(model, at, (day, ordinal), nights);
        true
    }

    /// A household lives with a host for so many nights.
    fn lives_with_a_host(&mut self, model: &Model, at: usize, (day, ordinal): (Day, u32), nights: u32) {
        let guest = (!model.services.is_empty()).then(|| {
            let household = self.household_from(model, &model.sources[at], day, ordinal);
            self.services_see_a_guest(model, &household)
        });
        self.agenda.enter(
            u64::from(self.day) + u64::from(nights),
            Due::HostFallsAway {
                source: at as u16,
                day,
                ordinal,
                guest,
            },
        );
    }

    /// Hosts live all over the town, where its residents do.
    fn services_see_a_guest(&mut self, model: &Model, household: &Household) -> Guest {
        let block = self.stream.block(
            Draw::Hosts,
            household.entity ^ HOME,
            household.day,
            household.ordinal & 0xff_ffff,
        );
        let homes = &model.homes_of_hosts;
        let home = homes.iter().position(|below| block.0[0] <= *below);
        let home = home.unwrap_or(homes.len().saturating_sub(1)) as u16;
        self.services.guest_comes(self.day, household, home)
    }

    /// A household whose host falls away comes to the waiting list.
    pub(super) fn host_falls_away(
        &mut self,
        model: &Model,
        (source, day, ordinal): (u16, Day, u32),
        guest: Option<Guest>,
    ) {
        let source = &model.sources[usize::from(source)];
        let number = self.household_arrives(model, source, day, ordinal);
        self.outcome.from_hosts.add(self.roll[number as usize].size);
        if let Some(guest) = guest {
            self.services
                .guest_enters_the_roll(model, self.day, guest, number);
        }
    }

    /// A household that needed no place of the town leaves it.
    pub(super) fn guest_leaves(&mut self, model: &Model, guest: Guest) {
        self.services.guest_goes(model, self.day, guest);
    }
}
