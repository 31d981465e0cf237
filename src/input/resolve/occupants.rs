//! Who lives in a site of which only the number of persons is known.
//!
//! Households are drawn from the groups, by keyed draws that belong to the site, until
//! their persons sum exactly to the number given. Where the units are known every
//! household finds one: whole units for families, shared ones for single people of one sex.

use super::context::Context;
use super::rooms::Rooms;
use super::shares;
use super::world::{World, check_site};
use crate::complaint::names_help;
use crate::household::{Composition, Group, Sex, StartHousehold};
use crate::ids::{GroupId, NeedSet, SiteId};
use crate::site::Site;
use crate::streams::{Draw, Sequence, Stream, entity, unit32};
use crate::text;

/// How often a household that does not fit is drawn anew before one is made that does.
const TRIES: u32 = 32;

/// The drawn households of all sites.
pub fn resolve(cx: &mut Context, world: World) -> Vec<StartHousehold> {
    let file = cx.file;
    let mut households = Vec::new();
    for (index, site) in world.sites.iter().enumerate() {
        let Some(entry) = file.sites.get(&site.id) else {
            continue;
        };
        let parts = parts(cx, site, world.groups);
        let persons = entry.occupied.unwrap_or(0);
        check_site(cx, site, persons);
        if persons == 0 || persons > site.nominal_places() {
            continue;
        }
        if world.groups.is_empty() {
            no_groups(cx, site);
            continue;
        }
        if entry.occupied_by.is_none() && world.groups.len() > 1 {
            all_of_the_first_group(cx, site, &world.groups[0]);
        }
        let stream = Stream::new(file.seed, cx.draw);
        let mut drawing = Drawing {
            site,
            groups: world.groups,
            quotas: quotas(&parts, persons),
            rooms: Rooms::of(&site.stock),
            left: persons,
            words: stream.sequence(Draw::Occupants, entity(&site.id)),
        };
        households.extend(drawing.all(SiteId::from(index)));
    }
    households
}

fn no_groups(cx: &mut Context, site: &Site) {
    let message = text!(
        "Haushalte zu Beginn brauchen mindestens eine Gruppe, die sagt, wie lange sie bleiben.",
        "Households at the start need at least one group, which says how long they stay."
    );
    if !cx.is_faulty(&["groups"]) {
        cx.complain(&["sites", &site.id, "occupied"], message);
    }
}

fn all_of_the_first_group(cx: &mut Context, site: &Site, first: &Group) {
    let id = &first.id;
    let message = text!(
        "Zu welchen Gruppen diese Menschen gehören, steht nicht da; alle gelten als „{id}“. Anders mit „occupied_by“.",
        "It is not said to which groups these people belong; all count as `{id}`. `occupied_by` says otherwise."
    );
    cx.notice(&["sites", &site.id, "occupied"], message);
}

/// Part of the persons from each group: as the site says, else all from the first group of
/// the file. Arrivals have no say: a variant that changes them begins with the same people.
fn parts(cx: &mut Context, site: &Site, groups: &[Group]) -> Vec<f64> {
    let file = cx.file;
    let Some(named) = file
        .sites
        .get(&site.id)
        .and_then(|entry| entry.occupied_by.as_ref())
    else {
        return first_alone(groups);
    };
    let path = ["sites", site.id.as_str(), "occupied_by"];
    let list: Vec<(&str, f64)> = named.iter().map(|(name, part)| (name.as_str(), *part)).collect();
    shares::check_whole(cx, &path, &list);
    for (name, _) in &list {
        if !groups.iter().any(|group| group.id == *name) {
            let help = names_help(name, groups.iter().map(|group| group.id.as_str()));
            let message = text!(
                "Eine Gruppe „{name}“ gibt es nicht.",
                "There is no group `{name}`."
            );
            cx.complain_with(&[&path[..], &[name]].concat(), message, help);
        }
    }
    groups
        .iter()
        .map(|group| named.get(&group.id).copied().unwrap_or(0.0).max(0.0))
        .collect()
}

fn first_alone(groups: &[Group]) -> Vec<f64> {
    (0..groups.len())
        .map(|index| if index == 0 { 1.0 } else { 0.0 })
        .collect()
}

/// Persons from each group, by largest remainders; they sum to all.
fn quotas(parts: &[f64], persons: u32) -> Vec<u32> {
    let sum: f64 = parts.iter().sum();
    let exact: Vec<f64> = parts.iter().map(|part| part / sum * f64::from(persons)).collect();
    let mut quotas: Vec<u32> = exact.iter().map(|number| libm::floor(*number) as u32).collect();
    let mut order: Vec<usize> = (0..exact.len()).collect();
    let rest = |index: usize| exact[index] - libm::floor(exact[index]);
    order.sort_by(|one, other| rest(*other).total_cmp(&rest(*one)));
    let given: u32 = quotas.iter().sum();
    for index in order
        .into_iter()
        .cycle()
        .take(persons.saturating_sub(given) as usize)
    {
        quotas[index] += 1;
    }
    quotas
}

/// A household that is being drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Candidate {
    group: usize,
    size: u8,
    sex: Option<Sex>,
}

impl Candidate {
    fn composition(&self) -> Composition {
        match (self.size, self.sex) {
            (1, Some(Sex::Female)) => Composition::SingleWoman,
            (1, _) => Composition::SingleMan,
            _ => Composition::Family,
        }
    }
}

/// The drawing for one site.
struct Drawing<'a> {
    site: &'a Site,
    groups: &'a [Group],
    /// Persons still to come from each group.
    quotas: Vec<u32>,
    rooms: Option<Rooms>,
    /// Persons still to come.
    left: u32,
    words: Sequence,
}

impl Drawing<'_> {
    /// Households until all persons are there, larger ones first.
    fn all(&mut self, site: SiteId) -> Vec<StartHousehold> {
        let mut drawn: Vec<(Candidate, Option<u32>)> = Vec::new();
        while self.left > 0 {
            let (candidate, beds) = self.next();
            self.left -= u32::from(candidate.size);
            let quota = &mut self.quotas[candidate.group];
            *quota = quota.saturating_sub(u32::from(candidate.size));
            drawn.push((candidate, beds));
        }
        drawn.sort_by_key(|(candidate, _)| std::cmp::Reverse(candidate.size));
        let numbered = drawn.into_iter().enumerate();
        numbered
            .map(|(index, (candidate, beds))| StartHousehold {
                id: format!("{}/{}", self.site.id, index + 1),
                group: GroupId::from(candidate.group),
                size: candidate.size,
                sex: candidate.sex,
                needs: Some(NeedSet::default()),
                ages: None,
                track: None,
                since: None,
                site: Some(site),
                unit_beds: beds,
                prefers: None,
            })
            .collect()
    }

    /// The next household, with the beds of its unit where units are known.
    fn next(&mut self) -> (Candidate, Option<u32>) {
        for _ in 0..TRIES {
            let candidate = self.draw();
            if self.may_live_here(candidate)
                && let Some(beds) = self.settle(candidate)
            {
                return (candidate, beds);
            }
        }
        self.one_that_fits()
    }

    fn unit(&mut self) -> f64 {
        unit32(self.words.next_word())
    }

    /// The group that lacks most persons, of equals the first.
    fn group(&self) -> usize {
        let most = self.quotas.iter().copied().max().unwrap_or(0);
        self.quotas.iter().position(|quota| *quota == most).unwrap_or(0)
    }

    fn draw(&mut self) -> Candidate {
        let group = self.group();
        let size = self.groups[group].sizes.quantile(self.unit());
        let sex = (size == 1).then(|| self.sex(group));
        Candidate { group, size, sex }
    }

    fn sex(&mut self, group: usize) -> Sex {
        if self.unit() < self.groups[group].single_men_share {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    fn may_live_here(&self, candidate: Candidate) -> bool {
        let size = u32::from(candidate.size);
        let small_enough = self.site.max_household_size.is_none_or(|most| size <= most);
        size <= self.quotas[candidate.group].max(1)
            && size <= self.left
            && small_enough
            && self.site.accepts.contains(candidate.composition())
    }

    /// Takes a unit for a household, if what is left still finds room afterwards.
    fn settle(&mut self, candidate: Candidate) -> Option<Option<u32>> {
        let after = self.left - u32::from(candidate.size);
        match &mut self.rooms {
            None => Some(None),
            Some(rooms) => rooms
                .take(u32::from(candidate.size), candidate.sex, after)
                .map(Some),
        }
    }

    /// A household made to fit: it fills a bed of a shared unit or a whole unit.
    fn one_that_fits(&mut self) -> (Candidate, Option<u32>) {
        let group = self.group();
        let sex = self.sex(group);
        let open = self.rooms.as_ref().and_then(Rooms::open_to);
        let sex = open.unwrap_or_else(|| self.accepted_sex(sex));
        let single = Candidate {
            group,
            size: 1,
            sex: Some(sex),
        };
        let most = self.rooms.as_ref().map_or(2, Rooms::smallest).min(self.left);
        let family = Candidate {
            group,
            size: u8::try_from(most).unwrap_or(99),
            sex: None,
        };
        let as_family = open.is_none() && family.size > 1 && self.family_may(family);
        let chosen = if as_family { family } else { single };
        let beds = self.settle(chosen).or_else(|| self.settle(single)).flatten();
        (chosen, beds)
    }

    fn family_may(&self, family: Candidate) -> bool {
        let small_enough = self
            .site
            .max_household_size
            .is_none_or(|most| u32::from(family.size) <= most);
        small_enough && self.site.accepts.contains(Composition::Family)
    }

    /// The sex drawn, unless only the other one may live here.
    fn accepted_sex(&self, drawn: Sex) -> Sex {
        let men = self.site.accepts.contains(Composition::SingleMan);
        let women = self.site.accepts.contains(Composition::SingleWoman);
        match (men, women) {
            (true, false) => Sex::Male,
            (false, true) => Sex::Female,
            _ => drawn,
        }
    }
}
