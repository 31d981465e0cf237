//! Groups of households.

use super::context::Context;
use super::market::{access, taken_per_month};
use super::{ages, arrivals, durations, preferences, shares, tracks};
use crate::household::{Group, PrivateHosts, Relatives, Sizes, Track};
use crate::input::file::{Entries, GroupFile, PrivateHostsFile, RelativesFile};
use crate::scenario::FlatOffer;
use crate::town::Town;

/// What the stay of a group depends on besides the group.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings<'a> {
    /// Districts.
    pub town: &'a Town,
    /// Names of the needs.
    pub needs: &'a [String],
    /// Tracks, in order of the file.
    pub tracks: &'a [Track],
    /// What the housing market offers.
    pub market: &'a [FlatOffer],
    /// Persons housed at the start.
    pub housed: u32,
}

/// All groups, in order of the file.
pub fn resolve(cx: &mut Context, around: Surroundings) -> Vec<Group> {
    let file = cx.file;
    file.groups
        .iter()
        .map(|(id, group)| one(cx, id, group, around))
        .collect()
}

fn one(cx: &mut Context, id: &str, group: &GroupFile, around: Surroundings) -> Group {
    let at = ["groups", id];
    let key = |name| [&at[..], &[name]].concat();
    let sizes = shares::sizes(cx, &key("household_sizes"), &group.household_sizes);
    let track = group
        .track
        .as_ref()
        .and_then(|track| tracks::by_id(cx, &key("track"), track));
    let market = taken_per_month(around.market, &sizes, around.housed, access(around.tracks, track));
    Group {
        id: id.to_owned(),
        name: group.name.clone().unwrap_or_else(|| id.to_owned()),
        track,
        single_men_share: group.single_men_share,
        needs: needed(cx, &key("needs"), &group.needs, around.needs),
        priority: group.priority,
        arrivals: arrivals::resolve(cx, id, &group.arrivals, &sizes),
        stay: durations::stay(cx, &key("stay"), &group.stay, market),
        relatives: group
            .relatives
            .as_ref()
            .map(|file| relatives(cx, &key("relatives"), file)),
        private_hosts: group
            .private_hosts
            .as_ref()
            .map(|file| hosts(cx, &key("private_hosts"), file)),
        prefers: preferences::of_group(cx, &key("prefers"), &group.prefers, around.town),
        ages: ages::resolve(cx, &key("ages"), group.ages.as_ref(), &sizes),
        sizes,
    }
}

/// Private hosts.
pub fn hosts(cx: &mut Context, path: &[&str], file: &PrivateHostsFile) -> PrivateHosts {
    PrivateHosts {
        share: file.share,
        falls_away_share: file.falls_away_share,
        stay: durations::resolve(cx, &[path, &["stay"]].concat(), &file.stay),
    }
}

/// Needs with the parts of the households that have them.
pub fn needed(cx: &mut Context, path: &[&str], needs: &Entries<f64>, all: &[String]) -> Vec<(usize, f64)> {
    let parts: Vec<(&str, f64)> = needs.iter().map(|(name, part)| (name.as_str(), *part)).collect();
    shares::check_parts(cx, path, &parts);
    let index = |name: &str| all.iter().position(|known| known == name);
    let indexed = parts
        .iter()
        .filter_map(|(name, part)| Some((index(name)?, *part)));
    indexed.collect()
}

/// Relatives who follow later.
pub fn relatives(cx: &mut Context, path: &[&str], file: &RelativesFile) -> Relatives {
    let key = |name| [path, &[name]].concat();
    let sizes: Sizes = shares::sizes(cx, &key("household_sizes"), &file.household_sizes);
    Relatives {
        probability: file.probability,
        after: durations::resolve(cx, &key("after"), &file.after),
        sizes,
    }
}
