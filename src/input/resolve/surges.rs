//! Surges: who comes is taken from a group, apart from what the surge says itself.

use super::context::Context;
use super::groups::{Surroundings, hosts, needed, relatives};
use super::market::{access, taken_per_month};
use super::{ages, durations, shares, starts, tracks};
use crate::arrivals::{Course, Level, RateProcess, Shape};
use crate::household::Group;
use crate::ids::GroupId;
use crate::input::file::{GroupFile, LevelFile, SurgeArrivalsFile, SurgeFile};
use crate::surge::{Start, Surge};
use crate::text;

/// All surges, in order of the file. Those with a composition of their own add a group to the list.
pub fn resolve(cx: &mut Context, around: Surroundings, groups: &mut Vec<Group>) -> Vec<Surge> {
    let file = cx.file;
    let mut surges = Vec::new();
    for (id, surge) in &file.surges {
        surges.extend(one(cx, id, surge, around, groups));
    }
    surges
}

fn one(
    cx: &mut Context,
    id: &str,
    file: &SurgeFile,
    around: Surroundings,
    groups: &mut Vec<Group>,
) -> Option<Surge> {
    let at = ["surges", id];
    let start = starts::resolve(cx, &at, ("from", file.from), file.window.as_ref());
    if let (Start::On(day), Some(from)) = (start, file.from)
        && day >= i64::from(cx.calendar.days)
    {
        starts::inside(cx, &["surges", id, "from"], from);
    }
    let base = group(cx, &["surges", id, "group"], &file.group)?;
    let name = file.name.clone().unwrap_or_else(|| id.to_owned());
    let group = if has_own_composition(file) {
        if cx.file.groups.contains_key(id) {
            same_name(cx, id);
        }
        let own = composed(
            cx,
            id,
            file,
            &cx.file.groups[&file.group],
            groups[base.index()].clone(),
            around,
        );
        groups.push(Group {
            id: id.to_owned(),
            name: name.clone(),
            arrivals: Vec::new(),
            ..own
        });
        GroupId::from(groups.len() - 1)
    } else {
        base
    };
    let arrivals = arrivals(cx, id, &file.arrivals, groups[group.index()].sizes.mean());
    Some(Surge {
        id: id.to_owned(),
        name,
        group,
        start,
        arrivals,
        times: file.times,
    })
}

/// The group with this id.
pub fn group(cx: &mut Context, path: &[&str], id: &str) -> Option<GroupId> {
    let file = cx.file;
    let found = file.groups.get_index_of(id).map(GroupId::from);
    if found.is_none() {
        cx.unknown_name(path, id, file.groups.keys().map(String::as_str));
    }
    found
}

fn same_name(cx: &mut Context, id: &str) {
    let message = text!(
        "So heißt schon eine Gruppe; die Welle hat eine eigene Zusammensetzung und braucht eine andere Kennung.",
        "A group has this id already; the surge has a composition of its own and needs another one."
    );
    cx.complain(&["surges", id], message);
}

fn has_own_composition(file: &SurgeFile) -> bool {
    file.track.is_some()
        || file.household_sizes.is_some()
        || file.single_men_share.is_some()
        || file.needs.is_some()
        || file.priority.is_some()
        || file.stay.is_some()
        || file.private_hosts.is_some()
        || file.ages.is_some()
        || file.relatives.is_some()
}

/// The group of the surge: the one it is like, with what it says itself.
fn composed(
    cx: &mut Context,
    id: &str,
    file: &SurgeFile,
    base: &GroupFile,
    like: Group,
    around: Surroundings,
) -> Group {
    let key = |name| ["surges", id, name];
    let sizes = match &file.household_sizes {
        Some(sizes) => shares::sizes(cx, &key("household_sizes"), sizes),
        None => like.sizes,
    };
    let track = match &file.track {
        Some(track) => tracks::by_id(cx, &key("track"), track),
        None => like.track,
    };
    // How many of the people are children depends on the sizes, so ages are worked out anew.
    let ages = match (&file.ages, &file.household_sizes) {
        (Some(named), _) => ages::resolve(cx, &key("ages"), Some(named), &sizes),
        (None, Some(_)) => ages::resolve(cx, &key("household_sizes"), base.ages.as_ref(), &sizes),
        (None, None) => like.ages,
    };
    let market = taken_per_month(around.market, &sizes, around.housed, access(around.tracks, track));
    let stay = match &file.stay {
        Some(stay) => durations::stay(cx, &key("stay"), stay, market),
        None => durations::stay(cx, &["groups", &file.group, "stay"], &base.stay, market),
    };
    Group {
        track,
        stay,
        needs: match &file.needs {
            Some(needs) => needed(cx, &key("needs"), needs, around.needs),
            None => like.needs,
        },
        single_men_share: file.single_men_share.unwrap_or(like.single_men_share),
        priority: file.priority.unwrap_or(like.priority),
        private_hosts: match &file.private_hosts {
            Some(file) => Some(hosts(cx, &key("private_hosts"), file)),
            None => like.private_hosts,
        },
        relatives: match &file.relatives {
            Some(file) => Some(relatives(cx, &key("relatives"), file)),
            None => like.relatives,
        },
        ages,
        sizes,
        ..like
    }
}

fn arrivals(cx: &mut Context, id: &str, file: &SurgeArrivalsFile, mean: f64) -> RateProcess {
    let (days, dispersion, level) = match file {
        SurgeArrivalsFile::Even {
            persons,
            days,
            dispersion,
            level,
        } => {
            let length = (*days).max(1) as usize;
            (vec![persons / length as f64; length], dispersion, level)
        }
        SurgeArrivalsFile::Profile {
            months,
            total_persons,
            dispersion,
            level,
        } => {
            let sum: f64 = months.iter().sum();
            if months.iter().any(|persons| *persons < 0.0) || sum <= 0.0 {
                let message = text!(
                    "Die Zahlen sind nicht negativ und nicht alle null.",
                    "The numbers are not negative and not all zero."
                );
                cx.complain(&["surges", id, "arrivals", "profile", "months"], message);
            }
            (
                over_months(months, total_persons.unwrap_or(sum) / sum),
                dispersion,
                level,
            )
        }
    };
    let LevelFile { cv, drift_per_year } = *level;
    RateProcess {
        shape: Shape::Wave,
        course: Course::Daily(days.iter().map(|persons| persons / mean).collect()),
        dispersion: *dispersion,
        level: Level { cv, drift_per_year },
    }
}

/// Monthly numbers times a factor, spread evenly over the days of months of a twelfth of 365 days.
fn over_months(months: &[f64], factor: f64) -> Vec<f64> {
    let begin = |month: usize| libm::round(month as f64 * 365.0 / 12.0) as usize;
    let month = |(index, persons): (usize, &f64)| {
        let length = begin(index + 1) - begin(index);
        std::iter::repeat_n(persons * factor / length as f64, length)
    };
    months.iter().enumerate().flat_map(month).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_fills_a_year_with_its_total() {
        let days = over_months(
            &[62.0, 30.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 8.0],
            0.5,
        );
        assert_eq!(days.len(), 365);
        assert!((days.iter().sum::<f64>() - 50.0).abs() < 1e-9);
        assert!((days[0] - 31.0 / 30.0).abs() < 1e-12 && days[364] > 0.0 && days[100] == 0.0);
    }
}
