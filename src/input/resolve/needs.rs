//! The list of needs: what households need and units offer, each name once.

use super::context::Context;
use crate::complaint::{Complaint, did_you_mean, names_help};
use crate::ids::NeedSet;
use crate::input::file::ScenarioFile;
use crate::text;

/// All needs of a file, those of the groups first, in order of the file.
pub fn list(cx: &mut Context, of_households: &[String]) -> Vec<String> {
    let needed = needed(cx.file);
    let mut all: Vec<String> = Vec::new();
    let offered = offered(cx.file);
    for name in needed
        .iter()
        .chain(of_households)
        .chain(offered.iter().map(|offer| &offer.need))
    {
        if !all.contains(name) {
            all.push(name.clone());
        }
    }
    notice_misspelt(cx, &needed, &offered);
    notice_unmet(cx, &offered);
    name_unmet_in_tables(cx, &offered);
    if all.len() > NeedSet::MOST {
        let (found, most, names) = (all.len(), NeedSet::MOST, all.join(", "));
        cx.complain(
            &["groups"],
            text!(
                "Das Szenario nennt {found} verschiedene Bedarfe; höchstens {most} sind möglich: {names}.",
                "The scenario names {found} different needs; at most {most} are possible: {names}."
            ),
        );
        all.truncate(NeedSet::MOST);
    }
    all
}

/// The set of these needs; unknown ones are complained about elsewhere.
pub fn set<'n>(all: &[String], names: impl IntoIterator<Item = &'n str>) -> NeedSet {
    names
        .into_iter()
        .filter_map(|name| all.iter().position(|known| known == name))
        .fold(NeedSet::default(), NeedSet::with)
}

fn needed(file: &ScenarioFile) -> Vec<String> {
    let of_groups = file.groups.values().flat_map(|group| group.needs.keys());
    let of_surges = file.surges.values().filter_map(|surge| surge.needs.as_ref());
    of_groups
        .chain(of_surges.flat_map(|needs| needs.keys()))
        .cloned()
        .collect()
}

/// A need that is offered, and the key where it is.
struct Offer {
    path: Vec<String>,
    need: String,
}

/// What sites and their units offer.
fn offered(file: &ScenarioFile) -> Vec<Offer> {
    let offer = |path: &[&str], need: &String| Offer {
        path: path.iter().map(|&part| part.to_owned()).collect(),
        need: need.clone(),
    };
    let mut all = Vec::new();
    for (site, entry) in &file.sites {
        all.extend(
            entry
                .offers
                .iter()
                .map(|need| offer(&["sites", site, "offers"], need)),
        );
        for (index, units) in entry.units.iter().enumerate() {
            let number = (index + 1).to_string();
            let path = ["sites", site, "units", &number, "offers"];
            all.extend(units.offers.iter().map(|need| offer(&path, need)));
        }
    }
    all
}

/// An offer that nobody needs but that looks like a need is a misspelling.
fn notice_misspelt(cx: &mut Context, needed: &[String], offered: &[Offer]) {
    for offer in offered.iter().filter(|offer| !needed.contains(&offer.need)) {
        let name = &offer.need;
        if let Some(near) = did_you_mean(name, needed.iter().map(String::as_str)) {
            let message = text!(
                "Niemand braucht „{name}“; gemeint ist vielleicht „{near}“.",
                "Nobody needs `{name}`; perhaps `{near}` is meant."
            );
            let path: Vec<&str> = offer.path.iter().map(String::as_str).collect();
            cx.notice(&path, message);
        }
    }
}

/// Households of the lists with a need that no site offers, each with its cell, up to so many.
const TOLD: usize = 10;

/// They are no mistake of form, but most often of writing; so they are worth knowing, and told
/// beside whatever else is wrong.
fn name_unmet_in_tables(cx: &mut Context, offered: &[Offer]) {
    let register = cx.attachments.register.iter().map(|row| &row.household);
    let waiting = cx.attachments.waiting.iter().map(|row| &row.household);
    let mut names: Vec<&str> = offered.iter().map(|offer| offer.need.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let unmet = waiting.chain(register).flat_map(|row| {
        let needs = row.needs.iter();
        needs
            .filter(|need| !names.contains(&need.value.as_str()))
            .map(|need| (&row.household.value, need))
    });
    let told = unmet.take(TOLD).map(|(household, need)| {
        let name = &need.value;
        let message = text!(
            "„{household}“ braucht „{name}“, das bietet keine Unterkunft („offers“); so bekommt der Haushalt nie einen Platz.",
            "`{household}` needs `{name}`, which no site offers (`offers`); so the household never gets a place."
        );
        Complaint::new(need.place.clone(), message)
            .key("needs")
            .value(name)
            .help(names_help(name, names.iter().copied()))
    });
    let told: Vec<Complaint> = told.collect();
    cx.impossible.extend(told);
}

/// Households with a need that nothing meets never get a regular place.
fn notice_unmet(cx: &mut Context, offered: &[Offer]) {
    let file = cx.file;
    for (group, entry) in &file.groups {
        for (need, part) in &entry.needs {
            if *part > 0.0 && !offered.iter().any(|offer| offer.need == *need) {
                let message = text!(
                    "Keine Unterkunft bietet „{need}“ („offers“); wer das braucht, bekommt nie einen Platz.",
                    "No site offers `{need}` (`offers`); households that need it never get a place."
                );
                cx.notice(&["groups", group, "needs", need], message);
            }
        }
    }
}
