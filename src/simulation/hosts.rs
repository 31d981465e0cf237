//! Private hosts: who finds one on arrival, and comes to the waiting list when the host falls away.

use super::Town;
use super::model::{Model, SourceKind};
use super::roll::Due;
use crate::calendar::Day;
use crate::stay::nights;
use crate::streams::Draw;

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
            self.agenda.enter(
                u64::from(self.day) + u64::from(days),
                Due::HostFallsAway {
                    source: at as u16,
                    day,
                    ordinal,
                },
            );
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
        self.agenda.enter(
            u64::from(self.day) + u64::from(nights),
            Due::HostFallsAway {
                source: at as u16,
                day,
                ordinal,
            },
        );
        true
    }

    /// A household whose host falls away comes to the waiting list.
    pub(super) fn host_falls_away(&mut self, model: &Model, source: u16, day: Day, ordinal: u32) {
        let source = &model.sources[usize::from(source)];
        let number = self.household_arrives(model, source, day, ordinal);
        self.outcome.from_hosts.add(self.roll[number as usize].size);
    }
}
