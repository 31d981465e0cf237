//! Households that are there at the start: from the register, the waiting list, or drawn
//! where only the number of persons is known.

use super::context::Context;
use super::world::{World, check_site};
use super::{needs, occupants};
use crate::calendar::Date;
use crate::complaint::{Place, names_help};
use crate::household::{Group, Sex, StartHousehold, Track};
use crate::ids::{DistrictId, GroupId, NeedSet, SiteId, TrackId};
use crate::input::tables::{self, HouseholdRow, Located};
use crate::site::Site;
use crate::text;
use crate::town::Town;
use std::collections::BTreeMap;

/// Persons housed at the start, as far as the file says.
pub fn housed(cx: &Context) -> u32 {
    let register = cx.attachments.register.iter().map(|row| row.household.persons);
    let occupied = cx.file.sites.values().filter_map(|site| site.occupied);
    register.chain(occupied).fold(0, u32::saturating_add)
}

/// All households: those of the register, larger ones first, so that they find their
/// units; then the drawn ones, then those who wait.
pub fn resolve(cx: &mut Context, world: World) -> Vec<StartHousehold> {
    refuse_same_ids(cx);
    let attachments = cx.attachments;
    let mut households: Vec<StartHousehold> = Vec::new();
    let needs_in_use = attachments
        .waiting
        .iter()
        .any(|row| !row.household.needs.is_empty());
    for row in &attachments.register {
        let site = site(cx, &row.site, world.sites);
        let mut household = household(cx, &row.household, world);
        household.site = site;
        household.unit_beds = row.unit_beds.and_then(|beds| u32::try_from(beds).ok());
        households.push(household);
    }
    households.sort_by_key(|household| std::cmp::Reverse(household.size));
    check_room(cx, &households, world.sites);
    households.extend(occupants::resolve(cx, world));
    notice_crowding(cx, &households, world.sites);
    for row in &attachments.waiting {
        let mut household = household(cx, &row.household, world);
        household.prefers = row
            .prefers
            .first()
            .and_then(|name| district(cx, name, world.town));
        if !needs_in_use {
            household.needs = None;
        }
        households.push(household);
    }
    households
}

fn household(cx: &mut Context, row: &HouseholdRow, world: World) -> StartHousehold {
    let track = row
        .track
        .as_ref()
        .and_then(|track| track_of(cx, track, world.tracks));
    let group = group_of(cx, row, track, world.groups);
    let groups_track = world.groups.get(group.index()).and_then(|group| group.track);
    StartHousehold {
        id: row.household.value.clone(),
        group,
        size: size(cx, row),
        sex: single_sex(row),
        needs: Some(need_set(row, world.needs)),
        track: track.filter(|track| Some(*track) != groups_track),
        since: row.since.and_then(|date| since(cx, row, Date(date))),
        site: None,
        unit_beds: None,
        prefers: None,
        ages: row.ages.clone(),
    }
}

fn need_set(row: &HouseholdRow, all: &[String]) -> NeedSet {
    needs::set(all, row.needs.iter().map(|need| need.value.as_str()))
}

fn size(cx: &mut Context, row: &HouseholdRow) -> u8 {
    match u8::try_from(row.persons)
        .ok()
        .filter(|size| (1..=99).contains(size))
    {
        Some(size) => size,
        None => {
            let message = text!(
                "Ein Haushalt hat 1 bis 99 Personen.",
                "A household has 1 to 99 persons."
            );
            cx.complain_at(&row.place, "persons", &row.persons.to_string(), message, None);
            1
        }
    }
}

fn single_sex(row: &HouseholdRow) -> Option<Sex> {
    match row.sexes.as_deref() {
        Some([tables::Sex::Male]) => Some(Sex::Male),
        Some([tables::Sex::Female]) => Some(Sex::Female),
        _ => None,
    }
}

fn since(cx: &mut Context, row: &HouseholdRow, date: Date) -> Option<i64> {
    let day = cx.calendar.day(date);
    if day <= 0 {
        return Some(day);
    }
    let start = cx.calendar.start;
    let message = text!(
        "Das Datum liegt nach dem ersten Tag des Szenarios ({start}); dort ist der Haushalt dann noch nicht.",
        "The date comes after the first day of the scenario ({start}); the household is not there yet."
    );
    cx.complain_at(&row.place, "since", &date.to_string(), message, None);
    None
}

fn track_of(cx: &mut Context, track: &Located<String>, tracks: &[Track]) -> Option<TrackId> {
    let found = tracks
        .iter()
        .position(|known| known.id == track.value)
        .map(TrackId::from);
    if found.is_none() {
        unknown(cx, "track", track, tracks.iter().map(|known| known.id.as_str()));
    }
    found
}

/// The first group that begins on the household's track, else the first group.
fn group_of(cx: &mut Context, row: &HouseholdRow, track: Option<TrackId>, groups: &[Group]) -> GroupId {
    if groups.is_empty() && !cx.is_faulty(&["groups"]) {
        let message = text!(
            "Haushalte zu Beginn brauchen mindestens eine Gruppe, die sagt, wie lange sie bleiben.",
            "Households at the start need at least one group, which says how long they stay."
        );
        cx.complain_at(&row.place, "household", &row.household.value, message, None);
    }
    let same_track = |group: &Group| track.is_some() && group.track == track;
    GroupId::from(groups.iter().position(same_track).unwrap_or(0))
}

fn site(cx: &mut Context, name: &Located<String>, sites: &[Site]) -> Option<SiteId> {
    let found = sites
        .iter()
        .position(|site| site.id == name.value)
        .map(SiteId::from);
    if found.is_none() && !cx.file.sites.contains_key(&name.value) {
        unknown(cx, "site", name, sites.iter().map(|site| site.id.as_str()));
    }
    found
}

fn district(cx: &mut Context, name: &Located<String>, town: &Town) -> Option<DistrictId> {
    let found = town.district(&name.value);
    if found.is_none() {
        unknown(
            cx,
            "prefers",
            name,
            town.districts.iter().map(|district| district.id.as_str()),
        );
    }
    found
}

fn unknown<'n>(
    cx: &mut Context,
    key: &str,
    name: &Located<String>,
    known: impl IntoIterator<Item = &'n str> + Clone,
) {
    let written = &name.value;
    let message = text!("„{written}“ gibt es nicht.", "There is no `{written}`.");
    cx.complain_at(
        &name.place,
        key,
        written,
        message,
        Some(names_help(written, known)),
    );
}

/// No household is in both tables; within each the reader has looked already.
fn refuse_same_ids(cx: &mut Context) {
    let attachments = cx.attachments;
    let housed: BTreeMap<&str, &Place> = attachments
        .register
        .iter()
        .map(|row| (row.household.household.value.as_str(), &row.household.place))
        .collect();
    for row in &attachments.waiting {
        let id = &row.household.household;
        if let Some(place) = housed.get(id.value.as_str()) {
            let message = text!(
                "Der Haushalt steht auch im Belegungsverzeichnis ({place}).",
                "The household stands in the register as well ({place})."
            );
            cx.complain_at(&id.place, "household", &id.value, message, None);
        }
    }
}

/// Persons in each site.
fn persons_by_site(households: &[StartHousehold]) -> BTreeMap<SiteId, u32> {
    let mut persons = BTreeMap::new();
    for household in households {
        if let Some(site) = household.site {
            *persons.entry(site).or_default() += u32::from(household.size);
        }
    }
    persons
}

/// Nobody lives in a site that is not there, nor more people than it has places.
fn check_room(cx: &mut Context, households: &[StartHousehold], sites: &[Site]) {
    for (id, persons) in persons_by_site(households) {
        let site = &sites[id.index()];
        let both = cx
            .file
            .sites
            .get(&site.id)
            .is_some_and(|file| file.occupied.unwrap_or(0) > 0);
        if both {
            let message = text!(
                "Die Bewohner stehen im Belegungsverzeichnis; „occupied“ zählte sie noch einmal.",
                "The occupants stand in the register; `occupied` would count them again."
            );
            cx.complain(&["sites", &site.id, "occupied"], message);
        }
        check_site(cx, site, persons);
    }
}

/// More people than usable places: some of them begin as waiting, which is worth a word.
fn notice_crowding(cx: &mut Context, households: &[StartHousehold], sites: &[Site]) {
    for (id, persons) in persons_by_site(households) {
        let site = &sites[id.index()];
        let (name, usable) = (&site.id, site.usable_places());
        if persons > usable && persons <= site.nominal_places() {
            let message = text!(
                "In „{name}“ wohnen zu Beginn {persons} Personen auf {usable} nutzbaren Plätzen; die übrigen zählen als wartend.",
                "At the start {persons} persons live in `{name}` on {usable} usable places; the others count as waiting."
            );
            cx.notice(&["sites", name], message);
        }
    }
}
