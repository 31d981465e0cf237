//! The list of needs: what households need and units offer, each name once.

use super::context::Context;
use crate::complaint::did_you_mean;
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
        .chain(offered.iter().map(|(_, _, name)| name))
    {
        if !all.contains(name) {
            all.push(name.clone());
        }
    }
    notice_misspelt(cx, &needed, &offered);
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
    file.groups
        .values()
        .flat_map(|group| group.needs.keys().cloned())
        .collect()
}

/// What units offer, with site and number of the entry.
fn offered(file: &ScenarioFile) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for (site, entry) in &file.sites {
        for (index, units) in entry.units.iter().enumerate() {
            for name in &units.offers {
                all.push((site.clone(), (index + 1).to_string(), name.clone()));
            }
        }
    }
    all
}

/// An offer that nobody needs but that looks like a need is a misspelling.
fn notice_misspelt(cx: &mut Context, needed: &[String], offered: &[(String, String, String)]) {
    for (site, index, name) in offered {
        let near = did_you_mean(name, needed.iter().map(String::as_str));
        if let Some(near) = near.filter(|near| near != name && !needed.contains(name)) {
            cx.notice(
                &["sites", site, "units", index, "offers"],
                text!(
                    "Niemand braucht „{name}“; gemeint ist vielleicht „{near}“.",
                    "Nobody needs `{name}`; perhaps `{near}` is meant."
                ),
            );
        }
    }
}
